//! What comes in otherwise than it should.

use serde_json::{Value, json};

use super::{L1, Line, NOW, PERSON, WRITTEN, account_of, event, file, is_unsupported, message, parse, parse_one, said};
use crate::{
    Adapter,
    inbound::{Content, MediaAt, MediaKind, RAW_CHARS, What},
};

#[test]
fn ids_that_are_numbers_keep_all_their_digits() {
    let text = |id: Value| parse_one(&message(&json!({ "type": "text", "id": id, "text": "Hi" })));
    let hi = || Content::Text { text: "Hi".into() };
    assert_eq!(text(json!(570_000_000_000_000_001_u64)).what, said("570000000000000001", hi()));
    assert_eq!(text(json!(u64::MAX)).what, said("18446744073709551615", hi()));
    // Beyond that a parser has rounded it: another message's id would be worse than none.
    assert!(is_unsupported(&text(json!(1.844_674_407_370_955_2e19))));
}

#[test]
fn a_time_that_is_missing_or_broken_is_now() {
    for time in [Value::Null, json!("soon"), json!(-5), json!({}), json!(1.5)] {
        let mut event = event(&json!({ "type": "unfollow" }));
        event["timestamp"] = time;
        assert_eq!(parse_one(&event).at_ms, NOW);
    }
    let mut event = event(&json!({ "type": "unfollow" }));
    event["timestamp"] = "1790000200123".into();
    assert_eq!(parse_one(&event).at_ms, WRITTEN);
}

#[test]
fn an_event_without_an_id_has_the_same_key_when_it_comes_again_and_another_than_any_other() {
    let keyed = |text: &str, is_redelivery: bool| {
        let mut event = message(&json!({ "type": "text", "id": "1", "text": text }));
        event.as_object_mut().unwrap().remove("webhookEventId");
        event["deliveryContext"]["isRedelivery"] = is_redelivery.into();
        parse_one(&event).key
    };
    assert_eq!(keyed("one", false), keyed("one", true));
    assert_ne!(keyed("one", false), keyed("two", false));
}

#[test]
fn a_message_of_a_new_kind_is_kept_raw() {
    let new = message(&json!({ "type": "hologram", "id": "7", "depth": "x".repeat(3_000) }));
    let inbound = parse_one(&new);
    let raw: String = new.to_string().chars().take(RAW_CHARS).collect();
    assert_eq!(inbound.what, What::Unsupported { id: Some("7".into()), name: "hologram".into(), raw });
    assert_eq!(inbound.person.unwrap().id, PERSON);
}

#[test]
fn known_kinds_without_what_they_need_are_unsupported() {
    for broken in [
        json!({ "type": "text", "id": "1" }),
        json!({ "type": "text", "text": "no id" }),
        json!({ "type": "location", "id": "1", "latitude": 35.6 }),
        json!({ "type": "location", "id": "1", "latitude": "north", "longitude": 139.7 }),
        json!({ "type": "location", "id": "1", "latitude": 1e300, "longitude": 139.7 }),
        json!({ "type": "image", "id": "1", "contentProvider": { "type": "external" } }),
        json!([]),
        Value::Null,
    ] {
        assert!(is_unsupported(&parse_one(&message(&broken))), "{broken}");
    }
    for broken in
        [json!({ "type": "unsend" }), json!({ "type": "postback" }), json!({ "type": "messageEdited" }), json!({})]
    {
        assert!(is_unsupported(&parse_one(&event(&broken))), "{broken}");
    }
    let mut nobodys = message(&json!({ "type": "text", "id": "1", "text": "Hi" }));
    nobodys["source"] = json!({ "type": "user" });
    assert!(is_unsupported(&parse_one(&nobodys)));
}

#[test]
fn what_may_be_missing_is_not_missed() {
    let place = json!({ "type": "location", "id": "1", "latitude": -35, "longitude": "139.70" });
    let label = None;
    let expected = Content::Location { latitude: "-35".into(), longitude: "139.70".into(), label };
    assert_eq!(parse_one(&message(&place)).what, said("1", expected));
    let picture = json!({ "type": "image", "id": "1" });
    assert_eq!(parse_one(&message(&picture)).what, said("1", file(MediaKind::Image, MediaAt::Id("1".into()), None)));
}

#[test]
fn one_broken_item_loses_no_other() {
    let good = |id: &str| message(&json!({ "type": "text", "id": id, "text": "Hi" }));
    for broken in
        [json!(null), json!(7), json!("text"), json!([]), json!({}), json!({ "type": 5, "source": 6, "message": 7 })]
    {
        let [first, between, last] =
            parse(&json!({ "events": [good("1"), broken, good("2")] }).to_string()).try_into().unwrap();
        assert!(matches!(first.what, What::Message { id, .. } if id == "1"));
        assert!(is_unsupported(&between));
        assert!(matches!(last.what, What::Message { id, .. } if id == "2"));
    }
}

#[test]
fn a_body_that_cant_be_read_is_one_thing_that_is_kept() {
    for body in ["", "{", "[]", "null", "{}", r#"{"events":{}}"#, r#"{"destination":"U"}"#] {
        let [inbound] = parse(body).try_into().unwrap();
        assert_eq!(inbound.what, What::Unsupported { id: None, name: "body".into(), raw: body.into() });
        assert_eq!((inbound.person, inbound.at_ms), (None, NOW));
    }
    assert_eq!(parse("{")[0].key, parse("{")[0].key);
    assert_ne!(parse("{")[0].key, parse("[")[0].key);
}

#[test]
fn a_byte_that_is_no_text_costs_a_character_and_not_the_batch() {
    let mut body = L1.as_bytes().to_vec();
    let tea = L1.find('🍵').unwrap();
    body.splice(tea..tea + 4, [0xff]);
    let inbound = account_of(&[], |account| Line.parse(account, &body, NOW));
    let text = "こんにちは \u{fffd}".to_owned();
    assert_eq!(inbound[0].what, said("570000000000000001", Content::Text { text }));
}

#[test]
fn ids_and_names_that_no_service_would_send_are_not_kept() {
    let mut long = message(&json!({ "type": "text", "id": "1", "text": "Hi" }));
    long["webhookEventId"] = "e".repeat(1_001).into();
    long["replyToken"] = "r".repeat(1_001).into();
    let inbound = parse_one(&long);
    assert!(inbound.key.starts_with("message/sha256/"));
    assert_eq!(inbound.reply, None);
    let named = parse_one(&event(&json!({ "type": "n".repeat(1_000) })));
    assert!(matches!(named.what, What::Unsupported { name, .. } if name.len() == 64));
}
