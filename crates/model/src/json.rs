//! The public JSON form of statements (see the guide in `docs/statements.md`): written and read here alone.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value as Json};
use std::io::Write;

use crate::{Anchor, Approx, Argument, Direction, Document, Edtf, Evidence, Form, Role, Span, Stage, Statement, Value};

/// A statement as one JSON object: `doc id kind form stage evidence args rule`.
pub fn statement(document_id: &str, statement: &Statement) -> Json {
    // Nothing in a statement can fail to be a value.
    serde_json::to_value(Line { document_id, statement }).unwrap_or(Json::Null)
}

/// Writes the object that [`statement`] gives, without building it first.
///
/// # Errors
/// Where writing fails.
pub fn write_statement(out: impl Write, document_id: &str, statement: &Statement) -> std::io::Result<()> {
    serde_json::to_writer(out, &Line { document_id, statement }).map_err(std::io::Error::from)
}

/// An argument as one JSON object: `role`, the value's fields, `start`, `end`, `by`.
pub fn argument(arg: &Argument) -> Json {
    serde_json::to_value(Arg(arg)).unwrap_or(Json::Null)
}

/// A statement of a document, as it is written.
struct Line<'a> {
    document_id: &'a str,
    statement: &'a Statement,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let statement = self.statement;
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("doc", self.document_id)?;
        out.serialize_entry("id", &statement.id(self.document_id))?;
        out.serialize_entry("kind", statement.kind().as_str())?;
        out.serialize_entry("form", &statement.form().map(Form::as_str))?;
        out.serialize_entry("stage", &statement.stage().map(Stage::as_str))?;
        out.serialize_entry("evidence", &Each(statement.evidence(), Quote))?;
        out.serialize_entry("args", &Each(statement.args(), Arg))?;
        out.serialize_entry("rule", statement.rule())?;
        out.end()
    }
}

/// A list, each member as another type writes it.
struct Each<'a, T, W>(&'a [T], fn(&'a T) -> W);

impl<T, W: Serialize> Serialize for Each<'_, T, W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

/// An evidence, as it is written.
struct Quote<'a>(&'a Evidence);

impl Serialize for Quote<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("start", &self.0.span().start)?;
        out.serialize_entry("end", &self.0.span().end)?;
        out.serialize_entry("exact", self.0.exact())?;
        out.end()
    }
}

/// An argument, as it is written.
struct Arg<'a>(&'a Argument);

impl Serialize for Arg<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let arg = self.0;
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("role", arg.role.as_str())?;
        value_fields::<S>(&mut out, &arg.value)?;
        let span = match arg.anchor {
            Anchor::Words(span) => Some(span),
            Anchor::Context => None,
        };
        out.serialize_entry("start", &span.map(|span| span.start))?;
        out.serialize_entry("end", &span.map(|span| span.end))?;
        out.serialize_entry("by", &arg.by)?;
        out.end()
    }
}

/// The fields of a value.
fn value_fields<S: Serializer>(out: &mut S::SerializeMap, value: &Value) -> Result<(), S::Error> {
    let approx = |bound: &Option<Approx>| bound.map(Approx::as_str);
    match value {
        Value::Name { name, id } => {
            out.serialize_entry("name", name)?;
            out.serialize_entry("id", id)
        }
        Value::Text(text) => out.serialize_entry("text", text),
        Value::Quantity { value, unit, approx: bound } => {
            out.serialize_entry("value", &decimal(*value))?;
            out.serialize_entry("unit", unit)?;
            out.serialize_entry("approx", &approx(bound))
        }
        Value::Amount { value, currency, approx: bound } => {
            out.serialize_entry("value", &decimal(*value))?;
            out.serialize_entry("currency", currency)?;
            out.serialize_entry("approx", &approx(bound))
        }
        Value::Change { percent, direction } => {
            out.serialize_entry("percent", &percent.map(decimal))?;
            out.serialize_entry("direction", direction.as_str())
        }
        Value::Share { percent, approx: bound } => {
            out.serialize_entry("percent", &decimal(*percent))?;
            out.serialize_entry("approx", &approx(bound))
        }
        Value::Rank { value, top } => {
            out.serialize_entry("value", value)?;
            out.serialize_entry("top", top)
        }
        Value::When(edtf) => out.serialize_entry("edtf", &edtf.to_string()),
    }
}

/// A decimal as a JSON number: whole numbers without a point.
pub fn decimal(value: Decimal) -> Json {
    let value = value.normalize();
    if value.scale() == 0
        && let Some(whole) = value.to_i64()
    {
        return whole.into();
    }
    value.to_string().parse::<f64>().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
}

