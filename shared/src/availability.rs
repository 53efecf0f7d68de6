//! Whether a member of staff can be given work: what they chose, whether a dashboard of theirs is alive, and when they
//! last touched it. Sockets may vanish without a word (a closed lid, a lost network), so a connection is a lease that
//! signs of life renew, never a flag that a close event has to clear. Knows no sockets and no enquiries.

#[cfg(test)]
mod stories;

use crate::{card::Availability, quiet::Quiet, value::Timestamp};

/// After so long without a sign of life a dashboard is probed ([`crate::wire::PROBE`]). Dashboards ping every 10 s, but
/// browsers slow the timers of hidden tabs down to one a minute; a hidden tab still answers.
pub const PROBE_AFTER_MS: i64 = 20_000;

/// How long a sign of life counts: long enough for the answer to a probe, and a vanished tab is known as gone within 45 s
/// even if the alarm that looks after it comes 10 s late.
pub const LEASE_MS: i64 = 35_000;

/// How long a person whose last dashboard said goodbye still counts as there: a reload takes a few seconds, and must not
/// send their enquiries to somebody else.
pub const GRACE_MS: i64 = 10_000;

/// Without input for so long, a person is Idle: a talk on the phone fits into it, and nobody waits for them through lunch.
pub const IDLE_AFTER_MS: i64 = 10 * 60_000;

/// How long after their last input a person is at hand, so that their other devices needn't ring: a minute, and the time in
/// which a dashboard that tells of input once a minute tells of it again.
pub const AT_HAND_MS: i64 = 70_000;

/// What a person wants to be. Idle can't be chosen: it happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Ready for enquiries; what everybody is until they choose.
    #[default]
    Active,
    /// There, but not to be given more.
    Busy,
    /// As if not there.
    Offline,
}

impl From<Chosen> for Availability {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Active => Self::Active,
            Chosen::Busy => Self::Busy,
            Chosen::Offline => Self::Offline,
        }
    }
}

impl Chosen {
    /// The choice that this availability stands for; none for Idle.
    #[must_use]
    pub fn of(availability: Availability) -> Option<Self> {
        match availability {
            Availability::Active => Some(Self::Active),
            Availability::Busy => Some(Self::Busy),
            Availability::Offline => Some(Self::Offline),
            Availability::Idle => None,
        }
    }
}

/// What happens to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A dashboard of theirs opened its socket.
    Connect,
    /// A dashboard of theirs gave a sign of life then.
    Alive(Timestamp),
    /// The last of their dashboards said goodbye.
    Disconnect,
    /// Their dashboards are gone without a word: the server restarted.
    Lose,
    /// They signed out everywhere, or were signed out.
    SignOut,
    /// They touched mouse, keyboard or screen.
    Input,
    /// They look elsewhere: the dashboard that they touched is hidden, or another window is in front.
    Away,
    /// They chose.
    Choose(Chosen),
    /// Whether a browser of theirs is woken while they have no dashboard open, as they wish.
    Wakeable(bool),
    /// How it stands with their quiet hours.
    Quiet(Quiet),
    /// Time went by.
    Tick,
}

/// What changed. [`Event::is_kept`] ones are stored; the others come back with the sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// They chose.
    Chose(Chosen),
    /// They came.
    Connected {
        /// Until when, without further signs of life.
        until: Timestamp,
    },
    /// They are still there.
    Renewed {
        /// Until when, without further signs of life.
        until: Timestamp,
    },
    /// They are about to go.
    Leaving {
        /// If they don't come back before.
        until: Timestamp,
    },
    /// They were silent for long, and are asked whether they are still there.
    Probed,
    /// They went.
    Left,
    /// They touched something.
    Touched {
        /// When.
        at: Timestamp,
    },
    /// Whether they can be woken.
    Wakeable(bool),
    /// How it stands with their quiet hours. The clock and what they set bring it back.
    Quiet(Quiet),
    /// When they last touched a dashboard that is still in front of them; none if they look elsewhere.
    AtHand(Option<Timestamp>),
    /// Others see them as this from now on.
    Became(Availability),
}

