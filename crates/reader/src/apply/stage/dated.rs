//! What the date of a draft says of its stage.

use grammar::Relation;
use model::{Edtf, Kind, Role, Stage, Value};

use crate::apply::{Desk, Draft};
use crate::page::Sentence;

/// What is set for a day to come is planned, what stood on one day past is done, whatever tense a headline or timetable uses;
/// what has been done ever since goes on.
pub(crate) fn dated(desk: &Desk<'_, '_>, draft: &Draft, stage: Stage) -> Stage {
    const DAYS_MAX: i32 = 45;
    let (Some(today), Some(when)) = (desk.page.document.published, when(draft)) else { return stage };
    let (first, last) = (when.first_day(), when.last_day());
    let to_come = first.is_some_and(|day| day > today);
    let over = last.is_some_and(|day| day < today);
    let bounded = first.is_some() && last.is_some();
    let short = first.zip(last).is_some_and(|(first, last)| (last - first).get_days() <= DAYS_MAX);
    let open = matches!(when, Edtf::Interval(Some(_), None));
    match (draft.kind, stage) {
        (Kind::Meeting | Kind::Cooperation, Stage::Done | Stage::Underway) if to_come => Stage::Planned,
        (Kind::Supply | Kind::Production, Stage::Underway) if to_come => Stage::Planned,
        (Kind::Meeting, Stage::Underway) if last.is_some_and(|day| day <= today) => Stage::Done,
        (Kind::Cooperation, Stage::Underway) if short && over => Stage::Done,
        (Kind::Supply | Kind::Production, Stage::Underway) if bounded && over && tenseless(desk, draft) => Stage::Done,
        (Kind::Supply | Kind::Production | Kind::Cooperation, Stage::Done) if open && !draft.has(Role::Quantity) => {
            Stage::Underway
        }
        _ => stage,
    }
}

/// True where no verb above the trigger has a tense: "in 2023, 40 lathes", "put together 40 lathes".
fn tenseless(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let sentence = &desk.page.sentences[draft.sentence];
    let tensed = |node: usize| sentence.nodes[node].is_verb() && sentence.nodes[node].tag.tense.is_some();
    sentence.ancestors(draft.trigger).all(|node| {
        !tensed(node)
            && !sentence.nodes[node].children.iter().any(|&child| tensed(child) && is_auxiliary(sentence, child))
    })
}

fn is_auxiliary(sentence: &Sentence, node: usize) -> bool {
    matches!(sentence.nodes[node].relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
}

fn when(draft: &Draft) -> Option<Edtf> {
    draft.of(Role::When).find_map(|arg| match arg.value {
        Value::When(edtf) => Some(edtf),
        _ => None,
    })
}
