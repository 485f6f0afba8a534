//! Measured flows of trade: a ledger that runs over the document and gives each figure its flow, sides, unit and time.
//!
//! Rules of the kind `trade` find the phrases that name a flow and its sides (frames); the figures of the sentence are dealt out
//! among them here, and what a sentence leaves unsaid ("of them exports 2.9", "against 260 a year before") comes from the flow
//! carried on from the sentences before it.

mod dates;
mod entries;
mod figures;
mod items;
mod list;
mod sides;
mod table;
#[cfg(test)]
mod tests;
mod unit;

use model::{Argument, Edtf, Form, Kind, Role, Span, Stage, Value};

use super::build::{Draft, side_of};
use super::side::Side;
use super::{Desk, attach, stage};
use crate::page::Sentence;
use crate::values::Found;
use entries::Entry;
use figures::Figure;
use unit::Unit;

/// How many sentences a flow is carried on.
const CARRY: usize = 3;

/// How many sentences back a word like "total" or "target" still points.
const RECALL: usize = 12;

/// A flow of trade that has been spoken of.
#[derive(Clone, Debug)]
struct Flow {
    form: Option<Form>,
    parties: Vec<Side>,
    from: Vec<Side>,
    to: Vec<Side>,
    /// The side whose exports and imports are spoken of.
    owner: Option<Side>,
    items: Vec<Argument>,
    when: Option<(Edtf, Option<Span>)>,
    at: usize,
}

impl Flow {
    fn sides(&self) -> impl Iterator<Item = &Side> {
        self.owner.iter().chain(&self.parties).chain(&self.from).chain(&self.to)
    }

    fn of(desk: &Desk<'_, '_>, draft: &Draft, owner: Option<Side>) -> Flow {
        // A firm's flow is its own; what goes on is that of the places.
        let all = |role: Role| {
            draft.of(role).filter_map(|arg| side_of(desk, &arg.value)).filter(|side| !side.body || side.id.is_some()).collect()
        };
        let when = draft.of(Role::When).find_map(|arg| match (&arg.value, arg.anchor) {
            (Value::When(edtf), model::Anchor::Words(span)) => Some((*edtf, Some(span))),
            (Value::When(edtf), model::Anchor::Context) => Some((*edtf, None)),
            _ => None,
        });
        Flow {
            form: draft.form,
            parties: all(Role::Party),
            from: all(Role::From),
            to: all(Role::To),
            owner,
            items: draft.of(Role::Item).cloned().collect(),
            when,
            at: draft.sentence,
        }
    }
}

/// What has been said of trade so far.
#[derive(Default)]
pub(crate) struct Ledger {
    /// Rows of tables, in order.
    rows: Vec<table::Row>,
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
    /// The document speaks of trade at all.
    trades: bool,
}

impl Ledger {
    pub fn new(desk: &Desk<'_, '_>) -> Ledger {
        let words = desk.words;
        let flow = [words.trade_noun, words.exports_noun, words.imports_noun];
        let trades =
            desk.page.sentences.iter().any(|sentence| {
                sentence.nodes.iter().any(|node| flow.iter().any(|&class| node.is(class)))
            });
        let rows = if trades { table::rows(desk.page.document.text.as_str()) } else { Vec::new() };
        Ledger { trades, rows, ..Ledger::default() }
    }

