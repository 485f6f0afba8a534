//! A stretch of a document's text, counted in Unicode code points.

use serde::{Deserialize, Serialize};

/// A stretch of text: `start` inclusive, `end` exclusive, in Unicode code points of `Document::text`, from 0
/// (as TextPositionSelector of the W3C Web Annotation Data Model counts).
///
/// Example: in "Minsk, 16 May" the span of "16 May" is `Span { start: 7, end: 13 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end: end.max(start) }
    }

    /// Length in code points.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True where the span holds no code point.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True where `other` lies inside this span (or equals it).
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share at least one code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
