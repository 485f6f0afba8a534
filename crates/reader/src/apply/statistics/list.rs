//! Lists of goods, sides or flows with their figures: "Exports: zinc 40.2 (up by half); cotton 12.5", "Zinc 40.2.".
//!
//! A list has no verb of its own. Its flow stands before a colon or comes from the lines above it; each part gives a name and a
//! figure in the unit of the heading, or a sum.

use std::ops::Range;

use grammar::VerbForm;
use model::{Decimal, Direction, Edtf, Form, Kind, Role, Span, Value};

use super::super::Desk;
use super::super::attach;
use super::super::build::Draft;
use super::figures::{self, change_of_index, mentions, word};
use super::flow::Flow;
use super::{Ledger, sides};
use crate::page::{Mention, Node, Sentence};
use crate::values::Found;

/// What the parts of a list share.
struct Head {
    draft: Draft,
    /// Where the parts begin.
    start: usize,
    when: Option<(Edtf, Option<Span>)>,
    /// A colon stands behind the head.
    colon: bool,
    /// The sentence itself names the flow.
    named: bool,
}

/// The statements of a sentence that is a list; `None` where it is none.
pub(super) fn read(ledger: &mut Ledger, desk: &Desk<'_, '_>, at: usize, frames: &[Draft]) -> Option<Vec<Draft>> {
    let sentence = &desk.page.sentences[at];
    if !ledger.trades || sentence.nodes.len() < 2 {
        return None;
    }
    let head = head(ledger, desk, at, frames)?;
    let parts = parts(desk, sentence, head.start);
    // A word that opens a part is its name, whatever the tagger takes it for.
    let number_at = |part: &Range<usize>| {
        let mut numbers = mentions(sentence)
            .into_iter()
            .filter(|(index, first, _)| part.contains(first) && number(desk, *index).is_some());
        numbers.next().map_or(part.end, |(_, first, _)| first)
    };
    let prose = |part: &Range<usize>| {
        let first = number_at(part);
        part.clone().skip(1).any(|node| {
            let here = &sentence.nodes[node];
            finite(here) || (node < first && here.is_verb() && here.tag.verb_form == Some(VerbForm::Fin))
        })
    };
    // "a year before 87": no name, but what the figure before is compared with.
    let earlier = |part: &Range<usize>| {
        mentions_in(sentence, part.start..number_at(part)).any(|index| {
            matches!(desk.page.values[index].value, Found::Date { kind: crate::values::DateKind::Comparison, .. })
        })
    };
    if parts.iter().any(|part| prose(part) || earlier(part)) {
        return None;
    }
    let mut out: Vec<Draft> = Vec::new();
    let mut item: Option<Draft> = None;
    for part in &parts {
        let made = member(ledger, desk, at, &head, frames, part.clone(), item.as_ref());
        item = made.first().cloned();
        out.extend(made);
    }
    if !plausible(desk, sentence, &head, &out) {
        return None;
    }
    let carried = ledger.carried().cloned();
    let all = 0..sentence.nodes.len();
    let near = sides::near(desk, at, sentence, 0..head.start.min(all.end), None, carried.as_ref());
    for draft in &mut out {
        sides::settle(desk, draft, &near);
        attach::speaker(desk, draft);
    }
    out.retain(|draft| !super::super::build::contrary(draft));
    settle_flow(ledger, desk, &out);
    Some(out)
}

/// The flow that goes on after a list or table: the last that is no single goods'; its owner is who exports or imports.
pub(super) fn settle_flow(ledger: &mut Ledger, desk: &Desk<'_, '_>, made: &[Draft]) {
    let side = |form: Form, role: Role| {
        let drafts = made.iter().filter(|draft| draft.form == Some(form));
        drafts.flat_map(|draft| draft.of(role)).find_map(|arg| super::super::open_roles::side_of(desk, &arg.value))
    };
    let owner = ledger.carried().and_then(|flow| flow.owner.clone());
    let owner = owner.or_else(|| side(Form::Exports, Role::From)).or_else(|| side(Form::Imports, Role::To));
    let whole = made.iter().rev().find(|draft| !draft.has(Role::Item));
    if let Some(draft) = whole.or(made.first()) {
        // The goods were of this list alone.
        let flow = Flow { items: Vec::new(), ..Flow::of(desk, draft, owner) };
        ledger.main = ledger.main.take().or_else(|| Some(flow.clone()));
        ledger.flow = Some(flow);
    }
}

