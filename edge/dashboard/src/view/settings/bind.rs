//! Fields and the draft that they are of.

use leptos::prelude::*;

use crate::desk::Desk;

/// A field's text, which the draft follows.
pub(super) fn bind<D: Send + Sync + 'static>(
    draft: RwSignal<D>,
    read: impl Fn(&D) -> String,
    write: impl Fn(&mut D, String) + Send + Sync + 'static,
) -> RwSignal<String> {
    let field = RwSignal::new(draft.with_untracked(read));
    Effect::new(move |again: Option<()>| {
        let text = field.get();
        if again.is_some() {
            draft.update(|draft| write(draft, text));
        }
    });
    field
}

/// Keeps the person from walking away while `draft` isn't what was `saved`.
pub(super) fn guard<D: PartialEq + Clone + Send + Sync + 'static>(
    draft: RwSignal<D>,
    saved: RwSignal<D>,
) -> Memo<bool> {
    let navigation = Desk::here().navigation;
    let unsaved = Memo::new(move |_| draft.with(|draft| saved.with(|saved| draft != saved)));
    Effect::new(move |_| navigation.set_unsaved(unsaved.get()));
    on_cleanup(move || navigation.set_unsaved(false));
    unsaved
}
