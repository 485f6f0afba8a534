//! Numbers, sums, shares, changes, ranks and dates of a text, found by form over tokens.
//!
//! Tokens are cut into pieces (`piece`), pieces matched against the patterns of the value tables (`words`, `pattern`), whose
//! meanings (`meaning`) become values. No tags and no parse are needed; no word of a language stands in code.

mod calendar;
mod legend;
mod literal;
mod meaning;
mod pattern;
mod piece;
mod quantity;
mod scan;
mod slot;
mod take;
mod vocabulary;
mod words;
mod worth;

#[cfg(test)]
mod tests;

use std::ops::Range;

use grammar::Segments;
use model::{Approx, Date, Decimal, Direction, Edtf};

pub use legend::{Legend, Scope, legends, scale};
pub use words::{Period, Words};

/// The document's own date, against which relative dates are resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The day of publishing; without it, relative dates and dates without a year are found but not resolved.
    pub published: Option<Date>,
}

/// What found a month or day whose year was not written.
pub(crate) const FLOATING: &str = "date without a year";

/// A value found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueMention {
    /// The tokens that say it, as indexes into `Segments::tokens`; prepositions and verbs before it are left out.
    pub tokens: Range<u32>,
    /// The token that heads them: the unit, the currency, the month, or the number.
    pub head: u32,
    /// The value.
    pub value: Found,
    /// What found it: the kind of pattern, for explanations.
    pub rule: &'static str,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A bare count: "over 120", "fifty-two", "6,000-7,000".
    Number {
        /// The number, or the lower end of a range.
        value: Decimal,
        /// The upper end of a range.
        high: Option<Decimal>,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// A number of a unit of measure: "1.12m tonnes".
    Measure {
        /// The number in full, or the lower end of a range.
        value: Decimal,
        /// The upper end of a range.
        high: Option<Decimal>,
        /// The unit as written, its rate included: "tonnes a day".
        unit: String,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// A sum of money: "nearly three billion dollars".
    Money {
        /// The sum in full units of the currency, or the lower end of a range.
        value: Decimal,
        /// The upper end of a range.
        high: Option<Decimal>,
        /// ISO 4217 code.
        currency: String,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// Per cent of something, of what the words around it say: "61%".
    Percent {
        /// Per cent, or the lower end of a range.
        value: Decimal,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// Percentage points: a difference of two shares.
    Points {
        /// How many.
        value: Decimal,
    },
    /// A part in words: "two thirds", "every fourth".
    Share {
        /// Per cent, to two places.
        percent: Decimal,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// Growth or decline: "6.1% more", "doubled".
    Change {
        /// Signed per cent; none where the text gives no number.
        percent: Option<Decimal>,
        /// Which way.
        direction: Direction,
        /// True where the words of the mention are themselves the verb or noun of change ("doubled", "grew", "growth").
        by_verb: bool,
    },
    /// A place in an order: "sixth largest", "one of the top six".
    Rank {
        /// The place, from 1.
        value: u32,
        /// True for "among the first so many".
        top: bool,
    },
    /// A date, or a stretch of the calendar.
    Date {
        /// When; none where the words are a date that the document's date would be needed for, and it is not known.
        edtf: Option<Edtf>,
        /// What the date does.
        kind: DateKind,
    },
    /// A length of time that is no date: "for 13 years".
    Duration {
        /// How many of the unit.
        value: Decimal,
        /// The unit as written.
        unit: String,
        /// How long one of it is.
        period: Period,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// A clock time.
    Time,
    /// An ordinal that ranks nothing: "the fifth session".
    Ordinal {
        /// The place, from 1.
        value: u32,
    },
    /// Figures that count nothing: names of products, addresses, phone numbers, ages, scores. Claimed so that nothing else takes them.
    Code,
}

/// What a date does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A year, month or day.
    Point,
    /// A stretch from one to another.
    Period,
    /// The last moment or the end of a stretch: "by the end of 2025", "until 2030".
    Deadline,
    /// The beginning of what goes on: "since 2011".
    Since,
    /// What something is compared with, not when it was: "than in 2021", "a year earlier".
    Comparison,
}

/// The values of a text: in order, no two sharing a token, the longest reading of each place.
pub fn find(words: &Words, text: &str, segments: &Segments, clock: Clock) -> Vec<ValueMention> {
    find_with_currencies(words, text, segments, clock).0
}

/// As `find`; also the tokens that may begin the name or mark of a currency, in order.
pub(crate) fn find_with_currencies(
    words: &Words,
    text: &str,
    segments: &Segments,
    clock: Clock,
) -> (Vec<ValueMention>, Vec<u32>) {
    let mut found = Vec::new();
    let mut buffers = scan::Buffers::default();
    for sentence in &segments.sentences {
        scan::sentence(words, text, segments, sentence.range(), clock, &mut buffers, &mut found);
    }
    scan::carry(segments, &mut found);
    (found, buffers.currencies)
}
