//! Tests of the crate by its public functions alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod bytes;
mod files;
mod furnishings;
mod heads;
mod lines;
mod pages;

use model::{Diagnostic, Document};
use text::{Format, Hints};

fn hints(place: &str) -> Hints {
    Hints { place: place.to_owned(), ..Hints::default() }
}

fn of_format(place: &str, format: Format) -> Hints {
    Hints { format: Some(format), ..hints(place) }
}

/// Reads what must be one document without any diagnostic.
fn one(bytes: &[u8], hints: &Hints) -> Document {
    let (mut documents, diagnostics) = text::read(bytes, hints);
    assert_eq!(diagnostics, [], "{}", hints.place);
    assert_eq!(documents.len(), 1, "{}", hints.place);
    documents.remove(0)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}
