//! A list that is fetched a page at a time, and kept up to date by the desk meanwhile.

use kit::{
    lean::{effect, live, maybe, memo, shown},
    sign,
    view::{failed, long_list},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    card::{EnquiryCard, Phase},
    id::EnquiryId,
};
use ui::{
    http::Fault,
    view::{Button, EmptyState, Skeleton},
};

use super::label_filter::label_filter;
use crate::{board::Board, desk::Desk, text};

/// The list of all that is missed, or closed.
#[component]
pub(super) fn Pages(
    /// Which of the two.
    phase: Phase,
    /// Its heading.
    title: &'static str,
    /// What it lists.
    panel: fn(&Board) -> Vec<&EnquiryCard>,
    /// What stands there when it lists nothing.
    empty: fn() -> AnyView,
    /// One of them.
    row: fn(EnquiryId) -> AnyView,
) -> AnyView {
    let desk = Desk::here();
    let ids = memo(move || {
        desk.board.with(|board| {
            let shown = panel(board).into_iter().filter(|card| board.shows(phase, card));
            shown.map(|card| card.enquiry).collect::<Vec<EnquiryId>>()
        })
    });
    let loaded = memo(move || desk.board.with(|board| board.listing(phase).loaded));
    let more = memo(move || desk.board.with(|board| board.listing(phase).next.is_some()));
    let narrowed = memo(move || desk.board.with(|board| board.filter(phase).is_some()));
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<Fault>);
    let load = move |more: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let answer = desk.load(phase, more).await;
            busy.try_set(false);
            if let Err(wrong) = answer {
                fault.try_set(Some(wrong));
            }
        });
    };
    // At first, and after each reconnect: the desk's picture holds only the newest.
    effect(move || {
        if !loaded.get() && fault.with_untracked(Option::is_none) {
            untrack(|| load(false));
        }
    });
    view! {
        <section class="panel panel-alone" aria-labelledby="list-title">
            <header class="panel-head">
                <h2 id="list-title" tabindex="-1">{title}</h2> {label_filter(desk, phase)}
            </header>
            <div class="panel-body">
                {live(move || match (ids.with(Vec::is_empty), fault.get()) {
                    (true, Some(fault)) => failed(&fault, Callback::new(move |()| load(false))),
                    (true, None) if !loaded.get() => view! { <Skeleton rows=5 /> }.into_any(),
                    (true, None) if narrowed.get() => view! { <EmptyState sign=sign::LABEL title=text::nothing_with_label() /> }.into_any(),
                    (true, None) => empty(),
                    (false, _) => ().into_any(),
                })}
                {long_list("rows", 90, ids, row)}
                {shown(move || more.get() && !ids.with(Vec::is_empty), move || view! {
                    <div class="panel-more">
                        <Button busy=busy on_press=move |()| load(true)>{text::show_more()}</Button>
                    </div>
                }.into_any())}
                {maybe(move || fault.get().filter(|_| !ids.with(Vec::is_empty)).map(|fault| failed(&fault, Callback::new(move |()| load(true)))))}
            </div>
        </section>
    }
    .into_any()
}
