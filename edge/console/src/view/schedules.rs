//! The list of schedules.

use kit::{
    page::Page,
    sign,
    view::{loaded, part::head},
    words,
};
use leptos::prelude::*;
use shared::{
    api::{Saved, ServiceSettings},
    card::Role,
    schedule::{Schedule, Zone},
    setup::schedule::ScheduleSettings,
    value::Timestamp,
};
use ui::view::{
    EmptyState,
    icon::{FORWARD, icon},
};

use super::schedule::SchedulePage;
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "schedules",
    sign: sign::CLOCK,
    name: text::schedules,
    role: Role::Admin,
    has: &[text::week_hours, text::other_days, text::import_calendar],
    draw: |rest| match rest {
        [] => Some(view! { <SchedulesPage /> }.into_any()),
        ["new"] => Some(view! { <SchedulePage /> }.into_any()),
        [id] => Some(view! { <SchedulePage id=*id /> }.into_any()),
        _ => None,
    },
};

#[component]
fn SchedulesPage() -> AnyView {
    let console = Console::here();
    let all = loaded(
        move || async move {
            let service = console.item::<ServiceSettings>("settings").await?.settings;
            Ok((console.items::<ScheduleSettings>("schedules").await?, service))
        },
        |(all, service): (Vec<Saved<ScheduleSettings>>, ServiceSettings)| {
            if all.is_empty() {
                return view! {
                    <EmptyState sign=sign::CLOCK title=text::no_schedules()><p>{text::no_schedules_words()}</p></EmptyState>
                }
                .into_any();
            }
            let rows = all.iter().map(|schedule| row(schedule, &service)).collect_view();
            view! { <section class="card card-flush"><ul class="items">{rows}</ul></section> }.into_any()
        },
    );
    view! {
        {head(text::schedules(), text::schedules_words())}
        {all}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_schedule()}</a>
        </div>
    }
    .into_any()
}

fn row(schedule: &Saved<ScheduleSettings>, service: &ServiceSettings) -> AnyView {
    let now = Console::here().now.get_untracked();
    let is_service = service.hours.is_some_and(|hours| hours.to_string() == schedule.id.as_str());
    let chip = is_service.then(|| view! { <span class="chip">{text::for_service()}</span> });
    view! {
        <li class="item item-link">
            <span class="item-sign" aria-hidden="true">{icon(sign::CLOCK)}</span>
            <div class="item-text">
                <a href=PAGE.below(schedule.id.as_str())><strong>{schedule.settings.name.to_string()}</strong></a>
                <span>{state(&schedule.settings, service.time_zone.as_str(), now).map(|(_, words)| words)}</span>
            </div>
            {chip}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

/// Whether it is open now, and until when, in words; none if the browser doesn't know its zone. Hours are those on its
/// clock as it stands now: only what is open while that is changed may end an hour off.
pub(super) fn state(settings: &ScheduleSettings, zone_of_service: &str, now: Timestamp) -> Option<(bool, String)> {
    let zone = settings.time_zone.as_ref().map_or(zone_of_service, |zone| zone.as_str());
    let offset_s = words::offset_s(zone, now)?;
    let schedule = Schedule { settings: settings.clone(), zone: Zone::fixed(offset_s) };
    let (open, change) = (schedule.is_open(now), schedule.next_change(now));
    let time = change.and_then(|at| {
        let wall = at.plus_ms(i64::from(offset_s) * 1_000);
        let is_near = at.ms_since(now) < 6 * 86_400_000;
        if is_near { words::time_in("UTC", wall) } else { words::date_and_time_in("UTC", wall) }
    });
    let words = match (open, time) {
        (true, Some(time)) => text::open_until(&time),
        (true, None) => text::open_always().to_owned(),
        (false, Some(time)) => text::closed_until(&time),
        (false, None) => text::closed_for_long().to_owned(),
    };
    Some((open, words))
}
