//! How this browser calls for attention.

use kit::{
    alert::{Choice, Permission},
    host::Wish,
    lean::{it, live},
    page::Page,
    sign,
    view::part::{card, head, switch},
};
use leptos::{ev::Event, prelude::*, task::spawn_local};
use shared::card::Role;
use ui::view::{
    Button,
    icon::{CHECK, icon},
};

use super::{quiet::Quiet, wake::Wake};
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "alerts",
    sign: sign::BELL,
    name: text::alerts,
    role: Role::Agent,
    has: &[
        text::sound,
        text::volume,
        text::desktop_notifications,
        text::wake,
        text::stay_available,
        text::quiet,
        text::test_alert,
    ],
    draw: |rest| rest.is_empty().then(|| view! { <AlertsPage /> }.into_any()),
};

/// The page.
#[component]
pub(crate) fn AlertsPage() -> AnyView {
    let console = Console::here();
    let choice = RwSignal::new(Choice::kept());
    let test = move |()| {
        console.wish(&Wish::TryAlert { title: text::test_title().to_owned(), words: text::test_words().to_owned() });
    };
    view! {
        {head(text::alerts(), text::alerts_words())}
        {card(text::sound(), None, view! { <Sound choice=choice /> }.into_any())}
        {card(text::desktop_notifications(), None, view! { <Desktop choice=choice /> }.into_any())}
        {card(text::wake(), Some(text::wake_words()), view! { <Wake /> }.into_any())}
        <Quiet />
        {card(
            text::test_alert(),
            Some(text::test_alert_words()),
            view! { <div class="card-foot"><Button on_press=test>{text::test_button()}</Button></div> }.into_any(),
        )}
    }
    .into_any()
}

fn choose(console: Console, choice: RwSignal<Choice>, change: impl FnOnce(&mut Choice)) {
    choice.update(change);
    choice.get_untracked().keep();
    console.wish(&Wish::AlertsChosen);
}

#[component]
fn Sound(choice: RwSignal<Choice>) -> AnyView {
    let console = Console::here();
    let on = Signal::derive(move || choice.with(|choice| choice.sound));
    let set_volume = move |event: Event| {
        let volume = event_target_value(&event).parse().unwrap_or(50);
        choose(console, choice, |choice| choice.volume = volume);
    };
    view! {
        {switch(
            text::play_sound(),
            text::play_sound_words(),
            on,
            Callback::new(move |on| choose(console, choice, |choice| choice.sound = on)),
        )}
        <label class="volume" class:is-off=it(move || !on.get())>
            <span>{text::volume()}</span>
            <input
                type="range"
                min="5"
                max="100"
                step="5"
                disabled=it(move || !on.get())
                prop:value=it(move || choice.with(|choice| choice.volume.to_string()))
                on:input=set_volume
                on:change=move |_: Event| console.wish(&Wish::Ring)
            />
        </label>
    }
    .into_any()
}

#[component]
fn Desktop(choice: RwSignal<Choice>) -> AnyView {
    let console = Console::here();
    // The browser's own settings may have changed since the page was loaded.
    let permission = RwSignal::new(Permission::now());
    let ask = move |()| {
        spawn_local(async move {
            Permission::ask().await;
            permission.try_set(Permission::now());
        });
    };
    live(move || match permission.get() {
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
                Signal::derive(move || choice.with(|choice| choice.desktop)),
                Callback::new(move |on| choose(console, choice, |choice| choice.desktop = on)),
            )}
            <p class="card-good">{icon(CHECK)} {text::desktop_allowed()}</p>
        }
        .into_any(),
    })
}
