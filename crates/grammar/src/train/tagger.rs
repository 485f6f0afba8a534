//! Learning the tagger.

use super::Options;
use super::lexicon;
use super::merge::Unit;
use super::perceptron::{Learns, Perceptron};
use super::random::Random;
use crate::linear::{Linear, MAX_FEATURES};
use crate::model::Grammar;
use crate::tagger::{self, Context, EDGE};
use crate::word;

/// Gives every unit the tags of a tagger that has not seen it: the data are cut into folds, and each fold is tagged by what
/// the others teach.
pub(super) fn cross_tag(grammar: &mut Grammar, data: &mut [Unit], options: &Options, tell: &mut dyn FnMut(&str)) {
    let (mut n_right, mut n_words) = (0, 0);
    for fold in 0..options.folds {
        let is_inside = |unit: &Unit| (unit.source / 20) % options.folds == fold;
        grammar.lexicon = lexicon::train(&grammar.tags, data.iter().filter(|unit| !unit.is_copy && !is_inside(unit)));
        let others: Vec<&Unit> = data.iter().filter(|unit| !is_inside(unit)).collect();
        let model =
            learn(grammar, &others, (options.tagger_epochs.min(5), options.margins[0]), 7).averages().linear(1 << 16);
        let mut context = Context::default();
        for unit in data.iter_mut().filter(|unit| is_inside(unit)) {
            fill(grammar, unit, &mut context);
            tagger::tag(&model, &grammar.lexicon, &mut context);
            for (i, word) in unit.words.iter_mut().enumerate() {
                word.tag = context.tags[EDGE + i];
                n_right += usize::from(grammar.tag_of(word.tag).upos == word.gold.upos && !word.is_given);
                n_words += usize::from(!word.is_given);
            }
        }
    }
    tell(&format!("cross-tagging: {:.2} % of parts of speech right", 100.0 * n_right as f64 / n_words.max(1) as f64));
}

/// Learns from all units.
pub(super) fn train(grammar: &Grammar, data: &[Unit], options: &Options) -> Linear {
    let all: Vec<&Unit> = data.iter().collect();
    let mut averages = learn(grammar, &all, (options.tagger_epochs, options.margins[0]), 7).averages();
    for round in 1..options.rounds {
        averages.add(learn(grammar, &all, (options.tagger_epochs, options.margins[0]), 7 + round as u64).averages());
    }
    let mut model = averages.linear(options.lines[0]);
    model.sure = options.sure[0];
    model
}

fn learn(grammar: &Grammar, data: &[&Unit], (epochs, margin): (usize, i32), seed: u64) -> Perceptron {
    let mut perceptron = Perceptron::new(grammar.tags.len(), margin);
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut contexts: Vec<Context> = Vec::with_capacity(data.len());
    for unit in data {
        let mut context = Context::default();
        fill(grammar, unit, &mut context);
        contexts.push(context);
    }
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &i in &order {
            sentence(grammar, &mut perceptron, data[i], &mut contexts[i]);
        }
    }
    perceptron
}

/// Tags a sentence and learns from the errors.
fn sentence(grammar: &Grammar, perceptron: &mut Perceptron, unit: &Unit, context: &mut Context) {
    let mut list = [0; MAX_FEATURES];
    for (i, word) in unit.words.iter().enumerate() {
        let at = EDGE + i;
        if word.is_given {
            continue;
        }
        let fixed = grammar.lexicon.get(context.forms[at].exact).fixed;
        if fixed != 0 {
            context.tags[at] = fixed;
            continue;
        }
        let n = tagger::features(context, at, &mut list);
        let right = usize::from(lexicon::number(&grammar.tags, word.gold)) - 1;
        let is_right = |tag| tag == right;
        let (found, _) = perceptron.decide(&list[..n], tagger::N_FIRST, |_| true, is_right, Learns::Yes);
        context.tags[at] = found as u8 + 1;
    }
    for (i, word) in unit.words.iter().enumerate() {
        if !word.is_given {
            context.tags[EDGE + i] = 0;
        }
    }
}

/// Fills the context with a unit's words and the tags that are given.
pub(super) fn fill(grammar: &Grammar, unit: &Unit, context: &mut Context) {
    let mut letters = Vec::new();
    context.begin();
    for word in &unit.words {
        let form = word::form(&word.form, &mut letters);
        if word.is_given {
            context.push(form, 1 << word.gold.upos as u32, lexicon::number(&grammar.tags, word.gold));
        } else {
            context.push(form, grammar.lexicon.get(form.lower).parts, 0);
        }
    }
    context.end();
}
