//! Reads documents from a JSONL file and prints their statements as JSONL, or with `--trace` how they look to the rules.

use std::error::Error;
use std::io::Write;

use model::{Document, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: desk DOCS.jsonl [--trace]")?;
    let trace = args.next().is_some();
    let reader = reader::Reader::load(&reader::pack::embedded())?;
    let mut out = std::io::stdout().lock();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = |name: &str| row[name].as_str().map(str::to_owned);
        let document = Document {
            id: text("id").unwrap_or_default(),
            title: text("title"),
            published: text("published").and_then(|date| date.parse().ok()),
            url: None,
            publisher: text("publisher"),
            lang: text("lang"),
            text: text("text").unwrap_or_default(),
        };
        if trace {
            write!(out, "## {}\n{}", document.id, reader.trace(&document))?;
        } else {
            for statement in reader.read(&document) {
                writeln!(out, "{}", json::statement(&document.id, &statement))?;
            }
        }
    }
    Ok(())
}
