//! Phrases that name a flow, as the rules found them: which of them count, and what they are of.

use model::{Argument, Edtf, Form, Kind, Role};

use super::super::Desk;
use super::super::build::Draft;
use super::{anchor_span, figures};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// A short line that says who sold or bought: the heading of what follows ("Sold to Peru").
pub(super) fn title(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
    const LONGEST: usize = 7;
    let nodes = &desk.page.sentences[at].nodes;
    let first = nodes.first().filter(|_| nodes.len() <= LONGEST)?;
    let form = if first.is(desk.words.sell_verb) {
        Form::Exports
    } else if first.is(desk.words.buy_verb) {
        Form::Imports
    } else {
        return None;
    };
    Some(Draft { form: Some(form), ..Draft::new(Kind::Trade, at, 0, "statistics/list") })
}

/// True for a frame that single deals share: a sale, a shipment. Its rule asks for a side.
pub(super) fn is_deal(desk: &Desk<'_, '_>, frame: &Draft) -> bool {
    let rule = desk.reader.rules.iter().find(|rule| rule.id == frame.rule);
    rule.is_some_and(|rule| rule.needs.iter().any(|need| need.contains(&Role::From)))
}

/// True for a frame that only a rank measures: a partner, a customer.
pub(super) fn is_ranking(desk: &Desk<'_, '_>, frame: &Draft) -> bool {
    let rule = desk.reader.rules.iter().find(|rule| rule.id == frame.rule);
    rule.is_some_and(|rule| rule.needs.iter().any(|need| need.as_slice() == [Role::Rank]))
}

/// Sales make a flow where a stretch of time, a change or a share measures them; counted goods and contracts are supplies.
pub(super) fn is_flow(desk: &Desk<'_, '_>, at: usize, frame: &Draft, others: &[Draft], active: bool) -> bool {
    let sentence = &desk.page.sentences[at];
    let clause = sentence.nodes[frame.trigger].clause;
    let contract = sentence.nodes.iter().any(|node| node.is(desk.words.other_sum) && node.clause == clause);
    let verb = sentence.nodes[frame.trigger].is_verb();
    let acts = if frame.form == Some(Form::Imports) { Role::To } else { Role::From };
    // "It bought for 11 million": who was spoken of just before.
    let pronoun = active
        && sentence
            .children(frame.trigger, grammar::Relation::Nsubj)
            .any(|subject| sentence.nodes[subject].tag.upos == grammar::Upos::Pron);
    if verb && !frame.has(acts) && !pronoun {
        return false;
    }
    // "The company had sales of 2 million": nobody is said to have bought.
    if !verb && !active && !frame.has(Role::From) && !frame.has(Role::To) {
        return false;
    }
    let pieces = verb
        && figures::mentions(sentence).iter().any(|&(index, _, last)| {
            matches!(desk.page.values[index].value, Found::Number { .. })
                && figures::counts_what_follows(sentence, last)
        });
    let counted = pieces || others.iter().any(|other| other.kind == Kind::Supply && other.has(Role::Quantity));
    let stretch = |edtf: Edtf| !matches!(edtf, Edtf::Point(model::Point { day: Some(_), .. }));
    let measured = figures::mentions(sentence).iter().any(|&(index, ..)| match &desk.page.values[index].value {
        Found::Date { edtf, .. } => edtf.is_some_and(stretch),
        Found::Change { .. } | Found::Share { .. } | Found::Percent { .. } => true,
        _ => false,
    });
    !contract && !counted && (measured || active)
}

/// Drops frames that name no flow ("trade network") and draws those of one phrase together ("foreign trade turnover").
pub(super) fn tidy(desk: &Desk<'_, '_>, sentence: &Sentence, frames: &mut Vec<Draft>) {
    use grammar::Relation;
    let words = desk.words;
    let flow = [words.trade_noun, words.exports_noun, words.imports_noun, words.balance_noun, words.partner_noun];
    let mut at = 0;
    while at < frames.len() {
        let trigger = frames[at].trigger;
        let here = &sentence.nodes[trigger];
        let head =
            here.head.filter(|_| matches!(here.relation, Relation::Compound | Relation::Amod | Relation::NmodDesc));
        let Some(head) = head else {
            at += 1;
            continue;
        };
        let frame = frames.remove(at);
        if let Some(into) = frames.iter_mut().find(|other| other.trigger == head) {
            for arg in frame.args {
                into.push(arg.role, arg.value, anchor_span(arg.anchor), &arg.by);
            }
        } else if flow.iter().any(|&class| sentence.nodes[head].is(class)) {
            frames.insert(at, frame);
            at += 1;
        }
    }
    frames.sort_by_key(|frame| frame.trigger);
}

/// "export 16 million": before a figure the word names the flow, also where the tagger takes it for a verb.
pub(super) fn bare_heads(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, frames: &mut Vec<Draft>) {
    for (node, here) in sentence.nodes.iter().enumerate() {
        let form = match (here.is(desk.words.sell_verb), here.is(desk.words.buy_verb)) {
            (true, false) => Form::Exports,
            (false, true) => Form::Imports,
            _ => continue,
        };
        let figure = sentence.nodes.get(node + 1).and_then(|next| match next.mention {
            Some(Mention::Value(value)) => Some(&desk.page.values[value].value),
            _ => None,
        });
        let sum = matches!(figure, Some(Found::Money { .. } | Found::Number { .. }));
        let alone = !here.children.iter().any(|&child| {
            use grammar::Relation::{Aux, Mark, Nsubj};
            matches!(sentence.nodes[child].relation, Nsubj | Aux | Mark)
        });
        if here.is_verb() && sum && alone && frames.iter().all(|frame| frame.trigger != node) {
            frames.push(Draft { form: Some(form), ..Draft::new(Kind::Trade, at, node, "statistics/carried") });
        }
    }
}

/// "Mutual deliveries", "sales in both directions": turnover.
pub(super) fn mutual_deals(desk: &Desk<'_, '_>, sentence: &Sentence, frames: &mut [Draft]) {
    for frame in frames.iter_mut().filter(|frame| is_deal(desk, frame)) {
        let before = frame.trigger.checked_sub(1).map(|before| &sentence.nodes[before]);
        if before.is_some_and(|before| before.is(desk.words.joint)) {
            frame.form = Some(Form::Turnover);
            frame.rule = "statistics/mutual".to_owned();
            frame.args.retain(|arg| arg.role != Role::Item);
            for arg in &mut frame.args {
                if matches!(arg.role, Role::From | Role::To) {
                    arg.role = Role::Party;
                }
            }
        }
    }
}

/// "Exports of the province", "goods worth ...": words for a side, and the most general ones, are no goods.
pub(super) fn describes_side(desk: &Desk<'_, '_>, sentence: &Sentence, arg: &Argument) -> bool {
    let words = desk.words;
    let classes = [
        words.region_noun,
        words.country_noun,
        words.city_noun,
        words.side_noun,
        words.body_noun,
        words.worth,
        words.flow_word,
    ];
    let Some(span) = anchor_span(arg.anchor) else { return false };
    let head = sentence.nodes.iter().rfind(|node| span.contains(node.span));
    let whole = sentence.nodes.iter().filter(|node| span.contains(node.span)).count() == 1;
    head.is_some_and(|node| classes.iter().any(|&class| node.is(class)) || (whole && node.is(words.general_noun)))
}
