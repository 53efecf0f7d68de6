//! Reports: the figures of a period, by day, hour, tag, person and way in; each a way to what is behind it.

use kit::{
    guest::Visit,
    page::{self, Page},
    sign,
    view::{
        loaded,
        part::{card, head},
    },
    words,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    card::Role,
    report::{ContactPoint, Figure, Figures, Group, GroupKey, Report, Spread},
    schedule::Date,
};
use ui::{
    text::format,
    view::{
        EmptyState,
        icon::{CLOSE, icon},
    },
};

use super::{
    report_behind::behind_page,
    report_chart::{day_chart, week_grid},
    report_rating::ratings,
    report_table::{day_table, group_table, take_along},
};
use crate::{
    report::{Asked, FIRST_DAYS, change_percent, units},
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "reports",
    sign: sign::CHART,
    name: text::reports,
    role: Role::Supervisor,
    has: &[text::period, text::figure_missed, text::figure_waited, text::by_tag, text::by_staff, text::take_along],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <ReportsPage asked=Asked::last(FIRST_DAYS, today()) /> }.into_any()),
        ["behind", figure, parts @ ..] => {
            let figure = Figure::ALL.into_iter().find(|known| known.as_str() == *figure)?;
            Some(behind_page(&Asked::of(parts)?, figure))
        }
        parts => {
            let asked = Asked::of(parts)?;
            Some(view! { <ReportsPage asked=asked /> }.into_any())
        }
    }
}

/// The reader's date: the service's zone is only known with the first answer.
pub(super) fn today() -> Date {
    let now = Visit::here().now.get_untracked();
    let wall = format::time_zone().and_then(|zone| words::wall_in(&zone, now)).unwrap_or_default();
    let date = wall.get(..10).and_then(|date| Date::try_from(date).ok());
    date.unwrap_or_else(|| Date::of_utc(now))
}

/// The address of a report.
pub(super) fn link(asked: &Asked) -> String {
    PAGE.below(&asked.parts())
}

/// The address of what is behind a figure.
pub(super) fn link_behind(asked: &Asked, figure: Figure) -> String {
    PAGE.below(&format!("behind/{}/{}", figure.as_str(), asked.parts()))
}

#[component]
fn ReportsPage(asked: Asked) -> AnyView {
    let visit = Visit::here();
    let path = format!("reports/enquiries?{}", asked.query());
    let bar = period_bar(&asked, &[1, 7, 28, 90], |asked| PAGE.place_below(&asked.parts()));
    let asked = StoredValue::new(asked);
    let all = loaded(
        move || {
            let path = path.clone();
            async move { visit.get::<Report>(&path).await }
        },
        move |report| asked.with_value(|asked| figures(asked, report)),
    );
    view! { {head(text::reports(), text::reports_words())} {bar} {all} }.into_any()
}

/// Chooses the period: some by a press, any by its days.
pub(super) fn period_bar(asked: &Asked, lasts: &[u32], place: fn(&Asked) -> String) -> AnyView {
    let (visit, today) = (Visit::here(), today());
    let whole = StoredValue::new(asked.clone());
    let last = |days: u32| {
        let to = asked.in_days(today.plus_days(1 - i64::from(days)), today);
        let here = (&to == asked).then_some("page");
        let name = if days == 1 { text::today().to_owned() } else { text::last_days(days) };
        view! { <a class="button report-last" href=page::link(&place(&to)) aria-current=here>{name}</a> }
    };
    let (from, to) = (RwSignal::new(asked.from.to_string()), RwSignal::new(asked.to.to_string()));
    let show = move |event: SubmitEvent| {
        event.prevent_default();
        let days = (Date::try_from(from.get_untracked()), Date::try_from(to.get_untracked()));
        if let (Ok(from), Ok(to)) = days {
            // Whichever was chosen first.
            let asked = whole.with_value(|asked| asked.in_days(from.min(to), from.max(to)));
            visit.go(place(&asked));
        }
    };
    let day = |name: &'static str, value: RwSignal<String>| {
        view! {
            <label class="report-day">
                <span>{name}</span>
                <input type="date" required prop:value=value on:input=move |event: Event| value.set(event_target_value(&event)) />
            </label>
        }
    };
    view! {
        <div class="report-bar">
            <nav class="report-lasts" aria-label=text::period()>{lasts.iter().copied().map(last).collect_view()}</nav>
            <form class="report-days" on:submit=show>
                {day(text::period_from(), from)} {day(text::period_to(), to)}
                <button class="button" type="submit">{text::show_period()}</button>
            </form>
        </div>
    }
    .into_any()
}

