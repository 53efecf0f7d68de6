//! One automatic message: whether it is said, what it says in each language, its buttons, and how visitors see it.

use kit::{
    form::Problems,
    lean::{each, live, memo, press, shown},
    sign,
    view::{part::switch, wrong},
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    script::{PEOPLE, Slot, Words},
    setup::messages::{MAX_BUTTON_CHARS, MAX_TEXT_CHARS},
    value::MessageBody,
};
use ui::view::{Button, Field, dom, icon::icon};

use super::{
    bind::{bind, bind_at},
    messages::slot_name,
    texts::TextsField,
};
use crate::{
    form::{ButtonDraft, MessagesDraft, SLOTS, SlotDraft},
    text,
};

/// So many people can take an enquiry in an example.
const EXAMPLE_PEOPLE: u32 = 3;

/// One message of a set.
#[component]
pub(super) fn SlotCard(
    draft: RwSignal<MessagesDraft>,
    problems: Memo<Problems>,
    /// Which of [`SLOTS`].
    at: usize,
) -> AnyView {
    let (slot, field) = SLOTS.get(at).copied().unwrap_or((Slot::Welcome, "welcome"));
    let on = memo(move || draft.with(|draft| draft.slots.get(at).is_some_and(|slot| slot.on)));
    let turn = Callback::new(move |on| {
        draft.update(|draft| {
            if let Some(slot) = draft.slots.get_mut(at) {
                slot.on = on;
            }
        });
    });
    view! {
        <section class="card form">
            {switch(slot_name(slot), when(slot), on.into(), turn)}
            {shown(move || on.get(), move || view! { <SlotFields draft=draft problems=problems at=at of=slot field=field /> }.into_any())}
        </section>
    }
    .into_any()
}

/// When it is said.
fn when(slot: Slot) -> &'static str {
    match slot {
        Slot::Welcome => text::slot_welcome_words(),
        Slot::Waiting => text::slot_waiting_words(),
        Slot::Away => text::slot_away_words(),
        Slot::Idle => text::slot_idle_words(),
        Slot::TransferFailed => text::slot_transfer_words(),
        Slot::Close | Slot::Unknown => text::slot_close_words(),
    }
}

#[component]
fn SlotFields(
    draft: RwSignal<MessagesDraft>,
    problems: Memo<Problems>,
    at: usize,
    of: Slot,
    field: &'static str,
) -> AnyView {
    let after = match of {
        Slot::Waiting => {
            let value = bind(draft, |draft| draft.waiting_after.clone(), |draft, text| draft.waiting_after = text);
            Some((value, wrong(problems, "waiting_after_s")))
        }
        Slot::Idle => {
            let value = bind(draft, |draft| draft.idle_after.clone(), |draft, text| draft.idle_after = text);
            Some((value, wrong(problems, "idle_after_s")))
        }
        Slot::Welcome | Slot::Away | Slot::TransferFailed | Slot::Close | Slot::Unknown => None,
    };
    let after = after.map(|(value, error)| {
        view! {
            <div class="slot-times"><Field label=text::after_seconds() kind="number" value=value error=error /></div>
        }
    });
    let hint = (of == Slot::Waiting).then(|| view! { <p class="card-words">{text::people_hint(PEOPLE)}</p> });
    let said = bind_at(
        draft,
        move |draft: &MessagesDraft| draft.slots.get(at).map(|slot| slot.text.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(slot) = draft.slots.get_mut(at) {
                slot.text = text;
            }
        },
    );
    let count = memo(move || draft.with(|draft| draft.slots.get(at).map_or(0, |slot| slot.buttons.len())));
    let has_room = move || draft.with(|draft| draft.slots.get(at).is_some_and(SlotDraft::has_room));
    let add = move |()| {
        draft.update(|draft| draft.add_button(at));
        dom::focus_soon(&row_id(at, count.get_untracked().saturating_sub(1)));
    };
    view! {
        <div class="slot">
            <div class="form">
                {after}
                <TextsField label=text::message() value=said field=format!("{field}.text") most=MAX_TEXT_CHARS lines=true problems=problems />
                {hint}
                <fieldset class="list" id=format!("buttons-{at}") tabindex="-1">
                    <legend>{text::buttons_below()}</legend>
                    <p class="field-below">{text::buttons_below_words()}</p>
                    <ul class="list-rows">
                        {each(move || (0..count.get()).collect(), move |place: usize| button_row(draft, problems, (at, field), place))}
                    </ul>
                    {shown(has_room, move || view! {
                        <Button on_press=add>{icon(sign::PLUS)} {text::add_button()}</Button>
                    }.into_any())}
                    <p class="field-below is-wrong" role="status">{wrong(problems, format!("{field}.buttons"))}</p>
                </fieldset>
            </div>
            <Example draft=draft at=at />
        </div>
    }
    .into_any()
}

