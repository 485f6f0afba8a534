//! A filter as SQL: one condition a file under `sql/sqlite/find`, joined by AND.

use model::{Diagnostic, Severity};
use rusqlite::types::Value;
use serde_json::json;

use super::sql;
use super::words::{Words, words};
use crate::{Filter, Reach, Versions};

/// The SQL of a filter and what goes into its question marks, in order.
pub(crate) struct Query {
    pub sql: String,
    pub values: Vec<Value>,
    pub diagnostics: Vec<Diagnostic>,
    /// False where some condition can hold for nothing, so that nothing need be asked.
    pub can_match: bool,
    conditions: Vec<String>,
}

/// Writes the query for `filter`.
pub(crate) fn query(filter: &Filter) -> Query {
    let mut query = Query {
        sql: String::new(),
        values: Vec::new(),
        diagnostics: Vec::new(),
        can_match: true,
        conditions: Vec::new(),
    };
    if filter.versions == Versions::Current {
        query.add(sql!("find/current"), []);
    }
    query.add_words("words", filter.words.as_deref(), sql!("find/words"));
    query.add_list(filter.kinds.iter().map(|kind| kind.as_str()).collect(), sql!("find/kinds"));
    query.add_list(filter.stages.iter().map(|stage| stage.as_str()).collect(), sql!("find/stages"));
    query.add_list(filter.forms.iter().map(|form| form.as_str()).collect(), sql!("find/forms"));
    query.add_places(filter);
    query.add_words("party", filter.party.as_deref(), sql!("find/party"));
    query.add_words("speaker", filter.speaker.as_deref(), sql!("find/speaker"));
    query.add_words("item", filter.item.as_deref(), sql!("find/item"));
    query.add_dates(filter);
    if let Some(id) = &filter.document {
        query.add(sql!("find/document"), [text(id)]);
    }
    if let Some(id) = &filter.statement {
        query.add(sql!("find/statement"), [text(id), text(id)]);
    }
    query.finish(filter)
}

impl Query {
    fn add<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        self.conditions.push(condition.trim_end().to_owned());
        self.values.extend(values);
    }

    fn add_list(&mut self, allowed: Vec<&str>, condition: &str) {
        if !allowed.is_empty() {
            self.add(condition, [text(&json!(allowed).to_string())]);
        }
    }

    fn add_words(&mut self, field: &str, typed: Option<&str>, condition: &str) {
        if let Some(expression) = typed.and_then(|typed| self.expression(field, typed)) {
            self.add(condition, [Value::Text(expression)]);
        }
    }

    /// The FTS5 expression for what was typed; `None`, with a diagnostic, where there is nothing to search for.
    fn expression(&mut self, field: &str, typed: &str) -> Option<String> {
        match words(typed) {
            Words::Nothing => {
                self.can_match = false;
                let message = format!("`{field}` holds nothing that can be searched for; expected letters or digits");
                self.note("words-empty", field, message);
                None
            }
            Words::Match { expression, left_out } => {
                if left_out > 0 {
                    let message = format!("`{field}` holds too many words; the last {left_out} were left out");
                    self.note("words-too-many", field, message);
                }
                Some(expression)
            }
        }
    }

    fn note(&mut self, code: &'static str, field: &str, message: String) {
        let place = format!("filter `{field}`");
        self.diagnostics.push(Diagnostic { place, code, severity: Severity::Warning, span: None, message, hint: None });
    }

    fn add_places(&mut self, filter: &Filter) {
        for place in &filter.places {
            if let Some((condition, values)) = self.place("places", place, filter.reach) {
                self.conditions.push(condition);
                self.values.extend(values);
            }
        }
        for place in &filter.about {
            if let Some((condition, values)) = self.place("about", place, filter.reach) {
                self.conditions.push(sql!("find/about").trim_end().replace("{place}", &condition));
                self.values.extend(values);
            }
        }
    }

    /// The condition for one place: by code where it is written as one, else by words of the name.
    fn place(&mut self, field: &str, place: &str, reach: Reach) -> Option<(String, Vec<Value>)> {
        let (condition, values) = match (iso_code(place), reach) {
            (Some(code), Reach::Exact) => (sql!("find/place_iso"), vec![text(&code)]),
            (Some(code), Reach::Within) => (sql!("find/place_within"), vec![text(&code); 3]),
            (None, _) => (sql!("find/place_named"), vec![Value::Text(self.expression(field, place)?)]),
        };
        Some((condition.trim_end().to_owned(), values))
    }

    fn add_dates(&mut self, filter: &Filter) {
        if filter.from_date.is_none() && filter.to_date.is_none() {
            return;
        }
        let from = text(&filter.from_date.map_or("0000-01-01".to_owned(), |day| day.to_string()));
        let to = text(&filter.to_date.map_or("9999-12-31".to_owned(), |day| day.to_string()));
        self.add(sql!("find/dates"), [to.clone(), from.clone(), to, from]);
    }

    fn finish(mut self, filter: &Filter) -> Query {
        self.sql = sql!("find/select").to_owned();
        if !self.conditions.is_empty() {
            self.sql.push_str("WHERE ");
            self.sql.push_str(&self.conditions.join("\nAND "));
            self.sql.push('\n');
        }
        self.sql.push_str(sql!("find/order"));
        self.values.push(Value::Integer(filter.limit.map_or(-1, i64::from)));
        self.values.push(Value::Integer(i64::from(filter.offset)));
        self
    }
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

/// `place` in capitals, where it has the form of an ISO 3166-1 alpha-2 or ISO 3166-2 code: "by", "RU-SAM".
fn iso_code(place: &str) -> Option<String> {
    let code = place.trim().to_ascii_uppercase();
    let (country, region) = match code.split_once('-') {
        Some((country, region)) => (country, Some(region)),
        None => (code.as_str(), None),
    };
    let is_country = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    let is_region = region.is_none_or(|region| {
        (1..=3).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    });
    (is_country && is_region).then_some(code)
}
