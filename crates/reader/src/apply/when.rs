//! The date of a draft: which of its sentence's dates is its own.

use grammar::{Relation, Upos};
use model::{Edtf, Kind, Role, Stage, Value};

use super::Desk;
use super::attach::in_dateline;
use super::build::Draft;
use super::stage;
use super::statistics::shift;
use crate::page::{Mention, Node, Sentence};
use crate::values::{DateKind, FLOATING, Found};

/// Puts the date on a draft: the nearest in its clause, else the only one of the sentence where the draft's clause lies under
/// the date's.
pub(super) fn when(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft, near: &[(usize, usize)]) {
    let trigger = draft.trigger;
    let own = |&&(index, node): &&(usize, usize)| {
        dated(desk, draft, index).is_some()
            && !compared(desk, sentence, node)
            && !of_another(desk, sentence, node, trigger)
    };
    let found = near.iter().find(own).copied().or_else(|| only(desk, sentence, draft));
    let Some((index, _)) = found else { return };
    let Some(edtf) = dated(desk, draft, index) else { return };
    let edtf = placed(desk, sentence, draft, index, edtf);
    let span = desk.page.span(desk.page.values[index].tokens.clone());
    draft.push(Role::When, Value::When(edtf), Some(span), "clause");
}

fn dated(desk: &Desk<'_, '_>, draft: &Draft, index: usize) -> Option<Edtf> {
    match &desk.page.values[index].value {
        // What is done has no deadline: that date belongs to something else in the sentence.
        Found::Date { kind: DateKind::Deadline, .. } if draft.stage == Some(Stage::Done) => None,
        Found::Date { edtf, kind } if *kind != DateKind::Comparison && !in_dateline(desk, index) => *edtf,
        _ => None,
    }
}

/// The only date of the sentence, where it is not another clause's.
fn only(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft) -> Option<(usize, usize)> {
    let mut all = sentence.nodes.iter().enumerate().filter_map(|(node, here)| match here.mention {
        Some(Mention::Value(index)) if dated(desk, draft, index).is_some() => Some((index, node)),
        _ => None,
    });
    let (one, None) = (all.next()?, all.next()) else { return None };
    let clause = sentence.nodes[one.1].clause;
    // "The minister said on Friday that ...": when it was said is not when it was.
    let reporting = sentence.nodes[clause].is_verb() && sentence.nodes[clause].is(desk.words.speech);
    let pronoun = desk.words.stages.pronoun;
    let subject = [Relation::Nsubj, Relation::NsubjPass]
        .into_iter()
        .any(|link| sentence.children(clause, link).any(|subject| !sentence.nodes[subject].is(pronoun)));
    let (from, to) = (draft.trigger.min(one.1), draft.trigger.max(one.1));
    let goes_on = sentence.nodes[from..to].iter().any(|node| node.lemma == ":");
    let apart = !sentence.under(draft.trigger, clause)
        && subject
        && !goes_on
        && matches!(sentence.nodes[clause].relation, Relation::Conj | Relation::Parataxis | Relation::AclRelcl);
    let foreign =
        reporting || apart || compared(desk, sentence, one.1) || of_another(desk, sentence, one.1, draft.trigger);
    (!foreign).then_some(one)
}

/// "Against 260 in 2022": the year of what something is compared with.
fn compared(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let clause = sentence.nodes[node].clause;
    sentence
        .ancestors(node)
        .take_while(|&at| at != clause)
        .any(|at| sentence.children(at, Relation::Case).any(|case| sentence.nodes[case].is(desk.words.against)))
}

/// A date in what tells a body apart, or of a meeting that what is dated does not hang on: "the foundry that signed in October",
/// "told reporters after the talks of 5 May".
fn of_another(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, trigger: usize) -> bool {
    let meets = |node: &Node| node.is(desk.words.meeting_noun) || node.is(desk.words.visit_noun);
    let met = |&head: &usize| meets(&sentence.nodes[head]) && !sentence.under(trigger, head);
    if sentence.nodes[node].head.filter(met).is_some() {
        return true;
    }
    let clause = sentence.nodes[node].clause;
    if clause == sentence.nodes[trigger].clause || sentence.under(trigger, clause) {
        return false;
    }
    let here = &sentence.nodes[clause];
    let body = here.head.filter(|&head| head != trigger).is_some_and(|head| {
        let head = &sentence.nodes[head];
        matches!(head.mention, Some(Mention::Name(_) | Mention::Office(_)))
            || head.is(desk.words.body_noun)
            || head.tag.upos == Upos::Propn
    });
    matches!(here.relation, Relation::Acl | Relation::AclRelcl | Relation::Appos) && body
}

/// A date without a year lies ahead of what is to come and behind what is done, whatever the nearest year is.
fn placed(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft, index: usize, edtf: Edtf) -> Edtf {
    const MONTHS_MAX: i32 = 9;
    let (Some(today), true) = (desk.page.document.published, desk.page.values[index].rule == FLOATING) else {
        return edtf;
    };
    let (Some(first), Some(last)) = (edtf.first_day(), edtf.last_day()) else { return edtf };
    let months = |from: model::Date, to: model::Date| {
        (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month())
    };
    match draft.stage {
        Some(Stage::Planned | Stage::Agreed) if last < today && months(last, today) > 12 - MONTHS_MAX => {
            if stage::is_past(sentence, draft.trigger) {
                edtf
            } else {
                shift(edtf, 1)
            }
        }
        Some(Stage::Done)
            if first > today && draft.kind != Kind::Agreement && stage::is_past(sentence, draft.trigger) =>
        {
            shift(edtf, -1)
        }
        _ => edtf,
    }
}
