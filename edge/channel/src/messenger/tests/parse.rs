use serde_json::{Value, json};
use shared::value::Timestamp;

use super::*;
use crate::{
    graph::tests::values,
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Reached, What},
};

pub(super) fn parse(body: &Value) -> Vec<Inbound> {
    Messenger.parse(&filled().account(), body.to_string().as_bytes(), NOW)
}

/// What an event brings; its sender and time are Ana's unless it says otherwise.
fn brings(event: &Value) -> Vec<Inbound> {
    let mut whole = json!({ "sender": { "id": ANA }, "recipient": { "id": PAGE }, "timestamp": 1_790_000_000_001_i64 });
    whole.as_object_mut().unwrap().extend(event.as_object().unwrap().clone());
    parse(&json!({ "object": "page", "entry": [{ "id": PAGE, "time": 1_790_000_000_123_i64, "messaging": [whole] }] }))
}

fn only(events: Vec<Inbound>) -> What {
    assert_eq!(events.len(), 1, "{events:?}");
    events.into_iter().next().unwrap().what
}

/// The content of the documented message with this end of its id.
fn content(mid: &str) -> Vec<Content> {
    let message = documented(mid);
    let what = brings(&json!({ "message": message })).remove(0).what;
    let What::Message { id, content, .. } = what else { panic!("{what:?}") };
    assert_eq!(id, mid);
    content
}

fn documented(mid: &str) -> Value {
    let all = values(include_str!("messages.txt"));
    assert_eq!(all.len(), 14);
    all.into_iter().rfind(|it| it["mid"] == mid).unwrap()
}

/// The documented event that is of this kind, and which of them.
fn event(kind: &str, at: usize) -> Value {
    values(include_str!("events.txt")).into_iter().filter(|it| it.get(kind).is_some()).nth(at).unwrap()
}

fn text(text: &str) -> Content {
    Content::Text { text: text.to_owned() }
}

fn media(kind: MediaKind, url: &str, name: Option<&str>) -> Media {
    Media { kind, at: MediaAt::Link(url.to_owned()), name: name.map(str::to_owned), media_type: None }
}

#[test]
fn a_text_is_a_message_of_the_person_at_its_time() {
    let events = parse(&values(include_str!("text.txt"))[0]);
    assert_eq!(Messenger.parse(&filled().account(), M1, NOW), events);
    let event = &events[0];
    assert_eq!((events.len(), event.key.as_str()), (1, "message:m_AAA111"));
    assert_eq!(event.person.as_ref().unwrap().id, ANA);
    assert_eq!(event.at_ms, Timestamp::from_ms(1_790_000_000_001));
    let content = vec![text("Hello, is the red kettle in stock?")];
    assert_eq!(event.what, What::Message { id: "m_AAA111".to_owned(), content, quotes: None });
}

#[test]
fn escapes_are_read_as_what_they_stand_for() {
    let read = |body: &[u8]| only(Messenger.parse(&filled().account(), body, NOW));
    let content = vec![text("Grüße 你好 😀 https://example.com/a?b=1")];
    assert_eq!(read(M2), What::Message { id: "m_AAA112".to_owned(), content, quotes: None });
    assert_eq!(read(M2), read(M2_RESERIALISED));
}

#[test]
fn attachments_are_files_by_their_links() {
    let one = |kind, url, name| vec![Content::Media(media(kind, url, name))];
    assert_eq!(content("m_AAA201"), one(MediaKind::Image, "https://scontent.example/img1.jpg?oh=1", None));
    assert_eq!(content("m_AAA203"), one(MediaKind::Video, "https://video.example/v.mp4", None));
    assert_eq!(content("m_AAA204"), one(MediaKind::Audio, "https://cdn.example/voice.mp4", None));
    let file = one(MediaKind::File, "https://cdn.example/order%2042.pdf?x=1", Some("order 42.pdf"));
    assert_eq!(content("m_AAA205"), file);
    let two = ["a", "b"].map(|it| media(MediaKind::Image, &format!("https://scontent.example/{it}.jpg"), None));
    let [a, b] = two.map(Content::Media);
    assert_eq!(content("m_AAA202"), [text("two views"), a, b]);
}

