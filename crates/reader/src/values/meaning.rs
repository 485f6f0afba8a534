//! What a pattern of the value tables makes of what its slots took.

use model::{Decimal, Direction};

use super::DateKind;
use super::pattern::PatternError;

/// The meaning column of a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Words that name a year, so many years from the document's: `year -1`.
    Year(i16),
    /// A date: `date point`, `date period -1 comparison`.
    Date(DateOp, Option<DateKind>),
    /// Growth or decline: `change percent up`.
    Change(ChangeOp, Toward),
    /// A part of a whole: `share percent`.
    Share(ShareOp),
    /// A place in an order: `rank ordinal`.
    Rank(RankOp),
    /// An ordinal that ranks nothing: `ordinal`.
    Ordinal,
    /// A name in figures: `code`.
    Code,
    /// Words that look like a value and are none: `skip`.
    Skip,
}

/// How a date is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum DateOp {
    /// From year, month and day as they stand: `point`.
    Point,
    /// From two points, the parts that one lacks taken from the other: `span`.
    Span,
    /// A year in figures without other words: `bare-year`.
    BareYear,
    /// The same after a bound, where a preposition of time stands before: `about-year`.
    AboutYear,
    /// A half year, its number given or taken: `half 1`.
    Half(Option<u8>),
    /// A quarter, its number given or taken: `quarter 1`.
    Quarter(Option<u8>),
    /// The first months of a year: `first-months 9`.
    FirstMonths(Option<u8>),
    /// A season, of the year taken, or so many on from the document's date (`season -1`), or the nearest by tense: `season`.
    Season(Option<i16>),
    /// A month, so many on from the document's date: `month -1` for the last one of that name before it.
    Month(i16),
    /// A weekday: `weekday -1` before, `weekday 1` after, `weekday 0` by the tense of the sentence.
    Weekday(i16),
    /// A unit of the calendar so many on: `period -1`.
    Period(i16),
    /// A day so many on: `day -1`.
    Day(i16),
    /// The point so many units away, back for -1, ahead for 1: `shift -1`.
    Shift(i16),
    /// From so many units before the document's date to it: `past`.
    Past,
    /// From the document's date so many units on: `coming`.
    Coming,
    /// An edge of a year, month, quarter or the present unit: `edge end`.
    Edge(Edge),
    /// The turn of the year nearest by tense, told by its last month: `new-year`.
    NewYear,
    /// From the beginning of the document's year to its date: `year-to-date`.
    YearToDate,
    /// A decade: `decade`.
    Decade,
}

/// A part of a year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// Its first month.
    Start,
    /// Its first quarter.
    Early,
    /// Its middle.
    Middle,
    /// Its last quarter.
    Late,
    /// Its last month.
    End,
}

/// How a change is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ChangeOp {
    /// The per cent taken: `percent`.
    Percent,
    /// The per cent taken, with the direction of a word of change nearby: `by`.
    By,
    /// So many times what it was: `times`.
    Times,
    /// A ratio in per cent to what it was: `index`.
    Index,
    /// A change that the words fix: `fixed 100`.
    Fixed(i32),
    /// No number: `none`.
    Unmeasured,
    /// The words are the sentence's verb or its noun, and fix the change or leave it open: `verb 100`, `verb`.
    Verb(Option<i32>),
}

/// Where a change's direction comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// The meaning says it.
    Fixed(Direction),
    /// The slot `{up}`, `{down}` or `{flat}` took it; up where the pattern has none.
    Taken,
}

/// How a share is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ShareOp {
    /// The per cent taken: `percent`.
    Percent,
    /// The per cent taken, where a bound or more than one part shows that it is no ordinal: `clear`.
    Clear,
    /// One in so many: `one-in`.
    OneIn,
    /// The first number out of the second: `out-of`.
    OutOf,
}

/// How a rank is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum RankOp {
    /// The number or ordinal taken: `place`.
    Place,
    /// Among the first so many: `top`.
    Top,
    /// A place that the words fix: `fixed 1`.
    Fixed(u32),
}

impl Meaning {
    /// True for words that name a year.
    pub(super) fn is_year(&self) -> bool {
        matches!(self, Meaning::Year(_))
    }
}

