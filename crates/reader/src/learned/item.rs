//! The decision about an item: whether its sentence states something about it, and of which kind.

use grammar::Relation;
use model::{Anchor, Kind, Role};

use super::linear::Features;
use super::walk::{auxiliaries, case, few, first_member, predicate, sort, sort_or_tag, yes};
use crate::apply::{Desk, Draft, Thing, things};
use crate::page::Sentence;

/// The kinds that are decided item by item, after "none".
pub(super) const KINDS: [Kind; 4] = [Kind::Supply, Kind::Production, Kind::Cooperation, Kind::Figure];
/// The classes of the decision, in the order of the table's columns.
pub(super) const CLASSES: [&str; 5] = ["none", "supply", "production", "cooperation", "figure"];

/// The things that a sentence names, each once; none that is only part of another.
pub(super) fn candidates(desk: &Desk<'_, '_>, sentence: &Sentence) -> Vec<Thing> {
    let mut all: Vec<Thing> = Vec::new();
    for node in 0..sentence.nodes.len() {
        for thing in things(desk, sentence, node) {
            if all.iter().all(|have| have.node != thing.node) {
                all.push(thing);
            }
        }
    }
    let covered: Vec<bool> = all
        .iter()
        .map(|thing| {
            all.iter().any(|other| {
                (other.span != thing.span && other.span.contains(thing.span))
                    || (other.span == thing.span && other.node > thing.node)
            })
        })
        .collect();
    let mut covered = covered.into_iter();
    all.retain(|_| !covered.next().unwrap_or(false));
    all
}

/// What is the same for all items of a sentence.
pub(super) fn of_sentence(desk: &Desk<'_, '_>, at: usize, drafts: &[Draft], out: &mut Features) {
    let sentence = &desk.page.sentences[at];
    let nodes = &sentence.nodes;
    let (mut places, mut organisations, mut countries) = (0, 0, Vec::new());
    for (node, here) in nodes.iter().enumerate() {
        match sort(desk.page, sentence, node) {
            "" => {}
            sort => {
                out.add("has", &[sort]);
                places += usize::from(sort == "place");
                organisations += usize::from(sort == "organisation");
            }
        }
        for &class in &here.classes {
            out.add("in sentence", &[desk.reader.lexicon.name(class)]);
        }
    }
    for side in desk.countries_near(at) {
        if !countries.contains(&side.country) {
            countries.push(side.country);
        }
    }
    out.add("places", &[few(places)]);
    out.add("organisations", &[few(organisations)]);
    out.add("countries", &[few(countries.len())]);
    out.add("quoted", &[yes(desk.page.quoted(sentence.span).is_some())]);
    out.add("speaker", &[yes(desk.speakers.get(at).is_some_and(Option::is_some))]);
    out.add("position", &[few(at)]);
    out.add("first word", &[nodes.first().map_or("", |node| node.lemma.as_str())]);
    let mut told: Vec<(&str, &str)> = Vec::new();
    for draft in drafts.iter().filter(|draft| draft.sentence == at || draft.sentence + 1 == at) {
        let here = if draft.sentence == at { "rule kind" } else { "rule kind before" };
        if !told.contains(&(here, draft.kind.as_str())) {
            told.push((here, draft.kind.as_str()));
            out.add(here, &[draft.kind.as_str()]);
        }
        if draft.sentence == at {
            out.add("rule", &[&draft.rule]);
        }
    }
}

