//! Walks over the pieces of a sentence and takes the longest value at each place.

use std::ops::Range;

use grammar::Segments;
use model::{Approx, Decimal, Direction, Edtf, Point};

use super::calendar;
use super::literal::{self, Literal};
use super::meaning::{self, ChangeOp, DateOp, Meaning, RankOp, ShareOp, Toward};
use super::pattern::{Hit, Slots};
use super::piece::{self, Form, Piece};
use super::quantity::{self, Counted, Quantity};
use super::slot::{Captured, Slot, Take};
use super::vocabulary::DASH;
use super::words::{Cue, Joint, Tense, Words};
use super::{Clock, DateKind, Found, ValueMention};

/// How far, in pieces, the word that tells tense or direction may stand from a value.
const REACH: usize = 14;

/// Room that is used again for each sentence.
#[derive(Default)]
pub(super) struct Buffers {
    pieces: Vec<Piece>,
    hits: Vec<Hit>,
}

/// Finds the values of one sentence, given by its tokens, and adds them to `found`.
pub(super) fn sentence(
    words: &Words,
    text: &str,
    segments: &Segments,
    tokens: Range<usize>,
    clock: Clock,
    buffers: &mut Buffers,
    found: &mut Vec<ValueMention>,
) {
    piece::cut(&words.vocabulary, text, segments, tokens, &mut buffers.pieces);
    let scan = Scan { words, text, pieces: &buffers.pieces, clock };
    let mut at = 0;
    while at < scan.pieces.len() {
        let Some(mut reading) = scan.read(at, &mut buffers.hits) else {
            at += 1;
            continue;
        };
        // Words before a value may begin a reading; a longer one that begins after them is the better.
        for later in at + 1..=reading.start {
            if let Some(other) = scan.read(later, &mut buffers.hits).filter(|other| other.end > reading.end) {
                reading = other;
            }
        }
        at = reading.end.max(at + 1);
        let Some((value, rule)) = reading.value else { continue };
        let (first, last, head) = (reading.start, reading.end - 1, reading.head);
        let (Some(first), Some(last), Some(head)) =
            (scan.pieces.get(first), scan.pieces.get(last), scan.pieces.get(head))
        else {
            continue;
        };
        let tokens = first.first_token..last.last_token + 1;
        if found.last().is_none_or(|before| before.tokens.end <= tokens.start) {
            let head = head.last_token.clamp(tokens.start, tokens.end - 1);
            found.push(ValueMention { tokens, head, value, rule });
        }
    }
}

/// A value read: its pieces, its head, and what it is; no value where the words are only to be passed over.
struct Reading {
    start: usize,
    head: usize,
    end: usize,
    value: Option<(Found, &'static str)>,
}

struct Scan<'a> {
    words: &'a Words,
    text: &'a str,
    pieces: &'a [Piece],
    clock: Clock,
}

