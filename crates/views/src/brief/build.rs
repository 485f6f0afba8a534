//! From checked rows to a brief.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{DocumentHead, Kind, Row};

use crate::phrases::{Phrases, Slots};
use crate::sentence::sentence;
use crate::wording;

use super::merge::{Group, merge, order};
use super::offices::{self, OfficeLine, Positions};
use super::{Brief, Citation, Line, Matcher, Place, Section, Source, Topic, coverage, glance, sums, trade};

/// What every line needs: the words, the numbers of sources and the offices of speakers.
struct Context<'c> {
    phrases: &'c Phrases,
    numbers: BTreeMap<String, usize>,
    positions: Positions,
}

pub(super) fn build(place: &Place, with: Option<&Place>, rows: &[Row]) -> Brief {
    let phrases = Phrases::english();
    let places: Vec<Matcher<'_>> = std::iter::once(place).chain(with).map(Matcher::of).collect();
    let all = each_once(rows);
    let offices = offices::relevant(&all, &places);
    let mut used: Vec<&Row> = all.iter().copied().filter(|row| row.statement.kind() != Kind::Office).collect();
    used.extend(&offices);

    let heads = heads(&used);
    let numbers = heads.iter().enumerate().map(|(at, head)| (head.id.clone(), at + 1)).collect();
    let context = Context { phrases, numbers, positions: Positions::of(phrases, &all) };

    let mut sections = Vec::new();
    let mut empty = Vec::new();
    let mut grouped: Vec<(Topic, usize, Vec<Group<'_>>)> = Vec::new();
    for topic in Topic::ALL {
        let title = phrases.phrase(&format!("section.{}", topic.as_str())).to_owned();
        let groups = groups(*topic, &used);
        if groups.is_empty() {
            empty.push(title);
            continue;
        }
        let section = if *topic == Topic::Offices {
            let lines = offices::lines(phrases, &offices, &places);
            Section {
                lines: lines.iter().map(|line| office_line(&context, line)).collect(),
                ..bare(&context, *topic, title, &groups)
            }
        } else {
            let mut section = bare(&context, *topic, title, &groups);
            section.lines = groups.iter().map(|group| line(&context, group)).collect();
            section.table = (*topic == Topic::Trade).then(|| trade::table(phrases, &places, &groups));
            if *topic == Topic::SuppliesDone {
                section.sums = sums::sums(phrases, &groups);
            }
            grouped.push((*topic, sections.len(), groups));
            section
        };
        sections.push(section);
    }
    let chosen: Vec<glance::Lines<'_, '_>> = grouped
        .iter()
        .map(|(topic, section, groups)| glance::Lines { topic: *topic, section: *section, groups })
        .collect();
    let as_of = heads.iter().filter_map(|head| head.published).max();
    Brief {
        lang: "en",
        title: title(phrases, place, with),
        lead: lead(phrases, &used, &heads),
        glance: glance::choose(&chosen, as_of),
        glance_rule: phrases.phrase("brief.glance.rule").to_owned(),
        sections,
        empty,
        sources: heads.iter().enumerate().map(|(at, head)| source(at + 1, head, &used)).collect(),
        coverage: coverage::note(phrases, &heads),
    }
}

/// The rows in a stable order, each statement of a document once.
fn each_once(rows: &[Row]) -> Vec<&Row> {
    let mut all: Vec<&Row> = rows.iter().collect();
    all.sort_by_cached_key(|row| order(row));
    let mut seen = BTreeSet::new();
    all.retain(|row| seen.insert((&row.document.id, &row.id)));
    all
}

/// The documents of the rows, each once, newest first, undated ones last.
fn heads<'a>(rows: &[&'a Row]) -> Vec<&'a DocumentHead> {
    let by_id: BTreeMap<&str, &DocumentHead> =
        rows.iter().map(|row| (row.document.id.as_str(), &row.document)).collect();
    let mut heads: Vec<&DocumentHead> = by_id.into_values().collect();
    heads.sort_by_key(|head| (head.published.is_none(), Reverse(head.published), &head.id));
    heads
}

/// The rows of a topic as sorted lines.
fn groups<'a>(topic: Topic, rows: &[&'a Row]) -> Vec<Group<'a>> {
    let mut groups = merge(rows.iter().copied().filter(|row| Topic::of(&row.statement) == topic));
    match topic {
        Topic::Trade => trade::sort(&mut groups),
        // Stable sorts: lines of one day keep the order of their documents and places.
        Topic::Meetings | Topic::Agreements | Topic::SuppliesDone => groups.sort_by_key(|group| Reverse(group.day())),
        _ => groups.sort_by_key(|group| Reverse(group.published())),
    }
    groups
}

fn bare(context: &Context<'_>, topic: Topic, title: String, groups: &[Group<'_>]) -> Section {
    let count = coverage::count(context.phrases, groups.iter().flat_map(|group| group.rows()));
    Section { topic, title, count, table: None, lines: Vec::new(), sums: Vec::new() }
}

fn line(context: &Context<'_>, group: &Group<'_>) -> Line {
    Line {
        sentence: sentence(context.phrases, group.statement()),
        citations: group.rows().map(|row| citation(context, row)).collect(),
        below: Vec::new(),
    }
}

fn office_line(context: &Context<'_>, line: &OfficeLine<'_>) -> Line {
    let cited = |group: &Group<'_>| group.rows().map(|row| citation(context, row)).collect::<Vec<_>>();
    Line {
        sentence: line.sentence.clone(),
        citations: line.groups.iter().flat_map(cited).collect(),
        below: line
            .below
            .iter()
            .map(|(sentence, group)| Line { sentence: sentence.clone(), citations: cited(group), below: Vec::new() })
            .collect(),
    }
}

fn citation(context: &Context<'_>, row: &Row) -> Citation {
    Citation {
        statement: row.id.clone(),
        source: context.numbers.get(&row.document.id).copied().unwrap_or_default(),
        speaker: context.positions.speaker(context.phrases, row),
        quotes: row.statement.evidence().iter().map(|evidence| evidence.exact().to_owned()).collect(),
    }
}

fn source(number: usize, head: &DocumentHead, rows: &[&Row]) -> Source {
    Source {
        number,
        id: head.id.clone(),
        title: head.title.clone(),
        publisher: head.publisher.clone(),
        published: head.published,
        url: head.url.clone(),
        n_statements: rows.iter().filter(|row| row.document.id == head.id).count(),
    }
}

fn title(phrases: &Phrases, place: &Place, with: Option<&Place>) -> String {
    match with {
        None => phrases.fill("brief.title", &Slots::of(&[("place", &place.name)])),
        Some(with) => phrases.fill("brief.title.with", &Slots::of(&[("place", &place.name), ("with", &with.name)])),
    }
}

fn lead(phrases: &Phrases, rows: &[&Row], heads: &[&DocumentHead]) -> Vec<String> {
    if rows.is_empty() {
        return vec![phrases.phrase("brief.none").to_owned()];
    }
    let latest = heads.iter().filter_map(|head| head.published).max().map(|day| wording::day(phrases, day));
    let slots = Slots::of(&[
        ("statements", &coverage::counted(phrases, "statement", rows.len())),
        ("documents", &coverage::counted(phrases, "document", heads.len())),
        ("date", &latest.unwrap_or_default()),
    ]);
    vec![phrases.fill("brief.lead", &slots), phrases.phrase("brief.lead.check").to_owned()]
}
