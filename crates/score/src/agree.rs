//! Which slots of a predicted and a gold statement agree.

use serde_json::Value as Json;

use crate::gold::{Gold, GoldArg};
use crate::same::same_value;

/// The slots of a pair, by name.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// Those that agree.
    pub right: Vec<&'static str>,
    /// Predicted ones that the gold has not.
    pub alarms: Vec<&'static str>,
    /// Gold ones that were not predicted.
    pub misses: Vec<&'static str>,
}

impl Pair {
    /// How much speaks for pairing the two; above 0.
    pub fn weight(&self) -> f64 {
        let (right, wrong) = (self.right.len() as f64, (self.alarms.len() + self.misses.len()) as f64);
        (right - 0.1 * wrong).max(0.01)
    }
}

/// Compares slot by slot. The kind agrees: the caller has seen to it.
pub fn agree(statement: &Json, gold: &Gold) -> Pair {
    let mut pair = Pair { right: vec!["kind"], ..Pair::default() };
    // Of two kinds that are both right, only the first brings its form and stage.
    if statement["kind"].as_str() == Some(gold.kind().as_str()) {
        for (slot, allowed) in [("form", &gold.form), ("stage", &gold.stage)] {
            let Some(allowed) = allowed else { continue };
            match statement[slot].as_str() {
                Some(word) if allowed.iter().any(|one| one == word) => pair.right.push(slot),
                found => {
                    pair.misses.push(slot);
                    pair.alarms.extend(found.map(|_| slot));
                }
            }
        }
    }
    let mut free: Vec<&GoldArg> = gold.args.iter().collect();
    let args = statement["args"].as_array().map_or(&[][..], Vec::as_slice);
    for arg in args {
        agree_arg(arg, gold, &mut free, &mut pair);
    }
    pair.misses.extend(free.iter().filter(|arg| !arg.optional).map(|arg| arg.role.as_str()));
    pair
}

fn agree_arg<'g>(arg: &Json, gold: &'g Gold, free: &mut Vec<&'g GoldArg>, pair: &mut Pair) {
    let Some(role) = arg["role"].as_str().and_then(|word| word.parse::<model::Role>().ok()) else { return };
    let is_same = |one: &GoldArg| one.role == role && same_value(arg, one);
    if let Some(at) = free.iter().position(|one| is_same(one)) {
        free.remove(at);
        pair.right.push(role.as_str());
        return;
    }
    // A second name for a party already found costs nothing.
    let is_again = gold.args.iter().any(|one| is_same(one) && !free.iter().any(|left| std::ptr::eq(*left, one)));
    if !is_again {
        pair.alarms.push(role.as_str());
    }
}
