//! A room's socket with its transcript, and what of it is kept in the browser.

mod about;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::EventListener;
use js_sys::Function;
use leptos::prelude::*;
use shared::{
    api::{ErrorBody, ErrorCode},
    card::{ContactDetails, PageView},
    form::Filled,
    id::{MessageId, RoomId},
    value::{InvalidValue, MessageBody, Seq, ServiceSlug, Timestamp},
    wire::{Mark, PROTOCOL, RoomClientFrame, RoomServerFrame},
};
use wasm_bindgen::JsValue;

pub use about::{About, Act};

use super::{
    Access, Status,
    link::{Heard, Link},
};
use crate::{
    clock::{self, Timer},
    live::Live,
    outbox::Outbox,
    read::{self, Deliveries},
    transcript::{Content, Line, Pending, Took, Transcript, Viewer},
    view::element::again,
    write::to_text,
};

/// Marks are sent at most once in this time: one frame for a train of messages.
const MARK_EVERY_MS: u32 = 1_000;

/// See [`RoomClientFrame::Typing`].
const TYPING_EVERY_MS: i64 = 3_000;
const TYPING_FADES_MS: u32 = 5_000;

/// How long to wait with a message that the room could not take for a moment, if it didn't say.
const AGAIN_AFTER_MS: u32 = 2_000;

/// A room's socket. Lives in the reactive owner that it was made in.
#[derive(Clone, Copy, Debug)]
pub struct RoomConnection {
    /// The room as it is known here.
    pub transcript: Live<Transcript>,
    /// How it stands with the socket.
    pub status: Live<Status>,
    /// Set it to whether the end of the room is on the screen now: what arrives then is read.
    pub looking: Live<bool>,
    /// What the next words are about.
    pub about: Live<Option<About>>,
    /// Rises when other entries are pinned than before, for staff.
    pub pinned: Live<u32>,
    room: RoomId,
    wiring: Live<Option<Rc<Wiring>>>,
}

/// Hears what visitors' chats carry no code for.
type More = fn(RoomConnection, &str);

/// What is no signal.
struct Wiring {
    link: RefCell<Option<Rc<Link>>>,
    outbox: Outbox,
    /// Server's clock less ours.
    clock_ahead_ms: Cell<i64>,
    typed_at: Cell<Timestamp>,
    fade: RefCell<Option<Timer>>,
    again: RefCell<Option<Timer>>,
    mark: RefCell<Option<Timer>>,
    marked: Cell<Mark>,
    page: RefCell<Option<PageView>>,
    closing: Cell<bool>,
    asked_before: Cell<Option<Seq>>,
    visibility: RefCell<Option<EventListener>>,
    viewer: Viewer,
    more: Cell<Option<More>>,
    /// What is told of the room's calls.
    calls: RefCell<Option<Function>>,
}

impl RoomConnection {
    /// Connects; what was written here before a reload and not taken is shown and sent again.
    #[must_use]
    pub fn open(service: &ServiceSlug, room: RoomId, viewer: Viewer, access: Access) -> Self {
        let outbox = Outbox::new(service, room, viewer);
        let mut transcript = Transcript::new(viewer);
        outbox.pending().into_iter().for_each(|pending| transcript.pend(pending));
        let this = Self {
            transcript: Live::new(transcript),
            status: Live::new(Status::Connecting),
            looking: Live::new(false),
            about: Live::new(None),
            pinned: Live::new(0),
            room,
            wiring: Live::new(Some(Rc::new(Wiring::new(outbox, viewer)))),
        };
        let side = match access {
            Access::Cookie => "rooms",
            Access::Token(_) => "visitor/rooms",
        };
        let path = format!("/api/v1/services/{service}/{side}/{room}/socket");
        let link = Link::open(&path, access, move |heard| this.hear(heard));
        this.with(|wiring| wiring.link.replace(Some(link)));
        this.watch_who_looks();
        on_cleanup(move || this.end());
        this
    }