/// One member with a round number is more often the number of a page; several, or one behind the name of a flow, make a list.
fn plausible(desk: &Desk<'_, '_>, sentence: &Sentence, head: &Head, made: &[Draft]) -> bool {
    let members = made.iter().filter(|draft| draft.has(Role::Item)).count();
    let flows = made.len() - members;
    let broken = mentions(sentence)
        .into_iter()
        .filter_map(|(index, ..)| number(desk, index))
        .any(|value| value.scale() > 0 || value >= Decimal::ONE_THOUSAND);
    let mut currencies: Vec<&str> = made
        .iter()
        .flat_map(|draft| draft.of(Role::Amount))
        .filter_map(|arg| if let Value::Amount { currency, .. } = &arg.value { Some(currency.as_str()) } else { None })
        .collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies.len() == 1 && (members > 1 || (broken && (members > 0 || head.named || flows > 0)))
}

/// True for a verb that makes the words a sentence.
fn finite(node: &Node) -> bool {
    node.is_verb() && node.tag.verb_form == Some(VerbForm::Fin) && node.inside.is_none()
}

/// The flow, time and beginning of a list: what stands before a colon, else what the lines above speak of.
fn head(ledger: &Ledger, desk: &Desk<'_, '_>, at: usize, frames: &[Draft]) -> Option<Head> {
    let sentence = &desk.page.sentences[at];
    let colon = (0..sentence.nodes.len()).find(|&node| word(desk, sentence, node) == ":");
    let first_number = mentions(sentence).into_iter().find_map(|(index, first, _)| number(desk, index).map(|_| first));
    let colon = colon.filter(|&colon| first_number.is_some_and(|number| colon < number));
    let end = colon.unwrap_or(0);
    let mut when = None;
    for (index, first, _) in mentions(sentence) {
        if let Found::Date { edtf: Some(edtf), .. } = desk.page.values[index].value
            && first < end
            && when.is_none()
        {
            when = Some((edtf, Some(desk.page.span(desk.page.values[index].tokens.clone()))));
        }
    }
    let own = frames.iter().rev().find(|frame| frame.trigger < end);
    let verb = (0..end).find_map(|node| {
        let here = &sentence.nodes[node];
        let sells = here.is(desk.words.sell_verb).then_some(Form::Exports);
        sells.or_else(|| here.is(desk.words.buy_verb).then_some(Form::Imports))
    });
    let named = own.is_some() || verb.is_some();
    // What stands before the colon must name a flow, a side, a time or nothing; else the figures are of something else.
    let other = (0..end).any(|node| {
        let here = &sentence.nodes[node];
        here.mention.is_none()
            && here.inside.is_none()
            && here.tag.upos == grammar::Upos::Noun
            && !here.is(desk.words.flow_word)
            && !here.is(desk.words.region_noun)
    });
    // "The price, 3 million euros": a sum of something else.
    let foreign = || sentence.nodes.iter().any(|node| node.is(desk.words.other_sum));
    if !named && (other || !ledger.active || foreign()) {
        return None;
    }
    let mut draft = match (own, verb) {
        (Some(frame), _) => Draft { ..frame.clone() },
        (None, Some(form)) => Draft { form: Some(form), ..Draft::new(Kind::Trade, at, 0, "statistics/list") },
        (None, None) => {
            let flow = ledger.carried()?;
            let mut draft = Draft::new(Kind::Trade, at, 0, "statistics/list");
            draft.form = flow.form;
            for (role, sides) in [(Role::From, &flow.from), (Role::To, &flow.to), (Role::Party, &flow.parties)] {
                for side in sides {
                    draft.push_side(role, side, "flow");
                }
            }
            draft
        }
    };
    // What stands behind the colon is of one part: "Imports: paper 4.2; glass, mostly from Lida, 2.1".
    let part = |span: Span| colon.is_some() && span.start >= sentence.nodes[end].span.end;
    draft.args.retain(|arg| arg.role != Role::Item && !matches!(arg.anchor, model::Anchor::Words(span) if part(span)));
    let when = when.or_else(|| ledger.heading.map(|edtf| (edtf, None)));
    let when = when.or_else(|| ledger.carried().and_then(|flow| flow.when).map(|(edtf, _)| (edtf, None)));
    Some(Head { draft, start: if colon.is_some() { end + 1 } else { 0 }, when, colon: colon.is_some(), named })
}

/// The parts of a list: between semicolons, or between commas outside brackets where there is none.
fn parts(desk: &Desk<'_, '_>, sentence: &Sentence, start: usize) -> Vec<Range<usize>> {
    let nodes = sentence.nodes.len();
    let semicolons = (start..nodes).any(|node| matches!(word(desk, sentence, node), ";" | "|"));
    let mut out = Vec::new();
    let (mut from, mut depth) = (start, 0_i32);
    for node in start..nodes {
        if node > from && breaks(desk, sentence, node) {
            out.push(from..node);
            (from, depth) = (node, 0);
        }
        match word(desk, sentence, node) {
            "(" => depth += 1,
            ")" => depth -= 1,
            ";" | "|" if depth <= 0 => {
                out.push(from..node);
                from = node + 1;
            }
            "," if depth <= 0
                && !semicolons
                && mentions_in(sentence, from..node).any(|index| number(desk, index).is_some()) =>
            {
                out.push(from..node);
                from = node + 1;
            }
            _ => {}
        }
    }
    out.push(from..nodes);
    out
}

