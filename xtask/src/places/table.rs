//! Reads the hand-kept tables: `#` lines, a line of column names, rows parted by tabs.

use std::fs;
use std::path::Path;

/// A row of a table.
pub struct Row {
    /// File and line, for messages.
    pub place: String,
    /// The cells, as many as there are columns.
    pub cells: Vec<String>,
}

impl Row {
    /// The parts of a cell that holds several, parted by `;`.
    pub fn list(&self, column: usize) -> Vec<String> {
        split(&self.cells[column])
    }
}

/// Reads the table at `path`, whose columns must be `columns`.
///
/// # Errors
/// Where the file cannot be read, its columns are others, or a row has too many cells.
pub fn read(path: &Path, columns: &[&str]) -> Result<Vec<Row>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("failed to read `{}`: {e}", path.display()))?;
    let mut rows = Vec::new();
    let mut named = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let place = format!("{}:{}", path.display(), index + 1);
        let mut cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
        if !named {
            if cells != columns {
                return Err(format!(
                    "{place}: columns are `{}`\nhint: allowed: {}",
                    cells.join(" "),
                    columns.join(" ")
                ));
            }
            named = true;
            continue;
        }
        if cells.len() > columns.len() {
            return Err(format!("{place}: {} cells in a table of {} columns", cells.len(), columns.len()));
        }
        cells.resize(columns.len(), String::new());
        rows.push(Row { place, cells });
    }
    Ok(rows)
}

/// The parts of a list parted by `;`, without empty ones.
pub fn split(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A row as text: cells parted by tabs, empty ones at the end left out.
pub fn line(cells: &[String]) -> String {
    format!("{}\n", cells.join("\t").trim_end_matches('\t'))
}

/// Adds `name` to `names` unless it is empty, there already, or equal to `main`. Names that differ in case, marks or
/// signs alone are equal: the reader compares them so, and a table holds each once.
pub fn add(names: &mut Vec<String>, main: &str, name: &str) {
    let key = key(name);
    if !key.is_empty() && key != self::key(main) && !names.iter().any(|n| self::key(n) == key) {
        names.push(name.to_owned());
    }
}

/// What of a name counts when names are compared: small plain letters and digits, words parted by one space.
pub fn key(name: &str) -> String {
    let folded = fold(name).to_lowercase();
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The name in letters of ASCII where its letters have a plain base; other characters stay.
/// The table covers Latin-1, Latin Extended-A and the letters of Vietnamese that names of places use.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match FOLDS.iter().find(|(from, _)| from.contains(c)) {
            Some((_, to)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}

/// Countries whose names the English press prints without the marks of their transliteration or spelling.
pub const PLAIN: &[&str] = &[
    "AE", "AF", "BD", "BH", "CN", "DZ", "EG", "IN", "IQ", "IR", "JO", "JP", "KP", "KR", "KW", "KZ", "LB", "LK", "LY",
    "MM", "NP", "OM", "PK", "PS", "QA", "SA", "SD", "SY", "TH", "TW", "UZ", "VN", "YE",
];

/// Letters with marks and the plain letters that English prints for them.
const FOLDS: &[(&str, &str)] = &[
    ("áàâãäåāăąạảấầẩẫậắằẳẵặǎ", "a"),
    ("ÁÀÂÃÄÅĀĂĄẤẢ", "A"),
    ("æ", "ae"),
    ("Æ", "Ae"),
    ("çćĉċč", "c"),
    ("ÇĆĈĊČ", "C"),
    ("ðďđḑḍḏ", "d"),
    ("ÐĎĐḐḎḌ", "D"),
    ("éèêëēĕėęěẹẻẽếềểễệəǝ", "e"),
    ("ÉÈÊËĒĔĖĘĚỆƏ", "E"),
    ("ĝğġģǧ", "g"),
    ("ĜĞĠĢ", "G"),
    ("ĥħḩḥẖ", "h"),
    ("ĤĦḨḤ", "H"),
    ("íìîïĩīĭįıịỉǐ", "i"),
    ("ÍÌÎÏĨĪĬĮİ", "I"),
    ("ĵ", "j"),
    ("ķḵ", "k"),
    ("ĶḴ", "K"),
    ("ĺļľłŀ", "l"),
    ("ĹĻĽŁ", "L"),
    ("ñńņňṇ", "n"),
    ("ÑŃŅŇ", "N"),
    ("óòôõöøōŏőọỏốồổỗộớờởỡợơǒ", "o"),
    ("ÓÒÔÕÖØŌŎŐƠ", "O"),
    ("œ", "oe"),
    ("Œ", "Oe"),
    ("ŕŗř", "r"),
    ("ŔŖŘ", "R"),
    ("śŝşšșṣ", "s"),
    ("ŚŜŞŠȘṢ", "S"),
    ("ß", "ss"),
    ("ţťțŧţṭ", "t"),
    ("ŢŤȚŦṬ", "T"),
    ("þ", "th"),
    ("Þ", "Th"),
    ("úùûüũūŭůűųụủứừửữựưǔ", "u"),
    ("ÚÙÛÜŨŪŬŮŰŲƯ", "U"),
    ("ŵ", "w"),
    ("Ŵ", "W"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("ÝŶŸ", "Y"),
    ("źżžẕẓ", "z"),
    ("ŹŻŽẔẒ", "Z"),
];
