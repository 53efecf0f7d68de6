//! A room: the judge of the order of what was said. A thin shell around `shared::room`: frames and orders in, one turn for
//! all that wait, then it is shown to those who are seated. A room in which nobody says anything sleeps and costs nothing.

mod frame;
mod seats;
mod turn;
mod waiting;

use std::{
    cell::{Cell, RefCell},
    panic::{RefUnwindSafe, UnwindSafe},
    rc::Rc,
    time::Duration,
};

use shared::{
    api::{ErrorBody, ErrorCode},
    id::{EnquiryId, MessageId},
    owed::{RoomOrder, Seat},
    value::{Seq, ServiceSlug, Timestamp},
    wire::{
        HISTORY_PAGE, LogEntry, MAX_RESUME, OLDEST_PROTOCOL, PING, PONG, PROTOCOL, ProtocolVersion, RoomClientFrame,
        RoomServerFrame, close,
    },
};
use worker::{
    Delay, DurableObject, Env, Method, Request, Response, State, WebSocket, WebSocketIncomingMessage, WebSocketPair,
    WebSocketRequestResponsePair, durable_object,
};

use self::{
    frame::Frame,
    seats::{Place, Seats},
    turn::{Ask, Done, Memory},
    waiting::Waiting,
};
use crate::{
    access::{self, SEAT_HEADER},
    answer, clock,
    error::EdgeError,
    fault::Fault,
    owed::Outbox,
    turn::Alarm,
};

/// See the module.
#[durable_object]
pub struct Room {
    state: State,
    alarm: Rc<Alarm>,
    outbox: Rc<Outbox>,
    /// None if the object's name isn't that of a room.
    memory: Option<Memory>,
    /// None before they are looked for.
    seats: RefCell<Option<Seats>>,
    waiting: Waiting,
    /// Whether rates are limited; benchmarks send faster than people.
    limits: bool,
    faults: bool,
    next_fault: Cell<Option<Fault>>,
    /// What an earlier copy of this object may have left unsent is looked for once.
    looked_after: Cell<bool>,
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
            .map(|(service, enquiry)| Memory::new(state.storage(), outbox.clone(), alarm.clone(), service, enquiry));
        Self {
            alarm,
            outbox,
            memory,
            seats: RefCell::default(),
            waiting: Waiting::default(),
            limits: !env.var("LIMITS").is_ok_and(|limits| limits.to_string() == "off"),
            faults: Fault::allowed(&env),
            next_fault: Cell::default(),
            looked_after: Cell::default(),
            state,
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let place = format!("{} {}", request.inner().method(), request.path());
        Ok(self.serve(request).await.unwrap_or_else(|error| error.into_response(&place)))
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.alarm.forget();
        self.run_waiting();
        // An error is handed on: the runtime fires the alarm again.
        let done = self.memory().and_then(|memory| memory.turn(clock::now(), &[Ask::Tick], None));
        self.show(done.map_err(|error| worker::Error::RustError(error.to_string()))?);
        self.outbox.send(&self.state);
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> worker::Result<()> {
        if let Some(taken) = self.waiting.push((socket, message)) {
            taken.wait().await;
        } else {
            // A timer of no length fires once the event loop has run all that was ready: whatever had arrived waits by then.
            Delay::from(Duration::ZERO).await;
            self.run_waiting();
        }
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, code: usize, _: String, _: bool) -> worker::Result<()> {
        self.left(&socket);
        // The runtime doesn't answer a hibernating socket's close; its client would wait for that. 1006 and 1015: nobody
        // is there any more.
        if code != 1006 && code != 1015 {
            let _ = socket.close(Some(1000), None::<&str>);
        }
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        self.left(&socket);
        Ok(())
    }
}

/// A room is called `acme/enq_…`.
fn named(state: &State) -> Option<(ServiceSlug, EnquiryId)> {
    let name = state.id().name()?;
    let (service, enquiry) = name.split_once('/')?;
    Some((ServiceSlug::try_from(service).ok()?, enquiry.parse().ok()?))
}

impl Room {
    fn memory(&self) -> Result<&Memory, EdgeError> {
        self.memory.as_ref().ok_or(EdgeError::Broken("a room has the name of something else"))
    }

