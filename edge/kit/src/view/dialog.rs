//! Dialogs: the browser's own, which keeps the focus in, the page behind it still, and goes away with Escape.

use leptos::{
    children::Children,
    ev::{self, MouseEvent},
    html,
    prelude::*,
};
use ui::{
    text as shared_text,
    view::{
        Button, Look, dom,
        icon::{CLOSE, icon},
    },
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::focus;
use crate::lean::{effect, press};

/// A dialog, shown for as long as it is drawn. Afterwards the focus is where it was before.
#[component]
pub fn Dialog(
    /// What it is about: its heading, and its name.
    #[prop(into)]
    title: String,
    /// It was dismissed: by Escape, its button, or a press beside it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Whether it may be dismissed at all.
    #[prop(default = true)]
    can_close: bool,
    /// Name of the button that dismisses it, where another one in it says "Close" and means something else.
    #[prop(optional)]
    way_out: Option<&'static str>,
    /// What is in it.
    children: Children,
) -> AnyView {
    let element = NodeRef::<html::Dialog>::new();
    let before = dom::document().active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
    let before = StoredValue::new_local(before);
    effect(move || {
        if let Some(dialog) = element.get() {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        // What is around an open dialog takes no focus: this one has to be gone first.
        request_animation_frame(move || match before {
            Some(before) if focus::is_lost() && before.is_connected() => drop(before.focus()),
            Some(_) | None => focus::rescue("#room-title, .settings-title, #main"),
        });
    });
    let id = format!("dialog-{}", dom::next_id());
    let beside = move |event: MouseEvent| {
        // What is in the dialog fills it: only the veil around it is the element itself.
        let on_itself = element
            .get_untracked()
            .is_some_and(|dialog| event.target().and_then(|target| target.dyn_into().ok()) == Some(dialog));
        if on_itself && can_close {
            on_close.run(());
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=element
            aria-labelledby=id
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                if can_close {
                    on_close.run(());
                }
            }
            on:mousedown=beside
        >
            <div class="dialog-box">
                <header class="dialog-head">
                    <h2 id=id.clone()>{title}</h2>
                    {can_close.then(|| view! {
                        <button class="icon-button" type="button" aria-label=way_out.unwrap_or_else(shared_text::close) on:click=press(move |_: MouseEvent| on_close.run(()))>
                            {icon(CLOSE)}
                        </button>
                    })}
                </header>
                {children()}
            </div>
        </dialog>
    }
    .into_any()
}

/// A question before something that cannot be taken back.
#[component]
pub fn Confirm(
    /// What is about to be done, as a question.
    #[prop(into)]
    title: String,
    /// What will happen then.
    #[prop(into)]
    words: String,
    /// The verb on the button.
    #[prop(into)]
    verb: String,
    /// While it is being done.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// No.
    #[prop(into)]
    on_close: Callback<()>,
) -> AnyView {
    view! {
        <Dialog title=title on_close=on_close way_out=shared_text::cancel()>
            <p class="dialog-words">{words}</p>
            <div class="dialog-foot">
                <Button on_press=on_close>{shared_text::cancel()}</Button>
                <Button look=Look::Danger busy=busy on_press=on_confirm>{verb}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
