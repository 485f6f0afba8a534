//! A page or a part of it as lines of text.

use dom_query::NodeRef;

use super::walk::{Go, Step, name, walk};
use crate::flow::{Break, Flow};

/// The text of what lies under `root`. White space is drawn together as a browser does, no-break spaces are spaces, soft
/// hyphens are left out.
pub(super) fn of(root: &NodeRef<'_>) -> String {
    let mut lines = Lines::default();
    walk(root, |step| match step {
        Step::Enter(node) if node.is_text() => {
            lines.text(&node.text());
            Go::Past
        }
        Step::Enter(node) if node.is_element() => lines.enter(&node),
        Step::Enter(_) => Go::Past,
        Step::Leave(node) => {
            lines.leave(&name(&node));
            Go::In
        }
    });
    lines.flow.finish()
}

#[derive(Default)]
struct Lines {
    flow: Flow,
    n_open_pre: u32,
    /// For each table around, whether it is a table of data.
    tables: Vec<bool>,
}

impl Lines {
    fn enter(&mut self, node: &NodeRef<'_>) -> Go {
        let name = name(node);
        match name.as_str() {
            "script" | "style" | "noscript" | "template" | "head" | "svg" | "math" | "iframe" | "object" | "canvas"
            | "audio" | "video" | "button" | "select" | "textarea" | "datalist" => return Go::Past,
            "br" => self.flow.line_break(),
            "hr" => self.flow.part(Break::Paragraph),
            "li" => self.flow.begin_item("- ".to_owned()),
            "pre" => {
                self.flow.part(Break::Paragraph);
                self.n_open_pre += 1;
            }
            "table" => {
                self.flow.part(Break::Paragraph);
                self.tables.push(is_data(node));
            }
            "tr" if self.in_data() => {
                self.flow.part(Break::Line);
                self.flow.begin_row();
            }
            "td" | "th" if self.in_data() => self.flow.begin_cell(),
            other => self.flow.part(break_of(other)),
        }
        Go::In
    }

    fn leave(&mut self, name: &str) {
        match name {
            "li" => self.flow.end_item(),
            "pre" => {
                self.n_open_pre = self.n_open_pre.saturating_sub(1);
                self.flow.part(Break::Paragraph);
            }
            "table" => {
                if self.tables.pop() == Some(true) {
                    self.flow.end_row();
                }
                self.flow.part(Break::Paragraph);
            }
            "tr" if self.in_data() => self.flow.end_row(),
            "br" => {}
            other => self.flow.part(break_of(other)),
        }
    }

    fn in_data(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    fn text(&mut self, text: &str) {
        // U+2028 parts lines by its own meaning; `article` writes it for `<br>`.
        let separator = if self.n_open_pre > 0 { ['\n', '\u{2028}'] } else { ['\u{2028}'; 2] };
        for (index, line) in text.split(separator).enumerate() {
            if index > 0 {
                self.flow.line_break();
            }
            self.flow.words(line);
        }
    }
}

fn break_of(name: &str) -> Break {
    match name {
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "figure" | "figcaption" | "address" | "form"
        | "fieldset" | "details" | "body" | "center" | "menu" | "td" | "th" | "caption" => Break::Paragraph,
        "dt" | "dd" | "tr" | "summary" | "option" | "legend" | "thead" | "tbody" | "tfoot" => Break::Line,
        _ => Break::Inline,
    }
}

/// Whether a table shows data rather than lays out the page: no table within, several rows, some row of several cells, no cell
/// as long as an article.
fn is_data(table: &NodeRef<'_>) -> bool {
    let (mut n_rows, mut n_cells, mut n_letters, mut is_layout) = (0_usize, 0_usize, 0_usize, false);
    walk(table, |step| {
        if is_layout {
            return Go::Past;
        }
        match step {
            Step::Enter(node) if node.is_text() => n_letters += node.text().trim().len(),
            Step::Enter(node) => match name(&node).as_str() {
                "table" | "article" | "h1" => is_layout = true,
                "tr" => n_rows += 1,
                "td" | "th" => n_cells += 1,
                _ => {}
            },
            Step::Leave(_) => {}
        }
        Go::In
    });
    !is_layout && n_rows > 1 && n_cells > n_rows && n_letters / n_cells < 300
}
