//! Patterns of words and slots, written in the value tables, compiled to a trie and matched against pieces.
//!
//! A pattern is a row of items parted by blanks. An item is a word, a slot in braces (`{month}`), or several of them parted
//! by `|`, the words of one of them joined by `_` (`a_lot|{number}`). `?` after an item makes it optional. Items in brackets,
//! `[since]`, must stand there but are no part of the value; they may only begin or end a pattern.

use std::fmt;

use super::piece::{self, Piece};
use super::slot::{Captured, Slot};
use super::vocabulary::{STOP, Vocabulary, WordId};

/// The most slots that one pattern may hold.
pub(super) const MAX_CAPTURES: usize = 6;
/// The most pieces that one pattern may take.
const MAX_STEPS: usize = 16;
/// The most concrete rows that the choices of one pattern may open into.
const MAX_ROWS: usize = 20_000;

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PatternError {
    /// What was found.
    pub(super) message: String,
    /// What is allowed.
    pub(super) hint: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.hint)
    }
}

/// Many patterns, each with a number of its own given by the caller.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The node behind each word at a pattern's start, by the word's number; 0 where none begins so. Nearly every word of a
    /// text is asked for and begins none.
    starts: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    words: Vec<(WordId, u32)>,
    slots: Vec<(Slot, u32)>,
    ends: Vec<End>,
}

#[derive(Clone, Copy, Debug)]
struct End {
    row: u32,
    lead: u8,
    trail: u8,
}

/// A pattern found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Number of the pattern.
    pub(super) row: u32,
    /// First piece of the value.
    pub(super) cover_start: usize,
    /// One past the last piece of the value.
    pub(super) cover_end: usize,
    /// One past the last piece of the pattern, its bracketed end included.
    pub(super) end: usize,
    captures: [Captured; MAX_CAPTURES],
    n_captures: usize,
}

impl Hit {
    /// What the slots took, in order.
    pub(super) fn captures(&self) -> &[Captured] {
        &self.captures[..self.n_captures]
    }
}

/// Reads what a slot takes at a place: one past its last piece, and the value.
pub(super) trait Slots {
    /// The pieces that patterns run over.
    fn pieces(&self) -> &[Piece];
    /// What `slot` takes at `at`; `None` where it takes nothing.
    fn slot(&self, slot: Slot, at: usize) -> Option<(usize, Captured)>;
    /// The slots that may begin at the piece, as bits; a quick test before `slot`.
    fn may_begin(&self, at: usize) -> u32;
}

impl Default for Trie {
    fn default() -> Trie {
        Trie { nodes: vec![Node::default()], starts: Vec::new() }
    }
}

impl Trie {
    /// Adds a pattern.
    ///
    /// # Errors
    /// Where the pattern is not written as the head of this file says.
    pub(super) fn add(&mut self, vocabulary: &mut Vocabulary, pattern: &str, row: u32) -> Result<(), PatternError> {
        let items = parse(vocabulary, pattern)?;
        let mut rows: Vec<(Vec<Atom>, u8, u8)> = vec![(Vec::new(), 0, 0)];
        for item in &items {
            let mut opened = Vec::with_capacity(rows.len() * item.choices.len());
            for (atoms, lead, trail) in &rows {
                for choice in &item.choices {
                    let mut longer = atoms.clone();
                    longer.extend_from_slice(choice);
                    let width = choice.len() as u8;
                    let (lead, trail) = match item.place {
                        Place::Lead => (lead + width, *trail),
                        Place::Value => (*lead, *trail),
                        Place::Trail => (*lead, trail + width),
                    };
                    opened.push((longer, lead, trail));
                }
            }
            rows = opened;
            if rows.len() > MAX_ROWS {
                return Err(error("pattern has too many choices", "make two patterns of it"));
            }
        }
        for (atoms, lead, trail) in rows {
            let slots = atoms.iter().filter(|atom| matches!(atom, Atom::Slot(_))).count();
            if usize::from(lead + trail) >= atoms.len() || atoms.len() > MAX_STEPS || slots > MAX_CAPTURES {
                return Err(error(
                    "pattern with all choices taken or left is empty or too long",
                    format!("allowed: 1 to {MAX_STEPS} pieces outside brackets, up to {MAX_CAPTURES} slots"),
                ));
            }
            self.insert(&atoms, End { row, lead, trail });
        }
        Ok(())
    }

