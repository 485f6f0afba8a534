//! What a paragraph is about, in a document that walks from region to region: its first sentences or its heading name the region,
//! and what they leave unsaid after that ("the oblast", "its exports", "the governor") is that region's.

use std::collections::BTreeMap;

use super::side::Side;
use super::topic::{self, Topic};
use crate::Reader;
use crate::names::EntityKind;
use crate::page::{Mention, Node, Page};

/// How many regions of one country begin paragraphs where a document walks: in running text, and under headings.
const WALK_MIN: usize = 3;
const SECTIONS_MIN: usize = 2;
/// Where in its sentence a paragraph's region stands, at the latest, in tokens.
const LEAD: u32 = 4;
/// In which of a paragraph's sentences.
const SENTENCES: usize = 2;
/// The longest heading, in units.
const HEADING: usize = 4;

/// A paragraph that begins with a region.
struct Lead {
    paragraph: u32,
    side: Side,
    heading: bool,
}

/// For each sentence the sides of its paragraph; empty where the document is about one pair of sides throughout.
pub(crate) fn topics(reader: &Reader, page: &Page<'_>, whole: &Topic) -> Vec<Option<Topic>> {
    let leads = leads(reader, page);
    let mut countries: BTreeMap<&str, Vec<&Lead>> = BTreeMap::new();
    for lead in &leads {
        let all = countries.entry(lead.side.country.as_deref().unwrap_or("")).or_default();
        if all.iter().all(|have| have.side.name != lead.side.name) {
            all.push(lead);
        }
    }
    let walks = |all: &&Vec<&Lead>| {
        let headings = all.iter().filter(|lead| lead.heading).count();
        all.len() >= WALK_MIN || (all.len() >= SECTIONS_MIN && headings == all.len())
    };
    let Some(country) =
        countries.values().filter(walks).max_by_key(|all| all.len()).map(|all| all[0].side.country.clone())
    else {
        return Vec::new();
    };
    let Some(home) = whole.sides.iter().find(|side| side.country != country) else { return Vec::new() };
    let mut here: Option<&Lead> = None;
    let mut next = leads.iter().filter(|lead| lead.side.country == country).peekable();
    page.sentences
        .iter()
        .map(|sentence| {
            while let Some(lead) = next.next_if(|lead| lead.paragraph <= sentence.paragraph) {
                here = Some(lead);
            }
            let lead = here.filter(|lead| lead.heading || lead.paragraph == sentence.paragraph)?;
            Some(Topic { sides: vec![home.clone(), lead.side.clone()] })
        })
        .collect()
}

/// The paragraphs that begin with a region or its seat.
fn leads(reader: &Reader, page: &Page<'_>) -> Vec<Lead> {
    let mut out: Vec<Lead> = Vec::new();
    let mut count = (u32::MAX, 0);
    for (at, sentence) in page.sentences.iter().enumerate() {
        if sentence.furniture || sentence.nodes.is_empty() {
            continue;
        }
        count = if count.0 == sentence.paragraph { (count.0, count.1 + 1) } else { (sentence.paragraph, 0) };
        if count.1 >= SENTENCES || out.last().is_some_and(|lead| lead.paragraph == sentence.paragraph) {
            continue;
        }
        let first = page.segments.sentences[at].first;
        let from = page.names.mentions.partition_point(|mention| mention.tokens.start < first);
        let named = page.names.mentions[from..].iter().take_while(|mention| mention.tokens.start < first + LEAD);
        let region = named
            .filter(|mention| !mention.adjective && mention.by != "dateline")
            .find_map(|mention| region(reader, page, mention.entity as usize));
        let Some(side) = region else { continue };
        let rest = page.sentences[at + 1..].iter().take_while(|next| next.paragraph == sentence.paragraph);
        let said = std::iter::once(sentence).chain(rest).any(|next| next.nodes.iter().any(Node::is_verb));
        let figures = sentence.nodes.iter().any(|node| matches!(node.mention, Some(Mention::Value(_))));
        let heading = !said && !figures && sentence.nodes.len() <= HEADING;
        // A row of a table begins with a region too, and says nothing.
        if said || heading {
            out.push(Lead { paragraph: sentence.paragraph, side, heading });
        }
    }
    out
}

/// A region, or that of a town called like it.
fn region(reader: &Reader, page: &Page<'_>, entity: usize) -> Option<Side> {
    let found = &page.names.entities[entity];
    let id = found.id.as_deref().or(found.within.as_deref())?;
    let country = id.get(..2)?;
    let capital = reader.capitals.get(country).is_some_and(|capital| *capital == found.name);
    let (name, id) = match found.kind {
        EntityKind::Subdivision => (found.name.clone(), found.id.clone()),
        EntityKind::Town if !capital && found.id.is_some() => (found.name.clone(), found.id.clone()),
        EntityKind::Town if !capital && topic::is_seat(reader, &found.name, found.within.as_deref()) => {
            (reader.places.get(id)?.clone(), found.within.clone())
        }
        _ => return None,
    };
    let id = id.filter(|id| id.contains('-'))?;
    Some(topic::side(country, name, Some(id)))
}
