//! Counts whose goods were named before: "ten trams came in May, another six are to follow", "of cement, 400 tonnes went north".

use grammar::{Relation, Upos};
use model::Decimal;

use super::Desk;
use super::thing::{Count, Thing, count, phrase, tidy};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many sentences back the goods of a bare count may stand.
const BACK: usize = 4;
/// A bare number from here on is a sum.
const LARGE: i64 = 1_000_000;

/// The goods that a bare number, measure or counted unit means: those named last before it.
pub(crate) fn counted(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Thing> {
    let here = &sentence.nodes[node];
    let count = match here.mention {
        Some(Mention::Value(value)) => bare(desk, sentence, node, value)?,
        None if here.is(desk.words.unit_noun) => {
            count(desk, sentence, node, &tidy(desk.page.words(here.tokens.clone())))?
        }
        _ => return None,
    };
    let (span, text) = goods_before(desk, at, sentence, node, BACK)?;
    let unit = if count.unit.is_empty() { text.clone() } else { count.unit.clone() };
    Some(Thing { node, text, span, count: Some(Count { unit, ..count }) })
}

/// The goods that "them" or "those" as an object means: those named last, in the sentence or the one before it.
pub(crate) fn meant(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Thing> {
    let here = &sentence.nodes[node];
    let object = matches!(here.relation, Relation::Obj | Relation::NsubjPass) && here.tag.upos == Upos::Pron;
    if !object || !here.is(desk.words.it_they) || here.mention.is_some() {
        return None;
    }
    let (span, text) = goods_before(desk, at, sentence, node, 1)?;
    Some(Thing { node, text, span, count: None })
}

/// A number that counts nothing beside it, or a measure of goods.
fn bare(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, value: usize) -> Option<Count> {
    let here = &sentence.nodes[node];
    if matches!(here.relation, Relation::Nummod | Relation::Compound | Relation::Flat) || whole_of(desk, sentence, node)
    {
        return None;
    }
    let (number, unit, approx) = match &desk.page.values[value].value {
        Found::Measure { value, unit, approx, .. } if of_goods(desk, unit) => (*value, unit.clone(), *approx),
        Found::Number { value, approx, .. }
            if argument(sentence, node) && value.is_integer() && *value < Decimal::from(LARGE) =>
        {
            (*value, String::new(), *approx)
        }
        _ => return None,
    };
    Some(Count { value: number, unit, approx, span: here.span })
}

/// A number that stands as a subject or object of its own, no mark of a list.
fn argument(sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    let marks = sentence.nodes.get(node + 1).is_some_and(|next| next.tag.upos == Upos::Punct) && node == 0;
    !marks && matches!(here.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Conj)
}

/// "Of goods": tonnes and pieces, not kilometres and hectares.
pub(crate) fn of_goods(desk: &Desk<'_, '_>, unit: &str) -> bool {
    let word = unit.split_whitespace().next().unwrap_or("").to_lowercase();
    desk.reader.lexicon.entries(&word).iter().any(|entry| entry.class == desk.words.goods_unit)
}

/// "Five of the farms": what is counted is said.
pub(super) fn whole_of(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    sentence.nodes[node].children.iter().any(|&child| {
        let below = &sentence.nodes[child];
        child > node
            && below.tag.upos != Upos::Pron
            && below.children.iter().any(|&case| sentence.nodes[case].is(desk.words.cases.of))
    })
}

/// The goods named last before a node; nothing where something else was counted since.
fn goods_before(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    node: usize,
    back: usize,
) -> Option<(model::Span, String)> {
    let nearest = |sentence: &Sentence, end: usize| (0..end).rev().find(|&before| stands(desk, sentence, before));
    let (back, found) = nearest(sentence, node).map(|found| (at, found)).or_else(|| {
        (at.saturating_sub(back)..at).rev().find_map(|back| {
            let sentence = &desk.page.sentences[back];
            nearest(sentence, sentence.nodes.len()).map(|found| (back, found))
        })
    })?;
    let sentence = if back == at { sentence } else { &desk.page.sentences[back] };
    let here = &sentence.nodes[found];
    if !here.is(desk.words.goods) {
        return None;
    }
    // "Goods" alone are all and none.
    phrase(desk, sentence, found).filter(|(span, _)| !here.is(desk.words.general_noun) || *span != here.span)
}

/// True for a noun that a bare count may mean: goods that stand for themselves, or people and the like that are counted.
fn stands(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    let part = matches!(here.relation, Relation::Compound | Relation::Amod);
    if !here.is_nominal() || part || here.mention.is_some() || here.is(desk.words.unit_noun) {
        return false;
    }
    if here.is(desk.words.goods) && !here.is(desk.words.body_noun) {
        return true;
    }
    here.is(desk.words.no_goods) && sentence.children(node, Relation::Nummod).next().is_some()
}
