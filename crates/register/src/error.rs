//! Why the register could not do what it was asked.

use std::path::{Path, PathBuf};

/// A failed operation of the register. `Display` says what was attempted, on what, and what was found; `hint` what to
/// do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// The file is something else.
    #[error("failed to open register `{}`: {found}; expected a register of this program", path.display())]
    NotARegister {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// The file was written by a later program.
    #[error("failed to open register `{}`: it has format {found}, this program reads formats 1 to {newest}", path.display())]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that this program knows.
        newest: i64,
    },
    /// No file stands there, and none was to be made.
    #[error("failed to open register `{}`: there is no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The folder that the file would stand in does not exist.
    #[error("failed to create register `{}`: there is no folder `{}`", path.display(), folder.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// Another program holds the register longer than this one waits.
    #[error("failed to {attempted} register `{}`: another program has held it for more than {waited_ms} ms", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// What was attempted: "open", "write to".
        attempted: &'static str,
        /// How long was waited, in milliseconds.
        waited_ms: u64,
    },
    /// The file or its folder may not be written.
    #[error("failed to {attempted} register `{}`: the file or its folder gives no permission", path.display())]
    Denied {
        /// The file.
        path: PathBuf,
        /// What was attempted.
        attempted: &'static str,
    },
    /// The disk has no room.
    #[error("failed to {attempted} register `{}`: the disk is full", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
        /// What was attempted.
        attempted: &'static str,
    },
    /// The file's inner order is broken.
    #[error("failed to {attempted} register `{}`: the file is damaged ({found})", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was attempted.
        attempted: &'static str,
        /// What the database says of it.
        found: String,
    },
    /// A document's text no longer has the hash that it was stored with.
    #[error(
        "document `{document}` was changed inside the register: its text has the hash {found}, stored with it is {expected}"
    )]
    Changed {
        /// The document.
        document: String,
        /// The hash stored with it.
        expected: String,
        /// The hash of the text as it stands.
        found: String,
    },
    /// A statement does not fit the document that it was put with.
    #[error("failed to put document `{document}`: statement {statement} does not fit it: {found}")]
    Misfit {
        /// The document.
        document: String,
        /// Which of its statements, from 1.
        statement: usize,
        /// The field or quote at fault.
        found: String,
    },
    /// A row of the register cannot be understood.
    #[error("failed to read document `{document}` of register `{}`: {found}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The document.
        document: String,
        /// The field at fault, what was found and what is allowed.
        found: String,
    },
    /// The export could not be written.
    #[error("failed to write the export: {0}")]
    Export(#[source] std::io::Error),
    /// The database refuses for another reason.
    #[error("failed to {attempted} register `{}`: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What was attempted.
        attempted: &'static str,
        /// What the database says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl RegisterError {
    /// What to do about it, where there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            RegisterError::NotARegister { .. } => Some("name another file; a file that does not exist yet is created"),
            RegisterError::NewerFormat { .. } => Some("use the program that wrote it, or a newer one"),
            RegisterError::Missing { .. } => Some("add documents first, or name an existing register"),
            RegisterError::NoFolder { .. } => Some("create the folder first"),
            RegisterError::Locked { .. } => Some("wait until the other program is done, then try again"),
            RegisterError::Denied { .. } => Some("a register needs a folder that you may write to, even for reading"),
            RegisterError::DiskFull { .. } => Some("what was added before is safe; make room and add the rest again"),
            RegisterError::Damaged { .. } => {
                Some("bring the file back from a copy, or add the documents to a new register")
            }
            RegisterError::Changed { .. } => Some("add the document again from its source"),
            RegisterError::Misfit { .. }
            | RegisterError::Unreadable { .. }
            | RegisterError::Export(_)
            | RegisterError::Database { .. } => None,
        }
    }

    /// Sorts what the database says into what a caller may branch on.
    pub(crate) fn database(
        path: &Path,
        attempted: &'static str,
        waited_ms: u64,
        source: rusqlite::Error,
    ) -> RegisterError {
        use rusqlite::ErrorCode;
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                RegisterError::Locked { path, attempted, waited_ms }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                RegisterError::Denied { path, attempted }
            }
            Some(ErrorCode::DiskFull) => RegisterError::DiskFull { path, attempted },
            Some(ErrorCode::DatabaseCorrupt) => RegisterError::Damaged { path, attempted, found: source.to_string() },
            Some(ErrorCode::NotADatabase) => {
                RegisterError::NotARegister { path, found: "it is no SQLite file".to_owned() }
            }
            _ => RegisterError::Database { path, attempted, source: source.into() },
        }
    }

    /// A quote or position that cannot be said more closely than by its document.
    pub(crate) fn misfit(document: &str, index: usize, found: String) -> RegisterError {
        RegisterError::Misfit { document: document.to_owned(), statement: index + 1, found }
    }
}
