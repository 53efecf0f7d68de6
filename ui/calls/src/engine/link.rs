//! One connection with another browser. What it does next is decided in [`crate::core::link`]; here it is done, one thing after
//! the other, for the browser refuses to have two exchanges at once.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use js_sys::{Array, Function, Promise};
use ui::task::spawn;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaStream, MediaStreamTrack};

use crate::{
    browser::{Connection, Happening, Meter, Player, Sender, counter, meter, object, player, uptime_ms},
    core::{
        link::{Exchange, Need, Take, Watch, Way, take},
        plan::Tie,
        quality::Digest,
        signal::{Candidate, Description, Kind, Signal},
    },
};

/// Something to be done once what was begun before is done.
enum Job {
    Offer,
    Take(Description),
    Candidate(Candidate),
}

/// What the engine hears of a link.
pub(crate) struct Ears {
    /// Something to be said to the other.
    pub(crate) say: Box<dyn Fn(&Signal)>,
    /// How it stands has changed, or a track has come.
    pub(crate) changed: Box<dyn Fn()>,
    /// The browser plays nothing before somebody presses something.
    pub(crate) blocked: Function,
}

/// See the module. A handle to be copied around.
#[derive(Clone)]
pub(crate) struct Link(Rc<Inner>);

struct Inner {
    tie: RefCell<Tie>,
    connection: Connection,
    jobs: RefCell<VecDeque<Job>>,
    busy: Cell<bool>,
    /// Whether the first descriptions were exchanged, or this side makes the first one.
    met: Cell<bool>,
    watch: RefCell<Watch>,
    tracks: RefCell<Tracks>,
    stream: MediaStream,
    has_picture: Cell<bool>,
    player: RefCell<Option<Player>>,
    meter: RefCell<Option<Meter>>,
    heard: RefCell<Option<MediaStreamTrack>>,
    counter: Function,
    digest: RefCell<Option<Digest>>,
    ears: Ears,
}

/// What is sent, and by what.
#[derive(Default)]
struct Tracks {
    audio: Option<MediaStreamTrack>,
    video: Option<MediaStreamTrack>,
    audio_sender: Option<Sender>,
    video_sender: Option<Sender>,
}

impl Link {
    /// Begins one.
    ///
    /// # Errors
    /// Where the browser has no connections, or the configuration is none.
    pub(crate) fn new(tie: Tie, configuration: &JsValue, ears: Ears) -> Result<Self, JsValue> {
        let connection = Connection::new(configuration)?;
        let counter = counter(&connection);
        let link = Self(Rc::new(Inner {
            met: Cell::new(tie.begins),
            tie: RefCell::new(tie),
            connection,
            jobs: RefCell::default(),
            busy: Cell::new(false),
            watch: RefCell::new(Watch::new(uptime_ms())),
            tracks: RefCell::default(),
            stream: MediaStream::new()?,
            has_picture: Cell::new(false),
            player: RefCell::default(),
            meter: RefCell::default(),
            heard: RefCell::default(),
            counter,
            digest: RefCell::default(),
            ears,
        }));
        link.on("negotiationneeded", |link, _| link.push(Job::Offer));
        link.on("icecandidate", |link, happening| link.found(&happening));
        link.on("iceconnectionstatechange", |link, _| link.moved());
        link.on("track", |link, happening| link.came(happening.track()));
        Ok(link)
    }

    fn on(&self, event: &str, what: impl Fn(&Self, Happening) + 'static) {
        let weak = Rc::downgrade(&self.0);
        let hear = Closure::<dyn Fn(Happening)>::new(move |happening| {
            if let Some(inner) = weak.upgrade() {
                what(&Self(inner), happening);
            }
        });
        let hear = hear.into_js_value();
        let _ = self.0.connection.add_event_listener_with_callback(event, hear.unchecked_ref());
    }

    pub(crate) fn tie(&self) -> Tie {
        *self.0.tie.borrow()
    }

    /// The other came in or back this often.
    pub(crate) fn joined(&self, joins: u32) {
        let came_back = self.0.tie.replace_with(|tie| Tie { joins, ..*tie }).joins < joins;
        if came_back {
            self.recover();
        }
    }

