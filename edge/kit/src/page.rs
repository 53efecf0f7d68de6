//! What a page of a guest is: of the console, of the records.

use std::cell::Cell;

use leptos::prelude::AnyView;
use shared::card::Role;

use crate::host::Guest;

/// A page, and what is below it. Each is a constant beside the function that draws it, and stands in its guest's table of
/// [`Section`]s.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What stands behind the guest's root: one word, for ever, for people keep addresses.
    pub path: &'static str,
    /// Its sign in the navigation.
    pub sign: &'static str,
    /// Its name in the navigation.
    pub name: fn() -> &'static str,
    /// Who may see it.
    pub role: Role,
    /// What stands on it, for the search: labels of fields and headings of parts.
    pub has: &'static [fn() -> &'static str],
    /// Draws it. It gets what stands in the address behind `path/`, in parts: none for the page itself, `["new"]`, an id.
    /// Without an answer there is nothing at that address.
    pub draw: fn(&[&str]) -> Option<AnyView>,
}

impl Page {
    /// What stands behind the guest's root.
    #[must_use]
    pub fn place(&self) -> String {
        self.path.to_owned()
    }

    /// The same for something below it.
    #[must_use]
    pub fn place_below(&self, rest: &str) -> String {
        format!("{}/{rest}", self.path)
    }

    /// Its address, for a link.
    #[must_use]
    pub fn link(&self) -> String {
        link(self.path)
    }

    /// The address of something below it.
    #[must_use]
    pub fn below(&self, rest: &str) -> String {
        link(&self.place_below(rest))
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

/// Pages that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its heading.
    pub name: fn() -> &'static str,
    /// In order.
    pub pages: &'static [Page],
}

/// The page that a place (what stands behind the guest's root) is on, and the rest of the place in parts.
#[must_use]
pub fn find<'a>(sections: &[Section], place: &'a str) -> Option<(Page, Vec<&'a str>)> {
    let mut parts = place.split('/').filter(|part| !part.is_empty());
    let first = parts.next()?;
    pages(sections).find(|page| page.path == first).map(|page| (page, parts.collect()))
}

/// Every page.
pub fn pages(sections: &[Section]) -> impl Iterator<Item = Page> {
    sections.iter().flat_map(|section| section.pages).copied()
}

thread_local! {
    /// A guest is a module with a memory of its own: it is told once which one it is.
    static GUEST: Cell<Guest> = const { Cell::new(Guest::Console) };
}

/// From here on all links of this module are below this guest's root.
pub(crate) fn put_below(guest: Guest) {
    GUEST.set(guest);
}

/// The address of a place.
#[must_use]
pub fn link(place: &str) -> String {
    let root = GUEST.get().root();
    if place.is_empty() { format!("#/{root}") } else { format!("#/{root}/{place}") }
}
