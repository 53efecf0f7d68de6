//! The archive.

use kit::{sign, view::rating};
use leptos::prelude::*;
use shared::{
    card::{EnquiryCard, Phase},
    id::EnquiryId,
};
use ui::{
    text::format,
    view::{EmptyState, icon::icon},
};

use super::{pages::Pages, rows::EnquiryRow};
use crate::{board::Board, place::List, text};

/// The list.
#[component]
pub(super) fn Closed() -> AnyView {
    let empty = || {
        view! { <EmptyState sign=sign::ARCHIVE title=text::nothing_closed()><p>{text::nothing_closed_words()}</p></EmptyState> }.into_any()
    };
    view! {
        <Pages phase=Phase::Closed title=text::closed() panel=Board::closed empty=empty row=|enquiry| view! { <ClosedRow enquiry=enquiry /> }.into_any() />
    }
    .into_any()
}

#[component]
fn ClosedRow(enquiry: EnquiryId) -> AnyView {
    view! {
        <EnquiryRow enquiry=enquiry list=List::Closed when=|card, now| format::short(card.changed_at_ms, now) marks=owner />
    }
    .into_any()
}

fn owner(card: &EnquiryCard) -> AnyView {
    let owner = card.owner.as_ref().map(|owner| {
        view! { <span class="chip" title=text::answered_by()>{icon(sign::PERSON)} {owner.name.to_string()}</span> }
    });
    let rated = card.rated.as_deref().map(rating);
    view! { {owner} {rated} }.into_any()
}
