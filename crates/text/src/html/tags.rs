//! Tags of a page before it is parsed: how deep they nest, and a flat page in place of one that nests without end.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The parser's work grows with the number of elements times their depth; what people write stays far below this.
const MAX_OPEN: usize = 300;

/// The page itself, or, where elements nest deeper than any page that people write, the same words in paragraphs one after another.
pub(super) fn tamed(source: &str) -> Cow<'_, str> {
    if n_open(source) <= MAX_OPEN { Cow::Borrowed(source) } else { Cow::Owned(flat(source)) }
}

/// A tag of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tag<'a> {
    /// First byte: the `<`.
    start: usize,
    /// One past the `>`, and for elements whose content is no markup (scripts, styles) one past their end tag's `>`.
    end: usize,
    /// Name in lower case.
    name: String,
    kind: TagKind,
    /// The tag as written.
    words: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagKind {
    Open,
    Close,
    /// Written as closed (`<path/>`), or an element without content.
    Empty,
    /// A comment, declaration, script or style, passed over as a whole.
    Hidden,
}

/// The largest number of elements open at once, as far as their tags tell. Elements that end by themselves, such as paragraphs, do not count.
fn n_open(source: &str) -> usize {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let (mut n_open, mut n_most) = (0_usize, 0_usize);
    for tag in tags(source) {
        let ends_itself = matches!(
            tag.name.as_str(),
            "p" | "li"
                | "dt"
                | "dd"
                | "tr"
                | "td"
                | "th"
                | "thead"
                | "tbody"
                | "tfoot"
                | "option"
                | "html"
                | "body"
                | "head"
        );
        if ends_itself {
            continue;
        }
        match tag.kind {
            TagKind::Open => {
                *open.entry(tag.name).or_default() += 1;
                n_open += 1;
                n_most = n_most.max(n_open);
            }
            TagKind::Close => {
                if let Some(n) = open.get_mut(&tag.name).filter(|n| **n > 0) {
                    *n -= 1;
                    n_open -= 1;
                }
            }
            TagKind::Empty | TagKind::Hidden => {}
        }
    }
    n_most
}

/// The page's words without its nesting: head elements, headings and items stay, other blocks begin a paragraph, inline tags go.
fn flat(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut at = 0;
    for tag in tags(source) {
        out.push_str(&source[at..tag.start]);
        at = tag.end;
        match tag.name.as_str() {
            "meta" | "link" | "br" | "title" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                out.push_str(tag.words)
            }
            "html" | "head" | "body" if tag.kind == TagKind::Open => out.push_str(tag.words),
            _ if tag.kind == TagKind::Hidden => {}
            "a" | "b" | "i" | "u" | "s" | "em" | "strong" | "span" | "font" | "small" | "big" | "sub" | "sup"
            | "abbr" | "cite" | "code" | "mark" | "time" | "q" | "nobr" | "wbr" | "img" | "label" => {}
            _ => out.push_str("<p>"),
        }
    }
    out.push_str(&source[at..]);
    out
}

fn tags(source: &str) -> Tags<'_> {
    Tags { source, at: 0 }
}

struct Tags<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.source[self.at..].find('<')?;
            let rest = &self.source[start + 1..];
            self.at = start + 1;
            let tag = match rest.as_bytes().first()? {
                b'!' | b'?' => Some(hidden(self.source, start)),
                b'/' => named(self.source, start, start + 2, TagKind::Close),
                b'a'..=b'z' | b'A'..=b'Z' => named(self.source, start, start + 1, TagKind::Open),
                _ => None,
            };
            if let Some(tag) = tag {
                self.at = tag.end;
                return Some(tag);
            }
        }
    }
}

fn hidden(source: &str, start: usize) -> Tag<'_> {
    let rest = &source[start..];
    let end_mark = if rest.starts_with("<!--") { "-->" } else { ">" };
    let end = rest.find(end_mark).map_or(source.len(), |at| start + at + end_mark.len());
    Tag { start, end, name: String::new(), kind: TagKind::Hidden, words: &source[start..end] }
}

/// The tag whose name begins at `name_start`; `None` where no letter stands there.
fn named(source: &str, start: usize, name_start: usize, kind: TagKind) -> Option<Tag<'_>> {
    let rest = &source[name_start..];
    let name_end =
        rest.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap_or(rest.len());
    let name = rest[..name_end].to_ascii_lowercase();
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let mut end = end_of_tag(source, name_start + name_end);
    let words = &source[start..end];
    let is_void = matches!(
        name.as_str(),
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    );
    // In HTML the slash closes only foreign elements, those of drawings and formulas.
    let is_html = matches!(
        name.as_str(),
        "div" | "span" | "a" | "b" | "i" | "u" | "font" | "center" | "section" | "article" | "ul" | "ol" | "table"
    );
    let mut kind = kind;
    if kind == TagKind::Open && (is_void || words.ends_with("/>") && !is_html) {
        kind = TagKind::Empty;
    } else if kind == TagKind::Open
        && matches!(name.as_str(), "script" | "style" | "noscript" | "textarea" | "xmp" | "iframe")
    {
        kind = TagKind::Hidden;
        end = end_of_raw(source, end, &name);
    }
    Some(Tag { start, end, name, kind, words })
}

/// One past the `>` that ends the tag, those in quoted values passed over.
fn end_of_tag(source: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in source.as_bytes()[from..].iter().copied().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from + at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    source.len()
}

/// One past the end tag of an element whose content is no markup.
fn end_of_raw(source: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = source[at..].find("</") {
        at += found + 2;
        let is_end =
            source.as_bytes()[at..].get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
        if is_end {
            return end_of_tag(source, at);
        }
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_open() {
        let cases = [
            ("<div><b>x</b><div>y</div></div>", 2),
            ("<p>x<p>y<p>z", 0),
            ("<br><img src='a>b'><hr/>", 0),
            ("<script>if (a<b) { '<div><div>' }</script><i>x", 1),
            ("<!-- <div><div><div> --><div>", 1),
            ("<div></x></x></span>", 1),
            ("a < b, <3, </ >", 0),
            ("<div", 1),
            ("", 0),
        ];
        for (source, n) in cases {
            assert_eq!(n_open(source), n, "{source}");
        }
    }

    #[test]
    fn flattens_what_nests_without_end() {
        let source = format!("<title>T</title><h1>H</h1>{}a<b>b</b>{}", "<div>".repeat(400), "</div>".repeat(400));
        let flat = tamed(&source).into_owned();
        assert!(flat.starts_with("<title>T</title><h1>H</h1><p><p>"), "{flat}");
        assert!(flat.contains(">ab<"), "{flat}");
        assert!(matches!(tamed("<div>x</div>"), Cow::Borrowed(_)));
    }
}
