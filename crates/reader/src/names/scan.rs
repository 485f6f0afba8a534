//! One pass over the tokens: at each capital, the longest of what lists, place forms, organisation forms and forms of people give.

use std::ops::Range;

use super::EntityKind;
use super::class;
use super::fold::{START, feed};
use super::gazetteer::{Case, Gazetteer, How, Listed, country_of};
use super::lexicon::OfficePhrase;
use super::tokens::{Shape, Toks};

/// A mention before it has an entity.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// The head among them.
    pub head: usize,
    /// The tokens of the name proper: without "company", quotation marks, legal form.
    pub name: Range<usize>,
    /// What is named.
    pub kind: EntityKind,
    /// The listed name it is.
    pub listed: Option<u32>,
    /// A name of former times.
    pub former: bool,
    /// The adjective or the people of a place.
    pub adjective: bool,
    /// Listed country or region that an organisation or town lies in, by its own words.
    pub within: Option<u32>,
    /// What found it: list, form, context, dateline, agency, description.
    pub by: &'static str,
}

impl Draft {
    /// A mention whose name is all its tokens, with the last as head.
    pub fn new(kind: EntityKind, tokens: Range<usize>, by: &'static str) -> Draft {
        Draft {
            head: tokens.end.saturating_sub(1).max(tokens.start),
            name: tokens.clone(),
            tokens,
            kind,
            listed: None,
            former: false,
            adjective: false,
            within: None,
            by,
        }
    }
}

/// An office phrase in the text: its tokens and which office it is.
#[derive(Clone, Debug)]
pub(super) struct Core {
    /// The tokens of the phrase.
    pub tokens: Range<usize>,
    /// Which office.
    pub phrase: OfficePhrase,
}

/// A stretch of the text that is a listed name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// One past its last token.
    pub end: usize,
    /// Which listed name.
    pub listed: u32,
    /// How the words stand for it.
    pub how: How,
    /// What it names: a region that is a town by itself counts as the town.
    pub kind: EntityKind,
}

/// The state of the search in one document.
pub(super) struct Scan<'a> {
    /// The lists.
    pub gazetteer: &'a Gazetteer,
    /// The tokens.
    pub toks: Toks<'a>,
    /// Says of a lower-case word whether it is a common one.
    pub known: &'a dyn Fn(&str) -> bool,
    /// The office phrases, in order.
    pub cores: Vec<Core>,
    /// For each token, one past the end of the office phrase that begins there, else 0.
    pub core_end: Vec<u32>,
    /// For each token, whether an office phrase holds it.
    held: Vec<bool>,
    /// For each token, the longest listed name that begins there within its sentence.
    matches: Vec<Option<Match>>,
    /// The mentions, in order.
    pub drafts: Vec<Draft>,
    /// For each token, one more than the index of the draft that holds it, else 0.
    pub taken: Vec<u32>,
    /// The countries that the document names, with how often.
    pub countries: Vec<(String, u32)>,
    /// Ids of the regions that it names, sorted.
    pub regions: Vec<String>,
    /// Listed names that need no word beside them any more, since one of their mentions had it; sorted.
    pub allowed: Vec<u32>,
}

