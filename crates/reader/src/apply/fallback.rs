//! What the rules left: counts in sentences about goods and relations become statements of the plainest sort.

use model::{Decimal, Kind, Role, Value};

use super::build::Draft;
use super::frame::{self, Slot};
use super::open_roles::side_of;
use super::side::{Side, sides};
use super::thing::{Thing, things};
use super::{Desk, attach, stage};
use crate::page::{Mention, Sentence};

/// Drafts of the values that no draft of the sentence has taken.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    if !sentence.nodes.iter().any(|node| node.inside.is_some() || matches!(node.mention, Some(Mention::Value(_)))) {
        return out;
    }
    let named = named(desk, at, sentence);
    counts(desk, at, sentence, &named, made, &mut out);
    out
}

fn new(kind: Kind, at: usize, trigger: usize, rule: &str) -> Draft {
    Draft {
        kind,
        form: None,
        stage: None,
        sentence: at,
        trigger,
        args: Vec::new(),
        rule: rule.to_owned(),
        spans: Vec::new(),
        continues: false,
    }
}

/// The places and organisations that the sentence names.
fn named(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence) -> Vec<Side> {
    (0..sentence.nodes.len())
        .flat_map(|node| sides(desk, at, sentence, node))
        .filter(|side| !side.person && !desk.is_agency(side) && side.country.is_some())
        .collect()
}

/// Counted goods pass between the sides; another count is a fact about the relation where two sides are named.
fn counts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, named: &[Side], made: &[Draft], out: &mut Vec<Draft>) {
    let mut countries: Vec<&Option<String>> = named.iter().map(|side| &side.country).collect();
    countries.sort();
    countries.dedup();
    for node in 0..sentence.nodes.len() {
        for thing in things(desk, sentence, node) {
            let Some(count) = thing.count.clone().filter(|count| count.value > Decimal::ONE) else { continue };
            let quantity = Value::Quantity { value: count.value, unit: count.unit, approx: count.approx };
            let taken = made.iter().chain(out.iter()).any(|draft| {
                draft
                    .of(Role::Quantity)
                    .any(|arg| matches!(&arg.value, Value::Quantity { value, .. } if *value == count.value))
            });
            if taken {
                continue;
            }
            let goods = sentence.nodes[thing.node].is(desk.words.goods);
            let draft = if goods && !named.is_empty() {
                goods_draft(desk, at, sentence, &thing, named)
            } else if countries.len() > 1 {
                figure(at, &thing, named)
            } else {
                continue;
            };
            let mut draft = draft;
            draft.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "count");
            draft.push(Role::Quantity, quantity, Some(count.span), "count");
            let near = attach::in_clause(sentence, node);
            attach::when(desk, sentence, &mut draft, &near);
            attach::speaker(desk, &mut draft);
            out.push(draft);
        }
    }
}

fn goods_draft(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, thing: &Thing, named: &[Side]) -> Draft {
    let mut draft = new(Kind::Supply, at, thing.node, "fallback/goods");
    draft.stage = Some(stage::stage(&desk.words.stages, sentence, thing.node, Kind::Supply));
    // Goods named after a side come from it.
    let origin = frame::fill(sentence, &desk.words.cases, thing.node, Slot::Modifier);
    for side in origin.into_iter().flat_map(|node| sides(desk, at, sentence, node)).filter(|side| !side.person) {
        draft.push_side(Role::From, &side, "modifier");
    }
    let from = draft.of(Role::From).next().and_then(|arg| side_of(desk, &arg.value));
    match from {
        Some(from) => {
            let to =
                named.iter().find(|side| side.country != from.country).cloned().or_else(|| desk.counterpart(&from));
            if let Some(to) = to {
                draft.push_side(Role::To, &to, "sentence");
            }
        }
        None => {
            // The first body named before them sends; the speaker's side needs what it asks for.
            let before =
                named.iter().find(|side| side.body && side.span.is_some_and(|span| span.end <= thing.span.start));
            if let Some(side) = before {
                draft.push_side(Role::From, side, "sentence");
            }
        }
    }
    draft
}

fn figure(at: usize, thing: &Thing, named: &[Side]) -> Draft {
    let mut draft = new(Kind::Figure, at, thing.node, "fallback/count");
    for side in named {
        draft.push_side(Role::Party, side, "sentence");
    }
    draft
}