    /// Also hears what only rooms of a social account tell, and only staff: visitors' chats carry no code for it.
    pub fn hear_deliveries(self) {
        self.with(|wiring| wiring.more.set(Some(deliveries)));
    }

    /// Tells a script of the room's calls: see [`crate::calls::host`].
    pub(crate) fn tell_calls_by(self, script: Function) {
        self.with(|wiring| wiring.calls.replace(Some(script)));
    }

    /// Tells it something: `offer`, `join` (whether only to listen), `away` (whether the person is elsewhere in the application).
    pub fn tell_calls(self, what: &str, value: &JsValue) {
        if let Some(Some(script)) = self.with(|wiring| wiring.calls.borrow().clone()) {
            let _ = script.call2(&JsValue::UNDEFINED, &what.into(), value);
        }
    }

    /// Sends a frame as it is; whether the room could be reached.
    #[must_use]
    pub fn send_text(self, text: &str) -> bool {
        self.with_link(|link| link.send(text)).unwrap_or(false)
    }

    /// Which room.
    #[must_use]
    pub fn id(self) -> RoomId {
        self.room
    }

    /// What is drawn, with days as they are where the reader is. Make it once for each room on the screen.
    #[must_use]
    pub fn lines(self) -> Memo<Vec<Line>> {
        Memo::new(move |_| self.transcript.with(|transcript| transcript.lines(clock::local_day)))
    }

    /// Says something: shown at once, kept until the room has taken it.
    ///
    /// # Errors
    /// When it is empty or too long; nothing is said then.
    pub fn say(self, text: &str) -> Result<(), InvalidValue> {
        let body = MessageBody::try_from(text)?;
        self.write(body, Content::Say);
        Ok(())
    }

    /// Notes something beside the talk, for staff only: shown at once, kept until the room has taken it.
    ///
    /// # Errors
    /// When it is empty or too long; nothing is noted then.
    pub fn note(self, text: &str) -> Result<(), InvalidValue> {
        let body = MessageBody::try_from(text)?;
        self.write(body, Content::Note);
        Ok(())
    }

    /// Says something with an id of its own, so that it may be said again; whether this room is still there.
    #[must_use]
    pub fn say_as(self, message: MessageId, text: &str) -> bool {
        let Ok(body) = MessageBody::try_from(text) else { return true };
        let content = Content::Say(body);
        let there = self.with(|_| ()).is_some();
        if there {
            self.post_as(message, content, None);
        }
        there
    }

    /// Leaves how to be reached; in a form of the service's own, all that it asks. For a visitor.
    pub fn leave_details(self, details: ContactDetails, form: Option<Filled>) {
        let content = match form {
            Some(form) => Content::Form { details, form },
            None => Content::Details(details),
        };
        self.post(content, None);
    }

    /// Ends the enquiry: now, or as soon as the room can be reached.
    pub fn close(self) {
        self.with(|wiring| wiring.closing.set(true));
        self.send(&RoomClientFrame::Close);
    }

    /// The person is writing. Call it as often as they press a key.
    pub fn typing(self) {
        let now = clock::now();
        let due = self.with(|wiring| now.ms_since(wiring.typed_at.get()) >= TYPING_EVERY_MS).unwrap_or(false);
        if due && self.send(&RoomClientFrame::Typing) {
            self.with(|wiring| wiring.typed_at.set(now));
        }
    }

    /// Asks for the page above, if there is one and it isn't on its way.
    pub fn load_older(self) {
        let oldest = self.transcript.try_with_untracked(|it| it.oldest().filter(|_| it.has_older())).flatten();
        let Some(before) = oldest else { return };
        let asked = self.with(|wiring| wiring.asked_before.get() == Some(before)).unwrap_or(true);
        if !asked && self.send(&RoomClientFrame::History { before }) {
            self.with(|wiring| wiring.asked_before.set(Some(before)));
        }
    }

    /// The page that the visitor is on.
    pub fn page(self, page: PageView) {
        self.send(&RoomClientFrame::Page { page: page.clone() });
        self.with(|wiring| wiring.page.replace(Some(page)));
    }

