//! The goods that a share of a flow is made of: "timber makes up a third of the exports", "half of the imports were ...".

use grammar::Relation;
use model::{Form, Role, Value};

use super::super::Desk;
use super::super::build::Draft;
use super::super::frame::expand;
use super::super::thing::things;
use super::entries::Entry;
use super::figures::word;
use crate::page::{Mention, Sentence};

/// Adds the goods of a share: the subject of its clause, else what stands behind it after a copula or colon.
pub(super) fn of_share(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft, entry: &Entry) {
    if draft.has(Role::Item) || !matches!(draft.form, Some(Form::Exports | Form::Imports | Form::Turnover)) {
        return;
    }
    let clause = sentence.nodes[entry.first].clause;
    let subject = (0..entry.first).rev().find(|&node| {
        let here = &sentence.nodes[node];
        here.clause == clause && here.relation == Relation::Nsubj
    });
    // "Cheese has overtaken butter and now makes up a third of the exports."
    let shared = || (0..entry.first).rev().find(|&node| sentence.nodes[node].relation == Relation::Nsubj);
    let mut heads: Vec<usize> =
        subject.or_else(shared).into_iter().filter(|&node| is_goods(desk, sentence, node)).collect();
    if heads.is_empty() {
        heads = behind(desk, sentence, entry.last);
    }
    expand(sentence, &mut heads);
    for node in heads {
        for thing in things(desk, sentence, node) {
            draft.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "part");
        }
    }
}

/// Adds the goods that a colon, dash or bracket brings right behind a sum: "imports of 9 million: cables, timber and paper".
pub(super) fn of_sum(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft, entry: &Entry) {
    const REACH: usize = 4;
    if draft.has(Role::Item) || !draft.has(Role::Amount) || !matches!(draft.form, Some(Form::Exports | Form::Imports)) {
        return;
    }
    let nodes = &sentence.nodes;
    let mark = (entry.last + 1..nodes.len().min(entry.last + 1 + REACH))
        .find(|&node| matches!(word(desk, sentence, node), ":" | "(" | "-" | "\u{2013}" | "\u{2014}"));
    let Some(mark) = mark else { return };
    let end = (mark + 1..nodes.len())
        .find(|&node| matches!(word(desk, sentence, node), ";" | "." | ")" | "\u{2013}" | "\u{2014}"))
        .unwrap_or(nodes.len());
    // Goods with figures of their own are statements of their own.
    if (mark + 1..end)
        .any(|node| nodes[node].inside.is_some() || matches!(nodes[node].mention, Some(Mention::Value(_))))
    {
        return;
    }
    let words = desk.words;
    let heads: Vec<usize> = (mark + 1..end)
        .filter(|&node| stands(sentence, node) && !nodes[node].is(words.no_goods) && !nodes[node].is(words.body_noun))
        .collect();
    if heads.len() < 2 || !heads.iter().any(|&node| is_goods(desk, sentence, node)) {
        return;
    }
    for node in heads {
        for thing in things(desk, sentence, node) {
            draft.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "list");
        }
    }
}

/// A noun that is no part of another's phrase.
fn stands(sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    here.is_nominal() && !matches!(here.relation, Relation::Compound | Relation::Amod | Relation::Flat | Relation::Nmod)
}

fn is_goods(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    things(desk, sentence, node).iter().any(|thing| sentence.nodes[thing.node].is(desk.words.goods))
}

/// The heads of the goods behind a figure, up to the next figure; only where a copula or colon brings them.
fn behind(desk: &Desk<'_, '_>, sentence: &Sentence, last: usize) -> Vec<usize> {
    let nodes = &sentence.nodes;
    let colon = (last + 1..nodes.len()).find(|&node| matches!(word(desk, sentence, node), ":" | "("));
    let copula = (last + 1..nodes.len()).find(|&node| nodes[node].relation == Relation::Cop);
    let Some(start) = colon.or(copula) else { return Vec::new() };
    (start + 1..nodes.len())
        .take_while(|&node| !matches!(word(desk, sentence, node), ";" | "." | ")"))
        .filter(|&node| {
            !matches!(nodes[node].relation, Relation::Compound | Relation::Amod | Relation::Flat | Relation::Nmod)
                && nodes[node].is_nominal()
                && is_goods(desk, sentence, node)
        })
        .collect()
}
