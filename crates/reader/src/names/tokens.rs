//! Tokens as the search for names sees them: shape, word classes, and whether white space stands before.

use std::ops::Range;

use grammar::Segments;

use super::class::{self, Classes};
use super::fold::{START, feed};
use super::gazetteer::Gazetteer;
use super::lexicon::sign;

/// The outward form of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Begins with a small letter.
    Lower,
    /// A capital, then small letters.
    Capital,
    /// Two letters or more, all capitals.
    Capitals,
    /// A capital, small letters, then capitals again: BelAZ.
    Camel,
    /// One capital, or capitals each with a full stop: "A.", "V.P.".
    Initials,
    /// Begins with a digit.
    Number,
    /// Hyphen or dash.
    Dash,
    /// A quotation mark.
    Quote,
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// Comma.
    Comma,
    /// Full stop, question or exclamation mark.
    Stop,
    /// Ampersand or plus: joins parts of a company's name.
    Joiner,
    /// Anything else.
    Other,
}

/// A token as the search for names sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    /// Outward form.
    pub shape: Shape,
    /// Classes of the word.
    pub classes: Classes,
    /// Hash of the folded word.
    pub hash: u64,
    /// No white space stands before it.
    pub glued: bool,
    /// First word of its sentence.
    pub first: bool,
}

/// A document's tokens.
pub(super) struct Toks<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens and sentences.
    pub segments: &'a Segments,
    /// One for each token.
    pub toks: Vec<Tok>,
}

const BLANK: Tok = Tok { shape: Shape::Other, classes: Classes(0), hash: START, glued: false, first: false };

impl<'a> Toks<'a> {
    /// Looks at every token once.
    pub fn new(gazetteer: &Gazetteer, text: &'a str, segments: &'a Segments) -> Toks<'a> {
        let mut toks = Vec::with_capacity(segments.tokens.len());
        let mut end = 0;
        for token in &segments.tokens {
            let word = token.text(text);
            let shape = shape(word);
            let hash = feed(START, word);
            let key = if hash == START { sign(word) } else { hash };
            let classes = gazetteer.lexicon.classes(key);
            toks.push(Tok { shape, classes, hash, glued: token.byte_start == end && end > 0, first: false });
            end = token.byte_end;
        }
        for sentence in &segments.sentences {
            let range = sentence.range();
            let words = toks.get_mut(range).unwrap_or_default();
            if let Some(first) = words.iter_mut().find(|tok| tok.is_word()) {
                first.first = true;
            }
        }
        Toks { text, segments, toks }
    }

    /// The token at an index; past the end, a token that is like nothing.
    pub fn at(&self, index: usize) -> Tok {
        self.toks.get(index).copied().unwrap_or(BLANK)
    }

    /// The token before an index.
    pub fn before(&self, index: usize) -> Tok {
        index.checked_sub(1).map_or(BLANK, |index| self.at(index))
    }

    /// The words of a token.
    pub fn word(&self, index: usize) -> &'a str {
        self.segments.tokens.get(index).map_or("", |token| token.text(self.text))
    }

    /// The text from the first to the last token of a range, white space made single.
    pub fn phrase(&self, range: Range<usize>) -> String {
        let tokens = self.segments.tokens.get(range).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
        let raw = self.text.get(first.byte_start as usize..last.byte_end as usize).unwrap_or_default();
        let mut out = String::with_capacity(raw.len());
        for word in raw.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }
}

impl Tok {
    /// A word or number.
    pub fn is_word(self) -> bool {
        matches!(
            self.shape,
            Shape::Lower | Shape::Capital | Shape::Capitals | Shape::Camel | Shape::Initials | Shape::Number
        )
    }

    /// A word that begins with a capital.
    pub fn is_capital(self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Camel | Shape::Initials)
    }

    /// True where the word has one of these classes.
    pub fn is(self, classes: Classes) -> bool {
        self.classes.has(classes)
    }

    /// A hyphen without white space before it.
    pub fn is_hyphen(self) -> bool {
        self.shape == Shape::Dash && self.glued
    }

    /// Possession: of the classes, or an apostrophe glued to a word.
    pub fn is_possessive(self) -> bool {
        self.is(class::POSSESSIVE) && self.glued
    }
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Shape::Other };
    if first.is_lowercase() {
        return if word.chars().any(char::is_uppercase) { mixed(word) } else { Shape::Lower };
    }
    if first.is_uppercase() {
        return capital(word);
    }
    match first {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Shape::Dash,
        '"' | '\'' | '`' | '«' | '»' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}' => Shape::Quote,
        '(' | '[' | '{' => Shape::Open,
        ')' | ']' | '}' => Shape::Close,
        ',' => Shape::Comma,
        '.' | '?' | '!' | '…' => Shape::Stop,
        '&' | '+' => Shape::Joiner,
        c if c.is_numeric() => Shape::Number,
        c if c.is_alphabetic() => Shape::Capital,
        _ => Shape::Other,
    }
}

/// A word that begins small and has capitals further on: "al-Assad" where it is one token, "eBay".
fn mixed(word: &str) -> Shape {
    let mut pieces = word.split(|c: char| !c.is_alphanumeric());
    if pieces.next_back().is_some_and(|piece| piece.starts_with(char::is_uppercase)) && word.contains('-') {
        Shape::Capital
    } else {
        Shape::Lower
    }
}

fn capital(word: &str) -> Shape {
    let (mut n_upper, mut n_lower, mut n_letters) = (0, 0, 0);
    let mut lower_then_upper = false;
    let mut was_sign = false;
    for c in word.chars() {
        if c.is_uppercase() {
            n_upper += 1;
            // After a hyphen or apostrophe a new word begins: that is no camel.
            lower_then_upper |= n_lower > 0 && !was_sign;
        } else if c.is_lowercase() {
            n_lower += 1;
        }
        n_letters += u32::from(c.is_alphabetic());
        was_sign = !c.is_alphanumeric();
    }
    let stops = word.contains('.');
    if n_lower == 0 && (n_letters == 1 || (stops && initials(word))) {
        Shape::Initials
    } else if n_lower == 0 && n_letters >= 2 {
        Shape::Capitals
    } else if stops && n_lower <= 2 && initials(word) {
        Shape::Initials
    } else if lower_then_upper && n_upper >= 2 {
        Shape::Camel
    } else {
        Shape::Capital
    }
}

/// Parts of one letter (two or three where they write one sound: "Yu.", "Zh.", "Sh."), each closed by a full stop.
fn initials(word: &str) -> bool {
    word.ends_with('.')
        && word.split('.').filter(|part| !part.is_empty()).all(|part| {
            part.starts_with(char::is_uppercase) && part.chars().count() <= 2 && part.chars().all(char::is_alphabetic)
        })
}
