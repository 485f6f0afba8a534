//! Rules over linked units: triggers, slots, sides, things, stages, values and speakers become statements.

mod again;
pub(crate) mod attach;
mod beside;
mod build;
mod compared;
mod doubles;
mod ellipsis;
mod fallback;
#[cfg(test)]
mod figure_tests;
pub(crate) mod frame;
mod further;
mod gauge;
#[cfg(test)]
mod goods_tests;
mod hollow;
mod inherit;
mod list;
mod local;
mod merge;
mod office;
pub(crate) mod open_roles;
mod opposite;
mod pairs;
pub(crate) mod place;
mod point;
mod portion;
mod record;
mod repeat;
mod side;
#[cfg(test)]
mod side_tests;
mod speaker;
pub(crate) mod stage;
mod statistics;
mod tally;
#[cfg(test)]
mod tests;
mod thing;
mod topic;
mod when;
mod whole;
mod words;

use model::{Kind, Statement};

use crate::Reader;
use crate::names::{EntityKind, OfficeMention};
use crate::page::Page;
pub(crate) use build::Draft;
pub(crate) use side::{Side, sides};
use speaker::Voice;
pub(crate) use stage::stage;
pub(crate) use thing::{Thing, things};
use topic::Topic;
pub(crate) use words::Words;

/// A document being read: its page, what it is about, who speaks where.
pub(crate) struct Desk<'r, 'd> {
    pub reader: &'r Reader,
    pub page: &'r Page<'d>,
    pub words: &'r Words,
    pub topic: Topic,
    /// Of each sentence, where the document walks from region to region.
    pub local: Vec<Option<Topic>>,
    pub speakers: Vec<Option<Voice>>,
    /// For each sentence, the first that has the same words: itself, unless it repeats another.
    pub first: Vec<usize>,
}

/// All statements of a page, merged and in the order of their evidence.
pub(crate) fn statements(reader: &Reader, page: &Page<'_>) -> Vec<Statement> {
    let desk = desk(reader, page);
    let mut drafts = rule_drafts(&desk);
    for at in (0..page.sentences.len()).filter(|&at| desk.first[at] == at) {
        let mut more = crate::learned::drafts(&desk, at, &drafts);
        drafts.append(&mut more);
    }
    opposite::sides(&desk, &mut drafts);
    whole::lists(&desk, &mut drafts);
    whole::once(&mut drafts);
    doubles::drop(&desk, &mut drafts);
    drafts.iter_mut().for_each(|draft| hollow::strip(&desk, draft));
    drafts.retain(|draft| !hollow::hollow(&desk, draft));
    merge::merge(&desk, drafts)
}

/// A page laid out for reading: its topic, and who speaks where.
pub(crate) fn desk<'r, 'd>(reader: &'r Reader, page: &'r Page<'d>) -> Desk<'r, 'd> {
    let topic = topic::topic(reader, page);
    let local = local::topics(reader, page, &topic);
    let first = repeat::firsts(page);
    let mut desk = Desk { reader, page, words: &reader.words, topic, local, speakers: Vec::new(), first };
    desk.speakers = speaker::speakers(&desk);
    desk
}

/// What the rules make of the page.
pub(crate) fn rule_drafts(desk: &Desk<'_, '_>) -> Vec<Draft> {
    let mut drafts = office::drafts(desk);
    let sittings = record::drafts(desk);
    // The title's own words for the sitting say no more.
    let mut read = build::drafts(desk);
    read.retain(|draft| {
        draft.kind != Kind::Meeting || sittings.iter().all(|sitting| sitting.sentence != draft.sentence)
    });
    drafts.extend(sittings);
    drafts.append(&mut read);
    whole::lists(desk, &mut drafts);
    drafts
}

/// The names of the two sides that a page is about.
pub(crate) fn topics(reader: &Reader, page: &Page<'_>) -> Vec<String> {
    topic::topic(reader, page).sides.into_iter().map(|side| side.name).collect()
}

/// For each sentence, the names of those who say it.
pub(crate) fn voices(reader: &Reader, page: &Page<'_>) -> Vec<Vec<String>> {
    let names = |voice: Voice| std::iter::once(voice.side).chain(voice.also.into_iter().map(|(side, _)| side));
    let speakers = desk(reader, page).speakers;
    speakers.into_iter().map(|voice| voice.into_iter().flat_map(names).map(|side| side.name).collect()).collect()
}

