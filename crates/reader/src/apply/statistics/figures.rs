//! The figures of a sentence that may measure a flow: sums, bare numbers in a carried unit, changes, shares, ranks.

use grammar::Upos;
use model::{Approx, Decimal, Direction, Role, Span, Value};

use super::super::Desk;
use super::Ledger;
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// A figure with the nodes that say it.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub first: usize,
    pub last: usize,
    pub value: Value,
    pub span: Span,
    /// What makes the value of the words.
    pub by: &'static str,
}

impl Figure {
    pub fn role(&self) -> Role {
        match self.value {
            Value::Amount { .. } => Role::Amount,
            Value::Change { .. } => Role::Change,
            Value::Rank { .. } => Role::Rank,
            Value::Quantity { .. } => Role::Quantity,
            _ => Role::Share,
        }
    }

    /// A direction without a number: "grew", "fell".
    pub fn is_bare_move(&self) -> bool {
        matches!(self.value, Value::Change { percent: None, .. })
    }
}

/// The figures of a sentence, in order. `heads` are the words that name its flows.
pub(super) fn figures(desk: &Desk<'_, '_>, ledger: &Ledger, sentence: &Sentence, heads: &[usize]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    for (index, first, last) in mentions(sentence) {
        let span = desk.page.span(desk.page.values[index].tokens.clone());
        let mut push = |value: Value, by: &'static str| out.push(Figure { first, last, value, span, by });
        match &desk.page.values[index].value {
            Found::Money { value, high: Some(high), currency, approx } if grows(desk, sentence, first) => {
                push(amount(*value, currency, *approx), "from");
                push(amount(*high, currency, *approx), "to");
            }
            Found::Money { value, currency, approx, .. } => {
                let signed = if minus(desk, sentence, first) { -*value } else { *value };
                push(amount(signed, currency, *approx), "sum");
            }
            Found::Number { value, approx, .. } => {
                if let Some(change) = index_of_100(desk, ledger, sentence, first, last, *value) {
                    push(change, "index of 100");
                } else if let Some((sum, currency, by)) =
                    bare_sum(desk, ledger, sentence, (index, first, last), *value, heads)
                {
                    push(amount(sum, &currency, *approx), by);
                }
            }
            // "18.1m" is a length where nothing is measured in money.
            Found::Measure { value, unit, approx, .. } if scale_taken_for_unit(desk, index, *value, unit) => {
                let value = *value * super::unit::scale_of(desk, index);
                if let Some((sum, currency, by)) = bare_sum(desk, ledger, sentence, (index, first, last), value, heads)
                {
                    push(amount(sum, &currency, *approx), by);
                }
            }
            Found::Change { percent: Some(percent), .. } if falls_to(desk, sentence, first, last) => {
                push(Value::Share { percent: percent.abs(), approx: None }, "share");
            }
            // "a quarter falls to the region"
            Found::Change { percent: None, .. } if to_a_side(desk, sentence, first, last) => {}
            Found::Change { percent, direction, .. } => {
                push(Value::Change { percent: *percent, direction: *direction }, "change");
            }
            Found::Percent { value, approx } => {
                if let Some(change) = index_of_100(desk, ledger, sentence, first, last, *value) {
                    push(change, "index of 100");
                } else if let Some(change) = signed(desk, sentence, first, last, *value) {
                    push(change, "sign");
                } else {
                    push(Value::Share { percent: *value, approx: *approx }, "share");
                }
            }
            Found::Share { percent, approx } => push(Value::Share { percent: *percent, approx: *approx }, "share"),
            Found::Rank { value, top } => push(Value::Rank { value: *value, top: *top }, "rank"),
            _ => {}
        }
    }
    out
}

/// Values of a sentence with their first and last node, in order.
pub(super) fn mentions(sentence: &Sentence) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (node, here) in sentence.nodes.iter().enumerate() {
        let index = match (here.mention, here.inside) {
            (Some(Mention::Value(index)), _) | (None, Some(index)) => index,
            _ => continue,
        };
        match out.last_mut() {
            Some(last) if last.0 == index => last.2 = node,
            _ => out.push((index, node, node)),
        }
    }
    out
}

