//! The page of yardsticks, into which each command writes its own table.

use std::fs;

use crate::tidy::root;

const PAGE: &str = "docs/yardsticks.md";

/// Writes a table between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the page.
///
/// # Errors
/// Where the page cannot be read or written, or has not both marks.
pub fn write(name: &str, table: &str) -> Result<(), String> {
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(|error| format!("failed to read `{PAGE}`: {error}"))?;
    let new = replaced(&page, name, table).ok_or_else(|| {
        format!(
            "`{PAGE}` has no place for the table\nhint: put `<!-- {name} -->` and `<!-- /{name} -->` where it belongs"
        )
    })?;
    fs::write(&path, new).map_err(|error| format!("failed to write `{PAGE}`: {error}"))?;
    println!("wrote {PAGE}");
    Ok(())
}

fn replaced(page: &str, name: &str, table: &str) -> Option<String> {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let start = page.find(&open)? + open.len();
    let end = start + page[start..].find(&close)?;
    Some(format!("{}\n\n{}\n\n{}", &page[..start], table.trim(), &page[end..]))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_the_place_between_the_marks_changes() {
        let page = "# Page\n<!-- a -->\nold\n<!-- /a -->\n<!-- b -->\n<!-- /b -->\n";
        let new = replaced(page, "a", "| x |\n").unwrap();
        assert_eq!(new, "# Page\n<!-- a -->\n\n| x |\n\n<!-- /a -->\n<!-- b -->\n<!-- /b -->\n");
        assert_eq!(replaced(&new, "a", "| x |").unwrap(), new);
        assert_eq!(replaced(page, "c", "x"), None);
    }
}
