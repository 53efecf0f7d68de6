//! The person's quiet hours.

use kit::{
    lean::{effect, maybe, shown},
    view::{
        Submission, loaded,
        part::{card, switch},
        wrong,
    },
    words,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{api::QuietState, quiet::QuietHours, value::Timestamp};
use ui::text::format;

use super::{bind::guard, saving::Foot, schedule_week::week};
use crate::{console::Console, form::ScheduleDraft, text};

/// The part of the page.
#[component]
pub(crate) fn Quiet() -> AnyView {
    let console = Console::here();
    let form = loaded(
        move || async move { console.get::<QuietState>("session/quiet").await },
        |state| view! { <QuietForm state=state /> }.into_any(),
    );
    card(text::quiet(), Some(text::quiet_words()), form)
}

#[component]
fn QuietForm(state: QuietState) -> AnyView {
    let console = Console::here();
    let here = format::time_zone().unwrap_or_else(|| "UTC".to_owned());
    let start = ScheduleDraft::quiet(state.hours.as_ref(), here);
    let draft = RwSignal::new(start.clone());
    let on = RwSignal::new(state.hours.as_ref().is_some_and(|hours| hours.on));
    let (typed, saved) =
        (RwSignal::new((on.get_untracked(), start.clone())), RwSignal::new((on.get_untracked(), start)));
    effect(move || typed.set((on.get(), draft.get())));
    let unsaved = guard(typed, saved);
    let until = RwSignal::new(state.until_ms);
    let submission = Submission::new();
    let check = move || draft.with(|draft| draft.check_quiet(on.get()));
    let problems = submission.problems(check);
    let know = move |known: QuietState| {
        until.set(known.until_ms);
        saved.set(typed.get_untracked());
        console.say(text::saved());
        console.set_unsaved(false);
    };
    let submit = move |event: SubmitEvent| {
        let send = move |hours: QuietHours| async move { console.send("PUT", "session/quiet", &hours).await };
        submission.run(&event, untrack(check), send, know);
    };
    let hours = move || {
        view! {
            {week(draft, problems, text::not_quiet)}
            <Zone draft=draft error=wrong(problems, "time_zone") />
        }
        .into_any()
    };
    view! {
        <form class="form schedule" novalidate on:submit=submit>
            {submission.words()}
            <div>
                {switch(text::quiet_switch(), text::quiet_switch_words(), on.into(), Callback::new(move |now| on.set(now)))}
                <div role="status">
                    {maybe(move || until_words(until.get(), console.now.get()).map(|words| view! {
                        <p class="schedule-state"><span class="schedule-dot" aria-hidden="true"></span>{words}</p>
                    }.into_any()))}
                </div>
            </div>
            {shown(move || on.get(), hours)}
            <Foot busy=submission.busy() unsaved=unsaved />
        </form>
    }
    .into_any()
}

fn until_words(until: Option<Timestamp>, now: Timestamp) -> Option<String> {
    let until = until.filter(|until| *until > now)?;
    Some(text::quiet_now(&format::ahead(until, now)))
}

#[component]
fn Zone(draft: RwSignal<ScheduleDraft>, #[prop(into)] error: Signal<Option<String>>) -> AnyView {
    let chosen = draft.with_untracked(|draft| draft.time_zone.clone());
    let mut zones = words::time_zones();
    if !zones.contains(&chosen) {
        zones.insert(0, chosen.clone());
    }
    let options = zones.into_iter().map(|zone| {
        let selected = zone == chosen;
        view! { <option value=zone.clone() selected=selected>{zone.replace('_', " ")}</option> }
    });
    view! {
        <div class="field field-narrow">
            <label for="quiet-zone">{text::time_zone()}</label>
            <select
                id="quiet-zone"
                aria-describedby="quiet-zone-below"
                on:change=move |event: Event| draft.update(|draft| draft.time_zone = event_target_value(&event))
            >
                {options.collect_view()}
            </select>
            <p class="field-below is-wrong" id="quiet-zone-below">{error}</p>
        </div>
    }
    .into_any()
}
