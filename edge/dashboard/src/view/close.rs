//! The question before an enquiry is closed; where a label is required, it is asked for here.

use kit::{
    lean::{it, live, memo, shown},
    view::Dialog,
};
use leptos::prelude::*;
use shared::{card::EnquiryCard, id::EnquiryId};
use ui::{
    text as shared_text,
    view::{Button, Look},
};

use super::labels::{LabelPicker, label_chips};
use crate::{desk::Desk, text};

/// The dialog.
#[component]
pub(super) fn CloseDialog(
    enquiry: EnquiryId,
    card: Memo<Option<EnquiryCard>>,
    /// Yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// No.
    #[prop(into)]
    on_close: Callback<()>,
) -> AnyView {
    let desk = Desk::here();
    let wants =
        move || card.with(|card| card.as_ref().is_some_and(|card| desk.board.with(|board| board.wants_label(card))));
    // It was asked for here: what was chosen can be changed until the end.
    let asked = untrack(wants);
    let wants = memo(wants);
    view! {
        <Dialog title=text::close_question() on_close=on_close way_out=shared_text::cancel()>
            {live(move || {
                let words = if wants.get() { text::close_wants_label() } else { text::close_words() };
                view! { <p class="dialog-words" role="status">{words}</p> }.into_any()
            })}
            {asked.then(|| view! {
                <p class="label-chips">{label_chips(desk, card)}</p>
                <LabelPicker enquiry=enquiry card=card />
            })}
            <div class="dialog-foot">
                <Button on_press=on_close>{shared_text::cancel()}</Button>
                {shown(move || !wants.get(), move || view! {
                    <Button look=Look::Danger on_press=on_confirm>{text::close_room()}</Button>
                }.into_any())}
                {shown(move || wants.get(), || view! {
                    <button class="button button-danger" type="button" disabled=it(|| true)>{text::close_room()}</button>
                }.into_any())}
            </div>
        </Dialog>
    }
    .into_any()
}
