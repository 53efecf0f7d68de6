//! The list where one works: what is open for anybody, and the rooms that are one's own.

use kit::{
    host::Guest,
    lean::{it, live, maybe, memo, shown},
    sign,
    view::long_list,
};
use leptos::prelude::*;
use shared::id::EnquiryId;
use ui::{
    text::format,
    view::{
        EmptyState, Skeleton,
        icon::{CHAT, CHECK, icon},
    },
};

use super::{guide_card::GuideCard, open::OpenCard, rows::RoomRow};
use crate::{board::Board, desk::Desk, place::Place, text};

/// Open enquiries, and my rooms.
#[component]
pub(super) fn Inbox() -> AnyView {
    let desk = Desk::here();
    let ids = |panel: fn(&Board) -> Vec<&shared::card::EnquiryCard>| {
        memo(move || desk.board.with(|board| panel(board).iter().map(|card| card.enquiry).collect::<Vec<EnquiryId>>()))
    };
    let (open, mine) = (ids(Board::open), ids(Board::mine));
    let known = memo(move || desk.board.with(|board| board.me().is_some()));
    let due = memo(move || desk.board.with(Board::reminders_due));
    view! {
        {maybe(move || (due.get() > 0).then(|| {
            let page = Place::Guest(Guest::Records, "follow-ups".to_owned()).link();
            view! { <a class="due-line" href=page>{icon(sign::BELL)} {text::reminders_due(due.get())}</a> }.into_any()
        }))}
        <section class="panel panel-open" aria-labelledby="open-title">
            <header class="panel-head">
                <h2 id="open-title" tabindex="-1">{text::open_enquiries()}</h2> {count(open)}
            </header>
            <div class="panel-body">
                {live(move || match known.get() {
                    false => view! { <Skeleton rows=2 /> }.into_any(),
                    true if open.with(Vec::is_empty) => {
                        view! { <EmptyState sign=CHECK title=text::all_caught_up()><p>{text::no_open_words()}</p></EmptyState> <GuideCard /> }.into_any()
                    }
                    true => ().into_any(),
                })}
                {long_list("enquiries", 140, open, |enquiry| view! { <OpenCard enquiry=enquiry /> }.into_any())}
            </div>
        </section>
        <section class="panel panel-mine" aria-labelledby="mine-title">
            <header class="panel-head">
                <h2 id="mine-title">{text::my_rooms()}</h2> {count(mine)}
            </header>
            <div class="panel-body">
                {shown(move || mine.with(Vec::is_empty), move || view! {
                    <EmptyState sign=CHAT title=text::no_rooms()><p>{text::no_rooms_words()}</p></EmptyState>
                }.into_any())}
                {long_list("rows", 90, mine, |enquiry| view! { <RoomRow enquiry=enquiry /> }.into_any())}
            </div>
        </section>
    }
    .into_any()
}

fn count(ids: Memo<Vec<EnquiryId>>) -> AnyView {
    let count = it(move || u32::try_from(ids.with(Vec::len)).ok().filter(|&count| count > 0).map(format::number));
    view! { <span class="panel-count">{count}</span> }.into_any()
}
