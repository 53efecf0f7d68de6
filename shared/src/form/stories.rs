//! What an answer is, whatever is typed.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    id::{StaffId, TagId},
    setup::form::Form,
};

const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);

fn id(number: u8) -> FieldId {
    FieldId::new(NOW, [number; 10])
}

/// One field of each kind.
fn fields(required: bool) -> Vec<Field> {
    let options = json!([{ "id": 7, "words": { "en": "Small", "ja": "小" } }, { "id": 8, "words": { "en": "Large" } }]);
    let kinds = [
        json!({ "kind": "text", "fills": "name" }),
        json!({ "kind": "text" }),
        json!({ "kind": "lines" }),
        json!({ "kind": "email", "fills": "email" }),
        json!({ "kind": "phone", "fills": "phone" }),
        json!({ "kind": "choice", "options": options }),
        json!({ "kind": "consent", "text": { "en": "I agree.", "ja": "同意します。" }, "link": "https://a.example/" }),
    ];
    let field = |(mut kind, number): (serde_json::Value, u8)| {
        kind["id"] = json!(id(number));
        kind["label"] = json!({ "en": "Question" });
        kind["required"] = json!(required);
        serde_json::from_value(kind).expect("a field")
    };
    kinds.into_iter().zip(1..).map(field).collect()
}

fn read(number: usize, typed: &str) -> Result<Said, Wrong> {
    fields(true)[number - 1].read(typed)
}

fn filled(answers: &[(u8, &str)]) -> Filled {
    let answer = |(number, value): &(u8, &str)| Answer { field: id(*number), value: (*value).to_owned() };
    Filled { language: LanguageTag::try_from("ja").ok(), answers: answers.iter().map(answer).collect() }
}

#[test]
fn an_answer_is_what_its_kind_says_or_says_why_not() {
    assert_eq!(read(1, " "), Err(Wrong::Missing));
    assert_eq!(read(1, "\u{202e}"), Err(Wrong::Missing), "nobody can see that");
    assert_eq!(read(1, &"x".repeat(81)), Err(Wrong::TooLong(80)));
    assert_eq!(read(2, &"x".repeat(301)), Err(Wrong::TooLong(300)));
    assert_eq!(read(3, &"語".repeat(501)), Err(Wrong::TooLong(500)));
    assert!(read(3, &"語".repeat(500)).is_ok());
    assert_eq!(read(4, "ada@example"), Err(Wrong::Email));
    assert_eq!(
        read(4, "ada＠example.com"),
        EmailAddress::try_from("ada@example.com").map(Said::Email).map_err(|_| Wrong::Email)
    );
    assert_eq!(
        read(5, "０６−１２３４ー５６７８"),
        PhoneNumber::try_from("06-1234-5678").map(Said::Phone).map_err(|_| Wrong::Phone)
    );
    assert_eq!(read(5, "call me"), Err(Wrong::Phone));
    assert_eq!(
        (read(6, "7"), read(6, "9"), read(6, "Small")),
        (Ok(Said::Option(7)), Err(Wrong::NoOption), Err(Wrong::NoOption))
    );
    assert_eq!(
        (read(7, AGREED), read(7, ""), read(7, "no")),
        (Ok(Said::Agreed), Err(Wrong::NotAgreed), Err(Wrong::NotAgreed))
    );
    assert!(fields(false).iter().all(|field| field.read(" ") == Ok(Said::Nothing)));
}

#[test]
fn what_is_kept_says_what_was_asked_in_the_words_that_were_read() {
    let all =
        filled(&[(1, "Eve"), (2, "A-7"), (3, "Two\nlines"), (4, "e@a.example"), (5, "12345"), (6, "7"), (7, AGREED)]);
    let mut details = ContactDetails::default();
    let told = take(&fields(true), Some(&all), &Known::default(), &mut details, NOW).expect("all is answered");
    let told: Vec<_> = told.iter().map(|told| serde_json::to_value(&told.value).expect("it is plain")).collect();
    assert_eq!(told[0], json!({ "kind": "empty" }), "it is the contact's name");
    assert_eq!(told[1], json!({ "kind": "text", "text": "A-7" }));
    assert_eq!(told[5], json!({ "kind": "option", "option": 7, "words": { "en": "Small", "ja": "小" } }));
    assert_eq!(told[6], json!({ "kind": "agreed", "words": "同意します。", "link": "https://a.example/" }));
    assert_eq!(details.name.map(String::from).as_deref(), Some("Eve"));
    assert!(details.email.is_some() && details.phone.is_some());
}

