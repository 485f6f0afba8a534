//! Sides that stand beside a noun or before a pronoun: "our firms Lira and Neman", "the Kharkiv foundry Lira", "it sold ...".

use grammar::{Grammar, Relation, Upos};

use super::side::{self, Side};
use super::{Desk, frame};
use crate::names::EntityKind;
use crate::page::{Mention, Node, Sentence};

/// The organisations whose names say which bodies a common noun means: right behind it, in apposition to it, or before it where
/// the noun itself is the apposition ("Lira, the foundry that ...").
pub(crate) fn named(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<Side> {
    let apposed = sentence.nodes[node].children.iter().copied().find(|&child| {
        let relation = sentence.nodes[child].relation;
        matches!(relation, Relation::Appos | Relation::Flat | Relation::List) && firm(desk, &sentence.nodes[child])
    });
    let behind = || Some(node + 1).filter(|&next| sentence.nodes.get(next).is_some_and(|next| firm(desk, next)));
    let above = || {
        let head = sentence.nodes[node].head.filter(|&head| head < node)?;
        (sentence.nodes[node].relation == Relation::Appos && firm(desk, &sentence.nodes[head])).then_some(head)
    };
    if let Some(first) = apposed.or_else(behind) {
        let mut names = vec![first];
        frame::expand(sentence, &mut names);
        return names.into_iter().filter_map(|name| firm_of(desk, &sentence.nodes[name])).collect();
    }
    if let Some(head) = above() {
        return firm_of(desk, &sentence.nodes[head]).into_iter().collect();
    }
    let next = node + 1;
    let unknown = sentence.nodes.get(next).is_some_and(|_| proper(desk, sentence, next));
    if unknown { described(desk, sentence, next).into_iter().collect() } else { Vec::new() }
}

fn firm(desk: &Desk<'_, '_>, node: &Node) -> bool {
    firm_of(desk, node).is_some_and(|side| side.body && !desk.is_agency(&side))
}

fn firm_of(desk: &Desk<'_, '_>, node: &Node) -> Option<Side> {
    let Some(Mention::Name(name)) = node.mention else { return None };
    let mention = &desk.page.names.mentions[name];
    let found = Side::of_entity(desk, mention.entity as usize, Some(node.span));
    (found.body && mention.by != "dateline").then_some(found)
}

/// The organisation named last before a token: "the same contractor".
pub(crate) fn last_firm(desk: &Desk<'_, '_>, token: u32) -> Option<Side> {
    let names = &desk.page.names;
    let found = names.mentions.iter().rev().find(|mention| {
        mention.tokens.start < token
            && !matches!(mention.by, "agency" | "dateline")
            && names.entities[mention.entity as usize].kind == EntityKind::Organisation
    })?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}

/// What "it" means: the place or organisation that the same sentence before it, else the sentence before in its paragraph,
/// is about.
pub(crate) fn antecedent(desk: &Desk<'_, '_>, at: usize, node: usize) -> Option<Side> {
    let subject = desk.page.sentences[at].nodes[node].relation == Relation::Nsubj;
    subject.then(|| subject_before(desk, at, node)).flatten()
}

/// The place or organisation that was the subject last: before a node of the sentence, else in the sentence before.
pub(crate) fn subject_before(desk: &Desk<'_, '_>, at: usize, node: usize) -> Option<Side> {
    let sentence = &desk.page.sentences[at];
    let own = sentence.nodes[..node].iter().filter(|here| acts(here)).find_map(|here| actor(desk, here));
    let before = || {
        let before = at.checked_sub(1)?;
        let last = &desk.page.sentences[before];
        let near = last.paragraph == sentence.paragraph;
        let mut subjects = last.nodes.iter().filter(|here| near && acts(here));
        subjects.find_map(|here| actor(desk, here))
    };
    own.or_else(before)
}

fn acts(node: &Node) -> bool {
    matches!(node.relation, Relation::Nsubj | Relation::NsubjPass)
}

fn actor(desk: &Desk<'_, '_>, node: &Node) -> Option<Side> {
    let Some(Mention::Name(name)) = node.mention else { return None };
    let mention = &desk.page.names.mentions[name];
    let kind = desk.page.names.entities[mention.entity as usize].kind;
    let fits =
        matches!(kind, EntityKind::Organisation | EntityKind::Subdivision | EntityKind::Country | EntityKind::Town);
    let named = fits && !mention.adjective && !matches!(mention.by, "agency" | "dateline");
    named.then(|| Side::of_entity(desk, mention.entity as usize, None))
}

/// A proper noun that no list and no form knows, where a side stands: "sold to Lira Grande".
pub(crate) fn unlisted(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Side> {
    let here = &sentence.nodes[node];
    let words = desk.words;
    let sided = [words.case_from, words.case_to, words.case_with, words.cases.by, words.case_for];
    let cased = |of: usize| {
        sentence.children(of, Relation::Case).any(|case| sided.iter().any(|&class| sentence.nodes[case].is(class)))
    };
    let place = match here.relation {
        Relation::Nsubj | Relation::NsubjPass | Relation::OblAgent => true,
        // "The Lira and Neman resorts": of two parts of a name neither is a side.
        Relation::Conj => here.head.is_some_and(|head| {
            !matches!(sentence.nodes[head].relation, Relation::Compound | Relation::Flat | Relation::Amod)
        }),
        // "Over the berths of Lira", "through Lira": where or whose, but no side by itself.
        Relation::Obl | Relation::Nmod => cased(node),
        _ => false,
    };
    (place && proper(desk, sentence, node) && !headline(sentence)).then(|| described(desk, sentence, node)).flatten()
}

/// The run of proper nouns around one; none where it is part of a name that is known.
fn described(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Side> {
    let (mut first, mut last) = (node, node);
    while first > 0 && (part(desk, sentence, first - 1, node) || side::hyphen(sentence, first - 1)) {
        first -= 1;
    }
    while last + 1 < sentence.nodes.len() && (part(desk, sentence, last + 1, node) || side::hyphen(sentence, last + 1))
    {
        last += 1;
    }
    let more = |next: usize| {
        sentence.nodes.get(next).is_some_and(|next| next.tag.upos == Upos::Propn || next.mention.is_some())
    };
    // Another name right beside it: the whole is called something else.
    let among = first.checked_sub(1).is_some_and(more) || more(last + 1);
    if among || side::hyphen(sentence, first) || side::hyphen(sentence, last) {
        return None;
    }
    let tokens = sentence.nodes[first].tokens.start..sentence.nodes[last].tokens.end;
    let span = desk.page.span(tokens.clone());
    Some(side::described(desk, tokens, span))
}

/// What is shorter is an abbreviation or a river.
const SHORTEST: usize = 3;

/// A capitalised word that is no word of the language: another may be capitalised for anything.
fn proper(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    let word = desk.page.words(here.tokens.clone());
    let long = word.chars().count() >= SHORTEST;
    let free = long && here.mention.is_none() && here.inside.is_none() && here.classes.is_empty();
    here.tag.upos == Upos::Propn
        && free
        && word.chars().next().is_some_and(char::is_uppercase)
        && !Grammar::english().known(&word.to_lowercase())
}

/// A word before the name that belongs to it.
fn part(desk: &Desk<'_, '_>, sentence: &Sentence, before: usize, node: usize) -> bool {
    let here = &sentence.nodes[before];
    let joined = matches!(here.relation, Relation::Compound | Relation::Flat | Relation::Amod);
    let joined = joined || (here.relation == Relation::Appos && before > node);
    let capital = desk.page.words(here.tokens.clone()).chars().next().is_some_and(char::is_uppercase);
    joined
        && capital
        && sentence.under(before, node)
        && !matches!(here.mention, Some(Mention::Value(_) | Mention::Office(_)))
}

/// Most words begin with a capital, or nothing is said: in headings a capital tells nothing.
fn headline(sentence: &Sentence) -> bool {
    let words = sentence.nodes.iter().filter(|node| node.tag.upos != Upos::Punct);
    let (all, proper) = words
        .fold((0usize, 0usize), |(all, proper), node| (all + 1, proper + usize::from(node.tag.upos == Upos::Propn)));
    proper * 2 > all || !sentence.nodes.iter().any(Node::is_verb)
}
