//! Goods that no rule read: they pass between the sides that stand around them.

use grammar::Relation;
use model::{Decimal, Kind, Role, Span, Value};

use super::build::Draft;
use super::frame::{self, Slot};
use super::side::{Side, sides};
use super::thing::{Thing, things};
use super::{Desk, attach, ellipsis, open_roles, stage};
use crate::page::{Mention, Node, Sentence};

/// Drafts of the goods in a sentence that no draft has taken: listed goods with a side, counted goods.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    if !sentence.has(desk.words.goods) && !sentence.nodes.iter().any(worth) {
        return out;
    }
    let mut seen: Vec<usize> = Vec::new();
    for node in 0..sentence.nodes.len() {
        if seen.contains(&node) || !heads(sentence, node) {
            continue;
        }
        let mut nodes = vec![node];
        frame::expand(sentence, &mut nodes);
        seen.extend(&nodes);
        let free = |thing: &Thing| !made.iter().chain(out.iter()).any(|draft| took(draft, thing));
        let mut group: Vec<Thing> = nodes.iter().flat_map(|&node| things(desk, sentence, node)).collect();
        group.retain(|thing| fits(desk, sentence, thing) && free(thing));
        if group.is_empty() {
            let verb = verb(sentence, node);
            let moved = verb.is_some_and(|verb| moves(desk, sentence, verb));
            let counted = ellipsis::counted(desk, at, sentence, node).filter(|_| moved);
            group.extend(counted.filter(|thing| !made.iter().chain(out.iter()).any(|draft| counts(draft, thing))));
        }
        if !group.is_empty() {
            out.extend(draft(desk, at, sentence, node, &group));
        }
    }
    out
}

/// A value or goods: without any, a sentence is not looked at.
fn worth(node: &Node) -> bool {
    node.inside.is_some() || matches!(node.mention, Some(Mention::Value(_)))
}

/// Listed goods, and what is weighed, or counted beside a verb of giving, getting or moving.
fn fits(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing) -> bool {
    let node = &sentence.nodes[thing.node];
    if !node.is_nominal() || node.is(desk.words.body_noun) {
        return false;
    }
    let weighed = thing.count.as_ref().is_some_and(|count| ellipsis::of_goods(desk, &count.unit));
    let moved = matches!(node.relation, Relation::Obj | Relation::Nsubj | Relation::NsubjPass)
        && thing.count.is_some()
        && node.head.is_some_and(|head| moves(desk, sentence, head));
    node.is(desk.words.goods) || (!node.is(desk.words.no_goods) && (weighed || moved))
}

/// True for a word that stands for itself, not as a part of another's name.
fn heads(sentence: &Sentence, node: usize) -> bool {
    !matches!(
        sentence.nodes[node].relation,
        Relation::Compound | Relation::Amod | Relation::Flat | Relation::NmodDesc | Relation::Nummod
    )
}

fn took(draft: &Draft, thing: &Thing) -> bool {
    let spans = draft.args.iter().filter(|arg| matches!(arg.role, Role::Item | Role::Quantity)).filter_map(|arg| {
        match arg.anchor {
            model::Anchor::Words(span) => Some(span),
            model::Anchor::Context => None,
        }
    });
    let mine: Vec<Span> = std::iter::once(thing.span).chain(thing.count.iter().map(|count| count.span)).collect();
    spans.into_iter().any(|span| mine.iter().any(|mine| mine.overlaps(span)))
}

/// True where a draft has the count of goods that were named before.
fn counts(draft: &Draft, thing: &Thing) -> bool {
    draft.args.iter().any(|arg| match (arg.anchor, &thing.count) {
        (model::Anchor::Words(span), Some(count)) => span.overlaps(count.span),
        _ => false,
    })
}

/// The verb that a word hangs on.
fn verb(sentence: &Sentence, node: usize) -> Option<usize> {
    sentence.ancestors(node).skip(1).find(|&above| sentence.nodes[above].is_verb())
}

