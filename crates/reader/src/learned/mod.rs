//! Decisions learned from marked documents, for what the rules leave: which items a sentence states something about, of which kind,
//! who has which role in it, and at what stage it is.
//!
//! The models are linear, over features that name words, tags, links and classes; their weights are tables
//! (`data/<language>/learned/*.tsv`, made by `cargo xtask learn`), so that every decision can be told in words.

mod item;
mod linear;
mod part;
mod role;
mod step;
mod study;
#[cfg(test)]
mod tests;
mod value;
mod walk;

use model::{Kind, Role, Value};

use crate::apply::{Desk, Draft, Side, Thing, attach, open_roles, place, stage};
use crate::pack::{PackError, PackFile};
use crate::page::Sentence;
use crate::values::Found;
use linear::{Features, Linear};
pub use study::{Choice, Item, Reason, Study};

/// By how much, in thousandths, each kind must weigh more than "none" for a statement: of the margins between 0 and 1200, whose slot
/// F1 on articles left out of training is the same within 0.01, one that favours precision.
const MARGINS: [i32; item::CLASSES.len()] = [0, 800, 800, 800, 800];

/// The models.
#[derive(Clone, Debug, Default)]
pub(crate) struct Learned {
    items: Linear,
    roles: Linear,
    stages: Linear,
    values: Linear,
}

impl Learned {
    /// Reads the tables of weights.
    ///
    /// # Errors
    /// Where one is malformed.
    pub fn load(files: &[PackFile]) -> Result<Learned, PackError> {
        Ok(Learned {
            items: Linear::load(files, "/learned/items.tsv", &item::CLASSES)?,
            roles: Linear::load(files, "/learned/roles.tsv", &role::CLASSES)?,
            stages: Linear::load(files, "/learned/stages.tsv", &step::CLASSES)?,
            values: Linear::load(files, "/learned/values.tsv", &value::CLASSES)?,
        })
    }
}

/// An item that something is stated about.
struct Stated {
    thing: Thing,
    kind: Kind,
}

/// Drafts about the items of a sentence that no draft of `made` is about.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, made: &[Draft]) -> Vec<Draft> {
    let learned = &desk.reader.learned;
    let sentence = &desk.page.sentences[at];
    if learned.items.is_empty() || sentence.nodes.is_empty() {
        return Vec::new();
    }
    let stated = stated(desk, at, made);
    if stated.is_empty() {
        return Vec::new();
    }
    let sides = role::candidates(desk, at);
    let mut out: Vec<(usize, Draft)> = Vec::new();
    for Stated { thing, kind } in stated {
        let draft = draft(desk, at, &thing, kind, &sides);
        let list = part::list(
            sentence,
            &thing,
            out.iter().flat_map(|(first, have)| part::items(have).map(|span| (*first, span))),
        );
        // Members of one list are items of one statement, unless they are counted.
        let together = out.iter_mut().find(|(first, have)| {
            *first == list
                && have.kind == draft.kind
                && have.stage == draft.stage
                && !have.has(Role::Quantity)
                && !draft.has(Role::Quantity)
        });
        match together {
            Some((_, have)) => {
                for arg in draft.args {
                    if arg.role == Role::Item || (arg.role == Role::Party && !have.args.contains(&arg)) {
                        have.args.push(arg);
                    }
                }
            }
            None => out.push((list, draft)),
        }
    }
    out.into_iter().map(|(_, draft)| draft).collect()
}

/// The items that the model takes and no draft has.
fn stated(desk: &Desk<'_, '_>, at: usize, made: &[Draft]) -> Vec<Stated> {
    let sentence = &desk.page.sentences[at];
    let things = item::candidates(desk, sentence);
    if things.is_empty() {
        return Vec::new();
    }
    let mut shared = [0; item::CLASSES.len()];
    let mut features = Features::default();
    item::of_sentence(desk, at, made, &mut features);
    desk.reader.learned.items.score(&features, &mut shared);
    let mut out = Vec::new();
    for thing in things {
        if made.iter().any(|draft| draft.sentence == at && is_about(sentence, draft, &thing)) {
            continue;
        }
        if part::of_name(desk, sentence, &thing) {
            continue;
        }
        let mut scores = shared;
        features.clear();
        item::of_item(desk, at, made, &thing, &mut features);
        desk.reader.learned.items.score(&features, &mut scores);
        let best = (1..scores.len()).max_by_key(|&class| (scores[class], std::cmp::Reverse(class))).unwrap_or(0);
        if best == 0 || scores[best] - scores[0] <= MARGINS[best] {
            continue;
        }
        let kind = item::KINDS[best - 1];
        let whole = |have: &Stated| have.kind == kind && part::inside(desk, sentence, have.thing.span, &thing);
        let by_rule = |draft: &Draft| draft.sentence == at && draft.kind == kind && part::of(desk, draft, &thing);
        if !out.iter().any(whole) && !made.iter().any(by_rule) {
            out.push(Stated { thing, kind });
        }
    }
    out
}