/// What narrows the report, each with a way to take it away.
fn narrowing(asked: &Asked, report: &Report) -> AnyView {
    let chips: Vec<_> = asked
        .narrowed()
        .map(|(name, value)| {
            let named = called_value(report, name, value);
            view! {
                <a class="chip report-narrowed" href=link(&asked.without(name)) aria-label=text::widen(&named)>
                    <bdi>{named.clone()}</bdi> {icon(CLOSE)}
                </a>
            }
        })
        .collect();
    if chips.is_empty() {
        return ().into_any();
    }
    view! { <p class="report-narrowing"><span>{text::narrowed_to()}</span> {chips}</p> }.into_any()
}

fn called_value(report: &Report, name: &str, value: &str) -> String {
    let all = report.tags.iter().chain(&report.staff).chain(&report.contact_points);
    let same = |group: &&Group| narrowing_of(&group.key).is_some_and(|(its, key)| its == name && key == value);
    let group = all.clone().find(same).map(called);
    group.unwrap_or_else(|| match (name, value.parse::<u32>()) {
        ("hour", Ok(hour)) => format!("{hour:02}:00"),
        ("weekday", _) => words::weekday(value),
        _ => ContactPoint::try_from(value.to_owned()).map_or_else(|_| value.to_owned(), |point| called_point(&point)),
    })
}

/// How a group is asked for by itself.
pub(super) fn narrowing_of(key: &GroupKey) -> Option<(&'static str, String)> {
    match key {
        GroupKey::Tag { tag } => Some(("tag", tag.to_string())),
        GroupKey::Staff { staff } => Some(("staff", staff.to_string())),
        GroupKey::ContactPoint { contact_point } => Some(("contact_point", contact_point.clone().into())),
        GroupKey::Direct | GroupKey::Unknown => None,
    }
}

/// What a group is called.
pub(super) fn called(group: &Group) -> String {
    match (&group.name, &group.key) {
        (Some(name), _) => name.to_string(),
        (None, GroupKey::Direct) => text::directly().to_owned(),
        (None, GroupKey::ContactPoint { contact_point }) => called_point(contact_point),
        (None, GroupKey::Tag { .. } | GroupKey::Staff { .. } | GroupKey::Unknown) => text::gone_name().to_owned(),
    }
}

fn called_point(point: &ContactPoint) -> String {
    match point {
        ContactPoint::Link(link) => text::a_link(link.as_str()),
        ContactPoint::Site(host) => host.clone(),
        ContactPoint::Unknown => text::place_unknown().to_owned(),
    }
}

fn figures(asked: &Asked, report: Report) -> AnyView {
    let narrowed = narrowing(asked, &report);
    if report.total.raised == 0 && report.before.raised == 0 {
        return view! {
            {narrowed}
            <EmptyState sign=sign::CHART title=text::no_figures()><p>{text::no_figures_words()}</p></EmptyState>
        }
        .into_any();
    }
    let zone = text::on_clock(&report.time_zone);
    let by_day = view! { {day_chart(&report.days)} {day_table(asked, &report.days)} }.into_any();
    view! {
        {narrowed}
        {totals(asked, &report.total, &report.before)}
        {card(text::by_day(), None, by_day)}
        {card(text::by_tag(), None, group_table(asked, &report.tags))}
        {card(text::by_staff(), None, group_table(asked, &report.staff))}
        {card(text::by_contact_point(), None, group_table(asked, &report.contact_points))}
        {ratings(asked, &report.total)}
        {card(text::by_hour(), Some(text::by_hour_words()), week_grid(asked, &report))}
        {take_along(report)}
        <p class="report-zone">{zone}</p>
    }
    .into_any()
}

