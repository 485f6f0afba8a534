//! The last touch before a text is kept: line endings, byte order marks and NULs. Everything else stays as it was written.

use model::{Diagnostic, Span};

use crate::fault;

/// The text with line endings as `\n`, without U+FEFF and NUL. Warns of NULs and of bidirectional controls, since these
/// can make a text look different from what it says.
pub(crate) fn clean(text: String, place: &str, diagnostics: &mut Vec<Diagnostic>) -> String {
    let n_nul = text.bytes().filter(|&byte| byte == 0).count();
    if n_nul > 0 {
        diagnostics.push(fault::warning(place, "nul-removed", format!("{n_nul} NUL characters are left out"), ""));
    }
    let text = if text.contains(['\r', '\u{feff}', '\0']) { rewrite(&text) } else { text };
    warn_of_bidi(&text, place, diagnostics);
    text
}

fn rewrite(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{feff}' | '\0' => {}
            '\r' => {
                if letters.peek() == Some(&'\n') {
                    letters.next();
                }
                out.push('\n');
            }
            other => out.push(other),
        }
    }
    out
}

fn warn_of_bidi(text: &str, place: &str, diagnostics: &mut Vec<Diagnostic>) {
    // All of them begin with these bytes in UTF-8, which most texts do not hold twice in a row at all.
    if !text.contains(is_bidi_control) {
        return;
    }
    let mut first = None;
    let mut n_found = 0;
    for (at, letter) in text.chars().enumerate() {
        if is_bidi_control(letter) {
            n_found += 1;
            first = first.or(u32::try_from(at).ok().map(|at| (at, letter)));
        }
    }
    let Some((at, letter)) = first else { return };
    let mut diagnostic = fault::warning(
        place,
        "bidi-control",
        format!(
            "{n_found} bidirectional control characters, the first is U+{:04X} at code point {at}",
            u32::from(letter)
        ),
        "they can make the text look different from what it says; the text is kept as it is",
    );
    diagnostic.span = Some(Span::new(at, at + 1));
    diagnostics.push(diagnostic);
}

/// The explicit formatting characters of UAX #9, sections 2.1 to 2.5; the implicit marks of 2.6 reorder nothing by force.
fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> (String, Vec<&'static str>) {
        let mut diagnostics = Vec::new();
        let text = clean(text.to_owned(), "t.txt", &mut diagnostics);
        (text, diagnostics.iter().map(|d| d.code).collect())
    }

    #[test]
    fn changes_line_endings_marks_and_nuls_only() {
        assert_eq!(cleaned("a\r\nb\rc\n\r\nd").0, "a\nb\nc\n\nd");
        assert_eq!(cleaned("\u{feff}a\u{feff}b"), ("ab".to_owned(), vec![]));
        assert_eq!(cleaned("a\0b\0"), ("ab".to_owned(), vec!["nul-removed"]));
        let kept = "e\u{301} 👩\u{200d}🌾 \u{200e}x\u{a0}y\tz ";
        assert_eq!(cleaned(kept), (kept.to_owned(), vec![]));
    }

    #[test]
    fn warns_of_bidi_controls_with_their_place() {
        let mut diagnostics = Vec::new();
        let text = clean("ab\r\n\u{202e}cd\u{202c}".to_owned(), "t.txt", &mut diagnostics);
        assert_eq!(text, "ab\n\u{202e}cd\u{202c}");
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].span, Some(Span::new(3, 4)));
        assert!(diagnostics[0].message.contains("U+202E"), "{}", diagnostics[0].message);
    }
}
