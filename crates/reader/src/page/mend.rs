//! Links that cannot be meant: a date that is nobody's subject, a clause with a personal subject that is no relative one, a passive
//! participle that has an object, a date that a noun before it is part of, two subjects side by side, a relative clause hung on a verb.

use grammar::{Mood, Relation, Tense, Upos, VerbForm};

use super::joined::{self, attach};
use super::{Mention, Page, Sentence};
use crate::apply::Words;
use crate::lexicon::Class;
use crate::values::Found;

/// Mends the links of a sentence.
pub(super) fn mend(page: &Page<'_>, sentence: &mut Sentence, words: &Words) {
    for node in 0..sentence.nodes.len() {
        active(sentence, node);
        before_date(page, sentence, node);
        behind_date(page, sentence, node);
        match sentence.nodes[node].relation {
            Relation::Nsubj | Relation::NsubjPass => {
                which(sentence, node, words.relative);
                subject(page, sentence, node, words.they);
            }
            Relation::Conj => joined::member(page, sentence, node, words.cases.including),
            Relation::Compound => joined::listed(page, sentence, node),
            Relation::Obj => called(sentence, node, words.regard),
            _ => {}
        }
    }
}

/// "The towns are considered twins": what a thing is called is no object.
fn called(sentence: &mut Sentence, node: usize, regard: Class) {
    let Some(verb) = sentence.nodes[node].head else { return };
    if sentence.nodes[verb].is(regard) && sentence.children(verb, Relation::NsubjPass).next().is_some() {
        sentence.nodes[node].relation = Relation::Xcomp;
    }
}

/// "From Tatra, which opened a canteen": a clause that a relative pronoun opens behind a noun is that noun's, not the verb's.
fn which(sentence: &mut Sentence, node: usize, relative: Class) {
    let here = &sentence.nodes[node];
    let Some((noun, verb)) = node.checked_sub(2).zip(here.head) else { return };
    let opens = here.is(relative) && verb > node && sentence.nodes[node - 1].lemma == ",";
    let loose = matches!(sentence.nodes[verb].relation, Relation::Conj | Relation::Advcl | Relation::Parataxis);
    if opens && loose && sentence.nodes[noun].is_nominal() && !sentence.under(noun, verb) {
        attach(sentence, verb, noun, Relation::AclRelcl);
    }
}

fn subject(page: &Page<'_>, sentence: &mut Sentence, node: usize, personal: Class) {
    let here = &sentence.nodes[node];
    // "Today the mayor held talks": the parser takes the first noun for the subject.
    let date =
        matches!(here.mention, Some(Mention::Value(value)) if matches!(page.values[value].value, Found::Date { .. }));
    let (personal, head) = (here.is(personal), here.head);
    if date {
        sentence.nodes[node].relation = Relation::OblUnmarked;
    } else if let Some(head) = head.filter(|&head| personal && sentence.nodes[head].relation == Relation::AclRelcl) {
        sentence.nodes[head].relation = Relation::Ccomp;
    } else {
        parted(sentence, node);
    }
}

/// "A batch of steel pipes arrived": where a verb has two subjects and the second stands right behind the last noun of the first,
/// the two are one name.
fn parted(sentence: &mut Sentence, node: usize) {
    let here = &sentence.nodes[node];
    let Some((before, verb)) = node.checked_sub(1).zip(here.head) else { return };
    let noun = |at: usize| matches!(sentence.nodes[at].tag.upos, Upos::Noun) && sentence.nodes[at].mention.is_none();
    let plain = noun(node) && noun(before) && sentence.nodes[before].relation == Relation::Nmod;
    let rival = |&other: &usize| other < before && sentence.under(before, other);
    if !plain || !sentence.children(verb, here.relation).any(|other| rival(&other)) {
        return;
    }
    let (Some(above), relation) = (sentence.nodes[before].head, sentence.nodes[before].relation) else { return };
    for child in sentence.nodes[before].children.clone() {
        attach(sentence, child, node, sentence.nodes[child].relation);
    }
    attach(sentence, node, above, relation);
    attach(sentence, before, node, Relation::Compound);
}

