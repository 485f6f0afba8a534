//! Who held an office before, or is to hold it next, where the words only set one person against another: "X took over from
//! Y", "X replaced Y", "X's predecessor, Y".

use grammar::{Upos, VerbForm};
use model::{Argument, Role, Stage, Value};

use super::super::Desk;
use super::super::build::Draft;
use super::super::side::Side;
use crate::names::EntityKind;
use crate::page::{Mention, Node, Sentence};

/// How far a verb may stand before the name that it sets against its subject: "took over the desk in May from Y".
const REACH: usize = 9;

/// "X replaced Y as director": the office is X's. "Y has been replaced by X": Y's office is a former one.
pub(super) fn mend(desk: &Desk<'_, '_>, given: &mut [Draft]) {
    let words = desk.words;
    for (at, sentence) in desk.page.sentences.iter().enumerate() {
        if sentence.furniture || !sentence.nodes.iter().any(|node| node.is(words.succeed)) {
            continue;
        }
        for node in 1..sentence.nodes.len() {
            let Some(person) = person(desk, &sentence.nodes[node]) else { continue };
            let before = &sentence.nodes[node - 1];
            let passive =
                || (node.saturating_sub(REACH)..node - 1).rev().find(|&i| sentence.nodes[i].is(words.succeed));
            let verb = if before.is(words.cases.by) { passive() } else { before.is(words.succeed).then_some(node - 1) };
            let Some(Other::Named(subject)) = verb.map(|verb| subject(desk, sentence, verb)) else { continue };
            let taker = if before.is(words.cases.by) { subject } else { person };
            let Some(draft) = given
                .iter_mut()
                .find(|draft| draft.sentence == at && draft.stage.is_none() && holds(desk, draft, taker))
            else {
                continue;
            };
            if before.is(words.cases.by) {
                draft.stage = Some(Stage::Stopped);
            } else {
                draft.args.retain(|arg| arg.role != Role::Person);
                draft.push_side(Role::Person, &Side::of_entity(desk, subject as usize, None), "office");
            }
        }
    }
}

/// True where the draft is of an office of that person.
fn holds(desk: &Desk<'_, '_>, draft: &Draft, person: u32) -> bool {
    let name = &desk.page.names.entities[person as usize].name;
    draft.of(Role::Person).any(|arg| matches!(&arg.value, Value::Name { name: held, .. } if held == name))
}

/// Offices of those who came before or come after the holders of `given`, whose office and owner they share.
pub(super) fn drafts(desk: &Desk<'_, '_>, given: &[Draft]) -> Vec<Draft> {
    let words = desk.words;
    let telling = [words.predecessor, words.successor, words.succeed, words.inherit, words.hand_over];
    let mut out = Vec::new();
    for (at, sentence) in desk.page.sentences.iter().enumerate() {
        if sentence.furniture || !sentence.nodes.iter().any(|node| telling.iter().any(|class| node.is(*class))) {
            continue;
        }
        for node in 0..sentence.nodes.len() {
            let Some(person) = person(desk, &sentence.nodes[node]) else { continue };
            let Some((other, stage)) = before(desk, sentence, node)
                .or_else(|| behind(desk, sentence, node))
                .or_else(|| takes(desk, sentence, node))
            else {
                continue;
            };
            out.extend(draft(desk, given, at, node, person, other, stage));
        }
    }
    out
}

/// The person beside whom another is set: the entity named, or the holder of the office told of last.
#[derive(Clone, Copy)]
enum Other {
    Named(u32),
    Last,
}

