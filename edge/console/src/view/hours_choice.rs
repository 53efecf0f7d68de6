//! Which schedule something goes by.

use kit::{form::Problems, lean::it, view::wrong};
use leptos::{ev::Event, prelude::*};
use shared::setup::schedule::ScheduleSettings;
use ui::{http::Fault, view::dom};

use super::schedules::PAGE;
use crate::{console::Console, text};

/// Ids of schedules with their names.
pub(super) type Known = Vec<(String, String)>;

/// All schedules.
pub(super) async fn known(console: Console) -> Result<Known, Fault> {
    let all = console.items::<ScheduleSettings>("schedules").await?;
    Ok(all.into_iter().map(|one| (one.id.to_string(), one.settings.name.to_string())).collect())
}

/// A choice among schedules, and what else there is, which stands before them.
#[component]
pub(super) fn HoursChoice(
    /// Values with their names, like those of schedules.
    others: Vec<(&'static str, &'static str)>,
    schedules: Known,
    /// One of those values, or a schedule's id.
    chosen: String,
    choose: Callback<String>,
    problems: Memo<Problems>,
) -> AnyView {
    let id = format!("hours-{}", dom::next_id());
    let below = format!("{id}-below");
    let problem = wrong(problems, "hours");
    let others = others.into_iter().map(|(value, name)| (value.to_owned(), name.to_owned()));
    let options = others.chain(schedules).map(move |(value, name)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }
    });
    view! {
        <div class="field field-narrow">
            <label for=id.clone()>{text::hours()}</label>
            <select
                id=id
                aria-invalid=it(move || problem.with(Option::is_some).then_some("true"))
                aria-describedby=below.clone()
                on:change=move |event: Event| choose.run(event_target_value(&event))
            >
                {options.collect_view()}
            </select>
            <p class="field-below" class:is-wrong=move || problem.with(Option::is_some) id=below>
                {it(move || problem.get().unwrap_or_else(|| text::hours_of_service_words().to_owned()))}
                " " <a href=PAGE.link()>{text::schedules()}</a>
            </p>
        </div>
    }
    .into_any()
}
