use serde_json::{Value, json};
use shared::value::Timestamp;

use super::*;
use crate::{
    graph::tests::values,
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Person, Reached, What},
};

pub(super) fn parse(body: &Value) -> Vec<Inbound> {
    WhatsApp.parse(&filled().account(), body.to_string().as_bytes(), NOW)
}

fn in_change(change: &Value) -> Vec<Inbound> {
    parse(&json!({ "object": "whatsapp_business_account", "entry": [{ "id": BUSINESS, "changes": [change] }] }))
}

fn in_value(name: &str, items: &[Value]) -> Vec<Inbound> {
    let contact = json!({ "profile": { "name": "Ana Chan" }, "wa_id": PHONE, "user_id": ANA });
    let metadata = json!({ "phone_number_id": NUMBER });
    in_change(&json!({ "field": "messages", "value": { "metadata": metadata, "contacts": [contact], name: items } }))
}

/// What a message of Ana's brings.
fn brings(message: &Value) -> Vec<Inbound> {
    let mut whole = json!({ "from": PHONE, "from_user_id": ANA, "timestamp": "1790000100" });
    whole.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    in_value("messages", &[whole])
}

fn only(events: Vec<Inbound>) -> What {
    assert_eq!(events.len(), 1, "{events:?}");
    events.into_iter().next().unwrap().what
}

/// The documented message with this id, `A02` to `A25`.
fn documented(at: usize) -> Value {
    let all = values(include_str!("messages.txt"));
    assert_eq!(all.len(), 24);
    all.into_iter().find(|it| it["id"] == format!("wamid.A{at:02}")).unwrap()
}

/// What the documented message says.
fn content(at: usize) -> Vec<Content> {
    let what = only(brings(&documented(at)));
    let What::Message { id, content, quotes: None } = what else { panic!("{what:?}") };
    assert_eq!(id, format!("wamid.A{at:02}"));
    content
}

fn text(text: &str) -> Content {
    Content::Text { text: text.to_owned() }
}

fn file(kind: MediaKind, id: &str, media_type: &str, name: Option<&str>) -> Media {
    let at = MediaAt::Id(id.to_owned());
    Media { kind, at, name: name.map(str::to_owned), media_type: Some(media_type.to_owned()) }
}

fn ana() -> Person {
    Person { id: ANA.to_owned(), aliases: vec![PHONE.to_owned()], name: Some("Ana Chan".to_owned()) }
}

#[test]
fn a_text_is_a_message_of_the_person_at_its_time() {
    let events = parse(&values(include_str!("text.txt"))[0]);
    let event = &events[0];
    assert_eq!((events.len(), event.key.as_str()), (1, "message:wamid.AAA111"));
    assert_eq!((event.person.as_ref(), event.at_ms), (Some(&ana()), Timestamp::from_ms(1_790_000_100_000)));
    assert_eq!(event.read_token.as_deref(), Some("wamid.AAA111"));
    let content = vec![text("Hi, do you ship to Macau?")];
    assert_eq!(event.what, What::Message { id: "wamid.AAA111".to_owned(), content, quotes: None });
    let w1 = WhatsApp.parse(&filled().account(), W1, NOW).remove(0);
    assert_eq!(w1.person.unwrap().name.as_deref(), Some("Ana 陳"));
    assert!(matches!(w1.what, What::Message { content, .. } if content == [text("Hi 👋 do you ship to Macau?")]));
}

#[test]
fn files_come_by_their_ids_with_what_is_said_beside_them() {
    let image = file(MediaKind::Image, "410700000000001", "image/jpeg", None);
    assert_eq!(content(2), [Content::Media(image), text("this one")]);
    let video = file(MediaKind::Video, "410700000000002", "video/mp4", None);
    assert_eq!(content(3), [Content::Media(video), text("see")]);
    let voice = file(MediaKind::Audio, "410700000000003", "audio/ogg; codecs=opus", None);
    assert_eq!(content(4), [Content::Media(voice)]);
    assert_eq!(content(5), [Content::Media(file(MediaKind::Audio, "410700000000004", "audio/mpeg", None))]);
    let order = file(MediaKind::File, "410700000000005", "application/pdf", Some("order 42.pdf"));
    assert_eq!(content(6), [Content::Media(order), text("my order")]);
    let media = Some(file(MediaKind::Image, "410700000000006", "image/webp", None));
    assert_eq!(content(7), [Content::Sticker { media, words: String::new() }]);
}