/// The figures that one looks at first.
fn totals(asked: &Asked, total: &Figures, before: &Figures) -> AnyView {
    let count = |figure: Figure, name: &'static str, below: String, good: Good| {
        let (now, then) = (total.count(figure), before.count(figure));
        let change = change(Some(i64::from(now)), Some(i64::from(then)), good);
        one(link_behind(asked, figure), name, format::number(now), below, change)
    };
    let time = |figure: Figure, name: &'static str, now: &Spread, then: &Spread| {
        let below = now.p90_ms.map(|ms| text::nine_of_ten(&duration(ms))).unwrap_or_default();
        let value = now.median_ms.map_or_else(|| "–".to_owned(), duration);
        one(link_behind(asked, figure), name, value, below, change(now.median_ms, then.median_ms, Good::Less))
    };
    let rate = total.missed_permille().map(|rate| format!("{}.{}", rate / 10, rate % 10));
    let missed = rate.map(|rate| text::missed_rate(&rate)).unwrap_or_default();
    let rated = (total.rated.count + before.rated.count > 0).then(|| {
        let grade = |figures: &Figures| figures.rated.average_hundredths();
        let value = grade(total).map_or_else(|| "–".to_owned(), average);
        let share = total.rated_permille().map(|rate| text::rated_share(&format!("{}.{}", rate / 10, rate % 10)));
        let change = change(grade(total).map(i64::from), grade(before).map(i64::from), Good::More);
        one(link_behind(asked, Figure::Rated), text::figure_rating(), value, share.unwrap_or_default(), change)
    });
    let followed_up = format!("{} {}", text::figure_followed_up(), format::number(total.followed_up));
    view! {
        <ul class="report-totals">
            {count(Figure::Raised, text::figure_raised(), String::new(), Good::Neither)}
            {count(Figure::Answered, text::figure_answered(), String::new(), Good::More)}
            {count(Figure::Missed, text::figure_missed(), format!("{missed} · {followed_up}"), Good::Less)}
            {time(Figure::Answered, text::figure_waited(), &total.waited, &before.waited)}
            {time(Figure::FirstWord, text::figure_first_word(), &total.first_word, &before.first_word)}
            {time(Figure::Handled, text::figure_handled(), &total.handled, &before.handled)}
            {rated}
        </ul>
    }
    .into_any()
}

/// An average grade: "4.25".
pub(super) fn average(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn one(href: String, name: &'static str, value: String, below: String, change: AnyView) -> AnyView {
    view! {
        <li class="report-total">
            <a href=href><span class="report-name">{name}</span> <strong><bdi>{value}</bdi></strong></a>
            <span class="report-below">{below}</span>
            {change}
        </li>
    }
    .into_any()
}

/// Which way is good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Good {
    More,
    Less,
    Neither,
}

fn change(now: Option<i64>, before: Option<i64>, good: Good) -> AnyView {
    let percent = now.zip(before).and_then(|(now, before)| change_percent(now, before));
    let (class, words) = match (percent, good) {
        (None, _) => ("", text::nothing_before().to_owned()),
        (Some(0), _) => ("", text::as_before().to_owned()),
        (Some(percent), good) => {
            let class = match (percent > 0, good) {
                (_, Good::Neither) => "",
                (true, Good::More) | (false, Good::Less) => "is-better",
                (false, Good::More) | (true, Good::Less) => "is-worse",
            };
            // A minus, not a hyphen: it is a number.
            let number = if percent < 0 { format!("\u{2212}{}", -percent) } else { format!("+{percent}") };
            (class, text::than_before(&number))
        }
    };
    view! { <span class=format!("report-change {class}")>{words}</span> }.into_any()
}

/// A duration in words.
pub(super) fn duration(ms: i64) -> String {
    let words = units(ms).into_iter().map(|(count, unit)| match unit {
        'd' => text::unit_d(count),
        'h' => text::unit_h(count),
        'm' => text::unit_m(count),
        _ => text::unit_s(count),
    });
    words.collect::<Vec<_>>().join(" ")
}
