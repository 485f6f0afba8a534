//! Stage: how far along a thing is, from the words that govern its trigger: classes `stage-*`, modal verbs, tense, negation.

use grammar::{Mood, Relation, Tense, Upos, VerbForm};
use model::{Kind, Stage};

use super::frame;
use crate::lexicon::{Class, Lexicon};
use crate::page::{Node, Sentence};

/// The word classes that stages rest on, by class name.
#[derive(Clone, Debug)]
pub(crate) struct StageWords {
    /// `stage-<stage>`: a word that gives the stage of what it governs ("plans to", "is ready to", "talks on").
    stages: Vec<(Class, Stage)>,
    /// "begin", "continue": the thing goes on.
    begun: Option<Class>,
    future: Option<Class>,
    possible: Option<Class>,
    duty: Option<Class>,
    wish: Option<Class>,
    negation: Option<Class>,
    speech: Option<Class>,
    habit: Option<Class>,
    /// "do" before another verb, which carries the tense for it.
    support: Option<Class>,
    /// Verbs of giving and getting, for what "can" and "would" mean with them.
    give: Option<Class>,
    get: Option<Class>,
}

impl StageWords {
    pub fn new(lexicon: &Lexicon) -> StageWords {
        let stages = Stage::ALL
            .iter()
            .filter_map(|&stage| lexicon.class(&format!("stage-{stage}")).map(|class| (class, stage)))
            .collect();
        StageWords {
            stages,
            begun: lexicon.class("begun"),
            future: lexicon.class("modal-future"),
            possible: lexicon.class("modal-possible"),
            duty: lexicon.class("modal-duty"),
            wish: lexicon.class("modal-wish"),
            negation: lexicon.class("negation"),
            speech: lexicon.class("speech"),
            habit: lexicon.class("habit"),
            support: lexicon.class("support"),
            give: lexicon.class("give"),
            get: lexicon.class("get"),
        }
    }
}

/// What one governing word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// Not (yet) real.
    Irreal(Stage),
    /// Real.
    Real(Stage),
    Stopped,
}

/// The stage of the thing that `trigger` names. A stopped thing is stopped whatever else is said; else the nearest word that
/// makes it unreal decides, else the nearest that makes it real, else the tense, else what is usual for the kind.
pub(crate) fn stage(words: &StageWords, sentence: &Sentence, trigger: usize, kind: Kind) -> Stage {
    let mut irreal = None;
    let mut real = None;
    let mut stopped = false;
    let mut negated = false;
    let mut tense = None;
    for (step, node) in chain(words, sentence, trigger).into_iter().enumerate() {
        for cue in cues(words, sentence, node, (step == 0).then_some(kind)) {
            match cue {
                Cue::Irreal(stage) => irreal = irreal.or(Some(stage)),
                Cue::Real(stage) => real = real.or(Some(stage)),
                Cue::Stopped => stopped = true,
            }
        }
        negated |= has(sentence, node, words.negation);
        stopped |= step > 0 && ended_after(words, sentence, node, trigger);
        tense = tense.or_else(|| by_tense(words, sentence, node));
    }
    if stopped {
        return Stage::Stopped;
    }
    let found = irreal.or(match (real, tense) {
        (Some(stage), Some(Stage::Planned)) if stage != Stage::Agreed => Some(Stage::Planned),
        (Some(stage), _) => Some(stage),
        (None, tense) => tense,
    });
    match (found, negated) {
        // What was not signed or delivered is still to come; a meeting that was not held is over.
        (Some(Stage::Done), true) if kind == Kind::Meeting => Stage::Stopped,
        (Some(Stage::Done), true) => Stage::Planned,
        (Some(Stage::Underway | Stage::Planned), true) => Stage::Stopped,
        // Who wants a meeting or asks for an agreement has it before him; neither is a thing that somebody lacks.
        (Some(Stage::Needed), _) if matches!(kind, Kind::Meeting | Kind::Agreement) => Stage::Planned,
        (Some(Stage::Discussed), _) if kind == Kind::Meeting => Stage::Planned,
        (Some(stage), _) => stage,
        (None, _) => usual(kind),
    }
}

