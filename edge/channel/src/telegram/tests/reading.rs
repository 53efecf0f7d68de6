//! What comes from Telegram.

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::value::Timestamp;

use super::{NOW, PERSON, SECRET, Telegram, account, read};
use crate::{
    Adapter,
    http::Call,
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, RAW_CHARS, What},
    proof::Proof,
};

fn from() -> Value {
    json!({"id": 5_550_000_000_001_u64, "is_bot": false, "first_name": "Mei", "last_name": "Ōta", "language_code": "ja"})
}

fn chat() -> Value {
    json!({"id": 5_550_000_000_001_u64, "first_name": "Mei", "type": "private"})
}

/// An update with a message, or a message that was edited, of the given fields.
fn update(kind: &str, fields: Value) -> Inbound {
    let mut message = json!({"message_id": 42, "from": from(), "chat": chat(), "date": 1_790_000_300});
    let Value::Object(fields) = fields else { panic!("no fields") };
    message.as_object_mut().unwrap().extend(fields);
    let event = read(json!({"update_id": 900_100, kind: message}).to_string().as_bytes());
    assert_eq!(event.key, "update:900100");
    event
}

fn content(fields: Value) -> Vec<Content> {
    let event = update("message", fields);
    let What::Message { id, content, quotes: None } = event.what else { panic!("no message: {event:?}") };
    assert_eq!(id, "5550000000001:42");
    assert_eq!(event.at_ms, Timestamp::from_ms(1_790_000_300_000));
    assert_eq!(event.person.unwrap().name.as_deref(), Some("Mei Ōta"));
    content
}

fn text(text: &str) -> Content {
    Content::Text { text: text.to_owned() }
}

fn media(kind: MediaKind, id: &str, name: Option<&str>, media_type: Option<&str>) -> Media {
    let owned = |text: &str| text.to_owned();
    Media { kind, at: MediaAt::Id(id.to_owned()), name: name.map(owned), media_type: media_type.map(owned) }
}

#[test]
fn only_a_call_with_the_secret_is_telegrams() {
    let proof = |is_post, header: Option<&str>| {
        let header = |name: &str| {
            let header = (name == "x-telegram-bot-api-secret-token").then_some(header).flatten();
            header.map(str::to_owned)
        };
        account(|account| {
            Telegram.verify(account, &Call { is_post, query: "", header: &header, body: b"{}", now: NOW })
        })
    };
    assert_eq!(proof(true, Some(SECRET)), Proof::Genuine(b"{}".to_vec()));
    for wrong in [None, Some(""), Some("shop-secret_2025"), Some("shop-secret_2026 ")] {
        assert_eq!(proof(true, wrong), Proof::Refused);
    }
    assert_eq!(proof(false, Some(SECRET)), Proof::Refused);
    // A secret that isn't set proves nothing.
    let fields = std::collections::BTreeMap::new();
    let unset = crate::account::Account::new(&fields, &|_| None);
    let call = Call { is_post: true, query: "", header: &|_| Some(String::new()), body: b"{}", now: NOW };
    assert_eq!(Telegram.verify(&unset, &call), Proof::Refused);
}

#[test]
fn a_text_is_a_message_and_may_quote() {
    assert_eq!(content(json!({"text": "Is it in stock?"})), [text("Is it in stock?")]);
    let event = update("message", json!({"text": "This one", "reply_to_message": {"message_id": 7, "text": "Which?"}}));
    let What::Message { quotes, .. } = event.what else { panic!("no message") };
    assert_eq!(quotes.as_deref(), Some("5550000000001:7"));
}

#[test]
fn of_a_photo_the_largest_size_is_taken_with_its_caption() {
    let sizes = json!([
        {"file_id": "small", "width": 90, "height": 60, "file_size": 1_200},
        {"file_id": "large", "width": 1_280, "height": 853},
        {"file_id": "middle", "width": 320, "height": 213},
        {"width": 9_999, "height": 9_999},
        7,
    ]);
    let photo = Content::Media(media(MediaKind::Image, "large", None, Some("image/jpeg")));
    assert_eq!(content(json!({"photo": sizes, "caption": "This cup"})), [photo, text("This cup")]);
}

#[test]
fn files_come_as_what_they_are() {
    for (fields, expected) in [
        (
            json!({"voice": {"file_id": "v", "duration": 3, "mime_type": "audio/ogg"}}),
            media(MediaKind::Audio, "v", None, Some("audio/ogg")),
        ),
        (
            json!({"audio": {"file_id": "a", "file_name": "a.mp3", "mime_type": "audio/mpeg"}}),
            media(MediaKind::Audio, "a", Some("a.mp3"), Some("audio/mpeg")),
        ),
        (
            json!({"video": {"file_id": "m", "width": 640, "height": 360, "duration": 9}}),
            media(MediaKind::Video, "m", None, Some("video/mp4")),
        ),
        (json!({"video_note": {"file_id": "n", "length": 240}}), media(MediaKind::Video, "n", None, Some("video/mp4"))),
        (
            json!({"animation": {"file_id": "g", "file_name": "g.mp4"}, "document": {"file_id": "g", "file_name": "g.mp4"}}),
            media(MediaKind::Video, "g", Some("g.mp4"), Some("video/mp4")),
        ),
        (
            json!({"document": {"file_id": "d", "file_name": "order.pdf", "mime_type": "application/pdf"}}),
            media(MediaKind::File, "d", Some("order.pdf"), Some("application/pdf")),
        ),
    ] {
        assert_eq!(content(fields), [Content::Media(expected)]);
    }
}

