//! Classes of words that forms and contexts of names are made of; which words belong to one is said by the data files.

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(pub u64);

impl Classes {
    /// True where the two share a class.
    pub fn has(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes without those of `other`.
    pub const fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    /// The classes of both.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// True where there is no class.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $word:literal;)+) => {
        $($(#[$doc])* pub(super) const $name: Classes = Classes(1 << $bit);)+
        /// All classes with the words that the data files call them by.
        const ALL: &[(&str, Classes)] = &[$(($word, $name)),+];
    };
}

classes! {
    /// Joins a name to what it belongs to.
    OF = 0 "of";
    /// Joins the members of a list.
    AND = 1 "and";
    /// Definite and indefinite articles.
    ARTICLE = 2 "article";
    /// Says where something is.
    IN = 3 "in";
    /// Says whereto.
    TO = 4 "to";
    /// Says what for.
    FOR = 5 "for";
    /// Stands before one who acts.
    AGENT = 6 "agent";
    /// Verbs of saying.
    SPEECH = 7 "speech";
    /// Auxiliary verbs and verbs that an organisation is the subject of.
    VERB = 8 "verb";
    /// Marks possession.
    POSSESSIVE = 9 "possessive";
    /// Says that an office was held before.
    FORMER = 10 "former";
    /// Says that an office will be held.
    FUTURE = 11 "future";
    /// Stands between a person and the office that the person holds ("as", "is", "became").
    HOLDS = 12 "holds";
    /// Verbs of heading.
    HEADS = 13 "heads";
    /// Personal pronouns that stand for people.
    PRONOUN = 14 "pronoun";
    /// First-level divisions: oblast, region, voivodeship.
    REGION = 15 "region";
    /// Lower divisions: district, raion.
    DISTRICT = 16 "district";
    /// Settlements: city, town.
    TOWN = 17 "town";
    /// Rivers, lakes, peninsulas.
    FEATURE = 18 "feature";
    /// Streets and squares.
    STREET = 19 "street";
    /// The word of a place is in the plural.
    PLURAL = 20 "plural";
    /// May stand before what it names, joined by `of`: Republic of X.
    BEFORE = 21 "before";
    /// Head of an organisation's name where capitalised.
    HEAD = 22 "head";
    /// Legal forms: stand before or after the name.
    LEGAL = 23 "legal";
    /// Common noun for an organisation, beside a name in lower case too: the X company.
    GENERIC = 24 "generic";
    /// Bodies of government: of a place in lower case too.
    BODY = 25 "body";
    /// Head goes on with `of`.
    JOINS_OF = 26 "joins-of";
    /// Head goes on with `for`.
    JOINS_FOR = 27 "joins-for";
    /// Head goes on with `in`.
    JOINS_IN = 28 "joins-in";
    /// Head's `of` names subjects, which may be a list: Ministry of Labour, Employment and Social Protection.
    TOPICS = 29 "topics";
    /// Given names.
    GIVEN = 30 "given";
    /// Forms of address.
    HONORIFIC = 31 "honorific";
    /// Particles inside surnames.
    PARTICLE = 32 "particle";
    /// Capitalised words that are no names: months, weekdays.
    NO_NAME = 33 "no-name";
    /// First word of an office.
    OFFICE = 34 "office";
    /// Words that stand before an office and belong to its title: deputy, first.
    MODIFIER = 35 "modifier";
    /// Fields that offices are held over: economy minister.
    FIELD = 36 "field";
    /// Relative pronouns for people.
    WHO = 37 "who";
    /// Common nouns for products and events whose quoted names are no organisations.
    THING = 38 "thing";
    /// Says whence.
    FROM = 39 "from";
    /// Trades and callings: a name right behind is a person's.
    CALLING = 40 "calling";
}

impl Classes {
    /// The class that data files call `word`.
    pub fn parse(word: &str) -> Option<Classes> {
        ALL.iter().find(|(name, _)| *name == word).map(|(_, class)| *class)
    }
}

/// Words of the list that may be named in a hint.
pub(super) fn allowed(classes: &[Classes]) -> String {
    let names: Vec<&str> = ALL.iter().filter(|(_, class)| classes.contains(class)).map(|(name, _)| *name).collect();
    names.join(", ")
}
