//! The index of a service: finds what was said in its rooms. Rooms owe it that there is more to read, the Desk owes it how
//! each enquiry is now; it reads the logs itself, from where it stands, so that nothing is missing in the end and nothing is
//! there twice. It knows nobody's rights: the Desk asks it, and says what is to be left out.

use std::{
    cell::Cell,
    panic::{RefUnwindSafe, UnwindSafe},
    rc::Rc,
};

use futures_util::future::join_all;
use shared::{
    api::EntryList,
    owed::{Forgotten, Heard, Listed},
    value::{ServiceSlug, Timestamp},
};
use worker::{DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage, durable_object};

use crate::{
    alarm::Alarm,
    answer, clock,
    error::EdgeError,
    fault::Fault,
    owed::wait_ms,
    route::object,
    store::{
        self,
        index::{self as index_store, Asked, Due, MIGRATIONS},
    },
    switch,
    turn::atomically,
};

/// Rooms that are read beside each other: a request waits for the room, and six may wait at once.
const AT_ONCE: i64 = 6;

/// How long reading may take until others are let read beside it. The object may have been lost with it.
const LEASE_MS: i64 = 30_000;

/// When the alarm looks after rooms that nobody reads.
const LOOK_AFTER_MS: i64 = 5_000;

/// See the module.
#[durable_object]
pub struct Index(Rc<Inner>);

struct Inner {
    state: State,
    env: Env,
    alarm: Alarm,
    faults: bool,
    /// Whether the tables are there and up to date.
    ready: Cell<bool>,
    /// Until when somebody reads rooms.
    reading: Cell<Option<Timestamp>>,
}

// After a panic the shell throws the object away and makes another from what is stored.
impl UnwindSafe for Index {}
impl RefUnwindSafe for Index {}

impl DurableObject for Index {
    fn new(state: State, env: Env) -> Self {
        let faults = switch::faults_are_allowed(&env);
        let (alarm, ready, reading) = (Alarm::default(), Cell::default(), Cell::default());
        Self(Rc::new(Inner { state, env, alarm, faults, ready, reading }))
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let place = format!("{} {}", request.inner().method(), request.path());
        Ok(self.0.serve(request).await.unwrap_or_else(|error| error.into_response(&place)))
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.0.alarm.forget();
        if store::exists(&self.0.state.storage().sql())? {
            self.0.prepare()?;
            self.0.read_rooms();
            // An error is handed on: the runtime fires the alarm again.
            self.0.arm()?;
        }
        Response::empty()
    }

    async fn websocket_message(&self, _: WebSocket, _: WebSocketIncomingMessage) -> worker::Result<()> {
        Ok(())
    }

    async fn websocket_close(&self, _: WebSocket, _: usize, _: String, _: bool) -> worker::Result<()> {
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> worker::Result<()> {
        Ok(())
    }
}

impl Inner {
    async fn serve(self: &Rc<Self>, mut request: Request) -> Result<Response, EdgeError> {
        if self.faults
            && let Some(fault) = Fault::of(&request)
        {
            fault.strike(&self.state);
        }
        let body = request.text().await?;
        self.prepare()?;
        let sql = self.state.storage().sql();
        let now = clock::now();
        match request.path().as_str() {
            "/internal/heard" => {
                let heard: Heard = serde_json::from_str(&body)?;
                self.note(|| index_store::hear(&sql, now, heard))
            }
            "/internal/listed" => {
                let listed: Vec<Listed> = serde_json::from_str(&body)?;
                self.note(|| listed.iter().try_for_each(|listed| index_store::list(&sql, now, listed)))
            }
            "/internal/forget" => {
                let Forgotten { enquiries } = serde_json::from_str(&body)?;
                self.note(|| index_store::forget(&sql, &enquiries))
            }
            "/internal/search" => {
                let asked: Asked = serde_json::from_str(&body)?;
                answer::json(&index_store::find(&sql, &asked).map_err(EdgeError::Storage)?)
            }
            _ => Err(EdgeError::not_found()),
        }
    }

    /// Makes or updates the tables. Only objects of ours reach this one, and they name services that there are.
    fn prepare(&self) -> Result<(), EdgeError> {
        if !self.ready.get() {
            let storage = self.state.storage();
            atomically(&storage, || store::migrate(&storage.sql(), MIGRATIONS)).map_err(EdgeError::Storage)?;
            self.ready.set(true);
        }
        Ok(())
    }

    /// One turn, and then the rooms that are to be read.
    fn note(self: &Rc<Self>, turn: impl FnOnce() -> worker::Result<()>) -> Result<Response, EdgeError> {
        let noted = atomically(&self.state.storage(), || {
            turn()?;
            self.arm()
        });
        if let Err(error) = noted {
            // What it set is rolled back.
            self.alarm.forget();
            return Err(EdgeError::Storage(error));
        }
        self.read_rooms();
        Ok(answer::done())
    }

    fn arm(&self) -> worker::Result<()> {
        let storage = self.state.storage();
        let next = index_store::next_at(&storage.sql())?;
        // Later than due: whoever is reading now gets there first.
        let next = next.map(|at| at.max(clock::now()).plus_ms(LOOK_AFTER_MS));
        self.alarm.wake_at(&storage, next)
    }

    /// Reads what is due, without keeping the caller waiting.
    fn read_rooms(self: &Rc<Self>) {
        let now = clock::now();
        if self.reading.get().is_none_or(|until| until <= now) {
            self.reading.set(Some(now.plus_ms(LEASE_MS)));
            self.state.wait_until(self.clone().read_all());
        }
    }

    async fn read_all(self: Rc<Self>) {
        if let Err(error) = self.read_due().await {
            // The alarm goes on.
            error.log("Rooms could not be read for the Index");
        }
        self.reading.set(None);
        if let Err(error) = self.arm() {
            EdgeError::Storage(error).log("An alarm of the Index could not be set");
        }
    }

    async fn read_due(self: &Rc<Self>) -> Result<(), EdgeError> {
        let sql = self.state.storage().sql();
        loop {
            let now = clock::now();
            let due = index_store::due(&sql, now, AT_ONCE).map_err(EdgeError::Storage)?;
            if due.is_empty() {
                return Ok(());
            }
            self.reading.set(Some(now.plus_ms(LEASE_MS)));
            let pages = join_all(due.iter().map(|due| self.page(due))).await;
            let taken = atomically(&self.state.storage(), || {
                for (due, page) in due.iter().zip(pages) {
                    let again_at = clock::now().plus_ms(wait_ms(due.tries()));
                    match page {
                        Ok(page) => index_store::take(&sql, due, &page, again_at)?,
                        Err(error) => {
                            error.log("A room could not be read for the Index");
                            index_store::later(&sql, due, again_at)?;
                        }
                    }
                }
                Ok::<_, worker::Error>(())
            });
            taken.map_err(EdgeError::Storage)?;
        }
    }

    async fn page(&self, due: &Due) -> Result<EntryList, EdgeError> {
        let name = self.state.id().name().and_then(|name| ServiceSlug::try_from(name).ok());
        let service = name.ok_or(EdgeError::Broken("an Index has the name of something else"))?;
        let path = format!("/internal/entries/{}", due.read_to().0);
        object::get(&self.env, ("ROOM", &format!("{service}/{}", due.id)), &path).await
    }
}
