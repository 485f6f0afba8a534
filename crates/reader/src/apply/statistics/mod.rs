//! Measured flows of trade: a ledger that runs over the document and gives each figure its flow, sides, unit and time.
//!
//! Rules of the kind `trade` find the phrases that name a flow and its sides (frames); the figures of the sentence are dealt out
//! among them here, and what a sentence leaves unsaid ("exports made 3 million of it", "against 75 a year before") comes from the flow
//! carried on from the sentences before it.

mod dates;
mod entries;
mod figures;
mod flow;
mod frames;
mod gate;
mod items;
mod list;
mod sides;
mod table;
#[cfg(test)]
mod tests;
mod unit;

use model::{Edtf, Form, Kind, Role, Span, Stage, Value};

use super::build::Draft;
use super::side::Side;
use super::{Desk, attach, stage};
use crate::page::Sentence;
pub(crate) use dates::shift;
use entries::Entry;
use figures::Figure;
pub(super) use figures::counts_what_follows;
use flow::Flow;
use frames::{bare_heads, describes_side, mutual_deals, tidy};
use unit::Unit;

/// How many sentences a flow is carried on.
const CARRY: usize = 3;

/// How many sentences back a word like "total" or "target" still points.
const RECALL: usize = 12;

/// What has been said of trade so far.
#[derive(Default)]
pub(crate) struct Ledger {
    /// Rows of tables, in order.
    rows: Vec<table::Row>,
    /// The flow that was spoken of last.
    flow: Option<Flow>,
    /// The unit that a heading names for the bare figures below it.
    legend: Option<Unit>,
    /// The unit of the last sum.
    unit: Option<Unit>,
    /// Brackets hold indices of 100.
    indexed: bool,
    /// The flow is near enough to be meant where none is named.
    active: bool,
    /// A word points back to the trade as a whole.
    recalled: bool,
    /// The last flow in both directions.
    turnover: Option<Flow>,
    /// The last statement of a sum.
    last: Option<Draft>,
    /// The first flow measured.
    main: Option<Flow>,
    /// The stretch of time that the document's heading names.
    heading: Option<Edtf>,
    /// The document speaks of trade at all.
    trades: bool,
}

impl Ledger {
    pub fn new(desk: &Desk<'_, '_>) -> Ledger {
        let words = desk.words;
        let flow = [words.trade_noun, words.exports_noun, words.imports_noun];
        let trades = desk.page.sentences.iter().any(|sentence| flow.iter().any(|&class| sentence.has(class)));
        let rows = if trades { table::rows(desk.page.document.text.as_str()) } else { Vec::new() };
        let heading = if trades { dates::heading(desk) } else { None };
        Ledger { trades, rows, heading, ..Ledger::default() }
    }

    /// The statements of trade of one sentence. `frames` are what the rules found, without figures; `others` the drafts of other
    /// kinds, whose figures are taken.
    pub fn read(&mut self, desk: &Desk<'_, '_>, at: usize, mut frames: Vec<Draft>, others: &[Draft]) -> Vec<Draft> {
        let sentence = &desk.page.sentences[at];
        if self.trades {
            self.take_legend(desk, at);
        }
        let back = sentence.has(desk.words.flow_word)
            && sentence.nodes.iter().any(|node| node.is(desk.words.flow_word) && node.tag.upos == grammar::Upos::Noun);
        self.active = self.flow.as_ref().is_some_and(|flow| {
            // Lines of a table stand apart.
            at - flow.at <= CARRY && (self.legend.is_some() || near(desk, flow.at, at))
        });
        // A paragraph about another region has flows of its own.
        let apart = |flow: &Flow| desk.topic_at(flow.at).sides != desk.topic_at(at).sides;
        self.active = self.active && !self.flow.as_ref().is_some_and(apart);
        let back = (back || wishes(desk, sentence)) && !self.turnover.as_ref().is_some_and(apart);
        self.recalled = back && self.turnover.as_ref().is_some_and(|flow| at - flow.at <= RECALL);
        bare_heads(desk, at, sentence, &mut frames);
        tidy(desk, sentence, &mut frames);
        mutual_deals(desk, sentence, &mut frames);
        if let Some(drafts) = table::read(self, desk, at, &frames) {
            return drafts;
        }
        if let Some(drafts) = list::read(self, desk, at, &frames) {
            return drafts;
        }
        let heads: Vec<usize> = frames.iter().map(|frame| frame.trigger).collect();
        let figures = figures::figures(desk, self, sentence, &heads);
        let mut entries = entries::group(desk, sentence, &figures, &frames);
        entries.retain(|entry| self.admits(desk, at, &figures, entry, &frames, others));
        if entries.is_empty() {
            self.mention(desk, at, &frames);
            return Vec::new();
        }
        self.drafts(desk, at, &figures, &entries, &frames)
    }