    fn seats<T>(&self, look: impl FnOnce(&mut Seats) -> T) -> T {
        let mut seats = self.seats.borrow_mut();
        look(seats.get_or_insert_with(|| Seats::restore(&self.state)))
    }

    async fn serve(&self, mut request: Request) -> Result<Response, EdgeError> {
        let fault = if self.faults { Fault::of(&request) } else { None };
        if let Some(fault) = fault {
            fault.strike();
        }
        match (request.method(), request.path().as_str()) {
            (Method::Post, "/internal/order") => {
                let order: RoomOrder = serde_json::from_str(&request.text().await?)?;
                self.order(order, fault)
            }
            (Method::Get, "/internal/socket") => self.open_socket(&request),
            (_, _) => Err(EdgeError::not_found()),
        }
    }

    fn order(&self, order: RoomOrder, fault: Option<Fault>) -> Result<Response, EdgeError> {
        let memory = self.memory()?;
        if order.enquiry != memory.enquiry {
            return Err(EdgeError::refused(ErrorCode::Forbidden, "This order is for another room."));
        }
        // What was said before the order came stands before it.
        self.run_waiting();
        let done = memory.turn(clock::now(), &[Ask::Order(order)], fault)?;
        let refused = done.order_refused.clone();
        self.show(done);
        refused.map_or_else(|| Ok(answer::done()), |refusal| Err(refusal.body().into()))
    }

    fn open_socket(&self, request: &Request) -> Result<Response, EdgeError> {
        let seat: Seat = access::internal(request, SEAT_HEADER)?;
        let allowed = self.memory()?.look(|room| match &seat {
            // The Desk knows of the enquiry before its room does.
            Seat::Visitor { .. } | Seat::Staff { .. } if room.card().is_none() => {
                Err(EdgeError::from(shared::room::Refusal::NotOpened.body()))
            }
            Seat::Visitor { visitor } if !room.is_of(*visitor) => Err(EdgeError::not_found()),
            Seat::Visitor { .. } | Seat::Staff { .. } => Ok(()),
        })?;
        allowed?;
        self.seats(|seats| {
            if self.limits && !seats.has_room_for(&seat) {
                return Err(EdgeError::too_fast("This chat is open in too many places.", 60_000));
            }
            let pair = WebSocketPair::new()?;
            seats.seat(&self.state, &pair.server, seat)?;
            Ok(Response::from_websocket(pair.client)?)
        })
    }

    fn left(&self, socket: &WebSocket) {
        self.seats(|seats| {
            if let Some(place) = seats.place(socket) {
                seats.leave(place);
            }
        });
    }

    /// Gives all frames that wait their turn.
    fn run_waiting(&self) {
        let (frames, taken) = self.waiting.take();
        if !self.looked_after.replace(true) && self.memory().is_ok_and(|memory| memory.exists().unwrap_or(false)) {
            self.outbox.send(&self.state);
        }
        let now = clock::now();
        self.seats(|seats| seats.end_old(now));
        let mut asks = Vec::new();
        for (socket, message) in frames {
            if let Some(place) = self.seats(|seats| seats.place(&socket)) {
                self.take(now, place, message, &mut asks);
            }
        }
        self.run(now, asks);
        taken.done();
    }

