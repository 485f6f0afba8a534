//! Values and speakers attached to drafts: counts, sums, changes, shares, ranks and dates of the trigger's clause.

use grammar::{Relation, Upos};
use model::{Form, Kind, Role, Value};

use super::Desk;
use super::build::Draft;
use super::frame::{self, Slot};
use super::side::Side;
use super::speaker::Voice;
use super::thing::{self, Count, Thing, things};
use super::when;
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// Puts the clause's values on the draft.
pub(crate) fn values(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft, found: &[Thing]) {
    for thing in found {
        if let Some(count) = &thing.count {
            let value = Value::Quantity { value: count.value, unit: count.unit.clone(), approx: count.approx };
            draft.push(Role::Quantity, value, Some(count.span), "count");
        }
    }
    if matches!(draft.kind, Kind::Agreement | Kind::Meeting | Kind::Cooperation)
        && !draft.has(Role::Quantity)
        && let Some(thing) = things(desk, sentence, draft.trigger).into_iter().find(|thing| thing.node == draft.trigger)
        && let Some(count) = thing.count
    {
        let value = Value::Quantity { value: count.value, unit: count.unit, approx: count.approx };
        draft.push(Role::Quantity, value, Some(count.span), "count");
    }
    if draft.kind == Kind::Figure || draft.form == Some(Form::Twinning) {
        counted_sides(desk, sentence, draft);
    }
    let near = in_clause(sentence, draft.trigger);
    for &(index, node) in &near {
        let mention = &desk.page.values[index];
        let span = desk.page.span(mention.tokens.clone());
        let (role, value) = match &mention.value {
            Found::Money { value, currency, approx, .. } if money_fits(sentence, draft, node) => {
                (Role::Amount, Value::Amount { value: *value, currency: currency.clone(), approx: *approx })
            }
            Found::Measure { value, unit, approx, .. }
                if weighs(sentence, draft, node)
                    && (!draft.has(Role::Quantity) || weighs_too(desk, sentence, draft, node, unit)) =>
            {
                (Role::Quantity, Value::Quantity { value: *value, unit: unit.clone(), approx: *approx })
            }
            // "Bought lathes, expanding its fleet": what another clause tells of is not what was bought.
            Found::Change { percent: None, by_verb: true, .. } if !same_clause(sentence, draft.trigger, node) => {
                continue;
            }
            Found::Change { percent, direction, .. } if measurable(draft.kind) => {
                (Role::Change, Value::Change { percent: *percent, direction: *direction })
            }
            Found::Percent { value, approx } if draft.kind == Kind::Trade => {
                (Role::Share, Value::Share { percent: *value, approx: *approx })
            }
            Found::Share { percent, approx } if matches!(draft.kind, Kind::Trade) => {
                (Role::Share, Value::Share { percent: *percent, approx: *approx })
            }
            Found::Rank { value, top } if matches!(draft.kind, Kind::Trade | Kind::Figure) => {
                (Role::Rank, Value::Rank { value: *value, top: *top })
            }
            _ => continue,
        };
        let single = matches!(role, Role::Amount | Role::Change | Role::Share | Role::Rank) && draft.has(role);
        if !single {
            draft.push(role, value, Some(span), "clause");
        }
    }
    when::when(desk, sentence, draft, &near);
}

/// "With 14 provinces of Finland", "between 20 towns": how many the sides are, where nothing else is counted.
fn counted_sides(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft) {
    let sides = [desk.words.case_between, desk.words.case_with].into_iter();
    let trigger = draft.trigger;
    let nodes = sides.flat_map(|class| frame::fill(sentence, &desk.words.cases, trigger, Slot::Adposition(class)));
    for node in nodes {
        let here = &sentence.nodes[node];
        if draft.has(Role::Quantity) || here.mention.is_some() || !here.is_nominal() {
            continue;
        }
        let unit = thing::tidy(desk.page.words(here.tokens.clone()));
        if let Some(count) = thing::count(desk, sentence, node, &unit) {
            let value = Value::Quantity { value: count.value, unit: count.unit, approx: count.approx };
            draft.push(Role::Quantity, value, Some(count.span), "count");
        }
    }
}

fn same_clause(sentence: &Sentence, trigger: usize, node: usize) -> bool {
    sentence.nodes[trigger].clause == sentence.nodes[node].clause || sentence.under(trigger, node)
}