#[test]
fn a_sticker_has_a_picture_if_one_can_be_shown() {
    let sticker = |fields: Value| {
        let mut sticker = json!({"file_id": "s", "emoji": "👍", "width": 512, "height": 512});
        let Value::Object(fields) = fields else { panic!("no fields") };
        sticker.as_object_mut().unwrap().extend(fields);
        let [Content::Sticker { media, words }] = &content(json!({ "sticker": sticker }))[..] else {
            panic!("no sticker")
        };
        assert_eq!(words, "👍");
        media.clone()
    };
    assert_eq!(sticker(json!({})), Some(media(MediaKind::Image, "s", None, Some("image/webp"))));
    assert_eq!(sticker(json!({"is_video": true})), Some(media(MediaKind::Video, "s", None, Some("video/webm"))));
    let shown = sticker(json!({"is_animated": true, "thumbnail": {"file_id": "t"}}));
    assert_eq!(shown, Some(media(MediaKind::Image, "t", None, None)));
    assert_eq!(sticker(json!({"is_animated": true})), None);
}

#[test]
fn places_and_cards_are_read() {
    let place = |label: Option<&str>| Content::Location {
        latitude: "22.2819".to_owned(),
        longitude: "114.1581".to_owned(),
        label: label.map(str::to_owned),
    };
    let location = json!({"latitude": 22.2819, "longitude": 114.1581});
    assert_eq!(content(json!({ "location": location })), [place(None)]);
    let venue = json!({"location": location, "title": "Shop", "address": "1 Queen's Road"});
    assert_eq!(content(json!({"location": location, "venue": venue})), [place(Some("Shop, 1 Queen's Road"))]);
    let contact = json!({"phone_number": "+852 5555 0100", "first_name": "Ben", "vcard": "BEGIN:VCARD"});
    assert_eq!(content(json!({ "contact": contact })), [Content::Card { text: "Ben\n+852 5555 0100".to_owned() }]);
}

#[test]
fn an_edit_changes_the_words() {
    let edited = |fields| update("edited_message", fields).what;
    let words = |text: &str| What::Edited { id: "5550000000001:42".to_owned(), text: text.to_owned() };
    assert_eq!(edited(json!({"text": "Two, please", "edit_date": 1_790_000_310})), words("Two, please"));
    assert_eq!(edited(json!({"photo": [], "caption": "That cup"})), words("That cup"));
    // A place that moves.
    let ignored = What::Ignored { name: "edited_message".to_owned() };
    assert_eq!(edited(json!({"location": {"latitude": 1, "longitude": 2}})), ignored);
}

#[test]
fn a_button_tells_what_it_said_and_what_it_stands_for() {
    let pressed = |message: Value| {
        let query = json!({"id": "9", "from": from(), "message": message, "chat_instance": "1", "data": "size:m"});
        read(json!({"update_id": 900_101, "callback_query": query}).to_string().as_bytes())
    };
    let keyboard = json!({"inline_keyboard": [[{"text": "S", "callback_data": "size:s"}], [{"text": "M", "callback_data": "size:m"}]]});
    let event = pressed(json!({"message_id": 41, "date": 1_780_000_000, "chat": chat(), "reply_markup": keyboard}));
    assert_eq!(event.what, What::Action { title: Some("M".to_owned()), payload: "size:m".to_owned() });
    // Not when the message with it was sent.
    assert_eq!((event.person.unwrap().id.as_str(), event.at_ms), (PERSON, NOW));
    let event = pressed(json!({"message_id": 41, "date": 0, "chat": chat()}));
    assert_eq!(event.what, What::Action { title: None, payload: "size:m".to_owned() });
}

#[test]
fn pressing_start_follows_and_blocking_ends_it() {
    let followed = |source: Option<&str>| What::Followed { source: source.map(str::to_owned) };
    let said = |text: &str| update("message", json!({ "text": text })).what;
    assert_eq!(said("/start"), followed(None));
    assert_eq!(said("/start shelf7"), followed(Some("shelf7")));
    assert_eq!(said("/start@shop_bot shelf7"), followed(Some("shelf7")));
    for text in ["/start it again, please", "/starts", "start"] {
        assert!(matches!(said(text), What::Message { .. }), "{text}");
    }
    let member = |status: &str| update("my_chat_member", json!({"new_chat_member": {"status": status}})).what;
    assert_eq!(member("kicked"), What::Unfollowed);
    assert_eq!(member("member"), followed(None));
    assert_eq!(member("restricted"), What::Ignored { name: "my_chat_member".to_owned() });
}

