//! Shares that no rule reads: "17 per cent of the price stays in the town", "we own 30% of the quay", "a third of the beds".

use grammar::Upos;
use model::{Kind, Role, Value};

use super::Desk;
use super::build::Draft;
use super::gauge::holds;
use super::tally::{around, finish, item};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many words may stand between "of" and the noun whose part is told.
const BETWEEN_MAX: usize = 4;

/// Drafts of the shares in a sentence that no draft has taken.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    if sentence.furniture {
        return out;
    }
    for node in 0..sentence.nodes.len() {
        let Some(share) = share(desk, sentence, node) else { continue };
        let Some(head) = whole(desk, sentence, node) else { continue };
        let here = |span| move |draft: &&Draft| draft.sentence == at && holds(draft, span);
        let (part, of) = (sentence.nodes[node].span, sentence.nodes[head].span);
        if made.iter().chain(&out).any(|draft| here(part)(&draft) || here(of)(&draft)) {
            continue;
        }
        out.extend(draft(desk, at, sentence, (node, share), head));
    }
    out
}

/// The share at a node.
fn share(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Value> {
    let Some(Mention::Value(value)) = sentence.nodes[node].mention else { return None };
    match &desk.page.values[value].value {
        Found::Percent { value, approx } => Some(Value::Share { percent: *value, approx: *approx }),
        Found::Share { percent, approx } => Some(Value::Share { percent: *percent, approx: *approx }),
        _ => None,
    }
}

/// The noun behind "of" whose part the share is.
fn whole(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<usize> {
    if !sentence.nodes.get(node + 1)?.is(desk.words.cases.of) {
        return None;
    }
    let rest = node + 2..sentence.nodes.len().min(node + 3 + BETWEEN_MAX);
    let mut head = None;
    for at in rest {
        let here = &sentence.nodes[at];
        let noun = here.is_nominal() && here.tag.upos != Upos::Pron && here.mention.is_none();
        if noun {
            head = Some(at);
        } else if head.is_some() || here.is_verb() || here.tag.upos == Upos::Punct {
            break;
        }
    }
    head
}

fn draft(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    (node, share): (usize, Value),
    head: usize,
) -> Option<Draft> {
    let mut draft = Draft::new(Kind::Figure, at, head, "figure/portion");
    let (span, text) = item(desk, sentence, head)?;
    draft.push(Role::Item, Value::Text(text), Some(span), "whole");
    draft.push(Role::Share, share, Some(sentence.nodes[node].span), "share");
    for side in around(desk, at, sentence, head) {
        draft.push_side(Role::Party, &side, "beside");
    }
    finish(desk, sentence, &mut draft);
    Some(draft)
}
