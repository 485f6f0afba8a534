//! The whole way, from paths to statements: one thread opens files, several read, and what they made comes out in the order of the
//! input, whatever their number. Memory is bounded by the pieces under way.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::Result;
use indicatif::ProgressBar;
use model::{Diagnostic, Document, Severity, Statement};
use reader::Reader;
use text::Hints;

use crate::args::InputArgs;
use crate::documents::{Go, Piece, pieces};
use crate::inputs::{self, Input, Inputs};
use crate::terminal;

/// So many pieces are under way for each reading thread: enough that none waits, few enough that memory stays small.
const PIECES_PER_THREAD: usize = 8;

/// A document with its statements.
pub type Reading = (Document, Vec<Statement>);

/// What a run read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// Documents.
    pub n_documents: u64,
    /// Statements.
    pub n_statements: u64,
    /// Diagnostics of every severity.
    pub n_diagnostics: u64,
    /// Those among them for something that could not be read.
    pub n_errors: u64,
    /// Paths named by the user that do not exist or cannot be looked at.
    pub n_bad_paths: u64,
    /// Bytes of text.
    pub n_bytes: u64,
    /// How long it took, in seconds.
    pub seconds: f64,
}

impl Summary {
    /// "26 documents, 143 statements, 2 diagnostics in 0.41 s (1.2 MB/s)".
    pub fn line(&self) -> String {
        let count = |n: u64, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        format!(
            "{}, {}, {} in {:.2} s ({:.1} MB/s)",
            count(self.n_documents, "document"),
            count(self.n_statements, "statement"),
            count(self.n_diagnostics, "diagnostic"),
            self.seconds,
            self.n_bytes as f64 / 1e6 / self.seconds.max(1e-6),
        )
    }
}

/// Reads everything that `args` names and gives each document with its statements to `take`, in the order of the input, and with the
/// path of its file where that holds this one document (empty where it holds several).
/// Diagnostics go to standard error as they come.
///
/// # Errors
/// The first error of `take`; reading stops there.
pub fn read(
    args: &InputArgs,
    reader: &Reader,
    bar: &ProgressBar,
    inputs: &Inputs,
    take: &mut dyn FnMut(Reading, &str) -> Result<()>,
) -> Result<Summary> {
    let start = Instant::now();
    let mut summary = Summary { n_bad_paths: inputs.n_bad_named, ..Summary::default() };
    inputs.faults.iter().for_each(|found| note(bar, &mut summary, found));
    let n_threads = n_threads(args.threads);
    let hints = hints(args);
    let (work_in, work) = channel();
    let work = &Mutex::new(work);
    thread::scope(|scope| -> Result<()> {
        let (order_in, order) = sync_channel(n_threads * PIECES_PER_THREAD);
        scope.spawn(|| open_all(&inputs.inputs, &hints, bar, order_in, work_in));
        for _ in 0..n_threads {
            scope.spawn(move || read_pieces(reader, work));
        }
        collect(order, bar, &mut summary, take)
    })?;
    bar.finish_and_clear();
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
}

/// The paths looked up and a bar over their bytes.
pub fn begin(args: &InputArgs, shows: terminal::Shows) -> (Inputs, ProgressBar) {
    let inputs = inputs::expand(&args.paths);
    let bar = terminal::bar(inputs.n_bytes(), shows);
    (inputs, bar)
}

/// What a reading thread made of a piece.
struct Made {
    /// The path of the file that the piece is.
    place: String,
    readings: Vec<Reading>,
    diagnostics: Vec<Diagnostic>,
}

type Job = (Piece, SyncSender<Made>);

/// Opens the inputs one after the other. For each piece a slot goes into `order` before the piece goes to work: the slots keep the
/// order, and their number bounds what is under way.
fn open_all(inputs: &[Input], hints: &Hints, bar: &ProgressBar, order: SyncSender<Receiver<Made>>, work: Sender<Job>) {
    for input in inputs {
        let go = pieces(input, hints, &mut |piece, n_bytes| {
            bar.inc(n_bytes);
            let (made_in, made) = sync_channel(1);
            if order.send(made).is_err() || work.send((piece, made_in)).is_err() {
                return Go::Stop;
            }
            Go::On
        });
        if go == Go::Stop {
            return;
        }
    }
}

fn read_pieces(reader: &Reader, work: &Mutex<Receiver<Job>>) {
    loop {
        let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((piece, made)) = job else { return };
        let place = piece.place().to_owned();
        let (documents, diagnostics) = piece.documents();
        let readings = documents
            .into_iter()
            .map(|document| {
                let statements = reader.read(&document);
                (document, statements)
            })
            .collect();
        // Where nobody waits for it any more, the run was stopped.
        let _ = made.send(Made { place, readings, diagnostics });
    }
}

fn collect(
    order: Receiver<Receiver<Made>>,
    bar: &ProgressBar,
    summary: &mut Summary,
    take: &mut dyn FnMut(Reading, &str) -> Result<()>,
) -> Result<()> {
    for slot in order {
        let Ok(made) = slot.recv() else { continue };
        made.diagnostics.iter().for_each(|found| note(bar, summary, found));
        for reading in made.readings {
            summary.n_documents += 1;
            summary.n_statements += reading.1.len() as u64;
            summary.n_bytes += reading.0.text.len() as u64;
            take(reading, &made.place)?;
        }
    }
    Ok(())
}

fn note(bar: &ProgressBar, summary: &mut Summary, found: &Diagnostic) {
    summary.n_diagnostics += 1;
    summary.n_errors += u64::from(found.severity == Severity::Error);
    terminal::tell_diagnostic(bar, found);
}

fn n_threads(asked: u16) -> usize {
    match asked {
        0 => thread::available_parallelism().map_or(1, usize::from),
        n => usize::from(n),
    }
}

fn hints(args: &InputArgs) -> Hints {
    Hints {
        place: String::new(),
        // clap lets only words of the list through.
        format: args.input.as_deref().and_then(|word| word.parse().ok()),
        published: args.published,
        lang: args.lang.clone(),
        charset: args.charset.clone(),
    }
}
