//! A side of a comparison: a file of statements, or a program that is built to make them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tidy::root;

/// Where statements come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A file that holds them.
    File(PathBuf),
    /// The program of a git revision, by its full hash.
    Revision(String),
    /// The program as it lies in the working tree.
    WorkingTree,
}

impl Side {
    /// Reads what the user names: a file by its ending, else a revision.
    pub fn of(word: &str) -> Result<Side, String> {
        if word.ends_with(".jsonl") {
            return Ok(Side::File(PathBuf::from(word)));
        }
        let commit = format!("{word}^{{commit}}");
        match git(&["rev-parse", "--verify", "--quiet", &commit]) {
            Ok(hash) => Ok(Side::Revision(hash.trim().to_owned())),
            Err(_) => Err(format!("`{word}` is no revision that git knows, and no .jsonl file of statements")),
        }
    }

    /// A file with the statements that this side makes of the corpus.
    pub fn statements(&self, corpus: &Path) -> Result<PathBuf, String> {
        let name = match self {
            Side::File(path) => return Ok(path.clone()),
            Side::Revision(hash) => format!("{}.jsonl", &hash[..12]),
            Side::WorkingTree => "working-tree.jsonl".to_owned(),
        };
        let args = ["read".as_ref(), corpus.as_os_str(), "--format".as_ref(), "jsonl".as_ref()];
        let made = run_program(&self.program()?, &args)?;
        let file = folder()?.join(name);
        fs::write(&file, made).map_err(|error| format!("failed to write `{}`: {error}", file.display()))?;
        Ok(file)
    }

    /// The program of this side, built where it is not there yet.
    pub fn program(&self) -> Result<PathBuf, String> {
        match self {
            Side::Revision(hash) => of_revision(hash),
            Side::File(_) | Side::WorkingTree => {
                build(&root(), &target())?;
                Ok(built(&target()))
            }
        }
    }
}

/// The program of a revision. It is kept under the hash, so that a second comparison builds nothing.
fn of_revision(hash: &str) -> Result<PathBuf, String> {
    let kept = folder()?.join(format!("intertie-{}{}", &hash[..12], std::env::consts::EXE_SUFFIX));
    if kept.exists() {
        return Ok(kept);
    }
    let tree = folder()?.join("tree");
    // What a run that was stopped has left.
    let _ = remove_tree(&tree);
    let path = tree.display().to_string();
    git(&["worktree", "add", "--force", "--detach", &path, hash])?;
    eprintln!("building {} in `{path}`; the first time takes some minutes", &hash[..12]);
    // One folder for all revisions: what they have in common is built once.
    let target = folder()?.join("build");
    let result = build(&tree, &target).and_then(|()| {
        fs::copy(built(&target), &kept).map_err(|error| format!("failed to write `{}`: {error}", kept.display()))
    });
    remove_tree(&tree)?;
    result.map(|_| kept)
}

fn remove_tree(tree: &Path) -> Result<(), String> {
    if tree.exists() {
        git(&["worktree", "remove", "--force", &tree.display().to_string()])?;
    }
    git(&["worktree", "prune"]).map(|_| ())
}

fn build(tree: &Path, target: &Path) -> Result<(), String> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "intertie", "--target-dir"])
        .arg(target)
        .current_dir(tree)
        .status()
        .map_err(|error| format!("failed to run `cargo build`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("failed to build the program in `{}`", tree.display())) }
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn built(target: &Path) -> PathBuf {
    target.join(format!("debug/intertie{}", std::env::consts::EXE_SUFFIX))
}

fn folder() -> Result<PathBuf, String> {
    let folder = target().join("diff");
    fs::create_dir_all(&folder).map_err(|error| format!("failed to make folder `{}`: {error}", folder.display()))?;
    Ok(folder)
}

fn git(args: &[&str]) -> Result<String, String> {
    let command = format!("git {}", args.join(" "));
    let output = Command::new("git")
        .args(args)
        .current_dir(root())
        .output()
        .map_err(|error| format!("failed to run `{command}`: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{command}` failed\n{}", String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("`{command}` printed no UTF-8: {error}"))
}

/// Runs the program without the user's settings and returns what it prints. Exit code 1, nothing found, is no failure here.
pub fn run_program(program: &Path, args: &[&OsStr]) -> Result<String, String> {
    let output = Command::new(program)
        .args(args)
        .env_remove("INTERTIE_PACK")
        .output()
        .map_err(|error| format!("failed to run `{}`: {error}", program.display()))?;
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!("`{}` failed\n{}", program.display(), String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("`{}` printed no UTF-8: {error}", program.display()))
}
