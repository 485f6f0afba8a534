//! The person or body that a word names as speaking.

use grammar::{Number, Relation, Upos};

use super::super::Desk;
use super::super::frame::{self, Slot};
use super::super::side::{self, Side, last_person, sides};
use super::Before;
use crate::page::{Mention, Sentence};

/// The speaker that a node names, describes or stands for.
pub(super) fn who(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, before: &Before) -> Option<Side> {
    let here = &sentence.nodes[node];
    let words = desk.words;
    if here.is(words.they) && here.relation != Relation::NmodPoss {
        return pronoun(desk, at, node, before);
    }
    if here.is(words.words_noun) {
        let owners = frame::fill(sentence, &words.cases, node, Slot::Possessor)
            .into_iter()
            .chain(frame::fill(sentence, &words.cases, node, Slot::Adposition(words.cases.of)))
            .chain(frame::fill(sentence, &words.cases, node, Slot::Modifier));
        return owners.filter(|&owner| owner != node).find_map(|owner| match sentence.nodes[owner].is(words.they) {
            true => pronoun(desk, at, owner, before),
            false => who(desk, at, sentence, owner, before),
        });
    }
    if here.is(words.counterpart) && here.mention.is_none() {
        return counterpart(desk, at, node, before);
    }
    if here.mention.is_none() && (here.is(words.host) || here.is(words.guest)) {
        return host_or_guest(desk, at, node, before);
    }
    let several = here.is(words.side_noun) && here.mention.is_none() && here.tag.number == Some(Number::Plur);
    if here.mention.is_none() && (here.is(words.assembly) || (several && !here.is(words.informant))) {
        return None;
    }
    let found = sides(desk, at, sentence, node).into_iter().find(|side| !desk.is_agency(side));
    let noun = here.is(words.informant) || here.is(words.body_noun);
    let phrase = here.mention.is_none() && noun && found.as_ref().is_none_or(|side| side.body && side.span.is_some());
    if found.is_some() && !phrase {
        return found;
    }
    let animate = noun || here.is(words.side_noun) || matches!(here.mention, Some(Mention::Office(_)));
    (animate && !here.is(words.we)).then(|| described(desk, sentence, node))
}

/// The person whom "he" or "she" means: the last one whom the sentence was about, else whom the sentences before were.
pub(super) fn pronoun(desk: &Desk<'_, '_>, at: usize, node: usize, before: &Before) -> Option<Side> {
    const BACK: usize = 6;
    let sentence = &desk.page.sentences[at];
    let earlier = (0..node).rev().filter(|&other| {
        matches!(sentence.nodes[other].relation, Relation::Nsubj | Relation::NsubjPass)
            && sentence.nodes[other].mention.is_some()
    });
    let here = earlier.flat_map(|other| sides(desk, at, sentence, other)).find(|side| side.person);
    let spoke = || {
        (at.saturating_sub(BACK)..at).rev().find_map(|back| {
            let said = before.last(back).map(|said| &said.side).filter(|side| side.person);
            said.or(before.about[back].as_ref()).cloned()
        })
    };
    let token = sentence.nodes[node].tokens.start;
    here.or_else(spoke).or_else(|| last_person(desk, token)).map(|side| Side { span: None, ..side })
}

/// "His counterpart": the person named last who is not the one spoken of before.
fn counterpart(desk: &Desk<'_, '_>, at: usize, node: usize, before: &Before) -> Option<Side> {
    other_than(desk, at, node, &pronoun(desk, at, node, before)?)
}

/// The person named last before a node who is not this one.
fn other_than(desk: &Desk<'_, '_>, at: usize, node: usize, first: &Side) -> Option<Side> {
    let names = &desk.page.names;
    let token = desk.page.sentences[at].nodes[node].tokens.start;
    let other = names
        .mentions
        .iter()
        .rev()
        .filter(|mention| mention.tokens.start < token && super::is_person(desk, mention.entity))
        .find(|mention| names.entities[mention.entity as usize].name != first.name)?;
    Some(Side::of_entity(desk, other.entity as usize, None))
}

/// "The host", "the guest": who received and who came, as told before; else, of a guest, the other of two who speak.
fn host_or_guest(desk: &Desk<'_, '_>, at: usize, node: usize, before: &Before) -> Option<Side> {
    let words = desk.words;
    let (mut host, mut guest): (Option<Side>, Option<Side>) = (None, None);
    for (index, sentence) in desk.page.sentences.iter().enumerate().take(at + 1) {
        for verb in (0..sentence.nodes.len()).filter(|&verb| sentence.nodes[verb].is_verb()) {
            let (receives, comes) = (sentence.nodes[verb].is(words.receive), sentence.nodes[verb].is(words.visit_verb));
            if !receives && !comes {
                continue;
            }
            let people = |slot| {
                let nodes = frame::fill(sentence, &words.cases, verb, slot);
                nodes.into_iter().flat_map(|node| sides(desk, index, sentence, node)).find(|side| side.person)
            };
            let (subject, object) = (people(Slot::Subject), people(Slot::Object));
            let pair = if receives { (subject, object) } else { (None, subject) };
            host = host.or(pair.0);
            guest = guest.or(pair.1);
        }
    }
    let sentence = &desk.page.sentences[at];
    let wants_host = sentence.nodes[node].is(words.host);
    let (found, other) = if wants_host { (host, guest) } else { (guest, host) };
    let known = found.filter(|side| other.as_ref().is_none_or(|other| other.name != side.name));
    let last =
        || other_than(desk, at, node, &other.or_else(|| pronoun(desk, at, node, before).filter(|_| !wants_host))?);
    known.or_else(last).map(|side| Side { span: None, ..side })
}

/// "A member of the trade mission": the phrase itself, with what "of" brings.
fn described(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Side {
    let mut first = node;
    while let Some(before) = first.checked_sub(1) {
        let here = &sentence.nodes[before];
        let part = sentence.under(before, node)
            && here.tag.upos != Upos::Punct
            && !matches!(here.relation, Relation::Det | Relation::Case | Relation::Nummod | Relation::Cc);
        let pronoun = here.tag.upos == Upos::Pron;
        if (!part || pronoun) && !side::hyphen(sentence, before) {
            break;
        }
        first = before;
    }
    let mut last = node;
    let of = sentence.children(node, Relation::Nmod).find(|&child| {
        child > node
            && sentence.children(child, Relation::Case).any(|case| sentence.nodes[case].is(desk.words.cases.of))
    });
    if let Some(of) = of {
        last = of;
    }
    let tokens = sentence.nodes[first].tokens.start..sentence.nodes[last].tokens.end;
    let span = desk.page.span(tokens.clone());
    side::described(desk, tokens, span)
}
