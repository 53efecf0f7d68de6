//! A call as its room keeps it. Everything here changes a copy; the room stores it and says what became of it.

use serde::{Deserialize, Serialize};

use super::{
    AWAY_MS, CHECK_MS, CallCard, CallEnd, CallMark, CallSign, CallStep, JOIN_MS, Joining, MAX_LISTENERS, MAX_PEERS,
    Over, PeerCard, RecordStep, RecordingCard, Ring, Rung, Shut,
};
use crate::{
    card::{Side, StaffCard},
    id::{CallId, PeerId, StaffId},
    value::Timestamp,
    wire::{Author, Logged},
};

/// A call. Its form is stored: what is added needs a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Which.
    pub id: CallId,
    by: Author,
    video: bool,
    offered_at: Timestamp,
    started_at: Option<Timestamp>,
    /// As staff see it.
    revision: u32,
    /// So many of these changes the visitor doesn't see: they aren't to notice that somebody listens.
    #[serde(default)]
    unseen_changes: u32,
    peers: Vec<Peer>,
    rings: Vec<Ring>,
    recording: Option<Recording>,
    /// Of whom the log says that they came in.
    known: Vec<Author>,
    /// And of whom only that they listen.
    #[serde(default)]
    heard: Vec<Author>,
    /// When it was last looked whether those in it are there.
    looked_at: Timestamp,
}

/// A browser that is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Peer {
    id: PeerId,
    staff: Option<StaffCard>,
    listens: bool,
    unseen: bool,
    away_since: Option<Timestamp>,
    joins: u32,
}

