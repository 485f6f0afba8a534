//! Two readings of one corpus, statement by statement: what is gone, new, changed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

/// What became of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<'s> {
    /// It is no longer made.
    Gone(&'s Json),
    /// It was not made before.
    New(&'s Json),
    /// The same words are read otherwise: the old statement, the new, and a line for each slot that differs.
    Changed(&'s Json, &'s Json, Vec<String>),
}

/// The difference of two readings.
#[derive(Clone, Debug, Default)]
pub struct Difference<'s> {
    /// The changes of each document that has any, by its id, in the order of evidence.
    pub documents: BTreeMap<String, Vec<Change<'s>>>,
    /// How many statements are the same.
    pub n_same: usize,
}

/// Compares statements in the public JSON form. Rule names and ids do not count: they say how, not what.
pub fn compare<'s>(old: &'s [Json], new: &'s [Json]) -> Difference<'s> {
    let (old, new) = (by_document(old), by_document(new));
    let documents: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let mut out = Difference::default();
    for document in documents {
        let of = |side: &BTreeMap<&str, Vec<&'s Json>>| side.get(document).cloned().unwrap_or_default();
        let (changes, n_same) = compare_document(of(&old), of(&new));
        out.n_same += n_same;
        if !changes.is_empty() {
            out.documents.insert(document.to_owned(), changes);
        }
    }
    out
}

fn by_document(statements: &[Json]) -> BTreeMap<&str, Vec<&Json>> {
    let mut out = BTreeMap::<&str, Vec<&Json>>::new();
    for statement in statements {
        out.entry(statement["doc"].as_str().unwrap_or("")).or_default().push(statement);
    }
    out
}

fn compare_document<'s>(mut old: Vec<&'s Json>, mut new: Vec<&'s Json>) -> (Vec<Change<'s>>, usize) {
    let n_old = old.len();
    old.retain(|before| {
        let same = new.iter().position(|after| is_same(before, after));
        same.map(|at| new.remove(at)).is_none()
    });
    let n_same = n_old - old.len();
    let mut pairs = Vec::new();
    for (i, before) in old.iter().enumerate() {
        for (j, after) in new.iter().enumerate() {
            let likeness = likeness(before, after);
            if likeness > 0 {
                pairs.push((std::cmp::Reverse(likeness), i, j));
            }
        }
    }
    pairs.sort();
    let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::new();
    for (_, i, j) in pairs {
        if !taken_old.contains(&i) && !taken_new.contains(&j) {
            taken_old.insert(i);
            taken_new.insert(j);
            out.push(Change::Changed(old[i], new[j], slots_changed(old[i], new[j])));
        }
    }
    out.extend(old.iter().enumerate().filter(|(i, _)| !taken_old.contains(i)).map(|(_, gone)| Change::Gone(gone)));
    out.extend(new.iter().enumerate().filter(|(j, _)| !taken_new.contains(j)).map(|(_, new)| Change::New(new)));
    out.sort_by_key(|change| match change {
        Change::Gone(statement) | Change::Changed(statement, ..) => (start(statement), 0),
        Change::New(statement) => (start(statement), 1),
    });
    (out, n_same)
}

fn start(statement: &Json) -> u64 {
    statement["evidence"][0]["start"].as_u64().unwrap_or(0)
}

fn is_same(a: &Json, b: &Json) -> bool {
    ["kind", "form", "stage", "evidence"].iter().all(|field| a[field] == b[field]) && args(a) == args(b)
}

/// The arguments as lines, sorted; where they stand and what led to them does not count.
fn args(statement: &Json) -> Vec<String> {
    let mut lines = score::arguments(&statement["args"]);
    lines.sort();
    lines
}

/// How much speaks for two statements being two readings of the same words; 0 where they are not.
fn likeness(a: &Json, b: &Json) -> usize {
    if !overlaps(a, b) {
        return 0;
    }
    let (old, new) = (args(a), args(b));
    let n_shared = old.iter().filter(|line| new.contains(line)).count();
    let is_same_kind = a["kind"] == b["kind"];
    if is_same_kind || (n_shared > 0 && old.len().max(new.len()) <= 2 * n_shared) {
        1 + 4 * n_shared + 2 * usize::from(is_same_kind) + usize::from(a["stage"] == b["stage"])
    } else {
        0
    }
}

fn overlaps(a: &Json, b: &Json) -> bool {
    let spans = |statement: &Json| -> Vec<(u64, u64)> {
        let evidence = statement["evidence"].as_array().map_or(&[][..], Vec::as_slice);
        evidence.iter().filter_map(|one| Some((one["start"].as_u64()?, one["end"].as_u64()?))).collect()
    };
    let theirs = spans(b);
    spans(a).iter().any(|&(start, end)| theirs.iter().any(|&(from, to)| start < to && from < end))
}

fn slots_changed(old: &Json, new: &Json) -> Vec<String> {
    let mut out = Vec::new();
    for slot in ["kind", "form", "stage"] {
        let word = |statement: &Json| statement[slot].as_str().unwrap_or("none").to_owned();
        if old[slot] != new[slot] {
            out.push(format!("  {slot:9}{} -> {}", word(old), word(new)));
        }
    }
    let (before, after) = (args(old), args(new));
    out.extend(before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}")));
    out.extend(after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}")));
    if old["evidence"] != new["evidence"] {
        let count = |statement: &Json| statement["evidence"].as_array().map_or(0, Vec::len);
        out.push(format!("  evidence {} -> {} quotes", count(old), count(new)));
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn statement(kind: &str, stage: &str, start: u64, item: &str) -> Json {
        json!({
            "doc": "one", "id": format!("{start}{stage}"), "kind": kind, "form": null, "stage": stage, "rule": "supply/x",
            "evidence": [{"start": start, "end": start + 10, "exact": "some words"}],
            "args": [{"role": "item", "text": item, "start": start, "end": start + 3, "by": "object"}],
        })
    }

    #[test]
    fn gone_new_changed_and_same() {
        let old = [
            statement("supply", "done", 0, "looms"),
            statement("supply", "planned", 20, "flax"),
            statement("meeting", "done", 40, "tourism"),
        ];
        let mut kept = statement("supply", "done", 0, "looms");
        kept["rule"] = "supply/y".into();
        let new = [kept, statement("supply", "agreed", 20, "flax"), statement("agreement", "done", 60, "tourism")];
        let found = compare(&old, &new);
        assert_eq!(found.n_same, 1);
        assert_eq!(
            found.documents["one"],
            [
                Change::Changed(&old[1], &new[1], vec!["  stage    planned -> agreed".to_owned()]),
                Change::Gone(&old[2]),
                Change::New(&new[2]),
            ]
        );
    }

    #[test]
    fn words_read_as_another_kind_are_a_change_where_the_arguments_stay() {
        let (old, new) = ([statement("supply", "done", 0, "looms")], [statement("cooperation", "done", 0, "looms")]);
        let found = compare(&old, &new);
        assert!(
            matches!(&found.documents["one"][..], [Change::Changed(_, _, slots)] if slots == &["  kind     supply -> cooperation"])
        );
        let other = [statement("cooperation", "done", 0, "schools")];
        assert_eq!(compare(&old, &other).documents["one"].len(), 2);
    }
}
