//! How staff spent their days.

use kit::{
    guest::Visit,
    page::Page,
    sign,
    view::{loaded, part::head},
};
use leptos::prelude::*;
use shared::{
    card::{Availability, Role},
    report::days::{StaffDay, StaffDays, StaffReport},
};
use ui::{text::format, view::EmptyState};

use super::{
    report_chart::written,
    reports::{duration, period_bar, today},
};
use crate::{report::Asked, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "staff-days",
    sign: sign::HOURGLASS,
    name: text::staff_days,
    role: Role::Supervisor,
    has: &[text::was_active, text::was_busy, text::was_idle],
    draw: |rest| {
        let asked = if rest.is_empty() { Asked::last(1, today()) } else { Asked::of(rest)? };
        Some(view! { <StaffDaysPage asked=asked /> }.into_any())
    },
};

#[component]
fn StaffDaysPage(asked: Asked) -> AnyView {
    let visit = Visit::here();
    let path = format!("reports/staff?{}", asked.query());
    let bar = period_bar(&asked, &[1, 7, 28], |asked| PAGE.place_below(&asked.parts()));
    let all = loaded(
        move || {
            let path = path.clone();
            async move { visit.get::<StaffReport>(&path).await }
        },
        |report| people(&report),
    );
    view! { {head(text::staff_days(), text::staff_days_words())} {bar} {all} }.into_any()
}

fn people(report: &StaffReport) -> AnyView {
    if report.staff.is_empty() {
        return view! { <EmptyState sign=sign::HOURGLASS title=text::nobody_there() /> }.into_any();
    }
    let day = report.from == report.to;
    let all = report.staff.iter().map(|person| {
        let name = person.name.as_ref().map_or_else(|| text::gone_name().to_owned(), ToString::to_string);
        let sum = |part: fn(&StaffDay) -> i64| duration(person.days.iter().map(part).sum());
        view! {
            <section class="card presence">
                <h3><bdi>{name}</bdi></h3>
                {if day { line(report, person) } else { bars(person) }}
                <dl class="presence-sums">
                    <div><dt class="presence-key is-active">{text::was_active()}</dt><dd>{sum(|day| day.active_ms)}</dd></div>
                    <div><dt class="presence-key is-busy">{text::was_busy()}</dt><dd>{sum(|day| day.busy_ms)}</dd></div>
                    <div><dt class="presence-key is-idle">{text::was_idle()}</dt><dd>{sum(|day| day.idle_ms)}</dd></div>
                </dl>
            </section>
        }
    });
    view! { <div class="presence-all">{all.collect_view()}</div> <p class="report-zone">{text::on_clock(&report.time_zone)}</p> }
        .into_any()
}

/// One day, from its beginning to its end.
fn line(report: &StaffReport, person: &StaffDays) -> AnyView {
    let whole = report.ends_ms.ms_since(report.begins_ms).max(1);
    let thousandth = |ms: i64| (ms * 1_000 / whole).to_string();
    let spans = person.spans.iter().map(|span| {
        let (class, words) = match span.availability {
            Availability::Active => ("is-active", text::was_active()),
            Availability::Busy => ("is-busy", text::was_busy()),
            Availability::Idle | Availability::Offline => ("is-idle", text::was_idle()),
        };
        let length = span.to_ms.ms_since(span.from_ms);
        let told = format!("{words}: {} – {}", format::time(span.from_ms), format::time(span.to_ms));
        // A short time is seen, too.
        let width = (length * 1_000 / whole).max(2).to_string();
        view! {
            <rect class=class x=thousandth(span.from_ms.ms_since(report.begins_ms)) y="0" width=width height="10"><title>{told}</title></rect>
        }
    });
    view! {
        <div class="presence-line" aria-hidden="true">
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none">{spans.collect_view()}</svg>
            <p><span>"00:00"</span> <span>"06:00"</span> <span>"12:00"</span> <span>"18:00"</span> <span>"24:00"</span></p>
        </div>
    }
    .into_any()
}

/// Several days: a column for each, of a whole day's height.
fn bars(person: &StaffDays) -> AnyView {
    const DAY_MS: i64 = 24 * 3_600_000;
    let columns = person.days.iter().enumerate().map(|(place, day)| {
        let (mut below, x) = (0, (place * 10 + 1).to_string());
        let parts = [("is-active", day.active_ms), ("is-busy", day.busy_ms), ("is-idle", day.idle_ms)];
        let parts = parts.map(|(class, ms)| {
            let height = ms * 1_000 / DAY_MS;
            below += height;
            view! { <rect class=class x=x.clone() y=(1_000 - below).to_string() width="8" height=height.to_string() /> }
        });
        view! { <g><title>{written(day.date)}</title>{parts.into_iter().collect_view()}</g> }
    });
    let ends = [person.days.first(), person.days.last()];
    view! {
        <div class="presence-line is-days" aria-hidden="true">
            <svg viewBox=format!("0 0 {} 1000", person.days.len() * 10) preserveAspectRatio="none">{columns.collect_view()}</svg>
            <p>{ends.into_iter().flatten().map(|day| view! { <span>{written(day.date)}</span> }).collect_view()}</p>
        </div>
    }
    .into_any()
}
