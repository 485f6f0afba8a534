//! Views: briefs, sentences and tables as pure functions of rows. No files, no clock, no database.
//!
//! Words of a language live in `data/<language>/phrases.tsv` of this crate; code names none.

mod brat;
mod brief;
mod fold;
mod marked;
mod phrases;
mod sentence;
mod slots;
mod table;
#[cfg(test)]
mod testing;
mod timeml;
mod wording;

pub use brat::{brat, brat_configuration};
pub use brief::{
    Brief, BriefError, Citation, Glance, Line, Matcher, Place, Section, Source, Topic, TradeRow, TradeTable, brief,
};
pub use marked::{Color, marked};
pub use sentence::statement_line;
pub use table::{COLUMNS, Table, csv, table};
pub use timeml::timeml;
