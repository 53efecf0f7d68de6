//! Labels: on rows and cards, in the head of a room, and in the dialog where they are put on and taken off.

use kit::{
    lean::{each, it, live, maybe, memo, press, shown},
    sign,
    view::{Dialog, focus_when_there, label_chip},
};
use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent, SubmitEvent},
    html,
    prelude::*,
};
use shared::{
    card::EnquiryCard,
    id::{EnquiryId, LabelId},
    label::{LabelCard, MAX_ON_ENQUIRY},
};
use ui::view::{Field, icon::icon};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{board::visitor_name, desk::Desk, text};

/// Most labels in a row: one more line of them says nothing at a glance.
const MOST_IN_ROW: usize = 3;

/// The labels of a card, for a row or a head.
pub(super) fn label_chips(desk: Desk, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let labels = desk.labels_of(card);
    live(move || {
        labels.with(|labels| {
            let more = u32::try_from(labels.len().saturating_sub(MOST_IN_ROW)).unwrap_or_default();
            let more = (more > 0).then(|| {
                view! { <span class="chip" title=text::more_labels(more)>{format!("+{more}")}<span class="unseen">{text::more_labels(more)}</span></span> }
            });
            let chips = labels.iter().take(MOST_IN_ROW).map(|card| label_chip(&card.label)).collect_view();
            view! { {chips} {more} }.into_any()
        })
    })
}

/// All of an enquiry's labels, for where there is room.
pub(super) fn all_labels(desk: Desk, card: Memo<Option<EnquiryCard>>) -> Option<AnyView> {
    desk.labels_of(card).with(|labels| {
        let chips = labels.iter().map(|card| label_chip(&card.label)).collect_view();
        (!labels.is_empty()).then(|| view! { <p class="label-chips">{chips}</p> }.into_any())
    })
}

/// The button in the head of a room that opens the dialog.
#[component]
pub(super) fn LabelButton(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let may = move || {
        card.with(|card| {
            card.as_ref().is_some_and(|card| {
                desk.board.with(|board| board.may_label(card) && !board.labels_for(card).is_empty())
            })
        })
    };
    shown(may, move || {
        view! {
            <button
                class="icon-button"
                type="button"
                aria-label=text::labels()
                title=text::labels()
                aria-haspopup="dialog"
                on:click=press(move |_: MouseEvent| desk.labelling.set(Some(enquiry)))
            >
                {icon(sign::LABEL)}
            </button>
            {shown(move || desk.labelling.get() == Some(enquiry), move || view! { <LabelDialog enquiry=enquiry card=card /> }.into_any())}
        }
        .into_any()
    })
}

#[component]
fn LabelDialog(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let name = card.with_untracked(|card| card.as_ref().map(|card| visitor_name(card).to_string()));
    view! {
        <Dialog title=text::labels_of(&name.unwrap_or_default()) on_close=move |()| desk.labelling.set(None)>
            <p class="dialog-words">{text::labels_words()}</p>
            <LabelPicker enquiry=enquiry card=card />
        </Dialog>
    }
    .into_any()
}

/// A search, and below it what was found: each can be put on and taken off.
#[component]
pub(super) fn LabelPicker(enquiry: EnquiryId, card: Memo<Option<EnquiryCard>>) -> AnyView {
    let desk = Desk::here();
    let search = RwSignal::new(String::new());
    let found = memo(move || {
        let wanted = search.get().trim().to_lowercase();
        let all = card
            .with(|card| card.as_ref().map(|card| desk.board.with(|board| board.labels_for(card))).unwrap_or_default());
        all.into_iter()
            .filter(|one| one.label.name.as_str().to_lowercase().contains(&wanted))
            .collect::<Vec<LabelCard>>()
    });
    let has = move |label: LabelId| card.with(|card| card.as_ref().is_some_and(|card| card.labels.contains(&label)));
    let full = memo(move || desk.labels_of(card).with(|labels| labels.len() >= MAX_ON_ENQUIRY));
    let toggle_first = move |event: SubmitEvent| {
        event.prevent_default();
        let first = found.with_untracked(|found| found.first().map(|first| first.id));
        if let Some(first) = first.filter(|_| !search.with_untracked(|search| search.trim().is_empty())) {
            desk.label(enquiry, first, !untrack(|| has(first)));
            search.set(String::new());
        }
    };
    let form = NodeRef::<html::Form>::new();
    let first = NodeRef::new();
    focus_when_there(first);
    let row = move |id: LabelId| {
        let Some(one) = found.with_untracked(|found| found.iter().find(|one| one.id == id).cloned()) else {
            return ().into_any();
        };
        let words =
            one.label.description.as_ref().map(|words| view! { <span class="label-words">{words.to_string()}</span> });
        view! {
            <li>
                <label class="label-row">
                    <input
                        type="checkbox"
                        prop:checked=it(move || has(id))
                        disabled=it(move || full.get() && !has(id))
                        on:change=move |event: Event| desk.label(enquiry, id, event_target_checked(&event))
                    />
                    {label_chip(&one.label)}
                    {words}
                </label>
            </li>
        }
        .into_any()
    };
    view! {
        <form class="label-picker" node_ref=form on:submit=toggle_first on:keydown=move |event: KeyboardEvent| step(form, &event)>
            <Field label=text::find_label() value=search kind="search" hint=text::find_label_hint() input=first />
            <ul class="label-list">{each(move || found.with(|found| found.iter().map(|one| one.id).collect()), row)}</ul>
            {shown(move || found.with(Vec::is_empty), || view! { <p class="receivers-none">{text::no_label_found()}</p> }.into_any())}
            {maybe(move || full.get().then(|| view! { <p class="dialog-words">{text::labels_are_full()}</p> }.into_any()))}
        </form>
    }
    .into_any()
}

/// Arrows go up and down between the search and what was found.
fn step(form: NodeRef<html::Form>, event: &KeyboardEvent) {
    let forward = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Some(all) = form.get_untracked().and_then(|form| form.query_selector_all("input:not(:disabled)").ok()) else {
        return;
    };
    let inputs: Vec<HtmlElement> =
        (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let here = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let at = inputs.iter().position(|input| Some(input) == here.as_ref());
    let next = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
    if let Some(next) = next.and_then(|next| inputs.get(next)) {
        event.prevent_default();
        let _ = next.focus();
    }
}
