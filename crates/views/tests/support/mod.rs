//! Rows for tests: documents with front matter, and statements in the short form of gold files.

use std::collections::BTreeMap;
use std::path::Path;

use model::{
    Anchor, Approx, Argument, Decimal, Direction, Document, DocumentHead, Evidence, Role, Row, Span, Statement, Value,
};
use serde_json::Value as Json;

/// Documents and the rows that state something of them.
pub struct Corpus {
    pub rows: Vec<Row>,
    pub documents: BTreeMap<String, String>,
}

/// Reads `documents/*.md` and `gold.jsonl` of a folder (or the `*.md` beside the gold file).
pub fn corpus(folder: &Path) -> Corpus {
    let documents = if folder.join("documents").is_dir() { folder.join("documents") } else { folder.to_owned() };
    let mut heads = BTreeMap::new();
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(documents).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "md") {
            let document = document(&path);
            texts.insert(document.id.clone(), document.text.clone());
            heads.insert(document.id.clone(), document);
        }
    }
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    let rows =
        gold.lines().enumerate().map(|(at, line)| row(&heads, at, &serde_json::from_str(line).unwrap())).collect();
    Corpus { rows, documents: texts }
}

fn document(path: &Path) -> Document {
    let file = std::fs::read_to_string(path).unwrap();
    let (head, text) = file.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let field = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).map(|value| value.trim().to_owned())
    };
    Document {
        id: path.file_stem().unwrap().to_string_lossy().into_owned(),
        text: text.trim().to_owned(),
        title: field("title"),
        published: field("published").map(|day| day.parse().unwrap()),
        url: field("url"),
        publisher: field("publisher"),
        lang: field("lang"),
    }
}

/// A row named after its line, so that snapshots do not depend on how statements are named.
fn row(documents: &BTreeMap<String, Document>, at: usize, gold: &Json) -> Row {
    let document = &documents[gold["doc"].as_str().unwrap()];
    let first = |json: &Json| json.as_str().map(|words| words.split('|').next().unwrap().to_owned());
    let evidence = gold["evidence"].as_array().unwrap().iter().map(|quote| evidence(document, quote.as_str().unwrap()));
    let kind: model::Kind = first(&gold["kind"]).unwrap().parse().unwrap();
    let statement = Statement::new(
        kind,
        first(&gold["form"]).and_then(|form| form.parse().ok()).filter(|form| kind.forms().contains(form)),
        first(&gold["stage"]).map(|stage| stage.parse().unwrap()),
        evidence.collect(),
        // Where the gold allows several kinds, roles of the others stand beside those of the first.
        args(document, gold).into_iter().filter(|arg| kind.roles().contains(&arg.role)).collect(),
        "gold".into(),
    );
    let statement = statement.unwrap_or_else(|error| panic!("{error}: {gold}"));
    Row { id: format!("{:016x}", at + 1), document: head(document), statement }
}

fn head(document: &Document) -> DocumentHead {
    let Document { id, title, published, url, publisher, lang, .. } = document.clone();
    let hash = document.hash();
    let version = hash[..16].to_owned();
    DocumentHead { id, title, published, url, publisher, lang, hash, version, current: true }
}

fn evidence(document: &Document, quote: &str) -> Evidence {
    let at = document.text.find(quote).unwrap_or_else(|| panic!("{} does not say {quote}", document.id));
    let start = document.text[..at].chars().count() as u32;
    Evidence::take(document, Span::new(start, start + quote.chars().count() as u32)).unwrap()
}

fn args(document: &Document, gold: &Json) -> Vec<Argument> {
    let mut args = Vec::new();
    for (role, values) in gold["args"].as_object().unwrap() {
        let role: Role = role.trim_start_matches('?').parse().unwrap();
        for json in values.as_array().unwrap() {
            let anchor = json.as_str().and_then(|words| anchor(document, words)).unwrap_or(Anchor::Context);
            args.push(Argument { role, value: value(role, json), anchor, by: "gold".into() });
        }
    }
    args
}

fn anchor(document: &Document, words: &str) -> Option<Anchor> {
    let words = words.split(['|', '#']).next()?;
    let start = document.text[..document.text.find(words)?].chars().count() as u32;
    Some(Anchor::Words(Span::new(start, start + words.chars().count() as u32)))
}

fn value(role: Role, json: &Json) -> Value {
    let number = |name: &str| json[name].to_string().parse::<f64>().ok().and_then(|n| Decimal::try_from(n).ok());
    let approx = json["approx"].as_str().and_then(Approx::parse);
    let word = json.as_str().unwrap_or_default();
    let first = word.split(['|', '#']).next().unwrap_or_default().to_owned();
    match role {
        Role::Quantity => Value::Quantity {
            value: number("value").unwrap(),
            unit: json["unit"].as_str().unwrap_or_default().split('|').next().unwrap().to_owned(),
            approx,
        },
        Role::Amount => Value::Amount {
            value: number("value").unwrap(),
            currency: json["currency"].as_str().unwrap().into(),
            approx,
        },
        Role::Change => Value::Change {
            percent: number("percent"),
            direction: Direction::parse(json["direction"].as_str().unwrap_or("up")).unwrap(),
        },
        Role::Share => Value::Share { percent: number("percent").unwrap(), approx },
        Role::Rank => Value::Rank {
            value: json["value"].as_u64().unwrap() as u32,
            top: json["top"].as_bool().unwrap_or_default(),
        },
        Role::When => Value::When(first.parse().unwrap()),
        Role::Item | Role::Office => Value::Text(first),
        _ => {
            let id = word.split_once('#').map(|(_, id)| id.to_owned()).filter(|id| id != "person");
            Value::Name { name: first, id }
        }
    }
}

/// The rows in which one of the places, by id or name, is a side; and all office rows, which give speakers their offices.
pub fn about(corpus: &Corpus, places: &[&views::Place]) -> Vec<Row> {
    let is_about = |row: &&Row| {
        row.statement.kind() == model::Kind::Office
            || row.statement.args().iter().any(|arg| match &arg.value {
                Value::Name { name, id } => places.iter().all(|place| place.covers(name, id.as_deref())),
                _ => false,
            })
            || places.iter().all(|place| {
                row.statement.args().iter().any(|arg| match &arg.value {
                    Value::Name { name, id } => arg.role != Role::Speaker && place.covers(name, id.as_deref()),
                    _ => false,
                })
            })
    };
    corpus.rows.iter().filter(is_about).cloned().collect()
}

/// Compares with a snapshot file; writes it where the environment says UPDATE_EXPECT=1.
#[track_caller]
pub fn expect(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != found {
        let line = kept
            .lines()
            .zip(found.lines())
            .position(|(a, b)| a != b)
            .unwrap_or(kept.lines().count().min(found.lines().count()));
        let of = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
        panic!(
            "{name} differs at line {}:\n  kept  {}\n  found {}\nUPDATE_EXPECT=1 rewrites it",
            line + 1,
            of(&kept),
            of(found)
        );
    }
}
