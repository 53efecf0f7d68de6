//! One enquiry in the middle: who it is, the talk, and what one can do about it.

use kit::{
    focus,
    lean::{effect, it, live, maybe, memo, press, shown, soon},
    sign,
    view::{failed, rating},
    words,
};
use leptos::{ev::MouseEvent, html, prelude::*, task::spawn_local};
use shared::{
    api::Former,
    card::{EnquiryCard, Phase, Role},
    file::FileRules,
    id::{EnquiryId, RoomId},
};
use ui::{
    annex::files::{Files, FilesStart, RoomFiles, by_session},
    calls::text::call,
    connection::{RoomConnection, Status},
    http::Fault,
    live::Live,
    text as shared_text,
    transcript::{Transcript, Typing},
    view::{
        Banner, Button, EmptyState, Look, MessageList, Skeleton, Tone, dom, el,
        icon::{BACK, CHAT, SEARCH, icon},
    },
};

use super::{
    channel::{channel_sign, deliveries},
    close::CloseDialog,
    event::event,
    finder::FinderPlace,
    labels::{LabelButton, label_chips},
    linked_page::words_and_card,
    log::LogPart,
    people::People,
    pins::{pinned, strip, verbs},
    rows::{chip, country_chip, face},
    shell::Panes,
    take_over::{TakeOverDialog, looking_on},
    transfer::{TransferDialog, passed, passing},
    writing::Writing,
};
use crate::{
    alert,
    board::visitor_name,
    desk::{CallChance, Desk},
    finding::Finding,
    preference, text,
};

/// An enquiry and its talk.
#[component]
pub(super) fn RoomPane(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    let card = desk.card(enquiry);
    let fault = RwSignal::new(None::<Fault>);
    let look_up = move || {
        fault.set(None);
        spawn_local(async move {
            if let Err(wrong) = desk.details(enquiry).await {
                fault.try_set(Some(wrong));
            }
        });
    };
    // A link to an enquiry that is in no list here.
    if card.with_untracked(Option::is_none) {
        look_up();
    }
    let known = memo(move || card.with(Option::is_some));
    view! {
        <section class="room" aria-labelledby="room-title">
            <RoomHead enquiry=enquiry card=card />
            {shown(move || desk.finding.get() == Some(Finding::In(enquiry)), move || view! {
                <FinderPlace finding=Finding::In(enquiry) />
            }.into_any())}
            {live(move || match (known.get(), fault.get()) {
                (true, _) => view! { <Body enquiry=enquiry card=card /> }.into_any(),
                (false, None) => view! { <Skeleton rows=4 /> }.into_any(),
                (false, Some(fault)) => failed(&fault, Callback::new(move |()| look_up())),
            })}
        </section>
    }
    .into_any()
}

/// The title of what is shown: on a phone the list is gone now, and the focus with it.
pub(super) fn title_with_focus() -> NodeRef<html::H2> {
    let title = NodeRef::<html::H2>::new();
    effect(move || {
        if let Some(title) = title.get().filter(|_| !is_wide()) {
            let _ = title.focus();
        }
    });
    title
}

