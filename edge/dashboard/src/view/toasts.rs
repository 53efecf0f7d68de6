//! Short words about what has just happened.

use kit::{
    lean::{each, press},
    sign,
};
use leptos::prelude::*;
use ui::{
    text as shared_text,
    view::icon::{ALERT, CHECK, CLOSE, icon},
};

use crate::{
    desk::Desk,
    text,
    toast::{News, Toast},
};

/// The corner where they show. It is there from the start: a region that comes with its words is not read out.
#[component]
pub(super) fn ToastList() -> AnyView {
    let desk = Desk::here();
    let toasts = desk.toasts;
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {each(
                move || toasts.shown().iter().map(|toast| toast.key).collect(),
                move |key: u32| {
                    let toast = untrack(|| toasts.shown()).into_iter().find(|toast| toast.key == key);
                    toast.map_or_else(|| ().into_any(), |toast| draw(desk, toast))
                },
            )}
        </div>
    }
    .into_any()
}

fn draw(desk: Desk, toast: Toast) -> AnyView {
    let Toast { key, text, news, undo } = toast;
    let toasts = desk.toasts;
    let (sign, kind) = match news {
        News::Done => (CHECK, "toast is-done"),
        News::Told => (sign::BELL, "toast"),
        News::Failed => (ALERT, "toast is-bad"),
    };
    view! {
        <div class=kind>
            <span class="toast-sign">{icon(sign)}</span>
            <p>{text}</p>
            {undo.map(|change| view! {
                <button
                    class="link-button"
                    type="button"
                    on:click=press(move |_| {
                        toasts.dismiss(key);
                        desk.undo(change);
                    })
                >
                    {text::undo()}
                </button>
            })}
            <button class="icon-button" type="button" aria-label=shared_text::close() on:click=press(move |_| toasts.dismiss(key))>
                {icon(CLOSE)}
            </button>
        </div>
    }
    .into_any()
}
