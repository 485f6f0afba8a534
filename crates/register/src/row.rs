//! What goes into the register beside documents and statements, and what comes out of it.

use model::{Date, Document, Kind, Statement};

/// What made a reading: kept for the record, never part of the export.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    /// The program's name and version: "intertie 0.1.0".
    pub program: String,
    /// A hash of the rules and data that it read with, packs of the user included.
    pub rules: String,
}

/// What became of a document that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Put {
    /// The register did not know it.
    Added,
    /// It was there with the same text, description and statements: nothing changed.
    Same,
    /// Its text was there, read differently (other statements, or another description by another run): the new reading
    /// replaced the old.
    Reread,
    /// Its id was there with another text, or in the same run with another description: both versions are kept, and the
    /// one published later (then the one with the greater hash) is current.
    Revised,
}

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

/// A document as the register keeps it; its text was checked against its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Everything but the text.
    pub head: DocumentHead,
    /// The text that all positions refer to.
    pub text: String,
}

impl StoredDocument {
    /// The document in the form in which it was put.
    pub fn into_document(self) -> Document {
        let DocumentHead { id, title, published, url, publisher, lang, .. } = self.head;
        Document { id, text: self.text, title, published, url, publisher, lang }
    }
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

/// How much the register holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Earlier versions of documents, kept beside the current ones.
    pub earlier_versions: u64,
    /// Statements of the current documents.
    pub statements: u64,
    /// The same by kind, in the order of `Kind::ALL`, kinds without a statement included.
    pub by_kind: Vec<(Kind, u64)>,
}
