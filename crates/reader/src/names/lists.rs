//! Listed names in the text: which stretches may be one, and which of several readings is meant.

use super::EntityKind;
use super::class;
use super::fold::START;
use super::fold::feed;
use super::gazetteer::{Case, How, Listed, Reading, country_of};
use super::scan::{Match, Scan};
use super::tokens::Shape;

impl Scan<'_> {
    /// Counts the countries that the lists find, then takes each token's best reading in the light of them.
    pub(super) fn match_lists(&mut self) {
        let n_sentences = self.toks.segments.sentences.len();
        const LARGE: u32 = 100_000;
        let (mut regions, mut near) = (Vec::new(), Vec::new());
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
                if kind == EntityKind::Town && listed.population >= LARGE {
                    near.extend(listed.within.clone());
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
        near.sort();
        near.dedup();
        self.near = near;
        let mut matches = vec![None; self.toks.toks.len()];
        // A name may be a name at all because its country is spoken of, so words without a match are tried again.
        for sentence in 0..n_sentences {
            let range = self.toks.segments.sentences[sentence].range();
            let end = range.end.min(self.toks.toks.len());
            for (i, found) in matches.iter_mut().enumerate().take(end).skip(range.start) {
                *found = self.match_at(i, end);
            }
        }
        self.matches = matches;
    }

    /// The longest listed name that begins at a token and ends before `end`.
    pub(super) fn match_at(&self, i: usize, end: usize) -> Option<Match> {
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
    fn choose(&self, i: usize, end: usize, hash: u64, readings: impl Iterator<Item = Reading>) -> Option<Match> {
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
        if let (Some(town), Some(region)) = (town_of, region_of)
            && self.is_city_region(town, region)
            && (found.listed == town || found.listed == region)
        {
            found.kind = EntityKind::Town;
            found.listed = region;
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
                let holds = |ids: &[String]| ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok();
                let region = holds(&self.regions) || holds(&self.near);
                let size = u64::from(listed.population) + 1;
                let factor = if region {
                    NAMED * NAMED
                } else if named > 0 {
                    NAMED
                } else {
                    1
                };
                (whole, if region || named > 0 { 2 } else { 1 }, size * factor)
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
        let placed = before.is(class::IN.or(class::TO).or(class::FROM).or(class::AGENT));
        placed && !(after.is_capital() && self.match_at(end, end + 1).is_none())
            || before.is(class::OF)
                && i >= 2
                && self.toks.at(i - 2).is(class::REGION.or(class::TOWN).or(class::DISTRICT))
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
        let placed = called || before.is(class::IN.or(class::TO).or(class::FROM)) || self.toks.at(end).is(word);
        !named && listed.population < LARGE && (!placed || self.toks.at(end).is(class::GENERIC))
    }

    fn is_small_word(&self, i: usize) -> bool {
        self.toks.at(i).shape == Shape::Capital && self.is_common(i)
    }

    fn count(&mut self, country: &str) {
        match self.countries.iter_mut().find(|(known, _)| known == country) {
            Some((_, n)) => *n += 1,
            None => self.countries.push((country.to_owned(), 1)),
        }
    }
}
