//! The box at the top: which lines tell most, by a stated rule.

use std::cmp::Reverse;

use model::{Date, Form, Role, Stage, Statement, Value};

use super::merge::Group;
use super::{Glance, Topic};

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
    add(ranked(sections, Topic::Trade, turnover_rank), 1, &mut chosen);
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

/// Measured turnover with a sum of money: the latest period first, with its growth before without.
fn turnover_rank(group: &Group<'_>) -> Option<impl Ord + use<>> {
    let statement = group.statement();
    let is_measured = statement.stage().is_none() && statement.form() == Some(Form::Turnover);
    let has = |role: Role| statement.role(role).next().is_some();
    (is_measured && (has(Role::Amount) || has(Role::Change)))
        .then(|| (!has(Role::Amount), Reverse(group.day()), !has(Role::Change)))
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
