//! Where one browser is in the calls of a room: rung, ringing, in one, or after one. Told what the room says and what the
//! person does, it gives what is to be sent. The room decides; this only never asks for less than what the person wants.

mod stage;
mod waits;

use shared::{
    api::ErrorCode,
    call::{CallCard, CallEnd, Ended, PeerCard, RecordStep, Ring, Rung},
    id::{CallId, PeerId, StaffId},
    value::Timestamp,
    wire::{Author, CallClientFrame},
};

pub(crate) use self::stage::{Over, Stage, Why};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Send this to the room.
    Send(CallClientFrame),
    /// Come into the call by itself: get the microphone, unless it is only to listen, and then [`Seat::join`].
    Enter {
        /// Only to listen.
        listens: bool,
    },
}

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Me {
    pub(crate) peer: PeerId,
    /// None for the visitor.
    pub(crate) staff: Option<StaffId>,
}

/// The call that this browser wants to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mine {
    call: CallId,
    /// It was offered from here, with a camera or without.
    offers: Option<bool>,
    listens: bool,
    /// The room has shown us in it.
    seen: bool,
    asks: Asks,
}

/// Whether we have asked to come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// It was said since whether we are in.
    Not,
    /// It wasn't said yet.
    Since,
    /// Nor has the room shown anything since its connection is there again.
    Blindly,
}

impl Mine {
    /// One that is about to be asked for.
    const fn new(call: CallId, offers: Option<bool>, listens: bool) -> Self {
        Self { call, offers, listens, seen: false, asks: Asks::Since }
    }
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) me: Me,
    card: Option<CallCard>,
    mine: Option<Mine>,
    /// The call that was hung up or declined here, whatever the room says yet.
    left: Option<CallId>,
    /// The call that this page was told to come into, while it gets the microphone.
    entering: Option<CallId>,
    /// What this tab was in before its page was loaded anew.
    was_in: Option<(CallId, bool)>,
    over: Option<Over>,
    /// Since when this page asks to come in while the same person is in by another one.
    vain: Option<Timestamp>,
    /// Something about recording was sent, and may be refused.
    recorded: bool,
    /// What was refused while the call goes on.
    pub(crate) refused: Option<ErrorCode>,
}

impl Seat {
    /// `was_in`: the call of this tab before its page was loaded anew, and whether it only listened.
    pub(crate) fn new(me: Me, was_in: Option<(CallId, bool)>) -> Self {
        Self {
            me,
            card: None,
            mine: None,
            left: None,
            entering: None,
            was_in,
            over: None,
            vain: None,
            recorded: false,
            refused: None,
        }
    }

    /// The call as the room shows it; none that was left.
    pub(crate) fn card(&self) -> Option<&CallCard> {
        self.card.as_ref()
    }

    /// The same, if this browser is in it.
    pub(crate) fn inside(&self) -> Option<&CallCard> {
        let mine = self.mine?;
        self.card.as_ref().filter(|card| card.call == mine.call && self.is_in(card))
    }

    pub(crate) fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// The call that this browser wants to be in, and whether it only listens.
    pub(crate) fn wanted(&self) -> Option<(CallId, bool)> {
        self.mine.map(|mine| (mine.call, mine.listens))
    }

    /// Which of the peers this browser is.
    pub(crate) fn own(&self) -> Option<&PeerCard> {
        self.card.as_ref()?.peers.iter().find(|peer| peer.peer == self.me.peer)
    }

    fn is_in(&self, card: &CallCard) -> bool {
        card.peers.iter().any(|peer| peer.peer == self.me.peer)
    }

    fn is_in_elsewhere(&self, card: &CallCard) -> bool {
        let same = |peer: &PeerCard| peer.staff.as_ref().map(|staff| staff.id) == self.me.staff;
        card.peers.iter().any(|peer| peer.peer != self.me.peer && same(peer))
    }

    fn is_rung(&self, card: &CallCard) -> bool {
        self.ring_in(card).is_some()
    }

