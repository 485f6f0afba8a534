//! Automation: `cargo xtask VERB`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod check;
mod diff;
mod r#gen;
mod learn;
mod parse;
mod places;
#[cfg(test)]
mod replay;
mod tidy;
mod train;
mod yardstick;

use std::process::ExitCode;

/// A verb: its name, what it does, and the function that does it with the arguments behind the verb.
type Verb = (&'static str, &'static str, fn(&[String]) -> Result<(), String>);

/// All verbs.
const VERBS: &[Verb] = &[
    ("check", "everything that must hold: format, clippy, tidy, tests", check::run),
    ("tidy", "what no compiler checks: edges, heads, lengths, tables, paths", tidy::run),
    ("gen", "[--check]: writes or compares the files that are made from the program", r#gen::run),
    ("diff", "OLD [NEW]: what a change does to the statements of a corpus; `cargo xtask diff` tells more", diff::run),
    ("train", "--data DIR: trains the English grammar and writes crates/grammar/models", train::train),
    (
        "evaluate",
        "--data DIR: measures the English grammar and writes its scores to crates/grammar/models/README.md",
        train::evaluate,
    ),
    ("yardstick", "uner --data DIR: names against public data; writes docs/yardsticks.md", yardstick::run),
    (
        "learn",
        "[--folds N] [DOCS GOLD ...]: trains the reader's learned decisions on marked documents, or measures them on documents left out",
        learn::run,
    ),
    ("places", "--from DIR [--check]: makes or compares data/places from unpacked registry packages", places::run),
    ("parse", "FILE: prints how the grammar reads a text, as CoNLL-U", parse::parse),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verb = args.first().and_then(|name| VERBS.iter().find(|(verb, ..)| verb == name));
    let Some((_, _, run)) = verb else {
        eprintln!("usage: cargo xtask VERB\n");
        for (name, help, _) in VERBS {
            eprintln!("  {name:10} {help}");
        }
        return ExitCode::from(2);
    };
    match run(&args[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        // The verb has said already what is wrong.
        Err(message) if message.is_empty() => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
