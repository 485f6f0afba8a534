//! Fuzz target: `targets::rule`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::rule(bytes));
