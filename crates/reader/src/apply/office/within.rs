//! What an office is of, by the words of its own phrase: "chairman of the committee Anna Berg", where title and person are one unit.

use super::super::Desk;
use super::super::side::{self, Side};
use crate::lexicon::Class;
use crate::names::{EntityKind, OfficeMention};

/// How many words stand between "of" and the noun at most.
const NEAR: u32 = 3;

/// The body that stands behind "of" in the phrase of an office: one named before that is called so, else as it is described.
pub(super) fn body(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    let words = desk.words;
    let end = person_start(desk, office);
    let of = (office.tokens.start..end).rev().find(|&token| is(desk, token, words.cases.of))?;
    let noun = (of + 1..end.min(of + 2 + NEAR)).find(|&token| {
        [words.body_noun, words.company_noun, words.institution].iter().any(|&class| is(desk, token, class))
    })?;
    if [words.region_noun, words.city_noun, words.country_noun, words.side_noun]
        .iter()
        .any(|&class| is(desk, noun, class))
    {
        return None;
    }
    let first = of + 1 + u32::from(is(desk, of + 1, words.article));
    let bare = first == noun && noun + 1 >= end;
    let known = || called(desk, noun);
    bare.then(known).flatten().or_else(|| {
        let tokens = first.min(noun)..last(desk, noun, end);
        let span = desk.page.span(tokens.clone());
        Some(side::described(desk, tokens, span))
    })
}

/// What the noun's own "of" adds: "department of economy".
fn last(desk: &Desk<'_, '_>, noun: u32, end: u32) -> u32 {
    let more = noun + 2 < end && is(desk, noun + 1, desk.words.cases.of);
    if more { end } else { noun + 1 }
}

/// Where the person's name begins, else where the phrase ends.
fn person_start(desk: &Desk<'_, '_>, office: &OfficeMention) -> u32 {
    let behind = |token: u32| token >= office.tokens.end && token < office.all.end;
    let person = desk
        .page
        .names
        .mentions
        .iter()
        .find(|mention| Some(mention.entity) == office.person && behind(mention.tokens.start));
    person.map_or(office.all.end.max(office.tokens.end), |mention| mention.tokens.start)
}

/// The organisation named last before a token that is called by its word: "the council" after "Riga City Council".
pub(super) fn called(desk: &Desk<'_, '_>, token: u32) -> Option<Side> {
    let word = desk.page.words(token..token + 1).to_lowercase();
    let names = &desk.page.names;
    let found = names.mentions.iter().rev().find(|mention| {
        let entity = &names.entities[mention.entity as usize];
        mention.tokens.start < token
            && entity.kind == EntityKind::Organisation
            && [entity.name.as_str(), desk.page.words(mention.tokens.clone())]
                .iter()
                .any(|name| name.split_whitespace().any(|part| part.to_lowercase() == word))
    })?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}

/// The place whose side somebody speaks for: "on the Latvian side, Deputy Minister Anna Berg".
pub(super) fn on_side(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    const BACK: u32 = 6;
    let start = office.all.start.min(office.tokens.start);
    let names = &desk.page.names;
    let side = (start.saturating_sub(BACK)..start).rev().find(|&token| is(desk, token, desk.words.side_noun))?;
    let place = names
        .mentions
        .iter()
        .find(|mention| mention.tokens.end == side && names.entities[mention.entity as usize].kind.is_place())?;
    Some(Side::of_entity(desk, place.entity as usize, None))
}

fn is(desk: &Desk<'_, '_>, token: u32, class: Class) -> bool {
    let word = desk.page.words(token..token + 1).to_lowercase();
    desk.reader
        .lexicon
        .entries(&word)
        .iter()
        .any(|entry| entry.class == class && entry.before.is_empty() && entry.after.is_empty())
}