/// A draft for `person` after the one of `other`; none where nobody tells what office that one holds.
fn draft(
    desk: &Desk<'_, '_>,
    given: &[Draft],
    at: usize,
    node: usize,
    person: u32,
    other: Other,
    stage: Option<Stage>,
) -> Option<Draft> {
    if given.iter().any(|draft| draft.sentence == at && holds(desk, draft, person)) {
        return None;
    }
    let model = match other {
        Other::Named(other) => {
            given.iter().filter(|draft| other != person && holds(desk, draft, other)).max_by_key(|draft| {
                (draft.stage.is_none(), draft.sentence <= at, std::cmp::Reverse(draft.sentence.abs_diff(at)))
            })
        }
        Other::Last => given.iter().rfind(|draft| draft.sentence <= at && !holds(desk, draft, person)),
    }?;
    let here = &desk.page.sentences.get(at)?.nodes[node];
    let mut draft = Draft { stage, ..Draft::new(model.kind, at, node, "office") };
    draft.push_side(Role::Person, &Side::of_entity(desk, person as usize, Some(here.span)), "office");
    let shared = |arg: &&Argument| matches!(arg.role, Role::Office | Role::Of);
    for arg in model.args.iter().filter(shared) {
        draft.push(arg.role, arg.value.clone(), None, "context");
    }
    Some(draft)
}

