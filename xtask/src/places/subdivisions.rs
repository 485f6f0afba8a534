//! The table of ISO 3166-2 subdivisions: usual names, other names, capitals, adjectives, former names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::forms::{Bare, Form, Forms};
use super::sources::{self, Admin1, IsoSubdivision};
use super::table::{self, add, fold};
use super::towns::Towns;

/// A row of `subdivisions.tsv`.
pub struct Subdivision {
    id: String,
    name: String,
    aliases: Vec<String>,
    capital: String,
    adjectives: Vec<String>,
    former: Vec<String>,
}

/// What is kept by hand of a subdivision.
#[derive(Default)]
struct Addition {
    name: String,
    stems: Vec<String>,
    aliases: Vec<String>,
    capital: String,
    adjectives: Vec<String>,
    former: Vec<String>,
}

/// Makes the rows, sorted by code.
///
/// # Errors
/// Where a source cannot be read, a hand-kept row has an unknown or repeated code, or a category has no form.
pub fn build(
    from: &Path,
    hand: &Path,
    admin1: &Admin1,
    towns: &Towns,
    countries: &BTreeSet<String>,
) -> Result<Vec<Subdivision>, String> {
    let iso = sources::iso_subdivisions(from)?;
    let cldr = sources::cldr_names(from)?;
    let forms = Forms::read(&hand.join("forms.tsv"))?;
    let additions = additions(&hand.join("subdivisions-additions.tsv"), &iso)?;
    let capitals = capitals(admin1, towns);
    let mut rows = Vec::new();
    for (id, entry) in &iso {
        let form = forms.find(&id[..2], &entry.category);
        let form = form.ok_or_else(|| format!("forms.tsv: no row for `{}` of `{}`", entry.category, &id[..2]))?;
        let has_town = |stem: &str| towns.names_beside(stem, id);
        let is_country = |stem: &str| countries.contains(stem);
        let addition = additions.get(id);
        let mut row = name(id, entry, form, cldr.get(id), addition, (&has_town, &is_country));
        if row.capital.is_empty() {
            row.capital = capitals.get(id.as_str()).cloned().unwrap_or_default();
        }
        rows.push(row);
    }
    drop_aliases_that_are_names(&mut rows);
    Ok(rows)
}

/// The table as text.
pub fn print(rows: &[Subdivision]) -> String {
    let mut out = String::from(HEAD);
    for row in rows {
        let cells = [
            row.id.clone(),
            row.name.clone(),
            row.aliases.join(";"),
            row.capital.clone(),
            row.adjectives.join(";"),
            row.former.join(";"),
        ];
        out.push_str(&table::line(&cells));
    }
    out
}

const HEAD: &str = "\
# what: the subdivisions of ISO 3166-2 with their usual English names, other names, capital, adjectives and former names
# source: codes and categories from iso3166-2 1.8.4 (MIT); names from CLDR 48.2 (Unicode licence v3); capitals from GeoNames (CC BY 4.0); the rest compiled for this project (sources/subdivisions-additions.tsv, sources/forms.tsv)
# licence: Unicode licence v3 and CC BY 4.0 for what comes from there, MIT OR Apache-2.0 for the rest
# date: 2026-11-24
# made: by xtask/src/places.rs; a bare name is left out where it belongs to a town beside it
id\tname\taliases\tcapital\tadjectives\tformer
";

/// Names a subdivision from what is kept by hand, else from CLDR, else from the standard.
fn name(
    id: &str,
    entry: &IsoSubdivision,
    form: &Form,
    cldr: Option<&String>,
    addition: Option<&Addition>,
    (has_town, is_country): (&dyn Fn(&str) -> bool, &dyn Fn(&str) -> bool),
) -> Subdivision {
    let local = local_name(&entry.name);
    let usual = cldr.map_or(local.as_str(), String::as_str);
    let none = Addition::default();
    let kept = addition.unwrap_or(&none);
    let mut stems = kept.stems.clone();
    if stems.is_empty() {
        stems.push(form.stem(usual).to_owned());
        add(&mut stems, "", form.stem(&local));
    }
    let bare = |stem: &str| match form.bare {
        Bare::Always => !is_country(stem),
        Bare::Free => !entry.has_parent && !is_country(stem) && !has_town(stem),
        Bare::Never => false,
    };
    let mut names = Vec::new();
    for stem in &stems {
        if bare(stem) {
            names.push(stem.clone());
        }
        names.extend(form.complete(stem));
    }
    let name = if !kept.name.is_empty() { kept.name.clone() } else { names.first().cloned().unwrap_or_default() };
    let mut aliases = Vec::new();
    for alias in kept.aliases.iter().filter(|alias| !alias.starts_with('!')).chain(&names) {
        add(&mut aliases, &name, alias);
    }
    for alias in std::iter::once(&name).chain(&aliases.clone()) {
        add(&mut aliases, &name, &fold(alias));
    }
    aliases.retain(|alias| !kept.aliases.iter().any(|dropped| dropped.strip_prefix('!') == Some(alias)));
    Subdivision {
        id: id.to_owned(),
        name,
        aliases,
        capital: kept.capital.clone(),
        adjectives: kept.adjectives.clone(),
        former: kept.former.clone(),
    }
}

/// The standard's name without its notes in brackets and behind a comma.
fn local_name(name: &str) -> String {
    let end = name.find(['[', '(', ',']).unwrap_or(name.len());
    name[..end].trim().trim_end_matches(['\'', '*']).to_owned()
}

/// A name that one subdivision of a country has as its usual one is no alias of another.
fn drop_aliases_that_are_names(rows: &mut [Subdivision]) {
    let names: BTreeMap<(String, String), String> =
        rows.iter().map(|row| ((row.id[..2].to_owned(), row.name.clone()), row.id.clone())).collect();
    for row in rows {
        let country = row.id[..2].to_owned();
        let id = row.id.clone();
        row.aliases.retain(|alias| names.get(&(country.clone(), alias.clone())).is_none_or(|owner| *owner == id));
    }
}

/// Capitals by code, under the names that the table of towns gives them; the first region of a code counts.
fn capitals<'a>(admin1: &'a Admin1, towns: &Towns) -> BTreeMap<&'a str, String> {
    let mut out = BTreeMap::new();
    for ((country, _), region) in admin1 {
        if !region.capital.is_empty() {
            out.entry(region.id.as_str()).or_insert_with(|| towns.usual_name(country, &region.capital));
        }
    }
    out
}

fn additions(path: &Path, iso: &BTreeMap<String, IsoSubdivision>) -> Result<BTreeMap<String, Addition>, String> {
    let columns = ["id", "name", "stems", "aliases", "capital", "adjectives", "former"];
    let mut out = BTreeMap::new();
    for row in table::read(path, &columns)? {
        let id = row.cells[0].clone();
        if !iso.contains_key(&id) {
            return Err(format!("{}: `{id}` is no code of ISO 3166-2", row.place));
        }
        let addition = Addition {
            name: row.cells[1].clone(),
            stems: row.list(2),
            aliases: row.list(3),
            capital: row.cells[4].clone(),
            adjectives: row.list(5),
            former: row.list(6),
        };
        if out.insert(id.clone(), addition).is_some() {
            return Err(format!("{}: `{id}` is listed twice", row.place));
        }
    }
    Ok(out)
}
