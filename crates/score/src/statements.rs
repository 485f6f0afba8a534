//! How well statements agree with gold ones: slots, records, statements found. The comparison is that of the guide's scorer, so that
//! figures of both can be set side by side.

use std::collections::{BTreeMap, BTreeSet};

use model::{Kind, Role};
use serde_json::Value as Json;

use crate::agree::{Pair, agree};
use crate::assign::assign;
use crate::{Gold, Tally, Text};

/// By what scores are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// By kind of statement.
    Kind,
    /// By role of argument.
    Role,
    /// By document.
    Doc,
}

/// A statement that did not come out right.
#[derive(Clone, Debug)]
pub struct Fault {
    /// "WRONG", "FALSE" or "MISSED".
    pub what: &'static str,
    /// The document.
    pub document: String,
    /// The kind.
    pub kind: String,
    /// The slots of the gold that were missed, where the statement was found.
    pub missed: Vec<String>,
    /// The slots that are false, where the statement was found.
    pub alarms: Vec<String>,
    /// The first words of evidence.
    pub quote: String,
    /// The arguments: of the prediction, or of the gold where that was missed.
    pub args: Json,
    /// The gold's arguments, where both are there and differ; else null.
    pub marked: Json,
}

/// The result of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Slots by kind, by role, by document.
    pub slots: BTreeMap<(Axis, String), Tally>,
    /// Whole statements whose key arguments are right.
    pub records: Tally,
    /// Statements found at all.
    pub found: Tally,
    /// What went wrong, in the order of the documents.
    pub faults: Vec<Fault>,
}

impl Scores {
    /// All slots together.
    pub fn slot_total(&self) -> Tally {
        let mut total = Tally::default();
        self.slots.iter().filter(|((axis, _), _)| *axis == Axis::Kind).for_each(|(_, tally)| total.add(*tally));
        total
    }

    /// Adds the scores of other documents.
    pub fn add(&mut self, other: Scores) {
        for (key, tally) in other.slots {
            self.slots.entry(key).or_default().add(tally);
        }
        self.records.add(other.records);
        self.found.add(other.found);
        self.faults.extend(other.faults);
    }

    fn count(&mut self, document: &str, kind: &str, slots: &[&str], tally: Tally) {
        for slot in slots {
            for (axis, key) in [(Axis::Kind, kind), (Axis::Role, *slot), (Axis::Doc, document)] {
                self.slots.entry((axis, key.to_owned())).or_default().add(tally);
            }
        }
    }
}

const RIGHT: Tally = Tally { right: 1, alarms: 0, misses: 0 };
const ALARM: Tally = Tally { right: 0, alarms: 1, misses: 0 };
const MISS: Tally = Tally { right: 0, alarms: 0, misses: 1 };

/// Compares predicted statements, in the public JSON form, with gold ones, document by document.
pub fn score(texts: &[Text], gold: &BTreeMap<String, Vec<Gold>>, predicted: &BTreeMap<String, Vec<Json>>) -> Scores {
    let mut scores = Scores::default();
    for text in texts {
        let golds = gold.get(&text.id).map_or(&[][..], Vec::as_slice);
        let made = predicted.get(&text.id).map_or(&[][..], Vec::as_slice);
        score_document(&text.id, golds, made, &mut scores);
    }
    scores
}

fn score_document(document: &str, golds: &[Gold], made: &[Json], scores: &mut Scores) {
    let table: Vec<Vec<Option<Pair>>> = made
        .iter()
        .map(|statement| golds.iter().map(|gold| comparable(statement, gold).then(|| agree(statement, gold))).collect())
        .collect();
    let weights: Vec<Vec<f64>> =
        table.iter().map(|line| line.iter().map(|pair| pair.as_ref().map_or(0.0, Pair::weight)).collect()).collect();
    let (mut made_taken, mut gold_taken) = (BTreeSet::new(), BTreeSet::new());
    for (i, j) in assign(&weights) {
        made_taken.insert(i);
        gold_taken.insert(j);
        if let Some(pair) = &table[i][j] {
            score_pair(document, pair, &golds[j], &made[i], scores);
        }
    }
    for statement in made.iter().enumerate().filter(|(i, _)| !made_taken.contains(i)).map(|(_, statement)| statement) {
        score_alarm(document, statement, scores);
    }
    for gold in golds.iter().enumerate().filter(|(j, _)| !gold_taken.contains(j)).map(|(_, gold)| gold) {
        if !gold.optional {
            score_miss(document, gold, scores);
        }
    }
}

