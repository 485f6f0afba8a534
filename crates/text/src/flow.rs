//! Sets words into lines: paragraphs parted by blank lines, items as "- ", rows of tables with cells parted by " | ".

/// How much a piece of markup parts the words before it from those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Not at all: a part of the line.
    Inline,
    /// A line of its own.
    Line,
    /// A paragraph of its own.
    Paragraph,
}

/// The lines so far, and what is due before the next words.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    out: String,
    pending: Option<Break>,
    is_spaced: bool,
    /// The mark of an item that has no words yet.
    mark: Option<String>,
    n_open_items: u32,
    /// Cells of the row that is read.
    row: Option<Vec<String>>,
}

impl Flow {
    /// The finished text.
    pub(crate) fn finish(mut self) -> String {
        self.end_row();
        self.out
    }

    /// Asks for a break before the next words; within a cell or at an item's start it is a space, within an item a new line.
    pub(crate) fn part(&mut self, wanted: Break) {
        if wanted == Break::Inline {
            return;
        }
        self.is_spaced = true;
        if self.row.is_some() || self.mark.is_some() {
            return;
        }
        let wanted = if self.n_open_items > 0 { Break::Line } else { wanted };
        self.pending = self.pending.max(Some(wanted));
    }

    /// A line break as such; a second one in a row ends the paragraph, since old pages part paragraphs so.
    pub(crate) fn line_break(&mut self) {
        if self.row.is_some() {
            self.is_spaced = true;
        } else if self.pending == Some(Break::Line) && self.n_open_items == 0 {
            self.pending = Some(Break::Paragraph);
        } else {
            self.pending = self.pending.max(Some(Break::Line));
        }
    }

    /// Begins an item, `mark` ("- ") before its first words.
    pub(crate) fn begin_item(&mut self, mark: String) {
        // An item that opens the parent item has the line to itself.
        self.mark = None;
        self.part(Break::Line);
        self.mark = Some(mark);
        self.n_open_items += 1;
    }

    /// Ends an item; the next one begins on the next line.
    pub(crate) fn end_item(&mut self) {
        self.n_open_items = self.n_open_items.saturating_sub(1);
        self.mark = None;
        self.part(Break::Line);
    }

    /// Begins a row of a table of data.
    pub(crate) fn begin_row(&mut self) {
        self.end_row();
        self.row = Some(Vec::new());
    }

    /// Begins a cell of the row.
    pub(crate) fn begin_cell(&mut self) {
        self.is_spaced = false;
        if let Some(row) = &mut self.row {
            row.push(String::new());
        }
    }

    /// Ends the row, if one is open; a row without words is left out.
    pub(crate) fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if row.iter().any(|cell| !cell.is_empty()) {
            self.make_break();
            self.out.push_str(&row.join(" | "));
        }
        self.part(Break::Line);
    }

    /// Words with the white space among them drawn together; soft hyphens are left out.
    pub(crate) fn words(&mut self, text: &str) {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            self.is_spaced |= index > 0;
            if !word.is_empty() {
                self.push(|out| out.extend(word.chars().filter(|letter| *letter != '\u{ad}')));
            }
        }
    }

    /// Text whose white space stays as it is; it holds no line feed.
    pub(crate) fn verbatim(&mut self, text: &str) {
        if !text.is_empty() {
            self.is_spaced &= !text.starts_with(' ');
            self.push(|out| out.push_str(text));
        }
    }

    /// A space before the next words.
    pub(crate) fn space(&mut self) {
        self.is_spaced = true;
    }

    fn push(&mut self, write: impl FnOnce(&mut String)) {
        if self.row.as_ref().is_some_and(Vec::is_empty) {
            // Words of a row outside its cells, which only a broken page has.
            self.begin_cell();
        }
        if self.row.is_none() {
            self.make_break();
            if let Some(mark) = self.mark.take() {
                self.out.push_str(&mark);
            }
        }
        let out = match &mut self.row {
            Some(row) => row.last_mut().unwrap_or(&mut self.out),
            None => &mut self.out,
        };
        if self.is_spaced && !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
        self.is_spaced = false;
        write(out);
    }

    fn make_break(&mut self) {
        let pending = self.pending.take();
        if self.out.is_empty() {
            return;
        }
        match pending {
            Some(Break::Paragraph) => self.out.push_str("\n\n"),
            Some(Break::Line) => self.out.push('\n'),
            Some(Break::Inline) | None => {}
        }
    }
}
