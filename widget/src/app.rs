//! The chat as a whole: where one is, what one's chats are, and everything that reaches the world from here. Views show
//! its signals and call its methods; the rules are in plain modules beside it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_timers::{callback::Interval, future::TimeoutFuture};
use leptos::prelude::*;
use shared::{
    api::{Directory, ErrorCode, RaiseEnquiry, VisitorEnquiries},
    card::{EntryCard, Phase, Side, VisitorEnquiry},
    id::EnquiryId,
    value::{LanguageTag, Seq, ServiceSlug, ShortText},
};
use ui::{
    clock,
    connection::{Ending, RoomConnection, Status},
    http::{self, Auth, Fault},
    read::from_text,
    storage,
    view::{dom, element::again},
};
use wasm_bindgen_futures::spawn_local;

use crate::{
    chat::{self, Chat, Untold},
    frame::{self, FromPage, Page, Pressed, ToPage},
    place::{Place, Target},
    session::Session,
    sound,
    stage::{self, Raise},
    tabs::Tabs,
    text,
};

/// How often the directory is asked for anew while somebody looks at it: who is online changes.
const DIRECTORY_EVERY_MS: u32 = 30_000;

/// A room that isn't there yet although its enquiry was taken: the one is told by the other, which takes a moment.
const ROOM_APPEARS_WITHIN: u32 = 5;

/// All of it; a handle to be copied around.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// Whom one can talk to; none before it is known.
    pub(crate) directory: RwSignal<Option<Directory>>,
    /// It could not be had.
    pub(crate) directory_failed: RwSignal<bool>,
    /// What is on the screen.
    pub(crate) place: RwSignal<Place>,
    /// Whether the chat is on the screen at all.
    pub(crate) shown: RwSignal<bool>,
    /// In the order in which they came to be known.
    pub(crate) chats: RwSignal<Vec<Chat>>,
    /// Something to be told once, on the first screen; empty for nothing.
    pub(crate) notice: RwSignal<String>,
    /// Whether this device has a network.
    pub(crate) online: RwSignal<bool>,
    /// Whether sounds are off.
    pub(crate) muted: RwSignal<bool>,
    /// Whether there is a page around this one.
    pub(crate) is_framed: bool,
    world: StoredValue<Rc<World>, LocalStorage>,
}

/// What is no signal.
struct World {
    service: ServiceSlug,
    session: Rc<Session>,
    owner: Owner,
    page: RefCell<Page>,
    tabs: RefCell<Option<Tabs>>,
    /// A target that came before the directory.
    wanted: RefCell<Option<Target>>,
    fetching: Cell<bool>,
}

