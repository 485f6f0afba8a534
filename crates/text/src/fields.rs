//! The fields of a JSONL line and what is wrong with them.

use model::Diagnostic;
use serde::Deserialize;
use serde_json::Value;

use crate::draft::Draft;
use crate::{days, fault};

/// The fields of a line as they stand; other fields are ignored.
#[derive(Debug, Deserialize)]
pub(crate) struct Fields {
    id: Option<Value>,
    text: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    url: Option<Value>,
    publisher: Option<Value>,
    lang: Option<Value>,
}

const EXPECTED: &str = "a line holds one JSON object: {\"id\": \"...\", \"text\": \"...\", \"title\": \"...\", \"published\": \"2024-05-03\"}; \
                        `text` must stand, the other fields may";

/// The fields of a line; `None` with a diagnostic where it is no JSON object.
pub(crate) fn parse(line: &str, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Fields> {
    let broken = |message: String| fault::error(place, "jsonl-line-broken", message, EXPECTED);
    if !line.starts_with('{') {
        diagnostics.push(broken(format!("expected a JSON object, found `{}`", fault::excerpt(line, 40))));
        return None;
    }
    match serde_json::from_str(line) {
        Ok(fields) => Some(fields),
        Err(error) => {
            // The library counts lines within what it was given, which is one line.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message);
            let column = error.column();
            let near: String = near(line, column);
            diagnostics.push(broken(format!(
                "expected a JSON object, found a fault at byte {column}, after `{near}`: {message}"
            )));
            None
        }
    }
}

/// The draft of a document; `None` with a diagnostic where there is no text.
pub(crate) fn draft(fields: Fields, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let text = match fields.text {
        Some(Value::String(text)) => text,
        other => {
            let found = other.as_ref().map_or("none".to_owned(), found);
            let message = format!("field `text`: expected a string, found {found}");
            diagnostics.push(fault::error(place, "jsonl-text-missing", message, EXPECTED));
            return None;
        }
    };
    let id = match fields.id {
        // Numbered documents are common, and the digits are a good name.
        Some(Value::Number(number)) if number.is_u64() || number.is_i64() => Some(number.to_string()),
        other => string("id", other, place, diagnostics).filter(|id| !id.trim().is_empty()),
    };
    let published = string("published", fields.published, place, diagnostics);
    Some(Draft {
        id,
        text,
        title: string("title", fields.title, place, diagnostics),
        published: published.and_then(|field| day("published", &field, place, diagnostics)),
        url: string("url", fields.url, place, diagnostics),
        publisher: string("publisher", fields.publisher, place, diagnostics),
        lang: string("lang", fields.lang, place, diagnostics),
    })
}

/// The day that a field names; an empty field names none, any other is told.
pub(crate) fn day(name: &str, field: &str, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<model::Date> {
    let day = days::day_of_field(field);
    if day.is_none() && !field.trim().is_empty() {
        let message = format!("field `{name}`: expected a day, found `{}`", fault::excerpt(field, 40));
        let allowed = "allowed: 2024-05-03, with or without a time of day, or a day written out such as 3 May 2024";
        diagnostics.push(fault::warning(place, "published-unreadable", message, allowed));
    }
    day
}

fn string(name: &str, field: Option<Value>, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    match field {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text),
        Some(other) => {
            let message = format!("field `{name}`: expected a string, found {}; the field is left out", found(&other));
            diagnostics.push(fault::warning(place, "jsonl-field-type", message, ""));
            None
        }
    }
}

/// "a number", "an array": what stands where a string should.
fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("{value}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// The last code points before byte `column` (from 1) of `line`.
fn near(line: &str, column: usize) -> String {
    let mut end = column.min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let tail: Vec<char> = line[..end].chars().rev().take(24).collect();
    fault::excerpt(&tail.into_iter().rev().collect::<String>(), 24)
}
