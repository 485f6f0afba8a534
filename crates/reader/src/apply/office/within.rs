//! What an office is of, where a word points back ("the committee") or a side is spoken for.

use super::super::Desk;
use super::super::side::{self, Side};
use crate::lexicon::Class;
use crate::names::{EntityKind, OfficeMention};

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

/// "Director of the branch": the body that the title itself ends in.
pub(super) fn titled(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    let noun = office.tokens.end.checked_sub(1)?;
    let words = desk.words;
    let body = [words.body_noun, words.company_noun, words.institution].iter().any(|&class| is(desk, noun, class));
    let of = (office.tokens.start..noun).rev().take(2).find(|&token| is(desk, token, words.cases.of))?;
    let described = || {
        let tokens = noun..noun + 1;
        let span = desk.page.span(tokens.clone());
        side::described(desk, tokens, span)
    };
    (body && of < noun).then(|| called(desk, noun).unwrap_or_else(described))
}

/// "X, the agency's chairman", all one unit: the body that the words between person and office tell.
pub(super) fn between(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    let words = desk.words;
    let mark = office.tokens.start.checked_sub(1).filter(|mark| office.all.contains(mark))?;
    let noun = mark.checked_sub(1).filter(|_| is(desk, mark, words.possessive))?;
    let body = [words.body_noun, words.company_noun, words.institution].iter().any(|&class| is(desk, noun, class));
    body.then(|| called(desk, noun)).flatten()
}
