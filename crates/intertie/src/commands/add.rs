//! `intertie add`: documents and their statements into a register, in batches of whole documents.

use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::ProgressBar;
use register::{Put, Register, Run};
use serde_json::json;

use super::{Outcome, outcome_of, run_of, with_hint};
use crate::args::AddArgs;
use crate::flow::{self, Reading};
use crate::packs;
use crate::terminal::{self, Shows};

/// A batch is put when it has so many documents ...
const BATCH_DOCUMENTS: usize = 64;
/// ... or is so old. A kill loses no more than the batch that was not put yet.
const BATCH_AGE: Duration = Duration::from_secs(1);

/// Adds, and prints what became of the documents.
pub fn run(args: &AddArgs) -> Result<Outcome> {
    let (reader, hash) = packs::reader(&args.inputs.packs)?;
    let register = Register::open(&args.register.path).map_err(with_hint)?;
    let (inputs, bar) = flow::begin(&args.inputs, Shows::Nothing);
    let mut batch = Batch::new(register, run_of(hash));
    let summary = flow::read(&args.inputs, &reader, &bar, &inputs, &mut |reading, _| batch.add(reading, &bar))?;
    let counts = batch.finish()?;
    terminal::deliver(None, counts.line(args.json).as_bytes())?;
    terminal::tell(&summary.line());
    let outcome = outcome_of(&summary);
    // Documents without a statement are kept as well: adding them is something done.
    Ok(if outcome == Outcome::NothingFound && summary.n_documents > 0 { Outcome::Done } else { outcome })
}

/// What became of the documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    added: u64,
    same: u64,
    reread: u64,
    revised: u64,
}

impl Counts {
    fn line(&self, as_json: bool) -> String {
        let Counts { added, same, reread, revised } = self;
        if as_json {
            return format!("{}\n", json!({"added": added, "same": same, "reread": reread, "revised": revised}));
        }
        format!("added {added}, same {same}, reread {reread}, revised {revised}\n")
    }
}

/// Documents on their way into a register.
pub struct Batch {
    register: Register,
    run: Run,
    readings: Vec<Reading>,
    since: Instant,
    counts: Counts,
}

impl Batch {
    /// An empty batch for `register`.
    pub fn new(register: Register, run: Run) -> Batch {
        Batch { register, run, readings: Vec::new(), since: Instant::now(), counts: Counts::default() }
    }

    /// Takes a document; puts the batch where it is full or old.
    ///
    /// # Errors
    /// Those of `Register::put`.
    pub fn add(&mut self, reading: Reading, bar: &ProgressBar) -> Result<()> {
        if self.readings.is_empty() {
            self.since = Instant::now();
        }
        self.readings.push(reading);
        if self.readings.len() >= BATCH_DOCUMENTS || self.since.elapsed() >= BATCH_AGE {
            self.put()?;
            bar.set_message(format!("{} documents", self.counts.added + self.counts.same));
        }
        Ok(())
    }

    /// Puts the rest and closes the register.
    ///
    /// # Errors
    /// Those of `Register::put` and `Register::close`.
    pub fn finish(mut self) -> Result<Counts> {
        self.put()?;
        self.register.close().map_err(with_hint)?;
        Ok(self.counts)
    }

    fn put(&mut self) -> Result<()> {
        if self.readings.is_empty() {
            return Ok(());
        }
        for put in self.register.put(&self.readings, &self.run).map_err(with_hint)? {
            match put {
                Put::Added => self.counts.added += 1,
                Put::Same => self.counts.same += 1,
                Put::Reread => self.counts.reread += 1,
                Put::Revised => self.counts.revised += 1,
            }
        }
        self.readings.clear();
        Ok(())
    }
}
