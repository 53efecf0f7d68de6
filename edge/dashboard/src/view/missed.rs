//! Enquiries that nobody answered in time. They stay until somebody follows up.

use kit::{lean::it, sign, words};
use leptos::prelude::*;
use shared::{
    card::{EnquiryCard, Phase},
    id::EnquiryId,
};
use ui::view::{
    Button, EmptyState,
    icon::{CHECK, LETTER, icon},
};

use super::{pages::Pages, rows::EnquiryRow};
use crate::{board::Board, desk::Desk, place::List, text};

/// The list.
#[component]
pub(super) fn Missed() -> AnyView {
    let empty = || {
        view! { <EmptyState sign=CHECK title=text::nothing_missed()><p>{text::nothing_missed_words()}</p></EmptyState> }
            .into_any()
    };
    view! {
        <Pages phase=Phase::Missed title=text::missed() panel=Board::missed empty=empty row=|enquiry| view! { <MissedRow enquiry=enquiry /> }.into_any() />
    }
    .into_any()
}

#[component]
fn MissedRow(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    let busy = it(move || desk.board.with(|board| board.is_reaching_for(enquiry)));
    view! {
        <EnquiryRow enquiry=enquiry list=List::Missed when=|card, now| words::ago(card.changed_at_ms, now) marks=reachable>
            <Button busy=busy on_press=move |()| desk.reach_for(enquiry)>{text::follow_up()}</Button>
        </EnquiryRow>
    }
    .into_any()
}

/// How the visitor can be reached, if they said so.
fn reachable(card: &EnquiryCard) -> AnyView {
    let details = &card.contact.details;
    view! {
        {details.email.is_some().then(|| view! { <span class="chip" title=text::left_email()>{icon(LETTER)}<span class="unseen">{text::left_email()}</span></span> })}
        {details.phone.is_some().then(|| view! { <span class="chip" title=text::left_phone()>{icon(sign::PHONE)}<span class="unseen">{text::left_phone()}</span></span> })}
    }
    .into_any()
}
