//! Automation: train, generate, check.
fn main() {}
