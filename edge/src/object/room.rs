//! A room: the judge of the order of what was said. A thin shell around `shared::room`: frames and orders in, one turn for
//! all that wait, then it is shown to those who are seated. A room in which nobody says anything sleeps and costs nothing.

mod call;
mod calls;
pub(crate) mod channel;
mod empty;
pub(crate) mod files;
mod frame;
mod pins;
mod plan;
mod seats;
mod show;
mod talk;
mod turn;
mod waiting;

use std::{
    cell::{Cell, RefCell},
    panic::{RefUnwindSafe, UnwindSafe},
    rc::Rc,
};

use shared::{
    api::ErrorCode,
    id::RoomId,
    owed::{RoomOrder, Seat},
    room::Refusal,
    value::ServiceSlug,
    wire::{PING, PONG},
};
use worker::{
    DurableObject, Env, Method, Request, Response, State, WebSocket, WebSocketIncomingMessage, WebSocketPair,
    WebSocketRequestResponsePair, durable_object,
};

pub(crate) use self::call::RoomCall;
use self::{plan::Ask, seats::Seats, turn::Memory, waiting::Waiting};
use crate::{
    access::{self, SEAT_HEADER},
    alarm::Alarm,
    answer, clock,
    error::EdgeError,
    fault::Fault,
    object::{gate::all_that_arrived, socket::answer_close},
    owed::Outbox,
    store::desk::erasure::EMPTY,
    switch,
};

/// See the module.
#[durable_object]
pub struct Room(Rc<Chat>);

/// What a room is made of; its timer holds it too.
struct Chat {
    state: State,
    env: Env,
    alarm: Rc<Alarm>,
    outbox: Rc<Outbox>,
    /// None if the object's name isn't that of a room.
    memory: Option<Memory>,
    /// None before they are looked for.
    seats: RefCell<Option<Seats>>,
    waiting: Waiting,
    limits: bool,
    faults: bool,
    next_fault: Cell<Option<Fault>>,
    /// Whether a timer runs until the Desk is to be told.
    reporting: Cell<bool>,
    /// What an earlier copy of this object may have left unsent is looked for once.
    looked_after: Cell<bool>,
    /// Whether it is being emptied: nothing more is taken.
    emptying: Cell<bool>,
    /// What the visitor was shown last at their social account.
    shown_there: channel::ShownThere,
}

// After a panic the shell throws the object away and makes another from what is stored.
impl UnwindSafe for Room {}
impl RefUnwindSafe for Room {}

