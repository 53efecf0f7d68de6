//! Saying words of one room in another: which one.

use kit::{
    lean::{each, memo, press, shown},
    sign,
    view::{Dialog, focus_when_there},
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::id::RoomId;
use ui::{
    text as shared_text,
    view::{
        Field,
        icon::{CHAT, icon},
    },
};

use crate::{
    board::{Board, name_of, visitor_name},
    desk::Desk,
    text,
};

/// Where this person may write: their rooms, and their Spaces. What is for staff only goes to Spaces only.
fn rooms(board: &Board, inside: bool) -> Vec<(RoomId, String)> {
    let mine =
        board.mine().into_iter().filter(|_| !inside).map(|card| (card.enquiry.into(), visitor_name(card).to_string()));
    let spaces = board.spaces().into_iter().chain(board.direct());
    mine.chain(spaces.map(|space| (space.space.into(), name_of(space).to_owned()))).collect()
}

/// The dialog.
#[component]
pub(super) fn ForwardDialog() -> AnyView {
    let desk = Desk::here();
    let search = RwSignal::new(String::new());
    let inside = desk.forwarding.with_untracked(|forward| forward.as_ref().is_none_or(|it| it.inside));
    let here = desk.navigation.place_untracked().room();
    let found = memo(move || {
        let wanted = search.get().trim().to_lowercase();
        let fits = |(room, name): &(RoomId, String)| Some(*room) != here && name.to_lowercase().contains(&wanted);
        desk.board.with(|board| rooms(board, inside).into_iter().filter(fits).collect::<Vec<_>>())
    });
    let first = NodeRef::new();
    focus_when_there(first);
    let row = move |room: RoomId| {
        let name = found.with_untracked(|found| found.iter().find(|(id, _)| *id == room).map(|(_, name)| name.clone()));
        let name = name.unwrap_or_default();
        let path = if room.space().is_some() { sign::SPACE } else { CHAT };
        let said = name.clone();
        let send = move |_: MouseEvent| {
            if let Some(forward) = desk.forwarding.get_untracked() {
                desk.forward(&forward, room, &said);
            }
        };
        view! { <li><button class="forward-row" type="button" on:click=press(send)>{icon(path)} <bdi>{name}</bdi></button></li> }
            .into_any()
    };
    let words =
        desk.forwarding.with_untracked(|forward| forward.as_ref().map(|it| it.words.clone()).unwrap_or_default());
    view! {
        <Dialog title=text::forward_to() on_close=move |()| desk.forwarding.set(None) way_out=shared_text::cancel()>
            <blockquote class="forward-words" dir="auto">{words}</blockquote>
            <Field label=text::find_room() value=search kind="search" input=first />
            <ul class="forward-list">{each(move || found.with(|found| found.iter().map(|(room, _)| *room).collect()), row)}</ul>
            {shown(move || found.with(Vec::is_empty), move || {
                let searched = search.with(|search| !search.trim().is_empty());
                let words = if searched { text::nothing_found() } else { text::no_room_to_forward() };
                view! { <p class="dialog-words" role="status">{words}</p> }.into_any()
            })}
        </Dialog>
    }
    .into_any()
}
