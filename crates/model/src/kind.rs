//! Kinds, forms, stages and roles: the closed word lists of the guide.

use std::fmt;
use std::str::FromStr;

/// A word that is not in one of the closed lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The list: "kind", "form", "stage", "role".
    pub list: &'static str,
    /// What was found.
    pub found: String,
    /// What is allowed, in the list's order.
    pub allowed: Vec<&'static str>,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}` is unknown; allowed: {}", self.list, self.found, self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $list:literal, $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All words of the list, in the guide's order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as it is written in files and output.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<$name, UnknownWord> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err(UnknownWord { list: $list, found: word.to_owned(), allowed: vec![$($word),+] }),
                }
            }
        }
    };
}

words! {
    /// What a statement records.
    Kind, "kind",
    /// A measured or ranked flow of trade.
    Trade = "trade",
    /// Goods, works or services that pass, are to pass or are wanted from one side to the other.
    Supply = "supply",
    /// Making something together.
    Production = "production",
    /// A written instrument between parties, twinning included.
    Agreement = "agreement",
    /// People or bodies meet, or an event is held.
    Meeting = "meeting",
    /// A field of cooperation, or a programme or project in it, that is none of the others.
    Cooperation = "cooperation",
    /// A person holds an office.
    Office = "office",
    /// Another counted or ranked fact about the relation.
    Figure = "figure",
}

words! {
    /// The narrower sort of a trade, production, agreement or meeting.
    Form, "form",
    /// Both directions of trade added up.
    Turnover = "turnover",
    /// Trade from the speaker's side out.
    Exports = "exports",
    /// Trade into the speaker's side.
    Imports = "imports",
    /// Exports less imports.
    Balance = "balance",
    /// A company or plant owned by both.
    JointVenture = "joint-venture",
    /// Goods of one side put together at the other's.
    Assembly = "assembly",
    /// Parts of one side in the other's product.
    Components = "components",
    /// Something designed together.
    Development = "development",
    /// A repair centre or service hub.
    Service = "service",
    /// An agreement.
    Agreement = "agreement",
    /// A memorandum or letter of intent.
    Memorandum = "memorandum",
    /// A protocol.
    Protocol = "protocol",
    /// A plan or programme of measures.
    Plan = "plan",
    /// A contract.
    Contract = "contract",
    /// Towns or districts become twins.
    Twinning = "twinning",
    /// Talks or a meeting of people.
    Talks = "talks",
    /// A visit.
    Visit = "visit",
    /// A session of a standing body: working group, council, commission.
    Session = "session",
    /// A forum or conference.
    Forum = "forum",
    /// An exhibition or fair.
    Exhibition = "exhibition",
    /// Another event.
    Event = "event",
}

words! {
    /// How far along a thing is, in the words of the document.
    Stage, "stage",
    /// Wanted by the side that would receive it.
    Needed = "needed",
    /// Proposed by one side.
    Offered = "offered",
    /// Being considered between them.
    Discussed = "discussed",
    /// Decided or scheduled, not begun.
    Planned = "planned",
    /// Both sides have said yes.
    Agreed = "agreed",
    /// Going on now or habitually.
    Underway = "underway",
    /// Happened, was delivered, signed or held.
    Done = "done",
    /// Ended or cancelled.
    Stopped = "stopped",
}

words! {
    /// What an argument is to its statement.
    Role, "role",
    /// Who supplies or exports.
    From = "from",
    /// Who receives or imports.
    To = "to",
    /// A side of an undirected relation, or who takes part.
    Party = "party",
    /// The goods, product, field or subject.
    Item = "item",
    /// Who holds an office.
    Person = "person",
    /// The office held.
    Office = "office",
    /// The place or body that the office belongs to.
    Of = "of",
    /// A count with its unit.
    Quantity = "quantity",
    /// A sum of money.
    Amount = "amount",
    /// Growth or decline.
    Change = "change",
    /// A part of a whole, in per cent.
    Share = "share",
    /// A place in an order.
    Rank = "rank",
    /// When it happens, happened or is to happen.
    When = "when",
    /// Where.
    Place = "place",
    /// To whom the document attributes it.
    Speaker = "speaker",
}

impl Kind {
    /// The forms that this kind can have; empty where it has none.
    pub fn forms(self) -> &'static [Form] {
        use Form::*;
        match self {
            Kind::Trade => &[Turnover, Exports, Imports, Balance],
            Kind::Production => &[JointVenture, Assembly, Components, Development, Service],
            Kind::Agreement => &[Form::Agreement, Memorandum, Protocol, Plan, Contract, Twinning],
            Kind::Meeting => &[Talks, Visit, Session, Forum, Exhibition, Event],
            Kind::Supply | Kind::Cooperation | Kind::Office | Kind::Figure => &[],
        }
    }

    /// The roles that this kind takes: those the guide's table names, and those that may stand on any kind.
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Kind::Trade | Kind::Supply => {
                &[From, To, Party, Item, Quantity, Amount, Change, Share, Rank, When, Place, Speaker]
            }
            Kind::Office => &[Person, Role::Office, Of, When, Place, Speaker],
            Kind::Production | Kind::Agreement | Kind::Meeting | Kind::Cooperation | Kind::Figure => {
                &[Party, Item, Quantity, Amount, Change, Share, Rank, When, Place, Speaker]
            }
        }
    }
}
