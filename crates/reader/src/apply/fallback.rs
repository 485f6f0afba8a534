//! What the rules left: goods, and counts in sentences about relations, become statements of the plainest sort.

use model::{Decimal, Kind, Role, Value};

use super::build::Draft;
use super::side::{Side, sides};
use super::thing::{Thing, things};
use super::{Desk, attach};
use crate::page::{Mention, Node, Sentence};

mod goods;

/// Drafts of the goods and counts that no draft of the sentence has taken.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    let valued = |node: &Node| node.inside.is_some() || matches!(node.mention, Some(Mention::Value(_)));
    if !sentence.nodes.iter().any(|node| valued(node) || node.is(desk.words.goods)) {
        return out;
    }
    goods::drafts(desk, at, sentence, made, &mut out);
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

/// A count that nobody took is a fact about the relation where sides of two countries are named.
fn counts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, named: &[Side], made: &[Draft], out: &mut Vec<Draft>) {
    /// "The two sides", "three neighbours": smaller counts are rarely facts.
    const FEW: i64 = 3;
    let mut countries: Vec<&Option<String>> = named.iter().map(|side| &side.country).collect();
    countries.sort();
    countries.dedup();
    if countries.len() < 2 {
        return;
    }
    for node in 0..sentence.nodes.len() {
        for thing in things(desk, sentence, node) {
            let Some(count) = thing.count.clone().filter(|count| count.value > Decimal::from(FEW)) else { continue };
            let quantity = Value::Quantity { value: count.value, unit: count.unit, approx: count.approx };
            let taken = made.iter().chain(out.iter()).any(|draft| {
                draft
                    .of(Role::Quantity)
                    .any(|arg| matches!(&arg.value, Value::Quantity { value, .. } if *value == count.value))
            });
            if taken {
                continue;
            }
            let mut draft = figure(at, &thing, named);
            draft.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "count");
            draft.push(Role::Quantity, quantity, Some(count.span), "count");
            let near = attach::in_clause(sentence, node);
            attach::when(desk, sentence, &mut draft, &near);
            attach::speaker(desk, &mut draft);
            out.push(draft);
        }
    }
}

fn figure(at: usize, thing: &Thing, named: &[Side]) -> Draft {
    let mut draft = new(Kind::Figure, at, thing.node, "fallback/count");
    for side in named {
        draft.push_side(Role::Party, side, "sentence");
    }
    draft
}
