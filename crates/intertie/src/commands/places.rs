//! `intertie places`: what the lists know of a name.

use std::io::Write;

use anyhow::Result;
use serde_json::json;

use super::Outcome;
use crate::args::PlacesArgs;
use crate::places::{Known, Places};
use crate::{packs, terminal};

/// Prints everything that bears the name.
pub fn run(args: &PlacesArgs) -> Result<Outcome> {
    let places = Places::load(&packs::files(&args.packs)?)?;
    let found = places.named(&args.name);
    if found.is_empty() {
        // `meant` says which names are near.
        places.meant(&args.name)?;
    }
    let mut out = terminal::out();
    for known in &found {
        if args.json { print_json(known, &mut out)? } else { print_text(&places, known, &mut out)? }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn print_text(places: &Places, known: &Known, out: &mut impl Write) -> Result<()> {
    let id = known.id.as_deref().map_or(String::new(), |id| format!(" {id}"));
    writeln!(out, "{} ({}{id})", known.name, known.sort.word())?;
    if let Some(within) = &known.within {
        let name = places.by_id(within).map_or("", |place| place.name.as_str());
        writeln!(out, "    in        {within} {name}")?;
    }
    for (label, names) in [("also", &known.aliases), ("formerly", &known.former), ("adjective", &known.adjectives)] {
        if !names.is_empty() {
            writeln!(out, "    {label:9} {}", names.join("; "))?;
        }
    }
    if let Some(capital) = &known.capital {
        writeln!(out, "    capital   {capital}")?;
    }
    let members = places.members(known);
    if !members.is_empty() {
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        writeln!(out, "    holds     {}", names.join("; "))?;
    }
    Ok(())
}

fn print_json(known: &Known, out: &mut impl Write) -> Result<()> {
    let object = json!({
        "sort": known.sort.word(),
        "name": known.name,
        "id": known.id,
        "within": known.within,
        "aliases": known.aliases,
        "former": known.former,
        "adjectives": known.adjectives,
        "capital": known.capital,
        "population": known.population,
    });
    serde_json::to_writer(&mut *out, &object)?;
    Ok(out.write_all(b"\n")?)
}