#[test]
fn places_cards_and_orders_are_shown() {
    let (latitude, longitude) = ("22.2819".to_owned(), "114.1581".to_owned());
    let label = Some("Shop, 1 Queen's Rd".to_owned());
    assert_eq!(content(8), [Content::Location { latitude, longitude, label }]);
    assert_eq!(content(9), [Content::Card { text: "Bo Li\n+852 9000 0000".to_owned() }]);
    assert_eq!(content(21), [text("1 × K-17, 30 HKD")]);
    let empty = json!({ "id": "wamid.X", "type": "order", "order": { "product_items": [] } });
    assert!(matches!(only(brings(&empty)), What::Unsupported { name, .. } if name == "order"));
}

#[test]
fn what_was_pressed_is_an_action() {
    for (at, title, payload) in
        [(10, "Yes", "yes"), (11, "Red", "r2"), (12, "Sent", r#"{"colour":"red"}"#), (13, "Stop", "STOP")]
    {
        let event = brings(&documented(at)).remove(0);
        let id = format!("wamid.A{at}");
        assert_eq!((event.key, event.read_token), (format!("action:{id}"), Some(id)));
        assert_eq!(event.what, What::Action { title: Some(title.to_owned()), payload: payload.to_owned() });
    }
    let hollow = json!({ "id": "wamid.X", "type": "interactive" });
    assert!(matches!(only(brings(&hollow)), What::Unsupported { name, .. } if name == "interactive"));
}

#[test]
fn reactions_come_and_go() {
    let id = "wamid.OUT1".to_owned();
    assert_eq!(only(brings(&documented(14))), What::Reaction { id: id.clone(), emoji: Some("👍".to_owned()) });
    assert_eq!(only(brings(&documented(15))), What::Reaction { id: id.clone(), emoji: None });
    let empty = json!({ "id": "wamid.X", "type": "reaction", "reaction": { "message_id": id, "emoji": "" } });
    assert_eq!(only(brings(&empty)), What::Reaction { id, emoji: None });
}

#[test]
fn a_reply_says_what_it_quotes_and_a_forwarded_message_quotes_nothing() {
    let quotes = Some("wamid.OUT1".to_owned());
    let what = only(brings(&documented(16)));
    assert_eq!(what, What::Message { id: "wamid.A16".to_owned(), content: vec![text("this one")], quotes });
    assert_eq!(content(17), [text("look")]);
}

#[test]
fn who_comes_by_an_advertisement_says_by_which() {
    let events = brings(&documented(18));
    assert_eq!(events[0].what, What::Referral { source: "6100000000001".to_owned() });
    assert!(matches!(&events[1].what, What::Message { content, .. } if *content == [text("price?")]));
    assert_eq!((events.len(), events[0].key == events[1].key), (2, false));
}

#[test]
fn edits_and_what_was_taken_back_name_the_message() {
    let id = "wamid.AAA111".to_owned();
    let edit = brings(&documented(19)).remove(0);
    assert_eq!(edit.key, "edit:wamid.A19");
    assert_eq!(edit.what, What::Edited { id: id.clone(), text: "Hi, do you ship to Taipei?".to_owned() });
    let caption = json!({ "type": "image", "image": { "id": "1", "caption": "that one" } });
    let edit = json!({ "id": "wamid.X", "type": "edit", "edit": { "original_message_id": id, "message": caption } });
    assert_eq!(only(brings(&edit)), What::Edited { id: id.clone(), text: "that one".to_owned() });
    let taken = brings(&documented(20)).remove(0);
    assert_eq!((taken.key.as_str(), taken.what), ("deleted:wamid.A20", What::Deleted { id }));
}

#[test]
fn what_cannot_be_read_is_kept_as_it_came() {
    let What::Unsupported { id, name, raw } = only(brings(&documented(22))) else { panic!() };
    assert_eq!((id.as_deref(), name.as_str()), (Some("wamid.A22"), "poll_creation"));
    assert!(raw.contains("131051"));
    for (message, wanted) in [
        (json!({ "id": "wamid.X", "type": "unknown" }), "unsupported"),
        (json!({ "id": "wamid.X", "type": "hologram", "hologram": {} }), "hologram"),
        (json!({ "id": "wamid.X", "type": "text" }), "text"),
        (json!({ "id": "wamid.X", "type": "image", "image": {} }), "image"),
        (json!({ "id": "wamid.X" }), "message"),
    ] {
        let What::Unsupported { id, name, .. } = only(brings(&message)) else { panic!("{message}") };
        assert_eq!((id.as_deref(), name.as_str()), (Some("wamid.X"), wanted));
    }
    let nameless = only(in_value("messages", &[json!("odd"), json!({ "type": "text", "text": { "body": "a" } })][1..]));
    assert!(matches!(nameless, What::Unsupported { id: None, name, .. } if name == "text"));
    let group = json!({ "id": "wamid.X", "group_id": "G", "type": "text", "text": { "body": "a" } });
    assert_eq!(only(brings(&group)), What::Ignored { name: "group".to_owned() });
}

#[test]
fn who_changes_their_number_or_id_stays_who_they_are() {
    let change = |former: &str, now: &str| What::IdentityChanged { former: former.to_owned(), now: now.to_owned() };
    assert_eq!(only(brings(&documented(23))), change(PHONE, "85290001111"));
    assert_eq!(only(brings(&documented(24))), change(ANA, "HK.90000000000000777"));
    let name = "customer_identity_changed".to_owned();
    assert_eq!(only(brings(&documented(25))), What::Ignored { name });
    let both =
        json!({ "id": "wamid.X", "type": "system", "system": { "type": "new", "wa_id": "1", "user_id": "HK.2" } });
    let events = brings(&both);
    assert_eq!(events.iter().map(|it| it.what.clone()).collect::<Vec<_>>(), [change(PHONE, "1"), change(ANA, "HK.2")]);
    assert_ne!(events[0].key, events[1].key);
    let event = in_change(&values(include_str!("changes.txt"))[1]).remove(0);
    assert_eq!(event.what, change(ANA, "HK.90000000000000777"));
    let person = event.person.unwrap();
    assert_eq!(person.id, "HK.90000000000000777");
    assert_eq!(person.aliases, [PHONE, ANA]);
    assert_eq!(event.at_ms, Timestamp::from_ms(1_790_000_300_000));
}

#[test]
fn a_person_is_known_by_every_id_that_came() {
    let from = |contacts: Value, from: Value| {
        let mut message = json!({ "id": "wamid.X", "type": "text", "text": { "body": "a" } });
        message.as_object_mut().unwrap().extend(from.as_object().unwrap().clone());
        let value = json!({ "contacts": contacts, "messages": [message] });
        in_change(&json!({ "field": "messages", "value": value })).remove(0).person.unwrap()
    };
    let bo = from(json!([{ "profile": { "username": "@bo" }, "user_id": "HK.2" }]), json!({ "from_user_id": "HK.2" }));
    assert_eq!((bo.id.as_str(), bo.aliases.len(), bo.name.as_deref()), ("HK.2", 0, Some("@bo")));
    let old = from(json!([{ "profile": { "name": "" }, "wa_id": PHONE }]), json!({ "from": PHONE }));
    assert_eq!(old, Person { id: PHONE.to_owned(), ..Person::default() });
    // The same number as Mexico dials it and as the network writes it.
    let spelt = from(json!([{ "wa_id": "5215512345678", "user_id": "MX.1" }]), json!({ "from": "525512345678" }));
    assert_eq!(
        (spelt.id.as_str(), spelt.aliases),
        ("MX.1", vec!["5215512345678".to_owned(), "525512345678".to_owned()])
    );
    // Somebody else's contact is no alias.
    let other = from(json!([{ "wa_id": "1", "user_id": "HK.9" }]), json!({ "from": PHONE, "from_user_id": ANA }));
    assert_eq!((other.id.as_str(), other.aliases), (ANA, vec![PHONE.to_owned()]));
    let parent = from(json!([{ "user_id": ANA, "parent_user_id": "HK.ENT.1" }]), json!({ "from_user_id": ANA }));
    assert!(parent.aliases.is_empty());
}

#[test]
fn receipts_come_one_for_each_step_and_name_the_message_as_we_do() {
    let all = values(include_str!("statuses.txt"));
    let events: Vec<_> = all.iter().map(|it| in_value("statuses", std::slice::from_ref(it)).remove(0)).collect();
    let keys: Vec<_> = events.iter().map(|it| it.key.as_str()).collect();
    let wanted = ["OUT1:sent", "OUT1:delivered", "OUT1:read", "OUT4:played", "OUT5:failed"];
    assert_eq!(keys, wanted.map(|it| format!("status:wamid.{it}")));
    let receipt = |id: &str, state, ours: Option<&str>| {
        let ours = ours.map(str::to_owned);
        What::Receipt { ids: vec![id.to_owned()], up_to_ms: None, state, ours }
    };
    assert_eq!(events[0].what, receipt("wamid.OUT1", Reached::Sent, Some("enq-7f/msg-31")));
    assert_eq!(events[1].what, receipt("wamid.OUT1", Reached::Delivered, None));
    assert_eq!(events[2].what, receipt("wamid.OUT1", Reached::Read, None));
    assert_eq!(events[3].what, receipt("wamid.OUT4", Reached::Read, None));
    let What::Receipt { state: Reached::Failed(problem), .. } = &events[4].what else { panic!() };
    assert_eq!((problem.class, problem.code.as_str()), (Class::WindowClosed, "131047"));
    assert!(problem.words.starts_with("Message failed to send because more than 24 hours"));
    assert!(events.iter().all(|it| it.person.as_ref() == Some(&ana())));
    let hollow = json!({ "id": "wamid.OUT6", "status": "failed" });
    let What::Receipt { state: Reached::Failed(problem), .. } = only(in_value("statuses", &[hollow])) else { panic!() };
    assert_eq!((problem.class, problem.code.as_str()), (Class::Permanent, "no code"), "and not that of code 0");
    let deleted = json!({ "id": "wamid.OUT1", "status": "deleted", "timestamp": "1790000200" });
    assert_eq!(only(in_value("statuses", &[deleted])), What::Ignored { name: "deleted".to_owned() });
    let bare = json!({ "field": "messages", "value": { "statuses": [{ "id": "wamid.O", "status": "sent" }] } });
    let event = in_change(&bare).remove(0);
    assert_eq!((event.person, event.what), (None, receipt("wamid.O", Reached::Sent, None)));
}

#[test]
fn what_staff_wrote_on_the_phone_is_an_echo_to_the_person() {
    let change = &values(include_str!("changes.txt"))[2];
    let event = in_change(change).remove(0);
    assert_eq!((event.key.as_str(), event.person), ("echo:wamid.E1", Some(ana())));
    let content = vec![text("Sent from the shop's phone")];
    assert_eq!(event.what, What::Echo { id: "wamid.E1".to_owned(), ours: None, content });
    let echo = |fields: Value| {
        let mut change = change.clone();
        change["value"]["message_echoes"][0].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        only(in_change(&change))
    };
    let id = "wamid.E0".to_owned();
    let taken = echo(json!({ "type": "revoke", "revoke": { "original_message_id": id } }));
    assert_eq!(taken, What::Deleted { id });
    assert!(matches!(echo(json!({ "type": "reaction" })), What::Ignored { .. }));
    let What::Echo { content, .. } = echo(json!({ "type": "hologram" })) else { panic!() };
    assert!(matches!(&content[..], [Content::Unsupported { name, .. }] if name == "hologram"));
}

#[test]
fn what_is_about_the_account_is_no_message() {
    let change = &values(include_str!("changes.txt"))[0];
    let raw = change["value"]["errors"][0].to_string();
    assert_eq!(only(in_change(change)), What::Control { name: "errors".to_owned(), raw });
    for field in ["account_update", "message_template_status_update", "history"] {
        let What::Control { name, .. } = only(in_change(&json!({ "field": field, "value": {} }))) else { panic!() };
        assert_eq!(name, field);
    }
}

#[test]
fn a_batch_gives_all_that_is_in_it_and_receipts_last() {
    let batch = &values(include_str!("batch.txt"))[0];
    let events = parse(batch);
    let keys = |events: &[Inbound]| events.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&events), ["message:wamid.B1", "message:wamid.B2", "status:wamid.OUT1:read"]);
    assert_eq!(events[1].person.as_ref().unwrap().id, "HK.90000000000000002");
    assert_eq!(events[1].person.as_ref().unwrap().name.as_deref(), Some("Bo"));
    let mut turned = batch.clone();
    turned["entry"][0]["changes"].as_array_mut().unwrap().reverse();
    assert_eq!(parse(&turned), events);
}

