//! The decision about a value of the sentence: whether it measures, dates or counts what is stated about an item.

use grammar::Upos;
use model::{Decimal, Kind, Role, Value};

use super::linear::Features;
use super::role::Both;
use super::walk::{case, few, first_member, path, predicate, yes};
use crate::apply::{Desk, Thing};
use crate::page::{Mention, Sentence};
use crate::values::{DateKind, Found};

/// The classes of the decision, in the order of the table's columns.
pub(super) const CLASSES: [&str; 2] = ["other", "with"];

/// A value of the sentence with the role that it would have.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub index: usize,
    pub node: usize,
    pub role: Role,
    pub value: Value,
}

/// The values of the sentence that can be arguments, each once.
pub(super) fn candidates(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for (node, here) in sentence.nodes.iter().enumerate() {
        let index = match (here.mention, here.inside) {
            (Some(Mention::Value(index)), _) | (None, Some(index)) => index,
            _ => continue,
        };
        if out.iter().any(|have| have.index == index) {
            continue;
        }
        if let Some((role, value)) = argument(desk, sentence, thing, node, index) {
            out.push(Candidate { index, node, role, value });
        }
    }
    out
}

fn argument(
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    thing: &Thing,
    node: usize,
    index: usize,
) -> Option<(Role, Value)> {
    Some(match &desk.page.values[index].value {
        Found::Number { value, approx, .. } if *value != Decimal::ZERO => {
            let unit = unit(desk, sentence, thing, node)?;
            (Role::Quantity, Value::Quantity { value: *value, unit, approx: *approx })
        }
        Found::Measure { value, unit, approx, .. } => {
            (Role::Quantity, Value::Quantity { value: *value, unit: unit.clone(), approx: *approx })
        }
        Found::Money { value, currency, approx, .. } => {
            (Role::Amount, Value::Amount { value: *value, currency: currency.clone(), approx: *approx })
        }
        Found::Change { percent, direction, .. } => {
            (Role::Change, Value::Change { percent: *percent, direction: *direction })
        }
        Found::Percent { value, approx } => (Role::Share, Value::Share { percent: *value, approx: *approx }),
        Found::Share { percent, approx } => (Role::Share, Value::Share { percent: *percent, approx: *approx }),
        Found::Rank { value, top } => (Role::Rank, Value::Rank { value: *value, top: *top }),
        Found::Date { edtf: Some(edtf), kind } if *kind != DateKind::Comparison => (Role::When, Value::When(*edtf)),
        _ => return None,
    })
}

/// What a number counts: the noun it stands with, the thing itself where it stands alone.
fn unit(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing, node: usize) -> Option<String> {
    if let Some(count) = thing.count.as_ref().filter(|count| count.span.overlaps(sentence.nodes[node].span)) {
        return Some(count.unit.clone());
    }
    let counted = sentence.nodes[node].head.filter(|&head| {
        head > node && matches!(sentence.nodes[head].tag.upos, Upos::Noun) && sentence.nodes[head].mention.is_none()
    });
    let words = counted.map(|head| desk.page.words(sentence.nodes[head].tokens.clone()).to_owned());
    Some(words.unwrap_or_else(|| thing.text.clone()))
}

pub(super) fn features(
    desk: &Desk<'_, '_>,
    at: usize,
    thing: &Thing,
    kind: Kind,
    all: &[Candidate],
    candidate: &Candidate,
    out: &mut Features,
) {
    let mut both = Both { kind: kind.as_str(), out };
    let sentence = &desk.page.sentences[at];
    let nodes = &sentence.nodes;
    let (node, role) = (candidate.node, candidate.role.as_str());
    let sort = match &desk.page.values[candidate.index].value {
        Found::Date { kind, .. } => date_sort(*kind),
        Found::Measure { .. } => "measure",
        Found::Percent { .. } => "percent",
        _ => role,
    };
    both.add("sort", &[sort]);
    let counts = thing.count.as_ref().is_some_and(|count| count.span.overlaps(nodes[node].span));
    both.add("counts", &[sort, yes(counts)]);
    let (way, top) = path(sentence, thing.node, node);
    both.add("path", &[&way]);
    both.add("path sort", &[&way, sort]);
    if let Some(top) = top {
        both.add("top", &[sort, &nodes[top].lemma]);
    }
    let (a, b) = (node.min(thing.node), node.max(thing.node));
    both.add("distance", &[sort, if node < thing.node { "before" } else { "after" }, few((b - a) / 2)]);
    let same_clause = yes(nodes[node].clause == nodes[thing.node].clause);
    both.add("same clause", &[sort, same_clause]);
    let rivals = all.iter().filter(|other| other.role == candidate.role).count();
    both.add("rivals", &[sort, few(rivals), same_clause]);
    let nearer =
        all.iter().filter(|other| other.role == candidate.role && other.node.abs_diff(thing.node) < b - a).count();
    both.add("nearer", &[sort, few(nearer)]);
    let member = first_member(sentence, node);
    both.add("case", &[sort, case(sentence, member)]);
    both.add("link", &[sort, nodes[node].relation.as_str()]);
    if let Some(above) = nodes[member].head {
        both.add("above", &[sort, &nodes[above].lemma]);
        let verb = predicate(sentence, first_member(sentence, thing.node)).last().copied();
        both.add("on verb", &[sort, yes(verb == Some(above))]);
        let counts_other = nodes[above].tag.upos == Upos::Noun && above != thing.node && nodes[above].mention.is_none();
        both.add("on noun", &[sort, yes(counts_other), yes(nodes[above].is(desk.words.goods))]);
    }
    let parts = (a + 1..b).filter(|&between| nodes[between].is_verb()).count();
    both.add("verbs between", &[sort, few(parts)]);
    let stops = (a + 1..b).filter(|&between| nodes[between].tag.upos == Upos::Punct).count();
    both.add("marks between", &[sort, few(stops)]);
    for (name, near) in [("word before", node.checked_sub(1)), ("word after", Some(node + 1))] {
        if let Some(near) = near.and_then(|near| nodes.get(near)) {
            both.add(name, &[sort, &near.lemma]);
        }
    }
}

fn date_sort(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Point => "point",
        DateKind::Period => "period",
        DateKind::Deadline => "deadline",
        DateKind::Since => "since",
        DateKind::Comparison => "comparison",
    }
}
