//! A linear classifier of many classes over hashed features, with small integer weights; a feature costs one cache line.

use crate::bytes::{ModelError, Reader};

/// Most classes of a classifier.
pub(crate) const MAX_CLASSES: usize = 64;
/// Most features of one decision.
#[cfg(feature = "train")]
pub(crate) const MAX_FEATURES: usize = 64;

/// Sums of weights, one a class; [`NEVER`] for what is no class.
pub(crate) type Scores = [i16; MAX_CLASSES];

/// The score of what may not be chosen.
pub(crate) const NEVER: i16 = i16::MIN / 2;

/// One weight of a feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) class: u8,
    pub(crate) weight: i8,
}

/// Features that a line holds.
const WIDTH: usize = 8;
/// Weights that a line holds.
const N_CELLS: usize = 16;
/// Most lines: with the upper half of the hash they tell features apart.
const MAX_LINES: usize = 1 << 16;

/// Eight features and their sixteen weights: the upper halves of their hashes (0 is empty), and where their weights are (the
/// first in the upper byte, their number in the lower).
#[repr(align(64))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    prints: [u16; WIDTH],
    rows: [u16; WIDTH],
    cells: [Cell; N_CELLS],
}

const EMPTY: Line = Line { prints: [0; WIDTH], rows: [0; WIDTH], cells: [Cell { class: 0, weight: 0 }; N_CELLS] };

/// A trained classifier. A feature that was not learned weighs nothing (but for one in some thousands, taken for another).
#[derive(Debug, Default)]
pub(crate) struct Linear {
    pub(crate) n_classes: usize,
    /// By how much the best class must lead after the first features, so that the others need not be asked.
    pub(crate) sure: i16,
    lines: Vec<Line>,
}

impl Linear {
    #[cfg(any(feature = "train", test))]
    /// An empty classifier of `n_classes` classes with `n_lines` lines, a power of two up to 65536.
    pub(crate) fn new(n_classes: usize, n_lines: usize) -> Linear {
        Linear { n_classes, sure: i16::MAX, lines: vec![EMPTY; n_lines] }
    }

    /// Scores before any feature is seen.
    #[inline]
    pub(crate) fn start(&self) -> Scores {
        let mut scores = [NEVER; MAX_CLASSES];
        scores[..self.n_classes].fill(0);
        scores
    }

    /// Adds the weights of `features`.
    #[inline]
    pub(crate) fn add<const N: usize>(&self, features: &[u32; N], scores: &mut Scores) {
        // All lines are looked at before any weight is added, so that the loads do not wait for each other. At most one of
        // the eight is a hit; in this shape the compiler makes a few vector instructions of it.
        let rows: [u16; N] = std::array::from_fn(|i| {
            let line = self.line(features[i]);
            let print = print_of(features[i]);
            let hits: [u16; WIDTH] =
                std::array::from_fn(|i| line.rows[i] & 0_u16.wrapping_sub(u16::from(line.prints[i] == print)));
            hits.into_iter().fold(0, |row, hit| row | hit)
        });
        for (feature, row) in features.iter().zip(rows) {
            let first = usize::from(row >> 8);
            let cells = self.line(*feature).cells.get(first..first + usize::from(row & 0xFF)).unwrap_or(&[]);
            for cell in cells {
                scores[cell.class as usize % MAX_CLASSES] += i16::from(cell.weight);
            }
        }
    }

    #[inline(always)]
    fn line(&self, feature: u32) -> &Line {
        self.lines.get(self.place(feature)).unwrap_or(&EMPTY)
    }

    #[inline(always)]
    fn place(&self, feature: u32) -> usize {
        feature as usize & self.lines.len().wrapping_sub(1)
    }

