//! What a noun's own participles and relative clauses say of it: "the depot, promised for May", "a contract signed in June".

use grammar::{Relation, Upos, VerbForm};
use model::{Kind, Stage};

use super::cues::{self, Asked, Cue};
use super::tense::by_tense;
use super::{StageWords, Sum, cues::own};
use crate::page::Sentence;

/// The verbs of a noun's own participles and relative clauses.
fn clauses(sentence: &Sentence, noun: usize) -> impl Iterator<Item = usize> {
    [Relation::Acl, Relation::AclRelcl, Relation::Ccomp].into_iter().flat_map(move |link| sentence.children(noun, link))
}

/// The stage that a clause of a noun's own tells by itself.
fn of_clause(words: &StageWords, sentence: &Sentence, verb: usize, kind: Kind) -> Option<Stage> {
    let asked = Asked { kind, trigger: verb, below: verb, own: true };
    let negated = cues::negated(words, sentence, verb);
    let mut irreal = None;
    for cue in cues::cues(words, sentence, verb, asked) {
        match cue {
            Cue::Stopped if !negated => return Some(Stage::Stopped),
            Cue::Irreal(stage) => irreal = irreal.or(Some(stage)),
            Cue::Stopped | Cue::Real(_) => {}
        }
    }
    let found = irreal.or_else(|| by_tense(words, sentence, verb));
    match found {
        Some(Stage::Done) if negated => Some(Stage::Planned),
        found => found,
    }
}

/// A written instrument is there, whatever it says of what is to come, where it is called signed, or where things are done under it.
pub(super) fn instrument(words: &StageWords, sentence: &Sentence, noun: usize) -> Option<Stage> {
    let concluded = clauses(sentence, noun).find(|&verb| {
        let here = &sentence.nodes[verb];
        here.is(words.conclude) || own(words, here, Kind::Agreement) == Some(Cue::Real(Stage::Done))
    });
    if let Some(verb) = concluded {
        return of_clause(words, sentence, verb, Kind::Agreement);
    }
    let draft = sentence.nodes[noun].children.iter().any(|&child| {
        matches!(sentence.nodes[child].relation, Relation::Amod | Relation::Compound)
            && matches!(own(words, &sentence.nodes[child], Kind::Agreement), Some(Cue::Irreal(_)))
    });
    (!draft && is_under(words, sentence, noun)).then_some(Stage::Done)
}

/// "Under the contract": by the links, or right before the noun and what modifies it.
fn is_under(words: &StageWords, sentence: &Sentence, noun: usize) -> bool {
    if sentence.children(noun, Relation::Case).any(|case| sentence.nodes[case].is(words.under)) {
        return true;
    }
    let before = (0..noun).rev().find(|&node| {
        let here = &sentence.nodes[node];
        !matches!(here.tag.upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Noun) || here.is(words.under)
    });
    before.is_some_and(|node| sentence.nodes[node].is(words.under))
}

/// What a noun's own clause says where the clause that it stands in leaves it open: "the depot, promised for May, is a field",
/// "the line, closed in March". Of goods a clause of passing tells all: "lorries that the plant is to hand over".
pub(super) fn of_noun(words: &StageWords, sentence: &Sentence, noun: usize, kind: Kind, sum: &Sum) -> Option<Stage> {
    let found = super::found(sum);
    if !matches!(kind, Kind::Supply | Kind::Production | Kind::Cooperation | Kind::Agreement | Kind::Meeting) {
        return None;
    }
    let open = sum.real.is_none() && matches!(found, None | Some(Stage::Underway));
    clauses(sentence, noun).find_map(|verb| {
        let here = &sentence.nodes[verb];
        let participle = here.tag.verb_form != Some(VerbForm::Inf) || here.relation == Relation::AclRelcl;
        let moves = [words.give, words.get, words.pass].iter().any(|&class| here.is(class));
        // "The terminal that was announced": there is no more than the word.
        let announced = here.is(words.announced).then_some(Stage::Planned);
        let stage = announced.or_else(|| of_clause(words, sentence, verb, kind)).filter(|_| participle)?;
        let tells = match stage {
            Stage::Stopped => found != Some(Stage::Done) && kind != Kind::Meeting,
            Stage::Planned | Stage::Discussed | Stage::Offered | Stage::Needed => open,
            _ => kind == Kind::Supply && moves && found.is_none(),
        };
        tells.then_some(stage)
    })
}
