//! Several programs on one file.

use std::time::Duration;

use register::{Register, RegisterError};
use rusqlite::Connection;

use crate::children::{child, program};
use crate::samples::{Sample, exported, run, sample};

#[test]
fn several_programs_create_and_fill_one_register() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    let children: Vec<_> =
        (0..4).map(|n| child(&program(), "puts_in_batches", &path, n * 30, 40).spawn().unwrap()).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let samples: Vec<Sample> = (0..130).map(sample).collect();
    let mut alone = Register::memory().unwrap();
    alone.put(&samples, &run()).unwrap();
    let together = Register::open_existing(&path).unwrap();
    assert_eq!(together.check().unwrap(), []);
    assert_eq!(exported(&together), exported(&alone));
}

#[test]
fn who_waits_too_long_is_told_so_and_readers_do_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    let mut register = Register::open(&path).unwrap();
    register.put(&[sample(1)], &run()).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    register.set_patience_ms(40).unwrap();
    let error = register.put(&[sample(2)], &run()).unwrap_err();
    assert!(matches!(error, RegisterError::Locked { waited_ms: 40, .. }), "{error}");
    let expected =
        format!("failed to write to register `{}`: another program has held it for more than 40 ms", path.display());
    assert_eq!(error.to_string(), expected);
    assert_eq!(register.find(&Default::default()).unwrap().0.len(), 3);
    other.execute_batch("COMMIT").unwrap();
    register.put(&[sample(2)], &run()).unwrap();
    assert_eq!(register.counts().unwrap().documents, 2);
}

#[test]
fn a_writer_waits_for_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("north.db");
    let mut register = Register::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(150));
        other.execute_batch("COMMIT").unwrap();
    });
    register.put(&[sample(1)], &run()).unwrap();
    release.join().unwrap();
    assert_eq!(register.counts().unwrap().documents, 1);
}

#[test]
fn a_closed_register_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = Register::open(&folder.path().join("north.db")).unwrap();
    register.put(&[sample(1)], &run()).unwrap();
    register.close().unwrap();
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["north.db"]);
}
