//! Tokens, sentences, tags and dependency links from linear models trained on Universal Dependencies. No files, no statements.

mod bytes;
mod hash;
mod lemma;
mod lexicon;
mod linear;
mod lists;
mod model;
#[cfg(test)]
mod model_tests;
mod parser;
mod relation;
mod segment;
mod table;
mod tag;
mod tagger;
mod token;
#[cfg(feature = "train")]
pub mod train;
mod word;

pub use bytes::ModelError;
pub use model::{Grammar, Scratch};
pub use relation::Relation;
pub use segment::segment;
pub use tag::{Degree, Mood, Number, Tag, Tense, Upos, VerbForm};
pub use token::{Segments, Sentence, Token};

/// A word handed to the tagger: a token, or several tokens that the caller merged into one unit (a name, a date, a sum).
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// The form; of a merged unit, its head word ("Oblast" of "Samara Oblast").
    pub form: &'a str,
    /// The tag, where the caller knows it (a merged unit); the tagger then leaves it alone and uses it as context.
    pub tag: Option<Tag>,
}

/// What the grammar says of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Part of speech and features.
    pub tag: Tag,
    /// Index of the head word in the sentence; `None` for the root.
    pub head: Option<u32>,
    /// The link to the head.
    pub relation: Relation,
}
