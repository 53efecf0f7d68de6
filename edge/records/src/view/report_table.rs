//! Reports as tables, on the page and to be taken along.

use kit::{download::download, guest::Visit, lean::press, sign, view::part::card};
use leptos::{ev::MouseEvent, prelude::*};
use shared::report::{
    DayFigures, Figure, Figures, Group, Report,
    table::{By, csv},
};
use ui::{
    text::format,
    view::icon::{DOWN, icon},
};

use super::{
    report_chart::written,
    reports::{average, called, duration, link, link_behind, narrowing_of},
};
use crate::{report::Asked, text};

/// The columns that every table has after its first.
fn heads(first: &'static str) -> AnyView {
    let names = [
        text::figure_raised(),
        text::figure_answered(),
        text::figure_missed(),
        text::column_wait(),
        text::figure_rated(),
        text::figure_rating(),
    ];
    view! {
        <thead><tr>
            <th scope="col">{first}</th>
            {names.map(|name| view! { <th scope="col" class="report-number">{name}</th> }).collect_view()}
        </tr></thead>
    }
    .into_any()
}

/// The cells below them, each number a way to what is behind it, if it can be asked for by itself.
fn cells(asked: Option<&Asked>, figures: &Figures) -> AnyView {
    let number = |figure: Figure| {
        let count = figures.count(figure);
        let words = format::number(count);
        match asked.filter(|_| count > 0) {
            Some(asked) => {
                view! { <td class="report-number"><a href=link_behind(asked, figure)>{words}</a></td> }.into_any()
            }
            None => view! { <td class="report-number">{words}</td> }.into_any(),
        }
    };
    let grade = figures.rated.average_hundredths().map_or_else(|| "–".to_owned(), average);
    let wait = figures.waited.median_ms.map_or_else(|| "–".to_owned(), duration);
    view! {
        {number(Figure::Raised)} {number(Figure::Answered)} {number(Figure::Missed)}
        <td class="report-number"><bdi>{wait}</bdi></td>
        {number(Figure::Rated)}
        <td class="report-number"><bdi>{grade}</bdi></td>
    }
    .into_any()
}

/// The days, folded away below their columns.
pub(super) fn day_table(asked: &Asked, days: &[DayFigures]) -> AnyView {
    let rows = days.iter().map(|day| {
        let alone = asked.in_days(day.date, day.date);
        view! {
            <tr><th scope="row" class="report-date"><a href=link(&alone)>{written(day.date)}</a></th>{cells(Some(&alone), &day.figures)}</tr>
        }
    });
    view! {
        <details class="report-details">
            <summary>{text::as_table()}</summary>
            <div class="report-table"><table>{heads(text::column_day())}<tbody>{rows.collect_view()}</tbody></table></div>
        </details>
    }
    .into_any()
}

/// Groups, each with a bar for how many it has of the largest.
pub(super) fn group_table(asked: &Asked, groups: &[Group]) -> AnyView {
    let most = groups.iter().map(|group| group.figures.raised).max().unwrap_or(1).max(1);
    let rows = groups.iter().map(|group| {
        let alone = narrowing_of(&group.key).map(|(name, value)| asked.with(name, value));
        let name = called(group);
        let name = match &alone {
            Some(alone) => view! { <a href=link(alone)><bdi>{name}</bdi></a> }.into_any(),
            None => view! { <bdi>{name}</bdi> }.into_any(),
        };
        let share = format!("--share: {}%", group.figures.raised * 100 / most);
        view! {
            <tr><th scope="row"><span class="report-called">{name}</span><span class="report-share" style=share></span></th>{cells(alone.as_ref(), &group.figures)}</tr>
        }
    });
    if groups.is_empty() {
        return view! { <p class="list-none">{text::no_figures()}</p> }.into_any();
    }
    view! {
        <div class="report-table"><table>{heads(text::column_name())}<tbody>{rows.collect_view()}</tbody></table></div>
    }
    .into_any()
}

/// The figures as files.
pub(super) fn take_along(report: Report) -> AnyView {
    let visit = Visit::here();
    let report = StoredValue::new(report);
    let take = move |name: String, kind: &str, words: &str| match download(&name, kind, words) {
        Ok(()) => visit.say(text::exported(&name)),
        Err(_) => visit.complain(text::fault(&ui::http::Fault::Unreadable)),
    };
    let named = move |by: &str, ending: &str| {
        report.with_value(|report| format!("{}-{by}-{}-{}.{ending}", visit.slug(), report.from, report.to))
    };
    let tables = By::ALL.map(|by| {
        let words = match by {
            By::Day => text::by_day(),
            By::Hour => text::column_hour(),
            By::Weekday => text::column_day(),
            By::Tag => text::by_tag(),
            By::Staff => text::by_staff(),
            By::ContactPoint => text::by_contact_point(),
        };
        let table = move |_: MouseEvent| {
            take(named(by.as_str(), "csv"), "text/csv", &report.with_value(|report| csv(report, by)));
        };
        (!matches!(by, By::Weekday)).then(|| {
            view! { <button class="button" type="button" on:click=press(table)>{icon(DOWN)} {text::take_csv(words)}</button> }
        })
    });
    let all = move |_: MouseEvent| {
        let words = report.with_value(|report| serde_json::to_string_pretty(report).unwrap_or_default());
        take(named("report", "json"), "application/json", &words);
    };
    let buttons = view! {
        <div class="report-files">
            {tables.into_iter().collect_view()}
            <button class="button" type="button" on:click=press(all)>{icon(sign::CODE)} {text::take_json()}</button>
        </div>
    };
    card(text::take_along(), Some(text::take_along_words()), buttons.into_any())
}
