//! What is seen until there is anything to see, and the mark of the product.

use leptos::prelude::*;
use ui::{connection::Status, text as shared_text};

use crate::{
    desk::{Desk, Session},
    text,
};
use kit::lean::{it, press, shown};

/// The mark: a bell as it stands on a front desk.
pub(super) fn mark() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" />
            <path d="M8 21a8 8 0 0 1 16 0M16 13v-2M6 24h20" />
        </svg>
    }
    .into_any()
}

/// Waiting for the server's first word.
#[component]
pub(super) fn Splash() -> AnyView {
    let desk = Desk::here();
    let unreachable = move || desk.session.get() == Session::Unreachable;
    let words = it(move || {
        if unreachable() || matches!(desk.status(), Status::Offline { .. }) {
            text::cannot_reach()
        } else {
            shared_text::connecting()
        }
    });
    view! {
        <main class="splash">
            {mark()}
            <p class="splash-words" role="status">{words}</p>
            {shown(unreachable, move || {
                view! {
                    <button class="button" type="button" on:click=press(move |_| desk.ask_who())>{shared_text::try_again()}</button>
                }
                .into_any()
            })}
        </main>
    }
    .into_any()
}
