//! The words and phrases of page furniture, from the language folders under `data/`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::pieces::{Piece, Shape, pieces};
use crate::table;

/// What a phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// Whether `phrase` (lower case, one space between words) is listed as `kind`.
pub(crate) fn is(kind: Kind, phrase: &str) -> bool {
    LISTS.words.get(&kind).is_some_and(|words| words.contains(phrase))
}

/// Whether a phrase opens the line that allows so many words.
pub(crate) fn opens(line: &[Piece<'_>]) -> bool {
    let units = units(line);
    // Bullets and brackets before the first word are no part of a phrase.
    let skipped =
        units.iter().take_while(|unit| matches!(**unit, "-" | "•" | "–" | "—" | "*" | "[" | "\"" | "“" | "«")).count();
    let units = &units[skipped..];
    LISTS.starts.get(units.first().copied().unwrap_or_default()).is_some_and(|phrases| {
        phrases.iter().any(|phrase| n_words(line) <= phrase.n_words && matches(&phrase.units, units))
    })
}

/// Whether a phrase stands anywhere in the line that allows so many words.
pub(crate) fn stands_in(line: &[Piece<'_>]) -> bool {
    let units = units(line);
    (0..units.len()).any(|at| {
        LISTS.anywhere.get(units[at]).is_some_and(|phrases| {
            phrases.iter().any(|phrase| n_words(line) <= phrase.n_words && matches(&phrase.units, &units[at..]))
        })
    })
}

fn n_words(line: &[Piece<'_>]) -> usize {
    line.iter().filter(|piece| piece.shape != Shape::Sign).count()
}

/// What is compared: words in lower case, `#` for numbers, and signs, full stops after an abbreviation left out.
fn units<'a>(line: &'a [Piece<'_>]) -> Vec<&'a str> {
    let kept = line.iter().filter(|piece| piece.words != ".");
    kept.map(|piece| if piece.shape == Shape::Number { "#" } else { piece.lower.as_ref() }).collect()
}

fn matches(phrase: &[String], units: &[&str]) -> bool {
    units.len() >= phrase.len() && phrase.iter().zip(units).all(|(a, b)| a == b)
}

struct Phrase {
    units: Vec<String>,
    n_words: usize,
}

#[derive(Default)]
struct Lists {
    words: BTreeMap<Kind, BTreeSet<&'static str>>,
    /// By the first unit.
    starts: BTreeMap<String, Vec<Phrase>>,
    anywhere: BTreeMap<String, Vec<Phrase>>,
}

const TABLES: &[&str] = &[include_str!("../data/en/furniture.tsv")];

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for (_, cells) in TABLES.iter().flat_map(|table| table::rows(table, 3)) {
        let Some(kind) = row_kind(cells[1]) else { continue };
        let phrases = match kind {
            Kind::Start => &mut lists.starts,
            Kind::Anywhere => &mut lists.anywhere,
            _ => {
                lists.words.entry(kind).or_default().insert(cells[0]);
                continue;
            }
        };
        let pieces = pieces(cells[0]);
        let units: Vec<String> = units(&pieces).into_iter().map(str::to_owned).collect();
        if let (Some(first), Ok(n_words)) = (units.first().cloned(), cells[2].parse()) {
            phrases.entry(first).or_default().push(Phrase { units, n_words });
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
