//! Links whose relation the tags of both words all but say ("the" before its noun is `det`): they need no classifier.

use crate::bytes::{ModelError, Reader};

/// Most tags, with the number 0.
const MAX_TAGS: usize = 64;
/// Steps of distance.
const N_STEPS: usize = 3;
/// Pairs of tags, by side and distance.
const N_PLACES: usize = MAX_TAGS * MAX_TAGS * 2 * N_STEPS;

/// For each pair of tags, side and distance the relation (its number plus 1), or 0 where the classifier must say.
#[derive(Debug, Default)]
pub(crate) struct Usual(Vec<u8>);

impl Usual {
    /// The relation between words with these tags at these places, where there is a usual one.
    #[inline]
    pub(crate) fn get(&self, tags: (u32, u32), head: usize, word: usize) -> Option<u32> {
        let relation = self.0.get(place(tags, head, word)).copied().unwrap_or(0);
        u32::from(relation).checked_sub(1)
    }

    /// Nothing is usual yet.
    #[cfg(feature = "train")]
    pub(crate) fn new() -> Usual {
        Usual(vec![0; N_PLACES])
    }

    /// Makes `relation` the usual one wherever words with these tags stand as these do.
    #[cfg(feature = "train")]
    pub(crate) fn set(&mut self, tags: (u32, u32), head: usize, word: usize, relation: u32) {
        self.0[place(tags, head, word)] = relation as u8 + 1;
    }

    /// Reads what [`Usual::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>, n_relations: usize) -> Result<Usual, ModelError> {
        let bytes = reader.take(N_PLACES)?;
        if bytes.iter().any(|relation| n_relations < *relation as usize) {
            return Err(reader.error(format!("a relation beyond {n_relations}")));
        }
        Ok(Usual(bytes.to_vec()))
    }

    /// Appends the table.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }
}

/// Tags of head and word, the word's side of the head, and how far it stands: next to it, one between, more.
#[inline]
fn place(tags: (u32, u32), head: usize, word: usize) -> usize {
    let tags = (tags.0 as usize % MAX_TAGS) * MAX_TAGS + tags.1 as usize % MAX_TAGS;
    let step = (head.abs_diff(word).max(1) - 1).min(N_STEPS - 1);
    (tags * 2 + usize::from(word < head)) * N_STEPS + step
}
