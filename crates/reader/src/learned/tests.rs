//! Learned decisions on sentences of our own: the embedded tables must read them, and without tables nothing is learned.

use model::{Document, Role, Statement};

use crate::Reader;
use crate::pack::{PackFile, embedded};

fn document(text: &str) -> Document {
    Document {
        id: "test".to_owned(),
        title: None,
        published: "2025-03-12".parse().ok(),
        url: None,
        publisher: None,
        lang: Some("en".to_owned()),
        text: text.to_owned(),
    }
}

fn learned(reader: &Reader, text: &str) -> Vec<Statement> {
    let made = reader.read(&document(text)).into_iter();
    made.filter(|statement| statement.rule().starts_with("learned/")).collect()
}

/// The first of the repository's marked articles.
fn articles() -> Vec<Document> {
    let lines = include_str!("../../../../marked/dispatches.docs.jsonl").lines().take(4);
    lines
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            document(row["text"].as_str().unwrap())
        })
        .collect()
}

#[test]
fn items_that_no_rule_reads_become_statements_with_reasons() {
    let reader = Reader::load(&embedded()).unwrap();
    let mut n_learned = 0;
    for article in articles() {
        for statement in learned(&reader, &article.text) {
            let reasons = reader.reasons(&article, &statement);
            assert!(!reasons.is_empty() && reasons.windows(2).all(|pair| pair[0].1.abs() >= pair[1].1.abs()));
            assert!(statement.args().iter().any(|arg| arg.role == Role::Item && arg.by == "learned"));
            n_learned += 1;
        }
    }
    assert!(n_learned > 4, "{n_learned}");
}

#[test]
fn without_tables_nothing_is_learned() {
    let files: Vec<PackFile> = embedded().into_iter().filter(|file| !file.path.contains("/learned/")).collect();
    let reader = Reader::load(&files).unwrap();
    assert!(articles().iter().all(|article| learned(&reader, &article.text).is_empty()));
}

#[test]
fn a_statement_of_a_rule_has_no_learned_reasons() {
    let reader = Reader::load(&embedded()).unwrap();
    let text = "Belarus supplies Kenya with tractors.";
    let made = reader.read(&document(text));
    let by_rule = made.iter().find(|statement| statement.rule().starts_with("supply/")).unwrap();
    assert!(reader.reasons(&document(text), by_rule).is_empty());
}