    /// Adds words as they stand, for matching backwards from a place where `reversed`.
    pub(super) fn add_words(&mut self, words: &[WordId], row: u32) {
        let atoms: Vec<Atom> = words.iter().map(|&word| Atom::Word(word)).collect();
        self.insert(&atoms, End { row, lead: 0, trail: 0 });
    }

    /// Words and slots that begin a pattern.
    pub(super) fn beginnings(&self) -> (impl Iterator<Item = WordId> + '_, impl Iterator<Item = Slot> + '_) {
        let root = &self.nodes[0];
        (root.words.iter().map(|edge| edge.0), root.slots.iter().map(|edge| edge.0))
    }

    /// The longest run of plain words at `at`: one past its last piece, and the pattern's number.
    #[inline]
    pub(super) fn longest_words(&self, pieces: &[Piece], at: usize) -> Option<(usize, u32)> {
        // Nearly every word begins none.
        let piece = pieces.get(at)?;
        let begins = |word: WordId| self.starts.get(word as usize).is_some_and(|next| *next != 0);
        if !begins(piece.word) && !begins(piece.exact) {
            return None;
        }
        let mut best = None;
        self.plain(0, pieces, at, &mut best);
        best
    }

    /// The longest run of plain words that ends before `end`, of a trie whose words were added in reverse.
    pub(super) fn longest_words_before(&self, pieces: &[Piece], end: usize) -> Option<(usize, u32)> {
        let mut node = 0usize;
        let mut best = None;
        for at in (0..end).rev() {
            let piece = &pieces[at];
            let Some(next) = self.step(node, piece.exact).or_else(|| self.step(node, piece.word)) else { break };
            node = next;
            if let Some(end) = self.nodes[node].ends.first() {
                best = Some((at, end.row));
            }
        }
        best
    }

    /// Every pattern found at `at`: longest first, then the one whose value is longest, then by number.
    pub(super) fn hits(&self, slots: &dyn Slots, at: usize, hits: &mut Vec<Hit>) {
        hits.clear();
        let mut walk = Walk { trie: self, slots, places: [0; MAX_STEPS + 1], captures: Vec::new(), hits };
        walk.go(0, at, 0);
        hits.sort_by(|a, b| {
            (b.end, b.cover_end, a.cover_start, a.row).cmp(&(a.end, a.cover_end, b.cover_start, b.row))
        });
    }

    fn plain(&self, node: usize, pieces: &[Piece], at: usize, best: &mut Option<(usize, u32)>) {
        // The stop of an abbreviation is not taken where it ends the sentence.
        let ends_sentence = at == pieces.len() && at > 0 && pieces[at - 1].word == STOP;
        if let Some(end) = self.nodes[node].ends.first()
            && best.is_none_or(|(longest, _)| at > longest)
            && !ends_sentence
        {
            *best = Some((at, end.row));
        }
        let Some(piece) = pieces.get(at) else { return };
        for word in [piece.exact, piece.word] {
            if let Some(next) = self.step(node, word) {
                self.plain(next, pieces, at + 1, best);
            }
        }
    }

    fn step(&self, node: usize, word: WordId) -> Option<usize> {
        if word == 0 {
            return None;
        }
        if node == 0 {
            return self.starts.get(word as usize).map(|next| *next as usize).filter(|next| *next != 0);
        }
        let words = &self.nodes[node].words;
        words.binary_search_by_key(&word, |edge| edge.0).ok().map(|index| words[index].1 as usize)
    }

    fn insert(&mut self, atoms: &[Atom], end: End) {
        let mut node = 0usize;
        for atom in atoms {
            let fresh = self.nodes.len() as u32;
            let here = &mut self.nodes[node];
            let next = match *atom {
                Atom::Word(word) => match here.words.binary_search_by_key(&word, |edge| edge.0) {
                    Ok(index) => here.words[index].1,
                    Err(index) => {
                        here.words.insert(index, (word, fresh));
                        if node == 0 {
                            self.starts.resize(self.starts.len().max(word as usize + 1), 0);
                            self.starts[word as usize] = fresh;
                        }
                        fresh
                    }
                },
                Atom::Slot(slot) => match here.slots.iter().find(|edge| edge.0 == slot) {
                    Some(edge) => edge.1,
                    None => {
                        here.slots.push((slot, fresh));
                        fresh
                    }
                },
            };
            if next == fresh {
                self.nodes.push(Node::default());
            }
            node = next as usize;
        }
        let ends = &mut self.nodes[node].ends;
        if !ends.iter().any(|other| other.row == end.row) {
            ends.push(end);
        }
    }
}

