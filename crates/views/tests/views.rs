//! Briefs, tables and marked texts, from rows to output.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own fixtures fails at once")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use model::{Document, Evidence, Kind, Role, Row, Span, Statement, Value};
use support::{Corpus, about, corpus, expect};
use views::{
    Brief, BriefError, Color, Line, Place, Section, Topic, TradeRow, brief, csv, marked, statement_line, table,
};

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
    place("Belarus", "BY", &["MAZ", "Minsk Automobile Plant", "Minsk", "BelAZ", "Belshina"])
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

fn reports() -> Corpus {
    corpus(&here("tests/reports"))
}

fn sudmark() -> Place {
    place("Sudmark Region", "XS-SUD", &["Havn", "Havn Works"])
}

fn norland() -> Place {
    place("Norland", "XN", &["Norbus"])
}

fn brief_of(corpus: &Corpus) -> Brief {
    brief(&sudmark(), Some(&norland()), &corpus.rows, &corpus.documents).unwrap()
}

fn section(brief: &Brief, topic: Topic) -> &Section {
    brief.sections.iter().find(|section| section.topic == topic).unwrap()
}

#[test]
fn a_brief_as_markdown_and_as_a_page() {
    let brief = brief_of(&reports());
    expect("brief.md", &brief.markdown());
    expect("brief.html", &brief.html());
}

#[test]
fn foreign_text_cannot_become_markup() {
    let brief = brief_of(&reports());
    let page = brief.html();
    assert!(!page.contains("<script"), "a title became markup");
    assert!(page.contains("&lt;script&gt;"));
    assert!(!page.contains("<b>"));
    assert!(!page.contains("href=\"javascript:"), "an address that is no web address became a link");
    let markdown = brief.markdown();
    assert!(markdown.contains(r"Norland \<b>exported\</b> \*timber\* \| paper"), "{markdown}");
}

#[test]
fn a_text_that_no_longer_says_the_words_is_refused() {
    let mut corpus = reports();
    let text = corpus.documents.get_mut("2024-03-04-trade").unwrap();
    *text = text.replace("1.1 billion", "1.3 billion");
    let error = brief(&sudmark(), None, &corpus.rows, &corpus.documents).unwrap_err();
    let BriefError::Moved { document, quote, span, .. } = &error else { panic!("{error}") };
    assert_eq!((document.as_str(), span.start), ("2024-03-04-trade", 0));
    assert_eq!(quote, "Trade of the region with Norland came to 1.1 billion euros in 2023.");
    assert!(error.to_string().contains("document `2024-03-04-trade` no longer says `Trade of the region"), "{error}");

    corpus.documents.remove("2019-undated");
    let rows: Vec<Row> = corpus.rows.iter().filter(|row| row.document.id == "2019-undated").cloned().collect();
    let error = brief(&sudmark(), None, &rows, &corpus.documents).unwrap_err();
    assert!(matches!(&error, BriefError::Missing { document, .. } if document == "2019-undated"), "{error}");
}

#[test]
fn the_order_of_rows_and_their_repetition_change_nothing() {
    let mut corpus = reports();
    let first = brief_of(&corpus);
    let again = corpus.rows.clone();
    corpus.rows.reverse();
    corpus.rows.extend(again);
    assert_eq!(brief_of(&corpus), first);
}

#[test]
fn one_thing_said_by_two_documents_is_one_line_with_two_sources() {
    let brief = brief_of(&reports());
    let agreements = section(&brief, Topic::Agreements);
    assert_eq!(agreements.lines.len(), 1);
    let documents: Vec<&str> =
        agreements.lines[0].citations.iter().map(|citation| brief.sources[citation.source - 1].id.as_str()).collect();
    assert_eq!(documents, ["2024-03-04-trade", "2024-03-01-fleet"]);
    assert!(brief.markdown().contains("(2 sources)"));
}

#[test]
fn figures_that_differ_stand_side_by_side() {
    let brief = brief_of(&reports());
    let table = section(&brief, Topic::Trade).table.as_ref().unwrap();
    let differing: Vec<&TradeRow> = table.rows.iter().filter(|row| row.is_differing).collect();
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].cells, ["2023", "turnover", "Norland", "EUR 1.1 billion / EUR 1.2 billion", "up 16%", "-"]);
    assert_eq!(differing[0].lines.len(), 2);
}

