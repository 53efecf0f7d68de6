//! One type for all that changes. The renderer is compiled anew for each type of closure that it meets; in here they
//! all become the same few, which makes the module a third smaller.

use std::{fmt::Display, str::FromStr, sync::Arc, time::Duration};

use leptos::{ev::MouseEvent, prelude::*};
use ui::view::el;

/// Draws something.
type Draw<T> = Box<dyn FnMut() -> T + Send>;

/// Gives a value.
type Give<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// A value that changes: a text, or an attribute.
pub fn it<T: Clone + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    it_of(Arc::new(value))
}

fn it_of<T: Clone + Send + Sync + 'static>(value: Give<T>) -> Signal<T> {
    Signal::derive(move || value())
}

/// A value that changes, and tells so only when it is another.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    memo_of(Arc::new(value))
}

fn memo_of<T: PartialEq + Send + Sync + 'static>(value: Give<T>) -> Memo<T> {
    Memo::new(move |_| value())
}

/// Something that is done again whenever what it looks at changes.
pub fn effect(what: impl FnMut() + 'static) {
    effect_of(Box::new(what));
}

fn effect_of(mut what: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| what());
}

/// A part that changes.
pub fn live(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    live_of(Box::new(draw))
}

fn live_of(draw: Draw<AnyView>) -> AnyView {
    draw.into_any()
}

/// A part that comes and goes.
pub fn maybe(draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> AnyView {
    maybe_of(Box::new(draw))
}

fn maybe_of(mut draw: Draw<Option<AnyView>>) -> AnyView {
    live_of(Box::new(move || draw().unwrap_or_else(|| ().into_any())))
}

/// A part that is there while something is so.
pub fn shown(
    when: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl FnMut() -> AnyView + Send + 'static,
) -> AnyView {
    shown_of(Arc::new(when), Box::new(draw))
}

fn shown_of(when: Give<bool>, mut draw: Draw<AnyView>) -> AnyView {
    // Not drawn again while the answer stays the same.
    let when = memo_of(when);
    maybe_of(Box::new(move || when.get().then(&mut draw)))
}

/// A part that is drawn in a task of its own, once what stands around it was painted: so much at once would hold up whatever
/// somebody does meanwhile. The empty element of the class keeps its place until then.
pub fn soon(class: &'static str, draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    soon_of(class, Box::new(draw))
}

fn soon_of(class: &'static str, mut draw: Draw<AnyView>) -> AnyView {
    let painted = RwSignal::new(false);
    let draw_now = move || {
        painted.try_set(true);
    };
    request_animation_frame(move || set_timeout(draw_now, Duration::ZERO));
    live_of(Box::new(move || if painted.get() { untrack(&mut draw) } else { el("div", class).into_any() }))
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
