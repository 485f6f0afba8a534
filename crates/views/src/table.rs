//! Rows as a table: one statement a line, one column a role; and the table as CSV.

use std::io;

use model::{Decimal, Role, Row};

/// A table of words: a head and lines of as many cells.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Table {
    /// Names of the columns; see [`COLUMNS`].
    pub columns: Vec<&'static str>,
    /// The cells of each line, as many as there are columns; a cell without a value is empty.
    pub lines: Vec<Vec<String>>,
}

/// The columns of a table of statements, in order. Each role of the guide has its own; several values of a role are parted by "; ".
pub const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "form",
    "stage",
    "from",
    "party",
    "to",
    "item",
    "person",
    "office",
    "of",
    "quantity",
    "amount",
    "change",
    "share",
    "rank",
    "when",
    "place",
    "speaker",
    "quote",
    "document",
    "published",
];

/// The rows as a table, in the rows' order.
///
/// Values stand in the short form of [`model::Value`] ("over 120 buses", "USD 3000000000", "2023/2025"), dates as EDTF, names with
/// their ISO id in brackets. Quotes of several evidences are parted by " … ".
pub fn table(rows: &[Row]) -> Table {
    Table { columns: COLUMNS.to_vec(), lines: rows.iter().map(line).collect() }
}

fn line(row: &Row) -> Vec<String> {
    COLUMNS.iter().map(|column| cell(row, column)).collect()
}

fn cell(row: &Row, column: &str) -> String {
    let statement = &row.statement;
    match column {
        "id" => row.id.clone(),
        "kind" => statement.kind().to_string(),
        "form" => statement.form().map(|form| form.to_string()).unwrap_or_default(),
        "stage" => statement.stage().map(|stage| stage.to_string()).unwrap_or_default(),
        "quote" => statement.evidence().iter().map(|evidence| evidence.exact()).collect::<Vec<_>>().join(" … "),
        "document" => row.document.id.clone(),
        "published" => row.document.published.map(|day| day.to_string()).unwrap_or_default(),
        role => match role.parse::<Role>() {
            Ok(role) => statement.role(role).map(|arg| arg.value.to_string()).collect::<Vec<_>>().join("; "),
            Err(_) => String::new(),
        },
    }
}

/// Writes the rows as CSV (RFC 4180, UTF-8, a head line, lines end with LF) with the columns of [`table`].
///
/// Spreadsheets take a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, and press text is
/// foreign text: such a cell gets a leading apostrophe, unless it is a plain number ("-4.5").
///
/// # Errors
/// Those of `writer`.
pub fn csv(rows: &[Row], writer: &mut impl io::Write) -> io::Result<()> {
    let table = table(rows);
    let head: Vec<String> = table.columns.iter().map(|column| (*column).to_owned()).collect();
    for line in std::iter::once(&head).chain(&table.lines) {
        let cells: Vec<String> = line.iter().map(|cell| quoted(&harmless(cell))).collect();
        writeln!(writer, "{}", cells.join(","))?;
    }
    Ok(())
}

/// The cell with a leading apostrophe where a spreadsheet would take it for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<Decimal>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        for (cell, safe) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+16%", "'+16%"),
            ("-4.5", "-4.5"),
            ("-4.5+cmd|' /C calc'!A0", "'-4.5+cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("buses", "buses"),
        ] {
            assert_eq!(harmless(cell), safe);
        }
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
