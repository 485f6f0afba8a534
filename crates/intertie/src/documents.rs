//! Opens what is to be read and cuts it into pieces of work: a file's bytes, or a document of a JSON Lines stream.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use model::{Diagnostic, Document};
use text::{Format, Hints, MAX_BYTES};

use crate::inputs::{Input, fault};

/// A piece of work for a reading thread.
#[derive(Debug)]
pub enum Piece {
    /// The bytes of a file that holds one document.
    Bytes(Vec<u8>, Hints),
    /// A document of a stream, or none where the line holds none, with what is to be told of it.
    Read(Option<Document>, Vec<Diagnostic>),
}

impl Piece {
    /// The path of the file that is the piece; empty for a document of a stream.
    pub fn place(&self) -> &str {
        match self {
            Piece::Bytes(_, hints) => &hints.place,
            Piece::Read(..) => "",
        }
    }

    /// Makes the documents of the piece.
    pub fn documents(self) -> (Vec<Document>, Vec<Diagnostic>) {
        match self {
            Piece::Bytes(bytes, hints) => text::read(&bytes, &hints),
            Piece::Read(document, diagnostics) => (document.into_iter().collect(), diagnostics),
        }
    }
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// There is a taker for more.
    On,
    /// Nobody takes any more.
    Stop,
}

/// Cuts an input into pieces and gives each to `take`, with the bytes read since the last.
pub fn pieces(input: &Input, hints: &Hints, take: &mut dyn FnMut(Piece, u64) -> Go) -> Go {
    match input {
        Input::Stdin => {
            let hints = Hints { place: "-".to_owned(), ..hints.clone() };
            from_stream(BufReader::with_capacity(1 << 16, io::stdin().lock()), &hints, take)
        }
        Input::File(path, n_bytes) => {
            let hints = Hints { place: path.display().to_string(), ..hints.clone() };
            match File::open(path) {
                Ok(file) if is_jsonl(path, &hints) => lines(BufReader::with_capacity(1 << 16, file), &hints, take),
                Ok(file) => from_file(file, *n_bytes, &hints, take),
                Err(error) => failed(&hints.place, "file-unreadable", format!("failed to open it: {error}"), take),
            }
        }
    }
}

fn is_jsonl(path: &Path, hints: &Hints) -> bool {
    let by_name = || path.extension().and_then(|extension| Format::of_extension(&extension.to_string_lossy()));
    hints.format.or_else(by_name) == Some(Format::Jsonl)
}

/// A file whose name does not say that it holds lines.
fn from_file(file: File, n_bytes: u64, hints: &Hints, take: &mut dyn FnMut(Piece, u64) -> Go) -> Go {
    if n_bytes <= MAX_BYTES as u64 {
        return from_stream(BufReader::with_capacity(1 << 16, file), hints, take);
    }
    // Too large for one document: lines are streamed, all else is told from its first bytes.
    let mut input = BufReader::with_capacity(1 << 16, file);
    match input.fill_buf() {
        Ok(head) if hints.format.is_none() && looks_like_lines(head) => lines(input, hints, take),
        Ok(head) => {
            let (_, told) = text::read(head, hints);
            let binary: Vec<Diagnostic> = told.into_iter().filter(|found| found.code == "file-binary").collect();
            if binary.is_empty() { too_large(n_bytes, hints, take) } else { take(Piece::Read(None, binary), n_bytes) }
        }
        Err(error) => failed(&hints.place, "file-unreadable", format!("failed to read it: {error}"), take),
    }
}

/// A stream of unknown content: lines where it looks like them, else one document.
fn from_stream(mut input: impl BufRead, hints: &Hints, take: &mut dyn FnMut(Piece, u64) -> Go) -> Go {
    match input.fill_buf() {
        Ok(head) => {
            if hints.format == Some(Format::Jsonl) || (hints.format.is_none() && looks_like_lines(head)) {
                return lines(input, hints, take);
            }
        }
        Err(error) => return failed(&hints.place, "file-unreadable", format!("failed to read it: {error}"), take),
    }
    let mut bytes = Vec::new();
    match input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(n_bytes) => take(Piece::Bytes(bytes, hints.clone()), n_bytes as u64),
        Err(error) => failed(&hints.place, "file-unreadable", format!("failed to read it: {error}"), take),
    }
}

/// True for a JSON object with a first name: `{"id": ...`. In UTF-16 every other byte is zero, and a mark may stand before.
fn looks_like_lines(head: &[u8]) -> bool {
    let mut bytes = head
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    bytes.next() == Some(b'{') && bytes.next() == Some(b'"')
}

fn lines(input: impl BufRead, hints: &Hints, take: &mut dyn FnMut(Piece, u64) -> Go) -> Go {
    for (document, diagnostics) in text::jsonl::Lines::new(input, hints) {
        let n_bytes = document.as_ref().map_or(0, |document| document.text.len() as u64);
        if take(Piece::Read(document, diagnostics), n_bytes) == Go::Stop {
            return Go::Stop;
        }
    }
    Go::On
}

fn too_large(n_bytes: u64, hints: &Hints, take: &mut dyn FnMut(Piece, u64) -> Go) -> Go {
    let message = format!("the file has {n_bytes} bytes; allowed: up to {MAX_BYTES} for one document");
    let told = fault(&hints.place, "file-too-large", message, "split it into documents, as JSON Lines");
    take(Piece::Read(None, vec![told]), n_bytes)
}

fn failed(place: &str, code: &'static str, message: String, take: &mut dyn FnMut(Piece, u64) -> Go) -> Go {
    take(Piece::Read(None, vec![fault(place, code, message, "")]), 0)
}
