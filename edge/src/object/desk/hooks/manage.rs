//! What admins do with hooks: set them up, look at what was delivered, and send something again.

use shared::{
    api::{ErrorBody, route::Operation},
    hook::{DELIVERIES_PAGE, DeliveryList, Happened, HookMade, HookSettings, MAX_HOOKS, OVERLAP_MS, too_many},
    id::{EventId, HookId},
    pace::HOOK_TRIES,
    value::Timestamp,
};
use worker::Response;

use super::{
    super::{Desk, call::Call, pace},
    LEASE_MS, not_there,
};
use crate::{
    access::{Facts, new_secret},
    answer, clock,
    error::EdgeError,
    hook::secret,
    store::desk::hook::{self as store, Kept},
    switch,
};

/// Answers one request.
///
/// # Errors
/// Every refusal, and that of the database.
pub(in crate::object::desk) async fn handle(
    desk: &Desk,
    call: &Call<'_>,
    facts: &Facts,
) -> Result<Response, EdgeError> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ListHooks => list(desk, call.now),
        Operation::MakeHook => make(desk, call, facts),
        Operation::ChangeHook => change(desk, call, facts),
        Operation::RemoveHook => remove(desk, call),
        Operation::RotateHook => rotate(desk, call),
        Operation::TestHook => test(desk, call).await,
        Operation::ListDeliveries => deliveries(desk, call),
        Operation::Resend => resend(desk, call).await,
        _ => Err(EdgeError::Broken("an operation that isn't of hooks")),
    }
}

fn found(desk: &Desk, call: &Call<'_>) -> Result<Kept, EdgeError> {
    let id: HookId = call.found.value("hook").and_then(|text| text.parse().ok()).ok_or_else(not_there)?;
    store::one(&desk.memory.sql, id)?.ok_or_else(not_there)
}

fn list(desk: &Desk, now: Timestamp) -> Result<Response, EdgeError> {
    let sql = &desk.memory.sql;
    let shown = store::all(sql)?.iter().map(|hook| store::shown(sql, now, hook)).collect::<Result<Vec<_>, _>>()?;
    answer::json(&shown)
}

fn checked(desk: &Desk, call: &Call<'_>, facts: &Facts) -> Result<HookSettings, EdgeError> {
    let settings: HookSettings = serde_json::from_str(call.body)?;
    Ok(settings.check(&facts.origin, switch::anywhere(&desk.env)).map_err(ErrorBody::from)?)
}

fn made(desk: &Desk, now: Timestamp, hook: &Kept) -> Result<Response, EdgeError> {
    let secret = secret(&desk.env, &hook.salt)?;
    answer::json(&HookMade { hook: store::shown(&desk.memory.sql, now, hook)?, secret })
}

/// Keeps a hook as it is now.
fn keep(desk: &Desk, hook: &Kept) -> Result<(), EdgeError> {
    desk.memory.note(|| Ok(store::put(&desk.memory.sql, hook)?))?;
    desk.hooks.forget();
    // Perhaps what waited can go on.
    desk.send_hooks(true)
}

fn make(desk: &Desk, call: &Call<'_>, facts: &Facts) -> Result<Response, EdgeError> {
    let settings = checked(desk, call, facts)?;
    if store::all(&desk.memory.sql)?.len() >= MAX_HOOKS {
        return Err(ErrorBody::from(too_many()).into());
    }
    let hook = Kept::new(call.now, HookId::new(call.now, clock::random()), settings, new_secret());
    keep(desk, &hook)?;
    made(desk, call.now, &hook)
}

fn change(desk: &Desk, call: &Call<'_>, facts: &Facts) -> Result<Response, EdgeError> {
    let before = found(desk, call)?;
    let settings = checked(desk, call, facts)?;
    let listens = |settings: &HookSettings| settings.on && settings.topics.iter().any(|topic| topic.is_of_rooms());
    let since = if listens(&before.settings) { before.since } else { call.now };
    let gave_up_at = before.gave_up_at.filter(|_| !settings.on);
    let hook = Kept { settings, since, gave_up_at, ..before };
    keep(desk, &hook)?;
    answer::json(&store::shown(&desk.memory.sql, call.now, &hook)?)
}

fn remove(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let hook = found(desk, call)?;
    desk.memory.note(|| Ok(store::remove(&desk.memory.sql, hook.id)?))?;
    desk.hooks.forget();
    Ok(answer::done())
}

/// A new secret; the one before signs for a day beside it.
fn rotate(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let before = found(desk, call)?;
    let former = Some((before.salt.clone(), call.now.plus_ms(OVERLAP_MS)));
    let hook = Kept { salt: new_secret(), former, ..before };
    keep(desk, &hook)?;
    made(desk, call.now, &hook)
}

fn deliveries(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let hook = found(desk, call)?;
    let before = match call.query("before") {
        None => u32::MAX,
        Some(text) => text.parse().map_err(|_| malformed())?,
    };
    let mut deliveries = store::deliveries(&desk.memory.sql, hook.id, before)?;
    let next = answer::cut(&mut deliveries, DELIVERIES_PAGE, |last| last.delivery);
    answer::json(&DeliveryList { deliveries, next })
}

fn malformed() -> EdgeError {
    EdgeError::refused(shared::api::ErrorCode::Malformed, "`before` is the `next` of another page.")
}

fn count(desk: &Desk, now: Timestamp, hook: &Kept) -> Result<(), EdgeError> {
    let too_fast = "This webhook was tried often enough. Please wait a minute.";
    pace::take(desk, now, HOOK_TRIES, &format!("hook tries {}", hook.id), too_fast)
}

/// Sends a test at once, also where the hook is off, and says what came of it.
async fn test(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let hook = found(desk, call)?;
    count(desk, call.now, &hook)?;
    let service = desk.memory.look(|known| known.slug.clone())?;
    let event = Happened::test(call.now).told(EventId::new(call.now, clock::random()), &service, &hook.settings);
    let event = event.ok_or(EdgeError::Broken("a test isn't told"))?;
    let delivery = desk.memory.note(|| Ok(store::add(&desk.memory.sql, call.now, hook.id, &event)?))?;
    try_again(desk, call.now, &hook, delivery).await
}

/// Sends something again at once, with its id as it was.
async fn resend(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let hook = found(desk, call)?;
    let delivery = call.found.value("delivery").and_then(|text| text.parse().ok()).ok_or_else(not_there)?;
    store::delivery(&desk.memory.sql, hook.id, delivery)?.ok_or_else(not_there)?;
    count(desk, call.now, &hook)?;
    try_again(desk, call.now, &hook, delivery).await
}

async fn try_again(desk: &Desk, now: Timestamp, hook: &Kept, delivery: u32) -> Result<Response, EdgeError> {
    let sql = &desk.memory.sql;
    // The lane leaves it alone meanwhile.
    let at = now.plus_ms(LEASE_MS);
    let due = desk.memory.note(|| Ok(store::again(sql, now, at, hook.id, delivery)?))?.ok_or_else(not_there)?;
    desk.hooks.try_now(hook, &due).await?;
    let tried = store::delivery(sql, hook.id, delivery)?.ok_or_else(not_there)?;
    answer::json(&tried)
}
