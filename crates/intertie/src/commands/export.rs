//! `intertie export`: a register as JSON Lines, the same bytes for the same content.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};

use super::{Outcome, open_existing, with_hint};
use crate::args::ExportArgs;
use crate::terminal;

/// Exports.
pub fn run(args: &ExportArgs) -> Result<Outcome> {
    let register = open_existing(&args.register)?;
    match &args.output {
        Some(path) => {
            let failed = || format!("failed to write `{}`", path.display());
            let mut out = BufWriter::new(File::create(path).with_context(failed)?);
            register.export(&mut out).map_err(with_hint)?;
            out.flush().with_context(failed)?;
        }
        None => {
            let mut out = terminal::out();
            register.export(&mut out).map_err(with_hint)?;
            out.flush()?;
        }
    }
    Ok(Outcome::Done)
}
