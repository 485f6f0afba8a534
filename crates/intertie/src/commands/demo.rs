//! `intertie demo`: the demonstration corpus, read on the spot, and the brief of one region.

use std::path::Path;

use anyhow::{Context, Result};
use reader::Reader;
use register::Register;
use text::{Format, Hints};

use super::add::Batch;
use super::{Outcome, brief, run_of, with_hint};
use crate::args::{DemoArgs, PackArgs};
use crate::flow::Reading;
use crate::{packs, terminal};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/examples.rs"));
}

/// The place whose brief is shown where none is named.
const PLACE: &str = include_str!("../../data/demo_place.txt");

/// What to try next, for people.
const NEXT: &str = include_str!("../../data/demo_next.txt");

/// Reads the corpus and prints the brief.
pub fn run(args: &DemoArgs) -> Result<Outcome> {
    let packs = PackArgs::default();
    let (reader, hash) = packs::reader(&packs)?;
    let readings = readings(&reader)?;
    let n_documents = readings.len();
    let n_statements: usize = readings.iter().map(|(_, statements)| statements.len()).sum();
    let run = run_of(hash);
    let register = match &args.register {
        Some(path) => {
            put(Register::open(path).map_err(with_hint)?, run, readings)?;
            Register::open_existing(path).map_err(with_hint)?
        }
        None => {
            let mut register = Register::memory().map_err(with_hint)?;
            register.put(&readings, &run).map_err(with_hint)?;
            register
        }
    };
    let place = args.place.as_deref().unwrap_or(PLACE.trim());
    let Some(brief) = brief::of(&register, &packs::files(&packs)?, place, None)? else {
        terminal::tell(&format!("the demonstration corpus says nothing about `{place}`"));
        return Ok(Outcome::NothingFound);
    };
    terminal::deliver(None, brief.markdown().as_bytes())?;
    terminal::tell(&format!("\nRead {n_documents} documents of the demonstration corpus: {n_statements} statements."));
    terminal::tell(NEXT.trim_end());
    Ok(Outcome::Done)
}

fn put(register: Register, run: register::Run, readings: Vec<Reading>) -> Result<()> {
    let mut batch = Batch::new(register, run);
    for reading in readings {
        batch.add(reading, &indicatif::ProgressBar::hidden())?;
    }
    batch.finish()?;
    Ok(())
}

/// The corpus, each document named after its file.
fn readings(reader: &Reader) -> Result<Vec<Reading>> {
    embedded::FILES.iter().map(|(name, text)| reading(reader, name, text)).collect()
}

fn reading(reader: &Reader, name: &str, text: &str) -> Result<Reading> {
    let hints = Hints { place: name.to_owned(), format: Some(Format::Markdown), ..Hints::default() };
    let (documents, diagnostics) = text::read(text.as_bytes(), &hints);
    let mut document = documents.into_iter().next().with_context(|| {
        format!(
            "failed to read `{name}` of the demonstration corpus: {}",
            diagnostics.first().map_or(String::new(), ToString::to_string)
        )
    })?;
    if let Some(stem) = Path::new(name).file_stem() {
        document.id = stem.to_string_lossy().into_owned();
    }
    let statements = reader.read(&document);
    Ok((document, statements))
}
