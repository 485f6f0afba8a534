//! The word classes that stages rest on.

use model::Stage;

use crate::lexicon::{Class, Lexicon};

/// The word classes that stages rest on, by class name; one that the language lacks matches nothing.
#[derive(Clone, Debug)]
pub(crate) struct StageWords {
    /// `stage-<stage>`: a word that gives the stage of what it governs ("plans to", "is ready to", "talks on").
    pub stages: Vec<(Class, Stage)>,
    /// "begin", "continue": the thing goes on.
    pub begun: Class,
    /// "close", "end": what is made together is over, a meeting is held.
    pub closing: Class,
    /// "invite": goods are wanted, guests are offered to come.
    pub invited: Class,
    /// "accept": what was asked or offered is agreed.
    pub accepted: Class,
    pub future: Class,
    pub possible: Class,
    pub duty: Class,
    pub wish: Class,
    /// "announce", "promise": what has only been told of.
    pub announced: Class,
    /// "like", "happy": with "would", what somebody offers to give or do, or needs to get.
    pub eager: Class,
    /// "let" (us).
    pub proposing: Class,
    pub first_person: Class,
    /// "going" before another verb.
    pub going: Class,
    /// "if", "unless": what follows is a condition.
    pub condition: Class,
    /// "whether".
    pub whether: Class,
    pub negation: Class,
    /// "only", "just": what is not only so is so.
    pub only: Class,
    /// "never", "no longer".
    pub no_more: Class,
    /// "yet", "still": what is not yet so is expected.
    pub yet: Class,
    /// "have", "find": who has no builder is not built.
    pub possess: Class,
    pub speech: Class,
    pub habit: Class,
    /// "do" before another verb, which carries the tense for it.
    pub support: Class,
    /// Verbs of giving and getting, for what "can" and "would" mean with them.
    pub give: Class,
    pub get: Class,
    pub pass: Class,
    /// "sign", "conclude": what an instrument is made by.
    pub conclude: Class,
    /// "under", "pursuant to": what is done under an instrument shows that there is one.
    pub under: Class,
    /// "it", "they": a subject that stands for the one before.
    pub pronoun: Class,
}

impl StageWords {
    pub fn new(lexicon: &Lexicon) -> StageWords {
        let stages = Stage::ALL
            .iter()
            .filter_map(|&stage| lexicon.class(&format!("stage-{stage}")).map(|class| (class, stage)))
            .collect();
        let class = |name: &str| lexicon.class(name).unwrap_or(Class::NONE);
        StageWords {
            stages,
            begun: class("begun"),
            closing: class("stage-closing"),
            invited: class("stage-invited"),
            accepted: class("stage-accepted"),
            future: class("modal-future"),
            possible: class("modal-possible"),
            duty: class("modal-duty"),
            wish: class("modal-wish"),
            announced: class("announced"),
            eager: class("eager"),
            proposing: class("proposing"),
            first_person: class("first-person"),
            going: class("going"),
            condition: class("condition"),
            whether: class("whether"),
            negation: class("negation"),
            only: class("only"),
            no_more: class("no-more"),
            yet: class("yet"),
            possess: class("possess"),
            speech: class("speech"),
            habit: class("habit"),
            support: class("support"),
            give: class("give"),
            get: class("get"),
            pass: class("pass"),
            conclude: class("conclude"),
            under: class("case-under"),
            pronoun: class("it-they"),
        }
    }
}
