//! Stories of contacts: who said what, whom they are taken for, and how they are found.

use super::{
    EditRefusal, Fact, KeyKind, Member, MergeRefusal, Merges, Person, Source, Verified, Written, check, edit, sought,
};
use crate::{
    card::ContactDetails,
    directory::Directory,
    id::{ContactId, FieldId, LabelId},
    label::{Label, LabelCard},
    setup::contact_fields::{ContactField, ContactFieldKind},
    value::{DisplayName, EmailAddress, PhoneNumber, ShortText, Timestamp},
};

const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);

fn id(number: u8) -> ContactId {
    ContactId::new(NOW, [number; 10])
}

fn name(text: &str) -> Option<DisplayName> {
    DisplayName::try_from(text).ok()
}

fn contact(number: u8) -> Member {
    Member {
        id: id(number),
        handle: DisplayName::try_from("Calm Otter").expect("a name"),
        said: ContactDetails::default(),
        language: None,
        country: None,
        verified: None,
        written: Written::default(),
    }
}

fn says(facts: &[Fact]) -> Vec<(&str, Source)> {
    facts.iter().map(|fact| (fact.value.as_str(), fact.source)).collect()
}

#[test]
fn what_a_visitor_claims_is_never_taken_for_what_staff_or_the_backend_say() {
    let mut eve = contact(1);
    assert_eq!(Person::of(std::slice::from_ref(&eve)).expect("one").name(), "Calm Otter");
    eve.said.name = name("The King");
    eve.said.email = EmailAddress::try_from("king@a.example").ok();
    let person = Person::of(std::slice::from_ref(&eve)).expect("one");
    assert_eq!((person.name(), says(&person.names)), ("The King", vec![("The King", Source::Said)]));
    let sub = ShortText::try_from("42").expect("an id");
    let email = EmailAddress::try_from("king@a.example").ok();
    eve.verified = Some(Verified { sub, name: name("Eve"), email, phone: None });
    let person = Person::of(std::slice::from_ref(&eve)).expect("one");
    assert_eq!(says(&person.names), [("Eve", Source::Verified), ("The King", Source::Said)]);
    assert_eq!(says(&person.emails), [("king@a.example", Source::Verified)], "said and signed: signed counts");
    eve.written.name = name("Eve Smith");
    let person = Person::of(&[eve]).expect("one");
    assert_eq!(person.name(), "Eve Smith");
}

#[test]
fn a_corrected_value_stays_with_the_contact_that_it_came_from() {
    let (mut first, mut second) = (Written::default(), Written { name: name("Ewe"), ..Written::default() });
    let both = Written { name: name("Eve"), email: EmailAddress::try_from("eve@a.example").ok(), ..Written::default() };
    edit(&mut [&mut first, &mut second], &both);
    assert_eq!((&first.name, &second.name), (&None, &name("Eve")));
    assert!(first.email.is_some() && second.email.is_none(), "what is new goes to the first");
}

#[test]
fn contacts_become_one_person_and_each_goes_its_way_again() {
    let mut merges = Merges::default();
    merges.merge(id(2), id(1)).expect("they are two");
    merges.merge(id(3), id(2)).expect("it goes to the one that stands for both");
    assert_eq!(merges.parts(id(3)), [id(1), id(2), id(3)]);
    assert_eq!(merges.merge(id(1), id(3)), Err(MergeRefusal::Same));
    merges.part(id(2)).expect("it was merged");
    assert_eq!(merges.parts(id(1)), [id(1), id(3)]);
    assert_eq!(merges.part(id(2)), Err(MergeRefusal::NotMerged));
    let many = Merges::new((2..=50).map(|number| (id(number), id(1))));
    assert_eq!(many.clone().merge(id(60), id(7)), Err(MergeRefusal::TooMany));
}

#[test]
fn rows_that_lead_in_a_circle_keep_nobody_for_ever() {
    let merges = Merges::new([(id(1), id(2)), (id(2), id(1))]);
    let _ = (merges.head(id(1)), merges.parts(id(2)));
}

#[test]
fn what_is_written_is_checked_against_the_services_fields_and_labels() {
    let field = |number: u8| FieldId::new(NOW, [number; 10]);
    let label = |number: u8| LabelId::new(NOW, [number; 10]);
    let kind = |number, kind| ContactField { id: Some(field(number)), name: name("F").expect("a name"), kind };
    let fields = [kind(1, ContactFieldKind::Number), kind(2, ContactFieldKind::Text)];
    let card = |number, archived| LabelCard {
        id: label(number),
        label: Label {
            name: name("L").expect("a name"),
            color: crate::label::LabelColor::default(),
            description: None,
            archived,
        },
    };
    let directory = Directory { labels: vec![card(1, false), card(2, true)], ..Directory::default() };
    let text = |text: &str| ShortText::try_from(text).expect("a text");
    let with = |number, value| Written { fields: [(field(number), text(value))].into(), ..Written::default() };
    let on = |labels: &[LabelId]| Written { labels: labels.to_vec(), ..Written::default() };
    let new = |wanted: &Written| check(&fields, &directory, &Written::default(), wanted);
    assert_eq!(new(&with(1, "12")), Ok(()));
    assert!(matches!(new(&with(1, "twelve")), Err(EditRefusal::Unfit(..))));
    assert_eq!(new(&with(3, "x")), Err(EditRefusal::NoField(field(3))));
    assert_eq!(check(&fields, &directory, &with(3, "x"), &with(3, "x")), Ok(()), "what was there stays");
    assert_eq!(new(&on(&[label(1)])), Ok(()));
    assert_eq!(new(&on(&[label(1), label(1)])), Err(EditRefusal::NoLabel));
    assert_eq!(new(&on(&[label(2)])), Err(EditRefusal::NoLabel), "archived");
    assert_eq!(check(&fields, &directory, &on(&[label(2)]), &on(&[label(2)])), Ok(()));
}

#[test]
fn a_contact_is_found_by_any_word_of_its_name_its_address_and_its_number_however_written() {
    let mut ada = contact(1);
    ada.said.name = name("Ada de Lovelace");
    ada.written.email = EmailAddress::try_from("Ada@a.example").ok();
    ada.said.phone = PhoneNumber::try_from("+44 (20) 7946-0958").ok();
    let keys = ada.keys();
    let found =
        |typed: &str| sought(typed).iter().any(|start| keys.iter().any(|(_, key)| key.starts_with(start.as_str())));
    for typed in ["ada", "  ADA  de", "lovel", "de lovelace", "ada@a", "442079", "+44 20", "otter", "calm o"] {
        assert!(found(typed), "{typed}");
    }
    for typed in ["", " ", "velace", "79 46", "example"] {
        assert!(!found(typed), "{typed}");
    }
    assert!(keys.contains(&(KeyKind::Phone, "442079460958".to_owned())));
}
