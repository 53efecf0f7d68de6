//! Fields and the draft that they are of.

use std::sync::Arc;

use kit::{
    lean::{effect, it, memo},
    view::part::switch,
};
use leptos::prelude::*;

use crate::console::Console;

/// What is in a field, which the draft follows; and it the draft, when that becomes another one. Plain functions, for so it
/// is made once for all such fields of a draft.
pub(crate) fn bind<D: Send + Sync + 'static, T: Clone + PartialEq + Send + Sync + 'static>(
    draft: RwSignal<D>,
    read: fn(&D) -> T,
    write: fn(&mut D, T),
) -> RwSignal<T> {
    bind_at(draft, read, write)
}

/// The same for a field in one of several places of the draft.
pub(crate) fn bind_at<D: Send + Sync + 'static, T: Clone + PartialEq + Send + Sync + 'static>(
    draft: RwSignal<D>,
    read: impl Fn(&D) -> T + Send + Sync + 'static,
    write: impl Fn(&mut D, T) + Send + Sync + 'static,
) -> RwSignal<T> {
    let write = move |typed| draft.update(|draft| write(draft, typed));
    follow(Arc::new(move || draft.with(&read)), Box::new(write))
}

/// Something of the draft that is on or off.
pub(crate) fn switched<D: Send + Sync + 'static>(
    draft: RwSignal<D>,
    name: &'static str,
    words: &'static str,
    read: fn(&D) -> bool,
    write: fn(&mut D, bool),
) -> AnyView {
    let turn = Callback::new(move |on| draft.update(|draft| write(draft, on)));
    switch(name, words, it(move || draft.with(read)), turn)
}

/// The same for all drafts: made anew for each field of each form, it comes to more than the forms.
fn follow<T: Clone + PartialEq + Send + Sync + 'static>(
    read: Arc<dyn Fn() -> T + Send + Sync>,
    write: Box<dyn Fn(T) + Send + Sync>,
) -> RwSignal<T> {
    let field = RwSignal::new(untrack(|| read()));
    let drafted = read.clone();
    Effect::new(move |again: Option<()>| {
        let typed = field.get();
        // Told of nothing new, who listens to the draft isn't woken.
        if again.is_some() && untrack(|| drafted()) != typed {
            write(typed);
        }
    });
    Effect::new(move |before: Option<T>| {
        let now = read();
        // Not when the draft is only behind what is being typed.
        if before.is_some_and(|before| before != now) && field.with_untracked(|field| *field != now) {
            field.set(now.clone());
        }
        now
    });
    field
}

/// Fills in what is suggested, until the person types something of their own.
pub(crate) fn suggest(field: RwSignal<String>, suggested: Box<dyn Fn() -> String + Send + Sync>) {
    Effect::new(move |before: Option<String>| {
        let suggested = suggested();
        if field.with_untracked(|now| now.is_empty() || Some(now) == before.as_ref()) {
            field.set(suggested.clone());
        }
        suggested
    });
}

/// Keeps the person from walking away while `draft` isn't what was `saved`.
pub(crate) fn guard<D: PartialEq + Clone + Send + Sync + 'static>(
    draft: RwSignal<D>,
    saved: RwSignal<D>,
) -> Memo<bool> {
    watched(Box::new(move || draft.with(|draft| saved.with(|saved| draft != saved))))
}

/// The same for all drafts.
fn watched(differs: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    let console = Console::here();
    let unsaved = memo(differs);
    effect(move || console.set_unsaved(unsaved.get()));
    on_cleanup(move || console.set_unsaved(false));
    unsaved
}
