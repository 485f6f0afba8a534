//! When two values are the same: names and items by their words, numbers within half a per cent, dates by their overlap.

use std::collections::BTreeSet;

use model::Role;
use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::gold::GoldArg;

/// Words that make no difference between names: the comparison's own list, part of its definition.
const STOP: &[&str] = &[
    "the", "a", "an", "of", "for", "in", "on", "at", "to", "and", "or", "with", "by", "from", "its", "their", "his",
    "her", "new", "joint", "various", "other",
];

/// Names are the same where so much of their words is.
const NAME_WORDS: f64 = 0.67;
/// Items are the same where so much of their words is.
const ITEM_WORDS: f64 = 0.5;
/// An open end of a date counts as so many days.
const OPEN_DAYS: i64 = 3652;

/// Whether a predicted argument has the gold value of the same role.
pub fn same_value(arg: &Json, gold: &GoldArg) -> bool {
    use Role::{
        Amount, Change, From, Item, Of, Office, Party, Person, Place, Quantity, Rank, Share, Speaker, To, When,
    };
    match gold.role {
        From | To | Party | Of | Place | Speaker | Person => same_name(arg, gold),
        Item | Office => same_text(arg, gold),
        When => same_when(arg, gold),
        Quantity | Rank => gold.values.iter().any(|want| close(&arg["value"], &want["value"])),
        Share => gold.values.iter().any(|want| close(&arg["percent"], &want["percent"])),
        Amount => gold.values.iter().any(|want| {
            let currency = |json: &Json| json["currency"].as_str().unwrap_or("").to_owned();
            close(&arg["value"], &want["value"]) && currency(arg) == currency(want)
        }),
        Change => gold.values.iter().any(|want| {
            if want["percent"].is_null() {
                arg["percent"].is_null() && arg["direction"] == want["direction"]
            } else {
                close(&arg["percent"], &want["percent"])
            }
        }),
    }
}

fn same_name(arg: &Json, gold: &GoldArg) -> bool {
    if gold.id.is_some() && arg["id"].as_str().filter(|id| !id.is_empty()) == gold.id.as_deref() {
        return true;
    }
    let got = fold(arg["name"].as_str().unwrap_or(""));
    if got.is_empty() {
        return false;
    }
    let by_surname = gold.person && matches!(gold.role, Role::Person | Role::Speaker | Role::Party);
    gold.names.iter().map(|name| fold(name)).filter(|want| !want.is_empty()).any(|want| {
        sorted(&got) == sorted(&want) || (by_surname && got.last() == want.last()) || shared(&got, &want) >= NAME_WORDS
    })
}

fn same_text(arg: &Json, gold: &GoldArg) -> bool {
    let text = |field: &str| arg[field].as_str().filter(|text| !text.is_empty());
    let got = fold(text("text").or(text("name")).unwrap_or(""));
    gold.names.iter().map(|name| fold(name)).any(|want| {
        if got.is_empty() || want.is_empty() {
            return false;
        }
        let (got, want): (BTreeSet<_>, BTreeSet<_>) = (got.iter().collect(), want.iter().collect());
        let n_both = got.intersection(&want).count();
        let n_any = got.union(&want).count();
        n_both as f64 / n_any as f64 >= ITEM_WORDS || (n_both == want.len() && got.len() <= want.len() + 2)
    })
}

fn same_when(arg: &Json, gold: &GoldArg) -> bool {
    let Some(got) = arg["edtf"].as_str().and_then(day_range) else { return false };
    gold.names.iter().filter_map(|name| day_range(name)).any(|want| {
        let overlap = got.1.min(want.1) - got.0.max(want.0) + 1;
        let union = got.1.max(want.1) - got.0.min(want.0) + 1;
        overlap > 0 && overlap as f64 / union as f64 >= 0.5
    })
}

fn close(got: &Json, want: &Json) -> bool {
    let (Some(got), Some(want)) = (got.as_f64(), want.as_f64()) else { return false };
    (got - want).abs() <= 0.005 * got.abs().max(want.abs()).max(1e-9)
}

fn sorted(words: &[String]) -> Vec<&String> {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort();
    words
}

/// Part of the words that both have, 0 to 1.
fn shared(a: &[String], b: &[String]) -> f64 {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64
}

/// Words in lower case without accents, punctuation, articles and the plural's s.
pub fn fold(text: &str) -> Vec<String> {
    let folded: String =
        text.to_lowercase().replace('ß', "ss").nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
    folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty() && !STOP.contains(word))
        .map(singular)
        .collect()
}

fn singular(word: &str) -> String {
    let long_enough = |stem: &str| stem.chars().count() >= 3;
    if let Some(stem) = word.strip_suffix("ies") {
        return if long_enough(stem) { format!("{stem}y") } else { word.to_owned() };
    }
    match word.strip_suffix('s') {
        Some(stem) if long_enough(stem) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// First and last day of an EDTF date or interval, as days since a fixed one; `None` where it is none.
pub fn day_range(edtf: &str) -> Option<(i64, i64)> {
    let edtf: String = edtf.trim().chars().filter(|letter| !matches!(letter, '?' | '~' | '%')).collect();
    let Some((left, right)) = edtf.split_once('/') else { return point(&edtf) };
    if right.contains('/') {
        return None;
    }
    let end = |text: &str| match text.trim_matches('.') {
        "" => None,
        text => day_range(text),
    };
    let (left, right) = (end(left), end(right));
    let first = left.map(|days| days.0).or(right.map(|days| days.0 - OPEN_DAYS))?;
    let last = right.map(|days| days.1).or(left.map(|days| days.1 + OPEN_DAYS))?;
    (first <= last).then_some((first, last))
}

fn point(text: &str) -> Option<(i64, i64)> {
    let mut parts = text.split('-');
    let number = |part: Option<&str>, n_digits: usize| match part {
        None => Some(None),
        Some(digits) if digits.len() == n_digits && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse::<i16>().ok().map(Some)
        }
        Some(_) => None,
    };
    let year = number(parts.next(), 4)??;
    let (month, day) = (number(parts.next(), 2)?, number(parts.next(), 2)?);
    if parts.next().is_some() || year < 1 {
        return None;
    }
    let date = |month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        model::Date::new(year, month, day).ok()
    };
    let (first, last) = match (month, day) {
        (Some(month), Some(day)) => (date(month, day)?, date(month, day)?),
        (Some(month), None) => (date(month, 1)?, date(month, 1)?.last_of_month()),
        (None, _) => (date(1, 1)?, date(12, 31)?),
    };
    Some((ordinal(first), ordinal(last)))
}

/// Days since the first of January of the year 1, which is day 1.
fn ordinal(date: model::Date) -> i64 {
    let before = i64::from(date.year()) - 1;
    before * 365 + before / 4 - before / 100 + before / 400 + i64::from(date.day_of_year())
}
