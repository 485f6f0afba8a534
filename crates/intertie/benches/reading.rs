//! The whole way from JSON Lines to statements on one core, beside the bare tokenizer over the same texts: MB of text a second.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a bench may stop where it stands, and says what it reads"
)]

use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::BytesCount;
use model::Document;
use reader::Reader;

/// How much text is read.
const N_BYTES: usize = 5_000_000;

fn main() {
    divan::main();
}

/// The seeds where they lie beside the repository, else the demonstration corpus, over and over until there is enough.
fn documents() -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let seeds = root.join("../shared/statements/seeds.docs.jsonl");
    let files: Vec<_> = if seeds.exists() {
        vec![seeds]
    } else {
        eprintln!("the seeds are not here; the demonstration corpus is read instead");
        let entries = std::fs::read_dir(root.join("examples/documents")).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    };
    repeated(&read(&files))
}

/// The development articles, which are not part of the repository: more kinds of text than the seeds. Empty where they are missing.
fn articles() -> Vec<Document> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/statements/dev.docs.jsonl");
    if file.exists() { repeated(&read(&[file])) } else { Vec::new() }
}

fn read(files: &[PathBuf]) -> Vec<Document> {
    let mut documents = Vec::new();
    for file in files {
        let hints = text::Hints { place: file.display().to_string(), ..text::Hints::default() };
        documents.extend(text::read(&std::fs::read(file).unwrap(), &hints).0);
    }
    documents
}

fn repeated(once: &[Document]) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    let mut n_bytes = 0;
    for document in once.iter().cycle() {
        if n_bytes >= N_BYTES {
            break;
        }
        n_bytes += document.text.len();
        all.push(Document { id: format!("{}-{}", document.id, all.len()), ..document.clone() });
    }
    all
}

fn n_bytes(documents: &[Document]) -> BytesCount {
    BytesCount::new(documents.iter().map(|document| document.text.len()).sum::<usize>())
}

/// JSON Lines to statements.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn whole_way(bencher: Bencher) {
    way(bencher, &documents());
}

/// The same of the development articles; nothing where they are missing.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn whole_way_of_articles(bencher: Bencher) {
    let documents = articles();
    if documents.is_empty() {
        eprintln!("the development articles are not here");
        return;
    }
    way(bencher, &documents);
}

fn way(bencher: Bencher, documents: &[Document]) {
    let lines: String = documents
        .iter()
        .map(|document| {
            let published = document.published.map(|day| day.to_string());
            serde_json::json!({"id": document.id, "text": document.text, "published": published}).to_string() + "\n"
        })
        .collect();
    let reader = Reader::load(&reader::pack::embedded()).unwrap();
    let hints = text::Hints { place: "bench.jsonl".to_owned(), ..text::Hints::default() };
    bencher.counter(n_bytes(documents)).bench(|| {
        let mut n_statements = 0;
        for (document, _) in text::jsonl::Lines::new(lines.as_bytes(), &hints) {
            n_statements += document.map_or(0, |document| reader.read(&document).len());
        }
        n_statements
    });
}

/// Sentences and tokens alone.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn tokenizer(bencher: Bencher) {
    let documents = documents();
    bencher
        .counter(n_bytes(&documents))
        .bench(|| documents.iter().map(|document| grammar::segment(&document.text).tokens.len()).sum::<usize>());
}
