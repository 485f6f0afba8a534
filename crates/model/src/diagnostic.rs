//! Diagnostics: data about a fault in a document or file. They travel with the result; reading goes on.

use std::fmt;

use crate::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something was read differently from what the user may expect.
    Warning,
    /// Something could not be read.
    Error,
}

/// A fault found while reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, line of a file (`news.jsonl:12`) or document that it is about.
    pub place: String,
    /// A kebab word to search for: "jsonl-line-broken".
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where in the document's text, where that is known.
    pub span: Option<Span>,
    /// What was found, in lower case, without a full stop.
    pub message: String,
    /// What to do about it, where there is something to say.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    /// `news.jsonl:12: error[jsonl-line-broken]: expected a JSON object, found ...` and a `hint:` line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{}: {severity}[{}]: {}", self.place, self.code, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}
