//! JSON Lines: a document a line, streamed, so that memory is bounded by the longest line allowed.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Chain, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use model::{Diagnostic, Document};

use crate::charset::{self, Decoded};
use crate::fields::{self, Fields};
use crate::{Hints, binary, draft, fault};

/// The longest line that is read, in bytes (64 MiB).
pub const MAX_LINE_BYTES: usize = 64 << 20;

/// After so many broken lines and not one good, the rest is left: the file is something else.
const N_BROKEN: u32 = 100;

/// The documents of a JSONL stream, a line at a time, each with what is to be told of its line.
///
/// Fields read: `id`, `text`, `title`, `published`, `url`, `publisher`, `lang`; others are ignored. Blank lines are skipped.
/// Diagnostics name the place as `file:line`.
pub struct Lines<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    hints: Hints,
    line_number: u32,
    max_line_bytes: usize,
    charset: Charset,
    /// By hash of an id: the line where it stood first, and the hash of that document's text.
    seen: BTreeMap<u64, (u32, u64)>,
    n_broken: u32,
    n_documents: u64,
    before: Vec<Diagnostic>,
    done: bool,
}

/// How the lines are decoded.
enum Charset {
    /// Known from a mark, from the stream's first bytes or from the user.
    Known(&'static Encoding),
    /// UTF-8 as far as seen; `n_letters` tells whether a multi-byte letter was among it.
    Open { has_letters: bool, detector: Box<EncodingDetector>, is_told: bool },
}

/// A line as it was cut from the stream.
enum Cut {
    Line(Vec<u8>),
    TooLong(u64),
    End,
    Failed(io::Error),
}

impl<R: BufRead> Lines<R> {
    /// Begins to read `input`; `hints.place` names it in diagnostics, `hints.format` is not looked at.
    pub fn new(input: R, hints: &Hints) -> Lines<R> {
        Lines::with_limit(input, hints, MAX_LINE_BYTES)
    }

    /// As [`Lines::new`], with another limit to the length of a line, in bytes.
    pub fn with_limit(mut input: R, hints: &Hints, max_line_bytes: usize) -> Lines<R> {
        let mut before = Vec::new();
        let mut done = false;
        let mut head = Vec::new();
        if let Err(error) = input.by_ref().take(16).read_to_end(&mut head) {
            before.push(read_failed(&hints.place, &error));
            done = true;
        }
        if let Some(binary) = binary::by_magic(&head) {
            let message = format!("the file is {}, no JSON Lines", binary.name);
            before.push(fault::error(&hints.place, "file-binary", message, binary.hint));
            done = true;
        }
        let told = crate::told_charset(hints, &mut before);
        let charset = match known_charset(&mut head, told) {
            Some(encoding) => Charset::Known(encoding),
            None => Charset::Open {
                has_letters: false,
                detector: Box::new(EncodingDetector::new(Iso2022JpDetection::Deny)),
                is_told: false,
            },
        };
        Lines {
            input: Cursor::new(head).chain(input),
            hints: hints.clone(),
            line_number: 0,
            max_line_bytes,
            charset,
            seen: BTreeMap::new(),
            n_broken: 0,
            n_documents: 0,
            before,
            done,
        }
    }

    /// Cuts the next line; bytes beyond the limit are passed over, not kept.
    fn cut(&mut self) -> Cut {
        let mut line = Vec::new();
        let mut n_bytes: u64 = 0;
        let mut portion = Vec::new();
        loop {
            portion.clear();
            match self.input.by_ref().take(1 << 16).read_until(b'\n', &mut portion) {
                Ok(0) if n_bytes == 0 => return Cut::End,
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Cut::Failed(error),
            }
            let is_end = match portion.last() {
                Some(b'\n') => match self.ends_line(&portion, n_bytes, &line) {
                    Ok(is_end) => is_end,
                    Err(error) => return Cut::Failed(error),
                },
                _ => Ends::No,
            };
            n_bytes += portion.len() as u64;
            keep(&mut line, &portion, n_bytes, self.max_line_bytes);
            if let Ends::Low(byte) = is_end {
                n_bytes += 1;
                keep(&mut line, &[byte], n_bytes, self.max_line_bytes);
                if byte == 0 {
                    break;
                }
            }
            if matches!(is_end, Ends::Yes) {
                break;
            }
        }
        if n_bytes > self.max_line_bytes as u64 { Cut::TooLong(n_bytes) } else { Cut::Line(line) }
    }

