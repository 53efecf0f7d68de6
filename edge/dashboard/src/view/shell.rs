//! The frame around everything: a bar on top, a rail at the side, a list, a room, and what is known beside it. On a phone
//! one of them at a time.

use kit::{
    host::Guest,
    lean::{it, live, maybe, memo, press, shown},
    sign,
    view::Confirm,
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};
use shared::{card::Role, id::RoomId};
use ui::{
    connection::{Ending, Status},
    text::format,
    view::{
        Banner, Tone, dom,
        icon::{SEARCH, icon},
    },
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    canned_list::CannedDialog, closed::Closed, details::Details, finder::FindingDialog, forward::ForwardDialog,
    guests::GuestPlace, help::Help, inbox::Inbox, missed::Missed, room::RoomPane, sign_in::ComeBack, space::SpacePane,
    spaces::Spaces, splash::mark, team::Team, template::TemplateDialog, topbar::Topbar,
};
use crate::{
    board::Board,
    desk::{Desk, Session},
    finding::Finding,
    guests,
    place::{List, Place},
    preference, shortcut, text,
};

/// What the whole desk shows beside the place.
#[derive(Clone, Copy)]
pub(super) struct Panes {
    /// Whether what is known of an enquiry stands beside its room.
    pub(super) details: RwSignal<bool>,
    /// Whether the list of shortcuts is shown.
    pub(super) help: RwSignal<bool>,
}

/// The dashboard of somebody who is signed in.
#[component]
pub(super) fn Shell() -> AnyView {
    let desk = Desk::here();
    let navigation = desk.navigation;
    let panes = Panes { details: RwSignal::new(preference::details_shown()), help: RwSignal::new(false) };
    provide_context(panes);
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        shortcut::press(desk, panes.help, panes.details, &event);
    });
    on_cleanup(move || keys.remove());

    let list = memo(move || navigation.place().list());
    let guest = memo(move || navigation.place().guest());
    let enquiry = memo(move || navigation.place().enquiry());
    let room = memo(move || navigation.place().room());
    let details = memo(move || {
        let known = |&enquiry: &_| desk.board.with(|board| board.card(enquiry).is_some());
        enquiry.get().filter(|_| panes.details.get()).filter(known)
    });
    let above = memo(move || desk.finding.get().filter(|finding| !matches!(finding, Finding::In(_))));
    let alone = it(move || room.get().is_some());
    view! {
        <div
            class="shell"
            class:is-in=alone
            class:is-stale=it(move || !desk.is_live())
            class:has-details=it(move || details.get().is_some())
            class:is-settings=it(move || list.get().is_none())
        >
            <button class="skip" type="button" on:click=|_: MouseEvent| focus_main()>{text::skip()}</button>
            <Topbar />
            <Rail />
            <main class="stage" id="main" tabindex="-1">
                <h1 class="unseen">{it(move || desk.name())}</h1>
                <Lines />
                <div class="columns">
                    {desk.calls.place().into_any()}
                    {live(move || match (list.get(), guest.get()) {
                        (Some(list), _) => column(list),
                        (None, Some(guest)) => view! { <GuestPlace guest=guest /> }.into_any(),
                        (None, None) => ().into_any(),
                    })}
                    {live(move || match (list.get(), room.get()) {
                        (None, _) => ().into_any(),
                        (Some(_), Some(RoomId::Enquiry(enquiry))) => view! { <RoomPane enquiry=enquiry /> }.into_any(),
                        (Some(_), Some(RoomId::Space(space))) => view! { <SpacePane space=space /> }.into_any(),
                        (Some(_), None) => view! { <Nothing /> }.into_any(),
                    })}
                    {maybe(move || details.get().map(|enquiry| view! { <Details enquiry=enquiry /> }.into_any()))}
                </div>
            </main>
        </div>
        {shown(move || desk.keeping_canned.get(), move || view! { <CannedDialog /> }.into_any())}
        {maybe(move || above.get().map(|finding| view! { <FindingDialog finding=finding /> }.into_any()))}
        {shown(move || desk.forwarding.with(Option::is_some), move || view! { <ForwardDialog /> }.into_any())}
        {maybe(move || desk.choosing_template.get().map(|forms| view! { <TemplateDialog forms=forms /> }.into_any()))}
        {shown(move || panes.help.get(), move || view! {<Help on_close=move |()| panes.help.set(false) />}.into_any())}
        {shown(move || navigation.is_held(), move || view! {
            <Confirm
                title=text::leave_question()
                words=text::leave_words()
                verb=text::leave_verb()
                on_confirm=move |()| navigation.leave()
                on_close=move |()| navigation.stay()
            />
        }.into_any())}
        {shown(move || desk.session.get() == Session::Expired, move || view! {<ComeBack />}.into_any())}
    }
    .into_any()
}