/// True where the letter behind a number may be its scale, and no goods are weighed in it.
fn scale_taken_for_unit(desk: &Desk<'_, '_>, index: usize, value: Decimal, unit: &str) -> bool {
    unit.chars().count() == 1
        && !super::super::ellipsis::of_goods(desk, unit)
        && value < super::unit::scale_of(desk, index)
        && super::unit::scaled(desk, index)
}

fn amount(value: Decimal, currency: &str, approx: Option<Approx>) -> Value {
    Value::Amount { value, currency: currency.to_owned(), approx }
}

/// "rose from 5 to 7 million": two sums, and no range.
fn grows(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    node.checked_sub(1).is_some_and(|before| sentence.nodes[before].is(desk.words.case_from))
}

/// A sign of decline right before.
fn minus(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    node.checked_sub(1).is_some_and(|before| sentence.nodes[before].is(desk.words.minus))
}

/// A percentage with its sign elsewhere in the clause: "a minus, three per cent", "the growth was only 2%".
fn signed(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize, last: usize, percent: Decimal) -> Option<Value> {
    const REACH: usize = 6;
    if let Some(before) = first.checked_sub(1).map(|before| &sentence.nodes[before]) {
        if before.is(desk.words.minus) {
            return Some(Value::Change { percent: Some(-percent), direction: Direction::Down });
        }
        if before.is(desk.words.plus) {
            return Some(Value::Change { percent: Some(percent), direction: Direction::Up });
        }
    }
    match written_sign(desk, sentence.nodes[first].span.start) {
        Some('+') => return Some(Value::Change { percent: Some(percent), direction: Direction::Up }),
        Some(_) => return Some(Value::Change { percent: Some(-percent), direction: Direction::Down }),
        None => {}
    }
    if whole_follows(desk, sentence, last) {
        return None;
    }
    for node in (first.saturating_sub(REACH)..first).rev() {
        let here = &sentence.nodes[node];
        if here.mention.is_some() {
            break;
        }
        if here.is(desk.words.minus) {
            return Some(Value::Change { percent: Some(-percent), direction: Direction::Down });
        }
        if here.is(desk.words.plus) {
            return Some(Value::Change { percent: Some(percent), direction: Direction::Up });
        }
        if let Some(Found::Change { percent: None, direction, .. }) =
            here.inside.map(|value| &desk.page.values[value].value)
        {
            let signed = if *direction == Direction::Down { -percent } else { percent };
            return Some(Value::Change { percent: Some(signed), direction: *direction });
        }
    }
    None
}

/// A plus or minus at a place of the document, or glued before it behind a blank or bracket.
pub(super) fn written_sign(desk: &Desk<'_, '_>, at: u32) -> Option<char> {
    let sign = |c: char| match c {
        '+' => Some('+'),
        '-' | '\u{2212}' => Some('-'),
        _ => None,
    };
    let text = desk.page.document.text.as_str();
    let mut letters = text.chars().skip((at as usize).saturating_sub(2));
    let (before, glued, own) = if at >= 2 {
        (letters.next(), letters.next(), letters.next())
    } else {
        (None, if at == 1 { letters.next() } else { None }, letters.next())
    };
    let open = before.is_none_or(|c| c.is_whitespace() || c == '(' || c == '[');
    own.and_then(sign).or_else(|| glued.and_then(sign).filter(|_| open))
}

/// "7 per cent fall to the region", "on the region falls 7 per cent": a part and no decline.
fn falls_to(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize, last: usize) -> bool {
    let place = |node: usize| matches!(sentence.nodes.get(node).and_then(|node| node.mention), Some(Mention::Name(name)) if desk.is_place(name));
    let onto = |node: usize| sentence.nodes.get(node).is_some_and(|node| node.is(desk.words.onto));
    (first.saturating_sub(4)..=last + 2).any(|verb| {
        sentence.nodes.get(verb).is_some_and(|node| node.is(desk.words.fall_to))
            && ((onto(verb + 1) && (place(verb + 2) || place(verb + 3)))
                || (verb >= 2 && place(verb - 1) && (onto(verb - 2) || verb >= 3 && onto(verb - 3))))
    })
}

