//! The lists of countries, regions, towns, groups and organisations, and the words that names are recognised by.

use super::EntityKind;
use super::fold::{START, feed};
use super::lexicon::{HashOf, Lexicon};
use crate::pack::{PackError, PackFile, Row, table};

/// A name of the lists.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// What it names.
    pub kind: EntityKind,
    /// The usual name.
    pub name: String,
    /// ISO 3166-1 or -2 id of a country or region.
    pub id: Option<String>,
    /// ISO 3166-1 or -2 id of the country or region that a town or organisation lies in.
    pub within: Option<String>,
    /// Inhabitants of a town, 0 where unknown.
    pub population: u32,
    /// A news agency.
    pub agency: bool,
}

/// How a form stands for its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A name or another name.
    Name,
    /// The name of former times.
    Former,
    /// The adjective, or the people.
    Adjective,
}

/// The case that a form asks of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Any.
    Any,
    /// The first letter is a capital.
    Capital,
    /// All letters are capitals: a short abbreviation.
    Capitals,
}

/// One reading of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Index of the listed name.
    pub listed: u32,
    /// How the form stands for it.
    pub how: How,
    /// The case that the text must have.
    pub case: Case,
    next: u32,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    first: u32,
    longer: bool,
}

const NONE: u32 = u32::MAX;

impl Default for Node {
    fn default() -> Self {
        Node { first: NONE, longer: false }
    }
}

/// All lists, ready for look-up by the hash of a phrase's folded words.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) listed: Vec<Listed>,
    pub(super) lexicon: Lexicon,
    nodes: HashOf<Node>,
    readings: Vec<Reading>,
    ambiguous: HashOf<()>,
    capitals: HashOf<u32>,
}

impl Gazetteer {
    /// Reads the lists of `data/places`, `data/organisations` and a language's folder; other files are left alone.
    ///
    /// # Errors
    /// Where a file is no table of its columns, or a cell holds what is not allowed there.
    pub fn load(files: &[PackFile]) -> Result<Gazetteer, PackError> {
        let mut gazetteer = Gazetteer::default();
        for file in files {
            match file.path.as_str() {
                "data/places/countries.tsv" => gazetteer.add_countries(file)?,
                "data/places/subdivisions.tsv" => gazetteer.add_subdivisions(file)?,
                "data/places/towns.tsv" => gazetteer.add_towns(file)?,
                "data/places/groups.tsv" => gazetteer.add_groups(file)?,
                "data/places/ambiguous.tsv" => {
                    for row in table(file, &["name", "why"])? {
                        gazetteer.ambiguous.insert(feed(START, row.cells[0]), ());
                    }
                }
                path if path.starts_with("data/organisations/") => gazetteer.add_organisations(file)?,
                _ => {
                    gazetteer.lexicon.add(file)?;
                }
            }
        }
        Ok(gazetteer)
    }

    /// The readings of a phrase hash, and whether a longer phrase goes on from it.
    pub(super) fn look_up(&self, hash: u64) -> (impl Iterator<Item = Reading> + '_, bool) {
        let node = self.nodes.get(&hash).copied().unwrap_or_default();
        let mut next = node.first;
        let readings = std::iter::from_fn(move || {
            let reading = *self.readings.get(next as usize)?;
            next = reading.next;
            Some(reading)
        });
        (readings, node.longer)
    }

    /// True where the name is a place only with a word beside it that says so.
    pub(super) fn is_ambiguous(&self, hash: u64) -> bool {
        self.ambiguous.contains_key(&hash)
    }

    /// The region whose capital has this phrase hash; `None` where there is none or several.
    pub(super) fn region_of_capital(&self, hash: u64) -> Option<u32> {
        self.capitals.get(&hash).copied().filter(|listed| *listed != NONE)
    }

    fn list(&mut self, listed: Listed) -> u32 {
        self.listed.push(listed);
        self.listed.len().saturating_sub(1) as u32
    }

