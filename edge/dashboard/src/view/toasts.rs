//! Short words about what has just happened.

use leptos::{ev, prelude::*};
use ui::{
    text as shared_text,
    view::icon::{ALERT, CHECK, CLOSE, icon},
};

use crate::desk::Desk;

/// The corner where they show. It is there from the start: a region that comes with its words is not read out.
#[component]
pub(super) fn ToastList() -> AnyView {
    let toasts = Desk::here().toasts;
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown() key=|toast| toast.key let:toast>
                {
                    let key = toast.key;
                    view! {
                        <div class="toast" class:is-bad=toast.bad>
                            <span class="toast-sign">{icon(if toast.bad { ALERT } else { CHECK })}</span>
                            <p>{toast.text}</p>
                            <button
                                class="icon-button"
                                type="button"
                                aria-label=shared_text::close()
                                on:click=move |_: ev::MouseEvent| toasts.dismiss(key)
                            >
                                {icon(CLOSE)}
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
    .into_any()
}
