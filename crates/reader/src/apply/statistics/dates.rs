//! When each entry of a sentence was measured.

use grammar::VerbForm;
use model::{Edtf, Point, Span};

use super::super::Desk;
use super::entries::Entry;
use super::figures::{mentions, word};
use crate::page::{Mention, Sentence};
use crate::values::{DateKind, Found};

/// A date of the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    pub first: usize,
    pub last: usize,
    pub edtf: Option<Edtf>,
    pub kind: DateKind,
    pub span: Span,
    /// No year is written: "a year before".
    pub relative: bool,
    /// More words than the year: "the same months of 2024".
    pub wordy: bool,
}

/// The dates of a sentence; a dateline is none.
pub(super) fn dates(desk: &Desk<'_, '_>, sentence: &Sentence) -> Vec<Dated> {
    mentions(sentence)
        .into_iter()
        .filter(|&(index, ..)| !super::super::attach::in_dateline(desk, index))
        .filter_map(|(index, first, last)| {
            let mention = &desk.page.values[index];
            let Found::Date { edtf, kind } = &mention.value else { return None };
            let words = desk.page.words(mention.tokens.clone());
            Some(Dated {
                first,
                last,
                edtf: *edtf,
                kind: *kind,
                span: desk.page.span(mention.tokens.clone()),
                relative: !words.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)),
                wordy: words.split_whitespace().count() > 1,
            })
        })
        .collect()
}

/// The date of each entry, where the sentence gives one.
pub(super) fn assign(
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    entries: &[Entry],
    dates: &[Dated],
    carried: Option<Edtf>,
) -> Vec<Option<(Edtf, Option<Span>)>> {
    let mut own: Vec<Vec<&Dated>> = vec![Vec::new(); entries.len()];
    for date in dates {
        let left = entries.iter().rposition(|entry| entry.first <= date.first);
        let right = entries.iter().position(|entry| entry.first > date.first);
        let at = match (left, right) {
            (Some(left), Some(right)) => {
                let parted = (entries[left].last + 1..date.first).any(|node| parts(desk, sentence, node));
                if parted && (date.kind != DateKind::Comparison || entries[right].compared) { right } else { left }
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => continue,
        };
        own[at].push(date);
    }
    let mut out: Vec<Option<(Edtf, Option<Span>)>> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let found = if entry.compared {
            let main = main_date(entries, &own, index, &out).or(carried).or_else(|| last_year(desk));
            compared(desk, &own[index], main)
        } else {
            plain(&own[index], entry).or_else(|| {
                // "exports were 5m and imports 6m": one date for both.
                let before = (0..index).rev().find(|&before| !entries[before].compared)?;
                out[before]
            })
        };
        out.push(found);
    }
    out
}

fn plain(own: &[&Dated], entry: &Entry) -> Option<(Edtf, Option<Span>)> {
    let distance = |date: &&&Dated| {
        if date.last < entry.first { entry.first - date.last } else { date.first.saturating_sub(entry.last) }
    };
    let date =
        own.iter().filter(|date| date.kind != DateKind::Comparison && date.edtf.is_some()).min_by_key(distance)?;
    Some((date.edtf?, Some(date.span)))
}

/// The date of the entry that a figure is compared with: before it, or after it where the comparison comes first.
fn main_date(
    entries: &[Entry],
    own: &[Vec<&Dated>],
    index: usize,
    out: &[Option<(Edtf, Option<Span>)>],
) -> Option<Edtf> {
    let before = (0..index).rev().find(|&before| !entries[before].compared);
    if let Some(before) = before {
        return out[before].map(|(edtf, _)| edtf);
    }
    let after = (index + 1..entries.len()).find(|&after| !entries[after].compared)?;
    plain(&own[after], &entries[after]).map(|(edtf, _)| edtf)
}

/// Where nothing is said, a report speaks of its own time.
fn last_year(desk: &Desk<'_, '_>) -> Option<Edtf> {
    desk.page.document.published.map(|date| Edtf::Point(Point::year(date.year())))
}

