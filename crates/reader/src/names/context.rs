//! Names that only their surroundings tell: surnames of people met in full, unknown capitals that act or are acted with.

use std::ops::Range;

use super::EntityKind;
use super::class;
use super::fold::{START, nearly_equal, skeleton};
use super::scan::{Draft, Scan};
use super::tokens::Shape;

/// The longest run of unknown capitals taken as one name.
const LONGEST: usize = 4;
/// Surnames shorter than this must agree letter for letter.
const SHORTEST_VARIANT: usize = 5;
/// With more surnames than this in one text, variants of spelling are not looked for: it holds many reports.
const MOST_SURNAMES: usize = 300;

impl Scan<'_> {
    /// Takes in what forms left free; the drafts are in order afterwards.
    pub(super) fn contexts(&mut self) {
        self.context_pass();
        // Once more, with the names that the first pass found.
        self.context_pass();
        self.drafts.sort_by_key(|draft| draft.tokens.start);
        for (index, draft) in self.drafts.iter().enumerate() {
            for taken in &mut self.taken[draft.tokens.clone()] {
                *taken = index as u32 + 1;
            }
        }
    }

    fn context_pass(&mut self) {
        let surnames = self.surnames();
        let known = self.known_names();
        self.allowed = self.drafts.iter().filter_map(|draft| draft.listed).collect();
        self.allowed.sort_unstable();
        self.allowed.dedup();
        for sentence in 0..self.toks.segments.sentences.len() {
            let range = self.toks.segments.sentences[sentence].range();
            let end = range.end.min(self.toks.toks.len());
            let mut i = range.start;
            while i < end {
                let draft = self.generic_first(i, end).or_else(|| self.unknown_at(i, end, &surnames, &known));
                i = match draft {
                    Some(draft) => self.take(draft),
                    None => i + 1,
                };
            }
        }
    }

    /// Organisations and places that no list has, by the hash of their names, sorted.
    fn known_names(&self) -> Vec<(u64, EntityKind)> {
        let unlisted = self.drafts.iter().filter(|draft| draft.listed.is_none() && draft.kind != EntityKind::Person);
        let mut names: Vec<(u64, EntityKind)> =
            unlisted.map(|draft| (self.hash_of(draft.name.clone()), draft.kind)).collect();
        names.sort_unstable();
        names.dedup_by_key(|(hash, _)| *hash);
        names
    }

    fn hash_of(&self, name: Range<usize>) -> u64 {
        name.fold(START, |hash, i| self.feed(hash, i))
    }

    /// The skeletons of the surnames of the people found so far.
    fn surnames(&self) -> Vec<String> {
        let mut surnames: Vec<String> = self
            .drafts
            .iter()
            .filter(|draft| draft.kind == EntityKind::Person)
            .map(|draft| skeleton(self.toks.word(self.surname_of(&draft.name))))
            .collect();
        surnames.sort();
        surnames.dedup();
        surnames
    }

    /// The token of a name that is the surname: the last that is no initial; of a name and patronymic the last too.
    pub(super) fn surname_of(&self, name: &Range<usize>) -> usize {
        let words = || name.clone().filter(|i| self.toks.at(*i).is_word());
        words()
            .rev()
            .find(|i| self.toks.at(*i).shape != Shape::Initials)
            .or_else(|| words().next_back())
            .unwrap_or(name.start)
    }

    /// "enterprise Xxx", "company "Xxx Yyy"": the common noun in lower case is part of the mention, not of the name.
    fn generic_first(&self, i: usize, end: usize) -> Option<Draft> {
        let tok = self.toks.at(i);
        let common = tok.shape == Shape::Lower && tok.is(class::GENERIC) && !tok.is(class::PLURAL);
        if !common || !self.is_free(i) {
            return None;
        }
        let name = match self.quoted(i + 1, end) {
            Some(close) if (i + 1..close).all(|j| self.is_free(j) || self.draft_at(j).is_some()) => i + 2..close - 1,
            _ => {
                let last = self.free_run(i + 1, end)?;
                if (i + 1..last).all(|j| self.is_common(j)) {
                    return None;
                }
                return Some(self.organisation(i..last, i + 1..last));
            }
        };
        // A name in quotation marks may hold listed words ("Spar Tula"); then those mentions give way only if free.
        if name.clone().any(|j| !self.is_free(j)) {
            return None;
        }
        Some(self.organisation(i..name.end + 1, name))
    }

    fn organisation(&self, tokens: Range<usize>, name: Range<usize>) -> Draft {
        let mut draft = Draft::new(EntityKind::Organisation, tokens, "context");
        draft.name = name;
        draft.head = draft.tokens.start;
        draft
    }

    /// One past a run of free capitals that may be one name.
    fn free_run(&self, i: usize, end: usize) -> Option<usize> {
        let mut j = i;
        while j < end && j < i + LONGEST + 1 {
            let tok = self.toks.at(j);
            let word = self.is_free(j) && self.may_name(j);
            let hyphen =
                j > i && tok.is_hyphen() && self.toks.at(j + 1).glued && self.is_free(j + 1) && self.may_name(j + 1);
            if !word && !hyphen {
                break;
            }
            j += 1;
        }
        (j > i).then_some(j)
    }

    fn may_name(&self, i: usize) -> bool {
        let tok = self.toks.at(i);
        matches!(tok.shape, Shape::Capital | Shape::Camel | Shape::Capitals)
            && !tok.is(class::NO_NAME.or(class::HONORIFIC).or(class::PRONOUN).or(class::ARTICLE))
    }

    /// A run of unknown capitals at `i` that its surroundings make a person or an organisation.
    fn unknown_at(&self, i: usize, end: usize, surnames: &[String], known: &[(u64, EntityKind)]) -> Option<Draft> {
        if !self.is_free(i) || !self.may_name(i) {
            return None;
        }
        if let Some(found) = self.match_at(i, end).filter(|found| (i..found.end).all(|j| self.is_free(j))) {
            return Some(self.draft_of(i, found));
        }
        let last = self.free_run(i, end)?;
        if let Some(person) = self.known_surname(i..last, surnames) {
            return Some(person);
        }
        if let Ok(at) = known.binary_search_by_key(&self.hash_of(i..last), |(hash, _)| *hash) {
            return Some(Draft::new(known[at].1, i..last, "form"));
        }
        let start = if self.toks.at(i).first && self.is_common(i) { i + 1 } else { i };
        if start >= last || (start..last).filter(|j| self.toks.at(*j).is_word()).all(|j| self.is_common(j)) {
            return None;
        }
        let run = start..last;
        let n_words = self.names_in(&run);
        let speaks = self.toks.at(last).is(class::SPEECH) || (self.toks.before(start).is(class::SPEECH) && n_words > 1);
        let comma = self.toks.at(last).shape == Shape::Comma;
        // "Xxx Yyy, who ...", "Xxx Yyy, 46, ...".
        let human = comma && self.is_human(last + 1);
        let titled = human || comma && self.title_near(last + 1, end);
        let after_title = self.title_before(start)
            || self.toks.before(start).is(class::CALLING)
            || self.title_leads(start, &run, end);
        if (speaks || titled || after_title) && (2..=3).contains(&n_words) {
            let mut draft = Draft::new(EntityKind::Person, run, "context");
            draft.head = start;
            return Some(draft);
        }
        self.by_neighbours(run, end)
    }

    /// What stands behind a comma says that a person stands before it: "who", or an age between commas.
    fn is_human(&self, i: usize) -> bool {
        let age = self.toks.at(i).shape == Shape::Number
            && self.toks.word(i).chars().count() == 2
            && self.toks.at(i + 1).shape == Shape::Comma;
        self.toks.at(i).is(class::WHO) || age
    }

    fn by_neighbours(&self, run: Range<usize>, end: usize) -> Option<Draft> {
        let before = self.toks.before(run.start);
        let after = self.toks.at(run.end);
        let beside_number = after.shape == Shape::Number && self.toks.at(run.start).shape == Shape::Capitals;
        if beside_number {
            return None;
        }
        let quoted = before.shape == Shape::Quote && after.shape == Shape::Quote;
        if after.shape == Shape::Lower
            && after.is(class::GENERIC)
            && !after.is(class::PLURAL)
            && !quoted
            && self.is_free(run.end)
        {
            let mut draft = self.organisation(run.start..run.end + 1, run);
            draft.head = draft.tokens.end - 1;
            return Some(draft);
        }
        if quoted && self.quoted_firm(&run, end) {
            return Some(self.organisation(run.clone(), run));
        }
        if quoted || before.is(class::THING) || after.is(class::THING) {
            return None;
        }
        // Many common words among the capitals: a title or a programme rather than a name.
        let n_common = run.clone().filter(|i| self.toks.at(*i).is_word() && self.is_common(*i)).count();
        if n_common * 2 > run.len() || self.in_headline(run.start) {
            return None;
        }
        // "by Siberian standards": before a noun in lower case it is most often an adjective.
        let noun_follows = after.shape == Shape::Lower && after.classes.is_empty();
        if self.stands_as_firm(&run, end) {
            return Some(self.organisation(run.clone(), run));
        }
        let placed = before.is(class::IN) || (before.is(class::TO.or(class::FROM)) && !noun_follows);
        // "the mayor of Xxx": offices are of places more often than of anything else without a word for what it is.
        let seat = before.is(class::OF) && run.start > 1 && self.in_core(run.start - 2);
        if placed || seat || self.goes_on(&run, EntityKind::OtherPlace) {
            let mut draft = Draft::new(EntityKind::OtherPlace, run, "context");
            draft.head = draft.tokens.end - 1;
            return Some(draft);
        }
        let owner = after.is_possessive() && run.end < end && !self.toks.at(run.end + 1).is_capital();
        let acts = after.is(class::VERB.or(class::SPEECH)) || owner;
        let acted_with = before.is(class::AGENT) && !noun_follows;
        let apposed = self.is_apposed(&run, end);
        let given = run.clone().any(|i| self.toks.at(i).is(class::GIVEN));
        let surname = after.is(class::SPEECH) && self.gazetteer.lexicon.is_surname(self.toks.word(run.end - 1));
        if (acts || acted_with) && given || surname {
            return Some(Draft::new(EntityKind::Person, run, "context"));
        }
        (acts || acted_with || apposed || self.goes_on(&run, EntityKind::Organisation)).then(|| {
            let mut draft = self.organisation(run.clone(), run);
            draft.head = draft.tokens.end - 1;
            draft
        })
    }

    /// A member of a list whose member before was found by context: "between Xxx and Yyy".
    fn goes_on(&self, run: &Range<usize>, kind: EntityKind) -> bool {
        let joined = self.toks.before(run.start).is(class::AND) || self.toks.before(run.start).shape == Shape::Comma;
        let Some(last) = run.start.checked_sub(2).filter(|_| joined) else { return false };
        self.draft_at(last).is_some_and(|draft| draft.by == "context" && draft.kind == kind)
    }

    /// "Xxx, the venture that …", "a canning firm, Xxx, …": beside a common noun for an organisation.
    fn is_apposed(&self, run: &Range<usize>, end: usize) -> bool {
        const NEAR: usize = 4;
        let common = class::GENERIC.or(class::HEAD);
        let before = self.toks.before(run.start).shape == Shape::Comma
            && self.toks.at(run.end).shape == Shape::Comma
            && run.start.checked_sub(2).is_some_and(|i| self.toks.at(i).is(class::GENERIC));
        let article = run.end + 1;
        let after = self.toks.at(run.end).shape == Shape::Comma
            && self.toks.at(article).is(class::ARTICLE)
            && (article + 1..end.min(article + NEAR))
                .take_while(|j| self.toks.at(*j).is_word())
                .any(|j| self.toks.at(j).is(common) && self.toks.at(j).shape == Shape::Lower);
        before || after
    }

    /// A surname of somebody that the document names in full elsewhere.
    fn known_surname(&self, run: Range<usize>, surnames: &[String]) -> Option<Draft> {
        let last = run.clone().rev().find(|i| self.toks.at(*i).is_word())?;
        let word = skeleton(self.toks.word(last));
        let exact = surnames.binary_search(&word).is_ok();
        let near = || {
            word.chars().count() >= SHORTEST_VARIANT
                && !self.is_common(last)
                && surnames.len() <= MOST_SURNAMES
                && surnames.iter().any(|known| known.len() >= SHORTEST_VARIANT && nearly_equal(known, &word))
        };
        if word.is_empty() || !(exact || near()) {
            return None;
        }
        let start = if self.toks.at(run.start).first && run.len() > 1 && self.is_common(run.start) {
            run.start + 1
        } else {
            run.start
        };
        let mut draft = Draft::new(EntityKind::Person, start..last + 1, "form");
        draft.head = start;
        Some(draft)
    }

    /// An office begins within a few words: "Xxx Yyy, the first deputy chairman".
    fn title_near(&self, i: usize, end: usize) -> bool {
        const NEAR: usize = 5;
        (i..end.min(i + NEAR))
            .take_while(|j| self.toks.at(*j).shape != Shape::Comma && !self.toks.at(*j).is(class::SPEECH))
            .any(|j| self.core_end[j] > 0)
    }

    /// An office, or what it goes on with ("… of the Gomel Oblast Executive Committee"), ends right before `i`.
    fn title_before(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        if self.in_core(before) {
            return true;
        }
        let Some(draft) = self.draft_at(before).filter(|draft| draft.tokens.end == i) else { return false };
        let Some(mut joint) = draft.tokens.start.checked_sub(1) else { return false };
        if self.toks.at(joint).is(class::ARTICLE) {
            joint = joint.saturating_sub(1);
        }
        let joins = self.toks.at(joint).is(class::OF.or(class::TO).or(class::IN).or(class::FOR));
        joins && joint > 0 && (self.in_core(joint - 1) || self.toks.at(joint - 1).is(class::FIELD))
    }

    /// An office with what it is held over or in stands before `i`, a comma between or not: "the secretary of the timber section,
    /// Xxx Yyy, …". Behind a comma the name must be closed as well.
    fn title_leads(&self, i: usize, run: &Range<usize>, end: usize) -> bool {
        const FAR: usize = 12;
        let Some(before) = i.checked_sub(1) else { return false };
        let comma = self.toks.at(before).shape == Shape::Comma;
        let after = self.toks.at(run.end);
        let closed = run.end >= end
            || matches!(after.shape, Shape::Comma | Shape::Stop | Shape::Close)
            || after.is(class::SPEECH.or(class::AND));
        if comma && !closed || run.clone().any(|i| self.toks.at(i).is_word() && self.is_common(i)) {
            return false;
        }
        let mut last = if comma { before } else { i };
        let lowest = last.saturating_sub(FAR);
        let mut joined = comma && self.in_core(last - 1);
        while last > lowest && !self.in_core(last - 1) {
            let tok = self.toks.at(last - 1);
            let joint = tok.is(class::OF.or(class::FOR).or(class::TO).or(class::IN));
            let clause = tok.is(class::SPEECH.or(class::VERB).or(class::WHO).or(class::PRONOUN));
            let sign = matches!(tok.shape, Shape::Comma | Shape::Stop | Shape::Open | Shape::Close | Shape::Dash);
            let person = self.draft_at(last - 1).is_some_and(|draft| draft.kind == EntityKind::Person);
            if clause && !joint || sign || person || tok.shape == Shape::Number {
                return false;
            }
            // Only what begins with a preposition right behind the office belongs to it.
            joined = joint;
            last -= 1;
        }
        joined && last > lowest && last > 0 && self.in_core(last - 1)
    }

    /// How many names a run of capitals holds: two with a hyphen between are one.
    fn names_in(&self, run: &Range<usize>) -> usize {
        let hyphens = run.clone().filter(|i| self.toks.at(*i).is_hyphen()).count();
        run.len() - 2 * hyphens
    }

    /// Most words of the sentence are capitalised.
    pub(super) fn in_headline(&self, i: usize) -> bool {
        let sentences = &self.toks.segments.sentences;
        let after = sentences.partition_point(|sentence| sentence.range().start <= i);
        let Some(sentence) = after.checked_sub(1).and_then(|index| sentences.get(index)) else { return false };
        let toks = self.toks.toks.get(sentence.range()).unwrap_or_default();
        let n_words = toks.iter().filter(|tok| tok.is_word()).count();
        let n_capitals = toks.iter().filter(|tok| tok.is_capital()).count();
        n_words >= 5 && n_capitals * 2 > n_words
    }
}