fn row_id(at: usize, place: usize) -> String {
    format!("button-{at}-{place}")
}

fn button(draft: &MessagesDraft, at: usize, place: usize) -> Option<&ButtonDraft> {
    draft.slots.get(at)?.buttons.get(place)
}

fn button_mut(draft: &mut MessagesDraft, at: usize, place: usize) -> Option<&mut ButtonDraft> {
    draft.slots.get_mut(at)?.buttons.get_mut(place)
}

fn button_row(
    draft: RwSignal<MessagesDraft>,
    problems: Memo<Problems>,
    (at, field): (usize, &str),
    place: usize,
) -> AnyView {
    let said = bind_at(
        draft,
        move |draft: &MessagesDraft| button(draft, at, place).map(|button| button.text.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(button) = button_mut(draft, at, place) {
                button.text = text;
            }
        },
    );
    let link = bind_at(
        draft,
        move |draft: &MessagesDraft| button(draft, at, place).map(|button| button.link.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(button) = button_mut(draft, at, place) {
                button.link = text;
            }
        },
    );
    let remove = move |_: MouseEvent| {
        draft.update(|draft| {
            if let Some(slot) = draft.slots.get_mut(at).filter(|slot| place < slot.buttons.len()) {
                slot.buttons.remove(place);
            }
        });
        dom::focus_soon(&format!("buttons-{at}"));
    };
    let path = format!("{field}.buttons.{place}");
    view! {
        <li class="list-row slot-button" id=row_id(at, place) tabindex="-1">
            <div class="slot-button-fields">
                <TextsField label=text::on_button() value=said field=format!("{path}.text") most=MAX_BUTTON_CHARS problems=problems />
                <Field label=text::leads_to_address() kind="url" optional=true hint=text::leads_to_address_hint() value=link error=wrong(problems, format!("{path}.link")) />
            </div>
            <button class="icon-button" type="button" aria-label=text::remove_button() on:click=press(remove)>{icon(sign::BIN)}</button>
        </li>
    }
    .into_any()
}

/// How visitors see it, in the first language that it is written in.
#[component]
fn Example(draft: RwSignal<MessagesDraft>, at: usize) -> AnyView {
    let seen = move || {
        let slot = draft.with(|draft| draft.slots.get(at).cloned().unwrap_or_default());
        let said = slot.text.first().and_then(|(language, words)| {
            let text = MessageBody::try_from(words).ok()?;
            Some(Words { language: language.clone(), text, buttons: Vec::new() }.for_people(EXAMPLE_PEOPLE))
        });
        let body = said.map_or_else(|| "…".to_owned(), |said| said.as_str().to_owned());
        let buttons = slot.buttons.iter().filter_map(|button| {
            let words = button.text.first()?.1.to_owned();
            Some(view! { <span class="message-choice" dir="auto">{words}</span> })
        });
        view! {
            <div class="message is-automatic is-first is-last">
                <span class="message-author">{ui::text::automatic()}</span>
                <p class="message-bubble" dir="auto">{body}</p>
                <div class="message-choices">{buttons.collect_view()}</div>
            </div>
        }
        .into_any()
    };
    view! {
        <figure class="slot-example">
            <figcaption class="slot-example-title">{text::as_visitors_see_it()}</figcaption>
            {live(seen)}
        </figure>
    }
    .into_any()
}
