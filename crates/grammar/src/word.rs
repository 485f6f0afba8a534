//! What the tagger and the parser see of a word: hashes of its form and its parts.

use crate::hash::{self, Rolling};

/// Most characters of a form that are looked at.
const LONGEST: usize = 40;

/// Hashes of a form; 0 where the form has no such part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form as it stands.
    pub(crate) exact: u32,
    /// The form in lower case, digits as "0".
    pub(crate) lower: u32,
    /// The last one to four letters of `lower`, from the last backwards.
    pub(crate) suffixes: [u32; 4],
    /// The first one and two letters of `lower`.
    pub(crate) prefixes: [u32; 2],
    /// Capitals, small letters, digits, signs, runs shortened: "Xx", "0.0", "X-0".
    pub(crate) shape: u32,
    /// Whether the first character is a capital.
    pub(crate) is_capital: bool,
}

/// Reads a form. `buffer` is working space.
pub(crate) fn form(text: &str, buffer: &mut Vec<u8>) -> Form {
    buffer.clear();
    let mut shape = Shape::default();
    // One pass over the characters, then one forwards and one backwards over the bytes in lower case: parts share them.
    for c in text.chars().take(LONGEST) {
        if c.is_ascii() {
            shape.push(ascii_class(c as u8));
            buffer.push(if c.is_ascii_digit() { b'0' } else { c.to_ascii_lowercase() as u8 });
        } else {
            shape.push(class(c));
            for c in lower(c) {
                buffer.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    let mut form = Form { shape: shape.hash.finish(), is_capital: shape.is_capital, ..Form::default() };
    let mut hash = Rolling::default();
    let mut n_letters = 0;
    for (i, &byte) in buffer.iter().enumerate() {
        hash.push(byte);
        if n_letters < form.prefixes.len() && is_end(buffer, i + 1) {
            form.prefixes[n_letters] = hash.finish();
            n_letters += 1;
        }
    }
    form.lower = hash.finish();
    form.exact = if buffer == text.as_bytes() { form.lower } else { hash::of(text) };
    hash = Rolling::default();
    n_letters = 0;
    for i in (0..buffer.len()).rev() {
        hash.push(buffer[i]);
        if is_end(buffer, i) {
            form.suffixes[n_letters] = hash.finish();
            n_letters += 1;
            if n_letters == form.suffixes.len() {
                break;
            }
        }
    }
    form
}

/// The hash of a word in lower case, as [`form`] takes it.
pub(crate) fn lower_hash(text: &str) -> u32 {
    let mut hash = Rolling::default();
    for c in text.chars().take(LONGEST) {
        if c.is_ascii() {
            hash.push(if c.is_ascii_digit() { b'0' } else { c.to_ascii_lowercase() as u8 });
        } else {
            for c in lower(c) {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| hash.push(byte));
            }
        }
    }
    hash.finish()
}

/// True where a character ends before byte `at` of a text in UTF-8.
fn is_end(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0xC0 != 0x80)
}

fn lower(c: char) -> impl Iterator<Item = char> {
    let c = if c.is_numeric() {
        '0'
    } else if c == '’' {
        '\''
    } else {
        c
    };
    c.to_lowercase()
}

/// The shape of a form: a class for each run of characters, twice for a run of several.
#[derive(Default)]
struct Shape {
    hash: Rolling,
    last: u8,
    run: usize,
    is_begun: bool,
    is_capital: bool,
}

impl Shape {
    fn push(&mut self, class: u8) {
        self.is_capital |= !self.is_begun && class == b'X';
        self.is_begun = true;
        self.run = if class == self.last { self.run + 1 } else { 0 };
        self.last = class;
        if self.run < 2 {
            self.hash.push(class);
        }
    }
}

fn ascii_class(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => b'X',
        b'a'..=b'z' => b'x',
        b'0'..=b'9' => b'0',
        _ => byte,
    }
}

fn class(c: char) -> u8 {
    if c.is_uppercase() {
        b'X'
    } else if c.is_alphabetic() {
        b'x'
    } else if c.is_numeric() {
        b'0'
    } else {
        c as u32 as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_same_wherever_they_stand() {
        let mut buffer = Vec::new();
        let [a, b] = ["Weaving", "évolving"].map(|text| form(text, &mut buffer));
        assert_eq!((a.suffixes, a.lower), (b.suffixes, lower_hash("weaving")));
        assert!(a.exact != a.lower && b.exact == b.lower && a.is_capital && !b.is_capital);
        let [a, b] = ["1990s", "2 ’é"].map(|text| form(text, &mut buffer));
        assert_eq!((a.lower, b.lower), (lower_hash("0000S"), lower_hash("7 'É")));
        let short = form("é", &mut buffer);
        assert_eq!((short.suffixes[1], short.prefixes[1]), (0, 0));
        assert_eq!(short.prefixes[0], short.lower);
        assert_eq!(form("", &mut buffer).suffixes, [0; 4]);
    }
}