/// "36 containers of plums, some 900 tonnes": behind a comma or in brackets the weight of what is counted.
fn weighs_too(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &Draft, node: usize, unit: &str) -> bool {
    let parted = node.checked_sub(1).is_some_and(|before| {
        let before = &sentence.nodes[before];
        before.tag.upos == grammar::Upos::Punct && before.tokens.start > sentence.nodes[draft.trigger].tokens.start
    });
    let near = !sentence.nodes[draft.trigger.min(node)..node].iter().any(|between| between.lemma == ";");
    let counted = near
        && draft.kind == Kind::Supply
        && draft.of(Role::Quantity).count() == 1
        && draft
            .of(Role::Quantity)
            .all(|arg| matches!(&arg.value, Value::Quantity { unit, .. } if !super::ellipsis::of_goods(desk, unit)));
    parted && counted && super::ellipsis::of_goods(desk, unit) && things(desk, sentence, node).is_empty()
}

fn measurable(kind: Kind) -> bool {
    matches!(kind, Kind::Trade | Kind::Supply)
}

/// Goods are measured anywhere in the clause, what is made or shared where the measure hangs on it: "a road, 14 kilometres".
fn weighs(sentence: &Sentence, draft: &Draft, node: usize) -> bool {
    const LINKS_MAX: usize = 2;
    let below = || sentence.under(node, draft.trigger) && sentence.distance(node, draft.trigger) <= LINKS_MAX;
    draft.kind == Kind::Supply || (matches!(draft.kind, Kind::Cooperation | Kind::Production) && below())
}

/// A sum belongs to a flow of trade in its clause; elsewhere it must hang on the trigger or what the trigger governs.
fn money_fits(sentence: &Sentence, draft: &Draft, node: usize) -> bool {
    const LINKS_MAX: usize = 4;
    draft.kind == Kind::Trade || sentence.distance(node, draft.trigger) <= LINKS_MAX
}

/// The values (index, node) that stand in the trigger's clause or below the trigger, nearest first by links, then by place.
pub(crate) fn in_clause(sentence: &Sentence, trigger: usize) -> Vec<(usize, usize)> {
    let clause = sentence.nodes[trigger].clause;
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (node, here) in sentence.nodes.iter().enumerate() {
        let index = match (here.mention, here.inside) {
            (Some(Mention::Value(index)), _) => index,
            (_, Some(index)) => index,
            _ => continue,
        };
        if out.iter().any(|&(have, _)| have == index) {
            continue;
        }
        if here.clause == clause || sentence.under(node, trigger) {
            out.push((index, node));
        }
    }
    out.sort_by_key(|&(_, node)| (node.abs_diff(trigger), node));
    out
}

/// The date of a dateline is when it was reported, not when it happened: an agency's name follows it.
pub(crate) fn in_dateline(desk: &Desk<'_, '_>, index: usize) -> bool {
    const NEAR: u32 = 4;
    let end = desk.page.values[index].tokens.end;
    desk.page
        .names
        .mentions
        .iter()
        .any(|mention| mention.by == "dateline" && (end..end + NEAR).contains(&mention.tokens.start))
}

/// The sentence's speaker, for what lies within the words said; offices in the document's own words have none.
pub(crate) fn speaker(desk: &Desk<'_, '_>, draft: &mut Draft) {
    let Some(Some(voice)) = desk.speakers.get(draft.sentence) else { return };
    let sentence = &desk.page.sentences[draft.sentence];
    let quoted = desk.page.quoted(sentence.nodes[draft.trigger].span).is_some();
    if draft.kind == Kind::Office && !quoted {
        return;
    }
    let (side, word) = of_trigger(sentence, voice, draft.trigger);
    if let Some(word) = word.filter(|_| !quoted) {
        let matter = within(sentence, draft.trigger, word);
        let verb = sentence.nodes[word].is_verb();
        if matter == Some(false) || (draft.kind == Kind::Meeting && matter.is_none() && verb) {
            told_by_one(sentence, draft, side);
            return;
        }
    }
    let inside = side.span.filter(|span| sentence.span.contains(*span));
    draft.push(
        Role::Speaker,
        Value::Name { name: side.name.clone(), id: side.id.clone() },
        inside,
        if inside.is_some() { "speech" } else { "context" },
    );
}

/// "She told reporters after the talks with the ambassador": who tells of talks with somebody took part in them.
fn told_by_one(sentence: &Sentence, draft: &mut Draft, side: &Side) {
    let talks = draft.kind == Kind::Meeting && draft.form == Some(Form::Talks);
    let here = side.span.is_some_and(|span| sentence.span.contains(span));
    if talks && here && side.person && draft.of(Role::Party).count() == 1 {
        draft.push_side(Role::Party, side, "speech");
    }
}

