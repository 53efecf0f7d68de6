//! Fields and the draft that they are of.

use leptos::prelude::*;

use crate::console::Console;

/// What is in a field, which the draft follows; and it the draft, when that becomes another one.
pub(crate) fn bind<D: Send + Sync + 'static, T: Clone + PartialEq + Send + Sync + 'static>(
    draft: RwSignal<D>,
    read: impl Fn(&D) -> T + Copy + Send + Sync + 'static,
    write: impl Fn(&mut D, T) + Send + Sync + 'static,
) -> RwSignal<T> {
    let field = RwSignal::new(draft.with_untracked(read));
    Effect::new(move |again: Option<()>| {
        let typed = field.get();
        if again.is_some() {
            // Told of nothing new, who listens to the draft isn't woken.
            if draft.with_untracked(read) != typed {
                draft.update(|draft| write(draft, typed));
            }
        }
    });
    Effect::new(move |before: Option<T>| {
        let now = draft.with(read);
        // Not when the draft is only behind what is being typed.
        if before.is_some_and(|before| before != now) && field.with_untracked(|field| *field != now) {
            field.set(now.clone());
        }
        now
    });
    field
}

/// Keeps the person from walking away while `draft` isn't what was `saved`.
pub(crate) fn guard<D: PartialEq + Clone + Send + Sync + 'static>(
    draft: RwSignal<D>,
    saved: RwSignal<D>,
) -> Memo<bool> {
    let console = Console::here();
    let unsaved = Memo::new(move |_| draft.with(|draft| saved.with(|saved| draft != saved)));
    Effect::new(move |_| console.set_unsaved(unsaved.get()));
    on_cleanup(move || console.set_unsaved(false));
    unsaved
}
