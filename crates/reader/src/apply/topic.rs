//! The topic: the two sides that a document is about, by what its title, lead and text name most.

use std::collections::BTreeMap;

use super::side::Side;
use crate::Reader;
use crate::names::{EntityKind, NameMention};
use crate::page::Page;

/// The sides that a document is about, most named first; at most one of a country, at most two.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topic {
    pub sides: Vec<Side>,
}

/// What one mention weighs: in the title or lead, or further down.
const LEAD_WEIGHT: u32 = 4;
const TEXT_WEIGHT: u32 = 1;
/// A region stands for its country where it is named at least this often, in tenths of the country's own mentions.
const REGION_TENTHS: u32 = 5;
/// The seat of a region stands for the region where it is named at least this often, in tenths of the country's mentions.
const SEAT_TENTHS: u32 = 15;
/// How often a release names the organisation that it is about, at least.
const COMPANY_MIN: usize = 3;
/// Where in the title its name may begin, in bytes.
const OPENING: usize = 40;
/// How many sentences from the top count as the lead.
const LEAD_SENTENCES: usize = 3;

/// Finds the two sides.
pub(crate) fn topic(reader: &Reader, page: &Page<'_>) -> Topic {
    let mut places: BTreeMap<usize, u32> = BTreeMap::new();
    let mut countries: BTreeMap<String, u32> = BTreeMap::new();
    let lead = lead_end(page);
    for mention in &page.names.mentions {
        if mention.by == "dateline" || furniture(page, mention.tokens.start) {
            continue;
        }
        let weight = if mention.tokens.start < lead { LEAD_WEIGHT } else { TEXT_WEIGHT };
        let entity = &page.names.entities[mention.entity as usize];
        let Some(place) = entity.id.as_deref().or(entity.within.as_deref()) else { continue };
        let Some(country) = place.get(..2) else { continue };
        *countries.entry(country.to_owned()).or_default() += weight;
        if matches!(entity.kind, EntityKind::Country | EntityKind::Subdivision | EntityKind::Town) {
            // "The Latvian party": an adjective tells which side rather than which place.
            let adjective = mention.adjective && entity.kind == EntityKind::Country;
            *places.entry(mention.entity as usize).or_default() += if adjective { weight } else { 2 * weight };
        }
    }
    let mut ranked: Vec<(&String, &u32)> = countries.iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut sides: Vec<Side> =
        ranked.into_iter().filter_map(|(country, _)| best(reader, page, &places, country)).take(2).collect();
    if let Some(company) = company(page, &sides) {
        for side in &mut sides {
            if side.country == company.country {
                *side = company.clone();
            }
        }
    }
    Topic { sides }
}

/// The organisation that a release is about: what its heading names first and the text names again and again. It acts rather
/// than the country or region that it lies in: that of the first place named, where no list knows better.
fn company(page: &Page<'_>, sides: &[Side]) -> Option<Side> {
    let names = &page.names;
    let entity = |mention: &NameMention| &names.entities[mention.entity as usize];
    let title = page.document.title.as_deref()?.to_lowercase();
    let spot = |mention: &&NameMention| {
        let words = page.words(mention.tokens.clone()).to_lowercase();
        (words.chars().count() > 2).then(|| title.find(&words)).flatten()
    };
    // Of two that begin alike the longer: "Minsk Motor Plant" rather than "Minsk".
    let named = names
        .mentions
        .iter()
        .filter(|mention| !mention.adjective)
        .filter_map(|mention| Some((spot(&mention)?, std::cmp::Reverse(mention.tokens.len()), mention)));
    let (at, _, first) = named.min_by_key(|(at, length, mention)| (*at, *length, mention.tokens.start))?;
    let mentions = names.mentions.iter().filter(|mention| mention.entity == first.entity).count();
    let opens = at <= OPENING;
    if entity(first).kind != EntityKind::Organisation || mentions < COMPANY_MIN || first.by == "agency" || !opens {
        return None;
    }
    let found = entity(first);
    let of = |place: &str| place.get(..2).map(str::to_owned);
    let country = found.within.as_deref().and_then(of).or_else(|| {
        let place = names.mentions.iter().find(|mention| entity(mention).kind.is_place() && !mention.adjective)?;
        entity(place).id.as_deref().or(entity(place).within.as_deref()).and_then(of)
    })?;
    sides.iter().any(|side| side.country.as_ref() == Some(&country)).then(|| Side {
        name: found.name.clone(),
        id: None,
        country: Some(country),
        span: None,
        person: false,
        body: true,
    })
}

fn furniture(page: &Page<'_>, token: u32) -> bool {
    let at = page.segments.sentences.partition_point(|sentence| sentence.end <= token);
    page.sentences.get(at).is_some_and(|sentence| sentence.furniture)
}

