//! TimeML: documents whose expressions of time are marked with TIMEX3 tags (https://timeml.org, TempEval-3).
//!
//! No parser of all XML is needed: of the tags only a few count, and a file that is nearly TimeML should be told where it is not.

use std::fmt;

use model::{Date, Span, TimeExpression, TimeKind};

use crate::draft::Draft;

/// A TimeML document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeMl {
    /// What DOCID says.
    pub id: Option<String>,
    /// What TITLE says.
    pub title: Option<String>,
    /// The day of the document's creation: the value of the TIMEX3 tag in DCT.
    pub created: Option<Date>,
    /// All that stands in TEXT, without tags.
    pub text: String,
    /// The TIMEX3 tags of TEXT, in order.
    pub times: Vec<TimeExpression>,
}

/// Why a file is no TimeML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMlError {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what is allowed.
    pub message: String,
}

impl fmt::Display for TimeMlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for TimeMlError {}

impl TimeMl {
    /// Reads a document.
    ///
    /// # Errors
    /// The first tag that is not closed, TIMEX3 tag without a known type or without a value, or the lack of a TEXT element.
    pub fn parse(source: &str) -> Result<TimeMl, TimeMlError> {
        let mut state = State { source, out: TimeMl::default(), n_letters: 0, n_open: [0; 5], open: Vec::new() };
        let mut seen_text = false;
        let mut at = 0;
        while let Some(next) = source[at..].find('<').map(|found| at + found) {
            state.words(&source[at..next]);
            let rest = &source[next..];
            at = if let Some(end) = skipped(rest) {
                next + end
            } else if let Some(words) = rest.strip_prefix("<![CDATA[") {
                let end = words.find("]]>").ok_or_else(|| state.error(next, "`<![CDATA[` is not closed by `]]>`"))?;
                state.plain(&words[..end]);
                next + "<![CDATA[".len() + end + "]]>".len()
            } else {
                let end = tag_end(rest).ok_or_else(|| state.error(next, "a tag is not closed by `>`"))?;
                let tag = &rest[1..end];
                seen_text |= name(tag) == "TEXT";
                state.tag(tag, next)?;
                next + end + 1
            };
        }
        state.words(&source[at..]);
        if let Some(&(_, _, start, ..)) = state.open.last() {
            return Err(state.error(start, "`<TIMEX3>` is not closed by `</TIMEX3>`"));
        }
        if !seen_text {
            return Err(state.error(0, "the file has no `<TEXT>` element; allowed: TimeML as of TempEval-3"));
        }
        state.out.times.sort();
        Ok(state.out)
    }
}

/// The draft of a TimeML document. One that is broken is told and gives no text.
pub(crate) fn draft(source: &str) -> Result<Draft, TimeMlError> {
    let TimeMl { id, title, created, text, .. } = TimeMl::parse(source)?;
    Ok(Draft { id, text, title, published: created, ..Draft::default() })
}

/// A TIMEX3 tag that is open: type, value, place in the source, place in the text.
type Open = (TimeKind, String, usize, u32);

struct State<'s> {
    source: &'s str,
    out: TimeMl,
    /// Code points of the text so far.
    n_letters: u32,
    /// How many elements are open of each of `ELEMENTS`.
    n_open: [u32; 5],
    open: Vec<Open>,
}

/// The elements that count; all others are passed over and their words kept.
const ELEMENTS: [&str; 5] = ["DOCID", "TITLE", "DCT", "TEXT", "TIMEX3"];

impl<'s> State<'s> {
    fn error(&self, at: usize, message: &str) -> TimeMlError {
        let line = self.source[..at].bytes().filter(|&byte| byte == b'\n').count() + 1;
        TimeMlError { line, message: message.to_owned() }
    }

    fn is_in(&self, element: &str) -> bool {
        ELEMENTS.iter().zip(self.n_open).any(|(name, n_open)| *name == element && n_open > 0)
    }

    /// Words between tags, with character references.
    fn words(&mut self, words: &str) {
        if words.contains('&') { self.plain(&decoded(words)) } else { self.plain(words) }
    }

    fn plain(&mut self, words: &str) {
        if self.is_in("TEXT") {
            self.out.text.push_str(words);
            self.n_letters = self.n_letters.saturating_add(u32::try_from(words.chars().count()).unwrap_or(u32::MAX));
        } else if self.is_in("DOCID") {
            add(&mut self.out.id, words);
        } else if self.is_in("TITLE") {
            add(&mut self.out.title, words);
        }
    }

