//! Tables of own examples.
