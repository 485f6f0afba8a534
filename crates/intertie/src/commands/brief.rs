//! `intertie brief`: what is on record about a place, each line with its source and words.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use model::{Kind, Role, Row, Statement, Value};
use reader::pack::PackFile;
use register::{Filter, Reach, Register};
use views::Place;

use super::{Outcome, open_existing, tell_all, with_hint};
use crate::args::{BriefArgs, BriefFormat};
use crate::places::{Known, Places, fold};
use crate::{packs, terminal};

/// The roles that make a place a side of a statement.
const SIDES: [Role; 5] = [Role::From, Role::To, Role::Party, Role::Place, Role::Of];

/// The shortest name that is searched for, in letters: shorter ones are words of other names too often.
const MIN_LETTERS: usize = 3;

/// Prints the brief of the place that `args` names.
pub fn run(args: &BriefArgs) -> Result<Outcome> {
    let files = packs::files(&args.packs)?;
    let register = open_existing(&args.register)?;
    let Some(brief) = of(&register, &files, &args.place, args.with.as_deref())? else {
        terminal::tell(&format!("nothing is on record about `{}`", args.place));
        return Ok(Outcome::NothingFound);
    };
    let text = match args.format {
        BriefFormat::Markdown => brief.markdown(),
        BriefFormat::Html => brief.html(),
        BriefFormat::Json => format!("{}\n", serde_json::to_string_pretty(&brief)?),
    };
    terminal::deliver(args.output.as_deref(), text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The brief of the place of this name, `None` where nothing is on record.
///
/// # Errors
/// Where a place is unknown, the register cannot be read, or a quote no longer matches its document.
pub fn of(register: &Register, files: &[PackFile], place: &str, with: Option<&str>) -> Result<Option<views::Brief>> {
    let places = Places::load(files)?;
    let place = places.meant(place)?;
    let with = with.map(|name| places.meant(name)).transpose()?;
    let mut rows = rows_of(register, &places, place)?;
    let place = side(&places, place, &rows);
    rows.retain(|row| is_side(&place, &row.statement));
    let with = with.map(|known| side(&places, known, &rows));
    if let Some(with) = &with {
        let country = with.id.split_once('-').map(|(country, _)| country);
        rows.retain(|row| {
            is_side(with, &row.statement) || names(&row.statement).any(|(_, id)| id.is_some() && id == country)
        });
    }
    if rows.is_empty() {
        return Ok(None);
    }
    add_meetings(register, &mut rows, &place, with.as_ref())?;
    add_offices(register, &mut rows)?;
    sort(&mut rows);
    let documents = texts(register, &rows)?;
    Ok(Some(views::brief(&place, with.as_ref(), &rows, &documents)?))
}

/// Every statement that may name the place: by its code or a region's, or by the name of a town or organisation in it.
fn rows_of(register: &Register, places: &Places, place: &Known) -> Result<Vec<Row>> {
    let mut rows = BTreeMap::new();
    let mut find = |filter: Filter| -> Result<()> {
        let (found, diagnostics) = register.find(&filter).map_err(with_hint)?;
        tell_all(&diagnostics);
        rows.extend(found.into_iter().map(|row| ((row.document.id.clone(), row.id.clone()), row)));
        Ok(())
    };
    if let Some(id) = &place.id {
        find(Filter { places: vec![id.clone()], reach: Reach::Within, ..Filter::default() })?;
    }
    let own = if place.id.is_none() { Some(place) } else { None };
    let members = places.members(place);
    let names: BTreeSet<&str> = own.into_iter().chain(members).flat_map(Known::names).collect();
    for name in names.into_iter().filter(|name| name.chars().count() >= MIN_LETTERS) {
        find(Filter { places: vec![name.to_owned()], ..Filter::default() })?;
    }
    Ok(rows.into_values().collect())
}

/// The place for the view, with those of its names that stand in the rows.
fn side(places: &Places, place: &Known, rows: &[Row]) -> Place {
    let spoken: BTreeSet<String> =
        rows.iter().flat_map(|row| names(&row.statement)).map(|(name, _)| fold(name)).collect();
    let members = places.members(place);
    let mut own: Vec<String> = std::iter::once(place)
        .chain(members)
        .flat_map(Known::names)
        .filter(|name| spoken.contains(&fold(name)))
        .map(str::to_owned)
        .collect();
    own.sort();
    own.dedup();
    Place { name: place.name.clone(), id: place.id.clone().unwrap_or_default(), names: own }
}

fn is_side(place: &Place, statement: &Statement) -> bool {
    SIDES.iter().flat_map(|role| statement.role(*role)).any(|arg| match &arg.value {
        Value::Name { name, id } => place.covers(name, id.as_deref()),
        _ => false,
    })
}

/// The names among the arguments, with their codes.
fn names(statement: &Statement) -> impl Iterator<Item = (&str, Option<&str>)> {
    statement.args().iter().filter_map(|arg| match &arg.value {
        Value::Name { name, id } => Some((name.as_str(), id.as_deref())),
        _ => None,
    })
}

/// Adds the meetings of people who hold an office of the place, though the words name only the people; with a partner, those
/// in which somebody of the partner takes part too.
fn add_meetings(register: &Register, rows: &mut Vec<Row>, place: &Place, with: Option<&Place>) -> Result<()> {
    let own = holders(register, place)?;
    let others = with.map(|with| holders(register, with)).transpose()?;
    let there: BTreeSet<(String, String)> = rows.iter().map(|row| (row.document.id.clone(), row.id.clone())).collect();
    let takes_part = |row: &Row, people: &BTreeSet<String>, place: &Place| {
        row.statement.role(Role::Party).any(|arg| match &arg.value {
            Value::Name { name, id } => people.contains(&fold(name)) || place.covers(name, id.as_deref()),
            _ => false,
        })
    };
    let (found, _) = register.find(&Filter { kinds: vec![Kind::Meeting], ..Filter::default() }).map_err(with_hint)?;
    rows.extend(found.into_iter().filter(|row| {
        let partner = match (&others, with) {
            (Some(others), Some(with)) => takes_part(row, others, with),
            _ => true,
        };
        partner && takes_part(row, &own, place) && !there.contains(&(row.document.id.clone(), row.id.clone()))
    }));
    Ok(())
}

/// The people who hold an office of the place, by folded name.
fn holders(register: &Register, place: &Place) -> Result<BTreeSet<String>> {
    let filter =
        Filter { kinds: vec![Kind::Office], places: vec![place.id.clone()], reach: Reach::Within, ..Filter::default() };
    if place.id.is_empty() {
        return Ok(BTreeSet::new());
    }
    let (found, _) = register.find(&filter).map_err(with_hint)?;
    let present = found.iter().filter(|row| row.statement.stage().is_none());
    let people = present.flat_map(|row| row.statement.role(Role::Person));
    Ok(people
        .filter_map(|arg| if let Value::Name { name, .. } = &arg.value { Some(fold(name)) } else { None })
        .collect())
}

/// Adds the offices of the people in the rows, as their documents tell them: speakers get a title, and the brief says what
/// somebody was before.
fn add_offices(register: &Register, rows: &mut Vec<Row>) -> Result<()> {
    let people: BTreeSet<String> = rows
        .iter()
        .flat_map(|row| row.statement.args())
        .filter(|arg| matches!(arg.role, Role::Person | Role::Speaker | Role::Party))
        .filter_map(|arg| if let Value::Name { name, id: None } = &arg.value { Some(fold(name)) } else { None })
        .collect();
    let documents: BTreeSet<String> = rows.iter().map(|row| row.document.id.clone()).collect();
    let there: BTreeSet<(String, String)> = rows.iter().map(|row| (row.document.id.clone(), row.id.clone())).collect();
    for document in documents {
        let filter = Filter { kinds: vec![Kind::Office], document: Some(document), ..Filter::default() };
        let (found, _) = register.find(&filter).map_err(with_hint)?;
        rows.extend(found.into_iter().filter(|row| {
            let is_known = there.contains(&(row.document.id.clone(), row.id.clone()));
            let is_of_them = row
                .statement
                .role(Role::Person)
                .any(|arg| matches!(&arg.value, Value::Name { name, .. } if people.contains(&fold(name))));
            !is_known && is_of_them
        }));
    }
    Ok(())
}

/// In the register's order: by day of publication, those without one last, then document, first evidence, id.
fn sort(rows: &mut [Row]) {
    rows.sort_by_cached_key(|row| {
        let first = row.statement.evidence().first().map_or(0, |evidence| evidence.span().start);
        let published = row.document.published;
        (published.is_none(), published, row.document.id.clone(), first, row.id.clone())
    });
}

fn texts(register: &Register, rows: &[Row]) -> Result<BTreeMap<String, String>> {
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.document.id.as_str()).collect();
    let mut texts = BTreeMap::new();
    for id in ids {
        let stored = register.document(id).map_err(with_hint)?;
        let stored = stored.with_context(|| format!("document `{id}` is no longer in the register"))?;
        texts.insert(id.to_owned(), stored.text);
    }
    Ok(texts)
}
