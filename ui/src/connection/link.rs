//! One socket that comes back after a break. It knows no frames: it hands over texts and says how it stands.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use shared::wire::{PING, PING_EVERY_MS, PONG, PROBE, SUBPROTOCOL, TOKEN_PREFIX};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::{
    Access, Status,
    backoff::Backoff,
    close::{Next, after_close},
};
use crate::{
    clock::{self, Timer},
    task::spawn,
};

/// A link that brought nothing for this long after a ping is dead, whatever the browser says of it.
const PONG_PATIENCE_MS: u32 = 8_000;

/// What a link tells its owner.
#[derive(Clone, Copy)]
pub(super) enum Heard<'a> {
    /// The socket is open: say `hello`.
    Opened,
    /// A frame.
    Text(&'a str),
    /// How it stands now.
    Status(Status),
}

pub(super) struct Link {
    address: String,
    access: Access,
    hear: Box<dyn Fn(Heard<'_>)>,
    socket: RefCell<Option<Socket>>,
    status: Cell<Status>,
    backoff: RefCell<Backoff>,
    /// Rises with every try, so that what an earlier one brings late is left out.
    attempt: Cell<u32>,
    /// The last token was refused: get a new one. A second refusal in a row ends the link.
    token_refused: Cell<bool>,
    retry: RefCell<Option<Timer>>,
    /// It was too much for the server: no news of the page's brings it back before its time.
    barred: Cell<bool>,
    deadline: RefCell<Option<Timer>>,
    always: RefCell<Vec<EventListener>>,
    ping: RefCell<Option<Interval>>,
}

struct Socket {
    socket: WebSocket,
    _listeners: [EventListener; 3],
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = self.socket.close();
    }
}