/// A new line begins with a node.
fn breaks(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let tokens = &desk.page.segments.tokens;
    let at = sentence.nodes[node].tokens.start as usize;
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at)) else {
        return false;
    };
    let between = desk.page.document.text.get(before.byte_end as usize..here.byte_start as usize);
    between.is_some_and(|between| between.contains('\n'))
}

fn mentions_in(sentence: &Sentence, nodes: Range<usize>) -> impl Iterator<Item = usize> {
    mentions(sentence).into_iter().filter(move |(_, first, _)| nodes.contains(first)).map(|(index, ..)| index)
}

/// The number of a count or sum.
fn number(desk: &Desk<'_, '_>, index: usize) -> Option<Decimal> {
    match &desk.page.values[index].value {
        Found::Number { value, .. } | Found::Money { value, .. } => Some(*value),
        _ => None,
    }
}

/// The statements of one part: its own, and that of what it is compared with in brackets.
fn member(
    ledger: &Ledger,
    desk: &Desk<'_, '_>,
    at: usize,
    head: &Head,
    frames: &[Draft],
    part: Range<usize>,
    before: Option<&Draft>,
) -> Vec<Draft> {
    let sentence = &desk.page.sentences[at];
    let Some((index, first, last)) = mentions(sentence)
        .into_iter()
        .find(|&(index, first, _)| part.contains(&first) && number(desk, index).is_some())
    else {
        return Vec::new();
    };
    let Some((value, by)) = sum(ledger, desk, sentence, index, last) else { return Vec::new() };
    let own = frames.iter().find(|frame| part.contains(&frame.trigger) && frame.trigger < first);
    let mut draft = own.cloned().unwrap_or_else(|| head.draft.clone());
    draft.sentence = at;
    draft.trigger = first;
    if own.is_none() && !name(desk, at, sentence, part.start..first, &mut draft, before, head) {
        return Vec::new();
    }
    draft.push(Role::Amount, value, Some(desk.page.span(desk.page.values[index].tokens.clone())), by);
    if let Some((edtf, span)) = head.when {
        draft.push(Role::When, Value::When(edtf), span, "date");
    }
    let mut out = vec![draft];
    rest(ledger, desk, at, last + 1..part.end, &mut out);
    out
}

/// The sum that a number stands for.
fn sum(
    ledger: &Ledger,
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    index: usize,
    last: usize,
) -> Option<(Value, &'static str)> {
    match &desk.page.values[index].value {
        Found::Money { value, currency, approx, .. } => {
            Some((Value::Amount { value: *value, currency: currency.clone(), approx: *approx }, "sum"))
        }
        Found::Number { value, approx, .. } if !figures::counts_what_follows(sentence, last) => {
            let unit = ledger.legend.as_ref()?;
            let scale = if super::unit::scaled(desk, index) { Decimal::ONE } else { unit.scale };
            let value = Value::Amount { value: *value * scale, currency: unit.currency.clone(), approx: *approx };
            Some((value, "unit of the heading"))
        }
        _ => None,
    }
}

/// Reads the name of a part: goods, or the side whose share of the flow it is. False where it names nothing.
fn name(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    mut nodes: Range<usize>,
    draft: &mut Draft,
    before: Option<&Draft>,
    head: &Head,
) -> bool {
    const LONGEST: usize = 9;
    let letters = |node: usize| word(desk, sentence, node).chars().any(char::is_alphabetic);
    // "of which", "including", dashes and colons are no part of a name.
    if let Some(colon) = nodes.clone().rev().find(|&node| word(desk, sentence, node) == ":") {
        nodes.start = colon + 1;
    }
    while nodes.start < nodes.end
        && (!letters(nodes.start)
            || sentence.nodes[nodes.start].is(desk.words.cases.including)
            || small(&sentence.nodes[nodes.start]))
    {
        nodes.start += 1;
    }
    if let Some(comma) = nodes.clone().find(|&node| matches!(word(desk, sentence, node), "," | "(" | "–" | "—")) {
        nodes.end = comma;
    }
    while nodes.end > nodes.start && (!letters(nodes.end - 1) || small(&sentence.nodes[nodes.end - 1])) {
        nodes.end -= 1;
    }
    if nodes.is_empty() {
        return head.colon && before.is_none();
    }
    if nodes.len() > LONGEST {
        return false;
    }
    let place = nodes.clone().all(|node| match sentence.nodes[node].mention {
        Some(Mention::Name(name)) => desk.is_place(name),
        _ => sentence.nodes[node].is(desk.words.region_noun),
    });
    if place {
        sides::replace(desk, at, sentence, nodes, draft);
        return true;
    }
    let tokens = sentence.nodes[nodes.start].tokens.start..sentence.nodes[nodes.end - 1].tokens.end;
    let text = desk.page.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    draft.push(Role::Item, Value::Text(text), Some(desk.page.span(tokens)), "list");
    true
}

