//! Waiting for a pause: who types isn't answered after each letter.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

/// Something that is done when nothing else has been asked for in its stead for a while. It ends with its owner.
#[derive(Clone, Copy, Debug)]
pub struct Pause(StoredValue<Option<TimeoutHandle>>);

impl Pause {
    /// With nothing to be done.
    #[must_use]
    pub fn new() -> Self {
        let this = Self(StoredValue::new(None));
        on_cleanup(move || this.stop());
        this
    }

    /// Does this after so long, and what was to be done before not at all.
    pub fn then(self, wait: Duration, what: impl FnOnce() + 'static) {
        self.stop();
        self.0.set_value(set_timeout_with_handle(what, wait).ok());
    }

    /// Leaves what was to be done.
    pub fn stop(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

impl Default for Pause {
    fn default() -> Self {
        Self::new()
    }
}
