//! Between whom a flow runs: from the words of its phrase, then its part of the sentence, the speaker, the flow before, the topic.

use std::ops::Range;

use grammar::Upos;
use model::{Anchor, Argument, Form, Role, Span, Value};

use super::super::Desk;
use super::super::build::Draft;
use super::super::open_roles::side_of;
use super::super::side::{Side, sides};
use super::super::topic;
use super::flow::Flow;
use crate::names::EntityKind;
use crate::page::{Mention, Node, Sentence};

/// Sides that may fill what a flow's own phrase leaves open, best first.
pub(super) struct Near {
    /// Places behind an adposition of coming from or going to.
    behind: Vec<(Role, Side)>,
    sides: Vec<(Side, &'static str)>,
    /// The side whose exports and imports are spoken of.
    owner: Option<Side>,
    /// The side named first beside the entry.
    first: Option<Side>,
}

/// The sides around an entry.
pub(super) fn near(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    segment: Range<usize>,
    before: Option<&Flow>,
    carried: Option<&Flow>,
) -> Near {
    let mut all: Vec<(Side, &'static str)> = Vec::new();
    let behind = behind(desk, at, sentence, segment.clone());
    let own = named(desk, at, sentence, segment);
    let first = own.first().cloned();
    all.extend(own.into_iter().map(|side| (side, "clause")));
    if let Some(flow) = before {
        all.extend(flow.sides().map(|side| (understood(side), "flow")));
    }
    all.extend(named(desk, at, sentence, 0..sentence.nodes.len()).into_iter().map(|side| (side, "sentence")));
    let we = sentence.has(desk.words.we);
    let speaker = if we { desk.speaker_side(at) } else { None };
    all.extend(speaker.clone().map(|side| (side, "we")));
    let flow = before.or(carried);
    if let Some(flow) = flow {
        all.extend(flow.sides().map(|side| (understood(side), "flow")));
    }
    let kept = flow.and_then(|flow| flow.owner.clone());
    let owner = speaker.or(kept);
    all.extend(desk.topic_at(at).sides.iter().map(|side| (understood(side), "topic")));
    Near { sides: all, owner: owner.map(|side| understood(&side)), first, behind }
}

/// Places right behind "from" and "to", wherever the parser hung them.
fn behind(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, nodes: Range<usize>) -> Vec<(Role, Side)> {
    let mut out = Vec::new();
    for node in nodes {
        let Some(Mention::Name(name)) = sentence.nodes[node].mention else { continue };
        let article = |at: &usize| sentence.nodes[*at].tag.upos == Upos::Det;
        let Some(case) = (0..node).rev().find(|at| !article(at)) else { continue };
        let mention = &desk.page.names.mentions[name];
        if !desk.is_place(name) || mention.adjective || part_of_topic(desk, at, mention.entity as usize) {
            continue;
        }
        let case = &sentence.nodes[case];
        let side = Side::of_entity(desk, mention.entity as usize, Some(sentence.nodes[node].span));
        if case.is(desk.words.case_from) {
            out.push((Role::From, side));
        } else if case.is(desk.words.case_to) {
            out.push((Role::To, side));
        }
    }
    out
}

fn understood(side: &Side) -> Side {
    Side { span: None, ..side.clone() }
}

/// Countries and regions, then towns, that a run of nodes names; adjectives only describe something else.
fn named(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, nodes: Range<usize>) -> Vec<Side> {
    let mut out: Vec<Side> = Vec::new();
    let mut towns: Vec<Side> = Vec::new();
    for node in nodes {
        let Some(here) = sentence.nodes.get(node) else { break };
        let Some(Mention::Name(name)) = here.mention else {
            if [desk.words.region_noun, desk.words.country_noun].iter().any(|&class| here.is(class)) {
                out.extend(sides(desk, at, sentence, node));
            }
            continue;
        };
        let mention = &desk.page.names.mentions[name];
        if mention.by == "dateline" || mention.adjective || ranked_after(desk, sentence, node) {
            continue;
        }
        let side = Side::of_entity(desk, mention.entity as usize, Some(here.span));
        match desk.page.names.entities[mention.entity as usize].kind {
            EntityKind::Country | EntityKind::Subdivision => out.push(side),
            EntityKind::Town if !within(desk, sentence, node) => towns.push(side),
            _ => {}
        }
    }
    // A town beside its region only says where.
    towns.retain(|town| out.iter().all(|side| side.country != town.country));
    out.extend(towns);
    out
}

/// "She said in Riga": where something was said or done.
fn within(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    node.checked_sub(1).is_some_and(|before| sentence.nodes[before].is(desk.words.case_in))
}

/// A town that lies in a region of the topic, and is not what the document calls it by, is only a part of the flow.
fn part_of_topic(desk: &Desk<'_, '_>, at: usize, entity: usize) -> bool {
    let found = &desk.page.names.entities[entity];
    let inside = |side: &Side| side.id.is_some() && side.id == found.within;
    found.kind == EntityKind::Town
        && desk.topic_at(at).sides.iter().any(inside)
        && !topic::is_seat(desk.reader, &found.name, found.within.as_deref())
}

/// "Third after Latvia and Estonia": those who stand higher are no sides of what is ranked.
fn ranked_after(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let within = |here: &Node| {
        matches!(here.tag.upos, Upos::Det | Upos::Cconj | Upos::Punct) || matches!(here.mention, Some(Mention::Name(_)))
    };
    let before = sentence.nodes[..node].iter().rev().find(|here| !within(here));
    before.is_some_and(|here| here.is(desk.words.ranked_after))
}

/// Fills the sides of a draft; its own phrase's come first and stay.
pub(super) fn settle(desk: &Desk<'_, '_>, draft: &mut Draft, near: &Near) {
    match draft.form {
        Some(Form::Exports) => directed(desk, draft, near, Role::From),
        Some(Form::Imports) => directed(desk, draft, near, Role::To),
        Some(Form::Turnover | Form::Balance) => {
            // Between the sides of a flow carried on, whichever way that ran.
            for arg in &mut draft.args {
                if matches!(arg.role, Role::From | Role::To) {
                    arg.role = Role::Party;
                }
            }
            mutual(desk, draft, near);
        }
        _ if draft.has(Role::From) || draft.has(Role::To) => directed(desk, draft, near, Role::From),
        _ => mutual(desk, draft, near),
    }
}

fn mutual(desk: &Desk<'_, '_>, draft: &mut Draft, near: &Near) {
    prune(desk, draft);
    // "our companies" trade for their place.
    draft.args.retain(|arg| {
        arg.role != Role::Party || side_of(desk, &arg.value).is_some_and(|side| side.country.is_some() || side.body)
    });
    let mut countries: Vec<Option<String>> = known(desk, draft, Role::Party).map(|side| side.country).collect();
    countries.sort();
    countries.dedup();
    for (side, by) in &near.sides {
        if countries.len() > 1 {
            break;
        }
        if side.country.is_some() && !countries.contains(&side.country) {
            draft.push_side(Role::Party, side, by);
            countries.push(side.country.clone());
        }
    }
}

/// "Brazil's Bahia": the country right before its region only says where it lies.
fn prune(desk: &Desk<'_, '_>, draft: &mut Draft) {
    const GAP: u32 = 4;
    let spans: Vec<(Span, Option<String>)> = draft
        .of(Role::Party)
        .filter_map(|arg| match arg.anchor {
            Anchor::Words(span) => Some((span, side_of(desk, &arg.value)?.id)),
            Anchor::Context => None,
        })
        .collect();
    let owned = |span: Span, id: &str| {
        spans.iter().any(|(region, other)| {
            other.as_deref().is_some_and(|other| other.len() > id.len() && other.starts_with(id))
                && region.start >= span.end
                && region.start - span.end <= GAP
        })
    };
    draft.args.retain(|arg| match (&arg.value, arg.anchor) {
        (Value::Name { id: Some(id), .. }, Anchor::Words(span)) if arg.role == Role::Party => !owned(span, id),
        _ => true,
    });
}

/// A region that a share falls to stands for its country: "a quarter of the trade with Italy falls to Apulia".
pub(super) fn narrow(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, segment: Range<usize>, draft: &mut Draft) {
    for side in named(desk, at, sentence, segment) {
        let Some(country) = side.country.clone() else { continue };
        let region = side.id.as_ref() != Some(&country);
        let whole = draft.args.iter().position(|arg| {
            matches!(arg.role, Role::Party | Role::From | Role::To)
                && matches!(&arg.value, Value::Name { id: Some(id), .. } if *id == country)
        });
        if let Some(whole) = whole.filter(|_| region) {
            let role = draft.args.remove(whole).role;
            draft.push_side(role, &side, "part");
        }
    }
}

/// A side that a row or part of a list is about: it stands for the one of its own country, else for the partner.
pub(super) fn replace(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, nodes: Range<usize>, draft: &mut Draft) {
    for side in named(desk, at, sentence, nodes) {
        let place = draft.args.iter().position(|arg| {
            matches!(arg.role, Role::Party | Role::From | Role::To)
                && side_of(desk, &arg.value).is_some_and(|have| have.country == side.country)
        });
        match place {
            Some(place) => {
                let role = draft.args.remove(place).role;
                draft.push_side(role, &side, "list");
            }
            None => {
                let role = match draft.form {
                    Some(Form::Exports) => Role::To,
                    Some(Form::Imports) => Role::From,
                    _ => Role::Party,
                };
                draft.args.retain(|arg| arg.role != role || role == Role::Party);
                draft.push_side(role, &side, "list");
            }
        }
    }
}

fn known<'a>(desk: &'a Desk<'_, '_>, draft: &'a Draft, role: Role) -> impl Iterator<Item = Side> + 'a {
    draft.of(role).filter_map(|arg| side_of(desk, &arg.value))
}

/// Fills a directed flow; `own` is the role of the side whose exports or imports they are.
fn directed(desk: &Desk<'_, '_>, draft: &mut Draft, near: &Near, own: Role) {
    let other = if own == Role::From { Role::To } else { Role::From };
    for (role, side) in &near.behind {
        if !draft.has(*role)
            && draft.args.iter().all(|arg| arg.anchor != side.span.map_or(Anchor::Context, Anchor::Words))
        {
            draft.push_side(*role, side, "adposition");
        }
    }
    if !draft.has(own) && !draft.has(other) {
        let Some(owner) =
            near.owner.clone().or(near.first.clone()).or_else(|| near.sides.first().map(|(side, _)| side.clone()))
        else {
            return;
        };
        draft.push_side(own, &owner, "owner");
    }
    for (have, lack) in [(own, other), (other, own)] {
        if draft.has(lack) || !draft.has(have) {
            continue;
        }
        let countries: Vec<Option<String>> = draft.of(have).map(|arg| country(desk, &arg.value)).collect();
        let owner = near.owner.iter().map(|side| (side, "owner")).filter(|_| lack == own);
        let found = owner
            .chain(near.sides.iter().map(|(side, by)| (side, *by)))
            .find(|(side, _)| side.country.is_some() && !countries.contains(&side.country));
        if let Some((side, by)) = found.map(|(side, by)| (side.clone(), by)) {
            draft.push_side(lack, &side, by);
        }
    }
}

/// The country of a side; a body without a name is told by none.
fn country(desk: &Desk<'_, '_>, value: &Value) -> Option<String> {
    side_of(desk, value).and_then(|side| side.country)
}

fn first_mention(desk: &Desk<'_, '_>, side: &Side) -> usize {
    let names = &desk.page.names;
    let named = names.mentions.iter().filter(|mention| mention.by != "dateline");
    let mut named = named.map(|mention| &names.entities[mention.entity as usize]);
    named
        .position(|entity| entity.name == side.name || (side.id.is_some() && entity.id == side.id))
        .unwrap_or(usize::MAX)
}

/// The side whose exports and imports a flow speaks of: who exports or imports, else the party that is no partner ("with").
pub(super) fn owner(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft, near: &Near) -> Option<Side> {
    let first = |role: Role| draft.of(role).find_map(|arg| side_of(desk, &arg.value));
    match draft.form {
        Some(Form::Exports) => first(Role::From),
        Some(Form::Imports) => first(Role::To),
        _ => {
            let partner = |side: &Side| {
                draft.args.iter().any(|arg| {
                    arg.role == Role::Party && side_of(desk, &arg.value).as_ref() == Some(side) && {
                        let span = match arg.anchor {
                            Anchor::Words(span) => Some(span),
                            Anchor::Context => None,
                        };
                        let node = sentence.nodes.iter().position(|node| Some(node.span) == span);
                        node.is_some_and(|node| {
                            let cases = &sentence.nodes[node].children;
                            cases.iter().any(|&case| sentence.nodes[case].is(desk.words.case_with))
                        })
                    }
                })
            };
            // The side that the phrase names comes first, else the one that the document does.
            let place = |arg: &Argument| match arg.anchor {
                Anchor::Words(span) => (0, span.start as usize),
                Anchor::Context => (1, side_of(desk, &arg.value).map_or(usize::MAX, |side| first_mention(desk, &side))),
            };
            let mut parties: Vec<&Argument> = draft.of(Role::Party).collect();
            parties.sort_by_key(|arg| place(arg));
            let parties: Vec<Side> = parties.into_iter().filter_map(|arg| side_of(desk, &arg.value)).collect();
            let speaker = near.owner.iter().find(|owner| parties.iter().any(|side| side.country == owner.country));
            speaker
                .and_then(|owner| parties.iter().find(|side| side.country == owner.country))
                .or_else(|| parties.iter().find(|side| !partner(side)))
                .cloned()
        }
    }
}
