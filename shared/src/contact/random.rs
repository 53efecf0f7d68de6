//! Random merges, partings and edits of what contacts say.

use proptest::prelude::*;

use super::{Member, Merges, Person, Written, edit};
use crate::{
    card::ContactDetails,
    id::{ContactId, FieldId, LabelId},
    value::{DisplayName, EmailAddress, ShortText, Timestamp},
};

const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);

fn contact(number: u8) -> ContactId {
    ContactId::new(NOW, [number; 10])
}

fn written() -> impl Strategy<Value = Written> {
    let name =
        proptest::option::of("[a-c]{1,3}").prop_map(|name| name.and_then(|name| DisplayName::try_from(name).ok()));
    let email =
        proptest::option::of("[a-c]@a.example").prop_map(|it| it.and_then(|it| EmailAddress::try_from(it).ok()));
    let fields = proptest::collection::btree_map(
        (0_u8..4).prop_map(|field| FieldId::new(NOW, [field; 10])),
        "[0-9]{1,2}".prop_map(|value| ShortText::try_from(value).expect("a text")),
        0..4,
    );
    let labels = proptest::collection::btree_set((0_u8..5).prop_map(|label| LabelId::new(NOW, [label; 10])), 0..4)
        .prop_map(|labels| labels.into_iter().collect());
    (name, email, fields, labels).prop_map(|(name, email, fields, labels)| Written {
        name,
        email,
        fields,
        labels,
        ..Written::default()
    })
}

fn member(number: u8, written: Written) -> Member {
    Member {
        id: contact(number),
        handle: DisplayName::try_from("Calm Otter").expect("a name"),
        said: ContactDetails::default(),
        language: None,
        country: None,
        verified: None,
        written,
    }
}

/// Merges (`true`) and partings of six contacts.
fn steps() -> impl Strategy<Value = Vec<(bool, u8, u8)>> {
    proptest::collection::vec((any::<bool>(), 0_u8..6, 0_u8..6), 0..30)
}

fn after(steps: &[(bool, u8, u8)]) -> Merges {
    let mut merges = Merges::default();
    for (merges_them, one, other) in steps {
        let _ = if *merges_them {
            merges.merge(contact(*one), contact(*other)).map(drop)
        } else {
            merges.part(contact(*one))
        };
    }
    merges
}

proptest! {
    #[test]
    fn whatever_is_merged_and_parted_every_contact_is_in_one_person(steps in steps()) {
        let merges = after(&steps);
        let mut heads = 0;
        for one in 0..6 {
            let (one, head) = (contact(one), merges.head(contact(one)));
            prop_assert_eq!(merges.head(head), head, "a head stands for itself");
            let parts = merges.parts(one);
            prop_assert!(parts.contains(&one) && parts[0] == head);
            prop_assert!(parts.iter().all(|part| merges.same(*part, one)));
            heads += usize::from(one == head);
        }
        let people: usize = (0..6).filter(|one| merges.head(contact(*one)) == contact(*one)).map(|one| merges.parts(contact(one)).len()).sum();
        prop_assert_eq!(people, 6, "none is in two, none is lost, of {} people", heads);
    }

    #[test]
    fn a_merge_that_is_taken_back_leaves_no_trace(steps in steps(), one in 0_u8..6, other in 0_u8..6) {
        let before = after(&steps);
        let mut merges = before.clone();
        if let Ok((from, _)) = merges.merge(contact(one), contact(other)) {
            prop_assert!(merges.same(contact(one), contact(other)));
            merges.part(from).expect("it was merged");
        }
        prop_assert_eq!(merges, before);
    }

    #[test]
    fn what_came_after_a_merge_stays_where_it_came_when_it_is_taken_back(steps in steps(), one in 0_u8..6, other in 0_u8..6, third in 0_u8..6) {
        let mut merges = after(&steps);
        let Ok((from, into)) = merges.merge(contact(one), contact(other)) else { return Ok(()) };
        let with = merges.head(contact(third));
        // Somebody who is merged into the whole later stays with the one that it was merged into.
        if merges.merge(with, into).is_ok() {
            merges.part(from).expect("it was merged");
            prop_assert!(merges.same(with, into) && !merges.same(with, from));
        }
    }

    #[test]
    fn a_person_has_every_value_that_one_of_its_contacts_has(all in proptest::collection::vec(written(), 1..5)) {
        let members: Vec<Member> = (0..).zip(all).map(|(number, written)| member(number, written)).collect();
        let person = Person::of(&members).expect("there is one");
        for member in &members {
            let Written { name, email, fields, labels, .. } = &member.written;
            prop_assert!(name.iter().all(|name| person.names.iter().any(|fact| fact.value == name.as_str())));
            prop_assert!(email.iter().all(|email| person.emails.iter().any(|fact| fact.value == email.as_str())));
            prop_assert!(labels.iter().all(|label| person.written.labels.contains(label)));
            for (field, value) in fields {
                let others = person.other_fields.get(field).is_some_and(|others| others.contains(value));
                prop_assert!(others || person.written.fields.get(field) == Some(value));
            }
        }
    }

    #[test]
    fn what_is_written_of_a_person_is_what_is_read_of_it(all in proptest::collection::vec(written(), 1..5), wanted in written()) {
        let before = all.clone();
        let mut all = all;
        edit(&mut all.iter_mut().collect::<Vec<_>>(), &wanted);
        let read = Written::of(all.iter());
        let sorted = |written: &Written| {
            let mut labels = written.labels.clone();
            labels.sort();
            Written { labels, ..written.clone() }
        };
        prop_assert_eq!(sorted(&read), sorted(&wanted));
        // And what was to stay as it was changes nothing.
        let mut same = before.clone();
        let shown = Written::of(before.iter());
        edit(&mut same.iter_mut().collect::<Vec<_>>(), &shown);
        prop_assert_eq!(same, before);
    }
}
