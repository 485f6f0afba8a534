//! Collects the rules and data at the root of the repository into the program, in sorted order; a new file needs no other change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = manifest.join("../..");
    let mut files = Vec::new();
    for folder in ["rules", "data"] {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
        collect(&root.join(folder), folder, &mut files);
    }
    files.sort();
    let mut out = String::from(
        "/// (path from the root, text) of every embedded file, sorted by path.\npub(super) const FILES: &[(&str, &str)] = &[\n",
    );
    for (name, path) in files {
        let _ = writeln!(out, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    out.push_str("];\n");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("pack.rs");
    if let Err(error) = std::fs::write(&target, out) {
        println!("cargo:error=failed to write `{}`: {error}", target.display());
    }
}

fn collect(folder: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) {
    println!("cargo:rerun-if-changed={}", folder.display());
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() && name != "data/places/sources" {
            collect(&path, &name, files);
        } else if name.ends_with(".tsv") || name.ends_with(".toml") {
            files.push((name, path.canonicalize().unwrap_or(path)));
        }
    }
}
