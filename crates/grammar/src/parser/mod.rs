//! Tags to links: arc-hybrid transitions chosen by a linear classifier, the relation of each link by another.

mod features;

use crate::linear::{self, Linear, MAX_FEATURES, Scores};
use crate::relation::Relation;
use crate::table::{self, Table};
use crate::tag::Upos;

/// How many transitions there are.
pub(crate) const N_TRANSITIONS: usize = table::N_CLASSES;
/// Puts the next word on the stack.
pub(crate) const SHIFT: usize = 0;
/// Links the top of the stack to the next word.
pub(crate) const LEFT: usize = 1;
/// Links the top of the stack to the word below it.
pub(crate) const RIGHT: usize = 2;

/// A half-built tree. Words are 0 to n-1, n is the root (which stands behind the last word), n+1 is "no word".
#[derive(Debug, Default)]
pub(crate) struct State {
    n: usize,
    next: usize,
    stack: Vec<usize>,
    /// What is known of the words.
    pub(crate) nodes: Vec<Node>,
}

/// A word with the links it has so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// The form in lower case.
    pub(crate) lower: u32,
    /// Its last three letters.
    pub(crate) suffix: u32,
    /// Tag number plus 1.
    pub(crate) tag: u32,
    /// Part of speech, plus 1.
    pub(crate) upos: u32,
    /// Head, or n+1.
    pub(crate) head: usize,
    /// Number of the relation plus 1.
    pub(crate) label: u32,
    /// Outermost and next child to the left, and to the right.
    left: [usize; 2],
    right: [usize; 2],
    n_left: u32,
    n_right: u32,
    /// Relations of the children so far, a bit each.
    labels: u64,
    /// Commas, verbs, conjunctions and nouns before this word.
    before: [u32; 4],
}

impl State {
    /// Begins a sentence; `nodes` with their forms and tags are pushed next.
    pub(crate) fn begin(&mut self) {
        self.nodes.clear();
        self.stack.clear();
        self.next = 0;
    }

    /// Adds a word.
    pub(crate) fn push(&mut self, lower: u32, suffix: u32, tag: u32, upos: Upos) {
        self.nodes.push(Node { lower, suffix, tag, upos: upos as u32 + 1, ..Node::default() });
    }

    /// Ends the sentence; `comma` is the hash of a comma's form.
    pub(crate) fn end(&mut self, comma: u32) {
        self.n = self.nodes.len();
        self.nodes.push(Node { lower: 3, tag: 254, upos: 30, ..Node::default() });
        self.nodes.push(Node::default());
        let none = self.n + 1;
        let mut before = [0; 4];
        for node in &mut self.nodes {
            node.head = none;
            node.left = [none; 2];
            node.right = [none; 2];
            node.before = before;
            let is = |upos: Upos| node.upos == upos as u32 + 1;
            before[0] += u32::from(node.lower == comma);
            before[1] += u32::from(is(Upos::Verb));
            before[2] += u32::from(is(Upos::Cconj));
            before[3] += u32::from(is(Upos::Noun) || is(Upos::Propn));
        }
    }

    /// How many words there are.
    #[cfg(feature = "train")]
    pub(crate) fn len(&self) -> usize {
        self.n
    }

    /// True for a punctuation mark: its relation needs no thought.
    pub(crate) fn is_punctuation(&self, word: usize) -> bool {
        self.nodes[word].upos == Upos::Punct as u32 + 1
    }

    /// The relation of words whose part of speech all but says it: in the training data 98 of 100 conjunctions are `cc` or `mark`,
    /// and 97 of 100 determiners before their head are `det`. Leaving them out saves an eighth of the decisions.
    pub(crate) fn relation_by_part(&self, head: usize, word: usize) -> Option<Relation> {
        let upos = self.nodes[word].upos;
        if upos == Upos::Cconj as u32 + 1 {
            Some(Relation::Cc)
        } else if upos == Upos::Sconj as u32 + 1 {
            Some(Relation::Mark)
        } else if upos == Upos::Det as u32 + 1 && word < head {
            Some(Relation::Det)
        } else {
            None
        }
    }

    /// True when every word has its head.
    pub(crate) fn is_done(&self) -> bool {
        self.next == self.n && self.stack.is_empty()
    }

    /// True where `transition` may be taken; the root takes one word only.
    #[inline]
    pub(crate) fn allows(&self, transition: usize) -> bool {
        match transition {
            SHIFT => self.next < self.n,
            LEFT => {
                if self.next == self.n {
                    self.stack.len() == 1
                } else {
                    !self.stack.is_empty()
                }
            }
            _ => 2 <= self.stack.len(),
        }
    }

    /// The head and the word that `transition` would link.
    pub(crate) fn link(&self, transition: usize) -> Option<(usize, usize)> {
        match transition {
            LEFT => Some((self.next, self.top(0))),
            RIGHT => Some((self.top(1), self.top(0))),
            _ => None,
        }
    }

