//! What is only part of something that is stated already: "pipes" of "a plant to make pipes", "ships" of "engines for ships".

use grammar::Relation;
use model::{Anchor, Kind, Role, Span};

use super::walk::first_member;
use crate::apply::{Desk, Draft, Thing};
use crate::page::Sentence;

/// True for a thing inside what a draft of its sentence is about, or what makes it: the plant of "a plant to make pipes".
pub(super) fn of(desk: &Desk<'_, '_>, draft: &Draft, thing: &Thing) -> bool {
    let sentence = &desk.page.sentences[draft.sentence];
    let maker = matches!(draft.kind, Kind::Production | Kind::Supply)
        && sentence.nodes.get(draft.trigger).is_some_and(|trigger| {
            let clause = matches!(trigger.relation, Relation::Acl | Relation::Advcl | Relation::AclRelcl);
            clause && trigger.is_verb() && (trigger.head == Some(thing.node) || draft.trigger == thing.node + 2)
        })
        && thing.node < draft.trigger;
    maker || items(draft).any(|span| inside(desk, sentence, span, thing))
}

/// "Space" of "space projects": a word of another's name, unless that only says what is done with it ("timber exports").
pub(super) fn of_name(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing) -> bool {
    let here = &sentence.nodes[thing.node];
    let named = |head: usize| {
        let noun = &sentence.nodes[head];
        head > thing.node
            && noun.is_nominal()
            && noun.mention.is_none()
            && !noun.is(desk.words.nominal)
            && !noun.is(desk.words.container)
    };
    here.relation == Relation::Compound && here.head.is_some_and(named)
}

/// Where the items of a draft are written.
pub(super) fn items(draft: &Draft) -> impl Iterator<Item = Span> {
    draft.of(Role::Item).filter_map(|arg| match arg.anchor {
        Anchor::Words(span) => Some(span),
        Anchor::Context => None,
    })
}

/// True for a thing that "of" or "for" hangs on another, itself or with the list that it is in.
pub(super) fn inside(desk: &Desk<'_, '_>, sentence: &Sentence, whole: Span, thing: &Thing) -> bool {
    let words = &desk.words;
    let first = first_member(sentence, thing.node);
    let brought = |node: usize| {
        sentence.children(node, Relation::Case).any(|case| {
            let case = &sentence.nodes[case];
            case.is(words.cases.of) || case.is(words.case_for)
        })
    };
    let linked = sentence.nodes[first].relation == Relation::Nmod
        && brought(first)
        && sentence.nodes[first].head.is_some_and(|head| whole.contains(sentence.nodes[head].span));
    // "Machines for chip production": the parser hangs such a phrase on the verb.
    let near =
        sentence.nodes.iter().position(|node| thing.span.contains(node.span)).and_then(|from| from.checked_sub(2));
    let beside = near.is_some_and(|last| {
        let case = &sentence.nodes[last + 1];
        whole.contains(sentence.nodes[last].span) && (case.is(words.cases.of) || case.is(words.case_for))
    });
    linked || beside
}

/// The list that a thing is in, by its first member: also where that member lies within an item that was taken whole.
pub(super) fn list(sentence: &Sentence, thing: &Thing, taken: impl Iterator<Item = (usize, Span)>) -> usize {
    let first = first_member(sentence, thing.node);
    let mut taken = taken;
    let within = |span: Span| first != thing.node && span.contains(sentence.nodes[first].span);
    taken.find(|&(_, span)| within(span)).map_or(first, |(list, _)| list)
}
