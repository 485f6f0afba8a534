//! Which figures of a sentence belong to one statement, and to which flow.

use grammar::Upos;
use model::{Role, Value};

use super::super::Desk;
use super::super::build::Draft;
use super::dates::parts;
use super::figures::{Figure, whole_follows, word};
use crate::page::{Mention, Sentence};
use crate::values::{DateKind, Found};

/// Figures of one statement.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Index of the flow that the sentence names for it; `None` where it is carried.
    pub frame: Option<usize>,
    /// Indexes of its figures.
    pub figures: Vec<usize>,
    /// What another figure is compared with: "against 75 the year before".
    pub compared: bool,
    pub first: usize,
    pub last: usize,
}

/// Parts the figures among entries, in the order of the sentence.
pub(super) fn group(desk: &Desk<'_, '_>, sentence: &Sentence, figures: &[Figure], frames: &[Draft]) -> Vec<Entry> {
    let wholes: Vec<bool> = frames.iter().map(|frame| is_whole(desk, sentence, figures, frame.trigger)).collect();
    let mut out: Vec<Entry> = Vec::new();
    let mut main: Option<usize> = None;
    let mut pending: Option<usize> = None;
    for (index, figure) in figures.iter().enumerate() {
        let frame = frame_of(sentence, figure, frames, &wholes);
        let measured = |at: usize| out[at].figures.iter().any(|&have| figures[have].role() == Role::Amount);
        if figure.is_bare_move() && main.is_some_and(measured) {
            // "..., and fell to 5 million": what moves is told by the next figure.
            pending = Some(index);
            continue;
        }
        let compared = figure.role() == Role::Amount && is_compared(desk, sentence, figures, index);
        let joined =
            if compared { None } else { main.filter(|&at| joins(desk, sentence, &out[at], figures, index, frame)) };
        if let Some(at) = joined {
            let entry = &mut out[at];
            entry.figures.retain(|&have| !(figures[have].is_bare_move() && figure.role() == Role::Change));
            entry.figures.push(index);
            entry.first = entry.first.min(figure.first);
            entry.last = entry.last.max(figure.last);
            continue;
        }
        let moved = pending.take().filter(|_| !compared && figure.role() == Role::Amount);
        let figures_of: Vec<usize> = moved.into_iter().chain([index]).collect();
        out.push(Entry { frame, figures: figures_of, compared, first: figure.first, last: figure.last });
        // What stands in brackets is passed over: "eighth (ninth in 2020), with 3 %".
        let aside = main.is_some() && bracketed(desk, sentence, figure);
        if !compared && !aside {
            main = Some(out.len() - 1);
        }
    }
    out
}

/// The flow named last before a figure, else the first one after it.
fn frame_of(sentence: &Sentence, figure: &Figure, frames: &[Draft], wholes: &[bool]) -> Option<usize> {
    let own = |&index: &usize| !wholes[index];
    let before = |&index: &usize| frames[index].trigger < figure.first;
    let all = 0..frames.len();
    let near = |&index: &usize| {
        let trigger = frames[index].trigger;
        trigger > figure.last && !(figure.last..trigger).any(|node| word_is_semicolon(sentence, node))
    };
    // "6 million in deficit", "40 million of exports"
    let right_behind = |&index: &usize| {
        let between = figure.last + 1..frames[index].trigger;
        figure.role() == Role::Amount
            && (1..=3).contains(&between.len())
            && between
                .clone()
                .all(|node| matches!(sentence.nodes[node].tag.upos, Upos::Adp | Upos::Aux | Upos::Det | Upos::Adj))
    };
    all.clone()
        .filter(own)
        .find(right_behind)
        .or_else(|| all.clone().rev().filter(own).find(before))
        .or_else(|| all.clone().filter(own).find(near))
        .or_else(|| all.clone().rev().find(before))
        .or_else(|| all.clone().find(near))
}

fn word_is_semicolon(sentence: &Sentence, node: usize) -> bool {
    sentence.nodes[node].lemma == ";"
}

/// "12 % of the region's foreign trade": the flow is the whole that the share is of.
fn is_whole(desk: &Desk<'_, '_>, sentence: &Sentence, figures: &[Figure], trigger: usize) -> bool {
    const REACH: usize = 7;
    figures.iter().any(|figure| {
        figure.role() == Role::Share
            && figure.last < trigger
            && trigger - figure.last <= REACH
            && whole_follows(desk, sentence, figure.last)
            && !(figure.last..trigger).any(|node| sentence.nodes[node].is_verb())
    })
}

