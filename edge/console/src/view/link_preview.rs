//! The page of a weblink as it would be now, beside its form.

use kit::lean::live;
use leptos::prelude::*;
use shared::face;
use ui::view::icon::{TAG, icon};

use super::target::{Target, Targets};
use crate::{form::LinkDraft, text};

/// The page, in the first language of the service.
#[component]
pub(super) fn LinkPreview(
    draft: RwSignal<LinkDraft>,
    targets: StoredValue<Targets>,
    /// What the service is called.
    service: String,
) -> AnyView {
    let page = move || {
        let draft = draft.get();
        let Targets { tags, staff } = targets.get_value();
        let find = |all: Vec<Target>| all.into_iter().find(|one| one.id == draft.target);
        let (tag, person) = (find(tags), find(staff));
        let face = match &person {
            Some(Target { id, name, .. }) => view! {
                <span class="avatar link-face" data-person=face::person(id).to_string()><span class="avatar-face">{face::initials(name)}</span></span>
            }
            .into_any(),
            None => view! { <span class="link-face link-sign">{icon(TAG)}</span> }.into_any(),
        };
        let (who, about) = tag.or(person).map_or_else(|| ("…".to_owned(), String::new()), |one| (one.name, one.about));
        let first = draft.words.iter().find(|(_, button, description)| !button.is_empty() || !description.is_empty());
        let said = |text: Option<&String>| text.filter(|text| !text.trim().is_empty()).cloned();
        let button = said(first.map(|(_, button, _)| button)).unwrap_or_else(|| text::engage().to_owned());
        let about = said(first.map(|(.., description)| description)).unwrap_or(about);
        let about = (!about.is_empty()).then(|| view! { <p class="link-more"><bdi>{about}</bdi></p> });
        view! {
            {face}
            <p class="link-name"><bdi>{who}</bdi></p>
            {about}
            <span class="link-engage">{button}</span>
        }
        .into_any()
    };
    view! {
        <section class="link-preview" aria-label=text::preview()>
            <p class="link-preview-title">{text::preview()}</p>
            <div class="link-card">
                <p class="link-service"><bdi>{service}</bdi></p>
                {live(page)}
            </div>
        </section>
    }
    .into_any()
}