impl Link {
    /// Opens `path` on this page's own host and keeps it open until [`Link::end`].
    pub(super) fn open(path: &str, access: Access, hear: impl Fn(Heard<'_>) + 'static) -> Rc<Self> {
        let link = Rc::new(Self {
            address: socket_address(path),
            access,
            hear: Box::new(hear),
            socket: RefCell::default(),
            status: Cell::new(Status::Connecting),
            backoff: RefCell::default(),
            attempt: Cell::new(0),
            token_refused: Cell::new(false),
            retry: RefCell::default(),
            barred: Cell::new(false),
            deadline: RefCell::default(),
            always: RefCell::default(),
            ping: RefCell::default(),
        });
        link.listen_to_the_page();
        link.connect();
        link
    }

    /// Sends a frame; false if the link isn't online.
    pub(super) fn send(&self, text: &str) -> bool {
        self.status.get() == Status::Online && self.send_now(text)
    }

    /// Sends a frame also before the welcome: `hello` itself.
    pub(super) fn send_now(&self, text: &str) -> bool {
        let socket = self.socket.borrow();
        socket
            .as_ref()
            .is_some_and(|it| it.socket.ready_state() == WebSocket::OPEN && it.socket.send_with_str(text).is_ok())
    }

    /// The server has welcomed us.
    pub(super) fn welcomed(&self) {
        self.backoff.borrow_mut().reset();
        self.token_refused.set(false);
        // Also where it was so before: a seat that ran out was taken again at once, and who is in a call has to come back to it.
        self.status.set(Status::Online);
        (self.hear)(Heard::Status(Status::Online));
    }

    /// Ends it for good and lets go of everything.
    pub(super) fn end(&self) {
        self.attempt.set(self.attempt.get() + 1);
        self.retry.take();
        self.deadline.take();
        self.ping.take();
        self.always.take();
        self.socket.take();
    }

    fn connect(self: &Rc<Self>) {
        self.retry.take();
        self.barred.set(false);
        self.deadline.take();
        let attempt = self.attempt.get() + 1;
        self.attempt.set(attempt);
        self.socket.take();
        match &self.access {
            Access::Cookie => self.connect_with(None),
            Access::Token(source) => {
                let token = source(self.token_refused.get());
                let link = Rc::downgrade(self);
                spawn(async move {
                    let token = token.await;
                    let Some(link) = link.upgrade().filter(|link| link.attempt.get() == attempt) else { return };
                    match token {
                        Some(token) => link.connect_with(Some(&token)),
                        None => link.broken(),
                    }
                });
            }
        }
    }

    fn connect_with(self: &Rc<Self>, token: Option<&str>) {
        let protocols = js_sys::Array::of1(&JsValue::from_str(SUBPROTOCOL));
        if let Some(token) = token {
            protocols.push(&JsValue::from_str(&format!("{TOKEN_PREFIX}{token}")));
        }
        let Ok(socket) = WebSocket::new_with_str_sequence(&self.address, &protocols) else { return self.broken() };
        let attempt = self.attempt.get();
        let weak = Rc::downgrade(self);
        let current = move || weak.upgrade().filter(|link| link.attempt.get() == attempt);
        let (on_open, on_message, on_close) = (current.clone(), current.clone(), current);
        let listeners = [
            EventListener::new(&socket, "open", move |_| {
                if let Some(link) = on_open() {
                    link.expect_an_answer();
                    (link.hear)(Heard::Opened);
                }
            }),
            EventListener::new(&socket, "message", move |event| {
                if let (Some(link), Some(event)) = (on_message(), event.dyn_ref::<MessageEvent>()) {
                    link.message(event);
                }
            }),
            EventListener::new(&socket, "close", move |event| {
                if let Some(link) = on_close() {
                    link.closed(event.dyn_ref::<CloseEvent>().map_or(1006, CloseEvent::code));
                }
            }),
        ];
        self.socket.replace(Some(Socket { socket, _listeners: listeners }));
    }

    fn message(&self, event: &MessageEvent) {
        self.deadline.take();
        let Some(text) = event.data().as_string() else { return };
        if text == PROBE {
            self.send_now(PING);
        } else if text != PONG {
            (self.hear)(Heard::Text(&text));
        }
    }

    fn closed(self: &Rc<Self>, code: u16) {
        let renews = matches!(self.access, Access::Token(_)) && !self.token_refused.get();
        match after_close(code, self.status.get() == Status::Online, renews) {
            Next::AtOnce => self.connect(),
            Next::NewToken => {
                self.token_refused.set(true);
                self.connect();
            }
            Next::Soon => self.broken(),
            Next::After(wait_ms) => {
                self.barred.set(true);
                self.wait(wait_ms);
            }
            Next::Never(ending) => {
                self.end();
                self.set_status(Status::Ended(ending));
            }
        }
    }

    fn broken(self: &Rc<Self>) {
        let [chance] = clock::random();
        let wait = self.backoff.borrow_mut().next_ms(chance);
        self.wait(wait);
    }

    fn wait(self: &Rc<Self>, wait: u32) {
        self.deadline.take();
        self.socket.take();
        if !matches!(self.status.get(), Status::Offline { .. }) {
            self.set_status(Status::Offline { since: clock::now() });
        }
        let link = Rc::downgrade(self);
        self.retry.replace(Some(clock::after(wait, move || {
            if let Some(link) = link.upgrade() {
                link.connect();
            }
        })));
    }

    fn expect_an_answer(self: &Rc<Self>) {
        let link = Rc::downgrade(self);
        self.deadline.replace(Some(clock::after(PONG_PATIENCE_MS, move || {
            if let Some(link) = link.upgrade() {
                link.attempt.set(link.attempt.get() + 1);
                link.broken();
            }
        })));
    }

    /// The page's own news: the network is back, or somebody looks at the page again.
    fn listen_to_the_page(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else { return };
        let wake = {
            let link = Rc::downgrade(self);
            move || {
                if let Some(link) = link.upgrade().filter(|link| link.retry.borrow().is_some() && !link.barred.get()) {
                    link.connect();
                }
            }
        };
        let mut always = self.always.borrow_mut();
        if let Some(document) = window.document() {
            let wake = wake.clone();
            always.push(EventListener::new(&document, "visibilitychange", move |_| wake()));
        }
        always.push(EventListener::new(&window, "online", move |_| wake()));
        let link = Rc::downgrade(self);
        let every = u32::try_from(PING_EVERY_MS).unwrap_or(10_000);
        self.ping.replace(Some(Interval::new(every, move || {
            if let Some(link) = link.upgrade().filter(|link| link.send_now(PING) && link.deadline.borrow().is_none()) {
                link.expect_an_answer();
            }
        })));
    }

    fn set_status(&self, status: Status) {
        if self.status.replace(status) != status {
            (self.hear)(Heard::Status(status));
        }
    }
}

fn socket_address(path: &str) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    // `http` becomes `ws`, `https` becomes `wss`.
    format!("ws{}{path}", origin.strip_prefix("http").unwrap_or_default())
}