impl Scan<'_> {
    /// The longest value that begins at a piece.
    fn read(&self, at: usize, hits: &mut Vec<Hit>) -> Option<Reading> {
        let piece = &self.pieces[at];
        let is_figure = matches!(piece.form, Form::Figure(_));
        if !is_figure && self.words.begin_bits(piece) & Slot::Value.bit() == 0 {
            return self.letters_before_figure(at);
        }
        let plain = if is_figure { self.figure(at) } else { self.count(at) };
        let plain_end = plain.as_ref().map_or(at, |reading| reading.end);
        self.words.patterns.hits(self, at, hits);
        for hit in hits.iter().filter(|hit| hit.end >= plain_end) {
            if let Some(reading) = self.meaning(hit) {
                return Some(reading);
            }
        }
        plain.or_else(|| self.compound(at)).or_else(|| self.letters_before_figure(at))
    }

    /// "six-year", "two-storey": number words that a hyphen ties to a word count nothing.
    fn compound(&self, at: usize) -> Option<Reading> {
        let (num, tied) = quantity::number_before_hyphen(self.words, self.pieces, at)?;
        let end = self.end_of_chain(num.end);
        tied.then_some(Reading { start: at, head: num.piece, end, value: Some((Found::Code, "code")) })
    }

    /// "Il-76", "A320": letters with a figure written onto them are a name, but for words of the tables ("mid-2024", "USD300").
    fn letters_before_figure(&self, at: usize) -> Option<Reading> {
        let piece = &self.pieces[at];
        if !piece.is_letters() {
            return None;
        }
        let is_dash = |piece: &Piece| piece.glued && piece.word == DASH;
        let next = self.pieces.get(at + 1).filter(|next| next.glued)?;
        let figure_at = if is_dash(next) { at + 2 } else { at + 1 };
        let figure = self.pieces.get(figure_at).filter(|figure| figure.glued)?;
        if !matches!(figure.form, Form::Figure(_)) || self.words.begin_bits(piece) != 0 {
            return None;
        }
        if figure_at == at + 2 && piece.form == Form::Word && self.year(figure_at).is_some() {
            return None;
        }
        let end = self.end_of_chain(figure_at + 1);
        Some(Reading { start: at, head: at, end, value: Some((Found::Code, "code")) })
    }

    /// One past the last piece of a chain without blanks: letters, figures and the marks between them.
    fn end_of_chain(&self, mut end: usize) -> usize {
        while let Some(piece) = self.pieces.get(end).filter(|piece| piece.glued) {
            let is_joint = piece.form == Form::Mark
                && piece.text(self.text).chars().all(|c| c == '-' || c == '/')
                && self.pieces.get(end + 1).is_some_and(|next| next.glued && next.form != Form::Mark);
            if piece.form == Form::Mark && !is_joint {
                break;
            }
            end += 1;
        }
        end
    }

    /// What a figure says without patterns: a date, a time, a count, a code.
    fn figure(&self, at: usize) -> Option<Reading> {
        let literal = self.pieces[at].literal()?;
        let alone = |value, rule| Some(Reading { start: at, head: at, end: at + 1, value: Some((value, rule)) });
        let dated = |edtf: Edtf| {
            let kind = if matches!(edtf, Edtf::Point(_)) { DateKind::Point } else { DateKind::Period };
            self.date(at, at, at + 1, Some(edtf), kind)
        };
        match literal {
            Literal::Day(year, month, day) => dated(Edtf::Point(Point { year, month: Some(month), day: Some(day) })),
            Literal::MonthOfYear(year, month) => dated(Edtf::Point(Point::month(year, month))),
            Literal::YearPair(from, to) => dated(Edtf::between(Point::year(from), Point::year(to))),
            Literal::Time => alone(Found::Time, "time"),
            Literal::Code => {
                let end = self.end_of_chain(at + 1);
                Some(Reading { start: at, head: at, end, value: Some((Found::Code, "code")) })
            }
            Literal::Fraction(percent) => alone(Found::Share { percent, approx: None }, "share"),
            Literal::Number(figure) => {
                if self.glued_before(at) {
                    return Some(Reading {
                        start: at,
                        head: at,
                        end: self.end_of_chain(at + 1),
                        value: Some((Found::Code, "code")),
                    });
                }
                if let Some(year) = figure.year()
                    && self.is_bare_year(at)
                {
                    return dated(Edtf::Point(Point::year(year)));
                }
                self.count(at).or_else(|| self.ordinal_or_code(at))
            }
        }
    }

    /// True where a figure continues a chain that began before it: "T-34", "№5/7".
    fn glued_before(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let Some(before) = at.checked_sub(1).and_then(|before| self.pieces.get(before)).filter(|_| piece.glued) else {
            return false;
        };
        before.is_letters() && before.glued && self.words.begin_bits(before) == 0
    }

    fn ordinal_or_code(&self, at: usize) -> Option<Reading> {
        if let Some((end, Captured { take: Take::Ordinal(value), .. })) = self.slot(Slot::Ordinal, at) {
            return Some(Reading { start: at, head: at, end, value: Some((Found::Ordinal { value }, "ordinal")) });
        }
        Some(Reading { start: at, head: at, end: self.end_of_chain(at + 1), value: Some((Found::Code, "code")) })
    }

    /// A quantity: a count, a measure, money, per cent, a length of time.
    fn count(&self, at: usize) -> Option<Reading> {
        let quantity = quantity::quantity(self.words, self.pieces, at)?;
        if quantity.num.weak && quantity.counted == Counted::Things && !self.counts_something(&quantity) {
            return None;
        }
        let is_compound_code = quantity.start == at && self.glued_before(at);
        if is_compound_code {
            return None;
        }
        let (value, high, approx) = (quantity.num.value, quantity.num.high, quantity.approx);
        let found = match quantity.counted {
            Counted::Things => (Found::Number { value, high, approx }, "number"),
            Counted::Percent => (Found::Percent { value, approx }, "percent"),
            Counted::Points => (Found::Points { value }, "points"),
            Counted::Money(currency) => {
                let parts = Decimal::from(currency.parts);
                let whole = |sum: Decimal| sum.checked_div(parts).unwrap_or(sum);
                let (value, high) = (whole(value), high.map(whole));
                (Found::Money { value, high, currency: currency.code(), approx }, "money")
            }
            Counted::Measure(from, to) => {
                (Found::Measure { value, high, unit: self.words_of(from, to), approx }, "measure")
            }
            Counted::Time(_) => {
                let unit = self.words_of(quantity.num.end, quantity.end);
                (Found::Duration { value, unit, approx }, "duration")
            }
        };
        Some(Reading { start: quantity.start, head: quantity.head, end: quantity.end, value: Some(found) })
    }

    /// The word for one counts only where a noun with a small first letter may follow: not in "one of", "this one".
    fn counts_something(&self, quantity: &Quantity) -> bool {
        let next = self.pieces.get(quantity.end);
        let of = matches!(quantity::joint(self.words, self.pieces, quantity.end), Some((_, Joint::Of | Joint::Or)));
        quantity.approx.is_some() || (!of && next.is_some_and(|next| next.form == Form::Word && next.word == 0))
    }

    fn words_of(&self, from: usize, to: usize) -> String {
        match (self.pieces.get(from), to.checked_sub(1).and_then(|last| self.pieces.get(last))) {
            (Some(first), Some(last)) => {
                self.text.get(first.start as usize..last.end as usize).unwrap_or("").to_owned()
            }
            _ => String::new(),
        }
    }

    fn year(&self, at: usize) -> Option<i16> {
        match self.pieces.get(at)?.literal()? {
            Literal::Number(figure) => figure.year(),
            _ => None,
        }
    }

    /// Whether four figures are a year and no count: a preposition of time stands before them, or nothing counted after them.
    fn is_bare_year(&self, at: usize) -> bool {
        let next = self.pieces.get(at + 1);
        if next.is_some_and(|next| next.glued && next.form != Form::Mark) {
            return false;
        }
        let counts = quantity::quantity(self.words, self.pieces, at).is_some_and(|quantity| {
            !matches!(quantity.counted, Counted::Things | Counted::Time(_)) || quantity.end > at + 1
        });
        if counts {
            return false;
        }
        let noun_follows = next.is_some_and(|next| next.form == Form::Word && self.words.begin_bits(next) == 0);
        let noun_follows = noun_follows && self.words.cues.before(self.pieces, at + 2).is_none();
        match self.words.cues.before(self.pieces, at) {
            Some(_) => !(noun_follows && self.year(at).is_some_and(|year| year % 100 == 0)),
            None => !noun_follows,
        }
    }

    /// A date with what the words before it make of it.
    fn date(&self, start: usize, head: usize, end: usize, edtf: Option<Edtf>, kind: DateKind) -> Option<Reading> {
        let now = self.clock.published;
        let cue = if matches!(kind, DateKind::Point | DateKind::Period) {
            self.words.cues.before(self.pieces, start).map(|(_, cue)| cue)
        } else {
            None
        };
        let (edtf, kind) = match cue {
            None | Some(Cue::Plain) => (edtf, kind),
            Some(Cue::Since) => (edtf.map(calendar::since), DateKind::Since),
            Some(Cue::By) => (edtf.map(|edtf| calendar::by(edtf, now)), DateKind::Deadline),
            Some(Cue::Until) => (edtf.map(|edtf| calendar::until(edtf, now)), DateKind::Deadline),
            Some(Cue::Comparison) => (edtf, DateKind::Comparison),
        };
        let edtf = edtf.filter(|edtf| calendar::is_written(*edtf));
        Some(Reading { start, head, end, value: Some((Found::Date { edtf, kind }, "date")) })
    }

    fn meaning(&self, hit: &Hit) -> Option<Reading> {
        let taken = hit.captures();
        let (start, end) = (hit.cover_start, hit.cover_end);
        let head =
            taken.iter().map(|captured| captured.piece).filter(|&piece| start <= piece && piece < end).next_back();
        let head = head.unwrap_or(end - 1);
        let reading = |value, rule| Some(Reading { start, head, end, value: Some((value, rule)) });
        match *self.words.meanings.get(hit.row as usize)? {
            Meaning::Year(_) => None,
            Meaning::Date(op, kind) => self.date_of(hit, op, kind),
            Meaning::Change(op, toward) => {
                let direction = match toward {
                    Toward::Fixed(direction) => direction,
                    Toward::Taken => taken_direction(taken).unwrap_or(Direction::Up),
                };
                reading(self.change(op, direction, taken, start)?, "change")
            }
            Meaning::Share(op) => reading(share(op, taken)?, "share"),
            Meaning::Rank(op) => reading(rank(op, taken)?, "rank"),
            Meaning::Ordinal => match taken.first()?.take {
                Take::Ordinal(value) => reading(Found::Ordinal { value }, "ordinal"),
                _ => None,
            },
            Meaning::Code => {
                Some(Reading { start, head, end: self.end_of_chain(end), value: Some((Found::Code, "code")) })
            }
            Meaning::Skip => Some(Reading { start, head, end, value: None }),
        }
    }

    fn date_of(&self, hit: &Hit, op: DateOp, kind: Option<DateKind>) -> Option<Reading> {
        let taken = hit.captures();
        let (start, end) = (hit.cover_start, hit.cover_end);
        if op == DateOp::BareYear && end == start + 1 && self.year(start).is_some() && !self.is_bare_year(start) {
            return None;
        }
        if op == DateOp::AboutYear && self.words.cues.before(self.pieces, start).is_none() {
            return None;
        }
        let tense = match (self.words.cues.before(self.pieces, start), self.tense(start, end)) {
            (Some((_, Cue::Since)), _) => Some(Tense::Past),
            (Some((_, Cue::Until | Cue::By)), Some(Tense::Past)) => None,
            (Some((_, Cue::Until | Cue::By)), _) => Some(Tense::Future),
            (_, tense) => tense,
        };
        let edtf = calendar::resolve(op, taken, self.clock.published, tense)?;
        let kind = kind.unwrap_or(match edtf {
            Some(Edtf::Interval(..)) => DateKind::Period,
            _ => DateKind::Point,
        });
        let weight = |captured: &&Captured| match captured.take {
            Take::Month(_) => 5,
            Take::Period(_) => 4,
            Take::Weekday(_) | Take::Season(_) => 3,
            Take::Year(_) => 2,
            _ => 1,
        };
        let inside = taken.iter().filter(|captured| start <= captured.piece && captured.piece < end);
        let head = inside.max_by_key(weight).map_or(end - 1, |captured| captured.piece);
        let mut reading = self.date(start, head, end, edtf, kind)?;
        if op == DateOp::Span {
            // "from" opens the span itself; it does not make it last.
            if let Some((Found::Date { edtf: taken, kind: now @ DateKind::Since }, _)) = &mut reading.value {
                (*taken, *now) = (edtf, kind);
            }
        }
        Some(reading)
    }

    /// The tense that the nearest word before a date tells of, or, where none does, the first after it.
    fn tense(&self, start: usize, end: usize) -> Option<Tense> {
        let told = |at: usize| self.words.tenses.at(self.pieces, at);
        // The longest phrase counts: "was due" is past, "due" alone is not.
        let before = (start.saturating_sub(REACH)..start).rev().find(|&at| told(at).is_some()).and_then(|at| {
            let wider = (at.saturating_sub(3)..at).filter_map(told).find(|(phrase_end, _)| *phrase_end > at);
            wider.or(told(at))
        });
        let after = || (end..(end + REACH).min(self.pieces.len())).find_map(told);
        before.or_else(after).map(|(_, tense)| tense)
    }

    fn change(&self, op: ChangeOp, direction: Direction, taken: &[Captured], start: usize) -> Option<Found> {
        let percent = taken.iter().find_map(|captured| match captured.take {
            Take::Percent(percent, _) => Some(percent),
            _ => None,
        });
        let number = taken.iter().find_map(|captured| match captured.take {
            Take::Number(number, _) => Some(number),
            _ => None,
        });
        let signed = |percent: Decimal, direction| if direction == Direction::Down { -percent } else { percent };
        let (percent, direction) = match op {
            ChangeOp::Percent => (Some(signed(percent?, direction)), direction),
            ChangeOp::By => {
                let direction = self.direction_near(start)?;
                (Some(signed(percent?, direction)), direction)
            }
            ChangeOp::Times => {
                let number = number.filter(|number| *number > Decimal::ONE)?;
                (Some(meaning::times(number, direction)?), direction)
            }
            ChangeOp::Index => {
                let change = percent?.checked_sub(Decimal::ONE_HUNDRED)?;
                (Some(change), direction_of(change))
            }
            ChangeOp::Fixed(percent) => (Some(Decimal::from(percent)), direction_of(percent.into())),
            ChangeOp::Unmeasured | ChangeOp::Verb => (None, direction),
        };
        Some(Found::Change { percent, direction, by_verb: matches!(op, ChangeOp::Verb | ChangeOp::Fixed(_)) })
    }

    /// The direction of the nearest word of change before a place, or of the first after it.
    fn direction_near(&self, start: usize) -> Option<Direction> {
        let told = |at: usize| self.words.moves.at(self.pieces, at).map(|(_, direction)| direction);
        let before = (start.saturating_sub(REACH)..start).rev().find_map(told);
        before.or_else(|| (start..(start + REACH).min(self.pieces.len())).find_map(told))
    }

    fn quantity_slot(&self, slot: Slot, at: usize) -> Option<(usize, Captured)> {
        let quantity = quantity::quantity(self.words, self.pieces, at)?;
        let (value, approx, end) = (quantity.num.value, quantity.approx, quantity.end);
        let take = match (slot, quantity.counted) {
            (Slot::Percent, Counted::Percent) => Take::Percent(value, approx),
            _ => return None,
        };
        Some((end, Captured { piece: quantity.head, take }))
    }

    /// A part in words: "half", "a third", "two thirds", "more than three quarters", "1/3".
    fn fraction(&self, at: usize) -> Option<(usize, Captured)> {
        let (_, at, approx) = quantity::bounds(self.words, self.pieces, at);
        if let Some(Literal::Fraction(percent)) = self.pieces.get(at).and_then(Piece::literal) {
            return Some((at + 1, Captured { piece: at, take: Take::Percent(percent, approx) }));
        }
        let (parts, whole_at) = match quantity::number(self.words, self.pieces, at) {
            Some(num) if num.high.is_none() && num.value.scale() == 0 => {
                (u32::try_from(num.value.mantissa()).ok()?, num.end)
            }
            Some(_) => return None,
            None => (1, quantity::after_article(self.words, self.pieces, at)),
        };
        let whole_at = if self.pieces.get(whole_at)?.word == DASH { whole_at + 1 } else { whole_at };
        let (end, whole) = self.words.fractions.at(self.pieces, whole_at)?;
        let percent = literal::per_cent(parts, whole).filter(|_| 0 < parts && parts < whole)?;
        Some((end, Captured { piece: end - 1, take: Take::Percent(percent, approx) }))
    }

    fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(Literal::Number(figure)) = self.pieces.get(at)?.literal() {
            let suffix = self.pieces.get(at + 1).filter(|suffix| suffix.glued)?;
            let suffix_at = if suffix.word == DASH { at + 2 } else { at + 1 };
            let (end, Joint::OrdinalSuffix) = quantity::joint(self.words, self.pieces, suffix_at)? else { return None };
            return Some((end, figure.whole()?));
        }
        if let Some(found) = self.words.ordinals.at(self.pieces, at) {
            return Some(found);
        }
        // "twenty-first": a ten, a hyphen, an ordinal below ten.
        let ten = quantity::ten(self.words, self.pieces, at)?;
        let unit_at = if self.pieces.get(at + 1)?.word == DASH { at + 2 } else { at + 1 };
        let (end, unit) = self.words.ordinals.at(self.pieces, unit_at)?;
        (unit < 10).then_some((end, ten + unit))
    }

    fn sign(&self, at: usize, wanted: Joint) -> Option<usize> {
        let (end, joint) = quantity::joint(self.words, self.pieces, at)?;
        let is_mark = self.pieces[at].form == Form::Mark;
        // A dash is a minus only right before the figure and after a blank.
        let stands = !is_mark || (self.pieces.get(end)?.glued && (at == 0 || !self.pieces[at].glued));
        let joint = if is_mark && self.pieces[at].word == DASH { Joint::Negative } else { joint };
        (joint == wanted && stands).then_some(end)
    }
}

