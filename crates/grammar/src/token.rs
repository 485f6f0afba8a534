//! Tokens and sentences of a text, with their places.

use model::Span;

/// A word or punctuation mark (a syntactic word of UD: "don't" is `do` and `n't`, "Samara's" is `Samara` and `'s`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Place in the text, in code points.
    pub span: Span,
    /// First byte in the text.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
}

impl Token {
    /// The token's words in the text that it was cut from.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.byte_start as usize..self.byte_end as usize).unwrap_or("")
    }
}

/// A sentence: a run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the first token.
    pub first: u32,
    /// One past the index of the last token.
    pub end: u32,
    /// Which paragraph (text between line breaks that end one) the sentence stands in, from 0.
    pub paragraph: u32,
}

impl Sentence {
    /// The sentence's token indexes.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// A text cut into tokens and sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order; together they hold every token once.
    pub sentences: Vec<Sentence>,
}