#[component]
fn RoomHead(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let panes = expect_context::<Panes>();
    let title = title_with_focus();
    let part = move |draw: fn(&EnquiryCard) -> AnyView| maybe(move || card.with(|card| card.as_ref().map(draw)));
    let may_close = memo(move || {
        let engaged = card.with(|card| card.as_ref().is_some_and(|card| card.phase == Phase::Engaged));
        engaged && (desk.may(Role::Supervisor) || is_mine(desk, card))
    });
    let may_pass_on = memo(move || {
        card.with(|card| {
            card.as_ref().is_some_and(|card| card.phase == Phase::Engaged && desk.board.with(|board| board.leads(card)))
        })
    });
    let chance = memo(move || card.with(|card| desk.call_chance(card.as_ref()?)));
    // The button that has the focus goes with the last chance to press it.
    Effect::new(move |could: Option<bool>| {
        if could == Some(true) && !may_close.get() {
            focus::rescue("#room-title");
        }
        may_close.get()
    });
    let known = memo(move || card.with(Option::is_some));
    let asking = RwSignal::new(false);
    let close = move |()| {
        asking.set(false);
        if let Some(room) = untrack(|| desk.room(enquiry)) {
            room.close();
        }
    };
    let toggle = move |_: MouseEvent| {
        panes.details.update(|shown| *shown = !*shown);
        preference::keep_details_shown(panes.details.get_untracked());
    };
    view! {
        <header class="room-head">
            <a class="icon-button room-back" href=it(move || desk.navigation.place().up().link()) aria-label=shared_text::back()>{icon(BACK)}</a>
            {part(|card| face(card, ""))}
            <div class="room-who">
                <h2 class="one-line" id="room-title" tabindex="-1" node_ref=title>
                    {it(move || card.with(|card| card.as_ref().map_or_else(|| text::enquiry().to_owned(), |card| visitor_name(card).to_string())))}
                </h2>
                <p class="room-chips">{part(channel_sign)} {part(chip)} {part(country_chip)} {label_chips(desk, card)} {part(|card| card.rated.as_deref().map(rating).into_any())}</p>
            </div>
            <People enquiry=enquiry card=card />
            <LabelButton enquiry=enquiry card=card />
            {shown(move || chance.get() == Some(CallChance::Offer), move || view! {
                <button class="button room-act" id="room-call" type="button" title=call() on:click=press(move |_: MouseEvent| desk.take_chance(enquiry, CallChance::Offer))>
                    {icon(sign::PHONE)} <span>{call()}</span>
                </button>
            }.into_any())}
            {shown(move || may_pass_on.get(), move || view! {
                <button class="button room-act" id="room-transfer" type="button" title=text::transfer() on:click=press(move |_: MouseEvent| desk.passing_on.set(Some(enquiry)))>
                    {icon(sign::TRANSFER)} <span>{text::transfer()}</span>
                </button>
            }.into_any())}
            {shown(move || may_close.get(), move || view! {
                <Button on_press=move |()| asking.set(true)>{text::close_room()}</Button>
            }.into_any())}
            {shown(move || known.get(), move || view! {
                <button
                    class="icon-button"
                    type="button"
                    aria-label=text::search_in_room()
                    title=text::search_in_room()
                    aria-expanded=it(move || (desk.finding.get() == Some(Finding::In(enquiry))).to_string())
                    on:click=press(move |_: MouseEvent| desk.finding.update(|finding| {
                        *finding = if finding.is_none() { Some(Finding::In(enquiry)) } else { None };
                    }))
                >
                    {icon(SEARCH)}
                </button>
                <button
                    class="icon-button"
                    id="details-toggle"
                    type="button"
                    aria-label=text::details()
                    title=text::details()
                    aria-pressed=it(move || panes.details.get().to_string())
                    on:click=press(toggle)
                >
                    {icon(sign::PANE)}
                </button>
            }.into_any())}
            {shown(move || desk.passing_on.get() == Some(enquiry), move || view! { <TransferDialog enquiry=enquiry /> }.into_any())}
            {shown(move || desk.taking_over.get() == Some(enquiry), move || view! { <TakeOverDialog enquiry=enquiry card=card /> }.into_any())}
            {shown(move || asking.get(), move || view! {
                <CloseDialog enquiry=enquiry card=card on_confirm=close on_close=move |()| asking.set(false) />
            }.into_any())}
        </header>
    }
    .into_any()
}