    /// Takes a transition, which is allowed; `label` is the number of the relation.
    pub(crate) fn apply(&mut self, transition: usize, label: u32) {
        let Some((head, word)) = self.link(transition) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.nodes[word].head = head;
        self.nodes[word].label = label + 1;
        let node = &mut self.nodes[head];
        node.labels |= 1 << (label & 63);
        if word < head {
            node.left = [word, node.left[0]];
            node.n_left = (node.n_left + 1).min(4);
        } else {
            node.right = [word, node.right[0]];
            node.n_right = (node.n_right + 1).min(4);
        }
    }

    /// The stack's word at `depth` from the top, or n+1.
    fn top(&self, depth: usize) -> usize {
        let at = self.stack.len().checked_sub(depth + 1);
        at.map_or(self.n + 1, |at| self.stack[at])
    }

    /// The word `ahead` behind the next one; the root, then n+1.
    fn ahead(&self, ahead: usize) -> usize {
        (self.next + ahead).min(self.n + 1)
    }

    /// How many links of the gold tree `transition` makes impossible (the dynamic oracle of Goldberg and Nivre, 2013).
    #[cfg(feature = "train")]
    pub(crate) fn cost(&self, transition: usize, heads: &[usize]) -> usize {
        let none = self.n + 1;
        let head = |word: usize| heads.get(word).copied().unwrap_or(none);
        let top = self.top(0);
        match transition {
            SHIFT => {
                let below = self.stack.len().saturating_sub(1);
                let lost_head = self.stack[..below].contains(&head(self.next));
                self.stack.iter().filter(|word| head(**word) == self.next).count() + usize::from(lost_head)
            }
            _ => {
                let children = (self.next..self.n).filter(|word| head(*word) == top).count();
                let gold = head(top);
                let lost_head = match transition {
                    LEFT => gold == self.top(1) || (self.next < gold && gold <= self.n),
                    _ => self.next <= gold && gold <= self.n,
                };
                children + usize::from(lost_head)
            }
        }
    }

    /// What stands between two words: whether there are commas, verbs, conjunctions, nouns.
    #[inline(always)]
    fn between(&self, a: usize, b: usize) -> u32 {
        let (low, high) = (a.min(b), a.max(b));
        if self.n < high {
            return 0;
        }
        let (first, last) = (&self.nodes[low + 1].before, &self.nodes[high].before);
        let count = |i: usize, most: u32| last[i].saturating_sub(first[i]).min(most);
        1 + count(0, 2) + 3 * count(1, 2) + 9 * count(2, 1) + 18 * count(3, 2)
    }
}

/// Fills `list` with the features of the next transition; gives their number.
#[cfg(feature = "train")]
pub(crate) fn transition_features(state: &State, list: &mut [u32; MAX_FEATURES]) -> usize {
    features::transition(state, list)
}

/// Fills `list` with the features of the link from `head` to `word`; gives their number.
#[cfg(feature = "train")]
pub(crate) fn relation_features(state: &State, head: usize, word: usize, list: &mut [u32; MAX_FEATURES]) -> usize {
    features::relation(state, head, word, list)
}

/// Parses the sentence of `state` to the end.
pub(crate) fn parse(transitions: &Table, labels: &Linear, state: &mut State, scores: &mut Scores) {
    let mut list = [0; MAX_FEATURES];
    while !state.is_done() {
        let n_allowed = (0..N_TRANSITIONS).filter(|transition| state.allows(*transition)).count();
        let transition = if n_allowed == 1 {
            (0..N_TRANSITIONS).find(|transition| state.allows(*transition)).unwrap_or(SHIFT)
        } else {
            let n = features::transition(state, &mut list);
            linear::best(&transitions.score(&list[..n]), |transition| state.allows(transition))
        };
        let label = match state.link(transition) {
            Some((head, word)) => label(labels, state, head, word, scores),
            None => 0,
        };
        state.apply(transition, label);
    }
    agree(state);
}

/// Makes subjects agree with auxiliaries: a subject is passive where its verb has a passive auxiliary, and only there.
fn agree(state: &mut State) {
    let number = |relation: Relation| relation as u32 + 1;
    for word in 0..state.n {
        let node = &state.nodes[word];
        let is_passive = state.nodes[node.head].labels & (1 << Relation::AuxPass as u32) != 0;
        let pairs = [(Relation::Nsubj, Relation::NsubjPass), (Relation::Csubj, Relation::CsubjPass)];
        let pair = pairs.iter().find(|(active, passive)| [number(*active), number(*passive)].contains(&node.label));
        if let Some((active, passive)) = pair {
            state.nodes[word].label = number(if is_passive { *passive } else { *active });
        }
    }
}

/// The number of the best relation for a link.
pub(crate) fn label(labels: &Linear, state: &State, head: usize, word: usize, scores: &mut Scores) -> u32 {
    if head == state.n {
        return Relation::Root as u32;
    }
    if state.is_punctuation(word) {
        return Relation::Punct as u32;
    }
    if let Some(relation) = state.relation_by_part(head, word) {
        return relation as u32;
    }
    let mut list = [0; MAX_FEATURES];
    let n = features::relation(state, head, word, &mut list);
    labels.score(&list[..n], scores);
    linear::best(&scores[..labels.n_classes], |class| class != Relation::Root as usize) as u32
}
