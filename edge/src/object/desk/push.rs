//! Browsers that are woken while their dashboard is closed: who subscribes, and what they are woken for.

use shared::{
    api::{PushDevice, PushKeys, PushState, PushSubscription, PushTest},
    availability,
    desk::Command,
    id::StaffId,
    pace::PUSH_TESTS,
    push::Alert,
    setup::Problem,
    value::Timestamp,
};
use worker::{Response, SqlStorage};

use super::{
    Desk,
    call::{Signed, Who},
    pace,
};
use crate::{
    access::Facts,
    answer, clock,
    error::EdgeError,
    owed::{Outbox, Target},
    push::{self, Keys, Push, Vapid},
    store::desk::push::{self as store, Browser},
    token,
};

/// Where a browser is owed a message; see [`Target::Browser`].
pub(super) const PATH: &str = "/";

/// Whether the caller's browser is woken.
pub(super) fn read(desk: &Desk, who: &Who) -> Result<Response, EdgeError> {
    let device = store::device(&desk.memory.sql, who.staff()?.session)?;
    let device = device.map(|store::Device { stays_available, since_ms, last_at_ms, last, last_status }| PushDevice {
        stays_available: stays_available != 0,
        since_ms,
        last_at_ms,
        last,
        last_status,
    });
    let key = Vapid::of(&token::secret(&desk.env)?)?.public.clone();
    answer::json(&PushState { key, device })
}

/// Wakes it from now on.
pub(super) fn subscribe(
    desk: &Desk,
    now: Timestamp,
    who: &Who,
    facts: &Facts,
    body: &str,
) -> Result<Response, EdgeError> {
    let Signed { staff, session, .. } = *who.staff()?;
    let subscription: PushSubscription = serde_json::from_str(body)?;
    check(desk, &subscription.endpoint, &subscription.keys)?;
    desk.memory.note(|| {
        let sql = &desk.memory.sql;
        store::put(sql, now, (staff, session), &subscription, &facts.origin).map_err(EdgeError::Storage)
    })?;
    settle(desk, now)?;
    read(desk, who)
}

/// What any browser that subscribes must have: else we'd knock at other people's doors, or have nothing to encrypt with.
///
/// # Errors
/// `malformed`, with the field.
pub(super) fn check(desk: &Desk, endpoint: &str, keys: &PushKeys) -> Result<(), EdgeError> {
    if push::service_of(&desk.env, endpoint).is_none() {
        let words = "This isn't the address of a push service that is known here.";
        return Err(Problem::at("endpoint", words).into());
    }
    if Keys::read(&keys.p256dh, &keys.auth).is_none() {
        return Err(Problem::at("keys", "These aren't a browser's keys for push messages.").into());
    }
    Ok(())
}

/// Wakes it no more.
pub(super) fn end(desk: &Desk, now: Timestamp, who: &Who) -> Result<Response, EdgeError> {
    store::remove(&desk.memory.sql, &Browser::Staff(who.staff()?.session))?;
    settle(desk, now)?;
    Ok(answer::done())
}

/// Wakes it once, at once.
///
/// # Errors
/// `too_fast` for who does nothing else.
pub(super) async fn test(desk: &Desk, now: Timestamp, who: &Who) -> Result<Response, EdgeError> {
    let Signed { staff, session, .. } = *who.staff()?;
    let too_fast = "You have tested this often enough. Please wait a minute.";
    pace::take(desk, now, PUSH_TESTS, &format!("push tests {staff}"), too_fast)?;
    let push = Push::new(now, Alert::Test);
    let browser = Browser::Staff(session);
    let (outcome, status) = push::send(&desk.env, &desk.memory.sql, &browser, &push).await?;
    settle(desk, clock::now())?;
    answer::json(&PushTest { outcome, status })
}

/// Owes an alert to the browsers of somebody; within the turn that led to it. A browser with its dashboard open gets it too:
/// whether somebody looks at it, the browser knows best, and it leaves the alert to the dashboard then.
pub(super) fn owe(
    sql: &SqlStorage,
    outbox: &Outbox,
    now: Timestamp,
    to: StaffId,
    alert: &Alert,
) -> Result<(), EdgeError> {
    for session in store::sessions(sql, to).map_err(EdgeError::Storage)? {
        let target = Target::Browser(Browser::Staff(session));
        outbox.owe(now, &target, PATH, &Push::new(now, alert.clone())).map_err(EdgeError::Storage)?;
    }
    Ok(())
}

/// How long a push service keeps such an alert for a browser that can't be reached: who hears of it the next day has seen the
/// list by then.
const AWAKE_MS: i64 = 12 * 3_600_000;

/// Owes an alert to somebody who isn't at hand and may be woken; `alert` is told until when it is of use. Within a turn.
pub(super) fn owe_awake(
    desk: &Desk,
    now: Timestamp,
    to: StaffId,
    alert: impl FnOnce(Timestamp) -> Result<Option<Alert>, EdgeError>,
) -> Result<(), EdgeError> {
    let until = desk.memory.look(|known| known.rules.wakes(to, now, now.plus_ms(AWAKE_MS)))?;
    match until.map(alert).transpose()?.flatten() {
        Some(alert) => owe(&desk.memory.sql, &desk.outbox, now, to, &alert),
        None => Ok(()),
    }
}

/// Who can be woken now and could not before, or the other way round.
pub(super) fn news(desk: &Desk) -> Result<Vec<(StaffId, availability::Command)>, EdgeError> {
    let wakeable = store::wakeable(&desk.memory.sql).map_err(EdgeError::Storage)?;
    desk.memory.look(|known| {
        let staff = known.rules.directory().staff.keys().copied();
        let other = staff.filter(|staff| known.rules.is_wakeable(*staff) != wakeable.contains(staff));
        other.map(|staff| (staff, availability::Command::Wakeable(wakeable.contains(&staff)))).collect()
    })
}

/// One turn with that news, if there is any.
pub(super) fn settle(desk: &Desk, now: Timestamp) -> Result<(), EdgeError> {
    let news = news(desk)?;
    if news.is_empty() { Ok(()) } else { desk.turn(now, Command::Staff(news)) }
}
