//! Annotated files of `intertie read`: a folder with a file, or two, for each document.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use model::Document;

/// A folder that annotated documents are written into.
pub struct Folder {
    path: PathBuf,
    taken: BTreeSet<String>,
}

impl Folder {
    /// The folder at `path`, made where there is none.
    ///
    /// # Errors
    /// Where none is named, or it cannot be made.
    pub fn open(path: Option<&Path>, format: &str) -> Result<Folder> {
        let Some(path) = path else {
            bail!(
                "`--format {format}` writes a file for each document\nhint: name a folder for them with `--output DIR`"
            );
        };
        fs::create_dir_all(path).with_context(|| format!("failed to make folder `{}`", path.display()))?;
        Ok(Folder { path: path.to_owned(), taken: BTreeSet::new() })
    }

    /// A name for the files of a document, without ending: that of its own file where it was one (`place`), else its id; a number is
    /// added where the name is taken.
    pub fn name(&mut self, document: &Document, place: &str) -> String {
        let stem = Path::new(place).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let wanted = stem.filter(|stem| stem != "-").unwrap_or_else(|| document.id.clone());
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let wanted: String = wanted.chars().map(|letter| if fits(letter) { letter } else { '-' }).take(100).collect();
        let wanted = wanted.trim_start_matches('.').to_owned();
        let wanted = if wanted.is_empty() { "document".to_owned() } else { wanted };
        let mut name = wanted.clone();
        let mut n = 1;
        while !self.taken.insert(name.to_lowercase()) {
            n += 1;
            name = format!("{wanted}-{n}");
        }
        name
    }

    /// Writes a file of the folder.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        let path = self.path.join(name);
        fs::write(&path, text).with_context(|| format!("failed to write `{}`", path.display()))
    }
}
