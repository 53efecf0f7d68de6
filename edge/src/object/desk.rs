//! The Desk of a service: a thin shell around `shared::desk`. Requests, frames, reports of rooms and the alarm come in;
//! each is one turn; then dashboards are told and rooms get what they are owed.

pub(crate) mod accounts;
mod call;
mod dashboards;
mod enquiries;
mod memory;
pub(crate) mod settings;
mod socket;
mod visitors;

use std::{
    cell::{Cell, RefCell},
    panic::{RefUnwindSafe, UnwindSafe},
    rc::Rc,
};

use shared::{
    api::{
        self, ErrorCode,
        route::{self, Miss, Operation},
    },
    availability,
    card::Role,
    desk::{Command, Effect},
    id::EnquiryId,
    value::{ServiceSlug, Timestamp},
    wire::{PING, PONG, close},
};
use worker::{
    DurableObject, Env, Method, Request, Response, State, WebSocket, WebSocketIncomingMessage,
    WebSocketRequestResponsePair, durable_object,
};

use self::{
    accounts::Internal,
    call::{Call, Change, Handled},
    dashboards::Dashboards,
    memory::{Known, Memory},
};
use crate::{
    access::{Caller, Facts},
    answer, clock,
    error::EdgeError,
    fault::Fault,
    owed::{Outbox, Target},
    turn::Alarm,
};