    /// Sends a refused message again.
    pub fn retry(self, message: MessageId) {
        self.transcript.try_update(|transcript| transcript.retry(message));
        self.with(|wiring| wiring.outbox.fail(message, None));
        self.send_pending();
    }

    /// Gives a refused message up.
    pub fn discard(self, message: MessageId) {
        self.transcript.try_update(|transcript| transcript.discard(message));
        self.with(|wiring| wiring.outbox.remove(message));
    }

    /// What was typed and not sent, also before a reload.
    #[must_use]
    pub fn draft(self) -> String {
        self.with(|wiring| wiring.outbox.draft()).unwrap_or_default()
    }

    /// Keeps what is typed.
    pub fn keep_draft(self, text: &str) {
        self.with(|wiring| wiring.outbox.keep_draft(text));
    }

    /// The same of a note.
    #[must_use]
    pub fn note_draft(self) -> String {
        self.with(|wiring| wiring.outbox.note_draft()).unwrap_or_default()
    }

    /// Keeps what is typed of a note.
    pub fn keep_note_draft(self, text: &str) {
        self.with(|wiring| wiring.outbox.keep_note_draft(text));
    }

    /// Forgets what was typed and not sent, for good: the one who wrote it has signed out.
    pub fn forget(self) {
        self.with(|wiring| wiring.outbox.clear());
    }

    /// The time by the server's clock: ages are counted from the server's times.
    #[must_use]
    pub fn server_now(self) -> Timestamp {
        clock::now().plus_ms(self.with(|wiring| wiring.clock_ahead_ms.get()).unwrap_or(0))
    }

    /// Ends the connection for good.
    pub fn end(self) {
        let Some(Some(wiring)) = self.wiring.try_update(Option::take) else { return };
        if let Some(script) = wiring.calls.take() {
            let _ = script.call1(&JsValue::UNDEFINED, &"end".into());
        }
        if let Some(link) = wiring.link.take() {
            link.end();
        }
        // Its closure and the wiring would keep each other alive.
        wiring.visibility.take();
    }

    fn post(self, content: Content, quote: Option<Seq>) {
        self.post_as(clock::message_id(), content, quote);
    }

    fn post_as(self, message: MessageId, content: Content, quote: Option<Seq>) {
        let pending = Pending { message, at_ms: self.server_now(), content, quote, failed: None };
        self.with(|wiring| wiring.outbox.add(&pending));
        self.send_one(&pending);
        self.transcript.try_update(|transcript| transcript.pend(pending));
    }

    fn send_one(self, pending: &Pending) {
        let message = pending.message;
        self.send(&match &pending.content {
            Content::Say(body) => RoomClientFrame::Say { message, body: body.clone(), quote: pending.quote },
            Content::Note(body) => RoomClientFrame::Note { message, body: body.clone(), quote: pending.quote },
            Content::Revise { of, body } => RoomClientFrame::Revise { message, of: *of, body: body.clone() },
            Content::Details(details) => {
                RoomClientFrame::LeaveDetails { message, details: details.clone(), form: None }
            }
            Content::Form { details, form } => {
                RoomClientFrame::LeaveDetails { message, details: details.clone(), form: Some(form.clone()) }
            }
        });
    }

    /// All that is written here and not taken, in order. What another tab of this browser wrote comes from storage.
    fn send_pending(self) {
        let stored = self.with(|wiring| wiring.outbox.pending()).unwrap_or_default();
        self.transcript.try_update(|transcript| stored.into_iter().for_each(|pending| transcript.pend(pending)));
        let pending =
            self.transcript.try_with_untracked(|transcript| transcript.pending().to_vec()).unwrap_or_default();
        pending.iter().filter(|pending| pending.failed.is_none()).for_each(|pending| self.send_one(pending));
    }

