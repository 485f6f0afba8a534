//! `intertie score-dates`: the expressions of time that the reader finds, against TimeML files that people marked.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use model::{Document, TimeExpression};
use score::{DateFault, DateScores, Tally, dates};
use serde_json::{Value as Json, json};
use text::timeml::TimeMl;

use super::Outcome;
use crate::args::ScoreDatesArgs;
use crate::inputs::{Input, expand};
use crate::{packs, terminal};

/// Reads, compares and prints.
pub fn run(args: &ScoreDatesArgs) -> Result<Outcome> {
    let files = files(&args.gold)?;
    let (reader, _) = packs::reader(&args.packs)?;
    let (mut total, mut faults) = (DateScores::default(), Vec::new());
    for path in &files {
        let gold = parse(path)?;
        let predicted = match &args.predicted {
            Some(folder) => predicted(folder, path, &gold)?,
            None => {
                let document = Document { published: gold.created, ..Document::from_text(gold.text.clone()) };
                reader.times(&document)
            }
        };
        let (scores, found) = dates(&gold.times, &predicted);
        total.add(scores);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        faults.extend(found.iter().map(|fault| told(&name, &gold.text, fault)));
    }
    faults.truncate(args.misses);
    let mut out = terminal::out();
    if args.json {
        writeln!(out, "{}", object(&total, files.len(), &faults))?;
    } else {
        print(&total, files.len(), &faults, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The TimeML files of a folder, or the one that is named.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let inputs = expand(&[path.to_owned()]);
    if let Some(fault) = inputs.faults.first() {
        bail!("{fault}");
    }
    let is_folder = path.is_dir();
    let is_timeml = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("tml"));
    let files: Vec<PathBuf> = inputs
        .inputs
        .into_iter()
        .filter_map(|input| match input {
            Input::File(path, _) if !is_folder || is_timeml(&path) => Some(path),
            _ => None,
        })
        .collect();
    if files.is_empty() {
        bail!("`{}` holds no TimeML file\nhint: their names end in `.tml`", path.display());
    }
    Ok(files)
}

fn parse(path: &Path) -> Result<TimeMl> {
    let source = fs::read_to_string(path).with_context(|| format!("failed to read `{}`", path.display()))?;
    TimeMl::parse(&source).map_err(|error| anyhow!("{}:{}: {}", path.display(), error.line, error.message))
}

/// The expressions of the file of the same name, of which the text must be the same.
fn predicted(folder: &Path, gold_path: &Path, gold: &TimeMl) -> Result<Vec<TimeExpression>> {
    let path = gold_path.file_name().map_or_else(|| folder.to_owned(), |name| folder.join(name));
    let found = parse(&path)?;
    if found.text != gold.text {
        let same = found.text.chars().zip(gold.text.chars()).take_while(|(a, b)| a == b).count();
        bail!(
            "`{}` has another text than `{}`, from code point {same} on; allowed: the same text with other tags",
            path.display(),
            gold_path.display()
        );
    }
    Ok(found.times)
}

/// An expression that did not come out right, as JSON.
fn told(file: &str, text: &str, fault: &DateFault<'_>) -> Json {
    let expression = |time: &TimeExpression| {
        let n_letters = (time.span.end - time.span.start) as usize;
        let exact: String = text.chars().skip(time.span.start as usize).take(n_letters).collect();
        json!({
            "exact": exact, "start": time.span.start, "end": time.span.end, "type": time.kind.as_str(), "value": time.value,
        })
    };
    let (what, marked, found) = match fault {
        DateFault::Missed(marked) => ("MISSED", expression(marked), Json::Null),
        DateFault::False(found) => ("FALSE", Json::Null, expression(found)),
        DateFault::Wrong(marked, found) => ("WRONG", expression(marked), expression(found)),
    };
    json!({"what": what, "file": file, "marked": marked, "found": found})
}

fn rows(scores: &DateScores) -> [(&'static str, Tally); 4] {
    [("strict", scores.strict), ("relaxed", scores.relaxed), ("type", scores.kind), ("value", scores.value)]
}

fn object(scores: &DateScores, n_files: usize, faults: &[Json]) -> Json {
    let mut object = json!({"files": n_files});
    for (name, tally) in rows(scores) {
        let figures = tally.figures();
        object[name] = json!({
            "p": figures.precision, "r": figures.recall, "f1": figures.f1,
            "right": tally.right, "false": tally.alarms, "missed": tally.misses,
        });
    }
    if !faults.is_empty() {
        object["faults"] = faults.into();
    }
    object
}

fn print(scores: &DateScores, n_files: usize, faults: &[Json], out: &mut impl Write) -> Result<()> {
    writeln!(out, "{:14}{:>7}{:>7}{:>7}   right/false/missed", format!("{n_files} files"), "P", "R", "F1")?;
    for (name, tally) in rows(scores) {
        let figures = tally.figures();
        let counts = format!("{}/{}/{}", tally.right, tally.alarms, tally.misses);
        writeln!(out, "{name:14}{:7.3}{:7.3}{:7.3}   {counts}", figures.precision, figures.recall, figures.f1)?;
    }
    for fault in faults {
        let word = |json: &Json| terminal::visible(json.as_str().unwrap_or(""));
        writeln!(out, "\n{} in {}", word(&fault["what"]), word(&fault["file"]))?;
        for side in ["marked", "found"] {
            let time = &fault[side];
            if time.is_object() {
                writeln!(
                    out,
                    "  {side:9}\"{}\" {} {}",
                    word(&time["exact"]),
                    word(&time["type"]),
                    word(&time["value"])
                )?;
            }
        }
    }
    Ok(())
}
