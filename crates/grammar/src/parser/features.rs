//! What the parser's two classifiers look at: combinations of words, tags, links and distances, each under the number of its template.
//! The telling ones come first: where they are sure, the others are not asked.

use super::{Node, State};
use crate::hash::mix;

/// How many features of a transition come first.
pub(crate) const N_FIRST: usize = 22;
/// How many features of a relation come first.
pub(crate) const N_FIRST_OF_RELATION: usize = 12;

/// The words around the next decision: top of the stack (s0 to s2), next words (b0 to b2), outermost children (l, r).
pub(super) struct View<'a> {
    s0: &'a Node,
    s1: &'a Node,
    s2: &'a Node,
    b0: &'a Node,
    b1: &'a Node,
    b2: &'a Node,
    s0l: &'a Node,
    s0r: &'a Node,
    s1l: &'a Node,
    s1r: &'a Node,
    b0l: &'a Node,
    /// Distance from s0 to b0 and from s1 to s0.
    d0: u32,
    d1: u32,
    /// What stands between them.
    g0: u32,
    g1: u32,
    /// Tags of s0 and b0, of s1 and s0, of b0 and b1.
    t00: u32,
    t10: u32,
    t01: u32,
}

/// The words around the next transition.
#[inline(always)]
pub(super) fn view(state: &State) -> View<'_> {
    let nodes = &state.nodes;
    let at = |i: u32| &nodes[i as usize];
    let (i0, i1, i2) = (state.top(0), state.top(1), state.top(2));
    let (j0, j1, j2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let (s0, s1, s2) = (&nodes[i0], &nodes[i1], &nodes[i2]);
    let (b0, b1, b2) = (&nodes[j0], &nodes[j1], &nodes[j2]);
    let (s0l, s0r, s1l, s1r) = (at(s0.left[0]), at(s0.right[0]), at(s1.left[0]), at(s1.right[0]));
    let b0l = at(b0.left[0]);
    let (d0, d1) = (distance(i0, j0), distance(i1, i0));
    let (g0, g1) = (state.between(i0, j0), state.between(i1, i0));
    let (t00, t10, t01) = (pair(s0.tag, b0.tag), pair(s1.tag, s0.tag), pair(b0.tag, b1.tag));
    View { s0, s1, s2, b0, b1, b2, s0l, s0r, s1l, s1r, b0l, d0, d1, g0, g1, t00, t10, t01 }
}

/// The features of a transition that say most.
#[inline(always)]
pub(super) fn first(view: &View<'_>) -> [u32; N_FIRST] {
    let &View { s0, s1, s2, b0, b1, b2, s0l, s0r, s1l, s1r, b0l, d0, d1, g0, g1, t00, t10, t01 } = view;
    [
        mix(1, s0.lower, s0.tag, 0),
        mix(7, b0.lower, b0.tag, 0),
        mix(17, s0.lower, b0.lower, 0),
        mix(18, s0.lower, t00, 0),
        mix(19, b0.lower, t00, 0),
        mix(22, s1.lower, s0.lower, 0),
        mix(23, s1.lower, t10, 0),
        mix(10, b1.lower, b1.tag, 0),
        mix(39, s1.tag, s0.tag | b0.tag << 8, labels(s1.labels)),
        mix(40, t00, labels(s0.labels), 0),
        mix(41, t00, labels(b0.labels), 0),
        mix(48, t00, d0, 0),
        mix(53, t00, g0, 0),
        mix(61, u(s2, s1, s0), b0.upos, b1.upos),
        mix(62, u(s1, s0, b0), b1.upos | b2.upos << 8, s1r.upos),
        mix(63, t10, t01, 0),
        mix(65, u(s1, s0, b0), s0l.upos | s0r.upos << 8, d1 | s1r.upos << 8),
        mix(70, pair(s1.tag, b0.tag), d1, 0),
        mix(74, s0.label | s0l.label << 8 | s0r.label << 16, s1r.label | s1l.label << 8 | b0l.label << 16, t10),
        mix(78, u(s1, s0, b0), g1, g0),
        mix(81, t10, b0l.lower, 0),
        mix(59, s0.lower, labels(s0.labels), b0.tag),
    ]
}

