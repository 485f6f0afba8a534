//! Offices that verbs of heading tell: "X has headed the region since 2018", "Y, who heads logistics at MAZ".

use std::ops::Range;

use super::class;
use super::offices::{Found, LONGEST_FIELD, LONGEST_LINK, draft_number, narrow, sentence_of};
use super::scan::Scan;
use super::tokens::Shape;
use super::{EntityKind, OfficeMention};

/// What a verb of heading has for its object.
struct Object {
    /// The place or organisation: index of a draft.
    of: Option<usize>,
    /// The field: "logistics".
    field: Option<Range<usize>>,
    /// One past its last token.
    end: usize,
}

/// "X has headed the region since 2018", "X heads the committee".
pub(super) fn verbs(scan: &Scan<'_>, of_draft: &[u32], found: &mut Vec<Found>) {
    let Some(lemma) = scan.gazetteer.lexicon.heading_office() else { return };
    for i in 0..scan.toks.toks.len() {
        if !scan.toks.at(i).is(class::HEADS) || !scan.is_free(i) {
            continue;
        }
        let sentence = sentence_of(scan, i);
        let read = passive(scan, i, &sentence).or_else(|| {
            let (person, former) = holder(scan, i, &sentence)?;
            Some((person, former, object(scan, i, &sentence)?))
        });
        let Some((person, former, object)) = read else { continue };
        let title = match &object.field {
            Some(field) => format!("{lemma} of {}", scan.toks.phrase(field.clone())),
            None => lemma.to_owned(),
        };
        let entity = |number: usize| of_draft.get(number).copied();
        found.push(Found {
            mention: OfficeMention {
                tokens: narrow(&(i..i + 1)),
                head: i as u32,
                title,
                person: entity(person),
                of: object.of.and_then(entity),
                former,
                future: false,
                by_description: false,
                owner: None,
                all: narrow(&(scan.drafts[person].tokens.start.min(object.end)..object.end)),
            },
            office: None,
            held: false,
            plural: false,
            by_subject: false,
        });
    }
}

/// "The bank is headed by X", "the fund, led until 2020 by X": the person behind the verb and the organisation before it.
fn passive(scan: &Scan<'_>, i: usize, sentence: &Range<usize>) -> Option<(usize, bool, Object)> {
    let agent = (i + 1..sentence.end.min(i + LONGEST_FIELD)).find(|j| scan.toks.at(*j).is(class::AGENT))?;
    if (i + 1..agent).any(|j| scan.toks.at(j).shape == Shape::Comma || scan.toks.at(j).is(class::AND)) {
        return None;
    }
    let person = draft_number(scan, agent + 1).filter(|number| scan.drafts[*number].kind == EntityKind::Person)?;
    let link = class::VERB.or(class::HOLDS).or(class::WHO).or(class::FORMER).or(class::MODIFIER);
    let mut before = i;
    while before > sentence.start
        && (scan.toks.at(before - 1).is(link) || scan.toks.at(before - 1).shape == Shape::Comma)
        && i - before < LONGEST_LINK
    {
        before -= 1;
    }
    let of = before.checked_sub(1).filter(|j| *j >= sentence.start).and_then(|j| draft_number(scan, j))?;
    let body = scan.drafts[of].kind == EntityKind::Organisation;
    let former = (before..i).any(|j| scan.toks.at(j).is(class::FORMER));
    body.then(|| (person, former, Object { of: Some(of), field: None, end: scan.drafts[person].tokens.end }))
}

/// The person before the verb, and whether the office is said to be held no more.
fn holder(scan: &Scan<'_>, i: usize, sentence: &Range<usize>) -> Option<(usize, bool)> {
    // "X, who until May ran the office": what stands between the pronoun and the verb is passed over.
    let who = (sentence.start.max(i.saturating_sub(LONGEST_LINK))..i)
        .rev()
        .take_while(|j| scan.toks.at(*j).shape != Shape::Comma && !scan.toks.at(*j).is(class::VERB))
        .find(|j| scan.toks.at(*j).is(class::WHO));
    let mut before = who.unwrap_or(i);
    let link = class::VERB.or(class::HOLDS).or(class::WHO).or(class::FORMER);
    while before > sentence.start
        && (scan.toks.at(before - 1).is(link) || scan.toks.at(before - 1).shape == Shape::Comma)
        && i - before < LONGEST_LINK
    {
        before -= 1;
    }
    let former = (before..i).any(|j| scan.toks.at(j).is(class::FORMER));
    let person = before.checked_sub(1).filter(|j| *j >= sentence.start).and_then(|j| draft_number(scan, j))?;
    (scan.drafts[person].kind == EntityKind::Person).then_some((person, former))
}

/// What is headed: a name, a common noun for a place or body, or a field with the body behind it.
fn object(scan: &Scan<'_>, i: usize, sentence: &Range<usize>) -> Option<Object> {
    // "Presides over the board".
    let over = usize::from(scan.toks.at(i + 1).is(class::HOLDS) && !scan.toks.at(i + 1).is(class::VERB));
    let article = |j: usize| j + usize::from(scan.toks.at(j).is(class::ARTICLE.or(class::PRONOUN)));
    let k = article(i + 1 + over);
    let name = |k: usize| {
        draft_number(scan, k).filter(|number| {
            let draft = &scan.drafts[*number];
            draft.tokens.start == k && draft.kind != EntityKind::Person && !draft.adjective
        })
    };
    if let Some(of) = name(k) {
        return Some(Object { of: Some(of), field: None, end: scan.drafts[of].tokens.end });
    }
    if names_body(scan, k, sentence.end) {
        return Some(Object { of: None, field: None, end: i + 1 });
    }
    let is_field =
        |j: usize| scan.toks.at(j).is(class::FIELD.or(class::MODIFIER)) && scan.is_free(j) && j < sentence.end;
    let end = (k..).find(|j| !is_field(*j))?;
    let joined = scan.toks.at(end).is(class::IN.or(class::OF).or(class::FOR));
    if end == k || !joined {
        return None;
    }
    // "At the growers' cooperative Xxx": the name is near.
    let of = (article(end + 1)..sentence.end.min(end + 1 + LONGEST_FIELD)).find_map(name)?;
    Some(Object { of: Some(of), field: Some(k..end), end: scan.drafts[of].tokens.end })
}

/// A common noun for a place or body within a few words that something else than a clause comes between: "the municipal
/// trade desk".
fn names_body(scan: &Scan<'_>, k: usize, end: usize) -> bool {
    let noun = class::REGION.or(class::TOWN).or(class::BODY).or(class::GENERIC).or(class::HEAD);
    let stop =
        class::VERB.or(class::SPEECH).or(class::AND).or(class::TO).or(class::OF).or(class::PRONOUN).or(class::IN);
    let part = |i: &usize| scan.toks.at(*i).is_word() && !scan.toks.at(*i).is(stop);
    (k..end.min(k + LONGEST_FIELD)).take_while(part).any(|i| scan.toks.at(i).is(noun) && scan.is_free(i))
}
