//! What somebody chose for this browser.

use ui::{storage, view::dom};

const DETAILS: &str = "frontdesk.desk.details";
const LETTERS: &str = "frontdesk.desk.single-keys";

/// Whether what is known of an enquiry stands beside its room: on wide screens, unless it was put away.
pub(crate) fn details_shown() -> bool {
    has_width_for_details() && storage::find(DETAILS).unwrap_or(true)
}

/// Whether the page is wide enough for them beside the room: the stylesheet's width.
pub(crate) fn has_width_for_details() -> bool {
    dom::window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= 1_200.0)
}

/// Remembers it.
pub(crate) fn keep_details_shown(shown: bool) {
    storage::keep(DETAILS, &shown);
}

/// Whether single letters are shortcuts. Who speaks to their computer turns them off (WCAG 2.2, 2.1.4).
pub(crate) fn single_keys() -> bool {
    storage::find(LETTERS).unwrap_or(true)
}

/// Remembers it.
pub(crate) fn keep_single_keys(on: bool) {
    storage::keep(LETTERS, &on);
}
