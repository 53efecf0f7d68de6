//! The hours of each weekday, and how they are typed.

use kit::{
    focus,
    form::Problems,
    lean::{each, it, memo, press, shown},
    sign,
    view::{part::card, wrong},
    words,
};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};
use shared::setup::schedule::MAX_HOURS;
use ui::view::{dom, icon::icon};

use crate::{
    form::{HoursDraft, Of, ScheduleDraft},
    text,
};

/// The usual week.
#[component]
pub(crate) fn Week(draft: RwSignal<ScheduleDraft>, problems: Memo<Problems>) -> AnyView {
    card(text::week_hours(), Some(text::week_hours_words()), week(draft, problems, text::closed))
}

/// The hours of each weekday; `none` says what a day without any is.
pub(crate) fn week(draft: RwSignal<ScheduleDraft>, problems: Memo<Problems>, none: fn() -> &'static str) -> AnyView {
    let copying = RwSignal::new(None::<usize>);
    let days = (0..7_usize).map(|day| weekday(draft, problems, copying, day, none)).collect_view();
    view! {
        <ul class="week" id="week" tabindex="-1">{days}</ul>
        <p class="field-below is-wrong" role="status">{wrong(problems, "week")}</p>
    }
    .into_any()
}

fn name_of(day: usize) -> String {
    words::weekday_name(u8::try_from(day).unwrap_or_default())
}

fn weekday(
    draft: RwSignal<ScheduleDraft>,
    problems: Memo<Problems>,
    copying: RwSignal<Option<usize>>,
    day: usize,
    none: fn() -> &'static str,
) -> AnyView {
    let name = name_of(day);
    let is_copying = move || copying.get() == Some(day);
    let copy = move |_: MouseEvent| copying.update(|now| *now = (*now != Some(day)).then_some(day));
    view! {
        <li class="week-day">
            <strong class="week-name">{name.clone()}</strong>
            <HoursFields draft=draft of=Of::Week(day) name=name.clone() none=none error=wrong(problems, format!("week.{day}")) />
            <button
                class="icon-button week-copy"
                type="button"
                aria-label=text::copy_hours_of(&name)
                title=text::copy_hours_of(&name)
                aria-expanded=it(move || is_copying().to_string())
                on:click=press(copy)
            >
                {icon(sign::COPY)}
            </button>
            {shown(is_copying, move || copy_targets(draft, copying, day))}
        </li>
    }
    .into_any()
}

/// Where a day's hours go: each other day is a button, on while it has the same hours.
fn copy_targets(draft: RwSignal<ScheduleDraft>, copying: RwSignal<Option<usize>>, day: usize) -> AnyView {
    let others = (0..7_usize).filter(|other| *other != day).map(|other| {
        let same = memo(move || draft.with(|draft| draft.hours(Of::Week(other)) == draft.hours(Of::Week(day))));
        view! {
            <button
                class="button"
                type="button"
                aria-disabled=it(move || same.get().then_some("true"))
                on:click=press(move |_: MouseEvent| draft.update(|draft| draft.copy_hours(day, other)))
            >
                {name_of(other)}
            </button>
        }
    });
    let done = move |_: MouseEvent| {
        copying.set(None);
        focus::rescue("#week");
    };
    view! {
        <div class="week-targets" role="group" aria-label=text::copy_to()>
            <span>{text::copy_to()}</span>
            {others.collect_view()}
            <button class="button button-quiet" type="button" on:click=press(done)>{text::done()}</button>
        </div>
    }
    .into_any()
}

/// Hours of one day.
#[component]
pub(crate) fn HoursFields(
    draft: RwSignal<ScheduleDraft>,
    of: Of,
    /// Of the day, for assistive technology.
    name: String,
    /// What it is if there are none.
    #[prop(default = text::closed)]
    none: fn() -> &'static str,
    /// What is wrong with them.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let count = memo(move || draft.with(|draft| draft.hours(of).len()));
    let key = match of {
        Of::Week(day) => format!("week-{day}"),
        Of::Day(place) => format!("day-{place}"),
    };
    let (label, first) = (text::add_hours_to(&name), key.clone());
    let (name, key) = (StoredValue::new(name), StoredValue::new(key));
    let add = move |_: MouseEvent| {
        let at = count.get_untracked();
        draft.update(|draft| draft.add_hours(of));
        dom::focus_soon(&format!("{first}-{at}"));
    };
    view! {
        <div class="hours">
            {shown(move || count.get() == 0, move || view! { <span class="hours-none">{none()}</span> }.into_any())}
            {each(move || (0..count.get()).collect(), move |at: usize| {
                name.with_value(|name| key.with_value(|key| span(draft, error, of, at, name, &format!("{key}-{at}"))))
            })}
            <p class="field-below is-wrong" role="status">{error}</p>
        </div>
        {shown(move || count.get() < MAX_HOURS, {
            let add = StoredValue::new(add);
            move || {
                let label = label.clone();
                view! {
                    <button class="icon-button" type="button" aria-label=label.clone() title=label on:click=press(move |event| add.with_value(|add| add(event)))>
                        {icon(sign::PLUS)}
                    </button>
                }
                .into_any()
            }
        })}
    }
    .into_any()
}

fn span(
    draft: RwSignal<ScheduleDraft>,
    error: Signal<Option<String>>,
    of: Of,
    at: usize,
    name: &str,
    id: &str,
) -> AnyView {
    let field = |label: String, id: Option<String>, is_end: bool| {
        let value = move || {
            let hours = draft.with(|draft| draft.hours(of).get(at).cloned());
            hours.map(|hours| if is_end { hours.to } else { hours.from }).unwrap_or_default()
        };
        let type_in = move |event: Event| {
            let text = event_target_value(&event);
            draft.update(|draft| {
                if let Some(hours) = draft.hours_mut(of).and_then(|all| all.get_mut(at)) {
                    *if is_end { &mut hours.to } else { &mut hours.from } = text;
                }
            });
        };
        let is_wrong = it(move || error.with(Option::is_some).then_some("true"));
        view! { <input type="time" id=id aria-label=label aria-invalid=is_wrong prop:value=value on:input=type_in /> }
    };
    let remove = move |_: MouseEvent| {
        draft.update(|draft| {
            if let Some(all) = draft.hours_mut(of).filter(|all| at < all.len()) {
                all.remove(at);
            }
        });
        focus::rescue("#week");
    };
    let is_past = move || draft.with(|draft| draft.hours(of).get(at).is_some_and(HoursDraft::is_past_midnight));
    view! {
        <div class="hours-span field">
            {field(text::opens_at(name), Some(id.to_owned()), false)}
            <span aria-hidden="true">"–"</span>
            {field(text::closes_at(name), None, true)}
            {shown(is_past, || view! { <span class="chip">{text::next_day()}</span> }.into_any())}
            <button class="icon-button" type="button" aria-label=text::remove_hours_of(name) on:click=press(remove)>{icon(sign::BIN)}</button>
        </div>
    }
    .into_any()
}
