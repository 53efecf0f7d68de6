//! Visitors who want to be notified while they look elsewhere: in which browsers, and of what.

use shared::{
    api::{VisitorPush, VisitorSubscription},
    owed::VisitorCall,
    push::{Alert, Answer},
    value::Timestamp,
};
use worker::Response;

use super::{Desk, call::Who, push as of_staff, visitors::visitor};
use crate::{
    access::Facts,
    answer,
    error::EdgeError,
    owed::Target,
    push::{Push, Vapid},
    store::desk::visitor_push as store,
    token,
};

/// How long it is of use to know that somebody answered: a room in which nothing is said is closed after a day.
const CALLED_MS: i64 = 24 * 3_600_000;

/// Whether the caller is notified, and the key to subscribe with.
///
/// # Errors
/// That of the database, and when the deployment lacks its secret.
pub(super) fn read(desk: &Desk, now: Timestamp, who: &Who) -> Result<Response, EdgeError> {
    let browsers = store::count(&desk.memory.sql, now, visitor(who)?).map_err(EdgeError::Storage)?;
    let key = Vapid::of(&token::secret(&desk.env)?)?.public.clone();
    answer::json(&VisitorPush { key, browsers })
}

/// Notifies the caller in one more browser.
///
/// # Errors
/// `malformed` for what no browser says; `not_found` while nothing runs that they could be told of: anybody can become a
/// visitor, and must not fill our tables by it.
pub(super) fn subscribe(
    desk: &Desk,
    now: Timestamp,
    who: &Who,
    facts: &Facts,
    body: &str,
) -> Result<Response, EdgeError> {
    let visitor = visitor(who)?;
    let subscription: VisitorSubscription = serde_json::from_str(body)?;
    of_staff::check(desk, &subscription.endpoint, &subscription.keys)?;
    if desk.memory.look(|known| known.rules.of_visitor(visitor).next().is_none())? {
        return Err(EdgeError::not_found());
    }
    let sql = &desk.memory.sql;
    desk.memory.note(|| store::put(sql, now, visitor, &subscription, &facts.origin).map_err(EdgeError::Storage))?;
    read(desk, now, who)
}

/// Notifies the caller no more.
///
/// # Errors
/// That of the database.
pub(super) fn end(desk: &Desk, who: &Who) -> Result<Response, EdgeError> {
    store::remove(&desk.memory.sql, visitor(who)?).map_err(EdgeError::Storage)?;
    Ok(answer::done())
}

/// A room's visitor looks elsewhere, and has something new to read: their browsers are owed that it is so.
///
/// # Errors
/// That of the database: the room tells again.
pub(super) fn call(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let VisitorCall { enquiry, visitor } = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    let browsers = store::of(sql, now, visitor).map_err(EdgeError::Storage)?;
    if browsers.is_empty() {
        return Ok(answer::done());
    }
    let service = desk.memory.look(|known| known.service().name)?;
    let alert = Alert::Answered(Box::new(Answer { enquiry, service, until_ms: now.plus_ms(CALLED_MS) }));
    desk.memory.note(|| {
        for browser in browsers {
            let push = Push::new(now, alert.clone());
            desk.outbox.owe(now, &Target::Browser(browser), of_staff::PATH, &push).map_err(EdgeError::Storage)?;
        }
        Ok(())
    })?;
    desk.outbox.send(&desk.state);
    desk.memory.arm(true)?;
    Ok(answer::done())
}