impl Slots for Scan<'_> {
    fn pieces(&self) -> &[Piece] {
        self.pieces
    }

    fn may_begin(&self, slot: Slot, at: usize) -> bool {
        let piece = &self.pieces[at];
        match piece.form {
            Form::Figure(_) => matches!(
                slot,
                Slot::Number
                    | Slot::Bounded
                    | Slot::Percent
                    | Slot::Fraction
                    | Slot::Broken
                    | Slot::Ordinal
                    | Slot::Year
                    | Slot::Figures
                    | Slot::Day
            ),
            _ => match slot {
                Slot::Any => piece.form == Form::Word,
                Slot::Plus | Slot::Minus => piece.word != 0,
                _ => self.words.begin_bits(piece) & slot.bit() != 0,
            },
        }
    }

    fn slot(&self, slot: Slot, at: usize) -> Option<(usize, Captured)> {
        let piece = self.pieces.get(at)?;
        let whole = |end: usize, take: Take| Some((end, Captured { piece: end - 1, take }));
        let moved = |wanted: Direction| {
            let (end, direction) = self.words.moves.at(self.pieces, at)?;
            if direction == wanted { whole(end, Take::Move(direction)) } else { None }
        };
        match slot {
            Slot::Number | Slot::Bounded | Slot::Broken => {
                let (_, number_at, approx) =
                    if slot == Slot::Bounded { quantity::bounds(self.words, self.pieces, at) } else { (at, at, None) };
                let (num, _) = quantity::number_before_hyphen(self.words, self.pieces, number_at)?;
                if slot == Slot::Broken && num.value.normalize().scale() == 0 {
                    return None;
                }
                Some((num.end, Captured { piece: num.piece, take: Take::Number(num.value, approx) }))
            }
            Slot::Percent => self.quantity_slot(slot, at),
            Slot::Fraction => self.fraction(at),
            Slot::Ordinal => self.ordinal(at).and_then(|(end, value)| whole(end, Take::Ordinal(value))),
            Slot::Roman => self.words.romans.at(self.pieces, at).and_then(|(end, n)| whole(end, Take::Ordinal(n))),
            Slot::Figures => whole(at + 1, Take::Year(Some(self.year(at)?))),
            Slot::Year => {
                if let Some(year) = self.year(at) {
                    return whole(at + 1, Take::Year(Some(year)));
                }
                let (end, row) = self.words.years.longest_words(self.pieces, at)?;
                let Meaning::Year(offset) = *self.words.meanings.get(row as usize)? else { return None };
                whole(end, Take::Year(self.clock.published.map(|now| now.year() + offset)))
            }
            Slot::Day => {
                let Literal::Number(figure) = piece.literal()? else { return None };
                let day = figure.whole().filter(|day| (1..=31).contains(day) && figure.plain_digits > 0)? as u8;
                let suffix = self.pieces.get(at + 1).is_some_and(|next| next.glued && next.is_letters());
                match quantity::joint(self.words, self.pieces, at + 1) {
                    Some((end, Joint::OrdinalSuffix)) => Some((end, Captured { piece: at, take: Take::Day(day) })),
                    _ if suffix => None,
                    _ => whole(at + 1, Take::Day(day)),
                }
            }
            Slot::Month => self.words.months.at(self.pieces, at).and_then(|(end, m)| whole(end, Take::Month(m))),
            Slot::Weekday => self.words.weekdays.at(self.pieces, at).and_then(|(end, d)| whole(end, Take::Weekday(d))),
            Slot::Season => self.words.seasons.at(self.pieces, at).and_then(|(end, s)| whole(end, Take::Season(s))),
            Slot::Period => self.words.periods.at(self.pieces, at).and_then(|(end, p)| whole(end, Take::Period(p))),
            Slot::Up => moved(Direction::Up),
            Slot::Down => moved(Direction::Down),
            Slot::Flat => moved(Direction::Flat),
            Slot::Plus => self.sign(at, Joint::Positive).and_then(|end| whole(end, Take::Nothing)),
            Slot::Minus => self.sign(at, Joint::Negative).and_then(|end| whole(end, Take::Nothing)),
            Slot::Any => {
                if piece.form == Form::Word {
                    whole(at + 1, Take::Nothing)
                } else {
                    None
                }
            }
            Slot::Value => None,
        }
    }
}

