//! `cargo xtask yardstick`: the parts of the reader against public data sets that others report on, too.

mod names;
mod page;

pub use page::write;

const USAGE: &str = "\
usage: cargo xtask yardstick uner --data DIR [--misses N]

  uner          people, organisations and places against Universal NER, test parts of EWT and PUD, from raw text
  --data DIR    a folder with uner/*.iob2 and ud/*.conllu
  --misses N    list so many names of each data set that were missed or are false";

/// Runs a yardstick, prints its table and writes it to docs/yardsticks.md.
///
/// # Errors
/// Where the data cannot be read or the arguments are not understood.
pub fn run(args: &[String]) -> Result<(), String> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["uner", "--data", folder] => names::run(folder.as_ref(), 0),
        ["uner", "--data", folder, "--misses", n] => {
            names::run(folder.as_ref(), n.parse().map_err(|_| format!("`--misses {n}`; allowed: a number\n{USAGE}"))?)
        }
        _ => Err(USAGE.to_owned()),
    }
}
