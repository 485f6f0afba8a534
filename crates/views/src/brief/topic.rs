//! The sections of a brief, and which statement belongs to which.

use model::{Kind, Stage, Statement};
use serde::Serialize;

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Measured or ranked flows of trade, and targets for them.
    Trade,
    /// Supplies that happened, go on, or ended.
    SuppliesDone,
    /// Supplies agreed, planned, offered or discussed.
    SuppliesAhead,
    /// What one side wants and nobody is said to have answered, of any kind.
    Needs,
    /// Joint ventures, assembly, components, development, service centres.
    Production,
    /// Written instruments and twinning.
    Agreements,
    /// Meetings and events.
    Meetings,
    /// Fields and programmes of cooperation.
    Cooperation,
    /// People and their offices.
    Offices,
    /// Other counted or ranked facts.
    Figures,
}

impl Topic {
    /// All topics, in the order of a brief.
    pub const ALL: &'static [Topic] = &[
        Topic::Trade,
        Topic::SuppliesDone,
        Topic::SuppliesAhead,
        Topic::Needs,
        Topic::Production,
        Topic::Agreements,
        Topic::Meetings,
        Topic::Cooperation,
        Topic::Offices,
        Topic::Figures,
    ];

    /// The topic of a statement.
    pub fn of(statement: &Statement) -> Topic {
        use Stage::*;
        match (statement.kind(), statement.stage()) {
            (Kind::Trade, _) => Topic::Trade,
            (Kind::Figure, _) => Topic::Figures,
            (Kind::Office, _) => Topic::Offices,
            (_, Some(Needed)) => Topic::Needs,
            (Kind::Supply, Some(Offered | Discussed | Planned | Agreed)) => Topic::SuppliesAhead,
            (Kind::Supply, _) => Topic::SuppliesDone,
            (Kind::Production, _) => Topic::Production,
            (Kind::Agreement, _) => Topic::Agreements,
            (Kind::Meeting, _) => Topic::Meetings,
            (Kind::Cooperation, _) => Topic::Cooperation,
        }
    }

    /// The word for files and anchors: "supplies-done".
    pub fn as_str(self) -> &'static str {
        match self {
            Topic::Trade => "trade",
            Topic::SuppliesDone => "supplies-done",
            Topic::SuppliesAhead => "supplies-ahead",
            Topic::Needs => "needs",
            Topic::Production => "production",
            Topic::Agreements => "agreements",
            Topic::Meetings => "meetings",
            Topic::Cooperation => "cooperation",
            Topic::Offices => "offices",
            Topic::Figures => "figures",
        }
    }
}
