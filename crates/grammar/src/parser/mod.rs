//! Tags to links: arc-hybrid transitions chosen by a linear classifier, the relation of each link by another.

mod features;
mod usual;

#[cfg(feature = "train")]
use crate::linear::MAX_FEATURES;
use crate::linear::{self, Linear, NEVER};
use crate::relation::Relation;
use crate::table::Table;
use crate::tag::Upos;
#[cfg(feature = "train")]
pub(crate) use features::{N_FIRST, N_FIRST_OF_RELATION};
pub(crate) use usual::Usual;

/// How many transitions there are.
pub(crate) const N_TRANSITIONS: usize = 3;
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
    stack: Vec<u32>,
    /// What is known of the words.
    pub(crate) nodes: Vec<Node>,
}

/// What decides: the classifiers of transitions and relations, and the relations that need none.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) transitions: Table,
    pub(crate) labels: Linear,
    pub(crate) usual: Usual,
}

/// A word with the links it has so far. A cache line.
#[repr(align(64))]
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
    pub(crate) head: u32,
    /// Number of the relation plus 1.
    pub(crate) label: u32,
    /// Outermost and next child to the left, and to the right.
    left: [u32; 2],
    right: [u32; 2],
    n_left: u8,
    n_right: u8,
    /// Relations of the children so far, a bit each.
    labels: u64,
    /// Commas, verbs, conjunctions and nouns before this word; only differences count, so that they may run over.
    before: [u16; 4],
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
        let none = self.n as u32 + 1;
        let mut before = [0_u16; 4];
        for node in &mut self.nodes {
            node.head = none;
            node.left = [none; 2];
            node.right = [none; 2];
            node.before = before;
            let is = |upos: Upos| node.upos == upos as u32 + 1;
            let counts = [node.lower == comma, is(Upos::Verb), is(Upos::Cconj), is(Upos::Noun) || is(Upos::Propn)];
            before = std::array::from_fn(|i| before[i].wrapping_add(u16::from(counts[i])));
        }
    }

    /// True for a punctuation mark: its relation needs no thought.
    pub(crate) fn is_punctuation(&self, word: usize) -> bool {
        self.nodes[word].upos == Upos::Punct as u32 + 1
    }

    /// The relation of a link that needs no thought: to the root, of a punctuation mark, or one that is usual between such tags.
    #[inline]
    pub(crate) fn plain_relation(&self, usual: &Usual, head: usize, word: usize) -> Option<u32> {
        if head == self.n {
            return Some(Relation::Root as u32);
        }
        if self.is_punctuation(word) {
            return Some(Relation::Punct as u32);
        }
        usual.get((self.nodes[head].tag, self.nodes[word].tag), head, word)
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
            self.stack.push(self.next as u32);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.nodes[word].head = head as u32;
        self.nodes[word].label = label + 1;
        let node = &mut self.nodes[head];
        node.labels |= 1 << (label & 63);
        if word < head {
            node.left = [word as u32, node.left[0]];
            node.n_left = (node.n_left + 1).min(4);
        } else {
            node.right = [word as u32, node.right[0]];
            node.n_right = (node.n_right + 1).min(4);
        }
    }

    /// The stack's word at `depth` from the top, or n+1.
    fn top(&self, depth: usize) -> usize {
        let at = self.stack.len().checked_sub(depth + 1);
        at.map_or(self.n + 1, |at| self.stack[at] as usize)
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
                let lost_head = self.stack[..below].contains(&(head(self.next) as u32));
                self.stack.iter().filter(|word| head(**word as usize) == self.next).count() + usize::from(lost_head)
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
        let count = |i: usize, most: u16| u32::from(last[i].wrapping_sub(first[i]).min(most));
        1 + count(0, 2) + 3 * count(1, 2) + 9 * count(2, 1) + 18 * count(3, 2)
    }
}

