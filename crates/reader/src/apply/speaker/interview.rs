//! Interviews: questions and answers without quotation marks; the answers are the guest's words.

use super::super::Desk;
use super::super::side::Side;
use super::{is_person, paragraphs, text};
use crate::names::NameMention;

/// A question is at most so long, in code points.
const QUESTION_MAX: usize = 250;
/// A text with at least so many questions in paragraphs of their own is an interview.
const QUESTIONS_MIN: usize = 3;
/// How far beyond the last question an answer may go on, in paragraphs.
const LAST_ANSWER: usize = 3;

/// What it costs to take a paragraph for one thing or to let one thing follow another.
mod cost {
    /// A question without a question mark: short, or long.
    pub const STATED: u32 = 10;
    pub const LONG: u32 = 60;
    /// An answer that ends with a question mark.
    pub const ASKS: u32 = 14;
    /// Two questions in a row, two answers in a row.
    pub const QUESTIONS: u32 = 30;
    pub const ANSWERS: u32 = 7;
    /// An answer that no dash opens where dashes open the turns, and a question so.
    pub const DASHLESS_ANSWER: u32 = 2;
    pub const DASHLESS_QUESTION: u32 = 40;
    /// Two turns with dashes that are answers both.
    pub const DASHED_ANSWERS: u32 = 20;
}

/// For each sentence of an answer, the guest; `None` where the document is no interview.
pub(super) fn answers(desk: &Desk<'_, '_>) -> Option<Vec<(usize, Side)>> {
    let paragraphs = paragraphs(desk);
    let asked: Vec<bool> = paragraphs.iter().map(|paragraph| asks(text(desk, paragraph))).collect();
    if asked.iter().filter(|asked| **asked).count() < QUESTIONS_MIN {
        return None;
    }
    let first = asked.iter().position(|asked| *asked)?;
    let last = asked.iter().rposition(|asked| *asked)?;
    // Dashes open the turns: the first of them is where it begins.
    let dash = |paragraph: &Vec<usize>| is_dashed(text(desk, paragraph));
    let dashed = paragraphs.iter().filter(|paragraph| dash(paragraph)).count() >= QUESTIONS_MIN;
    let first = paragraphs[..first].iter().position(dash).filter(|_| dashed).unwrap_or(first);
    let start = paragraphs[first].first().map(|&at| desk.page.segments.sentences[at].first)?;
    let guest = guest(desk, start)?;
    let end = paragraphs.len().min(last + 1 + LAST_ANSWER);
    let turns = &paragraphs[first..end];
    let questions = questions(desk, turns);
    // An interview goes to and fro; a column that asks itself does not.
    let answers = questions.windows(2).filter(|pair| pair[0] && !pair[1]).count();
    if answers < QUESTIONS_MIN {
        return None;
    }
    let mut out = Vec::new();
    let mut over = false;
    for (index, (paragraph, question)) in turns.iter().zip(&questions).enumerate() {
        // Behind the last question the newspaper speaks again where it names the guest.
        over |= first + index > last + 1 && !is_dashed(text(desk, paragraph));
        over |= first + index > last && names(desk, paragraph, &guest);
        if !question && !over {
            out.extend(paragraph.iter().map(|&at| (at, guest.clone())));
        }
    }
    Some(out)
}

fn asks(words: &str) -> bool {
    words.ends_with('?') && words.chars().count() <= QUESTION_MAX
}

fn is_dashed(words: &str) -> bool {
    words.starts_with(['–', '—', '-', '―'])
}

