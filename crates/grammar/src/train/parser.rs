//! Learning the parser: transitions with a dynamic oracle, relations on the links that are right.

use super::Options;
use super::merge::Unit;
use super::perceptron::{Averages, Perceptron};
use super::random::Random;
use super::tagger;
use crate::linear::{self, Linear, MAX_CLASSES, MAX_FEATURES, Scores};
use crate::model::{Grammar, Scratch};
use crate::parser::{self, N_TRANSITIONS, State};
use crate::relation::Relation;
use crate::table::Table;

/// The first pass goes along the gold tree; later ones follow the parser's own choices this often, in tenths.
const EXPLORE_TENTHS: usize = 9;

/// What is being learned.
struct Learner {
    transitions: Perceptron,
    labels: Perceptron,
    random: Random,
}

/// Learns from units that carry the tags of an unseeing tagger: several times in other orders, and takes the mean.
pub(super) fn train(
    grammar: &Grammar,
    data: &[Unit],
    options: &Options,
    tell: &mut dyn FnMut(&str),
) -> (Table, Linear) {
    let (mut transitions, mut labels) = learn(grammar, data, options, 11, tell);
    for round in 1..options.rounds {
        let (more_transitions, more_labels) = learn(grammar, data, options, 11 + round as u64, tell);
        transitions.add(more_transitions);
        labels.add(more_labels);
    }
    (transitions.table(), labels.linear(options.buckets[1]))
}

fn learn(
    grammar: &Grammar,
    data: &[Unit],
    options: &Options,
    seed: u64,
    tell: &mut dyn FnMut(&str),
) -> (Averages, Averages) {
    let mut learner = Learner {
        transitions: Perceptron::new(N_TRANSITIONS),
        labels: Perceptron::new(Relation::ALL.len()),
        random: Random::new(seed),
    };
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut scratch = Scratch::default();
    for epoch in 0..options.parser_epochs {
        learner.random.shuffle(&mut order);
        let (mut n_wrong, mut n_steps) = (0, 0);
        for &i in &order {
            let unit = &data[i];
            tagger::fill(grammar, unit, &mut scratch.context);
            for (at, word) in unit.words.iter().enumerate() {
                scratch.context.tags[crate::tagger::EDGE + at] = word.tag;
            }
            grammar.fill_state(&mut scratch);
            let heads: Vec<usize> = unit.words.iter().map(|word| word.head).collect();
            n_steps += 2 * heads.len();
            n_wrong += sentence(&mut learner, &mut scratch.state, unit, &heads, epoch);
        }
        let share = 100.0 * n_wrong as f64 / n_steps.max(1) as f64;
        tell(&format!("parser: pass {} of {}, {share:.2} % of steps wrong", epoch + 1, options.parser_epochs));
    }
    (learner.transitions.averages(), learner.labels.averages())
}

/// Parses a sentence and learns from the errors; gives how many there were.
fn sentence(learner: &mut Learner, state: &mut State, unit: &Unit, heads: &[usize], epoch: usize) -> usize {
    let mut list = [0; MAX_FEATURES];
    let mut scores: Scores = [0; MAX_CLASSES];
    let mut n_wrong = 0;
    while !state.is_done() {
        let costs: [Option<usize>; N_TRANSITIONS] =
            std::array::from_fn(|transition| state.allows(transition).then(|| state.cost(transition, heads)));
        let least = costs.iter().flatten().min().copied().unwrap_or(0);
        let n_allowed = costs.iter().flatten().count();
        let n = parser::transition_features(state, &mut list);
        learner.transitions.score(&list[..n], &mut scores);
        let found = linear::best(&scores[..N_TRANSITIONS], |transition| costs[transition].is_some());
        let right = linear::best(&scores[..N_TRANSITIONS], |transition| costs[transition] == Some(least));
        if 1 < n_allowed {
            learner.transitions.tick();
            if costs[found] != Some(least) {
                learner.transitions.update(&list[..n], right, found);
                n_wrong += 1;
            }
        }
        let explores = 0 < epoch && learner.random.below(10) < EXPLORE_TENTHS;
        let taken = if explores { found } else { right };
        let label = match state.link(taken) {
            Some((head, word)) => label(learner, state, unit, head, word),
            None => 0,
        };
        state.apply(taken, label);
    }
    n_wrong
}

/// The relation of a link, learned from where the link is in the gold tree.
fn label(learner: &mut Learner, state: &State, unit: &Unit, head: usize, word: usize) -> u32 {
    if head == state.len() {
        return Relation::Root as u32;
    }
    if state.is_punctuation(word) {
        return Relation::Punct as u32;
    }
    let mut list = [0; MAX_FEATURES];
    let mut scores: Scores = [0; MAX_CLASSES];
    let n = parser::relation_features(state, head, word, &mut list);
    learner.labels.score(&list[..n], &mut scores);
    let found = linear::best(&scores[..Relation::ALL.len()], |class| class != Relation::Root as usize);
    let gold = &unit.words[word];
    if gold.head == head {
        learner.labels.tick();
        if found != gold.relation as usize {
            learner.labels.update(&list[..n], gold.relation as usize, found);
        }
    }
    found as u32
}
