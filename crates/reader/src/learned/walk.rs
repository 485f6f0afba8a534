//! What features look at: the predicate above a word, its auxiliaries, adpositions, the way between two words.

use grammar::Relation;

use crate::page::{Mention, Page, Sentence};
use crate::values::Found;

/// The first member of the coordination that a node is in.
pub(super) fn first_member(sentence: &Sentence, node: usize) -> usize {
    let mut at = node;
    for above in sentence.ancestors(node) {
        at = above;
        if sentence.nodes[above].relation != Relation::Conj {
            break;
        }
    }
    at
}

/// The nearest verb above a node, and the nodes from the one above it up to that verb; the root where no verb is above.
pub(super) fn predicate(sentence: &Sentence, node: usize) -> Vec<usize> {
    let first = first_member(sentence, node);
    let mut way = Vec::new();
    for above in sentence.ancestors(first).skip(1) {
        way.push(above);
        if sentence.nodes[above].is_verb() {
            break;
        }
    }
    way
}

/// The lemma of the adposition or mark of a node; empty without one.
pub(super) fn case(sentence: &Sentence, node: usize) -> &str {
    sentence.nodes[node]
        .children
        .iter()
        .map(|&child| &sentence.nodes[child])
        .find(|child| matches!(child.relation, Relation::Case | Relation::Mark))
        .map_or("", |child| child.lemma.as_str())
}

/// The auxiliaries and copula of a verb.
pub(super) fn auxiliaries(sentence: &Sentence, verb: usize) -> impl Iterator<Item = &str> {
    sentence.nodes[verb]
        .children
        .iter()
        .map(|&child| &sentence.nodes[child])
        .filter(|child| matches!(child.relation, Relation::Aux | Relation::AuxPass | Relation::Cop))
        .map(|child| child.lemma.as_str())
}

/// What a unit is: the sort of its name or value; empty for a word.
pub(super) fn sort<'p>(page: &'p Page<'_>, sentence: &Sentence, node: usize) -> &'p str {
    use crate::names::EntityKind::{Organisation, Person};
    match (sentence.nodes[node].mention, sentence.nodes[node].inside) {
        (Some(Mention::Name(name)), _) => match page.names.entities[page.names.mentions[name].entity as usize].kind {
            Person => "person",
            Organisation => "organisation",
            _ => "place",
        },
        (Some(Mention::Office(_)), _) => "office",
        (Some(Mention::Value(value)), _) | (None, Some(value)) => match &page.values[value].value {
            Found::Number { .. } => "number",
            Found::Measure { .. } => "measure",
            Found::Money { .. } => "money",
            Found::Percent { .. } => "percent",
            Found::Date { .. } => "date",
            Found::Share { .. } => "share",
            Found::Change { .. } => "change",
            Found::Rank { .. } => "rank",
            _ => "value",
        },
        _ => "",
    }
}

/// The sort of a unit, or its part of speech where it is a word.
pub(super) fn sort_or_tag<'p>(page: &'p Page<'_>, sentence: &Sentence, node: usize) -> &'p str {
    match sort(page, sentence, node) {
        "" => sentence.nodes[node].tag.upos.as_str(),
        sort => sort,
    }
}

/// The links from `a` up to the lowest node above both and down to `b`, as text, and that node.
pub(super) fn path(sentence: &Sentence, a: usize, b: usize) -> (String, Option<usize>) {
    let up: Vec<usize> = sentence.ancestors(a).collect();
    let down: Vec<usize> = sentence.ancestors(b).collect();
    let Some((j, i)) = down.iter().enumerate().find_map(|(j, node)| Some((j, up.iter().position(|at| at == node)?)))
    else {
        return ("none".to_owned(), None);
    };
    const LINKS_MAX: usize = 6;
    if i + j > LINKS_MAX {
        return ("far".to_owned(), Some(up[i]));
    }
    let mut out = String::new();
    for &node in &up[..i] {
        out.push('^');
        out.push_str(sentence.nodes[node].relation.as_str());
    }
    for &node in down[..j].iter().rev() {
        out.push('v');
        out.push_str(sentence.nodes[node].relation.as_str());
    }
    (out, Some(up[i]))
}

/// A small number as text; "more" from 4 on.
pub(super) fn few(number: usize) -> &'static str {
    ["0", "1", "2", "3"].get(number).copied().unwrap_or("more")
}

/// "yes" or "no".
pub(super) fn yes(it: bool) -> &'static str {
    if it { "yes" } else { "no" }
}
