//! Roles that the words leave open, filled from what stands near: the sentence's sides and bodies, else the document's topic.

use model::{Form, Kind, Role, Value};

use super::Desk;
use super::build::Draft;
use super::side::Side;
use crate::names::EntityKind;
use crate::page::Mention;

/// Fills roles that the words leave open: the side over against the one that is named, from the sentence or the one before it,
/// else from the document's topic.
pub(crate) fn fill(desk: &Desk<'_, '_>, draft: &mut Draft, roles: &[Role]) {
    for &role in roles {
        match role {
            Role::From | Role::To if !draft.has(role) => {
                let other = if role == Role::From { Role::To } else { Role::From };
                let known = draft.of(other).next().and_then(|arg| side_of(desk, &arg.value));
                if let Some(side) = known.and_then(|side| desk.counterpart(draft.sentence, &side)) {
                    draft.push_side(role, &Side { span: None, ..side }, "topic");
                }
            }
            Role::Party => parties(desk, draft),
            _ => {}
        }
    }
}

/// The organisations that a sentence names in the trigger's part of it: they act rather than what the document is about.
fn bodies_near(desk: &Desk<'_, '_>, draft: &Draft) -> Vec<Side> {
    let sentence = &desk.page.sentences[draft.sentence];
    let parted = |node: usize| {
        let (from, to) = (node.min(draft.trigger), node.max(draft.trigger));
        sentence.nodes[from..to].iter().any(|node| node.lemma == ";")
    };
    let mut out: Vec<Side> = Vec::new();
    for (node, here) in sentence.nodes.iter().enumerate() {
        let Some(Mention::Name(name)) = here.mention else { continue };
        let mention = &desk.page.names.mentions[name];
        if desk.page.names.entities[mention.entity as usize].kind != EntityKind::Organisation || parted(node) {
            continue;
        }
        let side = Side::of_entity(desk, mention.entity as usize, Some(here.span));
        let speaks =
            draft.of(Role::Speaker).any(|arg| matches!(&arg.value, Value::Name { name, .. } if *name == side.name));
        if !speaks && !desk.is_agency(&side) && out.iter().all(|have| have.name != side.name) {
            out.push(side);
        }
    }
    out
}

/// Who signs an agreement signs it for somebody; who only speaks of it ("she expects an agreement") is no party.
fn signed_for(desk: &Desk<'_, '_>, draft: &mut Draft) {
    let voice = desk.speakers[draft.sentence].as_ref().filter(|voice| voice.word.is_some() && voice.side.person);
    if let Some(voice) = voice {
        draft.args.retain(|arg| {
            arg.role != Role::Party || !matches!(&arg.value, Value::Name { name, .. } if *name == voice.side.name)
        });
    }
    let known: Vec<Side> = draft.of(Role::Party).filter_map(|arg| side_of(desk, &arg.value)).collect();
    if known.iter().any(|side| !side.person) {
        return;
    }
    let sides: Vec<Side> = known.iter().filter_map(|side| desk.stands_for(&side.name)).collect();
    for side in &sides {
        draft.push_side(Role::Party, &Side { span: None, ..side.clone() }, "office");
    }
    if let [one] = sides.as_slice()
        && let Some(other) = desk.counterpart(draft.sentence, one)
    {
        draft.push_side(Role::Party, &Side { span: None, ..other }, "topic");
    }
}

fn parties(desk: &Desk<'_, '_>, draft: &mut Draft) {
    if matches!(draft.kind, Kind::Agreement | Kind::Production) {
        let bodies = bodies_near(desk, draft);
        let only_body = draft.of(Role::Party).count() == 1
            && draft.of(Role::Party).all(
                |arg| matches!(&arg.value, Value::Name { name, .. } if bodies.iter().any(|body| body.name == *name)),
            );
        if bodies.len() == 1 && !draft.has(Role::Party) {
            draft.push_side(Role::Party, &bodies[0], "sentence");
            return;
        }
        if bodies.len() == 2 && (only_body || !draft.has(Role::Party)) {
            for side in &bodies {
                draft.push_side(Role::Party, side, "sentence");
            }
            return;
        }
    }
    if draft.kind == Kind::Agreement {
        signed_for(desk, draft);
    }
    let known: Vec<Side> = draft.of(Role::Party).filter_map(|arg| side_of(desk, &arg.value)).collect();
    if draft.kind == Kind::Agreement {
        signatories(desk, draft);
        // The countries or regions of twin towns are no twins.
        if draft.form == Some(Form::Twinning) {
            return;
        }
    }
    let near = desk.countries_near(draft.sentence);
    match draft.of(Role::Party).count() {
        0 if near.len() > 1 => {
            for side in &near {
                draft.push_side(Role::Party, side, "sentence");
            }
        }
        0 => {
            for side in desk.topic_at(draft.sentence).sides.clone() {
                draft.push_side(Role::Party, &side, "topic");
            }
        }
        1 => {
            let Some(first) = known.first() else { return };
            let beside = near.into_iter().find(|side| first.country.is_some() && side.country != first.country);
            if let Some(side) = beside.or_else(|| desk.counterpart(draft.sentence, first)) {
                draft.push_side(Role::Party, &Side { span: None, ..side }, "topic");
            }
        }
        _ => {}
    }
}

/// Who concludes an agreement, where its own words do not say it: two bodies or towns that the sentence names.
fn signatories(desk: &Desk<'_, '_>, draft: &mut Draft) {
    const PARTIES: usize = 2;
    let have = draft.of(Role::Party).count();
    let speaker: Vec<String> =
        desk.speakers.get(draft.sentence).into_iter().flatten().map(|voice| voice.side.name.clone()).collect();
    let mut near = desk.bodies_near(draft.sentence);
    near.retain(|side| !speaker.contains(&side.name));
    let known = |side: &Side| {
        draft.of(Role::Party).any(|arg| arg.value == Value::Name { name: side.name.clone(), id: side.id.clone() })
    };
    let others: Vec<Side> = near.into_iter().filter(|side| !known(side)).collect();
    if have < PARTIES && have + others.len() == PARTIES {
        for side in &others {
            draft.push_side(Role::Party, side, "sentence");
        }
    }
}

/// The side that a value names, as far as the page knows where it lies.
pub(crate) fn side_of(desk: &Desk<'_, '_>, value: &Value) -> Option<Side> {
    let Value::Name { name, id } = value else { return None };
    if let Some(id) = id {
        return Some(Side {
            name: name.clone(),
            id: Some(id.clone()),
            country: id.get(..2).map(str::to_owned),
            span: None,
            person: false,
            body: false,
        });
    }
    let entity = desk.page.names.entities.iter().position(|entity| entity.name == *name)?;
    Some(Side::of_entity(desk, entity, None))
}
