//! Learning lemma rules: the usual edit of each ending, and the forms that go against it.

use super::conllu::GoldSentence;
use crate::lemma::{Edit, Edits, Lemmas, endings, key};
use crate::tag::Upos;
use std::collections::BTreeMap;

/// Fewest different forms that a rule rests on, and the share of them that must agree.
const MIN_FORMS: usize = 2;
const MIN_SHARE: f64 = 0.75;

/// Learns from the forms of a treebank.
pub(super) fn train(sentences: &[GoldSentence]) -> Lemmas {
    let forms = forms(sentences);
    let mut endings_seen: BTreeMap<(Upos, &str), BTreeMap<&Edit, usize>> = BTreeMap::new();
    for ((upos, form), edit) in &forms {
        for ending in endings(form) {
            *endings_seen.entry((*upos, ending)).or_default().entry(edit).or_default() += 1;
        }
    }
    let mut rules: BTreeMap<u32, Edit> = BTreeMap::new();
    for ((upos, ending), edits) in &endings_seen {
        let total: usize = edits.values().sum();
        let Some((edit, &most)) = edits.iter().max_by_key(|(edit, count)| (**count, std::cmp::Reverse(**edit))) else {
            continue;
        };
        let is_sure = MIN_FORMS <= total && total as f64 * MIN_SHARE <= most as f64;
        if is_sure || ending.is_empty() {
            rules.insert(key(*upos, ending), (*edit).clone());
        }
    }
    let mut lemmas = Lemmas { rules: Edits::new(rules.into_iter().collect()), exceptions: Edits::default() };
    let mut exceptions: BTreeMap<u32, Edit> = BTreeMap::new();
    for ((upos, form), edit) in &forms {
        if lemmas.lemma(form, *upos) != edit.apply(form) {
            exceptions.insert(key(*upos, form), edit.clone());
        }
    }
    lemmas.exceptions = Edits::new(exceptions.into_iter().collect());
    lemmas
}

/// The most usual edit of each form in lower case.
fn forms(sentences: &[GoldSentence]) -> BTreeMap<(Upos, String), Edit> {
    let mut counts: BTreeMap<(Upos, String), BTreeMap<Edit, usize>> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        let is_word = word.form.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        if word.tag.upos == Upos::Propn || !is_word || word.lemma == "_" {
            continue;
        }
        let form = word.form.to_lowercase();
        let edit = Edit::between(&form, &word.lemma.to_lowercase());
        *counts.entry((word.tag.upos, form)).or_default().entry(edit).or_default() += 1;
    }
    let usual = |edits: BTreeMap<Edit, usize>| {
        edits.into_iter().max_by_key(|(edit, count)| (*count, std::cmp::Reverse(edit.clone()))).map(|(edit, _)| edit)
    };
    counts.into_iter().filter_map(|(form, edits)| usual(edits).map(|edit| (form, edit))).collect()
}
