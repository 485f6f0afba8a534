//! Which figures measure a flow where their sentence names none, and which are of something else.

use grammar::{Relation, Upos};
use model::{Decimal, Role, Value};

use super::super::Desk;
use super::super::build::Draft;
use super::Ledger;
use super::entries::{self, Entry};
use super::figures::{self, Figure};
use super::frames::{is_deal, is_flow};
use crate::page::{Mention, Sentence};
use crate::values::Found;

impl Ledger {
    /// True where an entry measures a flow: the sentence names one, or the one carried on is still meant.
    pub(super) fn admits(
        &self,
        desk: &Desk<'_, '_>,
        at: usize,
        figures: &[Figure],
        entry: &Entry,
        frames: &[Draft],
        others: &[Draft],
    ) -> bool {
        let sentence = &desk.page.sentences[at];
        let told = entry.figures.iter().map(|&index| &figures[index]).find(|figure| !figure.is_bare_move());
        let figure = told.unwrap_or(&figures[entry.figures[0]]);
        let role = figure.role();
        if let Some(frame) = entry.frame {
            let frame = &frames[frame];
            return !is_deal(desk, frame)
                || (sold_so(desk, sentence, figure, frame) && is_flow(desk, at, frame, others, self.active));
        }
        let taken = others.iter().any(|draft| draft.of(role).any(|arg| arg.value == figure.value));
        let foreign = sentence.has(desk.words.other_sum);
        let counted = role != Role::Amount && figures::counted_before(desk, sentence, figure.first);
        if counted || self.other_money(figures, figure) || taken || foreign || figure.is_bare_move() {
            return false;
        }
        let amount = entry.figures.iter().any(|&index| figures[index].role() == Role::Amount);
        if self.carried().is_none() {
            return amount && (valued(desk, at) || self.opens(desk, at));
        }
        let back = match role {
            Role::Share => entries::points_back(desk, sentence, figure) || self.named(desk, at, entry),
            Role::Rank => self.named(desk, at, entry),
            _ => true,
        };
        back && ((amount && (self.active || self.recalled)) || self.points_back(desk, at, entry))
    }

    /// Small sums, and sums in another currency than the flow's, are of something else: rates, fees.
    fn other_money(&self, figures: &[Figure], figure: &Figure) -> bool {
        const LEAST: i64 = 10_000;
        let Value::Amount { value, currency, .. } = &figure.value else { return false };
        let other = |have: &Figure| matches!(&have.value, Value::Amount { currency: code, .. } if code != currency);
        value.abs() < Decimal::from(LEAST)
            || figures.iter().any(other)
            || ((self.active || self.recalled) && self.unit.as_ref().is_some_and(|unit| unit.currency != *currency))
    }

    /// The clause has a noun that points back to the flow: "figure", "part".
    fn named(&self, desk: &Desk<'_, '_>, at: usize, entry: &Entry) -> bool {
        let nodes = &desk.page.sentences[at].nodes;
        let clause = nodes[entry.first].clause;
        nodes.iter().any(|node| node.clause == clause && node.is(desk.words.flow_word) && node.tag.upos == Upos::Noun)
    }

    /// A change, share or rank without a flow is one of the flow before where a word points back to it, or nothing else is named.
    fn points_back(&self, desk: &Desk<'_, '_>, at: usize, entry: &Entry) -> bool {
        let sentence = &desk.page.sentences[at];
        let nodes = &sentence.nodes;
        let clause = nodes[entry.first].clause;
        let subjects = (0..nodes.len()).filter(|&node| {
            nodes[node].clause == clause && matches!(nodes[node].relation, Relation::Nsubj | Relation::NsubjPass)
        });
        let words = desk.words;
        subjects.into_iter().all(|node| {
            let here = &nodes[node];
            let named = here.mention.is_some() || here.inside.is_some();
            named || here.is(words.flow_word) || here.is(words.we) || here.tag.upos == Upos::Pron
        }) && !nodes.iter().any(|node| node.is(words.goods) && node.mention.is_none())
    }

    /// A place that climbs to, comes down to or stands at a sum.
    fn level(&self, desk: &Desk<'_, '_>, at: usize) -> bool {
        let sentence = &desk.page.sentences[at];
        (0..sentence.nodes.len()).filter(|&node| sentence.nodes[node].is(desk.words.level_verb)).any(|verb| {
            sentence.children(verb, Relation::Nsubj).any(
                |subject| matches!(sentence.nodes[subject].mention, Some(Mention::Name(name)) if desk.is_place(name)),
            )
        })
    }

    /// In a document on trade a sum with a stretch of time, and nothing else that it could be of, measures the flow: "Eighty
    /// million dollars last year."
    fn opens(&self, desk: &Desk<'_, '_>, at: usize) -> bool {
        let nodes = &desk.page.sentences[at].nodes;
        let ours = desk.page.sentences[at].has(desk.words.we) || self.level(desk, at);
        let verb = nodes.iter().any(|node| node.is_verb() && !node.is(desk.words.speech));
        let goods = nodes.iter().any(|node| node.is(desk.words.goods) && node.mention.is_none());
        let dated = nodes.iter().any(|node| {
            matches!(node.mention, Some(Mention::Value(value))
                if matches!(desk.page.values[value].value, Found::Date { edtf: Some(_), .. }))
        });
        self.trades && (dated || self.level(desk, at)) && !goods && (ours || !verb) && desk.topic_at(at).sides.len() > 1
    }
}

/// A verb of selling or buying has sums of its own; a share must be of what is sold: "a third of all that the region sells".
fn sold_so(desk: &Desk<'_, '_>, sentence: &Sentence, figure: &Figure, frame: &Draft) -> bool {
    const REACH: usize = 7;
    if !sentence.nodes[frame.trigger].is_verb() {
        return true;
    }
    match figure.role() {
        Role::Share => {
            figure.last < frame.trigger
                && frame.trigger - figure.last <= REACH
                && figures::whole_follows(desk, sentence, figure.last)
                && !sentence.nodes[figure.last + 1..frame.trigger].iter().any(|node| node.is_verb())
        }
        Role::Amount => figure.by != "carried unit",
        _ => true,
    }
}

/// Two countries and a word of worth, and no goods: "two million euros' worth passed the border of X and Y".
fn valued(desk: &Desk<'_, '_>, at: usize) -> bool {
    let nodes = &desk.page.sentences[at].nodes;
    let worth = desk.page.sentences[at].has(desk.words.worth);
    let goods = nodes.iter().any(|node| node.is(desk.words.goods) && !node.is(desk.words.general_noun));
    worth && !goods && desk.countries_near(at).len() > 1
}
