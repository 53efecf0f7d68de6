//! Coming, going, reloading and falling idle, told.

use super::*;

const START: Timestamp = Timestamp::from_ms(1_700_000_000_000);

/// One person, a clock, and what is stored of them.
struct Story {
    now: Timestamp,
    person: Person,
    kept: Kept,
}

impl Story {
    fn begins() -> Self {
        let availability = Availability::Offline;
        let kept = Kept { chosen: Chosen::Active, connected: false, leaving: None, wakeable: false, availability };
        Self { now: START, person: Person::default(), kept }
    }

    fn does(&mut self, command: Command) -> &mut Self {
        for event in self.person.decide(self.now, command) {
            self.person.apply(event);
            match event {
                Event::Chose(chosen) => self.kept.chosen = chosen,
                Event::Connected { .. } => (self.kept.connected, self.kept.leaving) = (true, None),
                Event::Leaving { until } => self.kept.leaving = Some(until),
                Event::Left => (self.kept.connected, self.kept.leaving) = (false, None),
                Event::Wakeable(wakeable) => self.kept.wakeable = wakeable,
                Event::Became(availability) => self.kept.availability = availability,
                Event::Renewed { .. } | Event::Probed | Event::Touched { .. } | Event::Quiet(_) | Event::AtHand(_) => {
                    assert!(!event.is_kept());
                }
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
        self.person = Person::wake(self.now, self.kept, Sockets::default(), self.person.quiet());
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
    story.does(Command::Connect).pings_for(60).later(34).is(Active);
    story.later(10).is(Offline);
}

#[test]
fn a_reload_makes_nobody_offline_and_a_goodbye_does_so_in_10_seconds() {
    let mut story = Story::begins();
    story
        .does(Command::Connect)
        .does(Command::Disconnect)
        .later(9)
        .is(Active)
        .does(Command::Connect)
        .later(20)
        .is(Active);
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
    story.does(Command::Connect).restarts().is(Active).later(34).does(Command::Connect).pings_for(60).is(Active);
    story.restarts().later(10).restarts().later(24).is(Active).later(1).is(Offline);
}

#[test]
fn an_idle_person_is_still_idle_after_a_restart() {
    let mut story = Story::begins();
    story.does(Command::Connect).pings_for(700).is(Idle).restarts().is(Idle).does(Command::Connect).is(Idle);
}

#[test]
fn a_hidden_tab_that_answers_probes_stays_there() {
    let mut story = Story::begins();
    story.does(Command::Connect);
    for _ in 0..20 {
        assert_eq!(story.person.decide(story.now.plus_ms(PROBE_AFTER_MS), Command::Tick), [Event::Probed]);
        story.later(PROBE_AFTER_MS / 1_000);
        assert_eq!(story.person.decide(story.now, Command::Tick), [], "one probe is enough");
        story.does(Command::Alive(story.now)).is(Active);
    }
}

#[test]
fn a_server_that_sleeps_between_its_alarms_still_finds_out_who_vanished() {
    let mut story = Story::begins();
    story.does(Command::Connect).pings_for(60);
    let last_sign = Some(story.now);
    for _ in 0..3 {
        story.later(12);
        let sockets = Sockets { last_sign, last_input: last_sign };
        story.person = Person::wake(story.now, story.kept, sockets, story.person.quiet());
        story.does(Command::Tick);
    }
    story.is(Offline);
}

#[test]
fn who_can_be_woken_is_there_as_they_chose_wherever_they_are() {
    let mut ada = Story::begins();
    ada.is(Offline).does(Command::Wakeable(true)).is(Active).later(3_600).is(Active).restarts().is(Active);
    ada.does(Command::Choose(Chosen::Busy)).is(Busy).does(Command::Choose(Chosen::Offline)).is(Offline);
    ada.does(Command::Choose(Chosen::Active)).does(Command::Connect).is(Active).pings_for(700).is(Active);
    ada.does(Command::SignOut).is(Active).does(Command::Wakeable(false)).is(Offline);
}

#[test]
fn who_can_be_woken_no_more_is_idle_if_they_were_idle_all_the_while() {
    let mut ada = Story::begins();
    ada.does(Command::Connect).does(Command::Wakeable(true)).pings_for(700).is(Active);
    ada.does(Command::Wakeable(false)).is(Idle);
}
