//! A small set of bits that knows most features which were not learned, so that they cost no look into a large table.

use crate::linear::MAX_FEATURES;

/// Bits for each line of the table behind the filter.
const BITS_PER_LINE: usize = 32;

/// One bit for each line and the lowest five bits of a feature's mark there.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    words: Vec<u32>,
}

impl Filter {
    /// A filter of nothing for a table of `n_lines` lines.
    pub(crate) fn new(n_lines: usize) -> Filter {
        Filter { words: vec![0; n_lines] }
    }

    /// Lets the feature with this line and mark through.
    pub(crate) fn insert(&mut self, line: usize, print: u16) {
        if let Some(word) = self.words.get_mut(line) {
            *word |= 1 << (print as usize % BITS_PER_LINE);
        }
    }

    /// Moves the features that may be known to the front of `kept`; gives their number.
    #[inline(always)]
    pub(crate) fn keep(&self, features: &[u32], kept: &mut [u32; MAX_FEATURES]) -> usize {
        let mut n = 0;
        let mask = self.words.len().wrapping_sub(1);
        for &feature in features {
            let word = self.words.get(feature as usize & mask).copied().unwrap_or(0);
            // Written always, counted only where the bit is set: no branch to guess.
            kept[n % MAX_FEATURES] = feature;
            n += (word >> (print_of(feature) as usize % BITS_PER_LINE)) as usize & 1;
        }
        n.min(MAX_FEATURES)
    }
}

/// The mark of a feature in its line: the upper half of its hash, never 0.
#[inline(always)]
pub(crate) fn print_of(feature: u32) -> u16 {
    ((feature >> 16) as u16).max(1)
}
