//! `intertie explain`: which rule and which words made a statement.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use model::{Anchor, Argument, Document, Statement, json};
use reader::Reader;
use register::Filter;
use serde_json::json;
use text::Hints;
use views::Color;

use super::{Outcome, open_existing, tell_all, with_hint};
use crate::args::ExplainArgs;
use crate::documents::{Go, pieces};
use crate::inputs::Input;
use crate::{packs, terminal};

/// What the code words of `Argument::by` mean. A path of a rule that is not among them is shown as written.
const WAYS: &[(&str, &str)] = &[
    ("topic", "from what the document is about"),
    ("clause", "a value in the clause of the trigger"),
    ("count", "what is counted, with its number"),
    ("list", "a member of a list"),
    ("sentence", "the only one of its sort in the sentence"),
    ("office", "named with an office"),
    ("speech", "the speaker of the words around it"),
    ("context", "the speaker of the sentences before"),
    ("learned", "as learned from marked documents"),
];

/// What the slots of a rule's path mean, as `docs/rules.md` tells them.
const SLOTS: &[(&str, &str)] = &[
    ("subject", "who acts"),
    ("object", "what is acted on"),
    ("indirect", "to whom"),
    ("possessor", "whose"),
    ("modifier", "a word before the noun"),
    ("apposition", "named beside it"),
    ("complement", "what completes the verb"),
    ("noun", "the noun that it describes"),
    ("trigger", "the trigger itself"),
    ("clause", "in the clause"),
    ("sentence", "in the sentence"),
];

/// How many features of a learned decision are printed; JSON has all.
const REASONS_SHOWN: usize = 8;

/// Explains a statement of the register, or every statement of a document.
pub fn run(args: &ExplainArgs, color: Color) -> Result<Outcome> {
    let (reader, _) = packs::reader(&args.packs)?;
    let is_id = is_id(&args.what);
    if args.what == "-" || Path::new(&args.what).is_file() {
        return of_file(args, &reader, color);
    }
    if !is_id {
        bail!(
            "`{}` is neither a file nor an id of a statement\nhint: an id has up to 16 digits 0-9 a-f, as `intertie find` shows them",
            args.what
        );
    }
    let register = open_existing(&args.register)?;
    let filter = Filter { statement: Some(args.what.clone()), ..Filter::default() };
    let (rows, diagnostics) = register.find(&filter).map_err(with_hint)?;
    tell_all(&diagnostics);
    let mut out = terminal::out();
    for row in &rows {
        let stored = register.document(&row.document.id).map_err(with_hint)?;
        if let Some(stored) = stored {
            let told = Told { reader: &reader, document: &stored.into_document(), color };
            told.print(&row.statement, args.json, &mut out)?;
        }
    }
    out.flush()?;
    if rows.is_empty() {
        terminal::tell(&format!("no statement has the id `{}`", args.what));
        return Ok(Outcome::NothingFound);
    }
    Ok(Outcome::Done)
}

