//! Looking on in a colleague's room, and making it one's own.

use kit::{lean::it, view::Dialog};
use leptos::{ev::Event, prelude::*};
use shared::{api::Former, card::EnquiryCard, id::EnquiryId};
use ui::{
    text as shared_text,
    view::{Button, Look},
};

use crate::{board::visitor_name, desk::Desk, text};

/// What stands over the box of who looks on.
pub(super) fn looking_on(desk: Desk, enquiry: EnquiryId, of: &str) -> AnyView {
    let busy = it(move || desk.is_acting(enquiry));
    let join = move |()| {
        if let Some(me) = untrack(|| desk.me()) {
            desk.invite(enquiry, me.card.id);
        }
    };
    view! {
        <div class="passing">
            <p>{text::looking_on(of)}</p>
            <div class="passing-ways">
                <Button busy=busy on_press=join>{text::join_room()}</Button>
                <Button busy=busy on_press=move |()| desk.taking_over.set(Some(enquiry))>{text::take_over()}</Button>
            </div>
        </div>
    }
    .into_any()
}

/// The question before an enquiry is taken over, and what becomes of whose it is.
#[component]
pub(super) fn TakeOverDialog(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let (visitor, of) = card.with_untracked(|card| {
        let of = card.as_ref().and_then(EnquiryCard::holder).map(|holder| holder.name.to_string());
        (card.as_ref().map(|card| visitor_name(card).to_string()).unwrap_or_default(), of.unwrap_or_default())
    });
    let stays = RwSignal::new(true);
    let close = move |()| desk.taking_over.set(None);
    let take = move |()| desk.take_over(enquiry, if stays.get_untracked() { Former::Guest } else { Former::Leaves });
    view! {
        <Dialog title=format!("{}: {visitor}", text::take_over()) on_close=close way_out=shared_text::cancel()>
            <p class="dialog-words">{text::take_over_words(&of)}</p>
            <label class="check">
                <input type="checkbox" prop:checked=move || stays.get() on:change=move |event: Event| stays.set(event_target_checked(&event)) />
                <span>{text::former_stays(&of)}</span>
            </label>
            <div class="dialog-foot">
                <Button on_press=close>{shared_text::cancel()}</Button>
                <Button look=Look::Primary on_press=take>{text::take_over()}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
