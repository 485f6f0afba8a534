//! The brief: what is on record about a place, or between two, as sections of cited lines.

mod build;
mod cite;
mod coverage;
mod error;
mod glance;
mod html;
mod markdown;
mod merge;
mod offices;
mod place;
mod sums;
mod topic;
mod trade;

use std::collections::BTreeMap;

use model::{Date, Row};
use serde::Serialize;

pub use error::BriefError;
pub use place::{Matcher, Place};
pub use topic::Topic;

/// A brief, ready to be rendered: every line carries the words that it rests on, and all of them were checked against the documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// BCP 47 tag of the language of headings and sentences: "en".
    pub lang: &'static str,
    /// The headline: "Samara Oblast and Belarus: brief on cooperation".
    pub title: String,
    /// How much it rests on and as of when, in sentences.
    pub lead: Vec<String>,
    /// The most telling lines, at most eight, chosen by `glance_rule`.
    pub glance: Vec<Glance>,
    /// The rule that chose them, in words.
    pub glance_rule: String,
    /// The sections that have lines, in the order of [`Topic::ALL`].
    pub sections: Vec<Section>,
    /// The titles of the sections that have none.
    pub empty: Vec<String>,
    /// Each document once, newest first.
    pub sources: Vec<Source>,
    /// How thin the ground is: documents, period, languages, publishers.
    pub coverage: Vec<String>,
}

/// A line of a section that stands in the box at the top too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Glance {
    /// Index into `Brief::sections`, from 0.
    pub section: usize,
    /// Index into `Section::lines`, from 0.
    pub line: usize,
}

/// Lines on one topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What it is about.
    pub topic: Topic,
    /// The heading.
    pub title: String,
    /// How many statements, documents and publishers it rests on, in words.
    pub count: String,
    /// The figures side by side; trade alone has one.
    pub table: Option<TradeTable>,
    /// What is on record.
    pub lines: Vec<Line>,
    /// Numbers computed from the lines; each says how.
    pub sums: Vec<String>,
}

/// One thing on record, said by one or more documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// A sentence in the brief's words, made from the arguments.
    pub sentence: String,
    /// Who says it where; never empty, newest document first.
    pub citations: Vec<Citation>,
    /// What belongs under it: former offices of a person.
    pub below: Vec<Line>,
}

/// One statement that a line rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The statement's id, for `intertie explain`.
    pub statement: String,
    /// `Source::number` of its document.
    pub source: usize,
    /// To whom the document attributes it, with the office where one is on record: "Dmitry Krutoi, Ambassador to Russia (Belarus)".
    pub speaker: Option<String>,
    /// The exact words, in the order of the document; never empty.
    pub quotes: Vec<String>,
}

/// A document that lines rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its number in the brief, from 1.
    pub number: usize,
    /// The document's name in the register.
    pub id: String,
    /// The headline, where known.
    pub title: Option<String>,
    /// Who published it, where known.
    pub publisher: Option<String>,
    /// The day of publication, where known; an ISO date in JSON.
    #[serde(serialize_with = "iso_day")]
    pub published: Option<Date>,
    /// The public address, where known.
    pub url: Option<String>,
    /// How many statements of it are used.
    pub n_statements: usize,
}

/// Figures of trade: a line a period, flow and pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TradeTable {
    /// Headings: period, flow, partner, amount, change, share and rank, lines.
    pub head: Vec<String>,
    /// The lines, the latest period first.
    pub rows: Vec<TradeRow>,
}

/// One period, flow and pair; figures that differ stand side by side in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TradeRow {
    /// As many cells as `TradeTable::head`, less the last.
    pub cells: Vec<String>,
    /// The section's lines that it is made of, counted from 1.
    pub lines: Vec<usize>,
    /// True where sources give different figures for the same thing.
    pub is_differing: bool,
}

fn iso_day<S: serde::Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

/// Builds the brief of `place`, or of what it does with `with`, from the statements that the caller chose.
///
/// `rows` may hold office statements of people outside the place: they give speakers their offices, and enter the section of people only
/// where the office belongs to the place or the person speaks or takes part in another row. `documents` holds the text of every row's
/// document by id. The result does not depend on the order of `rows`.
///
/// # Errors
/// [`BriefError`] where a text is missing, or a quote is not what its document says at its place.
pub fn brief(
    place: &Place,
    with: Option<&Place>,
    rows: &[Row],
    documents: &BTreeMap<String, String>,
) -> Result<Brief, BriefError> {
    error::verify(rows, documents)?;
    Ok(build::build(place, with, rows))
}

impl Brief {
    /// The brief as Markdown (CommonMark with the table extension); foreign text is escaped.
    pub fn markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// The brief as a complete HTML page with its own style sheet and no script; foreign text is escaped.
    pub fn html(&self) -> String {
        html::html(self)
    }
}
