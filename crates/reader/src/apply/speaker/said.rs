//! What a sentence itself says of its speaker: a verb of speech with its subject, "according to" and its like.

use grammar::{Relation, Upos, VerbForm};

use super::super::Desk;
use super::super::frame::{self, Slot};
use super::super::side::Side;
use super::{Before, who};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How far behind "according to" or "source:" a name may stand.
const NEAR: usize = 4;

/// A speaker named in the sentence.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub side: Side,
    /// The verb, or the head of the phrase.
    pub word: usize,
    /// Words are reported, so that the sentences after this one may go on with them.
    pub reports: bool,
}

/// The attributions of a sentence outside quotations, in order: by verbs, else by phrases, for "by our data, he said" is his.
pub(super) fn said(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, before: &Before) -> Vec<Said> {
    let free = |node: &usize| desk.page.quoted(sentence.nodes[*node].span).is_none();
    let nodes = || (0..sentence.nodes.len()).filter(free);
    let mut out: Vec<Said> = nodes().filter_map(|node| by_verb(desk, at, sentence, node, before)).collect();
    if out.is_empty() {
        out.extend(nodes().find_map(|node| by_phrase(desk, at, sentence, node, before)));
    }
    out.dedup_by(|later, first| later.side.name == first.side.name);
    out
}

fn by_verb(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, verb: usize, before: &Before) -> Option<Said> {
    let here = &sentence.nodes[verb];
    let words = desk.words;
    let speech = (here.is_verb() && here.is(words.speech)) || mistagged(desk, sentence, verb);
    let opinion = here.is_verb() && here.is(words.opinion);
    let tally = here.is_verb() && here.is(words.tally) && measured(sentence);
    let reckons = here.is_verb()
        && (here.is(words.reckon) && reckoned(desk, sentence, verb)
            || here.is(words.reckon_give) && measured(sentence) && gives(desk, sentence, verb));
    if !(speech || opinion || tally || reckons) || own_words(desk, sentence, verb) {
        return None;
    }
    let ended = speech.then(|| ending(desk, sentence, verb)).flatten();
    if ended.is_none() && !acts(desk, sentence, verb) {
        return None;
    }
    let subjects = beside(sentence, desk, verb)
        .into_iter()
        .chain(ended)
        .chain(apart(sentence, desk, verb))
        .chain(frame::fill(sentence, &words.cases, verb, Slot::Subject))
        .chain(opening(desk, sentence, verb).filter(|_| speech));
    let side = subjects.into_iter().find_map(|subject| {
        let nobody = sentence.nodes[subject].children.iter().any(|&child| sentence.nodes[child].is(words.negation));
        (!nobody).then(|| who::who(desk, at, sentence, subject, before)).flatten()
    });
    let side = side.or_else(|| where_said(desk, at, sentence, verb, before).filter(|_| speech))?;
    let named = side.person || side.span.is_none() || names(sentence, &side);
    let content = ended.is_some() || content(desk, sentence, verb, named && !is_place(&side));
    let fits = match () {
        () if speech && content => true,
        () if tally => side.person || side.body || (speech && named && side.span.is_some()),
        // Places and bodies announce and promise things without anybody's words being reported.
        () if speech => side.person && !here.is(words.speech_that),
        () if opinion => side.person,
        () => side.person || side.body,
    };
    fits.then_some(Said { side, word: verb, reports: speech && content })
}

