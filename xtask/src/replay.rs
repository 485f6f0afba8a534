//! The seeds of the fuzz targets, and what the targets once stumbled over, without a fuzzer.

use std::fs;
use std::path::PathBuf;

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use crate::tidy::root;

#[test]
fn every_seed_of_every_target_passes() {
    for (name, run) in targets::TARGETS {
        let folder = root().join("fuzz/seeds").join(name);
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "target `{name}` has no seed");
        for path in paths {
            println!("{}", path.display());
            run(&fs::read(&path).unwrap());
        }
        run(b"");
    }
}

#[test]
fn every_target_has_its_binary_and_seeds() {
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for (name, _) in targets::TARGETS {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
        let source = fs::read_to_string(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).unwrap();
        assert!(source.contains(&format!("targets::{name}(bytes)")), "{name}");
    }
}
