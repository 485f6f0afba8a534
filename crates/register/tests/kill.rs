//! A program that is killed while it adds: no committed document is lost, none is there in part, and adding again
//! completes the register.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

use register::{Put, Register};

use crate::children::{child, program};
use crate::samples::{Numbers, Sample, exported, run, sample};

const DOCUMENTS: u32 = 120;

/// Starts adding and kills the process somewhere after so many batches; returns how many documents it said were in.
fn killed(path: &Path, batches: u64, more_us: u64) -> usize {
    let mut child = child(&program(), "puts_in_batches", path, 0, DOCUMENTS).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let told = |line: &String| line.strip_prefix("put ").map(|n| n.parse::<usize>().unwrap());
    let mut sure = 0;
    for _ in 0..batches {
        sure = lines.by_ref().find_map(|line| told(&line)).unwrap_or(sure);
    }
    std::thread::sleep(Duration::from_micros(more_us));
    child.kill().unwrap();
    child.wait().unwrap();
    // What was told between the last line read and the kill was committed too.
    lines.filter_map(|line| told(&line)).last().unwrap_or(sure)
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_committed() {
    let samples: Vec<Sample> = (0..DOCUMENTS).map(sample).collect();
    let mut whole = Register::memory().unwrap();
    whole.put(&samples, &run()).unwrap();
    let whole = exported(&whole);
    let mut numbers = Numbers(20_261_124);
    let (mut midway, mut in_part) = (0, 0);
    for round in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("north.db");
        // Every fifth kill comes early, when the file is being made.
        let batches = if round % 5 == 0 { 0 } else { numbers.under(25) };
        let more_us = numbers.under(if batches == 0 { 30_000 } else { 1_500 });
        let sure = killed(&path, batches, more_us);

        let mut register = Register::open(&path).unwrap();
        assert_eq!(register.check().unwrap(), [], "round {round}");
        let ids: BTreeSet<String> = register.documents().unwrap().into_iter().map(|head| head.id).collect();
        assert!(ids.len() >= sure, "round {round}: {sure} documents were told, {} are there", ids.len());
        let belongs = |line: &&str| {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            ids.contains(json["doc"].as_str().or(json["id"].as_str()).unwrap())
        };
        let expected: Vec<&str> = whole.lines().filter(belongs).collect();
        assert_eq!(exported(&register).lines().collect::<Vec<_>>(), expected, "round {round}");
        midway += u32::from(ids.len() < samples.len());
        in_part += u32::from(!ids.is_empty() && ids.len() < samples.len());

        let puts = register.put(&samples, &run()).unwrap();
        assert_eq!(puts.iter().filter(|put| **put == Put::Same).count(), ids.len());
        assert_eq!(exported(&register), whole);
        register.close().unwrap();
    }
    assert!(midway >= 12 && in_part >= 6, "only {midway} kills of 20 came before the end, {in_part} of them midway");
}
