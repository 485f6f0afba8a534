//! What the user names, as a list of files in a fixed order: files, folders, patterns, standard input.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use model::{Diagnostic, Severity};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file and its length in bytes, as far as the file system tells it.
    File(PathBuf, u64),
}

/// All that is to be read, and what is wrong with the paths that were named.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// In the order named; what lies in a folder or matches a pattern is sorted. Each file once.
    pub inputs: Vec<Input>,
    /// Paths that do not exist or cannot be listed.
    pub faults: Vec<Diagnostic>,
    /// How many of the paths that the user named are among them.
    pub n_bad_named: u64,
}

impl Inputs {
    /// The length of all files, in bytes; standard input counts nothing.
    pub fn n_bytes(&self) -> u64 {
        self.inputs.iter().map(|input| if let Input::File(_, n_bytes) = input { *n_bytes } else { 0 }).sum()
    }
}

/// Looks up the paths.
pub fn expand(paths: &[PathBuf]) -> Inputs {
    let mut search = Search::default();
    for path in paths {
        search.named(path);
    }
    search.found
}

#[derive(Default)]
struct Search {
    found: Inputs,
    seen: BTreeSet<PathBuf>,
}

impl Search {
    fn named(&mut self, path: &Path) {
        if path == Path::new("-") {
            if !self.found.inputs.contains(&Input::Stdin) {
                self.found.inputs.push(Input::Stdin);
            }
            return;
        }
        let n_before = self.found.faults.len();
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => return self.folder(path),
            Ok(meta) => return self.file(path, meta.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_pattern(path) => self.pattern(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.fault(path, "path-missing", "there is no such file or folder".to_owned(), "");
            }
            Err(error) => self.fault(path, "path-unreadable", format!("failed to look at it: {error}"), ""),
        }
        self.found.n_bad_named += u64::from(self.found.faults.len() > n_before);
    }

    fn file(&mut self, path: &Path, n_bytes: u64) {
        if self.seen.insert(path.to_owned()) {
            self.found.inputs.push(Input::File(path.to_owned(), n_bytes));
        }
    }

    /// Everything in a folder, by name. A link to a folder is not followed, so that no circle is walked.
    fn folder(&mut self, folder: &Path) {
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                let hint = "what else was named is read; give permission to read the folder and run again";
                return self.fault(folder, "folder-unreadable", format!("failed to list the folder: {error}"), hint);
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() && is_link => {}
                Ok(meta) if meta.is_dir() => self.folder(&path),
                Ok(meta) if meta.is_file() => self.file(&path, meta.len()),
                // Pipes and devices are read where they are named, not where they happen to lie.
                Ok(_) => {}
                Err(error) => self.fault(&path, "path-unreadable", format!("failed to look at it: {error}"), ""),
            }
        }
    }

    fn pattern(&mut self, path: &Path) {
        let pattern = path.to_string_lossy();
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
        let matches = match glob::glob_with(&pattern, options) {
            Ok(matches) => matches,
            Err(error) => return self.fault(path, "pattern-broken", format!("the pattern is broken: {error}"), ""),
        };
        let mut paths = Vec::new();
        for found in matches {
            match found {
                Ok(path) => paths.push(path),
                Err(error) => self.fault(error.path(), "path-unreadable", format!("failed to look at it: {error}"), ""),
            }
        }
        if paths.is_empty() {
            return self.fault(path, "path-missing", "no file matches the pattern".to_owned(), "");
        }
        paths.sort();
        paths.iter().for_each(|path| self.named(path));
    }

    fn fault(&mut self, path: &Path, code: &'static str, message: String, hint: &str) {
        self.found.faults.push(fault(&path.display().to_string(), code, message, hint));
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// Something named that could not be read.
pub fn fault(place: &str, code: &'static str, message: String, hint: &str) -> Diagnostic {
    let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
    Diagnostic { place: place.to_owned(), code, severity: Severity::Error, span: None, message, hint }
}
