//! Where a thing happens, for drafts whose rule found no place by the links: the nearest "in" or "at" a place.

use grammar::{Relation, Upos};
use model::{Anchor, Kind, Role, Value};

use super::Desk;
use super::build::Draft;
use super::side::{self, Side, sides};
use crate::names::EntityKind;
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// Puts the place on a draft that has none.
pub(crate) fn place(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft) {
    let works = draft.kind == Kind::Supply && sentence.nodes[draft.trigger].is(desk.words.build_works);
    let kind = matches!(draft.kind, Kind::Meeting | Kind::Agreement | Kind::Production | Kind::Cooperation) || works;
    if !kind || draft.has(Role::Place) {
        return;
    }
    let trigger = draft.trigger;
    let mut found: Vec<(usize, Side)> = (0..sentence.nodes.len())
        .filter(|&node| reaches(desk, sentence, trigger, node))
        .filter_map(|node| Some((node, located(desk, sentence, draft, node)?)))
        .filter(|(_, side)| !has(draft, side))
        .collect();
    if found.is_empty() {
        found.extend(resolved(desk, sentence, draft));
    }
    // Behind the trigger rather than before it, the nearest first.
    found.sort_by_key(|&(node, _)| {
        (sentence.nodes[node].clause != sentence.nodes[trigger].clause, node.abs_diff(trigger))
    });
    if let Some((_, side)) = found.into_iter().next() {
        draft.push_side(Role::Place, &side, "near");
    } else if matches!(draft.kind, Kind::Meeting | Kind::Agreement)
        && let Some(side) = beside_date(desk, sentence).filter(|side| !has(draft, side))
    {
        draft.push_side(Role::Place, &side, "beside a date");
    }
}

/// "12 March, Riga: third session", "Next session: Riga, autumn 2031": a town beside a date and a comma, and no adposition.
fn beside_date(desk: &Desk<'_, '_>, sentence: &Sentence) -> Option<Side> {
    let nodes = &sentence.nodes;
    let comma = |node: usize| nodes.get(node).is_some_and(|here| here.tag.upos == Upos::Punct && here.lemma == ",");
    let date = |node: usize| match nodes.get(node).and_then(|here| here.mention) {
        Some(Mention::Value(value)) => matches!(desk.page.values[value].value, Found::Date { .. }),
        _ => false,
    };
    (0..nodes.len()).find_map(|node| {
        let Some(Mention::Name(name)) = nodes[node].mention else { return None };
        let mention = &desk.page.names.mentions[name];
        let spot =
            matches!(desk.page.names.entities[mention.entity as usize].kind, EntityKind::Town | EntityKind::OtherPlace);
        let after = node > 1 && comma(node - 1) && date(node - 2);
        let opens = node == 0 || nodes[node - 1].tag.upos == Upos::Punct;
        let before = opens && comma(node + 1) && date(node + 2);
        // In capitals it says where a report was written.
        let dateline = desk.page.words(mention.tokens.clone()).chars().all(|c| !c.is_lowercase());
        (spot && !dateline && !mention.adjective && mention.by != "dateline" && (after || before))
            .then(|| Side::of_entity(desk, mention.entity as usize, Some(nodes[node].span)))
    })
}

/// "A plant in the region": the place that a description stands for, where things are made or built there.
fn resolved(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft) -> Option<(usize, Side)> {
    if !matches!(draft.kind, Kind::Production | Kind::Supply) {
        return None;
    }
    let inside = |node: usize| {
        sentence.children(node, Relation::Case).any(|case| sentence.nodes[case].is(desk.words.case_in))
            && (sentence.nodes[node].is(desk.words.region_noun) || sentence.nodes[node].is(desk.words.city_noun))
            && sentence.nodes[node].mention.is_none()
    };
    (0..sentence.nodes.len()).filter(|&node| inside(node) && reaches(desk, sentence, draft.trigger, node)).find_map(
        |node| {
            let side =
                sides(desk, draft.sentence, sentence, node).into_iter().find(|side| !side.body && !side.person)?;
            Some((node, side))
        },
    )
}