    /// The statements of trade of one sentence. `frames` are what the rules found, without figures; `others` the drafts of other
    /// kinds, whose figures are taken.
    pub fn read(&mut self, desk: &Desk<'_, '_>, at: usize, mut frames: Vec<Draft>, others: &[Draft]) -> Vec<Draft> {
        let sentence = &desk.page.sentences[at];
        if self.trades {
            self.take_legend(desk, at);
        }
        let back = sentence.nodes.iter().any(|node| node.is(desk.words.flow_word) && node.tag.upos == grammar::Upos::Noun);
        self.active = self.flow.as_ref().is_some_and(|flow| {
            // Lines of a table stand apart.
            at - flow.at <= CARRY && (self.legend.is_some() || near(desk, flow.at, at))
        });
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
        let kept = kept.or_else(|| heading(desk));
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

    /// "That is 22 per cent less than a year ago": a change that belongs to the sum of the sentence before.
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
        let mut draft = new(at, trigger, "statistics/carried");
        let aims = matches!(
            stage::stage(&desk.words.stages, sentence, trigger, Kind::Trade),
            Stage::Planned | Stage::Needed | Stage::Discussed
        );
        // A target is one of the whole trade where that has been spoken of.
        let whole = self.turnover.as_ref().filter(|flow| before.is_none() && aims && at - flow.at <= 2 * CARRY);
        let flow = whole.or(before).or(self.carried());
        draft.form = flow.map_or(Some(Form::Turnover), |flow| flow.form);
        if let Some(flow) = flow {
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
        let stages = [draft.trigger, entry.first].map(|node| stage::stage(&desk.words.stages, sentence, node, Kind::Trade));
        let planned = stages.iter().any(|stage| matches!(stage, Stage::Planned | Stage::Needed));
        let past = found.is_some_and(|(edtf, _)| published.is_some_and(|now| edtf.last_day().is_some_and(|day| day < now)));
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
        let heading = || heading(desk).filter(|_| draft.stage.is_none() && !entry.compared).map(|edtf| (edtf, None));
        if let Some((edtf, span)) = found.or_else(carried).or_else(heading) {
            draft.push(Role::When, Value::When(edtf), span, "date");
        }
    }

    /// True where an entry measures a flow: the sentence names one, or the one carried on is still meant.
    fn admits(&self, desk: &Desk<'_, '_>, at: usize, figures: &[Figure], entry: &Entry, frames: &[Draft], others: &[Draft]) -> bool {
        let sentence = &desk.page.sentences[at];
        let told = entry.figures.iter().map(|&index| &figures[index]).find(|figure| !figure.is_bare_move());
        let figure = told.unwrap_or(&figures[entry.figures[0]]);
        let role = figure.role();
        if let Some(frame) = entry.frame {
            return !is_deal(desk, &frames[frame]) || is_flow(desk, at, &frames[frame], others, self.active);
        }
        let taken = others.iter().any(|draft| draft.of(role).any(|arg| arg.value == figure.value));
        let foreign = sentence.nodes.iter().any(|node| node.is(desk.words.other_sum));
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
        value.abs() < model::Decimal::from(LEAST)
            || figures.iter().any(other)
            || (self.active && self.unit.as_ref().is_some_and(|unit| unit.currency != *currency))
    }

    /// The clause has a noun that points back to the flow: "figure", "part".
    fn named(&self, desk: &Desk<'_, '_>, at: usize, entry: &Entry) -> bool {
        let nodes = &desk.page.sentences[at].nodes;
        let clause = nodes[entry.first].clause;
        nodes.iter().any(|node| node.clause == clause && node.is(desk.words.flow_word) && node.tag.upos == grammar::Upos::Noun)
    }

    /// A change, share or rank without a flow is one of the flow before where a word points back to it, or nothing else is named.
    fn points_back(&self, desk: &Desk<'_, '_>, at: usize, entry: &Entry) -> bool {
        let sentence = &desk.page.sentences[at];
        let nodes = &sentence.nodes;
        let clause = nodes[entry.first].clause;
        let subjects = (0..nodes.len()).filter(|&node| {
            nodes[node].clause == clause
                && matches!(nodes[node].relation, grammar::Relation::Nsubj | grammar::Relation::NsubjPass)
        });
        let words = desk.words;
        subjects.into_iter().all(|node| {
            let here = &nodes[node];
            let named = here.mention.is_some() || here.inside.is_some();
            named || here.is(words.flow_word) || here.is(words.we) || here.tag.upos == grammar::Upos::Pron
        }) && !nodes.iter().any(|node| node.is(words.goods) && node.mention.is_none())
    }

    /// In a document on trade a sum with a stretch of time, and nothing else that it could be of, measures the flow: "Eighty
    /// million dollars last year."
    fn opens(&self, desk: &Desk<'_, '_>, at: usize) -> bool {
        let nodes = &desk.page.sentences[at].nodes;
        let ours = nodes.iter().any(|node| node.is(desk.words.we));
        let verb = nodes.iter().any(|node| node.is_verb());
        let goods = nodes.iter().any(|node| node.is(desk.words.goods) && node.mention.is_none());
        let dated = nodes.iter().any(|node| {
            matches!(node.mention, Some(crate::page::Mention::Value(value))
                if matches!(desk.page.values[value].value, Found::Date { edtf: Some(_), .. }))
        });
        self.trades && dated && !goods && (ours || !verb) && desk.topic.sides.len() > 1
    }

    /// A flow that is named without a figure is the one that the next sentences measure.
    fn mention(&mut self, desk: &Desk<'_, '_>, at: usize, frames: &[Draft]) {
        let sentence = &desk.page.sentences[at];
        if let Some(flow) = self.section(desk, at) {
            self.flow = Some(flow);
            return;
        }
        let Some(frame) = frames.last().cloned().or_else(|| title(desk, at)) else { return };
        let carried = self.flow.as_ref().filter(|_| self.active);
        let near = sides::near(desk, at, sentence, 0..sentence.nodes.len(), None, carried);
        let mut draft = frame;
        sides::settle(desk, &mut draft, &near);
        let owner = sides::owner(desk, sentence, &draft, &near);
        let when = carried.and_then(|flow| flow.when);
        self.flow = Some(Flow { when, ..Flow::of(desk, &draft, owner) });
    }

    /// A line that is the name of a side and no more heads the figures of trade with it.
    fn section(&self, desk: &Desk<'_, '_>, at: usize) -> Option<Flow> {
        const LONGEST: usize = 5;
        let sentence = &desk.page.sentences[at];
        let nodes = &sentence.nodes;
        let place = nodes.iter().any(|node| {
            matches!(node.mention, Some(crate::page::Mention::Name(name)) if desk.is_place(name))
        });
        let bare = nodes.iter().all(|node| {
            node.mention.is_some()
                || node.is(desk.words.region_noun)
                || matches!(node.tag.upos, grammar::Upos::Num | grammar::Upos::Punct | grammar::Upos::Det)
        });
        let main = self.main.as_ref().filter(|_| self.legend.is_some() && place && bare && nodes.len() <= LONGEST)?;
        let mut draft = new(at, 0, "statistics/section");
        draft.form = main.form;
        for (role, sides) in [(Role::From, &main.from), (Role::To, &main.to), (Role::Party, &main.parties)] {
            for side in sides {
                draft.push_side(role, side, "flow");
            }
        }
        sides::replace(desk, at, sentence, 0..nodes.len(), &mut draft);
        let when = main.when;
        Some(Flow { when, ..Flow::of(desk, &draft, main.owner.clone()) })
    }

    /// The flow that a sentence without one of its own means: the last, where it is near; in a document of figures its first.
    fn carried(&self) -> Option<&Flow> {
        if self.active {
            return self.flow.as_ref();
        }
        let recalled = self.turnover.as_ref().filter(|_| self.recalled);
        recalled.or_else(|| self.main.as_ref().filter(|_| self.legend.is_some()))
    }

    /// Keeps the flow of the last entry for the sentences after it.
    fn keep(&mut self, desk: &Desk<'_, '_>, drafts: &[Draft], last: Option<Flow>) {
        let sum = drafts.iter().flat_map(|draft| draft.of(Role::Amount)).last();
        if let Some(Argument { value: Value::Amount { value, currency, .. }, anchor: model::Anchor::Words(span), .. }) = sum {
            let at = desk.page.values.iter().position(|mention| desk.page.span(mention.tokens.clone()) == *span);
            match at.and_then(|index| unit::unit_of(desk, index)) {
                Some(unit) => self.unit = Some(unit),
                None => {
                    if let Some(unit) = self.unit.as_mut().filter(|unit| unit.currency == *currency) {
                        unit.last = *value;
                    }
                }
            }
        }
        self.last = drafts.iter().rev().find(|draft| draft.has(Role::Amount) && draft.stage.is_none()).cloned();
        if let Some(mut flow) = last {
            // A rank or share says nothing of the time of the sums after it.
            if sum.is_none() && let Some(before) = self.flow.as_ref().filter(|_| self.active) {
                flow.when = before.when;
            }
            self.main = self.main.take().or_else(|| Some(flow.clone()));
            if flow.form == Some(Form::Turnover) {
                self.turnover = Some(flow.clone());
            }
            self.flow = Some(flow);
        }
    }
}

/// The stretch of time that the document's heading names.
fn heading(desk: &Desk<'_, '_>) -> Option<Edtf> {
    match desk.page.values[attach::heading_period(desk)?].value {
        Found::Date { edtf, .. } => edtf,
        _ => None,
    }
}

fn new(at: usize, trigger: usize, rule: &str) -> Draft {
    Draft {
        kind: Kind::Trade,
        form: None,
        stage: None,
        sentence: at,
        trigger,
        args: Vec::new(),
        rule: rule.to_owned(),
        spans: Vec::new(),
    }
}

/// The nodes that belong to an entry alone: from the entry before to the entry after.
fn segment(entries: &[Entry], index: usize, end: usize) -> std::ops::Range<usize> {
    let from = index.checked_sub(1).map_or(0, |before| entries[before].last + 1);
    let to = entries.get(index + 1).map_or(end, |after| after.first);
    from.min(to)..to
}

/// A short line that says who sold or bought: the heading of what follows ("Sold to Peru").
fn title(desk: &Desk<'_, '_>, at: usize) -> Option<Draft> {
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
    Some(Draft { form: Some(form), ..new(at, 0, "statistics/list") })
}

/// True for a frame that single deals share: a sale, a shipment. Its rule asks for a side.
fn is_deal(desk: &Desk<'_, '_>, frame: &Draft) -> bool {
    let rule = desk.reader.rules.iter().find(|rule| rule.id == frame.rule);
    rule.is_some_and(|rule| rule.needs.iter().any(|need| need.contains(&Role::From)))
}

/// Sales make a flow where a stretch of time, a change or a share measures them; counted goods and contracts are supplies.
fn is_flow(desk: &Desk<'_, '_>, at: usize, frame: &Draft, others: &[Draft], active: bool) -> bool {
    let sentence = &desk.page.sentences[at];
    let clause = sentence.nodes[frame.trigger].clause;
    let contract = sentence.nodes.iter().any(|node| node.is(desk.words.other_sum) && node.clause == clause);
    let verb = sentence.nodes[frame.trigger].is_verb();
    let acts = if frame.form == Some(Form::Imports) { Role::To } else { Role::From };
    if verb && !frame.has(acts) {
        return false;
    }
    let pieces = verb
        && figures::mentions(sentence).iter().any(|&(index, _, last)| {
            matches!(desk.page.values[index].value, Found::Number { .. }) && figures::counts_what_follows(sentence, last)
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

/// In the same paragraph, or the next.
fn near(desk: &Desk<'_, '_>, before: usize, at: usize) -> bool {
    let sentences = &desk.page.sentences;
    sentences[at].paragraph.saturating_sub(sentences[before].paragraph) <= 1
}

/// Two countries and a word of worth, and no goods: "two million euros' worth passed the border of X and Y".
fn valued(desk: &Desk<'_, '_>, at: usize) -> bool {
    let nodes = &desk.page.sentences[at].nodes;
    let worth = nodes.iter().any(|node| node.is(desk.words.worth));
    let goods = nodes.iter().any(|node| node.is(desk.words.goods) && !node.is(desk.words.general_noun));
    worth && !goods && desk.countries_near(at).len() > 1
}

/// Drops frames that name no flow ("trade network") and draws those of one phrase together ("foreign trade turnover").
fn tidy(desk: &Desk<'_, '_>, sentence: &Sentence, frames: &mut Vec<Draft>) {
    use grammar::Relation;
    let words = desk.words;
    let flow = [words.trade_noun, words.exports_noun, words.imports_noun, words.balance_noun, words.partner_noun];
    let mut at = 0;
    while at < frames.len() {
        let trigger = frames[at].trigger;
        let here = &sentence.nodes[trigger];
        let head = here.head.filter(|_| matches!(here.relation, Relation::Compound | Relation::Amod | Relation::NmodDesc));
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

/// "export 29.8 million": before a figure the word names the flow, also where the tagger takes it for a verb.
fn bare_heads(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, frames: &mut Vec<Draft>) {
    for (node, here) in sentence.nodes.iter().enumerate() {
        let form = match (here.is(desk.words.sell_verb), here.is(desk.words.buy_verb)) {
            (true, false) => Form::Exports,
            (false, true) => Form::Imports,
            _ => continue,
        };
        let figure = sentence.nodes.get(node + 1).and_then(|next| match next.mention {
            Some(crate::page::Mention::Value(value)) => Some(&desk.page.values[value].value),
            _ => None,
        });
        let sum = matches!(figure, Some(Found::Money { .. } | Found::Number { .. }));
        let alone = !here.children.iter().any(|&child| {
            use grammar::Relation::{Aux, Mark, Nsubj};
            matches!(sentence.nodes[child].relation, Nsubj | Aux | Mark)
        });
        if here.is_verb() && sum && alone && frames.iter().all(|frame| frame.trigger != node) {
            frames.push(Draft { form: Some(form), ..new(at, node, "statistics/carried") });
        }
    }
}

/// "Mutual deliveries", "sales in both directions": turnover.
fn mutual_deals(desk: &Desk<'_, '_>, sentence: &Sentence, frames: &mut [Draft]) {
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
fn describes_side(desk: &Desk<'_, '_>, sentence: &Sentence, arg: &Argument) -> bool {
    let words = desk.words;
    let classes = [words.region_noun, words.country_noun, words.city_noun, words.side_noun, words.body_noun, words.worth, words.flow_word];
    let Some(span) = anchor_span(arg.anchor) else { return false };
    let head = sentence.nodes.iter().rfind(|node| span.contains(node.span));
    let whole = sentence.nodes.iter().filter(|node| span.contains(node.span)).count() == 1;
    head.is_some_and(|node| classes.iter().any(|&class| node.is(class)) || (whole && node.is(words.general_noun)))
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