#[component]
fn Body(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let state = memo(move || {
        card.with(|card| {
            let card = card.as_ref()?;
            Some((card.phase, card.owner.as_ref().map(|owner| owner.id), may_enter(desk, card)))
        })
    });
    let let_in = memo(move || card.with(|card| card.as_ref().is_some_and(|card| may_enter(desk, card))));
    let open = move || state.with(|state| state.is_some_and(|(phase, ..)| phase == Phase::Open));
    // Who was refused before may be let in now.
    Effect::new(move |before: Option<_>| {
        let now = state.get();
        if before.is_some_and(|before| before != now) {
            desk.rooms.knock(enquiry.into());
        }
        now
    });
    let preview = it(move || {
        card.with(|card| Some(card.as_ref()?.preview.as_ref()?.text.to_string()))
            .unwrap_or_else(|| text::nothing_said_yet().to_owned())
    });
    let can = memo(move || card.with(|card| card.as_ref().map(|card| can(desk, card))));
    let notes = RwSignal::new(false);
    let may_write = it(move || can.with(|can| matches!(can, Some(Can::Write(_) | Can::WriteOn { .. }))));
    let may_send = move || !notes.get() && may_write.get();
    let files = Live::new(files(desk, enquiry.into(), "", may_send));
    let drawn = view! {
        {live(move || match let_in.get().then(|| desk.room(enquiry)).flatten() {
            Some(room) => view! { <Talk room=room card=card may_write=may_write files=files /> }.into_any(),
            None => {
                view! {
                    <div class="room-door">
                        <EmptyState sign=CHAT title=if open() { text::answer_to_talk() } else { text::room_refused() }>
                            <blockquote dir="auto">{preview}</blockquote>
                        </EmptyState>
                    </div>
                }
                .into_any()
            }
        })}
        {soon("room-foot-place", move || view! { <Foot enquiry=enquiry card=card can=can notes=notes files=files /> }.into_any())}
    };
    files.with_untracked(|files| files.zone(el("div", "room-body").view(drawn.into_any()))).into_any()
}

/// What goes with files in a room; `of` tells those of one part of it from others.
pub(crate) fn files(desk: Desk, room: RoomId, of: &str, may_send: impl Fn() -> bool + 'static) -> Files {
    let start = FilesStart {
        service: desk.requests.service(),
        room,
        visitor: false,
        who: desk.board.with_untracked(|board| board.me().map(|me| format!("{}{of}", me.card.id))).unwrap_or_default(),
        rules: FileRules::default(),
    };
    Files::new(start, &by_session(), may_send, move |words| {
        untrack(|| desk.room(room)).is_some_and(|room| room.say_as(words.message, &words.text))
    })
}

#[component]
fn Talk(room: RoomConnection, card: Memo<Option<EnquiryCard>>, may_write: Signal<bool>, files: RoomFiles) -> AnyView {
    let desk = Desk::here();
    let log = LogPart::new(room);
    desk.follow_jumps(room, log);
    if let Some(enquiry) = room.id().enquiry() {
        see_notes(desk, enquiry);
    }
    let pins = pinned(desk, room);
    let at_end = Live::new(true);
    // Only its owner's eyes count as the service's.
    effect(move || {
        let looking = at_end.get() && is_mine(desk, card);
        room.looking.try_set(looking);
    });
    on_cleanup(move || {
        room.looking.try_set(false);
    });
    let typing = move || {
        let who = match room.transcript.with(Transcript::typing)? {
            Typing::Visitor => card.with(|card| card.as_ref().map(|card| visitor_name(card).to_string()))?,
            Typing::Staff(staff) => staff?.name.to_string(),
        };
        Some(shared_text::is_typing(&who))
    };
    let broken = move || {
        let waits = desk.is_live() && matches!(room.status.get(), Status::Offline { .. });
        let refused = matches!(room.status.get(), Status::Ended(_));
        match (refused, waits) {
            (true, _) => Some(text::room_refused().to_owned()),
            (false, true) => Some(shared_text::connecting().to_owned()),
            (false, false) => None,
        }
    };
    let lookers = move || {
        let names: Vec<String> =
            room.transcript.with(|known| known.lookers().iter().map(|card| card.name.to_string()).collect());
        (!names.is_empty()).then(|| text::lookers(&words::list(&names)))
    };
    let arrived = memo(move || room.transcript.with(|transcript| transcript.room().is_some()));
    view! {
        <Banner tone=Tone::Calm text=Signal::derive(broken) />
        <Banner tone=Tone::Calm text=Signal::derive(lookers) />
        {room.id().enquiry().map(|enquiry| shown(
            move || card.with(|card| desk.call_chance(card.as_ref()?)) == Some(CallChance::Listen),
            move || call_strip(desk, enquiry),
        ))}
        {strip(desk, room, pins, may_write)}
        {shown(move || !arrived.get() && matches!(room.status.get(), Status::Connecting), move || view! {
            <div class="room-waiting"><Skeleton rows=3 /></div>
        }.into_any())}
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
                let may_delete = untrack(|| is_mine(desk, card)) || desk.may(Role::Supervisor);
                files.with_untracked(|files| files.draw(file, may_delete))
            })
            delivery=deliveries(desk, room, card, may_write)
            room=room
            may_write=may_write
            verbs=verbs(desk, room, pins, may_write)
            words=words_and_card
            tail=log.rest()
        />
    }
    .into_any()
}

