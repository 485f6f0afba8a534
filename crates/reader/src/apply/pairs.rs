//! Pairs of twins told by a list: "Twins: Riga – Busan (1992), Turku – Donghae (1991)", "twinning ties link Riga with Turku and Lyon
//! with Brest". A name that no list knows is a town where it is joined to one.

use grammar::Upos;
use model::{Form, Kind, Role, Span, Stage, Value};

use super::Desk;
use super::attach;
use super::build::Draft;
use super::side::Side;
use crate::page::{Mention, Sentence};
use crate::values::{DateKind, Found};

/// How many words a heading may have that names the twins of the lines below it.
const HEADING: usize = 6;

/// Two names and where they stand.
struct Pair {
    first: usize,
    last: usize,
    sides: [Side; 2],
}

/// Makes one statement of each pair, instead of what a rule made of the whole list.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, from: usize, out: &mut Vec<Draft>) {
    let Some(trigger) = trigger(desk, at, sentence) else { return };
    let pairs = pairs(desk, sentence);
    let dashed = pairs.iter().any(|pair| dash(desk, sentence, pair.first + 1));
    if pairs.is_empty() || (pairs.len() < 2 && !dashed) {
        return;
    }
    let twins = |draft: &Draft| draft.form == Some(Form::Twinning) && draft.sentence == at;
    let mut place = 0;
    out.retain(|draft| {
        place += 1;
        place <= from || !twins(draft)
    });
    for (index, pair) in pairs.iter().enumerate() {
        let end = pairs.get(index + 1).map_or(sentence.nodes.len(), |next| next.first);
        let mut draft = Draft::new(Kind::Agreement, at, trigger.unwrap_or(pair.first), "agreement/pairs");
        draft.form = Some(Form::Twinning);
        draft.stage = Some(Stage::Underway);
        for side in &pair.sides {
            draft.push_side(Role::Party, side, "pair");
        }
        date(desk, sentence, pair.last + 1..end, &mut draft);
        attach::speaker(desk, &mut draft);
        out.push(draft);
    }
}

/// The word for twins in the sentence; `None` inside where a heading above has it.
fn trigger(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence) -> Option<Option<usize>> {
    let twins = |sentence: &Sentence| {
        sentence.nodes.iter().position(|node| node.is(desk.words.twin_noun) || node.is(desk.words.twin_verb))
    };
    if sentence.furniture {
        return None;
    }
    if let Some(node) = twins(sentence) {
        return Some(Some(node));
    }
    let above = at.checked_sub(1).map(|before| &desk.page.sentences[before])?;
    (above.nodes.len() <= HEADING && twins(above).is_some()).then_some(None)
}

fn pairs(desk: &Desk<'_, '_>, sentence: &Sentence) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    let mut node = 0;
    while node + 2 < sentence.nodes.len() {
        match pair(desk, sentence, node) {
            Some(pair) => {
                node = pair.last + 1;
                out.push(pair);
            }
            None => node += 1,
        }
    }
    out
}

/// Two names joined by a dash or "with", one of them a known place at least.
fn pair(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Pair> {
    let joined = dash(desk, sentence, node + 1);
    if !joined && !sentence.nodes[node + 1].is(desk.words.case_with) {
        return None;
    }
    let known = [node, node + 2].into_iter().filter(|&at| town(desk, sentence, at).is_some()).count();
    if known == 0 || (known < 2 && !joined) {
        return None;
    }
    let (first, _) = side(desk, sentence, node)?;
    let (second, last) = side(desk, sentence, node + 2)?;
    (first.name != second.name).then_some(Pair { first: node, last, sides: [first, second] })
}

fn dash(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    sentence.nodes.get(node).is_some_and(|mark| matches!(desk.page.words(mark.tokens.clone()), "-" | "–" | "—"))
}

fn town(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<usize> {
    match sentence.nodes.get(node)?.mention {
        Some(Mention::Name(name)) if desk.is_place(name) => Some(name),
        _ => None,
    }
}

/// The place that a node names, or an unknown name of one or more words; and its last node.
fn side(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<(Side, usize)> {
    let span = sentence.nodes[node].span;
    if let Some(name) = town(desk, sentence, node) {
        let entity = desk.page.names.mentions[name].entity as usize;
        return Some((Side::of_entity(desk, entity, Some(span)), node));
    }
    let plain = |at: usize| {
        sentence.nodes.get(at).is_some_and(|here| {
            let capital = desk.page.words(here.tokens.clone()).chars().next().is_some_and(char::is_uppercase);
            here.mention.is_none() && here.inside.is_none() && here.tag.upos == Upos::Propn && capital
        })
    };
    if !plain(node) {
        return None;
    }
    let mut last = node;
    while plain(last + 1) {
        last += 1;
    }
    let tokens = sentence.nodes[node].tokens.start..sentence.nodes[last].tokens.end;
    let span: Span = desk.page.span(tokens.clone());
    let name = desk.page.words(tokens).to_owned();
    Some((Side { name, id: None, country: None, span: Some(span), person: false, body: false }, last))
}

/// The first date behind a pair: since when they are twins, or when they became so.
fn date(desk: &Desk<'_, '_>, sentence: &Sentence, within: std::ops::Range<usize>, draft: &mut Draft) {
    for node in within {
        let Some(Mention::Value(value)) = sentence.nodes[node].mention else { continue };
        let Found::Date { edtf: Some(edtf), kind } = &desk.page.values[value].value else { continue };
        if *kind != DateKind::Comparison {
            draft.push(Role::When, Value::When(*edtf), Some(sentence.nodes[node].span), "pair");
            if *kind != DateKind::Since {
                draft.stage = Some(Stage::Done);
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use model::{Document, Form};

    fn twins(text: &str) -> Vec<String> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let statements = reader.read(&Document::from_text(text.to_owned()));
        let twins = statements.iter().filter(|one| one.form() == Some(Form::Twinning));
        twins.map(|one| one.args().iter().map(|arg| arg.value.to_string()).collect::<Vec<_>>().join(", ")).collect()
    }

    #[test]
    fn each_pair_of_a_list_is_a_twinning_of_its_own() {
        assert_eq!(
            twins("Twin towns: Riga – Busan (1992), Turku – Donghae (1991)."),
            ["Riga (LV-RIX), Busan (KR-26), 1992", "Turku, Donghae, 1991"]
        );
        assert_eq!(
            twins("Twinning ties link Volgograd with Coventry, and Riga with Turku."),
            ["Riga (LV-RIX), Turku", "Volgograd, Coventry"]
        );
        assert_eq!(twins("Trains: Riga – Busan (1992), Turku – Donghae (1991)."), Vec::<String>::new());
    }
}
