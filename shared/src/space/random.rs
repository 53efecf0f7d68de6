//! Random lives of Spaces: whatever is asked by whomever, what must hold does.

use proptest::prelude::*;

use super::{
    Access, Command, SpaceWords,
    stories::{ADA, done, make, staff, words},
};
use crate::card::Role;

fn command() -> impl Strategy<Value = Command> {
    let who = || (1..6_u8).prop_map(staff);
    let access = prop::sample::select(vec![Access::Public, Access::Private, Access::Direct]);
    prop_oneof![
        (who(), any::<bool>()).prop_map(|(who, manages)| Command::Put(who, manages)),
        who().prop_map(Command::Take),
        (access, any::<bool>())
            .prop_map(|(access, archived)| Command::Change(SpaceWords { archived, ..words(access) })),
    ]
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Agent, Role::Supervisor, Role::Admin, Role::Owner])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_of_it_a_space_is_somebodys_and_closed_to_others(
        direct in any::<bool>(),
        steps in prop::collection::vec((1..6_u8, role(), command()), 0..30),
    ) {
        let access = if direct { Access::Direct } else { Access::Private };
        let mut space = make(access, &[ADA + 1]).expect("it is made");
        for (by, role, command) in steps {
            let before = space.clone();
            let rights = space.may(staff(by), Some(role));
            let outcome = done(&mut space, by, role, command.clone());
            if outcome.is_err() || !rights.read {
                prop_assert_eq!(&space, &before, "what is refused changes nothing");
            }
            prop_assert!(rights.read || outcome.is_err(), "who may not read it changes nothing");
            if space.words.access != Access::Direct && !space.members.is_empty() {
                prop_assert!(space.members.values().any(|manages| *manages), "it has a manager");
            }
            prop_assert_eq!(space.words.access == Access::Direct, direct, "a direct chat stays one");
            if direct {
                prop_assert_eq!(&space.members, &before.members);
            }
            // Asked again by the same one, the same is done already.
            if outcome.is_ok() && space.may(staff(by), Some(role)).manage {
                let again = done(&mut space.clone(), by, role, command);
                prop_assert!(matches!(again, Ok(0) | Err(_)), "{:?}", again);
            }
        }
    }
}
