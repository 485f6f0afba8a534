//! What an office is of, where no name stands beside it: what a possessor or "of" describes, else what the sort of office
//! and the document leave open.

use grammar::{Relation, Upos};

use super::super::Desk;
use super::super::beside;
use super::super::side::{self, Side, sides};
use super::sort::{by_sort, is_region};
use super::within;
use crate::lexicon::Class;
use crate::names::{EntityKind, NameMention, OfficeMention};
use crate::page::{Node, Sentence};

/// The place or body that an office belongs to.
pub(crate) fn owner(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    let at = desk.sentence_at(office.tokens.start)?;
    let sentence = desk.page.sentences.get(at)?;
    let found = match office.of {
        Some(of) => part(desk, sentence, office, of).or_else(|| Some(Side::of_entity(desk, of as usize, None))),
        None => phrased(desk, office)
            .or_else(|| headed(desk, sentence, office))
            .or_else(|| possessor(desk, at, sentence, office))
            .or_else(|| behind(desk, at, sentence, office))
            .or_else(|| within::between(desk, office))
            .or_else(|| within::titled(desk, office))
            .or_else(|| within::on_side(desk, office))
            .or_else(|| by_sort(desk, at, office)),
    };
    found.map(|side| Side { span: None, ..side })
}

/// "Of the Grodno branch of the bank", "the Narva cable works": the body behind a place's name, rather than the place.
fn part(desk: &Desk<'_, '_>, sentence: &Sentence, office: &OfficeMention, of: u32) -> Option<Side> {
    const LONGEST: usize = 4;
    let names = &desk.page.names;
    let place = names.mentions.iter().find(|mention| {
        mention.entity == of && office.all.contains(&mention.tokens.start) && mention.tokens.start >= office.tokens.end
    })?;
    if !names.entities[of as usize].kind.is_place() {
        return None;
    }
    let first = sentence.nodes.iter().position(|node| node.tokens.start == place.tokens.end)?;
    let inside = |node: &Node| {
        let lower = desk.page.words(node.tokens.clone()).chars().next().is_some_and(char::is_lowercase);
        let plain = matches!(node.tag.upos, Upos::Noun | Upos::Adj | Upos::Propn) && lower;
        node.mention.is_none() && (plain || node.is(desk.words.possessive))
    };
    let reach = sentence.nodes[first..].iter().take(LONGEST).take_while(|node| inside(node)).count();
    let body = |&node: &usize| is_body(desk, &sentence.nodes[node]) || sentence.nodes[node].is(desk.words.company_noun);
    let noun = (first..first + reach).rev().find(body)?;
    let tokens = place.tokens.start..phrase(desk, sentence, noun).end;
    let span = desk.page.span(tokens.clone());
    Some(side::described(desk, tokens, span))
}

/// "Deputy chair of the oblast government X Y": the body that the phrase tells in small letters.
fn phrased(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    let tokens = office.owner.clone()?;
    let noun = desk.page.words(tokens.end - 1..tokens.end);
    let classes = [desk.words.body_noun, desk.words.institution];
    let body = desk.reader.lexicon.entries(noun).iter().any(|entry| classes.contains(&entry.class));
    let span = desk.page.span(tokens.clone());
    let bare = tokens.len() == 1;
    let known = || within::called(desk, tokens.start);
    body.then(|| bare.then(known).flatten().unwrap_or_else(|| side::described(desk, tokens.clone(), span)))
}