    fn tag(&mut self, tag: &'s str, at: usize) -> Result<(), TimeMlError> {
        let name = name(tag);
        let Some(index) = ELEMENTS.iter().position(|element| *element == name) else { return Ok(()) };
        if tag.starts_with('/') {
            let Some(n_left) = self.n_open[index].checked_sub(1) else {
                return Err(self.error(at, &format!("`</{name}>` closes no element")));
            };
            self.n_open[index] = n_left;
            if name == "TIMEX3" && self.is_in("TEXT") {
                self.close();
            }
            return Ok(());
        }
        if name == "TIMEX3" && self.is_in("TEXT") {
            let open = self.timex(tag, at)?;
            self.open.push(open);
        } else if name == "TIMEX3" && self.is_in("DCT") {
            let value = attribute(tag, "value").unwrap_or_default();
            self.out.created = value.get(..10).and_then(|day| day.parse().ok());
        }
        if tag.ends_with('/') {
            // An element without words; of a TIMEX3 tag there is nothing to find.
            if name == "TIMEX3" {
                self.open.pop();
            }
        } else {
            self.n_open[index] = self.n_open[index].saturating_add(1);
        }
        Ok(())
    }

    fn timex(&self, tag: &str, at: usize) -> Result<Open, TimeMlError> {
        let kind = attribute(tag, "type").unwrap_or_default();
        let kind = kind.parse::<TimeKind>().map_err(|error| self.error(at, &format!("`<TIMEX3>`: {error}")))?;
        let value = attribute(tag, "value").ok_or_else(|| self.error(at, "`<TIMEX3>` has no attribute `value`"))?;
        Ok((kind, value, at, self.n_letters))
    }

    fn close(&mut self) {
        let Some((kind, value, _, start)) = self.open.pop() else { return };
        let span = Span::new(start, self.n_letters);
        if !span.is_empty() {
            self.out.times.push(TimeExpression { span, kind, value });
        }
    }
}

fn add(field: &mut Option<String>, words: &str) {
    let words = words.trim();
    if !words.is_empty() {
        field.get_or_insert_default().push_str(words);
    }
}

/// Bytes of a comment, declaration or processing instruction at the start; `None` for a tag.
fn skipped(rest: &str) -> Option<usize> {
    let (open, close) = [("<!--", "-->"), ("<?", "?>")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))
        .or_else(|| (rest.starts_with("<!") && !rest.starts_with("<![CDATA[")).then_some(("<!", ">")))?;
    Some(rest[open.len()..].find(close).map_or(rest.len(), |at| open.len() + at + close.len()))
}

/// The byte of the `>` that ends a tag; one inside an attribute's quotation marks does not.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(tag.len());
    &tag[..end]
}

/// The value of an attribute, references decoded.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(equals) = rest.find('=') {
        let name = rest[..equals].trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = value[1..].split_once(quote)?;
        if name == wanted {
            return Some(decoded(value));
        }
        rest = after;
    }
    None
}

/// Character references of XML as what they stand for; others stay as they are.
fn decoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let found = rest[at..].find(';').and_then(|end| Some((reference(&rest[at + 1..at + end])?, end)));
        match found {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[at + end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<?xml version=\"1.0\" ?>\n<TimeML>\n<DOCID>ferry-1</DOCID>\n\
        <DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-03-03\" functionInDocument=\"CREATION_TIME\">3 March</TIMEX3></DCT>\n\
        <TITLE>Ferry &amp; bridge</TITLE>\n<TEXT>The ferry <EVENT eid=\"e1\">stopped</EVENT> on \
        <TIMEX3 tid='t1' type='DATE' value='2024-03-01'>1 March</TIMEX3> &amp; rests\n<!-- x > y -->for \
        <TIMEX3 type=\"DURATION\" value=\"P2W\">two weeks</TIMEX3>.</TEXT>\n</TimeML>\n";

    #[test]
    fn reads_text_tags_and_what_is_told_of_the_document() {
        let page = TimeMl::parse(PAGE).unwrap();
        assert_eq!(page.text, "The ferry stopped on 1 March & rests\nfor two weeks.");
        assert_eq!((page.id.as_deref(), page.title.as_deref()), (Some("ferry-1"), Some("Ferry & bridge")));
        assert_eq!(page.created.map(|day| day.to_string()).as_deref(), Some("2024-03-03"));
        let letters: Vec<char> = page.text.chars().collect();
        let found: Vec<String> = page
            .times
            .iter()
            .map(|time| {
                let words: String = letters[time.span.start as usize..time.span.end as usize].iter().collect();
                format!("{words} {} {}", time.kind, time.value)
            })
            .collect();
        assert_eq!(found, ["1 March DATE 2024-03-01", "two weeks DURATION P2W"]);
    }

    #[test]
    fn faults_name_the_line() {
        let cases = [
            ("</TIMEX3>.</TEXT>", ".</TEXT>", "line 7: `<TIMEX3>` is not closed"),
            (
                "type=\"DURATION\"",
                "type=\"SPAN\"",
                "line 7: `<TIMEX3>`: type `SPAN` is unknown; allowed: DATE, TIME, DURATION, SET",
            ),
            (" value=\"P2W\"", "", "line 7: `<TIMEX3>` has no attribute `value`"),
            ("<TEXT>", "", "line 7: `</TEXT>` closes no element"),
            ("</TimeML>", "</TimeML", "line 8: a tag is not closed by `>`"),
        ];
        for (from, to, expected) in cases {
            let told = TimeMl::parse(&PAGE.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(told.starts_with(expected), "{told}");
        }
        assert!(TimeMl::parse("plain words").is_err());
    }
}