/// The other features of a transition.
#[inline(always)]
pub(super) fn rest(view: &View<'_>, nodes: &[Node]) -> [u32; 38] {
    let &View { s0, s1, s2, b0, b1, b2, s0l, s0r, s1l, s1r, b0l, d0, d1, g1, t00, t10, t01, .. } = view;
    let at = |i: u32| &nodes[i as usize];
    let (s0l2, s0r2, s1r2) = (at(s0.left[1]), at(s0.right[1]), at(s1.right[1]));
    let b0l2 = at(b0.left[1]);
    let v0 = pair(u32::from(s0.n_left), u32::from(s0.n_right));
    [
        mix(2, s0.lower, 0, 0),
        mix(3, s0.tag, 0, 0),
        mix(4, s1.lower, s1.tag, 0),
        mix(5, s1.lower, 0, 0),
        mix(6, s1.tag, 0, 0),
        mix(8, b0.lower, 0, 0),
        mix(9, b0.tag, 0, 0),
        mix(11, b1.lower, 0, 0),
        mix(12, b1.tag, 0, 0),
        mix(13, s2.lower, 0, 0),
        mix(14, s2.tag, 0, 0),
        mix(15, b2.lower, 0, 0),
        mix(21, t10, 0, 0),
        mix(27, t01, b2.tag, 0),
        mix(49, t10, d1, 0),
        mix(50, s0.lower, d0, b0.tag),
        mix(51, b0.lower, d0, s0.tag),
        mix(54, t10, g1, 0),
        mix(68, s1.lower, b0.lower, s0.tag),
        // The links made so far.
        mix(28, t00, s0l.tag, 0),
        mix(29, t00, s0r.tag, 0),
        mix(30, t00, b0l.tag, 0),
        mix(31, t10, s1r.tag, 0),
        mix(32, t10, s1l.tag, 0),
        mix(35, u(s0, s0l, s0l2), b0.upos, 0),
        mix(36, u(s0, s0r, s0r2), b0.upos, 0),
        mix(37, u(b0, b0l, b0l2), s0.upos, 0),
        mix(38, u(s1, s1r, s1r2), s0.upos, 0),
        mix(42, t10, labels(s0.labels), 0),
        mix(43, s0.lower, v0, 0),
        mix(45, s0.tag, v0, b0.tag),
        mix(55, s1.lower, s0l.lower, 0),
        // A phrase with its preposition stands next: which of the two words on the stack takes it.
        mix(79, s0.lower, b0l.lower, 0),
        mix(80, s1.lower, b0l.lower, 0),
        mix(82, s0.lower, b0l.lower, b0.tag),
        mix(83, s1.lower, b0l.lower, b0.tag),
        mix(87, t10, b0l.lower, b0.tag),
        mix(88, b0l.lower, u(s1, s0, b0), g1),
    ]
}

/// The words around a link.
pub(super) struct Link<'a> {
    h: &'a Node,
    w: &'a Node,
    wl: &'a Node,
    wl2: &'a Node,
    sibling: &'a Node,
    head: usize,
    word: usize,
    side: u32,
    tags: u32,
    upos: u32,
    d: u32,
}

/// The words around the link from `head` to `word`.
#[inline(always)]
pub(super) fn link(state: &State, head: usize, word: usize) -> Link<'_> {
    let nodes = &state.nodes;
    let at = |i: u32| &nodes[i as usize];
    let (h, w) = (&nodes[head], &nodes[word]);
    let side = u32::from(word < head);
    let (wl, wl2) = (at(w.left[0]), at(w.left[1]));
    let sibling = at(if word < head { h.left[0] } else { h.right[0] });
    let d = distance(head, word) | side << 4;
    let (tags, upos) = (h.tag | w.tag << 8 | side << 16, h.upos | w.upos << 8 | side << 16);
    Link { h, w, wl, wl2, sibling, head, word, side, tags, upos, d }
}

/// The features of a relation that say most.
#[inline(always)]
pub(super) fn first_of_relation(link: &Link<'_>) -> [u32; N_FIRST_OF_RELATION] {
    let &Link { h, w, wl, wl2, sibling, side, tags, upos, d, .. } = link;
    [
        mix(2, tags, 0, 0),
        mix(3, w.lower, side, 0),
        mix(4, w.lower, upos, 0),
        mix(5, h.lower, upos, 0),
        mix(6, h.lower, w.lower, side),
        mix(8, tags, wl.lower, 0),
        mix(9, tags, wl.label, wl2.label),
        mix(11, tags, labels(h.labels), 0),
        mix(12, upos, labels(h.labels), labels(w.labels)),
        mix(13, tags, sibling.label, sibling.tag),
        mix(14, tags, d, 0),
        mix(26, w.lower, wl.lower, upos),
    ]
}

/// The other features of a relation.
#[inline(always)]
pub(super) fn rest_of_relation(link: &Link<'_>, state: &State) -> [u32; 22] {
    let &Link { h, w, wl, sibling, head, word, side, tags, upos, d, .. } = link;
    let nodes = &state.nodes;
    let at = |i: u32| &nodes[i as usize];
    let none = state.n + 1;
    let neighbour = |i: usize, step: isize| &nodes[i.checked_add_signed(step).map_or(none, |i| i.min(none))];
    let (w_before, w_after, h_before, h_after) =
        (neighbour(word, -1), neighbour(word, 1), neighbour(head, -1), neighbour(head, 1));
    let (wr, hl) = (at(w.right[0]), at(h.left[0]));
    let g = state.between(head, word);
    [
        mix(1, upos, 0, 0),
        mix(7, h.lower, tags, wl.lower),
        mix(10, tags, labels(w.labels), 0),
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
        mix(27, upos, wr.label, wl.label),
        mix(28, tags, hl.label, hl.lower),
        mix(29, w.lower, w_before.lower, side),
        mix(30, w.lower, w_after.lower, side),
        mix(31, upos, u32::from(head + 1 == state.next), wl.lower),
        mix(32, h.lower, sibling.label, upos),
        mix(33, w.lower, sibling.label, upos),
        mix(34, upos, w_before.upos | w_after.upos << 8, d),
    ]
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

#[inline(always)]
fn pair(a: u32, b: u32) -> u32 {
    a | b << 8
}

/// Parts of speech of three words.
#[inline(always)]
fn u(a: &Node, b: &Node, c: &Node) -> u32 {
    a.upos | b.upos << 8 | c.upos << 16
}

/// A set of relations, folded.
#[inline(always)]
fn labels(set: u64) -> u32 {
    (set ^ (set >> 29)) as u32
}
