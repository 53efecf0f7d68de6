//! What is taken and kept of visitors.

use kit::{
    lean::{effect, shown},
    page::Page,
    sign,
    view::{
        loaded,
        part::{card, head},
        wrong,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{api::Saved, card::Role, file::FileKind, setup::keeping::Keeping};
use ui::view::Field;

use super::{
    bind::{bind, guard},
    programs::choices,
    saving::{Foot, Saving},
};
use crate::{console::Console, form::KeepingDraft, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "keeping",
    sign: sign::ARCHIVE,
    name: text::keeping,
    role: Role::Admin,
    has: &[text::file_kinds, text::max_file_bytes, text::retention, text::erase_after_days],
    draw: |rest| rest.is_empty().then(|| view! { <KeepingPage /> }.into_any()),
};

#[component]
fn KeepingPage() -> AnyView {
    let console = Console::here();
    let form = loaded(
        move || async move { console.item::<Keeping>("keeping").await },
        |now| view! { <KeepingForm now=now /> }.into_any(),
    );
    view! { {head(text::keeping(), text::keeping_words())} {form} }.into_any()
}

fn called(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Image => text::file_image(),
        FileKind::Video => text::file_video(),
        FileKind::Audio => text::file_audio(),
        FileKind::Document => text::file_document(),
    }
}

#[component]
fn KeepingForm(now: Saved<Keeping>) -> AnyView {
    let Saved { revision, settings, .. } = now;
    let start = KeepingDraft::from(&settings);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start.clone()));
    let unsaved = guard(draft, saved);
    let days = bind(draft, |draft| draft.days.clone(), |draft, text| draft.days = text);
    let most = bind(draft, |draft| draft.most.clone(), |draft, text| draft.most = text);
    let storage = bind(draft, |draft| draft.storage.clone(), |draft, text| draft.storage = text);
    let files = bind(draft, |draft| draft.files.clone(), |draft, text| draft.files = text);
    let kinds = RwSignal::new(start.kinds);
    effect(move || {
        let chosen: Vec<FileKind> =
            FileKind::ALL.into_iter().filter(|kind| kinds.with(|all| all.contains(kind))).collect();
        if draft.with_untracked(|draft| draft.kinds != chosen) {
            draft.update(|draft| draft.kinds = chosen);
        }
    });
    let saving = Saving::one("keeping", revision);
    let check = move || draft.with(KeepingDraft::check);
    let problems = saving.problems(check);
    let again = |keeping: &Keeping| KeepingDraft::from(keeping);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: Keeping| {
            saved.set(again(&now));
            kinds.set(now.file_kinds.clone());
            draft.set(again(&now));
        });
    };
    let none = move || kinds.with(Vec::is_empty);
    view! {
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, again)}
            {card(text::files(), None, view! {
                <div class="form">
                    {choices(text::file_kinds(), &FileKind::ALL, called, kinds, wrong(problems, "file_kinds"))}
                    {shown(none, || view! { <p class="card-words" role="status">{text::file_kinds_none()}</p> }.into_any())}
                    <Field label=text::max_file_bytes() kind="number" hint=text::max_file_hint() value=most error=wrong(problems, "max_file_bytes") />
                    <Field label=text::max_storage_bytes() kind="number" optional=true hint=text::max_storage_hint() value=storage error=wrong(problems, "max_storage_bytes") />
                    <Field label=text::delete_files_after_days() kind="number" optional=true hint=text::delete_files_after_hint() value=files error=wrong(problems, "delete_files_after_days") />
                </div>
            }.into_any())}
            {card(text::retention(), None, view! {
                <Field label=text::erase_after_days() kind="number" optional=true hint=text::erase_after_hint() value=days error=wrong(problems, "erase_after_days") />
            }.into_any())}
            <Foot busy=saving.busy() unsaved=unsaved />
        </form>
    }
    .into_any()
}
