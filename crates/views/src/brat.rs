//! The brat form of `intertie read`: standoff annotations of a text, and the configuration with which brat shows them.
//!
//! A statement is an event whose trigger is the sentence that says it; its arguments are text-bound annotations. What was understood from
//! the rest of the document has no words to be bound to and stands in the note of the event. Positions are code points, as brat's are.

use std::collections::BTreeMap;

use model::{Anchor, Argument, Document, Form, Kind, Role, Span, Stage, Statement, Value};

/// The annotations of a document: what goes into the `.ann` file beside the `.txt` file that holds exactly its text.
pub fn brat(document: &Document, statements: &[Statement]) -> String {
    let letters: Vec<char> = document.text.chars().collect();
    let mut writer =
        Writer { letters: &letters, out: String::new(), bound: BTreeMap::new(), n_attributes: 0, n_notes: 0 };
    for (index, statement) in statements.iter().enumerate() {
        writer.statement(index + 1, &document.id, statement);
    }
    writer.out
}

/// The `annotation.conf` that goes into the folder of the annotations: kinds, roles, forms and stages as brat writes them.
pub fn brat_configuration() -> String {
    let mut out = String::from("# Statements of Intertie; written by `intertie read --format brat`.\n\n[entities]\n");
    let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    out.push_str(&format!("{}\nEvidence\n\n[relations]\n\n[events]\n", types.join("\n")));
    for kind in Kind::ALL {
        let roles: Vec<String> =
            kind.roles().iter().map(|role| format!("{}*:{}", capital(role.as_str()), type_of(*role))).collect();
        out.push_str(&format!("{}\t{}, Also*:Evidence\n", capital(kind.as_str()), roles.join(", ")));
    }
    let stages: Vec<&str> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
    let forms: Vec<&str> = Form::ALL.iter().map(|form| form.as_str()).collect();
    out.push_str(&format!(
        "\n[attributes]\nStage\tArg:<EVENT>, Value:{}\nForm\tArg:<EVENT>, Value:{}\nApprox\tArg:<ENTITY>, Value:over|under|about\n",
        stages.join("|"),
        forms.join("|")
    ));
    out
}

/// Types of annotations with the roles that take them.
const TYPES: [(&str, &[Role]); 8] = [
    ("Name", &[Role::From, Role::To, Role::Party, Role::Person, Role::Of, Role::Place, Role::Speaker]),
    ("Words", &[Role::Item, Role::Office]),
    ("Quantity", &[Role::Quantity]),
    ("Amount", &[Role::Amount]),
    ("Change", &[Role::Change]),
    ("Share", &[Role::Share]),
    ("Rank", &[Role::Rank]),
    ("Date", &[Role::When]),
];

fn type_of(role: Role) -> &'static str {
    TYPES.iter().find(|(_, roles)| roles.contains(&role)).map_or("Words", |(name, _)| name)
}

/// The word with a capital, as names of types and roles have in brat: "JointVenture" has no place here, since forms are values.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

struct Writer<'d> {
    letters: &'d [char],
    out: String,
    /// Text-bound annotations by type, span and value: what two statements share is written once.
    bound: BTreeMap<(String, Span, String), usize>,
    n_attributes: usize,
    n_notes: usize,
}