/// Fills `list` with all features of the next transition; gives their number.
#[cfg(feature = "train")]
pub(crate) fn transition_features(state: &State, list: &mut [u32; MAX_FEATURES]) -> usize {
    let view = features::view(state);
    let all = features::first(&view).into_iter().chain(features::rest(&view, &state.nodes));
    list.iter_mut().zip(all).map(|(place, feature)| *place = feature).count()
}

/// Fills `list` with all features of the link from `head` to `word`; gives their number.
#[cfg(feature = "train")]
pub(crate) fn relation_features(state: &State, head: usize, word: usize, list: &mut [u32; MAX_FEATURES]) -> usize {
    let link = features::link(state, head, word);
    let all = features::first_of_relation(&link).into_iter().chain(features::rest_of_relation(&link, state));
    list.iter_mut().zip(all).map(|(place, feature)| *place = feature).count()
}

/// Parses the sentence of `state` to the end.
pub(crate) fn parse(model: &Model, state: &mut State) {
    while !state.is_done() {
        let transition = transition(&model.transitions, state);
        let label = match state.link(transition) {
            Some((head, word)) => label(model, state, head, word),
            None => 0,
        };
        state.apply(transition, label);
    }
    agree(state);
}

/// The best transition of those that are allowed.
#[inline]
fn transition(table: &Table, state: &State) -> usize {
    let allowed: [bool; N_TRANSITIONS] = std::array::from_fn(|transition| state.allows(transition));
    match allowed {
        [true, false, false] => return SHIFT,
        [false, true, false] => return LEFT,
        [false, false, true] => return RIGHT,
        _ => {}
    }
    let view = features::view(state);
    let mut sums = table.score(&features::first(&view));
    let (found, lead) = choose(allowed, sums);
    if table.sure <= lead {
        return found;
    }
    let more = table.score(&features::rest(&view, &state.nodes));
    sums = [sums[0] + more[0], sums[1] + more[1]];
    choose(allowed, sums).0
}

/// The best of the allowed transitions, and by how much it leads.
#[inline]
fn choose(allowed: [bool; N_TRANSITIONS], [left, right]: [i32; 2]) -> (usize, i32) {
    const NO: i32 = i32::MIN / 4;
    let score = |transition: usize, sum: i32| if allowed[transition] { sum } else { NO };
    let (shift, left, right) = (score(SHIFT, 0), score(LEFT, left), score(RIGHT, right));
    let top = shift.max(left).max(right);
    // The middle one of three is what all but the top and the least leave.
    let least = shift.min(left).min(right);
    let middle = shift + left + right - top - least;
    let found = if shift == top {
        SHIFT
    } else if left == top {
        LEFT
    } else {
        RIGHT
    };
    (found, top - middle)
}

/// Makes subjects agree with auxiliaries: a subject is passive where its verb has a passive auxiliary, and only there.
fn agree(state: &mut State) {
    let number = |relation: Relation| relation as u32 + 1;
    for word in 0..state.n {
        let node = &state.nodes[word];
        let is_passive = state.nodes[node.head as usize].labels & (1 << Relation::AuxPass as u32) != 0;
        let pairs = [(Relation::Nsubj, Relation::NsubjPass), (Relation::Csubj, Relation::CsubjPass)];
        let pair = pairs.iter().find(|(active, passive)| [number(*active), number(*passive)].contains(&node.label));
        if let Some((active, passive)) = pair {
            state.nodes[word].label = number(if is_passive { *passive } else { *active });
        }
    }
}

/// The number of the best relation for a link.
fn label(model: &Model, state: &State, head: usize, word: usize) -> u32 {
    if let Some(relation) = state.plain_relation(&model.usual, head, word) {
        return relation;
    }
    let link = features::link(state, head, word);
    let mut scores = model.labels.start();
    scores[Relation::Root as usize] = NEVER;
    model.labels.add(&features::first_of_relation(&link), &mut scores);
    let (found, lead) = linear::lead(&scores);
    if model.labels.sure <= lead {
        return found as u32;
    }
    model.labels.add(&features::rest_of_relation(&link, state), &mut scores);
    linear::lead(&scores).0 as u32
}
