//! Intertie, the program: settings, files, clock, threads, terminal. What it does is done by the other crates.

mod args;
mod commands;
mod documents;
mod flow;
mod inputs;
mod packs;
mod places;
mod settings;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::Args;
use commands::Outcome;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    match commands::run(args) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Partly) => ExitCode::from(2),
        Err(error) if terminal::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::tell(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
