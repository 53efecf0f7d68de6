//! Whether one can be given work: chosen here, and shown of everybody.

use kit::{
    lean::{it, memo},
    sign,
};
use leptos::{ev::Event, prelude::*};
use shared::card::Availability;
use ui::view::icon::icon;

use crate::{board::Board, desk::Desk, text};

/// Those that can be chosen. Idle comes by itself.
const CHOICES: [Availability; 3] = [Availability::Active, Availability::Busy, Availability::Offline];

/// For `data-…` and values of options.
pub(super) const fn key(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "active",
        Availability::Busy => "busy",
        Availability::Idle => "idle",
        Availability::Offline => "offline",
    }
}

/// A dot whose shape says it too, for who sees no colours. The words stand beside it.
pub(super) fn dot(availability: Signal<Availability>) -> AnyView {
    view! { <i class="dot" data-availability=it(move || key(availability.get())) aria-hidden="true"></i> }.into_any()
}

/// The choice.
#[component]
pub(super) fn AvailabilityBox() -> AnyView {
    let desk = Desk::here();
    let now = memo(move || desk.board.with(Board::availability).unwrap_or(Availability::Offline));
    let choose = move |event: Event| {
        let value = event_target_value(&event);
        if let Some(choice) = CHOICES.into_iter().find(|choice| key(*choice) == value) {
            desk.choose_availability(choice);
        }
    };
    view! {
        <span class="availability">
            {dot(now.into())}
            <select aria-label=text::availability() title=text::availability_hint() prop:value=it(move || key(now.get())) on:change=choose>
                // Can't be chosen, but is shown while it is so.
                {move || {
                    (now.get() == Availability::Idle)
                        .then(|| view! { <option value="idle" disabled selected>{text::availability_name(Availability::Idle)}</option> })
                }}
                {CHOICES
                    .map(|choice| {
                        view! {
                            <option value=key(choice) selected=it(move || now.get() == choice)>{text::availability_name(choice)}</option>
                        }
                    })
                    .collect_view()}
            </select>
            <span class="availability-open">{icon(sign::FURTHER)}</span>
        </span>
    }
    .into_any()
}