    fn hear(self, heard: Heard<'_>) {
        match heard {
            Heard::Opened => self.hello(),
            Heard::Text(text) => {
                // A frame that can't be read is a newer server's; the log's numbers tell whether anything is missing.
                match read::from_text(text) {
                    Some(RoomServerFrame::Unknown) => {
                        self.tell_calls("hear", &text.into());
                        if let Some(Some(more)) = self.with(|wiring| wiring.more.get()) {
                            more(self, text);
                        }
                    }
                    Some(frame) => self.frame(frame),
                    None => {}
                }
            }
            Heard::Status(status) => {
                self.tell_calls("connected", &(status == Status::Online).into());
                self.status.try_set(status);
            }
        }
    }

    fn hello(self) {
        let seen = self.transcript.try_with_untracked(|it| it.room().map(|_| it.last())).flatten();
        let text = to_text(&RoomClientFrame::Hello { protocol: PROTOCOL, seen });
        self.with_link(|link| link.send_now(&text));
    }

    fn frame(self, frame: RoomServerFrame) {
        match frame {
            RoomServerFrame::Welcome { now_ms, room, marks, entries, last, .. } => {
                self.with(|wiring| wiring.clock_ahead_ms.set(now_ms.as_ms() - clock::now().as_ms()));
                self.change(|transcript| transcript.welcome(*room, marks, entries, last));
                self.with_link(Link::welcomed);
                self.welcomed();
            }
            RoomServerFrame::Entries { entries } => self.change(|transcript| transcript.entries(entries)),
            RoomServerFrame::Entry { entry } => self.change(|transcript| transcript.entry(entry)),
            RoomServerFrame::History { entries } => {
                self.with(|wiring| wiring.asked_before.set(None));
                self.transcript.try_update(|transcript| transcript.history(entries));
            }
            RoomServerFrame::Marks { marks } => {
                self.transcript.try_update(|transcript| transcript.mark(marks));
            }
            RoomServerFrame::Typing { side, staff } => {
                self.transcript.try_update(|transcript| transcript.writes(side, staff));
                let fade = clock::after(TYPING_FADES_MS, move || {
                    self.transcript.try_update(Transcript::quiet);
                });
                self.with(|wiring| wiring.fade.replace(Some(fade)));
            }
            RoomServerFrame::Lookers { staff } => {
                self.transcript.try_update(|transcript| transcript.look_on(staff));
            }
            RoomServerFrame::Pinned => {
                self.pinned.try_update(|times| *times += 1);
            }
            RoomServerFrame::Refused { message, error } => self.refused(message, &error),
            RoomServerFrame::Deliveries { .. } | RoomServerFrame::Unknown => {}
        }
    }

    /// Takes entries; what is taken of ours leaves the storage.
    fn change(self, change: impl FnOnce(&mut Transcript) -> Took) {
        let ids = |transcript: &Transcript| transcript.pending().iter().map(|it| it.message).collect::<Vec<_>>();
        let Some((took, taken)) = self.transcript.try_update(|transcript| {
            let before = ids(transcript);
            let took = change(transcript);
            let after = ids(transcript);
            (took, before.into_iter().filter(|message| !after.contains(message)).collect::<Vec<_>>())
        }) else {
            return;
        };
        self.with(|wiring| taken.iter().for_each(|message| wiring.outbox.remove(*message)));
        if took == Took::Gap {
            self.hello();
        }
        self.mark_soon();
    }

    fn welcomed(self) {
        self.with(|wiring| {
            wiring.marked.set(Mark::default());
            wiring.asked_before.set(None);
        });
        self.send_pending();
        if !is_visible() {
            self.tell_looking();
        }
        if let Some(page) = self.with(|wiring| wiring.page.borrow().clone()).flatten() {
            self.send(&RoomClientFrame::Page { page });
        }
        if self.with(|wiring| wiring.closing.get()).unwrap_or(false) {
            self.send(&RoomClientFrame::Close);
        }
    }

