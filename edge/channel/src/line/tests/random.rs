//! Whatever comes: nothing panics, nothing grows, and no item harms another.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{L1, Line, NOW, account, message, response};
use crate::{
    Adapter,
    http::Call,
    inbound::{Inbound, What},
    outbound::{Outbound, Part, Piece, Said, Way},
    proof::Proof,
    split::Unit,
    window::Talk,
};

const KEYS: &[&str] = &[
    "events",
    "destination",
    "type",
    "mode",
    "timestamp",
    "webhookEventId",
    "deliveryContext",
    "isRedelivery",
    "source",
    "userId",
    "groupId",
    "replyToken",
    "message",
    "id",
    "quoteToken",
    "markAsReadToken",
    "text",
    "quotedMessageId",
    "contentProvider",
    "originalContentUrl",
    "fileName",
    "latitude",
    "longitude",
    "title",
    "address",
    "stickerId",
    "keywords",
    "unsend",
    "messageId",
    "postback",
    "data",
    "params",
    "datetime",
    "follow",
    "sentMessages",
    "details",
    "property",
    "access_token",
    "expires_in",
    "error",
    "error_description",
    "displayName",
    "pictureUrl",
    "active",
    "success",
    "statusCode",
    "reason",
    "detail",
    "value",
    "totalUsage",
];

const WORDS: &[&str] = &[
    "message",
    "text",
    "image",
    "video",
    "audio",
    "file",
    "location",
    "sticker",
    "user",
    "group",
    "room",
    "follow",
    "unfollow",
    "unsend",
    "postback",
    "messageEdited",
    "botSuspended",
    "join",
    "standby",
    "active",
    "external",
    "line",
    "none",
    "limited",
    "1790000200123",
    "00000000000000000000000000000000",
    "monthly limit",
    "Invalid reply token",
    "",
];

/// JSON of LINE's own keys and words, put together at random.
fn likely() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        prop::sample::select(WORDS).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 80, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(KEYS), inner), 0..8).prop_map(|fields| {
                Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
            }),
        ]
    })
}

/// The vector's event with one value, somewhere in it, replaced.
fn mutated() -> impl Strategy<Value = Value> {
    (any::<prop::sample::Index>(), likely()).prop_map(|(at, value)| {
        let mut body: Value = serde_json::from_str(L1).unwrap();
        let event = &mut body["events"][0];
        let mut paths = Vec::new();
        collect(event, String::new(), &mut paths);
        let path: &String = at.get(&paths);
        *event.pointer_mut(path).unwrap() = value;
        event.clone()
    })
}

fn collect(value: &Value, path: String, paths: &mut Vec<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        collect(value, format!("{path}/{key}"), paths);
    }
    paths.push(path);
}

fn parse(body: &[u8]) -> Vec<Inbound> {
    account(|account| Line.parse(account, body, NOW))
}

/// No event may hold more than what it came in, a raw value twice escaped and our own words for it.
fn is_bounded(inbound: &[Inbound], body: &[u8]) -> bool {
    serde_json::to_string(inbound).unwrap().len() <= 6 * body.len() + 1_000 * (inbound.len() + 1)
}

fn read_all(status: u16, body: &str) {
    let response = response(status, body);
    let part = |way| Part { pieces: vec![Piece::Text { text: "Hi".into() }], quotes: None, way, message: "m".into() };
    let mut problems = Vec::new();
    problems.extend(Line.read_sent(&part(Way::Usual), &response).err());
    problems.extend(Line.read_sent(&part(Way::Reply { token: "rt".into() }), &response).err());
    problems.extend(Line.read_token(&response).err());
    problems.extend(Line.read_upload(&response).err());
    let _ = Line.read_profile(&response);
    account(|account| {
        let _ = Line.read_media(account, "TOKEN", &response);
        for check in Line.facts().checks {
            match Line.read_check(account, check.name, &response) {
                Ok(shown) => assert!(shown.is_none_or(|shown| shown.chars().count() <= 300)),
                Err(problem) => problems.push(problem),
            }
        }
    });
    assert!(problems.iter().all(|problem| problem.code.chars().count() <= 300 && problem.words.chars().count() <= 300));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), signature in "\\PC{0,60}") {
        let inbound = parse(&bytes);
        prop_assert!(is_bounded(&inbound, &bytes));
        let header = |_: &str| Some(signature.clone());
        let call = Call { is_post: true, query: "", header: &header, body: &bytes, now: NOW };
        prop_assert_eq!(account(|account| Line.verify(account, &call)), Proof::Refused);
    }

    #[test]
    fn any_json_of_lines_own_words_is_read_without_a_panic(value in likely(), status in 100_u16..600) {
        let body = value.to_string();
        prop_assert!(is_bounded(&parse(body.as_bytes()), body.as_bytes()));
        read_all(status, &body);
    }

    #[test]
    fn any_bytes_as_an_answer_are_read_without_a_panic(body in "\\PC{0,200}", status in 100_u16..600) {
        read_all(status, &body);
    }

    #[test]
    fn one_item_broken_anyhow_gives_all_others(broken in prop_oneof![likely(), mutated()], at in 0_usize..3) {
        let good = |id: &str| message(&json!({ "type": "text", "id": id, "text": "Hi" }));
        let mut events = vec![good("1"), good("2")];
        events.insert(at, broken);
        let body = json!({ "events": events }).to_string();
        let mut inbound = parse(body.as_bytes());
        prop_assert!(is_bounded(&inbound, body.as_bytes()));
        prop_assert_eq!(inbound.len(), 3);
        inbound.remove(at);
        for (inbound, expected) in inbound.iter().zip(["1", "2"]) {
            let is_it = matches!(&inbound.what, What::Message { id, .. } if id == expected);
            prop_assert!(is_it);
        }
    }

    #[test]
    fn any_text_goes_out_whole_within_the_limits(text in "(\\PC|[a-z \n]|🍵){0,400}", times in 1_usize..90) {
        let text = text.repeat(times);
        let bare = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
        let content = Said::Text { text: text.clone() };
        let message = Outbound { message: "m".into(), content, quotes: None, by_person: true };
        let rendered = account(|account| Line.render(account, &message, &Talk::default(), NOW));
        prop_assert_eq!(rendered.is_err(), bare(&text).is_empty());
        let parts = rendered.unwrap_or_default();
        prop_assert!(parts.iter().all(|part| (1..=5).contains(&part.pieces.len())));
        let texts: Vec<_> = parts.iter().flat_map(|part| &part.pieces).map(|piece| match piece {
            Piece::Text { text } => text.as_str(),
            Piece::File(_) | Piece::Link(_) | Piece::Template { .. } => "",
        }).collect();
        prop_assert!(texts.iter().all(|text| Unit::Utf16.count(text) <= 5_000));
        prop_assert_eq!(bare(&texts.concat()), bare(&text));
    }
}
