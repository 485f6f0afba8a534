//! The words of the training data: which tags they take, which of them need no thought.

use crate::bytes::{ModelError, Reader};
use crate::word;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The tag (its number plus 1) that a frequent word nearly always takes, by its exact form.
    pub(crate) fixed: u8,
    /// Whether the word occurs in lower case.
    pub(crate) is_common: bool,
    /// The parts of speech that the word takes in any case, a bit each; 0 for a rare word.
    pub(crate) parts: u32,
}

/// A table from word hashes to entries.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    slots: Vec<(u32, Entry)>,
    mask: usize,
}

impl Lexicon {
    /// Builds the table; hashes are not 0 and differ.
    pub(crate) fn build(entries: &[(u32, Entry)]) -> Lexicon {
        let n_slots = (entries.len() * 2).next_power_of_two().max(2);
        let mut lexicon = Lexicon { slots: vec![(0, Entry::default()); n_slots], mask: n_slots - 1 };
        for &(hash, entry) in entries {
            let mut at = hash as usize & lexicon.mask;
            while lexicon.slots[at].0 != 0 {
                at = (at + 1) & lexicon.mask;
            }
            lexicon.slots[at] = (hash, entry);
        }
        lexicon
    }

    /// The entry of a word by its hash.
    #[inline]
    pub(crate) fn get(&self, hash: u32) -> Entry {
        let mut at = hash as usize & self.mask;
        loop {
            let (found, entry) = self.slots.get(at).copied().unwrap_or_default();
            if found == hash {
                return entry;
            }
            if found == 0 {
                return Entry::default();
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The entry of a word in lower case.
    pub(crate) fn get_lower(&self, lower: &str) -> Entry {
        self.get(word::lower_hash(lower))
    }

    /// Reads what [`Lexicon::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Lexicon, ModelError> {
        let n_entries = reader.u32()? as usize;
        let mut entries = Vec::with_capacity(n_entries.min(1 << 20));
        let mut hash = 0_u32;
        for _ in 0..n_entries {
            let step = reader.varint()?;
            hash = hash.checked_add(step).filter(|_| step != 0).ok_or_else(|| reader.error("words out of order"))?;
            let fixed = reader.u8()?;
            let is_common = reader.u8()? != 0;
            entries.push((hash, Entry { fixed, is_common, parts: reader.varint()? }));
        }
        Ok(Lexicon::build(&entries))
    }

    /// Appends the table in the order of its hashes.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut entries: Vec<_> = self.slots.iter().filter(|(hash, _)| *hash != 0).collect();
        entries.sort_unstable_by_key(|(hash, _)| *hash);
        out.extend_from_slice(&(entries.len() as u32).to_le_bytes());
        let mut last = 0;
        for (hash, entry) in entries {
            crate::bytes::put_varint(out, hash - last);
            last = *hash;
            out.push(entry.fixed);
            out.push(u8::from(entry.is_common));
            crate::bytes::put_varint(out, entry.parts);
        }
    }
}
