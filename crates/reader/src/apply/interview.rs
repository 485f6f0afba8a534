//! Interviews: questions and answers without quotation marks; the answers are the guest's words.

use super::Desk;
use super::side::Side;
use crate::names::EntityKind;

/// A question is at most so long, in code points.
const QUESTION_MAX: u32 = 200;
/// A text with at least so many questions in paragraphs of their own is an interview.
const QUESTIONS_MIN: usize = 3;

/// For each sentence of an answer, the guest; nothing where the document is no interview.
pub(super) fn answers(desk: &Desk<'_, '_>) -> Vec<(usize, Side)> {
    let paragraphs = paragraphs(desk);
    let questions: Vec<bool> = paragraphs.iter().map(|paragraph| is_question(desk, paragraph)).collect();
    if questions.iter().filter(|question| **question).count() < QUESTIONS_MIN {
        return Vec::new();
    }
    let Some(first) = questions.iter().position(|question| *question) else { return Vec::new() };
    let start = paragraphs[first].first().map_or(0, |&at| desk.page.segments.sentences[at].first);
    let Some(guest) = guest(desk, start) else { return Vec::new() };
    let last = questions.iter().rposition(|question| *question).unwrap_or(first);
    let mut out = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate().skip(first) {
        if questions[index] || index > last + 1 {
            continue;
        }
        out.extend(paragraph.iter().map(|&at| (at, guest.clone())));
    }
    out
}

/// The sentences of each paragraph that holds any.
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

fn is_question(desk: &Desk<'_, '_>, paragraph: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (paragraph.first(), paragraph.last()) else { return false };
    let span = desk.page.sentences[first].span.cover(desk.page.sentences[last].span);
    let words = desk.page.document.slice(span).unwrap_or("");
    span.len() <= QUESTION_MAX && words.trim_end().ends_with('?')
}

/// The first person named before the questions begin who holds an office, else the first person there.
fn guest(desk: &Desk<'_, '_>, before: u32) -> Option<Side> {
    let names = &desk.page.names;
    let people = || {
        names
            .mentions
            .iter()
            .filter(|mention| mention.tokens.start < before)
            .filter(|mention| names.entities[mention.entity as usize].kind == EntityKind::Person)
    };
    let mut spoken =
        people().filter(|mention| names.offices.iter().any(|office| office.person == Some(mention.entity)));
    let found = spoken.next_back().or_else(|| people().next_back())?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}