/// Which turns are questions: the cheapest reading of the whole row.
fn questions(desk: &Desk<'_, '_>, turns: &[Vec<usize>]) -> Vec<bool> {
    const SHORT: usize = 110;
    let words: Vec<&str> = turns.iter().map(|turn| text(desk, turn)).collect();
    let dashed = words.iter().filter(|words| is_dashed(words)).count() * 2 > words.len();
    let own = |index: usize, question: bool| {
        let (length, asks) = (words[index].chars().count(), words[index].ends_with('?'));
        let dash = is_dashed(words[index]) || !dashed;
        let form = match (question, asks) {
            (true, true) if length > QUESTION_MAX => cost::STATED,
            (true, true) => 0,
            (true, false) if length > SHORT => cost::LONG,
            (true, false) => cost::STATED,
            (false, true) => cost::ASKS,
            (false, false) => 0,
        };
        let opening = match (dash, question) {
            (true, _) => 0,
            (false, true) => cost::DASHLESS_QUESTION,
            (false, false) => cost::DASHLESS_ANSWER,
        };
        form + opening
    };
    let between = |index: usize, before: bool, question: bool| match (before, question) {
        (true, true) => cost::QUESTIONS,
        (false, false) if dashed && is_dashed(words[index]) => cost::DASHED_ANSWERS,
        (false, false) => cost::ANSWERS,
        _ => 0,
    };
    // Least cost of each prefix that ends with an answer or a question, and what stood before.
    let mut least: Vec<[(u32, bool); 2]> = Vec::with_capacity(words.len());
    for index in 0..words.len() {
        let ways = [false, true].map(|question| {
            let before = least.last().map_or((0, false), |last: &[(u32, bool); 2]| {
                let ways = [false, true]
                    .map(|before| (last[usize::from(before)].0 + between(index, before, question), before));
                if ways[0].0 < ways[1].0 { ways[0] } else { ways[1] }
            });
            (before.0 + own(index, question), before.1)
        });
        least.push(ways);
    }
    let mut question = least.last().is_some_and(|last| last[1].0 < last[0].0);
    let mut out = vec![false; words.len()];
    for index in (0..words.len()).rev() {
        out[index] = question;
        question = least[index][usize::from(question)].1;
    }
    out
}

/// True where the paragraph names somebody.
fn names(desk: &Desk<'_, '_>, paragraph: &[usize], side: &Side) -> bool {
    let names = &desk.page.names;
    names.mentions.iter().any(|mention| {
        let here = desk.page.span(mention.tokens.clone());
        names.entities[mention.entity as usize].name == side.name
            && paragraph.iter().any(|&at| desk.page.sentences[at].span.contains(here))
    })
}

/// Who is asked: the first person behind a word of asking before the questions begin, else the last person there who
/// holds an office, else the last person.
fn guest(desk: &Desk<'_, '_>, start: u32) -> Option<Side> {
    const NEAR: u32 = 2;
    let names = &desk.page.names;
    let is = |token: u32, class| {
        let word = desk.page.words(token..token + 1).to_lowercase();
        desk.reader.lexicon.entries(&word).iter().any(|entry| entry.class == class)
    };
    let asking = |token: u32| is(token, desk.words.asking);
    // "her predecessor, Ivan Berg": not who is asked.
    let earlier = |token: u32| (token.saturating_sub(NEAR)..token).any(|before| is(before, desk.words.predecessor));
    let people = || {
        names.mentions.iter().filter(|mention| {
            mention.tokens.start < start && is_person(desk, mention.entity) && !earlier(mention.tokens.start)
        })
    };
    let sentence = |token: u32| desk.sentence_at(token);
    // "Ivan Berg talked to her": who asks stands before the word, who is asked was named before.
    let asks = |mention: &&NameMention| {
        let end = mention.tokens.end;
        asking(end) && (end + 1..end + 3).any(|token| is(token, desk.words.they))
    };
    let asker = people().find(asks).map(|mention| mention.entity);
    let asked = (0..start).filter(|&token| asking(token)).find_map(|token| {
        people().find(|person| person.tokens.start > token && sentence(person.tokens.start) == sentence(token))
    });
    let holds = |entity: u32| names.offices.iter().any(|office| office.person == Some(entity) && !office.former);
    let others = || people().filter(|mention| Some(mention.entity) != asker);
    let found = asked.or_else(|| others().rfind(|mention| holds(mention.entity))).or_else(|| others().next_back())?;
    Some(Side::of_entity(desk, found.entity as usize, None))
}