    /// Takes one frame: what may change something is put to `asks`, everything else is answered at once.
    fn take(&self, now: Timestamp, place: Place, message: WebSocketIncomingMessage, asks: &mut Vec<Ask>) {
        let said = match frame::read(message, self.faults) {
            Frame::Said(frame) => self.pass(now, place, frame),
            Frame::Fault(fault) => {
                self.next_fault.set(Some(fault));
                fault.strike();
                return;
            }
            Frame::Refused { message, error } => Err((message, error)),
            Frame::Outrageous => return self.seats(|seats| seats.close(place, close::TOO_FAST, "far too large")),
        };
        let answered = match said {
            Ok(RoomClientFrame::Hello { protocol, seen }) => {
                // What was said before it has to be in the log by then.
                self.run(now, std::mem::take(asks));
                self.welcome(now, place, protocol, seen).map_err(|error| (None, error.body()))
            }
            Ok(RoomClientFrame::History { before }) => {
                self.run(now, std::mem::take(asks));
                self.history(place, before).map_err(|error| (None, error.body()))
            }
            Ok(RoomClientFrame::Typing) => self.typing(place).map_err(|error| (None, error.body())),
            Ok(frame) => {
                if let Some(speaker) = self.seats(|seats| seats.get(place).map(seats::Seated::speaker)) {
                    asks.push(Ask::Frame(place, speaker, frame));
                }
                Ok(())
            }
            Err(refused) => Err(refused),
        };
        if let Err((message, error)) = answered {
            self.refuse(now, place, message, error);
        }
    }

    /// Lets a frame pass if its socket was welcomed and isn't too fast.
    fn pass(
        &self,
        now: Timestamp,
        place: Place,
        frame: RoomClientFrame,
    ) -> Result<RoomClientFrame, (Option<MessageId>, ErrorBody)> {
        let message = frame.message();
        let welcomed = match &frame {
            RoomClientFrame::Hello { .. } => true,
            RoomClientFrame::Say { .. }
            | RoomClientFrame::Mark { .. }
            | RoomClientFrame::Typing
            | RoomClientFrame::History { .. }
            | RoomClientFrame::Page { .. }
            | RoomClientFrame::LeaveDetails { .. }
            | RoomClientFrame::Close => self.seats(|seats| seats.get(place).is_some_and(|seated| seated.welcomed)),
        };
        if !welcomed {
            return Err((message, ErrorBody::new(ErrorCode::Malformed, "Say `hello` first.")));
        }
        if self.limits {
            let paced = self.seats(|seats| {
                let Some(seated) = seats.get_mut(place) else { return Ok(()) };
                seated.pace.frame(now)?;
                if message.is_some() { seated.pace.message(now) } else { Ok(()) }
            });
            if let Err(ms) = paced {
                let too_fast = EdgeError::too_fast("Too fast. Wait a moment, then try again.", i64::from(ms));
                return Err((message, too_fast.body()));
            }
        }
        Ok(frame)
    }

    fn refuse(&self, now: Timestamp, place: Place, message: Option<MessageId>, error: ErrorBody) {
        self.seats(|seats| {
            if seats.get_mut(place).is_some_and(|seated| seated.pace.refused(now)) {
                seats.close(place, close::TOO_FAST, "too many refused frames");
            } else if let Ok(text) = frame::write(&RoomServerFrame::Refused { message, error }) {
                seats.send(place, &text);
            }
        });
    }

    /// One turn for all of `asks`. Should it fail, each gets one of its own, so that only the bad one fails.
    fn run(&self, now: Timestamp, asks: Vec<Ask>) {
        if asks.is_empty() {
            return;
        }
        match self.turn(now, &asks) {
            Ok(done) => self.show(done),
            Err(error) if asks.len() == 1 => {
                error.log("A turn of a room");
                for ask in asks {
                    if let Ask::Frame(place, _, frame) = ask {
                        self.refuse(now, place, frame.message(), error.body());
                    }
                }
            }
            Err(_) => asks.into_iter().for_each(|ask| self.run(now, vec![ask])),
        }
    }

    fn turn(&self, now: Timestamp, asks: &[Ask]) -> Result<Done, EdgeError> {
        self.memory()?.turn(now, asks, self.next_fault.take())
    }

