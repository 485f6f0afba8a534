//! Fuzz target: `targets::bytes`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::bytes(bytes));
