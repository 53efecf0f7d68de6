//! Whether a member of staff can be given work: what they chose, whether a dashboard of theirs is alive, and when they
//! last touched it. Sockets may vanish without a word (a closed lid, a lost network), so a connection is a lease that
//! signs of life renew, never a flag that a close event has to clear. Knows no sockets and no enquiries.

use crate::{card::Availability, value::Timestamp};

/// How long a sign of life counts. A dashboard pings every 10 s ([`crate::wire::PING_EVERY_MS`]): two may get lost. And
/// a vanished one is known as gone within 45 s even if the alarm that looks after it comes 20 s late.
pub const LEASE_MS: i64 = 25_000;

/// How long a person whose last dashboard said goodbye still counts as there: a reload takes a few seconds, and must not
/// send their enquiries to somebody else.
pub const GRACE_MS: i64 = 10_000;

/// Without input for so long, a person is Idle (design: 10 minutes).
pub const IDLE_AFTER_MS: i64 = 10 * 60_000;

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
    /// They chose.
    Choose(Chosen),
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
    /// They went.
    Left,
    /// They touched something.
    Touched {
        /// When.
        at: Timestamp,
    },
    /// Others see them as this from now on.
    Became(Availability),
}

impl Event {
    /// Whether it must survive a restart. Signs of life and input come every few seconds from everybody: writing them
    /// would cost more than all enquiries.
    #[must_use]
    pub fn is_kept(self) -> bool {
        match self {
            Self::Chose(_) | Self::Connected { .. } | Self::Leaving { .. } | Self::Left | Self::Became(_) => true,
            Self::Renewed { .. } | Self::Touched { .. } => false,
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
    /// As others saw them.
    pub availability: Availability,
}

/// One member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    chosen: Chosen,
    /// Until when they count as there; none while they are gone.
    lease: Option<Timestamp>,
    /// Whether the lease ends a farewell, and was kept for that.
    leaving: bool,
    last_input: Timestamp,
    availability: Availability,
}

impl Default for Presence {
    fn default() -> Self {
        let never = Timestamp::default();
        let chosen = Chosen::default();
        Self { chosen, lease: None, leaving: false, last_input: never, availability: Availability::Offline }
    }
}

impl Presence {
    /// A person as the server finds them when it wakes: `kept`, and the last input that their sockets know of. Give it
    /// their sockets' signs of life next, or [`Command::Lose`] if they have none.
    #[must_use]
    pub fn wake(now: Timestamp, kept: Kept, last_input: Option<Timestamp>) -> Self {
        let Kept { chosen, connected, leaving, availability } = kept;
        let lease = connected.then(|| leaving.unwrap_or(now.plus_ms(LEASE_MS)));
        let last_input = match availability {
            Availability::Idle => now.plus_ms(-IDLE_AFTER_MS),
            Availability::Active | Availability::Busy | Availability::Offline => last_input.unwrap_or(now),
        };
        Self { chosen, lease, leaving: connected && leaving.is_some(), last_input, availability }
    }

    /// As others see them. Changes with [`Event::Became`] only, so that everybody sees the same at any time.
    #[must_use]
    pub fn availability(&self) -> Availability {
        self.availability
    }

    /// Says what `command` changes at `now`. Changes nothing itself: store the events, then [`Presence::apply`] them.
    #[must_use]
    pub fn decide(&self, now: Timestamp, command: Command) -> Vec<Event> {
        let mut events = match command {
            Command::Connect => self.come(now, now),
            Command::Alive(at) => self.come(now, at),
            Command::Disconnect => self.leave(now.plus_ms(GRACE_MS)),
            Command::Lose => self.leave(now.plus_ms(LEASE_MS)),
            Command::SignOut => self.lease.map(|_| Event::Left).into_iter().collect(),
            Command::Input => vec![Event::Touched { at: now }],
            Command::Choose(chosen) if chosen == self.chosen => vec![Event::Touched { at: now }],
            Command::Choose(chosen) => vec![Event::Chose(chosen), Event::Touched { at: now }],
            Command::Tick if self.lease.is_some_and(|until| until <= now) => vec![Event::Left],
            Command::Tick => vec![],
        };
        let mut after = self.clone();
        events.iter().for_each(|event| after.apply(*event));
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
        self.lease.filter(|_| !self.leaving).map(|lease| Event::Leaving { until: until.min(lease) }).into_iter().collect()
    }

