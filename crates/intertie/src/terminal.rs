//! The only place that prints: data to standard output, talk and progress to standard error.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use model::Diagnostic;

use views::Color;

use crate::args::ColorChoice;

/// What `choice` comes to for standard output as it is.
pub fn color(choice: ColorChoice) -> Color {
    let wanted = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
        }
    };
    if wanted { Color::Ansi } else { Color::Plain }
}

/// Standard output, buffered and held for this program's only writer.
pub fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// How many columns a table may take: the terminal's width, or 120 where there is none.
pub fn width() -> u16 {
    console::Term::stdout().size_checked().map_or(120, |(_, columns)| columns.max(60))
}

/// Foreign words on one line without control characters, so that a text cannot steer the terminal.
pub fn visible(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Says a line on standard error. What cannot be said is not said: there is nobody to hear it.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Says a diagnostic, clear of the progress bar.
pub fn tell_diagnostic(bar: &ProgressBar, diagnostic: &Diagnostic) {
    bar.suspend(|| tell(&diagnostic.to_string()));
}

/// A bar over `n_bytes` of input on standard error; hidden where that is no terminal, or where standard output is one and
/// shows the work itself.
pub fn bar(n_bytes: u64, shows: Shows) -> ProgressBar {
    let hidden = !io::stderr().is_terminal() || (shows == Shows::OnTerminal && io::stdout().is_terminal());
    let bar = ProgressBar::with_draw_target(
        Some(n_bytes),
        if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() },
    );
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} left {msg}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// Whether a command's standard output grows while it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// It does; on a terminal that is progress enough.
    OnTerminal,
    /// It does not.
    Nothing,
}

/// Writes `bytes` to `path`, or to standard output where there is none.
pub fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match path {
        Some(path) => std::fs::write(path, bytes).with_context(|| format!("failed to write `{}`", path.display())),
        None => {
            let mut out = out();
            out.write_all(bytes)?;
            Ok(out.flush()?)
        }
    }
}

/// True where the reader of standard output went away, which is no error.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let of_io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let of_json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        of_io.or(of_json) == Some(io::ErrorKind::BrokenPipe)
    })
}
