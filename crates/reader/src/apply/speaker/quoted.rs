//! Direct speech: whose words stand in each quotation.

use model::Span;

use super::super::Desk;
use super::super::side::Side;
use super::{Before, label};

/// A quotation being given its speaker.
struct Quote {
    span: Span,
    /// Its first and last sentence.
    first: usize,
    last: usize,
    /// Somebody speaks in it: it holds a sentence of its own, or opens like one.
    whole: bool,
    side: Option<Side>,
}

/// The sentences of quotations with their speakers.
pub(super) fn quoted(desk: &Desk<'_, '_>, before: &Before) -> Vec<(usize, Side)> {
    let mut quotes: Vec<Quote> = desk.page.quotes.iter().filter_map(|quote| begin(desk, *quote)).collect();
    for quote in &mut quotes {
        quote.side = named(desk, before, quote);
    }
    // What parts "..." and "..." in one paragraph belongs to one speaker: the nearest that is named, first after, then before.
    for index in (0..quotes.len().saturating_sub(1)).rev() {
        let (here, next) = (&quotes[index], &quotes[index + 1]);
        let same = paragraph(desk, here.last) == paragraph(desk, next.first);
        if here.side.is_none() && here.whole && same && !whose_before(desk, before, here) {
            quotes[index].side = quotes[index + 1].side.clone();
        }
    }
    let mut carried: Option<(u32, Side)> = None;
    for quote in &mut quotes {
        let from = paragraph(desk, quote.first);
        if quote.side.is_none() && quote.whole {
            quote.side = preceding(desk, before, quote)
                .or_else(|| {
                    carried.as_ref().filter(|(at, _)| from.saturating_sub(*at) <= 1).map(|(_, side)| side.clone())
                })
                .or_else(|| last_about(desk, before, quote.first));
        }
        if let Some(side) = quote.side.as_ref().filter(|_| quote.whole) {
            carried = Some((paragraph(desk, quote.last), side.clone()));
        }
    }
    let all = quotes.iter().filter_map(|quote| Some((quote, quote.side.as_ref()?)));
    all.flat_map(|(quote, side)| (quote.first..=quote.last).map(|at| (at, side.clone())))
        .filter(|(at, _)| !desk.page.sentences[*at].furniture)
        .collect()
}

fn paragraph(desk: &Desk<'_, '_>, at: usize) -> u32 {
    desk.page.sentences[at].paragraph
}

fn begin(desk: &Desk<'_, '_>, span: Span) -> Option<Quote> {
    let sentences = &desk.page.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let last = sentences.partition_point(|sentence| sentence.span.start < span.end).checked_sub(1)?;
    if first > last {
        return None;
    }
    let tokens = &desk.page.segments.tokens;
    let token = tokens.partition_point(|token| token.span.start < span.start) as u32;
    let opens = desk.page.words(token..token + 1).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let holds = (first..=last).any(|at| span.contains(sentences[at].span));
    Some(Quote { span, first, last, whole: opens || holds, side: None })
}

/// Who is named as speaking in a sentence that the quotation stands in, right after it, or in the same breath before it.
fn named(desk: &Desk<'_, '_>, before: &Before, quote: &Quote) -> Option<Side> {
    const NEAR: u32 = 4;
    let sentences = &desk.page.sentences;
    let own = |at: usize| before.last(at).map(|said| said.side.clone());
    let partly = |at: &usize| !quote.span.contains(sentences[*at].span);
    if let Some(side) = (quote.first..=quote.last).rev().filter(partly).find_map(own) {
        return Some(side);
    }
    // "He shrugs: "..."": the sentence is about somebody.
    let about = |at: usize| before.about.get(at)?.clone();
    let introduced = sentences[quote.first].span.start + NEAR < quote.span.start;
    if let Some(side) = about(quote.first).filter(|_| quote.whole && introduced) {
        return Some(side);
    }
    let next = quote.last + 1;
    if sentences.get(next).is_some_and(|next| {
        next.span.start <= quote.span.end + NEAR
            && next.paragraph == sentences[quote.last].paragraph
            && !partly_quoted(desk, next.span)
    }) {
        return before.own[next].first().map(|said| said.side.clone());
    }
    if quote.whole { (quote.first..=quote.last).filter(partly).find_map(about) } else { None }
}

fn partly_quoted(desk: &Desk<'_, '_>, span: Span) -> bool {
    desk.page.quotes.iter().any(|quote| quote.contains(span))
}

/// True where the sentence before the quotation, in its paragraph, tells of somebody.
fn whose_before(desk: &Desk<'_, '_>, before: &Before, quote: &Quote) -> bool {
    preceding(desk, before, quote).is_some()
}

/// Of whom the sentence before the quotation tells, in the same paragraph, or who is named on the line before.
fn preceding(desk: &Desk<'_, '_>, before: &Before, quote: &Quote) -> Option<Side> {
    let at = quote.first.checked_sub(1)?;
    if paragraph(desk, at) != paragraph(desk, quote.first) {
        return label::alone(desk, at);
    }
    if partly_quoted(desk, desk.page.sentences[at].span) {
        return None;
    }
    before.last(at).map(|said| said.side.clone()).or_else(|| before.about[at].clone())
}

/// The last person of whom the two paragraphs before tell.
fn last_about(desk: &Desk<'_, '_>, before: &Before, first: usize) -> Option<Side> {
    const FAR: u32 = 2;
    let here = paragraph(desk, first);
    (0..first).rev().take_while(|&at| here - paragraph(desk, at) <= FAR).find_map(|at| {
        let said = before.last(at).map(|said| said.side.clone());
        said.or_else(|| before.about[at].clone())
    })
}
