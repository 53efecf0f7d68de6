//! Random stories: whatever is set, put off, finished, taken away and fired, through whatever crashes, everybody hears of each
//! time once, and nobody of what they may not see.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

const START: Timestamp = Timestamp::from_ms(1_700_000_000_000);

#[derive(Clone, Copy, Debug)]
enum Step {
    Set {
        by: u8,
        to: u8,
        in_ms: i64,
    },
    PutOff {
        which: usize,
        by: u8,
        to: u8,
        in_ms: i64,
    },
    Finish {
        which: usize,
        by: u8,
    },
    /// The right of somebody comes or goes.
    Right {
        of: u8,
        has: bool,
    },
    Remove {
        of: u8,
    },
    /// The alarm fires, a while later; twice, if the first time was not noted as done.
    Later {
        ms: i64,
        twice: bool,
    },
}

fn staff(number: u8) -> StaffId {
    StaffId::new(Timestamp::from_ms(1), [number; 10])
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = || 0..4u8;
    let step = prop_oneof![
        (who(), who(), 1..500i64).prop_map(|(by, to, in_ms)| Step::Set { by, to, in_ms }),
        (0..8usize, who(), who(), -50..500i64).prop_map(|(which, by, to, in_ms)| Step::PutOff { which, by, to, in_ms }),
        (0..8usize, who()).prop_map(|(which, by)| Step::Finish { which, by }),
        (who(), any::<bool>()).prop_map(|(of, has)| Step::Right { of, has }),
        who().prop_map(|of| Step::Remove { of }),
        (0..300i64, any::<bool>()).prop_map(|(ms, twice)| Step::Later { ms, twice }),
    ];
    prop::collection::vec(step, 1..60)
}

#[derive(Default)]
struct Story {
    kept: BTreeMap<ReminderId, Reminder>,
    blind: BTreeSet<StaffId>,
    removed: BTreeSet<StaffId>,
    now_ms: i64,
    /// What was told: which, to whom, of which time.
    told: Vec<(ReminderId, StaffId, Timestamp)>,
}

impl Story {
    fn now(&self) -> Timestamp {
        START.plus_ms(self.now_ms)
    }

    fn take(&mut self, step: Step, number: u8) {
        let now = self.now();
        let blind = self.blind.clone();
        let may = |who: StaffId| !blind.contains(&who);
        let at = |which: usize, story: &Self| story.kept.values().nth(which).cloned();
        match step {
            Step::Set { by, to, in_ms } => {
                let change = ChangeReminder { staff: Some(staff(to)), due_ms: now.plus_ms(in_ms), note: None };
                let set = SetReminder { reminder: ReminderId::new(now, [number; 10]), change };
                let made = Reminder::set(now, staff(by), EnquiryId::new(START, [1; 10]), set, may);
                assert_eq!(made.is_ok(), may(staff(to)));
                self.kept.extend(made.into_iter().map(|made| (made.reminder, made)));
            }
            Step::PutOff { which, by, to, in_ms } => {
                let Some(one) = at(which, self) else { return };
                let change = ChangeReminder { staff: Some(staff(to)), due_ms: now.plus_ms(in_ms), note: None };
                if let Ok(changed) = one.changed(now, staff(by), change, may) {
                    assert!(one.is_of(staff(by)) && in_ms > 0);
                    self.told.retain(|(told, _, due)| (*told, *due) != (one.reminder, changed.due_ms));
                    self.kept.insert(one.reminder, changed);
                }
            }
            Step::Finish { which, by } => {
                let Some(one) = at(which, self) else { return };
                self.kept.extend(one.done(now, staff(by)).into_iter().map(|done| (done.reminder, done)));
            }
            Step::Right { of, .. } if self.removed.contains(&staff(of)) => {}
            Step::Right { of, has } if has => drop(self.blind.remove(&staff(of))),
            Step::Right { of, .. } => drop(self.blind.insert(staff(of))),
            Step::Remove { of } => {
                self.removed.insert(staff(of));
                self.blind.insert(staff(of));
                let theirs = |one: &&mut Reminder| one.staff == staff(of) && one.state.is_undone();
                for one in self.kept.values_mut().filter(theirs) {
                    *one = one.left(now);
                }
            }
            Step::Later { ms, twice } => {
                self.now_ms += ms;
                for _ in 0..=u8::from(twice) {
                    self.fire();
                }
            }
        }
    }

    fn fire(&mut self) {
        let now = self.now();
        for one in self.kept.values_mut() {
            let Some(fired) = one.fired(now, |who| !self.blind.contains(&who)) else { continue };
            if fired.state == ReminderState::Due {
                assert!(!self.blind.contains(&fired.staff), "nobody hears of what they may not see");
                self.told.push((fired.reminder, fired.staff, fired.due_ms));
            } else {
                assert!(self.blind.contains(&one.staff) && self.blind.contains(&one.setter), "somebody could be told");
            }
            *one = fired;
        }
        let waits = |one: &&Reminder| one.state == ReminderState::Waiting && one.due_ms <= now;
        assert_eq!(self.kept.values().find(waits), None, "nothing is left over");
    }
}

proptest! {
    #[test]
    fn everybody_hears_of_each_time_once(steps in steps()) {
        let mut story = Story::default();
        for (step, number) in steps.into_iter().zip(0..) {
            story.take(step, number);
            let told: BTreeSet<_> = story.told.iter().collect();
            prop_assert_eq!(told.len(), story.told.len());
        }
    }
}
