//! English turned around and drawn out, to see what a layout does with a language that is longer and read from the right.

use std::cell::RefCell;

/// `text` in right-to-left order, a third longer.
pub(super) fn mirrored(text: &str) -> String {
    let padding = "·".repeat(text.chars().count() / 3);
    // RLO and PDF: the letters in between run from right to left, whatever they are.
    format!("\u{202e}{text}{padding}\u{202c}")
}

thread_local! {
    static KEPT: RefCell<Vec<(&'static str, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// The same for a text of the table. Each is made once and never freed: there are few, and only in tests.
pub(super) fn kept(text: &'static str) -> &'static str {
    KEPT.with_borrow_mut(|kept| {
        if let Some((_, made)) = kept.iter().find(|(known, _)| std::ptr::eq(*known, text)) {
            return *made;
        }
        let made: &'static str = Box::leak(mirrored(text).into_boxed_str());
        kept.push((text, made));
        made
    })
}
