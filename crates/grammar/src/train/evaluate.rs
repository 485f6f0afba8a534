//! Scores by the definition of the CoNLL 2018 shared task (https://universaldependencies.org/conll18/evaluation.html):
//! the system reads raw text, its words are aligned to the gold ones by characters, relations count without subtypes.

use super::conllu::Conllu;
use crate::model::{Grammar, Scratch};
use crate::relation::Relation;
use crate::tag::Upos;
use crate::{Analysis, Word, segment};

/// How many of the gold items and of the system's items were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Items that are right.
    pub right: usize,
    /// Items of the gold standard.
    pub gold: usize,
    /// Items of the system.
    pub system: usize,
}

impl Share {
    /// The F1 score in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.system).max(1) as f64
    }
}

/// The scores of a grammar on a treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Syntactic words with the right limits.
    pub words: Share,
    /// Sentences with the right limits.
    pub sentences: Share,
    /// Words with the right part of speech.
    pub upos: Share,
    /// Words with the right head.
    pub uas: Share,
    /// Words with the right head and the right universal relation.
    pub las: Share,
}

/// A word of either side, with its place among the characters that are no white space.
struct Item<'a> {
    start: usize,
    end: usize,
    form: &'a str,
    /// Whether it is one of several words of a surface token; its place is then that of the token.
    is_part: bool,
    upos: Upos,
    /// Index among all words, or `None` for a root.
    head: Option<usize>,
    relation: Relation,
}

/// Scores the grammar on the raw text of a treebank.
pub fn evaluate(grammar: &Grammar, gold: &Conllu) -> Report {
    let text = gold.raw_text();
    let (gold_items, gold_sentences) = gold_items(gold);
    let (items, sentences) = system_items(grammar, &text);
    score(&gold_items, &items, &gold_sentences, &sentences)
}

/// Scores the grammar on the treebank's own words and sentences.
pub fn evaluate_gold_words(grammar: &Grammar, gold: &Conllu) -> Report {
    let mut items = Vec::new();
    let (gold_items, sentences) = gold_items(gold);
    let (mut scratch, mut analyses) = (Scratch::default(), Vec::new());
    for sentence in &gold.sentences {
        let words: Vec<Word<'_>> = sentence.words.iter().map(|word| Word { form: &word.form, tag: None }).collect();
        grammar.analyse(&words, &mut scratch, &mut analyses);
        let first = items.len();
        for analysis in &analyses {
            let place = &gold_items[items.len()];
            items.push(item(place.start, place.end, place.form, analysis, first));
            if let Some(last) = items.last_mut() {
                last.is_part = place.is_part;
            }
        }
    }
    score(&gold_items, &items, &sentences, &sentences)
}

fn item<'a>(start: usize, end: usize, form: &'a str, analysis: &Analysis, first: usize) -> Item<'a> {
    let head = analysis.head.map(|head| first + head as usize);
    Item { start, end, form, is_part: false, upos: analysis.tag.upos, head, relation: analysis.relation }
}

fn gold_items(gold: &Conllu) -> (Vec<Item<'_>>, Vec<(usize, usize)>) {
    let (mut items, mut sentences, mut at) = (Vec::new(), Vec::new(), 0);
    for sentence in &gold.sentences {
        let (begin, first) = (at, items.len());
        for token in &sentence.tokens {
            let end = at + n_visible(&token.form);
            for word in &sentence.words[token.words.0..token.words.1] {
                items.push(Item {
                    start: at,
                    end,
                    form: &word.form,
                    is_part: 1 < token.words.1 - token.words.0,
                    upos: word.tag.upos,
                    head: (word.head < sentence.words.len()).then_some(first + word.head),
                    relation: word.relation,
                });
            }
            at = end;
        }
        sentences.push((begin, at));
    }
    (items, sentences)
}

