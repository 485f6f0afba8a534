//! Speakers: to whom each sentence is attributed, in direct and indirect speech.

use grammar::Relation;
use model::Span;

use super::Desk;
use super::frame::{self, Slot};
use super::interview;
use super::side::{Side, last_person as last_named, sides};
use crate::page::Sentence;

/// For each sentence, who says it; `None` for the document's own voice.
pub(crate) fn speakers(desk: &Desk<'_, '_>) -> Vec<Option<Side>> {
    let page = desk.page;
    let n = page.sentences.len();
    let mut own: Vec<Option<Side>> = Vec::with_capacity(n);
    for (at, sentence) in page.sentences.iter().enumerate() {
        own.push(attribution(desk, at, sentence, &own));
    }
    let mut out = own.clone();
    for (at, guest) in interview::answers(desk) {
        out[at] = out[at].take().or(Some(guest));
    }
    let mut last: Option<(u32, Side)> = None;
    for quote in &page.quotes {
        let inside: Vec<usize> = (0..n).filter(|&at| page.sentences[at].span.overlaps(*quote)).collect();
        let (Some(&first), Some(&end)) = (inside.first(), inside.last()) else { continue };
        let paragraph = page.sentences[first].paragraph;
        let named = around(desk, &own, *quote, first, end);
        let carried =
            last.as_ref().filter(|(from, _)| paragraph.saturating_sub(*from) <= 1).map(|(_, side)| side.clone());
        let Some(side) = named.or(carried) else { continue };
        for at in inside {
            out[at] = Some(side.clone());
        }
        last = Some((page.sentences[end].paragraph, side));
    }
    out
}

/// Who is named as speaking in a sentence that the quotation stands in, else right after it, else right before it.
fn around(desk: &Desk<'_, '_>, own: &[Option<Side>], quote: Span, first: usize, last: usize) -> Option<Side> {
    const NEAR: u32 = 4;
    for at in (first..=last).rev() {
        if let Some(side) = &own[at]
            && !quote.contains(desk.page.sentences[at].span)
        {
            return Some(side.clone());
        }
    }
    let after = own.get(last + 1).cloned().flatten();
    if after.is_some() && desk.page.sentences[last + 1].span.start <= quote.end + NEAR {
        return after;
    }
    let before = first.checked_sub(1)?;
    if desk.page.sentences[before].span.end + NEAR < quote.start {
        return None;
    }
    own[before].clone().or_else(|| label(desk, before))
}

/// "Anna Berg:" alone on a line before what he says.
fn label(desk: &Desk<'_, '_>, at: usize) -> Option<Side> {
    let sentence = &desk.page.sentences[at];
    let found: Vec<Side> = (0..sentence.nodes.len()).flat_map(|node| sides(desk, at, sentence, node)).collect();
    let text = desk.page.document.slice(sentence.span)?;
    (text.trim_end().ends_with(':') && found.len() == 1).then(|| found[0].clone())
}

/// Who the sentence itself says is speaking: a verb of speech with its subject, or "according to" and its like.
fn attribution(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, before: &[Option<Side>]) -> Option<Side> {
    for node in 0..sentence.nodes.len() {
        if desk.page.quoted(sentence.nodes[node].span).is_some() {
            continue;
        }
        if sentence.nodes[node].is(desk.words.speech) && sentence.nodes[node].is_verb() {
            let found = speaking(desk, at, sentence, node, before);
            if found.is_some() {
                return found;
            }
        }
        // "by his words", "in the minister's estimate"
        if sentence.nodes[node].is(desk.words.words_noun) && sentence.children(node, Relation::Case).next().is_some() {
            let found = who(desk, at, sentence, node, before);
            if found.is_some() {
                return found;
            }
        }
        if sentence.nodes[node].is(desk.words.according)
            && sentence.nodes[node].relation == Relation::Case
            && let Some(head) = sentence.nodes[node].head
        {
            let found = who(desk, at, sentence, head, before);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn speaking(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, verb: usize, before: &[Option<Side>]) -> Option<Side> {
    let mut subjects = frame::fill(sentence, &desk.words.cases, verb, Slot::Subject);
    if subjects.is_empty() {
        subjects = sentence.children(verb, Relation::Obl).take(1).collect();
        subjects.retain(|&node| sentence.nodes[node].mention.is_some() && !frame::passive(sentence, verb));
    }
    subjects.into_iter().find_map(|subject| who(desk, at, sentence, subject, before))
}

/// The person or body that a node names; a personal pronoun is the last one who spoke or was named.
fn who(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, before: &[Option<Side>]) -> Option<Side> {
    let here = &sentence.nodes[node];
    if here.is(desk.words.they) {
        return last_person(desk, at, here.tokens.start, before);
    }
    if here.is(desk.words.words_noun) {
        let owners = frame::fill(sentence, &desk.words.cases, node, Slot::Possessor).into_iter().chain(frame::fill(
            sentence,
            &desk.words.cases,
            node,
            Slot::Adposition(desk.words.cases.of),
        ));
        return owners.into_iter().find_map(|owner| who(desk, at, sentence, owner, before));
    }
    sides(desk, at, sentence, node).into_iter().find(|side| !desk.is_agency(side))
}

/// The person whom a pronoun means: the last speaker of the sentences before, else the last person named before.
fn last_person(desk: &Desk<'_, '_>, at: usize, token: u32, before: &[Option<Side>]) -> Option<Side> {
    const BACK: usize = 4;
    let spoke = before.iter().take(at).rev().take(BACK).find_map(|side| side.clone().filter(|side| side.person));
    spoke.or_else(|| last_named(desk, token))
}
