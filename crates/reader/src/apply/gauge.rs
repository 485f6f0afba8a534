//! Figures that a noun of measure names: "capacity: 400 vans a year", "the stake of the Riga side is 40 per cent", "cost of the works –
//! 12 million euros".

use grammar::Upos;
use model::{Kind, Role, Span, Value};

use super::Desk;
use super::build::Draft;
use super::tally::{around, finish, item};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many words may stand between the noun and its value.
const BETWEEN_MAX: usize = 10;

/// Drafts of the measured nouns in a sentence whose values no draft has taken.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    if sentence.furniture {
        return out;
    }
    for noun in 0..sentence.nodes.len() {
        if !sentence.nodes[noun].is(desk.words.gauge) || !sentence.nodes[noun].is_nominal() {
            continue;
        }
        let Some((node, role, value)) = measure(desk, sentence, noun) else { continue };
        let span = sentence.nodes[node].span;
        if made.iter().filter(|draft| draft.sentence == at).chain(&out).any(|draft| holds(draft, span)) {
            continue;
        }
        out.extend(draft(desk, at, sentence, noun, (span, role, value)));
    }
    out
}

/// True for a draft that has a value or item at these words.
pub(super) fn holds(draft: &Draft, span: Span) -> bool {
    let values = [Role::Quantity, Role::Amount, Role::Share, Role::Change, Role::Item];
    draft.args.iter().any(|arg| {
        values.contains(&arg.role) && matches!(arg.anchor, model::Anchor::Words(words) if words.overlaps(span))
    })
}

/// The value behind a noun of measure, where a colon, a dash or a verb of being so much joins the two.
fn measure(desk: &Desk<'_, '_>, sentence: &Sentence, noun: usize) -> Option<(usize, Role, Value)> {
    let mut joined = false;
    for at in noun + 1..sentence.nodes.len().min(noun + 2 + BETWEEN_MAX) {
        let here = &sentence.nodes[at];
        let mark = here.tag.upos == Upos::Punct;
        if mark && matches!(here.lemma.as_str(), ":" | "–" | "—" | "-") || here.is(desk.words.amounts) {
            joined = true;
        } else if here.lemma == ";" || here.is(desk.words.gauge) || (here.is_verb() && !joined) {
            return None;
        }
        if let Some(Mention::Value(value)) = here.mention
            && let Some((role, value)) = told(desk, sentence, at, value)
        {
            let beside = at == noun + 1
                || (at == noun + 2 && sentence.nodes[noun + 1].is(desk.words.cases.of) && role == Role::Amount);
            return (joined || beside).then_some((at, role, value));
        }
    }
    None
}

/// What a found value says: a sum, a share, a measure, or a number with the noun that it counts.
fn told(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, value: usize) -> Option<(Role, Value)> {
    Some(match &desk.page.values[value].value {
        Found::Money { value, currency, approx, .. } => {
            (Role::Amount, Value::Amount { value: *value, currency: currency.clone(), approx: *approx })
        }
        Found::Measure { value, unit, approx, .. } => {
            (Role::Quantity, Value::Quantity { value: *value, unit: unit.clone(), approx: *approx })
        }
        Found::Percent { value, approx } => (Role::Share, Value::Share { percent: *value, approx: *approx }),
        Found::Share { percent, approx } => (Role::Share, Value::Share { percent: *percent, approx: *approx }),
        Found::Change { percent: Some(percent), direction, .. } => {
            (Role::Change, Value::Change { percent: Some(*percent), direction: *direction })
        }
        Found::Number { value, approx, .. } => {
            let unit = sentence.nodes.get(node + 1).filter(|next| next.is_nominal() && next.mention.is_none())?;
            let unit = desk.page.words(unit.tokens.clone()).to_owned();
            (Role::Quantity, Value::Quantity { value: *value, unit, approx: *approx })
        }
        _ => return None,
    })
}

fn draft(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, noun: usize, told: (Span, Role, Value)) -> Option<Draft> {
    let mut draft = Draft::new(Kind::Figure, at, noun, "figure/gauge");
    let (span, text) = item(desk, sentence, noun)?;
    draft.push(Role::Item, Value::Text(text), Some(span), "measured");
    let (span, role, value) = told;
    draft.push(role, value, Some(span), "measured");
    for side in around(desk, at, sentence, noun) {
        draft.push_side(Role::Party, &side, "beside");
    }
    finish(desk, sentence, &mut draft);
    Some(draft)
}
