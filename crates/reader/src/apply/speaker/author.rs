//! Columns signed by their author, who is the speaker of all that nobody else is named for.

use std::ops::Range;

use grammar::Upos;

use super::super::Desk;
use super::super::side::Side;
use super::{is_person, paragraphs, text};

/// The author, and the sentences that are the author's.
pub(super) struct Author {
    pub side: Side,
    pub words: Range<usize>,
}

/// A byline may be so long, in code points.
const BYLINE_MAX: usize = 160;
/// How many words of the first person, outside quotations, make a text its author's own.
const FIRST_PERSON_MIN: usize = 3;

/// "By Anna Berg", and a text in the first person.
pub(super) fn author(desk: &Desk<'_, '_>) -> Option<Author> {
    let page = desk.page;
    let paragraphs = paragraphs(desk);
    let index = paragraphs.iter().position(|paragraph| byline(desk, paragraph).is_some())?;
    let side = byline(desk, &paragraphs[index])?;
    let first = *paragraphs.get(index + 1)?.first()?;
    // What tells of the author in the third person, below, is the newspaper's.
    let last = paragraphs.iter().rev().find(|paragraph| !names(desk, paragraph, &side)).and_then(|p| p.last())?;
    let own = page.sentences.iter().skip(first).flat_map(|sentence| &sentence.nodes).filter(|node| {
        node.tag.upos == Upos::Pron && node.is(desk.words.first_person) && page.quoted(node.span).is_none()
    });
    (own.count() >= FIRST_PERSON_MIN).then(|| Author { side, words: first..last + 1 })
}

/// The person of a paragraph that holds a byline and nothing else.
fn byline(desk: &Desk<'_, '_>, paragraph: &[usize]) -> Option<Side> {
    let at = *paragraph.first()?;
    let sentence = &desk.page.sentences[at];
    let names = &desk.page.names;
    let tokens = &desk.page.segments.sentences[at];
    if text(desk, paragraph).chars().count() > BYLINE_MAX {
        return None;
    }
    let word = desk.page.words(tokens.first..tokens.first + 1).to_lowercase();
    let opens = desk.reader.lexicon.entries(&word).iter().any(|entry| entry.class == desk.words.byline);
    let person = names.mentions.iter().find(|mention| {
        tokens.first < mention.tokens.start
            && mention.tokens.start <= tokens.first + 2
            && is_person(desk, mention.entity)
    })?;
    (opens && !sentence.furniture).then(|| Side::of_entity(desk, person.entity as usize, None))
}

/// True where the paragraph names the author.
fn names(desk: &Desk<'_, '_>, paragraph: &[usize], side: &Side) -> bool {
    let names = &desk.page.names;
    let span = |at: usize| desk.page.sentences[at].span;
    names.mentions.iter().any(|mention| {
        let here = desk.page.span(mention.tokens.clone());
        names.entities[mention.entity as usize].name == side.name && paragraph.iter().any(|&at| span(at).contains(here))
    })
}
