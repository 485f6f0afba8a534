//! `intertie rules`: the rules, and whether they keep their examples.

use std::io::Write;

use anyhow::Result;
use comfy_table::{ContentArrangement, Table, presets};
use reader::Rule;
use serde_json::json;

use super::Outcome;
use crate::args::{PackArgs, RulesArgs, RulesVerb};
use crate::{packs, terminal};

/// Checks or lists.
pub fn run(args: &RulesArgs) -> Result<Outcome> {
    match &args.verb {
        RulesVerb::Check { packs, json } => check(packs, *json),
        RulesVerb::List { packs, json } => list(packs, *json),
    }
}

fn check(pack_args: &PackArgs, as_json: bool) -> Result<Outcome> {
    let (reader, hash) = packs::reader(pack_args)?;
    let failures = reader.check();
    let mut out = terminal::out();
    for failure in &failures {
        if as_json {
            let object = json!({
                "file": failure.file, "line": failure.line, "rule": failure.rule, "message": failure.message,
            });
            serde_json::to_writer(&mut out, &object)?;
            out.write_all(b"\n")?;
        } else {
            writeln!(out, "{failure}")?;
        }
    }
    out.flush()?;
    let n_rules = reader.rules().iter().count();
    let n_examples: usize = reader.rules().iter().map(|rule| rule.yes.len() + rule.no.len()).sum();
    terminal::tell(&format!("{n_rules} rules, {n_examples} examples, {} failed; rule set {hash}", failures.len()));
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::NothingFound })
}

fn list(pack_args: &PackArgs, as_json: bool) -> Result<Outcome> {
    let (reader, _) = packs::reader(pack_args)?;
    let mut out = terminal::out();
    if as_json {
        for rule in reader.rules().iter() {
            serde_json::to_writer(&mut out, &object(rule))?;
            out.write_all(b"\n")?;
        }
    } else {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(terminal::width()).set_header(["rule", "kind", "form", "examples", "purpose"]);
        for rule in reader.rules().iter() {
            let form = rule.form.map_or("", |form| form.as_str());
            let n_examples = (rule.yes.len() + rule.no.len()).to_string();
            table.add_row([&rule.id, rule.kind.as_str(), form, &n_examples, &rule.purpose]);
        }
        writeln!(out, "{table}")?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn object(rule: &Rule) -> serde_json::Value {
    json!({
        "id": rule.id,
        "file": rule.file,
        "purpose": rule.purpose,
        "kind": rule.kind.as_str(),
        "form": rule.form.map(|form| form.as_str()),
        "yes": rule.yes.len(),
        "no": rule.no.len(),
    })
}
