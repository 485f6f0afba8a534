//! Text to tokens and sentences: by rule, in one pass, in time linear in the text.

mod chars;
mod paragraph;
mod split;
mod tokenize;

use crate::lists;
use crate::token::Segments;

/// Longest text that is cut, in bytes; places are 32-bit numbers, so what lies beyond is left out.
const MAX_BYTES: usize = u32::MAX as usize;

/// Cuts an English text into tokens and sentences.
///
/// Words follow UD_English-EWT: clitics and hyphenated parts are words of their own, numbers with their decimal signs are one.
/// Paragraphs (blank lines, and line breaks that do not look like a wrapped line) are hard limits for a sentence.
/// Any text gives an answer; invisible controls between words belong to no token. A text longer than 4 GiB is cut there.
pub fn segment(text: &str) -> Segments {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let lists = lists::english();
    let mut segments = Segments::default();
    let mut tokenizer = tokenize::Tokenizer::new(text, lists);
    let mut paragraph_idx = 0;
    paragraph::each(text, &mut |range| {
        let first = segments.tokens.len();
        tokenizer.paragraph(range, &mut segments.tokens);
        if first < segments.tokens.len() {
            split::paragraph(text, lists, first, paragraph_idx, &mut segments);
            paragraph_idx += 1;
        }
    });
    segments
}

#[cfg(test)]
mod tests;
