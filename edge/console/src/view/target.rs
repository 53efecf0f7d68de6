//! Whom something leads to: a tag or a person.

use kit::{form::Problems, lean::it, view::wrong};
use leptos::{ev::Event, prelude::*};
use shared::api::{StaffSettings, TagWithDestinations};
use ui::{http::Fault, view::dom};

use crate::{console::Console, text};

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) id: String,
    pub(super) name: String,
    /// What it says of itself.
    pub(super) about: String,
}

/// All that can be chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Targets {
    pub(super) tags: Vec<Target>,
    /// Those who are listed.
    pub(super) staff: Vec<Target>,
}

impl Targets {
    /// Asks for them.
    pub(super) async fn known(console: Console) -> Result<Self, Fault> {
        let tags = console.items::<TagWithDestinations>("tags").await?.into_iter().map(|tag| {
            let settings = tag.settings.settings;
            let about = settings.description.map(|about| about.to_string()).unwrap_or_default();
            Target { id: tag.id.to_string(), name: settings.name.to_string(), about }
        });
        let staff = console.get::<Vec<StaffSettings>>("staff").await?.into_iter();
        let staff = staff.filter(|member| member.listed).map(|member| {
            let about = member.card.title.map(|title| title.to_string()).unwrap_or_default();
            Target { id: member.card.id.to_string(), name: member.card.name.to_string(), about }
        });
        Ok(Self { tags: tags.collect(), staff: staff.collect() })
    }

    /// The one with this id.
    pub(super) fn find(&self, id: &str) -> Option<&Target> {
        self.tags.iter().chain(&self.staff).find(|one| one.id == id)
    }
}

/// The choice; `value` is an id, or empty.
#[component]
pub(super) fn TargetField(value: RwSignal<String>, problems: Memo<Problems>, targets: StoredValue<Targets>) -> AnyView {
    let chosen = value.get_untracked();
    let error = wrong(problems, "target");
    let id = format!("target-{}", dom::next_id());
    let below = format!("{id}-below");
    let group = |label: &'static str, entries: &[Target]| {
        let options = entries.iter().map(|Target { id, name, .. }| {
            view! { <option value=id.clone() selected=*id == chosen>{name.clone()}</option> }
        });
        view! { <optgroup label=label>{options.collect_view()}</optgroup> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{text::leads_to()}</label>
            <select
                id=id
                aria-invalid=it(move || error.with(Option::is_some).then_some("true"))
                aria-describedby=below.clone()
                on:change=move |event: Event| value.set(event_target_value(&event))
            >
                <option value="">{text::choose_target()}</option>
                {targets.with_value(|all| (group(text::tags(), &all.tags), group(text::staff(), &all.staff)))}
            </select>
            <p id=below class="field-below is-wrong">{error}</p>
        </div>
    }
    .into_any()
}
