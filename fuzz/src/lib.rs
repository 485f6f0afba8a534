//! What the fuzz targets do with their bytes, a function each: no input may panic, and what comes out must hold together.
//!
//! The tests of xtask replay `seeds/` through the same functions, so that a fault once found stays found without a fuzzer.

use std::sync::OnceLock;

use model::{Document, Edtf, Evidence, TimeExpression};
use reader::Reader;
use reader::lexicon::Lexicon;
use reader::names::Gazetteer;
use reader::pack::{PackFile, embedded};
use reader::values::Words;
use text::timeml::TimeMl;
use text::{Format, Hints};

/// A target: its name, which is that of its folder of seeds, and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("bytes", bytes),
    ("conllu", conllu),
    ("edtf", edtf),
    ("gold", gold),
    ("html", html),
    ("jsonl", jsonl),
    ("markdown", markdown),
    ("plain", plain),
    ("reader", reader),
    ("rule", rule),
    ("table", table),
    ("timeml", timeml),
];

/// Any bytes, the format and charset found by themselves.
pub fn bytes(bytes: &[u8]) {
    read(bytes, None);
}

/// Any bytes as plain text, in the charset that they seem to be in.
pub fn plain(bytes: &[u8]) {
    read(bytes, Some(Format::Plain));
}

/// Markdown with front matter.
pub fn markdown(bytes: &[u8]) {
    read(bytes, Some(Format::Markdown));
}

/// An HTML page.
pub fn html(bytes: &[u8]) {
    read(bytes, Some(Format::Html));
}

/// JSON Lines.
pub fn jsonl(bytes: &[u8]) {
    read(bytes, Some(Format::Jsonl));
}

fn read(bytes: &[u8], format: Option<Format>) {
    let (documents, diagnostics) = text::read(bytes, &Hints { format, ..Hints::default() });
    for document in &documents {
        assert!(!document.text.contains(['\r', '\0', '\u{feff}']), "the text is clean");
        text::furniture(&document.text);
    }
    assert!(!documents.is_empty() || !diagnostics.is_empty() || bytes.iter().all(u8::is_ascii_whitespace));
    diagnostics.iter().for_each(|found| assert!(!found.to_string().is_empty()));
}

/// An EDTF date prints what it read.
pub fn edtf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(date) = text.parse::<Edtf>() {
        assert_eq!(date.to_string(), text);
        if let (Some(first), Some(last)) = (date.first_day(), date.last_day()) {
            assert!(first <= last);
        }
    }
}

/// A CoNLL-U treebank.
pub fn conllu(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(treebank) = grammar::train::Conllu::parse(text) {
        treebank.raw_text();
        for sentence in &treebank.sentences {
            assert!(sentence.words.iter().all(|word| word.head <= sentence.words.len()));
            assert!(sentence.tokens.iter().all(|token| token.words.1 <= sentence.words.len()));
        }
    }
}

/// A gold file over one document; what it says is scored against itself and against nothing.
pub fn gold(bytes: &[u8]) {
    let Ok(lines) = std::str::from_utf8(bytes) else { return };
    let text = "The Orsha works will send 40 looms to Pskov. Talks on flax went on in May.".to_owned();
    let texts = [score::Text { id: "one".to_owned(), text }];
    match score::gold("gold.jsonl", lines, &texts) {
        Ok(gold) => {
            let scores = score::score(&texts, &gold, &Default::default());
            assert_eq!(scores.slot_total().right, 0);
            for fault in &scores.faults {
                score::arguments(&fault.args);
            }
        }
        Err(faults) => assert!(!faults.faults.is_empty() && !faults.to_string().is_empty()),
    }
}

/// A rule file beside the word lists of the program.
pub fn rule(bytes: &[u8]) {
    static LEXICON: OnceLock<Option<Lexicon>> = OnceLock::new();
    let Some(lexicon) = LEXICON.get_or_init(|| Lexicon::load(&embedded()).ok()) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let file = PackFile { path: "rules/supply/fuzzed.toml".to_owned(), text: text.to_owned() };
    match reader::Rules::load(&[file], lexicon) {
        Ok(rules) => assert!(rules.iter().count() <= 1),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A table of data under one of the paths that the program knows, chosen by the first byte.
pub fn table(bytes: &[u8]) {
    static PATHS: OnceLock<Vec<String>> = OnceLock::new();
    let paths = PATHS
        .get_or_init(|| embedded().into_iter().map(|file| file.path).filter(|path| path.ends_with(".tsv")).collect());
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let path = paths[usize::from(*first) % paths.len()].clone();
    let files = [PackFile { path, text: text.to_owned() }];
    let _ = Lexicon::load(&files);
    let _ = Words::load(&files);
    let _ = Gazetteer::load(&files);
}

/// TimeML comes back from what is written of it.
pub fn timeml(bytes: &[u8]) {
    let Ok(source) = std::str::from_utf8(bytes) else { return };
    let Ok(page) = TimeMl::parse(source) else { return };
    let n_letters = page.text.chars().count();
    assert!(page.times.iter().all(|time| time.span.end as usize <= n_letters && !time.span.is_empty()));
    // What nests is not written, and controls become spaces: only plain pages come back the same.
    let nests = page.times.windows(2).any(|pair| pair[1].span.start < pair[0].span.end);
    let is_plain = !page.text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'));
    let values_plain = page.times.iter().all(|time| !time.value.chars().any(char::is_control));
    if !nests && is_plain && values_plain {
        let document = Document { published: page.created, ..Document::from_text(page.text.clone()) };
        let again = TimeMl::parse(&views::timeml(&document, &page.times));
        assert_eq!(again.map(|again| (again.text, again.times)), Ok((page.text, page.times)));
    }
}

/// The whole way from a text to its statements, dates and annotations.
pub fn reader(bytes: &[u8]) {
    static READER: OnceLock<Option<Reader>> = OnceLock::new();
    let Some(reader) = READER.get_or_init(|| Reader::load(&embedded()).ok()) else { return };
    let mut document = Document::from_text(String::from_utf8_lossy(bytes).into_owned());
    document.published = "2024-03-13".parse().ok();
    let statements = reader.read(&document);
    for statement in &statements {
        for evidence in statement.evidence() {
            assert!(Evidence::verify(&document.text, evidence.span(), evidence.exact()).is_some());
        }
    }
    views::brat(&document, &statements);
    views::marked(&document.text, &statements, views::Color::Plain);
    let times: Vec<TimeExpression> = reader.times(&document);
    views::timeml(&document, &times);
    assert!(times.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}
