//! `cargo xtask gen`: writes the files that are made from the program; with `--check` it compares them instead.

use std::fs;
use std::process::Command;

use crate::tidy::root;

/// What is generated: the file, and the arguments of the program that print it.
const GENERATED: &[(&str, &[&str])] = &[("docs/cli.md", &["help-markdown"])];

/// Writes or compares every generated file.
///
/// # Errors
/// Where the program fails, a file cannot be written, or one differs.
pub fn run(args: &[String]) -> Result<(), String> {
    let is_check = match args {
        [] => false,
        [word] if word == "--check" => true,
        _ => return Err(format!("`gen {}` is not understood; allowed: `gen`, `gen --check`", args.join(" "))),
    };
    for (file, args) in GENERATED {
        let text = print(args)?;
        let path = root().join(file);
        if is_check {
            compare(file, &fs::read_to_string(&path).unwrap_or_default(), &text)?;
        } else {
            fs::write(&path, text).map_err(|error| format!("failed to write `{file}`: {error}"))?;
            println!("wrote {file}");
        }
    }
    Ok(())
}

fn print(args: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--package", "intertie", "--"])
        .args(args)
        .current_dir(root())
        // Settings of the user's environment are not those of the manual.
        .env_remove("INTERTIE_REGISTER")
        .output()
        .map_err(|error| format!("failed to run the program: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`intertie {}` failed\n{said}", args.join(" ")));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("the program printed no UTF-8: {error}"))
}

fn compare(file: &str, kept: &str, made: &str) -> Result<(), String> {
    if kept == made {
        return Ok(());
    }
    let line = kept.lines().zip(made.lines()).take_while(|(a, b)| a == b).count() + 1;
    Err(format!("{file}:{line}: differs from what the program prints\nhint: run `cargo xtask gen`"))
}
