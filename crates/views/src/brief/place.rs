//! The place a brief is about.

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
    /// True where a name means the place or something of it: by its id, by the id of one of its regions, or by a known name.
    pub fn covers(&self, name: &str, id: Option<&str>) -> bool {
        if let Some(id) = id {
            return id == self.id || id.strip_prefix(&self.id).is_some_and(|rest| rest.starts_with('-'));
        }
        let name = fold(name);
        std::iter::once(&self.name).chain(&self.names).any(|own| fold(own) == name)
    }

    /// True where a name of one of the roles means the place or something of it.
    pub(super) fn is_in(&self, statement: &Statement, roles: &[Role]) -> bool {
        roles.iter().flat_map(|role| statement.role(*role)).any(|arg| match &arg.value {
            Value::Name { name, id } => self.covers(name, id.as_deref()),
            _ => false,
        })
    }
}
