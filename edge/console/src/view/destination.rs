//! One destination of a topic: who is asked, and how long they have.

use kit::{
    focus,
    form::Problems,
    lean::{it, memo},
    view::wrong_by,
};
use leptos::prelude::*;
use shared::{api::StaffSettings, id::StaffId};
use ui::view::{Avatar, Field};

use super::{
    bind::bind_at,
    conditions::{Choices, ConditionsFields, MannerField},
    order::{focus_again, order_buttons},
    toggles::toggle_button,
};
use crate::{
    form::{DestinationDraft, TagDraft},
    text,
};

/// A destination as it is typed.
#[component]
pub(crate) fn DestinationCard(
    /// Which of the draft's.
    key: u32,
    draft: RwSignal<TagDraft>,
    problems: Memo<Problems>,
    /// Everybody who may be put on it.
    staff: StoredValue<Vec<StaffSettings>>,
    choices: StoredValue<Choices>,
) -> AnyView {
    let name = bind_in(draft, key, |one| one.name.clone(), |one, text| one.name = text);
    let wait = bind_in(draft, key, |one| one.wait_s.clone(), |one, text| one.wait_s = text);
    let call_wait = bind_in(draft, key, |one| one.call_wait_s.clone(), |one, text| one.call_wait_s = text);
    let serving = bind_in(draft, key, |one| one.staff.clone(), |one, staff| one.staff = staff);
    let place = memo(move || {
        draft.with(|draft| draft.destinations.iter().position(|one| one.key == key).map_or(0, |at| at + 1))
    });
    let wrong = move |name: &'static str| {
        wrong_by(problems, move || format!("destinations.{}.{name}", place.get().saturating_sub(1)).into())
    };
    let id = format!("destination-{key}");
    let shift = {
        let id = id.clone();
        Callback::new(move |earlier: bool| {
            draft.update(|draft| draft.shift(key, earlier));
            focus_again(&id, earlier);
        })
    };
    let remove = Callback::new(move |()| {
        draft.update(|draft| draft.remove(key));
        focus::rescue("#destinations-title");
    });
    let below = format!("{id}-below");
    view! {
        <li class="card destination">
            <span class="destination-place" aria-hidden="true">{it(move || place.get())}</span>
            <div class="destination-fields">
                <div class="destination-head">
                    <Field label=text::destination_label() value=name error=wrong("name") />
                    <Field label=text::wait_label() kind="number" value=wait error=wrong("wait_s") />
                    <Field label=text::call_wait_label() kind="number" value=call_wait error=wrong("call_wait_s") />
                    {order_buttons(&id, name.into(), shift, Some(remove))}
                </div>
                <fieldset class="toggles" aria-describedby=below>
                    <legend>{text::who_serves()}</legend>
                    <div class="toggle-list">
                        {staff.with_value(|staff| staff.iter().map(|member| person(serving, member)).collect_view())}
                    </div>
                    <p class="field-below is-wrong" id=below.clone()>{wrong("staff")}</p>
                </fieldset>
                <MannerField key=key draft=draft />
                <ConditionsFields key=key draft=draft problems=problems place=place choices=choices />
            </div>
        </li>
    }
    .into_any()
}

fn person(chosen: RwSignal<Vec<StaffId>>, member: &StaffSettings) -> AnyView {
    let card = &member.card;
    let (name, seed) = (card.name.to_string(), card.id.to_string());
    let face = view! { <Avatar name=name.clone() seed=seed photo=card.photo.clone() class="avatar-small" /> };
    toggle_button(chosen, card.id, name, Some(face.into_any()))
}

/// What is in a field of one destination; see `super::bind`.
pub(super) fn bind_in<T: Clone + Default + PartialEq + Send + Sync + 'static>(
    draft: RwSignal<TagDraft>,
    key: u32,
    read: fn(&DestinationDraft) -> T,
    write: fn(&mut DestinationDraft, T),
) -> RwSignal<T> {
    bind_at(
        draft,
        move |draft| draft.destination(key).map(read).unwrap_or_default(),
        move |draft, value| {
            if let Some(one) = draft.destination_mut(key) {
                write(one, value);
            }
        },
    )
}
