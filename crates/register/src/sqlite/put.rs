//! Documents and statements into the database.

use model::{Anchor, Argument, Document, Role, Statement, Value};
use rusqlite::{Connection, TransactionBehavior, params};

use super::{Fault, Sqlite, sql};
use crate::canonical::{self, Stored};
use crate::{Put, RegisterError, Run};

/// A document that is ready to be stored.
struct Ready<'a> {
    document: &'a Document,
    hash: String,
    version: String,
    statements: Vec<Stored>,
}

/// A version of a document that the database holds.
struct Known {
    key: i64,
    version: String,
    hash: String,
    run_key: i64,
}

impl Sqlite {
    pub(crate) fn put(&mut self, batch: &[(Document, Vec<Statement>)], run: &Run) -> Result<Vec<Put>, RegisterError> {
        // All that needs no database is done before its lock is taken.
        let ready =
            batch.iter().map(|(document, statements)| ready(document, statements)).collect::<Result<Vec<_>, _>>()?;
        put_all(&mut self.connection, &ready, run).map_err(|fault| self.error("write to", fault))
    }
}

fn ready<'a>(document: &'a Document, statements: &[Statement]) -> Result<Ready<'a>, RegisterError> {
    let hash = document.hash();
    let version = canonical::version(document, &hash);
    let statements = canonical::statements(document, statements)?;
    Ok(Ready { document, hash, version, statements })
}

fn put_all(connection: &mut Connection, batch: &[Ready], run: &Run) -> Result<Vec<Put>, Fault> {
    // The lock is taken at once: a reader that turns writer halfway could not wait for another writer.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.prepare_cached(sql!("run_put"))?.execute(params![run.program, run.rules])?;
    let run_key: i64 =
        transaction.prepare_cached(sql!("run_key"))?.query_row(params![run.program, run.rules], |row| row.get(0))?;
    let puts = batch.iter().map(|ready| put_one(&transaction, ready, run_key)).collect::<Result<Vec<_>, _>>()?;
    transaction.commit()?;
    Ok(puts)
}

/// Puts one document. Within one run the order of putting changes nothing: versions only add up. A reading by another
/// run takes the place of every earlier reading of the same text.
fn put_one(connection: &Connection, ready: &Ready, run_key: i64) -> Result<Put, Fault> {
    let id = &ready.document.id;
    let known = known_versions(connection, id)?;
    if let Some(same) = known.iter().find(|known| known.version == ready.version) {
        if same.run_key != run_key {
            connection.prepare_cached(sql!("document_rerun"))?.execute(params![same.key, run_key])?;
        }
        if same_statements(connection, same.key, &ready.statements)? {
            return Ok(Put::Same);
        }
        connection.prepare_cached(sql!("statement_forget"))?.execute([same.key])?;
        put_statements(connection, same.key, ready)?;
        return Ok(Put::Reread);
    }
    let mut put = if known.is_empty() { Put::Added } else { Put::Revised };
    for old in known.iter().filter(|known| known.hash == ready.hash && known.run_key != run_key) {
        connection.prepare_cached(sql!("document_forget"))?.execute([old.key])?;
        put = Put::Reread;
    }
    let key = put_document(connection, ready, put == Put::Added, run_key)?;
    put_statements(connection, key, ready)?;
    if put != Put::Added {
        connection.prepare_cached(sql!("document_none_current"))?.execute([id])?;
        connection.prepare_cached(sql!("document_newest_current"))?.execute([id])?;
    }
    Ok(put)
}

fn known_versions(connection: &Connection, id: &str) -> rusqlite::Result<Vec<Known>> {
    connection
        .prepare_cached(sql!("document_versions"))?
        .query_map([id], |row| {
            Ok(Known { key: row.get(0)?, version: row.get(1)?, hash: row.get(2)?, run_key: row.get(3)? })
        })?
        .collect()
}

fn same_statements(connection: &Connection, document_key: i64, statements: &[Stored]) -> rusqlite::Result<bool> {
    let mut query = connection.prepare_cached(sql!("statement_json"))?;
    let mut rows = query.query([document_key])?;
    for stored in statements {
        match rows.next()? {
            Some(row) if row.get_ref(0)?.as_str()? == stored.line => {}
            _ => return Ok(false),
        }
    }
    Ok(rows.next()?.is_none())
}

