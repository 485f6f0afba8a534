//! The tests of the register: a contract that every back end keeps, and what is true of files alone.

mod contract;
mod files;
mod kill;
mod samples;
