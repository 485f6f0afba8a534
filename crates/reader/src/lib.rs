//! Documents to statements: gazetteers, mentions, rules. No files, no database, no HTTP.

pub mod names;
pub mod pack;
pub mod values;
