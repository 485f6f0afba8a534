//! The one form of documents and statements that is compared: the same content gives the same bytes, whenever and in
//! whatever order it was put.

use model::{Document, Evidence, Statement, json};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::{DocumentHead, RegisterError};

/// A statement as it is stored: `value` is the statement as it reads back from `line`, so that ids agree before and
/// after.
pub(crate) struct Stored {
    pub id: String,
    pub line: String,
    pub value: Statement,
}

/// The statements of a document in stored form, by id, each once.
///
/// # Errors
/// `Misfit` where a statement's evidence does not stand in the document.
pub(crate) fn statements(document: &Document, statements: &[Statement]) -> Result<Vec<Stored>, RegisterError> {
    let mut out = Vec::with_capacity(statements.len());
    for (index, statement) in statements.iter().enumerate() {
        let written = json::statement(&document.id, statement);
        let value = json::read_statement(document, &written)
            .map_err(|found| RegisterError::misfit(&document.id, index, found))?;
        let id = value.id(&document.id);
        let is_settled = written["id"] == id.as_str();
        let line = if is_settled { written } else { json::statement(&document.id, &value) }.to_string();
        out.push(Stored { id, line, value });
    }
    // Two rules may state the same thing: the line that sorts first stays, whichever came first.
    out.sort_by(|a, b| (&a.id, &a.line).cmp(&(&b.id, &b.line)));
    out.dedup_by(|later, first| later.id == first.id);
    Ok(out)
}

/// The name of a version: the first 16 hexadecimal digits of SHA-256 over text hash and description.
pub(crate) fn version(document: &Document, hash: &str) -> String {
    let description = json!([
        document.id,
        hash,
        document.title,
        document.published.map(|day| day.to_string()),
        document.url,
        document.publisher,
        document.lang,
    ]);
    let digest = Sha256::digest(description.to_string().as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A document as one line of the export.
pub(crate) fn document_line(head: &DocumentHead, text: &str) -> String {
    json!({
        "id": head.id,
        "text": text,
        "title": head.title,
        "published": head.published.map(|day| day.to_string()),
        "url": head.url,
        "publisher": head.publisher,
        "lang": head.lang,
        "hash": head.hash,
        "version": head.version,
        "current": head.current,
    })
    .to_string()
}

/// A statement of an earlier version as one line of the export: the public form and the version's name.
pub(crate) fn earlier_line(mut statement: Json, version: &str) -> String {
    statement["version"] = version.into();
    statement.to_string()
}

/// The evidence whose words no longer stand in the text: start, end and words, as stored.
pub(crate) fn moved_evidence(text: &str, statement: &Json) -> Vec<(model::Span, String)> {
    let at = |evidence: &Json, name: &str| evidence[name].as_u64().and_then(|v| u32::try_from(v).ok());
    let mut out = Vec::new();
    for evidence in statement["evidence"].as_array().into_iter().flatten() {
        let span = model::Span::new(at(evidence, "start").unwrap_or(0), at(evidence, "end").unwrap_or(0));
        let exact = evidence["exact"].as_str().unwrap_or_default();
        if Evidence::verify(text, span, exact).is_none() {
            out.push((span, exact.to_owned()));
        }
    }
    out
}
