//! Multinomial logistic regression with a quadratic penalty, fitted by L-BFGS (Nocedal and Wright, Numerical Optimization, ch. 7).

use std::collections::BTreeMap;

/// One decision: its features, the right class, and how much it counts.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub features: Vec<String>,
    pub class: usize,
    pub weight: f64,
}

/// The inverse of the penalty: larger trusts the data more. Chosen by cross-validation among 0.03, 0.1, 0.3, 1.
const COST: f64 = 0.1;
const ITERATIONS_MAX: usize = 80;
/// Steps that the approximation of the curvature remembers.
const MEMORY: usize = 8;
/// Features seen in fewer decisions are left out.
const SEEN_MIN: u32 = 3;

/// The weights by feature, one a class.
pub(super) fn train(decisions: &[&Decision], n_classes: usize) -> BTreeMap<String, Vec<f64>> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for feature in decisions.iter().flat_map(|one| &one.features) {
        *seen.entry(feature).or_default() += 1;
    }
    let names: Vec<&str> = seen.into_iter().filter(|(_, n)| *n >= SEEN_MIN).map(|(name, _)| name).collect();
    let rows: Vec<(Vec<u32>, usize, f64)> = decisions
        .iter()
        .map(|one| {
            let features = one.features.iter().filter_map(|name| names.binary_search(&name.as_str()).ok());
            (features.map(|at| at as u32).collect(), one.class, one.weight)
        })
        .collect();
    let weights = fit(&rows, names.len(), n_classes);
    names
        .iter()
        .enumerate()
        .map(|(at, name)| ((*name).to_owned(), weights[at * n_classes..(at + 1) * n_classes].to_vec()))
        .collect()
}

type Rows = [(Vec<u32>, usize, f64)];

/// The loss and its gradient.
fn loss(rows: &Rows, weights: &[f64], n_classes: usize, gradient: &mut [f64]) -> f64 {
    let mut total = 0.0;
    for (gradient, weight) in gradient.iter_mut().zip(weights) {
        *gradient = weight / COST;
        total += weight * weight / (2.0 * COST);
    }
    let mut scores = vec![0.0; n_classes];
    for (features, class, weight) in rows {
        scores.fill(0.0);
        for &feature in features {
            let from = feature as usize * n_classes;
            for (score, weight) in scores.iter_mut().zip(&weights[from..from + n_classes]) {
                *score += weight;
            }
        }
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
        total += weight * (sum.ln() + most - scores[*class]);
        for (at, score) in scores.iter_mut().enumerate() {
            *score = weight * ((*score - most).exp() / sum - f64::from(u8::from(at == *class)));
        }
        for &feature in features {
            let from = feature as usize * n_classes;
            for (gradient, step) in gradient[from..from + n_classes].iter_mut().zip(&scores) {
                *gradient += step;
            }
        }
    }
    total
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn fit(rows: &Rows, n_features: usize, n_classes: usize) -> Vec<f64> {
    let n = n_features * n_classes;
    let (mut at, mut gradient) = (vec![0.0; n], vec![0.0; n]);
    let mut value = loss(rows, &at, n_classes, &mut gradient);
    // Steps and changes of the gradient, the latest last.
    let mut memory: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..ITERATIONS_MAX {
        let direction = direction(&gradient, &memory);
        let slope = dot(&gradient, &direction);
        let mut length = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1e-9) } else { 1.0 };
        let mut next = at.clone();
        let mut next_gradient = vec![0.0; n];
        let mut next_value = value;
        for _ in 0..30 {
            for ((next, at), step) in next.iter_mut().zip(&at).zip(&direction) {
                *next = at + length * step;
            }
            next_value = loss(rows, &next, n_classes, &mut next_gradient);
            if next_value <= value + 1e-4 * length * slope {
                break;
            }
            length *= 0.5;
        }
        let step: Vec<f64> = next.iter().zip(&at).map(|(next, at)| next - at).collect();
        let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(next, had)| next - had).collect();
        let gained = value - next_value;
        if dot(&step, &change) > 1e-12 {
            memory.push((step, change));
            if memory.len() > MEMORY {
                memory.remove(0);
            }
        }
        (at, gradient, value) = (next, next_gradient, next_value);
        if gained < 1e-5 * value.abs() {
            break;
        }
    }
    at
}

/// The descent direction by the two-loop recursion.
fn direction(gradient: &[f64], memory: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut out: Vec<f64> = gradient.iter().map(|gradient| -gradient).collect();
    let mut factors = Vec::new();
    for (step, change) in memory.iter().rev() {
        let factor = dot(step, &out) / dot(step, change);
        out.iter_mut().zip(change).for_each(|(out, change)| *out -= factor * change);
        factors.push(factor);
    }
    if let Some((step, change)) = memory.last() {
        let scale = dot(step, change) / dot(change, change);
        out.iter_mut().for_each(|out| *out *= scale);
    }
    for ((step, change), factor) in memory.iter().zip(factors.into_iter().rev()) {
        let other = dot(change, &out) / dot(step, change);
        out.iter_mut().zip(step).for_each(|(out, step)| *out += (factor - other) * step);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_always_goes_with_a_class_speaks_for_it() {
        let one = |feature: &str, class| Decision {
            features: vec![feature.to_owned(), "all".to_owned()],
            class,
            weight: 1.0,
        };
        let decisions: Vec<Decision> = (0..20).map(|at| if at % 2 == 0 { one("a", 0) } else { one("b", 1) }).collect();
        let weights = train(&decisions.iter().collect::<Vec<_>>(), 2);
        assert!(weights["a"][0] > weights["a"][1] && weights["b"][1] > weights["b"][0], "{weights:?}");
    }
}