    fn ring_in<'a>(&self, card: &'a CallCard) -> Option<&'a Ring> {
        card.rings.iter().find(|ring| match ring.who {
            Rung::Visitor => self.me.staff.is_none(),
            Rung::Staff => self.me.staff.is_some(),
            Rung::Member { staff } => self.me.staff == Some(staff),
            Rung::Offered => false,
        })
    }

    /// What rings here, and until when by the server's clock.
    pub(crate) fn ring(&self) -> Option<(CallId, Option<Timestamp>)> {
        let card = self.card.as_ref().filter(|_| matches!(self.stage(), Stage::Rings { .. }))?;
        self.ring_in(card).map(|ring| (card.call, ring.until_ms))
    }

    /// Takes what the room shows. A card that is older than the known one is left.
    pub(crate) fn hear(&mut self, card: Option<CallCard>, ended: Option<Ended>, now: Timestamp) -> Vec<Doing> {
        if let (Some(known), Some(new)) = (&self.card, &card)
            && known.call == new.call
            && known.revision > new.revision
        {
            return Vec::new();
        }
        if let Some(ended) = ended {
            self.ends(ended, now);
        }
        self.card = card;
        let Some(card) = self.card.clone() else {
            // One that was offered a moment ago may not be known yet.
            if self.mine.is_some_and(|mine| mine.seen) {
                self.gone(Why::Ended(CallEnd::Lost), now);
            }
            return Vec::new();
        };
        self.follow(&card)
    }

    /// Does what a card asks of this browser.
    fn follow(&mut self, card: &CallCard) -> Vec<Doing> {
        // The next call rings, whatever is still said of the last one.
        if self.left != Some(card.call) && self.is_rung(card) {
            self.over = None;
        }
        if self.left == Some(card.call) {
            // It was hung up while the room couldn't hear it.
            return if self.is_in(card) { vec![leave(card.call)] } else { Vec::new() };
        }
        let Some(mine) = &mut self.mine else { return self.comes_by_itself(card) };
        if mine.call != card.call {
            // Both sides offered one: there is the other's, and this person wanted a call, too.
            if mine.offers.is_some() && !mine.seen {
                *mine = Mine { call: card.call, offers: None, asks: Asks::Since, ..*mine };
                return if self.is_in(card) { self.follow(card) } else { vec![join(card.call, self.me.peer, false)] };
            }
            self.mine = None;
            return self.comes_by_itself(card);
        }
        if mine.asks == Asks::Blindly {
            mine.asks = Asks::Since;
        }
        if card.peers.iter().any(|peer| peer.peer == self.me.peer) {
            (mine.seen, mine.asks, self.entering, self.vain) = (true, Asks::Not, None, None);
            return Vec::new();
        }
        if !mine.seen || mine.asks != Asks::Not {
            return Vec::new();
        }
        // It was taken over by another page of the same person, or we were away for too long.
        if self.is_in_elsewhere(card) {
            self.mine = None;
            return Vec::new();
        }
        self.again(Asks::Since)
    }

    /// Whether this page comes in unasked: because its tab was in it, is rung as somebody on their way, or called.
    fn comes_by_itself(&mut self, card: &CallCard) -> Vec<Doing> {
        if self.entering == Some(card.call) {
            return Vec::new();
        }
        let was_in = self.was_in.take().filter(|(call, _)| *call == card.call);
        let called = self.me.staff.is_none() && card.by == Author::Visitor && !self.is_in_elsewhere(card);
        let comes = was_in.is_some()
            || card.rings.iter().any(|ring| match ring.who {
                Rung::Member { staff } => self.me.staff == Some(staff),
                // Who called is on their way, however quick the answer was.
                Rung::Offered | Rung::Visitor => called,
                Rung::Staff => false,
            });
        if !comes {
            return Vec::new();
        }
        self.entering = Some(card.call);
        vec![Doing::Enter { listens: was_in.is_some_and(|(_, listens)| listens) }]
    }

    fn ends(&mut self, ended: Ended, now: Timestamp) {
        let Some(card) = self.card.clone().filter(|card| card.call == ended.call) else {
            if self.mine.is_some_and(|mine| mine.call == ended.call) {
                self.gone(Why::Ended(ended.why), now);
            }
            return;
        };
        if self.mine.is_some_and(|mine| mine.call == ended.call) {
            self.gone(Why::Ended(ended.why), now);
        } else if self.left != Some(card.call) && self.is_rung(&card) {
            let missed = !matches!(ended.why, CallEnd::Declined);
            self.over = missed.then_some(Over {
                why: Why::Ended(ended.why),
                length_ms: 0,
                by_me: false,
                missed,
                offered: false,
                open: false,
            });
        }
        self.entering = None;
    }

    /// It is over for who was in it.
    fn gone(&mut self, why: Why, now: Timestamp) {
        let Some(mine) = self.mine.take() else { return };
        self.entering = None;
        let length_ms = self.length_ms(mine.call, now);
        let (offered, open) = self.began(mine);
        self.over = Some(Over { why, length_ms, by_me: false, missed: false, offered, open });
    }

    /// Whether a call was offered by this person, and whether it rings those to whom their enquiry is offered.
    fn began(&self, mine: Mine) -> (bool, bool) {
        let card = self.card.as_ref().filter(|card| card.call == mine.call);
        let is_ours = |card: &CallCard| card.by.staff() == self.me.staff;
        let open = |card: &CallCard| card.rings.iter().any(|ring| ring.who == Rung::Offered);
        (mine.offers.is_some() || card.is_some_and(is_ours), card.is_some_and(open))
    }

    fn length_ms(&self, call: CallId, now: Timestamp) -> i64 {
        let card = self.card.as_ref().filter(|card| card.call == call);
        card.and_then(|card| card.started_at_ms).map_or(0, |since| now.ms_since(since))
    }

    /// Offers a call; where there is one, comes into it.
    pub(crate) fn offer(&mut self, call: CallId, video: bool) -> Vec<Doing> {
        if self.mine.is_some() {
            return Vec::new();
        }
        if self.card.is_some() {
            return self.join(false);
        }
        self.clear();
        self.mine = Some(Mine::new(call, Some(video), false));
        vec![offer(call, self.me.peer, video)]
    }

    /// Comes into the call that there is.
    pub(crate) fn join(&mut self, listens: bool) -> Vec<Doing> {
        let Some(call) = self.card.as_ref().map(|card| card.call) else { return Vec::new() };
        self.clear();
        self.mine = Some(Mine::new(call, None, listens));
        vec![join(call, self.me.peer, listens)]
    }

    fn clear(&mut self) {
        (self.left, self.over, self.refused, self.entering, self.recorded) = (None, None, None, None, false);
    }

    /// Doesn't want the call that rings.
    pub(crate) fn decline(&mut self) -> Vec<Doing> {
        let Some(card) = &self.card else { return Vec::new() };
        self.left = Some(card.call);
        vec![Doing::Send(CallClientFrame::Decline { call: card.call })]
    }

    /// Hangs up.
    pub(crate) fn leave(&mut self, now: Timestamp) -> Vec<Doing> {
        let Some(mine) = self.mine.take() else { return Vec::new() };
        let length_ms = self.length_ms(mine.call, now);
        let why = if length_ms > 0 { CallEnd::HungUp } else { CallEnd::Cancelled };
        self.left = Some(mine.call);
        let (offered, open) = self.began(mine);
        self.over = Some(Over { why: Why::Ended(why), length_ms, by_me: true, missed: false, offered, open });
        vec![leave(mine.call)]
    }

    /// What is said of the one that is over was read.
    pub(crate) fn dismiss(&mut self) {
        self.over = None;
    }

    /// Something about recording.
    pub(crate) fn record(&mut self, step: RecordStep) -> Vec<Doing> {
        self.refused = None;
        let Some(call) = self.inside().map(|card| card.call) else { return Vec::new() };
        self.recorded = true;
        vec![Doing::Send(CallClientFrame::Record { call, step })]
    }

    /// The room's connection is there again: it is told what this browser wants, for it may have missed it.
    pub(crate) fn connected(&mut self) -> Vec<Doing> {
        if let Some(card) = self.card.as_ref().filter(|card| self.left == Some(card.call)) {
            let rung = self.is_rung(card);
            return match (self.is_in(card), rung) {
                (true, _) => vec![leave(card.call)],
                (false, true) => vec![Doing::Send(CallClientFrame::Decline { call: card.call })],
                (false, false) => Vec::new(),
            };
        }
        self.again(Asks::Blindly)
    }

    /// What is known is from before the connection was lost, and nothing newer came: there is no call any more.
    pub(crate) fn forget_stale(&mut self) {
        if self.mine.is_none() {
            self.card = None;
        }
    }

    fn again(&mut self, asks: Asks) -> Vec<Doing> {
        let peer = self.me.peer;
        let Some(mine) = &mut self.mine else { return Vec::new() };
        mine.asks = asks;
        match mine.offers {
            Some(video) if !mine.seen => vec![offer(mine.call, peer, video)],
            Some(_) | None => vec![join(mine.call, peer, mine.listens)],
        }
    }
}

fn offer(call: CallId, peer: PeerId, video: bool) -> Doing {
    Doing::Send(CallClientFrame::Offer { call, peer, video })
}

fn join(call: CallId, peer: PeerId, listens: bool) -> Doing {
    Doing::Send(CallClientFrame::Join { call, peer, listens })
}

fn leave(call: CallId) -> Doing {
    Doing::Send(CallClientFrame::Leave { call })
}

#[cfg(test)]
mod tests;
