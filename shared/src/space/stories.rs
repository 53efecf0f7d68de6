//! Spaces, in the words of those who use them.

use super::{Access, Command, Event, MAX_MEMBERS, MakeSpace, Refusal, Rights, Space, SpaceWords};
use crate::{
    card::Role,
    id::{SpaceId, StaffId},
    value::Timestamp,
};

pub(super) const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);

pub(super) fn staff(number: u8) -> StaffId {
    StaffId::new(NOW, [number; 10])
}

pub(super) const ADA: u8 = 1;
pub(super) const BEN: u8 = 2;
pub(super) const CLEO: u8 = 3;

pub(super) fn words(access: Access) -> SpaceWords {
    let name = (access != Access::Direct).then(|| "Returns".try_into().expect("a name"));
    SpaceWords { access, name, description: None, archived: false }
}

pub(super) fn make(access: Access, members: &[u8]) -> Result<Space, Refusal> {
    let members = members.iter().map(|number| staff(*number)).collect();
    let asked = MakeSpace { space: SpaceId::new(NOW, [9; 10]), words: words(access), members };
    Space::make(NOW, staff(ADA), asked, |staff| staff != self::staff(200))
}

fn space(access: Access, members: &[u8]) -> Space {
    make(access, members).expect("it is made")
}

/// Does it, if it may be done.
pub(super) fn done(space: &mut Space, by: u8, role: Role, command: Command) -> Result<usize, Refusal> {
    let events = space.decide((staff(by), Some(role)), command, |staff| staff != self::staff(200))?;
    for event in &events {
        space.apply(event);
    }
    Ok(events.len())
}

#[test]
fn who_makes_a_space_manages_it() {
    let space = space(Access::Private, &[BEN, BEN, ADA]);
    assert_eq!(space.members.into_iter().collect::<Vec<_>>(), [(staff(ADA), true), (staff(BEN), false)]);
    assert_eq!(make(Access::Public, &[200]), Err(Refusal::NoSuchStaff));
    let nameless = MakeSpace {
        space: SpaceId::new(NOW, [9; 10]),
        words: SpaceWords { name: None, ..words(Access::Public) },
        members: Vec::new(),
    };
    assert_eq!(Space::make(NOW, staff(ADA), nameless, |_| true), Err(Refusal::NoName));
}

#[test]
fn a_private_space_is_not_there_for_others_not_even_for_owners() {
    let mut space = space(Access::Private, &[BEN]);
    assert_eq!(space.may(staff(CLEO), Some(Role::Owner)), Rights::default());
    assert_eq!(done(&mut space, CLEO, Role::Owner, Command::Put(staff(CLEO), false)), Err(Refusal::NotFound));
    assert_eq!(space.may(staff(BEN), None), Rights::default(), "who was removed sees nothing");
}

#[test]
fn what_was_said_among_members_stays_among_them() {
    let mut space = space(Access::Private, &[BEN]);
    assert_eq!(done(&mut space, ADA, Role::Agent, Command::Change(words(Access::Public))), Err(Refusal::StaysPrivate));
    let mut open = self::space(Access::Public, &[BEN]);
    assert_eq!(done(&mut open, ADA, Role::Agent, Command::Change(words(Access::Private))), Ok(1));
}

#[test]
fn everybody_may_read_a_public_space_and_join_it() {
    let mut space = space(Access::Public, &[]);
    let before = space.may(staff(CLEO), Some(Role::Agent));
    assert_eq!(before, Rights { read: true, join: true, ..Rights::default() });
    assert_eq!(done(&mut space, CLEO, Role::Agent, Command::Put(staff(CLEO), true)), Err(Refusal::NotYours));
    assert_eq!(done(&mut space, CLEO, Role::Agent, Command::Put(staff(CLEO), false)), Ok(1));
    assert!(space.may(staff(CLEO), Some(Role::Agent)).write);
    assert_eq!(done(&mut space, CLEO, Role::Agent, Command::Put(staff(CLEO), false)), Ok(0), "a repeat is nothing");
}

