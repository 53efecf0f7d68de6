//! The dashboard's state and every effect of it: who is signed in, the desk's socket, the rooms' sockets, requests, and
//! what calls for attention. What the panels show is decided by [`Board`]; what is drawn, by the views.

mod answer;
mod call;
mod canned;
mod label;
mod pass;
mod recordings;
mod session;
mod spaces;
mod writing;

use std::collections::BTreeSet;

use kit::{
    lean::{effect, memo},
    requests::Requests,
    wake,
};
use leptos::{prelude::*, reactive::owner::Owner, task::spawn_local};
use shared::{
    api::{Me, QuickLink},
    canned::Canned,
    card::{Availability, EnquiryCard, Phase, Role},
    id::{EnquiryId, RoomId},
    reminder::FiredReminder,
    value::{DisplayName, Seq, ServiceSlug, Timestamp},
    wire::{DeskClientFrame, DeskServerFrame},
};
use ui::{
    clock,
    connection::{DeskConnection, Ending, Status},
    view::dom,
};

pub(crate) use call::{CallChance, Calls};
use recordings::Recordings;
pub(crate) use session::{Out, Session};
pub(crate) use writing::{Forward, insert, wrap};

use crate::{
    alert::{self, Alerts, Call},
    board::{Board, Notice, visitor_name},
    channel::Forms,
    finding::Finding,
    navigation::Navigation,
    place::Place,
    rooms::Rooms,
    text,
    toast::Toasts,
};

/// How often the desk may be told that somebody is there: it asks for at most once a minute.
const INPUT_EVERY_MS: i64 = 60_000;

/// Everything that the views share. Lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) requests: Requests,
    owner: StoredValue<Owner>,
    line: RwSignal<Option<DeskConnection>>,
    /// How far the server's clock is ahead of ours.
    ahead_ms: StoredValue<i64>,
    input_at: StoredValue<Timestamp>,
    /// Whether the desk was told that the person looks elsewhere.
    away: StoredValue<bool>,
    /// As the page is titled: known before anybody is signed in.
    title: StoredValue<String>,
    /// An invitation's secret, from the address to the form.
    secret: StoredValue<String>,
    /// The enquiry that a pressed notification asks to answer, until the desk is there to be asked.
    pressed: StoredValue<Option<EnquiryId>>,
    /// Who is signed in, as far as it is known.
    pub(crate) session: RwSignal<Session>,
    /// What the panels show.
    pub(crate) board: RwSignal<Board>,
    /// Whether what people link to can be asked for as previews.
    pub(crate) previews: Memo<bool>,
    /// The server's time, each second.
    pub(crate) now: RwSignal<Timestamp>,
    /// The rooms whose sockets are open.
    pub(crate) rooms: Rooms,
    /// Their calls.
    pub(crate) calls: Calls,
    /// What was recorded of those.
    recordings: Recordings,
    /// Where the person is.
    pub(crate) navigation: Navigation,
    /// What calls for attention.
    pub(crate) alerts: Alerts,
    /// Short words about what has just happened.
    pub(crate) toasts: Toasts,
    /// Enquiries with which something is being done, until the desk has answered.
    pub(crate) acting: RwSignal<BTreeSet<EnquiryId>>,
    /// The enquiry whose dialog for passing it on is shown.
    pub(crate) passing_on: RwSignal<Option<EnquiryId>>,
    /// Canned responses, once they were looked for.
    pub(crate) canned: RwSignal<Option<Vec<Canned>>>,
    /// Weblinks, once they were looked for.
    pub(crate) quick_links: RwSignal<Option<Vec<QuickLink>>>,
    /// The words that are about to be said in another room, too, and whose they are.
    pub(crate) forwarding: RwSignal<Option<Forward>>,
    /// The room to whose visitor a form of the messaging service is about to be sent.
    pub(crate) choosing_template: RwSignal<Option<Forms>>,
    /// Whether the dialog for keeping canned responses is shown.
    pub(crate) keeping_canned: RwSignal<bool>,
    /// The enquiry whose dialog for labels is shown.
    pub(crate) labelling: RwSignal<Option<EnquiryId>>,
    /// What is looked for, while the finder is shown.
    pub(crate) finding: RwSignal<Option<Finding>>,
    /// The entry of a room that is about to be gone to.
    pub(crate) jump: RwSignal<Option<(RoomId, Seq)>>,
    /// Whether the desk is to tell how it all stands, and what it told last.
    pub(crate) watches: StoredValue<bool>,
    pub(crate) overview: RwSignal<String>,
    /// The enquiry whose dialog for taking it over is shown.
    pub(crate) taking_over: RwSignal<Option<EnquiryId>>,
    /// Counts the changes of the settings that were taken back from here.
    pub(crate) undone: RwSignal<u32>,
}

