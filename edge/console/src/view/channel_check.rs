//! Whether an account is as its messaging service wants it: asked there, and shown point by point.

use kit::{
    lean::{live, maybe},
    sign,
    view::part::card,
};
use leptos::{prelude::*, task::spawn_local};
use shared::api::{ChannelAccount, ChannelCheck};
use ui::view::{
    Button, Skeleton,
    icon::{ALERT, CHECK, icon},
};

use super::channels::{in_language, said, trouble};
use crate::{console::Console, text};

/// The part of an account's page. Until it is checked, it shows what is known to be wrong.
#[component]
pub(super) fn Checks(account: ChannelAccount, service: String, at_once: bool) -> AnyView {
    let console = Console::here();
    let found = RwSignal::new(None::<Vec<ChannelCheck>>);
    let busy = RwSignal::new(false);
    let path = StoredValue::new(in_language(&format!("channels/{}/check", account.account)));
    let run = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.change("POST", &path.get_value(), &()).await;
            busy.try_set(false);
            match answer {
                Ok(all) => drop(found.try_set(Some(all))),
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    if at_once {
        run(());
    }
    let known = account.problem;
    let result = move || {
        if busy.get() {
            return Some(view! { <Skeleton rows=3 /> }.into_any());
        }
        found.with(|found| match (found, &known) {
            (Some(all), _) => Some(drawn(&service, all)),
            (None, Some(problem)) => Some(
                view! { <p class="form-wrong">{icon(ALERT)} <span>{trouble(&service, problem)}</span></p> }.into_any(),
            ),
            (None, None) => None,
        })
    };
    let verb = move || if found.with(Option::is_some) { text::check_again() } else { text::check_now() };
    let body = view! {
        <div aria-live="polite">{maybe(result)}</div>
        <div class="card-foot"><Button busy=busy on_press=run>{live(move || verb().into_any())}</Button></div>
    };
    card(text::channel_check(), Some(text::channel_check_words()), body.into_any())
}

fn drawn(service: &str, all: &[ChannelCheck]) -> AnyView {
    let (stands, sign, words) = if all.iter().all(|one| one.ok == Some(true)) {
        ("well", CHECK, text::channel_works(service))
    } else {
        ("badly", ALERT, text::channel_stuck(service))
    };
    let points = all.iter().map(|one| point(service, one));
    view! {
        <p class="verdict" data-stands=stands>{icon(sign)} <strong>{words}</strong></p>
        <ol class="points">{points.collect_view()}</ol>
    }
    .into_any()
}

fn point(service: &str, one: &ChannelCheck) -> AnyView {
    let (stands, sign, words) = match one.ok {
        Some(true) => ("well", CHECK, text::check_well()),
        Some(false) => ("badly", ALERT, text::check_badly()),
        None => ("unknown", sign::LESS, text::check_unknown()),
    };
    view! {
        <li class="point" data-stands=stands>
            <span class="point-sign">{icon(sign)}</span>
            <div>
                <h4>{one.label.clone()} <span class=one.ok.map(|_| "unseen")>" · " {words}</span></h4>
                {one.note.as_ref().map(|note| view! { <p dir="auto">{note.to_string()}</p> })}
                {one.remedy.clone().map(|remedy| view! { <p class="channel-remedy">{remedy}</p> })}
                {one.problem.as_ref().map(|problem| view! { <p dir="auto">{said(service, problem)}</p> })}
            </div>
        </li>
    }
    .into_any()
}
