//! Rust files: the first line says what the file is, and neither file nor function is too long.

use super::{Fault, Source};

/// Lines of a file, its tests left out.
const MAX_FILE_LINES: usize = 600;
/// Lines of a function, from `fn` to the closing brace.
const MAX_FUNCTION_LINES: usize = 70;

/// What is wrong with a file.
pub fn faults(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let path = &source.path;
    if !source.text.starts_with("//! ") {
        faults.push(Fault {
            excuse: String::new(),
            message: format!("{path}:1: the first line does not say, after `//!`, what the file is"),
        });
    }
    let lines: Vec<&str> = source.text.lines().collect();
    let n_lines = lines.iter().position(|line| *line == "#[cfg(test)]").unwrap_or(lines.len());
    if n_lines > MAX_FILE_LINES {
        faults.push(Fault {
            excuse: format!("file {path}"),
            message: format!("{path}: {n_lines} lines; allowed: up to {MAX_FILE_LINES}"),
        });
    }
    for (at, name, length) in functions(&lines) {
        if length > MAX_FUNCTION_LINES {
            faults.push(Fault {
                excuse: format!("function {path} {name}"),
                message: format!(
                    "{path}:{}: function `{name}` has {length} lines; allowed: up to {MAX_FUNCTION_LINES}",
                    at + 1
                ),
            });
        }
    }
    faults
}

/// Line, name and length of every function. The files are formatted, so that a function ends at the brace under its first line's start.
fn functions<'a>(lines: &[&'a str]) -> Vec<(usize, &'a str, usize)> {
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let Some(name) = function_name(code) else { continue };
        let indent = &line[..line.len() - code.len()];
        let is_one_line = line.ends_with(['}', ';']);
        let closing = format!("{indent}}}");
        let end = if is_one_line { Some(0) } else { lines[at..].iter().position(|line| *line == closing) };
        out.push((at, name, end.map_or(1, |end| end + 1)));
    }
    out
}

fn function_name(code: &str) -> Option<&str> {
    let mut rest = code;
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async ", "unsafe "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let name = rest.strip_prefix("fn ")?;
    let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
    Some(&name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_functions_and_headless_files_are_found() {
        let body = "    let x = 1;\n".repeat(70);
        let text = format!(
            "// no head\nimpl X {{\n    pub fn long(\n        a: u8,\n    ) {{\n{body}    }}\n\n    fn short() {{}}\n}}\n"
        );
        let found = faults(&Source { path: "x.rs".to_owned(), text });
        let messages: Vec<&str> = found.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "x.rs:1: the first line does not say, after `//!`, what the file is",
                "x.rs:3: function `long` has 74 lines; allowed: up to 70",
            ]
        );
        assert_eq!(found[1].excuse, "function x.rs long");
    }

    #[test]
    fn tests_of_a_file_do_not_count() {
        let text = format!("//! Head.\n{}#[cfg(test)]\n{}", "\n".repeat(500), "\n".repeat(500));
        assert!(faults(&Source { path: "x.rs".to_owned(), text }).is_empty());
        let text = format!("//! Head.\n{}", "\n".repeat(700));
        assert_eq!(faults(&Source { path: "x.rs".to_owned(), text }).len(), 1);
    }
}
