//! Marked documents, and the decisions that their gold statements teach.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use model::{Document, Kind, Role};
use reader::{Item, Reader};
use score::{Gold, GoldArg, Text, gold, same_value};
use serde_json::json;

use super::logistic::Decision;

/// A document with its gold statements.
pub(super) struct Marked {
    /// The set it comes from: the name of its file.
    pub set: String,
    pub document: Document,
    pub gold: Vec<Gold>,
}

/// The decisions of a document, by table.
pub(super) struct Examples {
    pub decisions: [Vec<Decision>; 4],
}

/// How much an optional statement or argument counts.
const OPTIONAL: f64 = 0.3;

/// Reads a file or folder of documents with its gold file.
pub(super) fn read(docs: &str, gold_path: &str) -> Result<Vec<Marked>, String> {
    let documents = documents(Path::new(docs))?;
    let texts: Vec<Text> = documents.iter().map(|one| Text { id: one.id.clone(), text: one.text.clone() }).collect();
    let lines = fs::read_to_string(gold_path).map_err(|error| format!("failed to read `{gold_path}`: {error}"))?;
    let mut golds: BTreeMap<String, Vec<Gold>> = gold(gold_path, &lines, &texts).map_err(|error| error.to_string())?;
    let set = Path::new(docs).file_name().map_or("", |name| name.to_str().unwrap_or("")).to_owned();
    Ok(documents
        .into_iter()
        .map(|document| Marked { set: set.clone(), gold: golds.remove(&document.id).unwrap_or_default(), document })
        .collect())
}

fn documents(path: &Path) -> Result<Vec<Document>, String> {
    let fault = |error: std::io::Error| format!("failed to read `{}`: {error}", path.display());
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        files = fs::read_dir(path).map_err(fault)?.flatten().map(|entry| entry.path()).collect();
        files.sort();
    }
    let mut out = Vec::new();
    for file in &files {
        let bytes = fs::read(file).map_err(fault)?;
        let hints = text::Hints { place: file.display().to_string(), ..text::Hints::default() };
        let (documents, _) = text::read(&bytes, &hints);
        for mut document in documents {
            if path.is_dir() {
                document.id = file.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
            }
            out.push(document);
        }
    }
    Ok(out)
}

/// What the document teaches.
pub(super) fn of(reader: &Reader, marked: &Marked) -> Examples {
    let mut decisions: [Vec<Decision>; 4] = Default::default();
    for item in reader.study(&marked.document) {
        teach(&item, &marked.gold, &mut decisions);
    }
    Examples { decisions }
}

fn teach(item: &Item, golds: &[Gold], decisions: &mut [Vec<Decision>; 4]) {
    let [(_, kinds), (_, roles), (_, stages), _] = Reader::LEARNED;
    let matching: Vec<(&Gold, &GoldArg, f64)> = golds.iter().filter_map(|gold| matching(item, gold, kinds)).collect();
    let best = matching.iter().copied().max_by(|a, b| rank(a).total_cmp(&rank(b)));
    let required = matching.iter().any(|(gold, ..)| !gold.optional);
    let kind = best.and_then(|(gold, ..)| gold.kinds.iter().find(|kind| kinds.contains(&kind.as_str())));
    decisions[0].push(Decision {
        features: item.features.clone(),
        class: kind.and_then(|kind| kinds.iter().position(|class| *class == kind.as_str())).unwrap_or(0),
        weight: if best.is_some() && !required { OPTIONAL } else { 1.0 },
    });
    let (Some((gold, ..)), Some(&kind)) = (best, kind) else { return };
    let Some(choice) = item.choices.iter().find(|choice| choice.kind == kind) else { return };
    let statement_weight = if gold.optional { 0.5 } else { 1.0 };
    for (name, id, features) in &choice.sides {
        let arg = json!({"name": name, "id": id});
        let found = gold.args.iter().find(|one| taken(kind, one.role) && same_value(&arg, one));
        decisions[1].push(Decision {
            features: features.clone(),
            class: found.and_then(|one| roles.iter().position(|class| *class == one.role.as_str())).unwrap_or(0),
            weight: statement_weight * if found.is_some_and(|one| one.optional) { 0.5 } else { 1.0 },
        });
    }
    for (arg, features) in &choice.values {
        let json = model::json::argument(arg);
        let found = gold.args.iter().find(|one| one.role == arg.role && same_value(&json, one));
        decisions[3].push(Decision {
            features: features.clone(),
            class: usize::from(found.is_some()),
            weight: statement_weight * if found.is_some_and(|one| one.optional) { 0.5 } else { 1.0 },
        });
    }
    let stage = gold.stage.as_ref().and_then(|words| words.first());
    if kind == gold.kind()
        && let Some(class) = stage.and_then(|word| stages.iter().position(|class| class == word))
    {
        decisions[2].push(Decision { features: choice.stage.clone(), class, weight: 1.0 });
    }
}

fn rank((gold, _, alike): &(&Gold, &GoldArg, f64)) -> f64 {
    alike + if gold.optional { 0.0 } else { 2.0 }
}

/// The gold statement's argument that the item is, where the statement is of a kind that is decided by items and its evidence holds
/// the item's words; and how alike the two are.
fn matching<'g>(item: &Item, gold: &'g Gold, kinds: &[&str]) -> Option<(&'g Gold, &'g GoldArg, f64)> {
    let (start, end) = (u64::from(item.span.start), u64::from(item.span.end));
    let inside = gold.spans.iter().any(|&(from, to)| start < to && from < end);
    if !inside || !gold.kinds.iter().any(|kind| kinds.contains(&kind.as_str())) {
        return None;
    }
    let arg = json!({"text": item.text});
    let alike = |one: &GoldArg| {
        let words = item.text.split(' ').count() as f64;
        one.names
            .iter()
            .map(|name| {
                let other = name.split(' ').count() as f64;
                words.min(other) / words.max(other)
            })
            .fold(0.0, f64::max)
    };
    gold.args
        .iter()
        .filter(|one| one.role == Role::Item && same_value(&arg, one))
        .map(|one| (gold, one, alike(one)))
        .max_by(|a, b| a.2.total_cmp(&b.2))
}

/// The roles that are learned.
fn taken(kind: Kind, role: Role) -> bool {
    match role {
        Role::From | Role::To => kind == Kind::Supply,
        Role::Party => kind != Kind::Supply,
        role => role == Role::Place,
    }
}
