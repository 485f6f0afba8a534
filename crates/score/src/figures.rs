//! Counts of what agrees, and the figures that follow from them.

/// Right ones, false alarms and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right.
    pub right: u64,
    /// Predicted, not in the gold.
    pub alarms: u64,
    /// In the gold, not predicted.
    pub misses: u64,
}

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Right ones among those predicted.
    pub precision: f64,
    /// Right ones among those of the gold.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

impl Tally {
    /// The figures; 0 where there is nothing to divide by.
    pub fn figures(self) -> Figures {
        let part = |of: u64| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (part(self.right + self.alarms), part(self.right + self.misses));
        let both = precision + recall;
        Figures { precision, recall, f1: if both == 0.0 { 0.0 } else { 2.0 * precision * recall / both } }
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.alarms += other.alarms;
        self.misses += other.misses;
    }
}