#[test]
fn a_file_is_called_what_its_address_says() {
    for (url, name) in [
        ("https://cdn.example/%E5%9C%96%2B1+a%26b=c.pdf", Some("圖+1+a&b=c.pdf")),
        ("https://cdn.example/a%2Fb.pdf#x", Some("a/b.pdf")),
        ("https://cdn.example/", None),
        ("https://cdn.example", None),
    ] {
        let message = json!({ "mid": "m", "attachments": [{ "type": "file", "payload": { "url": url } }] });
        let What::Message { content, .. } = only(brings(&json!({ "message": message }))) else { panic!("{url}") };
        assert_eq!(content, [Content::Media(media(MediaKind::File, url, name))]);
    }
}

#[test]
fn a_sticker_is_one_and_the_thumb_is_a_sign() {
    let thumb = Content::Sticker { media: None, words: "👍".to_owned() };
    assert_eq!(content("m_AAA206"), [thumb]);
    let picture = |id: u64, kind: &str| json!({ "type": kind, "payload": { "url": "https://scontent.example/s.png", "sticker_id": id } });
    let media = media(MediaKind::Image, "https://scontent.example/s.png", None);
    let sticker = Content::Sticker { media: Some(media), words: String::new() };
    for (attachments, count) in [
        (vec![picture(5, "sticker"), picture(5, "image")], 1),
        (vec![picture(5, "image")], 1),
        (vec![picture(5, "sticker"), picture(6, "image")], 2),
    ] {
        let message = json!({ "mid": "m", "attachments": attachments });
        let What::Message { content, .. } = only(brings(&json!({ "message": message }))) else { panic!() };
        assert_eq!(content, vec![sticker.clone(); count]);
    }
}

#[test]
fn places_and_shared_links_are_shown() {
    let (latitude, longitude) = ("22.2819".to_owned(), "114.1581".to_owned());
    assert_eq!(content("m_AAA207"), [Content::Location { latitude, longitude, label: None }]);
    let link = |title: &str, url: &str| Content::Link { title: Some(title.to_owned()), url: Some(url.to_owned()) };
    assert_eq!(content("m_AAA208"), [link("A page", "https://example.com/p")]);
    assert_eq!(content("m_AAA209"), [text("https://example.com/p"), link("A page", "https://example.com/p")]);
    assert_eq!(content("m_AAA210"), [link("Kettles", "https://www.facebook.com/reel/1")]);
}

#[test]
fn an_attachment_without_anything_to_show_is_unsupported_beside_the_words() {
    for attachment in [
        json!({ "type": "template", "payload": null }),
        json!({ "type": "fallback" }),
        json!({ "type": "image", "payload": { "url": "file:///etc/passwd" } }),
        json!({ "type": "fallback", "payload": { "url": "javascript:alert(1)" } }),
        json!({ "type": "location", "payload": { "coordinates": { "lat": "north" } } }),
        json!("odd"),
    ] {
        let message = json!({ "mid": "m", "text": "see", "attachments": [attachment] });
        let What::Message { content, .. } = only(brings(&json!({ "message": message }))) else {
            panic!("{attachment}")
        };
        let kind = attachment["type"].as_str().unwrap_or("attachment").to_owned();
        assert_eq!(content, [text("see"), Content::Unsupported { name: kind, raw: attachment.to_string() }]);
    }
}

#[test]
fn a_quick_reply_is_its_words_once() {
    let said = only(brings(&json!({ "message": documented("m_AAA211") })));
    assert_eq!(said, What::Message { id: "m_AAA211".to_owned(), content: vec![text("Red")], quotes: None });
}

#[test]
fn a_reply_says_what_it_quotes() {
    let quotes = Some("m_BBB900".to_owned());
    let what = only(brings(&json!({ "message": documented("m_AAA212") })));
    assert_eq!(what, What::Message { id: "m_AAA212".to_owned(), content: vec![text("this one")], quotes });
}

#[test]
fn what_cannot_be_read_is_kept_as_it_came() {
    for message in [documented("m_AAA213"), json!({ "mid": "m_AAA213" }), json!({ "mid": "m_AAA213", "text": " " })] {
        let what = only(brings(&json!({ "message": message })));
        let raw = message.to_string();
        assert_eq!(what, What::Unsupported { id: Some("m_AAA213".to_owned()), name: "message".to_owned(), raw });
    }
    let long = json!({ "brand_new_event": "x".repeat(5_000) });
    let What::Unsupported { id: None, name, raw } = only(brings(&long)) else { panic!() };
    assert_eq!((name.as_str(), raw.chars().count()), ("brand_new_event", 2_000));
}

