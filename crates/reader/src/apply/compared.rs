//! Quantities set against others: "40 lathes, against 25 a year before" tells of 25 lathes as well.

use model::{Anchor, Argument, Edtf, Kind, Role, Stage, Value};

use super::Desk;
use super::build::Draft;
use super::statistics::shift;
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many units behind a number its date may stand.
const NEAR: usize = 5;

/// A draft more for each quantity that is set against that of a draft, with the date that stands with it.
pub(crate) fn drafts(desk: &Desk<'_, '_>, _at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    for node in 0..sentence.nodes.len() {
        let Some((number, approx, unit)) = against(desk, sentence, node) else { continue };
        let counts = |draft: &&Draft| {
            matches!(draft.kind, Kind::Supply | Kind::Production | Kind::Figure)
                && draft.of(Role::Quantity).count() == 1
        };
        let Some(base) = made.iter().rev().find(counts) else { continue };
        let Some(Value::Quantity { unit: counted, .. }) = base.of(Role::Quantity).next().map(|arg| &arg.value) else {
            continue;
        };
        let unit = unit.unwrap_or_else(|| counted.clone());
        let mut draft = base.clone();
        draft.stage = (base.kind != Kind::Figure).then_some(Stage::Done);
        draft.args.retain(|arg| !matches!(arg.role, Role::Quantity | Role::When | Role::Change | Role::Amount));
        let value = Value::Quantity { value: number, unit, approx };
        if made.iter().any(|draft| draft.of(Role::Quantity).any(|arg| same(&arg.value, &value))) {
            continue;
        }
        draft.push(Role::Quantity, value, Some(sentence.nodes[node].span), "against");
        draft.args.extend(date(desk, sentence, node).or_else(|| year_before(base)));
        out.push(draft);
    }
    out
}

fn same(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Quantity { value: a, .. }, Value::Quantity { value: b, .. }) if a == b)
}

type Number = (model::Decimal, Option<model::Approx>, Option<String>);

/// The number behind "against", and its unit where it has one.
fn against(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Number> {
    let Some(Mention::Value(value)) = sentence.nodes[node].mention else { return None };
    if !sentence.nodes[node.checked_sub(1)?].is(desk.words.against) && dated_in_brackets(desk, sentence, node).is_none()
    {
        return None;
    }
    match &desk.page.values[value].value {
        Found::Number { value, approx, .. } => Some((*value, *approx, None)),
        Found::Measure { value, approx, unit, .. } => Some((*value, *approx, Some(unit.clone()))),
        _ => None,
    }
}

/// "(2023: 25)": the date that a number in brackets stands behind.
fn dated_in_brackets(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<usize> {
    let mark = |at: usize| desk.page.words(sentence.nodes[at].tokens.clone());
    let date = node.checked_sub(2).filter(|_| mark(node - 1) == ":")?;
    let dated = matches!(sentence.nodes[date].mention,
        Some(Mention::Value(value)) if matches!(desk.page.values[value].value, Found::Date { .. }));
    let open = (0..date).rev().map(mark).find(|word| matches!(*word, "(" | ")"));
    (dated && open == Some("(")).then_some(date)
}

/// A year before what it is set against, where nothing else is said.
fn year_before(base: &Draft) -> Option<Argument> {
    let when = base.of(Role::When).next()?;
    let Value::When(edtf @ Edtf::Point(_)) = when.value else { return None };
    Some(Argument { value: Value::When(shift(edtf, -1)), anchor: Anchor::Context, ..when.clone() })
}

/// The date right behind the number, "against 25 in 2023", or before it in brackets.
fn date(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Argument> {
    let end = sentence.nodes.len().min(node + NEAR + 1);
    let before = dated_in_brackets(desk, sentence, node);
    before.into_iter().chain(node + 1..end).find_map(|at| {
        let Some(Mention::Value(value)) = sentence.nodes[at].mention else { return None };
        let Found::Date { edtf: Some(edtf), .. } = &desk.page.values[value].value else { return None };
        Some(Argument {
            role: Role::When,
            value: Value::When(*edtf),
            anchor: Anchor::Words(sentence.nodes[at].span),
            by: "against".to_owned(),
        })
    })
}