/// A list, in the left column.
fn column(list: List) -> AnyView {
    let list = match list {
        List::Inbox => view! { <Inbox /> }.into_any(),
        List::Missed => view! { <Missed /> }.into_any(),
        List::Closed => view! { <Closed /> }.into_any(),
        List::Spaces => view! { <Spaces /> }.into_any(),
        List::Team => view! { <Team /> }.into_any(),
    };
    view! { <div class="column">{list}</div> }.into_any()
}

fn focus_main() {
    if let Some(main) = dom::document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        let _ = main.focus();
    }
}

/// How it stands with the line to the desk, when it isn't as it should be.
#[component]
fn Lines() -> AnyView {
    let desk = Desk::here();
    let broken = it(move || match desk.status() {
        Status::Offline { since } => Some(text::reconnecting(&format::time(since))),
        Status::Connecting | Status::Online | Status::Ended(_) => None,
    });
    let old = it(move || (desk.status() == Status::Ended(Ending::TooOld)).then(|| text::new_version().to_owned()));
    let reload = || {
        view! {
            <button class="link-button" type="button" on:click=|_: MouseEvent| { let _ = dom::window().location().reload(); }>
                {text::reload()}
            </button>
        }
        .into_any()
    };
    let quiet = it(move || {
        let until = desk.quiet_until()?;
        Some(text::quiet_until(&format::ahead(until, desk.now.get_untracked())))
    });
    view! {
        <Banner tone=Tone::Calm text=quiet action=alerts_link />
        <Banner tone=Tone::Warn text=broken />
        <Banner tone=Tone::Calm text=old action=reload />
    }
    .into_any()
}

/// Where quiet hours are set.
fn alerts_link() -> AnyView {
    view! { <a href=Place::settings("alerts").link()>{text::change_quiet()}</a> }.into_any()
}

