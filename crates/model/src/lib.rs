//! The words of the domain: documents, evidence, statements and their values. No I/O.

mod diagnostic;
mod document;
mod edtf;
mod evidence;
pub mod json;
mod kind;
mod row;
mod span;
mod statement;
mod time;
mod value;

pub use diagnostic::{Diagnostic, Severity};
pub use document::Document;
pub use edtf::{Edtf, EdtfError, Point};
pub use evidence::Evidence;
pub use kind::{Form, Kind, Role, Stage, UnknownWord};
pub use row::{DocumentHead, Row};
pub use rust_decimal::Decimal;
pub use span::Span;
pub use statement::{Anchor, Argument, Statement, StatementError};
pub use time::{TimeExpression, TimeKind};
pub use value::{Approx, Direction, Value};

/// A calendar day (proleptic Gregorian), without time or zone.
pub type Date = jiff::civil::Date;
