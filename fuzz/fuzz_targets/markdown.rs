//! Fuzz target: `targets::markdown`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::markdown(bytes));