#[test]
fn somebody_is_asked_again_for_what_they_agreed_to_in_other_words() {
    let consent = fields(true).remove(6);
    let told = |words: &str| Told {
        field: id(7),
        label: consent.label.clone(),
        at_ms: NOW,
        value: Value::Agreed { words: ShortText::try_from(words).expect("a text"), link: None },
    };
    let knows = |told: &Told| Known::of([told]).has(&consent, &ContactDetails::default());
    assert!(knows(&told("I agree.")) && knows(&told("同意します。")) && !knows(&told("I agree to less.")));
    let email = ContactDetails { email: "e@a.example".try_into().ok(), ..ContactDetails::default() };
    assert!(Known::default().has(&fields(true)[3], &email), "however they told it");
}

#[test]
fn a_form_that_names_the_tag_comes_before_one_for_all() {
    let tag = |number: u8| TagId::new(NOW, [number; 10]);
    let form = |moment: &str, tags: &[TagId]| -> Questions {
        let form = json!({ "name": "F", "moment": moment, "tags": tags });
        serde_json::from_value::<Form>(form).expect("a form").questions
    };
    let forms = [form("offline", &[]), form("pre_chat", &[]), form("pre_chat", &[tag(1), tag(2)])];
    let of = |entry| asked(forms.iter(), Moment::PreChat, entry);
    assert_eq!(of(Entry::Tag { tag: tag(2) }), forms.get(2));
    assert_eq!(of(Entry::Tag { tag: tag(3) }), forms.get(1));
    assert_eq!(of(Entry::Staff { staff: StaffId::new(NOW, [1; 10]) }), forms.get(1));
    assert_eq!(asked(forms[..1].iter(), Moment::PreChat, Entry::Tag { tag: tag(1) }), None);
}

#[test]
fn what_people_answered_stays_out_of_debug_output() {
    assert!(!format!("{:?}", filled(&[(1, "my card number")])).contains("card"));
}

fn anything() -> impl Strategy<Value = String> {
    let picked = vec!["", " ", AGREED, "7", "8", "e@a.example", "+81 6 1234", "４２", "\u{200b}", "\u{0}"];
    prop_oneof![".{0,40}", Just("x".repeat(600)), prop::sample::select(picked).prop_map(str::to_owned)]
}

proptest! {
    #[test]
    fn whatever_is_answered_what_is_taken_satisfies_the_form(
        answers in prop::collection::vec((0..9_u8, anything()), 0..14),
        required in any::<bool>(),
    ) {
        let fields = fields(required);
        let answers: Vec<(u8, &str)> = answers.iter().map(|(number, value)| (*number, value.as_str())).collect();
        let (filled, mut details) = (filled(&answers), ContactDetails::default());
        if let Ok(told) = take(&fields, Some(&filled), &Known::default(), &mut details, NOW) {
            let known = Known::of(&told);
            for field in fields.iter().filter(|field| field.required) {
                prop_assert!(known.has(field, &details));
                prop_assert!(told.iter().any(|told| Some(told.field) == field.id));
            }
            // Who is not asked again is not refused.
            prop_assert!(take(&fields, None, &known, &mut details, NOW).is_ok_and(|told| told.is_empty()));
            prop_assert_eq!(told.len(), fields.iter().filter(|field| {
                filled.answers.iter().any(|answer| Some(answer.field) == field.id)
            }).count());
        }
        // What fits is taken, also of a form that is refused as a whole.
        for told in take_what_fits(fields.iter(), &filled, NOW) {
            prop_assert!(serde_json::to_string(&told).is_ok_and(|text| serde_json::from_str::<Told>(&text).is_ok_and(|read| read == told)));
        }
    }
}
