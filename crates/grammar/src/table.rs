//! A linear classifier of three classes over hashed features, laid out so that a feature costs half a cache line and no branch.

use crate::bytes::{ModelError, Reader};
use crate::linear::print_of;

/// Features that a line holds: one vector of marks, one of weights.
const WIDTH: usize = 8;
/// Most lines of a table: with the upper half of the hash they tell features apart.
const MAX_LINES: usize = 1 << 16;

/// Eight features: the upper halves of their hashes (0 is empty), and how much they speak for the second class (upper byte)
/// and for the third (lower byte) against the first.
#[repr(align(32))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    prints: [u16; WIDTH],
    weights: [i16; WIDTH],
}

const EMPTY: Line = Line { prints: [0; WIDTH], weights: [0; WIDTH] };

/// A trained classifier. A feature that was not learned weighs nothing (but for one in some thousands, taken for another).
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// By how much the best class must lead after the first features, so that the others need not be asked.
    pub(crate) sure: i32,
    lines: Vec<Line>,
}

impl Table {
    /// An empty table of `n_lines` lines, a power of two up to 65536.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn new(n_lines: usize) -> Table {
        Table { sure: i32::MAX, lines: vec![EMPTY; n_lines] }
    }

    /// The sums of the weights of `features` for the second and the third class, where the first has 0.
    #[inline(always)]
    pub(crate) fn score(&self, features: &[u32]) -> [i32; 2] {
        let (mut second, mut third) = ([0_i16; WIDTH], [0_i16; WIDTH]);
        for &feature in features {
            let line = self.line(feature);
            let print = print_of(feature);
            // At most one of the eight is a hit; what the others add is 0, so that there is nothing to find and to guess.
            // In this shape the compiler makes nine vector instructions of it.
            let hits: [i16; WIDTH] =
                std::array::from_fn(|i| line.weights[i] & 0_i16.wrapping_sub(i16::from(line.prints[i] == print)));
            second = std::array::from_fn(|i| second[i].wrapping_add(hits[i] >> 8));
            third = std::array::from_fn(|i| third[i].wrapping_add((hits[i] << 8) >> 8));
        }
        [second, third].map(|sums| sums.into_iter().map(i32::from).sum())
    }

    #[inline(always)]
    fn line(&self, feature: u32) -> &Line {
        self.lines.get(self.place(feature)).unwrap_or(&EMPTY)
    }

    #[inline(always)]
    fn place(&self, feature: u32) -> usize {
        feature as usize & self.lines.len().wrapping_sub(1)
    }

    /// Puts a feature in; false where its line is full or holds another one with the same mark.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn insert(&mut self, feature: u32, weights: [i8; 2]) -> bool {
        let (at, print) = (self.place(feature), print_of(feature));
        let Some(line) = self.lines.get_mut(at) else { return false };
        // The mark of nothing is that of one feature in 65536 too, which cannot be told from nothing.
        if print == 0 || line.prints.contains(&print) {
            return false;
        }
        let Some(free) = line.prints.iter().position(|print| *print == 0) else { return false };
        line.prints[free] = print;
        line.weights[free] = i16::from(weights[0]) << 8 | i16::from(weights[1] as u8);
        true
    }

    /// Reads what [`Table::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Table, ModelError> {
        let sure = i32::try_from(reader.u32()?).map_err(|_| reader.error("a lead of more than 31 bits"))?;
        let n_lines = reader.u32()? as usize;
        if !n_lines.is_power_of_two() || MAX_LINES < n_lines {
            return Err(reader.error(format!("{n_lines} lines, a power of two up to {MAX_LINES} expected")));
        }
        let bytes = reader.take(n_lines * size_of::<Line>())?;
        let mut lines = Vec::with_capacity(n_lines);
        for chunk in bytes.chunks_exact(size_of::<Line>()) {
            let number = |i: usize| [chunk[2 * i], chunk[2 * i + 1]];
            let prints = std::array::from_fn(|i| u16::from_le_bytes(number(i)));
            let weights = std::array::from_fn(|i| i16::from_le_bytes(number(WIDTH + i)));
            lines.push(Line { prints, weights });
        }
        Ok(Table { sure, lines })
    }

    /// Appends all lines: marks, then weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.sure.max(0).to_le_bytes());
        out.extend((self.lines.len() as u32).to_le_bytes());
        for line in &self.lines {
            out.extend(line.prints.iter().flat_map(|print| print.to_le_bytes()));
            out.extend(line.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        }
    }

    /// How many features have weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn n_features(&self) -> usize {
        self.lines.iter().flat_map(|line| line.prints).filter(|print| *print != 0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_survives_writing() {
        let mut table = Table::new(1 << 12);
        assert!(table.insert(0x0001_0005, [1, -2]));
        assert!(table.insert(0x0002_0005, [-10, 127]));
        assert!(!table.insert(0x0002_0005, [9, 9]));
        for print in 3..9 {
            assert!(table.insert(print << 16 | 5, [0, 1]));
        }
        assert!(!table.insert(0x00FF_0005, [1, 1]), "the line is full");
        let mut out = Vec::new();
        table.write(&mut out);
        let read = Table::read(&mut Reader::new(&out)).unwrap();
        assert_eq!(read.lines, table.lines);
        assert_eq!(read.score(&[0x0001_0005, 0x0002_0005, 0x0077_0005, 0x0001_0006]), [-9, 125]);
        assert!(Table::read(&mut Reader::new(&out[..out.len() - 1])).is_err());
    }
}
