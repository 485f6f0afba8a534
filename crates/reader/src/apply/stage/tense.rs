//! Stage by tense and voice.

use grammar::{Mood, Number, Relation, Tense, Upos, VerbForm};
use model::Stage;

use super::StageWords;
use crate::apply::frame;
use crate::lexicon::Class;
use crate::page::{Node, Sentence};

/// What the tense of a verb or copula tells.
pub(super) fn by_tense(words: &StageWords, sentence: &Sentence, node: usize) -> Option<Stage> {
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
            (Some(VerbForm::Fin), _) if bare(words, sentence, node) => Some(Stage::Done),
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
    if let Some(support) = auxiliaries.iter().find(|aux| aux.is(words.support)) {
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

fn has_adverb(sentence: &Sentence, node: usize, class: Class) -> bool {
    sentence.nodes[node].children.iter().any(|&child| {
        sentence.nodes[child].is(class)
            || sentence.nodes[child].children.iter().any(|&below| sentence.nodes[below].is(class))
    })
}

/// "The plant put 40 lathes together": without its ending, what one other does is told of the past.
fn bare(words: &StageWords, sentence: &Sentence, verb: usize) -> bool {
    let here = &sentence.nodes[verb];
    let same = here.span.len() as usize == here.lemma.chars().count();
    let subject = sentence.children(verb, Relation::Nsubj).next().is_some_and(|subject| {
        let noun = &sentence.nodes[subject];
        noun.tag.upos == Upos::Noun
            && noun.tag.number == Some(Number::Sing)
            && sentence.children(subject, Relation::Conj).next().is_none()
    });
    same && subject && here.tag.upos == Upos::Verb && !here.is(words.possess)
}
