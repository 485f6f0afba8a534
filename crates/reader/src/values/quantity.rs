//! Numbers with what stands around them: bounds, scales, ranges, units, currencies.

use model::{Approx, Decimal};

use super::literal::Literal;
use super::piece::{Form, Piece};
use super::vocabulary::DASH;
use super::words::{Cardinal, Currency, Joint, Period, Stand, Unit, Words};

/// A number, or a range of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Num {
    /// The number, or the lower end of the range.
    pub(super) value: Decimal,
    /// The upper end of a range.
    pub(super) high: Option<Decimal>,
    /// The last piece of the number itself, before its scale.
    pub(super) piece: usize,
    /// One past its last piece.
    pub(super) end: usize,
    /// True where nothing but the word for one or a bare article says it.
    pub(super) weak: bool,
}

/// What is counted or measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Counted {
    /// Whatever follows.
    Things,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Money.
    Money(Currency),
    /// Something measured; the pieces of the unit.
    Measure(usize, usize),
    /// Calendar time.
    Time(Period),
}

/// A number with its bound and what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    /// First piece of the value; a verb that bounds it stands before.
    pub(super) start: usize,
    /// The piece that heads it: the unit, the currency or the number.
    pub(super) head: usize,
    /// One past the last piece.
    pub(super) end: usize,
    /// The number.
    pub(super) num: Num,
    /// How the text bounds it.
    pub(super) approx: Option<Approx>,
    /// What it counts.
    pub(super) counted: Counted,
}

/// Reads a quantity that begins at `at`, its bound included.
pub(super) fn quantity(words: &Words, pieces: &[Piece], at: usize) -> Option<Quantity> {
    let (start, number_at, mut approx) = bounds(words, pieces, at);
    let mark = words.currency_marks.at(pieces, number_at);
    if let Some((after_mark, currency)) = mark
        && let Some(inner) = money_after_mark(words, pieces, after_mark, currency)
    {
        let (end, after) = bound_after(words, pieces, inner.end);
        let mut all = Quantity { start, end, approx: approx.or(inner.approx).or(after), ..inner };
        if inner.head > after_mark {
            return Some(all);
        }
        all.head = number_at;
        return Some(all);
    }
    let num = number(words, pieces, number_at)?;
    let (mut end, after) = bound_after(words, pieces, num.end);
    approx = approx.or(after);
    let (counted, head, after_unit) = counted(words, pieces, end, &num);
    end = after_unit;
    if matches!(counted, Counted::Money(_) | Counted::Measure(..) | Counted::Percent) {
        let (after_bound, after) = bound_after(words, pieces, end);
        (end, approx) = (after_bound, approx.or(after));
    }
    Some(Quantity { start, head: head.unwrap_or(num.piece), end, num, approx, counted })
}

/// Bounds before a number: where the value starts, where the number does, and what they say. The last one counts.
pub(super) fn bounds(words: &Words, pieces: &[Piece], at: usize) -> (usize, usize, Option<Approx>) {
    let (mut start, mut number_at, mut approx) = (at, at, None);
    for _ in 0..3 {
        let Some((end, (bound, stand))) = words.bounds.at(pieces, number_at) else { break };
        if stand == Stand::Outside {
            start = end;
        }
        number_at = end;
        approx = Some(bound);
    }
    (start, number_at, approx)
}

fn bound_after(words: &Words, pieces: &[Piece], at: usize) -> (usize, Option<Approx>) {
    match words.bounds_after.at(pieces, at) {
        Some((end, approx)) => (end, Some(approx)),
        None => (at, None),
    }
}

fn money_after_mark(words: &Words, pieces: &[Piece], at: usize, mark: Currency) -> Option<Quantity> {
    // "$" may stand before a code's number only directly or after a blank; a code in the middle of a list of rates too.
    let (_, number_at, approx) = bounds(words, pieces, at);
    let num = number_of_money(words, pieces, number_at)?;
    // "$5m CAD" is told by its code; in "USD 2.99 EUR 3.51" the second code belongs to the second sum.
    let is_sign = at > 0 && !pieces[at - 1].is_letters();
    let (end, head, currency) = match currency_after(words, pieces, num.end) {
        Some((end, head, named)) if named.parts == 1 && (is_sign || named == mark) => (end, head, named),
        _ => (num.end, at.saturating_sub(1), mark),
    };
    Some(Quantity { start: at, head, end, num, approx, counted: Counted::Money(currency) })
}

