//! The chat as a whole: where one is, what one's chats are, and everything that reaches the world from here. Views show
//! its signals and call its methods; the rules are in plain modules beside it.

mod answers;
mod call;
mod chats;
mod directory;
mod raise;
mod rate;
mod seen;
mod watch;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;
use shared::{
    api::Directory,
    id::EnquiryId,
    value::{Handle, ServiceSlug, Timestamp},
};
use ui::{
    clock,
    connection::RoomConnection,
    live::Live,
    storage,
    view::{El, dom, el},
};

use self::answers::Outline;
pub(crate) use self::rate::Sending;
use crate::{
    arrival::Arrival,
    chat::{self, Chat},
    frame::{self, FromPage, Page, ToPage},
    look,
    notify::Notify,
    place::{Place, Target},
    session::Session,
    tabs::Tabs,
};

/// All of it; a handle to be copied around.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// Whom one can talk to; none before it is known.
    pub(crate) directory: Live<Option<Directory>>,
    /// It could not be had.
    pub(crate) directory_failed: Live<bool>,
    /// Whether anything is: not before all is heard that the page has said.
    pub(crate) drawn: Live<bool>,
    /// What the service asks, in outline.
    pub(crate) forms: Live<Vec<Outline>>,
    /// What is on the screen.
    pub(crate) place: Live<Place>,
    /// Whether the chat is on the screen at all.
    pub(crate) shown: Live<bool>,
    /// In the order in which they came to be known.
    pub(crate) chats: Live<Vec<Chat>>,
    /// Turns over when it is known of other fields that the visitor isn't asked again.
    pub(crate) learned: Live<bool>,
    /// Something to be told once, on the first screen; empty for nothing.
    pub(crate) notice: Live<String>,
    /// Whether this device has a network.
    pub(crate) online: Live<bool>,
    /// Whether sounds are off.
    pub(crate) muted: Live<bool>,
    /// Whether the visitor is notified in this browser while they look elsewhere.
    pub(crate) notify: Live<Notify>,
    /// Whether there is a page around this one.
    pub(crate) is_framed: bool,
    world: Live<Rc<World>>,
}

/// What is no signal.
struct World {
    service: ServiceSlug,
    session: Rc<Session>,
    owner: Owner,
    page: RefCell<Page>,
    tabs: RefCell<Option<Tabs>>,
    /// The weblink that the visitor came by.
    link: RefCell<Option<Handle>>,
    /// A target that came before the directory.
    wanted: RefCell<Option<Target>>,
    /// A chat that was asked for before it was known.
    sought: Cell<Option<EnquiryId>>,
    /// How often the chats were asked for since that is being done.
    fetching: Cell<u32>,
    /// The directory as it came, for the annex.
    directory: RefCell<Rc<str>>,
    /// When the directory was asked for last, and how often in a row that brought nothing.
    asked: Cell<(Timestamp, u32)>,
    /// CTAs of the page that nobody was told of yet.
    ctas: RefCell<Vec<String>>,
    /// Where calls are drawn.
    calls: El,
}

impl App {
    /// Begins. `copy` is the visitor's token as the owner's page kept it.
    pub(crate) fn start(service: &ServiceSlug, directory: Option<(Directory, String)>, copy: Option<String>) -> Self {
        let is_framed = frame::is_framed();
        let (directory, text) = directory.unzip();
        let app = Self {
            directory: Live::new(directory),
            directory_failed: Live::new(false),
            drawn: Live::new(false),
            forms: Live::default(),
            place: Live::default(),
            shown: Live::new(!is_framed),
            chats: Live::default(),
            learned: Live::new(false),
            notice: Live::default(),
            online: Live::new(dom::window().navigator().on_line()),
            muted: Live::new(storage::find(&muted_key(service)).unwrap_or(false)),
            notify: Live::default(),
            is_framed,
            world: Live::new(Rc::new(World {
                session: Session::new(service, copy, is_framed),
                owner: Owner::current().unwrap_or_default(),
                page: RefCell::default(),
                link: RefCell::default(),
                tabs: RefCell::default(),
                wanted: RefCell::default(),
                sought: Cell::default(),
                fetching: Cell::new(0),
                directory: RefCell::new(text.unwrap_or_default().into()),
                // What came with the page is new.
                asked: Cell::new((clock::now(), 0)),
                ctas: RefCell::default(),
                calls: el("div", "calls"),
                service: service.clone(),
            })),
        };
        app.session().on_change.replace(Some(Rc::new(move |former| app.forget_theirs(Some(former)))));
        app.world().tabs.replace(Some(Tabs::join(service, move || {
            app.world().session.read_again();
            app.fetch_chats();
        })));
        app.know_forms(&app.directory_text());
        for untold in chat::untold(service) {
            app.add_pressed(untold);
        }
        app.fetch_chats();
        if app.directory.with_untracked(Option::is_none) {
            app.fetch_directory();
        }
        app.watch();
        app
    }