fn compared(desk: &Desk<'_, '_>, own: &[&Dated], main: Option<Edtf>) -> Option<(Edtf, Option<Span>)> {
    let Some(date) = own.first() else {
        // "From 11 million": what it was before is a year older.
        return main.filter(within_a_year).map(|main| (shift(main, -1), None));
    };
    let edtf = date.edtf;
    let span = Some(date.span);
    let Some(main) = main else { return edtf.map(|edtf| (edtf, span)) };
    if date.relative {
        let now = desk.page.document.published.map(|date| date.year());
        let back = match (edtf.and_then(|edtf| edtf.first_day()), now) {
            (Some(day), Some(now)) => (now - day.year()).max(1),
            _ => 1,
        };
        return Some((shift(main, -back), span));
    }
    let year = edtf?.first_day()?.year();
    let part_of_year = matches!(main, Edtf::Interval(Some(from), Some(to)) if from.year == to.year);
    if date.wordy && part_of_year && matches!(edtf, Some(Edtf::Point(Point { month: None, .. }))) {
        let from = main.first_day()?.year();
        return Some((shift(main, year - from), span));
    }
    edtf.map(|edtf| (edtf, span))
}

/// A year or a part of one.
fn within_a_year(edtf: &Edtf) -> bool {
    match edtf {
        Edtf::Point(_) => true,
        Edtf::Interval(Some(from), Some(to)) => from.year == to.year && from.month.is_some(),
        Edtf::Interval(..) => false,
    }
}

/// The same stretch of another year.
pub(crate) fn shift(edtf: Edtf, years: i16) -> Edtf {
    let moved = |point: Point| Point { year: point.year + years, ..point };
    match edtf {
        Edtf::Point(point) => Edtf::Point(moved(point)),
        Edtf::Interval(from, to) => Edtf::Interval(from.map(moved), to.map(moved)),
    }
}

/// A comma, conjunction or word of comparison parts a date from the figure before it.
pub(super) fn parts(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    // "between us and Peru": names coordinated part nothing.
    let named = sentence.nodes.get(node + 1).is_some_and(|next| matches!(next.mention, Some(Mention::Name(_))));
    here.is(desk.words.compare)
        || (here.tag.upos == grammar::Upos::Cconj && !named)
        || matches!(word(desk, sentence, node), "," | ";" | "(" | ")" | "–" | "—")
}

/// The stretch of time that the document's heading names, for figures that give none: "exports in the first quarter of 2019".
pub(super) fn heading(desk: &Desk<'_, '_>) -> Option<Edtf> {
    const SENTENCES: usize = 3;
    const LINES: usize = 8;
    let words = desk.words;
    let flow = [words.trade_noun, words.exports_noun, words.imports_noun];
    let sentences = &desk.page.sentences;
    let end = sentences.get(LINES).or(sentences.last())?.span.end;
    let near = desk.page.values.iter().map(|value| (&value.value, desk.page.span(value.tokens.clone())));
    near.take_while(|(_, span)| span.end <= end).find_map(|(value, span)| {
        let at = sentences.iter().take(LINES).position(|sentence| sentence.span.contains(span))?;
        let nodes = &sentences[at].nodes;
        let line = !nodes.iter().any(|node| node.is_verb() && node.tag.verb_form == Some(VerbForm::Fin));
        let Found::Date { edtf: Some(edtf), kind } = value else { return None };
        let found = match (edtf, kind) {
            (Edtf::Interval(Some(_), Some(_)), DateKind::Period) => at < SENTENCES || line,
            // "Foreign trade, 2019"
            (Edtf::Point(Point { month: None, .. }), DateKind::Point) => {
                line && nodes.iter().any(|node| flow.iter().any(|&class| node.is(class)))
            }
            _ => false,
        };
        found.then_some(*edtf)
    })
}