/// A number next to a currency's mark, where "m" and "k" are scales and not units.
fn number_of_money(words: &Words, pieces: &[Piece], at: usize) -> Option<Num> {
    read_number(words, pieces, at, Letters::Scale)
}

/// Reads a number or range at `at`, without bounds or units.
pub(super) fn number(words: &Words, pieces: &[Piece], at: usize) -> Option<Num> {
    read_number(words, pieces, at, Letters::ByContext)
}

/// Reads one number that a hyphen may tie to a word: "six" of "six-year"; gives whether it does.
pub(super) fn number_before_hyphen(words: &Words, pieces: &[Piece], at: usize) -> Option<(Num, bool)> {
    let num = simple(words, pieces, at, Letters::ByContext)?.num();
    Some((num, is_compound(words, pieces, num.end)))
}

/// How a letter written onto a figure is read: "35m".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// As a scale: money stands before it.
    Scale,
    /// As a scale where what follows is counted or measured, else left for the units.
    ByContext,
}

fn read_number(words: &Words, pieces: &[Piece], at: usize, letters: Letters) -> Option<Num> {
    let between = matches!(joint(words, pieces, at), Some((_, Joint::Between)));
    let first = simple(words, pieces, if between { at + 1 } else { at }, letters)?;
    let range = range_end(words, pieces, &first, between, letters);
    match range {
        Some(range) => Some(range),
        None if between => None,
        None if is_compound(words, pieces, first.end) => None,
        None => Some(first.num()),
    }
}

/// The upper end of a range that `first` begins: "5-7m", "5 to 7", "between 5 and 7", "two or three".
fn range_end(words: &Words, pieces: &[Piece], first: &Simple, between: bool, letters: Letters) -> Option<Num> {
    let (after_joint, joint) = joint(words, pieces, first.end)?;
    let fits = match joint {
        Joint::Range => !between,
        Joint::And => between,
        Joint::Or => true,
        _ => false,
    };
    if !fits {
        return None;
    }
    // A second mark of the currency may stand there: "$5-$7".
    let second_at = match letters {
        Letters::Scale => words.currency_marks.at(pieces, after_joint).map_or(after_joint, |(end, _)| end),
        Letters::ByContext => after_joint,
    };
    let second = simple(words, pieces, second_at, letters)?;
    let mut low = first.value;
    if first.scale == Decimal::ONE && second.scale != Decimal::ONE && first.unscaled < second.unscaled {
        low = low.checked_mul(second.scale)?;
    }
    let neighbours = first.unscaled.checked_add(Decimal::ONE) == Some(second.unscaled);
    if low >= second.value || (joint == Joint::Or && !neighbours) || is_compound(words, pieces, second.end) {
        return None;
    }
    if joint != Joint::Or && is_year(pieces, first) && is_year(pieces, &second) {
        return None;
    }
    Some(Num { value: low, high: Some(second.value), piece: second.piece, end: second.end, weak: false })
}

fn is_year(pieces: &[Piece], simple: &Simple) -> bool {
    let literal = pieces.get(simple.piece).and_then(Piece::literal);
    simple.scale == Decimal::ONE && matches!(literal, Some(Literal::Number(figure)) if figure.year().is_some())
}

/// One number with its scale.
#[derive(Clone, Copy, Debug)]
struct Simple {
    value: Decimal,
    unscaled: Decimal,
    scale: Decimal,
    piece: usize,
    end: usize,
    weak: bool,
}

impl Simple {
    fn num(&self) -> Num {
        Num { value: self.value, high: None, piece: self.piece, end: self.end, weak: self.weak }
    }
}

