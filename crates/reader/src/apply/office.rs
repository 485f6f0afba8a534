//! Offices: who holds, held or is to hold what.

use model::{Kind, Role, Stage, Value};

use super::Desk;
use super::build::Draft;
use super::side::{Side, last_person};
use crate::names::{EntityKind, OfficeMention};

/// One draft for each office with a person and a title.
pub(crate) fn drafts(desk: &Desk<'_, '_>) -> Vec<Draft> {
    let names = &desk.page.names;
    let mut out = Vec::new();
    for office in &names.offices {
        let Some(person) = holder(desk, office) else { continue };
        let Some(sentence) =
            desk.page.segments.sentences.iter().position(|s| s.range().contains(&(office.tokens.start as usize)))
        else {
            continue;
        };
        if desk.page.sentences.get(sentence).is_none_or(|sentence| sentence.furniture || sentence.nodes.is_empty()) {
            continue;
        }
        let stage = match (office.former, office.future) {
            (true, _) => Some(Stage::Stopped),
            (_, true) => Some(Stage::Planned),
            _ => None,
        };
        let mut draft = Draft {
            kind: Kind::Office,
            form: None,
            stage,
            sentence,
            trigger: 0,
            args: Vec::new(),
            rule: "office".into(),
            spans: Vec::new(),
        };
        draft.push_side(Role::Person, &person, "office");
        let span = desk.page.span(office.tokens.clone());
        draft.push(Role::Office, Value::Text(office.title.clone()), Some(span), "office");
        match office.of {
            Some(of) => draft.push_side(Role::Of, &Side::of_entity(desk, of as usize, None), "office"),
            None => {
                if regional(desk, office.tokens.clone())
                    && let Some(side) = whose(desk, office.tokens.start)
                {
                    draft.push_side(Role::Of, &side, "context");
                }
            }
        }
        out.push(draft);
    }
    out
}

/// Who holds the office: the person beside it; of a former office without one ("having served as ...") the person named last.
fn holder(desk: &Desk<'_, '_>, office: &OfficeMention) -> Option<Side> {
    match office.person {
        Some(person) if !office.by_description || (office.former && office.of.is_some()) => {
            Some(Side::of_entity(desk, person as usize, None))
        }
        None if office.former && office.of.is_some() => last_person(desk, office.tokens.start),
        _ => None,
    }
}

/// The place that an office without one belongs to: the region named last before it, else the topic's region.
fn whose(desk: &Desk<'_, '_>, token: u32) -> Option<Side> {
    let names = &desk.page.names;
    let region = names
        .mentions
        .iter()
        .rev()
        .filter(|mention| mention.tokens.start < token && mention.by != "dateline")
        .find(|mention| names.entities[mention.entity as usize].kind == EntityKind::Subdivision)
        .map(|mention| Side::of_entity(desk, mention.entity as usize, None));
    region
        .or_else(|| desk.topic.sides.iter().find(|side| side.id.as_deref().is_some_and(|id| id.contains('-'))).cloned())
}

/// True where the title has a word of a region's or town's offices: "Vice-Governor", "chairman".
fn regional(desk: &Desk<'_, '_>, tokens: std::ops::Range<u32>) -> bool {
    let words = desk.page.words(tokens).to_lowercase();
    let class = desk.words.regional_office;
    words.split_whitespace().any(|word| desk.reader.lexicon.entries(word).iter().any(|entry| entry.class == class))
}
