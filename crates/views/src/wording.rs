//! Values in words: names and lists, numbers, money, percentages, dates.

use model::{Approx, Date, Decimal, Direction, Edtf, Point, Value};

use crate::phrases::{Number, Phrases, Slots};

/// The words of a list: "A, B and C"; empty for an empty list.
pub(crate) fn list(phrases: &Phrases, words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(phrases.phrase("list.comma"));
            phrases.fill("list.and", &Slots::of(&[("first", &first), ("last", last)]))
        }
    }
}

/// The number of a list of names: several, or one that ends as a plural does and is no proper name ("Belarusian companies").
pub(crate) fn number_of(phrases: &Phrases, names: &[String]) -> Number {
    let plural = |name: &String| {
        name.split_whitespace()
            .last()
            .is_some_and(|word| word.starts_with(char::is_lowercase) && word.ends_with(phrases.phrase("plural-ending")))
    };
    if names.len() > 1 || names.first().is_some_and(plural) { Number::Many } else { Number::One }
}

/// A number with its digits in groups of three: "6,000", "51.49".
pub(crate) fn number(phrases: &Phrases, value: Decimal) -> String {
    let digits = value.normalize().to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        // Years and other numbers of four digits are grouped too: what stands here is always a count or a sum.
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push_str(phrases.phrase("number.group"));
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push_str(phrases.phrase("number.point"));
        out.push_str(part);
    }
    out
}

/// A number as people write large ones: "3 billion", "2.54 million", "350,000".
fn scaled(phrases: &Phrases, value: Decimal) -> String {
    for (exponent, key) in [(12, "number.scale.12"), (9, "number.scale.9"), (6, "number.scale.6")] {
        let unit = Decimal::from(10_i64.pow(exponent));
        let parts = (value / unit).normalize();
        if parts.abs() >= Decimal::ONE && parts.scale() <= 3 {
            let number = number(phrases, parts);
            return phrases.fill("value.scaled", &Slots::of(&[("number", &number), ("scale", phrases.phrase(key))]));
        }
    }
    number(phrases, value)
}

fn bounded(phrases: &Phrases, approx: Option<Approx>, value: String) -> String {
    match approx {
        None => value,
        Some(approx) => phrases.fill(&format!("approx.{}", approx.as_str()), &Slots::of(&[("value", &value)])),
    }
}

/// A count: "more than 120 passenger vehicles"; the bare number where `unit` is empty.
pub(crate) fn quantity(phrases: &Phrases, value: Decimal, unit: &str, approx: Option<Approx>) -> String {
    // Large round counts are read more easily in words ("1.2 million tonnes"), small ones in digits.
    let number = scaled(phrases, value);
    bounded(phrases, approx, phrases.fill("value.quantity", &Slots::of(&[("number", &number), ("unit", unit)])))
}

/// A sum of money: "nearly USD 3 billion".
pub(crate) fn amount(phrases: &Phrases, value: Decimal, currency: &str, approx: Option<Approx>) -> String {
    let number = scaled(phrases, value);
    bounded(phrases, approx, phrases.fill("value.amount", &Slots::of(&[("number", &number), ("currency", currency)])))
}

/// Growth or decline: "up 16%", "down", "unchanged".
pub(crate) fn change(phrases: &Phrases, percent: Option<Decimal>, direction: Direction) -> String {
    let percent = percent.filter(|p| !p.is_zero()).map(|p| per_cent(phrases, p.abs())).unwrap_or_default();
    phrases.fill(&format!("value.change.{}", direction.as_str()), &Slots::of(&[("percent", &percent)]))
}

fn per_cent(phrases: &Phrases, value: Decimal) -> String {
    phrases.fill("value.percent", &Slots::of(&[("number", &number(phrases, value))]))
}

/// A value in words, outside any sentence; names without their ids.
pub(crate) fn value(phrases: &Phrases, value: &Value) -> String {
    match value {
        Value::Name { name, .. } => name.clone(),
        Value::Text(text) => text.clone(),
        Value::Quantity { value, unit, approx } => quantity(phrases, *value, unit, *approx),
        Value::Amount { value, currency, approx } => amount(phrases, *value, currency, *approx),
        Value::Change { percent, direction } => change(phrases, *percent, *direction),
        Value::Share { percent, approx } => {
            let share = bounded(phrases, *approx, per_cent(phrases, *percent));
            phrases.fill("value.share", &Slots::of(&[("share", &share)]))
        }
        Value::Rank { value, top } => {
            let key = if *top { "value.rank.top" } else { "value.rank" };
            phrases.fill(key, &Slots::of(&[("rank", &value.to_string())]))
        }
        Value::When(edtf) => when(phrases, *edtf),
    }
}

