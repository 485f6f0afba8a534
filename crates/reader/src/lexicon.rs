//! Word classes: which lemmas and phrases of a language belong together, from `data/<language>/classes.tsv`.

use std::collections::BTreeMap;
use std::hash::Hasher;

use crate::by_word::ByWord;
use crate::fnv::Fnv;
use crate::pack::{PackError, PackFile, Row, table};

/// A word class by its place in the sorted list of class names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(u16);

impl Class {
    /// Matches nothing: a class that a language lacks.
    pub(crate) const NONE: Class = Class(u16::MAX);

    /// Its place in the sorted list of names.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The classes of a word in the order of its lists, and as a set of bits to ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    list: Vec<Class>,
    bits: ClassBits,
}

/// Classes as bits: those of the first 384, which is more than a language has; the others are looked up in the lists.
pub(crate) type ClassBits = [u64; 6];

impl Classes {
    /// Adds a class; twice the same, one after the other, is once.
    pub fn push(&mut self, class: Class) {
        if self.list.last() == Some(&class) {
            return;
        }
        self.list.push(class);
        if let Some(bits) = self.bits.get_mut(class.index() / 64) {
            *bits |= 1 << (class.index() % 64);
        }
    }

    /// True where the class is among them.
    #[inline]
    pub fn has(&self, class: Class) -> bool {
        has(&self.bits, class).unwrap_or_else(|| self.list.contains(&class))
    }

    /// True where one of them may be among the bits: surely none is where it is false.
    pub fn meet(&self, bits: &ClassBits) -> bool {
        const N_BITS: usize = 8 * size_of::<ClassBits>();
        self.bits.iter().zip(bits).any(|(a, b)| a & b != 0) || self.list.iter().any(|class| class.index() >= N_BITS)
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Them as bits.
    pub fn bits(&self) -> &ClassBits {
        &self.bits
    }

    /// In order.
    pub fn iter(&self) -> std::slice::Iter<'_, Class> {
        self.list.iter()
    }
}

impl<'c> IntoIterator for &'c Classes {
    type Item = &'c Class;
    type IntoIter = std::slice::Iter<'c, Class>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Whether a class is among the bits; `None` where it is beyond them.
#[inline]
pub(crate) fn has(bits: &ClassBits, class: Class) -> Option<bool> {
    bits.get(class.index() / 64).map(|bits| bits >> (class.index() % 64) & 1 != 0)
}

/// Part of speech that a class asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pos {
    /// Verbs, auxiliaries left out.
    Verb,
    /// Nouns and names.
    Noun,
    /// Adjectives, participles used as such, adverbs.
    Modifier,
    /// Nouns and what taggers take for adjectives: entries of the lists of goods and fields.
    Thing,
    /// Anything.
    Any,
}

/// One entry: the other words of a phrase before and after its head (none for a single word), its part of speech and class.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub pos: Pos,
    pub class: Class,
    /// The hash of the word right before the head (see [`hash`]); 0 where there is none.
    pub near: u64,
}

/// The hash of a word in any case, never 0: a phrase whose neighbour differs is passed over without a look at its words.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hash = Fnv::default();
    word.bytes().for_each(|byte| hash.write_u8(byte.to_ascii_lowercase()));
    hash.finish() | 1
}

/// The word classes of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    names: Vec<String>,
    /// Those of one head stand together.
    entries: Vec<Entry>,
    /// Where those of a head begin and end.
    heads: ByWord<(u32, u32)>,
}

const COLUMNS: &[&str] = &["class", "pos", "lemmas"];

/// Lists with codes of their own that are word classes too: file, columns, class.
const LISTS: &[(&str, &[&str], &str)] =
    &[("/goods.tsv", &["lemma", "hs_chapters"], "goods"), ("/fields.tsv", &["lemma", "section"], "field-name")];

