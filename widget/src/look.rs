//! What the owner set of the first screen: it came with the page, as attributes of its body.

use ui::view::dom;

/// One of them, if it was set.
pub(crate) fn said(name: &str) -> Option<String> {
    dom::document().body()?.dataset().get(name)
}

/// Whether its owner only tries what isn't saved.
pub(crate) fn is_draft() -> bool {
    said("draft").is_some()
}