    /// Puts a feature in with its cells, the weightiest first; those that find no room are left out. False where none is in.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn insert(&mut self, feature: u32, row: &[Cell]) -> bool {
        let (at, print) = (self.place(feature), print_of(feature));
        let Some(line) = self.lines.get_mut(at) else { return false };
        // The mark of nothing is that of one feature in 65536 too, which cannot be told from nothing.
        if print == 0 || line.prints.contains(&print) {
            return false;
        }
        let Some(free) = line.prints.iter().position(|print| *print == 0) else { return false };
        let first: usize = line.rows.iter().map(|row| usize::from(row & 0xFF)).sum();
        let n = row.len().min(N_CELLS - first);
        if n == 0 {
            return false;
        }
        line.prints[free] = print;
        line.rows[free] = (first << 8 | n) as u16;
        line.cells[first..first + n].copy_from_slice(&row[..n]);
        true
    }

    /// Reads what [`Linear::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Linear, ModelError> {
        let n_classes = reader.u8()? as usize;
        if n_classes == 0 || MAX_CLASSES < n_classes {
            return Err(reader.error(format!("{n_classes} classes, 1 to {MAX_CLASSES} allowed")));
        }
        let sure = i16::try_from(reader.varint()?).map_err(|_| reader.error("a lead of more than 15 bits"))?;
        let n_lines = reader.u32()? as usize;
        if !n_lines.is_power_of_two() || MAX_LINES < n_lines {
            return Err(reader.error(format!("{n_lines} lines, a power of two up to {MAX_LINES} expected")));
        }
        let bytes = reader.take(n_lines * size_of::<Line>())?;
        let mut linear = Linear { n_classes, sure, lines: Vec::with_capacity(n_lines) };
        for chunk in bytes.chunks_exact(size_of::<Line>()) {
            let number = |i: usize| u16::from_le_bytes([chunk[2 * i], chunk[2 * i + 1]]);
            let cell = |i: usize| Cell { class: chunk[4 * WIDTH + 2 * i], weight: chunk[4 * WIDTH + 2 * i + 1] as i8 };
            let line = Line {
                prints: std::array::from_fn(number),
                rows: std::array::from_fn(|i| number(WIDTH + i)),
                cells: std::array::from_fn(cell),
            };
            if line.cells.iter().any(|cell| n_classes <= cell.class as usize) {
                return Err(reader.error(format!("a class beyond {n_classes}")));
            }
            linear.lines.push(line);
        }
        Ok(linear)
    }

    /// Appends all lines: marks, places of weights, classes with weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.n_classes as u8);
        crate::bytes::put_varint(out, self.sure.max(0) as u32);
        out.extend_from_slice(&(self.lines.len() as u32).to_le_bytes());
        for line in &self.lines {
            out.extend(line.prints.iter().chain(&line.rows).flat_map(|number| number.to_le_bytes()));
            out.extend(line.cells.iter().flat_map(|cell| [cell.class, cell.weight as u8]));
        }
    }

    /// How many features have weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn n_features(&self) -> usize {
        self.lines.iter().flat_map(|line| line.prints).filter(|print| *print != 0).count()
    }
}

/// The mark of a feature in its line: the upper half of its hash.
#[inline(always)]
pub(crate) fn print_of(feature: u32) -> u16 {
    (feature >> 16) as u16
}

/// The class with the highest score, and by how much it leads; the lower class wins a tie.
#[inline]
pub(crate) fn lead(scores: &Scores) -> (usize, i16) {
    // Two passes without a branch, where one with branches would be guessed wrong.
    let top = scores.iter().fold(i16::MIN, |top, score| top.max(*score));
    let class = scores.iter().position(|score| *score == top).unwrap_or(0);
    let mut others = *scores;
    others[class] = i16::MIN;
    (class, top.saturating_sub(others.iter().fold(i16::MIN, |top, score| top.max(*score))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Linear {
        let mut linear = Linear::new(3, 4);
        assert!(linear.insert(7 << 16 | 1, &[Cell { class: 0, weight: 5 }, Cell { class: 2, weight: -3 }]));
        assert!(linear.insert(8 << 16 | 1, &[Cell { class: 1, weight: 127 }]));
        assert!(linear.insert(u32::MAX, &[Cell { class: 2, weight: -128 }]));
        assert!(!linear.insert(u32::MAX, &[Cell { class: 2, weight: 1 }]), "a feature goes in once");
        assert!(linear.insert(9 << 16 | 1, &[Cell { class: 1, weight: 1 }; 20]));
        assert!(!linear.insert(10 << 16 | 1, &[Cell { class: 1, weight: 1 }]), "the line is full");
        linear
    }

    #[test]
    fn survives_writing_and_reading() {
        let mut out = Vec::new();
        sample().write(&mut out);
        let mut reader = Reader::new(&out);
        let read = Linear::read(&mut reader).unwrap();
        assert!(reader.is_done());
        assert_eq!(read.lines, sample().lines);
        let mut scores = read.start();
        read.add(&[7 << 16 | 1, 8 << 16 | 1, u32::MAX, 8], &mut scores);
        assert_eq!(scores[..4], [5, 127, -131, NEVER]);
        assert_eq!(lead(&scores), (1, 122));
        read.add(&[9 << 16 | 1], &mut scores);
        assert_eq!(scores[1], 127 + 13);
    }

    #[test]
    fn cut_bytes_are_an_error() {
        let mut out = Vec::new();
        sample().write(&mut out);
        for length in 0..out.len() {
            assert!(Linear::read(&mut Reader::new(&out[..length])).is_err(), "{length}");
        }
    }
}
