//! The formats that documents come in, and how one is told from another.

use std::fmt;
use std::str::FromStr;

use crate::charset;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, with front matter or without.
    Plain,
    /// Markdown (CommonMark with tables), with front matter or without.
    Markdown,
    /// An HTML page.
    Html,
    /// JSON Lines: a document a line.
    Jsonl,
    /// TimeML: a document with its expressions of time marked.
    Timeml,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 5] = [Format::Plain, Format::Markdown, Format::Html, Format::Jsonl, Format::Timeml];

    /// The word for it in settings: "plain", "markdown", "html", "jsonl", "timeml".
    pub fn word(self) -> &'static str {
        match self {
            Format::Plain => "plain",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Timeml => "timeml",
        }
    }

    /// The format that files with this extension (without dot, in any case) have; `None` where the extension does not tell.
    pub fn of_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "tml" => Some(Format::Timeml),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    /// What was found.
    pub found: String,
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no format; allowed: plain, markdown, html, jsonl, timeml", self.found)
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Format, UnknownFormat> {
        Format::ALL
            .into_iter()
            .find(|format| format.word() == word)
            .ok_or_else(|| UnknownFormat { found: word.to_owned() })
    }
}

/// The format of a file by its name's extension, else by its first bytes. A file named as plain text that begins as a page is a page.
pub(crate) fn of(place: &str, bytes: &[u8]) -> Format {
    match by_extension(place) {
        None | Some(Format::Plain) => by_content(bytes),
        Some(format) => format,
    }
}

fn by_extension(place: &str) -> Option<Format> {
    let name = place.rsplit(['/', '\\']).next().unwrap_or(place);
    Format::of_extension(name.rsplit_once('.')?.1)
}

fn by_content(bytes: &[u8]) -> Format {
    let head =
        charset::decode(&bytes[..bytes.len().min(4096)], charset::detect(&bytes[..bytes.len().min(4096)], None, None));
    let head = head.text.trim_start_matches(['\u{feff}', '\0']).trim_start();
    if starts_with_tag(head, &["<!doctype html", "<html", "<head", "<body"]) {
        return Format::Html;
    }
    if starts_with_tag(head, &["<timeml"]) {
        return Format::Timeml;
    }
    // A JSON object whose first member's name follows at once: `{"id": ...`. Braces of prose go on otherwise.
    let in_object = head.strip_prefix('{').map(str::trim_start);
    if in_object.is_some_and(|rest| rest.starts_with('"') && rest.contains("\":") || rest.starts_with("\"text\"")) {
        return Format::Jsonl;
    }
    Format::Plain
}

/// True where one of the tags stands first, after an XML declaration and a comment.
fn starts_with_tag(head: &str, tags: &[&str]) -> bool {
    let start: String = head.chars().take(512).collect::<String>().to_ascii_lowercase();
    let after_declaration = match start.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, rest)| rest).trim_start(),
        None => start.as_str(),
    };
    let after_comment = match after_declaration.strip_prefix("<!--") {
        Some(rest) => rest.split_once("-->").map_or("", |(_, rest)| rest).trim_start(),
        None => after_declaration,
    };
    tags.iter().any(|tag| after_comment.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extension_then_content() {
        let cases: &[(&str, &str, Format)] = &[
            ("a/b.MD", "# x", Format::Markdown),
            ("b.txt", "# x", Format::Plain),
            ("saved.txt", "<!DOCTYPE html><html>", Format::Html),
            ("saved", "<?xml version='1.0'?>\n<!-- c -->\n<html>", Format::Html),
            ("a.b/c", "{\"id\": \"1\", \"text\": \"x\"}", Format::Jsonl),
            ("c", "{braces} in prose", Format::Plain),
            ("x.htm", "no markup", Format::Html),
            ("x.ndjson", "", Format::Jsonl),
            ("-", "<b>bold</b> words", Format::Plain),
            ("y.tml", "", Format::Timeml),
            ("-", "<?xml version=\"1.0\" ?>\n<TimeML xmlns=\"x\">", Format::Timeml),
        ];
        for (place, content, format) in cases {
            assert_eq!(of(place, content.as_bytes()), *format, "{place}");
        }
    }

    #[test]
    fn words_come_back() {
        for format in Format::ALL {
            assert_eq!(format.word().parse(), Ok(format));
        }
        assert!("pdf".parse::<Format>().unwrap_err().to_string().contains("plain, markdown"));
    }
}
