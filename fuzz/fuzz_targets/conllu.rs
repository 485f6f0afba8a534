//! Fuzz target: `targets::conllu`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::conllu(bytes));
