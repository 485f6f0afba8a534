//! Sentences that a document has twice, as pages with a teaser or a copied block do: the second says what the first said, so it is
//! not read anew but adds its place to the evidence.

use std::collections::HashMap;

use crate::page::Page;

/// For each sentence, the first with the same words; itself where it is the first, short, or no sentence with a verb.
pub(super) fn firsts(page: &Page<'_>) -> Vec<usize> {
    const WORDS_MIN: usize = 8;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let first = |(at, sentence): (usize, &crate::page::Sentence)| {
        let (Some(from), Some(to)) = (sentence.nodes.first(), sentence.nodes.last()) else { return at };
        if sentence.nodes.len() < WORDS_MIN || !sentence.nodes.iter().any(crate::page::Node::is_verb) {
            return at;
        }
        *seen.entry(page.words(from.tokens.start..to.tokens.end)).or_insert(at)
    };
    page.sentences.iter().enumerate().map(first).collect()
}

#[cfg(test)]
mod tests {
    use model::{Document, Statement};

    fn read(text: &str) -> Vec<Statement> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        reader.read(&Document::from_text(text.to_owned()))
    }

    #[test]
    fn what_is_repeated_word_for_word_is_one_statement() {
        let once = "The Turku yard delivered 14 ferries to Estonia in May 2024.";
        let twice = format!("{once}\n\nNorway and Latvia are neighbours.\n\n{once}");
        let (once, twice) = (read(once), read(&twice));
        assert_eq!((once.len(), twice.len()), (1, 1));
        assert_eq!(once[0].args().len(), twice[0].args().len());
        assert_eq!((once[0].evidence().len(), twice[0].evidence().len()), (1, 2));
    }
}
