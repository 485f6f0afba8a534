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
    let first = byte_of(text, span.start)?;
    let rest = text.get(first..)?;
    rest.get(..byte_of(rest, span.len())?)
}

/// The byte at which the code point of that number begins, or the text's length for the number of its code points.
/// Whole blocks are counted first: a register checks every quote on every read.
fn byte_of(text: &str, code_points: u32) -> Option<usize> {
    const BLOCK: usize = 128;
    let begins = |byte: &u8| (*byte as i8) >= -0x40;
    let mut left = code_points as usize;
    let mut at = 0;
    for block in text.as_bytes().chunks_exact(BLOCK) {
        let here = block.iter().filter(|byte| begins(byte)).count();
        if here > left {
            break;
        }
        left -= here;
        at += BLOCK;
    }
    // The block may end inside a code point: its other bytes are passed over.
    for (step, byte) in text.as_bytes()[at..].iter().enumerate() {
        if begins(byte) {
            if left == 0 {
                return Some(at + step);
            }
            left -= 1;
        }
    }
    (left == 0).then_some(text.len())
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
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

    #[test]
    fn slices_agree_with_counting_one_by_one() {
        let text: String = (0..200).map(|i| ["a", "ŭ", "–", "🚌"][i % 4]).collect();
        let document = Document::from_text(text.clone());
        let chars: Vec<char> = text.chars().collect();
        for start in 0..=200_usize {
            for end in [start, start + 1, 128, 199, 200, 201] {
                let span = Span { start: start as u32, end: end as u32 };
                let expected = chars.get(start..end).map(|part| part.iter().collect::<String>());
                assert_eq!(document.slice(span).map(str::to_owned), expected, "{start}-{end}");
            }
        }
    }
}
