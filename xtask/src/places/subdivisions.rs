//! The table of ISO 3166-2 subdivisions: usual names, other names, capitals, adjectives, former names.

use std::collections::BTreeMap;
use std::path::Path;

use super::forms::{Bare, Form, Forms};
use super::sources::{self, Admin1, IsoSubdivision, OtherNames};
use super::table::{self, PLAIN, add, fold, key};
use super::towns::Towns;

/// A row of `subdivisions.tsv`.
pub struct Subdivision {
    id: String,
    name: String,
    aliases: Vec<String>,
    capital: String,
    adjectives: Vec<String>,
    former: Vec<String>,
    /// Its bare name stands for it whatever else has that name.
    is_state: bool,
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

/// Makes the rows, sorted by code. `others` are names that mean something else when they stand bare.
///
/// # Errors
/// Where a source cannot be read, a hand-kept row has an unknown or repeated code, or a category has no form.
pub fn build(
    from: &Path,
    hand: &Path,
    admin1: &Admin1,
    towns: &Towns,
    others: &OtherNames,
) -> Result<Vec<Subdivision>, String> {
    let iso = sources::iso_subdivisions(from)?;
    let cldr = sources::cldr_names(from)?;
    let forms = Forms::read(&hand.join("forms.tsv"))?;
    let additions = additions(&hand.join("subdivisions-additions.tsv"), &iso)?;
    let capitals = capitals(admin1, towns);
    let none = Addition::default();
    let mut rows = Vec::new();
    for (id, entry) in &iso {
        let form = forms.find(&id[..2], &entry.category);
        let form = form.ok_or_else(|| format!("forms.tsv: no row for `{}` of `{}`", entry.category, &id[..2]))?;
        let bare = |stem: &str| match form.bare {
            Bare::Always => !others.has(stem),
            Bare::Free => !others.has(stem) && !towns.names_beside(stem, id),
            Bare::Never => false,
        };
        let full = |stem: &str| {
            let names = form.complete(stem);
            match others.countries.get(&id[..2]) {
                Some(country) if others.is_vague(stem) => forms.beside_country(&names, country),
                _ => names,
            }
        };
        let kept = additions.get(id).unwrap_or(&none);
        let mut stems = kept.stems.clone();
        if stems == ["-"] {
            stems.clear();
        } else if stems.is_empty() {
            stems = stems_of(entry, form, cldr.get(id));
        }
        let mut names = Vec::new();
        for stem in &stems {
            if bare(stem) {
                names.push(stem.clone());
            }
            names.extend(full(stem));
        }
        let mut row = named(id, names, kept);
        row.is_state = form.bare == Bare::Always && stems.contains(&row.name);
        if row.capital.is_empty() {
            row.capital = capitals.get(id.as_str()).cloned().unwrap_or_default();
        }
        // A city that is a subdivision has no capital beside itself.
        if row.capital == row.name {
            row.capital.clear();
        }
        rows.push(row);
    }
    drop_aliases_that_are_names(&mut rows);
    Ok(rows)
}

/// Bare names, as they are compared, and codes of the subdivisions that stand for themselves.
pub fn states(rows: &[Subdivision]) -> BTreeMap<String, String> {
    rows.iter().filter(|row| row.is_state).map(|row| (key(&row.name), row.id.clone())).collect()
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
# made: by xtask/src/places.rs; names are compared without case, marks and signs, so each stands once; a bare name is left out where it belongs to a town beside it
id\tname\taliases\tcapital\tadjectives\tformer
";

/// Bare names of a subdivision by CLDR and by the standard.
fn stems_of(entry: &IsoSubdivision, form: &Form, cldr: Option<&String>) -> Vec<String> {
    let local = local_name(&entry.name);
    let mut stems = vec![form.stem(cldr.unwrap_or(&local)).to_owned()];
    add(&mut stems, "", form.stem(&local));
    stems
}

/// The row of a subdivision with these names, the first its usual one where none is kept by hand.
fn named(id: &str, mut names: Vec<String>, kept: &Addition) -> Subdivision {
    let mut name = if !kept.name.is_empty() { kept.name.clone() } else { names.first().cloned().unwrap_or_default() };
    if PLAIN.contains(&&id[..2]) {
        name = fold(&name);
        names.iter_mut().for_each(|alias| *alias = fold(alias));
    }
    let mut aliases = Vec::new();
    for alias in kept.aliases.iter().filter(|alias| !alias.starts_with('!')).chain(&names) {
        add(&mut aliases, &name, alias);
    }
    let mut former = Vec::new();
    kept.former.iter().for_each(|old| add(&mut former, "", old));
    aliases.retain(|alias| !kept.aliases.iter().any(|dropped| dropped.strip_prefix('!') == Some(alias)));
    Subdivision {
        id: id.to_owned(),
        name,
        aliases,
        capital: kept.capital.clone(),
        adjectives: kept.adjectives.clone(),
        former,
        is_state: false,
    }
}

/// The standard's name without its notes in brackets and behind a comma.
fn local_name(name: &str) -> String {
    let end = name.find(['[', '(', ',', '/']).unwrap_or(name.len());
    name[..end].trim().trim_end_matches(['\'', '*']).to_owned()
}

/// A name that one subdivision of a country has as its usual one is no alias of another.
fn drop_aliases_that_are_names(rows: &mut [Subdivision]) {
    let names: BTreeMap<(String, String), String> =
        rows.iter().map(|row| ((row.id[..2].to_owned(), key(&row.name)), row.id.clone())).collect();
    for row in rows {
        let country = row.id[..2].to_owned();
        let id = row.id.clone();
        row.aliases.retain(|alias| names.get(&(country.clone(), key(alias))).is_none_or(|owner| *owner == id));
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