/// True where "I" or "we" are the subject: whose words these are, the sentence does not say.
fn own_words(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> bool {
    let first =
        |node: usize| sentence.nodes[node].tag.upos == Upos::Pron && sentence.nodes[node].is(desk.words.first_person);
    sentence.children(verb, Relation::Nsubj).any(first) || verb.checked_sub(1).is_some_and(first)
}

/// "Gives exports of 5 million": a flow of trade is what is given.
fn gives(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> bool {
    let words = desk.words;
    let flows = [words.trade_noun, words.exports_noun, words.imports_noun, words.balance_noun];
    sentence.children(verb, Relation::Obj).any(|object| flows.iter().any(|&class| sentence.nodes[object].is(class)))
}

/// A verb of speech right behind a person's name, or between a body and the end of the clause, that the tagger took for
/// something else.
fn mistagged(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    let person = |node: &crate::page::Node| match node.mention {
        Some(Mention::Name(name)) => super::is_person(desk, desk.page.names.mentions[name].entity),
        _ => false,
    };
    let closes = sentence.nodes.get(node + 1).is_none_or(|next| next.tag.upos == Upos::Punct);
    let body = |before: usize| {
        let here = &sentence.nodes[before];
        closes
            && (here.is(desk.words.body_noun) || here.is(desk.words.informant) || here.mention.is_some())
            && ending(desk, sentence, node).is_some()
    };
    matches!(here.tag.upos, Upos::Adj | Upos::Noun)
        && here.mention.is_none()
        && node.checked_sub(1).is_some_and(|before| person(&sentence.nodes[before]) || body(before))
        && {
            let form = desk.page.words(here.tokens.clone()).to_lowercase();
            let lemma = grammar::Grammar::english().lemma(&form, Upos::Verb).into_owned();
            lemma != form && desk.reader.lexicon.entries(&lemma).iter().any(|entry| entry.class == desk.words.speech)
        }
}

/// True where the sentence counts or measures something.
fn measured(sentence: &Sentence) -> bool {
    sentence.nodes.iter().any(|node| matches!(node.mention, Some(Mention::Value(_))) || node.inside.is_some())
}

/// "..., the trade agency reported on Friday": who stands between the last comma and a verb of speech near the end.
fn ending(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> Option<usize> {
    const LONGEST: usize = 9;
    const OPENING: usize = 3;
    let nodes = &sentence.nodes;
    let comma = (verb.saturating_sub(LONGEST)..verb).rev().find(|&node| nodes[node].tag.upos == Upos::Punct)?;
    if comma < OPENING || comma + 1 >= verb || nodes[verb].tag.verb_form == Some(VerbForm::Inf) {
        return None;
    }
    let phrase = comma + 1..verb;
    let plain = phrase.clone().all(|node| !nodes[node].is_verb() && nodes[node].tag.upos != Upos::Cconj)
        && !nodes[comma + 1].is(desk.words.that)
        && nodes[comma + 1].tag.upos != Upos::Adp
        && nodes[comma + 1].tag.upos != Upos::Sconj;
    let closed = nodes.get(verb + 1).is_none_or(|next| {
        matches!(next.tag.upos, Upos::Punct | Upos::Adp | Upos::Adv) || matches!(next.mention, Some(Mention::Value(_)))
    });
    let speaks = |node: &usize| {
        let here = &nodes[*node];
        matches!(here.mention, Some(Mention::Name(_) | Mention::Office(_)))
            || here.is(desk.words.informant)
            || here.is(desk.words.body_noun)
    };
    (plain && closed)
        .then(|| phrase.rev().find(|node| nodes[*node].tag.upos == Upos::Adp).map_or(verb, |adp| adp))
        .and_then(|end| (comma + 1..end).rev().find(speaks).or_else(|| (comma + 1..verb).rev().find(speaks)))
}

fn is_place(side: &Side) -> bool {
    !side.person && !side.body
}

/// True where a side is written as a name.
fn names(sentence: &Sentence, side: &Side) -> bool {
    sentence.nodes.iter().any(|node| Some(node.span) == side.span && node.mention.is_some())
}

/// "An insider in the talks told ...": somebody without a name who opens the sentence, before its first verb.
fn opening(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> Option<usize> {
    const LATEST: usize = 3;
    let first = (0..verb).all(|node| !sentence.nodes[node].is_verb());
    (0..verb.min(LATEST)).find(|&node| first && sentence.nodes[node].is(desk.words.informant))
}

/// The name right before a verb, or right after an inverted one ("..., noted Berg").
fn beside(sentence: &Sentence, desk: &Desk<'_, '_>, verb: usize) -> Vec<usize> {
    const NEAR: usize = 9;
    let nodes = &sentence.nodes;
    let person = |node: usize| match nodes[node].mention {
        Some(Mention::Name(name)) => super::is_person(desk, desk.page.names.mentions[name].entity),
        _ => false,
    };
    let bare = |node: usize| !nodes[node].children.iter().any(|&child| nodes[child].relation == Relation::Case);
    let before = verb.checked_sub(1).filter(|&node| person(node) && bare(node));
    let starts = verb.checked_sub(1).is_none_or(|node| matches!(nodes[node].tag.upos, Upos::Punct | Upos::Sym));
    let near = (verb + 1..nodes.len().min(verb + 1 + NEAR)).take_while(|&node| {
        !nodes[node].is_verb() && nodes[node].tag.upos != Upos::Punct && !nodes[node].is(desk.words.that)
    });
    let named = |node: usize| matches!(nodes[node].mention, Some(Mention::Name(_) | Mention::Office(_)));
    let after = near.enumerate().find(|&(far, node)| person(node) || (far == 0 && named(node)));
    let after = after.filter(|_| starts).map(|(_, node)| node);
    before.into_iter().chain(after).collect()
}

/// "Berg, who received him, said": the person before what commas set apart.
fn apart(sentence: &Sentence, desk: &Desk<'_, '_>, verb: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let nodes = &sentence.nodes;
    let comma = |node: usize| nodes[node].tag.upos == Upos::Punct;
    if !verb.checked_sub(1).is_some_and(comma) {
        return None;
    }
    let person = |node: usize| match nodes[node].mention {
        Some(Mention::Name(name)) => super::is_person(desk, desk.page.names.mentions[name].entity),
        _ => false,
    };
    // "Anna Berg, deputy head of the trade department, said": the title that is merged with the name goes on.
    let goes_on = |node: usize| nodes[node + 1].is(desk.words.cases.of) && nodes[node].tokens.len() > 2;
    (verb.saturating_sub(LONGEST)..verb - 1).rev().find(|&node| person(node) && (comma(node + 1) || goes_on(node)))
}

/// True for a verb in the form of one who does it: not passive, not denied, not what somebody else is to do.
fn acts(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> bool {
    let here = &sentence.nodes[verb];
    let denied = here.children.iter().any(|&child| {
        let below = &sentence.nodes[child];
        below.is(desk.words.negation) && matches!(below.relation, Relation::Advmod | Relation::Det)
    });
    let infinitive = here.tag.verb_form == Some(VerbForm::Inf)
        && here.children.iter().any(|&child| sentence.nodes[child].tag.upos == Upos::Part)
        && here.head.is_none_or(|head| !sentence.nodes[head].is(desk.words.begun));
    !denied && !infinitive && !frame::passive(sentence, verb)
}

/// "put the turnover at 200 million": a number stands behind "at".
fn reckoned(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> bool {
    const NEAR: usize = 16;
    let end = sentence.nodes.len().min(verb + NEAR);
    (verb + 1..end).any(|node| {
        let value = match sentence.nodes[node].mention {
            Some(Mention::Value(value)) => !matches!(desk.page.values[value].value, Found::Date { .. }),
            _ => sentence.nodes[node].tag.upos == Upos::Num,
        };
        value && (1..=3).any(|back| node > verb + back && sentence.nodes[node - back].is(desk.words.at))
    })
}

/// "In the department they told us ...", "at the plant they say": the body where it was said speaks.
fn where_said(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, verb: usize, before: &Before) -> Option<Side> {
    let anybody = frame::fill(sentence, &desk.words.cases, verb, Slot::Subject)
        .into_iter()
        .all(|subject| sentence.nodes[subject].is(desk.words.people_pronoun));
    let phrase = |node: &usize| {
        sentence.nodes[*node].children.iter().any(|&case| {
            sentence.nodes[case].relation == Relation::Case
                && (sentence.nodes[case].is(desk.words.case_in) || sentence.nodes[case].is(desk.words.on))
        })
    };
    let places = sentence.nodes[verb].children.iter().copied().filter(phrase);
    anybody.then(|| places.into_iter().find_map(|node| who::who(desk, at, sentence, node, before))).flatten()
}

/// True where the words that are said stand in the sentence: as a clause, as a quotation, or around the verb.
///
/// Of bodies without a name and of places, loose adverbials do not count: "the line promised in May will not be built".
fn content(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize, loosely: bool) -> bool {
    let here = &sentence.nodes[verb];
    let clause = |node: usize| {
        let relation = sentence.nodes[node].relation;
        matches!(relation, Relation::Ccomp | Relation::Parataxis)
            || loosely && matches!(relation, Relation::Advcl | Relation::Xcomp)
    };
    here.relation == Relation::Parataxis
        || here.children.iter().any(|&child| clause(child) && (sentence.nodes[child].is_verb() || child > verb))
        || here.children.iter().any(|&child| sentence.nodes[child].is(desk.words.as_) && child < verb)
        || (verb + 1..sentence.nodes.len())
            .any(|node| sentence.nodes[node].relation == Relation::Mark && sentence.nodes[node].is(desk.words.that))
        || desk.page.quotes.iter().any(|quote| quote.overlaps(sentence.span))
}

/// "by his words", "in the minister's estimate", "according to the plant".
fn by_phrase(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, before: &Before) -> Option<Said> {
    let here = &sentence.nodes[node];
    let named = |target: usize| {
        let side = who::who(desk, at, sentence, target, before)?;
        Some(Said { side, word: node, reports: false })
    };
    if here.is(desk.words.words_noun) && sentence.children(node, Relation::Case).next().is_some() {
        return named(node);
    }
    if here.is(desk.words.according) {
        return behind(desk, sentence, node).or(here.head).and_then(named).or_else(|| {
            // The noun may be hung elsewhere: the first name or noun behind.
            let end = sentence.nodes.len().min(node + 1 + NEAR);
            (node + 1..end).find_map(named)
        });
    }
    // "(source: the embassy)"
    let colon = sentence.nodes.get(node + 1).is_some_and(|next| next.lemma == ":");
    if here.is(desk.words.source_noun) && colon {
        let end = sentence.nodes.len().min(node + 2 + NEAR);
        return (node + 2..end).find_map(named);
    }
    None
}

/// The person named behind "according to", with whatever title: "according to the plant's director Anna Berg"; else the noun
/// that the words stand with.
fn behind(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<usize> {
    const FAR: usize = 9;
    let nodes = &sentence.nodes;
    let person = (node + 1..nodes.len().min(node + FAR))
        .take_while(|&at| nodes[at].tag.upos != Upos::Punct && !nodes[at].is_verb())
        .find(|&at| match nodes[at].mention {
            Some(Mention::Name(name)) => super::is_person(desk, desk.page.names.mentions[name].entity),
            _ => false,
        });
    let head = nodes[node].head?;
    let stands = nodes[node].relation == Relation::Case || nodes[head].relation == Relation::Fixed;
    person.or(Some(head).filter(|&head| stands && !nodes[head].is_verb()))
}
