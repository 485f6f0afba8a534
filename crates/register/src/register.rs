//! The register as the rest of the program sees it. What keeps it is private: SQLite today, other databases behind the
//! same type later.

use std::io::Write;
use std::path::Path;

use model::{Diagnostic, Document, Statement};

use crate::sqlite::Sqlite;
use crate::{Counts, DocumentHead, Filter, Put, Reach, RegisterError, Row, Run, StoredDocument};

/// The newest format of a register's file that this program knows, and the one it writes.
pub const FORMAT: i64 = crate::sqlite::FORMAT;

/// Documents and their statements, kept in one file.
///
/// What `put` returned for is on the disk: a kill or a loss of power afterwards loses none of it. A document is there
/// whole, with all its statements, or not at all. All results come in an order that does not depend on the order of
/// putting.
pub struct Register {
    store: Store,
}

enum Store {
    Sqlite(Sqlite),
}

impl Register {
    /// Opens the register at `path`; makes it where there is none, and brings an older format up to `FORMAT`.
    ///
    /// # Errors
    /// `NotARegister`, `NewerFormat`, `NoFolder`, `Locked`, `Denied`, `DiskFull`, `Damaged`, `Database`.
    pub fn open(path: &Path) -> Result<Register, RegisterError> {
        Ok(Register { store: Store::Sqlite(Sqlite::open(path)?) })
    }

    /// Opens the register at `path`, which must exist; for commands that only read.
    ///
    /// # Errors
    /// `Missing`, and those of `open`.
    pub fn open_existing(path: &Path) -> Result<Register, RegisterError> {
        Ok(Register { store: Store::Sqlite(Sqlite::open_existing(path)?) })
    }

    /// A register that is kept in memory and gone when it is dropped.
    ///
    /// # Errors
    /// `Database` where no memory can be had.
    pub fn memory() -> Result<Register, RegisterError> {
        Ok(Register { store: Store::Sqlite(Sqlite::memory()?) })
    }

    /// Sets how long this register waits for another program that holds the file: 30 000 ms unless set.
    ///
    /// # Errors
    /// `Database`.
    pub fn set_patience_ms(&mut self, patience_ms: u32) -> Result<(), RegisterError> {
        match &mut self.store {
            Store::Sqlite(sqlite) => sqlite.set_patience_ms(patience_ms),
        }
    }

    /// Puts documents with their statements, all in one transaction, and says what became of each, in the order given.
    /// Give some hundreds at a time: each call waits for the disk once.
    ///
    /// # Errors
    /// `Misfit` where a statement's evidence does not stand in its document; `Locked`, `Denied`, `DiskFull`, `Damaged`,
    /// `Database`. After an error nothing of the call was put.
    pub fn put(&mut self, batch: &[(Document, Vec<Statement>)], run: &Run) -> Result<Vec<Put>, RegisterError> {
        match &mut self.store {
            Store::Sqlite(sqlite) => sqlite.put(batch, run),
        }
    }

    /// The current version of every document, by day of publication (those without one last), then id.
    ///
    /// # Errors
    /// `Locked`, `Damaged`, `Unreadable`, `Database`; so for all that reads.
    pub fn documents(&self) -> Result<Vec<DocumentHead>, RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.documents(),
        }
    }

    /// The current version of a document; `None` where there is no document of that id.
    ///
    /// # Errors
    /// `Changed` where the text no longer has the hash that it was stored with.
    pub fn document(&self, id: &str) -> Result<Option<StoredDocument>, RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.document(id),
        }
    }

    /// All versions of a document, the current one first, then from the latest to the earliest.
    ///
    /// # Errors
    /// As `documents`.
    pub fn history(&self, id: &str) -> Result<Vec<DocumentHead>, RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.history(id),
        }
    }

    /// The statements that `filter` describes, by day of publication (documents without one last), document id, first
    /// evidence, statement id; and what is wrong with those that cannot be shown.
    ///
    /// Every quote is compared with the stored text, and every text with its hash. A statement whose quote no longer
    /// matches is no row but a diagnostic `evidence-moved` that names document, place and words; a text whose hash
    /// differs is a diagnostic `document-changed`.
    ///
    /// # Errors
    /// As `documents`.
    pub fn find(&self, filter: &Filter) -> Result<(Vec<Row>, Vec<Diagnostic>), RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.find(filter),
        }
    }

    /// The rows of a brief: statements with each of these places among their arguments, a country standing for its
    /// regions too. What documents about a place say without naming it in the statement is found by `Filter::about`.
    ///
    /// # Errors
    /// As `find`.
    pub fn rows_for_places(&self, places: &[&str]) -> Result<(Vec<Row>, Vec<Diagnostic>), RegisterError> {
        let places = places.iter().map(|place| (*place).to_owned()).collect();
        self.find(&Filter { places, reach: Reach::Within, ..Filter::default() })
    }

    /// How much the register holds.
    ///
    /// # Errors
    /// As `documents`.
    pub fn counts(&self) -> Result<Counts, RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.counts(),
        }
    }

    /// Writes everything as JSON Lines: documents by id, then statements by document and id, in the public form. Two
    /// registers that hold the same give the same bytes. What is told of runs is left out. Lines of an earlier
    /// version's statements carry its name under `version`.
    ///
    /// # Errors
    /// `Export` where `out` fails, `Changed` where a text was altered, else as `documents`.
    pub fn export(&self, out: &mut impl Write) -> Result<(), RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.export(out),
        }
    }

    /// Checks the file's inner order, every text and every quote, earlier versions included; empty where all is well.
    ///
    /// # Errors
    /// As `documents`.
    pub fn check(&self) -> Result<Vec<Diagnostic>, RegisterError> {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.check(),
        }
    }

    /// Closes the register and brings everything into its one file. Dropping it does the same but tells no error.
    ///
    /// # Errors
    /// `DiskFull`, `Database`.
    pub fn close(self) -> Result<(), RegisterError> {
        match self.store {
            Store::Sqlite(sqlite) => sqlite.close(),
        }
    }
}
