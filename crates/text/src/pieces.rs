//! Cuts a line into words, numbers and signs, as far as telling page furniture needs it.

use std::borrow::Cow;

use crate::phrases::{Entry, Kind};

/// A piece of a line.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    /// As written.
    pub words: &'a str,
    /// In lower case.
    pub lower: Cow<'a, str>,
    /// What it is.
    pub shape: Shape,
    /// What the lists of furniture say of it, where it has been looked up.
    pub entry: Option<&'static Entry>,
}

impl Piece<'_> {
    /// Whether the lists name it as `kind`.
    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.entry.is_some_and(|entry| entry.is(kind))
    }
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Begins with a letter: "e-mail", "A+".
    Word,
    /// Begins with a digit: "3.74", "17:42", "2024-05-03", "6%".
    Number,
    /// Any other character by itself.
    Sign,
}

/// The pieces of a line, in order.
pub(crate) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        let shape = match first {
            letter if letter.is_whitespace() => continue,
            '0'..='9' => Shape::Number,
            letter if letter.is_alphabetic() => Shape::Word,
            _ => Shape::Sign,
        };
        if shape != Shape::Sign {
            at = end(line, start, at, shape);
        }
        let words = &line[start..at];
        out.push(Piece { words, lower: in_lower_case(words), shape, entry: None });
    }
    out
}

/// Where the piece that begins at `start` ends, which goes up to `at` at least.
fn end(line: &str, start: usize, mut at: usize, shape: Shape) -> usize {
    let goes_on_surely = |byte: &u8| match shape {
        Shape::Word => byte.is_ascii_alphanumeric(),
        _ => byte.is_ascii_digit(),
    };
    loop {
        at += line.as_bytes()[at..].iter().take_while(|byte| goes_on_surely(byte)).count();
        let mut rest = line[at..].chars();
        let Some(letter) = rest.next() else { return at };
        if letter == ' ' || !goes_on(shape, letter, rest.next(), &line[start..at]) {
            return at;
        }
        at += letter.len_utf8();
    }
}

fn in_lower_case(words: &str) -> Cow<'_, str> {
    // Most words of a report are in small ASCII letters already.
    if words.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.to_lowercase())
    }
}

/// Whether `letter` goes on a piece that is `so_far`, with `next` after it.
fn goes_on(shape: Shape, letter: char, next: Option<char>, so_far: &str) -> bool {
    let before_digit = next.is_some_and(|letter| letter.is_ascii_digit());
    let before_letter = next.is_some_and(char::is_alphabetic);
    match shape {
        Shape::Number => {
            letter.is_ascii_digit() || letter == '%' || matches!(letter, '.' | ',' | ':' | '-' | '/') && before_digit
        }
        // "A+" and "A++" are controls of a page; a hyphen or apostrophe joins letters.
        Shape::Word => {
            letter.is_alphanumeric()
                || is_mark(letter)
                || matches!(letter, '-' | '\'' | '’' | '.' | '+') && before_letter && letter != '.'
                || matches!(letter, '+' | '-')
                    && so_far.trim_end_matches(['+', '-']).chars().count() == 1
                    && !before_letter
        }
        Shape::Sign => false,
    }
}

/// Combining marks, which belong to the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_words_numbers_and_signs() {
        let cut = |line| pieces(line).iter().map(|piece| piece.words).collect::<Vec<_>>();
        assert_eq!(cut("A-  A A+ A++"), ["A-", "A", "A+", "A++"]);
        assert_eq!(cut("Views: 3,867 | e-mail (17:42)"), ["Views", ":", "3,867", "|", "e-mail", "(", "17:42", ")"]);
        assert_eq!(cut("USD 3.1042."), ["USD", "3.1042", "."]);
        assert_eq!(cut("Ctrl+Enter tel.: +375-17"), ["Ctrl+Enter", "tel", ".", ":", "+", "375-17"]);
        assert_eq!(cut(" "), [""; 0]);
    }
}