/// "The memorandum ran for three years and expired": a verb coordinated with the one whose subject the trigger is ends it.
fn ended_after(words: &StageWords, sentence: &Sentence, verb: usize, trigger: usize) -> bool {
    let is_subject = matches!(sentence.nodes[trigger].relation, Relation::Nsubj | Relation::NsubjPass);
    let own_subject = |at: usize| sentence.children(at, Relation::Nsubj).next().is_some();
    is_subject
        && sentence.nodes[trigger].head == Some(verb)
        && sentence.children(verb, Relation::Conj).any(|at| {
            !own_subject(at)
                && sentence.nodes[at].is_verb()
                && own(words, &sentence.nodes[at]) == Some(Cue::Stopped)
                && !has(sentence, at, words.negation)
        })
}

fn usual(kind: Kind) -> Stage {
    match kind {
        Kind::Agreement | Kind::Meeting => Stage::Done,
        _ => Stage::Underway,
    }
}

/// The trigger and what governs it, up to the finite verb of its clause.
fn chain(words: &StageWords, sentence: &Sentence, trigger: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for node in sentence.ancestors(trigger) {
        let here = &sentence.nodes[node];
        if node != trigger && words.speech.is_some_and(|class| here.is(class)) {
            // "suggests that", "promised that": a verb of speech that says how far along the thing is.
            if words.stages.iter().any(|(class, _)| here.is(*class)) {
                out.push(node);
            }
            break;
        }
        out.push(node);
        if here.relation == Relation::Ccomp {
            continue;
        }
        let ends = matches!(here.relation, Relation::Root | Relation::AclRelcl | Relation::Parataxis | Relation::Appos)
            || (here.relation == Relation::Conj && here.is_verb() && finite(sentence, node))
            || (here.relation == Relation::Advcl && finite(sentence, node));
        if ends {
            break;
        }
    }
    out
}

fn finite(sentence: &Sentence, node: usize) -> bool {
    sentence.nodes[node].tag.verb_form == Some(VerbForm::Fin)
        || sentence.nodes[node]
            .children
            .iter()
            .any(|&child| matches!(sentence.nodes[child].relation, Relation::Aux | Relation::AuxPass | Relation::Cop))
}

fn cues(words: &StageWords, sentence: &Sentence, node: usize, triggers: Option<Kind>) -> Vec<Cue> {
    let mut out = Vec::new();
    let here = &sentence.nodes[node];
    // A noun that names a written instrument is no word on how far along it is; a verb that sets a rule off is, unless it is
    // itself what people meet for ("discussed").
    if triggers.is_none_or(|kind| here.is_verb() && kind != Kind::Meeting) {
        out.extend(own(words, here));
    }
    for &child in &here.children {
        let below = &sentence.nodes[child];
        match below.relation {
            Relation::Aux | Relation::AuxPass => out.extend(modal(words, here, below)),
            // The "working" of a working group is no word on it.
            Relation::Amod if below.tag.verb_form == Some(VerbForm::Ger) => {}
            Relation::Amod | Relation::Advmod | Relation::Cop | Relation::Compound => out.extend(own(words, below)),
            // "Plans are under way to ...", "talks on ... continue"
            Relation::Nsubj | Relation::NsubjPass if triggers.is_none() => {
                out.extend(own(words, below).filter(|cue| matches!(cue, Cue::Irreal(_))));
            }
            _ => {}
        }
    }
    out
}

fn own(words: &StageWords, node: &Node) -> Option<Cue> {
    if words.begun.is_some_and(|class| node.is(class)) {
        return Some(Cue::Real(Stage::Underway));
    }
    words.stages.iter().find(|(class, _)| node.is(*class)).map(|&(_, stage)| match stage {
        Stage::Stopped => Cue::Stopped,
        Stage::Done | Stage::Underway | Stage::Agreed => Cue::Real(stage),
        _ => Cue::Irreal(stage),
    })
}

/// What a modal verb says of its verb: who can give offers, who would take needs.
fn modal(words: &StageWords, verb: &Node, node: &Node) -> Option<Cue> {
    let is = |class: Option<Class>| class.is_some_and(|class| node.is(class));
    if is(words.future) || is(words.duty) {
        Some(Cue::Irreal(Stage::Planned))
    } else if is(words.possible) || is(words.wish) {
        let of = |class: Option<Class>| class.is_some_and(|class| verb.is(class));
        Some(Cue::Irreal(match (of(words.give), of(words.get)) {
            (true, false) => Stage::Offered,
            (false, true) => Stage::Needed,
            _ => Stage::Discussed,
        }))
    } else {
        None
    }
}