/// "Firms of the province sold timber": no participle of a passive has an object, so the verb is a finite one and the noun above it
/// is who acts.
fn active(sentence: &mut Sentence, node: usize) {
    let here = &sentence.nodes[node];
    let past = here.tag.verb_form == Some(VerbForm::Part) && here.tag.tense == Some(Tense::Past);
    let objects = sentence.children(node, Relation::Obj).any(|object| object > node);
    let helped = here.children.iter().any(|&child| {
        use Relation::{Aux, AuxPass, Case, Mark, Nsubj, NsubjPass, OblAgent};
        matches!(sentence.nodes[child].relation, Aux | AuxPass | Case | Mark | Nsubj | NsubjPass | OblAgent)
    });
    let behind = here.relation == Relation::Acl && here.head.is_some_and(|head| head < node);
    if past && objects && !helped && behind {
        let tag = &mut sentence.nodes[node].tag;
        tag.verb_form = Some(VerbForm::Fin);
        tag.mood = Some(Mood::Ind);
    }
}

/// "Tonnes of wheat last year": the parser takes the noun for a part of the date, which has no parts.
fn before_date(page: &Page<'_>, sentence: &mut Sentence, node: usize) {
    let Some(date) = sentence.nodes[node].head.filter(|&head| head == node + 1) else { return };
    let here = &sentence.nodes[node];
    let dated = matches!(sentence.nodes[date].mention,
        Some(Mention::Value(value)) if matches!(page.values[value].value, Found::Date { .. }));
    if !dated || here.mention.is_some() || here.relation != Relation::Compound || here.tag.upos != Upos::Noun {
        return;
    }
    let moved: Vec<usize> = sentence.nodes[date].children.iter().copied().filter(|&child| child < node).collect();
    // Without an adposition the date may stand for a year's goods: "timber 2023".
    let Some(case) = moved.iter().copied().find(|&child| sentence.nodes[child].relation == Relation::Case) else {
        return;
    };
    let (above, relation) = (sentence.nodes[date].head, sentence.nodes[date].relation);
    let counted = case.checked_sub(1).filter(|&before| {
        let before = &sentence.nodes[before];
        above.is_some() && before.is_nominal() && before.relation != Relation::Compound
    });
    let to = counted.or(above);
    sentence.nodes[date].children.retain(|child| *child != node && !moved.contains(child));
    for &child in &moved {
        sentence.nodes[child].head = Some(node);
        sentence.nodes[node].children.push(child);
    }
    sentence.nodes[node].children.sort_unstable();
    sentence.nodes[node].head = to;
    sentence.nodes[node].relation = if counted.is_some() { Relation::Nmod } else { relation };
    if let Some(to) = to {
        sentence.nodes[to].children.push(node);
        sentence.nodes[to].children.sort_unstable();
    }
    sentence.nodes[date].relation = Relation::OblUnmarked;
}

/// "In February 214 crates left", "by 1 March 180 had gone": a count behind a date is none of the date's.
fn behind_date(page: &Page<'_>, sentence: &mut Sentence, node: usize) {
    use Upos::{Adj, Adv, Aux, Noun, Propn, Verb};
    let value = |at: usize| match sentence.nodes[at].mention {
        Some(Mention::Value(value)) => Some(&page.values[value].value),
        _ => None,
    };
    let number = matches!(value(node), Some(Found::Number { .. } | Found::Measure { .. }));
    let Some(date) = sentence.nodes[node].head.filter(|&head| number && head < node) else { return };
    if !matches!(value(date), Some(Found::Date { .. })) {
        return;
    }
    let mut next = node + 1;
    while sentence.nodes.get(next).is_some_and(|here| matches!(here.tag.upos, Adj | Adv) && here.mention.is_none()) {
        next += 1;
    }
    let Some(here) = sentence.nodes.get(next) else { return };
    let (head, relation) = match here.tag.upos {
        Noun | Propn if here.mention.is_none() => (next, Relation::Nummod),
        Verb | Aux if next == node + 1 => {
            let verb = if here.relation == Relation::Aux { here.head.unwrap_or(next) } else { next };
            (verb, Relation::Nsubj)
        }
        _ => return,
    };
    sentence.nodes[date].children.retain(|&child| child != node);
    sentence.nodes[node].head = Some(head);
    sentence.nodes[node].relation = relation;
    sentence.nodes[head].children.push(node);
    sentence.nodes[head].children.sort_unstable();
}
