//! The offline form, and that it was taken.

use leptos::{ev::SubmitEvent, html, prelude::*};
use shared::card::ContactDetails;
use ui::{
    storage,
    view::{Button, Field, Look, dom, icon},
};

use super::{app, room::Talk};
use crate::{
    form::{Typed, Wrong, reach},
    text,
};

/// The form; what was left, once it is.
#[component]
pub(super) fn ContactForm() -> AnyView {
    let Talk { room, .. } = expect_context::<Talk>();
    let changes = RwSignal::new(false);
    let left = Memo::new(move |_| room.transcript.with(|it| it.details_left().cloned()));
    let view = move || match left.get().filter(|_| !changes.get()) {
        Some(left) => thanks(&left, changes),
        None => view! { <Blank left=left.get_untracked() done=changes /> }.into_any(),
    };
    view! { {view} }.into_any()
}

fn thanks(left: &ContactDetails, changes: RwSignal<bool>) -> AnyView {
    view! {
        <div class="tail tail-good">
            {icon(icon::CHECK)}
            <p class="tail-title" id="thanks" tabindex="-1">{text::thanks()}</p>
            <p>{text::thanks_more(reach(left))}</p>
            <Button look=Look::Quiet on_press=move |()| changes.set(true)>{text::change_details()}</Button>
        </div>
    }
    .into_any()
}

#[component]
fn Blank(left: Option<ContactDetails>, done: RwSignal<bool>) -> AnyView {
    let Talk { chat, room } = expect_context::<Talk>();
    let key = StoredValue::new(app().key(chat.enquiry, "form"));
    let kept = storage::find::<Typed>(&key.get_value()).or_else(|| left.as_ref().map(Typed::of)).unwrap_or_default();
    let (name, reach, question) = (RwSignal::new(kept.name), RwSignal::new(kept.reach), RwSignal::new(kept.question));
    let typed = move || Typed { name: name.get(), reach: reach.get(), question: question.get() };
    Effect::new(move |_| {
        let typed = typed();
        if typed != Typed::default() {
            storage::keep(&key.get_value(), &typed);
        }
    });
    let wrong = RwSignal::new(Wrong::default());
    let wrong_in =
        move |which: fn(&Wrong) -> Option<&'static str>| Signal::derive(move || wrong.with(which).map(str::to_owned));
    let (name_box, reach_box) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match untrack(typed).read() {
            Ok(details) => {
                wrong.set(Wrong::default());
                room.leave_details(details);
                storage::forget(&key.get_value());
                done.set(false);
                dom::focus_soon("thanks");
            }
            Err(found) => {
                let first = if found.name.is_some() { name_box } else { reach_box };
                wrong.set(found);
                if let Some(first) = first.get_untracked() {
                    let _ = first.focus();
                }
            }
        }
    };
    view! {
        <form class="tail tail-form" novalidate aria-labelledby="missed-title" on:submit=submit>
            <p class="tail-title" id="missed-title">{text::missed_title()}</p>
            <p>{text::missed_more()}</p>
            <Field label=text::name() value=name error=wrong_in(|wrong| wrong.name) autocomplete="name" optional=true input=name_box />
            <Field label=text::reach() value=reach error=wrong_in(|wrong| wrong.reach) autocomplete="email" input=reach_box />
            <Field label=text::question() value=question error=wrong_in(|wrong| wrong.question) kind="lines" optional=true />
            <Button look=Look::Primary submits=true>{text::leave_details()}</Button>
        </form>
    }
    .into_any()
}
