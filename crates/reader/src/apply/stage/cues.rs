//! What one word that governs a trigger says of how far along it is.

use grammar::{Relation, Tense, Upos, VerbForm};
use model::{Kind, Stage};

use super::StageWords;
use crate::lexicon::Class;
use crate::page::{Node, Sentence};

/// What one governing word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Not (yet) real.
    Irreal(Stage),
    /// Real.
    Real(Stage),
    Stopped,
}

/// Of what a word is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub kind: Kind,
    pub trigger: usize,
    /// The word below it on the way to the trigger.
    pub below: usize,
    /// It is the trigger itself.
    pub own: bool,
}

pub(super) fn cues(words: &StageWords, sentence: &Sentence, node: usize, asked: Asked) -> Vec<Cue> {
    let mut out = Vec::new();
    let here = &sentence.nodes[node];
    // A noun that names a written instrument is no word on how far along it is; a verb that sets a rule off is, unless it is
    // itself what people meet for ("discussed").
    let told =
        if asked.own { here.is_verb() && asked.kind != Kind::Meeting } else { !beside(words, sentence, node, asked) };
    if told {
        out.extend(own(words, here, asked.kind));
    }
    out.extend(eager(words, sentence, node, asked).or(idiom(words, sentence, node, asked)));
    for &child in &here.children {
        let below = &sentence.nodes[child];
        match below.relation {
            Relation::Aux | Relation::AuxPass => out.extend(modal(words, sentence, node, below)),
            // The "working" of a working group is no word on it.
            Relation::Amod if below.tag.verb_form == Some(VerbForm::Ger) => {}
            Relation::Amod | Relation::Advmod | Relation::Cop | Relation::Compound => {
                out.extend(own(words, below, asked.kind));
            }
            // "Plans are under way to ...", "talks on ... continue"
            Relation::Nsubj | Relation::NsubjPass if !asked.own => {
                // "The talks led to a contract."
                let made = matches!(asked.kind, Kind::Agreement | Kind::Meeting);
                out.extend(own(words, below, asked.kind).filter(|cue| match cue {
                    Cue::Irreal(stage) => !made || *stage == Stage::Planned,
                    _ => false,
                }));
            }
            _ => {}
        }
    }
    out
}

/// "The visit ended with the signing of a plan": what is closed is the subject or object, nothing else that hangs on the verb.
fn beside(words: &StageWords, sentence: &Sentence, node: usize, asked: Asked) -> bool {
    sentence.nodes[node].is(words.closing)
        && !matches!(
            sentence.nodes[asked.below].relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Csubj | Relation::Xcomp
        )
}

/// What a word of a stage class says.
pub(super) fn own(words: &StageWords, node: &Node, kind: Kind) -> Option<Cue> {
    if node.is(words.begun) {
        return Some(Cue::Real(Stage::Underway));
    }
    // A year may end with some turnover.
    if node.is(words.closing) && node.is_verb() && !matches!(kind, Kind::Trade | Kind::Figure) {
        return Some(if kind == Kind::Meeting { Cue::Real(Stage::Done) } else { Cue::Stopped });
    }
    if node.is(words.invited) {
        return Some(Cue::Irreal(if kind == Kind::Supply { Stage::Needed } else { Stage::Offered }));
    }
    let told = |wanted: bool| {
        words.stages.iter().find(|(class, stage)| (*stage == Stage::Stopped) == wanted && node.is(*class))
    };
    // "Call off" is no call.
    told(true).or_else(|| told(false)).map(|&(_, stage)| match stage {
        Stage::Stopped => Cue::Stopped,
        Stage::Done | Stage::Underway | Stage::Agreed => Cue::Real(stage),
        _ => Cue::Irreal(stage),
    })
}

/// "Would like to build", "would be happy to supply": an offer of who can give or do, a need of who would get.
fn eager(words: &StageWords, sentence: &Sentence, node: usize, asked: Asked) -> Option<Cue> {
    let here = &sentence.nodes[node];
    let would = |&child: &usize| sentence.nodes[child].is(words.wish);
    if asked.own || !here.is(words.eager) || !here.children.iter().any(would) {
        return None;
    }
    let trigger = &sentence.nodes[asked.trigger];
    let wanted = trigger.is(words.get) || sentence.nodes[asked.below].relation == Relation::Obj;
    Some(Cue::Irreal(match asked.kind {
        Kind::Supply if wanted => Stage::Needed,
        _ => Stage::Offered,
    }))
}

