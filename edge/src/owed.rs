//! What an object owes to others. A row is written in the same turn as the decision that led to it, sent right after
//! the turn, in order for each target, and sent again until the other object has taken it. The other object may get it
//! twice and has to bear that.
//!
//! Use: [`Outbox::owe`] within the turn, and before its end [`Alarm::wake_at`] with the earliest of [`Outbox::next_at`] and
//! all else that the object waits for; [`Outbox::send`] after the turn; [`Outbox::send_due`] in the alarm handler (after
//! [`Outbox::sweep`]) and on the first event after a wake.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    fmt,
    rc::Rc,
    time::Duration,
};

use serde::{Deserialize, Serialize};
use shared::{
    api::{ErrorCode, PushOutcome},
    id::{FileId, RoomId, VisitorId},
    value::{Handle, ServiceSlug, Timestamp},
};
use worker::{Delay, Env, Method, Request, RequestInit, SqlStorage, SqlStorageValue, State, Storage, console_error};

use crate::{
    alarm::Alarm,
    clock,
    error::EdgeError,
    push::{self, Push},
    store::desk::push::Browser,
};

/// For the list of migrations of each object that owes.
pub(crate) const MIGRATION: (&str, &str) = ("owed_0001", include_str!("../migrations/owed/0001_owed.sql"));
pub(crate) const MIGRATION_TARGET: (&str, &str) = ("owed_0002", include_str!("../migrations/owed/0002_target.sql"));

/// How often somebody who waits for another's attempt looks: an attempt takes some milliseconds.
const GLANCE: Duration = Duration::from_millis(3);

/// How long one attempt may take before another is made beside it. The other object may have been lost with it.
const LEASE_MS: i64 = 30_000;

/// When the alarm looks after a row that nobody sent: the object was lost between the turn and the sending.
const LOOK_AFTER_MS: i64 = 5_000;

/// Wait before the second attempt; doubled up to [`LONGEST_WAIT_MS`]. A restarting object is back within a second or two.
const FIRST_WAIT_MS: i64 = 500;

/// Often enough that people hardly notice after an outage, seldom enough to cost nothing during one.
const LONGEST_WAIT_MS: i64 = 60_000;

/// Most rows looked at together: the rest wait for the alarm.
const BATCH: i64 = 100;

/// How the text form of [`Target::Browser`] begins, for staff and for visitors.
const DEVICE: &str = "DEVICE ";
const VISITOR: &str = "VISITOR ";

/// How the text form of [`Target::File`] begins.
const FILE: &str = "FILE ";

/// How that of [`Target::Shared`] begins.
const SHARED: &str = "SHARED ";

/// That a file of a room is deleted, and whatever came of its upload.
#[derive(Serialize, Deserialize)]
pub(crate) struct DeleteShared {
    /// The bucket's name of the upload.
    pub(crate) upload: Option<String>,
}

/// Where a room's file lies in the bucket. No service is called so, and no picture: the address of pictures reaches none.
pub(crate) fn shared_key(service: &ServiceSlug, room: RoomId, file: FileId) -> String {
    format!("_room/{service}/{room}/{file}")
}

/// Where a visitor's picture lies in the bucket; likewise.
pub(crate) fn photo_key(service: &ServiceSlug, visitor: VisitorId) -> String {
    format!("_person/{service}/{visitor}")
}

/// Who is owed. Its text form names the binding and the object: `ROOM acme/enq_…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The service's Desk.
    Desk(ServiceSlug),
    /// The room of one enquiry, or of a Space.
    Room(ServiceSlug, RoomId),
    /// The service's Index.
    Index(ServiceSlug),
    /// The Channel of one of the service's social accounts.
    Channel(ServiceSlug, Handle),
    /// A browser of somebody's; owed a [`Push`].
    Browser(Browser),
    /// A file of the service's in the bucket, by its name; owed that it is deleted.
    File(ServiceSlug, String),
    /// A file of a room in the bucket; owed a [`DeleteShared`].
    Shared(ServiceSlug, RoomId, FileId),
    /// A visitor's picture in the bucket; likewise.
    Photo(ServiceSlug, VisitorId),
}

impl Target {
    /// The browser that a text form names, if it is one.
    fn browser(text: &str) -> Option<Browser> {
        let staff = text.strip_prefix(DEVICE).and_then(|session| session.parse().ok()).map(Browser::Staff);
        staff.or_else(|| text.strip_prefix(VISITOR).map(|id| Browser::Visitor(id.to_owned())))
    }

