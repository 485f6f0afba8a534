//! Names before a colon that open what somebody says: "Anna Berg: ..." in transcripts and minutes.

use grammar::Upos;

use super::super::Desk;
use super::super::side::{Side, sides};
use super::{paragraphs, text};

/// A label is at most so long, in code points.
const LABEL_MAX: u32 = 90;
/// With fewer labelled paragraphs a text is no transcript.
const LABELS_MIN: usize = 2;

/// Who is named alone before a colon at the end of a line.
pub(super) fn alone(desk: &Desk<'_, '_>, at: usize) -> Option<Side> {
    let sentence = &desk.page.sentences[at];
    let words = text(desk, &[at]);
    if !words.trim_end().ends_with(':') || sentence.span.len() > LABEL_MAX {
        return None;
    }
    let mut found: Vec<Side> = Vec::new();
    for side in (0..sentence.nodes.len()).flat_map(|node| sides(desk, at, sentence, node)) {
        if !found.contains(&side) {
            found.push(side);
        }
    }
    let person = found.iter().position(|side| side.person);
    match person {
        Some(person) => Some(found.swap_remove(person)),
        None if found.len() == 1 => found.pop(),
        None => None,
    }
}

/// The sentences that stand behind such labels, with who says them; `None` where the text is no transcript.
pub(super) fn turns(desk: &Desk<'_, '_>) -> Option<Vec<(usize, Side)>> {
    let paragraphs = paragraphs(desk);
    let labels: Vec<Option<Side>> =
        paragraphs.iter().map(|paragraph| opens(desk, paragraph).filter(|_| !is_roll(desk, paragraph))).collect();
    if labels.iter().flatten().filter(|side| side.person).count() < LABELS_MIN {
        return None;
    }
    let people: Vec<String> = labels.iter().flatten().map(|side| side.name.clone()).collect();
    let mut out = Vec::new();
    let mut current: Option<Side> = None;
    for (index, (paragraph, label)) in paragraphs.iter().zip(labels).enumerate() {
        let apart = index > 0 && is_rule(desk, paragraphs[index - 1].last().copied(), paragraph.first().copied());
        match label {
            Some(side) => current = Some(side),
            // The document's own words tell of those who speak.
            None if apart
                || is_numbered(desk, paragraph)
                || (!speaks(desk, paragraph) && tells(desk, paragraph, &people)) =>
            {
                current = None
            }
            None => {}
        }
        out.extend(current.iter().flat_map(|side| paragraph.iter().map(|&at| (at, side.clone()))));
        if is_quoted(desk, paragraph) {
            current = None;
        }
    }
    Some(out)
}

/// "Chair: A. Berg, head of the department": who is listed says nothing.
fn is_roll(desk: &Desk<'_, '_>, paragraph: &[usize]) -> bool {
    let verb = |at: &usize| desk.page.sentences[*at].nodes.iter().any(crate::page::Node::is_verb);
    let colon = text(desk, paragraph).chars().position(|c| c == ':');
    colon.is_some_and(|colon| text(desk, paragraph).chars().count() > colon + 2) && !paragraph.iter().any(verb)
}

/// "2.1. Noted: ...": minutes are the document's own words.
fn is_numbered(desk: &Desk<'_, '_>, paragraph: &[usize]) -> bool {
    let words = text(desk, paragraph);
    let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < words.len() && digits.starts_with(['.', ')'])
}

/// True where a paragraph has a word of the first or second person.
fn speaks(desk: &Desk<'_, '_>, paragraph: &[usize]) -> bool {
    paragraph
        .iter()
        .flat_map(|&at| &desk.page.sentences[at].nodes)
        .any(|node| node.tag.upos == Upos::Pron && (node.is(desk.words.first_person) || node.is(desk.words.you)))
}

/// True where a paragraph names one of those who speak, or calls one by an office.
fn tells(desk: &Desk<'_, '_>, paragraph: &[usize], people: &[String]) -> bool {
    let names = &desk.page.names;
    let inside = |tokens: std::ops::Range<u32>| {
        let here = desk.page.span(tokens);
        paragraph.iter().any(|&at| desk.page.sentences[at].span.contains(here))
    };
    let one = |entity: u32| people.contains(&names.entities[entity as usize].name);
    names.mentions.iter().any(|mention| one(mention.entity) && inside(mention.tokens.clone()))
        || names.offices.iter().any(|office| office.person.is_some_and(one) && inside(office.tokens.clone()))
}

/// True where a paragraph is one quotation: what follows it is not quoted any more.
fn is_quoted(desk: &Desk<'_, '_>, paragraph: &[usize]) -> bool {
    const MARKS: u32 = 2;
    let (Some(&first), Some(&last)) = (paragraph.first(), paragraph.last()) else { return false };
    let span = desk.page.sentences[first].span.cover(desk.page.sentences[last].span);
    desk.page.quotes.iter().any(|quote| quote.start <= span.start + MARKS && quote.end + MARKS >= span.end)
}

/// Who opens a paragraph: a person, with or without the office, or an office alone, before a colon.
fn opens(desk: &Desk<'_, '_>, paragraph: &[usize]) -> Option<Side> {
    let at = *paragraph.first()?;
    let page = desk.page;
    let start = page.sentences[at].span.start;
    let words = text(desk, paragraph);
    let colon = words.chars().position(|c| c == ':')? as u32;
    if colon > LABEL_MAX || words.chars().take(colon as usize).any(|c| matches!(c, '.' | ';' | '"' | '“') && colon > 40)
    {
        return None;
    }
    let end = start + colon;
    let offices = || {
        page.names.offices.iter().filter(|office| {
            let span = page.span(office.all.clone());
            span.start <= start + 1 && span.end >= start && span.end <= end
        })
    };
    let office = offices().max_by_key(|office| office.all.end);
    let person = page.names.mentions.iter().find(|mention| {
        let span = page.span(mention.tokens.clone());
        span.start >= start && span.end <= end && super::is_person(desk, mention.entity)
    });
    if let Some(person) = person {
        let span = page.span(person.tokens.clone());
        let alone = span.start <= start + 1 || office.is_some();
        return alone.then(|| Side::of_entity(desk, person.entity as usize, Some(span)));
    }
    let office = office?;
    let side = match office.person {
        Some(person) => Side::of_entity(desk, person as usize, None),
        None => {
            let span = page.span(office.all.clone());
            Side { person: true, body: false, ..super::super::side::described(desk, office.all.clone(), span) }
        }
    };
    Some(side)
}

/// True where a line without letters parts two paragraphs.
fn is_rule(desk: &Desk<'_, '_>, before: Option<usize>, after: Option<usize>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let sentences = &desk.page.sentences;
    let between = model::Span::new(sentences[before].span.end, sentences[after].span.start);
    let gap = desk.page.document.slice(between).unwrap_or("");
    let signs = text(desk, &[before]);
    gap.chars().any(|c| !c.is_whitespace() && c != '"') || !signs.chars().any(char::is_alphanumeric)
}