impl App {
    /// Begins. `copy` is the visitor's token as the owner's page kept it.
    pub(crate) fn start(service: &ServiceSlug, directory: Option<Directory>, copy: Option<String>) -> Self {
        let is_framed = frame::is_framed();
        let app = Self {
            directory: RwSignal::new(directory),
            directory_failed: RwSignal::new(false),
            place: RwSignal::default(),
            shown: RwSignal::new(!is_framed),
            chats: RwSignal::default(),
            notice: RwSignal::default(),
            online: RwSignal::new(dom::window().navigator().on_line()),
            muted: RwSignal::new(storage::find(&muted_key(service)).unwrap_or(false)),
            is_framed,
            world: StoredValue::new_local(Rc::new(World {
                session: Session::new(service, copy),
                owner: Owner::current().unwrap_or_default(),
                page: RefCell::default(),
                tabs: RefCell::default(),
                wanted: RefCell::default(),
                fetching: Cell::new(false),
                service: service.clone(),
            })),
        };
        app.world().tabs.replace(Some(Tabs::join(service, move || {
            app.world().session.read_again();
            app.fetch_chats();
        })));
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

    fn world(self) -> Rc<World> {
        self.world.get_value()
    }

    /// What the owner's page says.
    pub(crate) fn hear(self, message: FromPage) {
        match message {
            FromPage::Init { page, visible, .. } => {
                self.on_page(page);
                self.shown.set(visible);
            }
            FromPage::Open { target } => {
                self.shown.set(true);
                if let Some(target) = target {
                    self.open(target);
                }
                self.fetch_chats();
                self.focus();
            }
            FromPage::Hide => self.shown.set(false),
            FromPage::Page(page) => self.on_page(page),
            FromPage::Logout => self.forget_me(),
            FromPage::Unknown => {}
        }
    }

    /// Goes to somebody by their handle.
    pub(crate) fn open(self, target: Target) {
        let found = self.directory.with_untracked(|directory| target.find(directory.as_ref()?));
        if let Some(entry) = found {
            self.press(entry);
        } else {
            // It may be newer than what we know.
            self.world().wanted.replace(Some(target));
            self.fetch_directory();
        }
    }

    /// Puts the whole chat away.
    pub(crate) fn hide(self) {
        if self.is_framed {
            frame::say(&ToPage::Close);
        }
    }

    /// A tag or person was pressed: the running chat with them, or a new one.
    pub(crate) fn press(self, entry: EntryCard) {
        match self.running(&entry) {
            Some(chat) => {
                self.go(Place::Room(chat.enquiry));
                if matches!(chat.raise.get_untracked(), Raise::Refused(_)) {
                    self.try_again(&chat);
                }
            }
            None => drop(self.raise(entry, None)),
        }
    }

    /// Goes on after the end: a new enquiry that links the old one. What was not sent there comes along.
    pub(crate) fn start_again(self, old: &Chat, text: Option<&str>) {
        let chat = self.running(&old.entry).unwrap_or_else(|| self.raise(old.entry.clone(), Some(old.enquiry)));
        let room = self.room(&chat);
        chat::carry_over(self.room(old), room);
        if let Some(text) = text {
            // The composer lets nothing through that is no message.
            let _ = room.say(text);
        }
        self.go(Place::Room(chat.enquiry));
    }

    /// Tells the service again of an enquiry that it refused.
    pub(crate) fn try_again(self, chat: &Chat) {
        chat.raise.set(Raise::Raising);
        self.tell(chat.clone());
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
        chat.with_owner(|| self.watch_room(chat.clone(), room));
        room
    }

    /// The chat with this id.
    pub(crate) fn chat(self, enquiry: EnquiryId) -> Option<Chat> {
        self.chats.with(|chats| chats.iter().find(|chat| chat.enquiry == enquiry).cloned())
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

    /// Asks for the directory anew.
    pub(crate) fn fetch_directory(self) {
        let address = format!("/api/v1/services/{}/directory", self.world().service);
        spawn_local(async move {
            let answer = http::text("GET", &address, None, Auth::Cookie).await;
            let directory = answer.ok().and_then(|text| from_text::<Directory>(&text));
            self.directory_failed.set(directory.is_none());
            if directory.is_some() && directory != self.directory.get_untracked() {
                self.directory.set(directory);
            }
            let Some(target) = self.world().wanted.take() else { return };
            match self.directory.with_untracked(|it| it.as_ref().and_then(|directory| target.find(directory))) {
                Some(entry) => self.press(entry),
                None => self.notice.set(text::gone().to_owned()),
            }
        });
    }

    /// Puts the focus where the next thing is done, unless it is somewhere already.
    pub(crate) fn focus(self) {
        let somewhere = dom::document().active_element().is_some_and(|element| element.tag_name() != "BODY");
        if !somewhere {
            dom::focus_soon(match self.place.get_untracked() {
                Place::Home => "home-title",
                Place::Room(_) => "room-title",
            });
        }
    }

    fn running(self, entry: &EntryCard) -> Option<Chat> {
        let runs = |chat: &&Chat| chat.entry.entry() == entry.entry() && untrack(|| chat.phase()) != Phase::Closed;
        self.chats.with_untracked(|chats| chats.iter().rev().find(runs).cloned())
    }

    fn raise(self, entry: EntryCard, former: Option<EnquiryId>) -> Chat {
        let untold = Untold { enquiry: clock::enquiry_id(), entry, former, since_ms: clock::now() };
        chat::keep_untold(&self.world().service, untold.clone());
        let chat = self.add_pressed(untold);
        self.go(Place::Room(chat.enquiry));
        chat
    }

    fn add_pressed(self, untold: Untold) -> Chat {
        let chat = Chat::pressed(&self.world().owner, untold);
        self.chats.update(|chats| chats.push(chat.clone()));
        self.room(&chat);
        self.tell(chat.clone());
        chat
    }

    /// Tells the service of an enquiry until it has answered.
    fn tell(self, chat: Chat) {
        spawn_local(async move {
            for tries in 0.. {
                match self.raised(&chat).await {
                    Ok(card) => return self.taken(&chat, card),
                    Err(fault) => {
                        let raise = Raise::after(&fault);
                        let is_still_there = chat.raise.try_set(raise).is_none();
                        if !is_still_there || raise != Raise::Raising {
                            return;
                        }
                        TimeoutFuture::new(stage::again_after_ms(tries, &fault)).await;
                    }
                }
            }
        });
    }

    async fn raised(self, chat: &Chat) -> Result<VisitorEnquiry, Fault> {
        let request = {
            let world = self.world();
            let page = world.page.borrow();
            RaiseEnquiry {
                enquiry: chat.enquiry,
                entry: chat.entry.entry(),
                page: page.view(),
                referrer: page.referrer(),
                language: dom::browser_languages().into_iter().find_map(|tag| LanguageTag::try_from(tag).ok()),
                time_zone: ui::text::format::time_zone().and_then(|zone| ShortText::try_from(zone).ok()),
                former: chat.former,
            }
        };
        let body = serde_json::to_string(&request).ok();
        from_text(&self.ask("POST", body).await?).ok_or(Fault::Unreadable)
    }

    /// Asks the service about the visitor's own enquiries, with a token that it takes.
    async fn ask(self, method: &'static str, body: Option<String>) -> Result<String, Fault> {
        let world = self.world();
        let address = format!("/api/v1/services/{}/visitor/enquiries", world.service);
        let mut refused = false;
        loop {
            let token = world.session.token(refused).await?;
            match http::text(method, &address, body.clone(), Auth::Bearer(&token)).await {
                Err(Fault::Refused(error)) if error.code == ErrorCode::Unauthenticated && !refused => refused = true,
                answer => return answer,
            }
        }
    }

    fn taken(self, chat: &Chat, card: VisitorEnquiry) {
        let world = self.world();
        chat::forget_untold(&world.service, chat.enquiry);
        let target = match &chat.entry {
            EntryCard::Tag(tag) => Pressed::Tag(tag.handle.as_str()),
            EntryCard::Staff(staff) => Pressed::Staff(staff.handle.as_str()),
        };
        frame::say(&ToPage::Enquiry { id: card.enquiry, target });
        if card.enquiry == chat.enquiry {
            chat.tell(card);
        } else {
            // Another tab, or another device, talks with them already: this is the same chat.
            let enquiry = card.enquiry;
            let other = self.put(card);
            chat::carry_over(self.room(chat), self.room(&other));
            if self.place.get_untracked() == Place::Room(chat.enquiry) {
                self.go(Place::Room(enquiry));
            }
            self.remove(chat.enquiry);
        }
        if let Some(tabs) = &*world.tabs.borrow() {
            tabs.tell();
        }
    }

    fn fetch_chats(self) {
        let world = self.world();
        if !world.session.is_known() || world.fetching.replace(true) {
            return;
        }
        spawn_local(async move {
            for tries in 0..6 {
                let answer = self.ask("GET", None).await;
                let answer = answer.and_then(|text| from_text::<VisitorEnquiries>(&text).ok_or(Fault::Unreadable));
                match answer {
                    Ok(answer) => {
                        self.merge(answer.enquiries);
                        break;
                    }
                    Err(fault) => TimeoutFuture::new(stage::again_after_ms(tries, &fault)).await,
                }
            }
            world.fetching.set(false);
        });
    }

    fn merge(self, mut enquiries: Vec<VisitorEnquiry>) {
        let is_gone = |chat: &Chat| {
            chat.raise.get_untracked() == Raise::Raised && !enquiries.iter().any(|card| card.enquiry == chat.enquiry)
        };
        let gone: Vec<_> =
            self.chats.with_untracked(|all| all.iter().filter(|it| is_gone(it)).map(|it| it.enquiry).collect());
        // Newest first there, oldest first here.
        enquiries.reverse();
        for card in enquiries {
            let runs = card.phase != Phase::Closed;
            let chat = self.put(card);
            if runs {
                self.room(&chat);
            }
        }
        for enquiry in gone {
            // What one looks at stays until one leaves.
            if self.place.get_untracked() != Place::Room(enquiry) {
                self.remove(enquiry);
            }
        }
    }

    fn put(self, card: VisitorEnquiry) -> Chat {
        if let Some(chat) = untrack(|| self.chat(card.enquiry)) {
            chat::forget_untold(&self.world().service, chat.enquiry);
            chat.tell(card);
            return chat;
        }
        let chat = Chat::known(&self.world().owner, card);
        self.chats.update(|chats| chats.push(chat.clone()));
        chat
    }

    fn remove(self, enquiry: EnquiryId) {
        let Some(chat) = untrack(|| self.chat(enquiry)) else { return };
        self.chats.update(|chats| chats.retain(|chat| chat.enquiry != enquiry));
        // Views that show it are told first.
        request_animation_frame(move || chat.end());
    }

    /// An enquiry that was refused, and in which nothing was written, goes when one leaves it.
    fn tidy(self, enquiry: EnquiryId) {
        let Some(chat) = untrack(|| self.chat(enquiry)) else { return };
        let refused = matches!(chat.raise.get_untracked(), Raise::Refused(_));
        let room = self.room(&chat);
        if refused && room.draft().is_empty() && room.transcript.with_untracked(|it| it.pending().is_empty()) {
            chat::forget_untold(&self.world().service, enquiry);
            self.remove(enquiry);
        }
    }

    fn forget_me(self) {
        let world = self.world();
        world.session.forget();
        self.go(Place::Home);
        let chats = untrack(|| self.chats.get());
        for chat in chats {
            chat::forget_untold(&world.service, chat.enquiry);
            storage::forget(&self.key(chat.enquiry, "form"));
            self.remove(chat.enquiry);
        }
    }

    fn on_page(self, page: Page) {
        let view = page.view();
        // The referrer is said once, when the page was loaded.
        self.world().page.replace(page);
        let Some(view) = view else { return };
        for chat in self.chats.get_untracked() {
            if let Some(room) = chat.room.get_untracked() {
                room.page(view.clone());
            }
        }
    }

    /// What goes on for as long as the chat lives.
    fn watch(self) {
        let (title, said) = (dom::document().title(), Cell::new(None));
        again(Box::new(move || {
            let count = self.unread();
            if said.replace(Some(count)) != Some(count) {
                frame::say(&ToPage::Unread { count });
                dom::document().set_title(&if count > 0 { format!("({count}) {title}") } else { title.clone() });
            }
        }));
        Interval::new(DIRECTORY_EVERY_MS, move || {
            let looks =
                self.shown.get_untracked() && self.place.get_untracked() == Place::Home && !dom::document().hidden();
            if looks {
                self.fetch_directory();
            }
        })
        .forget();
        let _ = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && !event.default_prevented() && !event.is_composing() {
                self.hide();
            }
        });
        let _ = window_event_listener(leptos::ev::online, move |_| {
            self.online.set(true);
            self.fetch_chats();
        });
        let _ = window_event_listener(leptos::ev::offline, move |_| self.online.set(false));
    }

