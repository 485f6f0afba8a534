//! Linear models read from tables: each feature has a weight for each class, in thousandths; a decision is the class with most.

use crate::pack::{PackError, PackFile, table};

/// The hash of a text as a polynomial of its bytes: that of two texts, one after the other, follows from theirs, so that a part
/// of many features is read once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash {
    sum: u64,
    /// The base to the power of the text's length.
    power: u64,
}

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hash {
    const EMPTY: Hash = Hash { sum: 0, power: 1 };

    #[inline]
    fn of(text: &str) -> Hash {
        const SQUARE: u64 = BASE.wrapping_mul(BASE);
        const CUBE: u64 = SQUARE.wrapping_mul(BASE);
        const FOURTH: u64 = CUBE.wrapping_mul(BASE);
        let byte = |byte: u8| u64::from(byte) + 1;
        let mut out = Hash::EMPTY;
        // Four at a time, so that no product waits for the one before.
        let chunks = text.as_bytes().chunks_exact(4);
        let rest = chunks.remainder();
        for chunk in chunks {
            let [a, b, c, d] = [byte(chunk[0]), byte(chunk[1]), byte(chunk[2]), byte(chunk[3])];
            let own = a.wrapping_mul(CUBE).wrapping_add(b.wrapping_mul(SQUARE)).wrapping_add(c.wrapping_mul(BASE));
            out = out.then(Hash { sum: own.wrapping_add(d), power: FOURTH });
        }
        let (sum, power) = match *rest {
            [a, b, c] => {
                (byte(a).wrapping_mul(SQUARE).wrapping_add(byte(b).wrapping_mul(BASE)).wrapping_add(byte(c)), CUBE)
            }
            [a, b] => (byte(a).wrapping_mul(BASE).wrapping_add(byte(b)), SQUARE),
            [a] => (byte(a), BASE),
            _ => return out,
        };
        out.then(Hash { sum, power })
    }

    /// The hash of this text and the next.
    #[inline]
    fn then(self, next: Hash) -> Hash {
        Hash {
            sum: self.sum.wrapping_mul(next.power).wrapping_add(next.sum),
            power: self.power.wrapping_mul(next.power),
        }
    }

    #[inline]
    fn key(self) -> u64 {
        let key = (self.sum ^ (self.sum >> 32)).wrapping_mul(BASE);
        key ^ (key >> 29)
    }
}

/// Features of one decision: the hashes of their names, and the names themselves where somebody wants to read them.
#[derive(Debug, Default)]
pub(crate) struct Features {
    keys: Vec<u64>,
    names: Option<Vec<String>>,
}

impl Features {
    /// Features that keep their names.
    pub fn named() -> Features {
        Features { keys: Vec::new(), names: Some(Vec::new()) }
    }

    /// Adds the feature `name=part:part`.
    #[inline]
    pub fn add(&mut self, name: &str, parts: &[&str]) {
        self.push(Hash::of(name), joined(parts), name, || parts.join(":"));
    }

    /// Adds the feature `name=part:part`, and the same of a kind: `name=kind:part:part`.
    #[inline]
    pub fn add_both(&mut self, kind: &str, name: &str, parts: &[&str]) {
        let (hash, tail) = (Hash::of(name), joined(parts));
        self.push(hash, tail, name, || parts.join(":"));
        let own = Hash::of(kind);
        let with_kind = tail.map_or(own, |tail| own.then(Hash::of(":")).then(tail));
        self.push(hash, Some(with_kind), name, || [&[kind], parts].concat().join(":"));
    }

    #[inline]
    fn push(&mut self, name: Hash, parts: Option<Hash>, written: &str, joined: impl FnOnce() -> String) {
        self.keys.push(parts.map_or(name, |parts| name.then(Hash::of("=")).then(parts)).key());
        if let Some(names) = &mut self.names {
            names.push(if parts.is_none() { written.to_owned() } else { format!("{written}={}", joined()) });
        }
    }

    /// The names, where they were kept.
    pub fn into_names(self) -> Vec<String> {
        self.names.unwrap_or_default()
    }

    pub fn clear(&mut self) {
        self.keys.clear();
        if let Some(names) = &mut self.names {
            names.clear();
        }
    }
}

/// The hash of parts with colons between; none where there are no parts.
#[inline]
fn joined(parts: &[&str]) -> Option<Hash> {
    let (first, rest) = parts.split_first()?;
    Some(rest.iter().fold(Hash::of(first), |hash, part| hash.then(Hash::of(":")).then(Hash::of(part))))
}

