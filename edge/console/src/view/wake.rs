//! Being woken in this browser while the dashboard is closed.

use kit::{
    lean::{it, maybe, memo},
    requests::Requests,
    view::part::switch,
    wake::{self, Lack, Trouble},
};
use leptos::{prelude::*, task::spawn_local};
use shared::api::{PushDevice, PushOutcome, PushState, PushTest};
use ui::{
    text::format,
    view::{
        Button,
        icon::{CHECK, icon},
    },
};

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
    let said = RwSignal::new(None::<(bool, String)>);
    let busy = RwSignal::new(false);
    // What was pressed (woken, and available), while it isn't settled: a switch must come back from what failed.
    let wished = RwSignal::new(None::<(bool, bool)>);
    let know = move |known: PushState| {
        state.try_set(known.device.map_or(State::Off, State::On));
    };
    let fail = move |trouble: Trouble| {
        said.try_set(Some((false, why(trouble).to_owned())));
    };
    ask(requests, said, know, fail);
    // A test that the push service took arrives a moment later, or never.
    let listening = StoredValue::new_local(Some(wake::on_woken(move |shown| {
        said.try_set(Some((shown, if shown { text::wake_arrived() } else { text::wake_not_shown() }.to_owned())));
    })));
    on_cleanup(move || drop(listening.try_update_value(Option::take)));
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
                Ok(PushTest { outcome, status }) => {
                    // Not over the words of one that has arrived already.
                    if outcome != PushOutcome::Taken || said.try_get_untracked().flatten().is_none() {
                        said.try_set(Some((outcome == PushOutcome::Taken, became(outcome, status))));
                    }
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
    let is_on = it(move || wished.get().unwrap_or_else(stands).0);
    let stays = it(move || wished.get().unwrap_or_else(stands).1);
    let is_subscribed = memo(move || stands().0);
    if !wake::is_supported() {
        return view! { <p class="card-words">{text::wake_unsupported()}</p> }.into_any();
    }
    // A switch that is pressed before it is known how it stands would jump back.
    let is_known = memo(move || state.with(|state| *state != State::Asking));
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
                {maybe(move || said.with(Option::is_none).then(|| last_words(&state.get())).flatten().map(|words| view! { <p class="card-words">{words}</p> }.into_any()))}
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

/// How it stands, at first.
fn ask(
    requests: Requests,
    said: RwSignal<Option<(bool, String)>>,
    know: impl Fn(PushState) + 'static,
    fail: impl Fn(Trouble) + 'static,
) {
    spawn_local(async move {
        match requests.get::<PushState>("session/push").await {
            Ok(known) => {
                let is_on = known.device.is_some();
                know(known);
                // The server goes by what it was told; what this browser has lost meanwhile only it knows.
                if is_on && let Some(lack) = wake::lacks(&requests.service()).await {
                    said.try_set(Some((false, lacking(lack).to_owned())));
                }
            }
            Err(_) => fail(Trouble::Ours),
        }
    });
}

fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unsupported => text::wake_unsupported(),
        Trouble::Denied => text::desktop_denied(),
        Trouble::NoWorker => text::wake_no_worker(),
        Trouble::NoService => text::wake_no_service(),
        Trouble::Ours => text::wake_ours(),
    }
}

fn lacking(lack: Lack) -> &'static str {
    match lack {
        Lack::Permission => text::desktop_denied(),
        Lack::Worker => text::wake_worker_gone(),
        Lack::Subscription => text::wake_not_subscribed(),
    }
}

fn became(outcome: PushOutcome, status: Option<u16>) -> String {
    let words = match outcome {
        PushOutcome::Taken => text::wake_taken(),
        PushOutcome::NotSubscribed => text::wake_not_subscribed(),
        PushOutcome::Gone => text::wake_gone(),
        PushOutcome::Refused => text::wake_refused(),
        PushOutcome::Unreachable => text::wake_no_answer(),
    };
    match status.filter(|_| outcome != PushOutcome::Taken) {
        Some(status) => text::wake_with_code(words, &status.to_string()),
        None => words.to_owned(),
    }
}

/// What became of the last message, if it went wrong, and when.
fn last_words(state: &State) -> Option<String> {
    let State::On(PushDevice { last: Some(last), last_at_ms: Some(at), last_status, .. }) = state else { return None };
    (*last != PushOutcome::Taken).then(|| text::wake_last(&format::full(*at), &became(*last, *last_status)))
}
