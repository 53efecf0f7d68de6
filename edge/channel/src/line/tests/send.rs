//! What goes out.

use serde_json::{Value, json};

use super::{
    KEY, Line, NOW, OBJECTS, OWN_TOKEN, PERSON, PUSH, REPLY, account, body_of, header, lines, owned_account, send,
};
use crate::{
    Adapter,
    inbound::{MediaKind, ReplyToken},
    line::rules,
    outbound::{OutFile, Outbound, Part, Piece, Quoted, Refused, Said, Way},
    problem::Class,
    split::Unit,
    still,
    window::Talk,
};

fn said(content: Said) -> Outbound {
    Outbound { message: "msg_1".into(), content, quotes: None, by_person: true }
}

fn text(text: impl Into<String>) -> Outbound {
    said(Said::Text { text: text.into() })
}

fn quoting(message: Outbound, token: Option<&str>) -> Outbound {
    Outbound { quotes: Some(Quoted { id: "57".into(), token: token.map(str::to_owned) }), ..message }
}

fn fresh() -> Talk {
    let token = "rt000000000000000000000000000001".into();
    Talk { reply: Some(ReplyToken { token, until_ms: NOW }), ..Talk::default() }
}

fn render(message: &Outbound, talk: &Talk) -> Result<Vec<Part>, Refused> {
    account(|account| Line.render(account, message, talk, NOW))
}

/// The message objects of a message of one part.
fn objects(message: &Outbound) -> Vec<Value> {
    let [part] = render(message, &Talk::default()).unwrap().try_into().unwrap();
    body_of(&send(&part))["messages"].as_array().unwrap().clone()
}

fn object(file: OutFile) -> Value {
    let [object] = objects(&said(Said::File(file))).try_into().unwrap();
    object
}

fn file(kind: MediaKind, media_type: &str, bytes: u64) -> OutFile {
    OutFile {
        kind,
        name: "invoice.pdf".into(),
        media_type: media_type.into(),
        bytes,
        link: "https://files.example.org/i/42".into(),
        duration_ms: Some(3_000),
    }
}

fn picture() -> OutFile {
    file(MediaKind::Image, "image/jpeg", 1_000_000)
}

fn goes_as(file: OutFile) -> String {
    object(file)["type"].as_str().unwrap().to_owned()
}

#[test]
fn a_fresh_token_answers_without_cost_and_without_a_retry_key() {
    let parts = render(&text("Welcome! Someone will answer shortly."), &fresh()).unwrap();
    let request = send(&parts[0]);
    assert_eq!((request.method, request.url.as_str()), ("POST", "https://api.line.me/v2/bot/message/reply"));
    assert_eq!(body_of(&request), super::json(REPLY));
    assert_eq!(header(&request, "authorization"), Some("Bearer TOKEN"));
    assert_eq!(header(&request, "x-line-retry-key"), None);
}

#[test]
fn without_a_token_it_is_pushed_with_a_key_for_repeating_it() {
    let parts = render(&quoting(text("The red one is back."), Some("qtok-1")), &Talk::default()).unwrap();
    let request = send(&parts[0]);
    assert_eq!((request.method, request.url.as_str()), ("POST", "https://api.line.me/v2/bot/message/push"));
    assert_eq!(body_of(&request), super::json(PUSH));
    assert_eq!(header(&request, "x-line-retry-key"), Some(KEY));
}

#[test]
fn a_part_whose_token_was_spent_is_pushed_as_it_is() {
    let [mut part] = render(&text("Hi"), &fresh()).unwrap().try_into().unwrap();
    part.way = Way::Usual;
    let request = send(&part);
    assert_eq!(body_of(&request), json!({ "to": PERSON, "messages": [{ "type": "text", "text": "Hi" }] }));
    assert_eq!(header(&request, "x-line-retry-key"), Some(KEY));
}

#[test]
fn the_owners_token_is_used_where_there_is_one() {
    let [part] = render(&text("Hi"), &fresh()).unwrap().try_into().unwrap();
    let request = owned_account(|account| Line.send(account, "", PERSON, &part, None, KEY));
    assert_eq!(header(&request, "authorization"), Some(format!("Bearer {OWN_TOKEN}").as_str()));
}

