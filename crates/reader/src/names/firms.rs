//! Unknown names that stand as organisations do: beside their town, among other organisations, behind what sort they are.

use std::ops::Range;

use super::EntityKind;
use super::class;
use super::gazetteer::How;
use super::scan::{Draft, Scan};
use super::tokens::Shape;

/// The longest rest of a name behind its town, in tokens.
const LONGEST_REST: usize = 3;

impl Scan<'_> {
    /// True where only an organisation stands like this: "Xxx of Lyon", "Xxx (Lyon)", "Lyon's Xxx", "the firms Xxx and Yyy".
    pub(super) fn stands_as_firm(&self, run: &Range<usize>, end: usize) -> bool {
        let person = run.clone().any(|i| self.toks.at(i).is(class::GIVEN))
            || self.gazetteer.lexicon.is_surname(self.toks.word(run.end - 1));
        // Right behind another name it is the rest of that.
        if run.start.checked_sub(1).is_some_and(|i| self.draft_at(i).is_some()) {
            return false;
        }
        let before = self.toks.before(run.start);
        let sort = before.is(class::GENERIC) && before.is(class::PLURAL) && before.shape == Shape::Lower;
        sort || (!person && (self.told_by_town(run, end) || self.owned_by_town(run) || self.among_firms(run)))
    }

    /// A town, and nothing else, follows behind "of", behind a comma and "of", or in brackets.
    fn told_by_town(&self, run: &Range<usize>, end: usize) -> bool {
        let after = self.toks.at(run.end);
        let town = |i: usize| {
            self.match_at(i, end)
                .filter(|found| matches!(found.kind, EntityKind::Town | EntityKind::Subdivision))
                .map(|found| found.end)
        };
        if after.is(class::OF) {
            return town(run.end + 1).is_some();
        }
        let comma = after.shape == Shape::Comma && self.toks.at(run.end + 1).is(class::OF);
        if comma {
            return town(run.end + 2).is_some_and(|close| self.toks.at(close).shape == Shape::Comma);
        }
        after.shape == Shape::Open && town(run.end + 1).is_some_and(|close| self.toks.at(close).shape == Shape::Close)
    }

    /// "Lyon's Xxx".
    fn owned_by_town(&self, run: &Range<usize>) -> bool {
        let Some(owner) = run.start.checked_sub(2) else { return false };
        self.toks.before(run.start).is_possessive()
            && self
                .draft_at(owner)
                .is_some_and(|draft| matches!(draft.kind, EntityKind::Town | EntityKind::Subdivision))
    }

    /// "And" between the name and an organisation.
    fn among_firms(&self, run: &Range<usize>) -> bool {
        let firm = |i: usize| {
            self.draft_at(i).is_some_and(|draft| {
                draft.kind == EntityKind::Organisation && !matches!(draft.by, "agency" | "dateline")
            })
        };
        let behind = self.toks.before(run.start).is(class::AND) && run.start.checked_sub(2).is_some_and(firm);
        let article = usize::from(self.toks.at(run.end + 1).is(class::ARTICLE));
        behind || (self.toks.at(run.end).is(class::AND) && firm(run.end + 1 + article))
    }

    /// A name in quotation marks of its own: "«Xxx» ships", "«Xxx» plant", "the plants «Xxx» and «Yyy»", "from «Xxx» of Lyon".
    pub(super) fn quoted_firm(&self, run: &Range<usize>, end: usize) -> bool {
        let Some(outer) = run.start.checked_sub(2) else { return self.acts_quoted(run) };
        let outer = self.toks.at(outer);
        if outer.is(class::THING) || self.toks.at(run.end + 1).is(class::THING.or(class::SPEECH)) {
            return false;
        }
        let marks = run.start - 1..run.end + 1;
        let sort = outer.is(class::GENERIC.or(class::HEAD)) && outer.shape == Shape::Lower;
        sort || self.acts_quoted(run) || self.told_by_town(&marks, end)
    }

    fn acts_quoted(&self, run: &Range<usize>) -> bool {
        let after = self.toks.at(run.end + 1);
        let sort = after.is(class::GENERIC) && !after.is(class::PLURAL);
        after.shape == Shape::Lower && (sort || after.is(class::VERB))
    }

    /// A firm called after its town: "Lyon Salt", "Lyon Farm Machines". A single word must be a common one: another may be
    /// somebody's surname.
    pub(super) fn town_first(&self, i: usize, end: usize) -> Option<Draft> {
        let found = self.match_at(i, end).filter(|found| {
            matches!(found.kind, EntityKind::Town | EntityKind::Subdivision) && found.how != How::Adjective
        })?;
        let never = class::NO_NAME
            .or(class::HONORIFIC)
            .or(class::GIVEN)
            .or(class::PRONOUN)
            .or(class::THING)
            .or(class::OFFICE)
            .or(class::MODIFIER)
            .or(class::REGION.or(class::DISTRICT).or(class::TOWN).or(class::FEATURE).or(class::STREET));
        let rest = |j: usize| {
            let tok = self.toks.at(j);
            matches!(tok.shape, Shape::Capital | Shape::Camel)
                && !tok.is(never)
                && !self.in_core(j)
                && self.match_at(j, end).is_none()
        };
        let last = (found.end..end.min(found.end + LONGEST_REST + 1)).take_while(|j| rest(*j)).last()? + 1;
        let words = last - found.end;
        let whole = words <= LONGEST_REST && !self.toks.at(last).is_capital() && !self.toks.at(last).is_hyphen();
        let surname = self.gazetteer.lexicon.is_surname(self.toks.word(last - 1));
        let plain = words > 1 || self.is_common(found.end) || self.toks.at(last).is(class::VERB);
        if !whole || surname || !plain || self.in_headline(i) || self.in_core(last) {
            return None;
        }
        let mut draft = Draft::new(EntityKind::Organisation, i..last, "context");
        draft.within = Some(found.listed);
        Some(draft)
    }
}
