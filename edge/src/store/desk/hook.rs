//! Rows of hooks, of what each was told, and of how far rooms were read for them.

use serde::Deserialize;
use shared::{
    hook::{
        DELIVERIES_PAGE, DeliveryState, Hook, HookDelivery, HookEvent, HookSettings, KEEP, KEEP_MS, MOST_WAITING,
        Outcome, Topic,
    },
    id::{EnquiryId, EventId, HookId},
    value::{PageAddress, Seq, Timestamp},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::{row, rows};

/// How often the log is cut to its length: each so many deliveries.
const CUT_EVERY: u32 = 50;

/// A hook with what its secrets follow from.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: HookId,
    pub(crate) settings: HookSettings,
    pub(crate) salt: String,
    pub(crate) former: Option<(String, Timestamp)>,
    pub(crate) made_at: Timestamp,
    /// What was said before isn't told.
    pub(crate) since: Timestamp,
    pub(crate) gave_up_at: Option<Timestamp>,
    pub(crate) taken_at: Option<Timestamp>,
    pub(crate) failed_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Row {
    id: HookId,
    address: PageAddress,
    topics: String,
    texts: u8,
    is_on: u8,
    salt: String,
    former_salt: Option<String>,
    former_until_ms: Option<Timestamp>,
    made_at_ms: Timestamp,
    since_ms: Timestamp,
    gave_up_at_ms: Option<Timestamp>,
    taken_at_ms: Option<Timestamp>,
    failed_at_ms: Option<Timestamp>,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        // One by one: a word of a newer version is nothing that this one tells.
        let words: Vec<serde_json::Value> = serde_json::from_str(&row.topics).unwrap_or_default();
        let topics: Vec<Topic> = words.into_iter().filter_map(|word| serde_json::from_value(word).ok()).collect();
        Self {
            id: row.id,
            settings: HookSettings { address: row.address, topics, texts: row.texts != 0, on: row.is_on != 0 },
            salt: row.salt,
            former: row.former_salt.zip(row.former_until_ms),
            made_at: row.made_at_ms,
            since: row.since_ms,
            gave_up_at: row.gave_up_at_ms,
            taken_at: row.taken_at_ms,
            failed_at: row.failed_at_ms,
        }
    }
}

impl Kept {
    /// One that is new.
    pub(crate) fn new(now: Timestamp, id: HookId, settings: HookSettings, salt: String) -> Self {
        let (former, gave_up_at, taken_at, failed_at) = (None, None, None, None);
        Self { id, settings, salt, former, made_at: now, since: now, gave_up_at, taken_at, failed_at }
    }
}

const HOOK: &str = "SELECT id, address, topics, texts, is_on, salt, former_salt, former_until_ms, made_at_ms, since_ms, \
                    gave_up_at_ms, taken_at_ms, failed_at_ms FROM hook";

/// Every hook, oldest first.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<Kept>> {
    let found: Vec<Row> = rows(sql, &format!("{HOOK} ORDER BY id LIMIT 100"), Vec::new())?;
    Ok(found.into_iter().map(Kept::from).collect())
}

/// One.
pub(crate) fn one(sql: &SqlStorage, id: HookId) -> Result<Option<Kept>> {
    Ok(row::<Row>(sql, &format!("{HOOK} WHERE id = ?"), vec![id.to_string().into()])?.map(Kept::from))
}

/// As admins see it.
pub(crate) fn shown(sql: &SqlStorage, now: Timestamp, kept: &Kept) -> Result<Hook> {
    Ok(Hook {
        hook: kept.id,
        settings: kept.settings.clone(),
        made_at_ms: kept.made_at,
        gave_up_at_ms: kept.gave_up_at,
        former_until_ms: kept.former.as_ref().map(|(_, until)| *until).filter(|until| *until > now),
        waiting: waiting(sql, kept.id)?,
        taken_at_ms: kept.taken_at,
        failed_at_ms: kept.failed_at,
    })
}

