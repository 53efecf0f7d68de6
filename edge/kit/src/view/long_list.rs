//! A long list, of which only what is near is drawn: of thousands of rows, each would be told of everything that changes, and
//! laid out with all others. The rest of it is two empty places, of the height that its rows would have; when one of them
//! comes near, some rows more are drawn in its stead, and those left out that are far away by then. So no task draws more than
//! a few rows, however fast one scrolls.
//!
//! Each row says which of how many it is. The first one is always there, and so are the one that has the focus and those beside
//! it: away from the others, at their own places.

mod span;

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use ui::view::{
    dom, el,
    element::{again, scope},
};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, IntersectionObserverEntry};

use self::span::Span;
use crate::near::{MARGIN_PX, Near};

/// How far from the screen they are left out again.
const FAR_PX: f64 = 2.0 * MARGIN_PX;

/// One row of each key, in their order, in a list of the class; `row_px` is about as high as a row is. What is drawn for a
/// key has to be a list item.
pub fn long_list<K>(
    class: &'static str,
    row_px: u32,
    keys: Memo<Vec<K>>,
    draw: impl Fn(K) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    K: Copy + Into<u128> + PartialEq + Send + Sync + 'static,
{
    drawn(
        class,
        row_px,
        Box::new(move || keys.with(|keys| keys.iter().map(|key| (*key).into()).collect())),
        Box::new(move |at| keys.with_untracked(|keys| keys.get(at).copied()).map(&draw)),
    )
}

fn drawn(
    class: &'static str,
    row_px: u32,
    keys: Box<dyn Fn() -> Vec<u128>>,
    draw: Box<dyn Fn(usize) -> Option<AnyView>>,
) -> AnyView {
    let [above, below] = [(); 2].map(|()| el("div", "").attr("aria-hidden", "true"));
    let list = el("ul", class);
    let whole = el("div", "long-list").children([&above, &list, &below].map(Clone::clone));
    let this = Rc::new(List {
        rows: list.element().clone(),
        above: above.element().clone(),
        below: below.element().clone(),
        state: RefCell::new(State { span: Span::new(f64::from(row_px)), rows: Vec::new(), near: None }),
        draw,
        scope: scope(),
    });
    // It ends with the part of the page that it stands in.
    let held = Rc::downgrade(&this);
    this.state.borrow_mut().near = Near::new(move |entries| {
        if let Some(list) = held.upgrade() {
            list.look(&entries);
        }
    });
    again(Box::new(move || {
        let keys = keys();
        untrack(|| this.take(keys));
    }));
    whole.into_any()
}

struct List {
    rows: Element,
    above: Element,
    below: Element,
    state: RefCell<State>,
    draw: Box<dyn Fn(usize) -> Option<AnyView>>,
    scope: Owner,
}

struct State {
    span: Span,
    /// In the order of the list.
    rows: Vec<Row>,
    near: Option<Near>,
}

struct Row {
    key: u128,
    element: Element,
    owner: Owner,
    at: usize,
    /// Which of how many it says that it is.
    says: Option<(usize, usize)>,
    /// Whether it stands away from the others.
    away: bool,
}

impl List {
    fn take(&self, keys: Vec<u128>) {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        let before = state.span.take(keys);
        self.show(state, &|key| !before.contains(&key));
    }

    /// Something of the two empty places may be near.
    fn look(&self, entries: &[IntersectionObserverEntry]) {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        let shown = measured(state);
        let before = state.span.drawn();
        for entry in entries {
            let (place, near) = (entry.bounding_client_rect(), entry.intersection_rect());
            let is_above = entry.target() == self.above;
            let rows = state.span.drawn();
            if !entry.is_intersecting() || if is_above { rows.start == 0 } else { rows.end == state.span.len() } {
                continue;
            }
            let between = if is_above { place.bottom() - near.bottom() } else { near.top() - place.top() };
            if between > 1.0 {
                let begins = if is_above { 0.0 } else { state.span.above(rows.end) };
                state.span.go(begins + near.top() - place.top() + MARGIN_PX);
                // What the other one tells is of rows that are gone.
                break;
            } else if is_above {
                state.span.grow_up();
            } else {
                state.span.grow_down();
            }
        }
        let rows = state.span.drawn();
        if rows.start <= before.start && before.end <= rows.end {
            let screen = dom::window().inner_height().ok().and_then(|px| px.as_f64()).unwrap_or_default();
            let top = shown.iter().take_while(|row| row.bottom() < -FAR_PX).count();
            let bottom = shown.iter().rev().take_while(|row| row.top() > screen + FAR_PX).count();
            state.span.trim(top, bottom);
        }
        if state.span.drawn() != before {
            self.show(state, &|_| false);
        }
    }

    /// Draws what is to be drawn; what `is_new` is shown coming.
    fn show(&self, state: &mut State, is_new: &dyn Fn(u128) -> bool) {
        let State { span, rows, near } = state;
        let focus = dom::document().active_element();
        let focused = rows.iter().find(|row| row.element.contains(focus.as_deref()));
        // With its neighbours, to which the keyboard leads.
        let focused = focused.and_then(|row| span.place(row.key)).map(|at| at.saturating_sub(1)..at + 2);
        let drawn = span.drawn();
        let mut wanted: Vec<usize> = drawn.clone().chain(focused.into_iter().flatten()).chain([0]).collect();
        wanted.sort_unstable();
        wanted.dedup();

        let mut before = std::mem::take(rows);
        for at in wanted {
            let Some(key) = span.key(at) else { continue };
            let known = before.iter().position(|row| row.key == key).map(|place| before.swap_remove(place));
            rows.extend(known.or_else(|| self.row(key, at, is_new(key))).map(|row| Row { at, ..row }));
        }
        for gone in before {
            gone.element.remove();
            gone.owner.cleanup();
        }
        let mut after = None;
        for row in rows.iter().rev() {
            // One that is in its place is left alone: moved, it would lose the focus.
            let there = row.element.parent_element().as_ref() == Some(&self.rows);
            if !there || row.element.next_element_sibling() != after {
                let _ = self.rows.insert_before(&row.element, after.as_deref());
            }
            after = Some(row.element.clone());
        }
        for row in rows.iter_mut() {
            let (at, count) = (row.at, span.len());
            if row.says != Some((at, count)) {
                let _ = row.element.set_attribute("aria-posinset", &(at + 1).to_string());
                let _ = row.element.set_attribute("aria-setsize", &count.to_string());
                row.says = Some((at, count));
            }
            let away = !drawn.contains(&at);
            if away || row.away {
                let _ = row.element.class_list().toggle_with_force("is-away", away);
                set(&row.element, "inset-block-start", away.then(|| span.above(at)));
            }
            row.away = away;
        }
        let _ = self.rows.class_list().toggle_with_force("is-empty", span.len() == 0);
        set(&self.above, "block-size", Some(span.above(drawn.start)));
        set(&self.below, "block-size", Some(span.below(drawn.end)));
        // Told anew how they stand, as soon as that is known: there may be room for more.
        if let Some(near) = near {
            near.watch(&self.above);
            near.watch(&self.below);
        }
    }

    fn row(&self, key: u128, at: usize, is_new: bool) -> Option<Row> {
        let owner = self.scope.child();
        let around = untrack(|| owner.with(|| (self.draw)(at).map(|view| el("div", "").view(view))));
        let element = around?.element().first_element_child()?;
        if !is_new {
            // What comes into view by scrolling hasn't arrived.
            let _ = element.class_list().add_1("is-old");
        }
        Some(Row { key, element, owner, at, says: None, away: false })
    }
}

/// Where the rows are. Keeps how high each is, with the gap below it.
fn measured(state: &mut State) -> Vec<DomRect> {
    let State { span, rows, .. } = state;
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.away).collect();
    let places: Vec<DomRect> = rows.iter().map(|row| row.element.get_bounding_client_rect()).collect();
    for (row, pair) in rows.iter().zip(places.windows(2)) {
        span.measure(row.key, pair[1].top() - pair[0].top());
    }
    places
}

fn set(element: &Element, property: &str, px: Option<f64>) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    let _ = match px {
        Some(px) => element.style().set_property(property, &format!("{px:.1}px")),
        None => element.style().remove_property(property).map(drop),
    };
}
