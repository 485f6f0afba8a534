//! Tags to links: arc-hybrid transitions chosen by a linear classifier, the relation of each link by another.

use crate::hash::mix;
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

/// A distance in a few steps.
#[inline(always)]
fn distance(a: usize, b: usize) -> u32 {
    match a.abs_diff(b) {
        d @ 0..=4 => d as u32,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// Parses the sentence of `state` to the end.
pub(crate) fn parse(transitions: &Table, labels: &Linear, state: &mut State, scores: &mut Scores) {
    let mut list = [0; MAX_FEATURES];
    while !state.is_done() {
        let n_allowed = (0..N_TRANSITIONS).filter(|transition| state.allows(*transition)).count();
        let transition = if n_allowed == 1 {
            (0..N_TRANSITIONS).find(|transition| state.allows(*transition)).unwrap_or(SHIFT)
        } else {
            let n = features(state, &mut list);
            linear::best(&transitions.score(&list[..n]), |transition| state.allows(transition))
        };
        let label = match state.link(transition) {
            Some((head, word)) => label(labels, state, head, word, scores),
            None => 0,
        };
        state.apply(transition, label);
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
    let mut list = [0; MAX_FEATURES];
    let n = label_features(state, head, word, &mut list);
    labels.score(&list[..n], scores);
    linear::best(&scores[..labels.n_classes], |class| class != Relation::Root as usize) as u32
}

/// Fills `list` with the features of the next transition; gives their number.
pub(crate) fn features(state: &State, list: &mut [u32; MAX_FEATURES]) -> usize {
    let nodes = &state.nodes;
    let (i0, i1, i2) = (state.top(0), state.top(1), state.top(2));
    let (j0, j1, j2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let (s0, s1, s2) = (&nodes[i0], &nodes[i1], &nodes[i2]);
    let (b0, b1, b2) = (&nodes[j0], &nodes[j1], &nodes[j2]);
    let (s0l, s0r, s1l, s1r) = (&nodes[s0.left[0]], &nodes[s0.right[0]], &nodes[s1.left[0]], &nodes[s1.right[0]]);
    let (s0l2, s0r2, s1r2) = (&nodes[s0.left[1]], &nodes[s0.right[1]], &nodes[s1.right[1]]);
    let (b0l, b0l2) = (&nodes[b0.left[0]], &nodes[b0.left[1]]);
    let (d0, d1) = (distance(i0, j0), distance(i1, i0));
    let (g0, g1) = (state.between(i0, j0), state.between(i1, i0));
    let pair = |a: u32, b: u32| a | b << 8;
    let labels = |set: u64| (set ^ (set >> 29)) as u32;
    let (v0, v1, vb) = (pair(s0.n_left, s0.n_right), pair(s1.n_left, s1.n_right), b0.n_left);
    let t00 = pair(s0.tag, b0.tag);
    let t10 = pair(s1.tag, s0.tag);
    let u = |a: &Node, b: &Node, c: &Node| a.upos | b.upos << 8 | c.upos << 16;
    let all = [
        mix(1, s0.lower, s0.tag, 0),
        mix(2, s0.lower, 0, 0),
        mix(3, s0.tag, 0, 0),
        mix(4, s1.lower, s1.tag, 0),
        mix(5, s1.lower, 0, 0),
        mix(6, s1.tag, 0, 0),
        mix(7, b0.lower, b0.tag, 0),
        mix(8, b0.lower, 0, 0),
        mix(9, b0.tag, 0, 0),
        mix(10, b1.lower, b1.tag, 0),
        mix(11, b1.lower, 0, 0),
        mix(12, b1.tag, 0, 0),
        mix(13, s2.lower, 0, 0),
        mix(14, s2.tag, 0, 0),
        mix(15, b2.lower, 0, 0),
        mix(16, b2.tag, 0, 0),
        mix(17, s0.lower, b0.lower, 0),
        mix(18, s0.lower, t00, 0),
        mix(19, b0.lower, t00, 0),
        mix(20, t00, b1.tag, 0),
        mix(21, t10, 0, 0),
        mix(22, s1.lower, s0.lower, 0),
        mix(23, s1.lower, t10, 0),
        mix(24, s0.lower, t10, 0),
        mix(25, t10, b0.tag, 0),
        mix(26, t10, s2.tag, 0),
        mix(27, pair(b0.tag, b1.tag), b2.tag, 0),
        mix(28, t00, s0l.tag, 0),
        mix(29, t00, s0r.tag, 0),
        mix(30, t00, b0l.tag, 0),
        mix(31, t10, s1r.tag, 0),
        mix(32, t10, s1l.tag, 0),
        mix(33, t10, s0l.tag, 0),
        mix(34, t10, s0r.tag, 0),
        mix(35, u(s0, s0l, s0l2), b0.upos, 0),
        mix(36, u(s0, s0r, s0r2), b0.upos, 0),
        mix(37, u(b0, b0l, b0l2), s0.upos, 0),
        mix(38, u(s1, s1r, s1r2), s0.upos, 0),
        mix(39, s1.tag, s0.tag | b0.tag << 8, labels(s1.labels)),
        mix(40, t00, labels(s0.labels), 0),
        mix(41, t00, labels(b0.labels), 0),
        mix(42, t10, labels(s0.labels), 0),
        mix(43, s0.lower, v0, 0),
        mix(44, s1.lower, v1, 0),
        mix(45, s0.tag, v0, b0.tag),
        mix(46, s1.tag, v1, s0.tag),
        mix(47, b0.tag, vb, s0.tag),
        mix(48, t00, d0, 0),
        mix(49, t10, d1, 0),
        mix(50, s0.lower, d0, b0.tag),
        mix(51, b0.lower, d0, s0.tag),
        mix(52, s1.lower, d1, s0.tag),
        mix(53, t00, g0, 0),
        mix(54, t10, g1, 0),
        mix(55, s1.lower, s0l.lower, 0),
        mix(56, s1.lower, s0l.lower, s0.tag),
        mix(57, t10, s0l.lower, 0),
        mix(58, t10, s0l.lower, s0.lower),
        mix(59, s0.lower, labels(s0.labels), b0.tag),
        mix(60, s1.lower, labels(s1.labels), s0.tag),
        mix(61, u(s2, s1, s0), b0.upos, b1.upos),
        mix(62, u(s1, s0, b0), b1.upos | b2.upos << 8, s1r.upos),
        mix(63, t10, pair(b0.tag, b1.tag), 0),
        mix(64, s0.lower, s0l.lower, b0.tag),
        mix(65, u(s1, s0, b0), s0l.upos | s0r.upos << 8, d1 | s1r.upos << 8),
        mix(66, s1r.lower, t10, 0),
        mix(68, s1.lower, b0.lower, s0.tag),
        mix(69, s1.lower, b0.tag, s0.tag),
        mix(70, pair(s1.tag, b0.tag), d1, 0),
        mix(74, s0.label | s0l.label << 8 | s0r.label << 16, s1r.label | s1l.label << 8 | b0l.label << 16, t10),
        mix(75, s0l.label | s0r.label << 8, t00, b1.tag),
        mix(76, b0.lower, pair(b1.tag, s0.tag), 0),
        mix(78, u(s1, s0, b0), g1, g0),
        // a phrase with its preposition stands next: which of the two takes it
        mix(79, s0.lower, b0l.lower, 0),
        mix(80, s1.lower, b0l.lower, 0),
        mix(81, t10, b0l.lower, 0),
        mix(82, s0.lower, b0l.lower, b0.tag),
        mix(83, s1.lower, b0l.lower, b0.tag),
        mix(84, s0.lower, s1.lower, b0l.lower),
        mix(85, s0.tag, b0l.lower, b0.lower),
        mix(86, s1.tag, b0l.lower, b0.lower),
        mix(87, t10, b0l.lower, b0.tag),
        mix(88, b0l.lower, u(s1, s0, b0), g1),
    ];
    list[..all.len()].copy_from_slice(&all);
    all.len()
}

/// Fills `list` with the features of the link from `head` to `word`; gives their number.
pub(crate) fn label_features(state: &State, head: usize, word: usize, list: &mut [u32; MAX_FEATURES]) -> usize {
    let nodes = &state.nodes;
    let (h, w) = (&nodes[head], &nodes[word]);
    let none = state.n + 1;
    let neighbour = |i: usize, step: isize| &nodes[i.checked_add_signed(step).map_or(none, |i| i.min(none))];
    let (w_before, w_after, h_before, h_after) =
        (neighbour(word, -1), neighbour(word, 1), neighbour(head, -1), neighbour(head, 1));
    let side = u32::from(word < head);
    let (wl, wl2, wr) = (&nodes[w.left[0]], &nodes[w.left[1]], &nodes[w.right[0]]);
    let sibling = &nodes[if word < head { h.left[0] } else { h.right[0] }];
    let hl = &nodes[h.left[0]];
    let d = distance(head, word) | side << 4;
    let g = state.between(head, word);
    let tags = h.tag | w.tag << 8 | side << 16;
    let upos = h.upos | w.upos << 8 | side << 16;
    let labels = |set: u64| (set ^ (set >> 29)) as u32;
    let all = [
        mix(1, upos, 0, 0),
        mix(2, tags, 0, 0),
        mix(3, w.lower, side, 0),
        mix(4, w.lower, upos, 0),
        mix(5, h.lower, upos, 0),
        mix(6, h.lower, w.lower, side),
        mix(7, h.lower, tags, wl.lower),
        mix(8, tags, wl.lower, 0),
        mix(9, tags, wl.label, wl2.label),
        mix(10, tags, labels(w.labels), 0),
        mix(11, tags, labels(h.labels), 0),
        mix(12, upos, labels(h.labels), labels(w.labels)),
        mix(13, tags, sibling.label, sibling.tag),
        mix(14, tags, d, 0),
        mix(15, tags, g, 0),
        mix(16, upos, w_before.tag, 0),
        mix(17, upos, w_after.tag, 0),
        mix(18, upos, h_before.tag, 0),
        mix(19, upos, h_after.tag, 0),
        mix(20, upos, w_before.lower, 0),
        mix(21, upos, w.suffix, 0),
        mix(22, upos, h.suffix, w.suffix),
        mix(23, w.lower, h.tag, labels(h.labels)),
        mix(24, h.lower, side, labels(h.labels)),
        mix(25, h.lower, wl.lower, side),
        mix(26, w.lower, wl.lower, upos),
        mix(27, upos, wr.label, wl.label),
        mix(28, tags, hl.label, hl.lower),
        mix(29, w.lower, w_before.lower, side),
        mix(30, w.lower, w_after.lower, side),
        mix(31, upos, u32::from(head + 1 == state.next), wl.lower),
        mix(32, h.lower, sibling.label, upos),
        mix(33, w.lower, sibling.label, upos),
        mix(34, upos, w_before.upos | w_after.upos << 8, d),
    ];
    list[..all.len()].copy_from_slice(&all);
    all.len()
}