    /// Says which sound is sent; none if it is `None`.
    pub(crate) fn send_audio(&self, track: Option<MediaStreamTrack>) {
        self.0.tracks.borrow_mut().audio = track;
        self.apply();
    }

    /// Says which picture is sent; none if it is `None`.
    pub(crate) fn send_video(&self, track: Option<MediaStreamTrack>) {
        self.0.tracks.borrow_mut().video = track;
        self.apply();
    }

    /// Gives the browser what is to be sent, once the first descriptions were exchanged: given before, it would become a second
    /// line of its own in them.
    fn apply(&self) {
        if !self.0.met.get() {
            return;
        }
        let tracks = &mut *self.0.tracks.borrow_mut();
        for (track, sender) in [(&tracks.audio, &mut tracks.audio_sender), (&tracks.video, &mut tracks.video_sender)] {
            match (track, &*sender) {
                (track, Some(sender)) => forgotten(sender.replace(track.as_ref())),
                (Some(track), None) => *sender = self.0.connection.add_track(track).ok(),
                (None, None) => {}
            }
        }
    }

    /// Other servers to be reached by.
    pub(crate) fn configure(&self, configuration: &JsValue) {
        let _ = self.0.connection.configure(configuration);
    }

    /// Takes what the other said.
    pub(crate) fn hear(&self, signal: Signal) {
        match signal {
            Signal::Description(description) => self.push(Job::Take(description)),
            Signal::Candidate(candidate) => self.push(Job::Candidate(candidate)),
            // What somebody does is shown, and changes nothing here.
            Signal::State(_) => {}
        }
    }

    /// Looks for a way, if there is none now: something has changed that may help.
    pub(crate) fn recover(&self) {
        if !self.0.watch.borrow().is_open() {
            self.renew();
        }
    }

    /// Looks for another way.
    pub(crate) fn renew(&self) {
        if self.exchange() == Exchange::Offered {
            self.say_local();
        } else {
            self.restart();
        }
    }

    /// What time brings.
    pub(crate) fn tick(&self) {
        let need = self.0.watch.borrow().need(uptime_ms(), self.tie().polite);
        match need {
            Need::Nothing => {}
            Need::Again if self.exchange() == Exchange::Offered => self.say_local(),
            Need::Again => self.0.watch.borrow_mut().offered(false, uptime_ms()),
            Need::Restart => self.restart(),
        }
    }

    fn restart(&self) {
        if self.0.met.get() {
            self.0.watch.borrow_mut().restarted(uptime_ms());
            self.0.connection.restart();
        }
    }

    fn exchange(&self) -> Exchange {
        Exchange::from_text(&self.0.connection.signaling_state())
    }

    fn push(&self, job: Job) {
        self.0.jobs.borrow_mut().push_back(job);
        if self.0.busy.replace(true) {
            return;
        }
        let link = self.clone();
        spawn(async move {
            loop {
                let Some(job) = link.0.jobs.borrow_mut().pop_front() else { break };
                // What fails is made up for by `Watch`: a lost exchange by another offer, a lost way by a restart.
                let _ = link.carry_out(job).await;
            }
            link.0.busy.set(false);
        });
    }

    async fn carry_out(&self, job: Job) -> Result<(), JsValue> {
        match job {
            Job::Offer => {
                if self.0.met.get() && self.exchange() == Exchange::Stable {
                    JsFuture::from(self.0.connection.set_local()).await?;
                    self.say_local();
                }
            }
            Job::Take(description) => self.take(description).await?,
            Job::Candidate(candidate) => {
                let candidate = object(&[
                    ("candidate", candidate.line.into()),
                    ("sdpMid", candidate.sdp_mid.into()),
                    ("sdpMLineIndex", candidate.sdp_m_line_index.map_or(JsValue::NULL, JsValue::from)),
                    ("usernameFragment", candidate.username_fragment.into()),
                ]);
                // One of an offer that was left doesn't fit, and need not.
                JsFuture::from(self.0.connection.add_candidate(&candidate)).await?;
            }
        }
        Ok(())
    }