#[test]
fn every_object_that_we_send_is_as_in_the_example() {
    let [quote, mut image, mut video, audio, _sticker, _location, flex] = lines(OBJECTS).try_into().unwrap();
    assert_eq!(objects(&quoting(text("Hello"), Some("qtok-1"))), [quote]);
    let at = |link: &str, file: OutFile| OutFile { link: format!("https://files.example.org/{link}"), ..file };
    // What stands in front of them is ours to choose, and we track nothing.
    image["previewImageUrl"] = image["originalContentUrl"].clone();
    assert_eq!(object(at("a.jpg", picture())), image);
    video["previewImageUrl"] = "https://files.example.org/channel/play.png".into();
    video.as_object_mut().unwrap().remove("trackingId");
    assert_eq!(object(at("v.mp4", file(MediaKind::Video, "video/mp4", 5))), video);
    assert_eq!(object(at("s.m4a", file(MediaKind::Audio, "audio/mp4", 5))), audio);
    assert_eq!(object(file(MediaKind::File, "application/pdf", 5)), flex);
}

#[test]
fn a_text_at_the_limit_is_one_object_and_above_it_arrives_whole_in_two() {
    assert_eq!(objects(&text("a".repeat(5_000))).len(), 1);
    // A tea is one character and two units.
    assert_eq!(objects(&text("🍵".repeat(2_500))).len(), 1);
    for long in ["a".repeat(5_001), "🍵".repeat(2_501)] {
        let objects = objects(&text(long.clone()));
        assert_eq!(objects.len(), 2);
        let texts: Vec<_> = objects.iter().map(|object| object["text"].as_str().unwrap()).collect();
        assert!(texts.iter().all(|text| Unit::Utf16.count(text) <= 5_000));
        assert_eq!(texts.concat(), long);
    }
}

#[test]
fn five_objects_go_in_the_one_reply_and_the_sixth_is_pushed() {
    let parts = render(&quoting(text("a".repeat(25_000)), Some("q")), &fresh()).unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].pieces.len(), 5);

    let parts = render(&quoting(text("a".repeat(25_001)), Some("q")), &fresh()).unwrap();
    assert_eq!(parts.iter().map(|part| part.pieces.len()).collect::<Vec<_>>(), [5, 1]);
    assert!(matches!(parts[0].way, Way::Reply { .. }));
    assert_eq!(parts[1].way, Way::Usual);
    assert!(parts[0].quotes.is_some() && parts[1].quotes.is_none());
    assert!(parts.iter().all(|part| part.message == "msg_1"));
}

#[test]
fn only_the_first_object_quotes() {
    let objects = objects(&quoting(text("a".repeat(5_001)), Some("qtok-1")));
    assert_eq!(objects[0]["quoteToken"], "qtok-1");
    assert_eq!(objects[1]["quoteToken"], Value::Null);
}

#[test]
fn what_cant_quote_is_sent_without_it() {
    assert_eq!(objects(&quoting(text("Hi"), None)), [json!({ "type": "text", "text": "Hi" })]);
    for file in [picture(), file(MediaKind::File, "application/pdf", 5)] {
        assert_eq!(objects(&quoting(said(Said::File(file)), Some("q")))[0]["quoteToken"], Value::Null);
    }
}

#[test]
fn files_that_line_takes_go_as_files_up_to_its_limit_and_as_links_above_it() {
    for (kind, media_type, most, name) in [
        (MediaKind::Image, "image/jpeg", 1_000_000, "image"),
        (MediaKind::Image, "image/png", 1_000_000, "image"),
        (MediaKind::Video, "video/mp4", 200_000_000, "video"),
        (MediaKind::Audio, "audio/mp4", 200_000_000, "audio"),
        (MediaKind::Audio, "audio/mpeg", 200_000_000, "audio"),
    ] {
        assert_eq!(goes_as(file(kind, media_type, most)), name);
        assert_eq!(goes_as(file(kind, media_type, most + 1)), "flex");
    }
}

#[test]
fn files_of_other_types_go_as_links() {
    for (kind, media_type) in [
        (MediaKind::Image, "image/webp"),
        (MediaKind::Image, "image/gif"),
        (MediaKind::Video, "video/webm"),
        (MediaKind::Video, "image/jpeg"),
        (MediaKind::Audio, "audio/ogg"),
        (MediaKind::File, "application/pdf"),
        (MediaKind::File, "image/png"),
    ] {
        assert_eq!(goes_as(file(kind, media_type, 5)), "flex", "{media_type}");
    }
}

#[test]
fn a_film_has_the_sign_of_playing_in_front_and_a_sound_needs_its_length() {
    let film = file(MediaKind::Video, "video/mp4", 200_000_000);
    assert_eq!(
        object(film.clone()),
        json!({
            "type": "video",
            "originalContentUrl": "https://files.example.org/i/42",
            "previewImageUrl": "https://files.example.org/channel/play.png",
        })
    );
    assert_eq!(goes_as(OutFile { link: "http://files.example.org/i/42".into(), ..film }), "flex");
    for duration_ms in [None, Some(0)] {
        assert_eq!(goes_as(OutFile { duration_ms, ..file(MediaKind::Audio, "audio/mp4", 5) }), "flex");
    }
}