    fn drafts(
        &mut self,
        desk: &Desk<'_, '_>,
        at: usize,
        figures: &[Figure],
        entries: &[Entry],
        frames: &[Draft],
    ) -> Vec<Draft> {
        let sentence = &desk.page.sentences[at];
        let kept = self.carried().and_then(|flow| flow.when).map(|(edtf, _)| edtf);
        let kept = kept.or(self.heading);
        let dates = dates::assign(desk, sentence, entries, &dates::dates(desk, sentence), kept);
        let mut out: Vec<Draft> = Vec::new();
        let mut before: Option<Flow> = None;
        for (index, entry) in entries.iter().enumerate() {
            let mut draft = self.start(desk, at, entry, figures, frames, before.as_ref());
            for &figure in &entry.figures {
                let figure = &figures[figure];
                draft.push(figure.role(), figure.value.clone(), Some(figure.span), figure.by);
            }
            let segment = segment(entries, index, sentence.nodes.len());
            let part = segment.clone();
            let carried = self.carried();
            let near = sides::near(desk, at, sentence, segment, before.as_ref(), carried);
            sides::settle(desk, &mut draft, &near);
            let share = draft.has(Role::Share) && !draft.has(Role::Amount);
            items::of_sum(desk, sentence, &mut draft, entry);
            if share {
                sides::narrow(desk, at, sentence, part, &mut draft);
                items::of_share(desk, sentence, &mut draft, entry);
            }
            if !sound(desk, &draft) {
                continue;
            }
            self.date(desk, sentence, &mut draft, entry, dates[index]);
            attach::speaker(desk, &mut draft);
            let owner = sides::owner(desk, sentence, &draft, &near);
            let flow = Flow::of(desk, &draft, owner);
            if !entry.compared {
                before = Some(flow);
            }
            if let Some(whole) = self.restated(desk, at, entry, &draft) {
                draft = whole;
            }
            out.push(draft);
        }
        self.keep(desk, &out, before);
        out
    }

    /// "This is 7 per cent less than before": a change that belongs to the sum of the sentence before.
    fn restated(&self, desk: &Desk<'_, '_>, at: usize, entry: &Entry, draft: &Draft) -> Option<Draft> {
        let last = self.last.as_ref().filter(|last| last.sentence + 1 == at && !last.has(Role::Change))?;
        let own = draft.of(Role::When).any(|arg| arg.anchor != model::Anchor::Context);
        let pronoun = desk.page.sentences[at].nodes.first().is_some_and(|node| node.is(desk.words.flow_word));
        if entry.frame.is_some() || !draft.has(Role::Change) || draft.has(Role::Amount) || own || !pronoun {
            return None;
        }
        let mut whole = Draft { sentence: at, trigger: draft.trigger, ..last.clone() };
        for arg in draft.of(Role::Change) {
            whole.push(Role::Change, arg.value.clone(), anchor_span(arg.anchor), &arg.by);
        }
        Some(whole)
    }

    /// A draft with the flow and sides that the words of the entry's flow name, else of the flow before it.
    fn start(
        &self,
        desk: &Desk<'_, '_>,
        at: usize,
        entry: &Entry,
        figures: &[Figure],
        frames: &[Draft],
        before: Option<&Flow>,
    ) -> Draft {
        let sentence = &desk.page.sentences[at];
        let trigger = figures[entry.figures[0]].first;
        if let Some(frame) = entry.frame {
            let mut draft = frames[frame].clone();
            draft.args.retain(|arg| arg.role != Role::Item || !describes_side(desk, sentence, arg));
            return draft;
        }
        let mut draft = Draft::new(Kind::Trade, at, trigger, "statistics/carried");
        let aims = matches!(
            stage::stage(&desk.words.stages, sentence, trigger, Kind::Trade),
            Stage::Planned | Stage::Needed | Stage::Discussed
        );
        // A target is one of the whole trade where that has been spoken of.
        let whole = self.turnover.as_ref().filter(|flow| before.is_none() && aims && at - flow.at <= 2 * CARRY);
        let flow = whole.or(before).or(self.carried());
        draft.form = flow.map_or(Some(Form::Turnover), |flow| flow.form);
        let turned = flow.filter(|_| sentence.nodes.iter().any(|node| node.is(desk.words.opposite))).map(Flow::turned);
        draft.form = turned.as_ref().map_or(draft.form, |flow| flow.form);
        if let Some(flow) = turned.as_ref().or(flow) {
            for arg in &flow.items {
                draft.push(Role::Item, arg.value.clone(), None, "flow");
            }
            for (role, sides) in [(Role::From, &flow.from), (Role::To, &flow.to)] {
                for side in sides {
                    draft.push_side(role, &Side { span: None, ..side.clone() }, "flow");
                }
            }
        }
        draft
    }

