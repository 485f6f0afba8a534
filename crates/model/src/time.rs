//! Expressions of time as TimeML's TIMEX3 tags have them.

use std::fmt;
use std::str::FromStr;

use crate::{Span, UnknownWord};

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar: "3 March 2024", "last year".
    Date,
    /// A time of day: "10:30".
    Time,
    /// A length of time: "for 13 years".
    Duration,
    /// A time that comes again: "every Monday".
    Set,
}

impl TimeKind {
    /// Every sort.
    pub const ALL: [TimeKind; 4] = [TimeKind::Date, TimeKind::Time, TimeKind::Duration, TimeKind::Set];

    /// The word of the tag's `type`: "DATE", "TIME", "DURATION", "SET".
    pub fn as_str(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

impl fmt::Display for TimeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for TimeKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<TimeKind, UnknownWord> {
        TimeKind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| UnknownWord {
            list: "type",
            found: word.to_owned(),
            allowed: TimeKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        })
    }
}

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeExpression {
    /// Its words, in code points.
    pub span: Span,
    /// What it says.
    pub kind: TimeKind,
    /// The value in the form of ISO 8601 that TIMEX3 takes: "2024-03-03", "2024-Q1", "P13Y", "XXXX-XX-XX" where it is not known.
    pub value: String,
}