impl Peer {
    fn author(&self) -> Author {
        author_of(self.staff.as_ref())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Recording {
    by: PeerId,
    agreed: Vec<PeerId>,
    /// Whether the log says so.
    logged: bool,
}

fn author_of(staff: Option<&StaffCard>) -> Author {
    staff.map_or(Author::Visitor, |card| Author::Staff { staff: card.id })
}

impl Call {
    /// One that is offered now; it rings nobody yet, and nobody is in it.
    #[must_use]
    pub fn new(now: Timestamp, id: CallId, by: Author, video: bool) -> Self {
        Self {
            id,
            by,
            video,
            offered_at: now,
            started_at: None,
            revision: 1,
            unseen_changes: 0,
            peers: Vec::new(),
            rings: Vec::new(),
            recording: None,
            known: vec![by],
            heard: Vec::new(),
            looked_at: now,
        }
    }

    /// The one that a call enquiry begins with: its visitor is on their way into it, and it rings those to whom the enquiry is
    /// offered.
    #[must_use]
    pub fn of_enquiry(now: Timestamp, id: CallId) -> Self {
        let mut call = Self::new(now, id, Author::Visitor, false);
        call.ring(Rung::Visitor, Some(now.plus_ms(JOIN_MS)));
        call.ring(Rung::Offered, None);
        call
    }

    /// What the log says at its beginning.
    #[must_use]
    pub fn offered(&self) -> Logged {
        let step = CallStep::Offered { by: self.by, video: self.video };
        Logged::Call(CallMark { call: self.id, step })
    }

    /// Rings somebody until then; who is rung already is from now on rung until then instead.
    pub fn ring(&mut self, who: Rung, until_ms: Option<Timestamp>) {
        self.hush(|rung| rung == who);
        self.rings.push(Ring { who, until_ms });
    }

    fn hush(&mut self, which: impl Fn(Rung) -> bool) {
        self.rings.retain(|ring| !which(ring.who));
    }

    /// How lists show it.
    #[must_use]
    pub fn sign(&self) -> CallSign {
        let answered = self.talkers().any(|peer| peer.staff.is_some());
        if self.by == Author::Visitor && !answered && self.started_at.is_none() {
            CallSign::Rings
        } else {
            CallSign::Ongoing
        }
    }

    /// When it has to be told the time.
    #[must_use]
    pub fn wake_at(&self) -> Timestamp {
        let rings = self.rings.iter().filter_map(|ring| ring.until_ms);
        let away = self.peers.iter().filter_map(|peer| Some(peer.away_since?.plus_ms(AWAY_MS)));
        let looks = self.looked_at.plus_ms(CHECK_MS);
        rings.chain(away).fold(looks, Timestamp::min)
    }

    /// Who is in it and doesn't only listen.
    fn talkers(&self) -> impl Iterator<Item = &Peer> {
        self.peers.iter().filter(|peer| !peer.listens)
    }

    /// Whether this browser is in it, and whose it is.
    #[must_use]
    pub fn author(&self, peer: PeerId) -> Option<Author> {
        self.peers.iter().find(|one| one.id == peer).map(Peer::author)
    }

    /// Whether the one may send signals to the other: who listens is in touch with staff alone.
    #[must_use]
    pub fn may_signal(&self, from: PeerId, to: PeerId) -> bool {
        let find = |id: PeerId| self.peers.iter().find(|one| one.id == id);
        match (find(from), find(to)) {
            (Some(from), Some(to)) if from.id != to.id => match (from.listens, to.listens) {
                (true, true) => false,
                (true, false) => to.staff.is_some(),
                (false, true) => from.staff.is_some(),
                (false, false) => true,
            },
            (_, _) => false,
        }
    }

    /// Somebody comes in, or back: what the log says of it.
    ///
    /// # Errors
    /// See [`Shut`]; nothing is changed then.
    pub fn join(&mut self, now: Timestamp, joining: Joining) -> Result<Vec<CallStep>, Shut> {
        let Joining { peer, staff, listens, unseen } = joining;
        let who = author_of(staff.as_ref());
        let known = self.peers.iter_mut().find(|one| one.id == peer);
        let joins = known.as_ref().map_or(1, |known| known.joins.saturating_add(1));
        match known {
            Some(known) if known.author() != who => return Err(Shut::Taken),
            Some(known) if known.listens == listens => {
                known.away_since = None;
                known.joins = joins;
                return Ok(Vec::new());
            }
            // Who listened has a place of their own now, or the other way round.
            Some(_) | None => {}
        }
        // From another page of theirs.
        let others = self.peers.iter().filter(|one| one.author() != who && one.listens == listens).count();
        if others >= if listens { MAX_LISTENERS } else { MAX_PEERS } {
            return Err(Shut::Full);
        }
        self.drop_peers(|one| one.author() == who);
        let card = staff.clone().filter(|_| listens);
        self.peers.push(Peer { id: peer, staff, listens, unseen, away_since: None, joins });
        if !listens {
            self.hush(|rung| match (rung, who) {
                (Rung::Visitor, Author::Visitor) | (Rung::Staff, Author::Staff { .. }) => true,
                (Rung::Member { staff: rung }, Author::Staff { staff }) => rung == staff,
                (Rung::Visitor | Rung::Staff | Rung::Member { .. } | Rung::Offered, _) => false,
            });
        }
        if self.started_at.is_none() && self.talkers().count() >= 2 {
            self.started_at = Some(now);
        }
        let is_told = self.known.contains(&who) || (listens && self.heard.contains(&who));
        if unseen || is_told {
            return Ok(Vec::new());
        }
        if listens { &mut self.heard } else { &mut self.known }.push(who);
        Ok(vec![CallStep::Joined { who, listens: card }])
    }

    /// A browser hangs up; without one, all of that person's. Who isn't in it is rung no longer.
    pub fn leave(&mut self, who: Author, peer: Option<PeerId>) {
        self.drop_peers(|one| one.author() == who && peer.is_none_or(|peer| one.id == peer));
        if !self.peers.iter().any(|one| one.author() == who) {
            self.decline(who, false);
        }
    }

    /// Somebody doesn't want it. `leads` says whether that is whose enquiry it is, who speaks for all of the staff.
    pub fn decline(&mut self, who: Author, leads: bool) {
        self.hush(|rung| match (rung, who) {
            (Rung::Visitor, Author::Visitor) => true,
            (Rung::Staff, Author::Staff { .. }) => leads,
            (Rung::Member { staff: rung }, Author::Staff { staff }) => rung == staff,
            (Rung::Visitor | Rung::Staff | Rung::Member { .. } | Rung::Offered, _) => false,
        });
    }

    /// Whether one runs, or is asked about.
    #[must_use]
    pub fn has_recording(&self) -> bool {
        self.recording.is_some()
    }

    /// Something about its recording; whether that browser may.
    pub fn record(&mut self, who: Author, peer: PeerId, step: RecordStep) -> bool {
        let talks = self.talkers().any(|one| one.id == peer && one.author() == who);
        match (step, &mut self.recording) {
            _ if !talks => return false,
            (RecordStep::Ask, _) if who.side() == Side::Visitor => return false,
            // Who asks for what runs agrees with it.
            (RecordStep::Ask | RecordStep::Agree, Some(recording)) => {
                if !recording.agreed.contains(&peer) {
                    recording.agreed.push(peer);
                }
            }
            (RecordStep::Ask, none) => *none = Some(Recording { by: peer, agreed: vec![peer], logged: false }),
            (RecordStep::Agree, None) => {}
            (RecordStep::Stop, recording) => *recording = None,
        }
        true
    }

    fn records(&self) -> bool {
        let all_agree = |recording: &Recording| self.talkers().all(|one| recording.agreed.contains(&one.id));
        self.started_at.is_some() && self.recording.as_ref().is_some_and(all_agree)
    }

    /// That everybody has agreed now, for the log.
    pub fn recorded(&mut self) -> Option<CallStep> {
        let on = self.records();
        let recording = self.recording.as_mut().filter(|recording| on && !recording.logged)?;
        recording.logged = true;
        let by = recording.by;
        self.author(by).map(|by| CallStep::Recorded { by })
    }

    /// Which of the browsers have a socket now.
    pub fn look(&mut self, now: Timestamp, here: &[PeerId]) {
        for peer in &mut self.peers {
            peer.away_since = if here.contains(&peer.id) { None } else { peer.away_since.or(Some(now)) };
        }
        if now.ms_since(self.looked_at) >= CHECK_MS / 2 {
            self.looked_at = now;
        }
    }

    /// Time went by: what becomes of it, if anything does.
    pub fn tick(&mut self, now: Timestamp) -> Option<CallEnd> {
        if self.looked_at.plus_ms(CHECK_MS) <= now || self.looked_at > now {
            self.looked_at = now;
        }
        let mut why = None;
        if self.peers.iter().any(|peer| peer.away_since.is_some_and(|since| since.plus_ms(AWAY_MS) <= now)) {
            self.drop_peers(|peer| peer.away_since.is_some_and(|since| since.plus_ms(AWAY_MS) <= now));
            why = Some(CallEnd::Lost);
        }
        let over = |ring: &Ring| ring.until_ms.is_some_and(|until| until <= now);
        if self.rings.iter().any(over) {
            self.rings.retain(|ring| !over(ring));
            why = why.or(Some(CallEnd::Unanswered));
        }
        why
    }

    /// Something else happened in the room: why the call ends by it, if it does.
    pub fn follow(&mut self, now: Timestamp, logged: &Logged) -> Option<CallEnd> {
        match logged {
            Logged::Closed { .. } => return Some(CallEnd::Closed),
            Logged::Passing { .. } | Logged::Reopened => self.ring(Rung::Offered, None),
            Logged::Answered { staff } | Logged::Returned { staff, .. } => {
                self.hush(|rung| rung == Rung::Offered);
                self.expect(now, staff.id);
            }
            Logged::Missed => {
                self.hush(|rung| rung == Rung::Offered);
                return Some(CallEnd::Unanswered);
            }
            Logged::Left { staff } => {
                self.leave(Author::Staff { staff: staff.id }, None);
                return Some(CallEnd::HungUp);
            }
            Logged::Raised
            | Logged::Said { .. }
            | Logged::Noted { .. }
            | Logged::Revised { .. }
            | Logged::Hidden
            | Logged::Shared { .. }
            | Logged::FileDeleted { .. }
            | Logged::Joined { .. }
            | Logged::Automatic { .. }
            | Logged::Closing { .. }
            | Logged::DetailsLeft { .. }
            | Logged::Call(_)
            | Logged::Unknown => {}
        }
        None
    }

    /// This member of staff is on their way into it, unless they are in it.
    fn expect(&mut self, now: Timestamp, staff: StaffId) {
        if !self.talkers().any(|peer| peer.author() == Author::Staff { staff }) {
            self.ring(Rung::Member { staff }, Some(now.plus_ms(JOIN_MS)));
        }
    }

    fn drop_peers(&mut self, which: impl Fn(&Peer) -> bool) {
        self.peers.retain(|peer| !which(peer));
        if self.recording.as_ref().is_some_and(|recording| self.author(recording.by).is_none()) {
            self.recording = None;
        }
    }

    /// Whether it goes on: two are in it, one of them who asked or is rung; or one waits for who is rung.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let visitor = self.talkers().any(|peer| peer.staff.is_none());
        let rings_visitor = self.rings.iter().any(|ring| ring.who == Rung::Visitor);
        let staff = self.talkers().any(|peer| peer.staff.is_some());
        let rings_staff = self.rings.iter().any(|ring| ring.who != Rung::Visitor);
        let begins = self.by == Author::Visitor && self.started_at.is_none();
        // The page of who began a call enquiry may come into it later than staff are rung.
        (visitor && (staff || rings_staff)) || (rings_visitor && (staff || (begins && rings_staff)))
    }

    /// Why it ends if it does now: who gives up before it began has cancelled it.
    #[must_use]
    pub fn hung_up_by(&self, who: Author) -> CallEnd {
        if self.started_at.is_none() && who == self.by { CallEnd::Cancelled } else { CallEnd::HungUp }
    }

    /// What the log says at its end.
    #[must_use]
    pub fn end(&self, now: Timestamp, Over { why, by }: Over) -> CallStep {
        let ms = self.started_at.map_or(0, |at| now.ms_since(at));
        CallStep::Ended { why, length_s: u32::try_from(ms / 1_000).unwrap_or(u32::MAX), by }
    }

    /// Whether a side sees another call than `before`.
    #[must_use]
    pub fn is_news_to(&self, side: Side, before: Option<&Self>) -> bool {
        before.is_none_or(|before| before.seen_by(side) != self.seen_by(side))
    }

    /// Counts what is another than `before`, for each side what it sees of it.
    pub fn revise(&mut self, before: Option<&Self>) {
        let [visitor, staff] = [Side::Visitor, Side::Staff].map(|side| self.is_news_to(side, before));
        self.revision = self.revision.saturating_add(u32::from(staff));
        self.unseen_changes = self.unseen_changes.saturating_add(u32::from(staff && !visitor));
    }

    fn revision_for(&self, side: Side) -> u32 {
        match side {
            Side::Visitor => self.revision.saturating_sub(self.unseen_changes),
            Side::Staff => self.revision,
        }
    }

    /// As one side sees it.
    #[must_use]
    pub fn seen_by(&self, side: Side) -> CallCard {
        let seen = self.peers.iter().filter(|peer| side == Side::Staff || !peer.unseen);
        CallCard {
            call: self.id,
            revision: self.revision_for(side),
            by: self.by,
            video: self.video,
            offered_at_ms: self.offered_at,
            started_at_ms: self.started_at,
            peers: seen.map(Peer::card).collect(),
            rings: self.rings.clone(),
            recording: self.recording.as_ref().map(|recording| RecordingCard {
                by: recording.by,
                agreed: recording.agreed.clone(),
                on: self.records(),
            }),
        }
    }
}

impl Peer {
    fn card(&self) -> PeerCard {
        let Self { id: peer, staff, listens, unseen, away_since, joins } = self.clone();
        PeerCard { peer, staff, listens, unseen, away: away_since.is_some(), joins }
    }
}
