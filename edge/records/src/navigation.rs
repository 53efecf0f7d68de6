//! The table of all pages, in the order in which they are looked at. Adding a page here is all that makes it found.

use kit::page::Section;

use crate::{
    text,
    view::{audit, contacts, files, follow_ups, overview, privacy, reports, search, staff_days, visitor},
};

/// All of them.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        name: text::people,
        pages: &[contacts::PAGE, follow_ups::PAGE, privacy::PAGE, files::PAGE, visitor::PAGE],
    },
    Section { name: text::finding, pages: &[search::PAGE] },
    Section { name: text::insight, pages: &[overview::PAGE, reports::PAGE, staff_days::PAGE, audit::PAGE] },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kit::page::{find, pages};

    use super::*;

    #[test]
    fn every_page_has_an_address_of_its_own() {
        let paths: BTreeSet<&str> = pages(SECTIONS).map(|page| page.path).collect();
        assert_eq!(paths.len(), pages(SECTIONS).count());
        for path in paths {
            assert!(path.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{path}");
            assert_eq!(find(SECTIONS, path).map(|(page, rest)| (page.path, rest)), Some((path, vec![])));
        }
    }

    #[test]
    fn every_page_has_a_sign_of_its_own() {
        let signs: BTreeSet<&str> = pages(SECTIONS).map(|page| page.sign).collect();
        assert_eq!(signs.len(), pages(SECTIONS).count());
    }
}
