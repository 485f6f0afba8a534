//! The table of trade: figures of the same period, flow and pair in one line, differing figures side by side.

use std::cmp::Reverse;

use model::{Form, Role, Stage, Statement, Value};

use crate::phrases::{Phrases, Slots};
use crate::slots::{names, texts};
use crate::wording;

use super::merge::{Group, name_keys};
use super::{Matcher, TradeRow, TradeTable};

const SIDES: &[Role] = &[Role::From, Role::To, Role::Party];

/// The roles of each column of figures.
const FIGURES: [&[Role]; 3] = [&[Role::Amount, Role::Quantity], &[Role::Change], &[Role::Share, Role::Rank]];

/// The order of trade lines: measured before targets, the latest period first, turnover before exports, imports and balance.
pub(super) fn sort(groups: &mut [Group<'_>]) {
    groups.sort_by_key(|group| {
        let statement = group.statement();
        (statement.stage().is_some(), Reverse(group.day()), statement.form(), row_key(group))
    });
}

/// The table of sorted groups, seen from `places[0]`; groups of the same period, flow and pair share a row.
pub(super) fn table(phrases: &Phrases, places: &[Matcher<'_>], groups: &[Group<'_>]) -> TradeTable {
    let head =
        ["trade.period", "trade.flow", "trade.partner", "trade.amount", "trade.change", "trade.standing", "trade.line"]
            .iter()
            .map(|key| phrases.phrase(key).to_owned())
            .collect();
    let mut sets: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let key = row_key(group);
        match sets.iter_mut().find(|(other, _)| *other == key) {
            Some((_, members)) => members.push(at),
            None => sets.push((key, vec![at])),
        }
    }
    let rows = sets.iter().map(|(_, members)| row(phrases, places, groups, members)).collect();
    TradeTable { head, rows }
}

/// Equal for groups whose figures can be compared. Undated figures are compared within one day's documents alone.
pub(super) fn row_key(group: &Group<'_>) -> String {
    let statement = group.statement();
    let period = match group.when() {
        Some(when) => when.to_string(),
        None => format!("undated {:?}", group.published()),
    };
    let pair = if is_directed(statement) {
        // Exports of one side to the other are the imports of the other from the one.
        format!("{:?} to {:?}", name_keys(statement, &[Role::From]), name_keys(statement, &[Role::To]))
    } else {
        format!("{:?} {:?}", statement.form(), name_keys(statement, SIDES))
    };
    format!(
        "{period}\n{pair}\n{:?}\n{:?}\n{:?}",
        name_keys(statement, &[Role::Item]),
        place_keys(statement),
        statement.stage()
    )
}

fn place_keys(statement: &Statement) -> Vec<String> {
    name_keys(statement, &[Role::Place])
}

/// True for a flow with both a giving and a receiving side.
fn is_directed(statement: &Statement) -> bool {
    matches!(statement.form(), Some(Form::Exports | Form::Imports))
        && statement.role(Role::From).next().is_some()
        && statement.role(Role::To).next().is_some()
}

fn row(phrases: &Phrases, places: &[Matcher<'_>], groups: &[Group<'_>], members: &[usize]) -> TradeRow {
    let first = &groups[members[0]];
    let mut cells = vec![period(phrases, first), flow(phrases, first.statement()), partner(phrases, places, first)];
    let mut is_differing = false;
    for roles in FIGURES {
        let mut words: Vec<String> = Vec::new();
        for value in members.iter().flat_map(|at| roles.iter().flat_map(|role| groups[*at].statement().role(*role))) {
            let value = wording::value(phrases, &value.value);
            if !words.contains(&value) {
                words.push(value);
            }
        }
        is_differing |= roles.iter().any(|role| differs(groups, members, *role));
        cells.push(if words.is_empty() {
            phrases.phrase("trade.none").to_owned()
        } else {
            words.join(phrases.phrase("list.alternative"))
        });
    }
    TradeRow { cells, lines: members.iter().map(|at| at + 1).collect(), is_differing }
}

/// True where two statements of the row give different numbers of the same sort (currency, unit). The bound does not count:
/// "nearly 3 billion" and "about 3 billion" agree.
fn differs(groups: &[Group<'_>], members: &[usize], role: Role) -> bool {
    let given: Vec<(usize, String, String)> = members
        .iter()
        .flat_map(|at| groups[*at].statement().role(role).map(|arg| (*at, &arg.value)))
        .map(|(at, value)| match value {
            Value::Amount { value, currency, .. } => (at, currency.clone(), value.normalize().to_string()),
            Value::Quantity { value, unit, .. } => (at, unit.clone(), value.normalize().to_string()),
            Value::Share { percent, .. } => (at, String::new(), percent.normalize().to_string()),
            other => (at, String::new(), other.to_string()),
        })
        .collect();
    given.iter().any(|(at, sort, number)| given.iter().any(|(b, s, n)| at != b && sort == s && number != n))
}

fn period(phrases: &Phrases, group: &Group<'_>) -> String {
    match group.when() {
        Some(when) => wording::when(phrases, when),
        None => {
            let published = group.published().map(|day| wording::day(phrases, day)).unwrap_or_default();
            phrases.fill("trade.undated", &Slots::of(&[("date", &published)]))
        }
    }
}

fn flow(phrases: &Phrases, statement: &Statement) -> String {
    let list = |roles: &[Role]| wording::list(phrases, &names(statement, roles));
    let (from, to) = (list(&[Role::From]), list(&[Role::To]));
    let item = wording::list(phrases, &texts(statement, Role::Item));
    let direction = phrases.fill("flow.direction", &Slots::of(&[("from", &from), ("to", &to)]));
    let key = format!("flow.{}", statement.form().map_or("trade", |form| form.as_str()));
    let mut flow = phrases.fill(&key, &Slots::of(&[("item", &item), ("direction", &direction)]));
    if !item.is_empty() && !matches!(statement.form(), Some(Form::Exports | Form::Imports)) {
        flow = phrases.fill("flow.of", &Slots::of(&[("flow", &flow), ("item", &item)]));
    }
    if statement.stage() == Some(Stage::Planned) {
        flow = phrases.fill("flow.target", &Slots::of(&[("flow", &flow)]));
    }
    flow
}

/// The sides that are not the place itself; the other place of the brief where the statement leaves the partner to be understood.
fn partner(phrases: &Phrases, places: &[Matcher<'_>], group: &Group<'_>) -> String {
    let statement = group.statement();
    let others: Vec<String> = names(statement, SIDES)
        .into_iter()
        .filter(|name| !places.first().is_some_and(|place| place.covers(name, id_of(statement, name).as_deref())))
        .collect();
    match (&others[..], places.get(1)) {
        ([], Some(with)) => with.name().to_owned(),
        ([], None) => phrases.phrase("trade.none").to_owned(),
        _ => wording::list(phrases, &others),
    }
}

fn id_of(statement: &Statement, wanted: &str) -> Option<String> {
    statement.args().iter().find_map(|arg| match &arg.value {
        Value::Name { name, id } if name == wanted => id.clone(),
        _ => None,
    })
}
