//! Bytes to documents: file formats, charsets, page furniture and metadata. No file is opened here and nothing fails: what cannot
//! be read becomes a diagnostic, and reading goes on.

mod binary;
mod calendar;
mod charset;
mod clean;
mod days;
mod draft;
mod fault;
mod fields;
mod flow;
mod format;
mod frontmatter;
mod furniture;
mod head;
mod html;
pub mod jsonl;
mod markdown;
mod phrases;
mod pieces;
mod table;
pub mod timeml;

pub use format::{Format, UnknownFormat};
pub use furniture::furniture;
pub use head::{Dated, published, published_near, title};

use model::{Date, Diagnostic, Document};

/// The largest plain text, Markdown or HTML file, and the longest text of a JSONL line, that is read, in bytes (32 MiB). Press reports have
/// some kilobytes; what is larger is an archive or a mistake, and refusing it keeps the work bounded.
pub const MAX_BYTES: usize = 32 << 20;

/// What the caller knows of the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The name shown in diagnostics: usually the file's path. Its extension tells the format where `format` is `None`.
    pub place: String,
    /// The format; `None` to find it from the extension and the content.
    pub format: Option<Format>,
    /// The day of publication for documents that do not tell it; it also completes a day and month without a year.
    pub published: Option<Date>,
    /// BCP 47 tag of the language for documents that do not tell it: "en".
    pub lang: Option<String>,
    /// Label of the charset after the WHATWG Encoding Standard ("windows-1251", "koi8-r"); `None` to detect it. A byte order mark
    /// goes before it.
    pub charset: Option<String>,
}

/// Reads the documents of a file: one of a plain text, Markdown or HTML file, any number of a JSONL file.
///
/// Never fails: what could not be read is told by the diagnostics. For JSONL files that may not fit into memory, see [`jsonl::Lines`].
pub fn read(bytes: &[u8], hints: &Hints) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if bytes.is_empty() {
        diagnostics.push(fault::error(&hints.place, "file-empty", "the file is empty".to_owned(), ""));
        return (Vec::new(), diagnostics);
    }
    let format = hints.format.unwrap_or_else(|| format::of(&hints.place, bytes));
    if format == Format::Jsonl {
        let mut documents = Vec::new();
        for (document, found) in jsonl::Lines::new(bytes, hints) {
            documents.extend(document);
            diagnostics.extend(found);
        }
        return (documents, diagnostics);
    }
    let document = read_one(bytes, format, hints, &mut diagnostics);
    (document.into_iter().collect(), diagnostics)
}

fn read_one(bytes: &[u8], format: Format, hints: &Hints, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let text = decode(bytes, format, hints, diagnostics)?;
    let draft = match format {
        Format::Timeml => match timeml::draft(&text) {
            Ok(draft) => draft,
            Err(error) => {
                diagnostics.push(fault::error(&hints.place, "timeml-broken", error.to_string(), ""));
                return None;
            }
        },
        Format::Plain | Format::Jsonl => frontmatter::draft(text, &hints.place, diagnostics),
        Format::Markdown => markdown::draft(text, &hints.place, diagnostics),
        Format::Html => html::draft(&text, &hints.place, diagnostics),
    };
    draft::finish(draft, hints, &hints.place, diagnostics)
}

/// The decoded text of a whole file; `None` where it is too large or no text.
fn decode(bytes: &[u8], format: Format, hints: &Hints, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let place = &hints.place;
    if let Some(binary) = binary::by_magic(bytes) {
        diagnostics.push(fault::error(
            place,
            "file-binary",
            format!("the file is {}, no text", binary.name),
            binary.hint,
        ));
        return None;
    }
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; allowed: up to {MAX_BYTES} for one document", bytes.len());
        diagnostics.push(fault::error(place, "file-too-large", message, "split it into documents, as JSON Lines"));
        return None;
    }
    let told = told_charset(hints, diagnostics);
    let declared = if format == Format::Html { charset::declared_in_page(bytes) } else { None };
    let encoding = charset::detect(bytes, told, declared);
    if encoding != encoding_rs::UTF_16LE
        && encoding != encoding_rs::UTF_16BE
        && let Some(binary) = binary::by_share(bytes)
    {
        diagnostics.push(fault::error(
            place,
            "file-binary",
            format!("the file is {}, no text", binary.name),
            binary.hint,
        ));
        return None;
    }
    let decoded = charset::decode(bytes, encoding);
    if told.is_none() && encoding != encoding_rs::UTF_8 && declared != Some(encoding) && !charset::has_mark(bytes) {
        diagnostics.push(charset::guessed(place, decoded.charset));
    }
    diagnostics.extend(decoded.fault(place));
    Some(decoded.text)
}

/// The charset that the hints name; a label that is no charset gives a diagnostic.
pub(crate) fn told_charset(hints: &Hints, diagnostics: &mut Vec<Diagnostic>) -> Option<&'static encoding_rs::Encoding> {
    let label = hints.charset.as_deref()?;
    let encoding = charset::by_label(label);
    if encoding.is_none() {
        diagnostics.push(fault::error(
            &hints.place,
            "charset-unknown",
            format!("`{label}` is no charset; the charset is detected instead"),
            "allowed: the labels of the WHATWG Encoding Standard, such as utf-8, utf-16le, windows-1251, koi8-r, iso-8859-2",
        ));
    }
    encoding
}
