//! The word classes that the engine itself asks for, by name; a language's `classes.tsv` fills them.

use super::frame::Cases;
use super::stage::StageWords;
use crate::lexicon::{Class, Lexicon};

macro_rules! words {
    ($($(#[$doc:meta])* $field:ident = $name:literal),+ $(,)?) => {
        /// Word classes by their use.
        #[derive(Clone, Debug)]
        pub(crate) struct Words {
            pub cases: Cases,
            pub stages: StageWords,
            $($(#[$doc])* pub $field: Class),+
        }

        /// The names of all classes that the engine asks for.
        #[cfg(test)]
        const NAMES: &[&str] = &["case-by", "case-of", "case-including", $($name),+];

        impl Words {
            /// Looks the classes up; one that the language lacks matches nothing.
            pub fn new(lexicon: &Lexicon) -> Words {
                let class = |name: &str| lexicon.class(name).unwrap_or(Class::NONE);
                Words {
                    cases: Cases {
                        by: class("case-by"),
                        of: class("case-of"),
                        including: class("case-including"),
                        container: class("container"),
                    },
                    stages: StageWords::new(lexicon),
                    $($field: class($name)),+
                }
            }
        }
    };
}

words! {
    /// First person plural: the speaker's side.
    we = "we",
    /// "governor", "chairman": offices of a region.
    regional_office = "regional-office",
    /// "mayor"; "prime minister", "ambassador"; "minister"; "director".
    town_office = "town-office",
    national_office = "national-office",
    minister = "minister",
    body_office = "body-office",
    /// "rector", "dean"; "university", "academy".
    school_office = "school-office",
    school = "school",
    /// "build", "erect": works at a place.
    build_works = "build-works",
    /// "branch", "agency": bodies that offices are of, which are no sides by themselves.
    institution = "institution",
    its = "its",
    /// "it": what the sentence before spoke of.
    it = "it-alone",
    /// "they", "those", "it": goods spoken of before.
    it_they = "it-they",
    /// "same": of a body spoken of before.
    same = "same",
    /// "embassy", "administration": speak for their place.
    public_body = "public-body",
    /// "the other way", "in return".
    opposite = "opposite",
    /// "after", "behind": bring who stands higher in a ranking.
    ranked_after = "ranked-after",
    /// "it", "this": points to what was just named.
    shown = "it",
    possessive = "possessive",
    /// Second person: the side over against the speaker's.
    you = "you",
    /// Third person: somebody named before.
    they = "they",
    /// Pronouns that open a relative clause behind a noun.
    relative = "relative",
    twin_noun = "twin-noun",
    twin_verb = "twin-verb",
    /// Verbs of saying.
    speech = "speech",
    /// Verbs of saying that need what is said beside them: "conclude", "share".
    speech_that = "speech-that",
    /// "expect", "promise": what a person thinks or undertakes, told as that person's words.
    opinion = "opinion",
    /// "expect", "report": how bodies give figures.
    tally = "tally",
    /// "host"; "guest", "visitor".
    host = "host",
    guest = "guest",
    receive = "receive",
    visit_verb = "visit-verb",
    /// "predecessor": the person named beside it is not who is meant.
    predecessor = "predecessor",
    /// "successor".
    successor = "successor",
    /// "replace", "succeed": who takes another's place; "take over" from one; "hand over" to one.
    succeed = "succeed",
    inherit = "inherit",
    hand_over = "hand-over",
    /// "answer", "reply".
    reply = "reply",
    /// "put at", "estimate at".
    reckon = "reckon",
    /// "give", "cite": how bodies give figures of trade.
    reckon_give = "reckon-give",
    /// "source" before a colon and who gave the figures.
    source_noun = "source-noun",
    at = "case-at",
    on = "case-concerning",
    as_ = "as",
    that = "that",
    /// "he" and "she" as subjects, and "they" of nobody in particular.
    people_pronoun = "people-pronoun",
    first_person = "first-person",
    begun = "begun",
    negation = "negation",
    /// "official", "spokeswoman", "growers": nouns of those who may be asked.
    informant = "informant",
    /// "assembly line": nobody who speaks.
    assembly = "assembly-noun",
    /// "counterpart": the other of two.
    counterpart = "counterpart",
    /// "by", "author" before the name of who wrote.
    byline = "byline",
    /// "interview", "spoke": before the name of who is asked.
    asking = "asking",
    /// "according to".
    according = "according",
    /// "words", "opinion": what somebody says.
    words_noun = "words",
    /// "side", "party", "partner", "authorities": stand for the place they belong to.
    side_noun = "side-noun",
    /// "company", "university", "delegation": bodies without a name.
    body_noun = "body",
    region_noun = "region",
    city_noun = "city",
    country_noun = "country",
    company_noun = "company",
    republic = "republic",
    /// "both", "two": of the two that the document is about.
    both = "both",
    /// "batch", "range": what matters is what they hold.
    container = "container",
    /// "train", "lorry": what goods go in.
    carrier = "carrier",
    /// "supply", "production": nouns of doing; what matters is what is done to.
    nominal = "nominal",
    /// "unit", "piece": count what was named before.
    unit_noun = "unit-noun",
    /// "way", "year", "interest": never an item.
    empty_noun = "empty",
    /// "goods", "equipment", "products": may be followed by what they are.
    general_noun = "general",
    /// "programme", "project", "exchange": named with what completes them.
    open_noun = "open",
    /// "repair point", "production line": things where their head alone would be none.
    hub_noun = "hub-noun",
    plant_noun = "plant",
    /// "climb", "come down", "reach": how trade gets to a sum.
    level_verb = "level-verb",
    joint_venture_noun = "joint-venture-noun",
    /// "such", "other", "various": no part of a thing's name.
    such = "such",
    /// The list of goods (`goods.tsv`).
    goods = "goods",
    /// The list of fields (`fields.tsv`).
    field_name = "field-name",
    /// "person", "visit", "contract": no goods, even where they are counted.
    no_goods = "no-goods",
    /// "tonne", "piece": units that goods are measured in.
    goods_unit = "goods-unit",
    /// Verbs whose subject parts with goods, gets them; verbs whose subject is the goods.
    give = "give",
    get = "get",
    pass = "pass",
    /// "buy"; "lack"; "have", "operate".
    buy = "buy",
    lack = "lack",
    use_verb = "use",
    /// "student", "farmer".
    people_noun = "people",
    /// "from", "to", "in" of a place or side.
    case_from = "case-from",
    case_to = "case-to",
    case_in = "case-in",
    case_with = "case-with",
    case_between = "case-between",
    case_for = "case-for",
    /// "against", "up from": bring what a quantity is compared with.
    against = "against",
    /// Nouns of trade as a whole: "turnover".
    trade_noun = "trade-noun",
    exports_noun = "exports-noun",
    balance_noun = "balance-noun",
    partner_noun = "partner-noun",
    /// "against", "than": what follows is what a figure is compared with.
    compare = "compare",
    /// Signs of decline and growth: "minus", "plus".
    minus = "minus",
    plus = "plus",
    /// "figure", "result", "that sum", "dollars": point back to a flow of trade.
    flow_word = "flow-word",
    /// "investment", "contract", "loan": sums that are no trade.
    other_sum = "other-sum",
    /// "fall", behind which "to" or "on" gives the side that a share is of.
    fall_to = "fall-to",
    onto = "case-onto",
    /// "worth", "value".
    worth = "worth",
    /// Headings of columns: "growth", "rate", "index"; "share".
    growth_noun = "growth-noun",
    share_noun = "share-noun",
    /// "mutual", "bilateral".
    joint = "joint",
    sell_verb = "sell-verb",
    buy_verb = "buy-verb",
    bracket_noun = "bracket-noun",
    imports_noun = "imports-noun",
    /// "working group", "commission": a body that sits, never the company last spoken of.
    standing_body = "standing-body",
    /// "commission", "council": bodies whose sittings are meetings; "sitting"; "meeting"; "next", "third".
    session_noun = "session-noun",
    sitting_noun = "sitting-noun",
    meeting_word = "meeting-word",
    ordinal = "ordinal",
    /// "Place:", "Present:": what minutes begin their lines with; "Chair:": those before the people who lead.
    record_label = "record-label",
    chair_label = "chair-label",
    /// "course", "ferry line", "bridge": what sides share or set up for one another.
    matter = "matter",
    /// "student", "tourist": people who are counted; "flight", "job": what else is, and is no goods.
    people = "people",
    countable = "countable",
    /// "work", "be registered": machines that are somewhere.
    in_use = "in-use",
    /// "capacity", "stake", "cost": nouns that a value measures; "reach", "stand at": verbs that join the two.
    gauge = "gauge",
    amounts = "amounts",
    /// Gerunds that name a field: "training", "farming".
    field_verb = "field-verb",
    /// "forum", "fair", "festival": what is held, also under a name of its own.
    forum_noun = "forum-noun",
    exhibition_noun = "exhibition-noun",
    event_noun = "event-noun",
    /// "cooperation", "progress": name no field and no product; "economic", "closer": nor do these beside them.
    abstract_noun = "abstract",
    /// "signal", "demonstrate": what such a verb brings is a remark on what was told.
    signal = "signal",
    meeting_noun = "meeting-noun",
    visit_noun = "visit-noun",
    /// "consider", "call": verbs whose second object says what the first is.
    regard = "regard",
    broad = "broad",
}

impl Words {
    /// The classes of what is held under a name of its own.
    pub fn events(&self) -> [Class; 3] {
        [self.forum_noun, self.exhibition_noun, self.event_noun]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_class_that_the_engine_asks_for() {
        let lexicon = Lexicon::load(&crate::pack::embedded()).unwrap();
        let missing: Vec<&str> = NAMES.iter().copied().filter(|name| lexicon.class(name).is_none()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
