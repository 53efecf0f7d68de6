//! What somebody chose for this browser.

use ui::{
    storage,
    view::dom::{self, settle_language},
};

const LANGUAGE: &str = "frontdesk.desk.language";
const DETAILS: &str = "frontdesk.desk.details";
const LETTERS: &str = "frontdesk.desk.single-keys";

/// The languages that there are, each by its own name, with its tag.
pub(crate) const LANGUAGES: [(&str, &str); 4] =
    [("en", "English"), ("zh-Hant", "繁體中文"), ("zh-Hans", "简体中文"), ("ja", "日本語")];

/// Puts the language in force: the one chosen here, else the first that the browser's user reads.
pub(crate) fn put_language_in_force() {
    let chosen: Option<String> = storage::read(LANGUAGE);
    let wanted = dom::browser_languages();
    settle_language(chosen.iter().chain(&wanted).map(String::as_str));
}

/// Remembers a language. Texts are drawn once, so the page starts over; drafts are in storage by then.
pub(crate) fn choose_language(tag: &str) {
    storage::keep(LANGUAGE, &tag);
    let _ = dom::window().location().reload();
}

/// Whether what is known of an enquiry stands beside its room: on wide screens, unless it was put away.
pub(crate) fn details_shown() -> bool {
    has_width_for_details() && storage::read(DETAILS).unwrap_or(true)
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
    storage::read(LETTERS).unwrap_or(true)
}

/// Remembers it.
pub(crate) fn keep_single_keys(on: bool) {
    storage::keep(LETTERS, &on);
}
