//! Registers of earlier formats open, are brought up to date and can be searched.

use std::path::{Path, PathBuf};

use register::{FORMAT, Filter, Put, Register};

use crate::samples::{Sample, exported, run, sample};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

#[test]
fn a_register_of_format_1_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    std::fs::copy(fixture("format-1.db"), &path).unwrap();
    let mut register = Register::open(&path).unwrap();
    assert_eq!(register.check().unwrap(), []);
    assert_eq!(exported(&register), std::fs::read_to_string(fixture("format-1.jsonl")).unwrap());
    let search = Filter { words: Some("zurich".into()), places: vec!["RU-SAM".into()], ..Filter::default() };
    let (rows, diagnostics) = register.find(&search).unwrap();
    assert_eq!((rows.len(), diagnostics.len()), (3, 0));
    assert_eq!(register.put(&[sample(50)], &run()).unwrap(), [Put::Added]);
}

#[test]
fn every_format_has_its_fixture() {
    for format in 1..=FORMAT {
        assert!(fixture(&format!("format-{format}.db")).exists(), "format {format} has no fixture");
    }
}

/// Writes the fixture of the newest format where there is none yet: `cargo test -p register -- --ignored
/// writes_a_fixture`.
#[test]
#[ignore = "run once for each new format"]
fn writes_a_fixture() {
    let path = fixture(&format!("format-{FORMAT}.db"));
    if path.exists() {
        return;
    }
    let mut revised = sample(2);
    revised.0.text.push_str(" It was corrected.");
    let mut samples: Vec<Sample> = (0..3).map(sample).collect();
    samples.push(revised);
    let mut register = Register::open(&path).unwrap();
    register.put(&samples, &run()).unwrap();
    std::fs::write(path.with_extension("jsonl"), exported(&register)).unwrap();
    register.close().unwrap();
}
