//! How this browser calls for attention.

use kit::{
    alert::{Choice, Permission, Tone},
    host::Wish,
    lean::{it, live},
    page::Page,
    sign,
    view::part::{card, head},
};
use leptos::{ev::Event, prelude::*, task::spawn_local};
use shared::card::Role;
use ui::view::{
    Button,
    icon::{CHECK, icon},
};

use super::{
    bind::{bind, switched},
    choice::{Choice as Choices, words},
    quiet::Quiet,
    wake::Wake,
};
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
        text::tone,
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
    keep(choice);
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

/// Keeps what was chosen, has it used from now on, and plays a tone that was chosen.
fn keep(choice: RwSignal<Choice>) {
    let console = Console::here();
    Effect::new(move |before: Option<Choice>| {
        let now = choice.get();
        if let Some(before) = before.filter(|before| *before != now) {
            now.keep();
            console.wish(&Wish::AlertsChosen);
            if before.tone != now.tone {
                console.wish(&Wish::RingCall);
            }
        }
        now
    });
}

#[component]
fn Sound(choice: RwSignal<Choice>) -> AnyView {
    let (sound, tone): (Level, Level) = (
        (|choice| (choice.sound, choice.volume), |choice, volume| choice.volume = volume),
        (|choice| (choice.tone != Tone::Silent, choice.tone_volume), |choice, volume| choice.tone_volume = volume),
    );
    let chosen =
        bind(choice, |choice| choice.tone.as_str().to_owned(), |choice, word| choice.tone = Tone::named(&word));
    view! {
        {switched(choice, text::play_sound(), text::play_sound_words(), |choice| choice.sound, |choice, on| choice.sound = on)}
        {volume(choice, sound, Wish::Ring)}
        <Choices label=text::tone() value=chosen options=words([
            ("phone", text::tone_phone()),
            ("chime", text::tone_chime()),
            ("silent", text::tone_silent()),
        ]) />
        {volume(choice, tone, Wish::RingCall)}
    }
    .into_any()
}

/// Whether something sounds, how loudly, and how that is set.
type Level = (fn(&Choice) -> (bool, u8), fn(&mut Choice, u8));

fn volume(choice: RwSignal<Choice>, (read, write): Level, sounds: Wish) -> AnyView {
    let console = Console::here();
    let level = it(move || choice.with(read));
    let set =
        move |event: Event| choice.update(|choice| write(choice, event_target_value(&event).parse().unwrap_or(50)));
    view! {
        <label class="volume" class:is-off=it(move || !level.get().0)>
            <span>{text::volume()}</span>
            <input
                type="range"
                min="5"
                max="100"
                step="5"
                disabled=it(move || !level.get().0)
                prop:value=it(move || level.get().1.to_string())
                on:input=set
                on:change=move |_: Event| console.wish(&sounds)
            />
        </label>
    }
    .into_any()
}

#[component]
fn Desktop(choice: RwSignal<Choice>) -> AnyView {
    // The browser's own settings may have changed since the page was loaded.
    let permission = RwSignal::new(Permission::now());
    let ask = move |()| {
        spawn_local(async move {
            Permission::ask().await;
            permission.try_set(Permission::now());
        });
    };
    live(move || {
        match permission.get() {
        Permission::Unsupported => view! { <p class="card-words">{text::desktop_unsupported()}</p> }.into_any(),
        Permission::Denied => view! { <p class="card-words">{text::desktop_denied()}</p> }.into_any(),
        Permission::NotAsked => view! {
            <p class="card-words">{text::desktop_not_asked()}</p>
            <div class="card-foot"><Button on_press=ask>{text::desktop_allow()}</Button></div>
        }
        .into_any(),
        Permission::Granted => view! {
            {switched(choice, text::desktop_show(), text::desktop_show_words(), |choice| choice.desktop, |choice, on| choice.desktop = on)}
            <p class="card-good">{icon(CHECK)} {text::desktop_allowed()}</p>
        }
        .into_any(),
    }
    })
}
