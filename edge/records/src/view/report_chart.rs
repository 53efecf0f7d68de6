//! What reports draw: the columns of the days, and the fields of a week. Both are said again in a table.

use kit::words;
use leptos::prelude::*;
use shared::{
    report::{DayFigures, Figure, Report},
    schedule::{Date, Weekday},
};
use ui::text::format;

use super::reports::link_behind;
use crate::{
    report::{Asked, column, most_of, strength, top_of_scale},
    text,
};

/// The width of a column, and of it with the gap beside it.
const COLUMN: usize = 8;
const STEP: usize = 10;

/// A column for each day, of what became of the enquiries raised on it.
pub(super) fn day_chart(days: &[DayFigures]) -> AnyView {
    let top = top_of_scale(most_of(days));
    let columns = days.iter().enumerate().map(|(place, day)| {
        let left = place * STEP + (STEP - COLUMN) / 2;
        let pieces = column(&day.figures, top).into_iter().map(|piece| {
            view! { <rect class=piece.class x=left.to_string() y=piece.from.to_string() width=COLUMN.to_string() height=piece.height.to_string() /> }
        });
        let told = format!("{}: {}", written(day.date), format::number(day.figures.raised));
        view! {
            <g>
                <title>{told}</title>
                <rect class="report-ground" x=(place * STEP).to_string() y="0" width=STEP.to_string() height="1000" />
                {pieces.collect_view()}
            </g>
        }
    });
    let ends =
        [days.first(), days.get(days.len() / 2).filter(|_| days.len() > 2), days.last().filter(|_| days.len() > 1)];
    let labels = ends.into_iter().flatten().map(|day| view! { <span>{written(day.date)}</span> });
    let key = [
        ("is-answered", text::figure_answered()),
        ("is-missed", text::figure_missed()),
        ("is-other", text::figure_other()),
    ];
    view! {
        <figure class="report-chart" aria-hidden="true">
            <div class="report-scale">
                <span>{format::number(top)}</span> <span>{format::number(top / 2)}</span> <span>"0"</span>
            </div>
            <svg viewBox=format!("0 0 {} 1000", days.len() * STEP) preserveAspectRatio="none">{columns.collect_view()}</svg>
            <div class="report-dates">{labels.collect_view()}</div>
            <figcaption>
                {key.map(|(class, words)| view! { <span class=format!("report-key {class}")>{words}</span> }).collect_view()}
            </figcaption>
        </figure>
    }
    .into_any()
}

/// A day as one writes it: `3 Nov`.
pub(super) fn written(date: Date) -> String {
    format::date_utc(date.beginning_utc())
}

/// A week by hours: the more were raised in an hour, the stronger its field.
pub(super) fn week_grid(asked: &Asked, report: &Report) -> AnyView {
    let most = report.week.iter().copied().max().unwrap_or(0);
    let hours = (0..24).map(|hour: usize| view! { <th scope="col">{if hour.is_multiple_of(6) { format!("{hour:02}") } else { String::new() }}<span class="unseen">{format!("{hour:02}:00")}</span></th> });
    let rows = Weekday::ALL.into_iter().map(|day| {
        let fields = (0..24).map(|hour: usize| {
            let count = report.week.get(usize::from(day.index()) * 24 + hour).copied().unwrap_or(0);
            let class = format!("report-field is-{}", strength(count, most));
            let title = format!("{} {hour:02}:00 · {}", words::weekday(day.as_str()), format::number(count));
            let narrowed = asked.with("weekday", day.as_str()).with("hour", hour.to_string());
            if count == 0 {
                view! { <td class=class title=title></td> }.into_any()
            } else {
                view! {
                    <td class=class title=title>
                        <a href=link_behind(&narrowed, Figure::Raised)><span class="unseen">{format::number(count)}</span></a>
                    </td>
                }
                .into_any()
            }
        });
        view! { <tr><th scope="row">{words::weekday(day.as_str())}</th>{fields.collect_view()}</tr> }
    });
    view! {
        <div class="report-week">
            <table>
                <thead><tr><th scope="col"><span class="unseen">{text::column_day()}</span></th>{hours.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
