//! How well the reader's output agrees with what people marked: statements, date expressions. No reader, no files, no terminal.

mod agree;
mod arguments;
mod assign;
mod dates;
mod figures;
mod gold;
mod same;
mod statements;

pub use arguments::arguments;
pub use dates::{DateFault, DateScores, dates};
pub use figures::{Figures, Tally};
pub use gold::{Gold, GoldArg, GoldFaults, Text, gold};
pub use same::same_value;
pub use statements::{Axis, Fault, Scores, score};
