//! The words of a document that a statement rests on.

use crate::document::slice;
use crate::{Document, Span};

/// A passage of a document: where it is and what it says.
///
/// Invariant: `exact` equals the document's text under `span`, and `span` is not empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    span: Span,
    exact: String,
}

impl Evidence {
    /// Takes the passage at `span`; `None` where it is empty or leaves the text.
    pub fn take(document: &Document, span: Span) -> Option<Evidence> {
        let exact = document.slice(span)?.to_owned();
        if exact.is_empty() { None } else { Some(Evidence { span, exact }) }
    }

    /// A passage as stored, checked against the text that it was taken from; `None` where the words differ.
    pub fn verify(text: &str, span: Span, exact: &str) -> Option<Evidence> {
        if exact.is_empty() || slice(text, span) != Some(exact) {
            return None;
        }
        Some(Evidence { span, exact: exact.to_owned() })
    }

    /// Where the passage stands (code points).
    pub fn span(&self) -> Span {
        self.span
    }

    /// The words of the passage.
    pub fn exact(&self) -> &str {
        &self.exact
    }
}
