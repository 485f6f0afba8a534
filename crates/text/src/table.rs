//! The crate's own word lists: tables of tab-parted rows under a head of `#` lines and a line of column names.

/// The rows of a table with their lines (from 1), each with `n_columns` cells, trimmed; missing ones are empty.
pub(crate) fn rows(table: &'static str, n_columns: usize) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines.skip(1).map(move |(index, line)| {
        let mut cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        cells.resize(n_columns, "");
        (index + 1, cells)
    })
}
