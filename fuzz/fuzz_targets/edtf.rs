//! Fuzz target: `targets::edtf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::edtf(bytes));
