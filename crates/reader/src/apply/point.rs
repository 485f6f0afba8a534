//! Nouns that point back: "the region", "our country", "the Company", "both cities".

use grammar::{Number, Relation};

use super::Desk;
use super::side::Side;
use crate::names::EntityKind;
use crate::page::{Mention, Node, Sentence};

/// The sides that such a noun points to; `None` where it points to none.
pub(crate) fn pointed(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Vec<Side>> {
    let here = &sentence.nodes[node];
    let words = desk.words;
    let kind = if here.is(words.region_noun) {
        EntityKind::Subdivision
    } else if here.is(words.city_noun) {
        EntityKind::Town
    } else if here.is(words.country_noun) {
        EntityKind::Country
    } else if here.is(words.company_noun) {
        EntityKind::Organisation
    } else {
        return None;
    };
    if here.tag.number == Some(Number::Plur) {
        let both =
            kind != EntityKind::Organisation && here.children.iter().any(|&child| sentence.nodes[child].is(words.both));
        let sides =
            || desk.topic_at(at).sides.iter().map(|side| Side { span: Some(here.span), ..side.clone() }).collect();
        return if both && bare(sentence, node) { Some(sides()) } else { listed(desk, at, sentence, node, kind) };
    }
    if kind == EntityKind::Subdivision
        && let Some(side) = of_country(desk, at, sentence, node)
    {
        return Some(vec![side]);
    }
    if !bare(sentence, node) {
        return None;
    }
    let owned = here.children.iter().copied().find(|&child| sentence.nodes[child].relation == Relation::NmodPoss);
    let own = owned.and_then(|owner| {
        let owner = &sentence.nodes[owner];
        let speaker = || desk.speaker_side(at);
        let side = match () {
            () if owner.is(words.we) => speaker(),
            () if owner.is(words.you) => speaker().and_then(|side| desk.counterpart(at, &side)),
            () => None,
        };
        side.and_then(|side| as_kind(desk, side, kind))
    });
    let found = own.or_else(|| match kind {
        EntityKind::Subdivision => region(desk, at, here),
        EntityKind::Organisation => body(desk, sentence, node),
        EntityKind::Country => country(desk, at, here),
        _ => last(desk, here, |entity| entity == kind),
    });
    found.map(|side| vec![Side { span: None, ..side }])
}

/// "These provinces": those that the sentence before lists.
fn listed(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, kind: EntityKind) -> Option<Vec<Side>> {
    let these = |&child: &usize| child < node && sentence.nodes[child].is(desk.words.shown);
    let shown = sentence.children(node, Relation::Det).any(|child| these(&child));
    if !shown || kind == EntityKind::Organisation {
        return None;
    }
    let before = &desk.page.sentences.get(at.checked_sub(1)?)?.nodes;
    let mut out: Vec<Side> = Vec::new();
    for named in before {
        let Some(Mention::Name(name)) = named.mention else { continue };
        let mention = &desk.page.names.mentions[name];
        let entity = &desk.page.names.entities[mention.entity as usize];
        // Cities that are regions of their own stand among regions.
        let region = kind == EntityKind::Subdivision && entity.id.as_deref().is_some_and(|id| id.contains('-'));
        if mention.adjective || !(entity.kind == kind || region) {
            continue;
        }
        let side = Side { span: None, ..Side::of_entity(desk, mention.entity as usize, None) };
        if !out.contains(&side) {
            out.push(side);
        }
    }
    (out.len() > 1).then_some(out)
}

/// A side as the sort of thing that the noun means: a region's country for "our country".
fn as_kind(desk: &Desk<'_, '_>, side: Side, kind: EntityKind) -> Option<Side> {
    let region = side.id.as_deref().is_some_and(|id| id.contains('-'));
    match kind {
        EntityKind::Country => {
            let country = side.country.clone()?;
            let name = desk.reader.places.get(&country)?.clone();
            Some(Side {
                name,
                id: Some(country.clone()),
                country: Some(country),
                span: None,
                person: false,
                body: false,
            })
        }
        EntityKind::Organisation => side.body.then_some(side),
        EntityKind::Subdivision if region => Some(side),
        // The region that a committee or town lies in.
        EntityKind::Subdivision => {
            let entity = desk.page.names.entities.iter().find(|entity| entity.name == side.name)?;
            let id = entity.within.as_ref().filter(|id| id.contains('-'))?;
            let name = desk.reader.places.get(id)?.clone();
            Some(Side { name, id: Some(id.clone()), span: None, person: false, body: false, ..side })
        }
        _ => None,
    }
}

/// "The Kazakh region": the region in that country which the document is about, else the one named last.
fn of_country(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Option<Side> {
    let names = &desk.page.names;
    let country = sentence.nodes[node].children.iter().find_map(|&child| {
        let Some(Mention::Name(name)) = sentence.nodes[child].mention else { return None };
        let mention = &names.mentions[name];
        let entity = &names.entities[mention.entity as usize];
        (mention.adjective && entity.kind == EntityKind::Country).then(|| entity.id.clone()).flatten()
    })?;
    let inside = |side: &Side| side.country.as_ref() == Some(&country) && side.id.as_ref() != Some(&country);
    let topic = desk.topic_at(at).sides.iter().find(|side| inside(side)).cloned();
    topic.or_else(|| {
        let before = names.mentions.iter().rev().filter(|mention| {
            mention.tokens.start < sentence.nodes[node].tokens.start
                && names.entities[mention.entity as usize].kind == EntityKind::Subdivision
        });
        before.map(|mention| Side::of_entity(desk, mention.entity as usize, None)).find(|side| inside(side))
    })
}

/// "The oblast": of several regions the one that is called so, else the topic's, of two topics the one named last.
fn region(desk: &Desk<'_, '_>, at: usize, node: &Node) -> Option<Side> {
    let names = &desk.page.names;
    let called = |name: &str| name.split_whitespace().last().is_some_and(|last| last.to_lowercase() == node.lemma);
    let topic: Vec<&Side> =
        desk.topic_at(at).sides.iter().filter(|side| side.id.as_deref().is_some_and(|id| id.contains('-'))).collect();
    let alike: Vec<&&Side> = topic.iter().filter(|side| called(&side.name)).collect();
    match (alike.as_slice(), topic.as_slice()) {
        ([one], _) => return Some((**one).clone()),
        (_, [one]) => return Some((*one).clone()),
        _ => {}
    }
    let before = names.mentions.iter().rev().filter(|mention| {
        mention.tokens.start < node.tokens.start
            && mention.by != "dateline"
            && names.entities[mention.entity as usize].kind == EntityKind::Subdivision
    });
    let before = before.map(|mention| Side::of_entity(desk, mention.entity as usize, None));
    let last = before.clone().find(|side| topic.is_empty() || topic.iter().any(|topic| topic.id == side.id));
    last.or_else(|| topic.first().map(|side| (*side).clone())).or_else(|| before.clone().next())
}

/// "The republic" may be a region that is called by its name alone; else the country named last.
fn country(desk: &Desk<'_, '_>, at: usize, node: &Node) -> Option<Side> {
    let republic = node.is(desk.words.republic);
    let region = desk.topic_at(at).sides.iter().find(|side| {
        side.id.as_deref().is_some_and(|id| id.contains('-'))
            && (!side.name.contains(' ') || side.name.to_lowercase().ends_with(&node.lemma))
    });
    region.filter(|_| republic).cloned().or_else(|| last(desk, node, |kind| kind == EntityKind::Country))
}

/// "The Company" of a release is the one that it is about; "the company" the one named last.
fn body(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Side> {
    let here = &sentence.nodes[node];
    let capital = desk.page.words(here.tokens.clone()).chars().next().is_some_and(char::is_uppercase) && node > 0;
    let main = || super::office::main_body(desk);
    capital.then(main).flatten().or_else(|| last(desk, here, |kind| kind == EntityKind::Organisation))
}

fn last(desk: &Desk<'_, '_>, node: &Node, fits: impl Fn(EntityKind) -> bool) -> Option<Side> {
    let names = &desk.page.names;
    let found = names.mentions.iter().rev().find(|mention| {
        mention.tokens.start < node.tokens.start
            && mention.by != "dateline"
            && !mention.adjective
            && fits(names.entities[mention.entity as usize].kind)
    })?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}

/// No name stands with the noun, and an article or demonstrative does: it points back.
fn bare(sentence: &Sentence, node: usize) -> bool {
    let children = &sentence.nodes[node].children;
    let pointed = children.iter().any(|&child| {
        matches!(
            sentence.nodes[child].relation,
            Relation::Det | Relation::NmodPoss | Relation::DetPredet | Relation::Nummod
        ) && sentence.nodes[child].mention.is_none()
    });
    let named = children.iter().any(|&child| {
        sentence.nodes[child].mention.is_some()
            && !matches!(sentence.nodes[child].relation, Relation::Conj | Relation::Nsubj | Relation::Appos)
    });
    pointed && !named
}
