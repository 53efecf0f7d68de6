//! What comes in.

use serde_json::{Value, json};
use shared::value::Timestamp;

use super::{
    BATCH, EVENTS, L0, L1, Line, MESSAGES, NOW, PERSON, TEXT, WRITTEN, event, file, lines, message, parse, parse_one,
    said,
};
use crate::{
    Adapter,
    account::Account,
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Person, ReplyToken, What},
};

fn ignored(name: &str) -> What {
    What::Ignored { name: name.into() }
}

#[test]
fn a_text_comes_with_all_that_an_answer_needs() {
    let [text] = parse(TEXT).try_into().unwrap();
    assert_eq!(
        text,
        Inbound {
            key: "message/01K5ZZZZZZZZZZZZZZZZZZZZZ1".into(),
            person: Some(Person { id: PERSON.into(), ..Person::default() }),
            at_ms: WRITTEN,
            what: What::Message {
                id: "570000000000000001".into(),
                content: vec![Content::Text { text: "この色で (love)".into() }],
                quotes: Some("570000000000000000".into()),
            },
            reply: Some(ReplyToken { token: "rt000000000000000000000000000001".into(), until_ms: NOW.plus_ms(50_000) }),
            read_token: Some("mrtok-1".into()),
            quote_token: Some("qtok-1".into()),
        }
    );
}

#[test]
fn the_words_of_the_vector_arrive_as_they_were_written() {
    let [text] = parse(L1).try_into().unwrap();
    assert_eq!(text.what, said("570000000000000001", Content::Text { text: "こんにちは 🍵".into() }));
}

#[test]
fn a_call_that_verifies_the_webhook_holds_nothing() {
    assert!(parse(L0).is_empty());
}

#[test]
fn every_kind_of_message_is_read() {
    let ids = |last: u32| format!("57000000000000000{last}");
    let at = |last| MediaAt::Id(ids(last));
    let sticker = Content::Sticker {
        media: Some(Media {
            kind: MediaKind::Image,
            at: MediaAt::Link(
                "https://stickershop.line-scdn.net/stickershop/v1/sticker/1988/android/sticker.png".into(),
            ),
            name: None,
            media_type: Some("image/png".into()),
        }),
        words: "happy".into(),
    };
    let place = Content::Location {
        latitude: "35.67966".into(),
        longitude: "139.73669".into(),
        label: Some("Shop, 1-3 Kioicho".into()),
    };
    let expected = [
        file(MediaKind::Image, at(2), None),
        file(MediaKind::Image, MediaAt::Link("https://example.com/o.jpg".into()), None),
        file(MediaKind::Video, at(4), None),
        file(MediaKind::Audio, at(5), None),
        file(MediaKind::File, at(6), Some("注文 42.pdf")),
        place,
        sticker,
    ];
    let messages = lines(MESSAGES);
    assert_eq!(messages.len(), expected.len());
    for ((example, content), last) in messages.iter().zip(expected).zip(2..) {
        let inbound = parse_one(&message(example));
        assert_eq!(inbound.what, said(&ids(last), content));
        assert_eq!(inbound.read_token, Some(format!("m{last}")));
        assert_eq!(inbound.quote_token.as_deref(), example["quoteToken"].as_str());
    }
}

#[test]
fn every_other_event_is_read() {
    let suspended =
        What::Control { name: "botSuspended".into(), raw: event(&json!({ "type": "botSuspended" })).to_string() };
    let expected = [
        What::Followed { source: None },
        What::Unfollowed,
        What::Deleted { id: "570000000000000001".into() },
        What::Action { title: Some("2026-12-25T01:00".into()), payload: "action=buy&item=17".into() },
        ignored("videoPlayComplete"),
        ignored("messageEdited in group"),
        ignored("join in group"),
        ignored("accountLink"),
        suspended,
    ];
    let events = lines(EVENTS);
    assert_eq!(events.len(), expected.len());
    for (example, what) in events.iter().zip(expected) {
        assert_eq!(parse_one(&event(example)).what, what);
    }
}

#[test]
fn what_concerns_the_account_is_told_even_without_a_person() {
    for name in ["botSuspended", "botResumed", "activated", "deactivated", "module"] {
        let mut event = event(&json!({ "type": name }));
        event.as_object_mut().unwrap().remove("source");
        let inbound = parse_one(&event);
        assert_eq!(inbound.what, What::Control { name: name.into(), raw: event.to_string() });
        assert_eq!(inbound.person, None);
    }
}

#[test]
fn known_events_that_nobody_has_to_see_are_ignored() {
    for name in ["beacon", "leave", "memberJoined", "memberLeft", "membership", "delivery", "join", "accountLink"] {
        assert_eq!(parse_one(&event(&json!({ "type": name }))).what, ignored(name));
    }
}

#[test]
fn a_token_of_an_ignored_event_still_answers_for_free() {
    let inbound = parse_one(&event(&json!({ "type": "videoPlayComplete", "replyToken": "rt04" })));
    assert_eq!(inbound.reply.unwrap().token, "rt04");
}

#[test]
fn a_batch_gives_all_in_its_order_and_what_came_before_has_the_key_it_had() {
    let [followed, again, new] = parse(BATCH).try_into().unwrap();
    assert_eq!(followed.what, What::Followed { source: None });
    assert_eq!(followed.person.unwrap().id, "U10000000000000000000000000000abd");
    assert_eq!(again.key, parse(TEXT)[0].key);
    assert!(matches!(new.what, What::Unsupported { id: None, name, .. } if name == "somethingNew"));
    assert_eq!(new.person.unwrap().id, PERSON);
}

