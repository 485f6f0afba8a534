//! Cuts the tokens of a sentence into pieces: words, marks and figures, the smallest parts that value patterns speak of.
//!
//! A tokenizer may leave "5-7m" or "H1" whole or cut it; pieces are the same either way.

use grammar::Segments;

use super::literal::{self, Literal};
use super::vocabulary::WordId;
use super::words::{Begins, Words};

/// A word, a mark or a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First byte in the text.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// The token that holds its first byte.
    pub(super) first_token: u32,
    /// The token that holds its last byte.
    pub(super) last_token: u32,
    /// Number of the word in any shape; 0 where no table names it.
    pub(super) word: WordId,
    /// Number of the word as written, where it has capitals and a table names it so.
    pub(super) exact: WordId,
    /// What the word may begin.
    pub(super) begins: Begins,
    /// What it is.
    pub(super) form: Form,
    /// True where it follows the piece before it without a blank.
    pub(super) glued: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// Letters, the first of them small.
    Word,
    /// Letters, the first of them a capital.
    Name,
    /// One character that is neither letter nor digit.
    Mark,
    /// Digits and the marks inside them.
    Figure(Literal),
}

impl Piece {
    /// The literal, where the piece is a figure.
    pub(super) fn literal(&self) -> Option<Literal> {
        if let Form::Figure(literal) = self.form { Some(literal) } else { None }
    }

    /// True for letters, small or capital.
    pub(super) fn is_letters(&self) -> bool {
        matches!(self.form, Form::Word | Form::Name)
    }

    /// The piece's words.
    pub(super) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Cuts the tokens of a range into pieces, written over `pieces`.
pub(super) fn cut(
    words: &Words,
    text: &str,
    segments: &Segments,
    range: std::ops::Range<usize>,
    pieces: &mut Vec<Piece>,
) {
    pieces.clear();
    let tokens = segments.tokens.get(range.clone()).unwrap_or(&[]);
    let mut done = 0usize;
    let mut previous_end = u32::MAX;
    for (offset, token) in tokens.iter().enumerate() {
        let end = token.byte_end as usize;
        // A figure may run over the limits of tokens: "1 700"; what it took is passed over.
        let mut at = (token.byte_start as usize).max(done);
        while at < end {
            let (Some(rest), Some(own)) = (text.get(at..), text.get(at..end)) else { break };
            let (width, form) = next(rest, own);
            let mut piece = Piece {
                start: at as u32,
                end: (at + width) as u32,
                first_token: (range.start + offset) as u32,
                last_token: (range.start + offset) as u32,
                word: 0,
                exact: 0,
                begins: Begins::default(),
                form,
                glued: at as u32 == previous_end,
            };
            match form {
                Form::Figure(_) => piece.last_token = last_token(segments, range.end, piece.first_token, piece.end),
                _ => {
                    (piece.word, piece.exact) = words.vocabulary.look_up(&rest[..width]);
                    piece.begins = words.begins(piece.word, piece.exact);
                }
            }
            at += width;
            previous_end = piece.end;
            pieces.push(piece);
        }
        done = done.max(at);
    }
}

/// Cuts a pattern's literal words as a text is cut.
pub(super) fn split_words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (width, _) = next(rest, rest);
        if !rest[..width].trim().is_empty() {
            words.push(&rest[..width]);
        }
        at += width;
    }
    words
}

/// Length in bytes and form of the piece at the start of `rest`; words end with the token, whose remainder is `own`.
fn next(rest: &str, own: &str) -> (usize, Form) {
    let Some(first) = rest.chars().next() else { return (1, Form::Mark) };
    if first.is_ascii_digit() {
        let (width, literal) = literal::read(rest);
        return (width, Form::Figure(literal));
    }
    if let Some(fraction) = literal::fraction_sign(first) {
        return (first.len_utf8(), Form::Figure(Literal::Fraction(fraction)));
    }
    if !first.is_alphabetic() {
        return (first.len_utf8(), Form::Mark);
    }
    let is_inside = |c: char| c.is_alphabetic() || is_combining(c);
    let width = match own.bytes().position(|byte| !byte.is_ascii_alphabetic()) {
        None => own.len(),
        Some(at) if own.as_bytes()[at].is_ascii() => at,
        Some(_) => own.find(|c| !is_inside(c)).unwrap_or(own.len()),
    };
    (width, if first.is_uppercase() { Form::Name } else { Form::Word })
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

fn last_token(segments: &Segments, limit: usize, first: u32, end: u32) -> u32 {
    let mut token = first;
    while (token as usize + 1) < limit
        && segments.tokens.get(token as usize + 1).is_some_and(|next| next.byte_start < end)
    {
        token += 1;
    }
    token
}