fn lead_end(page: &Page<'_>) -> u32 {
    let mut left = LEAD_SENTENCES;
    for (index, sentence) in page.sentences.iter().enumerate() {
        if sentence.furniture {
            continue;
        }
        left -= 1;
        if left == 0 {
            return page.segments.sentences[index].end;
        }
    }
    u32::MAX
}

/// The best place of a country: its most named region (its towns' mentions added), or the country itself.
fn best(reader: &Reader, page: &Page<'_>, places: &BTreeMap<usize, u32>, country: &str) -> Option<Side> {
    let mut regions: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    let mut whole: Option<(u32, usize)> = None;
    let mut town: Option<(u32, usize)> = None;
    let capital = |name: &str| reader.capitals.get(country).is_some_and(|capital| *capital == name);
    for (&entity, &weight) in places {
        let found = &page.names.entities[entity];
        let id = found.id.as_deref().or(found.within.as_deref()).unwrap_or("");
        if !id.starts_with(country) {
            continue;
        }
        // A town that is a region by itself is spoken of as one, unless it stands for its country.
        let own_region = found.kind == EntityKind::Town && found.id.is_some() && !capital(&found.name);
        match found.kind {
            EntityKind::Country => whole = Some((weight, entity)),
            _ if found.kind == EntityKind::Subdivision || own_region => {
                regions.entry(id).and_modify(|have| *have = (have.0 + weight, entity)).or_insert((weight, entity));
            }
            _ => {
                if town.is_none_or(|(have, _)| weight > have) {
                    town = Some((weight, entity));
                }
            }
        }
    }
    for (&entity, &weight) in places {
        let found = &page.names.entities[entity];
        if found.kind == EntityKind::Town
            && found.id.is_none()
            && let Some(region) = found.within.as_deref().and_then(|id| regions.get_mut(id))
        {
            region.0 += weight;
        }
    }
    let region = regions.values().copied().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    // A region's seat named more than the country: the region is meant.
    let seat = town.filter(|(weight, entity)| {
        let found = &page.names.entities[*entity];
        let seat = is_seat(reader, &found.name, found.within.as_deref()) && !capital(&found.name);
        region.is_none() && seat && *weight * 10 >= whole.map_or(0, |whole| whole.0) * SEAT_TENTHS
    });
    if let Some((_, entity)) =
        town.filter(|_| region.is_none() && seat.is_none()).filter(|town| own(reader, page, *town, whole))
    {
        let found = &page.names.entities[entity];
        return Some(side(country, found.name.clone(), found.id.clone()));
    }
    let chosen = match (region, whole) {
        _ if seat.is_some() => seat,
        (Some(region), Some(whole)) if region.0 * 10 >= whole.0 * REGION_TENTHS => Some(region),
        (_, Some(whole)) => Some(whole),
        (Some(region), None) => Some(region),
        (None, None) => town,
    };
    let found = &page.names.entities[chosen?.1];
    let (name, id) = match found.kind {
        // The capital stands for its country ("Minsk counts on ..."), unless the text names a region of that country too.
        EntityKind::Subdivision | EntityKind::Town if capital(&found.name) => {
            (reader.places.get(country).cloned(), Some(country.to_owned()))
        }
        // A town stands for its region where the region is spoken of without its name.
        EntityKind::Town if found.id.is_none() => {
            (found.within.as_ref().and_then(|id| reader.places.get(id)).cloned(), found.within.clone())
        }
        _ => (Some(found.name.clone()), found.id.clone()),
    };
    Some(side(country, name.unwrap_or_else(|| found.name.clone()), id))
}

/// A page about a town and its partners: no region of its country is named, the town more than the country, and "the city" is
/// spoken of.
fn own(reader: &Reader, page: &Page<'_>, town: (u32, usize), whole: Option<(u32, usize)>) -> bool {
    const SPOKEN: usize = 2;
    let found = &page.names.entities[town.1];
    let capital = found.within.as_deref().and_then(|id| reader.capitals.get(id.get(..2)?));
    let nodes = page.sentences.iter().flat_map(|sentence| &sentence.nodes);
    let spoken = nodes.filter(|node| node.mention.is_none() && node.is(reader.words.city_noun)).count();
    town.0 > whole.map_or(0, |whole| whole.0)
        && spoken >= SPOKEN
        && capital.is_none_or(|capital| *capital != found.name)
}

/// True where a region is called after the town, whose name then may mean either.
pub(super) fn is_seat(reader: &Reader, town: &str, region: Option<&str>) -> bool {
    const STEM: usize = 4;
    let Some(region) = region.and_then(|id| reader.places.get(id)) else { return false };
    let stem = |name: &str| name.chars().take(STEM).collect::<String>().to_lowercase();
    stem(region) == stem(town)
}

pub(super) fn side(country: &str, name: String, id: Option<String>) -> Side {
    Side { name, id, country: Some(country.to_owned()), span: None, person: false, body: false }
}
