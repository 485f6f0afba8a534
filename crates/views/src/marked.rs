//! The text form of `intertie read`: each sentence that says something with its statements under it.

use std::collections::BTreeMap;

use model::{Anchor, Argument, Span, Statement};

use crate::phrases::Phrases;
use crate::sentence::sentence;

/// How marks are made visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Color {
    /// Square brackets alone.
    Plain,
    /// Square brackets and ANSI colours, for a terminal.
    Ansi,
}

/// Each sentence of `text` that a statement rests on, the words of arguments in `[brackets]`, and under it every statement:
/// kind, form and stage, the sentence in our words, and the arguments by role. In the order of the document; empty without statements.
///
/// Marks are ASCII. Line breaks in a sentence become spaces and other control characters are shown as `\u{…}`, so that a text cannot
/// steer the terminal. Evidence that leaves `text` is passed over: rows from a register were checked before.
pub fn marked(text: &str, statements: &[Statement], color: Color) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut by_sentence: BTreeMap<Span, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        if let Some(first) = statement.evidence().first() {
            by_sentence.entry(first.span()).or_default().push(statement);
        }
    }
    let mut out = String::new();
    for (span, group) in &by_sentence {
        let marks = marks(*span, group);
        let Some(line) = bracketed(&letters, *span, &marks, color) else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("> {line}\n"));
        for statement in group {
            push_statement(&mut out, &letters, statement, color);
        }
    }
    out
}

fn push_statement(out: &mut String, letters: &[char], statement: &Statement, color: Color) {
    let phrases = Phrases::english();
    let mut head = vec![statement.kind().to_string()];
    head.extend(statement.form().map(|form| form.to_string()));
    head.extend(statement.stage().map(|stage| stage.to_string()));
    let head = painted(&head.join(" "), Paint::Head, color);
    out.push_str(&format!("    {head}: {}\n", visible(&sentence(phrases, statement))));
    let mut by_role: Vec<(&str, Vec<String>)> = Vec::new();
    for arg in statement.args() {
        let words = argument(phrases, arg);
        match by_role.last_mut() {
            Some((role, values)) if *role == arg.role.as_str() => values.push(words),
            _ => by_role.push((arg.role.as_str(), vec![words])),
        }
    }
    for (role, values) in by_role {
        out.push_str(&format!("      {role:<8} {}\n", values.join("; ")));
    }
    for further in &statement.evidence()[1..] {
        let marks = marks(further.span(), &[statement]);
        if let Some(line) = bracketed(letters, further.span(), &marks, color) {
            out.push_str(&format!("      {:<8} > {line}\n", phrases.phrase("marked.also")));
        }
    }
}

/// The value, and whether it was understood from elsewhere.
fn argument(phrases: &Phrases, arg: &Argument) -> String {
    let value = visible(&arg.value.to_string());
    match arg.anchor {
        Anchor::Words(_) => value,
        Anchor::Context => format!("{value} ({})", phrases.phrase("marked.context")),
    }
}

/// The places of arguments within `span`, sorted, overlapping ones joined.
fn marks(span: Span, statements: &[&Statement]) -> Vec<Span> {
    let mut found: Vec<Span> = statements
        .iter()
        .flat_map(|statement| statement.args())
        .filter_map(|arg| match arg.anchor {
            Anchor::Words(words) if span.contains(words) && !words.is_empty() => Some(words),
            _ => None,
        })
        .collect();
    found.sort();
    let mut joined: Vec<Span> = Vec::new();
    for mark in found {
        match joined.last_mut() {
            Some(last) if last.overlaps(mark) => *last = last.cover(mark),
            _ => joined.push(mark),
        }
    }
    joined
}

/// The words of `span` with brackets around `marks`; `None` where it leaves the text.
fn bracketed(letters: &[char], span: Span, marks: &[Span], color: Color) -> Option<String> {
    let words = |from: u32, to: u32| -> Option<String> {
        Some(visible(&letters.get(from as usize..to as usize)?.iter().collect::<String>()))
    };
    let mut out = String::new();
    let mut at = span.start;
    for mark in marks {
        out.push_str(&words(at, mark.start)?);
        out.push_str(&painted(&format!("[{}]", words(mark.start, mark.end)?), Paint::Mark, color));
        at = mark.end;
    }
    out.push_str(&words(at, span.end)?);
    Some(out)
}

/// The words with line breaks and tabs as spaces, and characters that steer a terminal or the direction of writing made visible.
pub(crate) fn visible(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            letter if letter.is_control() || is_direction(letter) => out.extend(letter.escape_unicode()),
            letter => out.push(letter),
        }
    }
    out
}

/// Controls of the direction of writing (Unicode Standard Annex 9, table of explicit formatting characters).
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What is painted.
#[derive(Clone, Copy)]
enum Paint {
    Mark,
    Head,
}

fn painted(words: &str, paint: Paint, color: Color) -> String {
    match (color, paint) {
        (Color::Plain, _) => words.to_owned(),
        (Color::Ansi, Paint::Mark) => format!("\u{1b}[1;33m{words}\u{1b}[0m"),
        (Color::Ansi, Paint::Head) => format!("\u{1b}[1;36m{words}\u{1b}[0m"),
    }
}