    /// Whether a text form names an object of ours, which bears to get something twice. A device would ring again, and a
    /// file that was sent anew under its old name would go.
    fn is_object(text: &str) -> bool {
        Self::browser(text).is_none() && !text.starts_with(FILE) && !text.starts_with(SHARED)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Desk(service) => write!(f, "DESK {service}"),
            Self::Room(service, room) => write!(f, "ROOM {service}/{room}"),
            Self::Index(service) => write!(f, "INDEX {service}"),
            Self::Channel(service, account) => write!(f, "CHANNEL {service}/{account}"),
            Self::Browser(Browser::Staff(session)) => write!(f, "{DEVICE}{session}"),
            Self::Browser(Browser::Visitor(id)) => write!(f, "{VISITOR}{id}"),
            Self::File(service, name) => write!(f, "{FILE}{service}/{name}"),
            Self::Shared(service, room, file) => write!(f, "{SHARED}{}", shared_key(service, *room, *file)),
            Self::Photo(service, visitor) => write!(f, "{SHARED}{}", photo_key(service, *visitor)),
        }
    }
}

/// The rows of one object, and which targets they are on their way to.
pub(crate) struct Outbox {
    storage: Storage,
    sql: SqlStorage,
    env: Env,
    alarm: Rc<Alarm>,
    /// Rows that are done with and not deleted yet: that waits for the next turn, for a commit of its own would hold up
    /// everybody. An object that is lost before sends them again, to others that bear it.
    done: RefCell<Vec<i64>>,
    /// For each target with an attempt under way: when the attempt's lease ends. Lost with the object, as it should be.
    sending: RefCell<BTreeMap<String, Timestamp>>,
    /// Targets that were owed something since it was last sent. That of a turn that failed is among them, and finds nothing.
    fresh: RefCell<BTreeSet<String>>,
    /// How often something was owed: whoever sends looks again only if there may be more.
    owes: Cell<u64>,
}

#[derive(Deserialize)]
struct Head {
    target: String,
    next_at_ms: i64,
}

#[derive(Deserialize)]
struct Row {
    id: i64,
    path: String,
    body: String,
    attempts: i32,
    next_at_ms: i64,
}

enum Outcome {
    Taken,
    /// Refused in a way that trying again can't help.
    Never(u16),
    Later(String),
}

impl Outbox {
    /// The outbox of the object with this `state`, whose one alarm is `alarm`.
    pub(crate) fn new(state: &State, env: Env, alarm: Rc<Alarm>) -> Rc<Self> {
        let storage = state.storage();
        Rc::new(Self {
            sql: storage.sql(),
            storage,
            env,
            alarm,
            done: RefCell::default(),
            sending: RefCell::default(),
            fresh: RefCell::default(),
            owes: Cell::default(),
        })
    }

