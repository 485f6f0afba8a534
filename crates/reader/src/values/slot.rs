//! The slots of patterns and what they take from a text.

use model::{Approx, Decimal, Direction};

use super::words::Period;

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A place in a pattern that takes a value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Slot {
            $($(#[$doc])* $name,)*
        }

        impl Slot {
            /// Reads a slot's name as patterns write it, without braces.
            pub(super) fn parse(name: &str) -> Option<Slot> {
                match name {
                    $($word => Some(Slot::$name),)*
                    _ => None,
                }
            }

            /// All names, for messages.
            pub(super) fn names() -> String {
                [$(concat!("{", $word, "}")),*].join(" ")
            }
        }
    };
}

slots! {
    /// A number without a bound, in figures or words.
    Number = "n",
    /// A number that may be bounded: "more than 5".
    Bounded = "q",
    /// A number of per cent that may be bounded.
    Percent = "pct",
    /// A part in words: "two thirds", "half", "a quarter", in per cent; may be bounded.
    Fraction = "frac",
    /// A number that is not whole: "1.6".
    Broken = "broken",
    /// An ordinal: "fifth", "24th".
    Ordinal = "ord",
    /// A Roman numeral.
    Roman = "roman",
    /// A year in figures, or words that name one.
    Year = "year",
    /// A year in figures.
    Figures = "y",
    /// A day of a month in figures.
    Day = "day",
    /// A month's name.
    Month = "month",
    /// A weekday's name.
    Weekday = "weekday",
    /// A season's name.
    Season = "season",
    /// A unit of calendar time.
    Period = "period",
    /// A word of growth.
    Up = "up",
    /// A word of decline.
    Down = "down",
    /// A word of standing still.
    Flat = "flat",
    /// The sign of growth before a percentage.
    Plus = "plus",
    /// The sign of decline before a percentage.
    Minus = "minus",
    /// Any word with a small first letter.
    Any = "any",
    /// Not for patterns: a piece may begin a value.
    Value = "value",
}

impl Slot {
    /// The slot's bit in a set of slots.
    pub(super) fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// What a slot took, and the piece that heads it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Captured {
    /// Index of the piece.
    pub(super) piece: usize,
    /// The value.
    pub(super) take: Take,
}

/// The value that a slot took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Take {
    /// Only that it stands there.
    #[default]
    Nothing,
    /// A number and its bound.
    Number(Decimal, Option<Approx>),
    /// Per cent and its bound.
    Percent(Decimal, Option<Approx>),
    /// A place in an order, or a Roman numeral.
    Ordinal(u32),
    /// A year; `None` where the text names one that cannot be known without the document's date.
    Year(Option<i16>),
    /// A day of the month, 1 to 31.
    Day(u8),
    /// A month, 1 to 12.
    Month(u8),
    /// A weekday, Monday is 1.
    Weekday(u8),
    /// A season, by its first month.
    Season(u8),
    /// A unit of time.
    Period(Period),
    /// A direction.
    Move(Direction),
}