    /// The time of an entry, and whether it is still to come.
    fn date(
        &self,
        desk: &Desk<'_, '_>,
        sentence: &Sentence,
        draft: &mut Draft,
        entry: &Entry,
        found: Option<(Edtf, Option<Span>)>,
    ) {
        let published = desk.page.document.published;
        let stages =
            [draft.trigger, entry.first].map(|node| stage::stage(&desk.words.stages, sentence, node, Kind::Trade));
        let planned = stages.iter().any(|stage| matches!(stage, Stage::Planned | Stage::Needed));
        let past =
            found.is_some_and(|(edtf, _)| published.is_some_and(|now| edtf.last_day().is_some_and(|day| day < now)));
        let future = found.is_some_and(|(edtf, _)| {
            let wished = stages.iter().any(|stage| matches!(stage, Stage::Discussed | Stage::Offered));
            let end = edtf.last_day().filter(|_| wished).or(edtf.first_day());
            published.is_some_and(|now| end.is_some_and(|day| day > now))
        });
        if !entry.compared && ((planned && !past) || future) {
            draft.stage = Some(Stage::Planned);
        } else {
            draft.stage = None;
        }
        let carried = || {
            let flow = self.flow.as_ref().filter(|_| self.active && draft.stage.is_none() && !draft.has(Role::Rank))?;
            let same = desk.page.sentences[flow.at].paragraph == desk.page.sentences[draft.sentence].paragraph;
            flow.when.filter(|_| same).map(|(edtf, _)| (edtf, None))
        };
        let heading = || self.heading.filter(|_| draft.stage.is_none() && !entry.compared).map(|edtf| (edtf, None));
        if let Some((edtf, span)) = found.or_else(carried).or_else(heading) {
            draft.push(Role::When, Value::When(edtf), span, "date");
        }
    }
}

/// The nodes that belong to an entry alone: from the entry before to the entry after.
fn segment(entries: &[Entry], index: usize, end: usize) -> std::ops::Range<usize> {
    let from = index.checked_sub(1).map_or(0, |before| entries[before].last + 1);
    let to = entries.get(index + 1).map_or(end, |after| after.first);
    from.min(to)..to
}

/// A sum that is wished for, planned or expected: targets seldom name the flow again.
fn wishes(desk: &Desk<'_, '_>, sentence: &Sentence) -> bool {
    let words = desk.words;
    let other = [words.goods, words.plant_noun, words.hub_noun, words.joint_venture_noun];
    if sentence.nodes.iter().any(|node| other.iter().any(|&class| node.is(class)) && node.mention.is_none()) {
        return false;
    }
    figures::mentions(sentence).into_iter().any(|(index, first, _)| {
        matches!(desk.page.values[index].value, crate::values::Found::Money { .. })
            && matches!(
                stage::stage(&desk.words.stages, sentence, first, Kind::Trade),
                Stage::Planned | Stage::Needed | Stage::Discussed
            )
    })
}

/// In the same paragraph, or the next.
fn near(desk: &Desk<'_, '_>, before: usize, at: usize) -> bool {
    let sentences = &desk.page.sentences;
    sentences[at].paragraph.saturating_sub(sentences[before].paragraph) <= 1
}

fn anchor_span(anchor: model::Anchor) -> Option<Span> {
    match anchor {
        model::Anchor::Words(span) => Some(span),
        model::Anchor::Context => None,
    }
}

/// True where the draft has what its rule needs, and its sides are not the same.
fn sound(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let measured = |role: Role| draft.of(role).any(|arg| !matches!(arg.value, Value::Change { percent: None, .. }));
    let rule = desk.reader.rules.iter().find(|rule| rule.id == draft.rule);
    let met = rule.is_none_or(|rule| rule.needs.iter().all(|need| need.iter().any(|&role| measured(role))));
    met && !super::build::contrary(draft)
}

/// True where a draft of another kind only says again what a measured flow says: the same sum, of the same words.
pub(crate) fn repeats(trade: &Draft, other: &Draft) -> bool {
    matches!(other.kind, Kind::Supply | Kind::Cooperation)
        && trade.of(Role::Amount).any(|sum| other.of(Role::Amount).any(|again| again.value == sum.value))
        && trade.trigger == other.trigger
}
