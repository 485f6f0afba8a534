//! What `Register::find` looks for.

use model::{Date, Form, Kind, Stage};

/// Conditions on statements; a statement is found where all that are given hold. `Filter::default()` finds every
/// statement.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words that all stand in the quotes, names, items or the document's headline, without regard to case and accents.
    /// A word that ends in `*` stands for all words that begin so; words in double quotes stand together. No other sign
    /// has a meaning.
    pub words: Option<String>,
    /// One of these kinds; empty for any.
    pub kinds: Vec<Kind>,
    /// One of these stages; empty for any.
    pub stages: Vec<Stage>,
    /// One of these forms; empty for any.
    pub forms: Vec<Form>,
    /// Each of these places is an argument: an ISO 3166-1 or 3166-2 code ("BY", "RU-SAM"), else words of the name
    /// ("Samara").
    pub places: Vec<String>,
    /// Whether a country's code in `places` and `about` stands for its regions too.
    pub reach: Reach,
    /// Each of these places is an argument of some statement of the same document. Written as `places`.
    pub about: Vec<String>,
    /// Words of a name under `from`, `to`, `party`, `of` or `person`.
    pub party: Option<String>,
    /// Words of a name under `speaker`.
    pub speaker: Option<String>,
    /// Words of an item or office: a field, a product, a subject.
    pub item: Option<String>,
    /// `when` reaches this day or a later one. A statement without `when` counts as of the day its document was
    /// published.
    pub from_date: Option<Date>,
    /// `when` begins on this day or an earlier one; as with `from_date`.
    pub to_date: Option<Date>,
    /// This document alone.
    pub document: Option<String>,
    /// The statement of this id, or those whose id begins so.
    pub statement: Option<String>,
    /// Whether earlier versions of documents are searched too.
    pub versions: Versions,
    /// At most so many rows; `None` for all.
    pub limit: Option<u32>,
    /// So many rows are passed over first.
    pub offset: u32,
}

/// How far a country's code reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Reach {
    /// To the country alone: "RU" is RU.
    #[default]
    Exact,
    /// To the country and its regions: "RU" is RU, RU-SAM, RU-TUL and so on.
    Within,
}

/// Which versions of documents are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Versions {
    /// The current version of each.
    #[default]
    Current,
    /// All that are kept.
    All,
}
