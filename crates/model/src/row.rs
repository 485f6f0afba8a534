//! Rows: statements with the heads of their documents, as the register gives them and views take them.

use crate::{Date, Statement};

/// A document without its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentHead {
    /// The document's name.
    pub id: String,
    /// The headline, where known.
    pub title: Option<String>,
    /// The day of publication, where known.
    pub published: Option<Date>,
    /// The public address, where known.
    pub url: Option<String>,
    /// Who published it, where known.
    pub publisher: Option<String>,
    /// BCP 47 tag of the language, where known.
    pub lang: Option<String>,
    /// SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits.
    pub hash: String,
    /// The version's name: the first 16 hexadecimal digits of SHA-256 over text hash and description.
    pub version: String,
    /// True for the version that counts; false for one that a later one took the place of.
    pub current: bool,
}

/// A statement that was found; its evidence was checked against the stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The statement's name, 16 hexadecimal digits.
    pub id: String,
    /// The document that states it.
    pub document: DocumentHead,
    /// What it states.
    pub statement: Statement,
}
