//! Part of speech and the few features that the reader uses, in Universal Dependencies' terms.

macro_rules! feature {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the words are UD's own: https://universaldependencies.org/u/")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All values.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// UD's word.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads UD's word.
            pub fn parse(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

feature!(
    /// UD's universal part-of-speech tags.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
);
feature!(
    /// UD's VerbForm.
    VerbForm { Fin = "Fin", Inf = "Inf", Part = "Part", Ger = "Ger" }
);
feature!(
    /// UD's Tense.
    Tense { Past = "Past", Pres = "Pres" }
);
feature!(
    /// UD's Mood.
    Mood { Ind = "Ind", Imp = "Imp", Sub = "Sub" }
);
feature!(
    /// UD's Number.
    Number { Sing = "Sing", Plur = "Plur" }
);
feature!(
    /// UD's Degree.
    Degree { Pos = "Pos", Cmp = "Cmp", Sup = "Sup" }
);

/// A part of speech with its features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Part of speech.
    pub upos: Upos,
    /// Finite, infinitive, participle, gerund.
    pub verb_form: Option<VerbForm>,
    /// Past, present.
    pub tense: Option<Tense>,
    /// Indicative, imperative, subjunctive.
    pub mood: Option<Mood>,
    /// Singular, plural.
    pub number: Option<Number>,
    /// Positive, comparative, superlative.
    pub degree: Option<Degree>,
}

impl Tag {
    /// A part of speech without features.
    pub const fn plain(upos: Upos) -> Tag {
        Tag { upos, verb_form: None, tense: None, mood: None, number: None, degree: None }
    }
}
