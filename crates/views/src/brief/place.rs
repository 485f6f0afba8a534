//! The place a brief is about.

use std::collections::BTreeSet;

use model::{Role, Statement, Value};

use crate::fold::fold;

/// A place, with the names of what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Its usual name: "Samara Oblast".
    pub name: String,
    /// ISO 3166-1 alpha-2 of a country ("BY") or ISO 3166-2 of a region ("RU-SAM").
    pub id: String,
    /// Other names of it, and the names of towns and organisations that belong to it.
    pub names: Vec<String>,
}

impl Place {
    /// True where a name means the place or something of it: by its id, by the id of one of its regions, or, where the name has no id,
    /// by a known name. To ask for many names, ask a [`Matcher`].
    pub fn covers(&self, name: &str, id: Option<&str>) -> bool {
        Matcher::of(self).covers(name, id)
    }
}

/// A place whose names are folded once, to be asked for many names.
#[derive(Clone, Debug)]
pub struct Matcher<'p> {
    place: &'p Place,
    folded: BTreeSet<String>,
}

impl<'p> Matcher<'p> {
    /// Makes the place ready.
    pub fn of(place: &'p Place) -> Matcher<'p> {
        let folded = std::iter::once(&place.name).chain(&place.names).map(|name| fold(name)).collect();
        Matcher { place, folded }
    }

    /// As [`Place::covers`].
    pub fn covers(&self, name: &str, id: Option<&str>) -> bool {
        match id {
            Some(id) => {
                id.strip_prefix(self.place.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            None => self.folded.contains(&fold(name)),
        }
    }

    /// True where a name under one of the roles means the place or something of it.
    pub fn is_in(&self, statement: &Statement, roles: &[Role]) -> bool {
        roles.iter().flat_map(|role| statement.role(*role)).any(|arg| match &arg.value {
            Value::Name { name, id } => self.covers(name, id.as_deref()),
            _ => false,
        })
    }

    /// The place's usual name.
    pub(super) fn name(&self) -> &'p str {
        &self.place.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_its_regions_and_names() {
        let russia = Place { name: "Russia".into(), id: "RU".into(), names: vec!["Rosatom".into()] };
        for (name, id, is_covered) in [
            ("Russian Federation", Some("RU"), true),
            ("Samara Oblast", Some("RU-SAM"), true),
            ("rosatom", None, true),
            ("Russia", Some("BY"), false),
            ("Somewhere", Some("RUS"), false),
            ("Minsk", None, false),
        ] {
            assert_eq!(russia.covers(name, id), is_covered, "{name}");
        }
    }
}
