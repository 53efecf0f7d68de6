//! One label.

use kit::{
    lean::{it, live},
    view::{
        label_chip, loaded,
        part::{head_below, switch},
        wrong,
    },
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::Saved,
    label::{Label, LabelColor},
    value::DisplayName,
};
use ui::view::{Field, dom};

use super::{
    bind::{bind, guard},
    labels::PAGE,
    removal::Removal,
    saving::{Foot, Saving},
};
use crate::{console::Console, form::LabelDraft, text};

/// The page of a label, or of one that isn't there yet.
#[component]
pub(super) fn LabelPage(#[prop(optional, into)] id: Option<String>) -> AnyView {
    let console = Console::here();
    loaded(
        move || {
            let id = id.clone();
            async move { console.one_of("labels", id).await }
        },
        |label| view! { <LabelForm label=label /> }.into_any(),
    )
}

#[component]
fn LabelForm(label: Option<Saved<Label>>) -> AnyView {
    let console = Console::here();
    let start = label.as_ref().map(|one| LabelDraft::from(&one.settings)).unwrap_or_default();
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let description = bind(draft, |draft| draft.description.clone(), |draft, text| draft.description = text);
    let saving = Saving::among("labels", label.as_ref().map(|one| (one.id.to_string(), one.revision)));
    let check = move || draft.with(LabelDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |_: Label| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            console.go(PAGE.place());
        });
    };
    let title = label.as_ref().map_or_else(|| text::new_label().to_owned(), |one| one.settings.name.to_string());
    let archive = label.is_some().then(|| {
        let turn = Callback::new(move |archived| draft.update(|draft| draft.archived = archived));
        let on = it(move || draft.with(|draft| draft.archived));
        view! { <section class="card form">{switch(text::label_archived(), text::label_archived_words(), on, turn)}</section> }
    });
    let removal = label.map(|one| {
        view! {
            <Removal
                title=text::remove_label()
                path=format!("labels/{}", one.id)
                question=text::remove_label_question(&title)
                words=text::remove_label_words()
                removed=text::label_removed(&title)
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title, text::label_words())}
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |label| LabelDraft::from(label))}
            <section class="card form">
                <Field label=text::name() value=name error=wrong(problems, "name") />
                <Colors draft=draft />
                <Field label=text::label_description() optional=true value=description error=wrong(problems, "description") />
            </section>
            {archive}
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {removal}
    }
    .into_any()
}

/// The colours, each drawn as the label would be.
#[component]
fn Colors(draft: RwSignal<LabelDraft>) -> AnyView {
    let group = format!("colors-{}", dom::next_id());
    let one = |color: LabelColor| {
        let name = text::color_name(color);
        let drawn =
            DisplayName::try_from(name).ok().map(|name| Label { name, color, description: None, archived: false });
        view! {
            <label class="label-color">
                <input
                    type="radio"
                    name=group.clone()
                    value=color.as_str()
                    prop:checked=it(move || draft.with(|draft| draft.color == color))
                    on:change=move |_: Event| draft.update(|draft| draft.color = color)
                />
                {drawn.as_ref().map(label_chip)}
            </label>
        }
        .into_any()
    };
    let example = move || {
        let label = draft.with(|draft| draft.check().ok());
        label.map_or_else(
            || ().into_any(),
            |label| view! { <p class="label-example">{label_chip(&label)}</p> }.into_any(),
        )
    };
    view! {
        <fieldset class="label-colors">
            <legend class="field-label">{text::label_color()}</legend>
            <div class="label-colors-row">{LabelColor::ALL.into_iter().map(one).collect_view()}</div>
            {live(example)}
        </fieldset>
    }
    .into_any()
}
