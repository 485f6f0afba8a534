//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use model::{Date, Form, Kind, Stage};

use crate::settings;

/// Reads press reports about cooperation between regions and turns them into statements pinned to exact words.
#[derive(Debug, Parser)]
#[command(name = "intertie", disable_version_flag = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done; 1 nothing found, or a check failed; 2 error.")]
pub struct Args {
    /// Print the version of the program and the hash of its rules
    #[arg(long, short = 'V')]
    pub version: bool,
    #[arg(long, global = true, value_name = "WHEN", help = settings::COLOR.help)]
    #[arg(env = settings::COLOR.env, default_value = settings::COLOR.default)]
    pub color: ColorChoice,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When to show colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// Where standard output is a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read documents and print their statements
    Read(ReadArgs),
    /// Read documents into a register; adding twice is adding once
    Add(AddArgs),
    /// Print what a place does with others, each line with its source and words
    Brief(BriefArgs),
    /// Find statements in a register by words, kind, stage, place, date
    Find(FindArgs),
    /// Tell which rule and which words made a statement
    Explain(ExplainArgs),
    /// Tell what the lists know of a place
    Places(PlacesArgs),
    /// Read the demonstration corpus and print the brief of one region
    Demo(DemoArgs),
    /// Check or list the rules
    Rules(RulesArgs),
    /// Write a register as JSON Lines, the same bytes for the same content
    Export(ExportArgs),
    /// Score the reader on documents whose statements you marked yourself
    Score(ScoreArgs),
    /// Score the dates that the reader finds on TimeML files
    ScoreDates(ScoreDatesArgs),
    /// Print the manual of the command line as Markdown
    #[command(hide = true)]
    HelpMarkdown,
}

/// What is read, and how.
#[derive(Clone, Debug, ClapArgs)]
pub struct InputArgs {
    /// Files, folders (read with all that is in them, hidden files left out), patterns such as `news/*.html`, or `-` for standard input
    #[arg(required = true, value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// The format of the input; found from name and content where it is not given
    #[arg(long, value_name = "FORMAT", value_parser = ["plain", "markdown", "html", "jsonl", "timeml"])]
    pub input: Option<String>,
    /// The day of publication of documents that do not tell it, as 2025-07-21
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// The language of documents that do not tell it, as a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// The charset of the input, as `windows-1251`; detected where it is not given
    #[arg(long, value_name = "LABEL")]
    pub charset: Option<String>,
    #[arg(long, value_name = "N", help = settings::THREADS.help)]
    #[arg(env = settings::THREADS.env, default_value = settings::THREADS.default)]
    #[arg(value_parser = clap::value_parser!(u16).range(0..=256))]
    pub threads: u16,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// Folders that add to the program's rules and data.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct PackArgs {
    #[arg(long = "pack", value_name = "DIR", help = settings::PACK.help)]
    #[arg(env = settings::PACK.env, value_delimiter = ':', action = ArgAction::Append)]
    pub folders: Vec<PathBuf>,
}

/// The register to use.
#[derive(Clone, Debug, ClapArgs)]
pub struct RegisterArgs {
    #[arg(long = "register", value_name = "FILE", help = settings::REGISTER.help)]
    #[arg(env = settings::REGISTER.env, default_value = settings::REGISTER.default)]
    pub path: PathBuf,
}

/// `intertie read`.
#[derive(Debug, ClapArgs)]
pub struct ReadArgs {
    #[command(flatten)]
    pub inputs: InputArgs,
    /// How statements are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReadFormat,
    /// The folder that files of `--format brat` and `--format timeml` go into, made where there is none
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// How `read` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// Each sentence with its words marked, and its statements under it
    Text,
    /// A statement a line, in the public JSON form
    Jsonl,
    /// A table, a statement a row
    Csv,
    /// Files for the annotation tool brat, in the folder of `--output`
    Brat,
    /// TimeML files with the dates, times and lengths of time that were found, in the folder of `--output`
    Timeml,
}

/// `intertie add`.
#[derive(Debug, ClapArgs)]
pub struct AddArgs {
    #[command(flatten)]
    pub inputs: InputArgs,
    #[command(flatten)]
    pub register: RegisterArgs,
    /// Print the counts as a JSON object
    #[arg(long)]
    pub json: bool,
}

/// `intertie brief`.
#[derive(Debug, ClapArgs)]
pub struct BriefArgs {
    /// A country, region or town: any name that the lists know ("Samara"), or an ISO 3166 code ("RU-SAM")
    pub place: String,
    /// Only what the place does with this one
    #[arg(long, value_name = "PLACE")]
    pub with: Option<String>,
    /// How the brief is written
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub format: BriefFormat,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub register: RegisterArgs,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// How a brief is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// Markdown
    Markdown,
    /// One HTML page with its style
    Html,
    /// The rows that the brief rests on, a JSON object a line
    Json,
}