impl<'a> Scan<'a> {
    /// A search that has found the office phrases and the countries, nothing else.
    pub fn new(gazetteer: &'a Gazetteer, toks: Toks<'a>, known: &'a dyn Fn(&str) -> bool) -> Scan<'a> {
        let n_tokens = toks.toks.len();
        let mut scan = Scan {
            gazetteer,
            toks,
            known,
            cores: Vec::new(),
            core_end: vec![0; n_tokens],
            held: vec![false; n_tokens],
            matches: Vec::new(),
            drafts: Vec::new(),
            taken: vec![0; n_tokens],
            countries: Vec::new(),
            regions: Vec::new(),
            allowed: Vec::new(),
        };
        scan.find_cores();
        scan.match_lists();
        scan
    }

    /// Finds what lists and forms give, from left to right.
    pub fn forms(&mut self) {
        for sentence in 0..self.toks.segments.sentences.len() {
            let range = self.toks.segments.sentences[sentence].range();
            let end = range.end.min(self.toks.toks.len());
            let mut i = range.start;
            while i < end {
                i = self.form_at(i, end).max(i + 1);
            }
        }
    }

    /// Takes the best form that begins at `i`; gives the token to go on from.
    fn form_at(&mut self, i: usize, end: usize) -> usize {
        let tok = self.toks.at(i);
        if tok.shape == Shape::Lower {
            let draft = self.generic_with_quoted(i, end).or_else(|| self.numbered(i, end));
            let draft = draft.or_else(|| self.body_of_place(i, end));
            return draft.map_or(i + 1, |draft| self.take(draft));
        }
        if tok.shape == Shape::Quote {
            return self.quoted_name(i, end).map_or(i + 1, |draft| self.take(draft));
        }
        if !tok.is_capital() && tok.shape != Shape::Number {
            return i + 1;
        }
        let core_end = self.core_end[i] as usize;
        if core_end > i && !(self.toks.at(core_end).is_possessive() && self.toks.at(core_end + 1).is(class::HEAD)) {
            return core_end;
        }
        if let Some(agency) = self.dateline_at(i, end) {
            return self.take(agency);
        }
        if let Some(drafts) = self.places_in_a_row(i, end) {
            return drafts.into_iter().map(|draft| self.take(draft)).last().unwrap_or(i + 1);
        }
        let list = self.match_at(i, end);
        let place = self.place_at(i, end, list);
        let organisation = self.organisation_at(i, end);
        let person = self.person_at(i, end);
        let listed = list.map(|found| self.draft_of(i, found));
        let mut best: Option<Draft> = None;
        // Where two are equally long the earlier of this row wins: a list says more than a form.
        for draft in [listed, place, organisation, person].into_iter().flatten() {
            if best.as_ref().is_none_or(|old| draft.tokens.end > old.tokens.end) {
                best = Some(draft);
            }
        }
        let Some(draft) = best else { return i + 1 };
        let draft = self.with_body(draft, end);
        self.take(draft)
    }

    /// Keeps a mention; gives the token after it.
    pub fn take(&mut self, draft: Draft) -> usize {
        let end = draft.tokens.end;
        let number = self.drafts.len() as u32 + 1;
        for taken in &mut self.taken[draft.tokens.clone()] {
            *taken = number;
        }
        self.drafts.push(draft);
        end
    }

    /// True where no mention and no office holds the token.
    pub fn is_free(&self, i: usize) -> bool {
        self.taken.get(i).is_some_and(|taken| *taken == 0) && !self.in_core(i)
    }

    /// The mention that holds a token.
    pub fn draft_at(&self, i: usize) -> Option<&Draft> {
        let number = *self.taken.get(i)?;
        self.drafts.get((number as usize).checked_sub(1)?)
    }

    /// True inside an office phrase.
    pub fn in_core(&self, i: usize) -> bool {
        self.held.get(i).copied().unwrap_or_default()
    }

    /// True for a capitalised word that is a common one when written small.
    pub fn is_common(&self, i: usize) -> bool {
        let word = self.toks.word(i);
        let tok = self.toks.at(i);
        let classes = class::Classes(tok.classes.0 & !PERSONAL.0);
        !classes.is_empty() || (self.known)(&word.to_lowercase())
    }

    /// The listed name of an index.
    pub fn listed(&self, index: u32) -> Option<&'a Listed> {
        self.gazetteer.listed.get(index as usize)
    }

    /// Feeds a token into a phrase's hash.
    pub fn feed(&self, hash: u64, i: usize) -> u64 {
        if hash == START { self.toks.at(i).hash } else { feed(hash, self.toks.word(i)) }
    }

    /// The longest listed name that begins at a token and ends before `end`.
    pub fn match_at(&self, i: usize, end: usize) -> Option<Match> {
        let tok = self.toks.at(i);
        if !tok.is_capital() && tok.shape != Shape::Number {
            return None;
        }
        if let Some(known) = self.matches.get(i) {
            let settled = known.map_or(self.allowed.is_empty() || !self.is_listed_word(i), |found| found.end <= end);
            if settled {
                return *known;
            }
        }
        self.search(i, end)
    }

