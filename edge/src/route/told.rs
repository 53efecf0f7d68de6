//! What a Desk was told lately: every page tells it again, and most of it is known.

use std::{cell::RefCell, collections::BTreeMap};

use shared::value::Timestamp;

/// How long something is taken for known: nobody reads it to the minute.
const KNOWN_MS: i64 = 60 * 60 * 1_000;

/// Most things remembered in one isolate, some 200 bytes each.
const MOST: usize = 1_000;

/// What one isolate remembers of it.
pub(super) struct Told(RefCell<BTreeMap<String, Timestamp>>);

impl Told {
    pub(super) const fn new() -> Self {
        Self(RefCell::new(BTreeMap::new()))
    }

    /// Whether that was told within the hour.
    pub(super) fn knows(&self, what: &str, now: Timestamp) -> bool {
        self.0.borrow().get(what).is_some_and(|at| now.ms_since(*at) < KNOWN_MS)
    }

    /// The Desk has taken it. Not before: what is lost on the way, or refused, is told by the next page.
    pub(super) fn note(&self, what: String, now: Timestamp) {
        let mut told = self.0.borrow_mut();
        if told.len() >= MOST {
            told.clear();
        }
        told.insert(what, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_told_once_an_hour_after_it_was_taken_and_memory_is_bounded() {
        let (told, at) = (Told::new(), Timestamp::from_ms);
        assert!(!told.knows("acme https://a.example", at(0)) && !told.knows("acme https://a.example", at(0)));
        told.note("acme https://a.example".to_owned(), at(0));
        assert!(told.knows("acme https://a.example", at(KNOWN_MS - 1)));
        assert!(!told.knows("acme https://b.example", at(1)) && !told.knows("acme https://a.example", at(KNOWN_MS)));
        for number in 0..=MOST {
            told.note(format!("acme https://{number}.example"), at(5));
        }
        assert!(told.0.borrow().len() <= MOST);
    }
}
