//! `cargo xtask tidy`: what no compiler checks. Who may see whom, how long files and functions are, heads of files and tables,
//! paths that exist, words that must not stand in the repository.

mod code;
mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Who may depend on whom. Adding a line is an architectural decision: change ARCHITECTURE.md with it.
const EDGES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("grammar", &["model"]),
    ("reader", &["model", "text", "grammar"]),
    ("register", &["model"]),
    ("views", &["model"]),
    ("score", &["model"]),
    ("intertie", &["model", "text", "reader", "register", "views", "score"]),
    ("xtask", &["grammar", "model", "reader", "score", "text"]),
];

/// Parts of paths and hosts that belong to one machine or one registry, in two halves so that this file may stand itself.
const FOREIGN: &[(&str, &str)] = &[
    ("/ro", "ot/"),
    ("/wo", "rk/"),
    ("/ho", "me/"),
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("registry.npmjs", ".org"),
    ("files.pythonhosted", ".org"),
    ("arti", "factory"),
];

/// A file of the repository: its path from the root and its text.
pub struct Source {
    /// Path from the root, parted by `/`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Where the repository lies.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Checks everything.
///
/// # Errors
/// Every fault, a line each, with file and line.
pub fn run(_: &[String]) -> Result<(), String> {
    let sources = sources()?;
    let naughty = naughty(&sources);
    let mut faults = edges()?;
    let mut excused = BTreeSet::new();
    for source in &sources {
        faults.extend(foreign(source));
        if source.path.ends_with(".rs") {
            faults.extend(excuse(code::faults(source), &naughty, &mut excused));
        }
        if source.path.ends_with(".tsv") && source.path.contains("data/") {
            faults.extend(excuse(tables::faults(source), &naughty, &mut excused));
        }
        match source.path.as_str() {
            "Cargo.toml" => faults.extend(dependencies(source)),
            "ARCHITECTURE.md" => faults.extend(paths(source)),
            _ => {}
        }
    }
    let idle = naughty.difference(&excused);
    faults.extend(idle.map(|line| format!("{NAUGHTY}: `{line}` is no longer needed: the list may only shrink")));
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

const NAUGHTY: &str = "xtask/naughty.txt";

/// A fault that the naughty list may excuse: by a line that equals `excuse`.
pub struct Fault {
    /// What would excuse it; empty where nothing does.
    pub excuse: String,
    /// The fault, with file and line.
    pub message: String,
}

fn excuse(faults: Vec<Fault>, naughty: &BTreeSet<String>, excused: &mut BTreeSet<String>) -> Vec<String> {
    let mut out = Vec::new();
    for fault in faults {
        if naughty.contains(&fault.excuse) {
            excused.insert(fault.excuse);
        } else {
            out.push(fault.message);
        }
    }
    out
}

/// The files that git keeps or would keep, with their texts; those that are no UTF-8 are left out.
fn sources() -> Result<Vec<Source>, String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("failed to run `git ls-files`: {error}"))?;
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        return Err("`git ls-files` names no file".to_owned());
    }
    let read =
        |path: &&str| Some(Source { path: (*path).to_owned(), text: fs::read_to_string(root().join(path)).ok()? });
    Ok(paths.iter().filter_map(read).collect())
}

fn naughty(sources: &[Source]) -> BTreeSet<String> {
    let list = sources.iter().find(|source| source.path == NAUGHTY);
    let lines = list.into_iter().flat_map(|source| source.text.lines());
    lines.filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Compares the table of edges with what the manifests say.
fn edges() -> Result<Vec<String>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("failed to run `cargo metadata`: {error}"))?;
    let metadata: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("`cargo metadata` prints no JSON: {error}"))?;
    let mut faults = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or("");
        let Some((_, allowed)) = EDGES.iter().find(|(crate_name, _)| *crate_name == name) else {
            faults.push(format!("xtask/src/tidy.rs: crate `{name}` has no line in the table of edges"));
            continue;
        };
        let seen: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|dependency| dependency["kind"].is_null() && dependency["path"].is_string())
            .filter_map(|dependency| dependency["name"].as_str())
            .collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        faults.extend(seen.difference(&allowed).map(|other| {
            format!(
                "crate `{name}` depends on `{other}`; allowed: {}",
                allowed.iter().copied().collect::<Vec<_>>().join(", ")
            )
        }));
        faults.extend(
            allowed
                .difference(&seen)
                .map(|other| format!("crate `{name}` does not need `{other}`; take it off the table of edges")),
        );
    }
    Ok(faults)
}

/// Paths and hosts of one machine.
fn foreign(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for (a, b) in FOREIGN {
            let word = format!("{a}{b}");
            // As a path it must begin at the root: "network/" and a link's path are no fault.
            let is_there = line.match_indices(&word).any(|(at, _)| {
                !word.starts_with('/')
                    || !line[..at].ends_with(|before: char| before.is_alphanumeric() || "./_-)]}".contains(before))
            });
            if is_there {
                faults.push(format!("{}:{}: `{word}` belongs to one machine or registry", source.path, index + 1));
            }
        }
    }
    faults
}

/// Every dependency that is not ours has a comment above it.
fn dependencies(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let lines: Vec<&str> = source.text.lines().collect();
    let start = lines.iter().position(|line| *line == "[workspace.dependencies]").map_or(lines.len(), |at| at + 1);
    for (index, line) in lines.iter().enumerate().skip(start).take_while(|(_, line)| !line.starts_with('[')) {
        let is_ours = line.contains("path = \"crates/");
        if line.contains('=') && !line.starts_with('#') && !is_ours && !lines[index - 1].starts_with('#') {
            faults.push(format!("{}:{}: say above the dependency what it does for us", source.path, index + 1));
        }
    }
    faults
}

/// Paths in backticks exist. A path has a `/` and no sign that stands for something else.
fn paths(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for quoted in line.split('`').skip(1).step_by(2) {
            let is_path = quoted.contains('/') && !quoted.contains([' ', '<', '*', '(']) && !quoted.starts_with('-');
            if is_path && !root().join(quoted).exists() {
                faults.push(format!("{}:{}: there is no `{quoted}`", source.path, index + 1));
            }
        }
    }
    faults
}
