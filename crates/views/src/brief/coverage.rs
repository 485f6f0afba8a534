//! How much a brief rests on: counts, and the note on coverage at its end.

use std::collections::{BTreeMap, BTreeSet};

use model::{Date, DocumentHead, Edtf, Point, Row};

use crate::phrases::{Phrases, Slots};
use crate::wording;

/// "1 document", "26 documents"; `word` is "statement", "document" or "publisher".
pub(super) fn counted(phrases: &Phrases, word: &str, number: usize) -> String {
    let form = if number == 1 { "one" } else { "many" };
    phrases.fill(&format!("count.{word}.{form}"), &Slots::of(&[("number", &number.to_string())]))
}

/// "12 statements in 3 documents of 2 publishers".
pub(super) fn count<'a>(phrases: &Phrases, rows: impl Iterator<Item = &'a Row>) -> String {
    let rows: Vec<&Row> = rows.collect();
    let documents: BTreeSet<&str> = rows.iter().map(|row| row.document.id.as_str()).collect();
    let publishers: BTreeSet<&str> = rows.iter().filter_map(|row| row.document.publisher.as_deref()).collect();
    let publishers =
        if publishers.is_empty() { String::new() } else { counted(phrases, "publisher", publishers.len()) };
    phrases.fill(
        "brief.count",
        &Slots::of(&[
            ("statements", &counted(phrases, "statement", rows.len())),
            ("documents", &counted(phrases, "document", documents.len())),
            ("publishers", &publishers),
        ]),
    )
}

/// The note: how many documents, of which period, in which languages, of which publishers.
pub(super) fn note(phrases: &Phrases, documents: &[&DocumentHead]) -> Vec<String> {
    let days: Vec<Date> = documents.iter().filter_map(|head| head.published).collect();
    let period = match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => wording::when(phrases, Edtf::between(Point::day(*first), Point::day(*last))),
        _ => String::new(),
    };
    let number = counted(phrases, "document", documents.len());
    let mut lines =
        vec![phrases.fill("coverage.documents", &Slots::of(&[("documents", &number), ("period", &period)]))];
    let n_undated = documents.len() - days.len();
    if n_undated > 0 && !days.is_empty() {
        let number = counted(phrases, "document", n_undated);
        lines.push(phrases.fill("coverage.undated", &Slots::of(&[("documents", &number)])));
    }
    for (key, values) in [
        ("coverage.languages", documents.iter().map(|head| head.lang.as_deref()).collect::<Vec<_>>()),
        ("coverage.publishers", documents.iter().map(|head| head.publisher.as_deref()).collect()),
    ] {
        lines.push(phrases.fill_first(&[key], &Slots::of(&[("list", &tally(phrases, &values))])));
    }
    lines.push(phrases.phrase("coverage.thin").to_owned());
    lines
}

/// "BelTA (3), not known (1)": the most frequent first, then by name.
fn tally(phrases: &Phrases, values: &[Option<&str>]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value.unwrap_or(phrases.phrase("coverage.unknown"))).or_default() += 1;
    }
    let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(name, number)| (std::cmp::Reverse(*number), *name));
    let words: Vec<String> = sorted
        .iter()
        .map(|(name, number)| {
            phrases.fill("coverage.counted", &Slots::of(&[("name", name), ("number", &number.to_string())]))
        })
        .collect();
    words.join(phrases.phrase("list.comma"))
}
