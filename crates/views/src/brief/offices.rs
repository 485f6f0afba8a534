//! People and their offices: who speaks in which office, and the section of people.

use std::collections::{BTreeMap, BTreeSet};

use model::{Kind, Role, Row, Stage, Statement};

use crate::fold::fold;
use crate::phrases::{Phrases, Slots};
use crate::sentence::full_stop;
use crate::slots::{names, position};
use crate::wording;

use super::merge::{Group, merge};
use super::{Matcher, merge::order};

/// The offices that people hold by the office statements of all rows.
pub(super) struct Positions {
    /// By folded name: the document and the position, newest document first.
    by_person: BTreeMap<String, Vec<(String, String)>>,
}

impl Positions {
    /// Collects present offices.
    pub(super) fn of(phrases: &Phrases, rows: &[&Row]) -> Positions {
        let mut present: Vec<&&Row> =
            rows.iter().filter(|row| row.statement.kind() == Kind::Office && row.statement.stage().is_none()).collect();
        present.sort_by_cached_key(|row| order(row));
        let mut by_person: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in present {
            let position = position(phrases, &row.statement);
            if !position.is_empty() {
                for person in people(&row.statement) {
                    by_person.entry(person).or_default().push((row.document.id.clone(), position.clone()));
                }
            }
        }
        Positions { by_person }
    }

    /// The office of a person as `document` gives it, else as the newest document does.
    fn position(&self, person: &str, document: &str) -> Option<&str> {
        let known = self.by_person.get(&fold(person))?;
        known.iter().find(|(id, _)| id == document).or(known.first()).map(|(_, position)| position.as_str())
    }

    /// The speakers of a statement with their offices; `None` where the document attributes it to nobody.
    pub(super) fn speaker(&self, phrases: &Phrases, row: &Row) -> Option<String> {
        let speakers: Vec<String> = names(&row.statement, &[Role::Speaker])
            .into_iter()
            .map(|name| {
                let office = self.position(&name, &row.document.id).unwrap_or_default();
                phrases.fill("brief.speaker", &Slots::of(&[("name", &name), ("office", office)]))
            })
            .collect();
        Some(wording::list(phrases, &speakers)).filter(|words| !words.is_empty())
    }
}

fn people(statement: &Statement) -> Vec<String> {
    names(statement, &[Role::Person]).iter().map(|name| fold(name)).collect()
}

/// A line on an office cites at most so many documents, the newest: the tenth report that names a president tells nothing new.
const MOST_CITED: usize = 3;

/// The office rows that belong in the brief, of each office the newest: those of the place (`places[0]`) in any document, and in documents
/// that say something else of use, those of the other place and of everybody who speaks or takes part there.
pub(super) fn relevant<'a>(rows: &[&'a Row], places: &[Matcher<'_>]) -> Vec<&'a Row> {
    let others: Vec<&Row> = rows.iter().copied().filter(|row| row.statement.kind() != Kind::Office).collect();
    let documents: BTreeSet<&str> = others.iter().map(|row| row.document.id.as_str()).collect();
    let actors: BTreeSet<String> = others
        .iter()
        .flat_map(|row| names(&row.statement, &[Role::Speaker, Role::Party]))
        .map(|name| fold(&name))
        .collect();
    let belongs = |row: &&&Row| {
        let is_of = |place: &Matcher<'_>| place.is_in(&row.statement, &[Role::Of]);
        places.first().is_some_and(is_of)
            || (documents.contains(row.document.id.as_str())
                && (places.iter().any(is_of) || people(&row.statement).iter().any(|person| actors.contains(person))))
    };
    let offices = rows.iter().filter(|row| row.statement.kind() == Kind::Office).filter(belongs).copied();
    merge(offices).iter().flat_map(|group| group.rows().take(MOST_CITED).collect::<Vec<_>>()).collect()
}

/// A line in the making: its sentence, the groups it cites, and what stands below.
pub(super) struct OfficeLine<'a> {
    pub(super) sentence: String,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) below: Vec<(String, Group<'a>)>,
}

/// A line a person, those with a present office first, people of the places before others, newest first.
pub(super) fn lines<'a>(phrases: &Phrases, rows: &[&'a Row], places: &[Matcher<'_>]) -> Vec<OfficeLine<'a>> {
    let mut by_person: BTreeMap<String, Vec<Group<'a>>> = BTreeMap::new();
    for group in merge(rows.iter().copied()) {
        by_person.entry(people(group.statement()).join(" ")).or_default().push(group);
    }
    let mut ranked: Vec<_> = by_person
        .into_iter()
        .map(|(person, groups)| {
            let is_former = groups.iter().all(|group| group.statement().stage().is_some());
            let of = |place: &Matcher<'_>| groups.iter().any(|group| place.is_in(group.statement(), &[Role::Of]));
            let rank = places.iter().position(of).unwrap_or(places.len());
            let newest = groups.iter().filter_map(|group| group.published()).max();
            ((is_former, rank, std::cmp::Reverse(newest), person), groups)
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0));
    ranked.into_iter().filter_map(|(_, groups)| person_line(phrases, groups)).collect()
}

fn person_line<'a>(phrases: &Phrases, mut groups: Vec<Group<'a>>) -> Option<OfficeLine<'a>> {
    // The present office first, of two words for it the fuller; then the newest.
    groups.sort_by_key(|group| {
        let stage = group.statement().stage();
        (
            stage.is_some(),
            std::cmp::Reverse(group.published()),
            std::cmp::Reverse(position(phrases, group.statement()).len()),
        )
    });
    let mut rest = groups.into_iter();
    let first = rest.next()?;
    let held = fold(&position(phrases, first.statement()));
    let mut line = OfficeLine { sentence: sentence(phrases, &first), groups: vec![first], below: Vec::new() };
    for group in rest {
        let other = fold(&position(phrases, group.statement()));
        let is_same_office = group.statement().stage() == line.groups[0].statement().stage()
            && (held.contains(&other) || other.contains(&held));
        if is_same_office {
            line.groups.push(group);
        } else {
            line.below.push((below(phrases, group.statement()), group));
        }
    }
    Some(line)
}

fn sentence(phrases: &Phrases, group: &Group<'_>) -> String {
    let bare = crate::sentence::sentence(phrases, group.statement());
    match (group.statement().stage(), group.published()) {
        (None, Some(day)) => {
            let bare = bare.trim_end_matches('.');
            let day = wording::day(phrases, day);
            full_stop(&phrases.fill("office.as-of", &Slots::of(&[("sentence", bare), ("date", &day)])))
        }
        _ => bare,
    }
}

fn below(phrases: &Phrases, statement: &Statement) -> String {
    let when = super::merge::when(statement).map(|when| wording::when(phrases, when)).unwrap_or_default();
    let position = position(phrases, statement);
    let key = match statement.stage() {
        Some(Stage::Stopped) => "office.formerly",
        Some(Stage::Planned) => "office.to-come",
        _ => "office.also",
    };
    full_stop(&phrases.fill(key, &Slots::of(&[("position", &position), ("when", &when)])))
}