/// `intertie find`.
#[derive(Debug, ClapArgs)]
pub struct FindArgs {
    /// Words that all stand in the quote, a name, an item or the headline; `word*` for all words that begin so
    pub words: Vec<String>,
    /// Only this kind; may be given several times
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<Kind>,
    /// Only this stage; may be given several times
    #[arg(long, value_name = "STAGE")]
    pub stage: Vec<Stage>,
    /// Only this form; may be given several times
    #[arg(long, value_name = "FORM")]
    pub form: Vec<Form>,
    /// Only with this place: an ISO 3166 code or a name; given several times, with all of them
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,
    /// Only with this person, organisation or place as a side
    #[arg(long, value_name = "NAME")]
    pub party: Option<String>,
    /// Only what this person or body says
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only on this field, product or subject
    #[arg(long, value_name = "TEXT")]
    pub field: Option<String>,
    /// Only what reaches this day or a later one
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Only what begins on this day or an earlier one
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    #[arg(long, value_name = "N", help = settings::LIMIT.help)]
    #[arg(env = settings::LIMIT.env, default_value = settings::LIMIT.default)]
    pub limit: u32,
    /// Print a JSON object a line; the same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// How rows are printed
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: FindFormat,
    #[command(flatten)]
    pub register: RegisterArgs,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// How `find` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FindFormat {
    /// A table for people
    Table,
    /// A JSON object a line
    Json,
    /// A table for spreadsheets
    Csv,
}

/// `intertie explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// The id of a statement of the register (its first digits are enough), or the path of a document
    pub what: String,
    /// Print a JSON object for each statement
    #[arg(long)]
    pub json: bool,
    /// The day of publication of a document that does not tell it
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    #[command(flatten)]
    pub register: RegisterArgs,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// `intertie places`.
#[derive(Debug, ClapArgs)]
pub struct PlacesArgs {
    /// A name or an ISO 3166 code
    pub name: String,
    /// Print a JSON object for each
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// `intertie demo`.
#[derive(Debug, ClapArgs)]
pub struct DemoArgs {
    /// The place to print the brief of; the corpus names one where none is given
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Keep the register in this file; in memory where it is not given
    #[arg(long, value_name = "FILE")]
    pub register: Option<PathBuf>,
}

/// `intertie rules`.
#[derive(Debug, ClapArgs)]
pub struct RulesArgs {
    /// What to do with the rules
    #[command(subcommand)]
    pub verb: RulesVerb,
}

/// What to do with the rules.
#[derive(Debug, Subcommand)]
pub enum RulesVerb {
    /// Load all rules and data, and run every example of every rule
    Check {
        #[command(flatten)]
        packs: PackArgs,
        /// Print a JSON object for each failure
        #[arg(long)]
        json: bool,
    },
    /// List the rules with what they are for
    List {
        #[command(flatten)]
        packs: PackArgs,
        /// Print a JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// `intertie export`.
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub register: RegisterArgs,
}

/// `intertie score`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "How to mark documents, and what the figures mean: docs/score.md.")]
pub struct ScoreArgs {
    /// The statements that you marked: a JSON object a line
    pub gold: PathBuf,
    /// The documents: a JSON Lines file, or a folder of files whose names without ending are their ids; where it is not given,
    /// `NAME.docs.jsonl` beside `NAME.gold.jsonl`, or `documents` beside GOLD
    #[arg(long, value_name = "DOCS")]
    pub docs: Option<PathBuf>,
    /// Score these statements, as `read --format jsonl` writes them, instead of what the reader makes of the documents
    #[arg(long, value_name = "FILE")]
    pub predicted: Option<PathBuf>,
    /// By what the figures are listed
    #[arg(long, value_name = "AXIS", default_value = "kind")]
    pub by: Axis,
    /// List so many statements that were missed, are false or have a wrong key argument, each with its words
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub misses: usize,
    /// Print the figures as a JSON object
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// `intertie score-dates`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "What the figures mean: docs/annotations.md.")]
pub struct ScoreDatesArgs {
    /// A folder of TimeML files (`.tml`) whose TIMEX3 tags people set, or one such file
    pub gold: PathBuf,
    /// Score the TIMEX3 tags of the files of the same names in this folder instead of what the reader finds
    #[arg(long, value_name = "DIR")]
    pub predicted: Option<PathBuf>,
    /// List so many expressions that were missed, are false, or have other words, another type or another value
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub misses: usize,
    /// Print the figures as a JSON object
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub packs: PackArgs,
}

/// By what scores are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Axis {
    /// By kind of statement
    Kind,
    /// By role of argument
    Role,
    /// By document
    Doc,
}

impl From<Axis> for score::Axis {
    fn from(axis: Axis) -> score::Axis {
        match axis {
            Axis::Kind => score::Axis::Kind,
            Axis::Role => score::Axis::Role,
            Axis::Doc => score::Axis::Doc,
        }
    }
}
