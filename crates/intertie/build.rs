//! Puts the demonstration corpus into the program, in sorted order.

use std::fmt::Write as _;
use std::path::PathBuf;

fn main() {
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = manifest.join("../../examples/documents");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    let entries = std::fs::read_dir(&folder).map(Iterator::flatten);
    for entry in entries.into_iter().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    if files.is_empty() {
        println!("cargo:error=found no document in `{}`", folder.display());
    }
    let mut out = String::from(
        "/// (name, text) of every document, sorted by name.\npub(super) const FILES: &[(&str, &str)] = &[\n",
    );
    for (name, path) in files {
        let path = path.canonicalize().unwrap_or(path);
        let _ = writeln!(out, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    out.push_str("];\n");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("examples.rs");
    if let Err(error) = std::fs::write(&target, out) {
        println!("cargo:error=failed to write `{}`: {error}", target.display());
    }
}
