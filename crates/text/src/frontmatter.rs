//! Front matter: `key: value` lines between two lines of `---` at the top of a file, as site generators write them.

use model::Diagnostic;

use crate::draft::Draft;
use crate::{fault, fields};

/// Front matter ends within so many lines, or it is none.
const N_LINES: usize = 100;

/// The draft of a text whose front matter, if any, is taken off and read; the rest of the text stays as it is.
///
/// Keys read, in any case: `id`, `title`; `date` or `published`; `url`, `link` or `source`; `publisher` or `site`; `lang` or `language`. A
/// `source` that is no address is the publisher. Other keys, comments and nested values are passed over.
pub(crate) fn draft(text: String, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let Some((front, body)) = split(&text) else {
        warn_if_open(&text, place, diagnostics);
        return Draft { text, ..Draft::default() };
    };
    let mut draft = Draft { text: body.to_owned(), ..Draft::default() };
    for (index, line) in front.lines().enumerate() {
        if let Some((key, value)) = key_and_value(line) {
            // The front matter begins in line 2.
            take(&mut draft, &key, value, &format!("{place}:{}", index + 2), diagnostics);
        }
    }
    draft
}

fn take(draft: &mut Draft, key: &str, value: &str, place: &str, diagnostics: &mut Vec<Diagnostic>) {
    if value.is_empty() {
        return;
    }
    let value_owned = Some(value.to_owned());
    match key {
        "id" => draft.id = value_owned,
        "title" => draft.title = value_owned,
        "date" | "published" => draft.published = draft.published.or(fields::day(key, value, place, diagnostics)),
        "source" if !is_address(value) => draft.publisher = draft.publisher.take().or(value_owned),
        "url" | "link" | "source" => draft.url = draft.url.take().or(value_owned),
        "publisher" | "site" => draft.publisher = value_owned,
        "lang" | "language" => draft.lang = value_owned,
        _ => {}
    }
}

fn is_address(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://")
}

/// The front matter and what follows it; `None` where the text has none: a line of `---` may as well be a rule.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = opened(text)?;
    let mut at = 0;
    for line in rest.split_inclusive('\n').take(N_LINES) {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&rest[..at], rest[at + line.len()..].trim_start_matches(['\n', '\r'])));
        }
        at += line.len();
    }
    None
}

/// What follows the first `---`, where a key stands in the line after it.
fn opened(text: &str) -> Option<&str> {
    let (first, rest) = text.trim_start_matches('\u{feff}').split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let next = rest.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'))?;
    key_and_value(next).map(|_| rest)
}

fn warn_if_open(text: &str, place: &str, diagnostics: &mut Vec<Diagnostic>) {
    if opened(text).is_some() {
        let message =
            format!("the front matter that begins with `---` does not end within {N_LINES} lines; it is kept as text");
        let hint = "end it with a line `---`";
        diagnostics.push(fault::warning(&format!("{place}:1"), "front-matter-open", message, hint));
    }
}

/// `key: value`, quotes taken off the value; `None` for indented lines, comments and everything else.
fn key_and_value(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.trim_end().split_once(':')?;
    let is_key = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    if key.is_empty() || !key.chars().all(is_key) || !value.is_empty() && !value.starts_with([' ', '\t']) {
        return None;
    }
    let value = value.trim();
    let unquoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    Some((key.to_lowercase(), unquoted.unwrap_or(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_keys_and_leaves_the_text() {
        let text = "---\ntitle: \"Buses: ten more\"\nDate: 2024-05-03\nsource: BelTA\nurl: https://a.example/1\ntags:\n  - x\n# note\nlang: en\n---\n\n  Text.\n";
        let mut diagnostics = Vec::new();
        let draft = draft(text.to_owned(), "a.md", &mut diagnostics);
        assert_eq!(diagnostics, []);
        assert_eq!((draft.text.as_str(), draft.title.as_deref()), ("  Text.\n", Some("Buses: ten more")));
        assert_eq!(draft.published.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
        assert_eq!((draft.publisher.as_deref(), draft.url.as_deref()), (Some("BelTA"), Some("https://a.example/1")));
    }

    #[test]
    fn tells_the_line_of_a_bad_day_and_an_open_end() {
        let mut diagnostics = Vec::new();
        draft("---\r\ntitle: x\r\ndate: 2024-13-01\r\n---\r\nText.".to_owned(), "a.md", &mut diagnostics);
        assert_eq!((diagnostics[0].place.as_str(), diagnostics[0].code), ("a.md:3", "published-unreadable"));
        diagnostics.clear();
        let text = "---\ntitle: x\nText.\n";
        assert_eq!(draft(text.to_owned(), "a.md", &mut diagnostics).text, text);
        assert_eq!(diagnostics[0].code, "front-matter-open");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\nText: none\n", "---\n\nProse begins here.\n---\nmore", "--- \n", "---", ""] {
            let mut diagnostics = Vec::new();
            assert_eq!(draft(text.to_owned(), "a.md", &mut diagnostics).text, text);
        }
    }
}
