//! Stage: how far along a thing is, from the words that govern its trigger: classes `stage-*`, modal verbs, tense, negation.

mod cues;
mod dated;
mod own;
mod tense;
#[cfg(test)]
mod tests;
mod words;

use grammar::{Relation, Tense, VerbForm};
use model::{Kind, Stage};

use crate::page::{Mention, Sentence};
use cues::{Asked, Cue};
pub(crate) use dated::dated;
use tense::by_tense;
pub(crate) use words::StageWords;

/// What the words from a trigger up to the finite verb of its clause say together.
#[derive(Default)]
struct Sum {
    irreal: Option<Stage>,
    real: Option<Stage>,
    tense: Option<Stage>,
    stopped: bool,
    /// What is denied is denied of the thing itself.
    negated: bool,
    /// "Not yet", "still no".
    yet: bool,
    /// "Never", "no longer".
    no_more: bool,
    /// "Whether".
    open_question: bool,
}

/// The stage of the thing that `trigger` names. A stopped thing is stopped whatever else is said; else the nearest word that
/// makes it unreal decides, else the nearest that makes it real, else the tense, else what is usual for the kind.
pub(crate) fn stage(words: &StageWords, sentence: &Sentence, trigger: usize, kind: Kind) -> Stage {
    let sum = sum(words, sentence, trigger, kind);
    let nominal = !sentence.nodes[trigger].is_verb();
    if sum.stopped {
        return Stage::Stopped;
    }
    if nominal
        && kind == Kind::Agreement
        && let Some(stage) = own::instrument(words, sentence, trigger)
    {
        return stage;
    }
    let found = found(&sum);
    let own = if nominal { own::of_noun(words, sentence, trigger, kind, &sum) } else { None };
    match own.or(denied(&sum, kind, found)).or(found) {
        // Who wants a meeting or asks for an agreement has it before him; neither is a thing that somebody lacks.
        Some(Stage::Needed) if matches!(kind, Kind::Meeting | Kind::Agreement) => Stage::Planned,
        Some(Stage::Discussed) if kind == Kind::Meeting => Stage::Planned,
        Some(stage) => stage,
        None => usual(kind),
    }
}

fn sum(words: &StageWords, sentence: &Sentence, trigger: usize, kind: Kind) -> Sum {
    let mut sum = Sum::default();
    let mut below = trigger;
    for (step, node) in chain(words, sentence, trigger).into_iter().enumerate() {
        let asked = Asked { kind, trigger, below, own: step == 0 };
        // "It is not clear whether the region will buy": what is open is not denied.
        let negated = !sum.open_question && cues::negated(words, sentence, node);
        if cues::has(sentence, node, words.whether) {
            sum.open_question = true;
            sum.irreal = Some(Stage::Discussed);
        }
        sum.yet |= cues::has(sentence, node, words.yet);
        sum.no_more |= cues::has(sentence, node, words.no_more);
        // "No plans", "does not want": what would come is denied.
        let mut denies = false;
        let before = sum.irreal;
        for cue in cues::cues(words, sentence, node, asked) {
            match cue {
                // "Did not refuse", "was not cancelled".
                Cue::Stopped if negated => denies = true,
                Cue::Stopped => sum.stopped = true,
                Cue::Irreal(_) if negated && sum.irreal.is_none() && step > 0 && !sum.yet => sum.stopped = true,
                Cue::Irreal(stage) => sum.irreal = sum.irreal.or(Some(stage)),
                Cue::Real(stage) => sum.real = sum.real.or(Some(stage)),
            }
        }
        let answered = sentence.nodes[node].is(words.accepted) || sum.real == Some(Stage::Agreed);
        if step > 0 && answered && !negated && matches!(before, Some(Stage::Needed | Stage::Offered)) {
            sum.irreal = Some(Stage::Agreed);
        }
        sum.negated |= (negated && !denies) || cues::lacking(words, sentence, node, below);
        sum.stopped |= step > 0 && ended_after(words, sentence, node, below, kind);
        sum.tense = sum.tense.or_else(|| by_tense(words, sentence, node));
        below = node;
    }
    sum
}

fn found(sum: &Sum) -> Option<Stage> {
    sum.irreal.or(match (sum.real, sum.tense) {
        (Some(stage), Some(Stage::Planned)) if stage != Stage::Agreed => Some(Stage::Planned),
        (Some(stage), _) => Some(stage),
        (None, tense) => tense,
    })
}

/// What was not signed or delivered is still to come; a meeting that was not held is over, and so is what never was or will not be.
fn denied(sum: &Sum, kind: Kind, found: Option<Stage>) -> Option<Stage> {
    match found {
        _ if !sum.negated => None,
        Some(Stage::Done | Stage::Underway | Stage::Planned) if sum.yet => Some(Stage::Planned),
        Some(Stage::Done) if kind == Kind::Meeting || sum.no_more => Some(Stage::Stopped),
        Some(Stage::Done) => Some(Stage::Planned),
        Some(Stage::Agreed) => Some(Stage::Discussed),
        Some(_) if sum.open_question => None,
        Some(_) => Some(Stage::Stopped),
        None => None,
    }
}

/// "The memorandum ran for three years and expired", "the plan was weighed; it was rejected": a verb coordinated with the one
/// whose subject the thing is ends it.
fn ended_after(words: &StageWords, sentence: &Sentence, verb: usize, below: usize, kind: Kind) -> bool {
    let is_subject = matches!(
        sentence.nodes[below].relation,
        Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::CsubjPass
    );
    let same = |at: usize| {
        let subjects = [Relation::Nsubj, Relation::NsubjPass].into_iter().flat_map(|link| sentence.children(at, link));
        subjects.into_iter().all(|subject| sentence.nodes[subject].is(words.pronoun))
    };
    let valued = |at: usize| matches!(sentence.nodes[at].mention, Some(Mention::Value(_)));
    let passive = |at: usize| {
        sentence.children(at, Relation::Obj).all(valued) && sentence.children(at, Relation::Xcomp).next().is_none()
    };
    is_subject
        && sentence.nodes[below].head == Some(verb)
        && [Relation::Conj, Relation::Parataxis].into_iter().flat_map(|link| sentence.children(verb, link)).any(|at| {
            same(at)
                && passive(at)
                && sentence.nodes[at].is_verb()
                && cues::own(words, &sentence.nodes[at], kind) == Some(Cue::Stopped)
                && !cues::negated(words, sentence, at)
        })
}

/// True where the words from a trigger up speak of the past: "was to open in May".
pub(crate) fn is_past(sentence: &Sentence, trigger: usize) -> bool {
    let past = |node: usize| {
        let here = &sentence.nodes[node];
        here.tag.tense == Some(Tense::Past) && here.tag.verb_form == Some(VerbForm::Fin)
    };
    let auxiliary = |node: usize| {
        sentence.nodes[node].children.iter().any(|&child| {
            past(child) && matches!(sentence.nodes[child].relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
        })
    };
    let clause = sentence.nodes[trigger].clause;
    sentence
        .ancestors(trigger)
        .take_while(|&node| node != clause)
        .chain([clause])
        .any(|node| past(node) || auxiliary(node))
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
        if node != trigger && here.is(words.speech) {
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