fn is_id(what: &str) -> bool {
    (4..=16).contains(&what.len()) && what.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn of_file(args: &ExplainArgs, reader: &Reader, color: Color) -> Result<Outcome> {
    let input = if args.what == "-" { Input::Stdin } else { Input::File(args.what.clone().into(), 0) };
    let hints = Hints { published: args.published, ..Hints::default() };
    let (mut n_statements, mut n_documents) = (0, 0);
    let mut out = terminal::out();
    let mut result = Ok(());
    pieces(&input, &hints, &mut |piece, _| {
        let (documents, diagnostics) = piece.documents();
        tell_all(&diagnostics);
        n_documents += documents.len();
        for document in &documents {
            let told = Told { reader, document, color };
            for statement in reader.read(document) {
                n_statements += 1;
                result = told.print(&statement, args.json, &mut out);
                if result.is_err() {
                    return Go::Stop;
                }
            }
        }
        Go::On
    });
    result?;
    out.flush()?;
    Ok(match (n_documents, n_statements) {
        (0, _) => Outcome::Partly,
        (_, 0) => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

/// What a statement is explained with.
struct Told<'a> {
    reader: &'a Reader,
    document: &'a Document,
    color: Color,
}

impl Told<'_> {
    fn print(&self, statement: &Statement, as_json: bool, out: &mut impl Write) -> Result<()> {
        if as_json { self.print_json(statement, out) } else { self.print_text(statement, out) }
    }

    fn print_text(&self, statement: &Statement, out: &mut impl Write) -> Result<()> {
        let id = statement.id(&self.document.id);
        writeln!(out, "statement {id} of document {}\n", terminal::visible(&self.document.id))?;
        let marked = views::marked(&self.document.text, std::slice::from_ref(statement), self.color);
        writeln!(out, "{}\n", marked.trim_end())?;
        match self.reader.rules().iter().find(|rule| rule.id == statement.rule()) {
            Some(rule) => writeln!(out, "    rule {} ({})\n        {}", rule.id, rule.file, rule.purpose)?,
            None if statement.rule().starts_with("learned/") => self.print_reasons(statement, out)?,
            None => {
                writeln!(out, "    rule {}: a reading that the program makes without a rule file", statement.rule())?
            }
        }
        for arg in statement.args() {
            let value = terminal::visible(&arg.value.to_string());
            let words = self.words(arg).map_or("not in the words".to_owned(), |words| format!("\"{words}\""));
            writeln!(out, "    {:9} {}\n              {words}; {}", arg.role.as_str(), value, way(&arg.by))?;
        }
        Ok(writeln!(out)?)
    }

    /// What weighed most in a learned decision.
    fn print_reasons(&self, statement: &Statement, out: &mut impl Write) -> Result<()> {
        writeln!(
            out,
            "    {}: no rule reads this; a decision learned from marked documents (data/en/learned)\n        what weighed most for its item:",
            statement.rule()
        )?;
        for (feature, weight) in self.reader.reasons(self.document, statement).iter().take(REASONS_SHOWN) {
            writeln!(out, "        {:+6.2}  {}", f64::from(*weight) / 1000.0, terminal::visible(feature))?;
        }
        Ok(())
    }

    fn print_json(&self, statement: &Statement, out: &mut impl Write) -> Result<()> {
        let rule = self.reader.rules().iter().find(|rule| rule.id == statement.rule());
        let mut object = json::statement(&self.document.id, statement);
        object["rule"] = json!({
            "id": statement.rule(),
            "file": rule.map(|rule| rule.file.as_str()),
            "purpose": rule.map(|rule| rule.purpose.as_str()),
        });
        let reasons = self.reader.reasons(self.document, statement);
        if !reasons.is_empty() {
            object["reasons"] = reasons
                .iter()
                .map(|(feature, weight)| json!({"feature": feature, "weight": f64::from(*weight) / 1000.0}))
                .collect();
        }
        let args = statement.args().iter().map(|arg| {
            let mut told = json::argument(arg);
            told["words"] = self.words(arg).into();
            told["way"] = way(&arg.by).into();
            told
        });
        object["args"] = args.collect();
        serde_json::to_writer(&mut *out, &object)?;
        Ok(out.write_all(b"\n")?)
    }

    /// The argument's words in the document on one line, without control characters.
    fn words(&self, arg: &Argument) -> Option<String> {
        let Anchor::Words(span) = arg.anchor else { return None };
        self.document.slice(span).map(terminal::visible)
    }
}

/// How the reader came to an argument, in words: "subject:side" is "a side as subject (who acts)".
fn way(by: &str) -> String {
    if let Some((_, words)) = WAYS.iter().find(|(code, _)| *code == by) {
        return format!("{by}: {words}");
    }
    let Some((slots, want)) = by.split_once(':') else { return by.to_owned() };
    let slots: Vec<String> = slots
        .split('/')
        .map(|slot| match SLOTS.iter().find(|(code, _)| *code == slot) {
            Some((_, words)) => format!("as {slot} ({words})"),
            None => format!("behind a word of `case-{slot}`"),
        })
        .collect();
    format!("{by}: a {want} {}", slots.join(", then "))
}