    /// True where a listed name begins with this word, whatever its case.
    fn is_listed_word(&self, i: usize) -> bool {
        let (mut readings, longer) = self.gazetteer.look_up(self.toks.at(i).hash);
        longer || readings.next().is_some()
    }

    fn search(&self, i: usize, end: usize) -> Option<Match> {
        let mut best = None;
        let mut hash = START;
        let mut j = i;
        while j < end {
            let next = self.toks.at(j);
            let silent = next.hash == START;
            if j > i && silent && !(next.glued || next.shape == Shape::Joiner) {
                break;
            }
            hash = self.feed(hash, j);
            j += 1;
            if silent {
                continue;
            }
            let (readings, longer) = self.gazetteer.look_up(hash);
            let fitting = readings.filter(|reading| self.case_fits(i, reading.case));
            if let Some(found) = self.choose(i, j, hash, fitting) {
                best = Some(found);
            }
            if !longer {
                break;
            }
        }
        best
    }

    fn case_fits(&self, i: usize, case: Case) -> bool {
        match case {
            Case::Any => true,
            Case::Capital => self.toks.at(i).shape != Shape::Lower,
            Case::Capitals => matches!(self.toks.at(i).shape, Shape::Capitals | Shape::Initials),
        }
    }

    /// The best reading of tokens `i..end`: what the document speaks of elsewhere first, then the larger town.
    fn choose(
        &self,
        i: usize,
        end: usize,
        hash: u64,
        readings: impl Iterator<Item = super::gazetteer::Reading>,
    ) -> Option<Match> {
        let mut best: Option<(Match, (u32, u32, u64))> = None;
        let (mut town_of, mut region_of): (Option<u32>, Option<u32>) = (None, None);
        for reading in readings {
            let Some(listed) = self.listed(reading.listed) else { continue };
            if !self.is_allowed(reading.listed, listed) && !self.may_stand(i, end, hash, listed) {
                continue;
            }
            match listed.kind {
                EntityKind::Subdivision => region_of = Some(reading.listed),
                EntityKind::Town
                    if town_of
                        .and_then(|town| self.listed(town))
                        .is_none_or(|old| old.population <= listed.population) =>
                {
                    town_of = Some(reading.listed);
                }
                _ => {}
            }
            let rank = self.rank(listed, reading.how);
            let found = Match { end, listed: reading.listed, how: reading.how, kind: listed.kind };
            // Readings come last first: at equal rank the later one met, the earlier in the list, wins.
            if best.as_ref().is_none_or(|(_, old)| rank >= *old) {
                best = Some((found, rank));
            }
        }
        let (mut found, _) = best?;
        if let (Some(town), Some(region)) = (town_of, region_of) {
            if self.is_city_region(town, region) && (found.listed == town || found.listed == region) {
                found.kind = EntityKind::Town;
                found.listed = region;
            }
        }
        Some(found)
    }

    /// True where the town is a region by itself and the list has it as both: Minsk, Moscow, Berlin.
    fn is_city_region(&self, town: u32, region: u32) -> bool {
        match (self.listed(town), self.listed(region)) {
            (Some(town), Some(region)) => {
                feed(START, &town.name) == feed(START, &region.name) && town.within == region.id
            }
            _ => false,
        }
    }

    /// Names of today before those of the past; countries, groupings, organisations, regions before towns, unless only the
    /// town's country is spoken of; among towns the larger, a country or region that is named making up for size.
    fn rank(&self, listed: &Listed, how: How) -> (u32, u32, u64) {
        let id = listed.id.as_deref().or(listed.within.as_deref()).unwrap_or_default();
        let country = country_of(id);
        let named = self.countries.iter().find(|(code, _)| code == country).map_or(0, |(_, n)| *n);
        let whole = u32::from(how != How::Former);
        match listed.kind {
            EntityKind::Country => (whole, 5, 0),
            EntityKind::Group => (whole, 4, 0),
            EntityKind::Organisation => (whole, 3, 0),
            // A region of a country that is not spoken of gives way to a town of one that is.
            EntityKind::Subdivision if named == 0 => (whole, 1, 1),
            EntityKind::Subdivision => (whole, 2, u64::MAX),
            _ => {
                const NAMED: u64 = 16;
                let region = self.regions.binary_search_by(|known| known.as_str().cmp(id)).is_ok();
                let size = u64::from(listed.population) + 1;
                let factor = if region {
                    NAMED * NAMED
                } else if named > 0 {
                    NAMED
                } else {
                    1
                };
                (whole, if named > 0 { 2 } else { 1 }, size * factor)
            }
        }
    }