fn taken_direction(taken: &[Captured]) -> Option<Direction> {
    taken.iter().find_map(|captured| match captured.take {
        Take::Move(direction) => Some(direction),
        _ => None,
    })
}

fn direction_of(percent: Decimal) -> Direction {
    if percent.is_zero() {
        Direction::Flat
    } else if percent.is_sign_negative() {
        Direction::Down
    } else {
        Direction::Up
    }
}

fn share(op: ShareOp, taken: &[Captured]) -> Option<Found> {
    let numbers: Vec<(u32, Option<Approx>)> = taken
        .iter()
        .filter_map(|captured| match captured.take {
            Take::Ordinal(n) => Some((n, None)),
            Take::Number(n, approx) if n.scale() == 0 => Some((u32::try_from(n.mantissa()).ok()?, approx)),
            _ => None,
        })
        .collect();
    let (percent, approx) = match op {
        ShareOp::Percent => taken.iter().find_map(|captured| match captured.take {
            Take::Percent(percent, approx) => Some((percent, approx)),
            _ => None,
        })?,
        ShareOp::OneIn => {
            let &(whole, approx) = numbers.first().filter(|(whole, _)| *whole > 1)?;
            (literal::per_cent(1, whole)?, approx)
        }
        ShareOp::OutOf => {
            let (&(part, approx), &(whole, _)) = (numbers.first()?, numbers.get(1)?);
            (literal::per_cent(part, whole).filter(|_| 0 < part && part < whole)?, approx)
        }
    };
    Some(Found::Share { percent, approx })
}

fn rank(op: RankOp, taken: &[Captured]) -> Option<Found> {
    let place = taken.iter().find_map(|captured| match captured.take {
        Take::Ordinal(n) => Some(n),
        Take::Number(n, _) if n.scale() == 0 => u32::try_from(n.mantissa()).ok(),
        _ => None,
    });
    let (value, top) = match op {
        RankOp::Place => (place?, false),
        RankOp::Top => (place?, true),
        RankOp::Fixed(value) => (value, false),
    };
    (0 < value && value < 1000).then_some(Found::Rank { value, top })
}
