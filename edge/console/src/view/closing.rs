//! What is asked when a chat ends.

use kit::{
    lean::{it, memo, shown},
    page::Page,
    view::{
        loaded,
        part::{head, switch},
        wrong,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{Saved, ServiceSettings},
    card::Role,
    label::Label,
    setup::closing::{Closing, MAX_QUESTION_CHARS},
    value::LanguageTag,
};
use ui::view::icon::CHECK;

use super::{
    bind::{bind, guard, switched},
    choice::{Choice, words},
    saving::{Foot, Saving},
    texts::TextsField,
};
use crate::{console::Console, form::ClosingDraft, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "closing",
    sign: CHECK,
    name: text::closing,
    role: Role::Admin,
    has: &[text::label_required, text::asks_rating, text::rating_scale, text::rating_question],
    draw: |rest| rest.is_empty().then(|| view! { <ClosingPage /> }.into_any()),
};

#[component]
fn ClosingPage() -> AnyView {
    let console = Console::here();
    let form = loaded(
        move || async move {
            let labels = console.items::<Label>("labels").await?;
            let has_labels = labels.iter().any(|label| !label.settings.archived);
            let languages = console.item::<ServiceSettings>("settings").await?.settings.languages;
            Ok((console.item::<Closing>("closing").await?, has_labels, languages))
        },
        |(now, has_labels, languages)| {
            view! { <ClosingForm now=now has_labels=has_labels languages=languages /> }.into_any()
        },
    );
    view! { {head(text::closing(), text::closing_words())} {form} }.into_any()
}

#[component]
fn ClosingForm(now: Saved<Closing>, has_labels: bool, languages: Vec<LanguageTag>) -> AnyView {
    let Saved { revision, settings, .. } = now;
    let start = ClosingDraft::new(&settings, &languages);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let scale = bind(draft, |draft| draft.scale.clone(), |draft, scale| draft.scale = scale);
    let question = bind(draft, |draft| draft.question.clone(), |draft, texts| draft.question = texts);
    let saving = Saving::one("closing", revision);
    let check = move || draft.with(|draft| draft.check(has_labels));
    let problems = saving.problems(check);
    let read = StoredValue::new(languages);
    let again = move |closing: &Closing| read.with_value(|languages| ClosingDraft::new(closing, languages));
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: Closing| {
            saved.set(again(&now));
            draft.set(again(&now));
        });
    };
    let required = wrong(problems, "label_required");
    let scales =
        words([("stars", text::scale_stars()), ("faces", text::scale_faces()), ("thumbs", text::scale_thumbs())]);
    let on = memo(move || draft.with(|draft| draft.rating));
    let scales = StoredValue::new(scales);
    view! {
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, again)}
            <section class="card form">
                {switched(draft, text::label_required(), text::label_required_words(), |draft| draft.label_required, |draft, on| draft.label_required = on)}
                <p class="field-below is-wrong" role="status">{it(move || required.get())}</p>
            </section>
            <section class="card form">
                {switch(
                    text::asks_rating(),
                    text::asks_rating_words(),
                    on.into(),
                    Callback::new(move |on| draft.update(|draft| draft.rating = on)),
                )}
                {shown(move || on.get(), move || view! {
                    <Choice label=text::rating_scale() value=scale options=scales.get_value() hint=text::rating_scale_hint() />
                    <TextsField label=text::rating_question() hint=text::rating_question_hint() value=question field="rating.question" most=MAX_QUESTION_CHARS problems=problems />
                }.into_any())}
            </section>
            <Foot busy=saving.busy() unsaved=unsaved />
        </form>
    }
    .into_any()
}
