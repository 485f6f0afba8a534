//! Lists as they are written: "trade, forestry and exchanges of students". Parsers lose the later members of long lists; commas and the
//! closing conjunction say where they are.

use grammar::{Relation, Upos, VerbForm};

use super::Desk;
use crate::page::{Node, Sentence};

/// The heads of the members that follow `node` in a list that closes with a conjunction or with the sentence; none where it is no list.
pub(crate) fn after(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = phrase_end(desk, sentence, node);
    loop {
        let (next, closes) = separator(desk, sentence, at);
        if next == at {
            // A list of commas alone ends with its sentence.
            return if out.len() > 1 && stops(desk, sentence, at) { out } else { Vec::new() };
        }
        let Some(head) = member(sentence, next) else { return Vec::new() };
        at = phrase_end(desk, sentence, head);
        out.push(head);
        if closes {
            // "... signed a memorandum on customs, and the ministers went home": behind a verb, what acts is a clause of its own.
            let acts =
                sentence.nodes.get(at).is_some_and(Node::is_verb) && sentence.nodes[..node].iter().any(Node::is_verb);
            return if acts { Vec::new() } else { out };
        }
    }
}

/// The heads of a list in brackets right behind a noun's phrase: "various fields of business (mining, transport, customs)".
pub(crate) fn bracketed(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Vec<usize> {
    const MEMBERS_MIN: usize = 2;
    let mut at = phrase_end(desk, sentence, node);
    let mark = |at: usize| sentence.nodes.get(at).map_or("", |node| words(desk, node));
    if mark(at) != "(" {
        return Vec::new();
    }
    at += 1;
    let mut out = Vec::new();
    while let Some(head) = member(sentence, at) {
        out.push(head);
        at = phrase_end(desk, sentence, head);
        if mark(at) == ")" {
            return if out.len() < MEMBERS_MIN { Vec::new() } else { out };
        }
        let (next, _) = separator(desk, sentence, at);
        if next == at {
            break;
        }
        at = next;
    }
    Vec::new()
}

fn words<'d>(desk: &Desk<'_, 'd>, node: &Node) -> &'d str {
    desk.page.words(node.tokens.clone())
}

/// Past the comma, conjunction or both at `at`, and whether a conjunction was among them.
fn separator(desk: &Desk<'_, '_>, sentence: &Sentence, at: usize) -> (usize, bool) {
    let mut next = at;
    if sentence.nodes.get(next).is_some_and(|node| words(desk, node) == ",") {
        next += 1;
    }
    match sentence.nodes.get(next) {
        Some(node) if node.tag.upos == Upos::Cconj => (next + 1, true),
        _ => (next, false),
    }
}

fn stops(desk: &Desk<'_, '_>, sentence: &Sentence, at: usize) -> bool {
    sentence.nodes.get(at).is_none_or(|node| matches!(words(desk, node), "." | ";" | ")" | "!" | "?"))
}

/// The head of the noun phrase that begins at `at`: the last of its run of modifiers and nouns.
fn member(sentence: &Sentence, at: usize) -> Option<usize> {
    let mut head = None;
    for (n, node) in sentence.nodes.iter().enumerate().skip(at) {
        match node.tag.upos {
            _ if node.mention.is_some() => break,
            Upos::Noun | Upos::Propn => head = Some(n),
            Upos::Adj | Upos::Det if head.is_none() => {}
            // "Cultural and social contacts".
            Upos::Cconj if head.is_none() && n > at && n + 1 < sentence.nodes.len() => {
                if sentence.nodes[n - 1].tag.upos != Upos::Adj || sentence.nodes[n + 1].tag.upos != Upos::Adj {
                    break;
                }
            }
            Upos::Verb if head.is_none() && participle(sentence, n) => {}
            _ => break,
        }
    }
    head
}

/// "Used" of "used cars", also where the parser took it for a verb with an object.
fn participle(sentence: &Sentence, at: usize) -> bool {
    let node = &sentence.nodes[at];
    let before_noun = || sentence.nodes.get(at + 1).is_some_and(|next| next.tag.upos == Upos::Noun);
    let joins = matches!(node.relation, Relation::Case | Relation::Mark | Relation::Cc);
    node.relation == Relation::Amod
        || (!joins
            && node.tag.verb_form == Some(VerbForm::Part)
            && before_noun()
            && sentence.children(at, Relation::Aux).next().is_none())
}

/// Past the phrase of a head and what an "of" adds to it: "exchanges of students".
fn phrase_end(desk: &Desk<'_, '_>, sentence: &Sentence, head: usize) -> usize {
    let next = head + 1;
    match sentence.nodes.get(next) {
        Some(node) if node.is(desk.words.cases.of) => member(sentence, next + 1).map_or(next, |of| of + 1),
        _ => next,
    }
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use model::{Document, Role};

    fn items(text: &str) -> Vec<String> {
        let reader = Reader::load(&crate::pack::embedded()).unwrap();
        let statements = reader.read(&Document::from_text(text.to_owned()));
        statements.iter().flat_map(|statement| statement.role(Role::Item)).map(|arg| arg.value.to_string()).collect()
    }

    #[test]
    fn every_member_of_a_list_is_an_item() {
        let found =
            items("Croatia and Slovenia signed a memorandum on fisheries, customs and exchanges of archivists.");
        assert_eq!(found, ["fisheries", "customs", "exchanges of archivists"]);
    }

    #[test]
    fn a_clause_behind_a_comma_is_no_member() {
        let found = items("Croatia and Slovenia signed a memorandum on fisheries, and the ministers went home.");
        assert_eq!(found, ["fisheries"]);
    }

    #[test]
    fn what_the_document_covers_joins_the_agreement() {
        let found = items("Croatia and Slovenia signed a treaty in Zagreb. The document covers fisheries and customs.");
        assert_eq!(found, ["fisheries", "customs"]);
    }
}