    fn refused(self, message: Option<MessageId>, error: &ErrorBody) {
        let passing = matches!(error.code, ErrorCode::TooFast | ErrorCode::Unavailable | ErrorCode::Internal);
        match message {
            Some(_) if passing => {
                let wait = error.retry_after_ms.unwrap_or(AGAIN_AFTER_MS);
                let again = clock::after(wait, move || self.send_pending());
                self.with(|wiring| wiring.again.replace(Some(again)));
            }
            Some(message) => {
                self.transcript.try_update(|transcript| transcript.refused(message, error.code));
                self.with(|wiring| wiring.outbox.fail(message, Some(error.code)));
            }
            // Whatever else was refused is asked for again by itself, or doesn't matter.
            None => {
                self.with(|wiring| {
                    wiring.asked_before.set(None);
                    if error.code == ErrorCode::EnquiryClosed {
                        wiring.closing.set(false);
                    }
                });
            }
        }
    }

    fn watch_who_looks(self) {
        again(Box::new(move || {
            self.looking.track();
            untrack(|| self.look());
        }));
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let listener = EventListener::new(&document, "visibilitychange", move |_| {
            self.tell_looking();
            self.look();
        });
        self.with(|wiring| wiring.visibility.replace(Some(listener)));
    }

    /// Who looks elsewhere may have asked to be notified.
    fn tell_looking(self) {
        if self.with(|wiring| wiring.viewer == Viewer::Visitor).unwrap_or(false) {
            self.send(&RoomClientFrame::Looking { looking: is_visible() });
        }
    }

    fn look(self) {
        let looked_at = self.is_looked_at();
        let due = self.transcript.try_update(|transcript| transcript.look(looked_at)).flatten();
        due.map(|mark| self.tell_mark(mark));
        self.mark_soon();
    }

    fn is_looked_at(self) -> bool {
        self.looking.try_get_untracked().unwrap_or(false) && is_visible()
    }

    /// Tells the room how far we got: at once if it was quiet, else when a second has passed.
    fn mark_soon(self) {
        let waiting = self.with(|wiring| wiring.mark.borrow().is_some()).unwrap_or(true);
        if !waiting && self.mark_now() {
            let timer = clock::after(MARK_EVERY_MS, move || {
                self.with(|wiring| wiring.mark.take());
                self.mark_soon();
            });
            self.with(|wiring| wiring.mark.replace(Some(timer)));
        }
    }

    fn mark_now(self) -> bool {
        let seen = self.is_looked_at();
        let Some(Some(mark)) = self.transcript.try_with_untracked(|transcript| transcript.mark_due(seen)) else {
            return false;
        };
        self.tell_mark(mark)
    }

    fn tell_mark(self, mark: Mark) -> bool {
        let known = self.with(|wiring| wiring.marked.get()).unwrap_or_default();
        if known == mark || !self.send(&RoomClientFrame::Mark { delivered: mark.delivered, read: mark.read }) {
            return false;
        }
        self.with(|wiring| wiring.marked.set(mark));
        true
    }

    fn send(self, frame: &RoomClientFrame) -> bool {
        self.send_text(&to_text(frame))
    }

    fn with<T>(self, what: impl FnOnce(&Wiring) -> T) -> Option<T> {
        let wiring = self.wiring.try_get_untracked()??;
        Some(what(&wiring))
    }

    /// The link is taken out first: what it does may come back here.
    fn with_link<T>(self, what: impl FnOnce(&Link) -> T) -> Option<T> {
        let link = self.with(|wiring| wiring.link.borrow().clone())??;
        Some(what(&link))
    }
}

impl Wiring {
    fn new(outbox: Outbox, viewer: Viewer) -> Self {
        Self {
            link: RefCell::default(),
            outbox,
            clock_ahead_ms: Cell::new(0),
            typed_at: Cell::default(),
            fade: RefCell::default(),
            again: RefCell::default(),
            mark: RefCell::default(),
            marked: Cell::default(),
            page: RefCell::default(),
            closing: Cell::new(false),
            asked_before: Cell::new(None),
            visibility: RefCell::default(),
            viewer,
            more: Cell::default(),
            calls: RefCell::default(),
        }
    }
}

fn deliveries(room: RoomConnection, text: &str) {
    if let Some(Deliveries(deliveries)) = read::from_text(text) {
        room.transcript.try_update(|transcript| transcript.deliver(deliveries));
    }
}

fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}
