//! "What happens at …": an owner thinks of an enquiry and reads who would be asked, and why. The server decides by the same
//! rules as for real ones; here is only what was thought of, and the words.

use kit::{
    focus,
    form::Problems,
    lean::{it, maybe},
    page::Page,
    sign,
    trace::Teller,
    view::{Submission, loaded, part::head, wrong},
    words,
};
use std::collections::BTreeMap;

use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{Present, ServiceSettings, StaffSettings, TagWithDestinations, TraceStep, TrialOutcome},
    card::{Entry, Role},
    schedule::Opening,
    setup::{Link, cta::Cta},
    value::{LanguageTag, Timestamp},
};
use ui::{
    http::Fault,
    text::format,
    view::{Button, EmptyState, Field, Look, Skeleton},
};

use super::bind::bind;
use crate::{
    console::Console,
    form::{TrialDraft, entry_of, id_of},
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "tester",
    sign: sign::WAY,
    name: text::tester,
    role: Role::Admin,
    has: &[text::contact_point, text::trial_at, text::trial_language, text::trial_country, text::trial_present],
    draw: |rest| rest.is_empty().then(|| view! { <TesterPage /> }.into_any()),
};

/// A way in: the id of whom it leads to, and its name.
type Point = (String, String);

/// What ways in are, and those that there are.
type Group = (fn() -> &'static str, Vec<Point>);

/// What can be thought of.
#[derive(Clone)]
struct Around {
    zone: String,
    /// By what they are: tags, people, weblinks, CTAs.
    points: [Group; 4],
    languages: Vec<LanguageTag>,
    /// By the text of an id.
    names: BTreeMap<String, String>,
    staff: Vec<Point>,
    /// Whether any destination asks who served last, or has a share.
    uses_served: bool,
    uses_draw: bool,
}

async fn fetch(console: Console) -> Result<Around, Fault> {
    let service = console.item::<ServiceSettings>("settings").await?.settings;
    let tags = console.items::<TagWithDestinations>("tags").await?;
    let staff = console.get::<Vec<StaffSettings>>("staff").await?;
    let links = console.items::<Link>("links").await?;
    let ctas = console.items::<Cta>("ctas").await?;
    let staff: Vec<Point> = staff.iter().map(|one| (one.card.id.to_string(), one.card.name.to_string())).collect();
    let topics: Vec<Point> =
        tags.iter().map(|tag| (tag.id.to_string(), tag.settings.settings.name.to_string())).collect();
    let names = topics.iter().chain(&staff).cloned().collect();
    let links =
        links.into_iter().filter_map(|link| Some((id_of(link.settings.target?), link.settings.name.to_string())));
    let ctas = ctas.into_iter().map(|cta| (id_of(cta.settings.target), cta.settings.name.to_string()));
    let conditions =
        || tags.iter().flat_map(|tag| &tag.settings.destinations).map(|destination| &destination.settings.when);
    let mut languages = service.languages;
    for language in conditions().flat_map(|when| &when.languages) {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    Ok(Around {
        zone: service.time_zone.to_string(),
        uses_served: conditions().any(|when| when.sticky_days.is_some()),
        uses_draw: conditions().any(|when| when.share.is_some()),
        languages,
        names,
        points: [
            (text::tags, topics),
            (text::staff, staff.clone()),
            (text::links, links.collect()),
            (text::ctas, ctas.collect()),
        ],
        staff,
    })
}

/// The page.
#[component]
fn TesterPage() -> AnyView {
    let console = Console::here();
    let form = loaded(
        move || fetch(console),
        |around| {
            let first =
                around.points.iter().flat_map(|(_, points)| points).find_map(|(id, name)| Some((entry_of(id)?, name)));
            match first.map(|(entry, name)| (entry, name.clone())) {
                Some((entry, name)) => view! { <Tester around=around entry=entry name=name /> }.into_any(),
                None => view! { <EmptyState sign=sign::WAY title=text::no_points() /> }.into_any(),
            }
        },
    );
    view! { {head(text::tester(), text::tester_words())} {form} }.into_any()
}

/// What was asked, and what came of it.
#[derive(Clone)]
struct Told {
    name: String,
    at: Timestamp,
    outcome: TrialOutcome,
}

#[component]
fn Tester(around: Around, entry: Entry, name: String) -> AnyView {
    let console = Console::here();
    let zone = StoredValue::new(around.zone.clone());
    let now = words::wall_in(&around.zone, console.now.get_untracked()).unwrap_or_default();
    let draft = RwSignal::new(TrialDraft::new(entry, name, now));
    let told = RwSignal::new(None::<Told>);
    let submission = Submission::new();
    let check = move || draft.with(|draft| draft.check(|wall| zone.with_value(|zone| words::moment_in(zone, wall))));
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        let asked = untrack(check);
        let at = asked.as_ref().map(|trial| trial.at_ms).unwrap_or_default();
        let name = draft.with_untracked(|draft| draft.name.clone());
        let send = move |trial| async move { console.change("POST", "routing/trial", &trial).await };
        submission.run(&event, asked, send, move |outcome: TrialOutcome| {
            told.set(Some(Told { name, at, outcome }));
            request_animation_frame(|| {
                let _ = focus::to(".verdict");
            });
        });
    };
    let names = StoredValue::new(around.names.clone());
    let result = move || {
        if submission.busy().get() {
            return Some(view! { <section class="card"><Skeleton rows=4 /></section> }.into_any());
        }
        told.get().map(|told| zone.with_value(|zone| names.with_value(|names| result(&told, zone, names))))
    };
    view! {
        <form class="card form" novalidate on:submit=submit>
            {submission.words()}
            <Fields around=around draft=draft problems=problems />
            <div class="form-foot">
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::trial_verb()}</Button>
            </div>
        </form>
        {maybe(result)}
    }
    .into_any()
}

