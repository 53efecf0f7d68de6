//! What a page of the console is.

use leptos::prelude::AnyView;
use shared::card::Role;

/// A page, and what is below it. Each is a constant beside the function that draws it, and stands in the table of
/// [`crate::navigation`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// What stands behind `#/settings/`: one word, for ever, for people keep addresses.
    pub(crate) path: &'static str,
    /// Its sign in the navigation.
    pub(crate) sign: &'static str,
    /// Its name in the navigation.
    pub(crate) name: fn() -> &'static str,
    /// Who may see it.
    pub(crate) role: Role,
    /// What stands on it, for the search: labels of fields and headings of parts.
    pub(crate) has: &'static [fn() -> &'static str],
    /// Draws it. It gets what stands in the address behind `path/`, in parts: none for the page itself, `["new"]`, an id.
    /// Without an answer there is nothing at that address.
    pub(crate) draw: fn(&[&str]) -> Option<AnyView>,
}

impl Page {
    /// What stands behind `#/settings/`.
    pub(crate) fn place(&self) -> String {
        self.path.to_owned()
    }

    /// The same for something below it.
    pub(crate) fn place_below(&self, rest: &str) -> String {
        format!("{}/{rest}", self.path)
    }

    /// Its address, for a link.
    pub(crate) fn link(&self) -> String {
        link(self.path)
    }

    /// The address of something below it.
    pub(crate) fn below(&self, rest: &str) -> String {
        link(&self.place_below(rest))
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

/// The address of a place.
pub(crate) fn link(place: &str) -> String {
    if place.is_empty() { "#/settings".to_owned() } else { format!("#/settings/{place}") }
}
