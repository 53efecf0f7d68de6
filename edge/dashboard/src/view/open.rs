//! A card of somebody who waits.

use kit::{
    lean::{it, maybe, memo, press, shown},
    sign, words,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    card::{EnquiryCard, Mode, PageView},
    id::EnquiryId,
};
use ui::{
    text::format,
    view::{Button, icon::icon},
};

use super::{
    channel::channel_sign,
    labels::label_chips,
    ring::ring,
    rows::{chip, country_chip, face, place_of_page},
    transfer::passed,
};
use crate::{
    board::visitor_name,
    channel,
    desk::Desk,
    place::{List, Place},
    text,
};

/// One open enquiry.
#[component]
pub(super) fn OpenCard(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    let card = desk.card(enquiry);
    let busy = it(move || desk.board.with(|board| board.is_reaching_for(enquiry)));
    let here = it(move || desk.navigation.place().enquiry() == Some(enquiry));
    let waits = memo(move || {
        card.with(|card| card.as_ref().map(|card| format::clock(desk.now.get().ms_since(card.raised_at_ms))))
    });
    let part = move |draw: fn(&EnquiryCard) -> AnyView| maybe(move || card.with(|card| card.as_ref().map(draw)));
    let name = it(move || card.with(|card| card.as_ref().map(|card| visitor_name(card).to_string())));
    let label = format!("enquiry-{enquiry}");
    let calls = card.with_untracked(|card| card.as_ref().is_some_and(|card| card.mode == Mode::Call));
    let passed_on = memo(move || {
        card.with(|card| {
            card.as_ref().is_some_and(|card| card.transfer.is_some() && desk.board.with(|board| board.is_offered(card)))
        })
    });
    let declining = it(move || desk.is_acting(enquiry));
    view! {
        <li class="enquiry" class:is-here=here>
            {ring(card.into(), desk.now.into())}
            <div class="enquiry-head">
                <h3 class="one-line" id=label.clone()>
                    <a href=Place::of_enquiry(List::Inbox, enquiry).link() aria-current=it(move || here.get().then_some("true"))>
                        {name}
                    </a>
                </h3>
                <span class="enquiry-wait" title=text::waiting_since()>
                    <span class="unseen">{text::waiting()}" "</span>{it(move || waits.get())}
                </span>
            </div>
            <p class="enquiry-chips">{part(chips)} {label_chips(desk, card)}</p>
            <p class="enquiry-words" dir="auto">{part(first_words)}</p>
            {part(passed)}
            <div class="enquiry-foot">
                <p class="enquiry-page one-line">{part(page)}</p>
                {shown(move || passed_on.get(), move || view! {
                    <Button busy=declining on_press=move |()| desk.decline(enquiry)>{text::decline()}</Button>
                }.into_any())}
                // Named by its verb alone; whose it is stands in the description.
                <button
                    class="button button-primary"
                    class:is-call=calls
                    type="button"
                    aria-describedby=label
                    aria-busy=it(move || busy.get().then_some("true"))
                    on:click=press(move |_: MouseEvent| desk.reach_for(enquiry))
                >
                    {calls.then(|| icon(sign::PHONE))} {text::answer()}
                </button>
            </div>
        </li>
    }
    .into_any()
}

fn chips(card: &EnquiryCard) -> AnyView {
    view! {
        {card.contact.photo.then(|| face(card, "avatar-small"))} {channel_sign(card)}
        {(card.mode == Mode::Call).then(|| view! { <span class="chip is-strong">{icon(sign::PHONE)} {text::calls()}</span> })}
        {chip(card)} {country_chip(card)}
        {card.language.as_ref().map(|tag| {
            view! { <span class="chip" title=text::their_language()>{words::language(tag.as_str())}</span> }
        })}
    }
    .into_any()
}

fn first_words(card: &EnquiryCard) -> AnyView {
    match &card.preview {
        Some(preview) => preview.text.to_string().into_any(),
        None => view! { <span class="enquiry-silent">{text::nothing_said_yet()}</span> }.into_any(),
    }
}

/// Where they are: at a social account, or on a page.
fn page(card: &EnquiryCard) -> AnyView {
    if let Some(channel) = &card.channel {
        return channel::name(channel).into_any();
    }
    let Some(PageView { url, title }) = &card.page else { return ().into_any() };
    let words = title.as_ref().map_or_else(|| place_of_page(url.as_str()).to_owned(), ToString::to_string);
    view! { {icon(sign::PAGE)} <span class="one-line" title=url.as_str().to_owned()>{words}</span> }.into_any()
}
