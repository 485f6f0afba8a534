//! Tables of data: a head with source, licence and date, then the names of the columns, then sorted rows without repeats or stray spaces.

use super::{Fault, Source};

/// What every head says.
const HEAD: &[&str] = &["source", "licence", "date"];

/// What is wrong with a table.
pub fn faults(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let path = &source.path;
    let mut fault = |line: usize, excuse: String, message: String| {
        faults.push(Fault { excuse, message: format!("{path}:{}: {message}", line + 1) });
    };
    let lines: Vec<&str> = source.text.lines().collect();
    let n_head = lines.iter().take_while(|line| line.starts_with('#')).count();
    let head = lines[..n_head].join("\n").to_lowercase();
    for word in HEAD.iter().filter(|word| !head.contains(**word)) {
        fault(0, String::new(), format!("the head does not name the {word}"));
    }
    let n_columns = lines.get(n_head).map_or(0, |names| names.split('\t').count());
    let mut before: Option<&str> = None;
    let mut is_sorted = true;
    let mut seen = std::collections::BTreeSet::new();
    for (index, line) in lines.iter().enumerate().skip(n_head + 1) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() > n_columns {
            fault(index, String::new(), format!("{} cells in a table of {n_columns} columns", cells.len()));
        }
        if cells.iter().any(|cell| cell.trim() != *cell || cell.contains("  ")) {
            fault(index, format!("spaces {path}"), "a cell has stray spaces".to_owned());
        }
        if !seen.insert(*line) {
            fault(index, String::new(), "the row stands twice".to_owned());
        }
        let first = cells.first().copied().unwrap_or("");
        if is_sorted && before.is_some_and(|before| before > first) {
            is_sorted = false;
            fault(
                index,
                format!("unsorted {path}"),
                "the row belongs before the one above: rows are sorted by the bytes of their first cell".to_owned(),
            );
        }
        before = Some(first);
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_told_with_its_line() {
        let text = "# source: here; licence: free\nname\tvalue\nb\t1\na\t 2\na\t3\t4\nc\nc\n".to_owned();
        let found: Vec<String> =
            faults(&Source { path: "x.tsv".to_owned(), text }).into_iter().map(|fault| fault.message).collect();
        assert_eq!(
            found,
            [
                "x.tsv:1: the head does not name the date",
                "x.tsv:4: a cell has stray spaces",
                "x.tsv:4: the row belongs before the one above: rows are sorted by the bytes of their first cell",
                "x.tsv:5: 3 cells in a table of 2 columns",
                "x.tsv:7: the row stands twice",
            ]
        );
    }
}
