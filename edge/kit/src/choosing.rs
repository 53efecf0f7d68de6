//! A field with a list below it, out of which one is chosen by keyboard or mouse while the field keeps the focus
//! (`combobox` and `listbox` of ARIA).

use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};
use ui::view::dom;

use crate::lean::it;

/// What is in the list, and which of it is the one that Enter chooses.
pub struct Choosing<T: Send + Sync + 'static> {
    found: Memo<Vec<T>>,
    at: RwSignal<usize>,
    list: StoredValue<String>,
    choose: Callback<T>,
}

impl<T: Send + Sync> Clone for Choosing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Choosing<T> {}

impl<T: Clone + Send + Sync> Choosing<T> {
    /// Out of what is found now.
    #[must_use]
    pub fn new(found: Memo<Vec<T>>, choose: Callback<T>) -> Self {
        let list = StoredValue::new(format!("found-{}", dom::next_id()));
        Self { found, at: RwSignal::new(0), list, choose }
    }

    /// The list's id.
    #[must_use]
    pub fn list(self) -> String {
        self.list.get_value()
    }

    /// Something else is typed: the first is the one again.
    pub fn restart(self) {
        self.at.set(0);
    }

    /// The id of the one that Enter chooses, for `aria-activedescendant`.
    #[must_use]
    pub fn active(self) -> Signal<Option<String>> {
        it(move || {
            let last = self.found.with(Vec::len).checked_sub(1)?;
            Some(self.option(self.at.get().min(last)))
        })
    }

    /// Goes up or down, or chooses; whether the key is one of those.
    #[must_use]
    pub fn press(self, event: &KeyboardEvent) -> bool {
        let count = self.found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => self.at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => self.at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                if let Some(one) = self.found.with_untracked(|found| found.get(self.at.get_untracked()).cloned()) {
                    self.choose.run(one);
                }
            }
            _ => return false,
        }
        true
    }

    /// One of the list, in its place.
    pub fn row(self, class: &'static str, place: usize, one: T, body: AnyView) -> AnyView {
        let (at, choose) = (self.at, self.choose);
        view! {
            <li
                id=self.option(place)
                class=class
                role="option"
                aria-selected=it(move || (at.get() == place).to_string())
                // The field keeps the focus.
                on:mousedown=move |event: MouseEvent| event.prevent_default()
                on:click=move |_: MouseEvent| choose.run(one.clone())
            >
                {body}
            </li>
        }
        .into_any()
    }

    fn option(self, place: usize) -> String {
        self.list.with_value(|list| format!("{list}-{place}"))
    }
}
