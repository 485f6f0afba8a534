//! What the rules left: sums and counts in sentences about trade, goods and relations become statements of the plainest sort.

use model::{Decimal, Form, Kind, Role, Stage, Value};

use super::build::{Draft, side_of};
use super::frame::{self, Slot};
use super::side::{Side, sides};
use super::thing::{Thing, things};
use super::{Desk, attach, stage};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many sentences back a word of trade still makes a bare sum a figure of trade.
const TRADE_BACK: usize = 3;

/// Drafts of the values that no draft of the sentence has taken.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    if !sentence.nodes.iter().any(|node| node.inside.is_some() || matches!(node.mention, Some(Mention::Value(_)))) {
        return out;
    }
    let named = named(desk, at, sentence);
    sums(desk, at, sentence, &named, made, &mut out);
    counts(desk, at, sentence, &named, made, &mut out);
    out
}

fn new(kind: Kind, at: usize, trigger: usize, rule: &str) -> Draft {
    Draft { kind, form: None, stage: None, sentence: at, trigger, args: Vec::new(), rule: rule.to_owned() }
}

/// A sum or change where the sentences just before (or this one) speak of trade.
fn sums(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, named: &[Side], made: &[Draft], out: &mut Vec<Draft>) {
    let Some(form) = flow(desk, at).or_else(|| two_sides(named).then_some(Form::Turnover)) else { return };
    let mut seen = Vec::new();
    for (node, here) in sentence.nodes.iter().enumerate() {
        let index = match (here.mention, here.inside) {
            (Some(Mention::Value(index)), _) => index,
            (_, Some(index)) if !seen.contains(&index) => index,
            _ => continue,
        };
        seen.push(index);
        let Some((role, value)) = measure(desk, sentence, node, index) else { continue };
        if made.iter().chain(out.iter()).any(|draft| draft.of(role).any(|arg| arg.value == value)) {
            continue;
        }
        let mut draft = new(Kind::Trade, at, node, "fallback/sum");
        draft.form = Some(form);
        let span = desk.page.span(desk.page.values[index].tokens.clone());
        draft.push(role, value, Some(span), "sentence");
        attach::values(desk, sentence, &mut draft, &[]);
        let planned = stage::stage(&desk.words.stages, sentence, node, Kind::Trade) == Stage::Planned;
        draft.stage = planned.then_some(Stage::Planned);
        parties(desk, named, &mut draft, form);
        attach::speaker(desk, &mut draft);
        out.push(draft);
    }
}

/// A sum, a large number that stands alone (the currency is the one named before it), or a change in numbers.
fn measure(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, index: usize) -> Option<(Role, Value)> {
    const LARGE: i64 = 1_000_000;
    match &desk.page.values[index].value {
        Found::Money { value, currency, approx, .. } => {
            Some((Role::Amount, Value::Amount { value: *value, currency: currency.clone(), approx: *approx }))
        }
        Found::Number { value, approx, .. }
            if *value >= Decimal::from(LARGE) && sentence.nodes[node].relation != grammar::Relation::Nummod =>
        {
            let currency = last_currency(desk, index)?;
            Some((Role::Amount, Value::Amount { value: *value, currency, approx: *approx }))
        }
        Found::Change { percent: Some(percent), direction, .. } => {
            Some((Role::Change, Value::Change { percent: Some(*percent), direction: *direction }))
        }
        _ => None,
    }
}

fn last_currency(desk: &Desk<'_, '_>, index: usize) -> Option<String> {
    desk.page.values[..index].iter().rev().find_map(|value| match &value.value {
        Found::Money { currency, .. } => Some(currency.clone()),
        _ => None,
    })
}

/// True where the sentence names sides of two countries.
fn two_sides(named: &[Side]) -> bool {
    let mut countries: Vec<&String> = named.iter().filter_map(|side| side.country.as_ref()).collect();
    countries.sort();
    countries.dedup();
    countries.len() > 1
}

/// The flow that the sentence or those before it speak of.
fn flow(desk: &Desk<'_, '_>, at: usize) -> Option<Form> {
    for back in (at.saturating_sub(TRADE_BACK)..=at).rev() {
        let nodes = &desk.page.sentences[back].nodes;
        let has = |class| nodes.iter().any(|node| node.is(class));
        if has(desk.words.trade_noun) {
            return Some(Form::Turnover);
        }
        if has(desk.words.exports_noun) {
            return Some(Form::Exports);
        }
        if has(desk.words.imports_noun) {
            return Some(Form::Imports);
        }
    }
    None
}

fn parties(desk: &Desk<'_, '_>, named: &[Side], draft: &mut Draft, form: Form) {
    if form != Form::Turnover {
        return;
    }
    for side in named.iter().filter(|side| side.id.is_some()) {
        draft.push_side(Role::Party, side, "sentence");
    }
    if draft.of(Role::Party).count() < 2 {
        let known: Vec<String> = named.iter().filter_map(|side| side.country.clone()).collect();
        for side in &desk.topic.sides {
            if side.country.as_ref().is_none_or(|country| !known.contains(country)) {
                draft.push_side(Role::Party, side, "topic");
            }
        }
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
