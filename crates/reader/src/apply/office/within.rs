//! What an office is of, where a word points back ("the committee") or a side is spoken for.

use super::super::Desk;
use super::super::side::Side;
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