    /// What goes on for as long as the room is open.
    fn watch_room(self, chat: Chat, room: RoomConnection) {
        let heard = Cell::new(None);
        again(Box::new(move || {
            let newest = room.transcript.with(|it| {
                it.room()?;
                Some(it.newest_message().and_then(|line| Some((line.seq?, line.side))))
            });
            let Some(newest) = newest else { return };
            let (seq, side) = newest.unwrap_or((Seq(0), Side::Visitor));
            // What was there when the room was opened is no news.
            let before = heard.replace(Some(heard.get().unwrap_or(seq).max(seq)));
            if before.is_some_and(|before| seq > before) {
                untrack(|| self.news(room, side));
            }
        }));
        let tries = Cell::new(0);
        again(Box::new(move || {
            let missing = room.status.get() == Status::Ended(Ending::NotFound);
            if missing && tries.replace(tries.get() + 1) < ROOM_APPEARS_WITHIN {
                let chat = chat.clone();
                set_timeout(move || self.reopen(&chat), std::time::Duration::from_secs(1));
            }
        }));
    }

    /// Something was said.
    fn news(self, room: RoomConnection, side: Side) {
        frame::say(&ToPage::Message { enquiry: room.enquiry(), from: side });
        let looks = room.looking.get() && !dom::document().hidden();
        if side == Side::Staff && !looks && !self.muted.get() {
            sound::play();
        }
    }

    fn reopen(self, chat: &Chat) {
        if let Some(Some(room)) = chat.room.try_update(Option::take) {
            room.end();
            self.room(chat);
        }
    }
}

fn muted_key(service: &ServiceSlug) -> String {
    format!("frontdesk.{service}.muted")
}