/// Reads what `argument` wrote.
///
/// # Errors
/// A sentence that names the field, what was found and what is allowed.
pub fn read_argument(json: &Json) -> Result<Argument, String> {
    let role: Role = text(json, "role")?.parse().map_err(|e: crate::UnknownWord| e.to_string())?;
    let bound = || -> Result<Option<Approx>, String> {
        match &json["approx"] {
            Json::Null => Ok(None),
            Json::String(word) => Approx::parse(word)
                .map(Some)
                .ok_or_else(|| format!("field `approx` is `{word}`; allowed: over, under, about, null")),
            other => Err(format!("field `approx` is `{other}`; allowed: over, under, about, null")),
        }
    };
    let value = match role {
        Role::From | Role::To | Role::Party | Role::Person | Role::Of | Role::Place | Role::Speaker => {
            Value::Name { name: text(json, "name")?.to_owned(), id: json["id"].as_str().map(str::to_owned) }
        }
        Role::Item | Role::Office => Value::Text(text(json, "text")?.to_owned()),
        Role::Quantity => Value::Quantity {
            value: number(json, "value")?,
            unit: json["unit"].as_str().unwrap_or("").to_owned(),
            approx: bound()?,
        },
        Role::Amount => Value::Amount {
            value: number(json, "value")?,
            currency: json["currency"].as_str().unwrap_or("").to_owned(),
            approx: bound()?,
        },
        Role::Change => Value::Change {
            percent: if json["percent"].is_null() { None } else { Some(number(json, "percent")?) },
            direction: Direction::parse(text(json, "direction")?)
                .ok_or_else(|| format!("field `direction` is {}; allowed: up, down, flat", json["direction"]))?,
        },
        Role::Share => Value::Share { percent: number(json, "percent")?, approx: bound()? },
        Role::Rank => Value::Rank {
            value: json["value"].as_u64().and_then(|v| u32::try_from(v).ok()).ok_or_else(|| {
                format!("field `value` of a rank is {}; allowed: a whole number from 1", json["value"])
            })?,
            top: json["top"].as_bool().unwrap_or(false),
        },
        Role::When => Value::When(text(json, "edtf")?.parse::<Edtf>().map_err(|error| error.to_string())?),
    };
    let anchor = match (json["start"].as_u64(), json["end"].as_u64()) {
        (Some(start), Some(end)) => Anchor::Words(Span::new(
            u32::try_from(start).map_err(|_| "field `start` is too large".to_owned())?,
            u32::try_from(end).map_err(|_| "field `end` is too large".to_owned())?,
        )),
        _ => Anchor::Context,
    };
    Ok(Argument { role, value, anchor, by: json["by"].as_str().unwrap_or("").to_owned() })
}

/// Reads what `statement` wrote, and checks its evidence against the document's text.
///
/// # Errors
/// A sentence that names the field or quote at fault.
pub fn read_statement(document: &Document, json: &Json) -> Result<Statement, String> {
    let words = |error: crate::UnknownWord| error.to_string();
    let evidence = json["evidence"]
        .as_array()
        .ok_or("field `evidence` is missing; allowed: a list of {start, end, exact}")?
        .iter()
        .map(|e| {
            let at = |name: &str| e[name].as_u64().and_then(|v| u32::try_from(v).ok());
            let (Some(start), Some(end), Some(exact)) = (at("start"), at("end"), e["exact"].as_str()) else {
                return Err(format!("evidence {e} lacks start, end or exact"));
            };
            Evidence::verify(&document.text, Span::new(start, end), exact)
                .ok_or_else(|| format!("document `{}` no longer says `{exact}` at {start}-{end}", document.id))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let args = json["args"]
        .as_array()
        .ok_or("field `args` is missing; allowed: a list of arguments")?
        .iter()
        .map(read_argument)
        .collect::<Result<Vec<_>, _>>()?;
    Statement::new(
        text(json, "kind")?.parse().map_err(words)?,
        json["form"].as_str().map(str::parse).transpose().map_err(words)?,
        json["stage"].as_str().map(str::parse).transpose().map_err(words)?,
        evidence,
        args,
        json["rule"].as_str().unwrap_or("").to_owned(),
    )
    .map_err(|error| error.to_string())
}

fn text<'a>(json: &'a Json, name: &str) -> Result<&'a str, String> {
    json[name].as_str().ok_or_else(|| format!("field `{name}` is {}; allowed: a string", json[name]))
}

fn number(json: &Json, name: &str) -> Result<Decimal, String> {
    let wrong = || format!("field `{name}` is {}; allowed: a number", json[name]);
    let digits = json[name].as_number().ok_or_else(wrong)?.to_string();
    Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_scientific(&digits)).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use serde_json::json;

    #[test]
    fn reads_back_what_it_wrote() {
        let document = Document::from_text("Trade reached nearly seven billion dollars in 2021.".to_owned());
        let evidence = Evidence::take(&document, Span::new(0, 51)).unwrap();
        let arg = |role, value| Argument { role, value, anchor: Anchor::Words(Span::new(14, 42)), by: "object".into() };
        let made = Statement::new(
            Kind::Trade,
            Some(Form::Turnover),
            None,
            vec![evidence],
            vec![
                arg(
                    Role::Amount,
                    Value::Amount {
                        value: Decimal::from(7_000_000_000_i64),
                        currency: "USD".into(),
                        approx: Some(Approx::Under),
                    },
                ),
                arg(Role::Change, Value::Change { percent: Some("6.1".parse().unwrap()), direction: Direction::Up }),
                arg(Role::When, Value::When("2021".parse().unwrap())),
                arg(Role::Rank, Value::Rank { value: 6, top: true }),
                Argument {
                    role: Role::Party,
                    value: Value::Name { name: "Belarus".into(), id: Some("BY".into()) },
                    anchor: Anchor::Context,
                    by: "topic".into(),
                },
            ],
            "trade/reach".into(),
        )
        .unwrap();
        let written = statement(&document.id, &made);
        assert_eq!(written["args"][1]["value"], json!(7_000_000_000_i64));
        assert_eq!(read_statement(&document, &written), Ok(made));
    }

    #[test]
    fn refuses_a_quote_that_moved() {
        let document = Document::from_text("Trade grew.".to_owned());
        let json = json!({"kind": "trade", "evidence": [{"start": 0, "end": 5, "exact": "trade"}], "args": []});
        assert!(read_statement(&document, &json).unwrap_err().contains("no longer says `trade`"));
    }
}