/// "Are going to build", "have yet to agree", "let us build".
fn idiom(words: &StageWords, sentence: &Sentence, node: usize, asked: Asked) -> Option<Cue> {
    let here = &sentence.nodes[node];
    let below = &sentence.nodes[asked.below];
    if asked.own || !matches!(below.relation, Relation::Xcomp | Relation::Ccomp) {
        return None;
    }
    let infinitive = below.tag.verb_form == Some(VerbForm::Inf);
    let progressive = here.tag.verb_form == Some(VerbForm::Ger)
        || (here.tag.verb_form == Some(VerbForm::Part) && here.tag.tense == Some(Tense::Pres));
    let has_child = |class: Class| here.children.iter().any(|&child| sentence.nodes[child].is(class));
    if infinitive && here.is(words.going) && progressive {
        return Some(Cue::Irreal(Stage::Planned));
    }
    if infinitive && (here.is(words.possess) || here.tag.upos == Upos::Aux) && has_child(words.yet) {
        return Some(Cue::Irreal(Stage::Planned));
    }
    let us = has_child(words.first_person) || below.children.iter().any(|&c| sentence.nodes[c].is(words.first_person));
    (here.is(words.proposing) && us && asked.kind != Kind::Meeting).then_some(Cue::Irreal(Stage::Offered))
}

/// What a modal verb says of its verb: who can give offers, who would take needs.
fn modal(words: &StageWords, sentence: &Sentence, at: usize, node: &Node) -> Option<Cue> {
    let verb = &sentence.nodes[at];
    if node.is(words.future) || node.is(words.duty) || (node.is(words.wish) && reported(words, sentence, at)) {
        Some(Cue::Irreal(Stage::Planned))
    } else if node.is(words.possible) || node.is(words.wish) {
        Some(Cue::Irreal(match (verb.is(words.give), verb.is(words.get)) {
            (true, false) => Stage::Offered,
            (false, true) => Stage::Needed,
            _ => Stage::Discussed,
        }))
    } else {
        None
    }
}

/// "Had said that it would buy": what was "will" when it was said, where no condition is set.
fn reported(words: &StageWords, sentence: &Sentence, verb: usize) -> bool {
    let conditional = sentence.nodes.iter().any(|node| node.is(words.condition));
    let wishes = sentence.nodes[verb].is(words.eager);
    let past_speech = |node: usize| {
        let here = &sentence.nodes[node];
        here.is(words.speech) && here.is_verb() && here.tag.tense == Some(Tense::Past)
    };
    let clause = sentence.ancestors(verb).find(|&node| sentence.nodes[node].relation == Relation::Ccomp);
    // "Had said a year ago that": parsers hang the clause on the year.
    let marked = sentence.children(verb, Relation::Mark).next().is_some() && (0..verb).any(past_speech);
    let said = marked || clause.and_then(|clause| sentence.nodes[clause].head).is_some_and(past_speech);
    said && !conditional && !wishes
}

/// True where a word of the class stands by a word.
pub(super) fn has(sentence: &Sentence, node: usize, class: Class) -> bool {
    sentence.nodes[node].children.iter().any(|&child| {
        sentence.nodes[child].is(class)
            && matches!(
                sentence.nodes[child].relation,
                Relation::Advmod
                    | Relation::Det
                    | Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::Cc
                    | Relation::Mark
            )
    })
}

/// True where a word is denied; "not only" denies nothing.
pub(super) fn negated(words: &StageWords, sentence: &Sentence, node: usize) -> bool {
    sentence.nodes[node].children.iter().any(|&child| {
        let only = sentence.nodes.get(child + 1).is_some_and(|next| next.is(words.only));
        let link = matches!(
            sentence.nodes[child].relation,
            Relation::Advmod | Relation::Det | Relation::Nsubj | Relation::NsubjPass | Relation::Cc
        );
        sentence.nodes[child].is(words.negation) && link && !only
    })
}

/// "The terminal has no builder": what has not what it needs is not there.
pub(super) fn lacking(words: &StageWords, sentence: &Sentence, node: usize, below: usize) -> bool {
    let is_subject = matches!(sentence.nodes[below].relation, Relation::Nsubj);
    is_subject
        && sentence.nodes[node].is_verb()
        && sentence.nodes[node].is(words.possess)
        && has(sentence, node, words.yet)
        && sentence
            .children(node, Relation::Obj)
            .any(|object| sentence.nodes[object].children.iter().any(|&child| sentence.nodes[child].is(words.negation)))
}