/// A date or interval: "2024", "July 2025", "7 November 2023", "July 2023 to July 2025", "since 2003", "by the end of 2025".
pub(crate) fn when(phrases: &Phrases, edtf: Edtf) -> String {
    match edtf {
        Edtf::Point(at) => point(phrases, at),
        Edtf::Interval(Some(from), Some(to)) => between(phrases, from, to),
        Edtf::Interval(Some(from), None) => phrases.fill("date.since", &Slots::of(&[("date", &point(phrases, from))])),
        Edtf::Interval(None, Some(to)) if ends_year(to) => {
            phrases.fill("date.by-end", &Slots::of(&[("year", &to.year.to_string())]))
        }
        Edtf::Interval(None, Some(to)) => phrases.fill("date.by", &Slots::of(&[("date", &point(phrases, to))])),
        Edtf::Interval(None, None) => String::new(),
    }
}

/// A day: "7 November 2023".
pub(crate) fn day(phrases: &Phrases, date: Date) -> String {
    point(phrases, Point::day(date))
}

fn ends_year(at: Point) -> bool {
    matches!((at.month, at.day), (None, None) | (Some(12), None) | (Some(12), Some(31)))
}

fn point(phrases: &Phrases, at: Point) -> String {
    let year = at.year.to_string();
    let mut slots = Slots::of(&[("year", &year)]);
    match (at.month, at.day) {
        (None, _) => phrases.fill("date.year", &slots),
        (Some(month), None) => {
            slots.put("month", month_name(phrases, month));
            phrases.fill("date.month", &slots)
        }
        (Some(month), Some(day)) => {
            slots.put("month", month_name(phrases, month));
            slots.put("day", day.to_string());
            phrases.fill("date.day", &slots)
        }
    }
}

/// An interval; what both ends share is said once: "3 to 5 May 2024", "January to September 2023".
fn between(phrases: &Phrases, from: Point, to: Point) -> String {
    let mut slots = Slots::of(&[("year", &to.year.to_string())]);
    if let (true, Some(first), Some(last)) = (from.year == to.year, from.month, to.month) {
        slots.put("month", month_name(phrases, last));
        match (from.day, to.day) {
            (None, None) => {
                slots.put("from", month_name(phrases, first));
                slots.put("to", month_name(phrases, last));
                return phrases.fill("date.same-year", &slots);
            }
            (Some(a), Some(b)) if first == last => {
                slots.put("from", a.to_string());
                slots.put("to", b.to_string());
                return phrases.fill("date.same-month", &slots);
            }
            _ => {}
        }
    }
    slots.put("from", point(phrases, from));
    slots.put("to", point(phrases, to));
    phrases.fill("date.between", &slots)
}

fn month_name(phrases: &Phrases, month: u8) -> String {
    let key = format!("month.{month:02}");
    phrases.known(&key).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates_as_people_do() {
        let phrases = Phrases::english();
        for (edtf, words) in [
            ("2024", "2024"),
            ("2025-07", "July 2025"),
            ("2023-11-07", "7 November 2023"),
            ("2023-07/2025-07", "July 2023 to July 2025"),
            ("2023-01/2023-09", "January to September 2023"),
            ("2024-05-03/2024-05-05", "3 to 5 May 2024"),
            ("2023/2025", "2023 to 2025"),
            ("2003/..", "since 2003"),
            ("../2025-12", "by the end of 2025"),
            ("../2025", "by the end of 2025"),
            ("../2025-06", "by June 2025"),
        ] {
            assert_eq!(when(phrases, edtf.parse().unwrap()), words);
        }
    }

    #[test]
    fn writes_numbers_as_people_do() {
        let phrases = Phrases::english();
        let dec = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(amount(phrases, dec("3000000000"), "USD", Some(Approx::Under)), "nearly USD 3 billion");
        assert_eq!(amount(phrases, dec("2540000"), "EUR", None), "EUR 2.54 million");
        assert_eq!(amount(phrases, dec("350000"), "BYN", None), "BYN 350,000");
        assert_eq!(amount(phrases, dec("1234567"), "", None), "1,234,567");
        assert_eq!(quantity(phrases, dec("6000"), "lifts", Some(Approx::About)), "about 6,000 lifts");
        assert_eq!(quantity(phrases, dec("120"), "buses", Some(Approx::Over)), "more than 120 buses");
        assert_eq!(change(phrases, Some(dec("-4.50")), Direction::Down), "down 4.5%");
        assert_eq!(change(phrases, None, Direction::Flat), "unchanged");
    }
}
