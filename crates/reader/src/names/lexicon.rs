//! The words that names are recognised by: heads of organisations, place words, given names, offices, context.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::class::{self, Classes};
use super::fold::{START, feed, fold};
use crate::pack::{PackError, PackFile, Row, table};

/// Hands a 64-bit hash through: keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Through(u64);

impl Hasher for Through {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash << 8) | u64::from(*byte));
    }

    fn write_u64(&mut self, value: u64) {
        // The map takes its buckets from the low bits and its tags from the high ones; FNV's low bits are its weak ones.
        self.0 = value ^ (value >> 32);
    }
}

/// A map keyed by phrase hashes.
pub(super) type HashOf<T> = HashMap<u64, T, BuildHasherDefault<Through>>;

/// An office of the list.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// The usual form, singular.
    pub lemma: String,
    /// What sorts of office: those that share one stand for one another ("the diplomat" for the ambassador).
    pub classes: Vec<String>,
    /// Held at a place that one is sent to: ambassadors, consuls.
    pub sent: bool,
}

/// An office phrase: which office, in the plural or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfficePhrase {
    /// Index of the office.
    pub office: u32,
    /// True for the plural.
    pub plural: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct OfficeNode {
    found: Option<OfficePhrase>,
    longer: bool,
}

/// All word classes.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    words: HashOf<Classes>,
    offices: Vec<Office>,
    /// The office of one who "heads" something.
    heading: Option<u32>,
    phrases: HashOf<OfficeNode>,
    /// Words for first-level divisions, folded, in file order: with which one a bare name is looked up.
    pub regions: Vec<String>,
    /// Plural of a place word to its singular.
    singular: HashOf<String>,
    /// Endings of patronymics, folded.
    patronymics: Vec<String>,
    /// Endings that surnames often have, folded.
    surnames: Vec<String>,
    /// Beginnings of surnames that a capital follows: "Mc".
    prefixes: Vec<String>,
}

impl Lexicon {
    /// Classes of a folded word's hash.
    pub fn classes(&self, hash: u64) -> Classes {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// The office of an index.
    pub fn office(&self, index: u32) -> Option<&Office> {
        self.offices.get(index as usize)
    }

    /// The title of one who is said to head something.
    pub fn heading_office(&self) -> Option<&str> {
        self.heading.and_then(|index| self.office(index)).map(|office| office.lemma.as_str())
    }

    /// The office that a phrase hash stands for, and whether a longer phrase goes on from it.
    pub fn phrase(&self, hash: u64) -> (Option<OfficePhrase>, bool) {
        self.phrases.get(&hash).map_or((None, false), |node| (node.found, node.longer))
    }

    /// The singular of a place word in the plural.
    pub fn singular(&self, hash: u64) -> Option<&str> {
        self.singular.get(&hash).map(String::as_str)
    }

    /// True for a word that ends like a patronymic.
    pub fn is_patronymic(&self, word: &str) -> bool {
        ends_in(word, &self.patronymics)
    }

    /// True for a word that ends like a surname.
    pub fn is_surname(&self, word: &str) -> bool {
        ends_in(word, &self.surnames)
    }

    /// True for a word that begins like "McDonald": a capital after a beginning of surnames.
    pub fn is_prefixed(&self, word: &str) -> bool {
        let rests = self.prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix.as_str()));
        rests.into_iter().any(|rest| {
            let mut letters = rest.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase) && rest.len() > 2
        })
    }

    /// Takes in a file that this lexicon is made of; false for any other file.
    ///
    /// # Errors
    /// Where the file is no such table or names an unknown class.
    pub fn add(&mut self, file: &PackFile) -> Result<bool, PackError> {
        match file.path.rsplit('/').next().unwrap_or_default() {
            "place_words.tsv" => self.add_place_words(file)?,
            "organisation_heads.tsv" => self.add_heads(file)?,
            "offices.tsv" => self.add_offices(file)?,
            "given_names.tsv" => {
                for row in table(file, &["name"])? {
                    self.word(row.cells[0], class::GIVEN);
                }
            }
            "honorifics.tsv" => {
                for row in table(file, &["word"])? {
                    self.word(row.cells[0], class::HONORIFIC);
                }
            }
            "name_particles.tsv" => self.add_particles(file)?,
            "name_context.tsv" => {
                for row in table(file, &["word", "class"])? {
                    let class = one_of(&row, 1, CONTEXT)?;
                    self.word(row.cells[0], class);
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn word(&mut self, word: &str, class: Classes) {
        let hash = feed(START, word);
        let entry = self.words.entry(if hash == START { sign(word) } else { hash }).or_default();
        *entry = entry.or(class);
    }

    fn add_place_words(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["word", "plural", "class"])? {
            let mut classes = Classes::default();
            for name in row.list(2) {
                classes = classes.or(known(&row, name, PLACE)?);
            }
            self.word(row.cells[0], classes);
            if !row.cells[1].is_empty() {
                self.word(row.cells[1], classes.or(class::PLURAL));
                self.singular.insert(feed(START, row.cells[1]), row.cells[0].to_owned());
            }
            if classes.has(class::REGION) {
                self.regions.push(fold(row.cells[0]));
            }
        }
        Ok(())
    }

    fn add_heads(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["word", "class"])? {
            for name in row.list(1) {
                let class = known(&row, name, HEADS)?;
                self.word(row.cells[0], class);
            }
        }
        Ok(())
    }

    fn add_particles(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["form", "class"])? {
            match row.cells[1] {
                "particle" => self.word(row.cells[0], class::PARTICLE),
                "patronymic" => self.patronymics.push(fold(row.cells[0])),
                "surname" => self.surnames.push(fold(row.cells[0])),
                "prefix" => self.prefixes.push(row.cells[0].to_owned()),
                other => {
                    return Err(row.error(
                        format!("class `{other}` is unknown"),
                        "allowed: particle, patronymic, prefix, surname",
                    ));
                }
            }
        }
        Ok(())
    }

    fn add_offices(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["lemma", "plural", "class", "use"])? {
            match row.cells[3] {
                "modifier" => self.word(row.cells[0], class::MODIFIER),
                "field" => self.word(row.cells[0], class::FIELD),
                "title" | "description" | "sent" | "heading" => {
                    let office = self.offices.len() as u32;
                    if row.cells[3] == "heading" {
                        self.heading = Some(office);
                    }
                    self.offices.push(Office {
                        lemma: row.cells[0].to_owned(),
                        classes: row.list(2).map(str::to_owned).collect(),
                        sent: row.cells[3] == "sent",
                    });
                    self.phrase_of(row.cells[0], OfficePhrase { office, plural: false });
                    if !row.cells[1].is_empty() {
                        self.phrase_of(row.cells[1], OfficePhrase { office, plural: true });
                    }
                }
                other => {
                    return Err(row.error(
                        format!("use `{other}` is unknown"),
                        "allowed: title, sent, heading, description, modifier, field",
                    ));
                }
            }
        }
        Ok(())
    }

    fn phrase_of(&mut self, phrase: &str, found: OfficePhrase) {
        let pieces: Vec<&str> =
            phrase.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
        let mut hash = START;
        for (index, piece) in pieces.iter().enumerate() {
            hash = feed(hash, piece);
            if index == 0 {
                self.word(piece, class::OFFICE);
            }
            let node = self.phrases.entry(hash).or_default();
            if index + 1 == pieces.len() {
                node.found = node.found.or(Some(found));
            } else {
                node.longer = true;
            }
        }
    }
}