fn system_items<'a>(grammar: &Grammar, text: &'a str) -> (Vec<Item<'a>>, Vec<(usize, usize)>) {
    let segments = segment(text);
    let (mut scratch, mut analyses) = (Scratch::default(), Vec::new());
    let (mut items, mut sentences): (Vec<Item<'a>>, Vec<_>) = (Vec::new(), Vec::new());
    let (mut at, mut byte) = (0, 0);
    for sentence in &segments.sentences {
        let tokens = &segments.tokens[sentence.range()];
        let words: Vec<Word<'_>> = tokens.iter().map(|token| Word { form: token.text(text), tag: None }).collect();
        grammar.analyse(&words, &mut scratch, &mut analyses);
        let first = items.len();
        for (token, analysis) in tokens.iter().zip(&analyses) {
            at += n_visible(&text[byte..token.byte_start as usize]);
            let end = at + n_visible(token.text(text));
            items.push(item(at, end, token.text(text), analysis, first));
            (at, byte) = (end, token.byte_end as usize);
        }
        if let (Some(first), Some(last)) = (items.get(first), items.last()) {
            sentences.push((first.start, last.end));
        }
    }
    (items, sentences)
}

fn n_visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn score(
    gold: &[Item<'_>],
    system: &[Item<'_>],
    gold_sentences: &[(usize, usize)],
    sentences: &[(usize, usize)],
) -> Report {
    let pairs = align(gold, system);
    let mut partner = vec![None; system.len()];
    for &(g, s) in &pairs {
        partner[s] = Some(g);
    }
    let share = |right: usize| Share { right, gold: gold.len(), system: system.len() };
    let is_upos = |&&(g, s): &&(usize, usize)| gold[g].upos == system[s].upos;
    let is_head = |&&(g, s): &&(usize, usize)| match system[s].head {
        None => gold[g].head.is_none(),
        Some(head) => gold[g].head.is_some() && partner[head] == gold[g].head,
    };
    let is_link = |pair: &&(usize, usize)| {
        is_head(pair) && gold[pair.0].relation.universal() == system[pair.1].relation.universal()
    };
    let n_same = sentences.iter().filter(|span| gold_sentences.binary_search(span).is_ok()).count();
    Report {
        words: share(pairs.len()),
        sentences: Share { right: n_same, gold: gold_sentences.len(), system: sentences.len() },
        upos: share(pairs.iter().filter(is_upos).count()),
        uas: share(pairs.iter().filter(is_head).count()),
        las: share(pairs.iter().filter(is_link).count()),
    }
}

/// Pairs of gold and system words that are the same.
fn align(gold: &[Item<'_>], system: &[Item<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < system.len() {
        if gold[g].is_part || system[s].is_part {
            let (g_end, s_first, s_end) = part_span(gold, system, g, s);
            let g_first = g;
            for (a, b) in longest_common(&gold[g_first..g_end], &system[s_first..s_end]) {
                pairs.push((g_first + a, s_first + b));
            }
            (g, s) = (g_end, s_end.max(s_first));
        } else if (gold[g].start, gold[g].end) == (system[s].start, system[s].end) {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if gold[g].start <= system[s].start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The words of both sides that reach into the surface token at hand.
fn part_span(gold: &[Item<'_>], system: &[Item<'_>], g: usize, s: usize) -> (usize, usize, usize) {
    let mut end = if gold[g].is_part { gold[g].end } else { system[s].end };
    let mut s_first = s;
    if gold[g].is_part && !system[s].is_part && system[s].start < gold[g].start {
        s_first += 1;
    }
    let (mut g_end, mut s_end) = (g, s_first);
    let inside = |item: &Item<'_>, end: usize| if item.is_part { item.start < end } else { item.end <= end };
    loop {
        if g_end < gold.len() && inside(&gold[g_end], end) {
            end = if gold[g_end].is_part { end.max(gold[g_end].end) } else { end };
            g_end += 1;
        } else if s_end < system.len() && inside(&system[s_end], end) {
            end = if system[s_end].is_part { end.max(system[s_end].end) } else { end };
            s_end += 1;
        } else {
            return (g_end.max(g + 1), s_first, s_end);
        }
    }
}

/// A longest common subsequence of forms, without regard to case.
fn longest_common(gold: &[Item<'_>], system: &[Item<'_>]) -> Vec<(usize, usize)> {
    let same = |g: usize, s: usize| gold[g].form.to_lowercase() == system[s].form.to_lowercase();
    let mut table = vec![vec![0; system.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for s in (0..system.len()).rev() {
            table[g][s] = if same(g, s) { table[g + 1][s + 1] + 1 } else { table[g + 1][s].max(table[g][s + 1]) };
        }
    }
    let (mut pairs, mut g, mut s) = (Vec::new(), 0, 0);
    while g < gold.len() && s < system.len() {
        if same(g, s) {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if table[g + 1][s] >= table[g][s + 1] {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(start: usize, end: usize, form: &str, is_part: bool, head: Option<usize>) -> Item<'_> {
        let relation = if head.is_some() { Relation::NsubjPass } else { Relation::Root };
        Item { start, end, form, is_part, upos: Upos::Noun, head, relation }
    }

    #[test]
    fn parts_of_a_token_are_aligned_by_form() {
        // "Don't go": one surface token of two words in the gold standard, two tokens in the system.
        let gold = [word(0, 5, "Do", true, Some(2)), word(0, 5, "n't", true, Some(2)), word(5, 7, "go", false, None)];
        let right =
            [word(0, 2, "do", false, Some(2)), word(2, 5, "n't", false, Some(2)), word(5, 7, "go", false, None)];
        let report = score(&gold, &right, &[(0, 7)], &[(0, 7)]);
        assert_eq!((report.words.right, report.las.right, report.sentences.right), (3, 3, 1));
        let uncut = [word(0, 5, "don't", false, Some(1)), word(5, 7, "go", false, None)];
        let report = score(&gold, &uncut, &[(0, 7)], &[(0, 5), (5, 7)]);
        assert_eq!((report.words.right, report.words.gold, report.words.system, report.sentences.right), (1, 3, 2, 0));
        assert_eq!(report.words.f1(), 40.0);
    }

    #[test]
    fn subtypes_do_not_count_and_heads_must_be_aligned() {
        let gold = [word(0, 1, "a", false, Some(1)), word(1, 2, "b", false, None)];
        let mut system = [word(0, 1, "a", false, Some(1)), word(1, 2, "b", false, None)];
        system[0].relation = Relation::Nsubj;
        assert_eq!(score(&gold, &system, &[], &[]).las.right, 2);
        system[0].relation = Relation::Obj;
        let report = score(&gold, &system, &[], &[]);
        assert_eq!((report.uas.right, report.las.right), (2, 1));
        // The head's limits are wrong, so the link to it is.
        let merged = [word(0, 1, "a", false, Some(1)), word(1, 3, "bc", false, None)];
        assert_eq!(score(&gold, &merged, &[], &[]).uas.right, 0);
    }
}
