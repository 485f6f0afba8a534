//! An averaged perceptron over hashed features.

use crate::linear::{Cell, Linear, Scores};
use crate::table::{self, Table};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Least weight, of 127, that is kept in a model of many classes: smaller ones are many and change next to nothing.
const LEAST_WEIGHT: u8 = 2;

/// Feature hashes are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A weight and the sum of what was added to it, each time with the step at which it was.
#[derive(Clone, Copy, Debug)]
struct Weight {
    class: u8,
    now: i32,
    dated: i64,
}

/// Weights that are being learned.
pub(super) struct Perceptron {
    n_classes: usize,
    index: HashMap<u32, u32, BuildHasherDefault<Identity>>,
    rows: Vec<(u32, Vec<Weight>)>,
    step: i64,
}

impl Perceptron {
    pub(super) fn new(n_classes: usize) -> Perceptron {
        Perceptron { n_classes, index: HashMap::default(), rows: Vec::new(), step: 1 }
    }

    /// Sums the weights of `features` as they are now.
    pub(super) fn score(&self, features: &[u32], scores: &mut Scores) {
        scores[..self.n_classes].fill(0);
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for weight in &self.rows[row as usize].1 {
                    scores[weight.class as usize] += weight.now;
                }
            }
        }
    }

    /// Counts a decision.
    pub(super) fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of `features` from class `wrong` to class `right`.
    pub(super) fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        for &feature in features {
            let n_rows = self.rows.len() as u32;
            let row = *self.index.entry(feature).or_insert(n_rows);
            if row == n_rows {
                self.rows.push((feature, Vec::new()));
            }
            let weights = &mut self.rows[row as usize].1;
            add(weights, right as u8, 1, self.step);
            add(weights, wrong as u8, -1, self.step);
        }
    }

    /// The weights averaged over all steps.
    pub(super) fn averages(self) -> Averages {
        let average = |weight: &Weight| f64::from(weight.now) - weight.dated as f64 / self.step as f64;
        let row = |(feature, weights): &(u32, Vec<Weight>)| {
            (*feature, weights.iter().map(|weight| (weight.class, average(weight))).collect())
        };
        Averages { n_classes: self.n_classes, rows: self.rows.iter().map(row).collect() }
    }
}

/// Averaged weights of one perceptron, or the sum of several.
pub(super) struct Averages {
    n_classes: usize,
    rows: Vec<(u32, Row<f64>)>,
}

/// The weights of a feature, each with its class.
type Row<T> = Vec<(u8, T)>;

impl Averages {
    /// Adds the weights of another perceptron that learned the same in another order: their mean errs less than either.
    pub(super) fn add(&mut self, other: Averages) {
        self.rows.extend(other.rows);
        self.rows.sort_by_key(|(feature, _)| *feature);
        let mut rows: Vec<(u32, Row<f64>)> = Vec::with_capacity(self.rows.len());
        for (feature, row) in self.rows.drain(..) {
            match rows.last_mut() {
                Some((last, sum)) if *last == feature => add_row(sum, &row),
                _ => rows.push((feature, row)),
            }
        }
        self.rows = rows;
    }

    /// The weights as bytes, of the features that weigh most and find room in `n_buckets` buckets; the least are left out.
    pub(super) fn linear(&self, n_buckets: usize) -> Linear {
        let mut linear = Linear::new(self.n_classes, n_buckets);
        for (feature, row) in self.quantised(f64::from(i8::MAX)) {
            let cells = row.iter().map(|&(class, weight)| Cell { class, weight: weight as i8 });
            let cells: Vec<Cell> = cells.filter(|cell| LEAST_WEIGHT <= cell.weight.unsigned_abs()).collect();
            if !cells.is_empty() {
                linear.insert(feature, &cells);
            }
        }
        linear
    }

    /// The same for three classes.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new();
        for (feature, row) in self.quantised(f64::from(table::MAX_WEIGHT)) {
            let mut weights = [0; table::N_CLASSES];
            for (class, weight) in row {
                weights[class as usize] = weight;
            }
            table.insert(feature, weights);
        }
        table
    }

    /// The weights of each feature as integers up to `most`, the weightiest features first.
    fn quantised(&self, most: f64) -> Vec<(u32, Row<i16>)> {
        let size = |row: &Row<f64>| -> f64 { row.iter().map(|(_, weight)| weight.abs()).sum() };
        let mut rows: Vec<&(u32, Row<f64>)> = self.rows.iter().collect();
        rows.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
        let mut sizes: Vec<f64> = rows.iter().flat_map(|row| row.1.iter().map(|(_, weight)| weight.abs())).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        // The few largest weights are cut, so that the many small ones keep their differences.
        let last = sizes.len().saturating_sub(1 + sizes.len() / 5000);
        let largest = sizes.get(last).copied().unwrap_or(1.0).max(1e-9);
        let quantise = |weight: f64| (weight / largest * most).round().clamp(-most, most) as i16;
        let rows = rows.into_iter().map(|(feature, row)| {
            let cells = row.iter().map(|&(class, weight)| (class, quantise(weight)));
            (*feature, cells.filter(|(_, weight)| *weight != 0).collect::<Row<i16>>())
        });
        rows.filter(|(_, row)| !row.is_empty()).collect()
    }
}

fn add_row(sum: &mut Row<f64>, row: &Row<f64>) {
    for &(class, weight) in row {
        match sum.iter_mut().find(|(other, _)| *other == class) {
            Some((_, total)) => *total += weight,
            None => sum.push((class, weight)),
        }
    }
}

fn add(weights: &mut Vec<Weight>, class: u8, change: i32, step: i64) {
    let dated = step * i64::from(change);
    match weights.iter_mut().find(|weight| weight.class == class) {
        Some(weight) => {
            weight.now += change;
            weight.dated += dated;
        }
        None => weights.push(Weight { class, now: change, dated }),
    }
}
