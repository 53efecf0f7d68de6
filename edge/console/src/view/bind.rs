//! Fields and the draft that they are of.

use leptos::prelude::*;

use crate::console::Console;

/// A field's text, which the draft follows; and it the draft, when that becomes another one.
pub(crate) fn bind<D: Send + Sync + 'static>(
    draft: RwSignal<D>,
    read: impl Fn(&D) -> String + Copy + Send + Sync + 'static,
    write: impl Fn(&mut D, String) + Send + Sync + 'static,
) -> RwSignal<String> {
    let field = RwSignal::new(draft.with_untracked(read));
    Effect::new(move |again: Option<()>| {
        let text = field.get();
        if again.is_some() {
            // Told of nothing new, who listens to the draft isn't woken.
            if draft.with_untracked(read) != text {
                draft.update(|draft| write(draft, text));
            }
        }
    });
    Effect::new(move |before: Option<String>| {
        let text = draft.with(read);
        // Not when the draft is only behind what is being typed.
        if before.is_some_and(|before| before != text) && field.with_untracked(|field| *field != text) {
            field.set(text.clone());
        }
        text
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
