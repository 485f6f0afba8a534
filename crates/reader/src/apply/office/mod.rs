//! Offices: who holds, held or is to hold what.

mod owner;
mod sort;
mod succession;
mod within;

use model::{Kind, Role, Stage, Value};

use super::Desk;
use super::build::Draft;
use super::side::{Side, last_person};
use crate::names::OfficeMention;
pub(crate) use owner::{main_body, owner};

/// One draft for each office with a person and a title.
pub(crate) fn drafts(desk: &Desk<'_, '_>) -> Vec<Draft> {
    let names = &desk.page.names;
    let mut out = Vec::new();
    for office in &names.offices {
        let Some(person) = holder(desk, office) else { continue };
        let Some(sentence) = desk.sentence_at(office.tokens.start) else { continue };
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
            continues: false,
            follows: false,
        };
        draft.push_side(Role::Person, &person, "office");
        let span = desk.page.span(office.tokens.clone());
        draft.push(Role::Office, Value::Text(office.title.clone()), Some(span), "office");
        if let Some(side) = owner::owner(desk, office) {
            draft.push_side(Role::Of, &side, if office.of.is_some() { "office" } else { "context" });
        }
        out.push(draft);
    }
    succession::mend(desk, &mut out);
    let followed = succession::drafts(desk, &out);
    out.extend(followed);
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