/// A trained model. Features that it does not know weigh nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    n_classes: usize,
    n_features: usize,
    /// A bit for each feature, by its hash: most features of a text are none of the model's, and are told by a bit of a table that
    /// stays in the first cache.
    known: Vec<u64>,
    /// Open addressing: in each row the mark of a feature (0 where there is none) and its weights.
    rows: Vec<i32>,
}

/// Bits a feature of the table of those known.
const BITS: usize = 8;

impl Linear {
    /// Reads the table that ends in `name`, whose columns are `feature` and the classes. Without such a table, or with an empty one,
    /// every class weighs the same.
    ///
    /// # Errors
    /// Where the table is malformed or a weight is no whole number.
    pub fn load(files: &[PackFile], name: &str, classes: &[&str]) -> Result<Linear, PackError> {
        let mut columns = vec!["feature"];
        columns.extend(classes);
        // Of several packs' tables the last one counts: weights of different trainings do not mix.
        let last = files.iter().rev().find(|file| file.path.ends_with(name));
        let table = last.map(|file| table(file, &columns)).transpose()?.unwrap_or_default();
        let n_features = table.len();
        let width = classes.len() + 1;
        let mut out = Linear {
            n_classes: classes.len(),
            n_features,
            known: vec![0; (n_features * BITS / 64 + 1).next_power_of_two()],
            rows: vec![0; (n_features + n_features / 2 + 1) * width],
        };
        for row in table {
            let key = Hash::of(row.cells[0]).key();
            let at = out.place(key);
            out.rows[at] = mark(key);
            for (weight, cell) in out.rows[at + 1..at + width].iter_mut().zip(&row.cells[1..]) {
                *weight = cell.parse().map_err(|_| {
                    row.error(format!("weight `{cell}` is no whole number"), "weights are in thousandths")
                })?;
            }
            let (word, bit) = out.bit(key);
            out.known[word] |= bit;
        }
        Ok(out)
    }

    /// Where the bit of a feature is.
    #[inline]
    fn bit(&self, key: u64) -> (usize, u64) {
        (key as usize >> 6 & (self.known.len() - 1), 1 << (key & 63))
    }

    /// Where the row of a feature begins, or the empty one where it would stand.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let width = self.n_classes + 1;
        let n_rows = self.rows.len() / width;
        let mark = mark(key);
        let mut at = (((key & u64::from(u32::MAX)) * n_rows as u64) >> 32) as usize;
        while self.rows[at * width] != mark && self.rows[at * width] != 0 {
            at = if at + 1 == n_rows { 0 } else { at + 1 };
        }
        at * width
    }

    /// The weights of a feature, where the model knows it.
    #[inline]
    fn weights(&self, key: u64) -> Option<&[i32]> {
        let (word, bit) = self.bit(key);
        if self.known.get(word)? & bit == 0 {
            return None;
        }
        let at = self.place(key);
        (self.rows[at] != 0).then(|| &self.rows[at + 1..at + 1 + self.n_classes])
    }

    /// True where nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.n_features == 0
    }

    /// Adds the weights of the features to `scores`, one a class.
    pub fn score(&self, features: &Features, scores: &mut [i32]) {
        for weights in features.keys.iter().filter_map(|&key| self.weights(key)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight;
            }
        }
    }

    /// The weight of one feature for a class, in thousandths.
    pub fn weight(&self, feature: &str, class: usize) -> i32 {
        self.weights(Hash::of(feature).key()).map_or(0, |weights| weights[class])
    }
}

/// What tells the features of neighbouring rows apart: the upper half of the hash, never 0.
#[inline]
fn mark(key: u64) -> i32 {
    ((key >> 32) as u32).max(1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(text: &str) -> Result<Linear, PackError> {
        let file = PackFile { path: "data/en/learned/x.tsv".to_owned(), text: text.to_owned() };
        Linear::load(&[file], "/learned/x.tsv", &["no", "yes"])
    }

    #[test]
    fn weights_of_known_features_add_up() {
        let model = model("feature\tno\tyes\na=b:c\t-5\t7\nd\t1\t2\n").unwrap();
        let mut features = Features::named();
        features.add_both("b", "a", &["c"]);
        features.add("d", &[]);
        features.add("unknown", &["e"]);
        let mut scores = [0; 2];
        model.score(&features, &mut scores);
        assert_eq!((scores, model.weight("a=b:c", 1)), ([-4, 9], 7));
        assert_eq!(features.into_names(), ["a=c", "a=b:c", "d", "unknown=e"]);
    }

    #[test]
    fn a_weight_that_is_no_number_is_named() {
        let fault = model("feature\tno\tyes\na\t1\tx\n").unwrap_err();
        assert!(fault.to_string().contains("weight `x`"), "{fault}");
    }
}
