//! Choosing a form that a messaging service approved, filling it in, and seeing what it becomes before it is sent.

use kit::{
    form::{Problem, Problems},
    lean::{live, memo},
    view::{Dialog, Submission, loaded, wrong},
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::SendTemplate,
    channel::template::{FILLED_CHARS, Part, Place, Template, Unfilled},
    id::{MessageId, RoomId},
    value::MessageBody,
};
use ui::{
    clock, text as shared_text,
    view::{Button, EmptyState, Field, Look, icon::CHAT},
};

use crate::{channel::Forms, desk::Desk, text};

/// The dialog.
#[component]
pub(super) fn TemplateDialog(forms: Forms) -> AnyView {
    let desk = Desk::here();
    let Forms { room, cost } = forms;
    let cost = StoredValue::new(cost);
    view! {
        <Dialog title=text::choose_template() on_close=move |()| desk.choosing_template.set(None) way_out=shared_text::cancel()>
            {loaded(move || async move { desk.templates(room).await }, move |all| form(desk, room, all, cost.get_value()))}
        </Dialog>
    }
    .into_any()
}

fn form(desk: Desk, room: RoomId, all: Vec<Template>, cost: Option<String>) -> AnyView {
    if all.is_empty() {
        return view! { <EmptyState sign=CHAT title=text::no_templates()>{text::no_templates_words()}</EmptyState> }
            .into_any();
    }
    // However many places another one has: what was typed stays when the choice changes.
    let most = all.iter().map(|one| one.places.len()).max().unwrap_or_default();
    let values = StoredValue::new((0..most).map(|_| RwSignal::new(String::new())).collect::<Vec<_>>());
    let options = all.iter().enumerate().map(|(at, one)| {
        view! { <option value=at.to_string()>{format!("{} ({})", one.name, one.language)}</option> }
    });
    let options = options.collect_view();
    let all = StoredValue::new(all);
    let chosen = RwSignal::new(0_usize);
    // Tried again, it is the same message.
    let message = clock::message_id();
    let template = memo(move || all.with_value(|all| all.get(chosen.get()).cloned()));
    let filled = move || values.with_value(|values| values.iter().map(|value| value.get()).collect::<Vec<_>>());
    let check = move || template.get().map_or_else(|| Err(Problems::new()), |one| read(&one, &filled(), message));
    let submission = Submission::new();
    let problems = submission.problems(check);
    let fields = move || {
        let places = template.get().map(|one| one.places).unwrap_or_default();
        let field = |((value, place), at): ((RwSignal<String>, Place), u32)| {
            view! { <Field label=label(&place, at + 1) value=value error=wrong(problems, format!("filled.{at}")) /> }
        };
        values.get_value().into_iter().zip(places).zip(0..).map(field).collect_view().into_any()
    };
    let send = move |event: SubmitEvent| {
        let send = move |it| async move { desk.send_template(room, &it).await };
        submission.run(&event, untrack(check), send, move |()| desk.choosing_template.set(None));
    };
    view! {
        <form class="form" on:submit=send novalidate>
            {submission.words()}
            <label class="field">
                <span class="field-label">{text::template()}</span>
                <select on:change=move |event: Event| chosen.set(event_target_value(&event).parse().unwrap_or_default())>{options}</select>
            </label>
            {live(fields)}
            <section>
                <h3 class="field-label">{text::template_preview()}</h3>
                <blockquote class="forward-words template-words" dir="auto">{live(move || template.get().map(|one| one.words(&filled())).into_any())}</blockquote>
            </section>
            {cost.map(|cost| view! { <p class="field-below">{cost}</p> })}
            <div class="dialog-foot">
                <Button look=Look::Primary submits=true busy=submission.busy()>{shared_text::send()}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// What a place is called: as the business does, where it gave it a name.
fn label(place: &Place, number: u32) -> String {
    match (place.part, &place.name) {
        (Part::Picture, _) => text::template_picture().to_owned(),
        (Part::Video, _) => text::template_video().to_owned(),
        (Part::Document, _) => text::template_document().to_owned(),
        (Part::Button { .. }, _) => text::template_button(number),
        (Part::Head | Part::Body, Some(name)) => name.split('_').collect::<Vec<_>>().join(" "),
        (Part::Head | Part::Body, None) => text::template_place(number),
    }
}

/// The request, or what is wrong.
fn read(template: &Template, filled: &[String], message: MessageId) -> Result<SendTemplate, Problems> {
    let filled = filled.iter().map(String::as_str).take(template.places.len());
    match template.fitted(filled) {
        Ok(filled) => {
            let filled = filled.into_iter().filter_map(|text| MessageBody::try_from(text).ok()).collect();
            Ok(SendTemplate { message, name: template.name.clone(), language: template.language.clone(), filled })
        }
        Err(Unfilled::Place(place)) => {
            let words = text::problem_template_place(u32::try_from(FILLED_CHARS).unwrap_or(u32::MAX));
            Err(vec![Problem::new(format!("filled.{place}"), words)])
        }
        Err(Unfilled::Address(place)) => {
            Err(vec![Problem::new(format!("filled.{place}"), text::problem_template_address())])
        }
        // Each place has its text, and what is too long as a whole the desk says.
        Err(Unfilled::Places | Unfilled::Long) => Err(Problems::new()),
    }
}
