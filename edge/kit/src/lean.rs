//! One type for all that changes. The renderer is compiled anew for each type of closure that it meets; in here they
//! all become the same few, which makes the module a third smaller.

use std::{fmt::Display, str::FromStr, sync::Arc, time::Duration};

use leptos::{ev::MouseEvent, prelude::*};
use ui::view::el;

/// A value that changes: a text, or an attribute.
pub fn it<T: Clone + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal::derive(value)
}

/// A part that changes.
pub fn live(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

/// A part that comes and goes.
pub fn maybe(mut draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> AnyView {
    live(move || draw().unwrap_or_else(|| ().into_any()))
}

/// A part that is there while something is so.
pub fn shown(
    when: impl Fn() -> bool + Send + Sync + 'static,
    mut draw: impl FnMut() -> AnyView + Send + 'static,
) -> AnyView {
    let when: Arc<dyn Fn() -> bool + Send + Sync> = Arc::new(when);
    // Not drawn again while the answer stays the same.
    let when = Memo::new(move |_| when());
    maybe(move || when.get().then(&mut draw))
}

/// A part that is drawn in a task of its own, once what stands around it was painted: so much at once would hold up whatever
/// somebody does meanwhile. The empty element of the class keeps its place until then.
pub fn soon(class: &'static str, mut draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let painted = RwSignal::new(false);
    let draw_now = move || {
        painted.try_set(true);
    };
    request_animation_frame(move || set_timeout(draw_now, Duration::ZERO));
    live(move || if painted.get() { untrack(&mut draw) } else { el("div", class).into_any() })
}

/// Something that a button does.
pub fn press(what: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(what)
}

/// One of each key, in their order. What is drawn for a key stays as long as the key does.
pub fn each<K: Display + FromStr>(
    keys: impl Fn() -> Vec<K> + Send + Sync + 'static,
    draw: impl Fn(K) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    each_text(
        Box::new(move || keys().iter().map(ToString::to_string).collect()),
        Arc::new(move |key: String| K::from_str(&key).map_or_else(|_| ().into_any(), &draw)),
    )
}

fn each_text(
    keys: Box<dyn Fn() -> Vec<String> + Send + Sync>,
    draw: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
) -> AnyView {
    view! { <For each=keys key=Clone::clone children=move |key| draw(key) /> }.into_any()
}
