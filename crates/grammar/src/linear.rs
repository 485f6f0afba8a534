//! A linear classifier over hashed features, with small integer weights.

use crate::bytes::{ModelError, Reader};
use crate::filter::{Filter, print_of};

/// Most classes of a classifier.
pub(crate) const MAX_CLASSES: usize = 128;
/// Most features of one decision; a power of two.
pub(crate) const MAX_FEATURES: usize = 128;

/// Sums of weights, one a class.
pub(crate) type Scores = [i32; MAX_CLASSES];

/// One weight of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) class: u8,
    pub(crate) weight: i8,
}

/// Features that a bucket holds.
const WIDTH: usize = 10;

/// Ten features: the upper halves of their hashes (0 is empty), and where their weights are (first cell, and their number in
/// the lowest eight bits). A cache line.
#[repr(align(64))]
#[derive(Clone, Copy, Debug)]
struct Bucket {
    prints: [u16; WIDTH],
    rows: [u32; WIDTH],
}

const EMPTY: Bucket = Bucket { prints: [0; WIDTH], rows: [0; WIDTH] };

/// A trained classifier. A feature that was not learned weighs nothing (but for one in some thousands, taken for another).
#[derive(Debug, Default)]
pub(crate) struct Linear {
    pub(crate) n_classes: usize,
    buckets: Vec<Bucket>,
    filter: Filter,
    cells: Vec<Cell>,
}

impl Linear {
    /// An empty classifier of `n_classes` classes with `n_buckets` buckets, a power of two up to 65536.
    pub(crate) fn new(n_classes: usize, n_buckets: usize) -> Linear {
        Linear { n_classes, buckets: vec![EMPTY; n_buckets], filter: Filter::new(n_buckets), cells: Vec::new() }
    }

    /// Sums the weights of `features`.
    #[inline]
    pub(crate) fn score(&self, features: &[u32], scores: &mut Scores) {
        scores[..self.n_classes].fill(0);
        let mut kept = [0; MAX_FEATURES];
        let n = self.filter.keep(features, &mut kept);
        // Each table is asked for all its lines before any is used, so that the loads do not wait for each other.
        let touched = kept[..n].iter().fold(0, |all, &feature| all ^ self.bucket(feature).prints[0]);
        std::hint::black_box(touched);
        let rows = &mut kept[..n];
        let mut touched = 0;
        for row in rows.iter_mut() {
            *row = self.row(*row);
            touched ^= self.cells.get(*row as usize >> 8).map_or(0, |cell| cell.class);
        }
        std::hint::black_box(touched);
        for &row in &*rows {
            let first = row as usize >> 8;
            for cell in &self.cells[first..first + (row as usize & 0xFF)] {
                scores[cell.class as usize % MAX_CLASSES] += i32::from(cell.weight);
            }
        }
    }

    /// Where the weights of a feature are; 0 (no cells) where it has none.
    #[inline(always)]
    fn row(&self, feature: u32) -> u32 {
        let bucket = self.bucket(feature);
        let print = print_of(feature);
        // The place is found without a branch; the first eight marks are one vector.
        let mut found = 0_u8;
        for i in 0..8 {
            found |= u8::from(bucket.prints[i] == print) << i;
        }
        let more = u16::from(bucket.prints[8] == print) << 8 | u16::from(bucket.prints[9] == print) << 9;
        let found = u16::from(found) | more;
        let row = bucket.rows.get(found.trailing_zeros() as usize).copied().unwrap_or(0);
        row & 0_u32.wrapping_sub(u32::from(found != 0))
    }

    #[inline(always)]
    fn bucket(&self, feature: u32) -> &Bucket {
        self.buckets.get(self.place(feature).0).unwrap_or(&EMPTY)
    }

    /// The bucket of a feature and its mark there.
    #[inline(always)]
    fn place(&self, feature: u32) -> (usize, u16) {
        (feature as usize & self.buckets.len().wrapping_sub(1), print_of(feature))
    }