/// "X directs the municipal trade desk": the body that a verb of heading has for its object.
fn headed(desk: &Desk<'_, '_>, sentence: &Sentence, office: &OfficeMention) -> Option<Side> {
    const NEAR: usize = 5;
    // The title of a verb of heading is not the word itself; the verb may lie in one unit with the person.
    if desk.page.words(office.tokens.clone()).eq_ignore_ascii_case(&office.title) || office.tokens.len() > 1 {
        return None;
    }
    let verb = sentence.nodes.iter().position(|node| node.tokens.contains(&office.tokens.start))?;
    let after = verb + 1..sentence.nodes.len().min(verb + 1 + NEAR);
    let noun =
        after.clone().find(|&node| sentence.nodes[node].mention.is_none() && is_body(desk, &sentence.nodes[node]))?;
    let inside =
        |node: usize| matches!(sentence.nodes[node].tag.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
    if !(after.start..noun).all(inside) {
        return None;
    }
    // All between verb and noun is its phrase, whatever the links say.
    let first = (after.start..noun).find(|&node| sentence.nodes[node].tag.upos != Upos::Det).unwrap_or(noun);
    let tokens = sentence.nodes[first].tokens.start..phrase(desk, sentence, noun).end;
    let span = desk.page.span(tokens.clone());
    Some(side::described(desk, tokens, span))
}

/// "The region's minister", "its director", "agency head": who the possessor or noun before the office is.
fn possessor(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, office: &OfficeMention) -> Option<Side> {
    let words = desk.words;
    let start = office.all.start.min(office.tokens.start);
    let ends = |token: u32| sentence.nodes.iter().position(|node| node.tokens.end == token);
    let before = ends(office.tokens.start).or_else(|| ends(start))?;
    let node = &sentence.nodes[before];
    if node.is(words.its) && has(desk, office, words.town_office) {
        return last_town(desk, at, node.tokens.start);
    }
    let political = [words.regional_office, words.national_office, words.minister];
    if node.is(words.its) && political.iter().any(|&class| has(desk, office, class)) {
        let local = desk.local.get(at).and_then(Option::as_ref);
        let region = local.and_then(|topic| topic.sides.iter().find(|side| is_region(side)));
        return region
            .cloned()
            .or_else(|| beside::subject_before(desk, at, before))
            .or_else(|| last_body(desk, at, node.tokens.start));
    }
    if node.is(words.its) {
        return last_body(desk, at, node.tokens.start);
    }
    if node.is(words.we) {
        let public = political.iter().chain(&[words.town_office]).any(|&class| has(desk, office, class));
        return (!public).then(|| main_body(desk)).flatten();
    }
    if node.mention.is_none() && is_body(desk, node) && !node.is(words.side_noun) {
        let bare = phrase(desk, sentence, before).len() == 1;
        let known = bare.then(|| within::called(desk, node.tokens.start)).flatten();
        return known.or_else(|| Some(described(desk, sentence, before)));
    }
    // A possessive mark is a unit of its own.
    let owner = before.checked_sub(1).filter(|_| node.is(words.possessive))?;
    let here = &sentence.nodes[owner];
    let found = sides(desk, at, sentence, owner).into_iter().find(|side| !side.person);
    if here.mention.is_none() && (is_body(desk, here) || here.is(words.company_noun)) {
        return within::called(desk, here.tokens.start)
            .or_else(|| told(desk, at, sentence, owner))
            .or_else(|| last_body(desk, at, here.tokens.start))
            .or(found)
            .or_else(|| Some(described(desk, sentence, owner)));
    }
    found
}

/// "The agency's head" after "the national maritime agency": the phrase that has told of the same noun more fully.
fn told(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, noun: usize) -> Option<Side> {
    let lemma = &sentence.nodes[noun].lemma;
    if phrase(desk, sentence, noun).len() > 1 {
        return Some(described(desk, sentence, noun));
    }
    let fuller = |sentence: &Sentence, end: usize| {
        let same = |&node: &usize| {
            let here = &sentence.nodes[node];
            here.mention.is_none() && here.lemma == *lemma && phrase(desk, sentence, node).len() > 1
        };
        (0..end).rev().find(same).map(|node| described(desk, sentence, node))
    };
    fuller(sentence, noun).or_else(|| {
        let before = desk.page.sentences.get(at.checked_sub(1)?)?;
        fuller(before, before.nodes.len())
    })
}

/// "Minister of transport of the region", "director of the company", "head of the department of economy".
fn behind(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, office: &OfficeMention) -> Option<Side> {
    const NEAR: usize = 4;
    let words = desk.words;
    let is_of = |node: &usize| sentence.nodes[*node].is(words.cases.of);
    let inside = (0..sentence.nodes.len()).filter(|&node| office.tokens.contains(&sentence.nodes[node].tokens.start));
    let next = (0..sentence.nodes.len())
        .filter(|&node| (office.tokens.end..=office.tokens.end + 1).contains(&sentence.nodes[node].tokens.start));
    let places = [words.region_noun, words.city_noun, words.country_noun];
    inside.chain(next).filter(is_of).find_map(|of| {
        let noun = (of + 1..sentence.nodes.len().min(of + NEAR)).find(|&node| {
            let here = &sentence.nodes[node];
            here.mention.is_none()
                && (here.is(words.body_noun)
                    || here.is(words.company_noun)
                    || places.iter().any(|class| here.is(*class)))
        })?;
        let here = &sentence.nodes[noun];
        let named = sentence.nodes[of + 1..noun].iter().any(|node| node.mention.is_some());
        if places.iter().any(|class| here.is(*class)) {
            return sides(desk, at, sentence, noun).into_iter().find(|side| !side.person);
        }
        let bare = here.is(words.company_noun) && !named;
        let last = || last_body(desk, at, here.tokens.start);
        bare.then(last).flatten().or_else(|| Some(described(desk, sentence, noun)))
    })
}

fn is_body(desk: &Desk<'_, '_>, node: &Node) -> bool {
    node.is(desk.words.body_noun) || node.is(desk.words.institution)
}

/// A noun with the words before it that belong to it, and what "of" brings.
fn described(desk: &Desk<'_, '_>, sentence: &Sentence, noun: usize) -> Side {
    let tokens = phrase(desk, sentence, noun);
    let span = desk.page.span(tokens.clone());
    side::described(desk, tokens, span)
}

fn phrase(desk: &Desk<'_, '_>, sentence: &Sentence, noun: usize) -> std::ops::Range<u32> {
    let belongs = |node: usize| {
        matches!(sentence.nodes[node].relation, Relation::Amod | Relation::Compound)
            && sentence.nodes[node].tag.upos != Upos::Punct
    };
    let first = (0..noun).rev().take_while(|&node| belongs(node)).last().unwrap_or(noun);
    let of = sentence.nodes.get(noun + 1).is_some_and(|next| next.is(desk.words.cases.of));
    let last = (noun + 2..sentence.nodes.len().min(noun + 5)).find(|&node| of && sentence.nodes[node].is_nominal());
    sentence.nodes[first].tokens.start..sentence.nodes[last.unwrap_or(noun)].tokens.end
}

/// The organisation that the sentence, or the last one before that names any, begins with.
pub(super) fn last_body(desk: &Desk<'_, '_>, at: usize, token: u32) -> Option<Side> {
    const BACK: usize = 2;
    let names = &desk.page.names;
    let body = |mention: &&NameMention| {
        names.entities[mention.entity as usize].kind == EntityKind::Organisation
            && !matches!(mention.by, "agency" | "dateline")
    };
    (at.saturating_sub(BACK)..=at).rev().find_map(|sentence| {
        let range = desk.page.segments.sentences.get(sentence)?;
        let inside = |mention: &&NameMention| (range.first..range.end.min(token)).contains(&mention.tokens.start);
        let found = names.mentions.iter().filter(inside).find(body)?;
        Some(Side::of_entity(desk, found.entity as usize, None))
    })
}

/// The organisation that the document names most, and names at its top: it speaks of itself as "we".
pub(crate) fn main_body(desk: &Desk<'_, '_>) -> Option<Side> {
    const MENTIONS_MIN: usize = 2;
    const TOP: usize = 4;
    let names = &desk.page.names;
    let top = desk.page.segments.sentences.get(TOP).or(desk.page.segments.sentences.last())?.end;
    let count = |entity: u32| names.mentions.iter().filter(|mention| mention.entity == entity).count();
    let at_top = names.mentions.iter().filter(|mention| {
        mention.tokens.start < top
            && names.entities[mention.entity as usize].kind == EntityKind::Organisation
            && !matches!(mention.by, "agency" | "dateline")
    });
    let best = at_top.map(|mention| mention.entity).max_by_key(|&entity| (count(entity), std::cmp::Reverse(entity)))?;
    (count(best) >= MENTIONS_MIN).then(|| Side::of_entity(desk, best as usize, None))
}

/// True where the title has a word of the class.
pub(super) fn has(desk: &Desk<'_, '_>, office: &OfficeMention, class: Class) -> bool {
    let title = office.title.to_lowercase();
    let mut words = title.split(|c: char| c.is_whitespace());
    words.any(|word| {
        desk.reader
            .lexicon
            .entries(word)
            .iter()
            .any(|entry| entry.class == class && entry.before.is_empty() && entry.after.is_empty())
    }) || desk.reader.lexicon.entries(title.split_whitespace().next().unwrap_or("")).iter().any(|entry| {
        let phrase: Vec<&str> = entry.after.iter().map(String::as_str).collect();
        entry.class == class && !phrase.is_empty() && title.split_whitespace().skip(1).take(phrase.len()).eq(phrase)
    }) || title.split_whitespace().any(|word| {
        desk.reader
            .lexicon
            .entries(word)
            .iter()
            .any(|entry| entry.class == class && !entry.before.is_empty() && title.contains(&entry.before.join(" ")))
    })
}

/// The town named last before the office in its sentence or the two before.
pub(super) fn last_town(desk: &Desk<'_, '_>, at: usize, token: u32) -> Option<Side> {
    const BACK: usize = 2;
    let from = desk.page.segments.sentences.get(at.saturating_sub(BACK))?.first;
    let names = &desk.page.names;
    let found = names.mentions.iter().rev().find(|mention| {
        (from..token).contains(&mention.tokens.start)
            && names.entities[mention.entity as usize].kind == EntityKind::Town
            && mention.by != "dateline"
    })?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}
