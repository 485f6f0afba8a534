//! Phrases of a language: templates by key, and how a template is filled.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The words of one language that views write: templates by key.
#[derive(Debug)]
pub(crate) struct Phrases {
    templates: BTreeMap<&'static str, Vec<&'static str>>,
}

/// A value for a slot of a template.
#[derive(Clone, Debug)]
struct Slot {
    text: String,
    number: Number,
}

/// Grammatical number of a value: chooses between the two words of `{slot:one|many}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// One thing.
    One,
    /// Several things.
    Many,
}

/// Values by slot name; a slot without a value is not known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots(BTreeMap<&'static str, Slot>);

impl Slots {
    /// Slots of the given texts; an empty text is a slot that is not known.
    pub(crate) fn of(pairs: &[(&'static str, &str)]) -> Slots {
        let mut slots = Slots::default();
        for (name, text) in pairs {
            slots.put(name, (*text).to_owned());
        }
        slots
    }

    /// Adds a value; an empty text adds nothing.
    pub(crate) fn put(&mut self, name: &'static str, text: String) {
        self.put_counted(name, text, Number::One);
    }

    /// Adds a value with its number; an empty text adds nothing.
    pub(crate) fn put_counted(&mut self, name: &'static str, text: String, number: Number) {
        if !text.is_empty() {
            self.0.insert(name, Slot { text, number });
        }
    }

    /// Adds a value that may be empty and is known all the same.
    pub(crate) fn put_known(&mut self, name: &'static str, text: String) {
        self.0.insert(name, Slot { text, number: Number::One });
    }
}

impl Phrases {
    /// The English phrases, from `data/en/phrases.tsv`.
    pub(crate) fn english() -> &'static Phrases {
        static ENGLISH: OnceLock<Phrases> = OnceLock::new();
        ENGLISH.get_or_init(|| Phrases::parse(include_str!("../data/en/phrases.tsv")))
    }

    /// Reads lines `key TAB order TAB text`; heads and anything else are passed over, and the tests of this file refuse them.
    fn parse(table: &'static str) -> Phrases {
        let mut templates: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut cells = line.splitn(3, '\t');
            if let (Some(key), Some(_order), Some(text)) = (cells.next(), cells.next(), cells.next()) {
                templates.entry(key).or_default().push(text);
            }
        }
        Phrases { templates }
    }

    /// The phrase of a key that has no slots; the key itself where the file lacks it, so that the gap is seen.
    pub(crate) fn phrase<'a>(&'a self, key: &'a str) -> &'a str {
        self.known(key).unwrap_or(key)
    }

    /// The phrase of a key that has no slots, where the file has it.
    pub(crate) fn known(&self, key: &str) -> Option<&'static str> {
        self.templates.get(key)?.first().copied()
    }

    /// The words of a key whose phrase is a list parted by `;`; none where the file lacks it.
    pub(crate) fn words(&self, key: &str) -> Vec<&'static str> {
        self.known(key).map(|words| words.split(';').collect()).unwrap_or_default()
    }

    /// The first template of `key` whose slots are all known, filled; empty where there is none.
    pub(crate) fn fill(&self, key: &str, slots: &Slots) -> String {
        self.fill_first(&[key], slots)
    }

    /// The same for several keys, in order.
    pub(crate) fn fill_first(&self, keys: &[&str], slots: &Slots) -> String {
        keys.iter()
            .filter_map(|key| self.templates.get(key))
            .flatten()
            .find_map(|template| filled(template, slots))
            .unwrap_or_default()
    }
}

/// A template with its slots filled; `None` where a slot outside brackets is not known. Brackets do not nest.
fn filled(template: &str, slots: &Slots) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['[', '{']) {
        out.push_str(&rest[..at]);
        if rest[at..].starts_with('[') {
            let end = rest[at..].find(']')? + at;
            out.push_str(&filled(&rest[at + 1..end], slots).unwrap_or_default());
            rest = &rest[end + 1..];
        } else {
            let end = rest[at..].find('}')? + at;
            out.push_str(&slot_text(&rest[at + 1..end], slots)?);
            rest = &rest[end + 1..];
        }
    }
    out.push_str(rest);
    Some(out)
}

/// What stands for `slot` or `slot:one|many`.
fn slot_text(inside: &str, slots: &Slots) -> Option<String> {
    match inside.split_once(':') {
        None => Some(slots.0.get(inside)?.text.clone()),
        Some((name, words)) => {
            let (one, many) = words.split_once('|')?;
            Some(if slots.0.get(name)?.number == Number::Many { many } else { one }.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_slots_groups_and_numbers() {
        let mut slots = Slots::of(&[("from", "MAZ"), ("what", "buses"), ("to", "")]);
        assert_eq!(
            filled("{from} {from:supplies|supply} {what}[ to {to}]", &slots).as_deref(),
            Some("MAZ supplies buses")
        );
        slots.put_counted("from", "MAZ and BelAZ".into(), Number::Many);
        slots.put("to", "Samara".into());
        assert_eq!(
            filled("{from} {from:supplies|supply} {what}[ to {to}]", &slots).as_deref(),
            Some("MAZ and BelAZ supply buses to Samara")
        );
        assert_eq!(filled("{from} in {place}", &slots), None);
    }

    #[test]
    fn the_file_is_sorted_and_every_template_is_well_formed() {
        let table = include_str!("../data/en/phrases.tsv");
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        let mut before = (String::new(), 0);
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            let place = (cells[0].to_owned(), cells[1].parse::<u32>().unwrap());
            assert!(before < place, "out of order: {row}");
            assert!(place.1 == 1 || place == (before.0.clone(), before.1 + 1), "gap in order: {row}");
            for (open, close) in [('[', ']'), ('{', '}')] {
                assert_eq!(cells[2].matches(open).count(), cells[2].matches(close).count(), "{row}");
            }
            before = place;
        }
    }

    #[test]
    fn every_key_that_code_names_is_in_the_file() {
        let phrases = Phrases::english();
        let mut files = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut n_keys = 0;
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            for call in ["phrase(\"", "fill(\"", "known(\"", "words(\""] {
                for (at, _) in code.match_indices(call) {
                    let key = code[at + call.len()..].split('"').next().unwrap();
                    assert!(phrases.known(key).is_some(), "{}: key `{key}` is not in phrases.tsv", path.display());
                    n_keys += 1;
                }
            }
        }
        assert!(n_keys > 25, "{n_keys}");
    }
}