/// Whose words a trigger is among, where the sentence names several speakers: who brings it, else who stands in its part of
/// the sentence, else the first.
fn of_trigger<'v>(sentence: &Sentence, voice: &'v Voice, trigger: usize) -> (&'v Side, Option<usize>) {
    let all = || voice.also.iter().map(|(side, word)| (side, *word));
    let Some(first) = voice.word else { return (&voice.side, None) };
    let every = || std::iter::once((&voice.side, first)).chain(all());
    let brings = every().rfind(|(_, word)| within(sentence, trigger, *word) == Some(true));
    let parted = |word: usize| {
        let (from, to) = (word.min(trigger), word.max(trigger));
        sentence.nodes[from..to].iter().any(|node| node.lemma == ";")
    };
    let (side, word) = brings.or_else(|| every().find(|(_, word)| !parted(*word))).unwrap_or((&voice.side, first));
    (side, Some(word))
}

/// Whether a trigger lies within what a verb of speech brings: true under its clause, false beside it ("at the meeting the
/// minister said", "the lifts were old, and the ministry said"); `None` where the links do not tell.
fn within(sentence: &Sentence, trigger: usize, word: usize) -> Option<bool> {
    if !sentence.nodes[word].is_verb() {
        return None;
    }
    if aside(sentence, word) && sentence.nodes[trigger].clause != word {
        return Some(true);
    }
    if !sentence.under(trigger, word) {
        let coordinated = sentence.nodes[word].relation == Relation::Conj;
        return if coordinated { Some(false) } else { sentence.under(word, trigger).then_some(true) };
    }
    let below = sentence.ancestors(trigger).take_while(|&node| node != word).last()?;
    match sentence.nodes[below].relation {
        Relation::Ccomp | Relation::Xcomp | Relation::Parataxis | Relation::Csubj => Some(true),
        // "Opening the fair, she said ..."; behind the verb the parser often takes what is said for an adverbial.
        _ if below < word => Some(false),
        _ => None,
    }
}

/// "..., the minister said, ...", "..., Berg told reporters.": between marks a verb of speech brings what stands around it, wherever
/// the links hang it.
fn aside(sentence: &Sentence, word: usize) -> bool {
    const LONGEST: usize = 9;
    const AFTER: usize = 5;
    let nodes = &sentence.nodes;
    let mark = |node: usize| nodes[node].tag.upos == Upos::Punct;
    let closed = (word + 1..nodes.len().min(word + 1 + AFTER))
        .take_while(|&node| !nodes[node].is_verb() && nodes[node].tag.upos != Upos::Sconj && nodes[node].lemma != ":")
        .any(mark)
        || word + 1 == nodes.len();
    let opened = (word.saturating_sub(LONGEST)..word).rev().find(|&node| mark(node));
    closed
        && opened.is_some_and(|mark| {
            mark > 2
                && mark + 1 < word
                && matches!(nodes[mark].lemma.as_str(), "," | "–" | "—" | "-")
                && nodes[mark + 1].tag.upos != Upos::Adp
                && nodes[mark + 1..word]
                    .iter()
                    .all(|node| !node.is_verb() && !matches!(node.tag.upos, Upos::Cconj | Upos::Sconj | Upos::Punct))
        })
}

/// Items with counts of their own become statements of their own; what is not counted stays together.
pub(crate) fn split(draft: Draft, found: &[Thing]) -> Vec<Draft> {
    let mut counts: Vec<&Count> = Vec::new();
    for count in found.iter().filter_map(|thing| thing.count.as_ref()) {
        if !counts.contains(&count) {
            counts.push(count);
        }
    }
    let shared = counts.len() == 1 && found.iter().all(|thing| thing.count.is_some());
    if counts.is_empty() || shared || !matches!(draft.kind, Kind::Supply | Kind::Production) {
        return vec![draft];
    }
    let without = |draft: &Draft| {
        let mut rest = draft.clone();
        rest.args.retain(|arg| !matches!(arg.role, Role::Item | Role::Quantity));
        rest
    };
    let mut out = Vec::new();
    for count in std::iter::once(None).chain(counts.into_iter().map(Some)) {
        let mut one = without(&draft);
        for thing in found.iter().filter(|thing| thing.count.as_ref() == count) {
            one.push(Role::Item, Value::Text(thing.text.clone()), Some(thing.span), "list");
        }
        if let Some(count) = count {
            let value = Value::Quantity { value: count.value, unit: count.unit.clone(), approx: count.approx };
            one.push(Role::Quantity, value, Some(count.span), "count");
        }
        if one.has(Role::Item) {
            out.push(one);
        }
    }
    out
}
