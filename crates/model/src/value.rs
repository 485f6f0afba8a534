//! The values that arguments take.

use std::fmt;

use rust_decimal::Decimal;

use crate::{Edtf, Role};

/// How the text bounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approx {
    /// More than, exceeds, at least.
    Over,
    /// Nearly, almost, up to, less than.
    Under,
    /// Roughly, some, approximately.
    About,
}

impl Approx {
    /// The word as written in files and output: "over", "under", "about".
    pub fn as_str(self) -> &'static str {
        match self {
            Approx::Over => "over",
            Approx::Under => "under",
            Approx::About => "about",
        }
    }

    /// Reads `as_str`'s words; `None` for any other.
    pub fn parse(word: &str) -> Option<Approx> {
        match word {
            "over" => Some(Approx::Over),
            "under" => Some(Approx::Under),
            "about" => Some(Approx::About),
            _ => None,
        }
    }
}

/// Which way a value moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Grew.
    Up,
    /// Fell.
    Down,
    /// Stayed.
    Flat,
}

impl Direction {
    /// The word as written in files and output: "up", "down", "flat".
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Flat => "flat",
        }
    }

    /// Reads `as_str`'s words; `None` for any other.
    pub fn parse(word: &str) -> Option<Direction> {
        match word {
            "up" => Some(Direction::Up),
            "down" => Some(Direction::Down),
            "flat" => Some(Direction::Flat),
            _ => None,
        }
    }
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A place, organisation or person (`from to party of place speaker person`).
    Name {
        /// The document's fullest form of the name.
        name: String,
        /// ISO 3166-1 alpha-2 of a country ("BY") or ISO 3166-2 of a region ("RU-SAM"), else none.
        id: Option<String>,
    },
    /// The words of an `item` or `office`, without article and quantity.
    Text(String),
    /// A count.
    Quantity {
        /// How many, in full.
        value: Decimal,
        /// What is counted, as written; empty where the text names none.
        unit: String,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// A sum of money.
    Amount {
        /// The sum in full units of the currency: 3000000000.
        value: Decimal,
        /// ISO 4217 code: "USD".
        currency: String,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// Growth or decline.
    Change {
        /// Signed per cent (+16, -4.5; doubled is +100); none where the text gives no number.
        percent: Option<Decimal>,
        /// Which way.
        direction: Direction,
    },
    /// A part of a whole.
    Share {
        /// Per cent, 0 to 100.
        percent: Decimal,
        /// How the text bounds it.
        approx: Option<Approx>,
    },
    /// A place in an order.
    Rank {
        /// The place, from 1.
        value: u32,
        /// True for "among the top six", false for "sixth".
        top: bool,
    },
    /// A date or interval.
    When(Edtf),
}

impl Value {
    /// The same value with its decimals in their shortest form: 6.10 becomes 6.1, so that equal values are equal to the byte.
    pub fn normalized(self) -> Value {
        match self {
            Value::Quantity { value, unit, approx } => Value::Quantity { value: value.normalize(), unit, approx },
            Value::Amount { value, currency, approx } => Value::Amount { value: value.normalize(), currency, approx },
            Value::Change { percent, direction } => {
                Value::Change { percent: percent.map(|p| p.normalize()), direction }
            }
            Value::Share { percent, approx } => Value::Share { percent: percent.normalize(), approx },
            other @ (Value::Name { .. } | Value::Text(_) | Value::Rank { .. } | Value::When(_)) => other,
        }
    }

    /// True where a value of this sort may stand under `role`.
    pub fn fits(&self, role: Role) -> bool {
        use Role::*;
        match self {
            Value::Name { .. } => matches!(role, From | To | Party | Person | Of | Place | Speaker),
            Value::Text(_) => matches!(role, Item | Office),
            Value::Quantity { .. } => role == Quantity,
            Value::Amount { .. } => role == Amount,
            Value::Change { .. } => role == Change,
            Value::Share { .. } => role == Share,
            Value::Rank { .. } => role == Rank,
            Value::When(_) => role == When,
        }
    }
}

impl fmt::Display for Value {
    /// A short form for people: "over 120 buses", "USD 3000000000", "+16%", "top 6", "2024".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = |approx: &Option<Approx>| approx.map(|a| format!("{} ", a.as_str())).unwrap_or_default();
        match self {
            Value::Name { name, id: Some(id) } => write!(f, "{name} ({id})"),
            Value::Name { name, id: None } => f.write_str(name),
            Value::Text(text) => f.write_str(text),
            Value::Quantity { value, unit, approx } => {
                write!(f, "{}{} {unit}", bound(approx), value.normalize())
            }
            Value::Amount { value, currency, approx } => {
                write!(f, "{}{currency} {}", bound(approx), value.normalize())
            }
            Value::Change { percent: Some(percent), .. } => write!(f, "{:+}%", percent.normalize()),
            Value::Change { percent: None, direction } => f.write_str(direction.as_str()),
            Value::Share { percent, approx } => write!(f, "{}{}%", bound(approx), percent.normalize()),
            Value::Rank { value, top: true } => write!(f, "top {value}"),
            Value::Rank { value, top: false } => write!(f, "rank {value}"),
            Value::When(edtf) => write!(f, "{edtf}"),
        }
    }
}
