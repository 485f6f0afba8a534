//! The box at the top: which lines tell most, by a stated rule.

use std::cmp::Reverse;

use model::{Date, Form, Role, Stage, Statement, Value};

use super::merge::Group;
use super::{Glance, Topic, trade};

/// At most so many lines.
const MOST: usize = 8;

/// The box is filled up to so many with newest lines.
const LEAST: usize = 5;

/// A topic with its groups, in the order of the section's lines.
pub(super) struct Lines<'a, 'g> {
    pub(super) topic: Topic,
    /// Index of the section.
    pub(super) section: usize,
    pub(super) groups: &'g [Group<'a>],
}

/// Chooses lines by the rule that the phrase `brief.glance.rule` states. `as_of` is the day of the latest document.
pub(super) fn choose(sections: &[Lines<'_, '_>], as_of: Option<Date>) -> Vec<Glance> {
    let mut chosen: Vec<Glance> = Vec::new();
    let add = |found: Vec<Glance>, most: usize, chosen: &mut Vec<Glance>| {
        let fresh: Vec<Glance> = found.into_iter().filter(|glance| !chosen.contains(glance)).take(most).collect();
        chosen.extend(fresh);
    };
    add(turnovers(sections), 3, &mut chosen);
    add(ranked(sections, Topic::SuppliesDone, count_rank), 2, &mut chosen);
    add(due(sections, as_of), 2, &mut chosen);
    add(ranked(sections, Topic::Needs, newest), 1, &mut chosen);
    add(ranked(sections, Topic::SuppliesAhead, offer_rank), 1, &mut chosen);
    for topic in [Topic::Production, Topic::Agreements, Topic::Meetings] {
        add(ranked(sections, topic, newest), 1, &mut chosen);
    }
    for topic in [Topic::Cooperation, Topic::Figures] {
        let wanted = LEAST.saturating_sub(chosen.len());
        add(ranked(sections, topic, newest), wanted, &mut chosen);
    }
    chosen.truncate(MOST);
    chosen
}

/// The lines of a topic that have a rank, least rank first.
fn ranked<R: Ord>(sections: &[Lines<'_, '_>], topic: Topic, rank: fn(&Group<'_>) -> Option<R>) -> Vec<Glance> {
    let mut found: Vec<(R, Glance)> = Vec::new();
    for lines in sections.iter().filter(|lines| lines.topic == topic) {
        for (line, group) in lines.groups.iter().enumerate() {
            found.extend(rank(group).map(|rank| (rank, Glance { section: lines.section, line })));
        }
    }
    found.sort_by(|a, b| (&a.0, a.1.section, a.1.line).cmp(&(&b.0, b.1.section, b.1.line)));
    found.into_iter().map(|(_, glance)| glance).collect()
}

/// The latest turnover of a whole year with every differing figure for it, then the latest of a later part of a year.
/// Where no year is whole, the latest turnover of any period.
fn turnovers(sections: &[Lines<'_, '_>]) -> Vec<Glance> {
    let Some(lines) = sections.iter().find(|lines| lines.topic == Topic::Trade) else { return Vec::new() };
    let at = |line: usize| Glance { section: lines.section, line };
    let mut measured: Vec<usize> =
        (0..lines.groups.len()).filter(|line| is_turnover(lines.groups[*line].statement())).collect();
    measured.sort_by_key(|line| {
        let group = &lines.groups[*line];
        let has_no_growth = group.statement().role(Role::Change).next().is_none();
        (Reverse(group.day()), has_no_growth, *line)
    });
    let Some(best) =
        measured.iter().copied().find(|line| is_whole_year(&lines.groups[*line])).or(measured.first().copied())
    else {
        return Vec::new();
    };
    let same_row = |line: &usize| trade::row_key(&lines.groups[*line]) == trade::row_key(&lines.groups[best]);
    let mut found = vec![at(best)];
    found.extend(measured.iter().copied().filter(|line| *line != best && same_row(line)).map(at).take(1));
    let is_later =
        |line: &usize| lines.groups[*line].when().is_some() && lines.groups[*line].day() > lines.groups[best].day();
    found.extend(measured.iter().copied().find(is_later).map(at));
    found
}

/// Turnover that was measured, with a sum of money, not that of one item alone.
fn is_turnover(statement: &Statement) -> bool {
    let has = |role: Role| statement.role(role).next().is_some();
    statement.stage().is_none() && statement.form() == Some(Form::Turnover) && has(Role::Amount) && !has(Role::Item)
}

fn is_whole_year(group: &Group<'_>) -> bool {
    let Some(when) = group.when() else { return false };
    match (when.first_day(), when.last_day()) {
        (Some(first), Some(last)) => (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31),
        _ => false,
    }
}

/// Supplies with a count, the highest first.
fn count_rank(group: &Group<'_>) -> Option<impl Ord + use<>> {
    highest_count(group.statement()).map(|count| (Reverse(count), Reverse(group.day())))
}

fn highest_count(statement: &Statement) -> Option<model::Decimal> {
    statement
        .role(Role::Quantity)
        .filter_map(|arg| match arg.value {
            Value::Quantity { value, .. } => Some(value),
            _ => None,
        })
        .max()
}

fn newest(group: &Group<'_>) -> Option<impl Ord + use<>> {
    Some(Reverse(group.published()))
}

fn offer_rank(group: &Group<'_>) -> Option<impl Ord + use<>> {
    (group.statement().stage() == Some(Stage::Offered)).then(|| Reverse(group.published()))
}

/// What is planned or agreed and ends on or after the day of the latest document, the soonest first.
fn due(sections: &[Lines<'_, '_>], as_of: Option<Date>) -> Vec<Glance> {
    let mut found: Vec<(Date, Glance)> = Vec::new();
    for lines in sections.iter().filter(|lines| lines.topic != Topic::Trade && lines.topic != Topic::Figures) {
        for (line, group) in lines.groups.iter().enumerate() {
            let is_ahead = matches!(group.statement().stage(), Some(Stage::Planned | Stage::Agreed));
            let day = group.when().and_then(|when| when.last_day().or(when.first_day()));
            if let (true, Some(day)) = (is_ahead, day.filter(|day| Some(*day) >= as_of)) {
                found.push((day, Glance { section: lines.section, line }));
            }
        }
    }
    found.sort_by_key(|(day, glance)| (*day, glance.section, glance.line));
    found.into_iter().map(|(_, glance)| glance).collect()
}
