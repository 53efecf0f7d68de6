//! The connections of a call: made, told and ended as [`crate::core::plan`] has them.

use std::collections::BTreeMap;

use leptos::prelude::{GetUntracked, Set, Update, WithUntracked};
use shared::id::{CallId, PeerId};
use ui::task::spawn;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MediaStreamTrack;

use super::{
    COUNT_MS, Engine, Levels, TICK_MS,
    link::{Ears, Link},
    recording::{Recording, Task, task},
};
use crate::{
    browser::{Meter, Mixer, mixer, uptime_ms},
    core::{
        plan::{Part, Tie, ties},
        quality::Digest,
        seat::Seat,
        servers::Chance,
        signal::{Notes, Signal},
        trouble::What,
    },
};

/// What is known of somebody else in the call.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Other {
    pub(crate) notes: Notes,
    pub(crate) contact: Contact,
    /// Nothing came of them for half a minute.
    pub(crate) silent: bool,
    pub(crate) digest: Option<Digest>,
    /// Something of them can be seen.
    pub(crate) picture: bool,
}

/// Most signals that wait for their connection: those of a description, and its candidates.
const MOST_EARLY: usize = 64;

/// Whether somebody can be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Contact {
    /// Not yet.
    #[default]
    Sought,
    Open,
    /// Not for now.
    Lost,
}

/// What this person's own sound is called where all is mixed.
const OWN: &str = "own";

impl Engine {
    /// Makes the connections that there are to be, and ends the others.
    pub(super) fn mesh(&self) {
        let wanted =
            self.seat.with_untracked(|seat| seat.inside().map(|card| ties(card, seat.me.peer)).unwrap_or_default());
        let is = |link: &Link| wanted.iter().any(|tie| tie.peer == link.tie().peer && tie.part == link.tie().part);
        let gone: Vec<Link> = {
            let mut links = self.links.borrow_mut();
            let gone: Vec<PeerId> = links.iter().filter(|(_, link)| !is(link)).map(|(peer, _)| *peer).collect();
            gone.iter().filter_map(|peer| links.remove(peer)).collect()
        };
        for link in gone {
            link.close();
            self.notes.borrow_mut().remove(&link.tie().peer);
            self.unmix(&link.tie().peer.to_string());
        }
        if self.chance.get() == Chance::May {
            for tie in wanted {
                self.tie(tie);
            }
        }
        self.mix();
        self.show();
    }

    fn tie(&self, tie: Tie) {
        let known = self.links.borrow().get(&tie.peer).cloned();
        if let Some(link) = known {
            let came_back = link.tie().joins < tie.joins;
            link.joined(tie.joins);
            if came_back {
                self.say(tie.peer, &Signal::State(self.own.with_untracked(|own| own.notes)));
            }
            return;
        }
        let (say, changed, blocked) = (self.clone(), self.clone(), self.clone());
        let blocked = Closure::<dyn Fn()>::new(move || blocked.own.update(|own| own.blocked = true)).into_js_value();
        let ears = Ears {
            say: Box::new(move |signal| say.say(tie.peer, signal)),
            changed: Box::new(move || {
                changed.mix();
                changed.hush();
                changed.show();
            }),
            blocked: blocked.unchecked_into(),
        };
        // A browser without connections has shown so before: it has no microphone either.
        let Ok(link) = Link::new(tie, &self.ice.configuration(), ears) else { return };
        self.links.borrow_mut().insert(tie.peer, link.clone());
        self.feed(&link);
        let early = self.early.take().into_iter();
        let (theirs, rest): (Vec<_>, Vec<_>) = early.partition(|(from, _)| *from == tie.peer);
        self.early.replace(rest);
        for (_, signal) in theirs {
            link.hear(signal);
        }
        self.say(tie.peer, &Signal::State(self.own.with_untracked(|own| own.notes)));
    }

    /// Says what goes over a connection.
    fn feed(&self, link: &Link) {
        match link.tie().part {
            Part::Talks => {
                link.send_audio(self.tracks.get(What::Microphone));
                link.send_video(self.tracks.picture());
            }
            Part::Feeds => link.send_audio(Some(self.mixed())),
            Part::Hears => {}
        }
    }

    /// The same for all: what is sent has changed.
    pub(super) fn feed_all(&self) {
        for link in self.all_links() {
            self.feed(&link);
        }
        self.mix();
    }

    fn all_links(&self) -> Vec<Link> {
        self.links.borrow().values().cloned().collect()
    }

    /// Takes what another browser says. One who isn't in the call says nothing to us.
    pub(super) fn signal(&self, call: CallId, from: PeerId, text: &str) {
        let is_ours = self.seat.with_untracked(|seat| {
            seat.inside().is_some_and(|card| card.call == call && card.peers.iter().any(|peer| peer.peer == from))
        });
        let Some(signal) = Signal::read(text).filter(|_| is_ours) else { return };
        if let Signal::State(notes) = signal {
            self.notes.borrow_mut().insert(from, notes);
            self.hush();
            return self.show();
        }
        let link = self.links.borrow().get(&from).cloned();
        let Some(link) = link else {
            // The other knows the servers already.
            let mut early = self.early.borrow_mut();
            if early.len() < MOST_EARLY {
                early.push((from, signal));
            }
            return;
        };
        link.hear(signal);
    }

    /// Tells the others what this person does.
    pub(super) fn tell_all(&self) {
        let signal = Signal::State(self.own.with_untracked(|own| own.notes));
        for link in self.all_links() {
            self.say(link.tie().peer, &signal);
        }
    }