    /// Owes `target` a `POST` of `body` to `path`. Call it within the turn.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn owe(&self, now: Timestamp, target: &Target, path: &str, body: &impl Serialize) -> worker::Result<()> {
        self.sweep()?;
        let (target, body) = (target.to_string(), serde_json::to_string(body)?);
        self.sql.exec(
            "INSERT INTO owed (target, path, body, next_at_ms) VALUES (?, ?, ?, ?)",
            vec![target.as_str().into(), path.into(), body.into(), now.plus_ms(LOOK_AFTER_MS).as_ms().into()],
        )?;
        self.fresh.borrow_mut().insert(target);
        self.owes.set(self.owes.get().wrapping_add(1));
        Ok(())
    }

    /// Deletes what is done with.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn sweep(&self) -> worker::Result<()> {
        let done = self.done.take();
        if !done.is_empty() {
            self.sql.exec("DELETE FROM owed WHERE id IN (SELECT value FROM json_each(?))", vec![json(&done)?])?;
        }
        Ok(())
    }

    /// When the alarm has to call [`Outbox::send_due`] again, if at all. While it is known when it fires, what was owed just now is
    /// all that is new.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn next_at(&self) -> worker::Result<Option<Timestamp>> {
        if self.alarm.is_known() {
            return Ok(Some(clock::now().plus_ms(LOOK_AFTER_MS)));
        }
        let heads: Vec<Head> = self
            .sql
            .exec(
                "SELECT target, next_at_ms FROM owed WHERE id IN (SELECT MIN(id) FROM owed GROUP BY target) \
                 ORDER BY next_at_ms LIMIT ?",
                vec![BATCH.into()],
            )?
            .to_array()?;
        let sending = self.sending.borrow();
        let at = |head: Head| {
            let due = Timestamp::from_ms(head.next_at_ms);
            sending.get(&head.target).map_or(due, |lease| due.max(*lease))
        };
        Ok(heads.into_iter().map(at).min())
    }

    /// How often it was tried in vain to send `target` the first thing that it is owed; none if it has everything.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn attempts(&self, target: &Target) -> worker::Result<Option<i32>> {
        Ok(self.heads(&target.to_string())?.first().map(|row| row.attempts))
    }

    /// Sends what was owed since the last time, one target beside the other, without keeping the caller waiting.
    pub(crate) fn send(self: &Rc<Self>, state: &State) {
        let now = clock::now();
        // Before the loop: each hold changes it.
        let fresh = self.fresh.take();
        for target in fresh {
            // Who sends there already looks again.
            if self.is_free(&target, now) {
                state.wait_until(self.clone().send_to(self.hold(target, now)));
            }
        }
    }

    /// Sends all that is due, also what others left.
    pub(crate) fn send_due(self: &Rc<Self>, state: &State) {
        let now = clock::now();
        match self.due(now) {
            Ok(targets) => {
                for target in targets {
                    state.wait_until(self.clone().send_to(self.hold(target, now)));
                }
            }
            // The alarm, set in the turn that wrote the rows, tries again.
            Err(error) => console_error!("What is owed could not be read: {error}"),
        }
    }

    /// Sends what `target` is owed, or waits for whoever is sending it, and ends when it has it or when an attempt failed;
    /// the alarm goes on then. For an answer that is of use only after that.
    pub(crate) fn settle(self: &Rc<Self>, target: &Target) -> impl Future<Output = ()> + use<> {
        let now = clock::now();
        let target = target.to_string();
        let sending = self.is_free(&target, now).then(|| self.hold(target.clone(), now));
        let outbox = self.clone();
        async move {
            match sending {
                Some(sending) => outbox.send_to(sending).await,
                None => outbox.wait_for(&target).await,
            }
        }
    }

    /// Waits until nothing is on its way to `target`; not longer than an attempt may take.
    async fn wait_for(&self, target: &str) {
        while self.sending.borrow().get(target).is_some_and(|lease| *lease > clock::now()) {
            Delay::from(GLANCE).await;
        }
    }

    fn is_free(&self, target: &str, now: Timestamp) -> bool {
        self.sending.borrow().get(target).is_none_or(|lease| *lease <= now)
    }

    fn hold(self: &Rc<Self>, target: String, now: Timestamp) -> Sending {
        let lease = now.plus_ms(LEASE_MS);
        self.fresh.borrow_mut().remove(&target);
        self.sending.borrow_mut().insert(target.clone(), lease);
        Sending { outbox: self.clone(), target, lease }
    }

    fn due(&self, now: Timestamp) -> worker::Result<Vec<String>> {
        let heads: Vec<Head> = self
            .sql
            .exec(
                "SELECT target, next_at_ms FROM owed WHERE id IN (SELECT MIN(id) FROM owed \
                 WHERE id NOT IN (SELECT value FROM json_each(?)) GROUP BY target) \
                 AND (attempts = 0 OR next_at_ms <= ?) ORDER BY next_at_ms LIMIT ?",
                vec![json(&self.done.borrow())?, now.as_ms().into(), BATCH.into()],
            )?
            .to_array()?;
        Ok(heads.into_iter().filter(|head| self.is_free(&head.target, now)).map(|head| head.target).collect())
    }

    async fn send_to(self: Rc<Self>, mut sending: Sending) {
        loop {
            match self.send_next(&mut sending).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    console_error!("What is owed to {} could not be noted: {error}", sending.target);
                    return;
                }
            }
        }
    }

    /// Whether there may be more that can be sent now.
    async fn send_next(&self, sending: &mut Sending) -> worker::Result<bool> {
        let owes = self.owes.get();
        let rows = self.heads(&sending.target)?;
        let due = |row: &&Row| row.attempts == 0 || row.next_at_ms <= clock::now().as_ms();
        let Some(row) = rows.first().filter(due) else { return Ok(false) };
        sending.renew();
        let outcome = self.attempt(&sending.target, row).await;
        Ok(self.note(&sending.target, row, outcome)? && (rows.len() > 1 || self.owes.get() != owes))
    }

    /// The first thing that a target is owed, and what shows whether there is more.
    fn heads(&self, target: &str) -> worker::Result<Vec<Row>> {
        self.sql
            .exec(
                "SELECT id, path, body, attempts, next_at_ms FROM owed \
                 WHERE target = ? AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 2",
                vec![target.into(), json(&self.done.borrow())?],
            )?
            .to_array()
    }

    async fn attempt(&self, target: &str, row: &Row) -> Outcome {
        if let Some(browser) = Target::browser(target) {
            return self.wake(&browser, row).await.unwrap_or_else(|error| Outcome::Later(error.to_string()));
        }
        if let Some(key) = target.strip_prefix(FILE) {
            return self.delete(key).await.map_or_else(|error| Outcome::Later(error.to_string()), |()| Outcome::Taken);
        }
        if let Some(key) = target.strip_prefix(SHARED) {
            let deleted = self.delete_shared(key, row).await;
            return deleted.map_or_else(|error| Outcome::Later(error.to_string()), |()| Outcome::Taken);
        }
        match self.post(target, row).await {
            Ok(200..=299) => Outcome::Taken,
            // 408 and 429: the other one is slow or busy. All else in the 400s is about what was sent.
            Ok(status @ 400..=499) if status != 408 && status != 429 => Outcome::Never(status),
            Ok(status) => Outcome::Later(format!("status {status}")),
            Err(error) => Outcome::Later(error.to_string()),
        }
    }

    async fn wake(&self, browser: &Browser, row: &Row) -> Result<Outcome, EdgeError> {
        let push: Push = serde_json::from_str(&row.body)?;
        if push.until <= clock::now() {
            return Ok(Outcome::Taken);
        }
        let (outcome, status) = push::send(&self.env, &self.sql, browser, &push).await?;
        Ok(match outcome {
            // Signed out meanwhile, or the browser forgot us: nobody is there to be woken.
            PushOutcome::Taken | PushOutcome::NotSubscribed | PushOutcome::Gone => Outcome::Taken,
            PushOutcome::Refused => Outcome::Never(status.unwrap_or(ErrorCode::Forbidden.status())),
            PushOutcome::Unreachable => Outcome::Later("the push service can't be reached".to_owned()),
        })
    }

    /// Deletes a file; one that isn't there is deleted.
    async fn delete(&self, key: &str) -> worker::Result<()> {
        self.env.bucket("FILES")?.delete(key).await
    }

    async fn delete_shared(&self, key: &str, row: &Row) -> worker::Result<()> {
        let DeleteShared { upload } = serde_json::from_str(&row.body)?;
        let bucket = self.env.bucket("FILES")?;
        if let Some(upload) = upload {
            // One that is complete isn't there any more; what is left of one that is, the bucket throws away after a week.
            let _ = bucket.resume_multipart_upload(key, upload)?.abort().await;
        }
        bucket.delete(key).await
    }

    async fn post(&self, target: &str, row: &Row) -> worker::Result<u16> {
        let (binding, name) = target.split_once(' ').ok_or("a target names a binding and an object")?;
        let mut init = RequestInit::new();
        init.with_method(Method::Post).with_body(Some(row.body.as_str().into()));
        let request = Request::new_with_init(&format!("https://object.invalid{}", row.path), &init)?;
        // A stub is broken after an exception: a new one each time.
        let stub = self.env.durable_object(binding)?.get_by_name(name)?;
        Ok(stub.fetch_with_request(request).await?.status_code())
    }

    /// Whether the next row may be sent at once.
    fn note(&self, target: &str, row: &Row, outcome: Outcome) -> worker::Result<bool> {
        let (why, done) = match outcome {
            Outcome::Taken => (None, true),
            Outcome::Never(status) => (Some(format!("refused for good with status {status}")), true),
            Outcome::Later(why) => (Some(why), false),
        };
        if let Some(why) = why {
            console_error!("Owed to {target} at {}, attempt {}: {why}", row.path, row.attempts.saturating_add(1));
        }
        if done && !Target::is_object(target) {
            self.sql.exec("DELETE FROM owed WHERE id = ?", vec![row.id.into()])?;
        } else if done {
            self.done.borrow_mut().push(row.id);
        } else {
            let next_at = clock::now().plus_ms(wait_ms(u32::try_from(row.attempts).unwrap_or(0)));
            self.sql.exec(
                "UPDATE owed SET attempts = attempts + 1, next_at_ms = ? WHERE id = ?",
                vec![next_at.as_ms().into(), row.id.into()],
            )?;
            self.alarm.wake_at(&self.storage, Some(next_at))?;
        }
        Ok(done)
    }
}

fn json(ids: &[i64]) -> worker::Result<SqlStorageValue> {
    Ok(serde_json::to_string(ids)?.into())
}

/// How long after so many attempts that failed another one is made of something that objects owe each other.
pub(crate) fn wait_ms(attempts: u32) -> i64 {
    let doublings = attempts.min(16);
    FIRST_WAIT_MS.saturating_mul(1_i64 << doublings).min(LONGEST_WAIT_MS)
}

/// An attempt's hold on its target; let go however the attempt ends.
struct Sending {
    outbox: Rc<Outbox>,
    target: String,
    lease: Timestamp,
}

impl Sending {
    fn renew(&mut self) {
        self.lease = clock::now().plus_ms(LEASE_MS);
        self.outbox.sending.borrow_mut().insert(self.target.clone(), self.lease);
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        let mut sending = self.outbox.sending.borrow_mut();
        // Not if the lease ran out and somebody else holds it now.
        if sending.get(&self.target) == Some(&self.lease) {
            sending.remove(&self.target);
        }
    }
}
