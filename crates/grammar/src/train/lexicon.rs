//! What the treebank's words tell: the set of tags, and the lexicon.

use super::conllu::GoldSentence;
use super::merge::Unit;
use crate::lexicon::{Entry, Lexicon};
use crate::tag::Tag;
use crate::{hash, word};
use std::collections::BTreeMap;

/// Fewest occurrences of a tag with features; a rarer one loses them.
const MIN_TAG: usize = 8;
/// Fewest occurrences of a word whose one tag is fixed, and the share of that tag that is needed.
const MIN_FIXED: usize = 20;
const FIXED_SHARE: f64 = 0.995;
/// Fewest occurrences of a word whose parts of speech are listed, and the share that one of them needs.
const MIN_PARTS: usize = 4;
const PARTS_SHARE: f64 = 0.02;

/// The tags of the treebank, in order, without the rarest.
pub(super) fn tags(sentences: &[GoldSentence]) -> Vec<Tag> {
    let mut counts: BTreeMap<Tag, usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry(word.tag).or_default() += 1;
    }
    let plain: Vec<Tag> = counts.keys().map(|tag| Tag::plain(tag.upos)).collect();
    let mut tags: Vec<Tag> = counts.into_iter().filter(|(_, count)| MIN_TAG <= *count).map(|(tag, _)| tag).collect();
    tags.extend(plain);
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// The number (plus 1) of a tag in `tags`; a rare one stands for the plain part of speech.
pub(super) fn number(tags: &[Tag], tag: Tag) -> u8 {
    let find = |tag: Tag| tags.binary_search(&tag).ok();
    find(tag).or_else(|| find(Tag::plain(tag.upos))).map_or(1, |at| at as u8 + 1)
}

/// The lexicon of some sentences.
pub(super) fn train<'a>(tags: &[Tag], units: impl Iterator<Item = &'a Unit>) -> Lexicon {
    let mut exact: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    let mut lower: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
    for unit_word in units.flat_map(|unit| &unit.words) {
        let number = number(tags, unit_word.gold);
        *exact.entry(hash::of(&unit_word.form)).or_default().entry(number).or_default() += 1;
        let lower_hash = word::lower_hash(&unit_word.form);
        *lower.entry(lower_hash).or_default().entry(unit_word.gold.upos as u32).or_default() += 1;
        if unit_word.form.chars().next().is_some_and(char::is_lowercase) {
            entries.entry(lower_hash).or_default().is_common = true;
        }
    }
    for (hash, counts) in exact {
        let total: usize = counts.values().sum();
        let Some((&tag, &most)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        if MIN_FIXED <= total && total as f64 * FIXED_SHARE <= most as f64 {
            entries.entry(hash).or_default().fixed = tag;
        }
    }
    for (hash, counts) in lower {
        let total: usize = counts.values().sum();
        if MIN_PARTS <= total {
            let usual = counts.iter().filter(|(_, count)| total as f64 * PARTS_SHARE <= **count as f64);
            entries.entry(hash).or_default().parts = usual.fold(0, |parts, (upos, _)| parts | 1 << upos);
        }
    }
    Lexicon::build(&entries.into_iter().collect::<Vec<_>>())
}
