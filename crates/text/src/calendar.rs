//! The words of dates, from the language folders under `data/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::table;

/// What a word does in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// A month, 1 to 12.
    Month(i8),
    /// A weekday, Monday is 1.
    Weekday(i8),
    /// An ending of an ordinal: the "th" of "16th".
    Ordinal,
    /// A word inside a date: the "of" of "16th of May".
    Link,
    /// A word before a day of publication: "published".
    Label,
    /// A word that goes with a time of day: "pm".
    Clock,
}

/// What `word` (lower case) does in a date; `None` for every other word.
pub(crate) fn word(word: &str) -> Option<Word> {
    WORDS.get(word).copied()
}

const TABLES: &[&str] = &[include_str!("../data/en/calendar.tsv")];

static WORDS: LazyLock<BTreeMap<&'static str, Word>> = LazyLock::new(|| {
    let rows = TABLES.iter().flat_map(|table| table::rows(table, 3));
    rows.filter_map(|(_, cells)| Some((cells[0], row_word(&cells)?))).collect()
});

fn row_word(cells: &[&str]) -> Option<Word> {
    match cells[1] {
        "month" => cells[2].parse().ok().filter(|n| (1..=12).contains(n)).map(Word::Month),
        "weekday" => cells[2].parse().ok().filter(|n| (1..=7).contains(n)).map(Word::Weekday),
        "ordinal" => Some(Word::Ordinal),
        "link" => Some(Word::Link),
        "label" => Some(Word::Label),
        "clock" => Some(Word::Clock),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_sound_and_sorted() {
        for table in TABLES {
            let mut last = "";
            for (line, cells) in table::rows(table, 3) {
                assert!(row_word(&cells).is_some(), "calendar.tsv:{line}: {cells:?}");
                assert!(last < cells[0], "calendar.tsv:{line}: `{}` is out of order or stands twice", cells[0]);
                assert_eq!(cells[0], cells[0].to_lowercase(), "calendar.tsv:{line}");
                last = cells[0];
            }
        }
        assert_eq!(word("september"), Some(Word::Month(9)));
        assert_eq!(word("sun"), Some(Word::Weekday(7)));
    }
}