impl Lexicon {
    /// Reads every `classes.tsv`, `goods.tsv` (class `goods`) and `fields.tsv` (class `field-name`) of the packs; rows of the same
    /// class add up.
    ///
    /// # Errors
    /// Where a row is malformed; file, line and what is allowed are named.
    pub fn load(files: &[PackFile]) -> Result<Lexicon, PackError> {
        let mut rows: BTreeMap<String, Vec<(Pos, String)>> = BTreeMap::new();
        for file in files.iter().filter(|file| file.path.ends_with("/classes.tsv")) {
            for row in table(file, COLUMNS)? {
                let pos = pos(&row)?;
                if row.cells[0].is_empty() || row.cells[2].is_empty() {
                    return Err(
                        row.error("class or lemmas are empty", "each row names a class and its lemmas, parted by `;`")
                    );
                }
                let list = rows.entry(row.cells[0].to_owned()).or_default();
                list.extend(row.list(2).map(|lemma| (pos, lemma.to_lowercase())));
            }
        }
        for (ending, columns, class) in LISTS {
            for file in files.iter().filter(|file| file.path.ends_with(ending)) {
                let list = rows.entry((*class).to_owned()).or_default();
                list.extend(table(file, columns)?.iter().map(|row| (Pos::Thing, row.cells[0].to_lowercase())));
            }
        }
        let mut lexicon = Lexicon { names: rows.keys().cloned().collect(), ..Lexicon::default() };
        let mut of_heads: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (index, (_, lemmas)) in rows.into_iter().enumerate() {
            for (pos, lemma) in lemmas {
                let (head, entry) = entry(Class(index as u16), pos, &lemma);
                of_heads.entry(head).or_default().push(entry);
            }
        }
        for (head, entries) in of_heads {
            let from = lexicon.entries.len() as u32;
            lexicon.entries.extend(entries);
            lexicon.heads.get_or_insert(head.as_bytes(), (from, lexicon.entries.len() as u32));
        }
        Ok(lexicon)
    }

    /// The class of that name, where there is one.
    pub fn class(&self, name: &str) -> Option<Class> {
        self.names.binary_search_by(|have| have.as_str().cmp(name)).ok().map(|index| Class(index as u16))
    }

    /// The name of a class.
    pub(crate) fn name(&self, class: Class) -> &str {
        self.names.get(class.0 as usize).map_or("", String::as_str)
    }

    /// The names of all classes, sorted.
    pub fn class_names(&self) -> &[String] {
        &self.names
    }

    /// The entries whose head word is `lemma`.
    pub(crate) fn entries(&self, lemma: &str) -> &[Entry] {
        let found = self.heads.get(lemma.as_bytes());
        found.and_then(|(from, end)| self.entries.get(from as usize..end as usize)).unwrap_or(&[])
    }
}

/// The head of a word or phrase, and its entry. A phrase is found by its head: the word marked `^` ("^plan of measures"), else
/// the first word of a verb phrase ("take part"), the last of any other ("joint venture").
fn entry(class: Class, pos: Pos, lemma: &str) -> (String, Entry) {
    let mut words: Vec<String> = lemma.split(' ').map(str::to_owned).collect();
    let marked = words.iter().position(|word| word.starts_with('^'));
    let head = marked.unwrap_or(if pos == Pos::Verb { 0 } else { words.len() - 1 });
    let after = words.split_off(head + 1);
    let word = words.pop().unwrap_or_default();
    let near = words.last().map_or(0, |word| hash(word));
    (word.trim_start_matches('^').to_owned(), Entry { before: words, after, pos, class, near })
}

fn pos(row: &Row<'_>) -> Result<Pos, PackError> {
    match row.cells.get(1).copied() {
        Some("verb") => Ok(Pos::Verb),
        Some("noun") => Ok(Pos::Noun),
        Some("modifier") => Ok(Pos::Modifier),
        Some("any") => Ok(Pos::Any),
        other => Err(row.error(format!("pos is `{}`", other.unwrap_or("")), "allowed: verb, noun, modifier, any")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_a_fault() {
        let file =
            PackFile { path: "data/en/classes.tsv".into(), text: "# head\nclass\tpos\tlemmas\nx\tverbs\tgo\n".into() };
        let error = Lexicon::load(&[file]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "data/en/classes.tsv:3: pos is `verbs`\nhint: allowed: verb, noun, modifier, any"
        );
    }
}