#[test]
fn only_disjoint_deliveries_are_added() {
    let mut corpus = reports();
    let sums = |corpus: &Corpus| section(&brief_of(corpus), Topic::SuppliesDone).sums.clone();
    assert_eq!(
        sums(&corpus),
        [
            "Norbus to Sudmark Region: more than 120 city buses altogether (sum of 2 statements, whose periods do not overlap)."
        ]
    );
    // Another count for a part of the same time: nobody can say whether it holds the same buses.
    let row = corpus.rows.iter().find(|row| statement_line(&row.statement).contains("40 city buses")).unwrap();
    let args = row.statement.args().iter().cloned().map(|mut arg| {
        if arg.role == Role::When {
            arg.value = Value::When("2023-02".parse().unwrap());
        }
        arg
    });
    let statement = Statement::new(
        Kind::Supply,
        None,
        row.statement.stage(),
        row.statement.evidence().to_vec(),
        args.collect(),
        String::new(),
    )
    .unwrap();
    let other = Row { id: statement.id(&row.document.id), document: row.document.clone(), statement };
    corpus.rows.push(other);
    assert_eq!(sums(&corpus), Vec::<String>::new());
}

#[test]
fn speakers_have_their_offices_and_people_their_former_ones() {
    let brief = brief_of(&reports());
    let need = &section(&brief, Topic::Needs).lines[0];
    assert_eq!(need.sentence, "Sudmark Region needs about 600 lifts.");
    assert_eq!(need.citations[0].speaker.as_deref(), Some("Anna Berg, Ambassador of Norland"));
    let people = section(&brief, Topic::Offices);
    assert_eq!(people.lines[0].sentence, "Ola Lind is Governor of Sudmark Region (as of 1 March 2024).");
    assert_eq!(people.lines[0].below[0].sentence, "Formerly mayor of Havn.");
}

#[test]
fn a_brief_of_nothing_says_so() {
    let brief = brief(&sudmark(), None, &[], &BTreeMap::new()).unwrap();
    assert!(brief.sections.is_empty() && brief.glance.is_empty());
    assert!(brief.markdown().contains("No statement is on record."));
    assert!(brief.html().contains("No statement is on record."));
}

#[test]
fn a_table_holds_every_row_and_its_csv_reads_back() {
    let corpus = reports();
    let mut written = Vec::new();
    csv(&corpus.rows, &mut written).unwrap();
    expect("rows.csv", &String::from_utf8(written).unwrap());
    let table = table(&corpus.rows);
    assert_eq!(table.lines.len(), corpus.rows.len());
    assert!(table.lines.iter().all(|line| line.len() == table.columns.len()));
}

#[test]
fn marked_text_shows_words_and_statements() {
    let corpus = reports();
    let mut out = String::new();
    for (id, text) in &corpus.documents {
        let statements: Vec<Statement> =
            corpus.rows.iter().filter(|row| row.document.id == *id).map(|row| row.statement.clone()).collect();
        out.push_str(&format!("== {id}\n{}\n", marked(text, &statements, Color::Plain)));
    }
    expect("marked.txt", &out);
}

#[test]
fn a_text_cannot_steer_the_terminal() {
    let document = Document::from_text("Nor\u{1b}[31mbus sold\n\u{202e}buses\u{0} 🚌.".into());
    let evidence = Evidence::take(&document, Span::new(0, document.text.chars().count() as u32)).unwrap();
    let statement = Statement::new(Kind::Supply, None, None, vec![evidence], vec![], String::new()).unwrap();
    let plain = marked(&document.text, std::slice::from_ref(&statement), Color::Plain);
    assert!(plain.starts_with("> Nor\\u{1b}[31mbus sold \\u{202e}buses\\u{0} 🚌.\n"), "{plain}");
    let ansi = marked(&document.text, &[statement], Color::Ansi);
    assert!(ansi.contains("\u{1b}[1;36msupply\u{1b}[0m"), "{ansi}");
}
