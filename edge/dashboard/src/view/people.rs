//! Who of the staff is in a room: shown in its head, and changed in a dialog.

use kit::{
    lean::{each, it, maybe, memo, press, shown},
    view::Dialog,
    words,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    card::{Availability, EnquiryCard, Phase, StaffCard},
    enquiry::MAX_GUESTS,
    id::{EnquiryId, StaffId},
};
use ui::view::{Avatar, Button, Field};

use super::availability::dot;
use crate::{board::Board, desk::Desk, text};

/// Most faces in the head of a room.
const MOST_FACES: usize = 3;

/// Whether somebody is there.
pub(super) fn availability_of(desk: Desk, staff: StaffId) -> Signal<Availability> {
    it(move || {
        desk.board
            .with(|board| board.colleague(staff).map_or(Availability::Offline, |colleague| colleague.availability))
    })
}

/// Its owner, or who passes it on, first; then the guests.
fn inside(card: &EnquiryCard) -> Vec<StaffCard> {
    card.holder().into_iter().chain(&card.guests).cloned().collect()
}

/// The faces in the head of a room; pressed, who they are, and who else may come.
#[component]
pub(super) fn People(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let open = RwSignal::new(false);
    let inside = memo(move || {
        let runs = |card: &&EnquiryCard| matches!(card.phase, Phase::Open | Phase::Engaged);
        card.with(|card| card.as_ref().filter(runs).map(inside).unwrap_or_default())
    });
    let names = move || {
        let names: Vec<String> = inside.get().iter().map(|one| one.name.to_string()).collect();
        text::people_names(&words::list(&names))
    };
    let faces = move || {
        let mut owner = true;
        let face = |one: StaffCard| {
            let class = if std::mem::take(&mut owner) { "is-owner" } else { "" };
            view! { <Avatar name=one.name.to_string() seed=one.id.to_string() photo=one.photo class=class /> }
        };
        inside.get().into_iter().take(MOST_FACES).map(face).collect_view()
    };
    shown(
        move || !inside.with(Vec::is_empty),
        move || {
            view! {
            <button class="people" type="button" title=it(names) aria-label=it(names) aria-haspopup="dialog" on:click=press(move |_: MouseEvent| open.set(true))>
                {faces}
                {maybe(move || inside.with(Vec::len).checked_sub(MOST_FACES).filter(|&more| more > 0).map(|more| view! {
                    <span class="people-more">{format!("+{more}")}</span>
                }.into_any()))}
            </button>
            {shown(move || open.get(), move || view! { <PeopleDialog enquiry=enquiry card=card open=open /> }.into_any())}
        }
        .into_any()
        },
    )
}

#[component]
fn PeopleDialog(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>, open: RwSignal<bool>) -> AnyView {
    let desk = Desk::here();
    let leads =
        memo(move || card.with(|card| card.as_ref().is_some_and(|card| desk.board.with(|board| board.leads(card)))));
    let guests = memo(move || card.with(|card| card.as_ref().map(|card| card.guests.clone()).unwrap_or_default()));
    let owner = move || card.with(|card| card.as_ref().map(inside)).and_then(|all| all.into_iter().next());
    view! {
        <Dialog title=text::people_here() on_close=move |()| open.set(false)>
            <ul class="people-list">
                {maybe(move || owner().map(|owner| {
                    let role = view! { <span class="people-role">{text::has_it()}</span> }.into_any();
                    view! { <li class="person is-owner">{person(desk, &owner)} {role}</li> }.into_any()
                }))}
                {each(
                    move || guests.get().iter().map(|guest| guest.id).collect(),
                    move |guest: StaffId| {
                        let found = guests.get_untracked().into_iter().find(|one| one.id == guest);
                        found.map_or_else(|| ().into_any(), |one| row(desk, enquiry, &one, leads, open))
                    },
                )}
            </ul>
            {shown(move || leads.get(), move || {
                if guests.with(|guests| guests.len() >= MAX_GUESTS) {
                    return view! { <p class="dialog-words">{text::room_is_full()}</p> }.into_any();
                }
                view! { <Colleagues enquiry=enquiry card=card /> }.into_any()
            })}
        </Dialog>
    }
    .into_any()
}

fn person(desk: Desk, card: &StaffCard) -> AnyView {
    let availability = availability_of(desk, card.id);
    let name = card.name.to_string();
    view! {
        <Avatar name=name.clone() seed=card.id.to_string() photo=card.photo.clone() />
        <span class="person-name">{name}</span>
        <span class="person-state">{dot(availability)} {it(move || text::availability_name(availability.get()))}</span>
    }
    .into_any()
}

fn row(desk: Desk, enquiry: EnquiryId, guest: &StaffCard, leads: Memo<bool>, open: RwSignal<bool>) -> AnyView {
    let id = guest.id;
    let is_me = desk.board.with_untracked(|board| board.me().is_some_and(|me| me.card.id == id));
    let busy = it(move || desk.is_acting(enquiry));
    let words = if is_me { text::leave_room() } else { text::remove_guest() };
    let go = move |()| {
        desk.send_out(enquiry, id);
        if is_me {
            open.set(false);
        }
    };
    view! {
        <li class="person">
            {person(desk, guest)}
            {shown(move || is_me || leads.get(), move || view! { <Button busy=busy on_press=go>{words}</Button> }.into_any())}
        </li>
    }
    .into_any()
}

/// Those who may be invited.
#[component]
fn Colleagues(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let search = RwSignal::new(String::new());
    let others = memo(move || {
        let here: Vec<StaffId> =
            card.with(|card| card.as_ref().map(inside).unwrap_or_default()).iter().map(|one| one.id).collect();
        let fits = |board: &Board| {
            board.called(&search.get()).map(|one| one.id).filter(|id| !here.contains(id)).collect::<Vec<StaffId>>()
        };
        desk.board.with(fits)
    });
    let colleague = move |id: StaffId| {
        let Some(card) = desk.board.with_untracked(|board| board.colleague(id).map(|one| one.card.clone())) else {
            return ().into_any();
        };
        let busy = it(move || desk.is_acting(enquiry));
        view! { <li class="person">{person(desk, &card)} <Button busy=busy on_press=move |()| desk.invite(enquiry, id)>{text::invite()}</Button></li> }
            .into_any()
    };
    view! {
        <section class="people-invite">
            <h3>{text::invite_colleague()}</h3>
            <Field label=text::find_colleague() value=search kind="search" />
            <ul class="people-list">{each(move || others.get(), colleague)}</ul>
            {shown(move || others.with(Vec::is_empty), || view! { <p class="receivers-none">{text::no_receiver()}</p> }.into_any())}
        </section>
    }
    .into_any()
}
