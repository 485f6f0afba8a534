//! `intertie help-markdown`: the manual of the command line, from which `docs/cli.md` is made.

use std::fmt::Write as _;

use anyhow::Result;
use clap::{Arg, Command, CommandFactory};

use super::Outcome;
use crate::args::Args;
use crate::settings::SETTINGS;
use crate::terminal;

const HEAD: &str = "# Command line

<!-- Made by `cargo xtask gen` from the program itself; do not edit. -->

Data goes to standard output, talk to standard error. Exit codes: 0 done; 1 nothing found, or a check failed; 2 error (a path that does
not exist is one, though all else that was named is read).
";

/// Prints the manual.
pub fn run() -> Result<Outcome> {
    let mut out = HEAD.to_owned();
    settings(&mut out)?;
    let mut command = Args::command();
    command.build();
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        section(&mut out, sub, "intertie")?;
    }
    terminal::deliver(None, out.as_bytes())?;
    Ok(Outcome::Done)
}

fn settings(out: &mut String) -> Result<()> {
    out.push_str("\n## Settings\n\nEach is an option of the commands that use it; the environment gives it where the option does not.\n\n");
    out.push_str("| option | environment | default | value | what it does |\n|---|---|---|---|---|\n");
    for setting in SETTINGS {
        let default = if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
        writeln!(
            out,
            "| `--{}` | `{}` | {default} | {} | {} |",
            setting.name, setting.env, setting.kind, setting.help
        )?;
    }
    Ok(())
}

fn section(out: &mut String, command: &Command, above: &str) -> Result<()> {
    let name = format!("{above} {}", command.get_name());
    let subs: Vec<&Command> = command.get_subcommands().filter(|sub| sub.get_name() != "help").collect();
    if !subs.is_empty() {
        return subs.into_iter().try_for_each(|sub| section(out, sub, &name));
    }
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    writeln!(out, "\n## {name}\n\n{about}.\n")?;
    let args: Vec<&Arg> = command.get_arguments().filter(|arg| !arg.is_hide_set() && arg.get_id() != "help").collect();
    for arg in args.iter().filter(|arg| arg.is_positional()).chain(args.iter().filter(|arg| !arg.is_positional())) {
        writeln!(
            out,
            "- `{}`: {}.{}",
            usage(arg),
            arg.get_help().map(ToString::to_string).unwrap_or_default(),
            more(arg)
        )?;
    }
    Ok(())
}

/// `PATHS...`, `-o, --output <FILE>`.
fn usage(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let repeated =
        if arg.is_positional() && arg.get_num_args().is_some_and(|n| n.max_values() > 1) { "..." } else { "" };
    if arg.is_positional() {
        return format!("{value}{repeated}");
    }
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let takes = arg.get_action().takes_values();
    let value = if takes { format!(" <{value}>") } else { String::new() };
    format!("{short}--{}{value}", arg.get_long().unwrap_or_default())
}

fn more(arg: &Arg) -> String {
    let mut out = String::new();
    if !arg.get_action().takes_values() {
        return out;
    }
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !values.is_empty() {
        out.push_str(&format!(" Allowed: {}.", values.join(", ")));
    }
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !defaults.is_empty() {
        out.push_str(&format!(" Default: `{}`.", defaults.join(" ")));
    }
    out
}