impl Desk<'_, '_> {
    /// The sentence that holds a token.
    pub fn sentence_at(&self, token: u32) -> Option<usize> {
        let sentences = &self.page.segments.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= token);
        sentences.get(at).filter(|sentence| sentence.first <= token).map(|_| at)
    }

    /// True where a name mention is a place.
    pub fn is_place(&self, name: usize) -> bool {
        self.page.is_place(name)
    }

    /// True for a news agency: it reports and does not speak.
    pub fn is_agency(&self, side: &Side) -> bool {
        side.body && self.reader.agencies.contains(&side.name.to_lowercase())
    }

    /// Whom "we" means in a sentence: the place or organisation that its speaker stands for.
    pub fn speaker_side(&self, sentence: usize) -> Option<Side> {
        let speaker = &self.speakers.get(sentence)?.as_ref()?.side;
        let side =
            if speaker.person { self.stands_for(&speaker.name)? } else { Side { span: None, ..speaker.clone() } };
        Some(self.place_of_body(&side).unwrap_or(side))
    }

    /// The place that a body of government speaks for: "we" of an embassy is its country, of a regional ministry its region.
    fn place_of_body(&self, side: &Side) -> Option<Side> {
        const STEM: usize = 4;
        let names = &self.page.names;
        let lower = side.name.to_lowercase();
        let public = |word: &str| {
            let entries = self.reader.lexicon.entries(word).iter();
            entries.into_iter().any(|entry| entry.class == self.words.public_body && entry.before.is_empty())
        };
        if !side.body || !lower.split_whitespace().any(public) {
            return None;
        }
        let entity = names.entities.iter().find(|entity| entity.name == side.name)?;
        let id = entity.within.as_ref()?;
        let place = self.reader.places.get(id)?;
        // The body is called after the place: that of a town within it speaks for the town.
        let stem: String = place.chars().take(STEM).collect::<String>().to_lowercase();
        lower.contains(&stem).then(|| topic::side(id.get(..2).unwrap_or(id), place.clone(), Some(id.clone())))
    }

    /// The place or organisation whose office a person holds.
    pub fn stands_for(&self, person: &str) -> Option<Side> {
        let names = &self.page.names;
        let own = |office: &&OfficeMention| {
            !office.former && office.person.is_some_and(|held| names.entities[held as usize].name == person)
        };
        let offices = || names.offices.iter().filter(own);
        let named = offices().find(|office| office.of.is_some());
        named.into_iter().chain(offices()).find_map(|office| office::owner(self, office))
    }

    /// The places that a sentence names, the first of each country, in order.
    pub fn countries_near(&self, sentence: usize) -> Vec<Side> {
        let Some(found) = self.page.sentences.get(sentence) else { return Vec::new() };
        let mut out: Vec<Side> = Vec::new();
        for mention in self.page.mentions_in(sentence) {
            let span = self.page.span(mention.tokens.clone());
            let entity = &self.page.names.entities[mention.entity as usize];
            let place = matches!(entity.kind, EntityKind::Country | EntityKind::Subdivision);
            if place && found.span.contains(span) && mention.by != "dateline" {
                let side = Side::of_entity(self, mention.entity as usize, Some(span));
                if out.iter().all(|have| have.country != side.country) {
                    out.push(side);
                }
            }
        }
        out
    }

    /// The organisations and towns that a sentence names, each once, in order; no news agency.
    pub fn bodies_near(&self, sentence: usize) -> Vec<Side> {
        let Some(found) = self.page.sentences.get(sentence) else { return Vec::new() };
        let mut out: Vec<Side> = Vec::new();
        for mention in self.page.mentions_in(sentence) {
            let span = self.page.span(mention.tokens.clone());
            let kind = self.page.names.entities[mention.entity as usize].kind;
            let body = matches!(kind, EntityKind::Organisation | EntityKind::Town);
            if body && found.span.contains(span) && mention.by != "dateline" {
                let side = Side::of_entity(self, mention.entity as usize, Some(span));
                if !self.is_agency(&side) && out.iter().all(|have| have.name != side.name) {
                    out.push(side);
                }
            }
        }
        out
    }

    /// What a sentence is about: its paragraph's sides, else the document's.
    pub fn topic_at(&self, at: usize) -> &Topic {
        self.local.get(at).and_then(Option::as_ref).unwrap_or(&self.topic)
    }

    /// The topic's side over against this one, in a sentence.
    pub fn counterpart(&self, at: usize, side: &Side) -> Option<Side> {
        let country = side.country.as_ref()?;
        self.topic_at(at).sides.iter().find(|other| other.country.as_ref() != Some(country)).cloned()
    }
}
