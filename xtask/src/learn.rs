//! `cargo xtask learn`: trains the reader's learned decisions on marked documents, and measures them on documents left out.

mod examples;
mod logistic;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use model::json;
use reader::Reader;
use reader::pack::{PackFile, embedded};
use score::{Scores, score};

use examples::{Examples, Marked};

const USAGE: &str = "`[--folds N] [DOCS GOLD ...]` expected: JSON Lines of documents and of gold statements";
/// Where the tables lie.
const FOLDER: &str = "data/en/learned";
/// Weights below this, in thousandths, are left out.
const LEAST: i32 = 20;

/// Trains on all documents and writes the tables; with `--folds N`, measures on N parts instead, each read with tables trained on
/// the others, beside the rules alone.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let (folds, paths) = match args {
        [flag, folds, rest @ ..] if flag == "--folds" => {
            (folds.parse::<usize>().ok().filter(|folds| *folds > 1).ok_or(USAGE)?, rest)
        }
        rest => (0, rest),
    };
    let own = if paths.is_empty() { own()? } else { paths.to_vec() };
    if own.len() % 2 != 0 {
        return Err(USAGE.to_owned());
    }
    let mut marked = Vec::new();
    for pair in own.chunks(2) {
        marked.extend(examples::read(&pair[0], &pair[1])?);
    }
    let reader = load(&embedded_without())?;
    println!("{} marked documents", marked.len());
    let examples: Vec<Examples> = marked.iter().map(|one| examples::of(&reader, one)).collect();
    if folds > 1 {
        return measure(&marked, &examples, folds);
    }
    let all: Vec<&Examples> = examples.iter().collect();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(FOLDER);
    fs::create_dir_all(&root).map_err(|error| format!("failed to make `{FOLDER}`: {error}"))?;
    for file in tables(&all) {
        let path = root.join(file.path.rsplit('/').next().unwrap_or(""));
        fs::write(&path, &file.text).map_err(|error| format!("failed to write `{}`: {error}", path.display()))?;
        println!("wrote {} ({} features)", file.path, file.text.lines().count());
    }
    Ok(())
}

/// The documents and gold files of the repository: all of `marked/`, and the examples.
fn own() -> Result<Vec<String>, String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("marked");
    let mut out: Vec<String> = fs::read_dir(&folder)
        .map_err(|error| format!("failed to read `{}`: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path().display().to_string())
        .filter(|path| path.ends_with(".docs.jsonl") || path.ends_with(".gold.jsonl"))
        .collect();
    // Sorted, each `.docs.jsonl` comes before its `.gold.jsonl`.
    out.sort();
    let examples = root.join("examples");
    out.extend([examples.join("documents"), examples.join("gold.jsonl")].map(|path| path.display().to_string()));
    Ok(out)
}

/// The embedded pack with nothing learned.
fn embedded_without() -> Vec<PackFile> {
    embedded().into_iter().filter(|file| !file.path.contains("/learned/")).collect()
}

fn load(files: &[PackFile]) -> Result<Reader, String> {
    Reader::load(files).map_err(|error| error.to_string())
}

/// The tables, trained.
fn tables(examples: &[&Examples]) -> Vec<PackFile> {
    Reader::LEARNED
        .iter()
        .enumerate()
        .map(|(table, (name, classes))| {
            let decisions: Vec<&logistic::Decision> = examples.iter().flat_map(|one| &one.decisions[table]).collect();
            let weights = logistic::train(&decisions, classes.len());
            PackFile { path: format!("{FOLDER}/{name}"), text: written(classes, &weights) }
        })
        .collect()
}

fn written(classes: &[&str], weights: &BTreeMap<String, Vec<f64>>) -> String {
    let mut out = String::from(
        "# Weights, in thousandths, of the features of a learned decision; made by `cargo xtask learn`.\n\
         # source: the marked documents of this repository (marked/, examples/); licence: MIT OR Apache-2.0; date: 2026-11-25\n",
    );
    out.push_str(&format!("feature\t{}\n", classes.join("\t")));
    for (feature, row) in weights {
        let row: Vec<i32> = row.iter().map(|weight| (weight * 1000.0).round() as i32).collect();
        if row.iter().any(|weight| weight.abs() >= LEAST) {
            let row: Vec<String> = row.iter().map(i32::to_string).collect();
            out.push_str(&format!("{feature}\t{}\n", row.join("\t")));
        }
    }
    out
}

/// A document by its index, and the statements made of it.
type Read = (usize, BTreeMap<String, Vec<serde_json::Value>>);

/// Reads each part with tables trained on the others.
fn measure(marked: &[Marked], examples: &[Examples], folds: usize) -> Result<(), String> {
    let mut by_set: BTreeMap<(&str, &str), Vec<Read>> = BTreeMap::new();
    for fold in 0..folds {
        let rest: Vec<&Examples> =
            examples.iter().enumerate().filter(|(at, _)| at % folds != fold).map(|(_, one)| one).collect();
        let mut files = embedded_without();
        let without = load(&files)?;
        files.extend(tables(&rest));
        let with = load(&files)?;
        for (at, one) in marked.iter().enumerate().filter(|(at, _)| at % folds == fold) {
            for (name, reader) in [("rules", &without), ("learned", &with)] {
                let made = reader.read(&one.document);
                let made: Vec<_> = made.iter().map(|made| json::statement(&one.document.id, made)).collect();
                let made = BTreeMap::from([(one.document.id.clone(), made)]);
                by_set.entry(("all", name)).or_default().push((at, made.clone()));
                by_set.entry((&one.set, name)).or_default().push((at, made));
            }
        }
    }
    println!("{:24}{:10}{:>7}{:>7}{:>7}{:>8}{:>8}", "set", "reader", "P", "R", "F1", "record", "found");
    for ((set, name), read) in &by_set {
        let mut scores = Scores::default();
        for (at, made) in read {
            let one = &marked[*at];
            let gold = BTreeMap::from([(one.document.id.clone(), one.gold.clone())]);
            scores.add(score(
                &[score::Text { id: one.document.id.clone(), text: one.document.text.clone() }],
                &gold,
                made,
            ));
        }
        let slots = scores.slot_total().figures();
        println!(
            "{set:24}{name:10}{:7.3}{:7.3}{:7.3}{:8.3}{:8.3}",
            slots.precision,
            slots.recall,
            slots.f1,
            scores.records.figures().f1,
            scores.found.figures().f1
        );
    }
    Ok(())
}