impl Event {
    /// Whether it must survive a restart. Signs of life and input come every few seconds from everybody: writing them
    /// would cost more than all enquiries.
    #[must_use]
    pub fn is_kept(self) -> bool {
        match self {
            Self::Chose(_)
            | Self::Connected { .. }
            | Self::Leaving { .. }
            | Self::Left
            | Self::Wakeable(_)
            | Self::Became(_) => true,
            Self::Renewed { .. } | Self::Probed | Self::Touched { .. } | Self::Quiet(_) | Self::AtHand(_) => false,
        }
    }
}

/// What is stored of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What they chose.
    pub chosen: Chosen,
    /// Whether they were there.
    pub connected: bool,
    /// When their grace ends, if they were about to go.
    pub leaving: Option<Timestamp>,
    /// Whether they could be woken.
    pub wakeable: bool,
    /// As others saw them.
    pub availability: Availability,
}

/// What a person's open sockets know when the server wakes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sockets {
    /// The latest sign of life on any of them.
    pub last_sign: Option<Timestamp>,
    /// The latest input on any of them.
    pub last_input: Option<Timestamp>,
}

/// One member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    chosen: Chosen,
    /// Until when they count as there; none while they are gone.
    lease: Option<Timestamp>,
    /// Whether the lease ends a farewell, and was kept for that.
    leaving: bool,
    /// Whether they were probed since the last sign of life.
    probed: bool,
    last_input: Timestamp,
    at_hand: Option<Timestamp>,
    wakeable: bool,
    quiet: Quiet,
    availability: Availability,
}

impl Default for Person {
    fn default() -> Self {
        let kept = Kept {
            chosen: Chosen::default(),
            connected: false,
            leaving: None,
            wakeable: false,
            availability: Availability::Offline,
        };
        Self::wake(Timestamp::default(), kept, Sockets::default(), Quiet::default())
    }
}

impl Person {
    /// A person as the server finds them when it wakes. If they were there and have no socket, give them
    /// [`Command::Lose`] next.
    #[must_use]
    pub fn wake(now: Timestamp, kept: Kept, sockets: Sockets, quiet: Quiet) -> Self {
        let Kept { chosen, connected, leaving, wakeable, availability } = kept;
        let Sockets { last_sign, last_input } = sockets;
        // Never longer than before: a server that sleeps between its alarms would renew the lease of a vanished tab
        // each time it wakes.
        let lease = leaving.unwrap_or(last_sign.unwrap_or(now).plus_ms(LEASE_MS));
        let last_input = match availability {
            Availability::Idle => now.plus_ms(-IDLE_AFTER_MS),
            Availability::Active | Availability::Busy | Availability::Offline => last_input.unwrap_or(now),
        };
        let leaving = connected && leaving.is_some();
        let lease = connected.then_some(lease);
        Self { chosen, lease, leaving, probed: false, last_input, at_hand: None, wakeable, quiet, availability }
    }

    /// Whether a browser of theirs is woken while they have no dashboard open.
    #[must_use]
    pub fn is_wakeable(&self) -> bool {
        self.wakeable
    }

    /// How it stands with their quiet hours.
    #[must_use]
    pub fn quiet(&self) -> Quiet {
        self.quiet
    }

    /// Whether they have a dashboard in front of them: it rings, and nothing else of theirs has to.
    #[must_use]
    pub fn is_at_hand(&self, now: Timestamp) -> bool {
        let touched = self.at_hand.is_some_and(|at| now.ms_since(at) < AT_HAND_MS);
        touched && self.lease.is_some() && !self.leaving
    }

    /// As others see them. Changes with [`Event::Became`] only, so that everybody sees the same at any time.
    #[must_use]
    pub fn availability(&self) -> Availability {
        self.availability
    }

