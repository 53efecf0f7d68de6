//! How this browser calls for attention.

use leptos::{ev::Event, prelude::*, task::spawn_local};
use ui::view::{
    Button,
    icon::{CHECK, icon},
};

use super::super::lean::{it, live};
use super::{card, head, switch};
use crate::{
    alert::{Call, Permission, ask_permission},
    desk::Desk,
    text,
};

/// The page.
#[component]
pub(super) fn AlertsPage() -> AnyView {
    let alerts = Desk::here().alerts;
    // The browser's own settings may have changed since.
    alerts.look_again();
    view! {
        {head(text::alerts(), text::alerts_words())}
        {card(text::sound(), None, view! { <Sound /> }.into_any())}
        {card(text::desktop_notifications(), None, view! { <Desktop /> }.into_any())}
        {card(
            text::test_alert(),
            Some(text::test_alert_words()),
            view! {
                <div class="card-foot">
                    <Button on_press=move |()| alerts.test(text::test_title(), text::test_words())>{text::test_button()}</Button>
                </div>
            }
            .into_any(),
        )}
    }
    .into_any()
}

#[component]
fn Sound() -> AnyView {
    let alerts = Desk::here().alerts;
    let on = Signal::derive(move || alerts.choice().sound);
    let set_volume = move |event: Event| {
        let volume = event_target_value(&event).parse().unwrap_or(50);
        alerts.choose(|choice| choice.volume = volume);
    };
    view! {
        {switch(text::play_sound(), text::play_sound_words(), on, Callback::new(move |on| alerts.choose(|choice| choice.sound = on)))}
        <label class="volume" class:is-off=it(move || !on.get())>
            <span>{text::volume()}</span>
            <input
                type="range"
                min="5"
                max="100"
                step="5"
                disabled=it(move || !on.get())
                prop:value=it(move || alerts.choice().volume.to_string())
                on:input=set_volume
                on:change=move |_: Event| alerts.ring(Call::Offer)
            />
        </label>
    }
    .into_any()
}

#[component]
fn Desktop() -> AnyView {
    let alerts = Desk::here().alerts;
    let ask = move |()| {
        spawn_local(async move {
            ask_permission().await;
            alerts.look_again();
        });
    };
    live(move || match alerts.permission() {
        Permission::Unsupported => view! { <p class="card-words">{text::desktop_unsupported()}</p> }.into_any(),
        Permission::Denied => view! { <p class="card-words">{text::desktop_denied()}</p> }.into_any(),
        Permission::NotAsked => view! {
            <p class="card-words">{text::desktop_not_asked()}</p>
            <div class="card-foot"><Button on_press=ask>{text::desktop_allow()}</Button></div>
        }
        .into_any(),
        Permission::Granted => view! {
            {switch(
                text::desktop_show(),
                text::desktop_show_words(),
                Signal::derive(move || alerts.choice().desktop),
                Callback::new(move |on| alerts.choose(|choice| choice.desktop = on)),
            )}
            <p class="card-good">{icon(CHECK)} {text::desktop_allowed()}</p>
        }
        .into_any(),
    })
}
