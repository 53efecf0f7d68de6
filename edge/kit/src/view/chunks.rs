//! A long list, of which only what is near is drawn: of thousands of rows, each would be told of everything that changes.

use std::{fmt::Display, str::FromStr};

use js_sys::{Array, Reflect};
use leptos::{html, prelude::*};
use ui::view::dom;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::lean::{each, it, maybe};

/// Rows that are drawn together: fewer than a slow machine draws in a tenth of a second, and more than a screen shows.
const ROWS: usize = 30;

/// How far from what is seen rows are drawn already.
const MARGIN: &str = "600px";

/// One row of each key, in their order, in lists of the class; `row_px` is about as high as a row is.
pub fn chunks<K>(
    class: &'static str,
    row_px: u32,
    keys: Memo<Vec<K>>,
    draw: impl Fn(K) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    K: Clone + Display + FromStr + PartialEq + Send + Sync + 'static,
{
    let count = Memo::new(move |_| keys.with(Vec::len).div_ceil(ROWS).max(1));
    each(
        move || (0..count.get()).collect(),
        move |chunk: usize| {
            let draw = draw.clone();
            let own = Memo::new(move |_| {
                keys.with(|keys| keys.iter().skip(chunk * ROWS).take(ROWS).cloned().collect::<Vec<K>>())
            });
            let length = it(move || own.with(Vec::len));
            frame(class, chunk > 0, length, row_px, move || each(move || own.get(), draw.clone()))
        },
    )
}

/// A part of the list. The first is always drawn, a further one while it is near.
fn frame(
    class: &'static str,
    is_further: bool,
    length: Signal<usize>,
    row_px: u32,
    rows: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let (list, near) = (NodeRef::<html::Ul>::new(), RwSignal::new(!is_further));
    if is_further {
        let looking = StoredValue::new_local(None);
        Effect::new(move |_| {
            if let Some(list) = list.get() {
                let px = u32::try_from(length.get_untracked()).unwrap_or_default() * row_px;
                reserve(&list, f64::from(px));
                looking.set_value(Looking::at(&list, near));
            }
        });
    }
    view! {
        <ul class=class class:is-further=is_further class:is-empty=it(move || length.get() == 0) node_ref=list>
            {maybe(move || near.get().then(&rows))}
        </ul>
    }
    .into_any()
}

/// Keeps the place of what isn't drawn.
fn reserve(list: &HtmlElement, px: f64) {
    let _ = list.style().set_property("min-block-size", &format!("{px}px"));
}

/// Sees to it that a list is drawn while it is near. It ends when it is dropped.
struct Looking(IntersectionObserver, #[expect(dead_code, reason = "what the observer calls")] Closure<dyn Fn(Array)>);

impl Looking {
    fn at(list: &HtmlElement, near: RwSignal<bool>) -> Option<Self> {
        let element = list.clone();
        let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let Some(entry) = entries.iter().last().and_then(|last| last.dyn_into::<IntersectionObserverEntry>().ok())
            else {
                return;
            };
            if entry.is_intersecting() {
                near.try_set(true);
                let _ = element.style().remove_property("min-block-size");
            } else if near.try_get_untracked() == Some(true)
                // Whoever is on a row with the keyboard stays there, wherever the list is moved to.
                && !element.contains(dom::document().active_element().as_deref())
            {
                reserve(&element, entry.bounding_client_rect().height());
                near.try_set(false);
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        // Of the list's own frame. Where a browser doesn't know it, rows are drawn when they come into view.
        let _ = Reflect::set(&options, &"scrollMargin".into(), &MARGIN.into());
        let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok()?;
        observer.observe(list);
        Some(Self(observer, seen))
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}
