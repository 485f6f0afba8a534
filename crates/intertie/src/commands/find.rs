//! `intertie find`: statements of a register by words, kind, stage, place and date.

use std::io::Write;

use anyhow::Result;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use model::{Row, json};
use register::{Filter, Reach};
use serde_json::json;

use super::{Outcome, open_existing, tell_all, with_hint};
use crate::args::{FindArgs, FindFormat};
use crate::places::{Places, Sort};
use crate::{packs, terminal};

/// Finds and prints.
pub fn run(args: &FindArgs) -> Result<Outcome> {
    let register = open_existing(&args.register)?;
    let filter = filter(args)?;
    let (mut rows, diagnostics) = register.find(&filter).map_err(with_hint)?;
    tell_all(&diagnostics);
    let limit = if args.limit == 0 { rows.len() } else { args.limit as usize };
    let is_cut = rows.len() > limit;
    rows.truncate(limit);
    let mut out = terminal::out();
    match if args.json { FindFormat::Json } else { args.format } {
        FindFormat::Table if rows.is_empty() => {}
        FindFormat::Table => writeln!(out, "{}", table(&rows))?,
        FindFormat::Json => rows.iter().try_for_each(|row| write_json(row, &mut out))?,
        FindFormat::Csv => views::csv(&rows, &mut out)?,
    }
    out.flush()?;
    if rows.is_empty() {
        terminal::tell("nothing found");
        return Ok(Outcome::NothingFound);
    }
    if is_cut {
        terminal::tell(&format!("the first {limit} are shown; `--limit 0` shows all"));
    }
    Ok(Outcome::Done)
}

fn filter(args: &FindArgs) -> Result<Filter> {
    let words = args.words.join(" ");
    Ok(Filter {
        words: Some(words).filter(|words| !words.is_empty()),
        kinds: args.kind.clone(),
        stages: args.stage.clone(),
        forms: args.form.clone(),
        places: places(args)?,
        reach: Reach::Within,
        party: args.party.clone(),
        speaker: args.speaker.clone(),
        item: args.field.clone(),
        from_date: args.since,
        to_date: args.until,
        // One more than is shown tells whether there are more.
        limit: Some(args.limit).filter(|&limit| limit > 0).map(|limit| limit.saturating_add(1)),
        ..Filter::default()
    })
}

/// The places by code where a name is that of a country or region alone, else as typed: the register then looks for the words.
fn places(args: &FindArgs) -> Result<Vec<String>> {
    if args.place.is_empty() {
        return Ok(Vec::new());
    }
    let lists = Places::load(&packs::files(&args.packs)?)?;
    let code = |name: &String| {
        let found = lists.named(name);
        let has_town = found.iter().any(|known| known.sort == Sort::Town);
        let id = found.iter().find_map(|known| known.id.clone());
        id.filter(|_| !has_town).unwrap_or_else(|| name.clone())
    };
    Ok(args.place.iter().map(code).collect())
}

/// A row as an object: the statement in its public form, and its document's head.
fn write_json(row: &Row, out: &mut impl Write) -> Result<()> {
    let mut object = json::statement(&row.document.id, &row.statement);
    object["sentence"] = views::statement_line(&row.statement).into();
    object["document"] = json!({
        "id": row.document.id,
        "title": row.document.title,
        "published": row.document.published.map(|day| day.to_string()),
        "url": row.document.url,
        "publisher": row.document.publisher,
        "lang": row.document.lang,
    });
    serde_json::to_writer(&mut *out, &object)?;
    Ok(out.write_all(b"\n")?)
}

/// Columns: date, kind, stage, what is stated, source, id. The sentence gets the room that the others leave.
fn table(rows: &[Row]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(terminal::width());
    table.set_header(["date", "kind", "stage", "statement", "source", "id"]);
    for row in rows {
        let document = &row.document;
        let source = document.publisher.as_deref().or(document.title.as_deref()).unwrap_or(&document.id);
        table.add_row([
            Cell::new(document.published.map_or(String::new(), |day| day.to_string())),
            Cell::new(row.statement.kind().as_str()),
            Cell::new(row.statement.stage().map_or("", |stage| stage.as_str())),
            Cell::new(terminal::visible(&views::statement_line(&row.statement))).set_alignment(CellAlignment::Left),
            Cell::new(terminal::visible(source)),
            Cell::new(row.id.get(..8).unwrap_or(&row.id)),
        ]);
    }
    for (column, width) in [(0, 10), (1, 11), (2, 9), (5, 8)] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(width + 2)));
        }
    }
    table
}