    /// The directory as it came.
    pub(crate) fn directory_text(self) -> Rc<str> {
        self.world().directory.borrow().clone()
    }

    /// Where calls are drawn.
    pub(crate) fn calls(self) -> El {
        self.world().calls.clone()
    }

    /// Who this browser is.
    pub(crate) fn session(self) -> Rc<Session> {
        self.world().session.clone()
    }

    /// The service's name in addresses.
    pub(crate) fn service(self) -> ServiceSlug {
        self.world().service.clone()
    }

    /// Shows a chat as soon as it is known.
    pub(crate) fn seek(self, enquiry: EnquiryId) {
        if untrack(|| self.chat(enquiry)).is_some() {
            return self.go(Place::Room(enquiry));
        }
        self.world().sought.set(Some(enquiry));
        self.fetch_chats();
    }

    fn world(self) -> Rc<World> {
        self.world.get_untracked()
    }

    /// What the owner's page says.
    pub(crate) fn hear(self, message: FromPage) {
        match message {
            FromPage::Init { page, visible, ctas, .. } => {
                self.on_page(page);
                self.world().ctas.replace(ctas);
                self.shown.set(visible);
            }
            FromPage::Open { target } => {
                self.shown.set(true);
                self.tell_seen(target.as_ref().and_then(Target::cta));
                if let Some(target) = target {
                    self.open(target);
                }
                self.fetch_chats();
                self.focus();
            }
            FromPage::Hide => self.shown.set(false),
            FromPage::Page(page) => self.on_page(page),
            FromPage::Identify { token } => {
                self.session().identify(token);
                self.fetch_chats();
            }
            FromPage::Logout => self.forget_me(),
            FromPage::Unknown => {}
        }
    }

    /// The visitor came by a weblink.
    pub(crate) fn arrive(self, arrival: &Arrival) {
        let title = dom::document().title();
        self.world().link.replace(Some(arrival.link.clone()));
        self.on_page(arrival.page(&self.world().service, title));
    }

    /// Puts the whole chat away.
    pub(crate) fn hide(self) {
        if self.is_framed {
            frame::say(&ToPage::Close);
        }
    }

    /// Shows something else.
    pub(crate) fn go(self, place: Place) {
        self.notice.set(String::new());
        if let Place::Room(left) = self.place.get_untracked()
            && place == Place::Home
        {
            self.tidy(left);
        }
        self.place.set(place);
    }

    /// The room of a chat, with its socket open.
    pub(crate) fn room(self, chat: &Chat) -> RoomConnection {
        if let Some(room) = chat.room.get_untracked() {
            return room;
        }
        let world = self.world();
        let room = chat.open(&world.service, &world.session);
        if let Some(page) = world.page.borrow().view() {
            room.page(page);
        }
        self.follow_calls(chat.clone(), room);
        chat.with_owner(|| self.watch_room(chat.clone(), room));
        room
    }

    /// Where something about one chat is kept in the browser.
    pub(crate) fn key(self, enquiry: EnquiryId, what: &str) -> String {
        format!("frontdesk.{}.{enquiry}.{what}", self.world().service)
    }

    /// Messages of staff that were not read, in all chats.
    pub(crate) fn unread(self) -> u32 {
        self.chats.with(|chats| chats.iter().map(Chat::unread).sum())
    }

    /// Turns the sounds on or off, and remembers it.
    pub(crate) fn set_muted(self, muted: bool) {
        self.muted.set(muted);
        storage::keep(&muted_key(&self.world().service), &muted);
    }

    /// Puts the focus where the next thing is done, unless it is somewhere already. Not where its owner tries the chat beside
    /// the form that they type in.
    pub(crate) fn focus(self) {
        if look::is_draft() {
            return;
        }
        let somewhere = dom::document().active_element().is_some_and(|element| element.tag_name() != "BODY");
        if !somewhere {
            dom::focus_soon(match self.place.get_untracked() {
                Place::Home => "home-title",
                Place::Room(_) => "room-title",
            });
        }
    }
}

fn muted_key(service: &ServiceSlug) -> String {
    format!("frontdesk.{service}.muted")
}
