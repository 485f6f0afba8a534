//! Gold statements, read from the short form in which people write them.

use std::collections::BTreeMap;

use model::{Form, Kind, Role, Stage};
use serde_json::Value as Json;

use super::same::day_range;

/// What is wrong with a gold file: one line a fault, with file and line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the gold file has faults\n{}", .0.join("\n"))]
pub struct GoldFaults(pub Vec<String>);

/// A document by its id.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// A gold statement.
#[derive(Clone, Debug)]
pub struct Gold {
    /// The kinds that are right; never empty.
    pub kinds: Vec<Kind>,
    /// The forms that are right, where the form counts.
    pub form: Option<Vec<String>>,
    /// The stages that are right, where the stage counts.
    pub stage: Option<Vec<String>>,
    /// Every place of the evidence's words, in code points.
    pub spans: Vec<(u64, u64)>,
    /// The arguments.
    pub args: Vec<GoldArg>,
    /// True where it costs nothing to miss the statement.
    pub optional: bool,
    /// The first words of evidence.
    pub quote: String,
    /// The arguments as written.
    pub written: Json,
}

impl Gold {
    /// The first of the kinds, under which the statement counts.
    pub fn kind(&self) -> Kind {
        self.kinds.first().copied().unwrap_or(Kind::Figure)
    }
}

/// An argument of a gold statement.
#[derive(Clone, Debug)]
pub struct GoldArg {
    /// Its role.
    pub role: Role,
    /// True where it costs nothing to miss it.
    pub optional: bool,
    /// The names, items or dates that are right.
    pub names: Vec<String>,
    /// The ISO 3166 code.
    pub id: Option<String>,
    /// A person, compared by surname.
    pub person: bool,
    /// The values that are right, as objects.
    pub values: Vec<Json>,
}

/// Reads gold lines; `place` names the file in faults.
///
/// # Errors
/// Every fault found, with file and line.
pub fn gold(place: &str, lines: &str, texts: &[Text]) -> Result<BTreeMap<String, Vec<Gold>>, GoldFaults> {
    let by_id: BTreeMap<&str, &str> = texts.iter().map(|text| (text.id.as_str(), text.text.as_str())).collect();
    let (mut out, mut faults) = (BTreeMap::<String, Vec<Gold>>::new(), Vec::new());
    for (index, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match statement(line, &by_id) {
            Ok((document, gold)) => out.entry(document).or_default().push(gold),
            Err(found) => faults.extend(found.into_iter().map(|fault| format!("{place}:{}: {fault}", index + 1))),
        }
    }
    if !faults.is_empty() {
        return Err(GoldFaults(faults));
    }
    Ok(out)
}

fn statement(line: &str, texts: &BTreeMap<&str, &str>) -> Result<(String, Gold), Vec<String>> {
    let json: Json = serde_json::from_str(line).map_err(|error| vec![error.to_string()])?;
    let document = json["doc"].as_str().unwrap_or("");
    let Some(text) = texts.get(document) else { return Err(vec![format!("no document has the id `{document}`")]) };
    let mut faults = Vec::new();
    let kinds = words::<Kind>(&json["kind"], &mut faults);
    if kinds.is_empty() && faults.is_empty() {
        faults.push("no kind is given".to_owned());
    }
    for form in words::<Form>(&json["form"], &mut faults) {
        if !kinds.iter().any(|kind| kind.forms().contains(&form)) {
            faults.push(format!("form `{form}` is none of the kind's"));
        }
    }
    words::<Stage>(&json["stage"], &mut faults);
    let spans = spans(&json["evidence"], text, &mut faults);
    let args = args(&json["args"], &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let options = |field: &str| json[field].as_str().map(|slot| slot.split('|').map(str::to_owned).collect());
    let gold = Gold {
        kinds,
        form: options("form"),
        stage: options("stage"),
        spans,
        args,
        optional: json["optional"].as_bool().unwrap_or(false),
        quote: json["evidence"][0].as_str().unwrap_or("").to_owned(),
        written: json["args"].clone(),
    };
    Ok((document.to_owned(), gold))
}

fn words<T: std::str::FromStr<Err = model::UnknownWord>>(slot: &Json, faults: &mut Vec<String>) -> Vec<T> {
    let mut out = Vec::new();
    for word in slot.as_str().unwrap_or("").split('|').filter(|word| !word.is_empty()) {
        match word.parse::<T>() {
            Ok(word) => out.push(word),
            Err(error) => faults.push(error.to_string()),
        }
    }
    out
}

/// Every place where the words of evidence stand counts as evidence.
fn spans(evidence: &Json, text: &str, faults: &mut Vec<String>) -> Vec<(u64, u64)> {
    let mut spans = Vec::new();
    for quote in evidence.as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Json::as_str) {
        let n_letters = quote.chars().count() as u64;
        let places = text.char_indices().enumerate().filter(|(_, (byte, _))| text[*byte..].starts_with(quote));
        let before = spans.len();
        spans.extend(places.map(|(letter, _)| (letter as u64, letter as u64 + n_letters)));
        if spans.len() == before {
            faults.push(format!("the text does not say `{}`", quote.chars().take(60).collect::<String>()));
        }
    }
    if spans.is_empty() && faults.is_empty() {
        faults.push("no evidence is given".to_owned());
    }
    spans
}

fn args(json: &Json, faults: &mut Vec<String>) -> Vec<GoldArg> {
    let mut out = Vec::new();
    for (written, values) in json.as_object().into_iter().flatten() {
        let role = match written.trim_start_matches('?').parse::<Role>() {
            Ok(role) => role,
            Err(error) => {
                faults.push(error.to_string());
                continue;
            }
        };
        let Some(values) = values.as_array() else {
            faults.push(format!("role `{written}` takes a list"));
            continue;
        };
        for value in values {
            let arg = arg(role, written.starts_with('?'), value);
            let wants_object = matches!(role, Role::Quantity | Role::Amount | Role::Change | Role::Share | Role::Rank);
            if wants_object && arg.values.is_empty() {
                faults.push(format!("role `{role}` takes objects"));
            }
            if role == Role::When && arg.names.iter().any(|name| day_range(name).is_none()) {
                faults.push(format!("{value} is no EDTF date"));
            }
            out.push(arg);
        }
    }
    out
}

fn arg(role: Role, optional: bool, value: &Json) -> GoldArg {
    let mut arg = GoldArg { role, optional, names: Vec::new(), id: None, person: false, values: Vec::new() };
    if value.is_object() {
        arg.values.push(value.clone());
        arg.values.extend(value["or"].as_array().into_iter().flatten().cloned());
        return arg;
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let is_name = !matches!(role, Role::Item | Role::Office | Role::When);
    let (names, id) = match text.rsplit_once('#') {
        Some((names, id)) if is_name => (names, Some(id.to_owned())),
        _ => (text.as_str(), None),
    };
    arg.names = names.split('|').map(|name| name.trim().to_owned()).collect();
    arg.person = matches!(role, Role::Person | Role::Speaker) || id.as_deref() == Some("person");
    arg.id = id.filter(|id| id != "person");
    arg
}