/// Statements can be the same only where the kind is right and the evidence overlaps.
fn comparable(statement: &Json, gold: &Gold) -> bool {
    let kind = statement["kind"].as_str().unwrap_or("");
    let spans = statement["evidence"].as_array().map_or(&[][..], Vec::as_slice);
    let overlaps = |span: &Json| {
        let (Some(start), Some(end)) = (span["start"].as_u64(), span["end"].as_u64()) else { return false };
        gold.spans.iter().any(|&(from, to)| start < to && from < end)
    };
    gold.kinds.iter().any(|allowed| allowed.as_str() == kind) && spans.iter().any(overlaps)
}

fn score_pair(document: &str, pair: &Pair, gold: &Gold, statement: &Json, scores: &mut Scores) {
    if gold.optional {
        return;
    }
    let kind = gold.kind();
    let is_right = !pair.alarms.iter().chain(&pair.misses).any(|slot| is_key(kind, slot));
    scores.found.add(RIGHT);
    scores.records.add(if is_right { RIGHT } else { Tally { right: 0, alarms: 1, misses: 1 } });
    scores.count(document, kind.as_str(), &pair.right, RIGHT);
    scores.count(document, kind.as_str(), &pair.alarms, ALARM);
    scores.count(document, kind.as_str(), &pair.misses, MISS);
    if !is_right {
        scores.faults.push(Fault {
            what: "WRONG",
            document: document.to_owned(),
            kind: kind.to_string(),
            missed: pair.misses.iter().map(|slot| (*slot).to_owned()).collect(),
            alarms: pair.alarms.iter().map(|slot| (*slot).to_owned()).collect(),
            quote: gold.quote.clone(),
            args: statement["args"].clone(),
            marked: gold.written.clone(),
        });
    }
}

fn score_alarm(document: &str, statement: &Json, scores: &mut Scores) {
    let kind = statement["kind"].as_str().unwrap_or("");
    scores.found.add(ALARM);
    scores.records.add(ALARM);
    let mut slots = vec!["kind"];
    slots.extend(
        ["form", "stage"].into_iter().filter(|slot| statement[*slot].as_str().is_some_and(|word| !word.is_empty())),
    );
    let args = statement["args"].as_array().map_or(&[][..], Vec::as_slice);
    slots.extend(args.iter().filter_map(|arg| arg["role"].as_str()));
    scores.count(document, kind, &slots, ALARM);
    scores.faults.push(Fault {
        what: "FALSE",
        document: document.to_owned(),
        kind: kind.to_owned(),
        missed: Vec::new(),
        alarms: Vec::new(),
        quote: statement["evidence"][0]["exact"].as_str().unwrap_or("").to_owned(),
        args: statement["args"].clone(),
        marked: Json::Null,
    });
}

fn score_miss(document: &str, gold: &Gold, scores: &mut Scores) {
    scores.found.add(MISS);
    scores.records.add(MISS);
    let mut slots = vec!["kind"];
    slots.extend(gold.form.is_some().then_some("form"));
    slots.extend(gold.stage.is_some().then_some("stage"));
    slots.extend(gold.args.iter().filter(|arg| !arg.optional).map(|arg| arg.role.as_str()));
    scores.count(document, gold.kind().as_str(), &slots, MISS);
    scores.faults.push(Fault {
        what: "MISSED",
        document: document.to_owned(),
        kind: gold.kind().to_string(),
        missed: Vec::new(),
        alarms: Vec::new(),
        quote: gold.quote.clone(),
        args: gold.written.clone(),
        marked: Json::Null,
    });
}

/// True for the arguments without which a record of this kind is not that record.
fn is_key(kind: Kind, slot: &str) -> bool {
    use Role::{Amount, Change, From, Item, Of, Office, Party, Person, Quantity, Rank, Share, To};
    let keys: &[Role] = match kind {
        Kind::Trade => &[Party, From, To, Amount, Change, Share, Rank],
        Kind::Supply => &[From, To, Item, Quantity, Amount],
        Kind::Production => &[Party, Item],
        Kind::Agreement => &[Party, Quantity],
        Kind::Meeting => &[Party],
        Kind::Cooperation => &[Party, Item],
        Kind::Office => &[Person, Office, Of],
        Kind::Figure => &[Item, Quantity, Share, Rank],
    };
    keys.iter().any(|role| role.as_str() == slot)
}