/// See the module.
#[durable_object]
pub struct Desk {
    state: State,
    alarm: Rc<Alarm>,
    outbox: Rc<Outbox>,
    memory: Memory,
    /// None before they are looked for.
    dashboards: RefCell<Option<Dashboards>>,
    /// Whether rates are limited; benchmarks send faster than people.
    limits: bool,
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
        Self {
            memory: Memory::new(state.storage(), outbox.clone(), alarm.clone()),
            alarm,
            outbox,
            dashboards: RefCell::default(),
            limits: !env.var("LIMITS").is_ok_and(|limits| limits.to_string() == "off"),
            faults: Fault::allowed(&env),
            next_fault: Cell::default(),
            state,
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
        // The runtime doesn't answer a hibernating socket's close; its client would wait for that. 1006 and 1015: nobody
        // is there to answer.
        if code != 1006 && code != 1015 {
            let _ = socket.close(Some(1000), None::<&str>);
        }
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
            self.outbox.send(&self.state);
            self.memory.arm(true)?;
        }
        Ok(())
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
        let room = self.memory.look(|known| which(known).map(|id| Target::Room(known.slug.clone(), id)))?;
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
        if owing {
            self.outbox.send(&self.state);
        }
        self.memory.arm(owing)
    }

    /// Time went by.
    fn tick(&self, now: Timestamp) -> Result<(), EdgeError> {
        match self.memory.wake(now, || self.dashboards(|dashboards| dashboards.signs())) {
            Err(EdgeError::Refused(body)) if body.code == ErrorCode::NotFound => return Ok(()),
            woken => drop(woken?),
        }
        let signs = self.dashboards(|dashboards| dashboards.signs());
        let alive = signs.into_iter().filter_map(|(staff, sockets)| Some((staff, sockets.last_sign?)));
        let alive = alive.map(|(staff, at)| (staff, availability::Command::Alive(at))).collect();
        // Both before the alarm is set again: by the signs of life alone it would be set for what is due right now.
        for command in [Command::Staff(alive), Command::Tick] {
            socket::show(self, self.memory.turn(now, command, None)?);
        }
        self.dashboards(|dashboards| dashboards.end_silent(now));
        self.end_old_sessions(now)?;
        self.outbox.send(&self.state);
        self.memory.arm(true)
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

    async fn serve(&self, mut request: Request) -> Result<Response, EdgeError> {
        if self.faults
            && let Some(fault) = Fault::of(&request)
        {
            self.next_fault.set(Some(fault));
            fault.strike();
        }
        let path = request.path();
        let body = if request.method() == Method::Get { String::new() } else { request.text().await? };
        let now = clock::now();
        if path == "/internal/service" {
            return self.begin(now, &request, &body);
        }
        self.wake(now)?;
        match path.strip_prefix("/internal/") {
            Some("report") => enquiries::report(self, now, serde_json::from_str(&body)?),
            Some("public") => self.public(),
            Some(rest) => self.serve_internal(now, &request, &path, rest, &body),
            None => self.serve_outside(now, &request, &path, &body).await,
        }
    }

    fn serve_internal(
        &self,
        now: Timestamp,
        request: &Request,
        path: &str,
        rest: &str,
        body: &str,
    ) -> Result<Response, EdgeError> {
        let caller = Caller::of(request)?;
        if let Some(enquiry) = rest.strip_prefix("seat/") {
            let wanted = route::Caller::Staff(Role::Agent);
            let who = accounts::authorize(&self.memory.sql, now, wanted, &caller)?;
            return enquiries::seat(self, now, &who, id(Some(enquiry))?);
        }
        let facts = Facts::of(request)?;
        let sql = &self.memory.sql;
        self.change(now, || accounts::internal(&Internal { path, sql, now, caller: &caller, facts: &facts, body }))
    }

    /// What came from outside, past the router. Who may call what is settled here, once.
    async fn serve_outside(
        &self,
        now: Timestamp,
        request: &Request,
        path: &str,
        body: &str,
    ) -> Result<Response, EdgeError> {
        let method = request.inner().method();
        let found = route::find(&method, path).map_err(|miss| match miss {
            Miss::NoPath | Miss::NoMethod(_) => EdgeError::not_found(),
        })?;
        let sql = &self.memory.sql;
        let who = accounts::authorize(sql, now, found.route.caller, &Caller::of(request)?)?;
        let call = Call { sql, now, who: &who, found: &found, body };
        match found.route.operation {
            Operation::ReadDirectory => answer::json(&self.directory()?),
            Operation::RaiseEnquiry => visitors::raise(self, now, &who, &Facts::of(request)?, body).await,
            Operation::ListOwnEnquiries => visitors::list(self, &who),
            Operation::OpenDesk => socket::open(self, now, &who),
            Operation::ListEnquiries => {
                let url = request.url()?;
                let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
                enquiries::list(self, &who, &query)
            }
            Operation::ReadEnquiry => enquiries::details(self, &who, id(found.value("enquiry"))?),
            Operation::AnswerEnquiry | Operation::FollowUpEnquiry => {
                enquiries::take(self, now, &who, id(found.value("enquiry"))?).await
            }
            Operation::ReadSession
            | Operation::SignOut
            | Operation::ListSessions
            | Operation::EndSession
            | Operation::ListInvitations
            | Operation::Invite
            | Operation::WithdrawInvitation => self.change(now, || accounts::handle(&call)),
            Operation::ReadSettings
            | Operation::ChangeSettings
            | Operation::ListTags
            | Operation::MakeTag
            | Operation::OrderTags
            | Operation::ChangeTag
            | Operation::RemoveTag
            | Operation::ListStaff
            | Operation::ChangeStaff
            | Operation::RemoveStaff => self.change(now, || settings::handle(&call)),
            // The router's own, or a room's.
            Operation::ReadOpenApi
            | Operation::BecomeVisitor
            | Operation::MakeService
            | Operation::SignIn
            | Operation::ChangePassword
            | Operation::AcceptInvitation
            | Operation::OpenVisitorRoom
            | Operation::OpenStaffRoom => Err(EdgeError::not_found()),
        }
    }

    /// Makes the service.
    fn begin(&self, now: Timestamp, request: &Request, body: &str) -> Result<Response, EdgeError> {
        let caller = Caller::of(request)?;
        let name = self.state.id().name().and_then(|name| ServiceSlug::try_from(name).ok());
        let slug = name.ok_or(EdgeError::Broken("a Desk has the name of something else"))?;
        let handled = self.memory.begin(|| settings::make_service(&self.memory.sql, now, &caller, &slug, body))?;
        self.wake(now)?;
        Ok(handled.answer)
    }

    /// One turn of accounts or settings, and what follows from it for sockets.
    fn change(
        &self,
        now: Timestamp,
        change: impl FnOnce() -> Result<Handled, EdgeError>,
    ) -> Result<Response, EdgeError> {
        let fault = self.next_fault.take();
        let (handled, effects) = self.memory.turn_of_settings(now, fault, change)?;
        let mut left = Vec::new();
        for change in &handled.changes {
            match change {
                Change::Directory => {}
                Change::SessionEnded { staff, session } => {
                    left.push((*staff, availability::Command::SignOut));
                    self.dashboards(|dashboards| {
                        dashboards.end_all(|_, its| its == *session, close::UNAUTHENTICATED, "signed out");
                    });
                }
                Change::StaffRemoved { staff } => self.dashboards(|dashboards| {
                    dashboards.end_all(|its, _| its == *staff, close::UNAUTHENTICATED, "removed");
                }),
            }
        }
        self.carry_out(effects)?;
        if !handled.changes.is_empty() {
            if handled.changes.contains(&Change::Directory) {
                socket::show_service(self);
            }
            left.retain(|(staff, _)| !self.dashboards(|dashboards| dashboards.has(*staff)));
            self.turn(now, Command::Staff(left))?;
            // Seats that were taken back.
            self.outbox.send(&self.state);
            self.memory.arm(true)?;
        }
        Ok(handled.answer)
    }

    /// What anybody may know.
    fn public(&self) -> Result<Response, EdgeError> {
        let directory = self.directory()?;
        self.memory.look(|known| settings::public(&known.settings, directory))?
    }

    fn directory(&self) -> Result<api::Directory, EdgeError> {
        self.memory.look(|known| {
            let online = known.settings.show_online;
            let tags = known.rules.tag_cards(online).collect();
            api::Directory { service: known.service(), tags, staff: known.rules.staff_cards(online).collect() }
        })
    }
}

fn owes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::OrderRoom { .. }))
}

/// An id in a path, or there is nothing there.
fn id(text: Option<&str>) -> Result<EnquiryId, EdgeError> {
    text.and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)
}