#[test]
fn the_sign_of_playing_is_what_line_takes() {
    assert!(still::BYTES.starts_with(b"\x89PNG"));
    assert!(u64::try_from(still::BYTES.len()).unwrap() <= rules::PREVIEW_BYTES.value);
}

#[test]
fn a_picture_that_is_small_enough_is_its_own_preview() {
    let alone = |bytes| file(MediaKind::Image, "image/png", bytes);
    assert_eq!(object(alone(1_000_000))["previewImageUrl"], "https://files.example.org/i/42");
    assert_eq!(goes_as(alone(1_000_001)), "flex");
}

#[test]
fn an_address_that_line_wouldnt_fetch_goes_as_a_link() {
    let long = |chars: usize| format!("https://a/{}", "x".repeat(chars - 10));
    assert_eq!(goes_as(OutFile { link: long(2_000), ..picture() }), "image");
    assert_ne!(goes_as(OutFile { link: long(2_001), ..picture() }), "image");
    assert_eq!(goes_as(OutFile { link: "http://files.example.org/a.jpg".into(), ..picture() }), "flex");
    // A button's address is shorter; behind that the words carry it.
    let document = |chars| OutFile { link: long(chars), ..file(MediaKind::File, "application/pdf", 5) };
    assert_eq!(goes_as(document(1_000)), "flex");
    let text = format!("invoice.pdf\n{}", long(1_001));
    assert_eq!(object(document(1_001)), json!({ "type": "text", "text": text }));
}

#[test]
fn a_link_has_always_a_name_and_none_too_long() {
    let named =
        |name: String| object(OutFile { name, ..file(MediaKind::File, "application/pdf", 5) })["altText"].clone();
    assert_eq!(named("n".repeat(1_500)), "n".repeat(1_500));
    assert_eq!(named("n".repeat(1_501)), "n".repeat(1_500));
    assert_eq!(named(" ".into()), "📎");
}

#[test]
fn what_line_has_not_is_refused_beforehand() {
    let code = |message: &Outbound| {
        let Refused(problem) = render(message, &Talk::default()).unwrap_err();
        assert_eq!(problem.class, Class::Permanent);
        problem.code
    };
    let template = Said::Template { name: "t".into(), language: "en".into(), filled: Vec::new() };
    assert_eq!(code(&said(template)), "template");
    assert_eq!(code(&text(" \n")), "empty");
}

#[test]
fn a_part_from_elsewhere_is_sent_as_well_as_can_be() {
    let pieces = vec![
        Piece::Template { name: "hello".into(), language: "en".into(), filled: Vec::new() },
        Piece::File(file(MediaKind::File, "application/pdf", 5)),
    ];
    let part = Part { pieces, quotes: None, way: Way::HumanTag, message: "m".into() };
    let request = send(&part);
    assert!(request.url.ends_with("/push"));
    assert_eq!(body_of(&request)["messages"][0], json!({ "type": "text", "text": "hello" }));
    assert_eq!(body_of(&request)["messages"][1]["type"], "flex");
}

#[test]
fn nothing_is_brought_before_it_is_sent() {
    let parts = render(&said(Said::File(picture())), &Talk::default()).unwrap();
    assert!(account(|account| Line.upload(account, "TOKEN", &parts[0])).is_none());
}

#[test]
fn typing_is_shown_for_twenty_seconds() {
    let request = account(|account| Line.typing(account, "TOKEN", PERSON, &Talk::default())).unwrap();
    assert_eq!(request.url, "https://api.line.me/v2/bot/chat/loading/start");
    assert_eq!(body_of(&request), json!({ "chatId": PERSON, "loadingSeconds": 20 }));
    assert_eq!(Line.facts().abilities.typing_s, Some(20));
}

#[test]
fn a_message_is_marked_as_read_by_its_token_if_it_had_one() {
    let talk = Talk { read_token: Some("mrtok-1".into()), ..Talk::default() };
    let request = account(|account| Line.seen(account, "TOKEN", PERSON, &talk)).unwrap();
    assert_eq!(request.url, "https://api.line.me/v2/bot/chat/markAsRead");
    assert_eq!(body_of(&request), json!({ "markAsReadToken": "mrtok-1" }));
    assert_eq!(header(&request, "authorization"), Some("Bearer TOKEN"));
    assert!(account(|account| Line.seen(account, "TOKEN", PERSON, &Talk::default())).is_none());
}
