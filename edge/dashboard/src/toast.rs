//! Short words about what has just happened, which pass by themselves.

use std::time::Duration;

use leptos::prelude::*;

/// How long one stays: a sentence is read in half of it, and who uses a screen reader hears it in any case.
const STAYS: Duration = Duration::from_secs(8);

/// The same for one that offers something: a hand has to get there. What it offers can be had elsewhere, too.
const OFFERS: Duration = Duration::from_secs(16);

/// Most at once; more would be a list, and nobody reads that.
const MOST: usize = 3;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    /// Tells it from the others.
    pub(crate) key: u32,
    /// What it says.
    pub(crate) text: String,
    /// What kind of news it is.
    pub(crate) news: News,
    /// The number of the change that it offers to take back.
    pub(crate) undo: Option<u32>,
}

/// What kind of news a toast brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// What the person wanted was done.
    Done,
    /// Somebody else did something.
    Told,
    /// What the person wanted was not done.
    Failed,
}

/// Those that are shown.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    pub(crate) fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Oldest first.
    pub(crate) fn shown(self) -> Vec<Toast> {
        self.shown.get()
    }

    /// Says that something was done.
    pub(crate) fn say(self, text: impl Into<String>) {
        self.show(text.into(), News::Done, None);
    }

    /// Says that something was done, and offers to take that change back.
    pub(crate) fn offer_undo(self, text: impl Into<String>, change: u32) {
        self.show(text.into(), News::Done, Some(change));
    }

    /// Says something that is good to know.
    pub(crate) fn tell(self, text: impl Into<String>) {
        self.show(text.into(), News::Told, None);
    }

    /// Says that something did not happen.
    pub(crate) fn complain(self, text: impl Into<String>) {
        self.show(text.into(), News::Failed, None);
    }

    /// Takes one away.
    pub(crate) fn dismiss(self, key: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.key != key));
    }

    fn show(self, text: String, news: News, undo: Option<u32>) {
        let key = self.next.get_value();
        self.next.set_value(key.wrapping_add(1));
        self.shown.update(|shown| {
            // The same words twice are read as a slip of ours.
            shown.retain(|toast| toast.text != text);
            if shown.len() >= MOST {
                shown.remove(0);
            }
            shown.push(Toast { key, text, news, undo });
        });
        set_timeout(move || self.dismiss(key), if undo.is_some() { OFFERS } else { STAYS });
    }
}