#[component]
fn Fields(around: Around, draft: RwSignal<TrialDraft>, problems: Memo<Problems>) -> AnyView {
    let Around { zone, points, languages, names: _, staff, uses_served, uses_draw } = around;
    let at = bind(draft, |draft| draft.at.clone(), |draft, text| draft.at = text);
    let country = bind(draft, |draft| draft.country.clone(), |draft, text| draft.country = text);
    let days = bind(draft, |draft| draft.served_days.clone(), |draft, text| draft.served_days = text);
    let lot = bind(draft, |draft| draft.draw.clone(), |draft, text| draft.draw = text);
    let named = move || {
        let code = country.with(|code| code.trim().to_uppercase());
        (code.len() == 2).then(|| words::country(&code)).filter(|name| *name != code)
    };
    let languages = languages.iter().map(|tag| (tag.to_string(), words::language(tag.as_str())));
    let languages = languages.chain([(String::new(), text::trial_other_language().to_owned())]).collect::<Vec<_>>();
    // The first of the service's, as the field shows it.
    draft.update(|draft| draft.language = languages.first().map(|(tag, _)| tag.clone()).unwrap_or_default());
    let people = [(String::new(), text::trial_served_nobody().to_owned())].into_iter().chain(staff).collect();
    let present = [("everybody", text::trial_everybody()), ("now", text::trial_now())];
    let present = present.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    view! {
        <PointField points=points draft=draft />
        <div class="pair">
            <Field label=text::trial_at() kind="datetime-local" hint=text::trial_zone(&zone.replace('_', " ")) value=at error=wrong(problems, "at_ms") />
            {choice(text::trial_present(), present, move |chosen| draft.update(|draft| {
                draft.present = if chosen == "now" { Present::Now } else { Present::Everybody };
            }))}
        </div>
        <div class="pair">
            {choice(text::trial_language(), languages, move |chosen| draft.update(|draft| draft.language = chosen))}
            <div>
                <Field label=text::trial_country() optional=true hint=text::trial_country_hint() value=country error=wrong(problems, "country") />
                <p class="conditions-named">{it(named)}</p>
            </div>
        </div>
        {uses_served.then(|| view! {
            <div class="pair">
                {choice(text::trial_served(), people, move |chosen| draft.update(|draft| draft.served = chosen.parse().ok()))}
                <Field label=text::trial_days() kind="number" value=days error=wrong(problems, "served") />
            </div>
        })}
        {uses_draw.then(|| view! {
            <div class="field-narrow">
                <Field label=text::trial_draw() kind="number" hint=text::trial_draw_hint() value=lot error=wrong(problems, "draw") />
            </div>
        })}
    }
    .into_any()
}

