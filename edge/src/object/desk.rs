//! The Desk of a service: a thin shell around `shared::desk`. Requests, frames, reports of rooms and the alarm come in;
//! each is one turn; then dashboards are told and rooms get what they are owed.

pub(crate) mod accounts;
pub(crate) mod audit;
mod blocks;
mod call;
mod canned;
mod channels;
mod contacts;
mod ctas;
mod dashboards;
mod enquiries;
mod erasing;
pub(crate) mod export;
pub(crate) mod files;
mod guide;
mod hooks;
pub(crate) mod identity;
mod labels;
mod listing;
mod memory;
mod mentions;
mod overview;
mod pace;
mod pictures;
mod push;
mod quiet;
mod ratings;
mod reminders;
mod reports;
pub(crate) mod rooms;
mod search;
mod serve;
mod set_up;
pub(crate) mod settings;
mod socket;
mod spaces;
mod tokens;
mod visitor_push;
mod visitors;

use std::{
    cell::{Cell, RefCell},
    panic::{RefUnwindSafe, UnwindSafe},
    rc::Rc,
};

use shared::{
    api::ErrorCode,
    availability,
    desk::{Command, Effect},
    id::EnquiryId,
    value::Timestamp,
    wire::{PING, PONG, close},
};
use worker::{
    DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage, WebSocketRequestResponsePair,
    durable_object,
};

use self::{
    dashboards::Dashboards,
    hooks::Hooks,
    listing::Listing,
    memory::{Known, Memory},
    overview::Watching,
};
use crate::{
    alarm::Alarm,
    clock,
    error::EdgeError,
    fault::Fault,
    mail::Mailer,
    object::{gate::Together, socket::answer_close},
    owed::{Outbox, Target},
    store::desk::{hook as hook_store, person},
    switch,
};

/// See the module.
#[durable_object]
pub struct Desk {
    state: State,
    env: Env,
    alarm: Rc<Alarm>,
    outbox: Rc<Outbox>,
    hooks: Rc<Hooks>,
    listing: Rc<Listing>,
    memory: Rc<Memory>,
    /// None before they are looked for.
    dashboards: Rc<RefCell<Option<Dashboards>>>,
    overview: Rc<Watching>,
    /// All rooms of the service report, and the busy ones every other second.
    reports: Together,
    token_paces: RefCell<tokens::Paces>,
    limits: bool,
    /// Whether the deployment sends e-mail.
    mails: bool,
    faults: bool,
    next_fault: Cell<Option<Fault>>,
}

// After a panic the shell throws the object away and makes another from what is stored.
impl UnwindSafe for Desk {}
impl RefUnwindSafe for Desk {}