impl Desk {
    /// Finds out who is signed in and connects.
    pub(crate) fn start(service: ServiceSlug, owner: Owner) -> Self {
        let secret = session::take_invitation();
        let board = RwSignal::new(Board::default());
        // What is asked for needs the desk to tell of its end, and the desk needs what to ask with.
        let this = StoredValue::new(None::<Self>);
        let on_expired = Callback::new(move |()| {
            if let Some(desk) = this.get_value() {
                desk.expire();
            }
        });
        let desk = Self {
            requests: Requests::new(service, on_expired),
            rooms: Rooms::new(owner.clone()),
            recordings: Recordings::new(owner.clone()),
            owner: StoredValue::new(owner),
            line: RwSignal::new(None),
            ahead_ms: StoredValue::new(0),
            input_at: StoredValue::new(Timestamp::default()),
            away: StoredValue::new(false),
            session: RwSignal::new(if secret.is_some() { Session::Invited } else { Session::Asking }),
            secret: StoredValue::new(secret.unwrap_or_default()),
            pressed: StoredValue::new(answer::take_pressed()),
            title: StoredValue::new(dom::document().title()),
            board,
            previews: memo(move || board.with(Board::shows_previews)),
            now: RwSignal::new(clock::now()),
            calls: Calls::new(),
            navigation: Navigation::start(),
            alerts: Alerts::new(),
            toasts: Toasts::new(),
            acting: RwSignal::new(BTreeSet::new()),
            passing_on: RwSignal::new(None),
            canned: RwSignal::new(None),
            quick_links: RwSignal::new(None),
            forwarding: RwSignal::new(None),
            choosing_template: RwSignal::new(None),
            keeping_canned: RwSignal::new(false),
            labelling: RwSignal::new(None),
            finding: RwSignal::new(None),
            jump: RwSignal::new(None),
            watches: StoredValue::new(false),
            overview: RwSignal::new(String::new()),
            taking_over: RwSignal::new(None),
            undone: RwSignal::new(0),
        };
        this.set_value(Some(desk));
        set_interval(move || desk.tick(), std::time::Duration::from_secs(1));
        wake::on_press(move |place| desk.press(&place));
        desk.watch_line();
        desk.watch_input();
        desk.watch_title();
        desk.watch_notifications();
        if desk.session.get_untracked() == Session::Asking {
            desk.ask_who();
        }
        desk
    }

    /// The one that the view is drawn in.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// The service's name.
    pub(crate) fn name(self) -> String {
        let known = self.board.with(|board| board.service().map(|service| service.name.to_string()));
        known.unwrap_or_else(|| self.title.get_value())
    }

    /// How far the server's clock is ahead of ours.
    pub(crate) fn ahead_ms(self) -> i64 {
        self.ahead_ms.get_value()
    }

    /// How it stands with the desk's socket.
    pub(crate) fn status(self) -> Status {
        self.line.get().map_or(Status::Connecting, |line| line.status.get())
    }

    /// Whether what the panels show is what the desk has now.
    pub(crate) fn is_live(self) -> bool {
        self.status() == Status::Online
    }

    fn is_live_untracked(self) -> bool {
        self.line.get_untracked().is_some_and(|line| line.status.get_untracked() == Status::Online)
    }

    /// Who is signed in, once the desk has said so.
    pub(crate) fn me(self) -> Option<Me> {
        self.board.with(|board| board.me().cloned())
    }

    /// Whether they may do what needs at least this role.
    pub(crate) fn may(self, role: Role) -> bool {
        self.board.with(|board| board.me().is_some_and(|me| me.role >= role))
    }

    /// An enquiry's card as it stands; draws its reader anew only when this very card changes.
    pub(crate) fn card(self, enquiry: EnquiryId) -> Memo<Option<EnquiryCard>> {
        memo(move || self.board.with(|board| board.card(enquiry).cloned()))
    }

    /// Tells whether something in a room waits to be read. What is on the screen is being read; the desk hears of that a
    /// moment later, and a count that comes and goes with every message would be noise.
    pub(crate) fn unread(self) -> impl Fn(&EnquiryCard) -> bool {
        let read = self.navigation.place().enquiry().filter(|_| alert::is_looked_at());
        move |card| card.unread > 0 && card.phase != Phase::Closed && Some(card.enquiry) != read
    }

    /// Chooses an availability. It shows at once, and is said again after each reconnect until the desk has heard it.
    pub(crate) fn choose_availability(self, availability: Availability) {
        self.board.update(|board| board.wish_for(availability));
        self.send(&DeskClientFrame::SetAvailability { availability });
    }

