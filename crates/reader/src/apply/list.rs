//! Lists as they are written: "trade, forestry and exchanges of students". Parsers lose the later members of long lists; commas and the
//! closing conjunction say where they are.

use grammar::{Relation, Upos};

use super::Desk;
use crate::page::{Node, Sentence};

/// The heads of the members that follow `node` in a list that closes with a conjunction or with the sentence; none where it is no list.
pub(crate) fn after(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = phrase_end(desk, sentence, node);
    loop {
        let (next, closes) = separator(desk, sentence, at);
        if next == at {
            // A list of commas alone ends with its sentence.
            return if out.len() > 1 && stops(desk, sentence, at) { out } else { Vec::new() };
        }
        let Some(head) = member(sentence, next) else { return Vec::new() };
        at = phrase_end(desk, sentence, head);
        out.push(head);
        if closes {
            return out;
        }
    }
}

fn words<'d>(desk: &Desk<'_, 'd>, node: &Node) -> &'d str {
    desk.page.words(node.tokens.clone())
}

/// Past the comma, conjunction or both at `at`, and whether a conjunction was among them.
fn separator(desk: &Desk<'_, '_>, sentence: &Sentence, at: usize) -> (usize, bool) {
    let mut next = at;
    if sentence.nodes.get(next).is_some_and(|node| words(desk, node) == ",") {
        next += 1;
    }
    match sentence.nodes.get(next) {
        Some(node) if node.tag.upos == Upos::Cconj => (next + 1, true),
        _ => (next, false),
    }
}

fn stops(desk: &Desk<'_, '_>, sentence: &Sentence, at: usize) -> bool {
    sentence.nodes.get(at).is_none_or(|node| matches!(words(desk, node), "." | ";" | ")" | "!" | "?"))
}

/// The head of the noun phrase that begins at `at`: the last of its run of modifiers and nouns.
fn member(sentence: &Sentence, at: usize) -> Option<usize> {
    let mut head = None;
    for (n, node) in sentence.nodes.iter().enumerate().skip(at) {
        match node.tag.upos {
            _ if node.mention.is_some() => break,
            Upos::Noun | Upos::Propn => head = Some(n),
            Upos::Adj | Upos::Det if head.is_none() => {}
            Upos::Verb if head.is_none() && node.relation == Relation::Amod => {}
            _ => break,
        }
    }
    head
}

/// Past the phrase of a head and what an "of" adds to it: "exchanges of students".
fn phrase_end(desk: &Desk<'_, '_>, sentence: &Sentence, head: usize) -> usize {
    let next = head + 1;
    match sentence.nodes.get(next) {
        Some(node) if node.is(desk.words.cases.of) => member(sentence, next + 1).map_or(next, |of| of + 1),
        _ => next,
    }
}
