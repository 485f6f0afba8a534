//! Merging: statements of the same thing become one line with several sources.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use model::{Date, Edtf, Kind, Role, Row, Statement, Value};

use crate::fold::fold;

/// Rows that state the same thing, newest document first; never empty.
pub(super) struct Group<'a> {
    first: &'a Row,
    others: Vec<&'a Row>,
}

impl<'a> Group<'a> {
    /// What the row of the newest document states; it speaks for the group.
    pub(super) fn statement(&self) -> &'a Statement {
        &self.first.statement
    }

    /// All rows, newest document first.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Row> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The day of the newest document that is dated.
    pub(super) fn published(&self) -> Option<Date> {
        self.rows().filter_map(|row| row.document.published).max()
    }

    /// The period, where the statement gives one.
    pub(super) fn when(&self) -> Option<Edtf> {
        when(self.statement())
    }

    /// The day by which to sort in time: the end of the period (its beginning where it is open), else the day of publication.
    pub(super) fn day(&self) -> Option<Date> {
        self.when().and_then(|when| when.last_day().or(when.first_day())).or(self.published())
    }
}

/// The latest period that a statement gives.
pub(super) fn when(statement: &Statement) -> Option<Edtf> {
    statement
        .role(Role::When)
        .filter_map(|arg| match arg.value {
            Value::When(when) => Some(when),
            _ => None,
        })
        .max_by_key(|when| (when.last_day().or(when.first_day()), *when))
}

/// The order of rows within a line and of lines with equal rank: newest document first, then document id, place, statement id.
pub(super) fn order(row: &Row) -> impl Ord + use<> {
    let at = row.statement.evidence().first().map(|evidence| evidence.span());
    (row.document.published.is_none(), Reverse(row.document.published), row.document.id.clone(), at, row.id.clone())
}

/// Groups the rows; groups stand in the order of their heads.
pub(super) fn merge<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Group<'a>> {
    let mut sorted: Vec<&Row> = rows.collect();
    sorted.sort_by_cached_key(|row| order(row));
    let mut place_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for row in sorted {
        match place_of.get(&key(row)) {
            Some(at) => groups[*at].others.push(row),
            None => {
                place_of.insert(key(row), groups.len());
                groups.push(Group { first: row, others: Vec::new() });
            }
        }
    }
    groups
}

/// Equal for rows that state the same thing: kind, form, stage, sides, items, offices, values and dates; who said it is no part of it.
fn key(row: &Row) -> String {
    let statement = &row.statement;
    let mut parts: Vec<String> = statement
        .args()
        .iter()
        .filter(|arg| match arg.role {
            Role::Speaker => false,
            // A delivery is the same wherever a report places it; two meetings at different places are two.
            Role::Place => statement.kind() == Kind::Meeting,
            _ => true,
        })
        .map(|arg| format!("{} {}", arg.role, value_key(&arg.value)))
        .collect();
    parts.sort();
    parts.dedup();
    if statement.kind() == Kind::Meeting && statement.role(Role::When).next().is_none() {
        // Undated meetings of the same people, reported on different days, are different meetings.
        parts.push(format!("{:?}", row.document.published));
    }
    format!("{} {:?} {:?} {}", statement.kind(), statement.form(), statement.stage(), parts.join("\n"))
}

fn value_key(value: &Value) -> String {
    match value {
        Value::Name { id: Some(id), .. } => id.clone(),
        Value::Name { name, id: None } => fold(name),
        Value::Text(text) => fold(text),
        Value::Quantity { value, unit, approx } => format!("{} {} {approx:?}", value.normalize(), fold(unit)),
        other => other.to_string(),
    }
}

/// The names of roles as sorted keys: ids, or folded names.
pub(super) fn name_keys(statement: &Statement, roles: &[Role]) -> Vec<String> {
    let mut keys: Vec<String> =
        roles.iter().flat_map(|role| statement.role(*role)).map(|arg| value_key(&arg.value)).collect();
    keys.sort();
    keys.dedup();
    keys
}
