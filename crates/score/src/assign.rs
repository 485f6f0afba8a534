//! The best one-to-one pairing of rows with columns: the Hungarian method with potentials, in cubic time.

/// Pairs (row, column) of the greatest total weight, in the order of columns. Weights are not negative; 0 means that the two cannot
/// be paired.
pub fn assign(weights: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let n_rows = weights.len();
    let n_columns = weights.first().map_or(0, Vec::len);
    if n_columns == 0 {
        return Vec::new();
    }
    let n = n_rows.max(n_columns);
    let weight = |i: usize, j: usize| if i < n_rows && j < n_columns { weights[i][j] } else { 0.0 };
    let top = weights.iter().flatten().copied().fold(0.0, f64::max);
    let mut state = State { u: vec![0.0; n + 1], v: vec![0.0; n + 1], row_of: vec![0; n + 1] };
    for row in 1..=n {
        state.add_row(row, n, &|i, j| top - weight(i - 1, j - 1));
    }
    (1..=n).map(|j| (state.row_of[j] - 1, j - 1)).filter(|&(i, j)| weight(i, j) > 0.0).collect()
}

/// Potentials of rows and columns, and the row that each column is paired with; all count from 1, 0 stands for none.
struct State {
    u: Vec<f64>,
    v: Vec<f64>,
    row_of: Vec<usize>,
}

impl State {
    /// Brings a row in along the cheapest path of exchanges.
    fn add_row(&mut self, row: usize, n: usize, cost: &dyn Fn(usize, usize) -> f64) {
        self.row_of[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut used = vec![false; n + 1];
        let mut way = vec![0; n + 1];
        loop {
            used[column] = true;
            let (here, mut delta, mut next) = (self.row_of[column], f64::INFINITY, 0);
            for j in 1..=n {
                if used[j] {
                    continue;
                }
                let reduced = cost(here, j) - self.u[here] - self.v[j];
                if reduced < least[j] {
                    least[j] = reduced;
                    way[j] = column;
                }
                if least[j] < delta {
                    delta = least[j];
                    next = j;
                }
            }
            for j in 0..=n {
                if used[j] {
                    self.u[self.row_of[j]] += delta;
                    self.v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
            if self.row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            self.row_of[column] = self.row_of[way[column]];
            column = way[column];
        }
    }
}