#[test]
fn groups_and_rooms_are_ignored_and_lend_no_token() {
    for source in
        [json!({ "type": "group", "groupId": "C1", "userId": PERSON }), json!({ "type": "room", "roomId": "R1" })]
    {
        let mut event =
            message(&json!({ "type": "text", "id": "1", "text": "Hi", "quoteToken": "q", "markAsReadToken": "m" }));
        event["source"] = source.clone();
        let inbound = parse_one(&event);
        assert_eq!(inbound.what, ignored(&format!("message in {}", source["type"].as_str().unwrap())));
        assert_eq!((inbound.person, inbound.reply, inbound.read_token, inbound.quote_token), (None, None, None, None));
    }
}

#[test]
fn an_edit_of_a_person_is_an_edit_and_has_another_key_than_the_message() {
    let message = json!({ "type": "text", "id": "9", "text": "Edited" });
    let edited = parse_one(&event(&json!({ "type": "messageEdited", "message": message })));
    assert_eq!(edited.what, What::Edited { id: "9".into(), text: "Edited".into() });
    assert_ne!(edited.key, parse_one(&super::message(&message)).key);
}

#[test]
fn a_button_says_what_was_chosen_only_if_something_was() {
    for (params, title) in [
        (json!({ "date": "2026-12-25" }), Some("2026-12-25".to_owned())),
        (json!({ "time": "01:00" }), Some("01:00".to_owned())),
        (json!({ "newRichMenuAliasId": "a", "status": "SUCCESS" }), None),
        (Value::Null, None),
    ] {
        let postback = json!({ "type": "postback", "postback": { "data": "x", "params": params } });
        assert_eq!(parse_one(&event(&postback)).what, What::Action { title, payload: "x".into() });
    }
}

#[test]
fn while_another_module_answers_there_is_nothing_to_answer_with() {
    let mut event = message(&json!({ "type": "text", "id": "1", "text": "Hi" }));
    event["mode"] = "standby".into();
    let inbound = parse_one(&event);
    assert!(matches!(inbound.what, What::Message { .. }));
    assert_eq!(inbound.reply, None);
}

#[test]
fn a_token_is_good_for_fifty_seconds_from_when_it_came() {
    let event = message(&json!({ "type": "text", "id": "1", "text": "Hi" }));
    let until: Timestamp = parse_one(&event).reply.unwrap().until_ms;
    assert_eq!(until, NOW.plus_ms(50_000));
}

#[test]
fn a_token_that_comes_again_counts_from_then_and_ends_twenty_minutes_after_the_event() {
    let until = |late_ms: i64| {
        let mut event = message(&json!({ "type": "text", "id": "1", "text": "Hi" }));
        event["deliveryContext"]["isRedelivery"] = true.into();
        event["timestamp"] = NOW.plus_ms(-late_ms).as_ms().into();
        parse_one(&event).reply.map(|reply| reply.until_ms.as_ms() - NOW.as_ms())
    };
    let last = 20 * 60_000;
    assert_eq!(until(60_000), Some(50_000));
    assert_eq!(until(last - 50_000), Some(50_000));
    assert_eq!(until(last - 49_999), Some(49_999));
    assert_eq!(until(last), Some(0));
    assert_eq!(until(last + 1), None);
}

#[test]
fn the_older_consoles_verification_is_nobody() {
    for digit in ["0", "f"] {
        let mut event = message(&json!({ "type": "text", "id": "100001", "text": "Hello, world" }));
        event["replyToken"] = digit.repeat(32).into();
        event["source"]["userId"] = "Udeadbeefdeadbeefdeadbeefdeadbeef".into();
        let inbound = parse_one(&event);
        assert_eq!(inbound.what, ignored("verification"));
        assert_eq!((inbound.person, inbound.reply), (None, None));
    }
}

#[test]
fn a_sticker_says_its_text_else_its_keywords_and_shows_a_picture_if_its_number_is_one() {
    let read = |sticker: Value| {
        let What::Message { content, .. } = parse_one(&message(&sticker)).what else { panic!("no message") };
        content
    };
    let text = json!({ "type": "sticker", "id": "1", "stickerId": "../x", "text": "Thanks", "keywords": ["love"] });
    assert_eq!(read(text), [Content::Sticker { media: None, words: "Thanks".into() }]);
    let keywords = json!({ "type": "sticker", "id": "1", "keywords": ["love", 5, "joy"] });
    assert_eq!(read(keywords), [Content::Sticker { media: None, words: "love, joy".into() }]);
    let bare = json!({ "type": "sticker", "id": "1", "stickerResourceType": "NEW" });
    assert_eq!(read(bare), [Content::Sticker { media: None, words: String::new() }]);
}

#[test]
fn stickers_can_be_fetched_from_a_stand_in() {
    let body =
        json!({ "events": [message(&json!({ "type": "sticker", "id": "1", "stickerId": "1988" }))] }).to_string();
    let fields = std::collections::BTreeMap::new();
    let bases = |name: &str| (name == "LINE_STICKER_BASE").then(|| "https://stickers.test/".to_owned());
    let inbound = Line.parse(&Account::new(&fields, &bases), body.as_bytes(), NOW);
    let raw = serde_json::to_string(&inbound).unwrap();
    assert!(raw.contains("https://stickers.test/stickershop/v1/sticker/1988/android/sticker.png"));
}
