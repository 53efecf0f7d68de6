//! A connected social account: takes what its messaging service sends, and brings there what is said in rooms. What a payload
//! means, and what is sent, is the service's adapter's to say (`edge/channel`); here it is kept, in order and once.
//!
//! Two queues, each with a lane for each person: what came, on its way to the Desk and to rooms; and what is to be brought. A
//! webhook is answered as soon as what it holds is stored, whoever else is slow. What waits is carried on after each event, and
//! by the alarm; a lane is carried on by one at a time.

mod account;
mod came;
mod carry;
mod change;
mod deliver;
mod echo;
mod load;
mod media;
mod parts;
mod photo;
mod quota;
mod raise;
mod receipt;
mod said;
mod seal;
mod send;
mod sign;
mod template;
mod webhook;
mod welcome;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    panic::{RefUnwindSafe, UnwindSafe},
    rc::Rc,
};

use channel::{Adapter, adapter};
use shared::value::{Handle, ServiceSlug, Timestamp};
use worker::{
    DurableObject, Env, Request, Response, State, Storage, WebSocket, WebSocketIncomingMessage, durable_object,
};

pub(crate) use self::{
    account::{ChecksAsked, OfRoom, OfRooms, OfVisitor, SetAccount, WasSet, word},
    deliver::{MayBeSent, SendAgainAsked},
    raise::{RaiseByChannel, RaisedByChannel},
    sign::{Sign, SignAsked},
    template::{FillAsked, FilledIn},
};
use crate::{
    alarm::Alarm,
    answer, clock,
    error::EdgeError,
    fault::Fault,
    owed::Outbox,
    store::{self, channel as rows},
    switch,
    turn::atomically,
};

/// When the alarm looks after what nobody carries on: the object was lost in between.
const LOOK_AFTER_MS: i64 = 10_000;

/// See the module.
#[durable_object]
pub struct Channel(Rc<Inner>);

struct Inner {
    state: State,
    storage: Storage,
    env: Env,
    alarm: Rc<Alarm>,
    outbox: Rc<Outbox>,
    /// None if the object's name isn't that of an account.
    name: Option<(ServiceSlug, Handle)>,
    faults: bool,
    /// Whether the tables are up to date.
    ready: Cell<bool>,
    /// Lanes that somebody carries on. Lost with the object, as it should be.
    busy: RefCell<BTreeSet<String>>,
    /// When the next call may go out: the account's pace.
    next_call_at: Cell<i64>,
    /// Bytes of files that are in memory.
    loaded: Cell<usize>,
    /// The account's secrets, and what they were opened from.
    opened: RefCell<Option<account::Opened>>,
    /// Whether somebody has another token made.
    renewing: Cell<bool>,
    /// How many bytes of calls to the webhook are in memory that nothing proves yet.
    unproved: Cell<usize>,
    /// When all of a burst may go to somebody again, for those to whom that is still to come: their pace.
    rested_at: RefCell<BTreeMap<String, Timestamp>>,
    /// Forms, as they were read last.
    forms: RefCell<Option<template::Forms>>,
    /// How much of the month's messages is used, as it was told last.
    quota: Cell<Option<quota::Told>>,
    /// What people are shown of typing and reading.
    shown: RefCell<BTreeMap<String, sign::Shown>>,
}

// After a panic the shell throws the object away and makes another from what is stored.
impl UnwindSafe for Channel {}
impl RefUnwindSafe for Channel {}

