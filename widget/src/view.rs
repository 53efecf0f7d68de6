//! What the visitor sees.
#![allow(unreachable_pub, reason = "Leptos makes a second function of each component, which nothing reaches")]
#![allow(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

mod chats;
mod contact_form;
mod entry;
mod happened;
mod home;
mod room;
mod tail;

use leptos::prelude::*;

use self::{home::Home, room::Room};
use crate::{app::App, place::Place};

/// All of it: one view at a time.
#[component]
pub(crate) fn Chat(
    /// What it shows and calls.
    app: App,
) -> AnyView {
    provide_context(app);
    let moved = StoredValue::new(false);
    let view = move || {
        let is_first = !moved.try_update_value(|moved| std::mem::replace(moved, true)).unwrap_or(false);
        match app.place.get() {
            Place::Home => view! { <Home takes_focus=!is_first /> }.into_any(),
            Place::Room(enquiry) => match untrack(|| app.chat(enquiry)) {
                Some(chat) => view! { <Room chat /> }.into_any(),
                None => view! { <Home takes_focus=true /> }.into_any(),
            },
        }
    };
    view! { <main class="chat">{view}</main> }.into_any()
}

/// The app that this is part of.
fn app() -> App {
    expect_context()
}
