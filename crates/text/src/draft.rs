//! A document in the making: what a format yields, and the steps that all formats share.

use model::{Date, Diagnostic, Document};

use crate::head::Head;
use crate::{Hints, MAX_BYTES, clean, fault};

/// What a format yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The document's name, where the source gives one.
    pub id: Option<String>,
    /// The text without markup.
    pub text: String,
    /// The headline, where the source marks one.
    pub title: Option<String>,
    /// The day of publication by the source's metadata.
    pub published: Option<Date>,
    /// The public address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// BCP 47 tag of the language.
    pub lang: Option<String>,
}

/// Makes the document: cleans the text, and fills what the source's metadata left open from the head of the text and then from the
/// hints. `None` with a diagnostic where there is no text to keep.
pub(crate) fn finish(draft: Draft, hints: &Hints, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    if draft.text.len() > MAX_BYTES {
        let message = format!("the text has {} bytes; allowed: up to {MAX_BYTES} for one document", draft.text.len());
        diagnostics.push(fault::error(place, "text-too-large", message, "split it into documents"));
        return None;
    }
    let text = clean::clean(draft.text, place, diagnostics);
    if !text.chars().any(|letter| !letter.is_whitespace()) {
        diagnostics.push(fault::error(place, "text-empty", "the document has no text".to_owned(), ""));
        return None;
    }
    let mut document = Document::from_text(text);
    if let Some(id) = draft.id {
        document.id = id;
    }
    document.url = draft.url.and_then(one_line);
    let title = draft.title.and_then(one_line);
    if draft.published.is_none() || title.is_none() {
        let head = Head::of(&document.text);
        let by_head = || published_by_head(&head, document.url.as_deref(), hints, place, diagnostics);
        document.published = draft.published.or_else(by_head).or(hints.published);
        document.title = title.or_else(|| head.title());
    } else {
        document.published = draft.published;
        document.title = title;
    }
    document.publisher = draft.publisher.and_then(one_line);
    document.lang = draft.lang.and_then(one_line).or_else(|| hints.lang.clone());
    Some(document)
}

fn published_by_head(
    head: &Head<'_>,
    url: Option<&str>,
    hints: &Hints,
    place: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let dated = head.published_near(url, hints.published)?;
    if !dated.weekday_agrees {
        let message = format!("the head of the text gives {} with another weekday than that day had", dated.day);
        diagnostics.push(fault::warning(
            place,
            "weekday-disagrees",
            message,
            "check the day, or give the day of publication",
        ));
    }
    Some(dated.day)
}

/// White space drawn together; `None` where nothing else is left.
pub(crate) fn one_line(text: String) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}
