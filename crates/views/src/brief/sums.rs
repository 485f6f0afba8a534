//! Sums of supplies, where adding is right.

use std::collections::BTreeMap;

use model::{Approx, Date, Decimal, Role, Stage, Value};

use crate::fold::fold;
use crate::phrases::{Phrases, Slots};
use crate::sentence::capital;
use crate::slots::{names, single_count};
use crate::wording;

use super::merge::{Group, name_keys};

/// One delivered count.
struct Count<'a> {
    group: &'a Group<'a>,
    value: Decimal,
    label: String,
    approx: Option<Approx>,
    first_day: Date,
    last_day: Date,
}

/// A line for each set of deliveries of the same goods, counted in the same unit, from the same side to the same side, whose
/// periods are known and do not overlap. Anything less certain is not added.
pub(super) fn sums(phrases: &Phrases, groups: &[Group<'_>]) -> Vec<String> {
    let mut sets: BTreeMap<String, Vec<Count<'_>>> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.statement().stage() == Some(Stage::Done)) {
        if let Some((key, count)) = count(group) {
            sets.entry(key).or_default().push(count);
        }
    }
    let mut lines = Vec::new();
    for mut set in sets.into_values().filter(|set| set.len() > 1) {
        set.sort_by_key(|count| (count.first_day, count.last_day));
        if set.windows(2).all(|pair| pair[0].last_day < pair[1].first_day) {
            lines.push(line(phrases, &set));
        }
    }
    lines
}

fn count<'a>(group: &'a Group<'a>) -> Option<(String, Count<'a>)> {
    let statement = group.statement();
    let (item, value, unit) = single_count(statement)?;
    let when = group.when()?;
    let approx = statement.role(Role::Quantity).find_map(|arg| match arg.value {
        Value::Quantity { approx, .. } => Some(approx),
        _ => None,
    })?;
    let from = name_keys(statement, &[Role::From]);
    if from.is_empty() {
        return None;
    }
    let to = name_keys(statement, &[Role::To]);
    let label = if unit.is_empty() { item.clone() } else { unit.clone() };
    let key = format!("{}\n{}\n{from:?}\n{to:?}", fold(&item), fold(&unit));
    Some((key, Count { group, value, label, approx, first_day: when.first_day()?, last_day: when.last_day()? }))
}

fn line(phrases: &Phrases, set: &[Count<'_>]) -> String {
    let Some(first) = set.first() else { return String::new() };
    let total: Decimal = set.iter().map(|count| count.value).sum();
    let quantity = wording::quantity(phrases, total, &first.label, bound(set));
    let statement = first.group.statement();
    let statements = phrases.fill("count.statement.many", &Slots::of(&[("number", &set.len().to_string())]));
    let slots = Slots::of(&[
        ("from", &wording::list(phrases, &names(statement, &[Role::From]))),
        ("to", &wording::list(phrases, &names(statement, &[Role::To]))),
        ("quantity", &quantity),
        ("statements", &statements),
    ]);
    capital(&phrases.fill("brief.sum", &slots))
}

/// The bound of a sum: that of its parts where bounded parts agree, else "about".
fn bound(set: &[Count<'_>]) -> Option<Approx> {
    let mut bounds: Vec<Approx> = set.iter().filter_map(|count| count.approx).collect();
    bounds.sort();
    bounds.dedup();
    match bounds[..] {
        [] => None,
        [one] => Some(one),
        _ => Some(Approx::About),
    }
}
