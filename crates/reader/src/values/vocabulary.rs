//! The closed vocabulary of the value tables: every word that any of them names, by number.

use crate::by_word::ByWord;

/// A word's number; 0 is any word that no table names.
pub(super) type WordId = u32;

/// The longest word that a table may name, in bytes; longer words of a text are unknown.
pub(super) const LONGEST: usize = 40;

/// The number of the full stop, which every vocabulary knows: it ends abbreviations, but sentences too.
pub(super) const STOP: WordId = 1;
/// The number of the dash and hyphen.
pub(super) const DASH: WordId = 2;

/// Words by number. A word with a capital letter is known only in that shape ("May", "Br"), any other in every shape.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    ids: ByWord<WordId>,
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        let mut vocabulary = Vocabulary { ids: ByWord::default() };
        for mark in [".", "-"] {
            vocabulary.learn(mark);
        }
        vocabulary
    }
}

impl Vocabulary {
    /// The number of a word, given out at first sight.
    pub(super) fn learn(&mut self, word: &str) -> WordId {
        let next = self.ids.len() as WordId + 1;
        let key: String = word.chars().map(unify).collect();
        self.ids.get_or_insert(key.as_bytes(), next)
    }

    /// How many words are known.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The numbers of a word of a text: as folded, and as written where it has capitals; 0 where unknown.
    pub(super) fn look_up(&self, word: &str) -> (WordId, WordId) {
        let mut buffer = [0u8; LONGEST];
        let Some(folded) = fold(word, &mut buffer) else { return (0, 0) };
        let any = self.get(folded);
        if !word.starts_with(char::is_uppercase) && !word.chars().any(char::is_uppercase) {
            return (any, 0);
        }
        let exact = self.get(word.as_bytes());
        if exact != 0 || word.chars().count() < 3 || word.chars().any(char::is_lowercase) {
            return (any, exact);
        }
        // A headline in capitals: "MAY 2025" is read as "May 2025".
        buffer[0] = buffer[0].to_ascii_uppercase();
        let length = word.len().min(LONGEST);
        (any, if word.is_ascii() { self.get(&buffer[..length]) } else { 0 })
    }

    fn get(&self, key: &[u8]) -> WordId {
        self.ids.get(key).unwrap_or(0)
    }
}

/// Makes the shapes of one mark equal: dashes and minus signs, apostrophes.
fn unify(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{0060}' | '\u{00b4}' => '\'',
        _ => c,
    }
}

/// Lower case and unified marks into the buffer; `None` where it does not fit.
fn fold<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let mut length = 0;
    if word.is_ascii() {
        let target = buffer.get_mut(..word.len())?;
        target.copy_from_slice(word.as_bytes());
        target.make_ascii_lowercase();
        return Some(target);
    }
    for c in word.chars().map(unify).flat_map(char::to_lowercase) {
        let width = c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..length + width)?);
        length += width;
    }
    Some(&buffer[..length])
}