/// Keeps a new one, or what is set of one now.
pub(crate) fn put(sql: &SqlStorage, kept: &Kept) -> Result<()> {
    let HookSettings { address, topics, texts, on } = &kept.settings;
    let (former_salt, former_until) = kept.former.clone().unzip();
    sql.exec(
        "INSERT INTO hook (id, address, topics, texts, is_on, salt, former_salt, former_until_ms, made_at_ms, since_ms, \
         gave_up_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET address = excluded.address, \
         topics = excluded.topics, texts = excluded.texts, is_on = excluded.is_on, salt = excluded.salt, \
         former_salt = excluded.former_salt, former_until_ms = excluded.former_until_ms, since_ms = excluded.since_ms, \
         gave_up_at_ms = excluded.gave_up_at_ms",
        vec![
            kept.id.to_string().into(),
            address.as_str().into(),
            serde_json::to_string(topics)?.into(),
            i32::from(*texts).into(),
            i32::from(*on).into(),
            kept.salt.as_str().into(),
            former_salt.into(),
            former_until.map(Timestamp::as_ms).into(),
            kept.made_at.as_ms().into(),
            kept.since.as_ms().into(),
            kept.gave_up_at.map(Timestamp::as_ms).into(),
        ],
    )?;
    Ok(())
}

/// Removes one with its log.
pub(crate) fn remove(sql: &SqlStorage, id: HookId) -> Result<()> {
    sql.exec("DELETE FROM hook_delivery WHERE hook_id = ?", vec![id.to_string().into()])?;
    sql.exec("DELETE FROM hook WHERE id = ?", vec![id.to_string().into()])?;
    Ok(())
}

#[derive(Deserialize)]
struct Count {
    count: u32,
}

/// How many deliveries of a hook wait; counted no further than it matters.
pub(crate) fn waiting(sql: &SqlStorage, id: HookId) -> Result<u32> {
    let query =
        "SELECT COUNT(*) AS count FROM (SELECT 1 FROM hook_delivery WHERE hook_id = ? AND state = 'waiting' LIMIT ?)";
    let found: Option<Count> = row(sql, query, vec![id.to_string().into(), i64::from(MOST_WAITING).into()])?;
    Ok(found.map_or(0, |found| found.count))
}

/// One event for one hook, as it is to be sent.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Due {
    pub(crate) delivery: u32,
    pub(crate) event_id: EventId,
    pub(crate) body: String,
    pub(crate) since_ms: Timestamp,
    pub(crate) since_tries: u32,
}

/// Keeps an event for a hook, due now; its place in the log.
pub(crate) fn add(sql: &SqlStorage, now: Timestamp, hook: HookId, event: &HookEvent) -> Result<u32> {
    #[derive(Deserialize)]
    struct Place {
        delivery: u32,
    }
    let place: Option<Place> = row(
        sql,
        "INSERT INTO hook_delivery (hook_id, event_id, topic, at_ms, body, state, since_ms, next_at_ms) \
         VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?) RETURNING delivery",
        vec![
            hook.to_string().into(),
            event.id.to_string().into(),
            event.topic.as_str().into(),
            event.at_ms.as_ms().into(),
            serde_json::to_string(event)?.into(),
            now.as_ms().into(),
            now.as_ms().into(),
        ],
    )?;
    let place = place.ok_or("a row that was written has no number")?;
    if place.delivery % CUT_EVERY == 0 {
        cut(sql, now, hook)?;
    }
    Ok(place.delivery)
}

/// Cuts the log of a hook to what is kept.
fn cut(sql: &SqlStorage, now: Timestamp, hook: HookId) -> Result<()> {
    sql.exec(
        "DELETE FROM hook_delivery WHERE hook_id = ?1 AND state <> 'waiting' AND (at_ms < ?2 OR delivery <= \
         (SELECT delivery FROM hook_delivery WHERE hook_id = ?1 AND state <> 'waiting' ORDER BY delivery DESC LIMIT 1 OFFSET ?3))",
        vec![hook.to_string().into(), now.plus_ms(-KEEP_MS).as_ms().into(), i64::from(KEEP).into()],
    )?;
    Ok(())
}

/// Forgets what is too old, of every hook.
pub(crate) fn forget_old(sql: &SqlStorage, now: Timestamp) -> Result<()> {
    let query = "DELETE FROM hook_delivery WHERE state <> 'waiting' AND at_ms < ?";
    sql.exec(query, vec![now.plus_ms(-KEEP_MS).as_ms().into()])?;
    Ok(())
}

/// The oldest delivery of a hook that is due. What waits while the hook is off is not, but a test is.
pub(crate) fn due(sql: &SqlStorage, now: Timestamp, hook: HookId) -> Result<Option<Due>> {
    let query = "SELECT delivery, event_id, body, since_ms, since_tries FROM hook_delivery \
                 WHERE hook_id = ? AND state = 'waiting' AND next_at_ms <= ? ORDER BY delivery LIMIT 1";
    row(sql, query, vec![hook.to_string().into(), now.as_ms().into()])
}

