//! What a business can set of itself.

use kit::{
    form::Problems,
    lean::{it, shown},
    page::Page,
    sign,
    view::{loaded, part::head, wrong},
    words,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{Saved, ServiceSettings},
    card::{Reach, Role},
};
use ui::view::{Field, dom};

use super::{
    bind::{bind, guard, switched},
    choice::Choice,
    hours_choice::{self, HoursChoice, Known},
    member::reaches,
    saving::{Foot, Saving},
    service_rows::{Languages, Sites},
};
use crate::{console::Console, form::ServiceDraft, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "service",
    sign: sign::SERVICE,
    name: text::service_and_sites,
    role: Role::Admin,
    has: &[
        text::service_name,
        text::time_zone,
        text::languages,
        text::sites,
        text::show_online,
        text::hours,
        text::field_max_rooms,
        text::agents_reach,
        text::supervisors_reach,
        text::shows_lookers,
        text::link_previews,
        text::calls,
    ],
    draw: |rest| rest.is_empty().then(|| view! { <ServicePage /> }.into_any()),
};

/// The page.
#[component]
pub(crate) fn ServicePage() -> AnyView {
    let console = Console::here();
    let form = loaded(
        move || async move {
            let schedules = hours_choice::known(console).await?;
            Ok((console.item::<ServiceSettings>("settings").await?, schedules))
        },
        |(now, schedules)| view! { <ServiceForm now=now schedules=schedules /> }.into_any(),
    );
    view! { {head(text::service_and_sites(), text::service_words())} {form} }.into_any()
}

#[component]
fn ServiceForm(now: Saved<ServiceSettings>, schedules: Known) -> AnyView {
    let Saved { revision, settings, .. } = now;
    let (saved, draft) = (RwSignal::new(ServiceDraft::from(&settings)), RwSignal::new(ServiceDraft::from(&settings)));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let max_rooms = bind(draft, |draft| draft.max_rooms.clone(), |draft, text| draft.max_rooms = text);
    let agents = bind(
        draft,
        |draft| draft.supervision.agents.as_str().to_owned(),
        |draft, word: String| draft.supervision.agents = Reach::named(&word).unwrap_or(draft.supervision.agents),
    );
    let supervisors = bind(
        draft,
        |draft| draft.supervision.supervisors.as_str().to_owned(),
        |draft, word: String| {
            draft.supervision.supervisors = Reach::named(&word).unwrap_or(draft.supervision.supervisors);
        },
    );
    let hours = settings.hours.map(|hours| hours.to_string()).unwrap_or_default();
    let choose = Callback::new(move |hours: String| draft.update(|draft| draft.hours = hours.parse().ok()));
    let saving = Saving::one("settings", revision);
    let check = move || draft.with(ServiceDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: ServiceSettings| {
            saved.set(ServiceDraft::from(&now));
            draft.set(ServiceDraft::from(&now));
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |settings| ServiceDraft::from(settings))}
            <section class="card form">
                <Field label=text::service_name() hint=text::service_name_hint() value=name error=wrong(problems, "name") />
                <TimeZone draft=draft problems=problems />
            </section>
            <section class="card form">
                <HoursChoice others=vec![("", text::no_hours())] schedules=schedules chosen=hours choose=choose problems=problems />
            </section>
            <section class="card form">
                <Field label=text::field_max_rooms() kind="number" optional=true hint=text::max_rooms_hint() value=max_rooms error=wrong(problems, "max_rooms") />
            </section>
            <section class="card form">
                <Choice label=text::agents_reach() value=agents options=reaches(None) hint=text::reach_hint() />
                <Choice label=text::supervisors_reach() value=supervisors options=reaches(None) hint=text::supervisors_reach_hint() />
                {switched(draft, text::shows_lookers(), text::shows_lookers_words(), |draft| draft.supervision.shows_lookers, |draft, on| draft.supervision.shows_lookers = on)}
            </section>
            <section class="card form"><Languages draft=draft problems=problems /></section>
            <section class="card form"><Sites draft=draft problems=problems /></section>
            <section class="card form">
                {switched(draft, text::show_online(), text::show_online_words(), |draft| draft.show_online, |draft, shown| draft.show_online = shown)}
            </section>
            <section class="card form">
                {switched(draft, text::link_previews(), text::link_previews_words(), |draft| draft.link_previews, |draft, on| draft.link_previews = on)}
            </section>
            <section class="card form">{calls(draft)}</section>
            <Foot busy=saving.busy() unsaved=unsaved />
        </form>
    }
    .into_any()
}

/// What may be done in calls.
fn calls(draft: RwSignal<ServiceDraft>) -> AnyView {
    type Part = (&'static str, &'static str, fn(&ServiceDraft) -> bool, fn(&mut ServiceDraft, bool));
    let parts = move || {
        let parts: [Part; 5] = [
            (
                text::call_video(),
                text::call_video_words(),
                |draft| draft.calls.video,
                |draft, on| draft.calls.video = on,
            ),
            (
                text::call_screen(),
                text::call_screen_words(),
                |draft| draft.calls.screen,
                |draft, on| draft.calls.screen = on,
            ),
            (
                text::call_record(),
                text::call_record_words(),
                |draft| draft.calls.record,
                |draft, on| draft.calls.record = on,
            ),
            (
                text::call_listen(),
                text::call_listen_words(),
                |draft| draft.calls.listen,
                |draft, on| draft.calls.listen = on,
            ),
            (
                text::call_shows(),
                text::call_shows_words(),
                |draft| draft.calls.shows_listeners,
                |draft, on| draft.calls.shows_listeners = on,
            ),
        ];
        parts.map(|(name, words, read, write)| switched(draft, name, words, read, write)).collect_view().into_any()
    };
    view! {
        {switched(draft, text::calls(), text::calls_words(), |draft| draft.calls.voice, |draft, on| draft.calls.voice = on)}
        {shown(move || draft.with(|draft| draft.calls.voice), parts)}
    }
    .into_any()
}

#[component]
fn TimeZone(draft: RwSignal<ServiceDraft>, problems: Memo<Problems>) -> AnyView {
    let console = Console::here();
    let now = draft.with_untracked(|draft| draft.time_zone.clone());
    let mut zones = words::time_zones();
    if !zones.contains(&now) {
        zones.insert(0, now.clone());
    }
    let id = format!("zone-{}", dom::next_id());
    let below = format!("{id}-below");
    let problem = wrong(problems, "time_zone");
    let time = move || {
        let time = draft.with(|draft| words::time_in(&draft.time_zone, console.now.get()))?;
        Some(text::time_there(&time))
    };
    view! {
        <div class="field field-narrow">
            <label for=id.clone()>{text::time_zone()}</label>
            <select
                id=id
                aria-describedby=below.clone()
                on:change=move |event: Event| draft.update(|draft| draft.time_zone = event_target_value(&event))
            >
                {zones.into_iter().map(|zone| {
                    let selected = zone == now;
                    view! { <option value=zone.clone() selected=selected>{zone.replace('_', " ")}</option> }
                }).collect_view()}
            </select>
            <p class="field-below" id=below>{it(move || problem.get().or_else(time))}</p>
        </div>
    }
    .into_any()
}