#[test]
fn members_bring_colleagues_and_managers_send_them_out() {
    let mut space = space(Access::Private, &[BEN]);
    assert_eq!(done(&mut space, BEN, Role::Agent, Command::Put(staff(CLEO), false)), Ok(1));
    assert_eq!(done(&mut space, BEN, Role::Agent, Command::Take(staff(CLEO))), Err(Refusal::NotYours));
    assert_eq!(done(&mut space, BEN, Role::Agent, Command::Put(staff(BEN), true)), Err(Refusal::NotYours));
    assert_eq!(done(&mut space, ADA, Role::Agent, Command::Take(staff(CLEO))), Ok(1));
    assert_eq!(done(&mut space, BEN, Role::Agent, Command::Take(staff(BEN))), Ok(1), "anybody may leave");
}

#[test]
fn a_space_always_has_a_manager_while_somebody_is_in_it() {
    let mut space = space(Access::Private, &[BEN, CLEO]);
    assert_eq!(done(&mut space, ADA, Role::Agent, Command::Put(staff(ADA), false)), Ok(0), "the last one stays");
    assert_eq!(done(&mut space, ADA, Role::Agent, Command::Take(staff(ADA))), Ok(2));
    assert_eq!(space.members.into_iter().collect::<Vec<_>>(), [(staff(BEN), true), (staff(CLEO), false)]);
}

#[test]
fn an_archived_space_is_read_until_it_is_restored() {
    let mut space = space(Access::Public, &[BEN]);
    let archived = SpaceWords { archived: true, ..words(Access::Public) };
    assert_eq!(done(&mut space, BEN, Role::Agent, Command::Change(archived.clone())), Err(Refusal::NotYours));
    assert_eq!(done(&mut space, CLEO, Role::Admin, Command::Change(archived)), Ok(1), "admins keep order in public");
    assert_eq!(space.may(staff(BEN), Some(Role::Agent)), Rights { read: true, ..Rights::default() });
    assert_eq!(done(&mut space, CLEO, Role::Agent, Command::Put(staff(CLEO), false)), Err(Refusal::Archived));
    assert_eq!(done(&mut space, ADA, Role::Agent, Command::Change(words(Access::Public))), Ok(1));
}

#[test]
fn a_direct_chat_is_between_two_and_stays_so() {
    assert_eq!(make(Access::Direct, &[]), Err(Refusal::Direct));
    assert_eq!(make(Access::Direct, &[BEN, CLEO]), Err(Refusal::Direct));
    let mut space = space(Access::Direct, &[BEN]);
    assert_eq!(space.with(staff(ADA)), Some(staff(BEN)));
    assert_eq!(space.pair(), Some(format!("{} {}", staff(ADA), staff(BEN))));
    for command in [
        Command::Put(staff(CLEO), false),
        Command::Take(staff(BEN)),
        Command::Take(staff(ADA)),
        Command::Change(words(Access::Private)),
    ] {
        assert_eq!(done(&mut space, ADA, Role::Owner, command), Err(Refusal::Direct));
    }
    assert_eq!(
        done(&mut self::space(Access::Public, &[]), ADA, Role::Owner, Command::Change(words(Access::Direct))),
        Err(Refusal::Direct)
    );
}

#[test]
fn a_space_has_so_many_members_and_no_more() {
    let mut space = space(Access::Public, &[]);
    for number in 0..MAX_MEMBERS - 1 {
        let number = u32::try_from(number).expect("few").to_be_bytes();
        let newcomer = StaffId::new(NOW.plus_ms(1), [0, 0, 0, 0, 0, 0, number[0], number[1], number[2], number[3]]);
        space.apply(&Event::Put(newcomer, false));
    }
    assert_eq!(done(&mut space, ADA, Role::Agent, Command::Put(staff(CLEO), false)), Err(Refusal::Full));
}
