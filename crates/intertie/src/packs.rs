//! The rules and data that the reader works from: those in the program, and folders that the user names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use reader::Reader;
use reader::pack::{PackError, PackFile, embedded};
use sha2::{Digest, Sha256};

use crate::args::PackArgs;

/// The pack files of the program, then those of each folder in the order given.
///
/// # Errors
/// Where a folder cannot be read, holds no pack, or a file of it is no UTF-8.
pub fn files(packs: &PackArgs) -> Result<Vec<PackFile>> {
    let mut files = embedded();
    for folder in &packs.folders {
        add_folder(folder, &mut files)?;
    }
    Ok(files)
}

/// The compiled reader and the hash of what it was compiled from.
///
/// # Errors
/// As `files`, and the first fault of a rule or data file.
pub fn reader(packs: &PackArgs) -> Result<(Reader, String)> {
    let files = files(packs)?;
    let reader = Reader::load(&files).map_err(|error| placed(packs, error))?;
    Ok((reader, hash(&files)))
}

/// The fault with the path of the user's file, where a folder of the user has one of that name.
fn placed(packs: &PackArgs, mut error: PackError) -> PackError {
    if let Some(folder) = packs.folders.iter().rev().find(|folder| folder.join(&error.file).is_file()) {
        error.file = folder.join(&error.file).display().to_string();
    }
    error
}

/// The rule set's name: the first 16 hexadecimal digits of SHA-256 over paths and texts, in their order.
pub fn hash(files: &[PackFile]) -> String {
    let mut sha = Sha256::new();
    for file in files {
        for part in [&file.path, &file.text] {
            sha.update((part.len() as u64).to_le_bytes());
            sha.update(part.as_bytes());
        }
    }
    sha.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn add_folder(folder: &Path, files: &mut Vec<PackFile>) -> Result<()> {
    let n_before = files.len();
    for name in ["data", "rules"] {
        let inner = folder.join(name);
        if inner.is_dir() {
            add(&inner, name, files)?;
        }
    }
    if files.len() == n_before {
        bail!(
            "pack `{}` holds no rule or data file\nhint: a pack is a folder with `rules/**/*.toml` or `data/**/*.tsv` in it",
            folder.display()
        );
    }
    Ok(())
}

fn add(folder: &Path, name: &str, files: &mut Vec<PackFile>) -> Result<()> {
    let mut entries = fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("failed to read folder `{}`", folder.display()))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            add(&path, &name, files)?;
        } else if name.ends_with(".tsv") || name.ends_with(".toml") {
            let text = fs::read_to_string(&path).with_context(|| format!("failed to read `{}`", path.display()))?;
            files.push(PackFile { path: name, text });
        }
    }
    Ok(())
}
