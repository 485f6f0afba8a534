//! Learning the parser: transitions with a dynamic oracle, relations on the links that are right.

use super::Options;
use super::merge::Unit;
use super::perceptron::{Averages, Learns, Perceptron};
use super::random::Random;
use super::tagger;
use crate::linear::MAX_FEATURES;
use crate::model::{Grammar, Scratch};
use crate::parser::{self, Model, N_FIRST, N_FIRST_OF_RELATION, N_TRANSITIONS, State, Usual};
use crate::relation::Relation;
use std::collections::BTreeMap;

/// The first pass goes along the gold tree; later ones follow the parser's own choices this often, in tenths.
const EXPLORE_TENTHS: usize = 9;

/// Fewest links between two tags of which one relation is the usual one, and the share of it that is needed.
const MIN_USUAL: usize = 20;
const USUAL_SHARE: f64 = 0.98;

/// What is being learned.
struct Learner<'a> {
    usual: &'a Usual,
    transitions: Perceptron,
    labels: Perceptron,
    random: Random,
}

/// Learns from units that carry the tags of an unseeing tagger: several times in other orders, and takes the mean.
pub(super) fn train(grammar: &Grammar, data: &[Unit], options: &Options, tell: &mut dyn FnMut(&str)) -> Model {
    let usual = usual(grammar, data);
    let (mut transitions, mut labels) = learn(grammar, &usual, data, options, 11, tell);
    for round in 1..options.rounds {
        let (more_transitions, more_labels) = learn(grammar, &usual, data, options, 11 + round as u64, tell);
        transitions.add(more_transitions);
        labels.add(more_labels);
    }
    let (mut transitions, mut labels) = (transitions.table(options.lines[1]), labels.linear(options.lines[2]));
    transitions.sure = i32::from(options.sure[1]);
    labels.sure = options.sure[2];
    Model { transitions, labels, usual }
}

/// Where a link is: whether the numbers are those of tags (or of parts of speech), those of head and word, whether the word stands
/// before its head, and how far from it.
type Place = (bool, [u32; 2], bool, usize);

/// The relations that are usual between tags: by the tags with their features where those are frequent, else by parts of speech.
fn usual(grammar: &Grammar, data: &[Unit]) -> Usual {
    let mut counts: BTreeMap<Place, BTreeMap<u32, usize>> = BTreeMap::new();
    let upos = |tag: u32| grammar.tag_of(tag as u8).upos as u32;
    for unit in data {
        for (word, unit_word) in unit.words.iter().enumerate() {
            let Some(head) = unit.words.get(unit_word.head) else { continue };
            let (tags, side) = ([head.tag, unit_word.tag].map(u32::from), word < unit_word.head);
            let step = unit_word.head.abs_diff(word).min(3);
            let relation = unit_word.relation as u32;
            for key in [(true, tags, side, step), (false, tags.map(upos), side, step)] {
                *counts.entry(key).or_default().entry(relation).or_default() += 1;
            }
        }
    }
    let mut usual = Usual::new();
    let n_tags = grammar.tags.len() as u32;
    for (head_tag, tag) in (1..=n_tags).flat_map(|head_tag| (1..=n_tags).map(move |tag| (head_tag, tag))) {
        for (side, step) in [(true, 1), (true, 2), (true, 3), (false, 1), (false, 2), (false, 3)] {
            let keys = [(true, [head_tag, tag], side, step), (false, [upos(head_tag), upos(tag)], side, step)];
            let frequent = keys.iter().filter_map(|key| counts.get(key)).find(|counts| MIN_USUAL <= total(counts));
            let Some(counts) = frequent else { continue };
            let Some((&relation, &most)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
            if total(counts) as f64 * USUAL_SHARE <= most as f64 {
                let (head, word) = if side { (step, 0) } else { (0, step) };
                usual.set((head_tag, tag), head, word, relation);
            }
        }
    }
    usual
}

fn total(counts: &BTreeMap<u32, usize>) -> usize {
    counts.values().sum()
}

fn learn(
    grammar: &Grammar,
    usual: &Usual,
    data: &[Unit],
    options: &Options,
    seed: u64,
    tell: &mut dyn FnMut(&str),
) -> (Averages, Averages) {
    let mut learner = Learner {
        usual,
        transitions: Perceptron::new(N_TRANSITIONS, options.margins[1]),
        labels: Perceptron::new(Relation::ALL.len(), options.margins[2]),
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
fn sentence(learner: &mut Learner<'_>, state: &mut State, unit: &Unit, heads: &[usize], epoch: usize) -> usize {
    let mut list = [0; MAX_FEATURES];
    let mut n_wrong = 0;
    while !state.is_done() {
        let costs: [Option<usize>; N_TRANSITIONS] =
            std::array::from_fn(|transition| state.allows(transition).then(|| state.cost(transition, heads)));
        let least = costs.iter().flatten().min().copied();
        let learns = if 1 < costs.iter().flatten().count() { Learns::Yes } else { Learns::No };
        let n = parser::transition_features(state, &mut list);
        let (is_allowed, is_right) = (|class: usize| costs[class].is_some(), |class: usize| costs[class] == least);
        let (found, right) = learner.transitions.decide(&list[..n], N_FIRST, is_allowed, is_right, learns);
        n_wrong += usize::from(costs[found] != least);
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
fn label(learner: &mut Learner<'_>, state: &State, unit: &Unit, head: usize, word: usize) -> u32 {
    if let Some(relation) = state.plain_relation(learner.usual, head, word) {
        return relation;
    }
    let mut list = [0; MAX_FEATURES];
    let n = parser::relation_features(state, head, word, &mut list);
    let gold = &unit.words[word];
    let learns = if gold.head == head { Learns::Yes } else { Learns::No };
    let is_allowed = |class: usize| class != Relation::Root as usize;
    let is_right = |class: usize| class == gold.relation as usize;
    learner.labels.decide(&list[..n], N_FIRST_OF_RELATION, is_allowed, is_right, learns).0 as u32
}