    /// In the second pass: a name accepted once, or a town of a region that the document names.
    fn is_allowed(&self, index: u32, listed: &Listed) -> bool {
        let within = listed.within.as_ref().filter(|_| listed.kind == EntityKind::Town && !self.allowed.is_empty());
        self.allowed.binary_search(&index).is_ok() || within.is_some_and(|id| self.regions.binary_search(id).is_ok())
    }

    /// Common words and ambiguous names are places only where a word beside them says so.
    fn may_stand(&self, i: usize, end: usize, hash: u64, listed: &Listed) -> bool {
        let bare_place = matches!(listed.kind, EntityKind::Town | EntityKind::Subdivision | EntityKind::Group);
        if bare_place && end == i + 1 && (self.is_cut_off(i) || self.is_shouted_inside(i, listed)) {
            return false;
        }
        if listed.kind == EntityKind::Town && self.is_far(i, end, listed) {
            return false;
        }
        if end > i + 1 || !bare_place {
            return !(listed.kind == EntityKind::Organisation
                && end == i + 1
                && self.toks.at(i).first
                && self.is_small_word(i));
        }
        if !self.gazetteer.is_ambiguous(hash) && !self.is_common(i) {
            return true;
        }
        if self.toks.at(end).is(class::REGION.or(class::DISTRICT).or(class::TOWN)) {
            return true;
        }
        if listed.kind == EntityKind::Subdivision && self.is_common(i) {
            return false;
        }
        let before = self.toks.before(i);
        let after = self.toks.at(end);
        let placed = before.is(class::IN.or(class::TO).or(class::AGENT));
        placed && !(after.is_capital() && self.match_at(end, end + 1).is_none())
            || before.is(class::OF)
                && i >= 2
                && self.toks.at(i - 2).is(class::REGION.or(class::TOWN).or(class::DISTRICT))
    }

    /// True where a dateline or headline writes the name in capitals that the list does not: MINSK.
    pub fn is_shouted(&self, draft: &Draft) -> bool {
        let capitals = self.toks.at(draft.name.start).shape == Shape::Capitals;
        let listed = draft.listed.and_then(|listed| self.listed(listed));
        capitals && listed.is_some_and(|listed| listed.name.chars().any(char::is_lowercase))
    }

    /// The second half of a name that is not listed: "Luga" of "Ust-Luga".
    fn is_cut_off(&self, i: usize) -> bool {
        let hyphen = self.toks.before(i).is_hyphen() && self.toks.at(i).glued && i >= 2;
        hyphen
            && self.toks.at(i - 2).is_capital()
            && self.toks.at(i - 2).classes.is_empty()
            && self.match_at(i - 2, i - 1).is_none()
    }

    /// An abbreviation or brand in capitals amid small words: "PAU" is not the town of Pau.
    fn is_shouted_inside(&self, i: usize, listed: &Listed) -> bool {
        let tok = self.toks.at(i);
        tok.shape == Shape::Capitals
            && !tok.first
            && self.toks.before(i).shape != Shape::Capitals
            && self.toks.at(i + 1).shape != Shape::Capitals
            && listed.name.chars().any(char::is_lowercase)
    }

    /// A small town of a country that the document does not name, with no word of place beside it.
    fn is_far(&self, i: usize, end: usize, listed: &Listed) -> bool {
        const LARGE: u32 = 200_000;
        let country = country_of(listed.within.as_deref().unwrap_or_default());
        let named = self.countries.iter().any(|(code, _)| code == country);
        let before = self.toks.before(i);
        let word = class::REGION.or(class::TOWN).or(class::DISTRICT);
        let called = before.is(class::OF) && i >= 2 && self.toks.at(i - 2).is(word) || before.is(word);
        let placed = called || before.is(class::IN.or(class::TO)) || self.toks.at(end).is(word);
        !named && listed.population < LARGE && (!placed || self.toks.at(end).is(class::GENERIC))
    }

