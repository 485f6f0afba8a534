//! Places by form: X Oblast, Republic of X, Lake X, the A, B and C regions.

use std::ops::Range;

use super::EntityKind;
use super::class;
use super::fold::{START, feed};
use super::gazetteer::How;
use super::scan::{Draft, Match, Scan};
use super::tokens::Shape;

/// The longest name before a place word, in tokens: "Yamalo-Nenets Autonomous".
const LONGEST: usize = 5;
/// The most members of a row: "A, B, C, D and E regions".
const MOST_MEMBERS: usize = 8;

impl Scan<'_> {
    /// A place that a place word makes one; `list` is the listed name at `i`.
    pub(super) fn place_at(&self, i: usize, end: usize, list: Option<Match>) -> Option<Draft> {
        self.named_before(i, end).or_else(|| self.named_after(i, end, list))
    }

    /// "City of X", "Province of X", "Lake X".
    fn named_before(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        if !tok.is(class::BEFORE) || !tok.is_capital() || tok.is(class::PLURAL) {
            return None;
        }
        let mut j = i + 1;
        let feature = tok.is(class::FEATURE);
        if self.toks.at(j).is(class::OF) {
            j += 1;
            if self.toks.at(j).is(class::ARTICLE) {
                j += 1;
            }
        } else if !feature {
            return None;
        }
        if let Some(found) = self.match_at(j, end) {
            let kind_fits = matches!(found.kind, EntityKind::Subdivision | EntityKind::Town | EntityKind::Country);
            if !feature && kind_fits && found.how != How::Adjective {
                let mut draft = self.draft_of(i, found);
                draft.head = i;
                return Some(self.as_region(draft, j..found.end, tok.is(class::REGION)));
            }
        }
        let last = self.run_of_names(j, end)?;
        let mut draft = Draft::new(kind_of(tok.classes), i..last, "form");
        draft.head = if feature { last - 1 } else { i };
        Some(draft)
    }

    /// "X Oblast", "X region", "X city": `X` is a listed name or a run of capitals.
    fn named_after(&self, i: usize, end: usize, list: Option<Match>) -> Option<Draft> {
        let name = match list {
            Some(found) if self.place_word_at(found.end, end).is_some() => i..found.end,
            _ => {
                let last = self.run_before_place_word(i, end)?;
                i..last
            }
        };
        let word = self.place_word_at(name.end, end)?;
        let listed = list.filter(|found| found.end == name.end);
        if listed.is_some_and(|found| found.kind == EntityKind::Country || found.how == How::Adjective) {
            return None;
        }
        // "the Samara Oblast town of Syzran": the region is named by itself.
        let whole = listed.is_some_and(|found| found.kind != EntityKind::Town);
        let small = self.toks.at(word).shape == Shape::Lower;
        if small && (whole || listed.is_none() && self.is_group_adjective(name.start)) {
            return None;
        }
        if self.toks.at(word).is(class::PLURAL) || (listed.is_none() && self.is_small_start(&name)) {
            return None;
        }
        Some(self.region_named(name, word))
    }

    /// The adjective of a listed grouping, by its look: "Siberian", "Baltic".
    fn is_group_adjective(&self, i: usize) -> bool {
        let word = self.toks.word(i);
        let Some((last, _)) = word.char_indices().last() else { return false };
        let (readings, _) = self.gazetteer.look_up(feed(START, &word[..last]));
        let mut kinds = readings.filter_map(|reading| self.listed(reading.listed)).map(|listed| listed.kind);
        kinds.any(|kind| matches!(kind, EntityKind::Group | EntityKind::Subdivision))
    }

    /// The place named by `name` with the place word at `word` after it.
    fn region_named(&self, name: Range<usize>, word: usize) -> Draft {
        let classes = self.toks.at(word).classes;
        let mut draft = Draft::new(kind_of(classes), name.start..word + 1, "form");
        if classes.has(class::REGION) {
            if let Some(listed) = self.region_by_words(&name, word) {
                draft.listed = Some(listed);
                draft.kind = EntityKind::Subdivision;
                draft.by = "list";
            }
        } else if classes.has(class::TOWN)
            && let Some(found) = self.match_at(name.start, name.end).filter(|found| found.end == name.end)
            && found.kind == EntityKind::Town
        {
            draft.listed = Some(found.listed);
            draft.by = "list";
            draft.name = name;
        }
        draft
    }

    /// The listed region that the name has with this place word, or with another one, or by its capital.
    fn region_by_words(&self, name: &Range<usize>, word: usize) -> Option<u32> {
        let mut bare = START;
        for i in name.clone() {
            bare = feed(bare, self.toks.word(i));
        }
        let singular = self.gazetteer.lexicon.singular(self.toks.at(word).hash);
        let own = singular.unwrap_or_else(|| self.toks.word(word));
        let own = std::iter::once(own);
        let others = self.gazetteer.lexicon.regions.iter().map(String::as_str);
        let mut found = None;
        for region_word in own.chain(others) {
            let (readings, _) = self.gazetteer.look_up(feed(bare, region_word));
            let mut regions = readings.filter(|reading| {
                self.listed(reading.listed).is_some_and(|listed| listed.kind == EntityKind::Subdivision)
            });
            found = regions.next().map(|reading| reading.listed);
            if found.is_some() {
                break;
            }
        }
        found.or_else(|| self.gazetteer.region_of_capital(bare))
    }

    /// Gives a town's name after a word for a region the region that it is the capital of.
    fn as_region(&self, mut draft: Draft, name: Range<usize>, region: bool) -> Draft {
        if region && draft.kind == EntityKind::Town {
            let mut bare = START;
            for i in name.clone() {
                bare = feed(bare, self.toks.word(i));
            }
            if let Some(listed) = self.gazetteer.region_of_capital(bare) {
                draft.listed = Some(listed);
                draft.kind = EntityKind::Subdivision;
                return draft;
            }
        }
        draft.name = name;
        draft
    }

    /// "Bryansk, Kaluga and Smolensk oblasts": each member a place of its own, the last with the place word.
    pub(super) fn places_in_a_row(&self, i: usize, end: usize) -> Option<Vec<Draft>> {
        let mut members = Vec::new();
        let mut j = i;
        let mut joined = false;
        while members.len() < MOST_MEMBERS {
            let list = self.match_at(j, end);
            if list.is_some_and(|found| found.kind == EntityKind::Country || found.how == How::Adjective) {
                return None;
            }
            let last = match list {
                Some(found) => found.end,
                None => self.run_before_place_word(j, end).or_else(|| self.run_of_names(j, end))?,
            };
            members.push(j..last);
            if let Some(word) = self.place_word_at(last, end) {
                if !joined || !self.toks.at(word).is(class::PLURAL) {
                    return None;
                }
                return Some(self.row_of(&members, word));
            }
            j = last;
            let comma = self.toks.at(j).shape == Shape::Comma;
            j += usize::from(comma);
            let and = self.toks.at(j).is(class::AND) || self.toks.at(j).shape == Shape::Joiner;
            j += usize::from(and);
            joined |= and;
            if !(comma || and) || j >= end || !self.toks.at(j).is_capital() {
                return None;
            }
        }
        None
    }

    fn row_of(&self, members: &[Range<usize>], word: usize) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = members.iter().map(|member| self.region_named(member.clone(), word)).collect();
        let n_members = members.len();
        for (index, (draft, member)) in drafts.iter_mut().zip(members).enumerate() {
            if index + 1 < n_members {
                draft.tokens = member.clone();
            }
            draft.suffix = Some(word).filter(|_| draft.listed.is_none());
            draft.head = draft.tokens.end - 1;
            draft.name = member.clone();
        }
        drafts
    }

    /// The place word at a token.
    fn place_word_at(&self, i: usize, end: usize) -> Option<usize> {
        let tok = self.toks.at(i);
        // "Samara road builders", "Brest forest": small words for streets are not part of the name.
        let street = tok.is(class::STREET) && tok.is_capital();
        let word = tok.is(class::REGION.or(class::DISTRICT).or(class::TOWN).or(class::FEATURE)) || street;
        (i < end && word).then_some(i)
    }

    /// One past a run of capitals that a place word follows.
    fn run_before_place_word(&self, i: usize, end: usize) -> Option<usize> {
        let mut j = i;
        while j < end && j < i + LONGEST {
            let tok = self.toks.at(j);
            let inner = j > i && (tok.is_hyphen() && self.toks.at(j + 1).glued);
            if j > i && self.place_word_at(j, end).is_some() {
                return Some(j);
            }
            let country = |found: &Match| found.kind == EntityKind::Country || found.how == How::Adjective;
            if !inner && (!self.may_name_place(j) || self.match_at(j, end).as_ref().is_some_and(country)) {
                return None;
            }
            j += 1;
        }
        None
    }

    /// One past a run of capitals that may name a place.
    pub(super) fn run_of_names(&self, i: usize, end: usize) -> Option<usize> {
        let mut j = i;
        while j < end && j < i + LONGEST {
            let hyphen = j > i && self.toks.at(j).is_hyphen() && self.toks.at(j + 1).glued;
            if hyphen && self.may_name_place(j + 1) {
                j += 2;
            } else if self.may_name_place(j) {
                j += 1;
            } else {
                break;
            }
        }
        (j > i).then_some(j)
    }

    fn may_name_place(&self, i: usize) -> bool {
        let tok = self.toks.at(i);
        let kind = matches!(tok.shape, Shape::Capital | Shape::Camel | Shape::Capitals);
        kind && self.core_end.get(i).is_none_or(|end| *end == 0)
            && !tok.is(class::HEAD.or(class::LEGAL).or(class::NO_NAME).or(class::HONORIFIC))
            && !(tok.first && self.is_common(i))
    }

    /// True where the run begins with a common word that opens the sentence.
    fn is_small_start(&self, name: &Range<usize>) -> bool {
        self.toks.at(name.start).first && self.is_common(name.start) || name.clone().all(|i| self.is_common(i))
    }
}

fn kind_of(classes: class::Classes) -> EntityKind {
    if classes.has(class::REGION) {
        EntityKind::Subdivision
    } else if classes.has(class::TOWN) {
        EntityKind::Town
    } else {
        EntityKind::OtherPlace
    }
}