fn to_a_side(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize, last: usize) -> bool {
    let onto = |node: usize| sentence.nodes.get(node).is_some_and(|node| node.is(desk.words.onto));
    let place = |node: usize| matches!(sentence.nodes.get(node).and_then(|node| node.mention), Some(Mention::Name(name)) if desk.is_place(name));
    sentence.nodes[first].is(desk.words.fall_to)
        && ((onto(last + 1) && (place(last + 2) || place(last + 3))) || (first > 1 && place(first - 1)))
}

/// "of" follows: the figure is a part of something.
pub(super) fn whole_follows(desk: &Desk<'_, '_>, sentence: &Sentence, last: usize) -> bool {
    sentence.nodes.get(last + 1).is_some_and(|next| next.is(desk.words.cases.of))
}

/// A number in brackets where the document says that brackets hold indices, or where it cannot be a share: "(103.5)", "(140 %)".
fn index_of_100(
    desk: &Desk<'_, '_>,
    ledger: &Ledger,
    sentence: &Sentence,
    first: usize,
    last: usize,
    value: Decimal,
) -> Option<Value> {
    let percent = matches!(
        sentence.nodes[first].mention.or(sentence.nodes[first].inside.map(Mention::Value)),
        Some(Mention::Value(index)) if matches!(desk.page.values[index].value, Found::Percent { .. })
    );
    let bracketed = mark_before(desk, sentence, first, "(") && mark_after(desk, sentence, last, ")");
    let told = ledger.indexed && bracketed && value < Decimal::ONE_THOUSAND && value > Decimal::TEN;
    if !(told || bracketed && percent && value > Decimal::ONE_HUNDRED) {
        return None;
    }
    Some(change_of_index(value))
}

/// 103.5 is +3.5 per cent, 90 is -10.
pub(super) fn change_of_index(value: Decimal) -> Value {
    let change = value - Decimal::ONE_HUNDRED;
    let direction = if change.is_zero() {
        Direction::Flat
    } else if change.is_sign_negative() {
        Direction::Down
    } else {
        Direction::Up
    };
    Value::Change { percent: Some(change), direction }
}

pub(super) fn mark_before(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, mark: &str) -> bool {
    node.checked_sub(1).is_some_and(|before| word(desk, sentence, before) == mark)
}

fn mark_after(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, mark: &str) -> bool {
    node + 1 < sentence.nodes.len() && word(desk, sentence, node + 1) == mark
}

pub(super) fn word<'d>(desk: &Desk<'_, 'd>, sentence: &Sentence, node: usize) -> &'d str {
    desk.page.words(sentence.nodes[node].tokens.clone())
}

/// A number without a currency that stands for a sum: in a unit that a legend names, or elided after a sum ("it dropped to 95").
fn bare_sum(
    desk: &Desk<'_, '_>,
    ledger: &Ledger,
    sentence: &Sentence,
    nodes: (usize, usize, usize),
    value: Decimal,
    heads: &[usize],
) -> Option<(Decimal, String, &'static str)> {
    let (index, first, last) = nodes;
    // "23 of it": a part of the flow, told by its own name.
    let named = || {
        let whole = sentence.nodes.get(last + 2).is_some_and(|node| node.is(desk.words.flow_word));
        whole && heads.iter().any(|&head| head < first && first - head <= 3)
    };
    let part = whole_follows(desk, sentence, last) && !super::unit::scaled(desk, index) && !named();
    if value < Decimal::ONE || part || counts_what_follows(sentence, last) {
        return None;
    }
    if let Some(unit) = &ledger.legend
        && (value.scale() > 0 || heads.iter().any(|&head| head < first && direct(desk, sentence, head, first)))
    {
        let scale = if super::unit::scaled(desk, index) { Decimal::ONE } else { unit.scale };
        return Some((value * scale, unit.currency.clone(), "unit of the heading"));
    }
    let unit = ledger.unit_near(desk, sentence, first, super::unit::scaled(desk, index))?;
    if !elidable(desk, sentence, first, heads) {
        return None;
    }
    let before = first.checked_sub(1).map(|before| &sentence.nodes[before]);
    let open = before.is_some_and(|before| {
        matches!(
            before.tag.upos,
            Upos::Adp | Upos::Verb | Upos::Aux | Upos::Adv | Upos::Part | Upos::Cconj | Upos::Sconj
        ) || before.is(desk.words.compare)
            || before.is(desk.words.minus)
            || before.is(desk.words.flow_word)
            || before.inside.is_some()
    }) || after_date(desk, sentence, first)
        || (super::unit::scaled(desk, index)
            && heads.iter().any(|&head| head < first && direct(desk, sentence, head, first)))
        || first.checked_sub(1).is_some_and(|before| heads.contains(&before));
    if !open {
        return None;
    }
    let large = Decimal::from(1_000_000);
    let sum = if value >= large || super::unit::scaled(desk, index) { value } else { value * unit.scale };
    // A sum of the same flow is of the same order.
    let ratio = Decimal::from(30);
    let near = sum * ratio >= unit.last && sum <= unit.last * ratio;
    (near && (value >= large || unit.scale > Decimal::ONE)).then(|| (sum, unit.currency.clone(), "carried unit"))
}

