//! Documents to statements: gazetteers, mentions, rules. No files, no database, no HTTP.

mod apply;
mod by_word;
mod fnv;
mod learned;
pub mod lexicon;
pub mod names;
pub mod pack;
mod page;
mod rule;
mod times;
pub mod values;

use std::collections::{BTreeMap, BTreeSet};

use model::{Document, Statement, TimeExpression};

pub use learned::{Choice, Item, Reason, Study};
pub use rule::{Example, Failure, Rule, Rules};

use lexicon::Lexicon;
use names::Gazetteer;
use pack::{PackError, PackFile, table};

/// The reader: word lists, places, names and rules, compiled. Reading needs nothing else and changes nothing.
pub struct Reader {
    pub(crate) lexicon: Lexicon,
    pub(crate) words: apply::Words,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) value_words: values::Words,
    pub(crate) rules: Rules,
    /// Decisions learned from marked documents.
    pub(crate) learned: learned::Learned,
    /// Names of news agencies in lower case: they report and do not speak.
    pub(crate) agencies: BTreeSet<String>,
    /// Endings of verb forms with what stands instead in the lemma, in the order to be tried.
    pub(crate) endings: Vec<(String, String)>,
    /// Names of organisations by their names and aliases in lower case.
    pub(crate) organisations: BTreeMap<String, String>,
    /// Names of countries and regions by ISO 3166 code.
    pub(crate) places: BTreeMap<String, String>,
    /// Capitals by the ISO 3166-1 code of their country.
    pub(crate) capitals: BTreeMap<String, String>,
    /// Where regions have an office, by a word of its title.
    pub(crate) office_countries: BTreeMap<String, OfficeCountries>,
}

/// The countries whose regions have an office, or lack it, by ISO 3166-1 code.
pub(crate) struct OfficeCountries {
    /// Where alone it is; empty where no such list is known.
    pub only: Vec<String>,
    /// Where it is not.
    pub never: Vec<String>,
}

impl Reader {
    /// Compiles packs: the embedded one (`pack::embedded`) and those of the user, later ones adding to or replacing earlier.
    ///
    /// # Errors
    /// The first fault found in a rule or data file: file, line, rule, what was found, what is allowed.
    pub fn load(files: &[PackFile]) -> Result<Reader, PackError> {
        let lexicon = Lexicon::load(files)?;
        let rules = Rules::load(files, &lexicon)?;
        let mut agencies = BTreeSet::new();
        let mut organisations = BTreeMap::new();
        for file in files.iter().filter(|file| file.path.starts_with("data/organisations/")) {
            let agency = file.path.ends_with("/agencies.tsv");
            for row in table(file, &["name", "aliases", "place", "field"])? {
                for name in std::iter::once(row.cells[0]).chain(row.list(1)) {
                    organisations.insert(name.to_lowercase(), row.cells[0].to_owned());
                    if agency {
                        agencies.insert(name.to_lowercase());
                    }
                }
            }
        }
        let (places, capitals) = places(files)?;
        Ok(Reader {
            places,
            capitals,
            words: apply::Words::new(&lexicon),
            gazetteer: Gazetteer::load(files)?,
            value_words: values::Words::load(files)?,
            lexicon,
            rules,
            learned: learned::Learned::load(files)?,
            agencies,
            endings: endings(files)?,
            office_countries: office_countries(files)?,
            organisations,
        })
    }

    /// True for a class that a rule or a speaker may hang on.
    pub(crate) fn is_of_interest(&self, class: lexicon::Class) -> bool {
        let words = &self.words;
        self.rules.is_trigger(class)
            || [words.speech, words.opinion, words.reckon, words.tally, words.according, words.words_noun]
                .contains(&class)
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads a document: every statement that it makes, in the order of its evidence. Never fails; the same document always
    /// gives the same statements.
    pub fn read(&self, document: &Document) -> Vec<Statement> {
        let page = page::Page::new(self, document);
        apply::statements(self, &page)
    }

    /// The expressions of time of a document, in order, as TimeML's TIMEX3 has them.
    pub fn times(&self, document: &Document) -> Vec<TimeExpression> {
        times::expressions(&self.value_words, document)
    }

    /// Runs the rules' own examples; those that do not come out as their rule says, in the order of the rules.
    pub fn check(&self) -> Vec<Failure> {
        rule::check::failures(self)
    }

    /// How the document looks to the rules: one line a unit with tag, link, mention and word classes. For people who write rules.
    pub fn trace(&self, document: &Document) -> String {
        let page = page::Page::new(self, document);
        let topics = apply::topics(self, &page).join(", ");
        format!("#topic {topics}\n{}", page::trace(&page, &self.lexicon, &apply::voices(self, &page)))
    }
}

/// Endings of verb forms, from every `endings.tsv`.
fn endings(files: &[PackFile]) -> Result<Vec<(String, String)>, PackError> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with("/endings.tsv")) {
        out.extend(
            table(file, &["ending", "lemma_ending"])?
                .iter()
                .map(|row| (row.cells[0].to_owned(), row.cells[1].to_owned())),
        );
    }
    Ok(out)
}

/// Offices by country, from every `office_countries.tsv`.
fn office_countries(files: &[PackFile]) -> Result<BTreeMap<String, OfficeCountries>, PackError> {
    let mut out = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.ends_with("/office_countries.tsv")) {
        for row in table(file, &["word", "only", "never"])? {
            let list = |cell| row.list(cell).map(str::to_owned).collect();
            out.insert(row.cells[0].to_owned(), OfficeCountries { only: list(1), never: list(2) });
        }
    }
    Ok(out)
}

type Names = BTreeMap<String, String>;

/// Names by code and capitals by country, from the tables of places.
fn places(files: &[PackFile]) -> Result<(Names, Names), PackError> {
    let mut names = BTreeMap::new();
    let mut capitals = BTreeMap::new();
    for file in files {
        if file.path.ends_with("/countries.tsv") {
            for row in table(file, &["id", "name", "aliases", "adjectives", "capital"])? {
                names.insert(row.cells[0].to_owned(), row.cells[1].to_owned());
                capitals.insert(row.cells[0].to_owned(), row.cells[4].to_owned());
            }
        } else if file.path.ends_with("/subdivisions.tsv") {
            for row in table(file, &["id", "name", "aliases", "capital", "adjectives", "former"])? {
                names.insert(row.cells[0].to_owned(), row.cells[1].to_owned());
            }
        }
    }
    Ok((names, capitals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_pack_loads() {
        let reader = Reader::load(&pack::embedded()).map_err(|error| error.to_string());
        assert!(reader.is_ok_and(|reader| reader.rules().iter().count() > 20));
    }

    #[test]
    fn every_rule_keeps_its_examples() {
        let reader = Reader::load(&pack::embedded()).unwrap();
        let failures: Vec<String> = reader.check().iter().map(ToString::to_string).collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
