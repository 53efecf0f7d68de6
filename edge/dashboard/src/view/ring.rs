//! A clock that one sees from the corner of an eye: a ring that empties while an offer lasts.

use kit::{
    lean::{it, memo},
    sign,
};
use leptos::prelude::*;
use shared::{card::EnquiryCard, value::Timestamp};
use ui::{
    text::format,
    view::icon::{TAG, icon},
};

use crate::{board, text};

/// What is left of an offer, of 100; none without an offer.
fn left(card: &EnquiryCard, now: Timestamp) -> Option<i64> {
    let offer = card.offer.as_ref()?;
    let whole = offer.until_ms.ms_since(offer.since_ms).max(1);
    Some((offer.until_ms.ms_since(now) * 100 / whole).min(100))
}

/// The ring of a card, around a sign of its kind.
pub(super) fn ring(card: Signal<Option<EnquiryCard>>, now: Signal<Timestamp>) -> AnyView {
    let left = memo(move || card.with(|card| left(card.as_ref()?, now.get())));
    let direct = card.with_untracked(|card| card.as_ref().is_some_and(board::is_direct));
    let words = it(move || {
        let left = card.with(|card| Some(card.as_ref()?.offer.as_ref()?.until_ms.ms_since(now.get())))?;
        Some(text::offer_ends_in(&format::clock(left)))
    });
    view! {
        <span
            class="ring"
            class:is-late=it(move || left.get().is_some_and(|left| left < 35))
            class:is-last=it(move || left.get().is_some_and(|left| left < 15))
            title=words
        >
            <svg viewBox="0 0 40 40" aria-hidden="true">
                <circle class="ring-ground" cx="20" cy="20" r="18" />
                <circle class="ring-left" cx="20" cy="20" r="18" pathLength="100" stroke-dashoffset=it(move || 100 - left.get().unwrap_or(0)) />
            </svg>
            {icon(if direct { sign::PERSON } else { TAG })}
        </span>
    }
    .into_any()
}
