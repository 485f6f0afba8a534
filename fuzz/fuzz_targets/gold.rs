//! Fuzz target: `targets::gold`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::gold(bytes));
