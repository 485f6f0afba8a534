//! Verbs that the tagger took for nouns: "ships" of "Norway ships timber", "supply" of "ready to supply timber".

use grammar::{Analysis, Grammar, Number, Relation, Tag, Upos, VerbForm, Word};

use super::{Mention, Node};
use crate::Reader;
use crate::lexicon::Pos;

/// The word of a sentence that must be a verb after all, and its tag.
pub(super) fn verb(
    reader: &Reader,
    grammar: &Grammar,
    words: &[Word<'_>],
    nodes: &[Node],
    analyses: &[Analysis],
) -> Option<(usize, Tag)> {
    parted(reader, grammar, words, nodes)
        .map(|verb| (verb, if is_present(grammar, words[verb].form) { third_person() } else { past() }))
        .or_else(|| Some((behind_to(reader, grammar, words, nodes, analyses)?, infinitive())))
}

/// True for "ships" and "ship", false for "shipped".
fn is_present(grammar: &Grammar, form: &str) -> bool {
    form.ends_with('s') || grammar.lemma(form, Upos::Verb) == form
}

/// Between semicolons, and behind a comma with a conjunction, everything is a sentence of its own.
fn parted(reader: &Reader, grammar: &Grammar, words: &[Word<'_>], nodes: &[Node]) -> Option<usize> {
    let parts = |at: usize| {
        let and = nodes.get(at + 1).is_some_and(|next| next.tag.upos == Upos::Cconj);
        words[at].form == ";" || (words[at].form == "," && and)
    };
    let mut from = 0;
    while from < nodes.len() {
        let end = (from..nodes.len()).find(|&at| parts(at)).unwrap_or(nodes.len());
        if let Some(found) = between(reader, grammar, &words[from..end], &nodes[from..end]) {
            return Some(from + found);
        }
        from = end + 1;
    }
    None
}

/// In a sentence without any verb, the word between a name and what may be its object that our lists know as a verb: "ships" of
/// "Norway ships timber", which the tagger took for a noun.
fn between(reader: &Reader, grammar: &Grammar, words: &[Word<'_>], nodes: &[Node]) -> Option<usize> {
    if nodes.iter().any(Node::is_verb) {
        return None;
    }
    let acts = (1..nodes.len().saturating_sub(1)).find(|&at| {
        let form = words[at].form;
        let name = matches!(nodes[at - 1].mention, Some(Mention::Name(_))) && nodes[at - 1].tag.upos == Upos::Propn;
        nodes[at].tag.upos == Upos::Noun
            && nodes[at].mention.is_none()
            && (name || may_act(reader, &nodes[..at]))
            && (matches!(nodes[at + 1].tag.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det)
                || takes_after(reader, grammar, form, words[at + 1].form))
            && (form.ends_with('s') || (at > 1 && nodes[at - 2].tag.upos == Upos::Cconj))
            && form.bytes().all(|byte| byte.is_ascii_lowercase())
            && is_listed_verb(reader, grammar, form)
    });
    acts.or_else(|| acted(reader, grammar, words, nodes))
}

/// In a sentence without any verb, the word behind a noun and before a name that is the past of a verb that our lists know:
/// "left" of "40 wagons of grain left Poti", which the tagger took for an adjective.
fn acted(reader: &Reader, grammar: &Grammar, words: &[Word<'_>], nodes: &[Node]) -> Option<usize> {
    (1..nodes.len().saturating_sub(1)).find(|&at| {
        let form = words[at].form;
        matches!(nodes[at].tag.upos, Upos::Adj | Upos::Noun)
            && nodes[at].mention.is_none()
            && nodes[at].inside.is_none()
            && matches!(nodes[at - 1].tag.upos, Upos::Noun | Upos::Propn)
            && matches!(nodes[at + 1].mention, Some(Mention::Name(_)))
            && form.bytes().all(|byte| byte.is_ascii_lowercase())
            && !form.ends_with('s')
            && grammar.lemma(form, Upos::Verb) != form
            && is_listed_verb(reader, grammar, form)
    })
}

/// "36 refrigerated containers": between a number and goods a form of the past is no verb.
pub(super) fn counted_participle(reader: &Reader, words: &[Word<'_>], nodes: &[Node]) -> Option<usize> {
    (1..nodes.len().saturating_sub(1)).find(|&at| {
        let next = &nodes[at + 1];
        nodes[at].tag.upos == Upos::Verb
            && nodes[at].tag.verb_form == Some(VerbForm::Fin)
            && nodes[at].tag.tense == Some(grammar::Tense::Past)
            && words[at].form.bytes().all(|byte| byte.is_ascii_lowercase())
            && nodes[at - 1].tag.upos == Upos::Num
            && matches!(nodes[at - 1].mention, Some(Mention::Value(_)))
            && next.tag.upos == Upos::Noun
            && (next.is(reader.words.goods) || next.is(reader.words.container))
    })
}

/// True for a verb that our lists know with the word behind it: "counts on", "waits for".
fn takes_after(reader: &Reader, grammar: &Grammar, form: &str, next: &str) -> bool {
    let entries = reader.lexicon.entries(&grammar.lemma(form, Upos::Verb));
    entries.iter().any(|entry| entry.pos == Pos::Verb && entry.after.first().is_some_and(|word| word == next))
}

fn is_listed_verb(reader: &Reader, grammar: &Grammar, form: &str) -> bool {
    reader.lexicon.entries(&grammar.lemma(form, Upos::Verb)).iter().any(|entry| entry.pos == Pos::Verb)
}

/// The tag of "left", "sent".
fn past() -> Tag {
    let mut tag = Tag::plain(Upos::Verb);
    tag.verb_form = Some(VerbForm::Fin);
    tag.tense = Some(grammar::Tense::Past);
    tag.mood = Some(grammar::Mood::Ind);
    tag
}

/// The tag of "ships", "buys".
pub(super) fn third_person() -> Tag {
    let mut tag = Tag::plain(Upos::Verb);
    tag.number = Some(Number::Sing);
    tag.verb_form = Some(VerbForm::Fin);
    tag.tense = Some(grammar::Tense::Pres);
    tag.mood = Some(grammar::Mood::Ind);
    tag
}

/// True where the words end in "the region", "the firm": one who may act.
fn may_act(reader: &Reader, nodes: &[Node]) -> bool {
    let words = &reader.words;
    let [.., article, noun] = nodes else { return false };
    article.tag.upos == Upos::Det
        && noun.tag.number == Some(Number::Sing)
        && [words.region_noun, words.country_noun, words.city_noun, words.company_noun]
            .iter()
            .any(|&class| noun.is(class))
}

/// A word behind "to" that the tagger took for a noun, where our lists know it as a verb: the parser saw an infinitive all the
/// same ("to supply mobile cranes"), or what stands before asks for one ("ready to supply cranes").
fn behind_to(
    reader: &Reader,
    grammar: &Grammar,
    words: &[Word<'_>],
    nodes: &[Node],
    analyses: &[Analysis],
) -> Option<usize> {
    let leads = |node: &Node| {
        !matches!(node.tag.upos, Upos::Noun | Upos::Propn)
            && node.classes.iter().any(|&class| reader.lexicon.name(class).starts_with("stage-"))
    };
    let head = |at: usize| analyses[at].head.map(|head| head as usize);
    (1..analyses.len()).find(|&at| {
        let noun = |node: &Node| node.tag.upos == Upos::Noun && node.mention.is_none();
        let to = nodes[at - 1].is(reader.words.onto) && nodes[at - 1].is(reader.words.case_to);
        if !(to && noun(&nodes[at])) {
            return false;
        }
        let marks = nodes[at - 1].tag.upos == Upos::Part
            && analyses[at - 1].relation == Relation::Mark
            && head(at - 1) == Some(at);
        let asked = analyses[at].relation == Relation::Compound
            && head(at - 1).is_some_and(|object| object > at && head(at) == Some(object))
            && at > 1
            && leads(&nodes[at - 2]);
        (marks || asked) && is_listed_verb(reader, grammar, words[at].form)
    })
}

/// The tag of "supply" behind "to".
fn infinitive() -> Tag {
    let mut tag = Tag::plain(Upos::Verb);
    tag.verb_form = Some(VerbForm::Inf);
    tag
}
