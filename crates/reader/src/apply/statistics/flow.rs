//! The flow that is spoken of: what the sentences after it carry on.

use model::{Anchor, Argument, Edtf, Form, Kind, Role, Span, Value};

use super::super::Desk;
use super::super::build::Draft;
use super::super::open_roles::side_of;
use super::super::side::Side;
use super::frames::title;
use super::{Ledger, sides, unit};
use crate::page::Mention;

/// A flow of trade that has been spoken of.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub form: Option<Form>,
    pub parties: Vec<Side>,
    pub from: Vec<Side>,
    pub to: Vec<Side>,
    /// The side whose exports and imports are spoken of.
    pub owner: Option<Side>,
    pub items: Vec<Argument>,
    pub when: Option<(Edtf, Option<Span>)>,
    /// The sentence that spoke of it.
    pub at: usize,
}

impl Flow {
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        self.owner.iter().chain(&self.parties).chain(&self.from).chain(&self.to)
    }

    /// The flow the other way: exports where imports were.
    pub fn turned(&self) -> Flow {
        let form = match self.form {
            Some(Form::Exports) => Some(Form::Imports),
            Some(Form::Imports) => Some(Form::Exports),
            form => form,
        };
        Flow { form, from: self.to.clone(), to: self.from.clone(), items: Vec::new(), ..self.clone() }
    }

    pub fn of(desk: &Desk<'_, '_>, draft: &Draft, owner: Option<Side>) -> Flow {
        // A firm's flow is its own; what goes on is that of the places.
        let all = |role: Role| {
            draft
                .of(role)
                .filter_map(|arg| side_of(desk, &arg.value))
                .filter(|side| !side.body || side.id.is_some())
                .collect()
        };
        let when = draft.of(Role::When).find_map(|arg| match (&arg.value, arg.anchor) {
            (Value::When(edtf), Anchor::Words(span)) => Some((*edtf, Some(span))),
            (Value::When(edtf), Anchor::Context) => Some((*edtf, None)),
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

impl Ledger {
    /// A flow that is named without a figure is the one that the next sentences measure.
    pub(super) fn mention(&mut self, desk: &Desk<'_, '_>, at: usize, frames: &[Draft]) {
        let sentence = &desk.page.sentences[at];
        if let Some(flow) = self.section(desk, at) {
            self.flow = Some(flow);
            return;
        }
        // A customer is no flow before it is ranked.
        let named = |frame: &&Draft| !super::frames::is_ranking(desk, frame) || frame.form == Some(Form::Turnover);
        let Some(frame) = frames.iter().rev().find(named).cloned().or_else(|| title(desk, at)) else { return };
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
        let place = nodes.iter().any(|node| matches!(node.mention, Some(Mention::Name(name)) if desk.is_place(name)));
        let bare = nodes.iter().all(|node| {
            node.mention.is_some()
                || node.is(desk.words.region_noun)
                || matches!(node.tag.upos, grammar::Upos::Num | grammar::Upos::Punct | grammar::Upos::Det)
        });
        let main = self.main.as_ref().filter(|_| self.legend.is_some() && place && bare && nodes.len() <= LONGEST)?;
        let mut draft = Draft::new(Kind::Trade, at, 0, "statistics/section");
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
    pub(super) fn carried(&self) -> Option<&Flow> {
        if self.active {
            return self.flow.as_ref();
        }
        let recalled = self.turnover.as_ref().filter(|_| self.recalled);
        recalled.or_else(|| self.main.as_ref().filter(|_| self.legend.is_some()))
    }

    /// Keeps the flow of the last entry for the sentences after it.
    pub(super) fn keep(&mut self, desk: &Desk<'_, '_>, drafts: &[Draft], last: Option<Flow>) {
        let sum = drafts.iter().flat_map(|draft| draft.of(Role::Amount)).last();
        if let Some(Argument { value: Value::Amount { value, currency, .. }, anchor: Anchor::Words(span), .. }) = sum {
            let at = value_at(desk, *span);
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
            if sum.is_none()
                && let Some(before) = self.flow.as_ref().filter(|_| self.active)
            {
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

/// The value that stands at a place of the document.
fn value_at(desk: &Desk<'_, '_>, span: Span) -> Option<usize> {
    let values = &desk.page.values;
    let at = values.partition_point(|value| desk.page.span(value.tokens.clone()).start < span.start);
    values.get(at).filter(|value| desk.page.span(value.tokens.clone()) == span).map(|_| at)
}