/// The key of a word that is made of signs alone: an apostrophe.
pub(super) fn sign(word: &str) -> u64 {
    word.chars().fold(1, |hash: u64, c| hash.wrapping_mul(31).wrapping_add(u64::from(u32::from(c))))
}

const PLACE: &[Classes] = &[class::REGION, class::DISTRICT, class::TOWN, class::FEATURE, class::STREET, class::BEFORE];
const HEADS: &[Classes] = &[
    class::HEAD,
    class::LEGAL,
    class::GENERIC,
    class::BODY,
    class::JOINS_OF,
    class::JOINS_FOR,
    class::JOINS_IN,
    class::TOPICS,
    class::PLURAL,
];
const CONTEXT: &[Classes] = &[
    class::OF,
    class::AND,
    class::ARTICLE,
    class::IN,
    class::TO,
    class::FROM,
    class::FOR,
    class::AGENT,
    class::SPEECH,
    class::VERB,
    class::POSSESSIVE,
    class::FORMER,
    class::FUTURE,
    class::HOLDS,
    class::HEADS,
    class::PRONOUN,
    class::NO_NAME,
    class::WHO,
    class::THING,
    class::CALLING,
];

fn known(row: &Row<'_>, name: &str, allowed: &[Classes]) -> Result<Classes, PackError> {
    Classes::parse(name)
        .filter(|class| allowed.contains(class))
        .ok_or_else(|| row.error(format!("class `{name}` is unknown"), format!("allowed: {}", class::allowed(allowed))))
}

fn one_of(row: &Row<'_>, column: usize, allowed: &[Classes]) -> Result<Classes, PackError> {
    let mut classes = Classes::default();
    for name in row.list(column) {
        classes = classes.or(known(row, name, allowed)?);
    }
    if classes.is_empty() {
        return Err(row.error("no class", format!("allowed: {}", class::allowed(allowed))));
    }
    Ok(classes)
}

fn ends_in(word: &str, endings: &[String]) -> bool {
    let folded = fold(word);
    endings.iter().any(|ending| folded.len() > ending.len() + 1 && folded.ends_with(ending.as_str()))
}