fn put_document(connection: &Connection, ready: &Ready, current: bool, run_key: i64) -> rusqlite::Result<i64> {
    let document = ready.document;
    connection.prepare_cached(sql!("document_put"))?.insert(params![
        document.id,
        ready.version,
        ready.hash,
        document.text,
        document.title,
        document.published.map(|day| day.to_string()),
        document.url,
        document.publisher,
        document.lang,
        current,
        run_key,
    ])
}

fn put_statements(connection: &Connection, document_key: i64, ready: &Ready) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(sql!("statement_put"))?;
    let mut insert_words = connection.prepare_cached(sql!("statement_words_put"))?;
    for stored in &ready.statements {
        let statement = &stored.value;
        let start = statement.evidence().first().map_or(0, |evidence| evidence.span().start);
        let key = insert.insert(params![
            document_key,
            stored.id,
            statement.kind().as_str(),
            statement.form().map(|form| form.as_str()),
            statement.stage().map(|stage| stage.as_str()),
            start,
            stored.line,
        ])?;
        let quotes: Vec<&str> = statement.evidence().iter().map(|evidence| evidence.exact()).collect();
        let is_item = |arg: &&Argument| matches!(arg.role, Role::Item | Role::Office);
        let (items, names): (Vec<&Argument>, Vec<&Argument>) = statement.args().iter().partition(is_item);
        insert_words.execute(params![key, quotes.join("\n"), joined(&names), joined(&items), ready.document.title])?;
        for argument in statement.args() {
            put_argument(connection, key, argument)?;
        }
    }
    Ok(())
}

fn joined(arguments: &[&Argument]) -> String {
    arguments.iter().filter_map(|argument| words_of(&argument.value)).collect::<Vec<_>>().join("\n")
}

/// A name, or the words of an item or office.
fn words_of(value: &Value) -> Option<&str> {
    match value {
        Value::Name { name, .. } => Some(name),
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The columns that depend on the sort of value.
#[derive(Default)]
struct Columns<'a> {
    iso: Option<&'a str>,
    value: Option<f64>,
    unit: Option<&'a str>,
    currency: Option<&'a str>,
    approx: Option<&'static str>,
    edtf: Option<String>,
    first_day: Option<String>,
    last_day: Option<String>,
}

fn put_argument(connection: &Connection, statement_key: i64, argument: &Argument) -> rusqlite::Result<()> {
    let columns = columns(&argument.value);
    let name = words_of(&argument.value);
    let (start, end) = match argument.anchor {
        Anchor::Words(span) => (Some(span.start), Some(span.end)),
        Anchor::Context => (None, None),
    };
    let key = connection.prepare_cached(sql!("argument_put"))?.insert(params![
        statement_key,
        argument.role.as_str(),
        name,
        columns.iso,
        columns.value,
        columns.unit,
        columns.currency,
        columns.approx,
        columns.edtf,
        columns.first_day,
        columns.last_day,
        start,
        end,
        argument.by,
    ])?;
    if let Some(name) = name {
        connection.prepare_cached(sql!("argument_words_put"))?.execute(params![key, name])?;
    }
    Ok(())
}

fn columns(value: &Value) -> Columns<'_> {
    let number = |value: model::Decimal| f64::try_from(value).ok();
    let none = Columns::default();
    match value {
        Value::Name { id, .. } => Columns { iso: id.as_deref(), ..none },
        Value::Text(_) => none,
        Value::Quantity { value, unit, approx } => {
            Columns { value: number(*value), unit: Some(unit), approx: approx.map(|a| a.as_str()), ..none }
        }
        Value::Amount { value, currency, approx } => {
            Columns { value: number(*value), currency: Some(currency), approx: approx.map(|a| a.as_str()), ..none }
        }
        Value::Change { percent, .. } => Columns { value: percent.and_then(number), ..none },
        Value::Share { percent, approx } => {
            Columns { value: number(*percent), approx: approx.map(|a| a.as_str()), ..none }
        }
        Value::Rank { value, .. } => Columns { value: Some(f64::from(*value)), ..none },
        Value::When(edtf) => Columns {
            edtf: Some(edtf.to_string()),
            first_day: edtf.first_day().map(|day| day.to_string()),
            last_day: edtf.last_day().map(|day| day.to_string()),
            ..none
        },
    }
}
