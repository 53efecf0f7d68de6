//! What a page needs from the server before it can be drawn.

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use shared::api::ErrorCode;
use ui::{
    http::Fault,
    text as shared_text,
    view::{Button, EmptyState, Skeleton, icon::ALERT},
};

use crate::lean::live;
use crate::text;

/// Draws what has come.
type Draw = Box<dyn FnOnce() -> AnyView>;

type Answer = Pin<Box<dyn Future<Output = Result<Draw, Fault>>>>;

/// How it stands with what was asked for.
#[derive(Clone)]
enum State {
    Waiting,
    Here,
    Failed(Fault),
}

/// Fetches with `fetch`, and draws what came with `draw`: a skeleton meanwhile, and when it fails why, and a button.
pub fn loaded<T, F>(fetch: impl Fn() -> F + 'static, draw: impl Fn(T) -> AnyView + Copy + 'static) -> AnyView
where
    T: 'static,
    F: Future<Output = Result<T, Fault>> + 'static,
{
    show(Rc::new(move || {
        let answer = fetch();
        Box::pin(async move { answer.await.map(|value| Box::new(move || draw(value)) as Draw) })
    }))
}

fn show(fetch: Rc<dyn Fn() -> Answer>) -> AnyView {
    let state = RwSignal::new(State::Waiting);
    let fetch = StoredValue::new_local(fetch);
    let drawing = StoredValue::new_local(None::<Draw>);
    let ask = move || {
        state.set(State::Waiting);
        let answer = fetch.with_value(|fetch| fetch());
        spawn_local(async move {
            let now = match answer.await {
                Ok(draw) => {
                    drawing.try_update_value(|drawing| *drawing = Some(draw));
                    State::Here
                }
                Err(fault) => State::Failed(fault),
            };
            state.try_set(now);
        });
    };
    ask();
    live(move || match state.get() {
        State::Waiting => view! { <Skeleton rows=4 /> }.into_any(),
        State::Here => drawing.try_update_value(Option::take).flatten().map_or_else(|| ().into_any(), |draw| draw()),
        State::Failed(fault) => failed(&fault, Callback::new(move |()| ask())),
    })
}

/// Why something could not be fetched, and a way to try again.
#[must_use]
pub fn failed(fault: &Fault, again: Callback<()>) -> AnyView {
    // What isn't there won't come by asking again.
    if let Fault::Refused(error) = fault
        && matches!(error.code, ErrorCode::NotFound | ErrorCode::Forbidden)
    {
        return view! { <EmptyState sign=ALERT title=text::not_here()><p role="alert">{text::not_here_words()}</p></EmptyState> }
            .into_any();
    }
    let words = text::fault(fault);
    view! {
        <EmptyState sign=ALERT title=text::could_not_load()>
            <p role="alert">{words}</p>
            <Button on_press=again>{shared_text::try_again()}</Button>
        </EmptyState>
    }
    .into_any()
}