    /// Puts a feature in; false where its bucket is full or holds another one with the same mark.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn insert(&mut self, feature: u32, row: &[Cell]) -> bool {
        let (at, print) = self.place(feature);
        let Some(bucket) = self.buckets.get_mut(at) else { return false };
        if bucket.prints.contains(&print) {
            return false;
        }
        let Some(free) = bucket.prints.iter().position(|print| *print == 0) else { return false };
        self.filter.insert(at, print);
        bucket.prints[free] = print;
        bucket.rows[free] = (self.cells.len() as u32) << 8 | row.len() as u32;
        self.cells.extend_from_slice(row);
        true
    }

    /// Reads what [`Linear::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Linear, ModelError> {
        let n_classes = reader.u8()? as usize;
        if n_classes == 0 || MAX_CLASSES < n_classes {
            return Err(reader.error(format!("{n_classes} classes, 1 to {MAX_CLASSES} allowed")));
        }
        let n_buckets = reader.u32()? as usize;
        if !n_buckets.is_power_of_two() || 1 << 16 < n_buckets {
            return Err(reader.error(format!("{n_buckets} buckets, a power of two up to 65536 expected")));
        }
        let mut linear = Linear::new(n_classes, n_buckets);
        let mut n_cells = 0_u32;
        for (at, bucket) in linear.buckets.iter_mut().enumerate() {
            let n_used = reader.u8()? as usize;
            if WIDTH < n_used {
                return Err(reader.error(format!("{n_used} features in a bucket of {WIDTH}")));
            }
            let entries = reader.take(n_used * 3)?;
            for (i, entry) in entries.chunks_exact(3).enumerate() {
                let print = u16::from_le_bytes([entry[0], entry[1]]);
                bucket.prints[i] = print;
                linear.filter.insert(at, print);
                bucket.rows[i] = n_cells << 8 | u32::from(entry[2]);
                n_cells += u32::from(entry[2]);
            }
        }
        if 1 << 24 <= n_cells {
            return Err(reader.error(format!("{n_cells} weights, fewer than 16777216 allowed")));
        }
        let classes = reader.take(n_cells as usize)?;
        let weights = reader.take(n_cells as usize)?;
        if classes.iter().any(|class| n_classes <= *class as usize) {
            return Err(reader.error(format!("a class beyond {n_classes}")));
        }
        let cells = classes.iter().zip(weights).map(|(&class, &weight)| Cell { class, weight: weight as i8 });
        linear.cells = cells.collect();
        Ok(linear)
    }

    /// Appends the classifier: each bucket's features with the lengths of their rows, then the classes, then the weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.n_classes as u8);
        out.extend_from_slice(&(self.buckets.len() as u32).to_le_bytes());
        let mut cells: Vec<Cell> = Vec::with_capacity(self.cells.len());
        for bucket in &self.buckets {
            let used = bucket.prints.iter().zip(bucket.rows).take_while(|(print, _)| **print != 0);
            out.push(used.clone().count() as u8);
            for (print, row) in used {
                out.extend(print.to_le_bytes());
                out.push(row as u8);
                let first = row as usize >> 8;
                cells.extend_from_slice(&self.cells[first..first + (row as usize & 0xFF)]);
            }
        }
        out.extend(cells.iter().map(|cell| cell.class));
        out.extend(cells.iter().map(|cell| cell.weight as u8));
    }

    /// How many features have weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn n_features(&self) -> usize {
        self.buckets.iter().flat_map(|bucket| bucket.prints).filter(|print| *print != 0).count()
    }
}

/// The class with the highest score of those that `allowed` holds for; the lower class wins a tie; 0 where none is allowed.
#[inline]
pub(crate) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, &score) in scores.iter().enumerate() {
        if allowed(class) && best.is_none_or(|(_, top)| top < score) {
            best = Some((class, score));
        }
    }
    best.map_or(0, |(class, _)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Linear {
        let mut linear = Linear::new(3, 4);
        assert!(linear.insert(7, &[Cell { class: 0, weight: 5 }, Cell { class: 2, weight: -3 }]));
        assert!(linear.insert(7 << 16 | 3, &[Cell { class: 1, weight: 127 }]));
        assert!(linear.insert(u32::MAX, &[Cell { class: 2, weight: -128 }]));
        assert!(!linear.insert(u32::MAX, &[]), "a feature goes in once");
        linear
    }

    #[test]
    fn survives_writing_and_reading() {
        let mut out = Vec::new();
        sample().write(&mut out);
        let mut reader = Reader::new(&out);
        let read = Linear::read(&mut reader).unwrap();
        assert!(reader.is_done());
        let mut scores = [9; MAX_CLASSES];
        read.score(&[7, 7 << 16 | 3, u32::MAX, 8], &mut scores);
        assert_eq!(scores[..3], [5, 127, -131]);
        assert_eq!(best(&scores[..3], |class| class != 1), 0);
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
