//! An averaged perceptron over hashed features.

use crate::linear::{Cell, Linear, Scores};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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

    /// The averaged weights as small integers, of the `most` features that weigh most.
    pub(super) fn finish(&self, most: usize) -> Linear {
        let average = |weight: &Weight| f64::from(weight.now) - weight.dated as f64 / self.step as f64;
        let mut rows: Vec<(f64, u32, Vec<(u8, f64)>)> = Vec::with_capacity(self.rows.len());
        for (feature, weights) in &self.rows {
            let averages: Vec<(u8, f64)> = weights.iter().map(|weight| (weight.class, average(weight))).collect();
            let size = averages.iter().map(|(_, weight)| weight.abs()).sum();
            rows.push((size, *feature, averages));
        }
        rows.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        rows.truncate(most);
        let mut sizes: Vec<f64> = rows.iter().flat_map(|row| row.2.iter().map(|(_, weight)| weight.abs())).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        // The few largest weights are cut, so that the many small ones keep their differences.
        let largest = sizes.get(sizes.len() - 1 - sizes.len() / 5000).copied().unwrap_or(1.0).max(1e-9);
        let quantised = rows.into_iter().filter_map(|(_, feature, averages)| {
            let cells: Vec<Cell> = averages
                .into_iter()
                .map(|(class, weight)| Cell {
                    class,
                    weight: (weight / largest * 127.0).round().clamp(-127.0, 127.0) as i8,
                })
                .filter(|cell| cell.weight != 0)
                .collect();
            (!cells.is_empty()).then_some((feature, cells))
        });
        Linear::build(self.n_classes, quantised.collect::<Vec<_>>().into_iter())
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
