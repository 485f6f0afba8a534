//! Statements out of the database, each checked against the text that it rests on.

use model::{Diagnostic, Document, Severity, Statement, json};
use rusqlite::{Connection, params_from_iter};
use serde_json::Value as Json;

use super::query::{Query, query};
use super::read::{by_key, changed_diagnostic};
use super::{Fault, Sqlite};
use crate::{DocumentHead, Filter, RegisterError, Row, canonical};

/// The document of the rows at hand: rows of one document come together, so its text is read and hashed once.
struct Open {
    key: i64,
    head: DocumentHead,
    document: Document,
}

impl Sqlite {
    pub(crate) fn find(&self, filter: &Filter) -> Result<(Vec<Row>, Vec<Diagnostic>), RegisterError> {
        find(&self.connection, query(filter)).map_err(|fault| self.error("search", fault))
    }
}

fn find(connection: &Connection, query: Query) -> Result<(Vec<Row>, Vec<Diagnostic>), Fault> {
    let (mut found, mut diagnostics) = (Vec::new(), query.diagnostics);
    if !query.can_match {
        return Ok((found, diagnostics));
    }
    // Texts and statements are of the same state, whatever others put meanwhile.
    let _snapshot = connection.unchecked_transaction()?;
    let mut select = connection.prepare_cached(&query.sql)?;
    let mut rows = select.query(params_from_iter(query.values))?;
    let mut open: Option<Open> = None;
    while let Some(row) = rows.next()? {
        let key: i64 = row.get(0)?;
        let at = match open.take() {
            Some(at) if at.key == key => at,
            _ => open_document(connection, key, &mut diagnostics)?,
        };
        let line = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        match statement(&at.document, line) {
            Ok(statement) => found.push(Row { id: row.get(1)?, document: at.head.clone(), statement }),
            Err(wrong) => diagnostics.extend(wrong),
        }
        open = Some(at);
    }
    Ok((found, diagnostics))
}

fn open_document(connection: &Connection, key: i64, diagnostics: &mut Vec<Diagnostic>) -> Result<Open, Fault> {
    let stored = by_key(connection, key)?;
    diagnostics.extend(changed_diagnostic(&stored));
    let head = stored.head.clone();
    Ok(Open { key, head, document: stored.into_document() })
}

/// The statement that `line` holds; what is wrong with it where it does not rest on the document's words.
pub(super) fn statement(document: &Document, line: &str) -> Result<Statement, Vec<Diagnostic>> {
    let broken = |found: String| diagnostic(document, "statement-broken", None, found);
    let json: Json =
        serde_json::from_str(line).map_err(|error| vec![broken(format!("a statement is no JSON: {error}"))])?;
    json::read_statement(document, &json).map_err(|found| {
        let moved = canonical::moved_evidence(&document.text, &json);
        if moved.is_empty() {
            return vec![broken(found)];
        }
        moved.into_iter().map(|(span, exact)| moved_diagnostic(document, &json, span, &exact)).collect()
    })
}

fn moved_diagnostic(document: &Document, statement: &Json, span: model::Span, exact: &str) -> Diagnostic {
    let id = statement["id"].as_str().unwrap_or_default();
    let message = format!(
        "statement `{id}` rests on `{exact}` at {}-{}, where the document says `{}`",
        span.start,
        span.end,
        document.slice(span).unwrap_or_default(),
    );
    diagnostic(document, "evidence-moved", Some(span), message)
}

fn diagnostic(document: &Document, code: &'static str, span: Option<model::Span>, message: String) -> Diagnostic {
    Diagnostic {
        place: document.id.clone(),
        code,
        severity: Severity::Error,
        span,
        message,
        hint: Some("add the document again from its source".to_owned()),
    }
}
