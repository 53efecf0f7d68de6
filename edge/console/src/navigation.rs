//! The table of all pages, in the order in which an owner thinks: how people come in, who answers them, what is said, who
//! belongs to the team, and what is kept. Adding a page here is all that makes it found.

use kit::page::{self, Page, Section};

use crate::{
    text,
    view::{
        account, alerts, appearance, changes, channels, closing, contacts, ctas, forms, guide, install, keeping,
        labels, links, messages, programs, schedules, service, staff, tags, tester, transfer,
    },
};

/// All of them.
pub(crate) const SECTIONS: &[Section] = &[
    Section { name: text::beginning, pages: &[guide::PAGE] },
    Section { name: text::ways_in, pages: &[install::PAGE, appearance::PAGE, ctas::PAGE, links::PAGE, channels::PAGE] },
    Section { name: text::who_answers, pages: &[tags::PAGE, schedules::PAGE, tester::PAGE] },
    Section { name: text::what_is_said, pages: &[messages::PAGE, forms::PAGE, closing::PAGE] },
    Section { name: text::team, pages: &[staff::PAGE, labels::PAGE] },
    Section {
        name: text::data,
        pages: &[contacts::PAGE, service::PAGE, keeping::PAGE, programs::PAGE, changes::PAGE, transfer::PAGE],
    },
    Section { name: text::your_account, pages: &[alerts::PAGE, account::PAGE] },
];

/// Every page.
pub(crate) fn pages() -> impl Iterator<Item = Page> {
    page::pages(SECTIONS)
}

/// The page that a place (what stands behind `#/settings/`) is on, and the rest of the place in parts.
pub(crate) fn find(place: &str) -> Option<(Page, Vec<&str>)> {
    page::find(SECTIONS, place)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_page_has_an_address_of_its_own() {
        let paths: BTreeSet<&str> = pages().map(|page| page.path).collect();
        assert_eq!(paths.len(), pages().count());
        for path in paths {
            assert!(path.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{path}");
            assert_eq!(find(path).map(|(page, rest)| (page.path, rest)), Some((path, vec![])));
        }
    }

    #[test]
    fn every_page_has_a_sign_of_its_own() {
        let signs: BTreeSet<&str> = pages().map(|page| page.sign).collect();
        assert_eq!(signs.len(), pages().count());
    }

    #[test]
    fn what_is_below_a_page_is_found_by_it() {
        assert_eq!(find("tags/new").map(|(page, rest)| (page.path, rest)), Some(("tags", vec!["new"])));
        assert_eq!(
            find("staff/stf_1/photo").map(|(page, rest)| (page.path, rest)),
            Some(("staff", vec!["stf_1", "photo"]))
        );
        assert!(find("").is_none());
        assert!(find("nonsense").is_none());
    }
}
