//! The decision about a side: which role, if any, it has in the statement about an item.

use grammar::Relation;
use model::{Kind, Role};

use super::linear::Features;
use super::walk::{case, few, first_member, path, predicate, sort_or_tag, yes};
use crate::apply::frame::{self, Slot};
use crate::apply::{Desk, Side, Thing, sides};
use crate::page::Sentence;

/// The classes of the decision, in the order of the table's columns.
pub(super) const CLASSES: [&str; 5] = ["none", "from", "to", "party", "place"];

/// The role of a class, where the kind takes it.
pub(super) fn role(class: usize, kind: Kind) -> Option<Role> {
    match (class, kind) {
        (1, Kind::Supply) => Some(Role::From),
        (2, Kind::Supply) => Some(Role::To),
        (3, Kind::Production | Kind::Cooperation | Kind::Figure) => Some(Role::Party),
        (4, _) => Some(Role::Place),
        _ => None,
    }
}

/// A side that may have a role: named in the sentence, or understood.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its node, where the sentence names it.
    pub node: Option<usize>,
    pub side: Side,
    /// Where it was taken from, as features call it.
    pub source: &'static str,
}

/// How many organisations of the sentences before are looked at, and how many sentences.
const BEFORE: usize = 2;

/// The sides that the sentence names, and those that may be understood: the topic's, the speaker's, bodies named just before.
pub(super) fn candidates(desk: &Desk<'_, '_>, at: usize) -> Vec<Candidate> {
    let sentence = &desk.page.sentences[at];
    let mut out: Vec<Candidate> = Vec::new();
    for node in 0..sentence.nodes.len() {
        for side in sides(desk, at, sentence, node) {
            out.push(Candidate { node: Some(node), side, source: "here" });
        }
    }
    let mut understood = |side: Side, source: &'static str| {
        if out.iter().all(|have| have.side.name != side.name) {
            out.push(Candidate { node: None, side: Side { span: None, ..side }, source });
        }
    };
    for (side, source) in desk.topic_at(at).sides.iter().zip(["first topic", "second topic"]) {
        understood(side.clone(), source);
    }
    if let Some(side) = desk.speaker_side(at) {
        understood(side, "speaker");
    }
    let mut bodies = 0;
    for before in (at.saturating_sub(BEFORE)..at).rev() {
        let sentence = &desk.page.sentences[before];
        for node in (0..sentence.nodes.len()).rev() {
            for side in sides(desk, before, sentence, node).into_iter().filter(|side| side.body) {
                if bodies < BEFORE {
                    understood(side, if bodies == 0 { "body before" } else { "second body before" });
                    bodies += 1;
                }
            }
        }
    }
    out
}

/// The features of one candidate, each with and without the kind.
pub(super) fn features(
    desk: &Desk<'_, '_>,
    at: usize,
    thing: &Thing,
    kind: Kind,
    all: &[Candidate],
    candidate: &Candidate,
    out: &mut Features,
) {
    let mut both = Both { kind: kind.as_str(), out };
    let sentence = &desk.page.sentences[at];
    let nodes = &sentence.nodes;
    let sort = side_sort(&candidate.side);
    both.add("source", &[candidate.source]);
    both.add("sort", &[sort]);
    both.add("source sort", &[candidate.source, sort]);
    let topic = desk
        .topic_at(at)
        .sides
        .iter()
        .position(|side| side.country.is_some() && side.country == candidate.side.country);
    both.add("topic", &[topic.map_or("none", few)]);
    let first = first_member(sentence, thing.node);
    let verb = predicate(sentence, first).last().copied();
    let verb_lemma = verb.map_or("", |verb| nodes[verb].lemma.as_str());
    both.add("item link", &[nodes[first].relation.as_str()]);
    both.add("source verb", &[candidate.source, verb_lemma]);
    let verb_classes = classes(desk, sentence, verb);
    for class in &verb_classes {
        both.add("source verb class", &[candidate.source, class]);
    }
    let here: Vec<&Candidate> = all.iter().filter(|one| one.node.is_some() && !one.side.person).collect();
    let mut countries: Vec<&String> = here.iter().filter_map(|one| one.side.country.as_ref()).collect();
    countries.sort();
    countries.dedup();
    both.add("named here", &[candidate.source, few(here.len()), sort]);
    both.add("countries here", &[candidate.source, few(countries.len()), sort]);
    match candidate.node {
        Some(node) => named(desk, at, thing, candidate, node, &here, &mut both),
        None => {
            let known = candidate.side.country.as_ref().is_some_and(|country| countries.contains(&country));
            both.add("country is here", &[candidate.source, yes(known)]);
        }
    }
}