#[test]
fn a_thousand_messages_come_at_once() {
    let contacts: Vec<_> =
        (0..1_000).map(|n| json!({ "profile": { "name": format!("N{n}") }, "user_id": format!("HK.{n}") })).collect();
    let messages: Vec<_> = (0..1_000)
        .map(|n| json!({ "id": format!("wamid.{n}"), "from_user_id": format!("HK.{n}"), "type": "text", "text": { "body": "a" } }))
        .collect();
    let value = json!({ "contacts": contacts, "messages": messages });
    let events = in_change(&json!({ "field": "messages", "value": value }));
    assert_eq!(events.len(), 1_000);
    assert_eq!(events[999].person.as_ref().unwrap().name.as_deref(), Some("N999"));
}

#[test]
fn what_came_for_another_number_or_business_is_not_ours() {
    let mut body = values(include_str!("text.txt")).remove(0);
    body["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("310600000000004");
    assert_eq!(only(parse(&body)), What::Ignored { name: "another number".to_owned() });
    body["entry"][0]["id"] = json!("210500000000003");
    assert_eq!(only(parse(&body)), What::Ignored { name: "another business".to_owned() });
    body["object"] = json!("page");
    assert_eq!(only(parse(&body)), What::Ignored { name: "page".to_owned() });
    let change = json!({ "field": "messages", "value": { "messages": { "text": "odd" } } });
    assert!(
        matches!(only(in_change(&change)), What::Unsupported { name, raw, .. } if name == "change" && raw.contains("odd"))
    );
}
