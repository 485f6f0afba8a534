//! Walks over the pieces of a sentence and takes the longest value at each place.

use std::ops::Range;

use grammar::Segments;
use model::{Decimal, Direction, Edtf, Point};

use super::calendar;
use super::literal::Literal;
use super::meaning::{DateOp, Meaning, Toward};
use super::pattern::{Hit, Slots};
use super::piece::{self, Form, Piece};
use super::quantity::{self, Counted, Quantity};
use super::slot::{Captured, Slot, Take};
use super::vocabulary::DASH;
use super::words::{Cue, Joint, Tense, Words};
use super::worth;
use super::{Clock, DateKind, FLOATING, Found, ValueMention};

/// The rule of a scaled number that names nothing counted, until `carry` settles what it is.
const SCALED: &str = "number-scaled";
/// How many sentences back a currency is carried on to sums that name none.
const CARRY_SENTENCES: usize = 3;

/// How far, in pieces, the word that tells tense or direction may stand from a value.
const REACH: usize = 14;

/// Room that is used again for each sentence.
#[derive(Default)]
pub(super) struct Buffers {
    pieces: Vec<Piece>,
    hits: Vec<Hit>,
    /// The tokens so far that may begin the name of a currency, in order.
    pub(super) currencies: Vec<u32>,
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
    piece::cut(words, text, segments, tokens, &mut buffers.pieces);
    let currencies = buffers.pieces.iter().filter(|piece| words.begins_currency(piece));
    buffers.currencies.extend(currencies.map(|piece| piece.first_token));
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

/// Gives scaled numbers that name nothing counted the currency or unit of the last value before them, or the currency of the
/// next sum in their sentence: "3 mln dollars, of them exports 2,9 mln", "4m tonnes now and 8m later".
pub(super) fn carry(segments: &Segments, found: &mut [ValueMention]) {
    let mut sentence = 0;
    let mut last: Option<(usize, Carried)> = None;
    for index in 0..found.len() {
        while segments.sentences.get(sentence).is_some_and(|here| here.end <= found[index].tokens.start) {
            sentence += 1;
        }
        let limit = segments.sentences.get(sentence).map_or(0, |here| here.end);
        if let Some(carried) = Carried::of(&found[index].value) {
            last = Some((sentence, carried));
            continue;
        }
        if found[index].rule != SCALED {
            continue;
        }
        let near = last.as_ref().filter(|(at, _)| sentence - at <= CARRY_SENTENCES).map(|(_, carried)| carried.clone());
        let next = || {
            let later = found[index..].iter().take_while(|later| later.tokens.start < limit);
            later
                .into_iter()
                .find_map(|later| Carried::of(&later.value))
                .filter(|next| matches!(next, Carried::Currency(_)))
        };
        let Some(carried) = near.or_else(next) else { continue };
        if let Found::Number { value, high, approx } = found[index].value {
            (found[index].value, found[index].rule) = match carried {
                Carried::Currency(currency) => (Found::Money { value, high, currency, approx }, "money-carried"),
                Carried::Unit(unit) => (Found::Measure { value, high, unit, approx }, "measure-carried"),
            };
        }
    }
}

/// What a sum or measure hands on to a number after it.
#[derive(Clone)]
enum Carried {
    Currency(String),
    Unit(String),
}

impl Carried {
    fn of(value: &Found) -> Option<Carried> {
        match value {
            Found::Money { currency, .. } => Some(Carried::Currency(currency.clone())),
            Found::Measure { unit, .. } => Some(Carried::Unit(unit.clone())),
            _ => None,
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

/// A sentence being read.
pub(super) struct Scan<'a> {
    pub(super) words: &'a Words,
    pub(super) text: &'a str,
    pub(super) pieces: &'a [Piece],
    pub(super) clock: Clock,
}

impl Scan<'_> {
    /// The longest value that begins at a piece.
    fn read(&self, at: usize, hits: &mut Vec<Hit>) -> Option<Reading> {
        let piece = &self.pieces[at];
        let is_figure = matches!(piece.form, Form::Figure(_));
        if !is_figure && piece.begins.slots & Slot::Value.bit() == 0 {
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
        if !matches!(figure.form, Form::Figure(_)) {
            return None;
        }
        // "M-1" is a name even where "m" is a word of the tables, "mid-2024" and "USD-300" are none.
        let is_letter = piece.form == Form::Name && figure_at == at + 2 && piece.end - piece.start == 1;
        let is_currency = self.words.currency_marks.at(self.pieces, at).is_some();
        if piece.begins.slots != 0 && (!is_letter || is_currency) {
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
        before.is_letters() && before.glued && before.begins.slots == 0
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
            Counted::Things if self.names_no_things(&quantity) => (Found::Number { value, high, approx }, SCALED),
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
            Counted::Time(period) => {
                let unit = self.words_of(quantity.num.end, quantity.end);
                (Found::Duration { value, unit, period, approx }, "duration")
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

    /// "31,4 mln, minus two per cent": a scaled number with nothing counted after it; it may be money whose name stands before.
    fn names_no_things(&self, quantity: &Quantity) -> bool {
        if quantity.num.value < Decimal::ONE_THOUSAND || quantity.num.end == quantity.num.piece + 1 {
            return false;
        }
        match self.pieces.get(quantity.end) {
            None => true,
            Some(next) if next.is_letters() => self.words.cues.before(self.pieces, quantity.end + 1).is_some(),
            Some(next) => !next.glued || next.form == Form::Mark,
        }
    }

    fn words_of(&self, from: usize, to: usize) -> String {
        match (self.pieces.get(from), to.checked_sub(1).and_then(|last| self.pieces.get(last))) {
            (Some(first), Some(last)) => {
                self.text.get(first.start as usize..last.end as usize).unwrap_or("").to_owned()
            }
            _ => String::new(),
        }
    }

    /// The year that a figure may be.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
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
        let noun_follows = next.is_some_and(|next| next.form == Form::Word && next.begins.slots == 0);
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
            Some(Cue::Since | Cue::From) => (edtf.map(calendar::since), DateKind::Since),
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
        let head = taken.iter().map(|captured| captured.piece).rfind(|&piece| start <= piece && piece < end);
        let head = head.unwrap_or(end - 1);
        let reading = |value, rule| Some(Reading { start, head, end, value: Some((value, rule)) });
        match *self.words.meanings.get(hit.row as usize)? {
            Meaning::Year(_) => None,
            Meaning::Date(op, kind) => self.date_of(hit, op, kind),
            Meaning::Change(op, toward) => {
                let direction = match toward {
                    Toward::Fixed(direction) => direction,
                    Toward::Taken => worth::taken_direction(taken).unwrap_or(Direction::Up),
                };
                reading(self.change(op, direction, taken, start)?, "change")
            }
            Meaning::Share(op) => reading(worth::share(op, taken)?, "share"),
            Meaning::Rank(op) => reading(worth::rank(op, taken)?, "rank"),
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
        let has = |wanted: fn(&Take) -> bool| taken.iter().any(|captured| wanted(&captured.take));
        let floats = matches!(op, DateOp::Point | DateOp::Span | DateOp::Edge(_))
            && has(|take| matches!(take, Take::Month(_)))
            && !has(|take| matches!(take, Take::Year(_)));
        if let Some((_, rule)) = reading.value.as_mut().filter(|_| floats) {
            *rule = FLOATING;
        }
        if matches!(op, DateOp::Span | DateOp::YearToDate) {
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

    /// The direction of the nearest word of change before a place, or of the first after it.
    pub(super) fn direction_near(&self, start: usize) -> Option<Direction> {
        let told = |at: usize| self.words.moves.at(self.pieces, at).map(|(_, direction)| direction);
        let before = (start.saturating_sub(REACH)..start).rev().find_map(told);
        before.or_else(|| (start..(start + REACH).min(self.pieces.len())).find_map(told))
    }
}
