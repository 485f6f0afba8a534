//! The commands, a file each.

mod add;
mod annotations;
mod brief;
mod demo;
mod explain;
mod export;
mod find;
mod help_markdown;
mod places;
mod read;
mod rules;
mod score;
mod score_dates;

use anyhow::{Result, anyhow};
use model::{Diagnostic, Document, DocumentHead, Row, Statement};
use reader::pack::embedded;
use register::{Register, RegisterError, Run};

use crate::args::{Args, Command, RegisterArgs};
use crate::flow::Summary;
use crate::{packs, terminal};

/// How a command ended, where it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// There is nothing to show, or a check failed.
    NothingFound,
    /// Done in part: something that was named could not be read.
    Partly,
}

/// Does what the command line says.
///
/// # Errors
/// What the command could not do, with what was attempted.
pub fn run(args: Args) -> Result<Outcome> {
    if args.version {
        return version();
    }
    let color = terminal::color(args.color);
    match args.command {
        None => Err(anyhow!("no command is given\nhint: `intertie --help` lists the commands")),
        Some(Command::Read(args)) => read::run(&args, color),
        Some(Command::Add(args)) => add::run(&args),
        Some(Command::Brief(args)) => brief::run(&args),
        Some(Command::Find(args)) => find::run(&args),
        Some(Command::Explain(args)) => explain::run(&args, color),
        Some(Command::Places(args)) => places::run(&args),
        Some(Command::Demo(args)) => demo::run(&args),
        Some(Command::Rules(args)) => rules::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Score(args)) => score::run(&args),
        Some(Command::ScoreDates(args)) => score_dates::run(&args),
        Some(Command::HelpMarkdown) => help_markdown::run(),
    }
}

fn version() -> Result<Outcome> {
    let line = format!("intertie {}, rules {}\n", env!("CARGO_PKG_VERSION"), packs::hash(&embedded()));
    terminal::deliver(None, line.as_bytes())?;
    Ok(Outcome::Done)
}

/// What is told of a run in the register.
fn run_of(rules_hash: String) -> Run {
    Run { program: format!("intertie {}", env!("CARGO_PKG_VERSION")), rules: rules_hash }
}

/// Opens a register that must be there.
fn open_existing(args: &RegisterArgs) -> Result<Register> {
    Register::open_existing(&args.path).map_err(with_hint)
}

/// The error with what to do about it.
fn with_hint(error: RegisterError) -> anyhow::Error {
    match error.hint() {
        // The hint goes last, behind the causes.
        Some(hint) => anyhow!("{:#}\nhint: {hint}", anyhow::Error::from(error)),
        None => error.into(),
    }
}

/// Statements that come from no register as rows. They have no version there, so the head names none.
fn rows(document: &Document, statements: Vec<Statement>) -> Vec<Row> {
    let head = DocumentHead {
        id: document.id.clone(),
        title: document.title.clone(),
        published: document.published,
        url: document.url.clone(),
        publisher: document.publisher.clone(),
        lang: document.lang.clone(),
        hash: document.hash(),
        version: String::new(),
        current: true,
    };
    let row = |statement: Statement| Row { id: statement.id(&document.id), document: head.clone(), statement };
    statements.into_iter().map(row).collect()
}

/// Says what is wrong with statements that cannot be shown.
fn tell_all(diagnostics: &[Diagnostic]) {
    diagnostics.iter().for_each(|found| terminal::tell(&found.to_string()));
}

/// How a reading run ended: partly where a path was missing, or where something was there and none of it could be read.
fn outcome_of(summary: &Summary) -> Outcome {
    let nothing_read = summary.n_documents == 0 && summary.n_errors > 0;
    if summary.n_bad_paths > 0 || nothing_read {
        Outcome::Partly
    } else if summary.n_statements == 0 {
        Outcome::NothingFound
    } else {
        Outcome::Done
    }
}
