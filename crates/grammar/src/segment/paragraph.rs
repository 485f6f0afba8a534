//! Text to paragraphs: blank lines end one, and so does every line break that does not look like a wrapped line.

use super::chars::{is_bullet, is_closing, is_gap};
use std::ops::Range;

/// A block of lines is wrapped when its longest line has a length, in code points, in this range.
const WRAP_WIDTHS: Range<usize> = 45..121;
/// Fewest lines of a wrapped block.
const WRAP_LINES: usize = 3;

/// Calls `take` with the bytes of each paragraph, in order; a paragraph is never blank.
pub(super) fn each(text: &str, take: &mut impl FnMut(Range<usize>)) {
    let mut block: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let (end, next) = line_end(text, start);
        if text[start..end].chars().all(is_gap) {
            flush(text, &mut block, take);
        } else {
            block.push(start..end);
        }
        start = next;
    }
    flush(text, &mut block, take);
}

/// The end of the line that begins at `start`, and where the next one begins.
fn line_end(text: &str, start: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => return (at, at + 2),
            b'\n' | b'\r' | 0x0B | 0x0C => return (at, at + 1),
            // U+0085
            0xC2 if bytes.get(at + 1) == Some(&0x85) => return (at, at + 2),
            // U+2028 and U+2029
            0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => {
                return (at, at + 3);
            }
            _ => at += 1,
        }
    }
    (at, at)
}

/// Joins the lines of a block that continue each other and hands out the paragraphs.
fn flush(text: &str, block: &mut Vec<Range<usize>>, take: &mut impl FnMut(Range<usize>)) {
    let Some(first) = block.first() else { return };
    let width = wrap_width(text, block);
    let mut paragraph = first.clone();
    for pair in block.windows(2) {
        if continues(&text[pair[0].clone()], &text[pair[1].clone()], width) {
            paragraph.end = pair[1].end;
        } else {
            take(std::mem::replace(&mut paragraph, pair[1].clone()));
        }
    }
    take(paragraph);
    block.clear();
}

/// The width at which the block was wrapped: its longest line, where nearly every line was broken because the next word no
/// longer fitted. `None` where the line breaks mean something.
fn wrap_width(text: &str, block: &[Range<usize>]) -> Option<usize> {
    if block.len() < WRAP_LINES {
        return None;
    }
    // A line far too long settles it before any line is counted.
    let limit = WRAP_WIDTHS.end * 4;
    if block.iter().any(|line| limit < line.len()) {
        return None;
    }
    let width = block.iter().map(|line| length(&text[line.clone()])).max().unwrap_or(0);
    let full = block.windows(2).filter(|pair| was_full(&text[pair[0].clone()], &text[pair[1].clone()], width)).count();
    (WRAP_WIDTHS.contains(&width) && (block.len() - 1) * 3 <= full * 4).then_some(width)
}

fn length(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// True where the first word of `next` had no room on `line`.
fn was_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("").chars().count();
    width < length(line) + 1 + word
}

/// True where `next` goes on with the sentence of `line`.
fn continues(line: &str, next: &str, width: Option<usize>) -> bool {
    let closed = line
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| is_closing(c) || matches!(c, '.' | '!' | '?' | '…' | ':' | ';'));
    if starts_item(next) && (closed || width.is_none()) {
        return false;
    }
    let lower = next.trim_start().chars().next().is_some_and(char::is_lowercase);
    width.is_some_and(|width| was_full(line, next, width)) || (lower && !closed)
}

/// True for a line that begins a list item or heading: "- x", "2) x", "## x".
fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    let mut chars = line.chars();
    match chars.next() {
        Some('#' | '|' | '>') => true,
        Some(c) if is_bullet(c) => chars.next().is_none_or(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let mut rest = rest.chars();
            matches!(rest.next(), Some('.' | ')')) && rest.next().is_none_or(char::is_whitespace)
        }
        _ => false,
    }
}
