//! What goes into the register beside documents and statements, and what comes out of it.

use model::{Document, Kind};

pub use model::{DocumentHead, Row};

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
