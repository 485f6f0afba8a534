//! `cargo xtask diff`: what a change of rules, data or code does to the statements of a corpus.

mod build;
mod compare;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::tidy::root;
use build::{Side, run_program};
use compare::{Change, Difference, compare};

const USAGE: &str = "\
usage: cargo xtask diff OLD [NEW] [--corpus PATH] [--gold FILE] [--limit N]

  OLD, NEW        a git revision, or a .jsonl file that `intertie read --format jsonl` wrote; NEW is the working tree where it is not given
  --corpus PATH   the documents to read; examples/documents where it is not given
  --gold FILE     also score both against these marked statements; examples/gold.jsonl goes with its own corpus
  --limit N       show so many documents; all where it is not given";

/// What the command line says.
struct Options {
    old: Side,
    new: Side,
    corpus: PathBuf,
    gold: Option<PathBuf>,
    limit: usize,
}

/// Reads the corpus twice, compares, prints.
///
/// # Errors
/// Where a side cannot be built, the corpus cannot be read, or the arguments are not understood.
pub fn run(args: &[String]) -> Result<(), String> {
    let options = options(args)?;
    let (old_file, new_file) = (options.old.statements(&options.corpus)?, options.new.statements(&options.corpus)?);
    let (old, new) = (statements(&old_file)?, statements(&new_file)?);
    let difference = compare(&old, &new);
    let files = files(&options.corpus);
    for (id, changes) in difference.documents.iter().take(options.limit) {
        println!("## {}\n", name(id, changes, &files));
        changes.iter().for_each(print);
    }
    summary(&difference);
    match &options.gold {
        Some(gold) => print_scores(gold, &options.corpus, &old_file, &new_file),
        None => Ok(()),
    }
}

fn options(args: &[String]) -> Result<Options, String> {
    let (mut sides, mut corpus, mut gold, mut limit) = (Vec::new(), None, None, usize::MAX);
    let mut words = args.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("`{word}` takes a value\n{USAGE}"));
        match word.as_str() {
            "--corpus" => corpus = Some(PathBuf::from(value()?)),
            "--gold" => gold = Some(PathBuf::from(value()?)),
            "--limit" => {
                let n = value()?;
                limit = n.parse().map_err(|_| format!("`--limit {n}`; allowed: a number\n{USAGE}"))?;
            }
            flag if flag.starts_with('-') => return Err(format!("`{flag}` is unknown\n{USAGE}")),
            side => sides.push(Side::of(side)?),
        }
    }
    if sides.is_empty() || sides.len() > 2 {
        return Err(USAGE.to_owned());
    }
    let is_examples = corpus.is_none();
    let corpus = corpus.unwrap_or_else(|| root().join("examples/documents"));
    if !corpus.exists() {
        return Err(format!("corpus `{}` does not exist", corpus.display()));
    }
    let gold = gold.or_else(|| is_examples.then(|| root().join("examples/gold.jsonl")));
    let mut sides = sides.into_iter();
    let (old, new) = (sides.next().unwrap_or(Side::WorkingTree), sides.next().unwrap_or(Side::WorkingTree));
    Ok(Options { old, new, corpus, gold, limit })
}

fn statements(file: &Path) -> Result<Vec<Json>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("failed to read `{}`: {error}", file.display()))?;
    let line = |(index, line): (usize, &str)| {
        serde_json::from_str(line)
            .map_err(|error| format!("{}:{}: the line is no JSON: {error}", file.display(), index + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}

/// The files of a corpus with their texts, for telling which file a document without an id of its own is.
fn files(corpus: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(corpus).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, fs::read_to_string(&path).ok()?))
    };
    paths.into_iter().filter_map(read).collect()
}

fn name(id: &str, changes: &[Change<'_>], files: &[(String, String)]) -> String {
    let quotes: Vec<&str> = changes.iter().map(quote).collect();
    let file = files.iter().find(|(_, text)| quotes.iter().all(|quote| text.contains(quote)));
    file.map_or_else(|| id.to_owned(), |(file, _)| format!("{file} ({id})"))
}

fn quote<'s>(change: &Change<'s>) -> &'s str {
    let (Change::Gone(statement) | Change::New(statement) | Change::Changed(_, statement, _)) = change;
    statement["evidence"][0]["exact"].as_str().unwrap_or("")
}

fn print(change: &Change<'_>) {
    let (mark, statement, slots) = match change {
        Change::Gone(statement) => ("- gone", statement, score::arguments(&statement["args"])),
        Change::New(statement) => ("+ new", statement, score::arguments(&statement["args"])),
        Change::Changed(_, new, slots) => ("~ changed", new, slots.clone()),
    };
    let word = |field: &str| statement[field].as_str().unwrap_or("").to_owned();
    let words: Vec<String> = ["kind", "form", "stage"].map(word).into_iter().filter(|word| !word.is_empty()).collect();
    let quote = quote(change).split_whitespace().collect::<Vec<_>>().join(" ");
    println!("{mark} {} by {}\n    \"{quote}\"", words.join(" "), word("rule"));
    slots.iter().for_each(|slot| println!("      {slot}"));
    println!();
}

fn summary(difference: &Difference<'_>) {
    let mut counts = BTreeMap::<&str, [usize; 3]>::new();
    for change in difference.documents.values().flatten() {
        let (statement, column) = match change {
            Change::Gone(statement) => (statement, 0),
            Change::New(statement) => (statement, 1),
            Change::Changed(_, statement, _) => (statement, 2),
        };
        counts.entry(statement["kind"].as_str().unwrap_or("?")).or_default()[column] += 1;
    }
    let total = |column: usize| counts.values().map(|row| row[column]).sum::<usize>();
    println!("{:14}{:>8}{:>8}{:>8}", "", "gone", "new", "changed");
    for (kind, [gone, new, changed]) in &counts {
        println!("{kind:14}{gone:8}{new:8}{changed:8}");
    }
    println!("{:14}{:8}{:8}{:8}", "all", total(0), total(1), total(2));
    println!("{} the same; {} documents differ", difference.n_same, difference.documents.len());
}

/// Both readings against marked statements, scored by the program of the working tree.
fn print_scores(gold: &Path, corpus: &Path, old: &Path, new: &Path) -> Result<(), String> {
    let program = Side::WorkingTree.program()?;
    let figures = |file: &Path| -> Result<Json, String> {
        let args = [
            "score".as_ref(),
            gold.as_os_str(),
            "--docs".as_ref(),
            corpus.as_os_str(),
            "--predicted".as_ref(),
            file.as_os_str(),
            "--json".as_ref(),
        ];
        serde_json::from_str(&run_program(&program, &args)?).map_err(|error| format!("`score` prints no JSON: {error}"))
    };
    let (old, new) = (figures(old)?, figures(new)?);
    println!("\n{:14}{:>8}{:>8}{:>9}", "", "old", "new", "");
    let rows = [
        ("slot P", "slot_p"),
        ("slot R", "slot_r"),
        ("slot F1", "slot_f1"),
        ("record F1", "record_f1"),
        ("found F1", "found_f1"),
    ];
    for (name, field) in rows {
        let (before, after) = (old[field].as_f64().unwrap_or(0.0), new[field].as_f64().unwrap_or(0.0));
        println!("{name:14}{before:8.3}{after:8.3}{:+9.4}", after - before);
    }
    Ok(())
}