impl DurableObject for Channel {
    fn new(state: State, env: Env) -> Self {
        let alarm = Rc::new(Alarm::default());
        let outbox = Outbox::new(&state, env.clone(), alarm.clone());
        Self(Rc::new(Inner {
            storage: state.storage(),
            name: named(&state),
            alarm,
            outbox,
            faults: switch::faults_are_allowed(&env),
            ready: Cell::default(),
            busy: RefCell::default(),
            next_call_at: Cell::default(),
            loaded: Cell::default(),
            opened: RefCell::default(),
            renewing: Cell::default(),
            unproved: Cell::default(),
            rested_at: RefCell::default(),
            forms: RefCell::default(),
            quota: Cell::default(),
            shown: RefCell::default(),
            state,
            env,
        }))
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let place = format!("{} {}", request.inner().method(), request.path());
        Ok(self.0.serve(request).await.unwrap_or_else(|error| error.into_response(&place)))
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.0.alarm.forget();
        if store::exists(&self.0.storage.sql())? {
            self.0.prepare()?;
            self.0.outbox.sweep()?;
            if self.0.is_gone().await.map_err(|error| worker::Error::from(error.to_string()))? {
                return Response::empty();
            }
            rows::old::forget(&self.0.storage.sql(), clock::now())?;
            self.0.outbox.send_due(&self.0.state);
            self.0.carry_on();
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

/// An account's Channel is called `acme/acme-line`.
fn named(state: &State) -> Option<(ServiceSlug, Handle)> {
    let name = state.id().name()?;
    let (service, account) = name.split_once('/')?;
    Some((ServiceSlug::try_from(service).ok()?, Handle::try_from(account).ok()?))
}

impl Inner {
    async fn serve(self: &Rc<Self>, mut request: Request) -> Result<Response, EdgeError> {
        if self.faults
            && let Some(fault) = Fault::of(&request)
        {
            fault.strike(&self.state);
        }
        let path = request.path();
        if path == "/internal/account/set" {
            let body = request.text().await?;
            return self.set(&body);
        }
        // Of an account that is disconnected rooms may have something yet, and the Desk may say twice what is to go.
        let is_there = store::exists(&self.storage.sql()).map_err(EdgeError::Storage)?;
        match path.as_str() {
            "/internal/deliver" => {}
            "/internal/remove" | "/internal/forget" | "/internal/forget-rooms" if !is_there => {
                return Ok(answer::done());
            }
            _ if !is_there => return Err(EdgeError::not_found()),
            _ => {}
        }
        self.prepare()?;
        match path.as_str() {
            "/hook" => self.hook(request).await,
            "/internal/account" => self.show(),
            "/internal/check" => {
                let body = request.text().await?;
                self.check(&body).await
            }
            "/internal/remove" => self.remove(),
            "/internal/deliver" => {
                let body = request.text().await?;
                self.take(&body)
            }
            "/internal/again" => {
                let body = request.text().await?;
                self.again(&body)
            }
            "/internal/view" => {
                let body = request.text().await?;
                self.view(&body).await
            }
            "/internal/templates" => self.templates().await,
            "/internal/fill" => {
                let body = request.text().await?;
                self.fill(&body).await
            }
            "/internal/sign" => {
                let body = request.text().await?;
                self.sign(&body)
            }
            "/internal/forget" => {
                let body = request.text().await?;
                self.forget(&body)
            }
            "/internal/forget-rooms" => {
                let body = request.text().await?;
                self.forget_rooms(&body)
            }
            _ => Err(EdgeError::not_found()),
        }
    }

    /// Brings the tables up to date, once.
    fn prepare(&self) -> worker::Result<()> {
        if !self.ready.get() {
            atomically(&self.storage, || store::migrate(&self.storage.sql(), rows::MIGRATIONS))?;
            self.ready.set(true);
        }
        Ok(())
    }

    /// Writes, all or none.
    fn note<T>(&self, body: impl FnOnce() -> Result<T, EdgeError>) -> Result<T, EdgeError> {
        let noted = atomically(&self.storage, body);
        if noted.is_err() {
            self.alarm.forget();
        }
        noted
    }

    fn name(&self) -> Result<&(ServiceSlug, Handle), EdgeError> {
        self.name.as_ref().ok_or(EdgeError::Broken("a Channel has the name of something else"))
    }

    /// The account, and how its messaging service talks.
    fn known(&self) -> Result<(rows::Kept, &'static dyn Adapter), EdgeError> {
        let kept = rows::account(&self.storage.sql()).map_err(EdgeError::Storage)?.ok_or_else(EdgeError::not_found)?;
        let adapter = adapter(&kept.kind).ok_or(EdgeError::Broken("an account is of an unknown messaging service"))?;
        Ok((kept, adapter))
    }

    /// Carries on all lanes in which something is due.
    fn carry_on(self: &Rc<Self>) {
        if let Err(error) = self.carry_on_all(clock::now()) {
            // The alarm, set in the turn that wrote what waits, tries again.
            error.log("What waits in a Channel");
        }
    }

    fn carry_on_all(self: &Rc<Self>, now: Timestamp) -> Result<(), EdgeError> {
        let (kept, _) = self.known()?;
        let sql = self.storage.sql();
        if kept.on {
            for lane in rows::event::lanes(&sql, now, carry::LANES_AT_ONCE).map_err(EdgeError::Storage)? {
                self.carry_lane(lane);
            }
        }
        for person in rows::delivery::people(&sql, now).map_err(EdgeError::Storage)? {
            self.deliver_lane(person);
        }
        Ok(())
    }

    /// Sets the alarm. Call it last in a turn.
    fn arm(&self) -> worker::Result<()> {
        let owed = self.outbox.next_at()?;
        // As long as it is known when the alarm fires, what is owed makes it come sooner than all else.
        if self.alarm.is_known() {
            return self.alarm.wake_at(&self.storage, owed);
        }
        let sql = self.storage.sql();
        // What is due now is carried on at once; the alarm is for who was lost with it.
        let waiting = rows::next_at(&sql)?.map(|at| at.max(clock::now().plus_ms(LOOK_AFTER_MS)));
        let earliest = owed.into_iter().chain(waiting).chain(rows::old::next_at(&sql)?).min();
        self.alarm.wake_at(&self.storage, earliest)
    }
}

/// A hold on a lane; let go however it ends.
struct Hold {
    inner: Rc<Inner>,
    lane: String,
}

impl Inner {
    fn hold(self: &Rc<Self>, lane: &str) -> Option<Hold> {
        let free = self.busy.borrow_mut().insert(lane.to_owned());
        free.then(|| Hold { inner: self.clone(), lane: lane.to_owned() })
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.inner.busy.borrow_mut().remove(&self.lane);
    }
}

/// 204, once what was written is armed for.
fn done(inner: &Rc<Inner>) -> Result<Response, EdgeError> {
    inner.arm().map_err(EdgeError::Storage)?;
    Ok(answer::done())
}
