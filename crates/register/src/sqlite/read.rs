//! Documents out of the database: heads, texts, counts, the export, the check.

use std::io::Write;

use model::{Date, Diagnostic, Document, Kind, Severity};
use rusqlite::{Connection, Row};

use super::{Fault, Sqlite, sql};
use crate::{Counts, DocumentHead, RegisterError, StoredDocument, canonical};

impl Sqlite {
    pub(crate) fn documents(&self) -> Result<Vec<DocumentHead>, RegisterError> {
        heads(&self.connection, sql!("document_list"), []).map_err(|fault| self.error("read", fault))
    }

    pub(crate) fn history(&self, id: &str) -> Result<Vec<DocumentHead>, RegisterError> {
        heads(&self.connection, sql!("document_history"), [id]).map_err(|fault| self.error("read", fault))
    }

    pub(crate) fn document(&self, id: &str) -> Result<Option<StoredDocument>, RegisterError> {
        let read = || -> Result<Option<StoredDocument>, Fault> {
            let mut query = self.connection.prepare_cached(sql!("document_get"))?;
            let mut rows = query.query([id])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            Ok(Some(unchanged(stored(row)?)?))
        };
        read().map_err(|fault| self.error("read", fault))
    }

    pub(crate) fn counts(&self) -> Result<Counts, RegisterError> {
        counts(&self.connection).map_err(|fault| self.error("read", fault))
    }

    pub(crate) fn export(&self, out: &mut impl Write) -> Result<(), RegisterError> {
        export(&self.connection, out).map_err(|fault| self.error("read", fault))
    }

    pub(crate) fn check(&self) -> Result<Vec<Diagnostic>, RegisterError> {
        check(&self.connection, &self.path.display().to_string()).map_err(|fault| self.error("read", fault))
    }
}

/// The document of a row, by key.
pub(super) fn by_key(connection: &Connection, document_key: i64) -> Result<StoredDocument, Fault> {
    let mut query = connection.prepare_cached(sql!("document_by_key"))?;
    let mut rows = query.query([document_key])?;
    match rows.next()? {
        Some(row) => stored(row),
        None => Err(rusqlite::Error::QueryReturnedNoRows.into()),
    }
}

/// What is wrong with a document's text, where it no longer has its hash.
pub(super) fn changed_diagnostic(document: &StoredDocument) -> Option<Diagnostic> {
    let error = changed(document)?;
    Some(Diagnostic {
        place: document.head.id.clone(),
        code: "document-changed",
        severity: Severity::Error,
        span: None,
        message: error.to_string(),
        hint: error.hint().map(str::to_owned),
    })
}

fn changed(document: &StoredDocument) -> Option<RegisterError> {
    let found = Document::from_text(document.text.clone()).hash();
    if found == document.head.hash {
        return None;
    }
    let (id, expected) = (document.head.id.clone(), document.head.hash.clone());
    Some(RegisterError::Changed { document: id, expected, found })
}

fn unchanged(document: StoredDocument) -> Result<StoredDocument, RegisterError> {
    match changed(&document) {
        Some(error) => Err(error),
        None => Ok(document),
    }
}

fn heads(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Vec<DocumentHead>, Fault> {
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query(values)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(head(row)?);
    }
    Ok(out)
}

/// Reads `id, version, hash, title, published, url, publisher, lang, current`.
fn head(row: &Row) -> Result<DocumentHead, Fault> {
    let id: String = row.get(0)?;
    let published = match row.get::<_, Option<String>>(4)? {
        None => None,
        Some(day) => Some(day.parse::<Date>().map_err(|_| {
            let found = format!("its day of publication is `{day}`; allowed: YYYY-MM-DD");
            Fault::Unreadable(id.clone(), found)
        })?),
    };
    Ok(DocumentHead {
        id,
        version: row.get(1)?,
        hash: row.get(2)?,
        title: row.get(3)?,
        published,
        url: row.get(5)?,
        publisher: row.get(6)?,
        lang: row.get(7)?,
        current: row.get(8)?,
    })
}

fn stored(row: &Row) -> Result<StoredDocument, Fault> {
    Ok(StoredDocument { head: head(row)?, text: row.get(9)? })
}

fn counts(connection: &Connection) -> Result<Counts, Fault> {
    let (documents, earlier_versions) =
        connection.query_row(sql!("count_documents"), [], |row| Ok((count(row, 0)?, count(row, 1)?)))?;
    let mut by_kind: Vec<(Kind, u64)> = Kind::ALL.iter().map(|kind| (*kind, 0)).collect();
    let mut query = connection.prepare_cached(sql!("count_statements"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        if let Some(entry) = by_kind.iter_mut().find(|(known, _)| known.as_str() == kind) {
            entry.1 = count(row, 1)?;
        }
    }
    let statements = by_kind.iter().map(|(_, n)| n).sum();
    Ok(Counts { documents, earlier_versions, statements, by_kind })
}

/// A column that counts something.
fn count(row: &Row, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

fn export(connection: &Connection, out: &mut impl Write) -> Result<(), Fault> {
    // Both passes see the same state, whatever others put meanwhile.
    let _snapshot = connection.unchecked_transaction()?;
    let fail = |error| Fault::from(RegisterError::Export(error));
    let mut query = connection.prepare_cached(sql!("document_export"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let document = unchanged(stored(row)?)?;
        writeln!(out, "{}", canonical::document_line(&document.head, &document.text)).map_err(fail)?;
    }
    let mut query = connection.prepare_cached(sql!("statement_export"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if row.get(2)? {
            writeln!(out, "{line}").map_err(fail)?;
            continue;
        }
        let version: String = row.get(1)?;
        let json = serde_json::from_str(line)
            .map_err(|error| Fault::Unreadable(version.clone(), format!("a statement is no JSON: {error}")))?;
        writeln!(out, "{}", canonical::earlier_line(json, &version)).map_err(fail)?;
    }
    out.flush().map_err(fail)
}

fn check(connection: &Connection, path: &str) -> Result<Vec<Diagnostic>, Fault> {
    let _snapshot = connection.unchecked_transaction()?;
    let mut out = Vec::new();
    let mut query = connection.prepare("PRAGMA integrity_check")?;
    for found in query.query_map([], |row| row.get::<_, String>(0))? {
        let found = found?;
        if found != "ok" {
            let message = format!("the file's inner order is broken: {found}");
            let (place, code) = (path.to_owned(), "register-damaged");
            out.push(Diagnostic { place, code, severity: Severity::Error, span: None, message, hint: None });
        }
    }
    let mut query = connection.prepare(sql!("document_keys"))?;
    for key in query.query_map([], |row| row.get::<_, i64>(0))? {
        check_document(connection, key?, &mut out)?;
    }
    Ok(out)
}

fn check_document(connection: &Connection, document_key: i64, out: &mut Vec<Diagnostic>) -> Result<(), Fault> {
    let document = by_key(connection, document_key)?;
    out.extend(changed_diagnostic(&document));
    let document = document.into_document();
    let mut query = connection.prepare_cached(sql!("statement_json"))?;
    let mut rows = query.query([document_key])?;
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if let Err(found) = super::find::statement(&document, line) {
            out.extend(found);
        }
    }
    Ok(())
}
