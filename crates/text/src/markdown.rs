//! Markdown without its markup: what CommonMark and its tables mean, as lines of text.

use model::Diagnostic;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::draft::Draft;
use crate::flow::{Break, Flow};
use crate::{frontmatter, html};

/// The draft of a Markdown file: front matter read and taken off, markup taken off. Links leave their words, images nothing, tables
/// their rows with cells parted by " | ", items "- " or their number; the first heading of the first level is the title where
/// the front matter gives none.
pub(crate) fn draft(text: String, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let mut draft = frontmatter::draft(text, place, diagnostics);
    let (text, heading) = without_markup(&draft.text);
    draft.text = text;
    draft.title = draft.title.or(heading);
    draft
}

#[derive(Default)]
struct Lines {
    flow: Flow,
    /// For each list around, the number of its next item; `None` for bullets.
    lists: Vec<Option<u64>>,
    n_open_images: u32,
    in_code: bool,
    in_first_heading: bool,
    heading: Option<String>,
    html: String,
}

fn without_markup(text: &str) -> (String, Option<String>) {
    let mut lines = Lines::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(tag) => lines.start(tag),
            Event::End(tag) => lines.end(tag),
            Event::Text(words) => lines.text(&words),
            Event::Code(words) => lines.text(&words),
            Event::Html(markup) => lines.html.push_str(&markup),
            Event::InlineHtml(markup) if is_line_break(&markup) => lines.flow.line_break(),
            Event::SoftBreak => lines.flow.space(),
            Event::HardBreak => lines.flow.line_break(),
            Event::Rule => lines.flow.part(Break::Paragraph),
            _ => {}
        }
    }
    (lines.flow.finish(), lines.heading)
}

impl Lines {
    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flow.part(Break::Paragraph);
                self.in_first_heading = self.heading.is_none() && level == pulldown_cmark::HeadingLevel::H1;
                if self.in_first_heading {
                    self.heading = Some(String::new());
                }
            }
            Tag::List(first) => {
                self.flow.part(Break::Paragraph);
                self.lists.push(first);
            }
            Tag::Item => {
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "- ".to_owned(),
                };
                self.flow.begin_item(mark);
            }
            Tag::CodeBlock(kind) => {
                self.flow.part(Break::Paragraph);
                self.in_code = matches!(kind, CodeBlockKind::Fenced(_) | CodeBlockKind::Indented);
            }
            Tag::Table(_) => self.flow.part(Break::Paragraph),
            Tag::TableHead | Tag::TableRow => self.flow.begin_row(),
            Tag::TableCell => self.flow.begin_cell(),
            Tag::Image { .. } => self.n_open_images += 1,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::HtmlBlock => self.flow.part(Break::Paragraph),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.in_first_heading = false;
                self.flow.part(Break::Paragraph);
            }
            TagEnd::Item => self.flow.end_item(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.flow.part(Break::Paragraph);
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.flow.part(Break::Paragraph);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flow.end_row(),
            TagEnd::Image => self.n_open_images = self.n_open_images.saturating_sub(1),
            TagEnd::HtmlBlock => {
                let markup = std::mem::take(&mut self.html);
                self.lines(&html::words(&markup));
                self.flow.part(Break::Paragraph);
            }
            TagEnd::Paragraph | TagEnd::Table | TagEnd::BlockQuote(_) => self.flow.part(Break::Paragraph),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.n_open_images > 0 {
            return;
        }
        if self.in_first_heading
            && let Some(heading) = &mut self.heading
        {
            heading.push_str(words);
        }
        if self.in_code { self.lines(words) } else { self.flow.verbatim(words) }
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.flow.line_break();
            }
            self.flow.verbatim(line);
        }
    }
}

fn is_line_break(markup: &str) -> bool {
    let name = markup.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_what_the_markup_means() {
        let cases = [
            (
                "# Buses\n\nTen *low-floor* **buses**\nfrom [Minsk](https://a.example).",
                "Buses\n\nTen low-floor buses from Minsk.",
            ),
            ("- a\n- b\n  - c\n\nd", "- a\n- b\n- c\n\nd"),
            ("3. a\n4. b", "3. a\n4. b"),
            ("a\n\n| x | y |\n|---|---|\n| 1 | **2** |\n|  | 4 |\n\nb", "a\n\nx | y\n1 | 2\n | 4\n\nb"),
            ("![alt](a.png)\nAfter.", "After."),
            ("> quoted\n> on\n\nnot", "quoted on\n\nnot"),
            ("line  \nnext\\\nlast", "line\nnext\nlast"),
            ("`code` and\n\n```\nx = 1\n  y\n```\nz", "code and\n\nx = 1\n  y\n\nz"),
            ("Fish &amp; chips, 5 \\* 3, e\u{301} a\u{a0}b", "Fish & chips, 5 * 3, e\u{301} a\u{a0}b"),
            ("<div>In <b>HTML</b><br>two</div>\n\nafter <i>inline</i><br/>end", "In HTML\ntwo\n\nafter inline\nend"),
            ("one\n\n---\n\ntwo ~~no~~", "one\n\ntwo no"),
            ("<https://a.example/1>", "https://a.example/1"),
            ("- a\n\n- b\n\n  b2\n\nc", "- a\n- b\nb2\n\nc"),
        ];
        for (markup, text) in cases {
            assert_eq!(without_markup(markup).0, text, "{markup}");
        }
    }

    #[test]
    fn the_first_heading_is_the_title() {
        let title = |text: &str| draft(text.to_owned(), "a.md", &mut Vec::new()).title;
        assert_eq!(title("## x\n\n# The *main* one\n\n# other").as_deref(), Some("The main one"));
        assert_eq!(title("---\ntitle: From above\n---\n# Below").as_deref(), Some("From above"));
        assert_eq!(title("text"), None);
    }
}
