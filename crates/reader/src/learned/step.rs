//! The decision about the stage of the statement about an item.

use grammar::Relation;
use model::{Edtf, Kind, Stage};

use super::linear::Features;
use super::role::Both;
use super::walk::{auxiliaries, first_member, yes};
use crate::apply::{Desk, Thing, stage};
use crate::page::Mention;
use crate::values::Found;

/// The classes of the decision, in the order of the table's columns: the stages as the guide lists them.
pub(super) const CLASSES: [&str; 8] =
    ["needed", "offered", "discussed", "planned", "agreed", "underway", "done", "stopped"];

/// The stage of a class.
pub(super) fn of_class(class: usize) -> Option<Stage> {
    CLASSES.get(class).and_then(|word| word.parse().ok())
}

/// How many words above an item are looked at.
const ABOVE: usize = 5;

pub(super) fn features(desk: &Desk<'_, '_>, at: usize, thing: &Thing, kind: Kind, out: &mut Features) {
    let mut both = Both { kind: kind.as_str(), out };
    let sentence = &desk.page.sentences[at];
    let nodes = &sentence.nodes;
    let class_name = |class| desk.reader.lexicon.name(class);
    let tells_stage = |name: &str| {
        name.starts_with("stage-")
            || name.starts_with("modal-")
            || ["begun", "habit", "negation", "scheduled", "more"].contains(&name)
    };
    both.add("all", &[]);
    both.add("by rule", &[stage(&desk.words.stages, sentence, thing.node, kind).as_str()]);
    let mut steps = 0;
    for node in sentence.ancestors(first_member(sentence, thing.node)).take(ABOVE) {
        let here = &nodes[node];
        if node != thing.node {
            let step = if steps == 0 { "above" } else { "further above" };
            both.add(step, &[&here.lemma]);
            for &class in here.classes.iter().filter(|&&class| tells_stage(class_name(class))) {
                both.add("class above", &[class_name(class)]);
            }
            steps += 1;
        }
        if !here.is_verb() {
            continue;
        }
        let tense = here.tag.tense.map_or("", |tense| tense.as_str());
        let form = here.tag.verb_form.map_or("", |form| form.as_str());
        let auxiliary: Vec<&str> = auxiliaries(sentence, node).collect();
        let auxiliary = auxiliary.join("+");
        both.add("verb", &[here.relation.as_str(), form, tense, &auxiliary]);
        both.add("auxiliary", &[&auxiliary]);
        for &child in &here.children {
            if nodes[child].relation == Relation::Advmod {
                both.add("adverb", &[&nodes[child].lemma]);
            }
        }
    }
    let clause = nodes[thing.node].clause;
    for node in nodes {
        for &class in node.classes.iter().filter(|&&class| tells_stage(class_name(class))) {
            both.add("in sentence", &[class_name(class)]);
            if node.clause == clause {
                both.add("in clause", &[class_name(class)]);
            }
        }
        if node.clause == clause && node.mention.is_none() && !node.lemma.is_empty() {
            both.add("word", &[&node.lemma]);
        }
        if let Some(Mention::Value(value)) = node.mention
            && let Found::Date { edtf: Some(edtf), kind } = &desk.page.values[value].value
        {
            both.add("date", &[&format!("{kind:?}")]);
            both.add("future", &[future(desk, *edtf)]);
        }
    }
    both.add("quoted", &[yes(desk.page.quoted(sentence.span).is_some())]);
}

/// Whether a date ends after the day of publishing.
fn future(desk: &Desk<'_, '_>, edtf: Edtf) -> &'static str {
    let Some(published) = desk.page.document.published else { return "unknown" };
    let text = edtf.to_string();
    let end = text.rsplit('/').next().unwrap_or("").to_owned();
    let day = published.to_string();
    match end.as_str() {
        ".." | "" => "open",
        end => yes(day.get(..end.len()).is_some_and(|published| end > published)),
    }
}
