//! `intertie score`: the reader against statements that people marked.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use model::{Document, json};
use score::{Figures, Scores, Text, gold, score};
use serde_json::{Value as Json, json};
use text::Hints;

use super::{Outcome, tell_all};
use crate::args::ScoreArgs;
use crate::inputs::{Input, expand};
use crate::{documents, packs, terminal};

/// A document, and the name that gold lines call it by: the file's name in a folder, else the document's own id.
struct Named {
    name: String,
    document: Document,
}

/// Reads, compares and prints.
pub fn run(args: &ScoreArgs) -> Result<Outcome> {
    let documents_path = match &args.docs {
        Some(path) => path.clone(),
        None => beside(&args.gold)?,
    };
    let documents = documents(&documents_path)?;
    let texts: Vec<Text> =
        documents.iter().map(|named| Text { id: named.name.clone(), text: named.document.text.clone() }).collect();
    let gold = gold(&args.gold.display().to_string(), &read(&args.gold)?, &texts)?;
    let predicted = match &args.predicted {
        Some(path) => from_file(path, &documents)?,
        None => {
            let (reader, _) = packs::reader(&args.packs)?;
            let of = |named: &Named| {
                let made = reader.read(&named.document);
                (named.name.clone(), made.iter().map(|one| json::statement(&named.name, one)).collect())
            };
            documents.iter().map(of).collect()
        }
    };
    let scores = score(&texts, &gold, &predicted);
    let mut out = terminal::out();
    if args.json {
        print_json(&scores, args.misses, &mut out)?;
    } else {
        print_text(&scores, args, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The documents that belong to a gold file by name: `NAME.docs.jsonl` beside `NAME.gold.jsonl`, else `documents.jsonl`, `docs.jsonl`
/// or the folder `documents` in the same folder.
fn beside(gold: &Path) -> Result<PathBuf> {
    let name = gold.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names = Vec::new();
    names.extend(name.strip_suffix(".gold.jsonl").map(|stem| format!("{stem}.docs.jsonl")));
    names.extend(["documents.jsonl", "docs.jsonl", "documents"].map(str::to_owned));
    let folder = gold.parent().unwrap_or(Path::new(""));
    names.iter().map(|name| folder.join(name)).find(|path| path.exists()).ok_or_else(|| {
        let tried: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        anyhow!(
            "found no documents beside `{}`; looked for {}\nhint: name them with `--docs DOCS`",
            gold.display(),
            tried.join(", ")
        )
    })
}

/// The documents of a JSON Lines file, or of a folder: there the name of a file without its ending is the document's name.
fn documents(path: &Path) -> Result<Vec<Named>> {
    let inputs = expand(&[path.to_owned()]);
    tell_all(&inputs.faults);
    let is_folder = path.is_dir();
    let mut out = Vec::new();
    for input in &inputs.inputs {
        documents::pieces(input, &Hints::default(), &mut |piece, _| {
            let (read, diagnostics) = piece.documents();
            tell_all(&diagnostics);
            out.extend(read.into_iter().map(|document| {
                let stem = match input {
                    Input::File(path, _) if is_folder => path.file_stem(),
                    _ => None,
                };
                let name = stem.map_or_else(|| document.id.clone(), |stem| stem.to_string_lossy().into_owned());
                Named { name, document }
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

/// Statements that `intertie read --format jsonl`, or anybody, made of the same documents. They may call a document by either name.
fn from_file(path: &Path, documents: &[Named]) -> Result<BTreeMap<String, Vec<Json>>> {
    let by_id: BTreeMap<&str, &str> =
        documents.iter().map(|named| (named.document.id.as_str(), named.name.as_str())).collect();
    let mut out = BTreeMap::<String, Vec<Json>>::new();
    for (index, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{}:{}", path.display(), index + 1);
        let json: Json = serde_json::from_str(line).with_context(|| format!("{}: the line is no JSON", place()))?;
        let Some(id) = json["doc"].as_str() else {
            bail!(
                "{}: the line names no document; allowed: a statement as `intertie read --format jsonl` writes it",
                place()
            );
        };
        let name =
            if documents.iter().any(|named| named.name == id) { id } else { by_id.get(id).copied().unwrap_or(id) };
        out.entry(name.to_owned()).or_default().push(json);
    }
    Ok(out)
}

fn print_json(scores: &Scores, n_faults: usize, out: &mut impl Write) -> Result<()> {
    let (slot, record, found) = totals(scores);
    let mut object = json!({
        "slot_f1": slot.f1, "slot_p": slot.precision, "slot_r": slot.recall, "record_f1": record.f1,
        "found_f1": found.f1, "found_p": found.precision, "found_r": found.recall,
    });
    if n_faults > 0 {
        let fault = |fault: &score::Fault| {
            json!({
                "what": fault.what, "kind": fault.kind, "doc": fault.document, "missed": fault.missed,
                "false": fault.alarms, "exact": fault.quote, "args": fault.args, "marked": fault.marked,
            })
        };
        object["faults"] = scores.faults.iter().take(n_faults).map(fault).collect();
    }
    Ok(writeln!(out, "{object}")?)
}

fn totals(scores: &Scores) -> (Figures, Figures, Figures) {
    (scores.slot_total().figures(), scores.records.figures(), scores.found.figures())
}

fn print_text(scores: &Scores, args: &ScoreArgs, out: &mut impl Write) -> Result<()> {
    let width = scores.slots.keys().filter(|(axis, _)| *axis == args.by.into()).map(|(_, name)| name.chars().count());
    let width = width.max().unwrap_or(0).max(13) + 1;
    writeln!(out, "{:width$}{:>7}{:>7}{:>7}   right/false/missed", "", "P", "R", "F1")?;
    let line =
        |name: &str, Figures { precision, recall, f1 }| format!("{name:width$}{precision:7.3}{recall:7.3}{f1:7.3}");
    for ((_, name), tally) in scores.slots.iter().filter(|((axis, _), _)| *axis == args.by.into()) {
        let counts = format!("{}/{}/{}", tally.right, tally.alarms, tally.misses);
        writeln!(out, "{}   {counts}", line(&terminal::visible(name), tally.figures()))?;
    }
    let (slot, record, found) = totals(scores);
    for (name, figures) in [("slot F1", slot), ("record F1", record), ("found F1", found)] {
        writeln!(out, "{}", line(name, figures))?;
    }
    for fault in scores.faults.iter().take(args.misses) {
        print_fault(fault, out)?;
    }
    Ok(())
}

/// What went wrong with one statement: where, which slots, the words, the arguments a line each.
fn print_fault(fault: &score::Fault, out: &mut impl Write) -> Result<()> {
    writeln!(out, "\n{} {} in {}", fault.what, fault.kind, terminal::visible(&fault.document))?;
    for (word, slots) in [("missed", &fault.missed), ("false", &fault.alarms)] {
        if !slots.is_empty() {
            writeln!(out, "  {word:9}{}", slots.join(", "))?;
        }
    }
    writeln!(out, "  \"{}\"", terminal::visible(&fault.quote))?;
    for (word, args) in [("", &fault.args), ("  marked:", &fault.marked)] {
        let lines = score::arguments(args);
        if !lines.is_empty() && !word.is_empty() {
            writeln!(out, "{word}")?;
        }
        lines.iter().try_for_each(|line| writeln!(out, "    {}", terminal::visible(line)))?;
    }
    Ok(())
}