/// True where a bracket opens before a figure and closes after it.
fn bracketed(desk: &Desk<'_, '_>, sentence: &Sentence, figure: &Figure) -> bool {
    let open = (0..figure.first).rev().find(|&node| matches!(word(desk, sentence, node), "(" | ")"));
    open.is_some_and(|node| word(desk, sentence, node) == "(")
        && (figure.last..sentence.nodes.len()).any(|node| word(desk, sentence, node) == ")")
}

/// "a fifth of it", "a tenth of that volume".
pub(super) fn points_back(desk: &Desk<'_, '_>, sentence: &Sentence, figure: &Figure) -> bool {
    const REACH: usize = 3;
    whole_follows(desk, sentence, figure.last)
        && (figure.last + 2..sentence.nodes.len().min(figure.last + 2 + REACH))
            .take_while(|&node| sentence.nodes[node].mention.is_none() && !sentence.nodes[node].is_verb())
            .any(|node| sentence.nodes[node].is(desk.words.flow_word))
}

/// A word of comparison, or the date of an earlier time, stands between the figure before and this one.
fn is_compared(desk: &Desk<'_, '_>, sentence: &Sentence, figures: &[Figure], index: usize) -> bool {
    let figure = &figures[index];
    // "rose from 5 to 7 million": what it rose from.
    if figure.by == "from" {
        return true;
    }
    let next_to = || {
        figures.get(index + 1).is_some_and(|next| {
            next.role() == Role::Amount
                && (figure.last + 1..next.first).any(|node| sentence.nodes[node].is(desk.words.case_to))
                && next.first - figure.last <= 3
        })
    };
    if let Some(before) = figure.first.checked_sub(1)
        && sentence.nodes[before].is(desk.words.case_from)
        && (next_to() || figures[..index].iter().any(|other| other.role() == Role::Amount))
    {
        return true;
    }
    let Some(previous) = index.checked_sub(1).map(|before| &figures[before]) else { return false };
    if super::figures::after_date(desk, sentence, figure.first) {
        return true;
    }
    let between = previous.last + 1..figure.first;
    let earlier = |node: usize| {
        matches!(sentence.nodes[node].mention, Some(Mention::Value(value))
            if matches!(desk.page.values[value].value, Found::Date { kind: DateKind::Comparison, .. }))
    };
    let cue = between.clone().rev().find(|&node| sentence.nodes[node].is(desk.words.compare));
    if cue.is_some_and(|cue| {
        figure.first - cue <= 6 && !(cue..figure.first).any(|node| sentence.nodes[node].lemma == ";")
    }) {
        return true;
    }
    // "50 million, a year earlier 45"
    let date = between.clone().rev().find(|&node| earlier(node));
    date.is_some_and(|date| {
        let opened = (previous.last + 1..date).any(|node| matches!(word(desk, sentence, node), "," | ";" | "("));
        let closed = (date + 1..figure.first).any(|node| matches!(word(desk, sentence, node), "," | ";" | ")"));
        opened && !closed
    })
}

/// True where a figure measures the same thing at the same time as the entry.
fn joins(
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    entry: &Entry,
    figures: &[Figure],
    index: usize,
    frame: Option<usize>,
) -> bool {
    let figure = &figures[index];
    let has = |role: Role| entry.figures.iter().any(|&have| figures[have].role() == role);
    let replaces = figure.role() == Role::Change
        && entry.figures.iter().all(|&have| figures[have].role() != Role::Change || figures[have].is_bare_move());
    if entry.frame != frame || (has(figure.role()) && !replaces) {
        return false;
    }
    let between = entry.last + 1..figure.first;
    if between.clone().any(|node| word_is_semicolon(sentence, node)) {
        return false;
    }
    // A share beside a sum is its own statement, unless it only restates the sum: "61 million, or 20 %".
    let verb = between.clone().any(|node| sentence.nodes[node].is_verb());
    let apart =
        (figure.role() == Role::Share && has(Role::Amount)) || (figure.role() == Role::Amount && has(Role::Share));
    if apart && (verb || points_back(desk, sentence, figure)) {
        return false;
    }
    if !verb {
        return true;
    }
    // Another clause with a date of its own speaks of another time.
    let is_date = |node: usize| {
        matches!(sentence.nodes[node].mention, Some(Mention::Value(value))
            if matches!(desk.page.values[value].value, Found::Date { kind, .. } if kind != DateKind::Comparison))
    };
    let parted = between.clone().find(|&node| parts(desk, sentence, node));
    let dated = parted.is_some_and(|mark| (mark..figure.first).any(is_date));
    let bare = entry.figures.iter().all(|&have| matches!(figures[have].value, Value::Change { percent: None, .. }));
    !dated || bare
}
