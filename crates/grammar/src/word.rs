//! What the tagger and the parser see of a word: hashes of its form and its parts.

use crate::hash;

/// Hashes of a form; 0 where the form has no such part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form as it stands.
    pub(crate) exact: u32,
    /// The form in lower case, digits as "0".
    pub(crate) lower: u32,
    /// The last one to four letters of `lower`.
    pub(crate) suffixes: [u32; 4],
    /// The first one to three letters of `lower`.
    pub(crate) prefixes: [u32; 3],
    /// Capitals, small letters, digits, signs, runs shortened: "Xx", "0.0", "X-0".
    pub(crate) shape: u32,
    /// Whether the first character is a capital.
    pub(crate) is_capital: bool,
}

/// Reads a form. `buffer` is working space.
pub(crate) fn form(text: &str, buffer: &mut Vec<char>) -> Form {
    buffer.clear();
    // A form of any length costs no more than its first and last letters.
    const LONGEST: usize = 40;
    buffer.extend(text.chars().take(LONGEST).flat_map(lower));
    let chars = &buffer[..];
    let n = chars.len();
    let mut form = Form { exact: hash::of(text), lower: hash_chars(chars), ..Form::default() };
    for length in 1..=4.min(n) {
        form.suffixes[length - 1] = hash_chars(&chars[n - length..]);
    }
    for length in 1..=3.min(n) {
        form.prefixes[length - 1] = hash_chars(&chars[..length]);
    }
    form.shape = shape(text);
    form.is_capital = text.chars().next().is_some_and(char::is_uppercase);
    form
}

/// The hash of a word in lower case, as [`form`] takes it.
pub(crate) fn lower_hash(text: &str) -> u32 {
    hash_iter(text.chars().take(40).flat_map(lower))
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

fn hash_chars(chars: &[char]) -> u32 {
    hash_iter(chars.iter().copied())
}

fn hash_iter(chars: impl Iterator<Item = char>) -> u32 {
    let mut bytes = [0; 4];
    hash::of_bytes(chars.flat_map(|c| {
        let length = c.encode_utf8(&mut bytes).len();
        bytes.into_iter().take(length)
    }))
}

fn shape(text: &str) -> u32 {
    let mut last = 0_u8;
    let mut run = 0;
    hash::of_bytes(text.chars().take(40).filter_map(move |c| {
        let class = if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_numeric() {
            b'0'
        } else {
            c as u32 as u8
        };
        run = if class == last { run + 1 } else { 0 };
        last = class;
        (run < 2).then_some(class)
    }))
}
