//! What a page needs from the server before it can be drawn.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use ui::{
    http::Fault,
    text as shared_text,
    view::{Button, EmptyState, Skeleton, icon::ALERT},
};

use crate::text;

/// Fetches with `fetch`, and draws what came with `draw`: a skeleton meanwhile, and when it fails why, and a button.
pub(super) fn loaded<T, F>(
    fetch: impl Fn() -> F + Copy + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, Fault>> + 'static,
{
    let answer = RwSignal::new(None::<Result<T, Fault>>);
    let ask = move || {
        answer.set(None);
        spawn_local(async move {
            let got = fetch().await;
            answer.try_set(Some(got));
        });
    };
    ask();
    (move || match answer.get() {
        None => view! { <Skeleton rows=4 /> }.into_any(),
        Some(Ok(value)) => draw(value),
        Some(Err(fault)) => failed(&fault, Callback::new(move |()| ask())),
    })
    .into_any()
}

/// Why something could not be fetched, and a way to try again.
pub(super) fn failed(fault: &Fault, again: Callback<()>) -> AnyView {
    let words = text::fault(fault);
    view! {
        <EmptyState sign=ALERT title=text::could_not_load()>
            <p role="alert">{words}</p>
            <Button on_press=again>{shared_text::try_again()}</Button>
        </EmptyState>
    }
    .into_any()
}
