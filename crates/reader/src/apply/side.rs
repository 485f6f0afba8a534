//! Sides: the places, organisations and people that a unit names, also where it only describes them ("the region", "we").

use grammar::{Number, Relation, Upos};
use model::Span;

use super::{Desk, beside, point};
use crate::names::EntityKind;
use crate::page::{Mention, Sentence};

/// A place, organisation or person as an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub name: String,
    /// ISO 3166-1 or -2.
    pub id: Option<String>,
    /// ISO 3166-1 of the country that it lies in or belongs to.
    pub country: Option<String>,
    /// Where it is written; `None` where it is understood.
    pub span: Option<Span>,
    pub person: bool,
    pub body: bool,
}

impl Side {
    pub fn of_entity(desk: &Desk<'_, '_>, entity: usize, span: Option<Span>) -> Side {
        let entity = &desk.page.names.entities[entity];
        let place = entity.id.as_deref().or(entity.within.as_deref());
        Side {
            name: entity.name.clone(),
            id: entity.id.clone(),
            country: place.and_then(|id| id.get(..2)).map(str::to_owned),
            span,
            person: entity.kind == EntityKind::Person,
            body: entity.kind == EntityKind::Organisation,
        }
    }
}

/// The sides that a node names or describes; none where it is no side.
pub(crate) fn sides(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Vec<Side> {
    let here = &sentence.nodes[node];
    match here.mention {
        Some(Mention::Name(name)) => {
            let mention = &desk.page.names.mentions[name];
            if mention.by == "dateline" {
                return Vec::new();
            }
            return vec![Side::of_entity(desk, mention.entity as usize, Some(here.span))];
        }
        Some(Mention::Office(office)) => {
            let person = desk.page.names.offices[office].person;
            return person.map(|person| Side::of_entity(desk, person as usize, Some(here.span))).into_iter().collect();
        }
        Some(Mention::Value(_)) => return Vec::new(),
        None => {}
    }
    if let Some(meant) = pronoun(desk, at, sentence, node) {
        return meant;
    }
    if here.tag.upos == Upos::Pron || !here.is_nominal() {
        return Vec::new();
    }
    described_by(desk, at, sentence, node)
}

/// Whom "we", "you", "he" and "it" mean; `None` for other words.
fn pronoun(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Vec<Side>> {
    let here = &sentence.nodes[node];
    let words = &desk.words;
    if here.is(words.we) {
        return Some(desk.speaker_side(at).into_iter().collect());
    }
    if here.is(words.you) {
        return Some(desk.speaker_side(at).and_then(|side| desk.counterpart(at, &side)).into_iter().collect());
    }
    if here.is(words.they) && here.relation != Relation::NmodPoss {
        // "Berg, who received him": somebody else than the one named beside it.
        let other = matches!(here.relation, Relation::Obj | Relation::Iobj | Relation::Obl);
        let before = if other { sentence.nodes[0].tokens.start } else { here.tokens.start };
        return Some(last_person(desk, before).into_iter().collect());
    }
    if here.is(words.it) && here.relation != Relation::Expl {
        return Some(beside::antecedent(desk, at, node).into_iter().collect());
    }
    None
}

/// The sides that a common noun describes: "the region", "our companies", "the Polish side".
fn described_by(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Vec<Side> {
    let (here, words) = (&sentence.nodes[node], &desk.words);
    // "Company shares", "school buses": part of another thing's name.
    let part = here.relation == Relation::Compound
        && here.head.is_some_and(|head| {
            head > node && sentence.nodes[head].mention.is_none() && !sentence.nodes[head].is(words.body_noun)
        });
    if part && here.is(words.body_noun) {
        return Vec::new();
    }
    if here.is(words.body_noun) || here.is(words.company_noun) {
        let named = beside::named(desk, sentence, node);
        if !named.is_empty() {
            return named;
        }
    }
    if here.is(words.body_noun) && here.children.iter().any(|&child| sentence.nodes[child].is(words.same)) {
        return beside::last_firm(desk, here.tokens.start).into_iter().collect();
    }
    let owner = owner(desk, at, sentence, node);
    if here.is(words.side_noun) {
        if let Some(owner) = owner {
            return vec![Side { span: Some(here.span), ..of_seat(desk, owner) }];
        }
        if here.tag.number == Some(Number::Plur) {
            return desk.topic_at(at).sides.iter().map(|side| Side { span: Some(here.span), ..side.clone() }).collect();
        }
        return Vec::new();
    }
    if !here.is(words.standing_body)
        && let Some(found) = point::pointed(desk, at, sentence, node)
    {
        return found;
    }
    // "Dairy goods", "school buses": a word for a body that only says what the goods are.
    let describes = matches!(here.relation, Relation::Compound | Relation::Amod)
        && here.head.is_some_and(|head| sentence.nodes[head].is(words.goods));
    if here.is(words.body_noun) && !describes {
        let firms = here.is(words.company_noun) && here.tag.number == Some(Number::Plur);
        let owner = owner.or_else(|| firms.then(|| pointed_owner(desk, at, sentence, node)).flatten());
        return vec![body(desk, sentence, node, owner)];
    }
    beside::unlisted(desk, sentence, node).into_iter().collect()
}

/// The person named last before a token.
pub(crate) fn last_person(desk: &Desk<'_, '_>, token: u32) -> Option<Side> {
    let names = &desk.page.names;
    let before = names.mentions.iter().rev().filter(|mention| mention.tokens.start < token);
    let person =
        before.into_iter().find(|mention| names.entities[mention.entity as usize].kind == EntityKind::Person)?;
    Some(Side::of_entity(desk, person.entity as usize, None))
}

/// The place that a noun belongs to: "Belarusian enterprises", "farmers of Samara Oblast", "the region's plants", "our companies".
fn owner(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Side> {
    sentence.nodes[node].children.iter().copied().find_map(|child| {
        let below = &sentence.nodes[child];
        match below.relation {
            Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::Nmod | Relation::NmodDesc => {}
            _ => return None,
        }
        if let Some(Mention::Name(name)) = below.mention {
            let mention = &desk.page.names.mentions[name];
            let kind = desk.page.names.entities[mention.entity as usize].kind;
            if matches!(kind, EntityKind::Person | EntityKind::Organisation) {
                return None;
            }
            return Some(Side::of_entity(desk, mention.entity as usize, Some(below.span)));
        }
        if below.relation == Relation::NmodPoss {
            return sides(desk, at, sentence, child).into_iter().next();
        }
        None
    })
}

/// "Belarusian enterprises": the phrase as its name, the place's id where the place is all that tells it apart.
fn body(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, owner: Option<Side>) -> Side {
    let mut first = node;
    while let Some(before) = first.checked_sub(1) {
        let here = &sentence.nodes[before];
        let premodifies = sentence.under(before, node)
            && !matches!(here.relation, Relation::Det | Relation::Nummod | Relation::Case | Relation::Cc)
            && !matches!(here.mention, Some(Mention::Value(_)))
            && here.tag.upos != Upos::Punct;
        if !premodifies && !hyphen(sentence, before) {
            break;
        }
        first = before;
    }
    let mut tokens = sentence.nodes[first].tokens.start..sentence.nodes[node].tokens.end;
    if let Some(owner) = &owner
        && let Some(span) = owner.span
        && span.start > sentence.nodes[node].span.start
        && let Some(place) = sentence.nodes.iter().find(|n| n.span == span)
        && place.tokens.start <= tokens.end + 2
    {
        tokens.end = place.tokens.end;
    }
    let span = desk.page.span(tokens.clone());
    let name = desk.page.words(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    // "Minsk's automobile plant" is the Minsk Automobile Plant of the list.
    if let Some(owner) = &owner {
        let key = format!("{} {}", owner.name, name).to_lowercase();
        if let Some(known) = desk.reader.organisations.get(&key) {
            let entity = desk.page.names.entities.iter().position(|entity| {
                entity.name.to_lowercase() == known.to_lowercase() || {
                    desk.reader.organisations.get(&entity.name.to_lowercase()) == Some(known)
                }
            });
            if let Some(entity) = entity {
                return Side::of_entity(desk, entity, Some(span));
            }
            return Side {
                name: known.clone(),
                id: None,
                country: owner.country.clone(),
                span: Some(span),
                person: false,
                body: true,
            };
        }
    }
    let (id, country) = match owner {
        Some(owner) => (owner.id, owner.country),
        None => (None, None),
    };
    Side { name, id, country, span: Some(span), person: false, body: true }
}

/// "Firms of the voivodeship": whose they are, where "of" brings a noun that points back.
fn pointed_owner(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Side> {
    let of = |&child: &usize| {
        sentence.nodes[child].is(desk.words.region_noun)
            && sentence.children(child, Relation::Case).any(|case| sentence.nodes[case].is(desk.words.cases.of))
    };
    let child = sentence.children(node, Relation::Nmod).find(of)?;
    point::pointed(desk, at, sentence, child)?.into_iter().next()
}

/// "The Gomel side" of talks between regions is Gomel's region.
fn of_seat(desk: &Desk<'_, '_>, owner: Side) -> Side {
    let entity = desk.page.names.entities.iter().find(|entity| entity.name == owner.name && owner.id.is_none());
    let region = entity.and_then(|entity| entity.within.as_ref());
    let topic = desk.topic.sides.iter().find(|side| region.is_some() && side.id.as_ref() == region);
    topic.cloned().unwrap_or(owner)
}

/// True for a hyphen between the parts of one word: "ship-building".
pub(crate) fn hyphen(sentence: &Sentence, node: usize) -> bool {
    let touches = |a: usize, b: usize| sentence.nodes[a].span.end == sentence.nodes[b].span.start;
    sentence.nodes[node].tag.upos == Upos::Punct
        && node > 0
        && node + 1 < sentence.nodes.len()
        && sentence.nodes[node].span.len() == 1
        && touches(node - 1, node)
        && touches(node, node + 1)
}

/// What a run of words calls somebody who has no name.
pub(crate) fn described(desk: &Desk<'_, '_>, tokens: std::ops::Range<u32>, span: Span) -> Side {
    let name = desk.page.words(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    Side { name, id: None, country: None, span: Some(span), person: false, body: true }
}
