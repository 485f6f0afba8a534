//! Speakers: to whom each sentence is attributed, in direct and indirect speech.

mod author;
mod interview;
mod label;
mod quoted;
mod said;
mod who;

#[cfg(test)]
mod tests;

use grammar::Relation;

use super::Desk;
use super::side::{Side, sides};
use crate::names::EntityKind;
use crate::page::Sentence;
use said::Said;

/// Who says a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub side: Side,
    /// The word of the sentence that says so: a verb of speech, the head of "according to ..."; `None` where the whole
    /// sentence is the speaker's (quotations, answers).
    pub word: Option<usize>,
    /// Others whom the sentence names as speaking, with their words.
    pub also: Vec<(Side, usize)>,
}

impl Voice {
    /// Somebody whose words the whole sentence is.
    fn whole(side: Side) -> Voice {
        Voice { side, word: None, also: Vec::new() }
    }
}

/// What is known of the sentences read so far: who speaks in them, and whom they are about.
#[derive(Default)]
struct Before {
    own: Vec<Vec<Said>>,
    about: Vec<Option<Side>>,
}

impl Before {
    /// The last attribution of a sentence.
    fn last(&self, at: usize) -> Option<&Said> {
        self.own.get(at)?.last()
    }
}

/// For each sentence, who says it; `None` for the document's own voice.
pub(crate) fn speakers(desk: &Desk<'_, '_>) -> Vec<Option<Voice>> {
    let page = desk.page;
    let mut before = Before::default();
    for (at, sentence) in page.sentences.iter().enumerate() {
        let own = said::said(desk, at, sentence, &before);
        let about = about(desk, at, sentence, &before);
        before.own.push(own);
        before.about.push(about);
    }
    let mut out: Vec<Option<Voice>> = before
        .own
        .iter()
        .map(|said| {
            let (first, rest) = said.split_first()?;
            let also = rest.iter().map(|said| (said.side.clone(), said.word)).collect();
            Some(Voice { side: first.side.clone(), word: Some(first.word), also })
        })
        .collect();
    let turns = interview::answers(desk).or_else(|| label::turns(desk));
    for (at, side) in turns.iter().flatten() {
        // In a turn only words reported as another's are not the speaker's own.
        if !before.own[*at].iter().any(|said| said.reports) {
            out[*at] = Some(Voice::whole(side.clone()));
        }
    }
    if turns.is_none() {
        go_on(desk, &before, &mut out);
    }
    for (at, side) in quoted::quoted(desk, &before) {
        out[at] = Some(Voice::whole(side));
    }
    if let Some(author) = author::author(desk) {
        for (at, voice) in out.iter_mut().enumerate() {
            if voice.is_none() && author.words.contains(&at) {
                *voice = Some(Voice::whole(author.side.clone()));
            }
        }
    }
    out
}

/// "The minister replied that ... . The other two will follow": an answer goes on to the paragraph's end, until somebody else
/// acts or the document quotes. Behind other verbs of speech as often the document itself goes on.
fn go_on(desk: &Desk<'_, '_>, before: &Before, out: &mut [Option<Voice>]) {
    let page = desk.page;
    let mut answer: Option<Side> = None;
    for (at, voice) in out.iter_mut().enumerate() {
        let here = &page.sentences[at];
        if at > 0 && here.paragraph != page.sentences[at - 1].paragraph {
            answer = None;
        }
        if let Some(said) = before.last(at) {
            let answers = here.nodes[said.word].is(desk.words.reply) && said.reports && said.side.person;
            answer = answers.then(|| Side { span: None, ..said.side.clone() });
            continue;
        }
        let quotes = page.quotes.iter().any(|quote| quote.overlaps(here.span));
        let other =
            before.about[at].as_ref().is_some_and(|about| Some(&about.name) != answer.as_ref().map(|side| &side.name));
        if quotes || other || here.furniture {
            answer = None;
        }
        if let Some(side) = answer.as_ref().filter(|_| voice.is_none()) {
            *voice = Some(Voice::whole(side.clone()));
        }
    }
}

/// The person whom a sentence is about: its first subject that names one, else a person it opens with; of a sentence without
/// links the first person.
fn about(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, before: &Before) -> Option<Side> {
    const OPENING: usize = 2;
    let linked = sentence.nodes.iter().any(|node| node.head.is_some());
    let opening = if linked { OPENING } else { sentence.nodes.len() };
    let subject = (0..sentence.nodes.len()).filter(|&node| {
        matches!(sentence.nodes[node].relation, Relation::Nsubj | Relation::NsubjPass)
            && desk.page.quoted(sentence.nodes[node].span).is_none()
    });
    let opening = (0..sentence.nodes.len().min(opening)).filter(|&node| {
        sentence.nodes[node].mention.is_some() && desk.page.quoted(sentence.nodes[node].span).is_none()
    });
    subject.chain(opening).find_map(|node| {
        if sentence.nodes[node].is(desk.words.they) {
            return who::pronoun(desk, at, node, before);
        }
        sides(desk, at, sentence, node).into_iter().find(|side| side.person)
    })
}

/// The sentences of each paragraph that holds any, furniture left out.
fn paragraphs(desk: &Desk<'_, '_>) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut current = None;
    for (at, sentence) in desk.page.sentences.iter().enumerate() {
        if sentence.furniture {
            continue;
        }
        if current != Some(sentence.paragraph) {
            out.push(Vec::new());
            current = Some(sentence.paragraph);
        }
        if let Some(paragraph) = out.last_mut() {
            paragraph.push(at);
        }
    }
    out
}

/// The words of a paragraph.
fn text<'d>(desk: &Desk<'_, 'd>, paragraph: &[usize]) -> &'d str {
    let (Some(&first), Some(&last)) = (paragraph.first(), paragraph.last()) else { return "" };
    let sentences = &desk.page.segments.sentences;
    desk.page.words(sentences[first].first..sentences[last].end).trim()
}

/// True where an entity is a person.
fn is_person(desk: &Desk<'_, '_>, entity: u32) -> bool {
    desk.page.names.entities[entity as usize].kind == EntityKind::Person
}