    /// Has the desk tell how it all stands from now on, also after each reconnect, or no more.
    pub(crate) fn watch(self, on: bool) {
        self.watches.set_value(on);
        self.overview.set(String::new());
        self.send(&DeskClientFrame::Watch { on });
    }

    fn send(self, frame: &DeskClientFrame) -> bool {
        self.line.get_untracked().is_some_and(|line| line.send(frame))
    }

    fn connect(self) {
        let open = || {
            DeskConnection::open(
                &self.requests.service(),
                move |frame| {
                    if let DeskServerFrame::Welcome { now_ms, .. } = &frame {
                        self.ahead_ms.set_value(now_ms.as_ms() - clock::now().as_ms());
                        self.tick();
                    }
                    let welcomed = frame.completes_picture();
                    self.take(|board| board.take(frame));
                    if welcomed && self.watches.get_value() {
                        self.watch(true);
                    }
                    if welcomed {
                        self.resume_recordings();
                    }
                    if welcomed && let Some(enquiry) = self.pressed.try_update_value(Option::take).flatten() {
                        self.reach_for(enquiry);
                    }
                },
                move |frame| self.overview.set(frame.to_owned()),
            )
        };
        let line = self.owner.with_value(|owner| owner.with(|| untrack(open)));
        if let Some(before) = self.line.get_untracked() {
            before.end();
        }
        self.line.set(Some(line));
    }

    fn disconnect(self) {
        if let Some(line) = self.line.get_untracked() {
            line.end();
            self.line.set(None);
        }
    }

    /// Changes the board, and tells what is worth telling.
    fn take(self, change: impl FnOnce(&mut Board) -> Vec<Notice>) {
        let notices = self.board.try_update(change).unwrap_or_default();
        for notice in notices {
            self.tell(notice);
        }
    }

    fn tell(self, notice: Notice) {
        match notice {
            Notice::Offered(enquiry) => {
                self.open_call(enquiry);
                self.call(Call::Offer, enquiry);
            }
            Notice::Said(enquiry) => {
                let on_screen = self.navigation.place_untracked().enquiry() == Some(enquiry);
                if !(on_screen && alert::is_looked_at()) {
                    self.call(Call::Message, enquiry);
                }
            }
            Notice::Lost { visitor, by: Some(by) } => {
                let what = visitor.as_ref().map_or(text::this_enquiry(), DisplayName::as_str);
                self.toasts.tell(text::lost_to(by.name.as_str(), what));
            }
            Notice::Lost { visitor: Some(visitor), by: None } => self.toasts.tell(text::lost(visitor.as_str())),
            Notice::Lost { visitor: None, by: None } => self.toasts.tell(text::lost_one().to_owned()),
            Notice::Invited(enquiry) => {
                self.toasts.tell(text::invited_to(&self.visitor_of(enquiry)));
                self.call(Call::Offer, enquiry);
            }
            Notice::Accepted { enquiry, by } => {
                self.toasts.say(text::was_accepted(by.name.as_str(), &self.visitor_of(enquiry)));
            }
            Notice::TakenOver { visitor, by } => {
                self.toasts.tell(text::was_taken_over(by.name.as_str(), visitor.as_str()));
            }
            Notice::Returned(enquiry) => {
                self.toasts.complain(text::was_returned(&self.visitor_of(enquiry)));
                self.call(Call::Offer, enquiry);
            }
            Notice::NotAccepted(enquiry) => self.toasts.complain(text::was_not_accepted(&self.visitor_of(enquiry))),
            Notice::Reminded(fired) => self.remind(&fired),
            Notice::Named(space) => self.named(space),
            Notice::Noted(mention) => self.noted(&mention),
            Notice::Over(enquiry) => {
                if self.navigation.place_untracked().enquiry() != Some(enquiry) {
                    self.toasts.tell(text::room_is_over(&self.visitor_of(enquiry)));
                }
            }
            Notice::Refused(error) => self.toasts.complain(text::refusal(&error)),
        }
    }

    fn remind(self, fired: &FiredReminder) {
        let FiredReminder { enquiry, visitor, note, returned: _ } = fired;
        let title = text::reminded(visitor.as_str());
        let words = note.as_ref().map(|note| note.as_str().to_owned()).unwrap_or_default();
        self.toasts.tell(if words.is_empty() { title.clone() } else { format!("{title}: {words}") });
        self.ring(Call::Offer, &title, &words, (*enquiry).into());
    }

    fn visitor_of(self, enquiry: EnquiryId) -> String {
        self.board.with_untracked(|board| {
            board.card(enquiry).map_or_else(|| text::enquiry().to_owned(), |card| visitor_name(card).to_string())
        })
    }

