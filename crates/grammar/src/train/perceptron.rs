//! An averaged perceptron over hashed features.

use crate::linear::{Cell, Linear, MAX_CLASSES};
use crate::table::Table;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Least weight, of 127, and least share of the feature's largest, that is kept in a model of many classes: smaller ones are
/// many and change next to nothing, and the room is better spent on another feature.
const LEAST_WEIGHT: u8 = 3;
const LEAST_SHARE: f64 = 0.3;

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

/// Whether a decision is one to learn from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Learns {
    Yes,
    No,
}

/// Sums of weights, one a class.
type Sums = [i32; MAX_CLASSES];

/// A feature that is being learned.
struct Feature {
    hash: u32,
    /// How many decisions it took part in since it was first learned.
    n_uses: u32,
    weights: Vec<Weight>,
}

/// Weights that are being learned.
pub(super) struct Perceptron {
    n_classes: usize,
    /// By how much the right class must lead; below that, a right choice is learned from as well.
    margin: i32,
    index: HashMap<u32, u32, BuildHasherDefault<Identity>>,
    rows: Vec<Feature>,
    step: i64,
}

impl Perceptron {
    pub(super) fn new(n_classes: usize, margin: i32) -> Perceptron {
        Perceptron { n_classes, margin, index: HashMap::default(), rows: Vec::new(), step: 1 }
    }

    /// Decides by all features and learns from it, where `learns` says so; gives the choice and the best of the right classes.
    ///
    /// The first `n_first` features learn to be right by themselves, since the model asks the others only where these are unsure
    /// (after Strubell and others, 2015: Learning Dynamic Feature Selection for Fast Sequential Prediction).
    pub(super) fn decide(
        &mut self,
        features: &[u32],
        n_first: usize,
        is_allowed: impl Fn(usize) -> bool,
        is_right: impl Fn(usize) -> bool,
        learns: Learns,
    ) -> (usize, usize) {
        let mut scores: Sums = [0; MAX_CLASSES];
        let (n_classes, margin) = (self.n_classes, self.margin);
        let best = |scores: &Sums, is_one: &dyn Fn(usize) -> bool| best(&scores[..n_classes], is_one);
        self.add(&features[..n_first], &mut scores);
        let is_wrong = |class: usize| is_allowed(class) && !is_right(class);
        let lacks = |scores: &Sums, right: usize, wrong: usize| {
            is_wrong(wrong) && scores[right] < scores[wrong] + margin + i32::from(right > wrong)
        };
        let (right, wrong) = (best(&scores, &is_right), best(&scores, &is_wrong));
        let first = lacks(&scores, right, wrong).then_some((right, wrong));
        self.add(&features[n_first..], &mut scores);
        let (right, wrong) = (best(&scores, &is_right), best(&scores, &is_wrong));
        let all = lacks(&scores, right, wrong).then_some((right, wrong));
        let found = best(&scores, &is_allowed);
        if learns == Learns::Yes {
            self.step += 1;
            if let Some((right, wrong)) = first {
                self.update(&features[..n_first], right, wrong);
            }
            if let Some((right, wrong)) = all {
                self.update(features, right, wrong);
            }
        }
        (found, right)
    }

    /// Adds the weights of `features` as they are now.
    fn add(&mut self, features: &[u32], scores: &mut Sums) {
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                let feature = &mut self.rows[row as usize];
                feature.n_uses += 1;
                for weight in &feature.weights {
                    scores[weight.class as usize] += weight.now;
                }
            }
        }
    }

    /// Moves the weights of `features` from class `wrong` to class `right`.
    fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        for &feature in features {
            let n_rows = self.rows.len() as u32;
            let row = *self.index.entry(feature).or_insert(n_rows);
            if row == n_rows {
                self.rows.push(Feature { hash: feature, n_uses: 0, weights: Vec::new() });
            }
            let weights = &mut self.rows[row as usize].weights;
            add(weights, right as u8, 1, self.step);
            add(weights, wrong as u8, -1, self.step);
        }
    }

    /// The weights averaged over all steps.
    pub(super) fn averages(self) -> Averages {
        let average = |weight: &Weight| f64::from(weight.now) - weight.dated as f64 / self.step as f64;
        let row = |feature: &Feature| Averaged {
            hash: feature.hash,
            n_uses: feature.n_uses,
            row: feature.weights.iter().map(|weight| (weight.class, average(weight))).collect(),
        };
        Averages { n_classes: self.n_classes, rows: self.rows.iter().map(row).collect() }
    }
}

