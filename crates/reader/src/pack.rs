//! Packs: the rule and data files that the reader works from, embedded or given by the user, and their faults.

use std::fmt;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/pack.rs"));
}

/// A rule or data file: its path from the pack's root ("data/en/units.tsv") and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// Path from the pack's root, parted by `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// The files that the program carries, sorted by path.
pub fn embedded() -> Vec<PackFile> {
    embedded::FILES.iter().map(|(path, text)| PackFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

/// A fault in a rule or data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The rule, where the file is one.
    pub rule: Option<String>,
    /// What was found.
    pub message: String,
    /// What is allowed; empty where the message says it.
    pub hint: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some(rule) = &self.rule {
            write!(f, "rule `{rule}`: ")?;
        }
        f.write_str(&self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\nhint: {}", self.hint) }
    }
}

impl std::error::Error for PackError {}

/// A row of a table with its line.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The file.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// The cells, as many as the table has columns, trimmed.
    pub cells: Vec<&'a str>,
}

impl Row<'_> {
    /// A fault at this row.
    pub fn error(&self, message: impl Into<String>, hint: impl Into<String>) -> PackError {
        PackError {
            file: self.file.to_owned(),
            line: self.line,
            rule: None,
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// The parts of a cell that holds several, separated by `;` and trimmed; none where the cell is empty.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &str> {
        self.cells[column].split(';').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// Reads a TSV table: lines that begin with `#` are its head (source, licence, date), the first other line names the columns,
/// blank lines are skipped, empty cells at the end of a row may be left out.
///
/// # Errors
/// Where the columns are not `columns`, or a row has more cells than columns.
pub fn table<'a>(file: &'a PackFile, columns: &[&str]) -> Result<Vec<Row<'a>>, PackError> {
    let mut rows = Vec::new();
    let mut named = false;
    for (index, line) in file.text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut row =
            Row { file: &file.path, line: index as u32 + 1, cells: line.split('\t').map(str::trim).collect() };
        if !named {
            if row.cells != columns {
                return Err(row.error(
                    format!("columns are `{}`", row.cells.join(" ")),
                    format!("allowed: {}", columns.join(" ")),
                ));
            }
            named = true;
            continue;
        }
        if row.cells.len() > columns.len() {
            return Err(row.error(
                format!("{} cells in a table of {} columns", row.cells.len(), columns.len()),
                format!("columns: {}; cells are parted by one tab", columns.join(" ")),
            ));
        }
        row.cells.resize(columns.len(), "");
        rows.push(row);
    }
    Ok(rows)
}