/// What is about this item.
pub(super) fn of_item(desk: &Desk<'_, '_>, at: usize, drafts: &[Draft], thing: &Thing, out: &mut Features) {
    let sentence = &desk.page.sentences[at];
    let nodes = &sentence.nodes;
    let here = &nodes[thing.node];
    let class_name = |class| desk.reader.lexicon.name(class);
    let goods = here.is(desk.words.goods);
    let sort_of = if goods {
        "goods"
    } else if here.is(desk.words.field_name) {
        "field"
    } else {
        "other"
    };
    out.add("all", &[]);
    out.add("item", &[&here.lemma]);
    let mut words = 0;
    for word in thing.text.split(' ') {
        words += 1;
        out.add("word", &[&word.to_lowercase()]);
    }
    out.add("words", &[few(words)]);
    for &class in &here.classes {
        out.add("class", &[class_name(class)]);
    }
    out.add("number", &[here.tag.number.map_or("", |number| number.as_str())]);
    let counted = yes(thing.count.is_some());
    out.add("counted", &[counted]);
    out.add("counted sort", &[counted, sort_of]);
    let first = first_member(sentence, thing.node);
    out.add("link", &[nodes[first].relation.as_str()]);
    out.add("listed", &[yes(first != thing.node)]);
    out.add("case", &[case(sentence, first)]);
    of_predicate(desk, sentence, first, sort_of, out);
    for &child in &here.children {
        let below = &nodes[child];
        let what = match sort(desk.page, sentence, child) {
            "" => below.lemma.as_str(),
            sort => sort,
        };
        out.add("below", &[below.relation.as_str(), what]);
        for &class in &below.classes {
            out.add("class below", &[below.relation.as_str(), class_name(class)]);
        }
        if matches!(below.relation, Relation::Nmod | Relation::Obl) {
            out.add("behind", &[case(sentence, child), sort_or_tag(desk.page, sentence, child)]);
        }
    }
    for (name, node) in [
        ("word before", thing.node.checked_sub(1)),
        ("word after", Some(thing.node + 1)),
        ("second after", Some(thing.node + 2)),
    ] {
        if let Some(near) = node.and_then(|node| nodes.get(node)) {
            out.add(name, &[&near.lemma]);
        }
    }
    for draft in drafts.iter().filter(|draft| draft.sentence == at) {
        let overlaps = draft.of(Role::Item).any(|arg| match arg.anchor {
            Anchor::Words(span) => span.overlaps(thing.span),
            _ => false,
        });
        if overlaps {
            out.add("rule item", &[draft.kind.as_str()]);
            out.add("item of rule", &[&draft.rule]);
        }
    }
}

/// The verb above, or the root, and how the item hangs on it.
fn of_predicate(desk: &Desk<'_, '_>, sentence: &Sentence, first: usize, sort_of: &str, out: &mut Features) {
    let nodes = &sentence.nodes;
    let class_name = |class| desk.reader.lexicon.name(class);
    let way = predicate(sentence, first);
    let Some(&verb) = way.last() else {
        out.add("alone", &[]);
        return;
    };
    let bottom = if way.len() > 1 { way[way.len() - 2] } else { first };
    let (relation, adposition) = (nodes[bottom].relation.as_str(), case(sentence, bottom));
    let direct = yes(way.len() == 1);
    let above = &nodes[verb];
    out.add("verb", &[&above.lemma]);
    out.add("verb link", &[&above.lemma, relation, adposition, direct]);
    out.add("verb sort", &[&above.lemma, sort_of]);
    for &class in &above.classes {
        out.add("verb class", &[class_name(class)]);
        out.add("verb class link", &[class_name(class), relation, direct]);
        out.add("verb class sort", &[class_name(class), sort_of]);
    }
    out.add("verb tag", &[above.tag.upos.as_str()]);
    out.add("verb form", &[above.tag.verb_form.map_or("", |form| form.as_str())]);
    out.add("tense", &[above.tag.tense.map_or("", |tense| tense.as_str())]);
    for auxiliary in auxiliaries(sentence, verb) {
        out.add("auxiliary", &[auxiliary]);
    }
    out.add("verb relation", &[above.relation.as_str()]);
    out.add("link to verb", &[relation, adposition, sort_of]);
    for &between in &way[..way.len() - 1] {
        out.add("between", &[&nodes[between].lemma]);
        out.add("between sort", &[&nodes[between].lemma, sort_of]);
        for &class in &nodes[between].classes {
            out.add("class between", &[class_name(class)]);
            out.add("class between sort", &[class_name(class), sort_of]);
        }
    }
    for &child in &above.children {
        let beside = &nodes[child];
        out.add("beside", &[beside.relation.as_str(), sort_or_tag(desk.page, sentence, child), case(sentence, child)]);
        if matches!(beside.relation, Relation::Nsubj | Relation::NsubjPass) {
            let what = match sort(desk.page, sentence, child) {
                "" => beside.lemma.as_str(),
                sort => sort,
            };
            out.add("subject", &[what]);
            out.add("subject verb", &[sort_or_tag(desk.page, sentence, child), &above.lemma]);
            for &class in &beside.classes {
                out.add("subject class", &[class_name(class)]);
            }
        }
    }
}
