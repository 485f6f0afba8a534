//! How names of subdivisions are completed with a generic word: "% Oblast", "Republic of %".

use std::collections::BTreeMap;
use std::path::Path;

use super::table;

/// When a bare name ("Gansu", "Samara") may stand for the subdivision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// Whatever else has that name.
    Always,
    /// Where neither a town beside it nor a country has that name.
    Free,
    /// Not by rule; hand-kept aliases may still be bare.
    Never,
}

/// How the subdivisions of a country and category are named.
pub struct Form {
    /// When the bare name stands for the subdivision.
    pub bare: Bare,
    /// Patterns with `%` for the bare name, the usual one first.
    pub patterns: Vec<String>,
    /// Patterns of the local language, which only serve to find the bare name in the standard's one.
    pub local: Vec<String>,
}

/// Forms by country ("*" where it is no matter) and ISO category.
pub struct Forms(BTreeMap<(String, String), Form>);

impl Forms {
    /// Reads the hand-kept list.
    ///
    /// # Errors
    /// Where it cannot be read, `bare` is another word, or a pattern lacks its `%`.
    pub fn read(path: &Path) -> Result<Forms, String> {
        let mut forms = BTreeMap::new();
        for row in table::read(path, &["country", "category", "bare", "forms", "local"])? {
            let bare = match row.cells[2].as_str() {
                "always" => Bare::Always,
                "free" => Bare::Free,
                "never" => Bare::Never,
                other => return Err(format!("{}: bare is `{other}`\nhint: allowed: always free never", row.place)),
            };
            let (patterns, local) = (row.list(3), row.list(4));
            if let Some(pattern) = patterns.iter().chain(&local).find(|p| !p.contains('%')) {
                return Err(format!("{}: form `{pattern}` has no `%`", row.place));
            }
            forms.insert((row.cells[0].clone(), row.cells[1].clone()), Form { bare, patterns, local });
        }
        Ok(Forms(forms))
    }

    /// The names with the country beside them, by the forms of the category "vague"; `@` is the country.
    pub fn beside_country(&self, names: &[String], country: &str) -> Vec<String> {
        let patterns = self.find("*", "vague").map(|form| form.patterns.as_slice()).unwrap_or_default();
        let with =
            |name: &String| patterns.iter().map(|p| p.replace('%', name).replace('@', country)).collect::<Vec<_>>();
        names.iter().flat_map(with).collect()
    }

    /// The form of a category in a country.
    pub fn find(&self, country: &str, category: &str) -> Option<&Form> {
        let of = |c: &str| self.0.get(&(c.to_owned(), category.to_owned()));
        of(country).or_else(|| of("*"))
    }
}

impl Form {
    /// The name without the generic words that the form would add: "Minsk" of "Minsk Region".
    pub fn stem<'a>(&self, name: &'a str) -> &'a str {
        for pattern in self.patterns.iter().chain(&self.local) {
            let (before, after) = pattern.split_once('%').unwrap_or(("", ""));
            if let Some(stem) = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after))
                && !stem.is_empty()
            {
                return stem;
            }
        }
        name
    }

    /// All completed names of a stem.
    pub fn complete(&self, stem: &str) -> Vec<String> {
        self.patterns.iter().map(|pattern| pattern.replace('%', stem)).collect()
    }
}
