//! The tests of the register: a contract that every back end keeps, and what is true of files alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails at that line")]

mod children;
mod contract;
mod files;
mod fixtures;
mod kill;
mod samples;
mod sharing;
mod tampering;