/// "Her predecessor, Y", "X took over from Y", "X replaced Y", "X hands over to Y": what stands before the name.
fn before(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<(Other, Option<Stage>)> {
    let words = desk.words;
    let comma = usize::from(sentence.nodes.get(node.checked_sub(1)?)?.tag.upos == Upos::Punct);
    let last = node.checked_sub(1 + comma)?;
    if let Some(stage) = rank(desk, &sentence.nodes[last]) {
        return Some((possessor(desk, sentence, last)?, stage));
    }
    if comma > 0 {
        return None;
    }
    let here = &sentence.nodes[last];
    if here.is(words.succeed) {
        return Some((subject(desk, sentence, last), Some(Stage::Stopped)));
    }
    let verb = |class| (last.saturating_sub(REACH)..last).rev().find(|&verb| sentence.nodes[verb].is(class));
    if here.is(words.case_from) {
        return verb(words.inherit).map(|verb| (subject(desk, sentence, verb), Some(Stage::Stopped)));
    }
    if here.is(words.case_to) {
        return verb(words.hand_over).map(|verb| (subject(desk, sentence, verb), Some(Stage::Planned)));
    }
    if here.is(words.cases.by) {
        return verb(words.succeed).map(|verb| (subject(desk, sentence, verb), None));
    }
    None
}

/// "Y, X's predecessor": the noun stands behind the name.
fn behind(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<(Other, Option<Stage>)> {
    const LONGEST: usize = 4;
    let after = node + 2..sentence.nodes.len().min(node + 2 + LONGEST);
    if sentence.nodes.get(node + 1)?.tag.upos != Upos::Punct {
        return None;
    }
    let noun = after.clone().find(|&noun| rank(desk, &sentence.nodes[noun]).is_some())?;
    let plain = |between: usize| {
        let here = &sentence.nodes[between];
        !here.is_verb() && (here.tag.upos != Upos::Punct || here.is(desk.words.possessive))
    };
    // "X, whose predecessor" speaks of another.
    let closed = sentence.nodes.get(noun + 1).is_none_or(|next| person(desk, next).is_none());
    let comma = sentence.nodes.get(noun + 2).is_none_or(|next| person(desk, next).is_none());
    if !((after.start..noun).all(plain) && closed && comma) {
        return None;
    }
    Some((possessor(desk, sentence, noun)?, rank(desk, &sentence.nodes[noun])?))
}

/// "X is to replace him": who takes the place of the one told of before.
fn takes(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<(Other, Option<Stage>)> {
    const NEAR: usize = 4;
    let near = node + 1..sentence.nodes.len().min(node + 1 + NEAR);
    let verb = near.into_iter().find(|&verb| sentence.nodes[verb].is(desk.words.succeed))?;
    let pronoun = sentence.nodes.get(verb + 1).is_some_and(|next| next.tag.upos == Upos::Pron);
    let plain = (node + 1..verb).all(|between| sentence.nodes[between].tag.upos != Upos::Punct);
    let to_come = sentence.nodes[verb].tag.verb_form == Some(VerbForm::Inf);
    (pronoun && plain).then(|| (Other::Last, to_come.then_some(Stage::Planned)))
}

/// The stage of an office whose holder is called "predecessor" or "successor".
fn rank(desk: &Desk<'_, '_>, node: &Node) -> Option<Option<Stage>> {
    if node.is(desk.words.predecessor) {
        return Some(Some(Stage::Stopped));
    }
    node.is(desk.words.successor).then_some(None)
}

/// Whose predecessor: the name with a possessive mark before the noun, or the one whom a pronoun means.
fn possessor(desk: &Desk<'_, '_>, sentence: &Sentence, noun: usize) -> Option<Other> {
    let before = &sentence.nodes[noun.checked_sub(1)?];
    if before.is(desk.words.possessive) {
        let owner = &sentence.nodes[noun.checked_sub(2)?];
        return person(desk, owner).map(Other::Named);
    }
    (before.tag.upos == Upos::Pron).then_some(Other::Last)
}

/// The person named last before a verb, else the one told of before.
fn subject(desk: &Desk<'_, '_>, sentence: &Sentence, verb: usize) -> Other {
    let named = sentence.nodes[..verb].iter().rev().find_map(|node| person(desk, node));
    named.map_or(Other::Last, Other::Named)
}

/// The person that a unit names.
fn person(desk: &Desk<'_, '_>, node: &Node) -> Option<u32> {
    let names = &desk.page.names;
    let entity = match node.mention? {
        Mention::Name(name) => Some(names.mentions[name].entity),
        Mention::Office(office) => names.offices[office].person,
        Mention::Value(_) => None,
    }?;
    (names.entities[entity as usize].kind == EntityKind::Person).then_some(entity)
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind, Role, Stage, Value};

    /// Person, office and stage of the offices of a text.
    fn offices(text: &str) -> Vec<(String, String, Option<Stage>)> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let document = Document {
            id: "d".into(),
            title: None,
            published: "2022-05-04".parse().ok(),
            url: None,
            publisher: None,
            lang: None,
            text: text.into(),
        };
        let statements = reader.read(&document).into_iter().filter(|statement| statement.kind() == Kind::Office);
        let word = |statement: &model::Statement, role: Role| {
            let arg = statement.args().iter().find(|arg| arg.role == role).unwrap();
            match &arg.value {
                Value::Name { name, .. } => name.clone(),
                Value::Text(text) => text.clone(),
                _ => String::new(),
            }
        };
        let row = |statement: model::Statement| {
            (word(&statement, Role::Person), word(&statement, Role::Office), statement.stage())
        };
        statements.map(row).collect()
    }

    fn has(text: &str, person: &str, office: &str, stage: Option<Stage>) {
        let found = offices(text);
        assert!(found.iter().any(|row| row.0 == person && row.1 == office && row.2 == stage), "{text}: {found:?}");
    }

    #[test]
    fn who_came_before_held_the_same_office() {
        let text = "Baltic Cranes sells cranes. We asked Anna Berg, our president, who took over from Pavel Orlov.";
        has(text, "Pavel Orlov", "president", Some(Stage::Stopped));
        let text = "The mayor of Riga, Anna Berg, came. Her predecessor, Ivan Petrov, stayed at home.";
        has(text, "Ivan Petrov", "mayor", Some(Stage::Stopped));
        let text = "The mayor of Riga, Anna Berg, came. Ivan Petrov, Berg's predecessor, stayed at home.";
        has(text, "Ivan Petrov", "mayor", Some(Stage::Stopped));
    }

    #[test]
    fn who_replaces_another_holds_the_office() {
        let text = "In October Anna Berg replaced Pavel Orlov as commercial director of Baltic Cranes.";
        has(text, "Anna Berg", "commercial director", None);
        has(text, "Pavel Orlov", "commercial director", Some(Stage::Stopped));
        let text = "The mayor of Riga, Anna Berg, has been replaced by Ivan Petrov.";
        has(text, "Ivan Petrov", "mayor", None);
        has(text, "Anna Berg", "mayor", Some(Stage::Stopped));
    }
}
