//! Fuzz target: `targets::reader`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::reader(bytes));