    async fn take(&self, description: Description) -> Result<(), JsValue> {
        let Description { kind, sdp } = description;
        if take(kind, self.exchange(), self.tie().polite) == Take::Leave {
            return Ok(());
        }
        let remote = object(&[("type", kind.as_str().into()), ("sdp", sdp.into())]);
        JsFuture::from(self.0.connection.set_remote(&remote)).await?;
        self.0.watch.borrow_mut().offered(false, uptime_ms());
        self.0.met.set(true);
        self.apply();
        if kind == Kind::Offer {
            JsFuture::from(self.0.connection.set_local()).await?;
            self.say_local();
        }
        Ok(())
    }

    /// Says the description that is in force here.
    fn say_local(&self) {
        let Some(local) = self.0.connection.local() else { return };
        let Some(kind) = Kind::from_text(&local.kind()) else { return };
        self.0.watch.borrow_mut().offered(kind == Kind::Offer, uptime_ms());
        (self.0.ears.say)(&Signal::Description(Description { kind, sdp: local.sdp() }));
    }

    fn found(&self, happening: &Happening) {
        let Some(found) = happening.candidate() else { return };
        (self.0.ears.say)(&Signal::Candidate(Candidate {
            line: found.candidate(),
            sdp_mid: found.mid(),
            sdp_m_line_index: found.line(),
            username_fragment: found.fragment(),
        }));
    }

    fn moved(&self) {
        let way = Way::from_text(&self.0.connection.ice_state());
        self.0.watch.borrow_mut().way(way, uptime_ms());
        self.tick();
        (self.0.ears.changed)();
    }

    fn came(&self, track: MediaStreamTrack) {
        self.0.stream.add_track(&track);
        if track.kind() == "audio" {
            // The sound of a connection reaches nothing else unless it is played, too.
            self.0.player.replace(Some(player(&self.0.stream, &self.0.ears.blocked))).inspect(Player::stop);
            self.0.meter.replace(Some(meter(&track))).inspect(Meter::end);
            self.0.heard.replace(Some(track));
        } else {
            self.0.has_picture.set(true);
        }
        (self.0.ears.changed)();
    }

    /// Counts anew, and gives what it comes to.
    pub(crate) async fn count(&self) -> Option<Digest> {
        let counted: Promise = self.0.counter.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()?;
        let counted = Array::from(&JsFuture::from(counted).await.ok()?);
        let number = |at| counted.get(at).as_f64().unwrap_or_default();
        let now = Digest { round_trip_ms: number(0), loss: number(1), jitter_ms: number(2), bytes: number(3) };
        let before = *self.0.digest.borrow();
        let watch = &mut *self.0.watch.borrow_mut();
        // Who only listens sends nothing; that they are there is all that can be known.
        if watch.is_open()
            && (self.tie().part == crate::core::plan::Part::Feeds || before.is_none_or(|it| now.bytes > it.bytes))
        {
            watch.heard(uptime_ms());
        }
        self.0.digest.replace(Some(now.after(before)));
        *self.0.digest.borrow()
    }

    pub(crate) fn watch(&self) -> Watch {
        *self.0.watch.borrow()
    }

    /// How loud the other is, of 1.
    pub(crate) fn level(&self) -> f64 {
        self.0.meter.borrow().as_ref().map_or(0.0, Meter::level)
    }

    /// What the other says.
    pub(crate) fn heard(&self) -> Option<MediaStreamTrack> {
        self.0.heard.borrow().clone()
    }

    /// What the other shows, once something came.
    pub(crate) fn picture(&self) -> Option<MediaStream> {
        self.0.has_picture.get().then(|| self.0.stream.clone())
    }

    /// Plays nothing of the other, or plays again.
    pub(crate) fn silence(&self, is: bool) {
        if let Some(player) = &*self.0.player.borrow() {
            player.silence(is);
        }
    }

    pub(crate) fn play(&self) {
        if let Some(player) = &*self.0.player.borrow() {
            player.play();
        }
    }

    pub(crate) fn speaker(&self, device: &str) {
        if let Some(player) = &*self.0.player.borrow() {
            player.speaker(device);
        }
    }

    /// Ends it.
    pub(crate) fn close(&self) {
        self.0.connection.close();
        self.0.player.take().inspect(Player::stop);
        self.0.meter.take().inspect(Meter::end);
    }
}

/// Lets a promise go: what it fails with is of no use.
fn forgotten(promise: Promise) {
    spawn(async move { drop(JsFuture::from(promise).await) });
}