    fn add_countries(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["id", "name", "aliases", "adjectives", "capital"])? {
            let id = needed(&row, 0, "id")?;
            let name = needed(&row, 1, "name")?;
            let listed = self.list(Listed {
                kind: EntityKind::Country,
                name: name.to_owned(),
                id: Some(id.to_owned()),
                within: None,
                population: 0,
                agency: false,
            });
            self.form(name, listed, How::Name);
            row.list(2).for_each(|form| self.form(form, listed, How::Name));
            row.list(3).for_each(|form| self.form(form, listed, How::Adjective));
        }
        Ok(())
    }

    fn add_subdivisions(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["id", "name", "aliases", "capital", "adjectives", "former"])? {
            let id = needed(&row, 0, "id")?;
            let name = needed(&row, 1, "name")?;
            let listed = self.list(Listed {
                kind: EntityKind::Subdivision,
                name: name.to_owned(),
                id: Some(id.to_owned()),
                within: Some(country_of(id).to_owned()),
                population: 0,
                agency: false,
            });
            self.form(name, listed, How::Name);
            row.list(2).for_each(|form| self.form(form, listed, How::Name));
            row.list(4).for_each(|form| self.form(form, listed, How::Adjective));
            row.list(5).for_each(|form| self.form(form, listed, How::Former));
            for capital in row.list(3) {
                self.capitals.entry(feed(START, capital)).and_modify(|old| *old = NONE).or_insert(listed);
            }
        }
        Ok(())
    }

    fn add_towns(&mut self, file: &PackFile) -> Result<(), PackError> {
        let columns = ["name", "country", "subdivision", "aliases", "former", "population", "lat", "lon"];
        for row in table(file, &columns)? {
            let name = needed(&row, 0, "name")?;
            let population = match row.cells[5] {
                "" => 0,
                digits => digits.parse().map_err(|_| {
                    row.error(format!("population `{digits}` is no number"), "allowed: a whole number, or nothing")
                })?,
            };
            let within = if row.cells[2].is_empty() { row.cells[1] } else { row.cells[2] };
            let listed = self.list(Listed {
                kind: EntityKind::Town,
                name: name.to_owned(),
                id: None,
                within: Some(within.to_owned()).filter(|id| !id.is_empty()),
                population,
                agency: false,
            });
            self.form(name, listed, How::Name);
            row.list(3).for_each(|form| self.form(form, listed, How::Name));
            row.list(4).for_each(|form| self.form(form, listed, How::Former));
        }
        Ok(())
    }

    fn add_groups(&mut self, file: &PackFile) -> Result<(), PackError> {
        for row in table(file, &["name", "aliases", "members", "id"])? {
            let name = needed(&row, 0, "name")?;
            let listed = self.list(Listed {
                kind: EntityKind::Group,
                name: name.to_owned(),
                id: Some(row.cells[3].to_owned()).filter(|id| !id.is_empty()),
                within: None,
                population: 0,
                agency: false,
            });
            self.form(name, listed, How::Name);
            row.list(1).for_each(|form| self.form(form, listed, How::Name));
        }
        Ok(())
    }

    fn add_organisations(&mut self, file: &PackFile) -> Result<(), PackError> {
        let agency = file.path.ends_with("/agencies.tsv");
        for row in table(file, &["name", "aliases", "place", "field"])? {
            let name = needed(&row, 0, "name")?;
            let listed = self.list(Listed {
                kind: EntityKind::Organisation,
                name: name.to_owned(),
                id: None,
                within: Some(row.cells[2].to_owned()).filter(|id| !id.is_empty()),
                population: 0,
                agency,
            });
            self.form(name, listed, How::Name);
            row.list(1).for_each(|form| self.form(form, listed, How::Name));
        }
        Ok(())
    }

    fn form(&mut self, form: &str, listed: u32, how: How) {
        let mut hash = START;
        let mut n_pieces = 0;
        let mut pieces = form.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).peekable();
        while let Some(piece) = pieces.next() {
            hash = feed(hash, piece);
            n_pieces += 1;
            let node = self.nodes.entry(hash).or_default();
            if pieces.peek().is_some() {
                node.longer = true;
            } else {
                let case = case_of(form, n_pieces);
                let index = self.readings.len() as u32;
                self.readings.push(Reading { listed, how, case, next: node.first });
                node.first = index;
            }
        }
    }
}

/// The country's code of an ISO 3166-2 id: `BY` of `BY-HO`.
pub(super) fn country_of(id: &str) -> &str {
    id.split('-').next().unwrap_or(id)
}

/// Short abbreviations must be written in capitals: "IT" is no "it", "Us" no "US".
fn case_of(form: &str, n_pieces: u32) -> Case {
    const SHORT_LETTERS: usize = 4;
    let capitals = form.chars().all(|c| !c.is_lowercase());
    if n_pieces == 1 && capitals && form.chars().count() <= SHORT_LETTERS {
        Case::Capitals
    } else if form.chars().next().is_some_and(char::is_lowercase) {
        Case::Any
    } else {
        Case::Capital
    }
}

fn needed<'a>(row: &Row<'a>, column: usize, name: &str) -> Result<&'a str, PackError> {
    match row.cells[column] {
        "" => Err(row.error(format!("`{name}` is empty"), format!("`{name}` is needed in every row"))),
        cell => Ok(cell),
    }
}