/// Words that cannot begin or end a name.
fn small(node: &Node) -> bool {
    use grammar::Upos::{Adp, Adv, Aux, Cconj, Det, Sconj};
    node.mention.is_none() && matches!(node.tag.upos, Adp | Adv | Aux | Cconj | Det | Sconj)
}

/// What stands behind the figure of a part: its change, share, rank or count, and an earlier figure.
fn rest(ledger: &Ledger, desk: &Desk<'_, '_>, at: usize, nodes: Range<usize>, out: &mut Vec<Draft>) {
    let sentence = &desk.page.sentences[at];
    let mut dated: Option<(Edtf, Span)> = None;
    for (index, first, last) in mentions(sentence).into_iter().filter(|(_, first, _)| nodes.contains(first)) {
        let mention = &desk.page.values[index];
        let span = desk.page.span(mention.tokens.clone());
        let bracketed = figures::mark_before(desk, sentence, first, "(");
        let value = match &mention.value {
            Found::Date { edtf: Some(edtf), .. } => {
                dated = Some((*edtf, span));
                continue;
            }
            Found::Change { percent, direction, .. } => Value::Change { percent: *percent, direction: *direction },
            Found::Share { percent, approx } => Value::Share { percent: *percent, approx: *approx },
            Found::Rank { value, top } => Value::Rank { value: *value, top: *top },
            Found::Percent { value, .. } | Found::Number { value, .. } if signed(desk, sentence, first).is_some() => {
                change(*value, signed(desk, sentence, first).unwrap_or(Direction::Up))
            }
            Found::Percent { value, .. } if *value > Decimal::from(40) && (bracketed || ledger.indexed) => {
                change_of_index(*value)
            }
            Found::Number { value, .. } if bracketed && ledger.indexed && *value < Decimal::ONE_THOUSAND => {
                change_of_index(*value)
            }
            Found::Number { value, approx, .. } if figures::counts_what_follows(sentence, last) => {
                let unit = word(desk, sentence, last + 1).to_owned();
                Value::Quantity { value: *value, unit, approx: *approx }
            }
            Found::Measure { value, unit, approx, .. } => {
                Value::Quantity { value: *value, unit: unit.clone(), approx: *approx }
            }
            Found::Number { .. } | Found::Money { .. } => {
                if let (Some((edtf, when)), Some((value, by))) =
                    (dated.take(), sum(ledger, desk, sentence, index, last))
                {
                    let mut earlier = out[0].clone();
                    earlier
                        .args
                        .retain(|arg| !matches!(arg.role, Role::Amount | Role::When | Role::Change | Role::Quantity));
                    earlier.push(Role::Amount, value, Some(span), by);
                    earlier.push(Role::When, Value::When(edtf), Some(when), "date");
                    out.push(earlier);
                }
                continue;
            }
            _ => continue,
        };
        let role = match value {
            Value::Change { .. } => Role::Change,
            Value::Share { .. } => Role::Share,
            Value::Rank { .. } => Role::Rank,
            _ => Role::Quantity,
        };
        if !out[0].has(role) {
            out[0].push(role, value, Some(span), "list");
        }
    }
}

fn change(value: Decimal, direction: Direction) -> Value {
    let percent = if direction == Direction::Down { -value.abs() } else { value.abs() };
    Value::Change { percent: Some(percent), direction }
}

/// The sign right before a number: "+41", "minus 9 %".
fn signed(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize) -> Option<Direction> {
    let before = &sentence.nodes[first.checked_sub(1)?];
    if before.is(desk.words.minus) || sign(desk, sentence, first) == Some('-') {
        Some(Direction::Down)
    } else if before.is(desk.words.plus) || sign(desk, sentence, first) == Some('+') {
        Some(Direction::Up)
    } else {
        None
    }
}

/// A plus or minus written onto a number, as part of its words or before them.
fn sign(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize) -> Option<char> {
    let own = word(desk, sentence, first).chars().next()?;
    let before =
        first.checked_sub(1).filter(|&before| sentence.nodes[before].span.end == sentence.nodes[first].span.start);
    let glued = before.and_then(|before| word(desk, sentence, before).chars().next());
    [Some(own), glued].into_iter().flatten().find_map(|mark| match mark {
        '+' => Some('+'),
        '-' | '\u{2212}' | '\u{2013}' => Some('-'),
        _ => None,
    })
}