/// True for a verb of giving, getting or moving.
pub(super) fn moves(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> bool {
    let verb = &sentence.nodes[verb];
    [desk.words.give, desk.words.get, desk.words.pass].iter().any(|&class| verb.is(class))
}

/// True for a verb of having or using, which tells of no getting.
fn keeps(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> bool {
    let verb = &sentence.nodes[verb];
    verb.is(desk.words.use_verb) && !verb.is(desk.words.buy) && !verb.is(desk.words.lack)
}

/// "Goods", "products" without a word that says which.
fn is_general(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing) -> bool {
    let node = &sentence.nodes[thing.node];
    node.is(desk.words.general_noun) && node.span == thing.span
}

fn draft(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, group: &[Thing]) -> Vec<Draft> {
    let mut draft = Draft::new(Kind::Supply, at, node, "fallback/goods");
    draft.stage = Some(stage::stage(&desk.words.stages, sentence, node, Kind::Supply));
    let verb = verb(sentence, node);
    origin(desk, at, sentence, node, group, &mut draft);
    // "The region has two hundred lakes": what is kept passes only where it is said whence it came.
    let vague = group.iter().all(|thing| thing.count.is_none() && is_general(desk, sentence, thing));
    if vague || (verb.is_some_and(|verb| keeps(desk, sentence, verb)) && !draft.has(Role::From)) {
        return Vec::new();
    }
    if let Some(verb) = verb {
        around(desk, at, sentence, verb, &mut draft);
    }
    let counted = group.iter().any(|thing| thing.count.as_ref().is_some_and(|count| count.value > Decimal::ONE));
    let sided = draft.has(Role::From) || draft.has(Role::To);
    let named = (0..sentence.nodes.len()).any(|n| !sides(desk, at, sentence, n).is_empty());
    if (counted && !sided && !named) || (!counted && (!sided || !passes(desk, sentence, node, verb, &draft))) {
        return Vec::new();
    }
    if !sided {
        before(desk, at, sentence, node, &mut draft);
    }
    for thing in group {
        draft.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "goods");
    }
    attach::values(desk, sentence, &mut draft, group);
    draft.stage = draft.stage.map(|stage| stage::dated(desk, &draft, stage));
    open_roles::fill(desk, &mut draft, &[Role::From, Role::To]);
    attach::speaker(desk, &mut draft);
    attach::split(draft, group)
}

/// Goods without a count pass where the verb says so, or where they stand with their side and no verb at all.
fn passes(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, verb: Option<usize>, draft: &Draft) -> bool {
    let cases: Vec<usize> = sentence.children(node, Relation::Case).collect();
    let bare = cases.iter().all(|&case| {
        let case = &sentence.nodes[case];
        case.is(desk.words.case_from) || case.is(desk.words.case_with) || case.is(desk.words.case_for)
    });
    let is = |class| verb.is_some_and(|verb| sentence.nodes[verb].is(class));
    let (from, to) = (draft.has(Role::From), draft.has(Role::To));
    let told = (verb.is_none() && from)
        || is(desk.words.give)
        || (is(desk.words.get) && to)
        || (is(desk.words.pass) && from && to);
    bare && told && sentence.nodes[node].relation != Relation::Nmod
}

/// "Belarusian lathes", "lathes from Minsk", "lathes for Omsk".
fn origin(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, group: &[Thing], draft: &mut Draft) {
    let mut nodes: Vec<usize> = group.iter().map(|thing| thing.node).collect();
    nodes.push(node);
    for node in nodes {
        for slot in [Slot::Modifier, Slot::Possessor] {
            // "Dairy goods", "farm machinery": a body without a name says what the goods are, not whose.
            let named = |&side: &usize| slot == Slot::Possessor || sentence.nodes[side].mention.is_some();
            let nodes = frame::fill(sentence, &desk.words.cases, node, slot).into_iter().filter(named);
            for side in nodes.flat_map(|node| whole_sides(desk, at, sentence, node)) {
                draft.push_side(Role::From, &side, "modifier");
            }
        }
        direction(desk, at, sentence, node, draft);
        // "Lathes of Stankomash": who made them.
        for side in found(desk, at, sentence, node, Slot::Adposition(desk.words.cases.of)) {
            if side.body
                && side.span.is_some_and(|span| {
                    desk.page.names.mentions.iter().any(|mention| desk.page.span(mention.tokens.clone()) == span)
                })
            {
                draft.push_side(Role::From, &side, "beside");
            }
        }
        // "The lathes are from Minsk."
        let head = sentence.nodes[node].head.filter(|&head| {
            sentence.nodes[node].relation == Relation::Nsubj
                && sentence.children(head, Relation::Case).any(|case| sentence.nodes[case].is(desk.words.case_from))
        });
        for side in head.into_iter().flat_map(|head| sides(desk, at, sentence, head)).filter(|side| !side.person) {
            draft.push_side(Role::From, &side, "copula");
        }
    }
}

pub(super) fn direction(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, draft: &mut Draft) {
    for (class, role) in [(desk.words.case_from, Role::From), (desk.words.case_to, Role::To)] {
        for side in found(desk, at, sentence, node, Slot::Adposition(class)) {
            draft.push_side(role, &side, "beside");
        }
    }
    for side in found(desk, at, sentence, node, Slot::Adposition(desk.words.case_in)) {
        if !side.body {
            draft.push_side(Role::Place, &side, "beside");
        }
    }
}

/// The sides around the verb: who gives, who gets.
pub(super) fn around(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, verb: usize, draft: &mut Draft) {
    let role = if sentence.nodes[verb].is(desk.words.get) { Role::To } else { Role::From };
    if !draft.has(role) {
        for side in found(desk, at, sentence, verb, Slot::Subject) {
            draft.push_side(role, &side, "subject");
        }
    }
    for side in found(desk, at, sentence, verb, Slot::Indirect) {
        draft.push_side(Role::To, &side, "indirect");
    }
    // "The city was offered ten lathes": who is offered stands as the subject.
    if sentence.children(verb, Relation::Obj).next().is_some() {
        for node in sentence.children(verb, Relation::NsubjPass) {
            for side in sides(desk, at, sentence, node).into_iter().filter(|side| !side.person) {
                draft.push_side(Role::To, &side, "indirect");
            }
        }
    }
    direction(desk, at, sentence, verb, draft);
}

/// The body named last before goods that stand with no side parts with them; where the verb is one of getting, it gets them.
fn before(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, draft: &mut Draft) {
    let verb = verb(sentence, node);
    let gets = verb.is_some_and(|verb| sentence.nodes[verb].is(desk.words.get));
    let side = (0..node)
        .rev()
        .filter(|&node| sentence.nodes[node].mention.is_some())
        .flat_map(|node| sides(desk, at, sentence, node))
        .find(|side| side.body && side.span.is_some() && !desk.is_agency(side));
    if let Some(side) = side {
        draft.push_side(if gets { Role::To } else { Role::From }, &side, "sentence");
    }
}

fn found(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, slot: Slot) -> Vec<Side> {
    let nodes = frame::fill(sentence, &desk.words.cases, node, slot);
    nodes.into_iter().flat_map(|node| whole_sides(desk, at, sentence, node)).collect()
}

/// The sides of a node that may part with goods or get them.
fn whole_sides(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize) -> Vec<Side> {
    let mut out = sides(desk, at, sentence, node);
    out.retain(|side| !side.person && !desk.is_agency(side));
    out
}