/// A choice, the first of which is chosen at first.
fn choice(label: &'static str, all: Vec<Point>, choose: impl Fn(String) + 'static) -> AnyView {
    let options = all.into_iter().map(|(value, name)| view! { <option value=value>{name}</option> }).collect_view();
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <select on:change=move |event: Event| choose(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}

#[component]
fn PointField(points: [Group; 4], draft: RwSignal<TrialDraft>) -> AnyView {
    // By their place: several lead to the same tag.
    let all = StoredValue::new(points.iter().flat_map(|(_, points)| points.clone()).collect::<Vec<_>>());
    let mut place = 0_usize;
    let groups = points.into_iter().filter(|(_, points)| !points.is_empty()).map(|(label, points)| {
        let options = points.into_iter().map(|(_, name)| {
            let value = place.to_string();
            place += 1;
            view! { <option value=value>{name}</option> }
        });
        view! { <optgroup label=label()>{options.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    let choose = move |event: Event| {
        let place = event_target_value(&event).parse().unwrap_or(0_usize);
        let chosen = all.with_value(|all| all.get(place).cloned());
        if let Some((entry, name)) = chosen.and_then(|(id, name)| Some((entry_of(&id)?, name))) {
            draft.update(|draft| (draft.entry, draft.name) = (entry, name));
        }
    };
    view! {
        <label class="field">
            <span class="field-label">{text::contact_point()}</span>
            <select on:change=choose>{groups}</select>
        </label>
    }
    .into_any()
}

fn result(told: &Told, zone: &str, names: &BTreeMap<String, String>) -> AnyView {
    let Told { name, at, outcome } = told;
    let full = |moment: Timestamp| words::date_and_time_in(zone, moment).unwrap_or_else(|| format::full(moment));
    let name_of = |id: String| names.get(&id).cloned();
    // The clock first, and then how long it has taken.
    let time = |moment: Timestamp| {
        let ms = moment.ms_since(*at);
        if ms > 0 { format!("+{}", format::clock(ms)) } else { words::time_in(zone, moment).unwrap_or_default() }
    };
    let teller = Teller {
        tag: &|tag| name_of(tag.to_string()),
        channel: None,
        staff: &|staff| name_of(staff.to_string()),
        time: &time,
        full: &full,
    };
    let opening = match outcome.opening {
        Opening::Open => None,
        Opening::ClosedUntil { opens_ms } => Some(text::trial_opens(&full(opens_ms))),
        Opening::Closed => Some(text::trial_never_opens().to_owned()),
    };
    let end = outcome.trace.last();
    let waited = end.map(|step| step.at_ms.ms_since(*at)).filter(|ms| *ms > 0).map(format::clock);
    let words = match (end.map(|end| &end.step), waited) {
        (Some(TraceStep::PickedUp { staff, .. }), waited) => {
            let name = name_of(staff.to_string()).unwrap_or_else(|| text::former_colleague().to_owned());
            waited.map_or_else(|| text::trial_given(&name), |time| text::trial_given_after(&name, &time))
        }
        (_, Some(time)) => text::trial_missed_after(&time),
        (_, None) => text::trial_missed_at_once().to_owned(),
    };
    view! {
        <section class="card" aria-labelledby="verdict">
            <header class="card-head">
                <h3 class="verdict" id="verdict" tabindex="-1">{text::trial_title(name, &full(*at))}</h3>
                <p class="trial-end">{words} {opening.map(|words| format!(" {words}"))}</p>
            </header>
            {teller.draw(&outcome.trace)}
        </section>
    }
    .into_any()
}
