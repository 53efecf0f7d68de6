//! Elements, all of one type. The renderer of Leptos is compiled anew for every shape of a `view!`: with it, the visitor's
//! chat came to 180 KB of the 130 that it may have. What changes is still the business of Leptos: its signals, and its
//! owners, which end all that belongs to a part that goes away.
//!
//! A closure given to a `…_by` runs at once, and again after each change of a signal that it read.

use leptos::{
    prelude::{AnyView, Mountable, Owner, Render, RenderEffect, StoredValue, on_cleanup, untrack},
    tachys::dom::event_target_value,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement, Node};

use super::dom;

/// An element, there or in the making.
#[derive(Clone, Debug)]
pub struct El(pub(super) Element);

/// A new element with its classes.
#[must_use]
pub fn el(tag: &str, class: &str) -> El {
    made(dom::document().create_element(tag), class)
}

/// A new element of a drawing.
#[must_use]
pub fn svg(tag: &str, class: &str) -> El {
    made(dom::document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag), class)
}

/// A new button, which sends no form.
#[must_use]
pub fn press_button(class: &str, press: impl Fn() + 'static) -> El {
    el("button", class).attr("type", "button").on("click", move |_| press())
}

#[expect(clippy::expect_used, reason = "a document refuses malformed names only, and ours are literals")]
fn made(element: Result<Element, JsValue>, class: &str) -> El {
    let el = El(element.expect("a name of an element"));
    if class.is_empty() { el } else { el.attr("class", class) }
}

impl El {
    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        set_attribute(&self.0, name, Some(value));
        self
    }

    /// Sets an attribute, or leaves it out.
    #[must_use]
    pub fn attr_by(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.clone();
        again(Box::new(move || set_attribute(&element, name, value().as_deref())));
        self
    }

    /// Gives it a class, or takes it away.
    #[must_use]
    pub fn class_by(self, class: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        let list = self.0.class_list();
        again(Box::new(move || drop(list.toggle_with_force(class, is()))));
        self
    }

    /// Adds words.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_with_str_1(text);
        self
    }

    /// Adds words that change.
    #[must_use]
    pub fn text_by(self, text: impl Fn() -> String + 'static) -> Self {
        let node = dom::document().create_text_node("");
        let _ = self.0.append_child(&node);
        again(Box::new(move || node.set_data(&text())));
        self
    }

    /// Adds an element.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Adds what Leptos draws.
    #[must_use]
    pub fn view(self, view: AnyView) -> Self {
        let mut state = view.build();
        state.mount(&self.0, None);
        // It lives as long as the owner that it was made in.
        StoredValue::new_local(state);
        self
    }

    /// Adds a part that is made anew, or left out, when `key` has changed.
    #[must_use]
    pub fn part<K: PartialEq + 'static>(
        self,
        key: impl Fn() -> K + 'static,
        view: impl Fn(&K) -> Option<Self> + 'static,
    ) -> Self {
        let mut known = None;
        part(
            &self.0,
            Box::new(move |make| {
                let key = key();
                if known.as_ref() != Some(&key) {
                    make(&mut || view(&key));
                    known = Some(key);
                }
            }),
        );
        self
    }

    /// Adds a part for each key, in their order. That of a key that stays, stays. The element may have nothing else in it.
    #[must_use]
    pub fn each<K: PartialEq + 'static>(
        self,
        keys: impl Fn() -> Vec<K> + 'static,
        view: impl Fn(&K) -> Self + 'static,
    ) -> Self {
        let mut known = Vec::new();
        rows(
            self.0.clone(),
            Box::new(move |change| {
                let keys = keys();
                // Both are nearly always in the same order: the search goes on where it found the last one.
                let mut from = 0;
                let places: Vec<Option<usize>> = keys
                    .iter()
                    .map(|key| {
                        let place = (from..known.len()).chain(0..from).find(|at| known[*at] == *key);
                        from = place.map_or(from, |at| at + 1);
                        place
                    })
                    .collect();
                change(&places, &mut |at| view(&keys[at]));
                known = keys;
            }),
        );
        self
    }

    /// Does something at each event.
    #[must_use]
    pub fn on(self, event: &str, what: impl Fn(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(what));
        self
    }

    /// Ties what is in a field to a value, both ways; `change` hears what is typed.
    #[must_use]
    pub fn bound(self, value: impl Fn() -> String + 'static, change: impl Fn(String) + 'static) -> Self {
        let element = self.0.clone();
        again(Box::new(move || {
            let (name, value) = ("value".into(), value().into());
            // Setting it moves the cursor to its end.
            if js_sys::Reflect::get(&element, &name).is_ok_and(|there| there != value) {
                let _ = js_sys::Reflect::set(&element, &name, &value);
            }
        }));
        self.on("input", move |event| change(event_target_value(&event)))
    }

    /// Puts the focus here.
    pub fn focus(&self) {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
    }

    /// The element itself.
    #[must_use]
    pub fn element(&self) -> &Element {
        &self.0
    }
}

/// Runs `what` now and after each change of a signal that it read, until the owner ends in which it was made.
pub fn again(mut what: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| what());
    on_cleanup(move || drop(effect));
}

fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

pub(super) fn listen(target: &EventTarget, event: &str, what: Box<dyn Fn(Event)>) {
    // The browser lets go of it with its target.
    let what = Closure::wrap(what).into_js_value();
    let _ = target.add_event_listener_with_callback(event, what.unchecked_ref());
}

/// Where what is made belongs to; emptied when something else takes its place.
pub fn scope() -> Owner {
    Owner::current().unwrap_or_default().child()
}

type Make<'a> = &'a mut dyn FnMut(&mut dyn FnMut() -> Option<El>);

fn part(parent: &Element, mut look: Box<dyn FnMut(Make<'_>)>) {
    let place = dom::document().create_comment("");
    let _ = parent.append_child(&place);
    let (scope, mut shown) = (scope(), None::<El>);
    again(Box::new(move || {
        look(&mut |view| {
            if let Some(old) = shown.take() {
                old.0.remove();
            }
            scope.cleanup();
            shown = untrack(|| scope.with(view));
            if let (Some(new), Some(parent)) = (&shown, place.parent_node()) {
                let _ = parent.insert_before(&new.0, Some(&place));
            }
        });
    }));
}

type Change<'a> = &'a mut dyn FnMut(&[Option<usize>], &mut dyn FnMut(usize) -> El);

fn rows(parent: Element, mut look: Box<dyn FnMut(Change<'_>)>) {
    let (scope, mut rows) = (scope(), Vec::<Option<(El, Owner)>>::new());
    again(Box::new(move || {
        look(&mut |places, view| {
            let mut row = |(at, place): (usize, &Option<usize>)| {
                let there = place.and_then(|place| rows.get_mut(place).and_then(Option::take));
                there.unwrap_or_else(|| {
                    let owner = scope.child();
                    (untrack(|| owner.with(|| view(at))), owner)
                })
            };
            let next: Vec<_> = places.iter().enumerate().map(&mut row).collect();
            for (gone, owner) in std::mem::take(&mut rows).into_iter().flatten() {
                gone.0.remove();
                owner.cleanup();
            }
            let mut after: Option<Node> = None;
            for (row, _) in next.iter().rev() {
                // One that is in its place is left alone: moved, it would lose the focus.
                if row.0.parent_node().is_none() || row.0.next_sibling() != after {
                    let _ = parent.insert_before(&row.0, after.as_ref());
                }
                after = Some(row.0.clone().into());
            }
            rows = next.into_iter().map(Some).collect();
        });
    }));
}