/// One, whatever its state, made due at `at` and as new: somebody wants it again.
pub(crate) fn again(
    sql: &SqlStorage,
    now: Timestamp,
    at: Timestamp,
    hook: HookId,
    delivery: u32,
) -> Result<Option<Due>> {
    let query = "UPDATE hook_delivery SET state = 'waiting', since_ms = ?, since_tries = 0, next_at_ms = ? \
                 WHERE hook_id = ? AND delivery = ? RETURNING delivery, event_id, body, since_ms, since_tries";
    let values = vec![now.as_ms().into(), at.as_ms().into(), hook.to_string().into(), i64::from(delivery).into()];
    row(sql, query, values)
}

/// When each hook that is on has something to send; the hooks with their first moments.
pub(crate) fn next(sql: &SqlStorage) -> Result<Vec<(HookId, Timestamp)>> {
    #[derive(Deserialize)]
    struct Next {
        hook_id: HookId,
        next_at_ms: Timestamp,
    }
    let query = "SELECT hook_id, MIN(next_at_ms) AS next_at_ms FROM hook_delivery JOIN hook ON hook.id = hook_id \
                 WHERE state = 'waiting' AND is_on = 1 GROUP BY hook_id LIMIT 100";
    let found: Vec<Next> = rows(sql, query, Vec::new())?;
    Ok(found.into_iter().map(|next| (next.hook_id, next.next_at_ms)).collect())
}

/// What came of a try.
#[derive(Clone, Debug)]
pub(crate) struct Tried {
    pub(crate) at: Timestamp,
    pub(crate) outcome: Outcome,
    pub(crate) status: Option<u16>,
    pub(crate) took_ms: u32,
    pub(crate) answer: Option<String>,
}

/// Notes it; `next` is when it is tried again.
pub(crate) fn note(
    sql: &SqlStorage,
    hook: HookId,
    delivery: u32,
    tried: &Tried,
    state: DeliveryState,
    next: Timestamp,
) -> Result<()> {
    let Tried { at, outcome, status, took_ms, answer } = tried;
    sql.exec(
        "UPDATE hook_delivery SET state = ?, next_at_ms = ?, tries = tries + 1, since_tries = since_tries + 1, tried_at_ms = ?, \
         outcome = ?, status = ?, took_ms = ?, answer = ? WHERE hook_id = ? AND delivery = ?",
        vec![
            word(state).into(),
            next.as_ms().into(),
            at.as_ms().into(),
            outcome.as_str().into(),
            status.map(i32::from).into(),
            i64::from(*took_ms).into(),
            answer.clone().into(),
            hook.to_string().into(),
            i64::from(delivery).into(),
        ],
    )?;
    let column = if *outcome == Outcome::Taken { "taken_at_ms" } else { "failed_at_ms" };
    let query = format!("UPDATE hook SET {column} = ? WHERE id = ?");
    sql.exec(&query, vec![at.as_ms().into(), hook.to_string().into()])?;
    Ok(())
}

const fn word(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "waiting",
        DeliveryState::Taken => "taken",
        DeliveryState::GivenUp => "given_up",
    }
}

/// Switches a hook off, with all that waits for it.
pub(crate) fn give_up(sql: &SqlStorage, now: Timestamp, hook: HookId) -> Result<()> {
    let id: SqlStorageValue = hook.to_string().into();
    sql.exec("UPDATE hook SET is_on = 0, gave_up_at_ms = ? WHERE id = ?", vec![now.as_ms().into(), id])?;
    let query = "UPDATE hook_delivery SET state = 'given_up' WHERE hook_id = ? AND state = 'waiting'";
    sql.exec(query, vec![hook.to_string().into()])?;
    Ok(())
}

#[derive(Deserialize)]
struct DeliveryRow {
    delivery: u32,
    event_id: EventId,
    topic: Topic,
    at_ms: Timestamp,
    state: DeliveryState,
    tries: u32,
    next_at_ms: Timestamp,
    tried_at_ms: Option<Timestamp>,
    outcome: Option<Outcome>,
    status: Option<u16>,
    took_ms: Option<u32>,
    answer: Option<String>,
}

impl From<DeliveryRow> for HookDelivery {
    fn from(row: DeliveryRow) -> Self {
        Self {
            delivery: row.delivery,
            event: row.event_id,
            topic: row.topic,
            at_ms: row.at_ms,
            state: row.state,
            tries: row.tries,
            next_at_ms: (row.state == DeliveryState::Waiting).then_some(row.next_at_ms),
            tried_at_ms: row.tried_at_ms,
            outcome: row.outcome,
            status: row.status,
            took_ms: row.took_ms,
            answer: row.answer,
        }
    }
}