/// The ways to every list.
#[component]
fn Rail() -> AnyView {
    let desk = Desk::here();
    let open = memo(move || desk.board.with(|board| board.all_open().count()));
    let unread = memo(move || {
        desk.board.with(|board| {
            let is_unread = desk.unread();
            board.all_mine().filter(|card| is_unread(card)).count()
        })
    });
    let missed = memo(move || desk.board.with(|board| board.all_missed().count()));
    let due = memo(move || desk.board.with(Board::reminders_due));
    let named = memo(move || {
        let here = desk.navigation.place().room().and_then(RoomId::space);
        desk.board.with(|board| board.named(here))
    });
    let guest = memo(move || desk.navigation.place().guest());
    let panes = expect_context::<Panes>();
    view! {
        <nav class="rail" aria-label=text::areas()>
            <span class="rail-mark">{mark()}</span>
            <ul>
                {rail_link(List::Inbox, sign::INBOX, text::inbox(), it(move || open.get() + unread.get()), true)}
                {rail_link(List::Missed, sign::MISSED, text::missed(), missed.into(), false)}
                {rail_link(List::Closed, sign::ARCHIVE, text::closed(), Signal::stored(0), false)}
                {rail_link(List::Spaces, sign::SPACE, text::spaces(), it(move || named.get() as usize), true)}
                {rail_link(List::Team, sign::TEAM, text::team(), Signal::stored(0), false)}
                <li>
                    <a
                        class="rail-link"
                        href=Place::Guest(Guest::Records, String::new()).link()
                        on:pointerenter=|_| guests::warm_up(Guest::Records)
                        on:focus=|_| guests::warm_up(Guest::Records)
                        aria-current=it(move || (guest.get() == Some(Guest::Records)).then_some("page"))
                    >
                        {icon(sign::CHART)} <span>{text::records()}</span>
                        {maybe(move || (due.get() > 0).then(|| view! {
                            <b class="rail-count" title=text::reminders_due(due.get())>{format::number(due.get())}</b>
                        }.into_any()))}
                    </a>
                </li>
                <li>
                    <button
                        class="rail-link"
                        type="button"
                        title=text::key_find()
                        on:pointerenter=|_| guests::warm_up(Guest::Records)
                        on:focus=|_| guests::warm_up(Guest::Records)
                        on:click=press(move |_: MouseEvent| desk.finding.set(Some(Finding::All)))
                    >
                        {icon(SEARCH)} <span>{text::find()}</span>
                    </button>
                </li>
                <li class="rail-last">
                    <a
                        class="rail-link"
                        href=Place::settings("").link()
                        on:pointerenter=|_| guests::warm_up(Guest::Console)
                        on:focus=|_| guests::warm_up(Guest::Console)
                        aria-current=it(move || (guest.get() == Some(Guest::Console)).then_some("page"))
                    >
                        {icon(sign::SETTINGS)} <span>{text::settings()}</span>
                    </a>
                </li>
                <li class="rail-keys">
                    <button class="rail-link" type="button" on:click=press(move |_: MouseEvent| panes.help.set(true))>
                        {icon(sign::KEYBOARD)} <span>{text::keys()}</span>
                    </button>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}

fn rail_link(list: List, path: &'static str, name: &'static str, count: Signal<usize>, urgent: bool) -> AnyView {
    let desk = Desk::here();
    let count = move || u32::try_from(count.get()).ok().filter(|&count| count > 0);
    view! {
        <li>
            <a
                class="rail-link"
                href=Place::Desk { list, room: None }.link()
                aria-current=it(move || (desk.navigation.place().list() == Some(list)).then_some("page"))
            >
                {icon(path)} <span>{name}</span>
                {maybe(move || count().map(|count| view! { <b class="rail-count" class:is-urgent=urgent>{format::number(count)}</b> }.into_any()))}
            </a>
        </li>
    }
    .into_any()
}

/// Beside the list, while no room is shown.
#[component]
fn Nothing() -> AnyView {
    let desk = Desk::here();
    let words = memo(move || {
        desk.board.with(|board| match desk.navigation.place().list() {
            Some(List::Missed) if board.all_missed().next().is_some() => {
                (text::pick_to_read(), text::pick_to_read_words())
            }
            Some(List::Closed) => (text::pick_to_read(), text::pick_to_read_words()),
            Some(List::Team) => (text::team(), text::team_words()),
            Some(List::Spaces) => (text::spaces(), text::spaces_words()),
            Some(List::Inbox) if board.all_open().chain(board.all_mine()).next().is_some() => {
                (text::pick_a_room(), text::pick_a_room_words())
            }
            Some(List::Inbox | List::Missed) | None => (text::all_caught_up(), text::all_caught_up_words()),
        })
    });
    let may_set_up = memo(move || desk.may(Role::Admin));
    let panes = expect_context::<Panes>();
    view! {
        <section class="nothing">
            <div class="nothing-mark">{mark()}</div>
            <p class="nothing-title">{it(move || words.get().0)}</p>
            <p>{it(move || words.get().1)}</p>
            <div class="nothing-ways">
                <button class="link-button" type="button" on:click=press(move |_: MouseEvent| panes.help.set(true))>{text::keys_help()}</button>
                {shown(move || may_set_up.get(), move || view! {
                    <a href=Place::settings("install").link()>{text::put_on_site()}</a>
                }.into_any())}
            </div>
        </section>
    }
    .into_any()
}