#[test]
fn what_is_said_in_a_group_or_by_a_bot_is_not_said_to_the_desk() {
    let group = json!({"id": -1_001_234_567_890_i64, "title": "Team", "type": "supergroup"});
    let bot = json!({"id": 1, "is_bot": true, "first_name": "Bot"});
    for (kind, fields) in [
        ("message", json!({"text": "hello", "chat": group})),
        ("edited_message", json!({"text": "hello", "chat": group})),
        ("my_chat_member", json!({"new_chat_member": {"status": "member"}, "chat": group})),
        ("message", json!({"text": "hello", "from": bot})),
        ("message", json!({"text": "hello", "chat": 7})),
        ("callback_query", json!({"data": "x", "message": {"chat": group}})),
        ("channel_post", json!({"text": "hello"})),
        ("poll_answer", json!({})),
    ] {
        let event = update(kind, fields);
        assert_eq!((event.person, event.what), (None, What::Ignored { name: kind.to_owned() }));
    }
    let nothing = read(b"{\"update_id\":1}").what;
    assert_eq!(nothing, What::Ignored { name: "nothing".to_owned() });
}

#[test]
fn what_cannot_be_read_is_said_to_be_so_and_keeps_how_it_began() {
    let poll = json!({"question": "x".repeat(5_000), "options": []});
    let event = update("message", json!({ "poll": poll }));
    let What::Unsupported { id, name, raw } = event.what else { panic!("a poll is read") };
    assert_eq!((id.as_deref(), &*name), (Some("5550000000001:42"), "poll"));
    assert_eq!(raw.chars().count(), RAW_CHARS);
    assert!(event.person.is_some());
    // A known kind without what matters.
    for fields in
        [json!({"voice": {}}), json!({"photo": []}), json!({"location": {"latitude": "north"}}), json!({"contact": {}})]
    {
        assert!(matches!(update("message", fields).what, What::Unsupported { .. }));
    }
    let paid = content(json!({"paid_media": {"star_count": 5}, "caption": "My drawing"}));
    assert!(
        matches!(&paid[..], [Content::Unsupported { name, .. }, words] if name == "paid_media" && *words == text("My drawing"))
    );
    let pinned = update("message", json!({"pinned_message": {"message_id": 1}})).what;
    assert_eq!(pinned, What::Ignored { name: "pinned_message".to_owned() });
    for body in ["", "null", "[1]", "\"text\"", "{\"update_id\":1", &"[".repeat(100_000)] {
        let What::Unsupported { id: None, name, raw } = read(body.as_bytes()).what else { panic!("{body} is read") };
        assert!(name == "not JSON" && raw.chars().count() <= RAW_CHARS);
    }
}

#[test]
fn ids_are_numbers_or_texts_and_lose_no_digit() {
    let key = |id: Value| read(json!({"update_id": id, "message": {}}).to_string().as_bytes()).key;
    assert_eq!(key(json!(18_446_744_073_709_551_615_u64)), "update:18446744073709551615");
    assert_eq!(key(json!("900100")), "update:900100");
    assert_ne!(key(json!(1.5)), key(json!(2.5)));
    let far = update("message", json!({"text": "x", "date": i64::MAX}));
    assert_eq!(far.at_ms, NOW);
    let named = update("message", json!({"text": "x", "chat": {"id": "77", "type": "private"}, "from": 7}));
    let person = named.person.unwrap();
    assert_eq!((&*person.id, person.name), ("77", None));
}

proptest! {
    #[test]
    fn nothing_that_comes_does_harm(
        bytes: Vec<u8>,
        kind in "message|edited_message|callback_query|my_chat_member|update_id|other",
        name in "text|photo|voice|document|sticker|location|venue|contact|reply_to_message|caption|chat|from|date|message_id|data",
        value in "-?[0-9]{1,24}|1e400|\"\\w{0,20}\"|null|\\[\\]|\\[\\{\\}\\]|\\{\\}|\\{\"file_id\":\"x\"\\}|\\{\"id\":1.5\\}",
    ) {
        let _ = read(&bytes);
        let whole = format!("{{\"update_id\":1,\"{kind}\":{{\"{name}\":{value}}}}}");
        let _ = read(whole.as_bytes());
        let _ = read(&whole.as_bytes()[..bytes.len().min(whole.len())]);
        let field = format!(
            "{{\"update_id\":1,\"{kind}\":{{\"message_id\":1,\"chat\":{{\"id\":1,\"type\":\"private\"}},\"{name}\":{value}}}}}"
        );
        prop_assert!(read(field.as_bytes()).key.len() <= 80);
    }
}
