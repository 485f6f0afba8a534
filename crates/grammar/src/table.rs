//! A linear classifier of three classes over hashed features, laid out so that a feature costs one cache line and no branch.

use crate::bytes::{ModelError, Reader};
use crate::filter::{Filter, print_of};
use crate::linear::MAX_FEATURES;

/// Classes of the classifier.
pub(crate) const N_CLASSES: usize = 3;
/// Features that a line holds.
const WIDTH: usize = 8;
/// Lines of a table: with the upper half of the hash they tell features apart.
const N_LINES: usize = 1 << 16;
/// Largest weight.
#[cfg(feature = "train")]
pub(crate) const MAX_WEIGHT: i16 = 350;

/// Eight features: the upper halves of their hashes (0 is empty) and their weights for each class.
#[repr(align(64))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    prints: [u16; WIDTH],
    weights: [[i16; N_CLASSES]; WIDTH],
}

const EMPTY: Line = Line { prints: [0; WIDTH], weights: [[0; N_CLASSES]; WIDTH] };

/// A trained classifier. A feature that was not learned weighs nothing (but for one in some thousands, taken for another).
#[derive(Debug, Default)]
pub(crate) struct Table {
    lines: Vec<Line>,
    filter: Filter,
}

/// The line of a feature, and its mark there.
#[inline(always)]
fn place(feature: u32) -> (usize, u16) {
    (feature as usize % N_LINES, print_of(feature))
}

impl Table {
    /// An empty table.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn new() -> Table {
        Table { lines: vec![EMPTY; N_LINES], filter: Filter::new(N_LINES) }
    }

    /// The sums of the weights of `features`, one a class.
    #[inline]
    pub(crate) fn score(&self, features: &[u32]) -> [i32; N_CLASSES] {
        let mut kept = [0; MAX_FEATURES];
        let n = self.filter.keep(features, &mut kept);
        // All lines are asked for before any is used, so that the loads do not wait for each other.
        let touched = kept[..n].iter().fold(0, |all, &feature| all ^ self.line(feature).prints[0]);
        std::hint::black_box(touched);
        let mut sums = [0_i32; N_CLASSES];
        for &feature in &kept[..n] {
            let line = self.line(feature);
            let print = print_of(feature);
            let mut found = 0_u8;
            for i in 0..WIDTH {
                found |= u8::from(line.prints[i] == print) << i;
            }
            let is_found = i32::from(found != 0);
            for (sum, weight) in sums.iter_mut().zip(line.weights[found.trailing_zeros() as usize % WIDTH]) {
                *sum += i32::from(weight) * is_found;
            }
        }
        sums
    }

    #[inline(always)]
    fn line(&self, feature: u32) -> &Line {
        self.lines.get(place(feature).0).unwrap_or(&EMPTY)
    }

    /// Puts a feature in; false where its line is full or holds another one with the same mark.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn insert(&mut self, feature: u32, weights: [i16; N_CLASSES]) -> bool {
        let (line, print) = place(feature);
        let at = line;
        let line = &mut self.lines[at];
        if line.prints.contains(&print) {
            return false;
        }
        let Some(free) = line.prints.iter().position(|print| *print == 0) else { return false };
        line.prints[free] = print;
        line.weights[free] = weights;
        self.filter.insert(at, print);
        true
    }

    /// Reads what [`Table::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Table, ModelError> {
        let bytes = reader.take(N_LINES * size_of::<Line>())?;
        let mut lines = Vec::with_capacity(N_LINES);
        let mut filter = Filter::new(N_LINES);
        for chunk in bytes.chunks_exact(size_of::<Line>()) {
            let mut line = EMPTY;
            let (prints, weights) = chunk.split_at(2 * WIDTH);
            for (print, pair) in line.prints.iter_mut().zip(prints.chunks_exact(2)) {
                *print = u16::from_le_bytes([pair[0], pair[1]]);
            }
            for (i, pair) in weights.chunks_exact(2).enumerate() {
                line.weights[i % WIDTH][i / WIDTH] = i16::from_le_bytes([pair[0], pair[1]]);
            }
            for print in line.prints.into_iter().filter(|print| *print != 0) {
                filter.insert(lines.len(), print);
            }
            lines.push(line);
        }
        Ok(Table { lines, filter })
    }

    /// Appends all lines: marks, then the weights class by class.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        for line in &self.lines {
            out.extend(line.prints.iter().flat_map(|print| print.to_le_bytes()));
            let classes = (0..N_CLASSES).flat_map(|class| line.weights.iter().map(move |weights| weights[class]));
            out.extend(classes.flat_map(i16::to_le_bytes));
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
        let mut table = Table::new();
        assert!(table.insert(0x0001_0005, [1, -2, 3]));
        assert!(table.insert(0x0002_0005, [10, 20, 30]));
        assert!(!table.insert(0x0002_0005, [9, 9, 9]));
        for print in 3..9 {
            assert!(table.insert(print << 16 | 5, [0, 0, 1]));
        }
        assert!(!table.insert(0x00FF_0005, [1, 1, 1]), "the line is full");
        let mut out = Vec::new();
        table.write(&mut out);
        let read = Table::read(&mut Reader::new(&out)).unwrap();
        assert_eq!(read.lines, table.lines);
        assert_eq!(read.score(&[0x0001_0005, 0x0002_0005, 0x0077_0005, 0x0001_0006]), [11, 18, 33]);
        assert!(Table::read(&mut Reader::new(&out[1..])).is_err());
    }
}
