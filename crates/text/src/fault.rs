//! Makes diagnostics: one place for their wording and severity.

use model::{Diagnostic, Severity};

/// Something that could not be read.
pub(crate) fn error(place: &str, code: &'static str, message: String, hint: &str) -> Diagnostic {
    diagnostic(Severity::Error, place, code, message, hint)
}

/// Something that was read differently from what the user may expect.
pub(crate) fn warning(place: &str, code: &'static str, message: String, hint: &str) -> Diagnostic {
    diagnostic(Severity::Warning, place, code, message, hint)
}

/// Something worth knowing.
pub(crate) fn note(place: &str, code: &'static str, message: String, hint: &str) -> Diagnostic {
    diagnostic(Severity::Note, place, code, message, hint)
}

/// At most `n` code points of `text` on one line, for quoting in a message.
pub(crate) fn excerpt(text: &str, n: usize) -> String {
    let mut out: String = text.chars().take(n).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.chars().nth(n).is_some() {
        out.push('…');
    }
    out
}

fn diagnostic(severity: Severity, place: &str, code: &'static str, message: String, hint: &str) -> Diagnostic {
    let hint = if hint.is_empty() { None } else { Some(hint.to_owned()) };
    Diagnostic { place: place.to_owned(), code, severity, span: None, message, hint }
}
