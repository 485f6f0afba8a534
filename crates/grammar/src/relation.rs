//! Dependency relations of Universal Dependencies, with the subtypes that English treebanks use.

macro_rules! relations {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// A dependency relation: https://universaldependencies.org/u/dep/.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the words are UD's own")]
        pub enum Relation { $($variant),+ }

        impl Relation {
            /// All relations.
            pub const ALL: &'static [Relation] = &[$(Relation::$variant),+];

            /// UD's word: "nsubj:pass".
            pub fn as_str(self) -> &'static str {
                match self { $(Relation::$variant => $word),+ }
            }

            /// Reads UD's word; a subtype not in the list gives its universal relation; `None` where that is unknown too.
            pub fn parse(word: &str) -> Option<Relation> {
                match word {
                    $($word => Some(Relation::$variant),)+
                    _ => word.split_once(':').and_then(|(universal, _)| Relation::parse(universal)),
                }
            }
        }
    };
}

relations! {
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
    Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
    Clf = "clf", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
    CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer", Dep = "dep", Det = "det", DetPredet = "det:predet",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith",
    Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
    NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer", Nummod = "nummod",
    Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
    Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

impl Relation {
    /// The relation without its subtype: `nsubj:pass` gives `nsubj`.
    pub fn universal(self) -> Relation {
        let word = self.as_str();
        match word.split_once(':') {
            Some((universal, _)) => Relation::parse(universal).unwrap_or(self),
            None => self,
        }
    }
}