#[test]
fn a_message_that_was_taken_back_is_deleted_under_a_key_of_its_own() {
    let event = brings(&json!({ "message": documented("m_AAA111") })).remove(0);
    assert_eq!((event.key.as_str(), event.what), ("deleted:m_AAA111", What::Deleted { id: "m_AAA111".to_owned() }));
}

#[test]
fn every_edit_of_a_message_counts() {
    let mut edit = event("message_edit", 0);
    let first = brings(&edit).remove(0);
    let text = "Hello, is the blue kettle in stock?".to_owned();
    assert_eq!(first.key, "edit:m_AAA111:1");
    assert_eq!(first.what, What::Edited { id: "m_AAA111".to_owned(), text });
    edit["message_edit"]["num_edit"] = json!("1");
    assert_eq!(brings(&edit).remove(0).key, first.key);
    edit["message_edit"]["num_edit"] = json!(2);
    assert_ne!(brings(&edit).remove(0).key, first.key);
}

#[test]
fn reactions_come_and_go() {
    let id = "m_BBB900".to_owned();
    let [set, taken] = [0, 1].map(|at| brings(&event("reaction", at)).remove(0));
    assert_eq!(set.key, "reaction:m_BBB900:7300000000000001:react:1790000000001");
    assert_eq!(set.what, What::Reaction { id: id.clone(), emoji: Some("❤".to_owned()) });
    assert_eq!(taken.key, "reaction:m_BBB900:7300000000000001:unreact:1790000000001");
    assert_eq!(taken.what, What::Reaction { id: id.clone(), emoji: None });
    for (name, sign) in [("smile", "😆"), ("wow", "😮"), ("like", "👍"), ("dislike", "👎"), ("other", "other")]
    {
        let what = only(brings(&json!({ "reaction": { "reaction": name, "action": "react", "mid": "m_BBB900" } })));
        assert_eq!(what, What::Reaction { id: id.clone(), emoji: Some(sign.to_owned()) });
    }
}

#[test]
fn a_button_is_an_action_and_says_where_the_person_came_from() {
    let shelf = What::Referral { source: "shelf-7".to_owned() };
    let events = brings(&event("postback", 0));
    assert_eq!(events[0].what, shelf);
    let action = What::Action { title: Some("Get Started".to_owned()), payload: "GET_STARTED".to_owned() };
    assert_eq!((events[1].key.as_str(), &events[1].what), ("postback:m_PB1", &action));
    let old = brings(&json!({ "postback": { "title": "Get Started", "payload": "GET_STARTED" } })).remove(0);
    assert_eq!(old.key, "postback:7300000000000001:1790000000001:GET_STARTED");
    assert_eq!(only(brings(&event("referral", 0))), shelf);
    assert_eq!(only(brings(&event("referral", 1))), What::Referral { source: "6100000000001".to_owned() });
}

#[test]
fn receipts_say_which_and_up_to_when() {
    let up_to = |ms| Some(Timestamp::from_ms(ms));
    let delivered = What::Receipt {
        ids: vec!["m_BBB900".to_owned()],
        up_to_ms: up_to(1_790_000_005_000),
        state: Reached::Delivered,
        ours: None,
    };
    assert_eq!(only(brings(&event("delivery", 0))), delivered);
    let read = What::Receipt { ids: vec![], up_to_ms: up_to(1_790_000_009_000), state: Reached::Read, ours: None };
    assert_eq!(only(brings(&event("read", 0))), read);
    let bare = json!({ "delivery": { "watermark": 1_790_000_005 }, "timestamp": null });
    let event = brings(&bare).remove(0);
    assert_eq!(event.at_ms, Timestamp::from_ms(1_790_000_000_123), "the entry's, where the event has none");
    let What::Receipt { up_to_ms, .. } = event.what else { panic!() };
    assert_eq!(up_to_ms, up_to(1_790_000_005_000));
}