/// What is about a side that the sentence names.
fn named(
    desk: &Desk<'_, '_>,
    at: usize,
    thing: &Thing,
    candidate: &Candidate,
    node: usize,
    here: &[&Candidate],
    both: &mut Both<'_>,
) {
    let sentence = &desk.page.sentences[at];
    let nodes = &sentence.nodes;
    let sort = side_sort(&candidate.side);
    let verb = predicate(sentence, first_member(sentence, thing.node)).last().copied();
    let verb_lemma = verb.map_or("", |verb| nodes[verb].lemma.as_str());
    let voice = verb.map_or("", |verb| if passive(sentence, verb) { "passive" } else { "active" });
    let verb_classes = classes(desk, sentence, verb);
    let (way, top) = path(sentence, thing.node, node);
    both.add("path", &[&way]);
    both.add("path sort", &[&way, sort]);
    let top = top.map_or("", |top| nodes[top].lemma.as_str());
    both.add("top", &[top]);
    both.add("top path", &[top, &way]);
    let member = first_member(sentence, node);
    let (adposition, link) = (case(sentence, member), nodes[member].relation.as_str());
    both.add("case", &[adposition]);
    both.add("case sort", &[adposition, sort]);
    both.add("case verb", &[adposition, verb_lemma]);
    for class in &verb_classes {
        both.add("case verb class", &[adposition, class, link, voice]);
    }
    both.add("link", &[nodes[node].relation.as_str()]);
    both.add("link voice", &[nodes[node].relation.as_str(), voice]);
    both.add("member link", &[link, adposition, sort]);
    if let Some(above) = nodes[member].head {
        both.add("above", &[&nodes[above].lemma]);
        both.add("above case", &[&nodes[above].lemma, adposition]);
        for &class in &nodes[above].classes {
            both.add("above class case", &[desk.reader.lexicon.name(class), adposition, link]);
        }
    }
    slots(desk, sentence, verb, node, &verb_classes, both);
    let before = node < thing.node;
    both.add("distance", &[if before { "before" } else { "after" }, few(node.abs_diff(thing.node))]);
    both.add("side of item", &[if before { "before" } else { "after" }]);
    both.add("same clause", &[yes(nodes[node].clause == nodes[thing.node].clause)]);
    both.add("on item", &[yes(nodes[node].head == Some(thing.node))]);
    both.add("named", &[yes(nodes[node].mention.is_some())]);
    both.add("adjective", &[yes(nodes[node].tag.upos == grammar::Upos::Adj)]);
    both.add("order", &[here.iter().position(|one| one.node == Some(node)).map_or("none", few)]);
    for (name, near) in [("word before", node.checked_sub(1)), ("word after", Some(node + 1))] {
        if let Some(near) = near.and_then(|near| nodes.get(near)) {
            both.add(name, &[&near.lemma]);
        }
    }
    let beside = here.iter().any(|one| {
        one.node != Some(node) && one.side.country == candidate.side.country && one.side.body != candidate.side.body
    });
    both.add("also as", &[sort, yes(beside)]);
    both.add("tag", &[sort_or_tag(desk.page, sentence, node)]);
}

/// The slots of the verb that the side is in, whatever its voice.
fn slots(
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    verb: Option<usize>,
    node: usize,
    verb_classes: &[&str],
    both: &mut Both<'_>,
) {
    let Some(verb) = verb else { return };
    let lemma = sentence.nodes[verb].lemma.as_str();
    for (slot, name) in [(Slot::Subject, "subject"), (Slot::Object, "object"), (Slot::Indirect, "indirect")] {
        if frame::fill(sentence, &desk.words.cases, verb, slot).contains(&node) {
            both.add("slot", &[name]);
            both.add("slot verb", &[name, lemma]);
            for class in verb_classes {
                both.add("slot verb class", &[name, class]);
            }
        }
    }
}

fn classes<'d>(desk: &'d Desk<'_, '_>, sentence: &Sentence, verb: Option<usize>) -> Vec<&'d str> {
    let classes = verb.iter().flat_map(|&verb| &sentence.nodes[verb].classes);
    classes.map(|&class| desk.reader.lexicon.name(class)).collect()
}

fn passive(sentence: &Sentence, verb: usize) -> bool {
    sentence.nodes[verb]
        .children
        .iter()
        .any(|&child| matches!(sentence.nodes[child].relation, Relation::NsubjPass | Relation::AuxPass))
}

fn side_sort(side: &Side) -> &'static str {
    match side.id.as_deref() {
        _ if side.person => "person",
        _ if side.body => "body",
        Some(id) if !id.contains('-') => "country",
        _ => "place",
    }
}

/// Adds each feature twice: for this kind, and for all.
pub(super) struct Both<'f> {
    pub kind: &'static str,
    pub out: &'f mut Features,
}

impl Both<'_> {
    pub fn add(&mut self, name: &str, parts: &[&str]) {
        self.out.add_both(self.kind, name, parts);
    }
}