    /// Whether the `\n` byte at the end of `portion` ends a line. In UTF-16 it does only as half of U+000A.
    fn ends_line(&mut self, portion: &[u8], n_before: u64, line: &[u8]) -> io::Result<Ends> {
        let Charset::Known(encoding) = self.charset else { return Ok(Ends::Yes) };
        let at_even = (n_before + portion.len() as u64) % 2 == 1;
        if encoding == UTF_16LE && at_even {
            let mut low = Vec::new();
            self.input.by_ref().take(1).read_to_end(&mut low)?;
            return Ok(low.first().map_or(Ends::Yes, |&byte| Ends::Low(byte)));
        }
        if encoding == UTF_16BE && !at_even {
            let before = portion.len().checked_sub(2).map(|at| portion[at]).or(line.last().copied());
            return Ok(if before == Some(0) { Ends::Yes } else { Ends::No });
        }
        Ok(if encoding == UTF_16LE || encoding == UTF_16BE { Ends::No } else { Ends::Yes })
    }
}

/// Whether a line ends, and the byte that was read beyond `\n` to know it.
#[derive(Clone, Copy)]
enum Ends {
    Yes,
    No,
    Low(u8),
}

fn keep(line: &mut Vec<u8>, portion: &[u8], n_bytes: u64, max_line_bytes: usize) {
    if n_bytes <= max_line_bytes as u64 {
        line.extend_from_slice(portion);
    } else {
        // The line will be refused: what was kept of it is not needed.
        *line = Vec::new();
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (Option<Document>, Vec<Diagnostic>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut diagnostics = std::mem::take(&mut self.before);
            if self.done {
                return if diagnostics.is_empty() { None } else { Some((None, diagnostics)) };
            }
            let document = self.step(&mut diagnostics);
            if document.is_some() || !diagnostics.is_empty() {
                return Some((document, diagnostics));
            }
        }
    }
}

impl<R: BufRead> Lines<R> {
    fn step(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
        let cut = self.cut();
        self.line_number = self.line_number.saturating_add(1);
        let place = format!("{}:{}", self.hints.place, self.line_number);
        let bytes = match cut {
            Cut::Line(bytes) => bytes,
            Cut::TooLong(n_bytes) => {
                let message = format!("the line has {n_bytes} bytes; allowed: up to {}", self.max_line_bytes);
                diagnostics.push(fault::error(
                    &place,
                    "jsonl-line-long",
                    message,
                    "give each document a line of its own",
                ));
                self.count_broken(diagnostics);
                return None;
            }
            Cut::Failed(error) => {
                diagnostics.push(read_failed(&place, &error));
                self.done = true;
                return None;
            }
            Cut::End => {
                self.done = true;
                if self.n_documents == 0 && self.n_broken == 0 {
                    let message = "the file holds no JSON line".to_owned();
                    diagnostics.push(fault::error(&self.hints.place, "file-empty", message, ""));
                }
                return None;
            }
        };
        let decoded = self.decode(&bytes, diagnostics);
        drop(bytes);
        let line = decoded.text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        if line.is_empty() {
            return None;
        }
        diagnostics.extend(decoded.fault(&place));
        let document =
            fields::parse(line, &place, diagnostics).and_then(|fields| self.document(fields, &place, diagnostics));
        match document {
            Some(_) => self.n_documents += 1,
            None => self.count_broken(diagnostics),
        }
        document
    }

    fn document(&mut self, fields: Fields, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
        let draft = fields::draft(fields, place, diagnostics)?;
        let is_named = draft.id.is_some();
        let document = draft::finish(draft, &self.hints, place, diagnostics)?;
        if is_named && self.is_twice(&document, place, diagnostics) { None } else { Some(document) }
    }

    /// Whether an earlier line had this id; tells so.
    fn is_twice(&mut self, document: &Document, place: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let text = hash(&document.text);
        let (line, first_text) = *self.seen.entry(hash(&document.id)).or_insert((self.line_number, text));
        if line == self.line_number {
            return false;
        }
        let id = fault::excerpt(&document.id, 60);
        diagnostics.push(if text == first_text {
            let message = format!("the document `{id}` stands already in line {line} with the same text");
            fault::note(place, "jsonl-document-twice", message, "")
        } else {
            let message =
                format!("the id `{id}` is that of line {line}, which has another text; this line is left out");
            fault::error(place, "jsonl-id-twice", message, "give each document an id of its own, or none")
        });
        true
    }

    fn count_broken(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        self.n_broken += 1;
        if self.n_documents == 0 && self.n_broken >= N_BROKEN {
            self.done = true;
            diagnostics.push(fault::error(
                &self.hints.place,
                "jsonl-given-up",
                format!("none of the first {} lines is a document; the rest is left", self.line_number),
                "a JSON Lines file has a JSON object a line: {\"id\": \"...\", \"text\": \"...\"}",
            ));
        }
    }

    fn decode(&mut self, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Decoded {
        match &mut self.charset {
            Charset::Known(encoding) => charset::decode(bytes, encoding),
            Charset::Open { has_letters, detector, is_told } => {
                if *has_letters || charset::is_mostly_utf8(bytes) {
                    *has_letters = *has_letters || bytes.iter().any(|&byte| byte >= 0x80);
                    return charset::decode(bytes, UTF_8);
                }
                detector.feed(bytes, false);
                let decoded = charset::decode(bytes, detector.guess(None, Utf8Detection::Deny));
                if !*is_told {
                    *is_told = true;
                    diagnostics.push(charset::guessed(&self.hints.place, decoded.charset));
                }
                decoded
            }
        }
    }
}

/// The charset that the first bytes or the user tell; takes a byte order mark off `head`.
fn known_charset(head: &mut Vec<u8>, told: Option<&'static Encoding>) -> Option<&'static Encoding> {
    if let Some((encoding, length)) = Encoding::for_bom(head) {
        head.drain(..length);
        return Some(encoding);
    }
    if told.is_some() {
        return told;
    }
    // A JSON line begins with ASCII, so its first two bytes tell UTF-16.
    match head.as_slice() {
        [0, first, ..] if *first != 0 => Some(UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}

fn read_failed(place: &str, error: &io::Error) -> Diagnostic {
    fault::error(place, "read-failed", format!("failed to read on: {error}"), "")
}

/// FNV-1a, 64 bits: the same on every machine and run, which the standard library does not promise of its own hash.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
