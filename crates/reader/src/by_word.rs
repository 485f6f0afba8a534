//! A table asked with the words of texts: open addressing over 64-bit hashes, which stand for the words. A look-up touches one cache
//! line as a rule and compares no letters; that a foreign word has the hash of a listed one is as good as impossible.

/// The hash of a word's bytes.
#[inline]
pub(crate) fn hash(word: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |hash: u64, part: u64| (hash.rotate_left(29) ^ part).wrapping_mul(FACTOR);
    let chunks = word.chunks_exact(8);
    let rest = chunks.remainder().iter().fold(0, |rest, &byte| rest << 8 | u64::from(byte));
    let start = mix(FACTOR, word.len() as u64);
    let whole =
        chunks.fold(start, |hash, chunk| mix(hash, chunk.iter().fold(0, |part, &byte| part << 8 | u64::from(byte))));
    let hash = mix(whole, rest);
    hash ^ hash >> 32
}

/// What is known of words, by their hashes.
#[derive(Clone, Debug)]
pub(crate) struct ByWord<T> {
    /// At most half full; 0 is no word's hash.
    slots: Vec<(u64, T)>,
    /// A bit for each hash: most words of a text are in no list, and are told by a bit of a table that stays in the first cache.
    known: Vec<u64>,
    n_words: usize,
}

/// Words of `known` for so many slots: four bits a slot, eight and more a word of the lists.
const fn n_known(n_slots: usize) -> usize {
    n_slots.div_ceil(16)
}

impl<T: Copy + Default> Default for ByWord<T> {
    fn default() -> ByWord<T> {
        ByWord { slots: vec![(0, T::default()); 2], known: vec![0; n_known(2)], n_words: 0 }
    }
}

impl<T: Copy + Default> ByWord<T> {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.n_words
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<T> {
        let key = hash(word).max(1);
        let (at, bit) = self.bit(key);
        if self.known[at] & bit == 0 {
            return None;
        }
        let (found, value) = self.slots[self.place(key)];
        (found == key).then_some(value)
    }

    /// What is known of a word, `value` from now on where nothing was.
    pub fn get_or_insert(&mut self, word: &[u8], value: T) -> T {
        let key = hash(word).max(1);
        let at = self.place(key);
        if self.slots[at].0 == key {
            return self.slots[at].1;
        }
        self.put(at, key, value);
        self.n_words += 1;
        if self.n_words * 2 > self.slots.len() {
            self.grow();
        }
        value
    }

    fn put(&mut self, slot: usize, key: u64, value: T) {
        self.slots[slot] = (key, value);
        let (at, bit) = self.bit(key);
        self.known[at] |= bit;
    }

    /// Where the bit of a key is.
    #[inline]
    fn bit(&self, key: u64) -> (usize, u64) {
        ((key >> 38) as usize & (self.known.len() - 1), 1 << (key >> 32 & 63))
    }

    /// The slot of a key, or the empty one where it would stand.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let twice = vec![(0, T::default()); self.slots.len() * 2];
        self.known = vec![0; n_known(twice.len())];
        let old = std::mem::replace(&mut self.slots, twice);
        for (key, value) in old.into_iter().filter(|(key, _)| *key != 0) {
            let at = self.place(key);
            self.put(at, key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let mut table = ByWord::default();
        let words: Vec<String> = (0..500).map(|number| format!("word {number}")).collect();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(table.get_or_insert(word.as_bytes(), number), number);
            assert_eq!(table.get_or_insert(word.as_bytes(), 9999), number);
        }
        assert_eq!(table.len(), 500);
        assert!(words.iter().enumerate().all(|(number, word)| table.get(word.as_bytes()) == Some(number)));
        assert_eq!([table.get(b""), table.get(b"word"), table.get(b"word 500")], [None; 3]);
    }

    #[test]
    fn words_differ_by_length_and_order() {
        let hashes =
            ["", "a", "aa", "\0", "ab", "ba", "abcdefgh", "abcdefghi", "bcdefghia"].map(|word| hash(word.as_bytes()));
        assert!((0..hashes.len()).all(|at| !hashes[..at].contains(&hashes[at])));
    }
}
