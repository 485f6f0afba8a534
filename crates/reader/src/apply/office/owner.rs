//! What an office is of, where no name stands beside it: what a possessor or "of" describes, else what the sort of office
//! and the document leave open.

use super::super::Desk;
use super::super::side::{Side, sides};
use crate::lexicon::Class;
use crate::names::{EntityKind, OfficeMention};
use crate::page::Sentence;

/// The place or body that an office belongs to.
pub(crate) fn owner(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    if let Some(of) = office.of {
        return Some(Side::of_entity(desk, of as usize, None));
    }
    let at = desk.page.segments.sentences.iter().position(|s| s.range().contains(&(office.tokens.start as usize)))?;
    let sentence = desk.page.sentences.get(at)?;
    possessor(desk, at, sentence, office)
        .or_else(|| behind(desk, at, sentence, office))
        .or_else(|| by_sort(desk, at, office))
        .map(|side| Side { span: None, ..side })
}

/// "The region's minister", "its director": who the possessor before the office is.
fn possessor(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, office: &OfficeMention) -> Option<Side> {
    let start = office.all.start.min(office.tokens.start);
    let first = |token: u32| sentence.nodes.iter().position(|node| node.tokens.end == token);
    let before = first(office.tokens.start).or_else(|| first(start))?;
    let node = &sentence.nodes[before];
    if node.is(desk.words.its) {
        return last_body(desk, at, node.tokens.start);
    }
    // A possessive mark is a unit of its own.
    let owner = before.checked_sub(1).filter(|_| node.is(desk.words.possessive))?;
    let found = sides(desk, at, sentence, owner).into_iter().find(|side| !side.person);
    found.or_else(|| named_before(desk, at, sentence, owner))
}

/// "The firm's": a common noun that points back to a body.
fn named_before(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Side> {
    let here = &sentence.nodes[node];
    here.is(desk.words.body_noun).then(|| last_body(desk, at, here.tokens.start)).flatten()
}

/// "Minister of transport of the region", "director of the company", "head of the department of economy".
fn behind(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, office: &OfficeMention) -> Option<Side> {
    let of = sentence.nodes.iter().position(|node| {
        node.tokens.start >= office.tokens.end
            && node.tokens.start <= office.tokens.end + 1
            && node.is(desk.words.cases.of)
    });
    let inside = || {
        sentence
            .nodes
            .iter()
            .rposition(|node| office.tokens.contains(&node.tokens.start) && node.is(desk.words.cases.of))
    };
    let of = of.or_else(inside)?;
    let noun = (of + 1..sentence.nodes.len().min(of + 4)).find(|&node| {
        let here = &sentence.nodes[node];
        let words = desk.words;
        [words.region_noun, words.city_noun, words.country_noun, words.company_noun, words.body_noun]
            .iter()
            .any(|class| here.is(*class))
    })?;
    let here = &sentence.nodes[noun];
    if here.mention.is_some() {
        return None;
    }
    let named = sentence.nodes[of + 1..noun].iter().any(|node| node.mention.is_some());
    let found = sides(desk, at, sentence, noun).into_iter().find(|side| !side.person);
    match found {
        Some(side) if named || !here.is(desk.words.company_noun) => Some(side),
        found => last_body(desk, at, here.tokens.start).or(found),
    }
}

/// The organisation named last before a token, in this sentence or the two before.
fn last_body(desk: &Desk<'_, '_>, at: usize, token: u32) -> Option<Side> {
    const BACK: usize = 2;
    let from = desk.page.segments.sentences.get(at.saturating_sub(BACK))?.first;
    let names = &desk.page.names;
    let body = |entity: u32| names.entities[entity as usize].kind == EntityKind::Organisation;
    let found = names.mentions.iter().rev().find(|mention| {
        (from..token).contains(&mention.tokens.start)
            && body(mention.entity)
            && !matches!(mention.by, "agency" | "dateline")
    })?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}

/// What the sort of office leaves open: a region for governors, a town for mayors, a country for prime ministers.
fn by_sort(desk: &Desk<'_, '_>, at: usize, office: &OfficeMention) -> Option<Side> {
    let words = desk.words;
    let is = |class| has(desk, office, class);
    if is(words.national_office) {
        return only(desk.topic.sides.iter().filter(|side| !is_region(side)));
    }
    if is(words.town_office) {
        return last_town(desk, at, office.tokens.start);
    }
    if is(words.regional_office) {
        return region(desk, at, office);
    }
    if is(words.minister) {
        return only(desk.topic.sides.iter().filter(|side| is_region(side)));
    }
    if is(words.body_office) {
        return last_body(desk, at, office.tokens.start);
    }
    None
}

fn only<'s>(mut sides: impl Iterator<Item = &'s Side>) -> Option<Side> {
    let first = sides.next()?;
    sides.next().is_none().then(|| first.clone())
}

fn is_region(side: &Side) -> bool {
    side.id.as_deref().is_some_and(|id| id.contains('-'))
}

/// True where the title has a word of the class.
fn has(desk: &Desk<'_, '_>, office: &OfficeMention, class: Class) -> bool {
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
fn last_town(desk: &Desk<'_, '_>, at: usize, token: u32) -> Option<Side> {
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

/// The region of a governor or chairman: one whose country has such an office, and whose is no other person's. The topic's
/// first, in the sentence or before; else the last named before, else the topic's.
fn region(desk: &Desk<'_, '_>, at: usize, office: &OfficeMention) -> Option<Side> {
    let names = &desk.page.names;
    let fits = |side: &Side| {
        let country = side.country.as_deref().unwrap_or("");
        office.title.to_lowercase().split_whitespace().all(|word| match desk.reader.office_countries.get(word) {
            Some(known) => {
                (known.only.is_empty() || known.only.iter().any(|only| only == country))
                    && !known.never.iter().any(|never| never == country)
            }
            None => true,
        })
    };
    let taken = |side: &Side| {
        names.offices.iter().any(|other| {
            let same = other.of.is_some_and(|of| {
                let of = &names.entities[of as usize];
                of.id.is_some() && of.id == side.id
            });
            same && other.person.is_some()
                && other.person != office.person
                && !other.former
                && other.title.eq_ignore_ascii_case(&office.title)
        })
    };
    let good = |side: &Side| fits(side) && !taken(side);
    let topic: Vec<&Side> = desk.topic.sides.iter().filter(|side| is_region(side)).collect();
    let sentence = desk.page.segments.sentences.get(at)?;
    let named = |range: std::ops::Range<u32>| {
        let inside = names.mentions.iter().rev().filter(move |mention| range.contains(&mention.tokens.start));
        inside
            .filter(|mention| mention.by != "dateline")
            .filter(|mention| names.entities[mention.entity as usize].kind == EntityKind::Subdivision)
            .map(|mention| Side::of_entity(desk, mention.entity as usize, None))
    };
    let about = |side: &Side| topic.is_empty() || topic.iter().any(|topic| topic.id == side.id);
    named(sentence.first..office.tokens.start)
        .find(|side| good(side) && about(side))
        .or_else(|| only(topic.iter().copied().filter(|side| good(side))))
        .or_else(|| named(0..office.tokens.start).find(|side| good(side) && about(side)))
        .or_else(|| named(0..office.tokens.start).find(|side| good(side)))
        .or_else(|| topic.iter().find(|side| good(side)).map(|side| (*side).clone()))
}