/// That there is a call, to who may listen to it.
fn call_strip(desk: Desk, enquiry: EnquiryId) -> AnyView {
    view! {
        <div class="call-strip" role="status">
            <p>{text::call_is_on()}</p>
            <Button on_press=move |()| desk.take_chance(enquiry, CallChance::Listen)>{text::listen_in()}</Button>
        </div>
    }
    .into_any()
}

/// Who looks at the talk sees what colleagues noted there.
fn see_notes(desk: Desk, enquiry: EnquiryId) {
    let waits = memo(move || desk.board.with(|board| board.is_noted(enquiry)));
    let see = move || {
        if waits.get() && alert::is_looked_at() {
            desk.see_mentions(Some(enquiry));
        }
    };
    effect(see);
    // Who comes back to the page sees them then.
    let back = window_event_listener(leptos::ev::focus, move |_| untrack(see));
    on_cleanup(move || back.remove());
}

/// While an enquiry is open, only those who watch over all are let in, and all who are concerned if it is passed on; while
/// somebody talks, those who are in the room and those who watch.
fn may_enter(desk: Desk, card: &EnquiryCard) -> bool {
    match card.phase {
        Phase::Open => {
            let passed_on = card.transfer.is_some();
            desk.may(Role::Supervisor)
                || desk.board.with(|board| board.is_with_me(card) || (passed_on && board.is_offered(card)))
        }
        Phase::Engaged => desk.may(Role::Supervisor) || desk.board.with(|board| board.is_with_me(card)),
        Phase::Missed | Phase::Closed => true,
    }
}

/// What stands at the foot of a room.
#[derive(Clone, PartialEq)]
enum Can {
    Answer,
    /// Accept what is passed on, or decline it.
    Accept,
    /// Write; and take it back, as long as nobody has accepted.
    WriteOn {
        takes_back: bool,
    },
    FollowUp,
    /// Look on, and whisper to whose it is.
    LookOn(String),
    /// Nobody has it, and it is offered to others: it may be taken all the same.
    TakeOver,
    /// Write; whose it is, if it is somebody else's.
    Write(Option<String>),
    /// Read; and why no more.
    Read(String),
}

fn can(desk: Desk, card: &EnquiryCard) -> Can {
    match card.phase {
        Phase::Open if desk.board.with(|board| board.is_offered(card)) => {
            if card.transfer.is_some() {
                Can::Accept
            } else {
                Can::Answer
            }
        }
        Phase::Open if card.transfer.as_ref().is_some_and(|transfer| !transfer.sender_gone) => {
            let (inside, leads) = desk.board.with(|board| (board.is_with_me(card), board.leads(card)));
            if inside {
                Can::WriteOn { takes_back: leads }
            } else if leads {
                Can::LookOn(transfer_name(card))
            } else {
                Can::Read(text::offered_to_others().to_owned())
            }
        }
        Phase::Open if desk.may(Role::Supervisor) => Can::TakeOver,
        Phase::Open => Can::Read(text::offered_to_others().to_owned()),
        Phase::Missed => Can::FollowUp,
        Phase::Closed => Can::Read(text::closed_by(card.closed_by)),
        Phase::Engaged if desk.board.with(|board| board.is_mine(card)) => Can::Write(None),
        Phase::Engaged => {
            let owner = card.owner.as_ref().map(|owner| owner.name.to_string()).unwrap_or_default();
            let inside = desk.board.with(|board| board.is_guest(card));
            match (inside, desk.may(Role::Supervisor)) {
                (true, _) => Can::Write(Some(owner)),
                (false, true) => Can::LookOn(owner),
                (false, false) => Can::Read(text::theirs(&owner)),
            }
        }
    }
}

