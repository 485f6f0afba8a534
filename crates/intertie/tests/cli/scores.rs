//! The score of the reader is a test: each gold set has a floor, and the comparison is that of the guide's scorer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    let got = figures(&[&file("gold.jsonl"), "--predicted", &file("predicted.jsonl")]);
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
    let marked = examples().with_file_name("marked");
    match (name, name.strip_prefix("marked/")) {
        ("examples", _) => (examples().join("documents"), examples().join("gold.jsonl")),
        (_, Some(name)) => (marked.join(format!("{name}.docs.jsonl")), marked.join(format!("{name}.gold.jsonl"))),
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
        let got =
            figures(&[gold.to_str().unwrap(), "--docs", documents.to_str().unwrap()])["slot_f1"].as_f64().unwrap();
        let floor: f64 = floor.parse().unwrap();
        println!("set `{name}`: slot F1 {got:.3}, floor {floor:.3}");
        assert!(got >= floor, "set `{name}`: slot F1 is {got:.4}, its floor {floor}");
    }
    assert!(n_sets >= 1, "no set was scored");
}

/// The guide's scorer, where it and Python are at hand.
fn guide(args: &[&str]) -> Option<String> {
    let script = set("seeds").0.with_file_name("score.py");
    let output = Command::new("python3").arg(&script).args(args).output().ok().filter(|_| script.exists())?;
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn figures_are_those_of_the_guides_scorer_to_the_digit() {
    let folder = folder();
    for name in ["seeds", "dev"] {
        let (documents, gold) = set(name);
        let (documents, gold) = (documents.to_str().unwrap(), gold.to_str().unwrap());
        let predicted = folder.path().join(format!("{name}.jsonl"));
        if !Path::new(documents).exists() || guide(&["check", documents, gold]).is_none() {
            println!("set `{name}` or the guide's scorer is not here; they are not compared");
            continue;
        }
        fs::write(&predicted, run(folder.path(), ["read", documents, "--format", "jsonl"]).expect(0).out).unwrap();
        let predicted = predicted.to_str().unwrap();
        let ours = ["score", gold, "--docs", documents, "--predicted", predicted];
        let theirs = [documents, gold, predicted];
        let json = run(folder.path(), ours.iter().chain(&["--json"])).expect(0).out;
        let json: Value = serde_json::from_str(&json).unwrap();
        let expected: Value = serde_json::from_str(&guide(&[&theirs[..], &["--json"]].concat()).unwrap()).unwrap();
        assert_eq!(json, expected, "set `{name}`");
        for axis in ["kind", "role", "doc"] {
            let table = run(folder.path(), ours.iter().chain(&["--by", axis])).expect(0).out;
            let expected = guide(&[&theirs[..], &["--by", axis]].concat()).unwrap();
            let rows = |table: &str| table.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(rows(&table), rows(&expected), "set `{name}` by {axis}");
        }
    }
}

/// Two documents with what a person marked: one statement found whole, one not at all.
fn marked(folder: &Path) {
    fs::create_dir(folder.join("documents")).unwrap();
    fs::write(folder.join("documents/trolleys.txt"), crate::REPORT).unwrap();
    fs::write(folder.join("documents/idle.txt"), "The river froze early, and the ferry to the island stopped.\n")
        .unwrap();
    let lines = [
        r#"{"doc": "trolleys", "kind": "supply", "stage": "done", "evidence": ["delivered over 40 trolleybuses"],
            "args": {"from": ["Brest plant"], "to": ["Kaluga Oblast#RU-KLU"], "item": ["trolleybuses"],
            "quantity": [{"value": 40, "unit": "trolleybuses"}], "when": ["2023"]}}"#,
        r#"{"doc": "idle", "kind": "meeting", "evidence": ["the ferry to the island stopped"], "args": {"item": ["ferry"]}}"#,
    ];
    fs::write(folder.join("gold.jsonl"), lines.map(|line| line.replace('\n', "")).join("\n")).unwrap();
}

#[test]
fn a_user_scores_marked_documents_and_sees_what_went_wrong() {
    let folder = folder();
    marked(folder.path());
    let table = run(folder.path(), ["score", "gold.jsonl", "--by", "doc", "--misses", "9"]).expect(0).out;
    assert!(table.contains("idle") && table.contains("trolleys") && table.contains("found F1"), "{table}");
    assert!(
        table.contains("MISSED meeting in idle\n  \"the ferry to the island stopped\"\n    item     ferry\n"),
        "{table}"
    );
    let json =
        run(folder.path(), ["score", "gold.jsonl", "--docs", "documents", "--misses", "9", "--json"]).expect(0).out;
    let json: Value = serde_json::from_str(&json).unwrap();
    let missed = json["faults"].as_array().unwrap().iter().find(|fault| fault["what"] == "MISSED").unwrap();
    assert_eq!((missed["doc"].as_str(), missed["kind"].as_str()), (Some("idle"), Some("meeting")));
    assert!(json["slot_f1"].as_f64().unwrap() > 0.0);

    // What `read` wrote of the same files is scored under their names.
    let made = run(folder.path(), ["read", "documents", "--format", "jsonl"]).expect(0).out;
    fs::write(folder.path().join("made.jsonl"), made).unwrap();
    let again =
        run(folder.path(), ["score", "gold.jsonl", "--by", "doc", "--misses", "9", "--predicted", "made.jsonl"]);
    assert_eq!(again.expect(0).out, table);
}

#[test]
fn faults_of_a_gold_file_are_told_with_file_and_line() {
    let folder = folder();
    marked(folder.path());
    fs::write(
        folder.path().join("bad.jsonl"),
        "\n{\"doc\": \"idle\", \"kind\": \"party\", \"evidence\": [\"ferry\"]}\n",
    )
    .unwrap();
    let told = run(folder.path(), ["score", "bad.jsonl"]).expect(2).err;
    assert!(told.contains("bad.jsonl:2: kind `party` is unknown; allowed: trade, supply"), "{told}");

    fs::create_dir(folder.path().join("alone")).unwrap();
    fs::write(folder.path().join("alone/my.gold.jsonl"), "").unwrap();
    let told = run(folder.path(), ["score", "alone/my.gold.jsonl"]).expect(2).err;
    assert!(told.contains("`my.docs.jsonl`") && told.contains("hint: name them with `--docs DOCS`"), "{told}");
    let told = run(folder.path(), ["score", "gold.jsonl", "--predicted", "documents/idle.txt"]).expect(2).err;
    assert!(told.contains("idle.txt:1: the line is no JSON"), "{told}");
}