/// Reads a meaning cell.
///
/// # Errors
/// Where it is none of those that the items of this file list.
pub(super) fn parse(cell: &str) -> Result<Meaning, PatternError> {
    let mut words = cell.split_whitespace();
    let first = words.next().unwrap_or("");
    let rest: Vec<&str> = words.collect();
    let meaning = match (first, rest.as_slice()) {
        ("year", [offset]) => offset.parse().ok().map(Meaning::Year),
        ("date", rest) => date(rest),
        ("change", rest) => change(rest),
        ("share", ["percent"]) => Some(Meaning::Share(ShareOp::Percent)),
        ("share", ["clear"]) => Some(Meaning::Share(ShareOp::Clear)),
        ("share", ["one-in"]) => Some(Meaning::Share(ShareOp::OneIn)),
        ("share", ["out-of"]) => Some(Meaning::Share(ShareOp::OutOf)),
        ("rank", ["place"]) => Some(Meaning::Rank(RankOp::Place)),
        ("rank", ["top"]) => Some(Meaning::Rank(RankOp::Top)),
        ("rank", ["fixed", place]) => place.parse().ok().map(|place| Meaning::Rank(RankOp::Fixed(place))),
        ("ordinal", []) => Some(Meaning::Ordinal),
        ("code", []) => Some(Meaning::Code),
        ("skip", []) => Some(Meaning::Skip),
        _ => None,
    };
    meaning.ok_or_else(|| PatternError {
        message: format!("meaning `{cell}`"),
        hint: "allowed: year N; date point|span|bare-year|about-year|half N|quarter N|first-months N|season N|month N|weekday N|\
               period N|day N|shift N|past|coming|edge start|early|middle|late|end|year-to-date|new-year|decade, then \
               point|period|since|deadline|comparison; change percent|by|times|index|fixed N|none|verb N, then \
               up|down|flat; share percent|clear|one-in|out-of; rank place|top|fixed N; ordinal; code; skip"
            .to_owned(),
    })
}

fn date(words: &[&str]) -> Option<Meaning> {
    let (kind, words) = match words.split_last()? {
        (&"period", [_, ..]) => (Some(DateKind::Period), &words[..words.len() - 1]),
        (&"point", [_, ..]) => (Some(DateKind::Point), &words[..words.len() - 1]),
        (&"since", rest) => (Some(DateKind::Since), rest),
        (&"deadline", rest) => (Some(DateKind::Deadline), rest),
        (&"comparison", rest) => (Some(DateKind::Comparison), rest),
        _ => (None, words),
    };
    let number = |word: &&str| word.parse::<i16>().ok();
    let small = |word: &&str| word.parse::<u8>().ok();
    let op = match words {
        ["point"] => DateOp::Point,
        ["span"] => DateOp::Span,
        ["bare-year"] => DateOp::BareYear,
        ["about-year"] => DateOp::AboutYear,
        ["half"] => DateOp::Half(None),
        ["half", n] => DateOp::Half(Some(small(n)?)),
        ["quarter"] => DateOp::Quarter(None),
        ["quarter", n] => DateOp::Quarter(Some(small(n)?)),
        ["first-months"] => DateOp::FirstMonths(None),
        ["first-months", n] => DateOp::FirstMonths(Some(small(n)?)),
        ["season"] => DateOp::Season(None),
        ["season", n] => DateOp::Season(Some(number(n)?)),
        ["month", n] => DateOp::Month(number(n)?),
        ["weekday", n] => DateOp::Weekday(number(n)?),
        ["period", n] => DateOp::Period(number(n)?),
        ["day", n] => DateOp::Day(number(n)?),
        ["shift", n] => DateOp::Shift(number(n)?),
        ["past"] => DateOp::Past,
        ["coming"] => DateOp::Coming,
        ["edge", "start"] => DateOp::Edge(Edge::Start),
        ["edge", "early"] => DateOp::Edge(Edge::Early),
        ["edge", "middle"] => DateOp::Edge(Edge::Middle),
        ["edge", "late"] => DateOp::Edge(Edge::Late),
        ["edge", "end"] => DateOp::Edge(Edge::End),
        ["year-to-date"] => DateOp::YearToDate,
        ["new-year"] => DateOp::NewYear,
        ["decade"] => DateOp::Decade,
        _ => return None,
    };
    Some(Meaning::Date(op, kind))
}

fn change(words: &[&str]) -> Option<Meaning> {
    let (toward, words) = match words.split_last() {
        Some((last, rest)) => match Direction::parse(last) {
            Some(direction) => (Toward::Fixed(direction), rest),
            None => (Toward::Taken, words),
        },
        None => (Toward::Taken, words),
    };
    let op = match words {
        ["percent"] => ChangeOp::Percent,
        ["by"] => ChangeOp::By,
        ["times"] => ChangeOp::Times,
        ["index"] => ChangeOp::Index,
        ["fixed", percent] => ChangeOp::Fixed(percent.parse().ok()?),
        ["none"] => ChangeOp::Unmeasured,
        ["verb"] => ChangeOp::Verb(None),
        ["verb", percent] => ChangeOp::Verb(Some(percent.parse().ok()?)),
        _ => return None,
    };
    Some(Meaning::Change(op, toward))
}

/// The change in per cent of what became `times` what it was; towards decline, of what became so many times less.
pub(super) fn times(times: Decimal, direction: Direction) -> Option<Decimal> {
    let ratio = match direction {
        Direction::Down => Decimal::ONE.checked_div(times)?,
        Direction::Up | Direction::Flat => times,
    };
    Some(ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2).normalize())
}