fn simple(words: &Words, pieces: &[Piece], at: usize, letters: Letters) -> Option<Simple> {
    match pieces.get(at)?.form {
        Form::Figure(Literal::Number(figure)) => {
            let (mut value, mut end) = (figure.value, at + 1);
            if let Some(Literal::Fraction(part)) = pieces.get(end).and_then(Piece::literal)
                && figure.whole().is_some()
            {
                value = value.checked_add(part.checked_div(Decimal::ONE_HUNDRED)?)?;
                end += 1;
            }
            let (value, end) = and_a_half(words, pieces, end, value).unwrap_or((value, end));
            let first = scaled(words, pieces, value, at, end, letters)?;
            Some(with_smaller(words, pieces, first))
        }
        Form::Figure(_) => None,
        Form::Mark => None,
        Form::Word | Form::Name => spelled(words, pieces, at, letters),
    }
}

/// "3 million 250 thousand": a smaller scale adds to a greater.
fn with_smaller(words: &Words, pieces: &[Piece], first: Simple) -> Simple {
    let more = || {
        let Literal::Number(figure) = pieces.get(first.end)?.literal()? else { return None };
        let (end, cardinal) = words.cardinals.at(pieces, first.end + 1)?;
        let Cardinal::Scale(factor) = cardinal else { return None };
        let value = figure.value.checked_mul(factor)?;
        (value < first.scale).then_some((value, end))
    };
    match more() {
        Some((value, end)) => Simple { value: first.value + value, end, ..first },
        None => first,
    }
}

/// Multiplies by the scales that follow; refuses a figure with foreign letters written onto it ("17A").
fn scaled(
    words: &Words,
    pieces: &[Piece],
    unscaled: Decimal,
    piece: usize,
    mut end: usize,
    letters: Letters,
) -> Option<Simple> {
    let mut scale = Decimal::ONE;
    loop {
        let at = if is_glued_dash(pieces, end) { end + 1 } else { end };
        let Some((after, cardinal)) = words.cardinals.at(pieces, at) else { break };
        let factor = match cardinal {
            Cardinal::Scale(factor) => factor,
            Cardinal::Hundred => Decimal::ONE_HUNDRED,
            Cardinal::Dozen(factor) => Decimal::from(factor),
            Cardinal::GluedScale(factor)
                if at == end
                    && pieces[at].glued
                    && (letters == Letters::Scale || letter_is_scale(words, pieces, after)) =>
            {
                factor
            }
            _ => break,
        };
        scale = scale.checked_mul(factor)?;
        end = after;
    }
    let value = unscaled.checked_mul(scale)?;
    if scale == Decimal::ONE && has_foreign_letters(words, pieces, end) {
        return None;
    }
    Some(Simple { value, unscaled, scale, piece, end, weak: false })
}

/// "1.12m tonnes", "8m people": the letter is a scale where something is counted after it; "35m." is metres.
fn letter_is_scale(words: &Words, pieces: &[Piece], after: usize) -> bool {
    let Some(next) = pieces.get(after) else { return false };
    if words.units.at(pieces, after - 1).is_some_and(|(end, _)| end > after) {
        return false;
    }
    let counts = words.units.at(pieces, after).is_some()
        || words.currency_names.at(pieces, after).is_some()
        || scaled_before(words, pieces, after - 1);
    let is_range = matches!(joint(words, pieces, after), Some((_, Joint::Range)));
    let small = joint(words, pieces, after).is_some() || words.cues.at(pieces, after).is_some();
    !next.glued && (counts || (next.form == Form::Word && next.word == 0 && !small && !is_range))
}

/// "4m tonnes now and 8m later": the same letter has been a scale before in the sentence.
fn scaled_before(words: &Words, pieces: &[Piece], letter: usize) -> bool {
    (1..letter).rev().take(60).any(|at| {
        let (piece, before) = (&pieces[at], &pieces[at - 1]);
        piece.word == pieces[letter].word
            && piece.glued
            && matches!(before.form, Form::Figure(_))
            && words.units.at(pieces, at + 1).is_some()
    })
}

