//! The program from outside: every command, wrong input, the same output whatever the order, kills, scores.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod annotations;
mod commands;
mod faults;
mod kill;
mod properties;
mod same;
mod scores;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What the program did.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    /// Stops the test unless the exit code is `code`; shows what was said.
    fn expect(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program in `folder`, with no settings from outside.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["REGISTER", "THREADS", "PACK", "LIMIT", "COLOR"] {
        command.env_remove(format!("INTERTIE_{name}"));
    }
    command
}

/// Runs the program in `folder`.
fn run<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Ran {
    program(folder).args(args).output().unwrap().into()
}

/// Runs the program with `input` on standard input.
fn run_with_input<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>, input: &[u8]) -> Ran {
    let mut child =
        program(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap().into()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The folder of the demonstration corpus.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").canonicalize().unwrap()
}

/// A report that states something, for tests that need any.
const REPORT: &str = "Minsk, 3 March 2024. The Brest plant delivered over 40 trolleybuses to Kaluga Oblast in 2023.\n\n\
    Belarus and Kaluga Oblast plan to sign an agreement on cooperation in tourism in May 2024.\n";
