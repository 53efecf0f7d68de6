//! What a form is told that is wrong with it, and what becomes of ids.

use serde_json::json;

use super::*;
use crate::value::{LanguageTag, Timestamp};

fn texts(text: &str) -> Texts<ShortText> {
    let english = LanguageTag::try_from("en").expect("a language");
    Texts::from([(english, ShortText::try_from(text).expect("a text"))])
}

fn field(number: u8, kind: FieldKind, fills: Fills) -> Field {
    let id = Some(FieldId::new(Timestamp::from_ms(1), [number; 10]));
    Field { id, label: texts("Question"), hint: Texts::default(), required: true, kind, fills }
}

fn form(moment: Moment, fields: Vec<Field>) -> Form {
    let questions = Questions { moment, tags: Vec::new(), introduction: Texts::default(), fields };
    Form { name: DisplayName::try_from("Ours").expect("a name"), on: true, questions }
}

fn id(number: u8) -> ItemId {
    Kind::Form.id(&format!("frm_{number:032x}")).expect("an id")
}

fn refused(form: &Form, setup: &Setup) -> Option<String> {
    form.check(&id(1), setup).err().map(|problem| problem.field)
}

#[test]
fn a_form_is_told_what_is_wrong_beside_its_field() {
    let none = Setup::default();
    let wrong = |fields: Vec<Field>| refused(&form(Moment::PreChat, fields), &none);
    let option = |id: u32, words: &str| ChoiceOption { id: Some(id), words: texts(words) };
    let choice = |options: Vec<ChoiceOption>| field(1, FieldKind::Choice { options }, Fills::Own);
    assert_eq!(wrong(vec![]).as_deref(), Some("fields"));
    assert_eq!(wrong((1..=12).map(|number| field(number, FieldKind::Text, Fills::Own)).collect()), None);
    assert_eq!(
        wrong((1..=13).map(|number| field(number, FieldKind::Text, Fills::Own)).collect()).as_deref(),
        Some("fields")
    );
    let nameless = Field { label: Texts::default(), ..field(1, FieldKind::Text, Fills::Own) };
    assert_eq!(wrong(vec![nameless]).as_deref(), Some("fields.0.label"));
    assert_eq!(wrong(vec![field(1, FieldKind::Lines, Fills::Email)]).as_deref(), Some("fields.0.fills"));
    let two = vec![field(1, FieldKind::Email, Fills::Email), field(2, FieldKind::Email, Fills::Email)];
    assert_eq!(wrong(two).as_deref(), Some("fields.1.fills"));
    assert_eq!(wrong(vec![choice(vec![option(1, "A")])]).as_deref(), Some("fields.0.options"));
    let long = "x".repeat(81);
    assert_eq!(
        wrong(vec![choice(vec![option(1, "A"), option(2, &long)])]).as_deref(),
        Some("fields.0.options.1.words")
    );
    assert_eq!(wrong(vec![choice(vec![option(1, "A"), option(2, "B")])]), None);
    let consent = |link: &str| FieldKind::Consent { text: texts("I agree."), link: PageAddress::try_from(link).ok() };
    assert_eq!(wrong(vec![field(1, consent("http://a.example/"), Fills::Own)]).as_deref(), Some("fields.0.link"));
    assert_eq!(wrong(vec![field(1, consent("https://a.example/"), Fills::Own)]), None);
    let twice = vec![field(1, FieldKind::Text, Fills::Own), field(1, FieldKind::Text, Fills::Own)];
    assert_eq!(wrong(twice).as_deref(), Some("fields.1.id"));
}

#[test]
fn who_leaves_the_offline_form_can_be_reached() {
    let none = Setup::default();
    let offline = |fields: Vec<Field>| refused(&form(Moment::Offline, fields), &none);
    assert_eq!(offline(vec![field(1, FieldKind::Text, Fills::Name)]).as_deref(), Some("fields"));
    let optional = Field { required: false, ..field(1, FieldKind::Phone, Fills::Phone) };
    assert_eq!(offline(vec![optional]).as_deref(), Some("fields"));
    assert_eq!(offline(vec![field(1, FieldKind::Phone, Fills::Phone)]), None);
}

#[test]
fn nobody_is_asked_two_forms_at_once() {
    let plain = || form(Moment::PreChat, vec![field(1, FieldKind::Text, Fills::Own)]);
    let kept = super::super::Kept { id: id(2), revision: 1, item: plain().into() };
    let setup = Setup::new([kept], []);
    assert_eq!(refused(&plain(), &setup).as_deref(), Some("tags"));
    assert_eq!(refused(&Form { on: false, ..plain() }, &setup), None);
    let offline = form(Moment::Offline, vec![field(1, FieldKind::Email, Fills::Email)]);
    assert_eq!(refused(&offline, &setup), None);
    let mut named = plain();
    named.questions.tags.push(TagId::new(Timestamp::from_ms(1), [1; 10]));
    assert_eq!(refused(&named, &setup).as_deref(), Some("tags"), "there is no such tag");
    assert!(!named.collides(&plain()) && named.collides(&named.clone()));
}

#[test]
fn ids_stay_with_what_they_stand_for() {
    let mut count = 0_u8;
    let mut random = || {
        count += 1;
        [count; 10]
    };
    let mut mint = Mint { now: Timestamp::from_ms(1), random: &mut random };
    let option = |words: &str| ChoiceOption { id: None, words: texts(words) };
    let new = |kind: FieldKind| Field { id: None, ..field(0, kind, Fills::Own) };
    let options = vec![option("A"), option("B")];
    let mut first = form(Moment::PreChat, vec![new(FieldKind::Text), new(FieldKind::Choice { options })]);
    first.settle(None, &mut mint);
    assert_eq!(first.check(&id(1), &Setup::default()), Ok(()));
    let mut second = first.clone();
    second.questions.fields.reverse();
    let copy = second.questions.fields.first().cloned().expect("there is one");
    second.questions.fields.push(copy);
    let sent = second.clone();
    second.settle(Some(&first), &mut mint);
    assert_eq!(second.questions.fields[..2], sent.questions.fields[..2], "what was there stays");
    assert_eq!(second.check(&id(1), &Setup::default()), Ok(()), "a copy is another field");
}

#[test]
fn a_form_reads_back_from_what_was_stored() {
    let stored = json!({
        "name": "Before we start", "on": true, "moment": "pre_chat", "introduction": { "en": "Hello" },
        "fields": [
            { "id": format!("fld_{:032x}", 1), "label": { "en": "Name" }, "required": true, "kind": "text", "fills": "name" },
            { "id": format!("fld_{:032x}", 2), "label": { "en": "Size" }, "hint": { "en": "Of the tent" }, "required": false,
              "kind": "choice", "options": [{ "id": 7, "words": { "en": "Small" } }, { "id": 8, "words": { "en": "Large" } }] },
            { "id": format!("fld_{:032x}", 3), "label": { "en": "Privacy" }, "required": true, "kind": "consent",
              "text": { "en": "I agree." }, "link": "https://a.example/privacy" },
        ],
    });
    let read: Form = serde_json::from_value(stored.clone()).expect("what was stored stays readable");
    assert_eq!(serde_json::to_value(&read).expect("it is written"), stored);
    let bare = r#"{"name":"Bare","moment":"offline"}"#;
    assert!(!serde_json::from_str::<Form>(bare).expect("all else has a default").on);
}
