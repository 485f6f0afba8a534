//! `intertie score`: the reader against a gold file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use model::{Document, json};
use serde_json::{Value as Json, json};
use text::Hints;

use super::{Outcome, tell_all};
use crate::args::ScoreArgs;
use crate::inputs::{Input, expand};
use crate::{documents, packs, terminal};
use score::{Figures, Scores, Text, gold, score};

/// Reads, compares and prints.
pub fn run(args: &ScoreArgs) -> Result<Outcome> {
    let documents = documents(&args.documents)?;
    let texts: Vec<Text> =
        documents.iter().map(|document| Text { id: document.id.clone(), text: document.text.clone() }).collect();
    let gold = gold(&args.gold.display().to_string(), &read(&args.gold)?, &texts)?;
    let predicted = match &args.predicted {
        Some(path) => from_file(path)?,
        None => {
            let (reader, _) = packs::reader(&args.packs)?;
            let of = |document: &Document| {
                let made = reader.read(document);
                (document.id.clone(), made.iter().map(|one| json::statement(&document.id, one)).collect())
            };
            documents.iter().map(of).collect()
        }
    };
    let scores = score(&texts, &gold, &predicted);
    let mut out = terminal::out();
    if args.json {
        print_json(&scores, &mut out)?
    } else {
        print_text(&scores, args, &mut out)?
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The documents of a JSON Lines file, or of a folder: there the name of a file without its ending is the document's id.
fn documents(path: &Path) -> Result<Vec<Document>> {
    let inputs = expand(&[path.to_owned()]);
    tell_all(&inputs.faults);
    let is_folder = path.is_dir();
    let mut out = Vec::new();
    for input in &inputs.inputs {
        documents::pieces(input, &Hints::default(), &mut |piece, _| {
            let (read, diagnostics) = piece.documents();
            tell_all(&diagnostics);
            out.extend(read.into_iter().map(|document| match input {
                Input::File(path, _) if is_folder => {
                    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                    Document { id: id.unwrap_or_default(), ..document }
                }
                _ => document,
            }));
            documents::Go::On
        });
    }
    if out.is_empty() {
        bail!("`{}` holds no document", path.display());
    }
    Ok(out)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("failed to read `{}`", path.display()))
}

fn from_file(path: &Path) -> Result<BTreeMap<String, Vec<Json>>> {
    let mut out = BTreeMap::<String, Vec<Json>>::new();
    for (index, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let json: Json = serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), index + 1))?;
        out.entry(json["doc"].as_str().unwrap_or("").to_owned()).or_default().push(json);
    }
    Ok(out)
}

fn print_json(scores: &Scores, out: &mut impl Write) -> Result<()> {
    let (slot, record, found) = totals(scores);
    let object = json!({
        "slot_f1": slot.f1, "slot_p": slot.precision, "slot_r": slot.recall, "record_f1": record.f1,
        "found_f1": found.f1, "found_p": found.precision, "found_r": found.recall,
    });
    Ok(writeln!(out, "{object}")?)
}

fn totals(scores: &Scores) -> (Figures, Figures, Figures) {
    (scores.slot_total().figures(), scores.records.figures(), scores.found.figures())
}

fn print_text(scores: &Scores, args: &ScoreArgs, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{:14}{:>7}{:>7}{:>7}   right/false/missed", "", "P", "R", "F1")?;
    let line = |name: &str, Figures { precision, recall, f1 }| format!("{name:14}{precision:7.3}{recall:7.3}{f1:7.3}");
    for ((_, name), tally) in scores.slots.iter().filter(|((axis, _), _)| *axis == args.by.into()) {
        let counts = format!("{}/{}/{}", tally.right, tally.alarms, tally.misses);
        writeln!(out, "{}   {counts}", line(name, tally.figures()))?;
    }
    let (slot, record, found) = totals(scores);
    for (name, figures) in [("slot F1", slot), ("record F1", record), ("found F1", found)] {
        writeln!(out, "{}", line(name, figures))?;
    }
    for fault in scores.faults.iter().take(args.misses) {
        writeln!(out, "\n{} {} in {} {}", fault.what, fault.kind, fault.document, fault.slots)?;
        writeln!(out, "  \"{}\"\n  {}", fault.quote, fault.args)?;
    }
    Ok(())
}