    fn is_small_word(&self, i: usize) -> bool {
        self.toks.at(i).shape == Shape::Capital && self.is_common(i)
    }

    /// A listed name as a mention.
    pub fn draft_of(&self, i: usize, found: Match) -> Draft {
        let mut draft = Draft::new(found.kind, i..found.end, "list");
        draft.listed = Some(found.listed);
        draft.adjective = found.how == How::Adjective;
        draft.former = found.how == How::Former;
        if self.listed(found.listed).is_some_and(|listed| listed.agency) {
            let closed = self.toks.before(i).shape == Shape::Open && self.toks.at(found.end).shape == Shape::Close;
            let dated = closed && self.toks.at(found.end + 1).shape == Shape::Dash;
            draft.by = if dated { "dateline" } else { "agency" };
        }
        draft
    }

    fn find_cores(&mut self) {
        let mut i = 0;
        while i < self.toks.toks.len() {
            if !self.toks.at(i).is(class::OFFICE) || self.is_heading_verb(i) {
                i += 1;
                continue;
            }
            let Some((end, phrase)) = self.core_at(i) else {
                i += 1;
                continue;
            };
            self.core_end[i] = end as u32;
            self.held[i..end].fill(true);
            self.cores.push(Core { tokens: i..end, phrase });
            i = end;
        }
    }

    /// "heads the region": the verb, not the noun in the plural.
    fn is_heading_verb(&self, i: usize) -> bool {
        let next = self.toks.at(i + 1);
        self.toks.at(i).is(class::HEADS) && (next.is(class::ARTICLE) || next.is_capital())
    }

    fn core_at(&self, i: usize) -> Option<(usize, OfficePhrase)> {
        let mut hash = START;
        let mut best = None;
        let mut j = i;
        while let Some(tok) = self.toks.toks.get(j) {
            let silent = tok.hash == START;
            if silent && !(tok.glued && tok.shape != Shape::Comma) {
                break;
            }
            hash = self.feed(hash, j);
            j += 1;
            if silent {
                continue;
            }
            let (found, longer) = self.gazetteer.lexicon.phrase(hash);
            if let Some(phrase) = found {
                best = Some((j, phrase));
            }
            if !longer {
                break;
            }
        }
        best
    }

    /// Counts the countries that the lists find, then takes each token's best reading in the light of them.
    fn match_lists(&mut self) {
        let n_sentences = self.toks.segments.sentences.len();
        let mut regions = Vec::new();
        for sentence in 0..n_sentences {
            let range = self.toks.segments.sentences[sentence].range();
            let end = range.end.min(self.toks.toks.len());
            let mut i = range.start;
            while i < end {
                let found = self.match_at(i, end);
                let Some(listed) = found.and_then(|found| self.listed(found.listed)) else {
                    i += 1;
                    continue;
                };
                let (kind, id) = (listed.kind, listed.id.as_deref().unwrap_or_default());
                if kind == EntityKind::Subdivision {
                    regions.push(id.to_owned());
                }
                if matches!(kind, EntityKind::Country | EntityKind::Subdivision) {
                    self.count(country_of(id));
                }
                i += 1;
            }
        }
        regions.sort();
        regions.dedup();
        self.regions = regions;
        let mut matches = vec![None; self.toks.toks.len()];
        // A name may be a name at all because its country is spoken of, so words without a match are tried again.
        for sentence in 0..n_sentences {
            let range = self.toks.segments.sentences[sentence].range();
            let end = range.end.min(self.toks.toks.len());
            for i in range.start..end {
                matches[i] = self.match_at(i, end);
            }
        }
        self.matches = matches;
    }

    fn count(&mut self, country: &str) {
        match self.countries.iter_mut().find(|(known, _)| known == country) {
            Some((_, n)) => *n += 1,
            None => self.countries.push((country.to_owned(), 1)),
        }
    }
}

/// Classes that say nothing against a word's being a name.
const PERSONAL: class::Classes = class::GIVEN.or(class::HONORIFIC).or(class::PARTICLE);
