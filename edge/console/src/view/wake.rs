//! Being woken in this browser while the dashboard is closed.

use kit::{
    lean::maybe,
    wake::{self, Trouble},
};
use leptos::{prelude::*, task::spawn_local};
use shared::api::{PushDevice, PushOutcome, PushState, PushTest};
use ui::view::{
    Button,
    icon::{CHECK, icon},
};

use super::part::switch;
use crate::{console::Console, text};

/// What is known of this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Asking,
    Off,
    On(PushDevice),
}

/// The part of the page.
#[component]
pub(crate) fn Wake() -> AnyView {
    let requests = Console::here().requests();
    let state = RwSignal::new(State::Asking);
    let said = RwSignal::new(None::<(bool, &'static str)>);
    let busy = RwSignal::new(false);
    // What was pressed (woken, and available), while it isn't settled: a switch must come back from what failed.
    let wished = RwSignal::new(None::<(bool, bool)>);
    let know = move |known: PushState| {
        state.try_set(known.device.map_or(State::Off, State::On));
    };
    let fail = move |trouble: Trouble| {
        said.try_set(Some((false, why(trouble))));
    };
    spawn_local(async move {
        match requests.get("session/push").await {
            Ok(known) => know(known),
            Err(_) => fail(Trouble::Ours),
        }
    });
    let begin = move |stays_available: bool| {
        busy.set(true);
        said.set(None);
        wished.set(Some((true, stays_available)));
        spawn_local(async move {
            match wake::begin(requests, stays_available).await {
                Ok(known) => know(known),
                Err(trouble) => fail(trouble),
            }
            wished.try_set(None);
            busy.try_set(false);
        });
    };
    let end = move || {
        busy.set(true);
        said.set(None);
        wished.set(Some((false, false)));
        spawn_local(async move {
            match wake::end(requests).await {
                Ok(()) => know(PushState { key: String::new(), device: None }),
                Err(trouble) => fail(trouble),
            }
            wished.try_set(None);
            busy.try_set(false);
        });
    };
    let test = move |()| {
        busy.set(true);
        said.set(None);
        spawn_local(async move {
            match requests.send::<PushTest>("POST", "session/push/test", &()).await {
                Ok(PushTest { outcome }) => {
                    said.try_set(Some((outcome == PushOutcome::Taken, became(outcome))));
                    if let Ok(known) = requests.get("session/push").await {
                        know(known);
                    }
                }
                Err(_) => fail(Trouble::Ours),
            }
            busy.try_set(false);
        });
    };
    let stands = move || match state.get() {
        State::On(device) => (true, device.stays_available),
        State::Asking | State::Off => (false, false),
    };
    let is_on = Signal::derive(move || wished.get().unwrap_or_else(stands).0);
    let stays = Signal::derive(move || wished.get().unwrap_or_else(stands).1);
    let is_subscribed = Memo::new(move |_| stands().0);
    if !wake::is_supported() {
        return view! { <p class="card-words">{text::wake_unsupported()}</p> }.into_any();
    }
    // A switch that is pressed before it is known how it stands would jump back.
    let is_known = Memo::new(move |_| state.with(|state| *state != State::Asking));
    let switches = move || {
        view! {
            {switch(
                text::wake_this(),
                text::wake_this_words(),
                is_on,
                Callback::new(move |on| if on { begin(false) } else { end() }),
            )}
            {maybe(move || is_subscribed.get().then(|| view! {
                {switch(text::stay_available(), text::stay_available_words(), stays, Callback::new(begin))}
                <div class="card-foot"><Button on_press=test>{text::wake_test()}</Button></div>
            }.into_any()))}
        }
        .into_any()
    };
    view! {
        <div aria-busy=move || busy.get().to_string()>
            {maybe(move || is_known.get().then(switches))}
            <div role="status">
                {maybe(move || said.get().map(|(good, words)| {
                    let sign = good.then(|| icon(CHECK));
                    view! { <p class=if good { "card-good" } else { "card-bad" }>{sign} {words}</p> }.into_any()
                }))}
            </div>
        </div>
    }
    .into_any()
}

fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unsupported => text::wake_unsupported(),
        Trouble::Denied => text::desktop_denied(),
        Trouble::NoService => text::wake_no_service(),
        Trouble::Ours => text::wake_ours(),
    }
}

fn became(outcome: PushOutcome) -> &'static str {
    match outcome {
        PushOutcome::Taken => text::wake_taken(),
        PushOutcome::NotSubscribed => text::wake_not_subscribed(),
        PushOutcome::Gone => text::wake_gone(),
        PushOutcome::Refused => text::wake_refused(),
        PushOutcome::Unreachable => text::wake_no_service(),
    }
}
