//! Takes off a page what is no article by its marks: scripts, menus, cookie bars, share links, comments.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dom_query::{Document as Page, NodeRef};

use super::walk::{Go, Step, name, walk};
use crate::table;

/// When an element with a certain word in its class or id goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rule {
    /// Where it holds less than two fifths of the page's words.
    Small,
    /// Wherever it stands.
    Always,
}

/// Removes from `page` what its marks tell to be no article.
pub(super) fn remove(page: &Page) {
    let root = page.root();
    let mut doomed = Vec::new();
    // Sums of letters, and whether the article's head or body lies within, for each open element.
    let mut open: Vec<(usize, bool)> = vec![(0, false)];
    let n_page_letters = n_letters(&root);
    walk(&root, |step| match step {
        Step::Enter(node) if node.is_text() => {
            if let Some(last) = open.last_mut() {
                last.0 += node.text().trim().len();
            }
            Go::Past
        }
        Step::Enter(node) if node.is_element() => {
            if is_never_article(&node) {
                doomed.push(node);
                return Go::Past;
            }
            open.push((0, is_article_mark(&node)));
            Go::In
        }
        Step::Enter(node) => {
            doomed.push(node);
            Go::Past
        }
        Step::Leave(node) => {
            let (n_letters, has_article) = open.pop().unwrap_or_default();
            let is_small = n_letters * 5 < n_page_letters * 2;
            let goes = !has_article
                && match rule_of(&node) {
                    Some(Rule::Always) => true,
                    Some(Rule::Small) => is_small,
                    None => false,
                };
            if goes {
                doomed.push(node);
            } else if let Some(parent) = open.last_mut() {
                parent.0 += n_letters;
                parent.1 |= has_article;
            }
            Go::In
        }
    });
    for node in doomed {
        if !node.is_doctype() {
            node.remove_from_parent();
        }
    }
}

fn n_letters(root: &NodeRef<'_>) -> usize {
    let mut n_letters = 0;
    walk(root, |step| match step {
        Step::Enter(node) if node.is_text() => {
            n_letters += node.text().trim().len();
            Go::Past
        }
        Step::Enter(node) if node.is_element() && is_never_article(&node) => Go::Past,
        _ => Go::In,
    });
    n_letters
}

/// Elements that never hold a part of an article, or that the reader of the page does not see.
fn is_never_article(node: &NodeRef<'_>) -> bool {
    let by_name = matches!(
        name(node).as_str(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "iframe"
            | "button"
            | "select"
            | "svg"
            | "dialog"
            | "input"
            | "link"
            | "object"
            | "embed"
            | "canvas"
    );
    // The page's own data in a script is read before this; hidden parts are not what the page says to its readers.
    by_name
        || node.has_attr("hidden")
        || attr(node, "aria-hidden") == "true"
        || attr(node, "style").replace(' ', "").contains("display:none")
        || matches!(
            attr(node, "role").as_str(),
            "navigation" | "search" | "contentinfo" | "menu" | "menubar" | "dialog" | "alert"
        )
}

/// Whether the element marks the article itself, so that nothing around it may go.
fn is_article_mark(node: &NodeRef<'_>) -> bool {
    matches!(name(node).as_str(), "main" | "h1") || attr(node, "itemprop").eq_ignore_ascii_case("articlebody")
}

fn rule_of(node: &NodeRef<'_>) -> Option<Rule> {
    match name(node).as_str() {
        "html" | "body" | "main" | "head" | "h1" | "title" | "meta" => return None,
        "footer" | "aside" => return Some(Rule::Small),
        _ => {}
    }
    [attr(node, "class"), attr(node, "id")].iter().flat_map(|value| words(value)).filter_map(|word| rule(&word)).max()
}

/// The words of a class or id: parted at signs and digits, and where a capital follows a small letter.
fn words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in value.chars().take(200) {
        if !letter.is_alphabetic() || letter.is_uppercase() && was_small {
            words.push(String::new());
        }
        was_small = letter.is_lowercase();
        if letter.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn attr(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).map(|value| value.to_string()).unwrap_or_default()
}

const CLASSES: &str = include_str!("../../data/html/classes.tsv");

static RULES: LazyLock<BTreeMap<&'static str, Rule>> =
    LazyLock::new(|| table::rows(CLASSES, 2).filter_map(|(_, cells)| Some((cells[0], row_rule(cells[1])?))).collect());

fn rule(word: &str) -> Option<Rule> {
    RULES.get(word).copied()
}

fn row_rule(word: &str) -> Option<Rule> {
    match word {
        "always" => Some(Rule::Always),
        "small" => Some(Rule::Small),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_sound_and_sorted() {
        let mut last = "";
        for (line, cells) in table::rows(CLASSES, 2) {
            assert!(row_rule(cells[1]).is_some(), "classes.tsv:{line}: {cells:?}");
            assert!(last < cells[0], "classes.tsv:{line}: `{}` is out of order or stands twice", cells[0]);
            assert_eq!(words(cells[0]), [cells[0]], "classes.tsv:{line}");
            last = cells[0];
        }
    }

    #[test]
    fn parts_classes_into_words() {
        assert_eq!(words("topMenu  share-buttons_2 b"), ["top", "menu", "share", "buttons", "b"]);
    }
}
