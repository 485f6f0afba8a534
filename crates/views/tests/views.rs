//! Briefs, tables and marked texts, from rows to output.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use model::{Document, Evidence, Kind, Row, Span, Statement};
use support::{about, corpus, expect, head};
use views::{Brief, BriefError, Color, Line, Place, brief, csv, marked, statement_line, table};

fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn place(name: &str, id: &str, names: &[&str]) -> Place {
    Place { name: name.into(), id: id.into(), names: names.iter().map(|name| (*name).to_owned()).collect() }
}

fn samara() -> Place {
    place("Samara Oblast", "RU-SAM", &["Samara", "Tolyatti", "Togliatti", "Samara Region", "AvtoVAZ"])
}

fn belarus() -> Place {
    place("Belarus", "BY", &["MAZ", "Minsk", "BelAZ", "Belshina"])
}

/// Every line, those below others included.
fn lines(brief: &Brief) -> Vec<&Line> {
    brief
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .flat_map(|line| std::iter::once(line).chain(&line.below))
        .collect()
}

#[test]
fn every_line_of_every_brief_rests_on_words_of_its_document() {
    let corpus = corpus(&here("../../examples"));
    let pairs = [(samara(), Some(belarus())), (belarus(), None), (place("Bavaria", "DE-BY", &["Munich"]), None)];
    for (place, with) in pairs {
        let places: Vec<&Place> = std::iter::once(&place).chain(&with).collect();
        let rows = about(&corpus, &places);
        let brief = brief(&place, with.as_ref(), &rows, &corpus.documents).unwrap();
        let lines = lines(&brief);
        assert!(lines.len() >= 10, "{}: {} lines", place.name, lines.len());
        for line in lines {
            assert!(!line.citations.is_empty(), "{}", line.sentence);
            for citation in &line.citations {
                let source = &brief.sources[citation.source - 1];
                assert!(!citation.quotes.is_empty(), "{}", line.sentence);
                for quote in &citation.quotes {
                    assert!(corpus.documents[&source.id].contains(quote.as_str()), "{}: {quote}", source.id);
                }
            }
        }
        assert!((1..=8).contains(&brief.glance.len()), "{}", brief.glance.len());
        let name = place.id.to_lowercase();
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.html")), brief.html()).unwrap();
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.md")), brief.markdown()).unwrap();
    }
}
