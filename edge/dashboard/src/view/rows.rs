//! Rows of the lists, and the small marks on them.

use kit::{
    lean::{it, maybe, memo, shown},
    sign, words,
};
use leptos::prelude::*;
use shared::{
    card::{EnquiryCard, EntryCard, Side},
    id::EnquiryId,
};
use ui::{
    text::format,
    view::{
        Avatar, Button, Look,
        icon::{TAG, icon},
    },
};

use super::{channel::channel_sign, labels::label_chips, transfer::left};
use crate::{
    board::visitor_name,
    desk::Desk,
    place::{List, Place},
    text,
};

/// What was pressed: a topic, or a person.
pub(super) fn chip(card: &EnquiryCard) -> AnyView {
    let (path, kind) = match &card.entry {
        EntryCard::Tag(_) => (TAG, text::broadcast()),
        EntryCard::Staff(_) => (sign::PERSON, text::direct()),
    };
    view! {
        <span class="chip chip-entry" class:is-direct=matches!(card.entry, EntryCard::Staff(_)) title=kind>
            {icon(path)} <span class="unseen">{kind}" "</span> {card.entry.name().to_string()}
        </span>
    }
    .into_any()
}

/// Where the visitor is.
pub(super) fn country_chip(card: &EnquiryCard) -> AnyView {
    let Some(code) = card.country.clone() else { return ().into_any() };
    let name = words::country(&code);
    view! {
        <span class="chip" title=name>
            <span class="flag" aria-hidden="true">{words::flag(&code)}</span>
            <span aria-hidden="true">{code}</span>
            <span class="unseen">{name.clone()}</span>
        </span>
    }
    .into_any()
}

/// A page's path; its host where there is none.
pub(super) fn place_of_page(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("", |at| &after_scheme[at..]);
    let path = path.split(['?', '#']).next().unwrap_or("");
    if path.len() > 1 { path } else { after_scheme.trim_end_matches('/') }
}

/// A person who asks, drawn.
pub(super) fn face(card: &EnquiryCard, class: &'static str) -> AnyView {
    let photo = card.contact.photo.then(|| Desk::here().requests.path(&format!("contacts/{}/photo", card.contact.id)));
    view! { <Avatar name=visitor_name(card).to_string() seed=card.contact.id.to_string() photo=photo class=class /> }
        .into_any()
}

/// The line below a name: what was said last.
fn last_words(card: &EnquiryCard) -> AnyView {
    let Some(preview) = &card.preview else { return text::nothing_said_yet().into_any() };
    let words = preview.text.to_string();
    match preview.side {
        Side::Visitor => words.into_any(),
        Side::Staff => text::we_said(&words).into_any(),
    }
}

/// How many are unread.
fn unread(card: &EnquiryCard) -> AnyView {
    let words = ui::text::unread(card.unread);
    view! { <b class="count"><span aria-hidden="true">{format::number(card.unread)}</span><span class="unseen">{words}</span></b> }
        .into_any()
}

/// A room of one's own.
#[component]
pub(super) fn RoomRow(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    let card = desk.card(enquiry);
    let passes =
        move || card.with(|card| card.as_ref().is_some_and(|card| desk.board.with(|board| board.is_passed_on(card))));
    let rings = move || desk.rings(enquiry);
    let busy = it(move || desk.is_acting(enquiry));
    view! {
        <EnquiryRow enquiry=enquiry list=List::Inbox marks=whose when=|card, now| {
            format::short(card.preview.as_ref().map_or(card.changed_at_ms, |preview| preview.at_ms), now)
        }>
            {shown(rings, move || view! {
                <Button look=Look::Primary on_press=move |()| desk.answer_call(enquiry)>{text::answer_call()}</Button>
            }.into_any())}
            {shown(passes, move || view! {
                <span class="row-time">{left(desk, card)}</span>
                <Button busy=busy on_press=move |()| desk.take_back(enquiry)>{text::take_back()}</Button>
            }.into_any())}
        </EnquiryRow>
    }
    .into_any()
}

/// That it isn't quite one's own: passed on, or somebody else's.
fn whose(card: &EnquiryCard) -> AnyView {
    let (passes, guest) = Desk::here().board.with_untracked(|board| (board.is_passed_on(card), board.is_guest(card)));
    let to = card.transfer.as_ref().filter(|_| passes).map(|transfer| text::transferring(transfer.to.name().as_str()));
    view! {
        {to.map(|to| view! { <span class="chip is-strong">{icon(sign::TRANSFER)}{to}</span> })}
        {rings(card.enquiry)}
        {guest.then(|| view! { <span class="chip">{icon(sign::TEAM)}{text::guest()}</span> })}
        {noted(card.enquiry)}
    }
    .into_any()
}

/// That its visitor calls.
fn rings(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    shown(
        move || desk.rings(enquiry),
        || view! { <span class="chip is-strong">{icon(sign::PHONE)}{text::rings()}</span> }.into_any(),
    )
}

/// That colleagues noted something there which this person hasn't seen.
fn noted(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    shown(
        move || desk.board.with(|board| board.is_noted(enquiry)),
        || view! { <span class="chip is-note">{icon(sign::PENCIL)}{text::new_note()}</span> }.into_any(),
    )
}

/// An enquiry in a list, and below it perhaps what can be done about it.
#[component]
pub(super) fn EnquiryRow(
    enquiry: EnquiryId,
    /// Where it is listed.
    list: List,
    /// The time on the right.
    when: fn(&EnquiryCard, shared::value::Timestamp) -> String,
    /// Marks after the topic.
    #[prop(optional)]
    marks: Option<fn(&EnquiryCard) -> AnyView>,
    /// A button.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let desk = Desk::here();
    let card = desk.card(enquiry);
    let part = move |draw: fn(&EnquiryCard) -> AnyView| maybe(move || card.with(|card| card.as_ref().map(draw)));
    let here = it(move || desk.navigation.place().enquiry() == Some(enquiry));
    let waits = memo(move || card.with(|card| card.as_ref().is_some_and(desk.unread())));
    // Minutes are what it shows; no need to look each second.
    let minute = memo(move || desk.now.get().as_ms() / 60_000);
    let time = it(move || {
        let _ = minute.get();
        card.with(|card| card.as_ref().map(|card| when(card, desk.now.get_untracked())))
    });
    view! {
        <li class="row" class:is-here=here class:is-unread=it(move || waits.get())>
            {part(|card| face(card, ""))}
            <div class="row-text">
                <h3 class="one-line">
                    <a href=Place::of_enquiry(list, enquiry).link() aria-current=it(move || here.get().then_some("true"))>
                        {part(|card| visitor_name(card).to_string().into_any())}
                    </a>
                </h3>
                <p class="row-words one-line" dir="auto">{part(last_words)}</p>
                <p class="row-chips">{part(channel_sign)} {part(chip)} {marks.map(part)} {label_chips(desk, card)}</p>
            </div>
            <div class="row-side">
                <span class="row-time">{time}</span>
                {maybe(move || card.with(|card| card.as_ref().filter(|_| waits.get()).map(unread)))}
                {children.map(|children| children())}
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::place_of_page;

    #[test]
    fn a_page_without_a_title_is_known_by_its_path() {
        assert_eq!(place_of_page("https://www.example.com/tents/ridge-2?utm=x#y"), "/tents/ridge-2");
        assert_eq!(place_of_page("https://www.example.com/"), "www.example.com");
        assert_eq!(place_of_page("https://www.example.com"), "www.example.com");
    }
}