struct Walk<'a> {
    trie: &'a Trie,
    slots: &'a dyn Slots,
    places: [usize; MAX_STEPS + 1],
    captures: Vec<Captured>,
    hits: &'a mut Vec<Hit>,
}

impl Walk<'_> {
    fn go(&mut self, node: usize, at: usize, step: usize) {
        self.places[step] = at;
        let here = &self.trie.nodes[node];
        for end in &here.ends {
            let hit = self.hit(end, step);
            self.hits.push(hit);
        }
        let Some(piece) = self.slots.pieces().get(at).copied() else { return };
        for word in [piece.exact, piece.word] {
            if let Some(next) = self.trie.step(node, word) {
                self.go(next, at + 1, step + 1);
            }
        }
        if here.slots.is_empty() {
            return;
        }
        let may_begin = self.slots.may_begin(at);
        for &(slot, next) in &here.slots {
            if may_begin & slot.bit() == 0 {
                continue;
            }
            let Some((end, captured)) = self.slots.slot(slot, at) else { continue };
            self.captures.push(captured);
            self.go(next as usize, end, step + 1);
            self.captures.pop();
        }
    }

    fn hit(&self, end: &End, steps: usize) -> Hit {
        let mut captures = [Captured::default(); MAX_CAPTURES];
        captures[..self.captures.len()].copy_from_slice(&self.captures);
        Hit {
            row: end.row,
            cover_start: self.places[usize::from(end.lead)],
            cover_end: self.places[steps - usize::from(end.trail)],
            end: self.places[steps],
            captures,
            n_captures: self.captures.len(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Atom {
    Word(WordId),
    Slot(Slot),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Lead,
    Value,
    Trail,
}

struct Item {
    choices: Vec<Vec<Atom>>,
    place: Place,
}

fn error(message: impl Into<String>, hint: impl Into<String>) -> PatternError {
    PatternError { message: message.into(), hint: hint.into() }
}

fn parse(vocabulary: &mut Vocabulary, pattern: &str) -> Result<Vec<Item>, PatternError> {
    let mut items = Vec::new();
    let mut in_brackets = false;
    let mut seen_value = false;
    for word in pattern.split_whitespace() {
        let opens = word.starts_with('[');
        let inner = word.strip_prefix('[').unwrap_or(word);
        let closes = inner.ends_with(']');
        let inner = inner.strip_suffix(']').unwrap_or(inner);
        if opens == in_brackets && opens {
            return Err(error(format!("bracket opened twice at `{word}`"), "allowed: [since] {year}"));
        }
        in_brackets |= opens;
        if closes && !in_brackets {
            return Err(error(format!("bracket closed at `{word}` was not opened"), "allowed: [since] {year}"));
        }
        let place = match (in_brackets, seen_value) {
            (false, _) => Place::Value,
            (true, false) => Place::Lead,
            (true, true) => Place::Trail,
        };
        seen_value |= !in_brackets;
        if !in_brackets && items.iter().any(|item: &Item| item.place == Place::Trail) {
            return Err(error(format!("`{word}` follows a bracket inside the value"), "allowed: [more than] {number}"));
        }
        items.push(Item { choices: choices(vocabulary, inner)?, place });
        in_brackets &= !closes;
    }
    if in_brackets || items.is_empty() {
        return Err(error("pattern is empty or its bracket is not closed", "allowed: [since] {year}"));
    }
    Ok(items)
}

fn choices(vocabulary: &mut Vocabulary, item: &str) -> Result<Vec<Vec<Atom>>, PatternError> {
    let (item, optional) = match item.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (item, false),
    };
    let mut choices = Vec::new();
    for choice in item.split('|') {
        let mut atoms = Vec::new();
        for word in choice.split('_') {
            if let Some(name) = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                let slot = Slot::parse(name)
                    .ok_or_else(|| error(format!("`{{{name}}}` is no slot"), format!("allowed: {}", Slot::names())))?;
                atoms.push(Atom::Slot(slot));
            } else if word.contains(['{', '}', '[', ']', '?']) || word.is_empty() {
                return Err(error(format!("`{item}` is no item"), "allowed: word, a|b, {slot}, word?, [word]"));
            } else {
                atoms.extend(piece::split_words(word).into_iter().map(|word| Atom::Word(vocabulary.learn(word))));
            }
        }
        choices.push(atoms);
    }
    if optional {
        choices.push(Vec::new());
    }
    Ok(choices)
}
