//! Reports, for who supervises: figures, the enquiries behind each, and how staff spent their days.

use std::collections::BTreeSet;

use shared::{
    api::{EnquiryList, ErrorCode, LIST_PAGE},
    desk::Standing,
    id::StaffId,
    permission::reported_to,
    report::{Figure, Fold, GroupKey, Life, Period, Question, days},
    schedule::{Date, Weekday, Zone},
};
use worker::Response;

use super::{
    Desk,
    call::Call,
    enquiries,
    serve::{asked_place, place},
};
use crate::{
    answer,
    error::EdgeError,
    store::desk::{account, availability, life},
};

/// Figures of a period.
///
/// # Errors
/// `malformed` for a question that can't be one.
pub(super) fn figures(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let (period, question) = (period(call)?, question(call)?);
    let (time_zone, zone) = clock(desk)?;
    let mut fold = Fold::new(&zone, period, &question);
    let wants = fold.wants();
    let seen = seen(desk, call)?;
    let take = |life: &Life| {
        if seen(life) {
            fold.take(life);
        }
    };
    life::each(call.sql, wants, take).map_err(EdgeError::Storage)?;
    let names = account::names(call.sql).map_err(EdgeError::Storage)?;
    let report = desk.memory.look(|known| {
        let directory = known.rules.directory();
        fold.report(time_zone, |key| match key {
            GroupKey::Tag { tag } => directory.tag(*tag).map(|tag| tag.settings.name.clone()),
            GroupKey::Staff { staff } => names.get(staff).cloned(),
            GroupKey::Direct | GroupKey::ContactPoint { .. } | GroupKey::Unknown => None,
        })
    })?;
    answer::json(&report)
}

/// The enquiries behind a figure, last raised first, a page at a time.
///
/// # Errors
/// As for [`figures`].
pub(super) fn behind(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let (period, question) = (period(call)?, question(call)?);
    let figure = call.query("figure").unwrap_or_default();
    let figure = Figure::ALL.into_iter().find(|known| known.as_str() == figure);
    let figure = figure.ok_or_else(|| malformed("Say which figure: `raised`, `answered`, `missed` …"))?;
    let before = call.query("before").map(|text| asked_place("before", text)).transpose()?;
    let (_, zone) = clock(desk)?;
    let seen = seen(desk, call)?;
    let mut found: Vec<Standing> = Vec::new();
    life::each(call.sql, period.moments(&zone), |life| {
        let place = (life.raised_at, life.enquiry);
        let comes = seen(life) && before.is_none_or(|before| place < before);
        let local = zone.local(life.raised_at);
        let is_asked =
            if figure.is_of_ratings() { question.takes_rating(life, local) } else { question.takes(life, local) };
        if comes && figure.counts(life) && is_asked {
            found.push(place);
        }
    })
    .map_err(EdgeError::Storage)?;
    found.reverse();
    let next = answer::cut(&mut found, LIST_PAGE, |(at, id)| place(*at, id));
    let staff = call.who.staff()?.staff;
    let cards = found.iter().filter_map(|(_, id)| enquiries::card(desk, *id, staff).transpose());
    answer::json(&EnquiryList { cards: cards.collect::<Result<_, _>>()?, next })
}

/// How staff spent their days.
///
/// # Errors
/// As for [`figures`]; and for more days than such a report has.
pub(super) fn staff(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let period = period(call)?;
    if period.days() > days::MAX_DAYS {
        return Err(malformed("Ask for at most 31 days."));
    }
    let (time_zone, zone) = clock(desk)?;
    let moments = period.moments(&zone);
    let changes = availability::changes(call.sql, moments).map_err(EdgeError::Storage)?;
    let names = account::names(call.sql).map_err(EdgeError::Storage)?;
    let mates = teammates(desk, call)?;
    let changes = changes.into_iter().filter(|(staff, _)| mates(*staff));
    let spent = |(staff, changes): (StaffId, Vec<_>)| days::StaffDays {
        name: names.get(&staff).cloned(),
        ..days::spent(staff, &changes, period, &zone, call.now)
    };
    answer::json(&days::StaffReport {
        from: period.from(),
        to: period.to(),
        begins_ms: moments.0,
        ends_ms: moments.1,
        time_zone,
        staff: changes.map(spent).filter(|person| !person.spans.is_empty()).collect(),
    })
}

