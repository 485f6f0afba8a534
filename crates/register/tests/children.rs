//! Other processes: this test program started again to run one of the functions below, which do nothing unless asked by
//! name.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use model::{Document, Statement};
use register::Register;

use crate::samples::{run, sample};

const PATH: &str = "INTERTIE_TEST_REGISTER";
const FIRST: &str = "INTERTIE_TEST_FIRST";
const DOCUMENTS: &str = "INTERTIE_TEST_DOCUMENTS";

/// A process that will run `function` of this module on the register at `path`, with the samples from `first` on,
/// `documents` of them.
/// It tells what it does on its standard error.
pub fn child(program: &Path, function: &str, path: &Path, first: u32, documents: u32) -> Command {
    let mut command = Command::new(program);
    command
        .args(["--exact", &format!("children::{function}"), "--ignored", "--nocapture"])
        .env(PATH, path)
        .env(FIRST, first.to_string())
        .env(DOCUMENTS, documents.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// This test program.
pub fn program() -> PathBuf {
    std::env::current_exe().unwrap()
}

fn asked() -> Option<(PathBuf, u32, u32)> {
    let number = |name| std::env::var(name).ok()?.parse().ok();
    Some((std::env::var_os(PATH)?.into(), number(FIRST)?, number(DOCUMENTS)?))
}

/// Says a line at once, so that the parent knows what was done before a kill.
fn tell(line: &str) {
    let mut error_output = std::io::stderr().lock();
    writeln!(error_output, "{line}").unwrap();
}

/// Puts samples in batches of one to seven and tells after each batch how many are in.
#[test]
#[ignore = "a part of other tests, run in a process of its own"]
fn puts_in_batches() {
    let Some((path, first, documents)) = asked() else { return };
    let mut register = Register::open(&path).unwrap();
    let samples: Vec<(Document, Vec<Statement>)> = (first..first + documents).map(sample).collect();
    let (mut done, mut size) = (0, 1);
    while done < samples.len() {
        let end = samples.len().min(done + size);
        register.put(&samples[done..end], &run()).unwrap();
        done = end;
        size = size % 7 + 1;
        tell(&format!("put {done}"));
    }
}

/// Opens the register, counts and puts, and tells each error.
#[test]
#[ignore = "a part of other tests, run in a process of its own"]
fn tries_to_write() {
    let Some((path, first, _)) = asked() else { return };
    let mut register = match Register::open(&path) {
        Ok(register) => register,
        Err(error) => return tell(&format!("open: {error}")),
    };
    match register.counts() {
        Ok(counts) => tell(&format!("counts: {}", counts.documents)),
        Err(error) => tell(&format!("counts: {error}")),
    }
    match register.put(&[sample(first)], &run()) {
        Ok(put) => tell(&format!("put: {put:?}")),
        Err(error) => tell(&format!("put: {error}")),
    }
}
