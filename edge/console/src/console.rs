//! What every page of the console gets at: what each guest of the dashboard does, and how it stands with the guide.

use std::ops::Deref;

use kit::guest::Visit;
pub(crate) use kit::guest::gone;
use leptos::prelude::*;

/// The console, for as long as it is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Console {
    visit: Visit,
    /// Whether the guide of a new service was put away.
    pub(crate) guide_away: RwSignal<bool>,
}

impl Console {
    /// Starts in a guest that was mounted.
    pub(crate) fn start() -> Self {
        let visit = Visit::here();
        let console = Self { visit, guide_away: RwSignal::new(kit::guide::is_away(&visit.requests().service())) };
        provide_context(console);
        console
    }

    /// The one that the view is drawn in.
    pub(crate) fn here() -> Self {
        expect_context()
    }
}

impl Deref for Console {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}
