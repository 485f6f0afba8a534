//! A document: a public text with what is known of its origin.

use sha2::{Digest, Sha256};

use crate::{Date, Span};

/// A public document as the register keeps it.
///
/// Every position in the program refers to `text` as it stands here, in Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The document's name: given by its JSONL line, else `doc-` and the first 12 hexadecimal digits of `hash`.
    pub id: String,
    /// The text, after charset decoding and (for HTML) removal of markup.
    pub text: String,
    /// The headline, where known.
    pub title: Option<String>,
    /// The day of publication, where known.
    pub published: Option<Date>,
    /// The public address, where known.
    pub url: Option<String>,
    /// Who published it, where known: "BelTA".
    pub publisher: Option<String>,
    /// BCP 47 tag of the language, where known: "en".
    pub lang: Option<String>,
}

impl Document {
    /// A document of `text` alone, named after its content.
    pub fn from_text(text: String) -> Document {
        let id = format!("doc-{}", &sha256_hex(text.as_bytes())[..12]);
        Document { id, text, title: None, published: None, url: None, publisher: None, lang: None }
    }

    /// SHA-256 of the text's UTF-8 bytes, in 64 hexadecimal digits.
    pub fn hash(&self) -> String {
        sha256_hex(self.text.as_bytes())
    }

    /// The words under `span`; `None` where it leaves the text.
    pub fn slice(&self, span: Span) -> Option<&str> {
        slice(&self.text, span)
    }
}

/// The part of `text` under `span` (code points); `None` where it leaves the text.
pub(crate) fn slice(text: &str, span: Span) -> Option<&str> {
    if span.end < span.start {
        return None;
    }
    let mut at = text.char_indices().map(|(byte, _)| byte).chain(std::iter::once(text.len()));
    let first = at.nth(span.start as usize)?;
    if span.is_empty() {
        return Some(&text[first..first]);
    }
    let last = at.nth((span.len() - 1) as usize)?;
    Some(&text[first..last])
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_count_code_points() {
        let document = Document::from_text("Mahilioŭ – Тула".to_owned());
        assert_eq!(document.slice(Span::new(0, 8)), Some("Mahilioŭ"));
        assert_eq!(document.slice(Span::new(11, 15)), Some("Тула"));
        assert_eq!(document.slice(Span::new(11, 16)), None);
        assert_eq!(document.slice(Span::new(15, 15)), Some(""));
    }
}