impl Writer<'_> {
    fn statement(&mut self, event: usize, document_id: &str, statement: &Statement) {
        let kind = capital(statement.kind().as_str());
        let mut evidence = statement.evidence().iter();
        // A trigger belongs to one event, so it is never shared.
        let Some(trigger) = evidence.next().and_then(|first| self.new_bound(&kind, first.span())) else { return };
        let mut slots = vec![format!("{kind}:T{trigger}")];
        let mut notes = vec![format!("{} by {}", statement.id(document_id), statement.rule())];
        let mut counts = BTreeMap::<String, usize>::new();
        let mut slot = |role: &str, bound: usize| {
            let n = counts.entry(role.to_owned()).and_modify(|n| *n += 1).or_insert(1);
            // brat numbers the second and later arguments of one role.
            slots.push(if *n == 1 { format!("{role}:T{bound}") } else { format!("{role}{n}:T{bound}") });
        };
        for arg in statement.args() {
            match self.argument(arg) {
                Some(bound) => slot(&capital(arg.role.as_str()), bound),
                None => notes.push(format!("{}: {}", arg.role, arg.value)),
            }
        }
        for also in evidence {
            if let Some(bound) = self.bound("Evidence", also.span(), "") {
                slot("Also", bound);
            }
        }
        self.out.push_str(&format!("E{event}\t{}\n", slots.join(" ")));
        let about = format!("E{event}");
        if let Some(stage) = statement.stage() {
            self.attribute("Stage", &about, stage.as_str());
        }
        if let Some(form) = statement.form() {
            self.attribute("Form", &about, form.as_str());
        }
        self.note(&about, &notes.join("; "));
    }

    /// The annotation of an argument's words; `None` where it has none.
    fn argument(&mut self, arg: &Argument) -> Option<usize> {
        let Anchor::Words(span) = arg.anchor else { return None };
        let value = arg.value.to_string();
        let n_before = self.bound.len();
        let bound = self.bound(type_of(arg.role), span, &value)?;
        if self.bound.len() > n_before {
            let about = format!("T{bound}");
            if let Value::Quantity { approx: Some(approx), .. }
            | Value::Amount { approx: Some(approx), .. }
            | Value::Share { approx: Some(approx), .. } = &arg.value
            {
                self.attribute("Approx", &about, approx.as_str());
            }
            self.note(&about, &value);
        }
        Some(bound)
    }

    fn bound(&mut self, type_name: &str, span: Span, value: &str) -> Option<usize> {
        let key = (type_name.to_owned(), span, value.to_owned());
        if let Some(&known) = self.bound.get(&key) {
            return Some(known);
        }
        self.write_bound(type_name, span, key)
    }

    fn new_bound(&mut self, type_name: &str, span: Span) -> Option<usize> {
        let key = (type_name.to_owned(), span, format!("#{}", self.bound.len()));
        self.write_bound(type_name, span, key)
    }

    fn write_bound(&mut self, type_name: &str, span: Span, key: (String, Span, String)) -> Option<usize> {
        let pieces = self.pieces(span);
        let first = pieces.first()?;
        debug_assert!(!first.0.is_empty(), "a piece has words");
        let number = self.bound.len() + 1;
        let places: Vec<String> = pieces.iter().map(|(place, _)| format!("{} {}", place.start, place.end)).collect();
        let words: Vec<&str> = pieces.iter().map(|(_, words)| words.as_str()).collect();
        self.out.push_str(&format!("T{number}\t{type_name} {}\t{}\n", places.join(";"), words.join(" ")));
        self.bound.insert(key, number);
        Some(number)
    }

    /// The span cut at line breaks: brat takes no annotation that goes over one. White space at the ends of lines is left out.
    fn pieces(&self, span: Span) -> Vec<(Span, String)> {
        let mut out = Vec::new();
        let mut start = span.start;
        for at in span.start..=span.end {
            let letter = self.letters.get(at as usize).copied();
            if at < span.end && letter.is_some_and(|letter| !matches!(letter, '\n' | '\r')) {
                continue;
            }
            let line = self.letters.get(start as usize..at as usize).unwrap_or(&[]);
            let n_before = line.iter().take_while(|letter| letter.is_whitespace()).count();
            let n_after = line.iter().rev().take_while(|letter| letter.is_whitespace()).count();
            if n_before < line.len() {
                let place = Span::new(start + n_before as u32, at - n_after as u32);
                let words = &line[n_before..line.len() - n_after];
                // A tab would end the field.
                let words = words.iter().map(|letter| if *letter == '\t' { ' ' } else { *letter }).collect();
                out.push((place, words));
            }
            start = at + 1;
        }
        out
    }

    fn attribute(&mut self, name: &str, about: &str, value: &str) {
        self.n_attributes += 1;
        self.out.push_str(&format!("A{}\t{name} {about} {value}\n", self.n_attributes));
    }

    fn note(&mut self, about: &str, words: &str) {
        self.n_notes += 1;
        let words = crate::marked::visible(words);
        self.out.push_str(&format!("#{}\tAnnotatorNotes {about}\t{words}\n", self.n_notes));
    }
}

#[cfg(test)]
mod tests {
    use model::{Approx, Evidence};

    use super::*;

    #[test]
    fn a_statement_is_an_event_with_bound_arguments() {
        let document = Document::from_text("Trade news\nThe Orsha works will send\nover 40 looms to Pskov.".to_owned());
        let evidence = Evidence::take(&document, Span::new(11, 60)).unwrap();
        let arg = |role, value, anchor| Argument { role, value, anchor, by: String::new() };
        let quantity = Value::Quantity { value: 40.into(), unit: "looms".to_owned(), approx: Some(Approx::Over) };
        let name = |name: &str, id: Option<&str>| Value::Name { name: name.to_owned(), id: id.map(str::to_owned) };
        let args = vec![
            arg(Role::From, name("Orsha works", None), Anchor::Words(Span::new(15, 26))),
            arg(Role::To, name("Pskov Oblast", Some("RU-PSK")), Anchor::Context),
            arg(Role::Item, Value::Text("looms".to_owned()), Anchor::Words(Span::new(45, 50))),
            arg(Role::Quantity, quantity, Anchor::Words(Span::new(37, 50))),
        ];
        let statement =
            Statement::new(Kind::Supply, None, Some(Stage::Planned), vec![evidence], args, "supply/send".to_owned())
                .unwrap();
        let id = statement.id(&document.id);
        let expected = format!(
            "T1\tSupply 11 36;37 60\tThe Orsha works will send over 40 looms to Pskov.\n\
             T2\tName 15 26\tOrsha works\n#1\tAnnotatorNotes T2\tOrsha works\n\
             T3\tWords 45 50\tlooms\n#2\tAnnotatorNotes T3\tlooms\n\
             T4\tQuantity 37 50\tover 40 looms\nA1\tApprox T4 over\n#3\tAnnotatorNotes T4\tover 40 looms\n\
             E1\tSupply:T1 From:T2 Item:T3 Quantity:T4\nA2\tStage E1 planned\n\
             #4\tAnnotatorNotes E1\t{id} by supply/send; to: Pskov Oblast (RU-PSK)\n"
        );
        assert_eq!(brat(&document, &[statement]), expected);
    }

    #[test]
    fn the_configuration_has_every_kind_role_and_word() {
        let made = brat_configuration();
        for kind in Kind::ALL {
            let line = made.lines().find(|line| line.starts_with(&format!("{}\t", capital(kind.as_str())))).unwrap();
            for role in kind.roles() {
                assert!(line.contains(&format!("{}*:", capital(role.as_str()))), "{kind} {role}");
            }
        }
        for stage in Stage::ALL {
            assert!(made.contains(stage.as_str()), "{stage}");
        }
    }
}