/// "(2023: 41)": behind the colon of an earlier time.
pub(super) fn after_date(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize) -> bool {
    first >= 3
        && word(desk, sentence, first - 1) == ":"
        && word(desk, sentence, first - 3) == "("
        && matches!(sentence.nodes[first - 2].mention,
            Some(Mention::Value(value)) if matches!(desk.page.values[value].value, Found::Date { .. }))
}

/// Something is counted or weighed before a node: a number after it counts the same.
pub(super) fn counted_before(desk: &Desk<'_, '_>, sentence: &Sentence, number: usize) -> bool {
    mentions(sentence).into_iter().any(|(index, first, last)| match &desk.page.values[index].value {
        Found::Measure { .. } => first < number,
        Found::Number { value, .. } => first < number && *value > Decimal::ONE && counts_what_follows(sentence, last),
        _ => false,
    })
}

/// A sentence may leave out what its sums are sums of where it has another sum, names a flow or points back to one, and counts
/// nothing else before.
fn elidable(desk: &Desk<'_, '_>, sentence: &Sentence, number: usize, heads: &[usize]) -> bool {
    if counted_before(desk, sentence, number) {
        return false;
    }
    let money = |&(index, ..): &(usize, usize, usize)| matches!(desk.page.values[index].value, Found::Money { .. });
    let summed = !heads.is_empty() || mentions(sentence).iter().any(money);
    let nodes = &sentence.nodes;
    let back = || nodes.iter().any(|node| node.is(desk.words.flow_word) || node.is(desk.words.we));
    let wished = || {
        use super::super::stage;
        stage::stage(&desk.words.stages, sentence, number, model::Kind::Trade) != model::Stage::Done
            && stage::stage(&desk.words.stages, sentence, number, model::Kind::Trade) != model::Stage::Underway
    };
    // "They asked for twelve": only with its time is a wish one of the trade.
    let dated = || {
        mentions(sentence)
            .iter()
            .any(|&(index, ..)| matches!(desk.page.values[index].value, Found::Date { edtf: Some(_), .. }))
    };
    summed || back() || (dated() && wished())
}

/// A noun right behind is what the number counts.
pub(in super::super) fn counts_what_follows(sentence: &Sentence, last: usize) -> bool {
    let Some(next) = sentence.nodes.get(last + 1) else { return false };
    let value = matches!(next.mention, Some(Mention::Value(_)));
    let letters = next.lemma.chars().any(char::is_alphabetic);
    !value && letters && matches!(next.tag.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Sym | Upos::X)
}

/// Only names, dates and small words stand between a head and a number.
fn direct(desk: &Desk<'_, '_>, sentence: &Sentence, head: usize, number: usize) -> bool {
    (head + 1..number).all(|node| {
        let here = &sentence.nodes[node];
        here.mention.is_some()
            || here.is_verb()
            || here.is(desk.words.side_noun)
            || matches!(here.tag.upos, Upos::Adp | Upos::Det | Upos::Punct | Upos::Adv | Upos::Propn | Upos::Part)
    })
}
