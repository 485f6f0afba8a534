//! The score of the reader is a test: each gold set has a floor, and the comparison is that of the guide's scorer.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{examples, folder, run};

fn figures(args: &[&str]) -> Value {
    let ran = run(folder().path(), ["score", "--json"].iter().chain(args)).expect(0);
    serde_json::from_str(&ran.out).unwrap()
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Figures that the guide's own scorer gave for the same three files.
#[test]
fn the_comparison_is_that_of_the_guide() {
    let file = |name: &str| here("score").join(name).to_str().unwrap().to_owned();
    let got = figures(&[&file("documents.jsonl"), &file("gold.jsonl"), "--predicted", &file("predicted.jsonl")]);
    let expected = std::fs::read_to_string(here("score/expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    for (name, figure) in expected.as_object().unwrap() {
        let (got, figure) = (got[name].as_f64().unwrap(), figure.as_f64().unwrap());
        assert!((got - figure).abs() < 1e-9, "{name}: {got}, expected {figure}");
    }
}

/// Where the documents and gold of a set lie: in the repository, or in a folder beside it that not everybody has.
fn set(name: &str) -> (PathBuf, PathBuf) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/statements");
    match name {
        "examples" => (examples().join("documents"), examples().join("gold.jsonl")),
        _ => (shared.join(format!("{name}.docs.jsonl")), shared.join(format!("{name}.gold.jsonl"))),
    }
}

#[test]
fn no_score_falls_below_its_floor() {
    let floors = std::fs::read_to_string(here("floors.tsv")).unwrap();
    let mut n_sets = 0;
    for line in floors.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let (name, floor) = line.split_once('\t').unwrap();
        let (documents, gold) = set(name);
        if !documents.exists() {
            println!("set `{name}` is not here; its floor is not tested");
            continue;
        }
        n_sets += 1;
        let got = figures(&[documents.to_str().unwrap(), gold.to_str().unwrap()])["slot_f1"].as_f64().unwrap();
        let floor: f64 = floor.parse().unwrap();
        println!("set `{name}`: slot F1 {got:.3}, floor {floor:.3}");
        assert!(got >= floor, "set `{name}`: slot F1 is {got:.4}, its floor {floor}");
    }
    assert!(n_sets >= 1, "no set was scored");
}
