//! Holidays and days with hours of their own, typed or taken from a calendar's file.

use kit::{
    focus,
    form::Problems,
    lean::{each, it, maybe, memo, press, shown},
    sign,
    view::{part::card, wrong},
};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    schedule::{Found, MAX_CALENDAR_BYTES, read_calendar},
    setup::schedule::MAX_DAYS,
};
use ui::view::{Button, Look, dom, icon::icon};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use super::schedule_week::HoursFields;
use crate::{
    console::Console,
    form::{DayDraft, Of, ScheduleDraft},
    text,
};

/// The days that differ.
#[component]
pub(crate) fn Days(draft: RwSignal<ScheduleDraft>, problems: Memo<Problems>) -> AnyView {
    let count = memo(move || draft.with(|draft| draft.days.len()));
    let add = move |()| {
        let at = count.get_untracked();
        draft.update(ScheduleDraft::add_day);
        dom::focus_soon(&format!("day-date-{at}"));
    };
    let body = view! {
        <div class="list" id="days" tabindex="-1">
            <ul class="list-rows">
                {each(move || (0..count.get()).collect(), move |at: usize| day_row(draft, problems, at))}
            </ul>
            {shown(move || count.get() == 0, || view! { <p class="list-none">{text::no_days()}</p> }.into_any())}
            {shown(move || count.get() < MAX_DAYS, move || view! {
                <Button on_press=add>{icon(sign::PLUS)} {text::add_day()}</Button>
            }.into_any())}
            <p class="field-below is-wrong" role="status">{wrong(problems, "days")}</p>
            <Import draft=draft />
        </div>
    };
    card(text::other_days(), Some(text::other_days_words()), body.into_any())
}

fn day_row(draft: RwSignal<ScheduleDraft>, problems: Memo<Problems>, at: usize) -> AnyView {
    let read = move |what: fn(&DayDraft) -> String| {
        move || draft.with(|draft| draft.days.get(at).map(what).unwrap_or_default())
    };
    let write = move |what: fn(&mut DayDraft, String)| {
        move |event: Event| {
            let text = event_target_value(&event);
            draft.update(|draft| {
                if let Some(day) = draft.days.get_mut(at) {
                    what(day, text);
                }
            });
        }
    };
    let is_yearly = move || draft.with(|draft| draft.days.get(at).is_some_and(|day| day.yearly));
    let turn = move |event: Event| {
        draft.update(|draft| {
            if let Some(day) = draft.days.get_mut(at) {
                day.yearly = event_target_checked(&event);
            }
        });
    };
    let remove = move |_: MouseEvent| {
        draft.update(|draft| {
            if at < draft.days.len() {
                draft.days.remove(at);
            }
        });
        focus::rescue("#days");
    };
    let name = move || {
        let name = draft.with(|draft| draft.days.get(at).map(|day| day.name.clone()).unwrap_or_default());
        if name.is_empty() { text::a_day().to_owned() } else { name }
    };
    let (problem, problem_name) =
        (wrong(problems, format!("days.{at}.date")), wrong(problems, format!("days.{at}.name")));
    let below = format!("day-below-{at}");
    view! {
        <li class="day">
            <div class="day-head field">
                <input
                    type="date"
                    id=format!("day-date-{at}")
                    aria-label=text::date()
                    aria-describedby=below.clone()
                    aria-invalid=it(move || problem.with(Option::is_some).then_some("true"))
                    prop:value=read(|day| day.date.clone())
                    on:input=write(|day, text| day.date = text)
                />
                <input
                    class="day-name"
                    type="text"
                    aria-label=text::day_name()
                    placeholder=text::day_name()
                    autocomplete="off"
                    prop:value=read(|day| day.name.clone())
                    on:input=write(|day, text| day.name = text)
                />
                <label class="day-yearly">
                    <input type="checkbox" prop:checked=is_yearly on:change=turn />
                    <span>{text::yearly()}</span>
                </label>
                <button class="icon-button" type="button" aria-label=it(move || text::remove_named(&name())) on:click=press(remove)>{icon(sign::BIN)}</button>
            </div>
            <p class="field-below is-wrong" id=below>{it(move || problem.get().or_else(|| problem_name.get()))}</p>
            <div class="day-hours">
                <HoursFields draft=draft of=Of::Day(at) name=text::a_day().to_owned() error=wrong(problems, format!("days.{at}.hours")) />
            </div>
        </li>
    }
    .into_any()
}

/// A calendar's file, shown before its days are taken.
#[component]
fn Import(draft: RwSignal<ScheduleDraft>) -> AnyView {
    let console = Console::here();
    let found = RwSignal::new(None::<Found>);
    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        if let Some(file) = file {
            spawn_local(async move {
                let read = read(file).await;
                if read.is_none() {
                    console.complain(text::calendar_unread());
                }
                found.try_set(read);
            });
        }
    };
    let take = move |()| {
        if let Some(found) = found.get_untracked() {
            draft.update(|draft| draft.import(&found.days));
        }
        found.set(None);
        focus::rescue("#days");
    };
    let put_away = move |()| {
        found.set(None);
        focus::rescue("#days");
    };
    view! {
        <label class="field day-import">
            <span>{text::import_calendar()}</span>
            <input type="file" accept=".ics,text/calendar" on:change=choose />
        </label>
        <div role="status">
            {maybe(move || found.get().map(|found| {
                let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                let days = found.days.iter().map(|day| {
                    let name = day.name.as_ref().map(ToString::to_string).unwrap_or_default();
                    let yearly = day.yearly.then(|| view! { <span class="chip">{text::yearly()}</span> });
                    view! { <li><time>{day.date.to_string()}</time> " " {name} " " {yearly}</li> }
                });
                view! {
                    <div class="day-found">
                        <strong>{text::calendar_days(count(found.days.len()))}</strong>
                        {(found.left_out > 0).then(|| view! { <p>{text::calendar_left_out(count(found.left_out))}</p> })}
                        <ul tabindex="0" aria-label=text::other_days()>{days.collect_view()}</ul>
                        <div class="form-foot">
                            <Button look=Look::Primary on_press=take>{text::add_these_days()}</Button>
                            <Button look=Look::Quiet on_press=put_away>{ui::text::cancel()}</Button>
                        </div>
                    </div>
                }.into_any()
            }))}
        </div>
    }
    .into_any()
}

async fn read(file: File) -> Option<Found> {
    #[expect(clippy::cast_precision_loss, reason = "a megabyte is far below 2^53")]
    let most = MAX_CALENDAR_BYTES as f64;
    if file.size() > most {
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    let year = u16::try_from(js_sys::Date::new_0().get_full_year()).ok()?;
    read_calendar(&text, year)
}
