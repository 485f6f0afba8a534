//! What a user types, as an FTS5 query that can only mean words.

/// More words than this are no search; FTS5 would take them, slowly.
const MOST_WORDS: usize = 64;

/// The words to search for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// Nothing that could be searched for: signs, spaces.
    Nothing,
    /// An FTS5 expression; `left_out` so many words at the end are not part of it.
    Match { expression: String, left_out: usize },
}

/// Reads `typed`: words parted by white space, a phrase in double quotes, `*` at the end of either for a beginning.
/// Everything is quoted, so no sign and no word ("NEAR", "OR") has another meaning.
pub(crate) fn words(typed: &str) -> Words {
    let mut terms: Vec<String> = Vec::new();
    let mut rest = typed;
    while let Some((term, after)) = next_term(rest) {
        rest = after;
        if let Some(term) = quoted(term)
            && !terms.contains(&term)
        {
            terms.push(term);
        }
    }
    if terms.is_empty() {
        return Words::Nothing;
    }
    let left_out = terms.len().saturating_sub(MOST_WORDS);
    terms.truncate(MOST_WORDS);
    Words::Match { expression: terms.join(" "), left_out }
}

/// The next word or quoted phrase, with a `*` that follows it, and what comes after. A quote that is never closed parts
/// words only.
fn next_term(text: &str) -> Option<(&str, &str)> {
    let parts = |c: char| c.is_whitespace() || c.is_control();
    let text = text.trim_start_matches(parts);
    if text.is_empty() {
        return None;
    }
    if let Some(inner) = text.strip_prefix('"') {
        let Some(close) = inner.find('"') else {
            return next_term(inner);
        };
        let after = &inner[close + 1..];
        let star = usize::from(after.starts_with('*'));
        return Some((&text[1..close + 2 + star], &after[star..]));
    }
    let end = text.find(|c: char| parts(c) || c == '"').unwrap_or(text.len());
    Some(text.split_at(end))
}

/// The term in FTS5's quotes; `None` where it holds no letter or digit, which FTS5 would match with nothing.
fn quoted(term: &str) -> Option<String> {
    let is_beginning = term.ends_with('*');
    let inner: String = term.chars().map(|c| if c == '"' || c == '*' || c.is_control() { ' ' } else { c }).collect();
    let inner = inner.trim();
    if !inner.chars().any(char::is_alphanumeric) {
        return None;
    }
    let star = if is_beginning { "*" } else { "" };
    Some(format!("\"{inner}\"{star}"))
}
