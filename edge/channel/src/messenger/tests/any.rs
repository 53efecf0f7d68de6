//! Whatever comes: nothing panics, and what is broken loses nothing else.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{parse::parse, *};
use crate::graph::tests::{any_json, bears, reads, spoil, values};

const WORDS: &[&str] = &[
    "page",
    "object",
    "entry",
    "id",
    "time",
    "messaging",
    "standby",
    "changes",
    "sender",
    "recipient",
    "timestamp",
    "message",
    "mid",
    "text",
    "attachments",
    "type",
    "payload",
    "url",
    "title",
    "image",
    "video",
    "audio",
    "file",
    "sticker",
    "sticker_id",
    "location",
    "coordinates",
    "lat",
    "long",
    "fallback",
    "template",
    "quick_reply",
    "reply_to",
    "is_unsupported",
    "is_deleted",
    "is_echo",
    "app_id",
    "metadata",
    "message_edit",
    "num_edit",
    "reaction",
    "action",
    "react",
    "unreact",
    "emoji",
    "love",
    "postback",
    "referral",
    "ref",
    "source",
    "ad_id",
    "optin",
    "user_ref",
    "delivery",
    "mids",
    "watermark",
    "read",
    "pass_thread_control",
    "policy_enforcement",
    "policy-enforcement",
    "error",
    "code",
    "message_id",
    "name",
    "104200000000001",
    "7300000000000001",
    "1790000000001",
    "https://scontent.example/a.jpg",
    "javascript:alert(1)",
];

/// Everything that the documentation shows, in one body.
fn everything() -> Value {
    let envelope = json!({ "sender": { "id": ANA }, "recipient": { "id": PAGE }, "timestamp": 1_790_000_000_001_i64 });
    let messages = values(include_str!("messages.txt")).into_iter().map(|it| json!({ "message": it }));
    let events =
        messages.chain(values(include_str!("events.txt"))).chain(values(include_str!("echo.txt"))).map(|event| {
            let mut whole = envelope.clone();
            whole.as_object_mut().unwrap().extend(event.as_object().unwrap().clone());
            whole
        });
    let entry = |event| json!({ "id": PAGE, "time": 1_790_000_000_123_i64, "messaging": [event] });
    json!({ "object": "page", "entry": events.map(entry).collect::<Vec<_>>() })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        bears(&Messenger, &filled(), &body);
    }

    #[test]
    fn nothing_made_of_its_own_words_makes_it_panic(value in any_json(WORDS)) {
        bears(&Messenger, &filled(), value.to_string().as_bytes());
        bears(&Messenger, &filled(), json!({ "object": "page", "entry": [{ "messaging": [value] }] }).to_string().as_bytes());
    }

    #[test]
    fn one_broken_event_loses_no_other(at in 0_usize..27, mut place in 0_usize..20, other in any_json(WORDS)) {
        let body = everything();
        let all = parse(&body);
        let mut spoilt = body.clone();
        spoil(&mut spoilt["entry"][at]["messaging"][0], &mut place, &other);
        let mut rest = body;
        rest["entry"].as_array_mut().unwrap().remove(at);
        let kept = reads(&Messenger, &filled(), spoilt.to_string().as_bytes());
        prop_assert!(all.len() >= 27);
        for event in parse(&rest) {
            prop_assert!(kept.contains(&event));
        }
    }
}
