//! Random stories: whatever people do, in whatever order, what [`Story`] checks after each step holds. A failing story
//! is shown shortened; keep it as a named test in `stories.rs`.

use proptest::prelude::*;

use super::story::{Story, on, person, saying, schedule, staff, tag};
use crate::{
    api::{Former, TakeOver, TransferEnquiry},
    availability::{self, Chosen},
    call::CallSign,
    card::{ClosedBy, Entry, IfNobody, Mode, Phase, Reach, Role},
    enquiry::Act,
    id::StaffId,
    permission::{Archive, may},
    setup::{destination::Manner, messages::Messages},
};

const AGENTS: [&str; 4] = ["ada", "ben", "cleo", "dan"];
const VISITORS: [&str; 3] = ["vera", "walt", "xenia"];

#[derive(Clone, Debug)]
enum Step {
    Later(i64),
    Staff(&'static str, availability::Command),
    Vanish(&'static str),
    /// In writing, or by a call.
    Raise(&'static str, Entry, Mode),
    /// The room tells how it stands with its call.
    Ring(Option<CallSign>),
    /// Makes the n-th enquiry that was raised the one that the story is about.
    Turn(usize),
    Take(&'static str),
    Transfer(&'static str, TransferEnquiry),
    TakeBack(&'static str),
    Decline(&'static str),
    TakeOver(&'static str, Option<&'static str>, Former),
    /// Sees more or less from now on.
    Reach(&'static str, Reach),
    Invite(&'static str, &'static str),
    Leave(&'static str, &'static str),
    /// Puts a label on, or takes it off.
    Label(&'static str, &'static str, bool),
    /// The owner has other labels from now on, and requires one or not.
    Relabel(bool, u8),
    Block(&'static str),
    Forget(&'static str),
    Write,
    Speak,
    Ask,
    ReportAgain,
    Close,
    Remove(&'static str),
    Limit(&'static str, Option<u32>),
    /// Everybody's hours and languages are other ones from now on.
    Rearrange,
    /// Rooms say something else by themselves from now on.
    Reword(u8),
    Move,
    Restart,
}

fn someone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["ada", "ben", "cleo", "dan", "sue"])
}

fn step() -> impl Strategy<Value = Step> {
    use availability::Command as C;
    let entry = prop::sample::select(vec![
        tag("sales"),
        tag("support"),
        tag("care"),
        tag("club"),
        person("ada"),
        person("dan"),
        person("sue"),
    ]);
    let does = prop::sample::select(vec![
        C::Connect,
        C::Connect,
        C::Disconnect,
        C::SignOut,
        C::Input,
        C::Choose(Chosen::Active),
        C::Choose(Chosen::Busy),
        C::Choose(Chosen::Offline),
        C::Wakeable(true),
        C::Wakeable(false),
    ]);
    prop_oneof![
        6 => prop::sample::select(vec![1_i64, 5, 30, 60, 90, 700]).prop_map(Step::Later),
        6 => (someone(), does).prop_map(|(who, command)| Step::Staff(who, command)),
        1 => someone().prop_map(Step::Vanish),
        6 => (prop::sample::select(VISITORS.to_vec()), entry.clone(), prop::bool::weighted(0.3)).prop_map(|(visitor, entry, calls)| {
            Step::Raise(visitor, entry, if calls { Mode::Call } else { Mode::Chat })
        }),
        4 => any::<prop::sample::Index>().prop_map(|index| Step::Turn(index.index(64))),
        8 => someone().prop_map(Step::Take),
        6 => (someone(), entry, any::<bool>(), any::<bool>()).prop_map(|(who, to, blind, keep_sight)| {
            let if_nobody = if blind { IfNobody::Blind } else { IfNobody::Loopback };
            Step::Transfer(who, TransferEnquiry { to, note: None, if_nobody, keep_sight })
        }),
        1 => someone().prop_map(Step::TakeBack),
        3 => someone().prop_map(Step::Decline),
        3 => (someone(), prop::option::of(someone()), any::<bool>()).prop_map(|(who, from, leaves)| {
            Step::TakeOver(who, from, if leaves { Former::Leaves } else { Former::Guest })
        }),
        1 => (someone(), prop::sample::select(vec![Reach::Own, Reach::Team, Reach::All]))
            .prop_map(|(who, reach)| Step::Reach(who, reach)),
        2 => (someone(), someone()).prop_map(|(by, who)| Step::Invite(by, who)),
        1 => (someone(), someone()).prop_map(|(by, who)| Step::Leave(by, who)),
        3 => (someone(), prop::sample::select(vec!["refund", "bug", "gone"]), any::<bool>())
            .prop_map(|(by, which, put)| Step::Label(by, which, put)),
        1 => (any::<bool>(), 0..3_u8).prop_map(|(required, which)| Step::Relabel(required, which)),
        1 => prop::sample::select(VISITORS.to_vec()).prop_map(Step::Block),
        1 => prop::sample::select(VISITORS.to_vec()).prop_map(Step::Forget),
        4 => Just(Step::Write),
        3 => Just(Step::Speak),
        3 => prop::sample::select(vec![None, Some(CallSign::Rings), Some(CallSign::Ongoing)]).prop_map(Step::Ring),
        1 => Just(Step::Ask),
        1 => Just(Step::ReportAgain),
        3 => Just(Step::Close),
        1 => prop::sample::select(AGENTS.to_vec()).prop_map(Step::Remove),
        2 => (someone(), prop::sample::select(vec![None, Some(1), Some(1), Some(2)]))
            .prop_map(|(who, rooms)| Step::Limit(who, rooms)),
        1 => Just(Step::Rearrange),
        1 => (0..4_u8).prop_map(Step::Reword),
        1 => Just(Step::Move),
        1 => Just(Step::Restart),
    ]
}

/// Sets of messages that differ.
fn words(which: u8) -> Vec<Messages> {
    let general = Messages { welcome: saying(&format!("Hello {which}")), ..Messages::named("All") };
    let Entry::Tag { tag } = tag("sales") else { return vec![] };
    let sales = Messages { tags: vec![tag], waiting: saying("{people} can see this"), ..Messages::named("Sales") };
    match which {
        0 => vec![],
        1 => vec![general],
        2 => vec![sales],
        _ => vec![sales, general],
    }
}

fn relabel(story: &mut Story, required: bool, which: u8) {
    match which {
        0 => story.has_labels(["refund", "bug"]),
        1 => story.has_labels(["!refund", "bug", "gone"]),
        _ => story.has_labels([]),
    };
    story.requires_labels(required);
}

/// A service with four tags, each of another kind, of which three can be called.
fn service() -> Story {
    let mut story = Story::of(AGENTS)
        .tag("sales", [on(["ada", "ben"]).waits(60), on(["cleo"]).waits(30)])
        .tag("support", [on(["dan"]), on(["ben", "dan"]).waits(5)])
        .schedule("day", "08:00-23:00")
        .tag(
            "care",
            [on(["ada", "ben", "cleo"]).asks(Manner::InOrder).waits(10), on(["cleo", "dan"]).asks(Manner::PickUp)],
        )
        .tag(
            "club",
            [
                on([]).sticky(1),
                on(["ada", "dan"]).asks(Manner::PickUp).share(40),
                on(["ben", "cleo", "sue"]).asks(Manner::InOrder).share(60),
                on(["dan"]).speaks("ja").during("day"),
                on(["cleo", "ben"]).waits(5),
            ],
        );
    story.directory(|directory| {
        directory.tags.iter_mut().skip(1).for_each(|tag| tag.settings.calls = true);
        directory.staff.values_mut().for_each(|member| member.calls = member.role == Role::Agent);
    });
    story
}

fn tell(steps: Vec<Step>) -> Story {
    let mut story = service();
    let mut raised = Vec::new();
    for step in steps {
        match step {
            Step::Later(seconds) => drop(story.later(seconds)),
            Step::Staff(who, command) => drop(story.does(staff(who), command)),
            Step::Vanish(who) => drop(story.vanishes(who)),
            Step::Raise(visitor, entry, mode) => {
                story.mode = mode;
                story.raises_in(visitor, entry, if visitor == "vera" { "ja" } else { "en" }, "JP");
                raised.extend(story.current);
            }
            Step::Remove(who) => {
                story.directory(|directory| drop(directory.staff.remove(&staff(who))));
            }
            Step::Move => {
                story.directory(|directory| {
                    directory.tags.iter_mut().for_each(|tag| tag.destinations.rotate_left(1));
                });
            }
            Step::Limit(who, rooms) => {
                story.directory(|directory| {
                    if let Some(member) = directory.staff.get_mut(&staff(who)) {
                        member.max_rooms = rooms;
                    }
                });
            }
            Step::Reach(who, reach) => {
                story.directory(|directory| {
                    if let Some(member) = directory.staff.get_mut(&staff(who)) {
                        member.reach = reach;
                    }
                });
            }
            Step::Rearrange => {
                story.directory(|directory| {
                    let day = schedule("day");
                    directory.hours = directory.hours.is_none().then_some(day);
                    for destination in directory.tags.iter_mut().flat_map(|tag| &mut tag.destinations) {
                        destination.settings.manner = match destination.settings.manner {
                            Manner::All => Manner::InOrder,
                            Manner::InOrder => Manner::PickUp,
                            Manner::PickUp => Manner::All,
                        };
                    }
                });
            }
            Step::Reword(which) => drop(story.directory(|directory| directory.messages = words(which))),
            Step::Relabel(required, which) => relabel(&mut story, required, which),
            Step::Restart => drop(story.restarts()),
            Step::Block(visitor) => drop(story.blocks("sue", visitor)),
            Step::Forget(visitor) => drop(story.is_forgotten(visitor)),
            Step::Turn(n) => {
                if let Some(id) = raised.get(n % raised.len().max(1)) {
                    story.current = Some(*id);
                }
            }
            Step::Take(_)
            | Step::Transfer(..)
            | Step::TakeBack(_)
            | Step::Decline(_)
            | Step::TakeOver(..)
            | Step::Invite(..)
            | Step::Leave(..)
            | Step::Label(..)
            | Step::Write
            | Step::Speak
            | Step::Ring(_)
            | Step::Ask
            | Step::ReportAgain
            | Step::Close
                if story.current.is_none() => {}
            Step::Take(who) => {
                let enquiry = story.current();
                let before = story.desk.enquiry(enquiry).cloned();
                story.takes(who);
                // Nobody takes what is somebody's.
                if let Some(owner) = before.as_ref().and_then(|enquiry| enquiry.owner()) {
                    assert_eq!(story.desk.enquiry(enquiry).and_then(|enquiry| enquiry.owner()), Some(owner));
                }
            }
            Step::Transfer(who, wish) => drop(story.passes_on_so(who, wish)),
            Step::TakeBack(who) => drop(story.acts(who, Act::TakeBack)),
            Step::Decline(who) => drop(story.acts(who, Act::Decline)),
            Step::TakeOver(who, from, former) => {
                story.acts(who, Act::TakeOver(TakeOver { from: from.map(staff), former }));
            }
            Step::Invite(by, who) => drop(story.acts(by, Act::Invite(staff(who)))),
            Step::Leave(by, who) => drop(story.acts(by, Act::Leave(staff(who)))),
            Step::Label(by, which, true) => drop(story.puts(by, which)),
            Step::Label(by, which, false) => drop(story.takes_off(by, which)),
            Step::Write => drop(story.writes()),
            Step::Speak => drop(story.is_spoken_to()),
            Step::Ring(call) => drop(story.rings_with(call)),
            Step::Ask => drop(story.asks_for_people()),
            Step::ReportAgain => drop(story.reports_again()),
            Step::Close => drop(story.closes(ClosedBy::Visitor)),
        }
    }
    story
}

fn in_archive(archive: &Archive, enquiry: &crate::enquiry::Enquiry) -> bool {
    match archive {
        Archive::All => true,
        Archive::Of(staff, tags) => {
            let asked = match enquiry.raised.entry.entry() {
                Entry::Tag { tag } => tags.contains(&tag),
                Entry::Staff { staff: person } => person == *staff,
            };
            let passed = match enquiry.passed() {
                Some(Entry::Tag { tag }) => tags.contains(&tag),
                Some(Entry::Staff { staff: person }) => person == *staff,
                None => false,
            };
            let owned = enquiry.owner().is_some_and(|owner| owner.id == *staff);
            asked || passed || owned || enquiry.guests.contains(staff)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_no_enquiry_rots_and_all_see_the_same(steps in prop::collection::vec(step(), 1..60)) {
        let mut story = tell(steps);
        // In the end everybody goes: then nothing may still be waiting for an answer.
        let everybody: Vec<StaffId> = story.desk.directory().staff.keys().copied().collect();
        for staff in everybody {
            story.does(staff, availability::Command::SignOut);
        }
        story.later(3_600);
        prop_assert!(story.desk.enquiries.values().all(|enquiry| enquiry.phase() != Phase::Open));
        prop_assert_eq!(story.desk.wake_at(), None);
    }

    #[test]
    fn the_archive_holds_what_the_permissions_say(steps in prop::collection::vec(step(), 1..40)) {
        let story = tell(steps);
        let directory = story.desk.directory();
        for staff in directory.staff.keys() {
            let archive = Archive::of(directory, *staff);
            for enquiry in story.closed.values() {
                prop_assert_eq!(may(directory, enquiry, *staff).read, in_archive(&archive, enquiry));
            }
        }
    }

    #[test]
    fn a_search_leaves_out_nothing_that_somebody_may_read(steps in prop::collection::vec(step(), 1..40)) {
        let story = tell(steps);
        let directory = story.desk.directory();
        for staff in directory.staff.keys() {
            let archive = Archive::of(directory, *staff);
            let reach = directory.staff[staff].reach;
            for enquiry in story.desk.enquiries.values().filter(|enquiry| may(directory, enquiry, *staff).read) {
                // Whoever passes it on has it until somebody accepts.
                let holds = enquiry.holder() == Some(*staff);
                // What waits for their tags is theirs to take while it waits: it stands in the panels.
                let waits = reach == Reach::Own && matches!(enquiry.phase(), Phase::Open | Phase::Missed);
                prop_assert!(holds || waits || in_archive(&archive, enquiry));
            }
        }
    }
}