/// Whether a life is in the reach of who asks: what was asked of their tags and of them, or everything.
fn seen(desk: &Desk, call: &Call<'_>) -> Result<impl Fn(&Life) -> bool + use<>, EdgeError> {
    let staff = call.who.staff()?.staff;
    let of = desk.memory.look(|known| reported_to(known.rules.directory(), staff))?;
    Ok(move |life: &Life| {
        let theirs = life.answered.is_some_and(|(_, by)| by == staff);
        of.as_ref().is_none_or(|of| theirs || of.contains(&life.entry))
    })
}

/// Those of whose days somebody is told: all, or who serves a tag with them.
fn teammates(desk: &Desk, call: &Call<'_>) -> Result<impl Fn(StaffId) -> bool + use<>, EdgeError> {
    let staff = call.who.staff()?.staff;
    let mates: Option<BTreeSet<StaffId>> = desk.memory.look(|known| {
        let directory = known.rules.directory();
        let of = reported_to(directory, staff)?;
        let serves = |mate: &&StaffId| of.iter().any(|entry| directory.serves(**mate, *entry));
        Some(directory.staff.keys().filter(serves).copied().chain([staff]).collect())
    })?;
    Ok(move |staff: StaffId| mates.as_ref().is_none_or(|mates| mates.contains(&staff)))
}

/// The service's clock, and its name.
fn clock(desk: &Desk) -> Result<(String, Zone), EdgeError> {
    let name = desk.memory.look(|known| known.settings().time_zone.to_string())?;
    // Names were checked when they were saved, and none ever leaves the database.
    let zone = Zone::named(&name).unwrap_or_else(|| Zone::fixed(0));
    Ok((name, zone))
}

fn period(call: &Call<'_>) -> Result<Period, EdgeError> {
    let day = |name| {
        let text = call.query(name).ok_or_else(|| malformed("Say `from` and `to`, as `2026-12-25`."))?;
        Date::try_from(text).map_err(|problem| malformed(problem.0))
    };
    Period::new(day("from")?, day("to")?).map_err(|problem| malformed(problem.0))
}

fn question(call: &Call<'_>) -> Result<Question, EdgeError> {
    fn read<T>(text: Option<&str>, read: impl Fn(&str) -> Option<T>, wrong: &str) -> Result<Option<T>, EdgeError> {
        text.map(|text| read(text).ok_or_else(|| malformed(wrong))).transpose()
    }
    let hour = |text: &str| text.parse().ok().filter(|hour| *hour < 24);
    let weekday = |text: &str| Weekday::ALL.into_iter().find(|day| day.as_str() == text);
    Ok(Question {
        tag: read(call.query("tag"), |text| text.parse().ok(), "There is no such tag.")?,
        staff: read(call.query("staff"), |text| text.parse().ok(), "There is nobody with this id.")?,
        contact_point: read(
            call.query("contact_point"),
            |text| text.to_owned().try_into().ok(),
            "A contact point is `link:…`, `site:…` or `unknown`.",
        )?,
        date: read(call.query("date"), |text| Date::try_from(text).ok(), "Enter a date like `2026-12-25`.")?,
        hour: read(call.query("hour"), hour, "An hour is 0 to 23.")?,
        weekday: read(call.query("weekday"), weekday, "A weekday is `mon` to `sun`.")?,
    })
}

fn malformed(words: &str) -> EdgeError {
    EdgeError::refused(ErrorCode::Malformed, words)
}
