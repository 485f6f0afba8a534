//! `intertie read`: documents to statements, on standard output.

use std::io::Write;

use anyhow::Result;
use model::{Document, Statement, json};
use views::Color;

use super::{Outcome, outcome_of};
use crate::args::{ReadArgs, ReadFormat};
use crate::terminal::{self, Shows};
use crate::{flow, packs};

/// Reads and prints, document by document.
pub fn run(args: &ReadArgs, color: Color) -> Result<Outcome> {
    let (reader, _) = packs::reader(&args.inputs.packs)?;
    let (inputs, bar) = flow::begin(&args.inputs, Shows::OnTerminal);
    let mut out = terminal::out();
    if args.format == ReadFormat::Csv {
        views::csv(&[], &mut out)?;
    }
    let summary = flow::read(&args.inputs, &reader, &bar, &inputs, &mut |(document, statements)| match args.format {
        ReadFormat::Text => text(&document, &statements, color, &mut out),
        ReadFormat::Jsonl => jsonl(&document, &statements, &mut out),
        ReadFormat::Csv => csv(document, statements, &mut out),
    })?;
    out.flush()?;
    terminal::tell(&summary.line());
    Ok(outcome_of(&summary))
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
        serde_json::to_writer(&mut *out, &json::statement(&document.id, statement))?;
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
