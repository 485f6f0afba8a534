//! Walks a page without recursion, since foreign pages may nest without end.

use dom_query::NodeRef;

/// What is met on a walk.
pub(super) enum Step<'a> {
    /// A node before its children.
    Enter(NodeRef<'a>),
    /// A node after its children.
    Leave(NodeRef<'a>),
}

/// Whether to go into a node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    /// Into its children.
    In,
    /// Past it; it is not left, then.
    Past,
}

/// Walks what lies under `root`, in the order of the page; `root` itself is not met.
pub(super) fn walk<'a>(root: &NodeRef<'a>, mut visit: impl FnMut(Step<'a>) -> Go) {
    let Some(mut node) = root.first_child() else { return };
    loop {
        let go = visit(Step::Enter(node));
        if go == Go::In {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            visit(Step::Leave(node));
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) if parent.id != root.id => {
                    visit(Step::Leave(parent));
                    node = parent;
                }
                _ => return,
            }
        }
    }
}

/// The element's name in lower case; empty for what is no element.
pub(super) fn name(node: &NodeRef<'_>) -> String {
    if node.is_element() { node.node_name().map(|name| name.to_string()).unwrap_or_default() } else { String::new() }
}
