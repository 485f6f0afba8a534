//! Forms to lemmas: learned suffix rules, and learned exceptions to them.

use crate::bytes::{ModelError, Reader};
use crate::hash;
use crate::tag::Upos;
use std::borrow::Cow;

/// Longest ending that a rule looks at, in characters.
pub(crate) const MAX_ENDING: usize = 6;

/// A change at the end of a form: characters to cut, letters to add.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    pub(crate) cut: u8,
    pub(crate) add: String,
}

impl Edit {
    /// The edit that turns `form` into `lemma`.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn between(form: &str, lemma: &str) -> Edit {
        let common = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = form.chars().count() - common;
        Edit { cut: cut.min(255) as u8, add: lemma.chars().skip(common).collect() }
    }

    /// The form with its end changed.
    pub(crate) fn apply(&self, form: &str) -> String {
        let kept = match self.cut {
            0 => form.len(),
            cut => form.char_indices().rev().nth(cut as usize - 1).map_or(0, |(at, _)| at),
        };
        let mut lemma = String::with_capacity(kept + self.add.len());
        lemma.push_str(&form[..kept]);
        lemma.push_str(&self.add);
        lemma
    }
}

/// Rules and exceptions, each under the hash of part of speech and letters.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    pub(crate) rules: Edits,
    pub(crate) exceptions: Edits,
}

/// Edits sorted by hash, and where in the list the hashes with the same upper bits begin: a look-up is one step, not twelve.
/// Hashes stand apart from edits, for most are asked in vain.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    hashes: Vec<u32>,
    edits: Vec<Edit>,
    starts: Vec<u32>,
    /// A bit for each hash, by its lower bits: it tells most of what is asked in vain without a look at the others.
    known: Vec<u64>,
}

impl Edits {
    /// How many upper bits of a hash find its place.
    const BITS: u32 = 12;

    /// Edits in the order of their hashes.
    pub(crate) fn new(list: Vec<(u32, Edit)>) -> Edits {
        let (hashes, edits): (Vec<u32>, Vec<Edit>) = list.into_iter().unzip();
        let start = |bits: u32| hashes.partition_point(|hash| hash >> (32 - Self::BITS) < bits) as u32;
        let starts = (0..=1 << Self::BITS).map(start).collect();
        let mut known = vec![0; (hashes.len() / 8).next_power_of_two()];
        for &hash in &hashes {
            let (at, bit) = place_of(hash, known.len());
            known[at] |= bit;
        }
        Edits { hashes, edits, starts, known }
    }

    /// How many edits there are.
    #[cfg(feature = "train")]
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    fn find(&self, key: u32) -> Option<&Edit> {
        let (at, bit) = place_of(key, self.known.len());
        if self.known.get(at)? & bit == 0 {
            return None;
        }
        let at = (key >> (32 - Self::BITS)) as usize;
        let [first, end] = [*self.starts.get(at)?, *self.starts.get(at + 1)?];
        let same = self.hashes.get(first as usize..end as usize)?;
        let place = same.iter().position(|hash| *hash == key)?;
        self.edits.get(first as usize + place)
    }
}

/// Where the bit of a hash is among so many words, a power of two.
fn place_of(hash: u32, n_words: usize) -> (usize, u64) {
    ((hash >> 6) as usize & n_words.wrapping_sub(1), 1 << (hash & 63))
}

impl Lemmas {
    /// The lemma of a form, in lower case.
    pub(crate) fn lemma<'a>(&self, form: &'a str, upos: Upos) -> Cow<'a, str> {
        let lower =
            if form.chars().any(char::is_uppercase) { Cow::Owned(form.to_lowercase()) } else { Cow::Borrowed(form) };
        if upos == Upos::Propn {
            return lower;
        }
        match self.edit(&lower, upos) {
            Some(edit) if edit.cut != 0 || !edit.add.is_empty() => Cow::Owned(edit.apply(&lower)),
            _ => lower,
        }
    }

    fn edit(&self, lower: &str, upos: Upos) -> Option<&Edit> {
        let exception = self.exceptions.find(key(upos, lower));
        exception.or_else(|| endings(lower).find_map(|ending| self.rules.find(key(upos, ending))))
    }

    /// Reads what [`Lemmas::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Lemmas, ModelError> {
        Ok(Lemmas { rules: Edits::new(read_list(reader)?), exceptions: Edits::new(read_list(reader)?) })
    }

    /// Appends rules and exceptions.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        for list in [&self.rules, &self.exceptions] {
            out.extend_from_slice(&(list.hashes.len() as u32).to_le_bytes());
            for (hash, edit) in list.hashes.iter().zip(&list.edits) {
                out.extend_from_slice(&hash.to_le_bytes());
                out.push(edit.cut);
                crate::bytes::put_str(out, &edit.add);
            }
        }
    }
}

/// The endings of a form that leave at least one character before them, the longest first, then the empty one.
pub(crate) fn endings(form: &str) -> impl Iterator<Item = &str> {
    let n = form.chars().count();
    let starts = form.char_indices().map(|(at, _)| at).skip(n.saturating_sub(MAX_ENDING).max(1));
    starts.map(|at| &form[at..]).chain(std::iter::once(""))
}

/// The key of a form or an ending under a part of speech.
pub(crate) fn key(upos: Upos, letters: &str) -> u32 {
    hash::mix(upos as u32, if letters.is_empty() { 0 } else { hash::of(letters) }, 0, 0)
}

fn read_list(reader: &mut Reader<'_>) -> Result<Vec<(u32, Edit)>, ModelError> {
    let n = reader.u32()? as usize;
    let mut list: Vec<(u32, Edit)> = Vec::with_capacity(n.min(1 << 20));
    for _ in 0..n {
        let hash = reader.u32()?;
        if list.last().is_some_and(|(last, _)| hash <= *last) {
            return Err(reader.error("lemma rules out of order"));
        }
        list.push((hash, Edit { cut: reader.u8()?, add: reader.str()?.to_owned() }));
    }
    Ok(list)
}
