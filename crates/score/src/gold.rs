//! Gold statements, read from the short form in which people write them.

use std::collections::BTreeMap;
use std::fmt;

use model::{Form, Kind, Role, Stage};
use serde_json::Value as Json;

use crate::same::day_range;

/// The fields that a gold line may have; `note` is for the people who mark.
const FIELDS: [&str; 8] = ["doc", "kind", "form", "stage", "evidence", "args", "optional", "note"];
/// So many letters of a text or quote are shown in a fault.
const SHOWN: usize = 60;

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

/// Every fault of a gold file: the line, from 1, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldFaults {
    /// The file.
    pub place: String,
    /// The faults, by line.
    pub faults: Vec<(usize, String)>,
}

impl fmt::Display for GoldFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_faults = self.faults.len();
        write!(f, "the gold file has {n_faults} fault{}", if n_faults == 1 { "" } else { "s" })?;
        self.faults.iter().try_for_each(|(line, fault)| write!(f, "\n{}:{line}: {fault}", self.place))
    }
}

impl std::error::Error for GoldFaults {}

/// Reads gold lines by document; `place` names the file in faults.
///
/// # Errors
/// Every fault found, with file and line.
pub fn gold(place: &str, lines: &str, texts: &[Text]) -> Result<BTreeMap<String, Vec<Gold>>, GoldFaults> {
    let by_id: BTreeMap<&str, &str> = texts.iter().map(|text| (text.id.as_str(), text.text.as_str())).collect();
    let (mut out, mut faults) = (BTreeMap::<String, Vec<Gold>>::new(), Vec::new());
    for (index, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match statement(line, &by_id) {
            Ok((document, gold)) => out.entry(document).or_default().push(gold),
            Err(found) => faults.extend(found.into_iter().map(|fault| (index + 1, fault))),
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(GoldFaults { place: place.to_owned(), faults }) }
}

fn statement(line: &str, texts: &BTreeMap<&str, &str>) -> Result<(String, Gold), Vec<String>> {
    let json: Json = serde_json::from_str(line).map_err(|error| vec![format!("the line is no JSON: {error}")])?;
    let Some(object) = json.as_object() else {
        return Err(vec![format!("the line is {}; allowed: a JSON object", shown(&json.to_string()))]);
    };
    let mut faults = Vec::new();
    for field in object.keys().filter(|field| !FIELDS.contains(&field.as_str())) {
        faults.push(format!("field `{field}` is unknown; allowed: {}", FIELDS.join(", ")));
    }
    let document = json["doc"].as_str().unwrap_or("");
    let text = texts.get(document).copied();
    if text.is_none() {
        faults.push(no_document(document, texts));
    }
    let kinds = words::<Kind>("kind", &json, &mut faults);
    if kinds.is_empty() && json["kind"].as_str().unwrap_or("").is_empty() {
        let allowed: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        faults.push(format!("no kind is given; allowed: {}", allowed.join(", ")));
    }
    forms(&kinds, &json, &mut faults);
    words::<Stage>("stage", &json, &mut faults);
    let spans = text.map_or_else(Vec::new, |text| spans(&json["evidence"], text, &mut faults));
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

fn no_document(id: &str, texts: &BTreeMap<&str, &str>) -> String {
    let n = texts.len();
    let some: Vec<String> = texts.keys().take(3).map(|id| format!("`{id}`")).collect();
    let more = if n > some.len() { ", ..." } else { "" };
    format!("no document has the id `{id}`; the {n} documents are {}{more}", some.join(", "))
}

fn words<T: std::str::FromStr<Err = model::UnknownWord>>(field: &str, json: &Json, faults: &mut Vec<String>) -> Vec<T> {
    let mut out = Vec::new();
    let slot = match &json[field] {
        Json::Null => "",
        Json::String(slot) => slot,
        other => {
            faults.push(format!("field `{field}` is {}; allowed: a string or null", shown(&other.to_string())));
            ""
        }
    };
    for word in slot.split('|').filter(|word| !word.is_empty()) {
        match word.parse::<T>() {
            Ok(word) => out.push(word),
            Err(error) => faults.push(error.to_string()),
        }
    }
    out
}

fn forms(kinds: &[Kind], json: &Json, faults: &mut Vec<String>) {
    let found = words::<Form>("form", json, faults);
    let allowed: Vec<&str> = kinds.iter().flat_map(|kind| kind.forms()).map(|form| form.as_str()).collect();
    for form in found.iter().filter(|form| !allowed.contains(&form.as_str())) {
        let kind = kinds.first().map_or("", |kind| kind.as_str());
        let allowed = if allowed.is_empty() { "none".to_owned() } else { allowed.join(", ") };
        faults.push(format!("form `{form}` is none of kind `{kind}`; allowed: {allowed}"));
    }
}

/// Every place where the words of evidence stand counts as evidence.
fn spans(evidence: &Json, text: &str, faults: &mut Vec<String>) -> Vec<(u64, u64)> {
    let mut spans = Vec::new();
    let n_faults = faults.len();
    for quote in evidence.as_array().map_or(&[][..], Vec::as_slice) {
        let Some(quote) = quote.as_str().filter(|quote| !quote.is_empty()) else {
            faults.push(format!("evidence is {}; allowed: words of the text", shown(&quote.to_string())));
            continue;
        };
        let n_letters = quote.chars().count() as u64;
        let places = text.char_indices().enumerate().filter(|(_, (byte, _))| text[*byte..].starts_with(quote));
        let before = spans.len();
        spans.extend(places.map(|(letter, _)| (letter as u64, letter as u64 + n_letters)));
        if spans.len() == before {
            faults.push(not_said(quote, text));
        }
    }
    if spans.is_empty() && faults.len() == n_faults {
        faults.push("no evidence is given; allowed: a list of words of the text".to_owned());
    }
    spans
}

/// How far the text agrees with a quote that it does not say.
fn not_said(quote: &str, text: &str) -> String {
    let ends: Vec<usize> = quote.char_indices().map(|(byte, _)| byte).collect();
    // What begins a quote that the text says begins a longer one too, so the longest is found by halves.
    let n_said = ends.partition_point(|&end| text.contains(&quote[..end])).saturating_sub(1);
    let (said, rest) = quote.split_at(ends.get(n_said).copied().unwrap_or(0));
    if said.trim().is_empty() {
        return format!("the text does not say {}", shown(quote));
    }
    let n_letters = said.chars().count();
    let tail: String = said.chars().skip(n_letters.saturating_sub(SHOWN / 2)).collect();
    format!("the text does not say {} after `{tail}`", shown(rest))
}

fn args(json: &Json, faults: &mut Vec<String>) -> Vec<GoldArg> {
    let mut out = Vec::new();
    if !json.is_null() && !json.is_object() {
        faults.push(format!("field `args` is {}; allowed: an object of lists by role", shown(&json.to_string())));
    }
    for (written, values) in json.as_object().into_iter().flatten() {
        let role = match written.trim_start_matches('?').parse::<Role>() {
            Ok(role) => role,
            Err(error) => {
                faults.push(error.to_string());
                continue;
            }
        };
        let Some(values) = values.as_array() else {
            faults.push(format!("role `{written}` is {}; allowed: a list", shown(&values.to_string())));
            continue;
        };
        for value in values {
            let arg = arg(role, written.starts_with('?'), value);
            faults.extend(arg_fault(&arg, value));
            out.push(arg);
        }
    }
    out
}

fn arg_fault(arg: &GoldArg, value: &Json) -> Option<String> {
    let role = arg.role;
    let found = || shown(&value.to_string());
    let fields = match role {
        Role::Quantity => "`value`, `unit`, `approx`",
        Role::Amount => "`value`, `currency`, `approx`",
        Role::Change => "`percent`, `direction`",
        Role::Share => "`percent`, `approx`",
        Role::Rank => "`value`, `top`",
        _ => "",
    };
    if !fields.is_empty() && arg.values.is_empty() {
        return Some(format!("role `{role}` is {}; allowed: an object with {fields}", found()));
    }
    if fields.is_empty() && !value.is_string() {
        return Some(format!("role `{role}` is {}; allowed: a string", found()));
    }
    if role == Role::When && arg.names.iter().any(|name| day_range(name).is_none()) {
        let allowed = "YYYY, YYYY-MM, YYYY-MM-DD, two of them parted by `/`, `..` for an open end";
        return Some(format!("role `{role}` is {}, no EDTF date; allowed: {allowed}", found()));
    }
    None
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

/// Foreign words in backticks, cut where they are long.
fn shown(words: &str) -> String {
    let start: String = words.chars().take(SHOWN).collect();
    let more = if start.len() < words.len() { "..." } else { "" };
    format!("`{start}{more}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(line: &str) -> Vec<String> {
        let text = "The Orsha works will send 40 looms to Pskov Oblast. Talks on flax went on in May.".to_owned();
        let texts = [Text { id: "one".to_owned(), text }];
        match gold("marks.jsonl", line, &texts) {
            Ok(_) => Vec::new(),
            Err(found) => found.to_string().lines().skip(1).map(str::to_owned).collect(),
        }
    }

    #[test]
    fn a_good_line_has_no_fault() {
        let line = r#"{"doc": "one", "kind": "supply", "stage": "planned|agreed", "evidence": ["will send 40 looms"],
            "args": {"from": ["Orsha works"], "to": ["Pskov Oblast#RU-PSK"], "quantity": [{"value": 40, "unit": "looms"}]}}"#;
        assert_eq!(faults(&line.replace('\n', "")), Vec::<String>::new());
    }

    #[test]
    fn faults_name_line_finding_and_what_is_allowed() {
        let cases: &[(&str, &str)] = &[
            ("{", "the line is no JSON: "),
            ("[1]", "the line is `[1]`; allowed: a JSON object"),
            (r#"{"doc": "two", "kind": "supply"}"#, "no document has the id `two`; the 1 documents are `one`"),
            (r#"{"doc": "one", "evidence": ["Talks"]}"#, "no kind is given; allowed: trade, supply, "),
            (r#"{"doc": "one", "kind": "sale", "evidence": ["Talks"]}"#, "kind `sale` is unknown; allowed: trade"),
            (
                r#"{"doc": "one", "kind": "trade", "form": "visit", "evidence": ["Talks"]}"#,
                "form `visit` is none of kind `trade`; allowed: turnover, exports, imports, balance",
            ),
            (r#"{"doc": "one", "kind": "supply"}"#, "no evidence is given; allowed: "),
            (
                r#"{"doc": "one", "kind": "supply", "evidence": ["Talks on linen"]}"#,
                "the text does not say `linen` after `Talks on `",
            ),
            (
                r#"{"doc": "one", "kind": "supply", "evidence": ["Talks"], "args": {"item": "flax"}}"#,
                "role `item` is `\"flax\"`; allowed: a list",
            ),
            (
                r#"{"doc": "one", "kind": "supply", "evidence": ["Talks"], "args": {"quantity": ["40"]}}"#,
                "role `quantity` is `\"40\"`; allowed: an object with `value`, `unit`, `approx`",
            ),
            (
                r#"{"doc": "one", "kind": "supply", "evidence": ["Talks"], "args": {"when": ["May"]}}"#,
                "role `when` is `\"May\"`, no EDTF date; allowed: YYYY, ",
            ),
            (
                r#"{"doc": "one", "kind": "supply", "evidence": ["Talks"], "args": {"goods": ["flax"]}}"#,
                "role `goods` is unknown; allowed: ",
            ),
            (
                r#"{"doc": "one", "kind": "supply", "evidence": ["Talks"], "satge": "done"}"#,
                "field `satge` is unknown; allowed: doc, kind, form, stage, evidence, args, optional, note",
            ),
        ];
        for (line, expected) in cases {
            let found = faults(&format!("\n{line}"));
            let expected = format!("marks.jsonl:2: {expected}");
            assert!(found.len() == 1 && found[0].starts_with(&expected), "{found:?}\nexpected {expected}");
        }
    }
}
