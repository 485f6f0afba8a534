//! `kill -9` in the middle of `add`: the register opens, holds each document whole or not at all, and a second run completes it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::{folder, program, run};

/// How often the program is killed.
const N_KILLS: u64 = 20;

/// Documents that all state something, each another thing.
fn corpus(n_documents: usize) -> String {
    let mut out = String::new();
    for n in 1..=n_documents {
        let text = format!(
            "The Brest plant delivered {n} trolleybuses to Kaluga Oblast in 2023. Belarus and Kaluga Oblast signed {n} agreements."
        );
        let line = serde_json::json!({"id": format!("d{n:05}"), "text": text, "published": "2024-02-01"});
        let _ = writeln!(out, "{line}");
    }
    out
}

fn export(folder: &Path, register: &str) -> String {
    run(folder, ["export", "--register", register]).expect(0).out
}

#[test]
fn a_kill_loses_no_document_and_leaves_none_in_part() {
    let folder = folder();
    std::fs::write(folder.path().join("corpus.jsonl"), corpus(3000)).unwrap();
    run(folder.path(), ["add", "corpus.jsonl", "--register", "whole.db"]).expect(0);
    let whole = export(folder.path(), "whole.db");
    let lines_of = |text: &str| -> std::collections::BTreeSet<String> { text.lines().map(str::to_owned).collect() };
    let all = lines_of(&whole);

    // A fixed row of waits that looks like chance: the multiplier is that of Knuth's MMIX generator.
    let mut state: u64 = 2024;
    let mut n_partial = 0;
    for _ in 0..N_KILLS {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let wait_ms = 20 + (state >> 33) % 600;
        let mut child = program(folder.path())
            .args(["add", "corpus.jsonl", "--register", "killed.db"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(wait_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        if !folder.path().join("killed.db").exists() {
            continue;
        }
        // What is there is there whole: every line of it is a line of the complete export.
        let ran = run(folder.path(), ["export", "--register", "killed.db"]);
        if ran.code != Some(0) {
            // Killed before the file was made a register: nothing was promised yet, and the next run makes it.
            assert!(ran.err.contains("register"), "{}", ran.err);
            continue;
        }
        let there = lines_of(&ran.out);
        assert!(there.is_subset(&all), "a document is there in part");
        assert_statements_are_whole(&ran.out, &whole);
        n_partial += u64::from(!there.is_empty() && there.len() < all.len());
    }
    run(folder.path(), ["add", "corpus.jsonl", "--register", "killed.db"]).expect(0);
    assert!(export(folder.path(), "killed.db") == whole, "a second run does not complete the register");
    println!("{n_partial} of {N_KILLS} kills left a register with a part of the documents");
}

/// Each document that is there has all statements that it has in the whole.
fn assert_statements_are_whole(part: &str, whole: &str) {
    let count = |text: &str| {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for line in text.lines() {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            match json["doc"].as_str() {
                Some(document) => *counts.entry(document.to_owned()).or_default() += 1,
                None => {
                    let id = json["id"].as_str().or(json["document"]["id"].as_str()).unwrap();
                    counts.entry(id.to_owned()).or_default();
                }
            }
        }
        counts
    };
    let whole = count(whole);
    for (document, n_statements) in count(part) {
        assert_eq!(whole.get(&document), Some(&n_statements), "{document}");
    }
}
