//! A linear classifier over hashed features, with small integer weights.

use crate::bytes::{ModelError, Reader};

/// Most classes of a classifier.
pub(crate) const MAX_CLASSES: usize = 128;

/// Sums of weights, one a class.
pub(crate) type Scores = [i32; MAX_CLASSES];

/// One weight of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) class: u8,
    pub(crate) weight: i8,
}

/// A trained classifier. Features are 32-bit hashes; one that was not learned weighs nothing.
#[derive(Debug, Default)]
pub(crate) struct Linear {
    pub(crate) n_classes: usize,
    /// Open addressing: key in the upper half, below it the first cell (24 bits) and the number of cells (8 bits); 0 is empty.
    slots: Vec<u64>,
    mask: usize,
    cells: Vec<Cell>,
}

impl Linear {
    /// Sums the weights of `features`.
    #[inline]
    pub(crate) fn score(&self, features: &[u32], scores: &mut Scores) {
        scores[..self.n_classes].fill(0);
        for &feature in features {
            for cell in self.row(feature) {
                scores[cell.class as usize % MAX_CLASSES] += i32::from(cell.weight);
            }
        }
    }

    #[inline(always)]
    fn row(&self, feature: u32) -> &[Cell] {
        let mut at = feature as usize & self.mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return &[];
            }
            if (slot >> 32) as u32 == feature {
                let first = (slot >> 8) as usize & 0xFF_FFFF;
                return &self.cells[first..first + (slot as usize & 0xFF)];
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Builds the table from rows; feature hashes are not 0 and differ.
    pub(crate) fn build(n_classes: usize, rows: impl ExactSizeIterator<Item = (u32, Vec<Cell>)>) -> Linear {
        let n_slots = (rows.len() * 2).next_power_of_two().max(2);
        let mut linear = Linear { n_classes, slots: vec![0; n_slots], mask: n_slots - 1, cells: Vec::new() };
        for (feature, row) in rows {
            linear.insert(feature, &row);
        }
        linear
    }

    fn insert(&mut self, feature: u32, row: &[Cell]) {
        let mut at = feature as usize & self.mask;
        while self.slots[at] != 0 {
            at = (at + 1) & self.mask;
        }
        self.slots[at] = u64::from(feature) << 32 | (self.cells.len() as u64) << 8 | row.len() as u64;
        self.cells.extend_from_slice(row);
    }

    /// Reads what [`Linear::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Linear, ModelError> {
        let n_classes = reader.u8()? as usize;
        if n_classes == 0 || MAX_CLASSES < n_classes {
            return Err(reader.error(format!("{n_classes} classes, 1 to {MAX_CLASSES} allowed")));
        }
        let n_features = reader.u32()? as usize;
        let n_cells = reader.u32()? as usize;
        let mut keys = Vec::with_capacity(n_features.min(1 << 22));
        let mut key = 0_u32;
        for _ in 0..n_features {
            let step = reader.varint()?;
            key = key.checked_add(step).filter(|_| step != 0).ok_or_else(|| reader.error("features out of order"))?;
            keys.push(key);
        }
        let lengths = reader.take(n_features)?;
        let classes = reader.take(n_cells)?;
        let weights = reader.take(n_cells)?;
        let total: usize = lengths.iter().map(|length| *length as usize).sum();
        if total != n_cells || 1 << 24 <= n_cells {
            return Err(reader.error(format!("{n_cells} weights, but rows of {total}")));
        }
        if classes.iter().any(|class| n_classes <= *class as usize) {
            return Err(reader.error(format!("a class beyond {n_classes}")));
        }
        let cells: Vec<Cell> =
            classes.iter().zip(weights).map(|(&class, &weight)| Cell { class, weight: weight as i8 }).collect();
        let mut linear = Linear::build(n_classes, std::iter::empty());
        let n_slots = (n_features * 2).next_power_of_two().max(2);
        linear.slots = vec![0; n_slots];
        linear.mask = n_slots - 1;
        linear.cells.reserve(n_cells);
        let mut first = 0;
        for (&key, &length) in keys.iter().zip(lengths) {
            linear.insert(key, &cells[first..first + length as usize]);
            first += length as usize;
        }
        Ok(linear)
    }

    /// Appends the classifier: classes, features in order as steps, row lengths, the classes and weights of all cells.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut slots: Vec<u64> = self.slots.iter().copied().filter(|slot| *slot != 0).collect();
        slots.sort_unstable();
        out.push(self.n_classes as u8);
        out.extend_from_slice(&(slots.len() as u32).to_le_bytes());
        out.extend_from_slice(&(self.cells.len() as u32).to_le_bytes());
        let mut last = 0;
        for slot in &slots {
            let key = (slot >> 32) as u32;
            crate::bytes::put_varint(out, key - last);
            last = key;
        }
        out.extend(slots.iter().map(|slot| *slot as u8));
        let rows: Vec<&[Cell]> = slots.iter().map(|slot| self.row((slot >> 32) as u32)).collect();
        out.extend(rows.iter().flat_map(|row| row.iter().map(|cell| cell.class)));
        out.extend(rows.iter().flat_map(|row| row.iter().map(|cell| cell.weight as u8)));
    }

    /// How many features have weights.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn n_features(&self) -> usize {
        self.slots.iter().filter(|slot| **slot != 0).count()
    }
}

/// The best of `n_classes` classes that `allowed` holds for; the lower class wins a tie; 0 where none is allowed.
#[inline]
pub(crate) fn best(scores: &Scores, n_classes: usize, allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, &score) in scores[..n_classes].iter().enumerate() {
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
        let rows = vec![
            (7, vec![Cell { class: 0, weight: 5 }, Cell { class: 2, weight: -3 }]),
            (7 + 64, vec![Cell { class: 1, weight: 127 }]),
            (u32::MAX, vec![Cell { class: 2, weight: -128 }]),
        ];
        Linear::build(3, rows.into_iter())
    }

    #[test]
    fn survives_writing_and_reading() {
        let mut out = Vec::new();
        sample().write(&mut out);
        let mut reader = Reader::new(&out);
        let read = Linear::read(&mut reader).unwrap();
        assert!(reader.is_done());
        let mut scores = [9; MAX_CLASSES];
        read.score(&[7, 71, u32::MAX, 8], &mut scores);
        assert_eq!(scores[..3], [5, 127, -131]);
        assert_eq!(best(&scores, 3, |class| class != 1), 0);
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