fn has_foreign_letters(words: &Words, pieces: &[Piece], at: usize) -> bool {
    let Some(next) = pieces.get(at) else { return false };
    if !next.glued || !next.is_letters() {
        return false;
    }
    let known = words.units.at(pieces, at).is_some()
        || words.currency_names.at(pieces, at).is_some()
        || words.currency_marks.at(pieces, at).is_some();
    !known
}

/// True where a hyphen ties the number to a word, so that it counts nothing by itself: "19-seat", "six-year".
fn is_compound(words: &Words, pieces: &[Piece], at: usize) -> bool {
    if !is_glued_dash(pieces, at) || words.bounds_after.at(pieces, at).is_some() {
        return false;
    }
    let next = &pieces[at + 1];
    next.is_letters() || matches!(next.form, Form::Figure(Literal::Code))
}

fn is_glued_dash(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_some_and(|dash| dash.word == DASH && dash.glued) && pieces.get(at + 1).is_some_and(|p| p.glued)
}

pub(super) fn joint(words: &Words, pieces: &[Piece], at: usize) -> Option<(usize, Joint)> {
    words.joints.at(pieces, at)
}

/// "three and a half": the half after a number.
fn and_a_half(words: &Words, pieces: &[Piece], at: usize, value: Decimal) -> Option<(Decimal, usize)> {
    let (after_and, Joint::And) = joint(words, pieces, at)? else { return None };
    let (after_article, Cardinal::Article) = words.cardinals.at(pieces, after_and)? else { return None };
    let (end, Cardinal::Half) = words.cardinals.at(pieces, after_article)? else { return None };
    Some((value.checked_add(Decimal::new(5, 1))?, end))
}

/// A number in words: "fifty-two", "two hundred and five thousand", "half a million", "a dozen".
fn spelled(words: &Words, pieces: &[Piece], at: usize, letters: Letters) -> Option<Simple> {
    let mut total = Decimal::ZERO;
    let mut group: Option<u32> = None;
    let mut last = at;
    let mut end = at;
    let mut next_at = at;
    let mut weak = true;
    while let Some((after, cardinal)) = words.cardinals.at(pieces, next_at) {
        let open = group.unwrap_or(0);
        match cardinal {
            Cardinal::Article if group.is_none() && end == at && begins_scale(words, pieces, after) => group = Some(1),
            Cardinal::Unit(value) if open.is_multiple_of(10) && (open.is_multiple_of(100) || value < 10) => {
                weak &= group.is_none() && value == 1;
                group = Some(open + value);
            }
            Cardinal::Ten(value) if open.is_multiple_of(100) => (group, weak) = (Some(open + value), false),
            Cardinal::Hundred if (1..100).contains(&open) => (group, weak) = (Some(open * 100), false),
            Cardinal::Half if end == at => return half_of_scale(words, pieces, at, after, letters),
            Cardinal::Dozen(value) if open > 0 => {
                let dozens = Decimal::from(open).checked_mul(Decimal::from(value))?;
                return scaled(words, pieces, dozens, next_at, after, letters);
            }
            Cardinal::Scale(factor) if open > 0 => {
                if total.is_zero() && !number_goes_on(words, pieces, after) {
                    return scaled(words, pieces, open.into(), last, next_at, letters);
                }
                total = total.checked_add(Decimal::from(open).checked_mul(factor)?)?;
                (group, weak) = (None, false);
            }
            _ => break,
        }
        last = next_at;
        end = after;
        next_at = match joint(words, pieces, after) {
            Some((after_and, Joint::And))
                if open >= 100 || matches!(cardinal, Cardinal::Hundred | Cardinal::Scale(_)) =>
            {
                after_and
            }
            _ if is_glued_dash(pieces, after) => after + 1,
            _ => after,
        };
    }
    if end == at {
        return None;
    }
    let value = total.checked_add(group.unwrap_or(0).into())?;
    if let Some((value, end)) = and_a_half(words, pieces, end, value) {
        return scaled(words, pieces, value, last, end, letters);
    }
    Some(Simple { value, unscaled: value, scale: Decimal::ONE, piece: last, end, weak })
}

