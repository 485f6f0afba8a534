//! Finds the article of a page: by the readability method (the dom_smoothie library), which weighs text against links.

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Config, Readability};

use model::Diagnostic;

use super::lines;
use super::walk::{Go, Step, name, walk};
use crate::fault;

/// Deeper pages are no pages that people wrote; the library's work grows with the square of the depth.
const MAX_DEPTH: usize = 200;
/// The library's work and memory grow with the number of elements.
const MAX_ELEMENTS: usize = 100_000;

/// The text of the page's article; `None` where none is found, or where the page is too deep or too large to look for one,
/// which is told. The page is used up.
pub(super) fn of(page: &Page, place: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if !is_tractable(&page.root()) {
        let message = format!(
            "the page has more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels; its whole text is kept, not the article alone"
        );
        diagnostics.push(fault::warning(place, "page-too-large", message, ""));
        return None;
    }
    mark_line_breaks(page);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(page.clone(), None, Some(config)).ok()?.parse().ok()?;
    let text = lines::of(&Page::fragment(article.content).root());
    if text.is_empty() { None } else { Some(text) }
}

/// Writes a lone `<br>` as U+2028, since the library drops some of them and with them the line's end; runs of several it
/// turns into paragraphs as it should.
fn mark_line_breaks(page: &Page) {
    let mut breaks = Vec::new();
    walk(&page.root(), |step| {
        if let Step::Enter(node) = step
            && name(&node) == "br"
        {
            breaks.push(node);
        }
        Go::In
    });
    let lone: Vec<_> =
        breaks.into_iter().filter(|node| !is_break(next_shown(*node)) && !is_break(previous_shown(*node))).collect();
    for node in lone {
        let mark = page.tree.new_text("\u{2028}");
        node.insert_before(&mark);
        node.remove_from_parent();
    }
}

fn is_break(node: Option<NodeRef<'_>>) -> bool {
    node.is_some_and(|node| name(&node) == "br")
}

fn next_shown(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    std::iter::successors(node.next_sibling(), |node| node.next_sibling()).find(is_shown)
}

fn previous_shown(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    std::iter::successors(node.prev_sibling(), |node| node.prev_sibling()).find(is_shown)
}

fn is_shown(node: &NodeRef<'_>) -> bool {
    !node.is_text() || !node.text().trim().is_empty()
}

fn is_tractable(root: &NodeRef<'_>) -> bool {
    let (mut depth, mut deepest, mut n_elements) = (0_usize, 0_usize, 0_usize);
    walk(root, |step| {
        match step {
            Step::Enter(node) => {
                depth += 1;
                n_elements += usize::from(node.is_element());
                deepest = deepest.max(depth);
            }
            Step::Leave(_) => depth = depth.saturating_sub(1),
        }
        Go::In
    });
    deepest <= MAX_DEPTH && n_elements <= MAX_ELEMENTS
}
