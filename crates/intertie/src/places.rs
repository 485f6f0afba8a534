//! What the lists know of places by name: countries, regions, towns, and the organisations that have their seat there.

use std::cmp::Reverse;

use anyhow::{Result, bail};
use reader::pack::{PackError, PackFile, Row, table};

/// What a place is, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A country of ISO 3166-1.
    Country,
    /// A subdivision of ISO 3166-2.
    Region,
    /// A grouping of countries.
    Group,
    /// A town.
    Town,
    /// An organisation.
    Organisation,
}

impl Sort {
    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Country => "country",
            Sort::Region => "region",
            Sort::Group => "group",
            Sort::Town => "town",
            Sort::Organisation => "organisation",
        }
    }
}

/// A row of the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub sort: Sort,
    /// The usual name.
    pub name: String,
    /// ISO 3166 code of a country or region.
    pub id: Option<String>,
    /// Code of the country or region that it lies in.
    pub within: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Names of former times.
    pub former: Vec<String>,
    /// Adjectives and names of the people.
    pub adjectives: Vec<String>,
    /// The capital of a country or region.
    pub capital: Option<String>,
    /// Inhabitants of a town; 0 where unknown.
    pub population: u64,
}

/// How a name stands for a place, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Id,
    Name,
    Alias,
    Former,
    Adjective,
}

/// The lists.
#[derive(Clone, Debug, Default)]
pub struct Places {
    known: Vec<Known>,
}

impl Places {
    /// Reads the lists of places and organisations; later packs add rows.
    ///
    /// # Errors
    /// Where a file is no table of its columns.
    pub fn load(files: &[PackFile]) -> Result<Places, PackError> {
        let mut known = Vec::new();
        for file in files {
            match file.path.as_str() {
                "data/places/countries.tsv" => known.extend(countries(file)?),
                "data/places/subdivisions.tsv" => known.extend(regions(file)?),
                "data/places/towns.tsv" => known.extend(towns(file)?),
                "data/places/groups.tsv" => known.extend(groups(file)?),
                path if path.starts_with("data/organisations/") => known.extend(organisations(file)?),
                _ => {}
            }
        }
        Ok(Places { known })
    }

    /// Everything that `name` stands for, the likeliest first: by code, name, other name, former name, adjective; among these the
    /// widest first, then the largest.
    pub fn named(&self, name: &str) -> Vec<&Known> {
        let wanted = fold(name);
        let mut found: Vec<(Match, Sort, Reverse<u64>, usize)> = Vec::new();
        for (index, known) in self.known.iter().enumerate() {
            if let Some(how) = known.matches(name, &wanted) {
                found.push((how, known.sort, Reverse(known.population), index));
            }
        }
        found.sort();
        found.into_iter().map(|(.., index)| &self.known[index]).collect()
    }

    /// The place that a user means by `name`: a country or region where it is one, else a town.
    ///
    /// # Errors
    /// Where no list has it, with names that are near.
    pub fn meant(&self, name: &str) -> Result<&Known> {
        let found = self.named(name);
        // "Samara" is a town and, in people's mouth, its region: what has a code goes before what lies in it.
        let best = found.iter().find(|known| known.id.is_some()).or(found.first());
        if let Some(known) = best {
            return Ok(self.region_of_capital(known).unwrap_or(known));
        }
        let near = self.near(name);
        let hint = if near.is_empty() {
            "a place is a country, region or town by its English name, or an ISO 3166 code such as `RU-SAM`".to_owned()
        } else {
            format!("near names: {}", near.join(", "))
        };
        bail!("place `{name}` is unknown\nhint: {hint}")
    }

    /// Names of the towns and organisations that lie in the place, without those that have a code of their own.
    pub fn members(&self, place: &Known) -> Vec<&Known> {
        let Some(id) = &place.id else { return Vec::new() };
        let below = format!("{id}-");
        let lies_in = |known: &&Known| {
            known.id.is_none() && known.within.as_ref().is_some_and(|within| within == id || within.starts_with(&below))
        };
        self.known.iter().filter(lies_in).collect()
    }

    /// The place with this ISO code.
    pub fn by_id(&self, id: &str) -> Option<&Known> {
        self.known.iter().find(|known| known.id.as_deref() == Some(id))
    }

    /// Where a town is the capital of the region that it lies in and bears its name, that region.
    fn region_of_capital(&self, town: &Known) -> Option<&Known> {
        if town.sort != Sort::Town {
            return None;
        }
        let region = self.by_id(town.within.as_deref()?)?;
        let is_capital = region.sort == Sort::Region
            && region.capital.as_deref().is_some_and(|capital| fold(capital) == fold(&town.name))
            && fold(&region.name).starts_with(&fold(&town.name));
        is_capital.then_some(region)
    }