#[test]
fn what_the_page_said_is_an_echo_to_the_person() {
    let echo = &values(include_str!("echo.txt"))[0];
    let event = brings(echo).remove(0);
    assert_eq!((event.key.as_str(), event.person.unwrap().id.as_str()), ("echo:m_BBB900", ANA));
    let ours = Some("enq-7f/msg-31".to_owned());
    let said = What::Echo { id: "m_BBB900".to_owned(), ours, content: vec![text("Yes, six left.")] };
    assert_eq!(event.what, said);
    // In the page's inbox, where nothing of ours is in it.
    for app in [json!(26_390_203_743_090_u64), json!("263902037430900"), json!(null)] {
        let attachment = json!({ "type": "template", "attachment_id": 880_000_000_000_011_u64, "payload": null });
        let message = json!({ "is_echo": true, "app_id": app, "mid": "m_C1", "attachments": [attachment] });
        let mut echo = echo.clone();
        echo["message"] = message;
        let What::Echo { ours: None, content, .. } = only(brings(&echo)) else { panic!() };
        assert!(matches!(&content[..], [Content::Unsupported { name, .. }] if name == "template"));
    }
    let mut unmarked = echo.clone();
    unmarked["message"].as_object_mut().unwrap().remove("is_echo");
    assert_eq!(only(brings(&unmarked)), said, "who sent it says enough");
}

#[test]
fn what_is_about_the_account_is_no_message() {
    for name in ["pass_thread_control", "take_thread_control", "policy_enforcement"] {
        let event = event(name, 0);
        let raw = event[name].to_string();
        assert_eq!(only(brings(&event)), What::Control { name: name.to_owned(), raw });
    }
    let mut old = event("policy_enforcement", 0);
    old["policy-enforcement"] = old.as_object_mut().unwrap().remove("policy_enforcement").unwrap();
    old["sender"] = Value::Null;
    let What::Control { name, .. } = only(brings(&old)) else { panic!() };
    assert_eq!(name, "policy_enforcement");
    assert_eq!(only(brings(&event("optin", 0))), What::Ignored { name: "optin".to_owned() });
    let other = json!({ "sender": { "id": ANA }, "timestamp": 1, "message": { "mid": "m_S", "text": "to another application" } });
    let body =
        json!({ "object": "page", "entry": [{ "id": PAGE, "standby": [other], "changes": [{ "field": "feed" }] }] });
    let names: Vec<_> = parse(&body).into_iter().map(|it| it.what).collect();
    assert_eq!(names, ["standby", "changes"].map(|name| What::Ignored { name: name.to_owned() }));
}

#[test]
fn a_message_of_nobody_is_kept_as_it_came() {
    let what = only(brings(&json!({ "sender": { "user_ref": "REF-1" }, "message": { "mid": "m", "text": "hi" } })));
    assert!(matches!(what, What::Unsupported { id: None, name, raw } if name == "message" && raw.contains("REF-1")));
}

#[test]
fn a_batch_gives_all_that_is_in_it() {
    let batch = &values(include_str!("batch.txt"))[0];
    let events = parse(batch);
    let who: Vec<_> = events.iter().map(|it| it.person.as_ref().unwrap().id.as_str()).collect();
    assert_eq!(who, [ANA, "7300000000000002", "7300000000000002"]);
    assert!(matches!(&events[2].what, What::Unsupported { name, .. } if name == "brand_new_event"));
    assert_eq!(events, parse(batch), "and the same again, under the same keys");
    let keys: std::collections::BTreeSet<_> = events.iter().map(|it| &it.key).collect();
    assert_eq!(keys.len(), 3);
}

#[test]
fn what_came_for_another_page_or_object_is_not_ours() {
    let mut body = values(include_str!("text.txt")).remove(0);
    body["entry"][0]["id"] = json!("104200000000002");
    assert_eq!(only(parse(&body)), What::Ignored { name: "another page".to_owned() });
    body["object"] = json!("instagram");
    assert_eq!(only(parse(&body)), What::Ignored { name: "instagram".to_owned() });
    let what = only(Messenger.parse(&filled().account(), b"<html>", NOW));
    assert_eq!(what, What::Unsupported { id: None, name: "body".to_owned(), raw: "<html>".to_owned() });
    for (name, body) in [
        ("entry", json!({ "object": "page", "entry": [{ "id": PAGE, "messaging": { "message": "odd" } }] })),
        ("body", json!({ "object": "page", "entry": "odd" })),
    ] {
        assert!(
            matches!(only(parse(&body)), What::Unsupported { name: it, raw, .. } if it == name && raw.contains("odd"))
        );
    }
}