/// True for a draft about goods, products or fields that has the thing among its items, or was set off by its words.
fn is_about(sentence: &Sentence, draft: &Draft, thing: &Thing) -> bool {
    let set_off = sentence.nodes.get(draft.trigger).is_some_and(|trigger| thing.span.contains(trigger.span));
    (item::KINDS.contains(&draft.kind) || draft.kind == Kind::Trade)
        && (set_off
            || draft.of(Role::Item).any(|arg| match arg.anchor {
                model::Anchor::Words(span) => span.overlaps(thing.span),
                _ => false,
            }))
}

fn draft(desk: &Desk<'_, '_>, at: usize, thing: &Thing, kind: Kind, sides: &[role::Candidate]) -> Draft {
    let mut draft = Draft::new(kind, at, thing.node, &format!("learned/{kind}"));
    draft.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "learned");
    for (role, side) in roles(desk, at, thing, kind, sides) {
        draft.push_side(role, side, "learned");
    }
    if kind != Kind::Figure {
        let mut features = Features::default();
        step::features(desk, at, thing, kind, &mut features);
        let mut scores = [0; step::CLASSES.len()];
        desk.reader.learned.stages.score(&features, &mut scores);
        draft.stage = best(&scores).and_then(step::of_class);
    }
    values(desk, at, thing, &mut draft);
    draft.stage = draft.stage.map(|stage| stage::dated(desk, &draft, stage));
    if kind == Kind::Supply && draft.has(Role::From) != draft.has(Role::To) {
        open_roles::fill(desk, &mut draft, &[Role::From, Role::To]);
    }
    // A counted fact whose sides are left unsaid is one about the sides of the document.
    if kind == Kind::Figure && !draft.has(Role::Party) {
        open_roles::fill(desk, &mut draft, &[Role::Party]);
    }
    place::place(desk, &desk.page.sentences[at], &mut draft);
    attach::speaker(desk, &mut draft);
    draft
}

/// Puts the values on the draft that go with its item.
fn values(desk: &Desk<'_, '_>, at: usize, thing: &Thing, draft: &mut Draft) {
    let sentence = &desk.page.sentences[at];
    let all = value::candidates(desk, sentence, thing);
    let mut features = Features::default();
    let mut chosen: Vec<(i32, &value::Candidate)> = Vec::new();
    // What stands with the item counts it; another quantity can only weigh the same once more.
    if let Some(count) = &thing.count {
        let value = Value::Quantity { value: count.value, unit: count.unit.clone(), approx: count.approx };
        draft.push(Role::Quantity, value, Some(count.span), "learned");
    }
    let again = |candidate: &value::Candidate| {
        candidate.role == Role::Quantity
            && thing.count.is_some()
            && !matches!(desk.page.values[candidate.index].value, Found::Measure { .. })
    };
    for candidate in all.iter().filter(|&candidate| !again(candidate)) {
        features.clear();
        value::features(desk, at, thing, draft.kind, &all, candidate, &mut features);
        let mut scores = [0; value::CLASSES.len()];
        desk.reader.learned.values.score(&features, &mut scores);
        let sure = scores[1] - scores[0];
        if sure <= 0 {
            continue;
        }
        match chosen.iter_mut().find(|(_, have)| have.role == candidate.role) {
            Some(have) if have.0 < sure => *have = (sure, candidate),
            Some(_) => {}
            None => chosen.push((sure, candidate)),
        }
    }
    for (_, candidate) in chosen {
        let span = desk.page.span(desk.page.values[candidate.index].tokens.clone());
        draft.push(candidate.role, candidate.value.clone(), Some(span), "learned");
    }
}

/// The class that weighs most, the first of equals.
fn best(scores: &[i32]) -> Option<usize> {
    (0..scores.len()).max_by_key(|&class| (scores[class], std::cmp::Reverse(class)))
}

/// The sides that have a role: every party, the likeliest sender, recipient and place.
fn roles<'s>(
    desk: &Desk<'_, '_>,
    at: usize,
    thing: &Thing,
    kind: Kind,
    sides: &'s [role::Candidate],
) -> Vec<(Role, &'s Side)> {
    let mut out: Vec<(Role, &Side, i32)> = Vec::new();
    let mut features = Features::default();
    for candidate in sides {
        features.clear();
        role::features(desk, at, thing, kind, sides, candidate, &mut features);
        let mut scores = [0; role::CLASSES.len()];
        desk.reader.learned.roles.score(&features, &mut scores);
        let Some(class) = best(&scores) else { continue };
        let Some(role) = role::role(class, kind) else { continue };
        let sure = scores[class] - scores[0];
        match out.iter_mut().find(|(have, ..)| *have == role && role != Role::Party) {
            Some(have) if have.2 < sure => *have = (role, &candidate.side, sure),
            Some(_) => {}
            None => out.push((role, &candidate.side, sure)),
        }
    }
    out.into_iter().map(|(role, side, _)| (role, side)).collect()
}
