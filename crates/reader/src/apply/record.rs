//! Minutes: what stands in labelled lines at the head of a record ("Place: …", "Chair: …") is about the sitting that its title
//! names, and a heading "Next meeting" is about the line below it.

use grammar::VerbForm;
use model::{Edtf, Form, Kind, Role, Stage, Value};

use super::Desk;
use super::build::Draft;
use super::side::Side;
use crate::lexicon::Class;
use crate::names::EntityKind;
use crate::page::{Mention, Sentence};
use crate::values::{DateKind, Found};

/// How many sentences a head may have.
const HEAD: usize = 16;
/// Behind how many words the colon of a label may stand.
const LABEL: usize = 4;
/// How many words a heading, and the line below it, may have.
const HEADING: usize = 5;
const LINE: usize = 14;

/// The sitting that the document is the record of, and the next that it announces.
pub(crate) fn drafts(desk: &Desk<'_, '_>) -> Vec<Draft> {
    head(desk).into_iter().chain(next(desk)).collect()
}

/// The sitting that title and labelled lines tell of.
fn head(desk: &Desk<'_, '_>) -> Option<Draft> {
    let words = desk.words;
    let lines: Vec<(usize, &Sentence)> = desk.page.sentences.iter().enumerate().take(HEAD).collect();
    let titled = |sentence: &Sentence| {
        let body = |class| sentence.nodes.iter().position(|node| node.is(class));
        let verb = sentence.nodes.iter().any(|node| node.tag.verb_form == Some(VerbForm::Fin));
        body(words.sitting_noun).or_else(|| body(words.session_noun)).filter(|_| !verb && label(sentence).is_none())
    };
    let (at, trigger) = lines.iter().find_map(|&(at, sentence)| titled(sentence).map(|node| (at, node)))?;
    let labelled: Vec<(usize, &Sentence)> = lines
        .iter()
        .copied()
        .filter(|(line, sentence)| {
            *line > at && label(sentence).is_some_and(|node| told(sentence, node, words.record_label))
        })
        .collect();
    let chairs: Vec<&(usize, &Sentence)> = labelled
        .iter()
        .filter(|(_, sentence)| label(sentence).is_some_and(|node| told(sentence, node, words.chair_label)))
        .collect();
    if labelled.len() < 2 && chairs.is_empty() {
        return None;
    }
    let mut draft = Draft::new(Kind::Meeting, at, trigger, "meeting/record");
    draft.form = Some(Form::Session);
    draft.stage = Some(Stage::Done);
    rest_on(&mut draft, &desk.page.sentences[at]);
    let last = labelled.last().map_or(at, |(line, _)| *line);
    for side in named(desk, &desk.page.sentences[at], |kind| kind != EntityKind::Town && kind != EntityKind::Person) {
        draft.push_side(Role::Party, &side, "title");
    }
    for (_, sentence) in chairs {
        for person in named(desk, sentence, |kind| kind == EntityKind::Person) {
            put_side(&mut draft, sentence, Role::Party, Some(person));
        }
    }
    let between = desk.page.sentences.iter().enumerate().take(last + 1).skip(at);
    for (line, sentence) in between {
        let dated = date(desk, sentence);
        let plain = line > at && label(sentence).is_none() && dated.is_none();
        if !draft.has(Role::Place) && !plain {
            let town = named(desk, sentence, |kind| kind == EntityKind::Town).into_iter().next();
            put_side(&mut draft, sentence, Role::Place, town);
        }
        if !draft.has(Role::When) {
            put_date(desk, &mut draft, sentence, dated);
        }
    }
    (draft.has(Role::When) || draft.has(Role::Place)).then_some(draft)
}

