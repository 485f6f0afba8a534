//! The words and phrases of page furniture, from the language folders under `data/`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::pieces::{Piece, Shape, pieces};
use crate::table;

/// What a phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of the page's controls: "print".
    Chrome,
    /// A word that may stand among them: "on".
    Glue,
    /// Opens a line of furniture.
    Start,
    /// Stands in a line of furniture.
    Anywhere,
    /// Stands alone above headlines of other articles.
    Above,
    /// The first step of a path through the site.
    Home,
    /// Goes with a telephone.
    Contact,
    /// Goes with a temperature.
    Weather,
    /// A language to switch to.
    Switch,
}

impl Kind {
    /// Its bit in a set of kinds.
    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// FNV-1a: words of our own lists are its only keys, so no defence against floods is needed.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// What the lists say of a word or phrase.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// The kinds that it is, as bits.
    kinds: u16,
    /// Phrases that begin with it and open a line of furniture, and those that stand anywhere in one.
    starts: Vec<Phrase>,
    anywhere: Vec<Phrase>,
}

/// Whether `phrase` (lower case, one space between words) is listed as `kind`.
pub(crate) fn is(kind: Kind, phrase: &str) -> bool {
    LISTS.get(phrase).is_some_and(|entry| entry.is(kind))
}

impl Entry {
    /// Whether it is listed as `kind`.
    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.kinds & kind.bit() != 0
    }
}

/// What the lists say of a piece; numbers are all one word to them.
pub(crate) fn entry(piece: &Piece<'_>) -> Option<&'static Entry> {
    LISTS.get(unit(piece))
}

/// Whether a phrase opens the line that allows so many words.
pub(crate) fn opens(line: &[Piece<'_>]) -> bool {
    // Bullets and brackets before the first word are no part of a phrase.
    let is_skipped =
        |piece: &Piece<'_>| matches!(piece.words, "." | "-" | "•" | "–" | "—" | "*" | "[" | "\"" | "“" | "«");
    let Some(first) = line.iter().position(|piece| !is_skipped(piece)) else { return false };
    line[first].entry.is_some_and(|entry| any_stands(&entry.starts, line, first))
}

/// Whether a phrase stands anywhere in the line that allows so many words.
pub(crate) fn stands_in(line: &[Piece<'_>]) -> bool {
    line.iter().enumerate().any(|(at, piece)| piece.entry.is_some_and(|entry| any_stands(&entry.anywhere, line, at)))
}

/// Whether one of the phrases, all of which begin with the piece at `at`, stands there in a line of few enough words.
fn any_stands(phrases: &[Phrase], line: &[Piece<'_>], at: usize) -> bool {
    if phrases.is_empty() {
        return false;
    }
    let n_words = line.iter().filter(|piece| piece.shape != Shape::Sign).count();
    phrases.iter().any(|phrase| {
        let mut units = units(&line[at..]);
        n_words <= phrase.n_words && phrase.units.iter().all(|unit| units.next() == Some(unit))
    })
}

/// What is compared: words in lower case, `#` for numbers, and signs, full stops after an abbreviation left out.
fn units<'a>(line: &'a [Piece<'_>]) -> impl Iterator<Item = &'a str> {
    line.iter().filter(|piece| piece.words != ".").map(unit)
}

fn unit<'a>(piece: &'a Piece<'_>) -> &'a str {
    if piece.shape == Shape::Number { "#" } else { piece.lower.as_ref() }
}

#[derive(Debug)]
struct Phrase {
    units: Vec<String>,
    n_words: usize,
}

const TABLES: &[&str] = &[include_str!("../data/en/furniture.tsv")];

/// By the phrase, or the first unit of one that opens or stands in a line.
static LISTS: LazyLock<HashMap<String, Entry, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let mut lists: HashMap<String, Entry, BuildHasherDefault<Fnv>> = HashMap::default();
    for (_, cells) in TABLES.iter().flat_map(|table| table::rows(table, 3)) {
        let Some(kind) = row_kind(cells[1]) else { continue };
        if !matches!(kind, Kind::Start | Kind::Anywhere) {
            lists.entry(cells[0].to_owned()).or_default().kinds |= kind.bit();
            continue;
        }
        let pieces = pieces(cells[0]);
        let units: Vec<String> = units(&pieces).map(str::to_owned).collect();
        if let (Some(first), Ok(n_words)) = (units.first().cloned(), cells[2].parse()) {
            let entry = lists.entry(first).or_default();
            let phrases = if kind == Kind::Start { &mut entry.starts } else { &mut entry.anywhere };
            phrases.push(Phrase { units, n_words });
        }
    }
    lists
});

fn row_kind(word: &str) -> Option<Kind> {
    Some(match word {
        "chrome" => Kind::Chrome,
        "glue" => Kind::Glue,
        "start" => Kind::Start,
        "anywhere" => Kind::Anywhere,
        "above" => Kind::Above,
        "home" => Kind::Home,
        "contact" => Kind::Contact,
        "weather" => Kind::Weather,
        "switch" => Kind::Switch,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_sound_and_sorted() {
        for table in TABLES {
            let mut last = ("", "");
            for (line, cells) in table::rows(table, 3) {
                let kind = row_kind(cells[1]);
                assert!(kind.is_some(), "furniture.tsv:{line}: kind `{}` is unknown", cells[1]);
                let is_phrase = matches!(kind, Some(Kind::Start | Kind::Anywhere));
                assert_eq!(cells[2].parse::<usize>().is_ok(), is_phrase, "furniture.tsv:{line}: column `words`");
                assert!(last < (cells[0], cells[1]), "furniture.tsv:{line}: out of order or twice");
                assert_eq!(cells[0], cells[0].to_lowercase(), "furniture.tsv:{line}");
                last = (cells[0], cells[1]);
                if matches!(kind, Some(Kind::Chrome | Kind::Glue | Kind::Contact | Kind::Weather)) {
                    let cut = pieces(cells[0]);
                    assert!(cut.len() == 1, "furniture.tsv:{line}: `{}` is never met as one word", cells[0]);
                }
            }
        }
    }
}