fn transfer_name(card: &EnquiryCard) -> String {
    card.holder().map(|holder| holder.name.to_string()).unwrap_or_default()
}

#[component]
fn Foot(
    enquiry: EnquiryId,
    card: Memo<Option<EnquiryCard>>,
    can: Memo<Option<Can>>,
    notes: RwSignal<bool>,
    files: RoomFiles,
) -> AnyView {
    let desk = Desk::here();
    let busy = it(move || desk.board.with(|board| board.is_reaching_for(enquiry)));
    let take_up = move |words: &'static str, verb: &'static str| {
        view! {
            <div class="room-foot">
                <p>{words}</p>
                <Button look=Look::Primary busy=busy on_press=move |()| desk.reach_for(enquiry)>{verb}</Button>
            </div>
        }
        .into_any()
    };
    maybe(move || {
        match can.get()? {
        Can::Answer => Some(take_up(text::answer_words(), text::answer())),
        Can::Accept => {
            let declining = it(move || desk.is_acting(enquiry));
            Some(view! {
                <div class="room-foot">
                    {maybe(move || card.with(|card| card.as_ref().map(passed)))}
                    <p>{text::accept_words()}</p>
                    <Button busy=declining on_press=move |()| desk.decline(enquiry)>{text::decline()}</Button>
                    <Button look=Look::Primary busy=busy on_press=move |()| desk.reach_for(enquiry)>{text::answer()}</Button>
                </div>
            }
            .into_any())
        }
        Can::WriteOn { takes_back } => desk.room(enquiry).map(|room| {
            let strip = takes_back.then(|| passing(desk, card, enquiry));
            view! { <div class="room-passing">{strip} <Writing room=room of=None notes=notes files=files /></div> }
                .into_any()
        }),
        Can::FollowUp => Some(take_up(text::follow_up_words(), text::follow_up())),
        Can::LookOn(of) => desk.room(enquiry).map(|room| {
            let strip = looking_on(desk, enquiry, &of);
            view! { <div class="room-passing">{strip} <Writing room=room of=Some(of) whispers=true notes=notes files=files /></div> }
                .into_any()
        }),
        Can::TakeOver => {
            let busy = it(move || desk.is_acting(enquiry));
            Some(view! {
                <div class="room-foot">
                    <p>{text::offered_to_others()}</p>
                    <Button busy=busy on_press=move |()| desk.take_over(enquiry, Former::Guest)>{text::take_over()}</Button>
                </div>
            }.into_any())
        }
        Can::Read(why) => Some(view! { <div class="room-foot"><p>{why}</p></div> }.into_any()),
        Can::Write(of) => {
            desk.room(enquiry).map(|room| view! { <Writing room=room of=of notes=notes files=files /> }.into_any())
        }
    }
    })
}

fn is_mine(desk: Desk, card: Memo<Option<EnquiryCard>>) -> bool {
    card.with(|card| card.as_ref().is_some_and(|card| desk.board.with(|board| board.is_mine(card))))
}

/// Whether list and room stand side by side: the stylesheet's width.
pub(super) fn is_wide() -> bool {
    dom::window().match_media("(min-width: 48rem)").ok().flatten().is_some_and(|query| query.matches())
}