    fn call(self, call: Call, enquiry: EnquiryId) {
        let Some(card) = self.board.with_untracked(|board| board.card(enquiry).cloned()) else { return };
        let rings = self.board.with_untracked(|board| board.rings(&card));
        let call = if rings && call == Call::Offer { Call::Phone } else { call };
        let title = match call {
            Call::Phone => text::alert_call(visitor_name(&card).as_str()),
            Call::Offer => text::alert_offer(card.entry.name().as_str()),
            Call::Message => visitor_name(&card).to_string(),
        };
        let words = match &card.preview {
            _ if rings => card.entry.name().to_string(),
            Some(preview) if call == Call::Offer => {
                text::alert_words(visitor_name(&card).as_str(), preview.text.as_str())
            }
            Some(preview) => preview.text.to_string(),
            None => visitor_name(&card).to_string(),
        };
        self.ring(call, &title, &words, enquiry.into());
    }

    fn ring(self, call: Call, title: &str, words: &str, room: RoomId) {
        // Their quiet hours are theirs here, too: what is on the screen says it without a sound.
        if untrack(|| self.quiet_until()).is_some() {
            return;
        }
        self.alerts.call(call, title, words, &room.to_string(), move || {
            self.navigation.go(Place::of_room(room));
        });
    }

    fn tick(self) {
        self.now.set(clock::now().plus_ms(self.ahead_ms.get_value()));
        let rings = self.board.with_untracked(|board| board.ringing().is_some());
        self.alerts.phone(rings && untrack(|| self.quiet_until()).is_none());
    }

    fn watch_line(self) {
        Effect::new(move |was_online: Option<bool>| {
            let status = self.status();
            let online = status == Status::Online;
            if online && was_online != Some(true) {
                let wish = self.board.with_untracked(Board::wish);
                if let Some(availability) = wish {
                    self.send(&DeskClientFrame::SetAvailability { availability });
                }
                // A page that was just opened was opened by somebody. A line that came back says nothing of the kind.
                if self.input_at.get_value() == Timestamp::default() {
                    self.touched();
                }
                // A line that came back knows nothing of it.
                self.away.set_value(false);
                self.look_away();
            }
            if let Status::Ended(ending) = status {
                untrack(|| match ending {
                    Ending::SignIn => self.expire(),
                    Ending::Forbidden | Ending::NotFound => self.leave(Out::Removed),
                    // Said by the banner, with a button: what is being typed shall not be lost to a reload.
                    Ending::TooOld => {}
                });
            }
            online
        });
    }

    /// Tells the desk, now and then, that somebody is there: without, they are Idle after ten minutes.
    fn watch_input(self) {
        for event in ["pointerdown", "pointermove", "keydown", "wheel"] {
            dom::on_window(event, move |_| self.touched());
        }
        for event in ["blur", "visibilitychange"] {
            dom::on_window(event, move |_| self.look_away());
        }
    }

    fn touched(self) {
        let now = clock::now();
        let is_due = self.away.get_value() || now.ms_since(self.input_at.get_value()) >= INPUT_EVERY_MS;
        if is_due && self.send(&DeskClientFrame::Input) {
            self.input_at.set_value(now);
            self.away.set_value(false);
        }
    }

    /// Tells the desk that the person looks elsewhere, if they do: what comes has to ring their other devices, too.
    fn look_away(self) {
        if !alert::is_looked_at() && !self.away.get_value() && self.send(&DeskClientFrame::Away) {
            self.away.set_value(true);
        }
    }

    /// Until when it is quiet, if it is.
    pub(crate) fn quiet_until(self) -> Option<Timestamp> {
        self.board.with(Board::quiet_until).filter(|until| *until > self.now.get())
    }

    /// Takes notifications of enquiries away that somebody has answered: a page may do that, and a push message that shows
    /// nothing is not let through.
    fn watch_notifications(self) {
        let waiting = memo(move || self.is_live().then(|| self.board.with(Board::unanswered)));
        effect(move || {
            if let Some(waiting) = waiting.get() {
                let service = self.requests.service();
                spawn_local(
                    async move { wake::tidy(&service, |enquiry| waiting.binary_search(&enquiry).is_ok()).await },
                );
            }
        });
    }

    fn watch_title(self) {
        let title = memo(move || {
            let unread = self.unread();
            let (call, waiting) = self.board.with(|board| {
                (board.ringing().map(|card| text::alert_call(visitor_name(card).as_str())), board.waiting(unread))
            });
            (call.unwrap_or_else(|| self.name()), waiting)
        });
        effect(move || {
            let (title, waiting) = title.get();
            alert::show_badge(&title, waiting);
        });
    }
}
