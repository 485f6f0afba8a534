//! Tests of the value reader: tables of texts and the values expected in a short notation.

use super::*;
use crate::pack;

/// The value words of the embedded tables.
fn words() -> Words {
    Words::load(&pack::embedded()).unwrap_or_else(|error| panic!("{error}"))
}

/// The notation of the tables: `KIND VALUE`, with the words that say it.
fn short(text: &str, segments: &Segments, mention: &ValueMention) -> String {
    let bound = |approx: &Option<Approx>| approx.map_or(String::new(), |approx| format!("{} ", approx.as_str()));
    let range = |value: &Decimal, high: &Option<Decimal>| match high {
        Some(high) => format!("{}..{}", value.normalize(), high.normalize()),
        None => value.normalize().to_string(),
    };
    let value = match &mention.value {
        Found::Number { value, high, approx } => format!("number {}{}", bound(approx), range(value, high)),
        Found::Measure { value, high, unit, approx } => {
            format!("measure {}{} {unit}", bound(approx), range(value, high))
        }
        Found::Money { value, high, currency, approx } => {
            format!("money {}{currency} {}", bound(approx), range(value, high))
        }
        Found::Percent { value, approx } => format!("percent {}{}", bound(approx), value.normalize()),
        Found::Points { value } => format!("points {}", value.normalize()),
        Found::Share { percent, approx } => format!("share {}{}", bound(approx), percent.normalize()),
        Found::Change { percent: Some(percent), .. } => format!("change {:+}", percent.normalize()),
        Found::Change { percent: None, direction, .. } => format!("change {}", direction.as_str()),
        Found::Rank { value, top: true } => format!("rank top {value}"),
        Found::Rank { value, top: false } => format!("rank {value}"),
        Found::Date { edtf, kind } => {
            let edtf = edtf.map_or("unknown".to_owned(), |edtf| edtf.to_string());
            match kind {
                DateKind::Point | DateKind::Period => format!("date {edtf}"),
                DateKind::Deadline => format!("deadline {edtf}"),
                DateKind::Since => format!("since {edtf}"),
                DateKind::Comparison => format!("comparison {edtf}"),
            }
        }
        Found::Duration { value, unit, approx } => format!("duration {}{} {unit}", bound(approx), value.normalize()),
        Found::Time => "time".to_owned(),
        Found::Ordinal { value } => format!("ordinal {value}"),
        Found::Code => "code".to_owned(),
    };
    format!("{value} `{}`", words_of(text, segments, mention))
}

fn words_of<'t>(text: &'t str, segments: &Segments, mention: &ValueMention) -> &'t str {
    let first = &segments.tokens[mention.tokens.start as usize];
    let last = &segments.tokens[mention.tokens.end as usize - 1];
    &text[first.byte_start as usize..last.byte_end as usize]
}

/// Reads a table of `text TAB published TAB expected; expected`, where an expectation without words in backquotes leaves them
/// open, and fails with every row that reads otherwise.
fn check(name: &str, table: &str) {
    let words = words();
    let mut faults = String::new();
    let mut rows = 0;
    for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, published, expected] = cells.as_slice() else {
            panic!("{name}:{}: {} cells, three are wanted", index + 1, cells.len())
        };
        let clock = Clock { published: if published.is_empty() { None } else { Some(published.parse().unwrap()) } };
        let segments = grammar::segment(text);
        let found: Vec<String> =
            find(&words, text, &segments, clock).iter().map(|mention| short(text, &segments, mention)).collect();
        let expected: Vec<&str> = expected.split("; ").filter(|one| !one.is_empty()).collect();
        let agrees = found.len() == expected.len()
            && found.iter().zip(&expected).all(|(found, expected)| match expected.contains('`') {
                true => found == expected,
                false => found.rsplit_once(" `").is_some_and(|(value, _)| value == *expected),
            });
        rows += 1;
        if !agrees {
            faults += &format!(
                "{name}:{}: {text}\n  expected: {}\n  found:    {}\n",
                index + 1,
                expected.join("; "),
                found.join("; ")
            );
        }
    }
    assert!(rows > 0, "{name} has no rows");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn counts_and_measures() {
    check("counts.tsv", include_str!("counts.tsv"));
}

#[test]
fn money() {
    check("money.tsv", include_str!("money.tsv"));
}

#[test]
fn changes_shares_and_ranks() {
    check("changes.tsv", include_str!("changes.tsv"));
}

#[test]
fn dates() {
    check("dates.tsv", include_str!("dates.tsv"));
}
