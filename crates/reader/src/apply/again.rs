//! Figures that count once more what was supplied just before: "In 2023 it had been 64", "Eleven, they said".

use grammar::Relation;
use model::{Anchor, Argument, Decimal, Kind, Role, Stage, Value};

use super::build::Draft;
use super::{Desk, attach, ellipsis, stage, when};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many sentences back the supply may stand.
const BACK: usize = 2;
/// A count of the same goods is of the same order.
const RATIO: i64 = 60;

/// A supply more for each bare count or measure that no draft of the sentence has.
pub(super) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for node in 0..sentence.nodes.len() {
        let here = &sentence.nodes[node];
        let Some(Mention::Value(value)) = here.mention else { continue };
        let near = made.iter().rev().take_while(|draft| draft.sentence + BACK >= at);
        let Some(base) = near.into_iter().find(|draft| stands_before(at, node, draft)) else { continue };
        let Some(quantity) = quantity(desk, sentence, node, value, base) else { continue };
        if taken(made, at, here.span) || !may_count(desk, sentence, node, base) {
            continue;
        }
        let mut draft = Draft::new(Kind::Supply, at, node, "again");
        let understood = |arg: &Argument| Argument { anchor: Anchor::Context, by: "before".to_owned(), ..arg.clone() };
        draft.args = base
            .args
            .iter()
            .filter(|arg| matches!(arg.role, Role::From | Role::To | Role::Item))
            .map(understood)
            .collect();
        let told = stage::stage(&desk.words.stages, sentence, node, Kind::Supply);
        draft.stage = Some(if told == Stage::Underway { Stage::Done } else { told });
        draft.push(Role::Quantity, quantity, Some(here.span), "count");
        when::when(desk, sentence, &mut draft, &attach::in_clause(sentence, node));
        attach::speaker(desk, &mut draft);
        out.push(draft);
    }
    out
}

/// Gives a supply the number that a comma, colon or dash parts from its goods: "tyres are on sale again, 900 since May".
pub(super) fn count(desk: &Desk<'_, '_>, sentence: &Sentence, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        if draft.of(Role::Item).count() != 1 {
            continue;
        }
        let Some(item) = draft.of(Role::Item).next() else { continue };
        let (Anchor::Words(span), unit) = (item.anchor, item.value.to_string()) else { continue };
        let told = draft.has(Role::Quantity) || draft.has(Role::Amount) || draft.kind != Kind::Supply;
        let found = (1..sentence.nodes.len()).filter(|_| !told).find_map(|node| {
            let here = &sentence.nodes[node];
            let mark = &sentence.nodes[node - 1];
            let parted = mark.tag.upos == grammar::Upos::Punct && span.end <= here.span.start;
            let Some(Mention::Value(value)) = here.mention else { return None };
            let Found::Number { value, approx, .. } = &desk.page.values[value].value else { return None };
            let close = here.clause == sentence.nodes[draft.trigger].clause
                && !sentence.nodes[..node].iter().any(|other| {
                    other.span.start >= span.end
                        && other.is_verb()
                        && other.clause == here.clause
                        && other.relation == Relation::Conj
                });
            let free = !drafts.iter().any(|other| {
                other.args.iter().any(|arg| matches!(arg.anchor, Anchor::Words(other) if other.overlaps(here.span)))
            });
            let plain =
                value.is_integer() && *value > Decimal::ONE && !super::statistics::counts_what_follows(sentence, node);
            (parted && close && free && plain && here.relation != Relation::Nummod)
                .then_some((*value, *approx, here.span))
        });
        if let Some((value, approx, span)) = found {
            drafts[at].push(Role::Quantity, Value::Quantity { value, unit, approx }, Some(span), "beside");
        }
    }
}

/// A supply of goods that the sentence or those just before it tell of.
pub(super) fn stands_before(at: usize, node: usize, draft: &Draft) -> bool {
    draft.kind == Kind::Supply
        && draft.rule != super::further::PRONOUN
        && draft.spans.is_empty()
        && draft.has(Role::Item)
        && (draft.has(Role::From) || draft.has(Role::To))
        && (draft.sentence < at || draft.trigger < node)
}

/// What the figure counts: in its own unit, or in that of the supply before.
pub(super) fn quantity(
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    node: usize,
    value: usize,
    base: &Draft,
) -> Option<Value> {
    let (number, unit, approx) = match &desk.page.values[value].value {
        Found::Measure { value, unit, approx, .. } if ellipsis::of_goods(desk, unit) => {
            return Some(Value::Quantity { value: *value, unit: unit.clone(), approx: *approx });
        }
        Found::Number { value, approx, .. } if *value > Decimal::ONE => {
            let before = base.of(Role::Quantity).find_map(|arg| match &arg.value {
                Value::Quantity { value: before, unit, .. } => Some((*before, unit)),
                _ => None,
            });
            let (before, unit) = before?;
            let ratio = Decimal::from(RATIO);
            (before * ratio >= *value && *value * ratio >= before).then_some((*value, unit.clone(), *approx))?
        }
        _ => return None,
    };
    let bare = !super::statistics::counts_what_follows(sentence, node) && number.is_integer();
    bare.then_some(Value::Quantity { value: number, unit, approx })
}

/// True for a figure that says itself how many: what the sentence is, in a sentence that names no other goods.
fn may_count(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, base: &Draft) -> bool {
    let here = &sentence.nodes[node];
    let said = matches!(here.relation, Relation::Root | Relation::Ccomp | Relation::Parataxis);
    let copula = sentence.children(node, Relation::Cop).next().is_some();
    let verb = sentence.nodes.iter().any(|other| other.clause == here.clause && other.is_verb());
    let alone = said && (copula || !verb) && here.children.iter().all(|&child| plain(desk, sentence, child));
    let listed = base.of(Role::Item).map(|arg| arg.value.to_string().to_lowercase()).collect::<Vec<_>>();
    alone
        && sentence.nodes.iter().all(|other| {
            let goods = other.is(desk.words.goods) && other.mention.is_none() && other.is_nominal();
            let word = desk.page.words(other.tokens.clone()).to_lowercase();
            !goods || other.is(desk.words.unit_noun) || listed.iter().any(|item| item.ends_with(&word))
        })
}

/// What may hang on such a figure: marks, small words, pronouns, dates.
fn plain(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    use grammar::Upos::{Adp, Adv, Aux, Cconj, Det, Pron, Punct, Sconj, Verb};
    let here = &sentence.nodes[node];
    let dated = matches!(here.mention,
        Some(Mention::Value(value)) if matches!(desk.page.values[value].value, Found::Date { .. } | Found::Change { .. }));
    dated
        || here.inside.is_some()
        || (here.mention.is_none()
            && matches!(here.tag.upos, Adp | Adv | Aux | Cconj | Det | Pron | Punct | Sconj | Verb))
}

pub(super) fn taken(made: &[Draft], at: usize, span: model::Span) -> bool {
    made.iter()
        .filter(|draft| draft.sentence == at)
        .any(|draft| draft.args.iter().any(|arg| matches!(arg.anchor, Anchor::Words(other) if other.overlaps(span))))
}
