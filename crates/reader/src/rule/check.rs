//! Runs the rules' own examples.

use model::{Document, Statement};

use super::{Example, Rule};
use crate::Reader;

/// An example that did not come out as its rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// Its file.
    pub file: String,
    /// The line of the example.
    pub line: u32,
    /// What came out.
    pub message: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: rule `{}`: {}", self.file, self.line, self.rule, self.message)
    }
}

/// The examples of all rules that fail, in the order of the rules.
pub(crate) fn failures(reader: &Reader) -> Vec<Failure> {
    let mut out = Vec::new();
    for rule in reader.rules().iter() {
        let mut fail = |example: &Example, message: String| {
            out.push(Failure { rule: rule.id.clone(), file: rule.file.clone(), line: example.line, message });
        };
        for example in &rule.yes {
            if let Err(message) = yes(reader, rule, example) {
                fail(example, message);
            }
        }
        for example in &rule.no {
            let made = read(reader, example);
            if made.iter().any(|statement| statement.rule() == rule.id) {
                fail(example, format!("makes a statement of `{}`, which it must not", example.text));
            }
        }
    }
    out
}

fn read(reader: &Reader, example: &Example) -> Vec<Statement> {
    reader.read(&Document::from_text(example.text.clone()))
}

/// The rule must make a statement that has every argument named, among others.
fn yes(reader: &Reader, rule: &Rule, example: &Example) -> Result<(), String> {
    let all = read(reader, example);
    // What says more of a statement keeps that statement's rule.
    let by = |statement: &&Statement| match rule.continues {
        true => statement.kind() == rule.kind,
        false => statement.rule() == rule.id,
    };
    let made: Vec<&Statement> = all.iter().filter(by).collect();
    if made.is_empty() {
        let others: Vec<&str> = all.iter().map(Statement::rule).collect();
        return Err(format!("makes no statement of `{}` (other rules did: {})", example.text, others.join(", ")));
    }
    let missing = |statement: &Statement| -> Vec<String> {
        let mut out: Vec<String> = example
            .args
            .iter()
            .filter(|(role, value)| !statement.role(*role).any(|arg| arg.value.to_string() == *value))
            .map(|(role, value)| format!("{role} = {value}"))
            .collect();
        if example.stage.is_some() && example.stage != statement.stage() {
            out.push(format!("stage = {}", example.stage.map_or("", |stage| stage.as_str())));
        }
        out
    };
    let best = made.iter().map(|statement| (missing(statement), *statement)).min_by_key(|(missing, _)| missing.len());
    match best {
        Some((missing, statement)) if !missing.is_empty() => {
            let found: Vec<String> =
                statement.args().iter().map(|arg| format!("{} = {}", arg.role, arg.value)).collect();
            let stage = statement.stage().map_or("none", |stage| stage.as_str());
            Err(format!(
                "lacks {} in `{}`; found: stage = {stage}, {}",
                missing.join(", "),
                example.text,
                found.join(", ")
            ))
        }
        _ => Ok(()),
    }
}
