//! Places, organisations, people and offices of a text, found by list, form and context over tokens.

use std::ops::Range;

use grammar::{Grammar, Segments};

mod class;
mod context;
mod entities;
mod firms;
mod fold;
mod gazetteer;
mod heading;
mod lexicon;
mod lists;
mod offices;
mod organisations;
mod people;
mod places;
mod resolve;
mod scan;
mod tokens;

#[cfg(test)]
mod tests;

pub use gazetteer::Gazetteer;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A country of ISO 3166-1.
    Country,
    /// A first- or second-level division: of ISO 3166-2 where it has an id, by its form where it has none.
    Subdivision,
    /// A town or village. One that is a region by itself (Moscow, Minsk) has that region's id.
    Town,
    /// A district, street, river, or another place.
    OtherPlace,
    /// A grouping of countries or regions: the EAEU, Siberia, a federal district.
    Group,
    /// A company, a body of government, a school, any other organisation.
    Organisation,
    /// A person.
    Person,
}

impl EntityKind {
    /// True for all that lies somewhere on the map: countries, regions, towns, other places, groupings of them.
    pub fn is_place(self) -> bool {
        !matches!(self, EntityKind::Organisation | EntityKind::Person)
    }
}

/// Somebody or something that the document names, once for all its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The list's name of a country, region or grouping; else the document's fullest form.
    pub name: String,
    /// ISO 3166-1 alpha-2 of a country ("BY"), ISO 3166-2 of a region ("RU-SAM"), else `None`.
    pub id: Option<String>,
    /// ISO id of the country or region that a region, town or organisation lies in, where list or words say it.
    pub within: Option<String>,
}

/// A place in the text that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// Token indexes in the document, end exclusive.
    pub tokens: Range<u32>,
    /// The head among them: "Oblast" of "Samara Oblast", "Ministry" of "Ministry of Health".
    pub head: u32,
    /// Index into `Names::entities`.
    pub entity: u32,
    /// The adjective or the people stands for the place: "Belarusian", "Belarusians".
    pub adjective: bool,
    /// How it was found: `list`, `form`, `context` (low confidence), `agency` (a news agency), `dateline` (an agency
    /// in brackets before the report's own text).
    pub by: &'static str,
}

/// A place in the text that names or describes the holder of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeMention {
    /// Tokens of the office: "Ambassador to Poland", "Deputy General Director".
    pub tokens: Range<u32>,
    /// The head among them: "Ambassador", "Director".
    pub head: u32,
    /// The office in words; of an office in the plural, its singular.
    pub title: String,
    /// Who holds it: index into `Names::entities`.
    pub person: Option<u32>,
    /// The place or organisation it belongs to: index into `Names::entities`.
    pub of: Option<u32>,
    /// Tokens of an owner that has no name: "oblast government".
    pub owner: Option<Range<u32>>,
    /// It was held before.
    pub former: bool,
    /// It is to be held.
    pub future: bool,
    /// The person does not stand beside it, but was found elsewhere in the document: "the diplomat", "the governor".
    pub by_description: bool,
    /// Tokens of the whole phrase, with the person and what the office is of.
    pub all: Range<u32>,
}

/// All names of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The entities, in the order of their first mentions.
    pub entities: Vec<Entity>,
    /// The mentions, in order; no two share a token.
    pub mentions: Vec<NameMention>,
    /// The offices, in order of their head tokens.
    pub offices: Vec<OfficeMention>,
}

/// Finds the names of an English text.
pub fn find(gazetteer: &Gazetteer, text: &str, segments: &Segments) -> Names {
    find_with(gazetteer, text, segments, &|word| Grammar::english().known(word))
}

/// As `find`; `known` says of a word, in any case, whether it is a common one when written small: such a word is no name
/// because it opens a sentence.
pub fn find_with(gazetteer: &Gazetteer, text: &str, segments: &Segments, known: &dyn Fn(&str) -> bool) -> Names {
    let toks = tokens::Toks::new(gazetteer, text, segments);
    let mut scan = scan::Scan::new(gazetteer, toks, known);
    scan.forms();
    scan.contexts();
    let (entities, of_draft) = entities::gather(&scan);
    let mut offices = offices::find(&scan, &of_draft);
    resolve::offices(&scan, &entities, &of_draft, &mut offices);
    let mentions = scan
        .drafts
        .iter()
        .zip(&of_draft)
        .map(|(draft, entity)| NameMention {
            tokens: narrow(&draft.tokens),
            head: draft.head as u32,
            entity: *entity,
            adjective: draft.adjective,
            by: draft.by,
        })
        .collect();
    Names { entities, mentions, offices: offices.into_iter().map(|found| found.mention).collect() }
}

fn narrow(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}
