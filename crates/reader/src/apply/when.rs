//! The date of a draft: which of its sentence's dates is its own.

use grammar::{Relation, Tense, Upos};
use model::{Edtf, Kind, Point, Role, Span, Stage, Value};

use super::Desk;
use super::attach::in_dateline;
use super::build::Draft;
use super::frame::passive;
use super::stage;
use super::statistics::shift;
use crate::page::{Mention, Node, Sentence};
use crate::values::{DateKind, FLOATING, Found, Period};

/// Puts the date on a draft: the nearest in its clause, else the only one of the sentence where the draft's clause lies under
/// the date's.
pub(super) fn when(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft, near: &[(usize, usize)]) {
    let trigger = draft.trigger;
    let own = |&&(index, node): &&(usize, usize)| {
        dated(desk, draft, index).is_some()
            && !compared(desk, sentence, node)
            && !of_another(desk, sentence, node, trigger)
            && !apart(desk, sentence, node, trigger)
    };
    let found = near.iter().find(own).copied().or_else(|| only(desk, sentence, draft));
    let Some((index, node)) = found else {
        if let Some((edtf, span)) = lasting(desk, sentence, draft) {
            draft.push(Role::When, Value::When(edtf), Some(span), "duration");
        }
        return;
    };
    let Some(edtf) = dated(desk, draft, index) else { return };
    let own = sentence.nodes[node].clause == sentence.nodes[trigger].clause;
    let edtf = if own { placed(desk, sentence, draft, index, edtf) } else { edtf };
    let span = desk.page.span(desk.page.values[index].tokens.clone());
    draft.push(Role::When, Value::When(edtf), Some(span), "clause");
}

/// "Has kept a depot for six years": since six years before.
fn lasting(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft) -> Option<(Edtf, Span)> {
    let clause = sentence.nodes[draft.trigger].clause;
    let verb = &sentence.nodes[clause];
    let perfect = verb.children.iter().any(|&child| {
        let here = &sentence.nodes[child];
        matches!(here.relation, Relation::Aux | Relation::AuxPass)
            && here.tag.tense == Some(Tense::Pres)
            && here.is(desk.words.stages.possess)
    });
    let kept = matches!(draft.kind, Kind::Supply | Kind::Production | Kind::Cooperation) && !passive(sentence, clause);
    if !perfect || !kept {
        return None;
    }
    let today = desk.page.document.published?;
    let nodes = &sentence.nodes;
    (1..nodes.len()).filter(|&node| nodes[node].clause == clause && lies_on(sentence, node, clause)).find_map(|node| {
        let index = match (nodes[node].mention, nodes[node].inside) {
            (Some(Mention::Value(index)), _) | (None, Some(index)) => index,
            _ => return None,
        };
        let Found::Duration { value, period: Period::Months(12), .. } = &desk.page.values[index].value else {
            return None;
        };
        let years = i16::try_from(value.trunc().mantissa()).ok().filter(|years| (1..100).contains(years))?;
        let span = desk.page.span(desk.page.values[index].tokens.clone());
        nodes[node - 1].is(desk.words.case_for).then(|| (Edtf::since(Point::year(today.year() - years)), span))
    })
}

/// True where a number or its noun hangs on the verb itself.
fn lies_on(sentence: &Sentence, node: usize, verb: usize) -> bool {
    sentence.ancestors(node).skip(1).take(2).any(|above| above == verb)
}

fn dated(desk: &Desk<'_, '_>, draft: &Draft, index: usize) -> Option<Edtf> {
    match &desk.page.values[index].value {
        // What is done has no deadline to come: that date belongs to something else in the sentence.
        Found::Date { kind: DateKind::Deadline, edtf } if draft.stage == Some(Stage::Done) => {
            edtf.filter(|edtf| matches!(edtf, Edtf::Interval(None, Some(_))) && !in_dateline(desk, index))
        }
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
    let foreign = reporting
        || apart(desk, sentence, one.1, draft.trigger)
        || compared(desk, sentence, one.1)
        || of_another(desk, sentence, one.1, draft.trigger);
    (!foreign).then_some(one)
}

/// A date in a clause coordinated with the trigger's, or hung on it, that has a subject of its own.
fn apart(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, trigger: usize) -> bool {
    let clause = sentence.nodes[node].clause;
    let pronoun = desk.words.stages.pronoun;
    let subject = [Relation::Nsubj, Relation::NsubjPass]
        .into_iter()
        .any(|link| sentence.children(clause, link).any(|subject| !sentence.nodes[subject].is(pronoun)));
    let (from, to) = (trigger.min(node), trigger.max(node));
    let goes_on = sentence.nodes[from..to].iter().any(|node| node.lemma == ":");
    let beside = match sentence.nodes[clause].relation {
        Relation::Conj | Relation::Parataxis => true,
        // "The fair, which opens on 4 June": what a clause says of the trigger is its own.
        Relation::AclRelcl => sentence.nodes[clause].head != Some(trigger),
        _ => false,
    };
    clause != sentence.nodes[trigger].clause && !sentence.under(trigger, clause) && subject && !goes_on && beside
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
    const DAYS_MIN: i32 = 14;
    let (Some(today), true) = (desk.page.document.published, desk.page.values[index].rule == FLOATING) else {
        return edtf;
    };
    let (Some(first), Some(last)) = (edtf.first_day(), edtf.last_day()) else { return edtf };
    match draft.stage {
        Some(Stage::Planned | Stage::Agreed) if (today - last).get_days() > DAYS_MIN => {
            if stage::is_past(sentence, draft.trigger) { edtf } else { shift(edtf, 1) }
        }
        Some(Stage::Done)
            if first > today && draft.kind != Kind::Agreement && stage::is_past(sentence, draft.trigger) =>
        {
            shift(edtf, -1)
        }
        _ => edtf,
    }
}