    /// The network is another: what seems to be connected by the old one isn't.
    pub(super) fn renew(&self) {
        for link in self.all_links() {
            link.renew();
        }
    }

    /// The room is there again.
    pub(super) fn recover(&self) {
        for link in self.all_links() {
            link.recover();
        }
        self.tell_all();
    }

    /// Nothing is heard of who holds, nor of anybody while this person does.
    pub(super) fn hush(&self) {
        let held = self.own.with_untracked(|own| own.notes.held);
        let speaker = self.chosen.with_untracked(|chosen| chosen.speaker.clone());
        for link in self.all_links() {
            let theirs = self.notes.borrow().get(&link.tie().peer).is_some_and(|notes| notes.held);
            link.silence(held || theirs);
            if !speaker.is_empty() {
                link.speaker(&speaker);
            }
        }
    }

    pub(crate) fn play(&self) {
        self.own.update(|own| own.blocked = false);
        for link in self.all_links() {
            link.play();
        }
    }

    /// All that is said, as one track.
    fn mixed(&self) -> MediaStreamTrack {
        self.mixer.borrow_mut().get_or_insert_with(mixer).track()
    }

    /// Puts all that is said together, where somebody listens or it is recorded.
    fn mix(&self) {
        let links = self.all_links();
        let is_wanted = self.task() != Task::None
            || self.recording.borrow().is_some()
            || links.iter().any(|link| link.tie().part == Part::Feeds);
        if !is_wanted {
            self.mixer.take().inspect(Mixer::close);
            return;
        }
        self.mixed();
        let Some(mixer) = self.mixer.borrow().clone() else { return };
        let own = self.tracks.get(What::Microphone).map(|track| (OWN.to_owned(), track));
        let talk = links.iter().filter(|link| link.tie().part == Part::Talks);
        let theirs = talk.filter_map(|link| Some((link.tie().peer.to_string(), link.heard()?)));
        for (key, track) in own.into_iter().chain(theirs) {
            mixer.put(&key, &track);
        }
        // Who holds sends nothing on.
        mixer.hush(self.own.with_untracked(|own| own.notes.held));
    }

    /// What of the recording is to be done here.
    fn task(&self) -> Task {
        let held = self.own.with_untracked(|own| own.notes.held);
        self.seat.with_untracked(|seat| task(seat.inside(), seat.me.peer, held))
    }

    fn unmix(&self, key: &str) {
        if let Some(mixer) = &*self.mixer.borrow() {
            mixer.take(key);
        }
    }

    /// Records while the room says so.
    pub(super) fn follow_recording(&self) {
        let task = self.task();
        let call = self.seat.with_untracked(|seat| seat.inside().map(|card| card.call));
        if let Some(call) = call.filter(|_| task == Task::Runs && self.recording.borrow().is_none()) {
            self.mix();
            let (room, whose) = self.start.with_untracked(|start| (start.room.to_string(), super::whose(start)));
            let begun = Recording::begin(&self.mixed(), call, (&room, &whose), &self.keep);
            self.recording.replace(begun);
        }
        if let Some(recording) = &*self.recording.borrow() {
            recording.follow(task);
        }
        if task == Task::None && self.recording.take().is_some() {
            self.mix();
        }
    }

    /// What is seen of the others.
    pub(super) fn show(&self) {
        let now = uptime_ms();
        let before = self.others.get_untracked();
        let other = |link: Link| {
            let (peer, watch) = (link.tie().peer, link.watch());
            let notes = self.notes.borrow().get(&peer).copied().unwrap_or_default();
            let other = Other {
                notes,
                contact: match (watch.is_open(), watch.is_back_to_come()) {
                    (true, _) => Contact::Open,
                    (false, true) => Contact::Lost,
                    (false, false) => Contact::Sought,
                },
                silent: watch.is_silent(now),
                digest: before.get(&peer).and_then(|known| known.digest),
                picture: link.picture().is_some() && notes.shows(),
            };
            (peer, other)
        };
        let others: BTreeMap<PeerId, Other> = self.all_links().into_iter().map(other).collect();
        if others != before {
            self.others.set(others);
        }
    }

    /// What somebody shows.
    pub(crate) fn picture_of(&self, peer: PeerId) -> Option<web_sys::MediaStream> {
        self.links.borrow().get(&peer).and_then(Link::picture)
    }

    /// Time goes by.
    pub(super) fn look(&self) {
        let own = self.meter.borrow().as_ref().map_or(0.0, Meter::level);
        let others = self.all_links();
        let mut levels: Levels = others.iter().map(|link| (Some(link.tie().peer), link.level())).collect();
        levels.insert(None, own);
        self.levels.set(levels);
        let now = uptime_ms();
        if now - self.ticked.get() < TICK_MS {
            return;
        }
        self.ticked.set(now);
        self.now.set(ui::clock::now());
        self.connect();
        if self.seat.with_untracked(Seat::asks_in_vain) {
            self.act(|seat, now| {
                seat.wait(now);
                Vec::new()
            });
        }
        for link in &others {
            link.tick();
        }
        self.show();
        if now - self.counted.get() >= COUNT_MS {
            self.counted.set(now);
            self.count(others);
        }
    }

    /// Looks how good the connections are.
    fn count(&self, links: Vec<Link>) {
        let this = self.clone();
        spawn(async move {
            for link in links {
                let (peer, digest) = (link.tie().peer, link.count().await);
                this.others.update(|others| {
                    if let Some(other) = others.get_mut(&peer) {
                        other.digest = digest;
                    }
                });
            }
        });
    }
}