    /// Says what `command` changes at `now`. Changes nothing itself: store the events, then [`Person::apply`] them.
    #[must_use]
    pub fn decide(&self, now: Timestamp, command: Command) -> Vec<Event> {
        let mut events = match command {
            Command::Connect => self.come(now, now),
            Command::Alive(at) => self.come(now, at),
            Command::Disconnect => self.leave(now.plus_ms(GRACE_MS)),
            Command::Lose => self.leave(now.plus_ms(LEASE_MS)),
            Command::SignOut => self.lease.map(|_| Event::Left).into_iter().collect(),
            Command::Input => vec![Event::Touched { at: now }, Event::AtHand(Some(now))],
            Command::Away => self.at_hand.map(|_| Event::AtHand(None)).into_iter().collect(),
            Command::Choose(chosen) if chosen == self.chosen => vec![Event::Touched { at: now }],
            Command::Choose(chosen) => vec![Event::Chose(chosen), Event::Touched { at: now }],
            Command::Wakeable(wakeable) if wakeable == self.wakeable => vec![],
            Command::Wakeable(wakeable) => vec![Event::Wakeable(wakeable)],
            Command::Quiet(quiet) if quiet == self.quiet => vec![],
            Command::Quiet(quiet) => vec![Event::Quiet(quiet)],
            Command::Tick => match self.lease {
                Some(until) if until <= now => vec![Event::Left],
                Some(until) if !self.leaving && !self.probed && probe_at(until) <= now => vec![Event::Probed],
                Some(_) | None => vec![],
            },
        };
        let mut after = self.clone();
        for event in &events {
            after.apply(*event);
        }
        let availability = after.at(now);
        if availability != self.availability {
            events.push(Event::Became(availability));
        }
        events
    }

    /// A sign of life of `at`. Coming back after being gone counts as input: somebody opened the dashboard.
    fn come(&self, now: Timestamp, at: Timestamp) -> Vec<Event> {
        let until = at.plus_ms(LEASE_MS);
        match self.lease {
            _ if until <= now => vec![],
            None => vec![Event::Connected { until }, Event::Touched { at: now }],
            Some(_) if self.leaving => vec![Event::Connected { until }],
            Some(lease) if until > lease => vec![Event::Renewed { until }],
            Some(_) => vec![],
        }
    }

    fn leave(&self, until: Timestamp) -> Vec<Event> {
        self.lease
            .filter(|_| !self.leaving)
            .map(|lease| Event::Leaving { until: until.min(lease) })
            .into_iter()
            .collect()
    }

    /// Makes `event` true.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Chose(chosen) => self.chosen = chosen,
            Event::Connected { until } | Event::Renewed { until } => {
                (self.lease, self.leaving, self.probed) = (Some(until), false, false);
            }
            Event::Leaving { until } => (self.lease, self.leaving) = (Some(until), true),
            Event::Probed => self.probed = true,
            Event::Left => (self.lease, self.leaving) = (None, false),
            Event::Touched { at } => self.last_input = self.last_input.max(at),
            Event::Wakeable(wakeable) => self.wakeable = wakeable,
            Event::Quiet(quiet) => self.quiet = quiet,
            Event::AtHand(at) => self.at_hand = at,
            Event::Became(availability) => self.availability = availability,
        }
    }

    /// When a [`Command::Tick`] will have something to do.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        let may_idle = self.availability == Availability::Active && !self.can_be_woken();
        let idle = may_idle.then(|| self.last_input.plus_ms(IDLE_AFTER_MS));
        let silent = self.lease.map(|lease| if self.leaving || self.probed { lease } else { probe_at(lease) });
        let gone = silent.map(|silent| idle.map_or(silent, |idle| idle.min(silent)));
        gone.into_iter().chain(self.quiet.turns_at).min()
    }

    /// Whether a browser of theirs may be woken now.
    fn can_be_woken(&self) -> bool {
        self.wakeable && !self.quiet.is_now
    }

    fn at(&self, now: Timestamp) -> Availability {
        match self.chosen {
            // Where they are doesn't matter: they are woken there.
            _ if self.can_be_woken() => self.chosen.into(),
            _ if self.lease.is_none() => Availability::Offline,
            Chosen::Active if now.ms_since(self.last_input) >= IDLE_AFTER_MS => Availability::Idle,
            Chosen::Active | Chosen::Busy | Chosen::Offline => self.chosen.into(),
        }
    }
}

/// When somebody with this lease is asked whether they are still there.
fn probe_at(lease: Timestamp) -> Timestamp {
    lease.plus_ms(PROBE_AFTER_MS - LEASE_MS)
}
