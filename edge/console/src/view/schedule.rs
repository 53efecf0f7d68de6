//! One schedule: its hours, and whether it is open now.

use kit::{
    form::Problems,
    lean::{maybe, memo},
    view::{loaded, part::head_below, wrong},
    words,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{Saved, ServiceSettings},
    setup::schedule::ScheduleSettings,
};
use ui::view::Field;

use super::{
    bind::{bind, guard},
    removal::Removal,
    saving::{Foot, Saving},
    schedule_days::Days,
    schedule_week::Week,
    schedules::{PAGE, state},
};
use crate::{console::Console, form::ScheduleDraft, text};

/// The page of a schedule, or of one that isn't there yet.
#[component]
pub(crate) fn SchedulePage(#[prop(optional, into)] id: Option<String>) -> AnyView {
    let console = Console::here();
    loaded(
        move || {
            let id = id.clone();
            async move {
                let service = console.item::<ServiceSettings>("settings").await?.settings;
                Ok((console.one_of("schedules", id).await?, service))
            }
        },
        |(schedule, service)| view! { <ScheduleForm schedule=schedule service=service /> }.into_any(),
    )
}

#[component]
fn ScheduleForm(schedule: Option<Saved<ScheduleSettings>>, service: ServiceSettings) -> AnyView {
    let console = Console::here();
    let start = schedule.as_ref().map_or_else(ScheduleDraft::office, |one| ScheduleDraft::from(&one.settings));
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let saving = Saving::among("schedules", schedule.as_ref().map(|one| (one.id.to_string(), one.revision)));
    let check = move || draft.with(ScheduleDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |_: ScheduleSettings| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            console.go(PAGE.place());
        });
    };
    let title = schedule.as_ref().map_or_else(|| text::new_schedule().to_owned(), |one| one.settings.name.to_string());
    let removal = schedule.map(|one| {
        view! {
            <Removal
                title=text::remove_schedule()
                path=format!("schedules/{}", one.id)
                question=text::remove_schedule_question(&title)
                words=text::remove_schedule_words()
                removed=text::schedule_removed(&title)
                list=PAGE
            />
        }
    });
    let zone = StoredValue::new(service.time_zone.to_string());
    view! {
        {head_below(&PAGE, title, text::schedule_words())}
        <form class="form schedule" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |settings| ScheduleDraft::from(settings))}
            <section class="card form">
                <Field label=text::name() hint=text::schedule_name_hint() value=name error=wrong(problems, "name") />
                <ZoneField draft=draft problems=problems zone_of_service=zone />
                <State draft=draft zone_of_service=zone />
            </section>
            <Week draft=draft problems=problems />
            <Days draft=draft problems=problems />
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {removal}
    }
    .into_any()
}

/// Whether what is typed is open now.
#[component]
fn State(draft: RwSignal<ScheduleDraft>, zone_of_service: StoredValue<String>) -> AnyView {
    let console = Console::here();
    let minute = memo(move || console.now.get().as_ms().div_euclid(60_000));
    let now = memo(move || {
        minute.track();
        let settings = draft.with(|draft| ScheduleDraft { name: "-".to_owned(), ..draft.clone() }.check().ok())?;
        zone_of_service.with_value(|zone| state(&settings, zone, console.now.get_untracked()))
    });
    view! {
        <div role="status">
            {maybe(move || now.get().map(|(open, words)| view! {
                <p class="schedule-state" class:is-open=open><span class="schedule-dot" aria-hidden="true"></span>{words}</p>
            }.into_any()))}
        </div>
    }
    .into_any()
}

#[component]
fn ZoneField(
    draft: RwSignal<ScheduleDraft>,
    problems: Memo<Problems>,
    zone_of_service: StoredValue<String>,
) -> AnyView {
    let chosen = draft.with_untracked(|draft| draft.time_zone.clone());
    let mut zones = words::time_zones();
    if !chosen.is_empty() && !zones.contains(&chosen) {
        zones.insert(0, chosen.clone());
    }
    let options = zones.into_iter().map(|zone| {
        let selected = zone == chosen;
        view! { <option value=zone.clone() selected=selected>{zone.replace('_', " ")}</option> }
    });
    let problem = wrong(problems, "time_zone");
    view! {
        <div class="field field-narrow">
            <label for="schedule-zone">{text::time_zone()}</label>
            <select
                id="schedule-zone"
                aria-describedby="schedule-zone-below"
                on:change=move |event: Event| draft.update(|draft| draft.time_zone = event_target_value(&event))
            >
                <option value="">{text::zone_of_service(&zone_of_service.get_value().replace('_', " "))}</option>
                {options.collect_view()}
            </select>
            <p class="field-below is-wrong" id="schedule-zone-below">{problem}</p>
        </div>
    }
    .into_any()
}
