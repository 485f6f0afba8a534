//! Training sentences: those of the treebank, and copies in which names, numbers and sums are one word with a given tag, as
//! the reader hands them over, and copies written as headlines.

use super::conllu::{GoldSentence, GoldWord};
use crate::relation::Relation;
use crate::tag::{Tag, Upos};

/// Of so many sentences one gets a copy written as a headline.
const HEADLINE_EVERY: usize = 10;
/// Longest headline, in words.
const HEADLINE_WORDS: usize = 25;

/// A sentence to learn from.
pub(super) struct Unit {
    pub(super) words: Vec<UnitWord>,
    /// Whether it is a copy with merged words.
    pub(super) is_copy: bool,
    /// The sentence of the treebank.
    pub(super) source: usize,
}

/// A word to learn from.
pub(super) struct UnitWord {
    pub(super) form: String,
    pub(super) gold: Tag,
    /// Whether the tag is given beforehand.
    pub(super) is_given: bool,
    /// The tag (number plus 1) that a tagger gave who had not seen the sentence.
    pub(super) tag: u8,
    /// Index of the head; the number of words for the root.
    pub(super) head: usize,
    pub(super) relation: Relation,
}

/// All sentences, each followed by its merged copy where it has something to merge; some also by a headline.
pub(super) fn units(sentences: &[GoldSentence]) -> Vec<Unit> {
    let mut units = Vec::new();
    for (source, sentence) in sentences.iter().enumerate() {
        let single: Vec<usize> = (0..sentence.words.len()).collect();
        units.push(Unit { words: unit_words(&sentence.words, &single), is_copy: false, source });
        let owners = owners(&sentence.words);
        if owners != single {
            units.push(Unit { words: unit_words(&sentence.words, &owners), is_copy: true, source });
        }
        if source % HEADLINE_EVERY == 0 && sentence.words.len() <= HEADLINE_WORDS {
            units.push(Unit { words: headline(&sentence.words, &single), is_copy: true, source });
        }
    }
    units
}

/// For each word the word that stands for it: itself, or the head of its name, number or sum.
fn owners(words: &[GoldWord]) -> Vec<usize> {
    let mut owners: Vec<usize> = (0..words.len()).collect();
    // From near to far, so that a word joins only what reaches up to it without a gap.
    for head in 0..words.len() {
        if !matches!(words[head].tag.upos, Upos::Propn | Upos::Num | Upos::Sym) || owners[head] != head {
            continue;
        }
        let mut first = head;
        while 0 < first && belongs(words, &owners, first - 1, head) {
            first -= 1;
            owners[first] = head;
        }
        let mut last = head + 1;
        while last < words.len() && belongs(words, &owners, last, head) {
            owners[last] = head;
            last += 1;
        }
    }
    // A word whose dependents stand outside cannot vanish into another one without them; they then hang on the owner.
    owners
}

/// True where `word` is a part of the name, number or sum of `head`.
fn belongs(words: &[GoldWord], owners: &[usize], word: usize, head: usize) -> bool {
    let part = &words[word];
    let up = words.get(part.head);
    let is_inside = part.head == head || (part.head < words.len() && owners[part.head] == head);
    if !is_inside
        || owners[word] != word
        || words.iter().enumerate().any(|(i, other)| owners[i] == word && i != word && other.head == word)
    {
        return false;
    }
    let (up_upos, upos) = (up.map(|up| up.tag.upos), part.tag.upos);
    match (part.relation, up_upos) {
        (Relation::Flat, _) => true,
        (Relation::Compound, Some(Upos::Propn)) => upos == Upos::Propn,
        (Relation::Compound, Some(Upos::Num)) => upos == Upos::Num,
        (Relation::Nummod, Some(Upos::Sym)) => true,
        (Relation::Nummod | Relation::NmodUnmarked, Some(Upos::Propn)) => upos == Upos::Num,
        _ => false,
    }
}

fn unit_words(words: &[GoldWord], owners: &[usize]) -> Vec<UnitWord> {
    let mut places = vec![words.len(); words.len() + 1];
    let kept: Vec<usize> = (0..words.len()).filter(|i| owners[*i] == *i).collect();
    for (place, &word) in kept.iter().enumerate() {
        places[word] = place;
    }
    places[words.len()] = kept.len();
    let merged = kept.len() < words.len();
    let unit = |&i: &usize| {
        let word = &words[i];
        let head = owners.get(word.head).copied().unwrap_or(words.len());
        let is_given =
            merged && (word.tag.upos == Upos::Propn || owners.iter().filter(|owner| **owner == i).count() > 1);
        UnitWord {
            form: word.form.clone(),
            gold: word.tag,
            is_given,
            tag: 0,
            head: places[head],
            relation: word.relation,
        }
    };
    kept.iter().map(unit).collect()
}

/// The sentence with capitals where a headline has them: so that a capital alone makes no name.
fn headline(words: &[GoldWord], single: &[usize]) -> Vec<UnitWord> {
    let mut units = unit_words(words, single);
    for unit in &mut units {
        let stays = matches!(unit.gold.upos, Upos::Adp | Upos::Cconj | Upos::Det | Upos::Part | Upos::Punct | Upos::X);
        let mut chars = unit.form.chars();
        if let Some(first) = chars.next().filter(|_| !stays) {
            unit.form = first.to_uppercase().chain(chars).collect();
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::super::Conllu;
    use super::*;

    #[test]
    fn names_become_one_word() {
        let rows = [
            ("The", "DET", 3, "det"),
            ("Volga", "PROPN", 3, "compound"),
            ("Oblast", "PROPN", 4, "nsubj"),
            ("paid", "VERB", 0, "root"),
            ("$", "SYM", 4, "obj"),
            ("5", "NUM", 5, "nummod"),
        ];
        let text: String = rows
            .iter()
            .enumerate()
            .map(|(i, (form, upos, head, relation))| {
                format!("{}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n", i + 1)
            })
            .collect();
        let treebank = Conllu::parse(&text).unwrap();
        let units = units(&treebank.sentences);
        assert_eq!(units.len(), 3);
        let headline: Vec<_> = units[2].words.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(headline, ["The", "Volga", "Oblast", "Paid", "$", "5"]);
        let copy: Vec<_> = units[1].words.iter().map(|word| (word.form.as_str(), word.head, word.is_given)).collect();
        assert_eq!(copy, [("The", 1, false), ("Oblast", 2, true), ("paid", 4, false), ("$", 2, true)]);
    }
}
