//! One destination of a topic: who is asked, and how long they have.

use kit::{
    focus,
    form::Problems,
    lean::{it, press},
    sign,
    view::wrong_by,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::api::StaffSettings;
use ui::view::{
    Avatar, Field, dom,
    icon::{CHECK, icon},
};

use super::{
    bind::bind,
    conditions::{Choices, ConditionsFields, MannerField},
};
use crate::{form::TagDraft, text};

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
    let name = bind(
        draft,
        move |draft| draft.destination(key).map(|one| one.name.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(one) = draft.destination_mut(key) {
                one.name = text;
            }
        },
    );
    let wait = bind(
        draft,
        move |draft| draft.destination(key).map(|one| one.wait_s.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(one) = draft.destination_mut(key) {
                one.wait_s = text;
            }
        },
    );
    let place = Memo::new(move |_| {
        draft.with(|draft| draft.destinations.iter().position(|one| one.key == key).map_or(0, |at| at + 1))
    });
    let wrong = move |name: &'static str| {
        wrong_by(problems, move || format!("destinations.{}.{name}", place.get().saturating_sub(1)).into())
    };
    let id = |what: &str| format!("destination-{key}-{what}");
    let shift = move |earlier: bool| {
        draft.update(|draft| draft.shift(key, earlier));
        dom::focus_soon(&format!("destination-{key}-{}", if earlier { "up" } else { "down" }));
    };
    let remove = move |()| {
        draft.update(|draft| draft.remove(key));
        focus::rescue("#destinations-title");
    };
    let button = move |what: &'static str, path: &'static str, label: fn(&str) -> String, act: Callback<()>| {
        view! {
            <button
                class="icon-button"
                type="button"
                id=id(what)
                aria-label=it(move || name.with(|name| label(name)))
                on:click=press(move |_: MouseEvent| act.run(()))
            >
                {icon(path)}
            </button>
        }
        .into_any()
    };
    view! {
        <li class="card destination">
            <span class="destination-place" aria-hidden="true">{it(move || place.get())}</span>
            <div class="destination-fields">
                <div class="destination-head">
                    <Field label=text::destination_label() value=name error=wrong("name") />
                    <Field label=text::wait_label() kind="number" value=wait error=wrong("wait_s") />
                    <span class="item-order">
                        {button("up", sign::UP, text::move_up, Callback::new(move |()| shift(true)))}
                        {button("down", sign::FURTHER, text::move_down, Callback::new(move |()| shift(false)))}
                        {button("remove", sign::BIN, text::remove_named, Callback::new(remove))}
                    </span>
                </div>
                <fieldset class="people" aria-describedby=id("below")>
                    <legend>{text::who_serves()}</legend>
                    <div class="people-list">
                        {staff.with_value(|staff| staff.iter().map(|member| person(draft, key, member)).collect_view())}
                    </div>
                    <p class="field-below is-wrong" id=id("below")>{wrong("staff")}</p>
                </fieldset>
                <MannerField key=key draft=draft />
                <ConditionsFields key=key draft=draft problems=problems place=place choices=choices />
            </div>
        </li>
    }
    .into_any()
}

fn person(draft: RwSignal<TagDraft>, key: u32, member: &StaffSettings) -> AnyView {
    let staff = member.card.id;
    let on =
        Memo::new(move |_| draft.with(|draft| draft.destination(key).is_some_and(|one| one.staff.contains(&staff))));
    let toggle = move |_: MouseEvent| {
        draft.update(|draft| {
            if let Some(destination) = draft.destination_mut(key) {
                destination.toggle(staff);
            }
        });
    };
    let card = member.card.clone();
    view! {
        <button class="person" type="button" aria-pressed=it(move || on.get().to_string()) on:click=press(toggle)>
            <Avatar name=card.name.to_string() seed=card.id.to_string() photo=card.photo class="avatar-small" />
            <span>{card.name.to_string()}</span>
            <span class="person-on">{icon(CHECK)}</span>
        </button>
    }
    .into_any()
}
