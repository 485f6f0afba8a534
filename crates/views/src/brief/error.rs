//! Why a brief is not built, and the check of every quote.

use std::collections::BTreeMap;
use std::fmt;

use model::{Evidence, Row, Span};

/// Why a brief is not built: a citation that does not verify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BriefError {
    /// The text of a document was not given.
    Missing {
        /// The document.
        document: String,
        /// The statement that rests on it.
        statement: String,
    },
    /// The document does not say the quoted words at their place.
    Moved {
        /// The document.
        document: String,
        /// The statement that rests on the words.
        statement: String,
        /// Where they should stand (code points).
        span: Span,
        /// The words.
        quote: String,
    },
}

impl fmt::Display for BriefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BriefError::Missing { document, statement } => {
                write!(f, "cannot check statement `{statement}`: the text of document `{document}` is missing")
            }
            BriefError::Moved { document, statement, span, quote } => write!(
                f,
                "cannot cite statement `{statement}`: document `{document}` no longer says `{quote}` at {}-{}",
                span.start, span.end
            ),
        }
    }
}

impl std::error::Error for BriefError {}

/// Compares every evidence of every row with its document, in the order of rows.
pub(super) fn verify(rows: &[Row], documents: &BTreeMap<String, String>) -> Result<(), BriefError> {
    for row in rows {
        let Some(text) = documents.get(&row.document.id) else {
            return Err(BriefError::Missing { document: row.document.id.clone(), statement: row.id.clone() });
        };
        for evidence in row.statement.evidence() {
            if Evidence::verify(text, evidence.span(), evidence.exact()).is_none() {
                return Err(BriefError::Moved {
                    document: row.document.id.clone(),
                    statement: row.id.clone(),
                    span: evidence.span(),
                    quote: evidence.exact().to_owned(),
                });
            }
        }
    }
    Ok(())
}
