//! One Space in the middle: what it is, the talk, and where one writes.

use kit::{
    host::AskOfSpaces,
    lean::{effect, it, live, maybe, memo, press, shown, soon},
    sign,
    view::failed,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    id::SpaceId,
    space::{Access, SpaceCard},
};
use ui::{
    annex::files::RoomFiles,
    connection::{Ending, RoomConnection, Status},
    http::Fault,
    live::Live,
    text as shared_text,
    transcript::{Transcript, Typing},
    view::{
        Banner, Button, Look, MessageList, Skeleton, Tone, el,
        icon::{BACK, icon},
    },
};

use super::{
    event::event,
    linked_page::words_and_card,
    log::LogPart,
    pins::{pinned, strip, verbs},
    room::{files, title_with_focus},
    spaces::face,
    writing::Writing,
};
use crate::{board::name_of, desk::Desk, finding::Finding, text};

/// A Space and its talk.
#[component]
pub(super) fn SpacePane(space: SpaceId) -> AnyView {
    let desk = Desk::here();
    // One that this person isn't in is read from the desk.
    let seen = RwSignal::new(None::<SpaceCard>);
    let fault = RwSignal::new(None::<Fault>);
    let card = memo(move || desk.board.with(|board| board.space(space).cloned()).or_else(|| seen.get()));
    let look = move || {
        fault.set(None);
        spawn_local(async move {
            match desk.read_space(space).await {
                Ok(view) => drop(seen.try_set(Some(view.card))),
                Err(wrong) => drop(fault.try_set(Some(wrong))),
            }
        });
    };
    let is_mine = memo(move || desk.board.with(|board| board.space(space).is_some()));
    // At first, and whenever this person comes in or goes.
    Effect::new(move |before: Option<bool>| {
        let mine = is_mine.get();
        if before.is_some() {
            desk.rooms.knock(space.into());
        }
        if !mine {
            seen.set(None);
            untrack(look);
        }
        mine
    });
    let known = memo(move || card.with(Option::is_some));
    view! {
        <section class="room" aria-labelledby="room-title">
            {live(move || match (known.get(), fault.get()) {
                (true, _) => view! { <Head space=space card=card /> <Body space=space card=card /> }.into_any(),
                (false, None) => view! { <Skeleton rows=4 /> }.into_any(),
                (false, Some(fault)) => failed(&fault, Callback::new(move |()| look())),
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Head(space: SpaceId, card: Memo<Option<SpaceCard>>) -> AnyView {
    let desk = Desk::here();
    let title = title_with_focus();
    let part = move |draw: fn(&SpaceCard) -> AnyView| maybe(move || card.with(|card| card.as_ref().map(draw)));
    let is_group = memo(move || card.with(|card| card.as_ref().is_some_and(|it| it.words.access != Access::Direct)));
    view! {
        <header class="room-head">
            <a class="icon-button room-back" href=it(move || desk.navigation.place().up().link()) aria-label=shared_text::back()>{icon(BACK)}</a>
            {part(face)}
            <div class="room-who">
                <h2 class="one-line" id="room-title" tabindex="-1" node_ref=title>{part(|card| name_of(card).to_owned().into_any())}</h2>
                <p class="room-about one-line" dir="auto">{part(about)}</p>
            </div>
            {shown(move || is_group.get(), move || view! {
                <Button on_press=move |()| desk.finding.set(Some(Finding::Spaces(AskOfSpaces::About { space })))>
                    {icon(sign::TEAM)} " " {it(move || card.with(|card| text::members_count(card.as_ref().map_or(0, |card| card.members))))}
                </Button>
            }.into_any())}
            {shown(move || !is_group.get(), move || view! {
                <button class="icon-button" type="button" aria-label=text::about_space() title=text::about_space() on:click=press(move |_: MouseEvent| desk.finding.set(Some(Finding::Spaces(AskOfSpaces::About { space }))))>{icon(sign::PANE)}</button>
            }.into_any())}
        </header>
    }
    .into_any()
}

fn about(card: &SpaceCard) -> AnyView {
    let kind = match card.words.access {
        Access::Public => text::public_space(),
        Access::Private => text::private_space(),
        Access::Direct => text::direct_chat(),
    };
    match &card.words.description {
        Some(description) => description.to_string().into_any(),
        None => kind.into_any(),
    }
}

/// What stands at the foot.
#[derive(Clone, Copy, PartialEq)]
enum Can {
    Write,
    Join,
    Read,
}

#[component]
fn Body(space: SpaceId, card: Memo<Option<SpaceCard>>) -> AnyView {
    let desk = Desk::here();
    let can = memo(move || {
        card.with(|card| match card {
            Some(card) if card.words.archived => Can::Read,
            Some(card) if card.membership.is_some() => Can::Write,
            Some(_) | None => Can::Join,
        })
    });
    let may_write = it(move || can.get() == Can::Write);
    let files = Live::new(files(desk, space.into(), "", move || may_write.get()));
    let drawn = view! {
        {live(move || desk.room(space).map_or_else(|| ().into_any(), |room| view! { <Talk room=room may_write=may_write files=files /> }.into_any()))}
        {soon("room-foot-place", move || maybe(move || foot(desk, space, can.get(), files)))}
    };
    files.with_untracked(|files| files.zone(el("div", "room-body").view(drawn.into_any()))).into_any()
}

#[component]
fn Talk(room: RoomConnection, may_write: Signal<bool>, files: RoomFiles) -> AnyView {
    let desk = Desk::here();
    let log = LogPart::new(room);
    desk.follow_jumps(room, log);
    let at_end = Live::new(true);
    effect(move || {
        room.looking.try_set(at_end.get());
    });
    on_cleanup(move || {
        room.looking.try_set(false);
    });
    let typing = move || match room.transcript.with(Transcript::typing)? {
        Typing::Staff(Some(staff)) => Some(shared_text::is_typing(staff.name.as_str())),
        Typing::Staff(None) | Typing::Visitor => None,
    };
    let broken = move || match (room.status.get(), desk.is_live()) {
        (Status::Ended(Ending::Forbidden | Ending::NotFound), _) => Some(text::space_refused().to_owned()),
        (Status::Offline { .. }, true) => Some(shared_text::connecting().to_owned()),
        (
            Status::Ended(Ending::TooOld | Ending::SignIn)
            | Status::Offline { .. }
            | Status::Connecting
            | Status::Online,
            _,
        ) => None,
    };
    let arrived = memo(move || room.transcript.with(|transcript| transcript.room().is_some()));
    let is_empty = memo(move || room.transcript.with(|it| it.room().is_some() && it.newest_message().is_none()));
    let pins = pinned(desk, room);
    view! {
        <Banner tone=Tone::Calm text=Signal::derive(broken) />
        {strip(desk, room, pins, may_write)}
        {shown(move || !arrived.get() && matches!(room.status.get(), Status::Connecting), || view! {
            <div class="room-waiting"><Skeleton rows=3 /></div>
        }.into_any())}
        {shown(move || is_empty.get(), || view! { <p class="space-empty">{text::first_words_here()}</p> }.into_any())}
        <MessageList
            lines=log.lines()
            event=event
            has_older=it(move || log.has_older())
            on_older=move |()| log.show_older()
            at_end=at_end
            unread=it(move || room.transcript.with(Transcript::unread))
            typing=Signal::derive(typing)
            on_retry=move |message| room.retry(message)
            on_discard=move |message| room.discard(message)
            file=Box::new(move |file| {
                let id = room.id().space();
                let manages = desk.board.with_untracked(|board| id.and_then(|id| board.space(id)?.membership).is_some_and(|mine| mine.manages));
                files.with_untracked(|files| files.draw(file, manages))
            })
            room=room
            may_write=may_write
            verbs=verbs(desk, room, pins, may_write)
            words=words_and_card
            tail=log.rest()
        />
    }
    .into_any()
}

fn foot(desk: Desk, space: SpaceId, can: Can, files: RoomFiles) -> Option<AnyView> {
    match can {
        Can::Write => {
            let room = untrack(|| desk.room(space))?;
            let notes = RwSignal::new(false);
            Some(view! { <Writing room=room of=None notes=notes files=files space=true /> }.into_any())
        }
        Can::Read => Some(view! { <div class="room-foot"><p>{text::is_archived()}</p></div> }.into_any()),
        Can::Join => {
            let busy = RwSignal::new(false);
            let join = move |()| {
                let Some(me) = desk.board.with_untracked(|board| board.me().map(|me| me.card.id)) else { return };
                busy.set(true);
                spawn_local(async move {
                    if let Err(fault) = desk.put_member(space, me, false).await {
                        desk.toasts.complain(kit::text::fault(&fault));
                    }
                    busy.try_set(false);
                });
            };
            Some(
                view! {
                    <div class="room-foot">
                        <p>{text::join_to_write()}</p>
                        <Button look=Look::Primary busy=busy on_press=join>{text::join_space()}</Button>
                    </div>
                }
                .into_any(),
            )
        }
    }
}