fn has(sentence: &Sentence, node: usize, class: Option<Class>) -> bool {
    class.is_some_and(|class| {
        sentence.nodes[node].children.iter().any(|&child| {
            sentence.nodes[child].is(class)
                && matches!(
                    sentence.nodes[child].relation,
                    Relation::Advmod | Relation::Det | Relation::Nsubj | Relation::NsubjPass | Relation::Cc
                )
        })
    })
}

fn by_tense(words: &StageWords, sentence: &Sentence, node: usize) -> Option<Stage> {
    let here = &sentence.nodes[node];
    if !here.is_verb() && !here.children.iter().any(|&child| sentence.nodes[child].relation == Relation::Cop) {
        return None;
    }
    let habit = has_adverb(sentence, node, words.habit);
    let auxiliaries: Vec<&Node> = here
        .children
        .iter()
        .map(|&child| &sentence.nodes[child])
        .filter(|child| matches!(child.relation, Relation::Aux | Relation::AuxPass | Relation::Cop))
        .collect();
    // "is to be set up", "to be delivered": not yet.
    let to_come = auxiliaries.iter().any(|aux| aux.tag.verb_form == Some(VerbForm::Inf));
    let under_be = here.relation == Relation::Xcomp
        && here.tag.verb_form == Some(VerbForm::Inf)
        && here.head.is_some_and(|head| sentence.nodes[head].tag.upos == Upos::Aux);
    if to_come || under_be {
        return Some(Stage::Planned);
    }
    // Taggers take some plain forms for commands; a command has no subject.
    let subject = |&child: &usize| matches!(sentence.nodes[child].relation, Relation::Nsubj | Relation::NsubjPass);
    if here.tag.mood == Some(Mood::Imp) && !here.children.iter().any(subject) {
        return Some(Stage::Needed);
    }
    let past = |node: &Node| node.tag.tense == Some(Tense::Past) && node.tag.verb_form == Some(VerbForm::Fin);
    if auxiliaries.is_empty() {
        return match (here.tag.verb_form, here.tag.tense) {
            (Some(VerbForm::Fin), Some(Tense::Past)) if habit => Some(Stage::Underway),
            (Some(VerbForm::Fin), Some(Tense::Past)) => Some(Stage::Done),
            (Some(VerbForm::Fin), _) => Some(Stage::Underway),
            (Some(VerbForm::Part), Some(Tense::Past)) if frame::passive(sentence, node) => Some(Stage::Done),
            // "cars to come" is ahead; "cars come", which taggers take for the same form, goes on.
            (Some(VerbForm::Inf), _) if here.relation == Relation::Acl => {
                let marked = sentence.children(node, Relation::Mark).next().is_some();
                Some(if marked { Stage::Planned } else { Stage::Underway })
            }
            _ => None,
        };
    }
    let progressive = here.tag.verb_form == Some(VerbForm::Ger)
        || (here.tag.verb_form == Some(VerbForm::Part) && here.tag.tense == Some(Tense::Pres));
    let perfect = here.tag.verb_form == Some(VerbForm::Part) && here.tag.tense == Some(Tense::Past);
    if progressive || habit {
        return Some(Stage::Underway);
    }
    // "does sell", "did not sell": the tense is the auxiliary's.
    if let Some(support) = auxiliaries.iter().find(|aux| words.support.is_some_and(|class| aux.is(class))) {
        return Some(if past(support) { Stage::Done } else { Stage::Underway });
    }
    if here.tag.verb_form == Some(VerbForm::Inf) {
        return Some(Stage::Planned);
    }
    // A passive or perfect of the past is done; "is delivered", "are produced" goes on; "has been delivered" is done.
    let passive_present =
        frame::passive(sentence, node) && auxiliaries.len() == 1 && !auxiliaries.iter().any(|aux| past(aux));
    if perfect && !passive_present {
        return Some(Stage::Done);
    }
    if auxiliaries.iter().any(|aux| past(aux)) { Some(Stage::Done) } else { Some(Stage::Underway) }
}

fn has_adverb(sentence: &Sentence, node: usize, class: Option<Class>) -> bool {
    class.is_some_and(|class| {
        sentence.nodes[node].children.iter().any(|&child| {
            sentence.nodes[child].is(class)
                || sentence.nodes[child].children.iter().any(|&below| sentence.nodes[below].is(class))
        })
    })
}
