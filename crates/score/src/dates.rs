//! How well expressions of time agree with marked ones, as TempEval-3 counts them: strict, relaxed, type, value.

use model::TimeExpression;

use crate::Tally;

/// The result of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateScores {
    /// Right where the words are exactly the same.
    pub strict: Tally,
    /// Right where the words share at least a letter.
    pub relaxed: Tally,
    /// Right where the words share a letter and the type is the same.
    pub kind: Tally,
    /// Right where the words share a letter and the value is the same.
    pub value: Tally,
}

impl DateScores {
    /// Adds the counts of another document.
    pub fn add(&mut self, other: DateScores) {
        self.strict.add(other.strict);
        self.relaxed.add(other.relaxed);
        self.kind.add(other.kind);
        self.value.add(other.value);
    }
}

/// An expression that did not come out right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault<'t> {
    /// Marked, not found.
    Missed(&'t TimeExpression),
    /// Found, not marked.
    False(&'t TimeExpression),
    /// Found with other words, another type or another value: as marked, as found.
    Wrong(&'t TimeExpression, &'t TimeExpression),
}

/// Compares the expressions of one document. Each is paired at most once, those of the same words first, then in the order of the text.
pub fn dates<'t>(gold: &'t [TimeExpression], predicted: &'t [TimeExpression]) -> (DateScores, Vec<DateFault<'t>>) {
    let mut partner: Vec<Option<usize>> = vec![None; gold.len()];
    let mut taken = vec![false; predicted.len()];
    let same_words = |want: &TimeExpression, got: &TimeExpression| want.span == got.span;
    let shared_words = |want: &TimeExpression, got: &TimeExpression| want.span.overlaps(got.span);
    for fits in [&same_words as &dyn Fn(&TimeExpression, &TimeExpression) -> bool, &shared_words] {
        for (i, want) in gold.iter().enumerate().filter(|(i, _)| partner[*i].is_none()).collect::<Vec<_>>() {
            let found = (0..predicted.len()).find(|&j| !taken[j] && fits(want, &predicted[j]));
            if let Some(j) = found {
                taken[j] = true;
                partner[i] = Some(j);
            }
        }
    }
    let pairs: Vec<(&TimeExpression, &TimeExpression)> =
        gold.iter().zip(&partner).filter_map(|(want, j)| Some((want, &predicted[(*j)?]))).collect();
    let tally = |is_right: &dyn Fn(&TimeExpression, &TimeExpression) -> bool| {
        let n_right = pairs.iter().filter(|(want, got)| is_right(want, got)).count();
        let count = |n: usize| n as u64;
        Tally { right: count(n_right), alarms: count(predicted.len() - n_right), misses: count(gold.len() - n_right) }
    };
    let scores = DateScores {
        strict: tally(&same_words),
        relaxed: tally(&|_, _| true),
        kind: tally(&|want, got| want.kind == got.kind),
        value: tally(&|want, got| want.value == got.value),
    };
    let mut faults: Vec<DateFault<'_>> =
        pairs.iter().filter(|(want, got)| want != got).map(|(want, got)| DateFault::Wrong(want, got)).collect();
    faults.extend(gold.iter().zip(&partner).filter(|(_, j)| j.is_none()).map(|(want, _)| DateFault::Missed(want)));
    faults.extend(predicted.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(got, _)| DateFault::False(got)));
    faults.sort_by_key(|fault| match fault {
        DateFault::Missed(one) | DateFault::False(one) | DateFault::Wrong(one, _) => one.span,
    });
    (scores, faults)
}

#[cfg(test)]
mod tests {
    use model::{Span, TimeKind};

    use super::*;

    fn time(start: u32, end: u32, value: &str) -> TimeExpression {
        TimeExpression { span: Span::new(start, end), kind: TimeKind::Date, value: value.to_owned() }
    }

    #[test]
    fn strict_relaxed_and_value_are_counted_apart() {
        let gold = [time(0, 4, "2024"), time(10, 20, "2024-03"), time(30, 34, "2025"), time(40, 44, "2026")];
        let predicted = [time(0, 4, "2024"), time(12, 20, "2024-03"), time(30, 34, "2015"), time(50, 54, "2027")];
        let (scores, faults) = dates(&gold, &predicted);
        assert_eq!(scores.strict, Tally { right: 2, alarms: 2, misses: 2 });
        assert_eq!(scores.relaxed, Tally { right: 3, alarms: 1, misses: 1 });
        assert_eq!(scores.value, Tally { right: 2, alarms: 2, misses: 2 });
        assert_eq!(scores.kind, scores.relaxed);
        assert_eq!(
            faults,
            [
                DateFault::Wrong(&gold[1], &predicted[1]),
                DateFault::Wrong(&gold[2], &predicted[2]),
                DateFault::Missed(&gold[3]),
                DateFault::False(&predicted[3]),
            ]
        );
    }

    #[test]
    fn one_expression_pairs_once() {
        let gold = [time(0, 10, "2024"), time(11, 15, "2025")];
        let (scores, _) = dates(&gold, &[time(0, 15, "2024")]);
        assert_eq!(scores.relaxed, Tally { right: 1, alarms: 0, misses: 1 });
    }
}