    /// Shows what a turn led to. All of it is written, and the runtime holds every frame back until that is on the disk.
    fn show(&self, done: Done) {
        let Done { entries, marked, again, refused, order_refused: _, unseated, reported } = done;
        let now = clock::now();
        if let Err(error) = self.show_entries(entries).and_then(|()| self.show_marks(marked)) {
            error.log("Showing a turn of a room");
        }
        self.seats(|seats| {
            for (place, entry) in again {
                if let Ok(text) = frame::write(&RoomServerFrame::Entry { entry }) {
                    seats.send(place, &text);
                }
            }
            for (staff, session) in unseated {
                seats.unseat(staff, session);
            }
        });
        for (place, message, refusal) in refused {
            self.refuse(now, place, message, refusal.body());
        }
        if reported {
            self.outbox.send(&self.state);
        }
    }

    fn show_entries(&self, mut entries: Vec<LogEntry>) -> Result<(), EdgeError> {
        if entries.len() == 1 {
            return entries.pop().map_or(Ok(()), |entry| self.tell(&RoomServerFrame::Entry { entry }));
        }
        while !entries.is_empty() {
            let rest = entries.split_off(entries.len().min(HISTORY_PAGE));
            self.tell(&RoomServerFrame::Entries { entries: std::mem::replace(&mut entries, rest) })?;
        }
        Ok(())
    }

    fn show_marks(&self, marked: bool) -> Result<(), EdgeError> {
        if !marked {
            return Ok(());
        }
        let marks = self.memory()?.look(shared::room::Room::marks)?;
        self.tell(&RoomServerFrame::Marks { marks })
    }

    fn tell(&self, frame: &RoomServerFrame) -> Result<(), EdgeError> {
        let text = frame::write(frame)?;
        self.seats(|seats| seats.tell(&text));
        Ok(())
    }

    fn welcome(
        &self,
        now: Timestamp,
        place: Place,
        protocol: ProtocolVersion,
        seen: Option<Seq>,
    ) -> Result<(), EdgeError> {
        if protocol < OLDEST_PROTOCOL {
            self.seats(|seats| seats.close(place, close::TOO_OLD, "reload"));
            return Ok(());
        }
        let memory = self.memory()?;
        let (card, marks, last) = memory.look(|room| (room.card().cloned(), room.marks(), room.last()))?;
        let card = card.ok_or(EdgeError::Broken("somebody sits in a room that was never opened"))?;
        let resumes = seen.filter(|seen| *seen <= last && last.0 - seen.0 <= MAX_RESUME);
        let mut entries = match resumes {
            Some(seen) => memory.store().after(seen),
            None => memory.store().before(last.next()),
        }
        .map_err(EdgeError::Storage)?;
        let mut shown = entries.last().map_or(last, |entry| entry.seq);
        let room = Box::new(card);
        let welcome = RoomServerFrame::Welcome { protocol: PROTOCOL, now_ms: now, room, marks, entries, last };
        self.send(place, &welcome)?;
        while shown < last {
            entries = memory.store().after(shown).map_err(EdgeError::Storage)?;
            let Some(newest) = entries.last() else { break };
            shown = newest.seq;
            self.send(place, &RoomServerFrame::Entries { entries })?;
        }
        Ok(self.seats(|seats| seats.welcome(place))?)
    }

    fn history(&self, place: Place, before: Seq) -> Result<(), EdgeError> {
        let entries = self.memory()?.store().before(before).map_err(EdgeError::Storage)?;
        self.send(place, &RoomServerFrame::History { entries })
    }

    fn typing(&self, place: Place) -> Result<(), EdgeError> {
        self.seats(|seats| {
            let Some(seated) = seats.get(place) else { return Ok(()) };
            let (side, staff) = (seated.side(), seated.staff());
            seats.tell_opposite(side, &frame::write(&RoomServerFrame::Typing { side, staff })?);
            Ok(())
        })
    }

    fn send(&self, place: Place, frame: &RoomServerFrame) -> Result<(), EdgeError> {
        let text = frame::write(frame)?;
        self.seats(|seats| seats.send(place, &text));
        Ok(())
    }
}