    /// Makes `event` true.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Chose(chosen) => self.chosen = chosen,
            Event::Connected { until } | Event::Renewed { until } => (self.lease, self.leaving) = (Some(until), false),
            Event::Leaving { until } => (self.lease, self.leaving) = (Some(until), true),
            Event::Left => (self.lease, self.leaving) = (None, false),
            Event::Touched { at } => self.last_input = self.last_input.max(at),
            Event::Became(availability) => self.availability = availability,
        }
    }

    /// When a [`Command::Tick`] will have something to do.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        let idle = (self.availability == Availability::Active).then(|| self.last_input.plus_ms(IDLE_AFTER_MS));
        self.lease.map(|lease| idle.map_or(lease, |idle| idle.min(lease)))
    }

    fn at(&self, now: Timestamp) -> Availability {
        match self.chosen {
            _ if self.lease.is_none() => Availability::Offline,
            Chosen::Active if now.ms_since(self.last_input) >= IDLE_AFTER_MS => Availability::Idle,
            chosen => chosen.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_ms(1_700_000_000_000);

    /// One person, a clock, and what is stored of them.
    struct Story {
        now: Timestamp,
        person: Presence,
        kept: Kept,
    }

    impl Story {
        fn begins() -> Self {
            let availability = Availability::Offline;
            let kept = Kept { chosen: Chosen::Active, connected: false, leaving: None, availability };
            Self { now: START, person: Presence::default(), kept }
        }

        fn does(&mut self, command: Command) -> &mut Self {
            for event in self.person.decide(self.now, command) {
                self.person.apply(event);
                match event {
                    Event::Chose(chosen) => self.kept.chosen = chosen,
                    Event::Connected { .. } => (self.kept.connected, self.kept.leaving) = (true, None),
                    Event::Leaving { until } => self.kept.leaving = Some(until),
                    Event::Left => (self.kept.connected, self.kept.leaving) = (false, None),
                    Event::Became(availability) => self.kept.availability = availability,
                    Event::Renewed { .. } | Event::Touched { .. } => assert!(!event.is_kept()),
                }
            }
            assert!(self.person.wake_at().is_none_or(|at| at > self.now || command != Command::Tick), "wakes for nothing");
            self
        }

        /// The clock goes on, and an alarm comes whenever one was wished for.
        fn later(&mut self, seconds: i64) -> &mut Self {
            let then = self.now.plus_ms(seconds * 1_000);
            while let Some(at) = self.person.wake_at().filter(|at| *at <= then) {
                self.now = self.now.max(at);
                self.does(Command::Tick);
            }
            self.now = then;
            self
        }

        fn pings_for(&mut self, seconds: i64) -> &mut Self {
            for _ in 0..seconds / 10 {
                self.later(10);
                self.does(Command::Alive(self.now));
            }
            self
        }

        fn restarts(&mut self) -> &mut Self {
            self.person = Presence::wake(self.now, self.kept, None);
            self.does(Command::Lose)
        }

        fn is(&mut self, availability: Availability) -> &mut Self {
            assert_eq!(self.person.availability(), availability, "{} s in", self.now.ms_since(START) / 1_000);
            self
        }
    }

    use Availability::{Active, Busy, Idle, Offline};

    #[test]
    fn who_opens_the_dashboard_is_active_and_who_pings_stays_so() {
        Story::begins().is(Offline).does(Command::Connect).is(Active).pings_for(300).is(Active);
    }

    #[test]
    fn a_vanished_tab_is_offline_within_45_seconds() {
        let mut story = Story::begins();
        story.does(Command::Connect).pings_for(60).later(24).is(Active);
        story.later(20).is(Offline);
    }

    #[test]
    fn a_reload_makes_nobody_offline_and_a_goodbye_does_so_in_10_seconds() {
        let mut story = Story::begins();
        story.does(Command::Connect).does(Command::Disconnect).later(9).is(Active).does(Command::Connect).later(20).is(Active);
        story.does(Command::Disconnect).later(10).is(Offline);
    }

    #[test]
    fn signing_out_takes_effect_at_once() {
        Story::begins().does(Command::Connect).does(Command::SignOut).is(Offline);
    }

    #[test]
    fn ten_minutes_without_input_make_idle_and_input_makes_active_again() {
        let mut story = Story::begins();
        story.does(Command::Connect).pings_for(590).is(Active).pings_for(20).is(Idle);
        story.does(Command::Input).is(Active).pings_for(590).is(Active).pings_for(10).is(Idle);
    }

    #[test]
    fn a_short_break_of_the_network_does_not_wake_an_idle_person() {
        let mut story = Story::begins();
        story.does(Command::Connect).pings_for(700).is(Idle).later(20).does(Command::Connect).is(Idle);
        story.later(60).is(Offline).does(Command::Connect).is(Active);
    }

    #[test]
    fn what_a_person_chose_stays_over_sign_out() {
        let mut story = Story::begins();
        story.does(Command::Connect).does(Command::Choose(Chosen::Busy)).is(Busy).pings_for(700).is(Busy);
        story.does(Command::SignOut).is(Offline).later(3_600).does(Command::Connect).is(Busy);
        story.does(Command::Choose(Chosen::Offline)).is(Offline).does(Command::Choose(Chosen::Active)).is(Active);
    }

    #[test]
    fn after_a_restart_people_have_one_lease_to_come_back() {
        let mut story = Story::begins();
        story.does(Command::Connect).restarts().is(Active).later(24).does(Command::Connect).pings_for(60).is(Active);
        story.restarts().later(10).restarts().later(14).is(Active).later(1).is(Offline);
    }

    #[test]
    fn an_idle_person_is_still_idle_after_a_restart() {
        let mut story = Story::begins();
        story.does(Command::Connect).pings_for(700).is(Idle).restarts().is(Idle).does(Command::Connect).is(Idle);
    }
}
