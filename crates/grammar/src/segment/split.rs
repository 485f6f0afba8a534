//! Tokens of a paragraph to sentences, by rule.

use super::chars::{is_closing, is_opening};
use crate::lists::Lists;
use crate::token::{Segments, Sentence, Token};

/// Longest sentence, in tokens: a text without any full stop is cut into pieces of this length.
const MAX_TOKENS: usize = 512;

/// Appends the sentences of the tokens from `first` on, which are one paragraph.
pub(super) fn paragraph(text: &str, lists: &Lists, first: usize, paragraph: u32, segments: &mut Segments) {
    let Segments { tokens, sentences } = segments;
    let tokens = &tokens[first..];
    let mut start = 0;
    let mut cut = |start: usize, end: usize| {
        sentences.push(Sentence { first: (first + start) as u32, end: (first + end) as u32, paragraph });
    };
    let mut i = 0;
    while i < tokens.len() {
        let found = ends_at(text, lists, tokens, start, i);
        let end = found.unwrap_or(i + 1);
        let is_end = found.is_some() && end < tokens.len();
        if is_end || MAX_TOKENS <= end - start {
            cut(start, end);
            start = end;
        }
        i = end;
    }
    if start < tokens.len() {
        cut(start, tokens.len());
    }
}

/// Where the sentence ends that token `i` would close: behind the closing quotes and brackets. `None` where it goes on.
fn ends_at(text: &str, lists: &Lists, tokens: &[Token], start: usize, i: usize) -> Option<usize> {
    let word = tokens[i].text(text);
    let stop = Stop::of(word)?;
    // "1. First", "- ..." : a sentence has more than its number or bullet
    if stop == Stop::Full && i - start <= 1 && !has_word(text, &tokens[start..i]) {
        return None;
    }
    let mut end = i + 1;
    while end < tokens.len() && touches(tokens, end) && closes(tokens[end].text(text)) {
        end += 1;
    }
    if tokens.len() <= end {
        return Some(end);
    }
    let next = tokens[end].text(text);
    if touches(tokens, end) && !(stop != Stop::Abbreviation && glued(text, tokens, i, next)) {
        return None;
    }
    let after = first_word(text, tokens, end);
    if after.starts_with(char::is_lowercase) {
        return None;
    }
    if stop == Stop::Abbreviation && end == i + 1 && !ends_behind(lists, word, after) {
        return None;
    }
    // "(see above.)" apart, a bracket or comma cannot begin a sentence
    if matches!(next.chars().next(), Some(',' | ';' | ':' | ')' | ']' | '%' | '/')) {
        return None;
    }
    Some(end)
}

/// How a token ends a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    Abbreviation,
}

impl Stop {
    fn of(word: &str) -> Option<Stop> {
        let last = word.as_bytes().last()?;
        if matches!(last, b'.' | b'!' | b'?') {
            let all = word.bytes().all(|byte| matches!(byte, b'.' | b'!' | b'?'));
            return if all { Some(Stop::Full) } else { (*last == b'.').then_some(Stop::Abbreviation) };
        }
        matches!(word, "…" | "。" | "‼" | "⁇" | "⁉" | "⁈").then_some(Stop::Full)
    }
}

fn has_word(text: &str, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.text(text).chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// True where no gap stands before token `i`.
fn touches(tokens: &[Token], i: usize) -> bool {
    tokens[i - 1].byte_end == tokens[i].byte_start
}

fn closes(word: &str) -> bool {
    word.chars().all(is_closing)
}

/// True where two sentences stand without a space between: "talks.The".
fn glued(text: &str, tokens: &[Token], i: usize, next: &str) -> bool {
    let before = i.checked_sub(1).map_or("", |i| tokens[i].text(text));
    let mut capital = next.chars();
    before.chars().all(char::is_lowercase)
        && 1 < before.len()
        && capital.next().is_some_and(char::is_uppercase)
        && capital.next().is_none_or(char::is_lowercase)
}

/// The first token from `i` on that is no opening quote, bracket or dash.
fn first_word<'a>(text: &'a str, tokens: &[Token], i: usize) -> &'a str {
    let opens = |word: &str| word.chars().all(|c| is_opening(c) || matches!(c, '-' | '–' | '—'));
    tokens[i..].iter().take(3).map(|token| token.text(text)).find(|word| !opens(word)).unwrap_or("")
}

/// True where a sentence ends behind the abbreviation `word` (with its stop) and `next` begins another.
fn ends_behind(lists: &Lists, word: &str, next: &str) -> bool {
    let stem = word.trim_end_matches('.');
    if stem.chars().all(char::is_uppercase) && stem.chars().nth(1).is_none() {
        return false;
    }
    let lower = stem.to_lowercase();
    let starts = next.starts_with(char::is_uppercase) && lists.starters.contains(&next.to_lowercase());
    match lists.abbreviations.get(&lower) {
        Some(class) if class.ending || class.unit => starts || (class.unit && next.starts_with(char::is_uppercase)),
        Some(class) if class.month => starts,
        Some(_) => false,
        // A single initial (above) never ends a sentence, a dotted acronym ("U.S.") may.
        None => starts && lower.contains('.'),
    }
}