const DELIVERY: &str = "SELECT delivery, event_id, topic, at_ms, state, tries, next_at_ms, tried_at_ms, outcome, status, \
                        took_ms, answer FROM hook_delivery";

/// A page of the log of a hook and one more, newest first.
pub(crate) fn deliveries(sql: &SqlStorage, hook: HookId, before: u32) -> Result<Vec<HookDelivery>> {
    let most = i64::try_from(DELIVERIES_PAGE + 1).unwrap_or(i64::MAX);
    let query = format!("{DELIVERY} WHERE hook_id = ? AND delivery < ? ORDER BY delivery DESC LIMIT ?");
    let values = vec![hook.to_string().into(), i64::from(before).into(), most.into()];
    Ok(rows::<DeliveryRow>(sql, &query, values)?.into_iter().map(HookDelivery::from).collect())
}

/// One of them.
pub(crate) fn delivery(sql: &SqlStorage, hook: HookId, delivery: u32) -> Result<Option<HookDelivery>> {
    let query = format!("{DELIVERY} WHERE hook_id = ? AND delivery = ?");
    let values = vec![hook.to_string().into(), i64::from(delivery).into()];
    Ok(row::<DeliveryRow>(sql, &query, values)?.map(HookDelivery::from))
}

/// A room that is to be read.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Unread {
    pub(crate) enquiry_id: EnquiryId,
    seq: u32,
    pub(crate) wishes: u32,
    pub(crate) tries: u32,
}

impl Unread {
    /// The last entry that was read.
    pub(crate) const fn seq(&self) -> Seq {
        Seq(self.seq)
    }
}

/// Notes that a room has something new.
pub(crate) fn want(sql: &SqlStorage, now: Timestamp, enquiry: EnquiryId) -> Result<()> {
    sql.exec(
        "INSERT INTO hook_room (enquiry_id, wishes, next_at_ms) VALUES (?1, 1, ?2) ON CONFLICT (enquiry_id) DO UPDATE SET \
         wishes = wishes + 1, tries = 0, next_at_ms = ?2",
        vec![enquiry.to_string().into(), now.as_ms().into()],
    )?;
    Ok(())
}

/// Rooms that are to be read, with the moment; the first ones.
pub(crate) fn unread(sql: &SqlStorage) -> Result<Vec<(EnquiryId, Timestamp)>> {
    #[derive(Deserialize)]
    struct Next {
        enquiry_id: EnquiryId,
        next_at_ms: Timestamp,
    }
    let query =
        "SELECT enquiry_id, next_at_ms FROM hook_room WHERE next_at_ms IS NOT NULL ORDER BY next_at_ms LIMIT 100";
    let found: Vec<Next> = rows(sql, query, Vec::new())?;
    Ok(found.into_iter().map(|next| (next.enquiry_id, next.next_at_ms)).collect())
}

/// One of them, if it is due.
pub(crate) fn unread_of(sql: &SqlStorage, now: Timestamp, enquiry: EnquiryId) -> Result<Option<Unread>> {
    let query = "SELECT enquiry_id, seq, wishes, tries FROM hook_room WHERE enquiry_id = ? AND next_at_ms <= ?";
    row(sql, query, vec![enquiry.to_string().into(), now.as_ms().into()])
}

/// A room was read as far as `seq`; `done` if that was all and nothing was reported meanwhile.
pub(crate) fn read_to(sql: &SqlStorage, unread: &Unread, seq: Seq, done: bool) -> Result<()> {
    sql.exec(
        "UPDATE hook_room SET seq = ?1, tries = 0, next_at_ms = CASE WHEN ?2 = 1 AND wishes = ?3 THEN NULL ELSE next_at_ms END \
         WHERE enquiry_id = ?4",
        vec![
            i64::from(seq.0).into(),
            i32::from(done).into(),
            i64::from(unread.wishes).into(),
            unread.enquiry_id.to_string().into(),
        ],
    )?;
    Ok(())
}

/// A room could not be read; it is tried again then.
pub(crate) fn read_later(sql: &SqlStorage, enquiry: EnquiryId, at: Timestamp) -> Result<()> {
    let query = "UPDATE hook_room SET tries = tries + 1, next_at_ms = ? WHERE enquiry_id = ?";
    sql.exec(query, vec![at.as_ms().into(), enquiry.to_string().into()])?;
    Ok(())
}
