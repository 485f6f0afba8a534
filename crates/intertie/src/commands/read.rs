//! `intertie read`: documents to statements, on standard output.

use std::io::Write;

use anyhow::{Result, bail};
use model::{Document, Statement, json};
use views::Color;

use super::annotations::Folder;
use super::{Outcome, outcome_of};
use crate::args::{ReadArgs, ReadFormat};
use crate::terminal::{self, Shows};
use crate::{flow, packs};

/// Reads and prints, document by document.
pub fn run(args: &ReadArgs, color: Color) -> Result<Outcome> {
    match args.format {
        ReadFormat::Brat | ReadFormat::Timeml => annotate(args),
        _ => print(args, color),
    }
}

fn print(args: &ReadArgs, color: Color) -> Result<Outcome> {
    if let Some(folder) = &args.output {
        bail!(
            "`--output {}` goes with `--format brat` or `--format timeml`; others go to standard output",
            folder.display()
        );
    }
    let (reader, _) = packs::reader(&args.inputs.packs)?;
    let (inputs, bar) = flow::begin(&args.inputs, Shows::OnTerminal);
    let mut out = terminal::out();
    if args.format == ReadFormat::Csv {
        views::csv(&[], &mut out)?;
    }
    let summary =
        flow::read(&args.inputs, &reader, &bar, &inputs, &mut |(document, statements), _| match args.format {
            ReadFormat::Csv => csv(document, statements, &mut out),
            ReadFormat::Jsonl => jsonl(&document, &statements, &mut out),
            _ => text(&document, &statements, color, &mut out),
        })?;
    out.flush()?;
    terminal::tell(&summary.line());
    Ok(outcome_of(&summary))
}

/// Files for tools that show and compare annotations.
fn annotate(args: &ReadArgs) -> Result<Outcome> {
    let is_brat = args.format == ReadFormat::Brat;
    let mut folder = Folder::open(args.output.as_deref(), if is_brat { "brat" } else { "timeml" })?;
    let (reader, _) = packs::reader(&args.inputs.packs)?;
    let (inputs, bar) = flow::begin(&args.inputs, Shows::Nothing);
    if is_brat {
        folder.write("annotation.conf", &views::brat_configuration())?;
    }
    let mut n_times = 0;
    let summary = flow::read(&args.inputs, &reader, &bar, &inputs, &mut |(document, statements), place| {
        let name = folder.name(&document, place);
        if is_brat {
            folder.write(&format!("{name}.txt"), &document.text)?;
            return folder.write(&format!("{name}.ann"), &views::brat(&document, &statements));
        }
        let times = reader.times(&document);
        n_times += times.len();
        folder.write(&format!("{name}.tml"), &views::timeml(&document, &times))
    })?;
    terminal::tell(&summary.line());
    let outcome = outcome_of(&summary);
    // What is written is dates there: a document without a statement is no failure where it has one.
    Ok(if outcome == Outcome::NothingFound && n_times > 0 { Outcome::Done } else { outcome })
}

fn text(document: &Document, statements: &[Statement], color: Color, out: &mut impl Write) -> Result<()> {
    let title = document.title.as_deref().unwrap_or("");
    let published = document.published.map_or(String::new(), |day| format!(", {day}"));
    writeln!(out, "# {}{published} {}\n", terminal::visible(&document.id), terminal::visible(title))?;
    let marked = views::marked(&document.text, statements, color);
    Ok(writeln!(out, "{}\n", marked.trim_end())?)
}

fn jsonl(document: &Document, statements: &[Statement], out: &mut impl Write) -> Result<()> {
    for statement in statements {
        json::write_statement(&mut *out, &document.id, statement)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The rows of one document. The column names were written before the first.
fn csv(document: Document, statements: Vec<Statement>, out: &mut impl Write) -> Result<()> {
    let rows = super::rows(&document, statements);
    let mut bytes = Vec::new();
    views::csv(&rows, &mut bytes)?;
    let after_names = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
    Ok(out.write_all(&bytes[after_names..])?)
}
