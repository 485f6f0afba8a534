//! People by form: given names, initials, patronymics, particles, titles before.

use super::EntityKind;
use super::class;
use super::gazetteer::How;
use super::scan::{Draft, Scan};
use super::tokens::Shape;

/// The most words of a name, particles and initials included.
const LONGEST: usize = 6;
/// The most words of a name that only a title before it makes one.
const LONGEST_UNKNOWN: usize = 3;

impl Scan<'_> {
    /// A person whose name begins at `i`, by its form or by the title before it.
    pub(super) fn person_at(&self, i: usize, end: usize) -> Option<Draft> {
        if self.toks.at(i).is(class::HONORIFIC) {
            return self.addressed(i, end);
        }
        let by_initials = self.after_initials(i, end).or_else(|| self.before_initials(i, end));
        if by_initials.is_some() {
            return by_initials;
        }
        // "Said Yerlan Tokhtar, …": a verb of saying that begins the sentence, though some bear it as a name.
        let says = self.toks.at(i).first && self.toks.at(i).is(class::SPEECH);
        if says && self.may_be_person(i + 1) && self.may_be_person(i + 2) {
            return None;
        }
        if self.toks.at(i).is(class::GIVEN) && self.may_be_person(i) {
            let draft = self.with_given_name(i, end);
            if draft.is_some() {
                return draft;
            }
        }
        if self.title_ends_at(i) {
            return self.after_title(i, end);
        }
        self.by_endings(i, end)
    }

    /// "Mr Surname", "Dr. Given Surname": the form of address is in the mention, not in the name.
    fn addressed(&self, i: usize, end: usize) -> Option<Draft> {
        let mut j = i + 1;
        while self.toks.at(j).is(class::HONORIFIC) || (self.toks.at(j).shape == Shape::Stop && self.toks.at(j).glued) {
            j += 1;
        }
        if j >= end || !(self.may_be_person(j) || self.is_initial(j)) {
            return None;
        }
        let inner = self.after_initials(j, end).or_else(|| self.names_from(j, end, LONGEST_UNKNOWN))?;
        Some(Draft { tokens: i..inner.tokens.end, ..inner })
    }

    /// An initial with its full stop, in one token or two.
    fn is_initial(&self, i: usize) -> bool {
        // "Yu.", "Zh.": two letters that write one sound.
        const LONGEST: usize = 2;
        let (tok, word) = (self.toks.at(i), self.toks.word(i));
        let short = tok.shape == Shape::Initials || (tok.shape == Shape::Capital && word.chars().count() <= LONGEST);
        let stop = self.toks.at(i + 1).shape == Shape::Stop && self.toks.at(i + 1).glued;
        let closed = tok.shape == Shape::Initials && word.ends_with('.');
        (closed || (short && stop)) && !tok.is(class::NO_NAME.or(class::HONORIFIC))
    }

    /// One past the initials that begin at `i`; `i` where there are none.
    fn skip_initials(&self, i: usize, end: usize) -> usize {
        let mut j = i;
        while j < end && self.is_initial(j) {
            j += if self.toks.word(j).ends_with('.') { 1 } else { 2 };
            // "V.-P."
            if self.toks.at(j).is_hyphen() && self.is_initial(j + 1) {
                j += 1;
            }
        }
        j
    }

    /// "A.Petrenko", "V.P. Kharlamov".
    fn after_initials(&self, i: usize, end: usize) -> Option<Draft> {
        let j = self.skip_initials(i, end);
        if j == i || j >= end || !self.may_be_person(j) {
            return None;
        }
        // "U.S. Department": a listed abbreviation, and a common word after it.
        if self.match_at(i, j).is_some() || self.is_common(j) && !self.toks.at(j).is(class::GIVEN) {
            return None;
        }
        let mut draft = self.names_from(j, end, 2)?;
        draft.tokens.start = i;
        draft.name.start = i;
        Some(draft)
    }

    /// "Kharlamov V.P."
    fn before_initials(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        let last = self.skip_initials(i + 1, end);
        let unknown = tok.shape == Shape::Capital && self.may_be_person(i) && self.match_at(i, i + 1).is_none();
        if last == i + 1 || !unknown || tok.first && self.is_common(i) {
            return None;
        }
        // The next word is a surname too: these initials are its own ("… Ivanov, A. Petrov" with the comma lost).
        if self.may_be_person(last) && !self.gazetteer.lexicon.is_surname(self.toks.word(i)) {
            return None;
        }
        let mut draft = Draft::new(EntityKind::Person, i..last, "form");
        draft.head = i;
        Some(draft)
    }

    /// A known given name with a surname after it.
    fn with_given_name(&self, i: usize, end: usize) -> Option<Draft> {
        let draft = self.names_from(i, end, LONGEST)?;
        let alone = draft.tokens.len() == 1;
        if alone && !self.title_ends_at(i) {
            return None;
        }
        Some(draft)
    }

    /// The names that stand in a row from `i`: capitals, initials, particles, hyphens.
    fn names_from(&self, i: usize, end: usize, most: usize) -> Option<Draft> {
        let mut j = i;
        let mut n_names = 0;
        let mut last = i;
        while j < end && n_names < most {
            if self.may_be_person(j) && (n_names == 0 || !self.begins_other(j, end)) {
                n_names += 1;
                j += 1;
                last = j;
            } else if n_names > 0 && self.is_initial(j) && self.may_be_person(self.skip_initials(j, end)) {
                j = self.skip_initials(j, end);
            } else if n_names > 0 && self.toks.at(j).is(class::PARTICLE) && self.may_follow_particle(j) {
                j += 1;
            } else if n_names > 0
                && self.toks.at(j).is_hyphen()
                && self.toks.at(j + 1).glued
                && self.may_be_person(j + 1)
            {
                if self.match_at(j + 1, end).is_some_and(|found| found.kind == EntityKind::Country) {
                    break;
                }
                n_names -= 1;
                j += 1;
            } else {
                break;
            }
        }
        if n_names == 0 && last == i {
            return None;
        }
        let mut draft = Draft::new(EntityKind::Person, i..last, "form");
        draft.head = i;
        Some(draft)
    }

    fn may_follow_particle(&self, i: usize) -> bool {
        let j = if self.toks.at(i + 1).is_hyphen() { i + 2 } else { i + 1 };
        self.may_be_person(j) || (self.toks.at(j).is(class::PARTICLE) && self.may_be_person(j + 1))
    }

    /// True where another name begins: a listed place or organisation, or an organisation by form.
    fn begins_other(&self, j: usize, end: usize) -> bool {
        let Some(found) = self.match_at(j, end) else {
            return matches!(self.toks.at(j).shape, Shape::Camel | Shape::Capitals)
                && self.toks.before(j).shape != self.toks.at(j).shape
                && !self.gazetteer.lexicon.is_surname(self.toks.word(j))
                && !self.toks.before(j).is(class::GIVEN);
        };
        match found.kind {
            EntityKind::Country | EntityKind::Group => true,
            EntityKind::Organisation => found.end > j + 1,
            EntityKind::Subdivision => {
                found.end > j + 1 || found.how == How::Name && !self.toks.before(j).is(class::GIVEN)
            }
            // "Roman Kirov": a town's name is a surname after a given name.
            _ => found.end > j + 1 || !self.toks.before(j).is(class::GIVEN),
        }
    }

    /// A capital that may be part of a person's name.
    pub(super) fn may_be_person(&self, i: usize) -> bool {
        let tok = self.toks.at(i);
        let kind = matches!(tok.shape, Shape::Capital | Shape::Camel | Shape::Capitals);
        let other = class::HEAD.or(class::LEGAL).or(class::REGION).or(class::DISTRICT).or(class::TOWN);
        kind && self.core_end.get(i).is_none_or(|end| *end == 0)
            && !tok.is(class::NO_NAME.or(class::HONORIFIC))
            && (!tok.is(other.or(class::FEATURE).or(class::STREET)) || tok.is(class::GIVEN))
            && (tok.is(class::PARTICLE) || !self.toks.at(i + 1).is(class::REGION.or(class::STREET)))
            && !(tok.first && tok.is(class::ARTICLE.or(class::PRONOUN).or(class::AND)))
    }

    /// True where an office phrase ends right before `i`.
    fn title_ends_at(&self, i: usize) -> bool {
        i > 0 && self.in_core(i - 1) && self.toks.at(i - 1).is_word()
    }

    /// "Governor Fedorishchev", "Governor Xxx Yyy".
    fn after_title(&self, i: usize, end: usize) -> Option<Draft> {
        if !self.may_be_person(i) || self.toks.before(i).is(class::FIELD.or(class::MODIFIER)) {
            return None;
        }
        let listed = self.match_at(i, end);
        let place = listed.is_some_and(|found| found.end > i + 1 || found.kind != EntityKind::Town);
        if place || self.is_common(i) || self.toks.at(i).is(class::FIELD) {
            return None;
        }
        // "Mayor Minsk …": a known town alone stays the town.
        let draft = self.names_from(i, end, LONGEST_UNKNOWN)?;
        (listed.is_none() || draft.tokens.len() > 1).then_some(draft)
    }

    /// Two or three unknown words, the last of which ends like a surname, or the second like a patronymic.
    fn by_endings(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        if tok.shape != Shape::Capital || !self.may_be_person(i) || self.match_at(i, end).is_some() || self.is_common(i)
        {
            return None;
        }
        if self.toks.before(i).is(class::GENERIC.or(class::BODY)) {
            return None;
        }
        let draft = self.names_from(i, end, LONGEST_UNKNOWN)?;
        let last = draft.tokens.end - 1;
        let n_words = draft.tokens.len();
        let lexicon = &self.gazetteer.lexicon;
        let ends = lexicon.is_surname(self.toks.word(last)) || lexicon.is_patronymic(self.toks.word(last));
        let unknown = draft.tokens.clone().all(|j| !self.is_common(j) && self.match_at(j, j + 1).is_none());
        (n_words >= 2 && ends && unknown).then_some(draft)
    }
}