/// True where nothing that parts clauses stands between the two.
fn reaches(desk: &Desk<'_, '_>, sentence: &Sentence, trigger: usize, node: usize) -> bool {
    const CLAUSES: usize = 1;
    let (from, to) = (trigger.min(node), trigger.max(node));
    let between = &sentence.nodes[from..to];
    let parted = between.iter().any(|node| node.lemma == ";");
    let verbs = between.iter().skip(1).filter(|node| node.tag.upos == Upos::Verb).count();
    let reported = between.iter().any(|node| node.is(desk.words.speech) && node.is_verb());
    !parted && !reported && verbs <= CLAUSES
}

/// The town, region or spot that a node names behind "in", "at" or "near", where it says where something happens and not
/// which body is meant ("farms in Lida").
fn located(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft, node: usize) -> Option<Side> {
    const NEAR: usize = 3;
    let here = &sentence.nodes[node];
    let Some(Mention::Name(name)) = here.mention else { return None };
    let mention = &desk.page.names.mentions[name];
    let kind = desk.page.names.entities[mention.entity as usize].kind;
    let spot = matches!(kind, EntityKind::Town | EntityKind::Subdivision | EntityKind::OtherPlace);
    if !spot || mention.adjective || mention.by == "dateline" {
        return None;
    }
    let case = (node.saturating_sub(NEAR)..node).rev().find(|&before| {
        let word = &sentence.nodes[before];
        word.tag.upos == Upos::Adp || word.tag.upos == Upos::Punct || word.is_verb() || word.mention.is_some()
    })?;
    let word = &sentence.nodes[case];
    if !(word.is(desk.words.case_in) || word.is(desk.words.at)) || word.tag.upos == Upos::Punct {
        return None;
    }
    // What stands right before the adposition: a body is told apart by its place.
    let of_body = case.checked_sub(1).is_some_and(|before| {
        let noun = &sentence.nodes[before];
        let side = noun.is(desk.words.body_noun) || noun.is(desk.words.side_noun) || noun.is(desk.words.institution);
        // Where things are made and people meet is where the body is, unless the body itself takes part.
        let spot =
            matches!(draft.kind, Kind::Production | Kind::Meeting) && !matches!(noun.mention, Some(Mention::Office(_)));
        let party = draft.args.iter().any(
            |arg| matches!(arg.anchor, Anchor::Words(span) if span.overlaps(noun.span) || span.contains(here.span)),
        );
        here.relation == Relation::Nmod
            && (party || !spot)
            && (side || matches!(noun.mention, Some(Mention::Name(_) | Mention::Office(_))))
    });
    (!of_body).then(|| spot_of(desk, sentence, node, mention.entity as usize))
}

/// "In the Minsk industrial park": the spot called after the place rather than the place.
fn spot_of(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, entity: usize) -> Side {
    const NEAR: usize = 3;
    let here = &sentence.nodes[node];
    let head = here.head.filter(|&head| {
        here.relation == Relation::Compound
            && (node + 1..node + NEAR).contains(&head)
            && sentence.nodes[head].mention.is_none()
            && sentence.nodes[head].is_nominal()
    });
    match head {
        Some(head) => {
            let tokens = here.tokens.start..sentence.nodes[head].tokens.end;
            let span = desk.page.span(tokens.clone());
            Side { body: false, ..side::described(desk, tokens, span) }
        }
        None => Side::of_entity(desk, entity, Some(here.span)),
    }
}

/// True where the draft has the side already, whatever as.
fn has(draft: &Draft, side: &Side) -> bool {
    draft.args.iter().any(|arg| match &arg.value {
        Value::Name { name, id } => *name == side.name || (id.is_some() && *id == side.id),
        _ => false,
    })
}
