//! Tests of the trained English grammar on sentences of our own.

use crate::{Analysis, Grammar, ModelError, Relation, Scratch, Tag, Upos, Word, segment};

fn analyse(text: &str) -> (Vec<String>, Vec<Analysis>) {
    let segments = segment(text);
    let forms: Vec<String> = segments.tokens.iter().map(|token| token.text(text).to_owned()).collect();
    let words: Vec<Word<'_>> = forms.iter().map(|form| Word { form, tag: None }).collect();
    let mut analyses = Vec::new();
    Grammar::english().analyse(&words, &mut Scratch::default(), &mut analyses);
    (forms, analyses)
}

/// "word relation head" of each named word.
fn links(text: &str, wanted: &[&str]) -> Vec<String> {
    let (forms, analyses) = analyse(text);
    let link = |word: &&str| {
        let at = forms.iter().position(|form| form == word).unwrap();
        let head = analyses[at].head.map_or("ROOT", |head| &forms[head as usize]);
        format!("{word} {} {head}", analyses[at].relation.as_str())
    };
    wanted.iter().map(link).collect()
}

#[test]
fn parses_plain_sentences() {
    let found =
        links("The plant delivered 120 buses to the region in 2024.", &["plant", "delivered", "buses", "120", "to"]);
    let expected =
        ["plant nsubj delivered", "delivered root ROOT", "buses obj delivered", "120 nummod buses", "to case region"];
    assert_eq!(found, expected);
    let found = links("The agreement was signed by the governor.", &["agreement", "was", "governor"]);
    assert_eq!(found, ["agreement nsubj:pass signed", "was aux:pass signed", "governor obl:agent signed"]);
    let found = links("The minister said that exports had grown.", &["exports", "grown", "minister"]);
    assert_eq!(found, ["exports nsubj grown", "grown ccomp said", "minister nsubj said"]);
}

#[test]
fn every_tree_is_a_tree() {
    for text in [
        "Yes.",
        "a",
        "...",
        "to to to the of of",
        "The house that the man who the dog saw built fell",
        "1 2 3 , , ; ( ( \" b",
    ] {
        let (_, analyses) = analyse(text);
        assert_eq!(analyses.iter().filter(|analysis| analysis.head.is_none()).count(), 1, "{text}");
        for start in 0..analyses.len() {
            let mut at = start;
            for _ in 0..analyses.len() {
                at = analyses[at].head.map_or(at, |head| head as usize);
            }
            assert_eq!(analyses[at].head, None, "a circle in {text}");
        }
        assert!(
            analyses.iter().all(|analysis| analysis.head.is_none() == (analysis.relation == Relation::Root)),
            "{text}"
        );
    }
}

#[test]
fn a_given_tag_is_kept() {
    let given = Tag::plain(Upos::Propn);
    let words = [Word { form: "supplies", tag: Some(given) }, Word { form: "grew", tag: None }];
    let mut analyses = Vec::new();
    Grammar::english().analyse(&words, &mut Scratch::default(), &mut analyses);
    assert_eq!(analyses[0].tag, given);
    assert_eq!(analyses[0].head, Some(1));
    Grammar::english().analyse(&[], &mut Scratch::default(), &mut analyses);
    assert!(analyses.is_empty());
}

#[test]
fn lemmas_of_seen_and_unseen_forms() {
    let rows = [
        ("companies", Upos::Noun, "company"),
        ("signed", Upos::Verb, "sign"),
        ("supplying", Upos::Verb, "supply"),
        ("running", Upos::Verb, "run"),
        ("Went", Upos::Verb, "go"),
        ("men", Upos::Noun, "man"),
        ("was", Upos::Aux, "be"),
        ("larger", Upos::Adj, "large"),
        ("harvesters", Upos::Noun, "harvester"),
        ("Minsk", Upos::Propn, "minsk"),
        ("", Upos::Noun, ""),
    ];
    for (form, upos, lemma) in rows {
        assert_eq!(Grammar::english().lemma(form, upos), lemma, "{form}");
    }
}

#[test]
fn common_words_are_known() {
    let grammar = Grammar::english();
    assert!(grammar.known("agreement") && grammar.known("the"));
    assert!(!grammar.known("gomselmash") && !grammar.known(""));
}

#[test]
fn the_model_survives_reading_and_writing() {
    let bytes: &[u8] = include_bytes!("../models/en-ewt.bin");
    let grammar = Grammar::read(bytes).unwrap();
    assert!(grammar.write() == bytes, "written bytes differ from the read ones");
}

#[test]
fn broken_models_are_errors() {
    let bytes: &[u8] = include_bytes!("../models/en-ewt.bin");
    for length in [0, 7, 8, 9, 500, 100_000, bytes.len() - 1] {
        assert!(Grammar::read(&bytes[..length]).is_err(), "{length}");
    }
    let error: ModelError = Grammar::read(b"not a model at all").unwrap_err();
    assert_eq!(error.to_string(), "failed to read grammar model at byte 8: no grammar model of this format");
}