/// "6. Next meeting", and below it "Gdynia, autumn 2031".
fn next(desk: &Desk<'_, '_>) -> Option<Draft> {
    let words = desk.words;
    let sentences = &desk.page.sentences;
    (0..sentences.len().saturating_sub(1)).find_map(|at| {
        let (heading, line) = (&sentences[at], &sentences[at + 1]);
        let trigger =
            heading.nodes.iter().position(|node| node.is(words.meeting_word) || node.is(words.sitting_noun))?;
        let ordinal = heading.nodes.iter().any(|node| node.is(words.ordinal));
        let short = heading.nodes.len() <= HEADING && line.nodes.len() <= LINE;
        let verb = |sentence: &Sentence| sentence.nodes.iter().any(|node| node.tag.verb_form == Some(VerbForm::Fin));
        if !ordinal || !short || verb(heading) || verb(line) || line.furniture || date(desk, heading).is_some() {
            return None;
        }
        let when = date(desk, line)?;
        let mut draft = Draft::new(Kind::Meeting, at, trigger, "meeting/next");
        draft.form = Some(Form::Session);
        draft.stage = Some(Stage::Planned);
        rest_on(&mut draft, heading);
        for side in &desk.topic.sides {
            draft.push_side(Role::Party, &Side { span: None, ..side.clone() }, "topic");
        }
        let place = named(desk, line, |kind| !matches!(kind, EntityKind::Person | EntityKind::Organisation));
        put_side(&mut draft, line, Role::Place, place.into_iter().next());
        put_date(desk, &mut draft, line, Some(when));
        Some(draft)
    })
}

/// The colon behind a label that begins a line.
fn label(sentence: &Sentence) -> Option<usize> {
    sentence.nodes.iter().take(LABEL).position(|node| node.lemma == ":").filter(|&colon| colon > 0)
}

fn told(sentence: &Sentence, colon: usize, class: Class) -> bool {
    sentence.nodes[..colon].iter().any(|node| node.is(class))
}

/// The names of some kinds that a sentence has, in order.
fn named(desk: &Desk<'_, '_>, sentence: &Sentence, wanted: impl Fn(EntityKind) -> bool) -> Vec<Side> {
    let entity = |name: usize| desk.page.names.mentions[name].entity as usize;
    // In brackets stands the country of what is named before.
    let bracketed = |at: usize| at > 0 && sentence.nodes[at - 1].lemma == "(";
    let names = sentence.nodes.iter().enumerate().filter_map(|(at, node)| match node.mention {
        Some(Mention::Name(name)) if !bracketed(at) => Some((name, node.span)),
        _ => None,
    });
    names
        .filter(|(name, _)| wanted(desk.page.names.entities[entity(*name)].kind))
        .map(|(name, span)| Side::of_entity(desk, entity(name), Some(span)))
        .collect()
}

/// The first day or longer stretch that a sentence names.
fn date(desk: &Desk<'_, '_>, sentence: &Sentence) -> Option<(Edtf, usize)> {
    sentence.nodes.iter().find_map(|node| match node.mention {
        Some(Mention::Value(index)) => match &desk.page.values[index].value {
            Found::Date { edtf: Some(edtf), kind } if *kind != DateKind::Comparison => Some((*edtf, index)),
            _ => None,
        },
        _ => None,
    })
}

fn put_side(draft: &mut Draft, sentence: &Sentence, role: Role, side: Option<Side>) {
    if let Some(side) = side {
        draft.push_side(role, &side, "label");
        rest_on(draft, sentence);
    }
}

fn put_date(desk: &Desk<'_, '_>, draft: &mut Draft, sentence: &Sentence, date: Option<(Edtf, usize)>) {
    if let Some((edtf, index)) = date {
        let span = desk.page.span(desk.page.values[index].tokens.clone());
        draft.push(Role::When, Value::When(edtf), Some(span), "label");
        rest_on(draft, sentence);
    }
}

fn rest_on(draft: &mut Draft, sentence: &Sentence) {
    if !draft.spans.contains(&sentence.span) {
        draft.spans.push(sentence.span);
    }
}