/// Averaged weights of one perceptron, or the sum of several.
pub(super) struct Averages {
    n_classes: usize,
    rows: Vec<Averaged>,
}

/// A feature with its averaged weights.
struct Averaged {
    hash: u32,
    n_uses: u32,
    row: Row<f64>,
}

/// The weights of a feature, each with its class.
type Row<T> = Vec<(u8, T)>;

impl Averages {
    /// Adds the weights of another perceptron that learned the same in another order: their mean errs less than either.
    pub(super) fn add(&mut self, other: Averages) {
        self.rows.extend(other.rows);
        self.rows.sort_by_key(|feature| feature.hash);
        let mut rows: Vec<Averaged> = Vec::with_capacity(self.rows.len());
        for feature in self.rows.drain(..) {
            match rows.last_mut() {
                Some(last) if last.hash == feature.hash => {
                    last.n_uses += feature.n_uses;
                    add_row(&mut last.row, &feature.row);
                }
                _ => rows.push(feature),
            }
        }
        self.rows = rows;
    }

    /// The weights as bytes, of the features that weigh most and find room in `n_lines` lines; the least are left out.
    pub(super) fn linear(&self, n_lines: usize) -> Linear {
        let mut linear = Linear::new(self.n_classes, n_lines);
        for (feature, row) in self.quantised(f64::from(i8::MAX)) {
            let top = row.iter().map(|(_, weight)| weight.unsigned_abs()).max().unwrap_or(0);
            let least = f64::from(LEAST_WEIGHT).max(f64::from(top) * LEAST_SHARE);
            let cells = row.iter().map(|&(class, weight)| Cell { class, weight: weight as i8 });
            let mut cells: Vec<Cell> = cells.filter(|cell| least <= f64::from(cell.weight.unsigned_abs())).collect();
            cells.sort_unstable_by_key(|cell| (std::cmp::Reverse(cell.weight.unsigned_abs()), cell.class));
            linear.insert(feature, &cells);
        }
        linear
    }

    /// The same for three classes: what speaks for the second and for the third against the first.
    pub(super) fn table(&self, n_lines: usize) -> Table {
        let mut table = Table::new(n_lines);
        let differences = |row: &Row<f64>| {
            let weight = |class: u8| row.iter().find(|(other, _)| *other == class).map_or(0.0, |(_, weight)| *weight);
            vec![(0, weight(1) - weight(0)), (1, weight(2) - weight(0))]
        };
        let differences = |feature: &Averaged| Averaged { row: differences(&feature.row), ..*feature };
        let rows = self.rows.iter().map(differences).collect();
        for (feature, row) in (Averages { n_classes: 2, rows }).quantised(f64::from(i8::MAX)) {
            let mut weights = [0; 2];
            for (class, weight) in row {
                weights[class as usize] = weight as i8;
            }
            table.insert(feature, weights);
        }
        table
    }

    /// The weights of each feature as integers up to `most`, the weightiest features first.
    fn quantised(&self, most: f64) -> Vec<(u32, Row<i16>)> {
        // A weight counts as often as its feature comes up; the root, since what was rare in training need not stay so.
        let size = |feature: &Averaged| {
            f64::from(feature.n_uses).sqrt() * feature.row.iter().map(|(_, weight)| weight.abs()).sum::<f64>()
        };
        let mut rows: Vec<(f64, &Averaged)> = self.rows.iter().map(|feature| (size(feature), feature)).collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.hash.cmp(&b.1.hash)));
        let mut sizes: Vec<f64> =
            self.rows.iter().flat_map(|row| row.row.iter().map(|(_, weight)| weight.abs())).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        // The few largest weights are cut, so that the many small ones keep their differences.
        let last = sizes.len().saturating_sub(1 + sizes.len() / 5000);
        let largest = sizes.get(last).copied().unwrap_or(1.0).max(1e-9);
        let quantise = |weight: f64| (weight / largest * most).round().clamp(-most, most) as i16;
        let rows = rows.into_iter().map(|(_, feature)| {
            let cells = feature.row.iter().map(|&(class, weight)| (class, quantise(weight)));
            (feature.hash, cells.filter(|(_, weight)| *weight != 0).collect::<Row<i16>>())
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

/// The class with the highest score of those that `is_one` holds for; the lower class wins a tie; 0 where there is none.
fn best(scores: &[i32], is_one: &dyn Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, &score) in scores.iter().enumerate() {
        if is_one(class) && best.is_none_or(|(_, top)| top < score) {
            best = Some((class, score));
        }
    }
    best.map_or(0, |(class, _)| class)
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
