//! Training and measuring, for `cargo xtask`: the program itself carries none of this.

mod conllu;
mod evaluate;
mod lemma;
mod lexicon;
mod merge;
mod parser;
mod perceptron;
mod random;
mod tagger;

pub use conllu::{Conllu, ConlluError, GoldSentence, GoldToken, GoldWord};
pub use evaluate::{Report, Share, evaluate, evaluate_gold_words};

use crate::model::Grammar;
use crate::relation::Relation;
use crate::word;

/// Sizes and lengths of the training.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passes of the tagger over its data.
    pub tagger_epochs: usize,
    /// Passes of the parser over its data.
    pub parser_epochs: usize,
    /// How many times the final tagger and the parser are learned, each time in another order; the mean is kept.
    pub rounds: usize,
    /// Parts into which the data are cut so that the parser learns on tags as a tagger gives them to unseen text.
    pub folds: usize,
    /// Lines of the model's tables for the tagger, the transitions and the relations; powers of two up to 65536.
    pub lines: [usize; 3],
    /// By how much the right class must lead in training: of the same three.
    pub margins: [i32; 3],
    /// By how much the best class must lead after the first features, so that the others are not asked: of the same. Larger
    /// is slower and, up to a point, better.
    pub sure: [i16; 3],
}

impl Default for Options {
    fn default() -> Self {
        Options {
            tagger_epochs: 8,
            parser_epochs: 9,
            rounds: 3,
            folds: 6,
            lines: [1 << 15, 1 << 16, 1 << 15],
            margins: [3, 5, 3],
            sure: [160, 180, 100],
        }
    }
}

/// Trains a grammar on `gold`. The same data and options give the same grammar, to the bit.
///
/// `tell` gets a line now and then on how far the training is.
pub fn train(gold: &Conllu, options: &Options, tell: &mut dyn FnMut(&str)) -> Grammar {
    let mut grammar = Grammar { comma: word::lower_hash(","), ..Grammar::default() };
    grammar.tags = lexicon::tags(&gold.sentences);
    grammar.lemmas = lemma::train(&gold.sentences);
    tell(&format!(
        "{} tags, {} lemma rules, {} exceptions",
        grammar.tags.len(),
        grammar.lemmas.rules.len(),
        grammar.lemmas.exceptions.len()
    ));
    let units = merge::units(&gold.sentences);
    let mut data = units;
    tell("cross-tagging");
    tagger::cross_tag(&mut grammar, &mut data, options, tell);
    grammar.lexicon = lexicon::train(&grammar.tags, data.iter().filter(|sentence| !sentence.is_copy));
    grammar.tagger = tagger::train(&grammar, &data, options);
    tell(&format!("tagger: {} features", grammar.tagger.n_features()));
    grammar.parser = parser::train(&grammar, &data, options, tell);
    tell(&format!(
        "parser: {} transition features, {} relation features",
        grammar.parser.transitions.n_features(),
        grammar.parser.labels.n_features()
    ));
    debug_assert_eq!(grammar.parser.labels.n_classes, Relation::ALL.len());
    grammar
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scratch, Upos, Word};

    /// Sentences of the house: form, part of speech, head, relation.
    const SENTENCES: &[&[(&str, &str, usize, &str)]] = &[
        &[
            ("The", "DET", 2, "det"),
            ("plant", "NOUN", 3, "nsubj"),
            ("makes", "VERB", 0, "root"),
            ("lifts", "NOUN", 3, "obj"),
            (".", "PUNCT", 3, "punct"),
        ],
        &[
            ("A", "DET", 2, "det"),
            ("region", "NOUN", 3, "nsubj"),
            ("buys", "VERB", 0, "root"),
            ("buses", "NOUN", 3, "obj"),
            (".", "PUNCT", 3, "punct"),
        ],
        &[
            ("Lifts", "NOUN", 2, "nsubj"),
            ("came", "VERB", 0, "root"),
            ("from", "ADP", 5, "case"),
            ("the", "DET", 5, "det"),
            ("plant", "NOUN", 2, "obl"),
            (".", "PUNCT", 2, "punct"),
        ],
    ];

    fn treebank() -> Conllu {
        let mut text = String::new();
        for sentence in SENTENCES {
            for (i, (form, upos, head, relation)) in sentence.iter().enumerate() {
                text +=
                    &format!("{}\t{form}\t{}\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n", i + 1, form.to_lowercase());
            }
            text.push('\n');
        }
        Conllu::parse(&text).unwrap()
    }

    fn small() -> Options {
        Options { tagger_epochs: 6, parser_epochs: 10, rounds: 2, folds: 2, lines: [1 << 12; 3], ..Options::default() }
    }

    #[test]
    fn learns_what_it_was_shown() {
        let gold = treebank();
        let grammar = train(&gold, &small(), &mut |_| {});
        let report = evaluate_gold_words(&grammar, &gold);
        assert_eq!((report.upos.f1(), report.las.f1()), (100.0, 100.0));
        let words = [Word { form: "buses", tag: None }];
        let mut analyses = Vec::new();
        grammar.analyse(&words, &mut Scratch::default(), &mut analyses);
        assert_eq!(analyses[0].tag.upos, Upos::Noun);
    }

    #[test]
    fn the_same_data_give_the_same_model() {
        let bytes = train(&treebank(), &small(), &mut |_| {}).write();
        assert!(bytes == train(&treebank(), &small(), &mut |_| {}).write());
        assert!(bytes == Grammar::read(&bytes).unwrap().write());
    }
}