impl DurableObject for Room {
    fn new(state: State, env: Env) -> Self {
        if let Ok(pair) = WebSocketRequestResponsePair::new(PING, PONG) {
            state.set_websocket_auto_response(&pair);
        }
        let alarm = Rc::new(Alarm::default());
        let outbox = Outbox::new(&state, env.clone(), alarm.clone());
        let memory = named(&state)
            .map(|(service, room)| Memory::new(state.storage(), outbox.clone(), alarm.clone(), service, room));
        Self(Rc::new(Chat {
            alarm,
            outbox,
            memory,
            seats: RefCell::default(),
            waiting: Waiting::default(),
            limits: !switch::limits_are_lifted(&env),
            faults: switch::faults_are_allowed(&env),
            next_fault: Cell::default(),
            reporting: Cell::default(),
            looked_after: Cell::default(),
            emptying: Cell::default(),
            shown_there: channel::ShownThere::default(),
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
        if self.0.is_gone()? {
            // What was on its way into the bucket when the room was emptied.
            self.0.empty_bucket().await?;
            return Response::empty();
        }
        self.0.run_waiting();
        self.0.outbox.sweep()?;
        // An error is handed on: the runtime fires the alarm again.
        let asks: Vec<Ask> = self.0.look_at_peers().into_iter().chain([Ask::Tick]).collect();
        self.0.show(self.0.memory()?.turn(clock::now(), &asks, true, None)?);
        self.0.tick_files(clock::now())?;
        self.0.outbox.send_due(&self.0.state);
        self.0.memory()?.arm()?;
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> worker::Result<()> {
        if let Some(taken) = self.0.waiting.push((socket, message)) {
            taken.wait().await;
        } else {
            all_that_arrived().await;
            self.0.run_waiting();
            self.0.report_in_time();
        }
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, code: usize, _: String, _: bool) -> worker::Result<()> {
        self.0.left(&socket);
        answer_close(&socket, code);
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        self.0.left(&socket);
        Ok(())
    }
}

/// A room is called `acme/enq_…`, or `acme/spc_…`.
fn named(state: &State) -> Option<(ServiceSlug, RoomId)> {
    let name = state.id().name()?;
    let (service, room) = name.split_once('/')?;
    Some((ServiceSlug::try_from(service).ok()?, room.parse().ok()?))
}

impl Chat {
    fn memory(&self) -> Result<&Memory, EdgeError> {
        self.memory.as_ref().ok_or(EdgeError::Broken("a room has the name of something else"))
    }

    fn seats<T>(&self, look: impl FnOnce(&mut Seats) -> T) -> T {
        let mut seats = self.seats.borrow_mut();
        look(seats.get_or_insert_with(|| Seats::restore(&self.state)))
    }

    async fn serve(self: &Rc<Self>, mut request: Request) -> Result<Response, EdgeError> {
        let fault = if self.faults { Fault::of(&request) } else { None };
        if let Some(fault) = fault {
            fault.strike(&self.state);
        }
        if (request.method(), request.path().as_str()) == (Method::Post, EMPTY) {
            return self.empty(&request.text().await?).await;
        }
        if self.is_gone()? {
            return Err(EdgeError::not_found());
        }
        match (request.method(), request.path().as_str()) {
            (Method::Post, "/internal/order") => {
                let order: RoomOrder = serde_json::from_str(&request.text().await?)?;
                self.order(order, fault)
            }
            (Method::Post, "/internal/file") => {
                self.next_fault.set(fault);
                self.file(&mut request).await
            }
            (Method::Post, "/internal/file-expire") => {
                let body = request.text().await?;
                self.expire_file(&body)
            }
            (Method::Post, "/internal/call") => {
                let body = request.text().await?;
                self.call(&request, &body, fault)
            }
            (Method::Post, "/internal/channel-call") => {
                let body = request.text().await?;
                self.channel_call(&body)
            }
            (Method::Get, path) if path.starts_with("/internal/entries/") => self.read_on(path),
            (Method::Get, "/internal/socket") => self.open_socket(&request),
            (Method::Get, "/internal/may-call") => self.may_call(&access::internal(&request, SEAT_HEADER)?),
            (_, _) => Err(EdgeError::not_found()),
        }
    }

    fn order(&self, order: RoomOrder, fault: Option<Fault>) -> Result<Response, EdgeError> {
        let memory = self.memory()?;
        if order.room != memory.room {
            return Err(EdgeError::refused(ErrorCode::Forbidden, "This order is for another room."));
        }
        // What was said before the order came stands before it.
        self.run_waiting();
        let looks = self.seats(|seats| seats.visitor_looks());
        let done = memory.turn(clock::now(), &[Ask::Order(order)], looks, fault)?;
        let refused = done.refused_ask.clone();
        self.show(done);
        refused.map_or_else(|| Ok(answer::done()), |refusal| Err(refusal.body().into()))
    }

    fn open_socket(&self, request: &Request) -> Result<Response, EdgeError> {
        let seat: Seat = access::internal(request, SEAT_HEADER)?;
        self.require_right(&seat)?;
        self.seats(|seats| {
            if self.limits && !seats.has_room_for(&seat) {
                return Err(EdgeError::too_fast("This chat is open in too many places.", 60_000));
            }
            if self.limits {
                let slow_down = |ms| EdgeError::too_fast("This chat was opened too often just now.", i64::from(ms));
                seats.pace(&seat).look(clock::now()).map_err(slow_down)?;
            }
            let pair = WebSocketPair::new()?;
            seats.seat(clock::now(), &pair.server, seat)?;
            Ok(Response::from_websocket(pair.client)?)
        })
    }

    /// Refuses who has no right to this seat now.
    fn require_right(&self, seat: &Seat) -> Result<(), EdgeError> {
        self.memory()?.look(|room| match seat {
            // The Desk knows of the enquiry before its room does.
            Seat::Visitor { .. } | Seat::Staff { .. } if room.card().is_none() => {
                Err(EdgeError::from(Refusal::NotOpened.body()))
            }
            // Who is there, or out, has no socket here.
            Seat::Recorder { .. } | Seat::Elsewhere { .. } => Err(EdgeError::not_found()),
            Seat::Visitor { visitor, .. } if !room.is_of(*visitor) => Err(EdgeError::not_found()),
            // Who was sent out while their seat was on its way.
            Seat::Staff { card, reads_only: false, .. } if !room.seats(card) => Err(EdgeError::not_found()),
            Seat::Visitor { .. } | Seat::Staff { .. } => Ok(()),
        })?
    }

    fn left(&self, socket: &WebSocket) {
        let was_in_a_call = self.seats(|seats| {
            let place = seats.place(socket);
            let peer = place.and_then(|place| seats.get(place)?.peer);
            if let Some(place) = place {
                seats.leave(place);
            }
            seats.note_left(socket);
            peer.is_some()
        });
        if was_in_a_call {
            self.miss_peers();
        }
        if let Err(error) = self.show_lookers() {
            error.log("Who looks on");
        }
    }
}