impl DurableObject for Desk {
    fn new(state: State, env: Env) -> Self {
        if let Ok(pair) = WebSocketRequestResponsePair::new(PING, PONG) {
            state.set_websocket_auto_response(&pair);
        }
        let alarm = Rc::new(Alarm::default());
        let outbox = Outbox::new(&state, env.clone(), alarm.clone());
        let hooks = Hooks::new(state.storage(), env.clone(), alarm.clone());
        let listing = Listing::new(state.storage(), outbox.clone(), alarm.clone());
        let memory = Memory::new(state.storage(), outbox.clone(), hooks.clone(), listing.clone(), alarm.clone());
        let (memory, dashboards) = (Rc::new(memory), Rc::default());
        Self {
            overview: Watching::new(&memory, &dashboards),
            memory,
            dashboards,
            alarm,
            outbox,
            hooks,
            listing,
            reports: Together::default(),
            token_paces: RefCell::default(),
            limits: !switch::limits_are_lifted(&env),
            mails: Mailer::of(&env).is_some(),
            faults: switch::faults_are_allowed(&env),
            next_fault: Cell::default(),
            state,
            env,
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let place = format!("{} {}", request.inner().method(), request.path());
        let answer = self.serve(request).await;
        // A fault is for one request.
        self.next_fault.set(None);
        Ok(answer.unwrap_or_else(|error| error.into_response(&place)))
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.alarm.forget();
        // An error is handed on: the runtime fires the alarm again.
        self.tick(clock::now())?;
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> worker::Result<()> {
        if let Err(error) = socket::take(self, &socket, message) {
            error.log("A frame of a dashboard");
        }
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, code: usize, _: String, clean: bool) -> worker::Result<()> {
        if let Err(error) = socket::left(self, &socket, clean) {
            error.log("The end of a dashboard's socket");
        }
        answer_close(&socket, code);
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        if let Err(error) = socket::left(self, &socket, false) {
            error.log("The end of a dashboard's socket");
        }
        Ok(())
    }
}

impl From<EdgeError> for worker::Error {
    fn from(error: EdgeError) -> Self {
        Self::RustError(error.to_string())
    }
}

impl Desk {
    fn dashboards<T>(&self, look: impl FnOnce(&mut Dashboards) -> T) -> T {
        let mut dashboards = self.dashboards.borrow_mut();
        look(dashboards.get_or_insert_with(|| Dashboards::restore(&self.state)))
    }

    /// Reads what is stored, if that wasn't done since the object was made.
    fn wake(&self, now: Timestamp) -> Result<(), EdgeError> {
        if self.memory.wake(now, || self.dashboards(|dashboards| dashboards.signs()))? {
            // What an earlier copy of this object left unsent, and an alarm that the runtime gave up.
            self.outbox.send_due(&self.state);
            self.send_hooks(true)?;
            self.list()?;
        }
        Ok(())
    }

    /// Sees to it that the Index is told of what changed.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn list(&self) -> Result<(), EdgeError> {
        if !self.listing.waits()? {
            return Ok(());
        }
        let service = self.memory.look(|known| known.slug.clone())?;
        self.listing.send(&self.state, &service);
        self.memory.arm(true)
    }

    /// Sends what hooks are to be told, and sees to the alarm.
    fn send_hooks(&self, owing: bool) -> Result<(), EdgeError> {
        if owing {
            let service = self.memory.look(|known| known.slug.clone())?;
            self.hooks.send(&self.state, &service);
        }
        self.memory.arm(owing)
    }

    /// One turn, and then everybody is told.
    fn turn(&self, now: Timestamp, command: Command) -> Result<(), EdgeError> {
        let effects = self.memory.turn(now, command, self.next_fault.take())?;
        self.carry_out(effects)
    }

    /// The same for a turn about one enquiry. The second one says which, once the turn is over; what comes back is done
    /// when its room has taken all that it is owed, or when it failed to.
    fn turn_with_room(
        &self,
        now: Timestamp,
        command: Command,
        which: &dyn Fn(&Known) -> Option<EnquiryId>,
    ) -> Result<impl Future<Output = ()> + use<>, EdgeError> {
        let effects = self.memory.turn(now, command, self.next_fault.take())?;
        let room = self.memory.look(|known| which(known).map(|id| Target::Room(known.slug.clone(), id.into())))?;
        // Before all that is owed is sent: else this room's part would already be on its way without us.
        let settled = room.map(|room| self.outbox.settle(&room));
        self.carry_out(effects)?;
        Ok(async move {
            if let Some(settled) = settled {
                settled.await;
            }
        })
    }

    fn carry_out(&self, effects: Vec<Effect>) -> Result<(), EdgeError> {
        let owing = owes(&effects);
        socket::show(self, effects);
        self.show_overview();
        if owing {
            self.outbox.send(&self.state);
        }
        self.list()?;
        let tells = self.memory.tells_hooks();
        if tells { self.send_hooks(true) } else { self.memory.arm(owing) }
    }

    /// Tells those who watch how it all stands, a moment later: much may happen in that moment.
    fn show_overview(&self) {
        if self.dashboards(|dashboards| dashboards.watching().next().is_some()) {
            self.overview.clone().tell_soon(&self.state);
        }
    }

    /// Time went by.
    fn tick(&self, now: Timestamp) -> Result<(), EdgeError> {
        match self.memory.wake(now, || self.dashboards(|dashboards| dashboards.signs())) {
            Err(EdgeError::Refused(body)) if body.code == ErrorCode::NotFound => return Ok(()),
            woken => drop(woken?),
        }
        let signs = self.dashboards(|dashboards| dashboards.signs());
        let alive = signs.into_iter().filter_map(|(staff, sockets)| Some((staff, sockets.last_sign?)));
        let alive = alive.map(|(staff, at)| (staff, availability::Command::Alive(at)));
        let alive = alive.chain(push::news(self)?).collect();
        // Both before the alarm is set again: by the signs of life alone it would be set for what is due right now.
        for command in [Command::Staff(alive), Command::Tick] {
            socket::show(self, self.memory.turn(now, command, None)?);
        }
        self.show_overview();
        self.dashboards(|dashboards| dashboards.end_silent(now));
        self.end_old_sessions(now)?;
        pictures::delete_due(self, now)?;
        tokens::end_due(self, now)?;
        erasing::erase_due(self, now)?;
        reminders::fire_due(self, now)?;
        files::expire_due(self, now)?;
        if person::has_unkeyed(&self.memory.sql)? {
            self.memory.note(|| Ok(person::key_some(&self.memory.sql)?))?;
        }
        self.outbox.sweep()?;
        self.outbox.send_due(&self.state);
        hook_store::forget_old(&self.memory.sql, now)?;
        self.memory.tells_hooks();
        self.list()?;
        self.send_hooks(true)
    }

    /// A session may run out while its dashboard is open.
    fn end_old_sessions(&self, now: Timestamp) -> Result<(), EdgeError> {
        for session in self.dashboards(|dashboards| dashboards.sessions()) {
            if accounts::still_signed(&self.memory.sql, now, session)?.is_none() {
                self.dashboards(|dashboards| {
                    dashboards.end_all(|_, its| its == session, close::UNAUTHENTICATED, "sign in again");
                });
            }
        }
        Ok(())
    }
}

fn owes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::OrderRoom { .. } | Effect::Alert { .. }))
}
