//! The person's way through the dashboard: the address follows the place and the place follows the address, and nobody
//! walks away from what they typed without being asked.

use leptos::prelude::*;
use ui::view::dom;
use wasm_bindgen::JsValue;

use crate::place::Place;

/// Where the person is.
#[derive(Clone, Copy)]
pub(crate) struct Navigation {
    place: RwSignal<Place>,
    /// Whether a form holds what was not saved.
    unsaved: RwSignal<bool>,
    /// Where the person wants to go, while they are asked about that form.
    held: RwSignal<Option<Place>>,
    /// Whether the person went anywhere since the page was loaded.
    moved: StoredValue<bool>,
}

impl Navigation {
    /// Starts where the address says, and listens to it from now on.
    pub(crate) fn start() -> Self {
        let navigation = Self {
            place: RwSignal::new(Place::of_fragment(&fragment())),
            unsaved: RwSignal::new(false),
            held: RwSignal::new(None),
            moved: StoredValue::new(false),
        };
        window_event_listener(leptos::ev::hashchange, move |_| navigation.follow());
        window_event_listener(leptos::ev::beforeunload, move |event| {
            if navigation.unsaved.get_untracked() {
                event.prevent_default();
            }
        });
        navigation
    }

    /// Where the person is.
    pub(crate) fn place(self) -> Place {
        self.place.get()
    }

    /// The same, for a moment only.
    pub(crate) fn place_untracked(self) -> Place {
        self.place.get_untracked()
    }

    /// Whether the person went anywhere since the page was loaded.
    pub(crate) fn has_moved(self) -> bool {
        self.moved.get_value()
    }

    /// Goes there, unless a form has to be asked about first.
    pub(crate) fn go(self, place: Place) {
        if place == self.place.get_untracked() {
            return;
        }
        if self.unsaved.get_untracked() {
            self.held.set(Some(place));
        } else {
            // The address first: "back" has to find each place.
            let _ = dom::window().location().set_hash(&place.fragment());
            self.arrive(place);
        }
    }

    /// Whether a form holds what was not saved; the form says it.
    pub(crate) fn set_unsaved(self, unsaved: bool) {
        if self.unsaved.get_untracked() != unsaved {
            self.unsaved.set(unsaved);
        }
    }

    /// Whether the person is being asked about a form.
    pub(crate) fn is_held(self) -> bool {
        self.held.get().is_some()
    }

    /// They stay.
    pub(crate) fn stay(self) {
        self.held.set(None);
    }

    /// They leave what they typed behind.
    pub(crate) fn leave(self) {
        self.unsaved.set(false);
        if let Some(place) = self.held.get_untracked() {
            self.held.set(None);
            self.go(place);
        }
    }

    fn follow(self) {
        let place = Place::of_fragment(&fragment());
        if place == self.place.get_untracked() {
            return;
        }
        if self.unsaved.get_untracked() {
            // The address has gone ahead; it comes back while the person is asked.
            replace_fragment(&self.place.get_untracked().fragment());
            self.held.set(Some(place));
        } else {
            self.arrive(place);
        }
    }

    fn arrive(self, place: Place) {
        self.moved.set_value(true);
        self.place.set(place);
    }
}

/// What stands behind `#` now.
pub(crate) fn fragment() -> String {
    dom::window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Puts something else behind `#`, leaving no trace of what was there.
pub(crate) fn replace_fragment(fragment: &str) {
    if let Ok(history) = dom::window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}