    /// Up to five names like `name`, the likest first.
    fn near(&self, name: &str) -> Vec<String> {
        const LIKE: f64 = 0.7;
        let wanted = fold(name);
        let mut near: Vec<(u64, &str)> = Vec::new();
        for known in self.known.iter().filter(|known| known.sort != Sort::Organisation) {
            let likeness = known
                .names()
                .map(|form| strsim::normalized_damerau_levenshtein(&fold(form), &wanted))
                .fold(0.0, f64::max);
            if likeness >= LIKE {
                near.push(((likeness * 1e6) as u64, &known.name));
            }
        }
        near.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        near.dedup_by(|a, b| a.1 == b.1);
        near.into_iter().take(5).map(|(_, name)| name.to_owned()).collect()
    }
}

impl Known {
    /// The name, other names and former names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).chain(&self.former).map(String::as_str)
    }

    fn matches(&self, typed: &str, wanted: &str) -> Option<Match> {
        let any = |names: &[String]| names.iter().any(|name| fold(name) == wanted);
        if self.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(typed.trim())) {
            Some(Match::Id)
        } else if wanted.is_empty() {
            None
        } else if fold(&self.name) == wanted {
            Some(Match::Name)
        } else if any(&self.aliases) {
            Some(Match::Alias)
        } else if any(&self.former) {
            Some(Match::Former)
        } else if any(&self.adjectives) {
            Some(Match::Adjective)
        } else {
            None
        }
    }
}

/// The words of a name in lower case, parted by one space.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

fn known(sort: Sort, name: &str) -> Known {
    Known {
        sort,
        name: name.to_owned(),
        id: None,
        within: None,
        aliases: Vec::new(),
        former: Vec::new(),
        adjectives: Vec::new(),
        capital: None,
        population: 0,
    }
}

fn cell(row: &Row<'_>, column: usize) -> Option<String> {
    Some(row.cells[column].to_owned()).filter(|cell| !cell.is_empty())
}

fn list(row: &Row<'_>, column: usize) -> Vec<String> {
    row.list(column).map(str::to_owned).collect()
}

fn countries(file: &PackFile) -> Result<Vec<Known>, PackError> {
    let rows = table(file, &["id", "name", "aliases", "adjectives", "capital"])?;
    let of = |row: &Row<'_>| Known {
        id: cell(row, 0),
        aliases: list(row, 2),
        adjectives: list(row, 3),
        capital: cell(row, 4),
        ..known(Sort::Country, row.cells[1])
    };
    Ok(rows.iter().map(of).collect())
}

fn regions(file: &PackFile) -> Result<Vec<Known>, PackError> {
    let rows = table(file, &["id", "name", "aliases", "capital", "adjectives", "former"])?;
    let of = |row: &Row<'_>| Known {
        id: cell(row, 0),
        within: row.cells[0].split_once('-').map(|(country, _)| country.to_owned()),
        aliases: list(row, 2),
        capital: cell(row, 3),
        adjectives: list(row, 4),
        former: list(row, 5),
        ..known(Sort::Region, row.cells[1])
    };
    Ok(rows.iter().map(of).collect())
}

fn towns(file: &PackFile) -> Result<Vec<Known>, PackError> {
    let rows = table(file, &["name", "country", "subdivision", "aliases", "former", "population", "lat", "lon"])?;
    let of = |row: &Row<'_>| Known {
        within: cell(row, 2).or_else(|| cell(row, 1)),
        aliases: list(row, 3),
        former: list(row, 4),
        population: row.cells[5].parse().unwrap_or(0),
        ..known(Sort::Town, row.cells[0])
    };
    Ok(rows.iter().map(of).collect())
}

fn groups(file: &PackFile) -> Result<Vec<Known>, PackError> {
    let rows = table(file, &["name", "aliases", "members", "id"])?;
    let of = |row: &Row<'_>| Known { id: cell(row, 3), aliases: list(row, 1), ..known(Sort::Group, row.cells[0]) };
    Ok(rows.iter().map(of).collect())
}

fn organisations(file: &PackFile) -> Result<Vec<Known>, PackError> {
    let rows = table(file, &["name", "aliases", "place", "field"])?;
    let of = |row: &Row<'_>| Known {
        within: cell(row, 2),
        aliases: list(row, 1),
        ..known(Sort::Organisation, row.cells[0])
    };
    Ok(rows.iter().map(of).collect())
}
