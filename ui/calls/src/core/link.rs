//! What one connection with another browser does next: perfect negotiation (W3C WebRTC, 10.7), and when to look for another
//! way. It knows only what it is told; `crate::engine::link` does it.

use super::signal::Kind;

/// Where an exchange of descriptions stands, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exchange {
    /// Nothing is open.
    Stable,
    /// We offered, and wait for the answer.
    Offered,
    /// The other offered; we are about to answer.
    Asked,
    /// It is over.
    Closed,
}

impl Exchange {
    /// From the browser's word for it.
    pub(crate) fn from_text(text: &str) -> Self {
        match text {
            "stable" => Self::Stable,
            "have-local-offer" => Self::Offered,
            "closed" => Self::Closed,
            _ => Self::Asked,
        }
    }
}

/// What is done with a description that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// It is set, and answered if it is an offer. The browser takes our own offer back by itself if there is one.
    Set,
    /// It is left: ours goes first, or there is nothing that it answers.
    Leave,
}

/// Says what is done with a description that came.
pub(crate) const fn take(kind: Kind, exchange: Exchange, polite: bool) -> Take {
    match (kind, exchange) {
        (Kind::Offer, Exchange::Stable) | (Kind::Answer, Exchange::Offered) => Take::Set,
        (Kind::Offer, Exchange::Offered) if polite => Take::Set,
        (Kind::Offer | Kind::Answer, _) => Take::Leave,
    }
}

/// So long may a connection be broken before another way is looked for: most of those that break for less come back.
pub(crate) const BROKEN_MS: f64 = 3_000.0;
/// So long does an offer wait for its answer before it is sent again: what is sent to a browser that is away is lost.
pub(crate) const ANSWER_MS: f64 = 4_000.0;
/// So long does a new way get before the next is looked for.
pub(crate) const TRY_MS: f64 = 8_000.0;
/// After so long without anything, whoever waits is told.
pub(crate) const SILENT_MS: f64 = 30_000.0;

/// How it stands with the way to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It is being looked for.
    New,
    /// There.
    Open,
    /// Gone for now.
    Broken,
    /// Gone.
    Failed,
}

impl Way {
    /// From the browser's word for the state of ICE.
    pub(crate) fn from_text(text: &str) -> Self {
        match text {
            "connected" | "completed" => Self::Open,
            "disconnected" => Self::Broken,
            "failed" | "closed" => Self::Failed,
            _ => Self::New,
        }
    }
}

/// Keeps an eye on a connection. Times are milliseconds of a clock that only goes forward.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watch {
    way: Way,
    since: f64,
    tried: f64,
    offered: Option<f64>,
    /// When something arrived last.
    heard: f64,
    was_open: bool,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Nothing,
    /// Send the offer again.
    Again,
    /// Look for another way.
    Restart,
}

impl Watch {
    pub(crate) const fn new(now: f64) -> Self {
        Self { way: Way::New, since: now, tried: now, offered: None, heard: now, was_open: false }
    }

    /// The way is another.
    pub(crate) fn way(&mut self, way: Way, now: f64) {
        if self.way != way {
            (self.way, self.since) = (way, now);
        }
        if way == Way::Open {
            self.was_open = true;
            self.heard = now;
        }
    }

    /// An offer went out, or was answered.
    pub(crate) fn offered(&mut self, is: bool, now: f64) {
        self.offered = is.then_some(now);
    }

    /// Something arrived.
    pub(crate) fn heard(&mut self, now: f64) {
        self.heard = now;
    }

    pub(crate) fn restarted(&mut self, now: f64) {
        self.tried = now;
    }

    /// What it needs at `now`. Who is polite waits a second longer, so that not both begin.
    pub(crate) fn need(&self, now: f64, polite: bool) -> Need {
        if let Some(at) = self.offered {
            return if now - at >= ANSWER_MS { Need::Again } else { Need::Nothing };
        }
        let patience = if polite { 1_000.0 } else { 0.0 };
        let due = match self.way {
            Way::Open => false,
            Way::New => self.was_open && now - self.since >= TRY_MS + patience,
            Way::Broken => now - self.since >= BROKEN_MS + patience,
            Way::Failed => now - self.since >= patience,
        };
        // The first look at a way that has just broken is not held up by an older try.
        let tried = now - self.tried >= TRY_MS || self.tried < self.since;
        if due && tried { Need::Restart } else { Need::Nothing }
    }

    /// Whether one hears the other.
    pub(crate) fn is_open(&self) -> bool {
        self.way == Way::Open
    }

    /// Whether it was there, and isn't now.
    pub(crate) fn is_back_to_come(&self) -> bool {
        self.was_open && self.way != Way::Open
    }

    /// Whether nothing has come for so long that it has to be said.
    pub(crate) fn is_silent(&self, now: f64) -> bool {
        now - self.heard >= SILENT_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_offers_that_cross_the_impolite_ones_is_taken() {
        assert_eq!(take(Kind::Offer, Exchange::Offered, true), Take::Set);
        assert_eq!(take(Kind::Offer, Exchange::Offered, false), Take::Leave);
        for polite in [true, false] {
            assert_eq!(take(Kind::Offer, Exchange::Stable, polite), Take::Set);
            assert_eq!(take(Kind::Answer, Exchange::Offered, polite), Take::Set);
            // The second answer to an offer that was sent twice.
            assert_eq!(take(Kind::Answer, Exchange::Stable, polite), Take::Leave);
            assert_eq!(take(Kind::Offer, Exchange::Closed, polite), Take::Leave);
        }
    }

    #[test]
    fn another_way_is_looked_for_when_the_old_one_stays_broken() {
        let mut watch = Watch::new(0.0);
        watch.way(Way::Open, 1_000.0);
        assert_eq!(watch.need(90_000.0, false), Need::Nothing);
        watch.way(Way::Broken, 100_000.0);
        assert_eq!(watch.need(102_900.0, false), Need::Nothing);
        assert_eq!(watch.need(103_000.0, false), Need::Restart);
        assert_eq!((watch.need(103_000.0, true), watch.need(104_000.0, true)), (Need::Nothing, Need::Restart));
        watch.restarted(103_000.0);
        assert_eq!(watch.need(105_000.0, false), Need::Nothing);
        assert_eq!(watch.need(111_000.0, false), Need::Restart);
        watch.way(Way::Failed, 112_000.0);
        assert_eq!(watch.need(112_000.0, false), Need::Restart);
        watch.way(Way::Open, 113_000.0);
        assert_eq!((watch.need(114_000.0, false), watch.is_back_to_come()), (Need::Nothing, false));
    }

    #[test]
    fn an_offer_without_an_answer_is_sent_again() {
        let mut watch = Watch::new(0.0);
        watch.offered(true, 10.0);
        assert_eq!((watch.need(4_000.0, true), watch.need(4_010.0, true)), (Need::Nothing, Need::Again));
        watch.offered(true, 4_010.0);
        assert_eq!(watch.need(5_000.0, false), Need::Nothing);
        watch.offered(false, 5_000.0);
        assert_eq!(watch.need(60_000.0, false), Need::Nothing);
    }

    #[test]
    fn silence_is_told_after_half_a_minute() {
        let mut watch = Watch::new(0.0);
        watch.heard(5_000.0);
        assert!(!watch.is_silent(34_999.0) && watch.is_silent(35_000.0));
        watch.way(Way::Open, 36_000.0);
        assert!(!watch.is_silent(40_000.0));
    }
}