/// True where more words of the same number follow its scale: "two thousand five hundred".
fn number_goes_on(words: &Words, pieces: &[Piece], after: usize) -> bool {
    let next = match joint(words, pieces, after) {
        Some((after_and, Joint::And)) => after_and,
        _ => after,
    };
    matches!(words.cardinals.at(pieces, next), Some((_, Cardinal::Unit(_) | Cardinal::Ten(_) | Cardinal::Hundred)))
}

fn begins_scale(words: &Words, pieces: &[Piece], at: usize) -> bool {
    matches!(words.cardinals.at(pieces, at), Some((_, Cardinal::Hundred | Cardinal::Scale(_) | Cardinal::Dozen(_))))
}

fn half_of_scale(words: &Words, pieces: &[Piece], at: usize, after: usize, letters: Letters) -> Option<Simple> {
    let scale_at = match words.cardinals.at(pieces, after) {
        Some((after_article, Cardinal::Article)) => after_article,
        _ => after,
    };
    if !begins_scale(words, pieces, scale_at) {
        return None;
    }
    scaled(words, pieces, Decimal::new(5, 1), at, scale_at, letters)
}

/// What stands after a number: its kind, its head piece, one past its end.
fn counted(words: &Words, pieces: &[Piece], at: usize, num: &Num) -> (Counted, Option<usize>, usize) {
    if let Some((end, head, currency)) = currency_after(words, pieces, at) {
        return (Counted::Money(currency), Some(head), end);
    }
    let (unit_at, linked) = match joint(words, pieces, at) {
        Some((after_of, Joint::Of)) if num.value >= Decimal::ONE_HUNDRED => (after_of, true),
        _ => (at, false),
    };
    if let Some((end, unit)) = words.units.at(pieces, unit_at) {
        let head = end - 1;
        match unit {
            Unit::Percent if !linked => return (Counted::Percent, Some(head), end),
            Unit::Points if !linked => return (Counted::Points, Some(head), end),
            Unit::Measure if !linked || end > unit_at => {
                let rate_end = words.rates.at(pieces, end).map_or(end, |(rate_end, ())| rate_end);
                return (Counted::Measure(unit_at, rate_end), Some(head), rate_end);
            }
            _ => {}
        }
    }
    if let Some((end, period)) = words.periods.at(pieces, at) {
        return (Counted::Time(period), Some(end - 1), end);
    }
    (Counted::Things, None, at)
}

/// A currency after a number: one past its end, its head piece, the currency.
fn currency_after(words: &Words, pieces: &[Piece], at: usize) -> Option<(usize, usize, Currency)> {
    let at = match joint(words, pieces, at) {
        Some((after_of, Joint::Of)) => after_of,
        _ => at,
    };
    let name = words.currency_names.at(pieces, at);
    let mark = words.currency_marks.at(pieces, at);
    let (end, currency) = match (name, mark) {
        (Some(name), Some(mark)) if mark.0 > name.0 => mark,
        (Some(name), _) => name,
        (None, mark) => mark?,
    };
    // "5 $ 300": a mark that stands before the next number belongs there.
    let is_code = pieces[end - 1].is_letters() && pieces[end - 1].exact != 0;
    let before_figure =
        pieces.get(end).is_some_and(|next| matches!(next.form, Form::Figure(_)) && (next.glued || is_code));
    if before_figure { None } else { Some((end, end - 1, currency)) }
}

/// One past an article at `at`; `at` where none stands there.
pub(super) fn after_article(words: &Words, pieces: &[Piece], at: usize) -> usize {
    match words.cardinals.at(pieces, at) {
        Some((end, Cardinal::Article)) => end,
        _ => at,
    }
}

/// The word for twenty to ninety at `at`.
pub(super) fn ten(words: &Words, pieces: &[Piece], at: usize) -> Option<u32> {
    match words.cardinals.at(pieces, at)? {
        (_, Cardinal::Ten(value)) => Some(value),
        _ => None,
    }
}
