//! `cargo xtask check`: everything that must hold before a change is taken. The last line is the sum over all tests. That generated
//! files are as the program prints them is a test too, so that the program is built once.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::tidy;

/// A step that a cargo command does: its name and the command's arguments.
const CARGO_STEPS: &[(&str, &[&str])] = &[
    ("format", &["fmt", "--all", "--check"]),
    // In the release profile, so that what is built for the program and the tests is built once.
    ("clippy", &["clippy", "--quiet", "--release", "--workspace", "--all-targets", "--", "-D", "warnings"]),
];

/// Runs every step, the tests last, also after one has failed, and says which failed.
///
/// # Errors
/// The names of the steps that failed.
pub fn run(_: &[String]) -> Result<(), String> {
    let mut failed = Vec::new();
    for (name, args) in CARGO_STEPS {
        step(name, cargo(args), &mut failed);
    }
    step("tidy", tidy::run(&[]), &mut failed);
    println!("== tests");
    let tests = tests();
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    let Tests { n_passed, n_failed, is_whole } = tests?;
    // Nothing may come after this line: it is what the runs of the tests come to.
    println!("{n_passed} passed, {n_failed} failed");
    if failed.is_empty() && n_failed == 0 && is_whole { Ok(()) } else { Err(String::new()) }
}

fn step(name: &str, result: Result<(), String>, failed: &mut Vec<String>) {
    match result {
        Ok(()) => println!("== {name}: good"),
        Err(message) => {
            println!("== {name}: failed\n{message}");
            failed.push(name.to_owned());
        }
    }
}

fn cargo(args: &[&str]) -> Result<(), String> {
    let command = format!("cargo {}", args.join(" "));
    let status = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(tidy::root())
        .status()
        .map_err(|error| format!("failed to run `{command}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{command}` found faults")) }
}

/// What the test binaries said together.
struct Tests {
    n_passed: u64,
    n_failed: u64,
    /// False where a test binary could not be built or did not end.
    is_whole: bool,
}

/// Runs all tests and adds up the closing lines of the binaries.
fn tests() -> Result<Tests, String> {
    let mut child = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--release", "--workspace", "--no-fail-fast"])
        .current_dir(tidy::root())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("failed to run `cargo test`: {error}"))?;
    let mut tests = Tests { n_passed: 0, n_failed: 0, is_whole: true };
    let output = child.stdout.take().ok_or("failed to read what `cargo test` says")?;
    for line in BufReader::new(output).lines() {
        let line = line.map_err(|error| format!("failed to read what `cargo test` says: {error}"))?;
        println!("{line}");
        if let Some(counts) = line.strip_prefix("test result: ") {
            tests.n_passed += count(counts, "passed");
            tests.n_failed += count(counts, "failed");
        }
    }
    let status = child.wait().map_err(|error| format!("failed to wait for `cargo test`: {error}"))?;
    tests.is_whole = status.success() || tests.n_failed > 0;
    if !tests.is_whole {
        println!("a test binary could not be built or did not end");
    }
    Ok(tests)
}

/// The number before `word` in "ok. 12 passed; 0 failed; 1 ignored".
fn count(counts: &str, word: &str) -> u64 {
    let parts: Vec<&str> = counts.split([' ', ';', '.']).filter(|part| !part.is_empty()).collect();
    parts.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_read_from_a_closing_line() {
        let line = "FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s";
        assert_eq!((count(line, "passed"), count(line, "failed"), count(line, "ignored")), (12, 3, 1));
        assert_eq!(count("ok", "passed"), 0);
    }
}
