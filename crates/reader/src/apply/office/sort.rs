//! What the sort of office leaves open: a region for governors, a town for mayors, a country for prime ministers, and the
//! body that is spoken of for directors.

use super::super::Desk;
use super::super::side::Side;
use super::owner::{has, last_body, last_town, main_body};
use crate::names::{EntityKind, NameMention, OfficeMention};

/// The owner that the sort of office and the document tell.
pub(super) fn by_sort(desk: &Desk<'_, '_>, at: usize, office: &OfficeMention) -> Option<Side> {
    let words = desk.words;
    let is = |class| has(desk, office, class);
    if is(words.national_office) {
        return only(desk.topic_at(at).sides.iter().filter(|side| !is_region(side)));
    }
    if is(words.town_office) {
        return last_town(desk, at, office.tokens.start);
    }
    if is(words.minister) {
        let topic = &desk.topic_at(at).sides;
        let countries = || only(topic.iter()).filter(|_| topic.iter().all(|side| !is_region(side)));
        return only(topic.iter().filter(|side| is_region(side)))
            .or_else(countries)
            .or_else(|| region(desk, at, office));
    }
    if is(words.school_office) {
        return school(desk, office);
    }
    if is(words.regional_office) {
        return region(desk, at, office);
    }
    if is(words.body_office) {
        return last_body(desk, at, office.tokens.start).or_else(|| main_body(desk));
    }
    None
}

fn only<'s>(mut sides: impl Iterator<Item = &'s Side>) -> Option<Side> {
    let first = sides.next()?;
    sides.next().is_none().then(|| first.clone())
}

pub(super) fn is_region(side: &Side) -> bool {
    side.id.as_deref().is_some_and(|id| id.contains('-'))
}

/// The university of a rector: the one named last before, else the first after.
fn school(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    let names = &desk.page.names;
    let named = |mention: &NameMention| {
        let name = names.entities[mention.entity as usize].name.to_lowercase();
        name.split_whitespace()
            .any(|word| desk.reader.lexicon.entries(word).iter().any(|entry| entry.class == desk.words.school))
    };
    let start = office.tokens.start;
    nearest_body(desk, named, |mention| mention.tokens.start < start).or_else(|| {
        let after = names.mentions.iter().filter(|mention| mention.tokens.start > start);
        let body = |mention: &&NameMention| {
            names.entities[mention.entity as usize].kind == EntityKind::Organisation && named(mention)
        };
        after.into_iter().find(body).map(|mention| Side::of_entity(desk, mention.entity as usize, None))
    })
}

/// The organisation of a sort named last among some mentions.
fn nearest_body(
    desk: &Desk<'_, '_>,
    sort: impl Fn(&NameMention) -> bool,
    among: impl Fn(&&NameMention) -> bool,
) -> Option<Side> {
    let names = &desk.page.names;
    let body = |mention: &&NameMention| {
        names.entities[mention.entity as usize].kind == EntityKind::Organisation
            && !matches!(mention.by, "agency" | "dateline")
            && sort(mention)
    };
    let found = names.mentions.iter().rev().filter(among).find(body)?;
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
        !office.former
            && names.offices.iter().any(|other| {
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
    let topic: Vec<&Side> = desk.topic_at(at).sides.iter().filter(|side| is_region(side)).collect();
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
