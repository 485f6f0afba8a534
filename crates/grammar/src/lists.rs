//! Word lists of the tokenizer and the splitter: read once from the tables in `data/en`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What an abbreviation with a full stop says of the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    /// Never ends a sentence: a title before a name.
    pub(crate) title: bool,
    /// May end a sentence.
    pub(crate) ending: bool,
    /// May end a sentence, but not before a number.
    pub(crate) month: bool,
    /// An abbreviation only before a number.
    pub(crate) number: bool,
    /// An abbreviation only after a number.
    pub(crate) unit: bool,
}

/// The lists of one language. All words are in lower case.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// Abbreviations without their last full stop.
    pub(crate) abbreviations: BTreeMap<String, Abbreviation>,
    /// Clitic endings after an apostrophe, and the letters before it that go with them.
    pub(crate) clitics: BTreeMap<String, String>,
    /// Forms that are two words, with the length of the first in bytes.
    pub(crate) joined: BTreeMap<String, usize>,
    /// Their first letters, a bit each: nearly every word is told by its first.
    joined_starts: u32,
    /// Prefixes that keep their hyphen.
    pub(crate) prefixes: BTreeSet<String>,
    /// Letters that stay with a number.
    pub(crate) kept_suffixes: BTreeSet<String>,
    /// Letters that part from a number though they stand in capitals.
    pub(crate) parted_suffixes: BTreeSet<String>,
    /// Words that often begin a sentence.
    pub(crate) starters: BTreeSet<String>,
}

impl Lists {
    /// False for a word of ASCII letters that surely is none of the joined forms.
    pub(crate) fn may_be_joined(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| self.joined_starts & letter(first) != 0)
    }
}

/// The bit of a letter in any case.
fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// The English lists.
pub(crate) fn english() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(load);
    &LISTS
}

fn load() -> Lists {
    let mut lists = Lists::default();
    for [form, classes] in rows(include_str!("../data/en/abbreviations.tsv")) {
        let has = |class: &str| classes.split(';').any(|word| word == class);
        let abbreviation = Abbreviation {
            title: has("title"),
            ending: has("ending"),
            month: has("month"),
            number: has("number"),
            unit: has("unit"),
        };
        lists.abbreviations.insert(form.to_owned(), abbreviation);
    }
    for [ending, before] in rows(include_str!("../data/en/clitics.tsv")) {
        lists.clitics.insert(ending.to_owned(), before.to_owned());
    }
    for [form, first] in rows(include_str!("../data/en/joined.tsv")) {
        lists.joined_starts |= form.bytes().next().map_or(0, letter);
        lists.joined.insert(form.to_owned(), first.parse().unwrap_or(form.len()));
    }
    lists.prefixes = column(include_str!("../data/en/prefixes.tsv"));
    for [suffix, place] in rows(include_str!("../data/en/suffixes.tsv")) {
        let list = if place == "kept" { &mut lists.kept_suffixes } else { &mut lists.parted_suffixes };
        list.insert(suffix.to_owned());
    }
    lists.starters = column(include_str!("../data/en/starters.tsv"));
    lists
}

/// The rows of a table after its head and its line of column names; a missing cell is empty.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1).map(|line| {
        let mut cells = line.split('\t');
        [(); N].map(|()| cells.next().unwrap_or(""))
    })
}

fn column(table: &'static str) -> BTreeSet<String> {
    rows::<1>(table).map(|[word]| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_lower_case_and_known() {
        let lists = english();
        assert!(lists.abbreviations["mr"].title && lists.abbreviations["sec"].unit);
        assert_eq!(lists.clitics["t"], "n");
        assert_eq!(lists.joined["cannot"], 3);
        for (form, first) in &lists.joined {
            assert!(form.is_char_boundary(*first) && 0 < *first && *first < form.len(), "{form}");
        }
        for (form, class) in &lists.abbreviations {
            assert_ne!(*class, Abbreviation::default(), "{form} has no known class");
        }
        for table in [include_str!("../data/en/abbreviations.tsv"), include_str!("../data/en/starters.tsv")] {
            let forms: Vec<_> = rows::<1>(table).map(|[form]| form).collect();
            assert!(forms.windows(2).all(|pair| pair[0] < pair[1]), "not sorted, or twice the same");
            assert!(forms.iter().all(|form| form.to_lowercase() == *form));
        }
    }
}
