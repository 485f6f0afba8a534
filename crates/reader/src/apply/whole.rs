//! Whole lists: what stands in one list under one word belongs to one statement, however many rules read its members, and a member
//! that none read belongs to it too.

use grammar::Relation;
use model::{Anchor, Kind, Role, Value};

use super::build::Draft;
use super::frame::expand;
use super::thing::{Thing, things};
use super::{Desk, list};
use crate::page::Sentence;

/// Draws the statements about members of one list together and gives them the members that they lack.
pub(super) fn lists(desk: &Desk<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut sentences: Vec<usize> =
        drafts.iter().filter(|draft| lists_items(draft)).map(|draft| draft.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    for at in sentences {
        let sentence = &desk.page.sentences[at];
        let mut heads: Vec<usize> = drafts
            .iter()
            .filter(|draft| draft.sentence == at && lists_items(draft))
            .flat_map(|draft| items(sentence, draft))
            .collect();
        heads.sort_unstable();
        let mut known: Vec<usize> = Vec::new();
        for head in heads {
            if known.contains(&head) {
                continue;
            }
            let members = members(desk, sentence, head);
            if members.len() > 1 {
                together(sentence, at, &members, drafts);
                complete(desk, at, &members, drafts);
            }
            known.extend(members);
        }
    }
}

/// A draft whose items are goods or products.
fn lists_items(draft: &Draft) -> bool {
    matches!(draft.kind, Kind::Supply | Kind::Production | Kind::Trade)
        && draft.spans.is_empty()
        && draft.has(Role::Item)
}

/// The nodes that a draft's items are named by.
fn items(sentence: &Sentence, draft: &Draft) -> Vec<usize> {
    let spans = draft.of(Role::Item).filter_map(|arg| match arg.anchor {
        Anchor::Words(span) => Some(span),
        Anchor::Context => None,
    });
    spans.filter_map(|span| sentence.nodes.iter().rposition(|node| span.contains(node.span))).collect()
}

/// The members of the list that a node stands in, itself among them, in order.
fn members(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<usize> {
    let mut out = vec![node];
    if sentence.nodes[node].relation == Relation::Conj {
        out.extend(sentence.nodes[node].head.filter(|&head| sentence.nodes[head].is(desk.words.goods)));
    }
    expand(sentence, &mut out);
    if let Some(&last) = out.last() {
        let mut rest = list::after(desk, sentence, node);
        rest.extend(list::after(desk, sentence, last));
        out.extend(rest.into_iter().filter(|&member| member > node));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Merges the drafts of one list that agree in all but their items.
fn together(sentence: &Sentence, at: usize, members: &[usize], drafts: &mut Vec<Draft>) {
    let mut first = 0;
    while first < drafts.len() {
        let of_list = |draft: &Draft| {
            draft.sentence == at
                && lists_items(draft)
                && items(sentence, draft).iter().any(|item| members.contains(item))
        };
        if of_list(&drafts[first]) {
            let mut next = first + 1;
            while next < drafts.len() {
                if of_list(&drafts[next]) && agree(&drafts[first], &drafts[next]) {
                    let draft = drafts.remove(next);
                    let into = &mut drafts[first];
                    for arg in draft.args {
                        let single = matches!(arg.role, Role::When | Role::Speaker | Role::Place) && into.has(arg.role);
                        if !single && into.args.iter().all(|have| have.role != arg.role || have.value != arg.value) {
                            into.args.push(arg);
                        }
                    }
                } else {
                    next += 1;
                }
            }
        }
        first += 1;
    }
}

/// True where two drafts of a list differ in nothing that both tell.
fn agree(a: &Draft, b: &Draft) -> bool {
    let learned = |draft: &Draft| draft.rule.starts_with("learned/");
    let compatible = |role: Role| {
        let mut mine = a.of(role).peekable();
        mine.peek().is_none() || !b.has(role) || mine.any(|arg| b.of(role).any(|other| other.value == arg.value))
    };
    let equal = |role: Role| a.of(role).all(|arg| b.of(role).any(|other| other.value == arg.value)) && compatible(role);
    a.kind == b.kind
        && a.kind != Kind::Trade
        && (a.form == b.form || a.form.is_none() || b.form.is_none())
        && (a.stage == b.stage || learned(a) != learned(b))
        && [Role::From, Role::To, Role::Party, Role::Amount, Role::Change, Role::Share, Role::When]
            .into_iter()
            .all(compatible)
        && ((equal(Role::Quantity) && a.of(Role::Quantity).count() == b.of(Role::Quantity).count())
            || [(a, b), (b, a)].into_iter().any(|(a, b)| !a.has(Role::Quantity) && !counts_own(b)))
}

/// True where a quantity counts pieces of the draft's own item: it says nothing of the other members.
fn counts_own(draft: &Draft) -> bool {
    draft.of(Role::Quantity).any(|arg| match &arg.value {
        Value::Quantity { unit, .. } => draft.of(Role::Item).any(|item| item.value.to_string() == *unit),
        _ => false,
    })
}

/// Adds the members that no draft has: to the draft of the list, or with a count of their own beside it.
fn complete(desk: &Desk<'_, '_>, at: usize, members: &[usize], drafts: &mut Vec<Draft>) {
    let sentence = &desk.page.sentences[at];
    let of_list: Vec<usize> = (0..drafts.len())
        .filter(|&index| {
            let draft = &drafts[index];
            draft.sentence == at
                && lists_items(draft)
                && items(sentence, draft).iter().any(|item| members.contains(item))
        })
        .collect();
    let Some(&first) = of_list.first() else { return };
    let kinds = of_list.iter().filter(|&&index| drafts[index].kind != drafts[first].kind).count();
    if kinds > 0 {
        return;
    }
    // "Two incubators and a courtesy call": what our list does not know is goods among goods only.
    let known = members.iter().filter(|&&member| sentence.nodes[member].is(desk.words.goods)).count();
    for &member in members {
        for thing in things(desk, sentence, member) {
            let unlisted = known < 2 && !sentence.nodes[thing.node].is(desk.words.goods);
            if unlisted || !is_member(desk, sentence, &thing) || taken(drafts, at, &thing) {
                continue;
            }
            // The draft of the members before it, where the list is told by several.
            let before = |&&index: &&usize| items(sentence, &drafts[index]).iter().any(|&item| item < member);
            let index = of_list.iter().rev().find(before).copied().unwrap_or(first);
            add(drafts, index, thing);
        }
    }
}

fn add(drafts: &mut Vec<Draft>, index: usize, thing: Thing) {
    let quantity = thing.count.as_ref().map(|count| Value::Quantity {
        value: count.value,
        unit: count.unit.clone(),
        approx: count.approx,
    });
    let draft = &mut drafts[index];
    let same = quantity.as_ref().is_none_or(|quantity| draft.of(Role::Quantity).any(|arg| arg.value == *quantity));
    let alone = quantity.is_none() && counts_own(draft);
    if same && !alone {
        draft.push(Role::Item, Value::Text(thing.text), Some(thing.span), "list");
        return;
    }
    if draft.kind == Kind::Trade || (!draft.has(Role::Quantity) && quantity.is_some() && draft.has(Role::Amount)) {
        return;
    }
    let mut other = draft.clone();
    other.trigger = draft.trigger;
    other.args.retain(|arg| {
        !matches!(arg.role, Role::Item | Role::Quantity | Role::Amount | Role::Change | Role::Share | Role::Rank)
    });
    other.push(Role::Item, Value::Text(thing.text), Some(thing.span), "list");
    if let (Some(quantity), Some(count)) = (quantity, thing.count) {
        other.push(Role::Quantity, quantity, Some(count.span), "count");
    }
    drafts.insert(index + 1, other);
}

/// Goods or a product, no side and no people.
fn is_member(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing) -> bool {
    let node = &sentence.nodes[thing.node];
    let words = desk.words;
    node.mention.is_none()
        && (node.is(words.goods)
            || !(node.is(words.no_goods)
                || node.is(words.body_noun)
                || node.is(words.people_noun)
                || node.is(words.abstract_noun)))
}

/// True where an argument of the sentence's drafts has the thing, or it is what set one off.
fn taken(drafts: &[Draft], at: usize, thing: &Thing) -> bool {
    drafts.iter().filter(|draft| draft.sentence == at).any(|draft| {
        draft.args.iter().any(|arg| match arg.anchor {
            Anchor::Words(span) => arg.role != Role::Speaker && span.overlaps(thing.span),
            Anchor::Context => false,
        })
    })
}

/// What is made together is not supplied as well: the plant that one side builds for both.
pub(super) fn once(drafts: &mut Vec<Draft>) {
    let made: Vec<(usize, model::Span)> = drafts
        .iter()
        .filter(|draft| draft.kind == Kind::Production)
        .flat_map(|draft| draft.of(Role::Item).map(move |arg| (draft.sentence, arg.anchor)))
        .filter_map(|(at, anchor)| if let Anchor::Words(span) = anchor { Some((at, span)) } else { None })
        .collect();
    drafts.retain(|draft| {
        let again = |arg: &model::Argument| {
            matches!(arg.anchor, Anchor::Words(span) if made.iter().any(|&(at, other)| at == draft.sentence && other.overlaps(span)))
        };
        draft.kind != Kind::Supply || !draft.has(Role::Item) || !draft.of(Role::Item).all(again)
    });
}
