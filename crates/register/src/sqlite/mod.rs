//! The register in an SQLite file: opening, formats, locks.

mod find;
mod put;
mod query;
mod read;
mod words;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::RegisterError;

/// The SQL of one file under `sql/sqlite`.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!("../../sql/sqlite/", $name, ".sql"))
    };
}
pub(crate) use sql;

/// What brings a file from one format to the next; the first makes format 1. Steps are only ever added.
const MIGRATIONS: &[&str] = &[sql!("001_init")];

/// The newest format.
pub(crate) const FORMAT: i64 = MIGRATIONS.len() as i64;

/// SQLite's application id of a register: "ITIE" in ASCII. It tells a register from other programs' databases.
const APPLICATION_ID: i64 = 0x4954_4945;

/// How long a register waits for another program, unless told otherwise.
const PATIENCE_MS: u32 = 30_000;

/// How long to wait between two tries where SQLite itself does not wait.
const RETRY_MS: u32 = 20;

/// So many prepared statements are kept ready.
const READY_STATEMENTS: usize = 48;

pub(crate) struct Sqlite {
    connection: Connection,
    path: PathBuf,
    patience_ms: u32,
}

/// Why an inner step failed: the database alone does not know which file it is.
pub(crate) enum Fault {
    Database(rusqlite::Error),
    Register(RegisterError),
    /// Document and what is wrong with its row.
    Unreadable(String, String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Database(error)
    }
}

impl From<RegisterError> for Fault {
    fn from(error: RegisterError) -> Fault {
        Fault::Register(error)
    }
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Sqlite, RegisterError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            return Err(RegisterError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
        }
        let mut sqlite = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        sqlite.prepare()?;
        Ok(sqlite)
    }

    pub(crate) fn open_existing(path: &Path) -> Result<Sqlite, RegisterError> {
        match path.try_exists() {
            Ok(true) => {}
            Ok(false) => return Err(RegisterError::Missing { path: path.to_owned() }),
            Err(_) => return Err(RegisterError::Denied { path: path.to_owned(), attempted: "open" }),
        }
        let mut sqlite = connect(path, OpenFlags::empty())?;
        if sqlite.format()? == 0 {
            return Err(RegisterError::NotARegister { path: path.to_owned(), found: "it is empty".to_owned() });
        }
        sqlite.prepare()?;
        Ok(sqlite)
    }

    pub(crate) fn memory() -> Result<Sqlite, RegisterError> {
        let path = PathBuf::from(":memory:");
        let connection =
            Connection::open_in_memory().map_err(|error| RegisterError::database(&path, "create", 0, error))?;
        let mut sqlite = Sqlite { connection, path, patience_ms: PATIENCE_MS };
        sqlite.prepare()?;
        Ok(sqlite)
    }

    pub(crate) fn set_patience_ms(&mut self, patience_ms: u32) -> Result<(), RegisterError> {
        let patience = Duration::from_millis(u64::from(patience_ms));
        self.connection.busy_timeout(patience).map_err(|error| self.error("open", error.into()))?;
        self.patience_ms = patience_ms;
        Ok(())
    }

    pub(crate) fn close(self) -> Result<(), RegisterError> {
        // The last to close a file moves what its log holds into it and removes the log.
        let Sqlite { connection, path, patience_ms } = self;
        connection.close().map_err(|(_, error)| RegisterError::database(&path, "close", u64::from(patience_ms), error))
    }

    /// Readies a fresh connection: settings, then the format.
    fn prepare(&mut self) -> Result<(), RegisterError> {
        let format = self.format()?;
        self.connection.set_prepared_statement_cache_capacity(READY_STATEMENTS);
        self.write_ahead().map_err(|error| self.error("open", error.into()))?;
        let settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
        self.connection.execute_batch(settings).map_err(|error| self.error("open", error.into()))?;
        if format < FORMAT {
            migrate(&mut self.connection).map_err(|error| self.error("create", error.into()))?;
        }
        Ok(())
    }

    /// The file's format; 0 for a file without anything in it.
    fn format(&self) -> Result<i64, RegisterError> {
        let read = || -> rusqlite::Result<(i64, i64, i64)> {
            // One transaction: another program may be creating the register at this moment, and is seen before or after, not between.
            let moment = self.connection.unchecked_transaction()?;
            let one = |sql: &str| moment.query_row(sql, [], |row| row.get(0));
            Ok((one("PRAGMA application_id")?, one("PRAGMA user_version")?, one("SELECT count(*) FROM sqlite_schema")?))
        };
        let path = self.path.clone();
        match read().map_err(|error| self.error("open", error.into()))? {
            (APPLICATION_ID, found, _) if found > FORMAT => {
                Err(RegisterError::NewerFormat { path, found, newest: FORMAT })
            }
            (APPLICATION_ID, found, _) => Ok(found),
            (0, 0, 0) => Ok(0),
            _ => {
                let found = "it is an SQLite file of another program".to_owned();
                Err(RegisterError::NotARegister { path, found })
            }
        }
    }

    /// Sets the write-ahead log. SQLite does not wait for others here, so this does: several programs may create one
    /// register.
    fn write_ahead(&self) -> rusqlite::Result<()> {
        let mut waited_ms = 0;
        loop {
            let set = self.connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0));
            match set {
                Ok(_) => return Ok(()),
                Err(error) if is_busy(&error) && waited_ms < self.patience_ms => {
                    std::thread::sleep(Duration::from_millis(u64::from(RETRY_MS)));
                    waited_ms += RETRY_MS;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn error(&self, attempted: &'static str, fault: Fault) -> RegisterError {
        match fault {
            Fault::Database(error) => {
                RegisterError::database(&self.path, attempted, u64::from(self.patience_ms), error)
            }
            Fault::Register(error) => error,
            Fault::Unreadable(document, found) => {
                RegisterError::Unreadable { path: self.path.clone(), document, found }
            }
        }
    }
}

fn connect(path: &Path, more: OpenFlags) -> Result<Sqlite, RegisterError> {
    if path.is_dir() {
        return Err(RegisterError::NotARegister { path: path.to_owned(), found: "it is a folder".to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let fail = |error| RegisterError::database(path, "open", u64::from(PATIENCE_MS), error);
    let connection = Connection::open_with_flags(path, flags).map_err(fail)?;
    let mut sqlite = Sqlite { connection, path: path.to_owned(), patience_ms: PATIENCE_MS };
    sqlite.set_patience_ms(PATIENCE_MS)?;
    Ok(sqlite)
}

/// Brings the file up to `FORMAT` in one transaction. Another program may have done so in the meantime: the format is
/// read inside.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let format: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(format).unwrap_or(0);
    for step in MIGRATIONS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    if format < FORMAT {
        transaction.pragma_update(None, "user_version", FORMAT)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    transaction.commit()
}

fn is_busy(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
}
