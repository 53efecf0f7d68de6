use serde_json::{Value, json};

use super::*;
use crate::{
    graph::{
        RETRY,
        tests::{response, sent},
    },
    inbound::MediaKind,
    outbound::{OutFile, Piece, Quoted, Said, Way},
};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn outbound(content: Said) -> Outbound {
    Outbound { message: "enq-7f/msg-31".to_owned(), content, quotes: None, by_person: true }
}

fn text(text: &str) -> Outbound {
    outbound(Said::Text { text: text.to_owned() })
}

fn file(kind: MediaKind, media_type: &str, bytes: u64) -> Outbound {
    outbound(Said::File(OutFile {
        kind,
        name: "a".to_owned(),
        media_type: media_type.to_owned(),
        bytes,
        link: "https://files.example.org/a.jpg".to_owned(),
        duration_ms: None,
    }))
}

fn render(message: &Outbound, talk: &Talk) -> Result<Vec<Part>, Refused> {
    Messenger.render(&filled().account(), message, talk, NOW)
}

/// The bodies of all calls for a message to somebody who wrote an hour ago.
fn bodies(message: &Outbound) -> Vec<Value> {
    let parts = render(message, &talk(Some(HOUR), None)).unwrap();
    parts.iter().map(|part| sent(&Messenger.send(&filled().account(), "PAGE_TOKEN", ANA, part, None, "key"))).collect()
}

#[test]
fn a_text_goes_as_the_documentation_writes_it() {
    let part = render(&text("Yes, six left."), &talk(Some(HOUR), None)).unwrap().remove(0);
    let request = Messenger.send(&filled().account(), "PAGE_TOKEN", ANA, &part, None, "key");
    assert_eq!(
        (request.method, request.url.as_str()),
        ("POST", "https://graph.facebook.com/v25.0/104200000000001/messages")
    );
    assert_eq!(request.headers, [("authorization", "Bearer PAGE_TOKEN".to_owned())]);
    let body = r#"{"recipient":{"id":"7300000000000001"},"messaging_type":"RESPONSE","message":{"text":"Yes, six left.","metadata":"enq-7f/msg-31"}}"#;
    assert_eq!(sent(&request), serde_json::from_str::<Value>(body).unwrap());
}

#[test]
fn a_long_text_goes_in_parts_of_two_thousand_of_which_the_first_quotes() {
    let mut message = text(&"a".repeat(2_000));
    message.quotes = Some(Quoted { id: "m_AAA111".to_owned(), token: None });
    let [whole] = &bodies(&message)[..] else { panic!() };
    assert_eq!(whole["reply_to"], json!({ "mid": "m_AAA111" }));
    message.content = Said::Text { text: "a".repeat(2_001) };
    let [first, second] = &bodies(&message)[..] else { panic!() };
    assert_eq!(first["reply_to"], json!({ "mid": "m_AAA111" }));
    assert_eq!((first["message"]["text"].as_str().unwrap().len(), &second["message"]["text"]), (2_000, &json!("a")));
    assert_eq!(second.get("reply_to"), None);
    assert_eq!(second["message"]["metadata"], "enq-7f/msg-31");
    assert_eq!(bodies(&text(&"😀".repeat(1_001))).len(), 2, "in whichever way it counts");
}

#[test]
fn a_files_kind_and_size_decide_how_it_goes() {
    let attachment = |kind: &str| json!({ "type": kind, "payload": { "url": "https://files.example.org/a.jpg" } });
    for (kind, media_type, bytes, goes) in [
        (MediaKind::Image, "image/jpeg", 8_000_000, Some("image")),
        (MediaKind::Image, "image/jpeg", 8_000_001, Some("file")),
        (MediaKind::Image, "image/jpeg", 25_000_001, None),
        (MediaKind::Image, "image/webp", 1_000, Some("file")),
        (MediaKind::Video, "video/mp4", 25_000_000, Some("video")),
        (MediaKind::Video, "video/mp4", 25_000_001, None),
        (MediaKind::Video, "video/quicktime", 1_000, Some("file")),
        (MediaKind::Audio, "audio/ogg; codecs=opus", 25_000_000, Some("audio")),
        (MediaKind::File, "application/pdf", 25_000_000, Some("file")),
        (MediaKind::File, "application/pdf", 25_000_001, None),
    ] {
        let [body] = &bodies(&file(kind, media_type, bytes))[..] else { panic!() };
        let message = &body["message"];
        match goes {
            Some(goes) => assert_eq!(message["attachment"], attachment(goes), "{media_type} {bytes}"),
            None => assert_eq!(message["text"], "a\nhttps://files.example.org/a.jpg", "{media_type} {bytes}"),
        }
        assert_eq!(message["metadata"], "enq-7f/msg-31");
    }
}

#[test]
fn everything_goes_for_a_day_and_what_a_person_wrote_for_a_week() {
    let window = |talk: &Talk| Messenger.window(&filled().account(), talk, NOW);
    let until = |ms: i64| Some(NOW.plus_ms(ms));
    for (wrote, acted, open, until_ms) in [
        (Some(0), None, Open::Free, until(DAY)),
        (Some(DAY - 1), None, Open::Free, until(1)),
        (Some(DAY), None, Open::PersonOnly, until(6 * DAY)),
        (Some(7 * DAY - 1), None, Open::PersonOnly, until(1)),
        (Some(7 * DAY), None, Open::Closed, None),
        (None, None, Open::Closed, None),
        // A button opens the day, and not the week.
        (None, Some(DAY - 1), Open::Free, until(1)),
        (None, Some(DAY), Open::Closed, None),
        (Some(8 * DAY), Some(HOUR), Open::Free, until(23 * HOUR)),
        (Some(HOUR), Some(8 * DAY), Open::Free, until(23 * HOUR)),
        (Some(2 * DAY), Some(DAY), Open::PersonOnly, until(5 * DAY)),
    ] {
        assert_eq!(window(&talk(wrote, acted)), Window { until_ms, ..Window::of(open) }, "{wrote:?} {acted:?}");
    }
    assert_eq!(window(&Talk { gone: true, ..talk(Some(0), None) }), Window::of(Open::Gone));
}

#[test]
fn after_a_day_a_persons_words_go_under_their_tag_and_nothing_else_goes() {
    let late = talk(Some(DAY), None);
    let part = render(&text("Sorry for the wait."), &late).unwrap().remove(0);
    assert_eq!(part.way, Way::HumanTag);
    let body = sent(&Messenger.send(&filled().account(), "PAGE_TOKEN", ANA, &part, None, "key"));
    assert_eq!((&body["messaging_type"], &body["tag"]), (&json!("MESSAGE_TAG"), &json!("HUMAN_AGENT")));
    let refused = |message: &Outbound, talk: &Talk| render(message, talk).unwrap_err().0.class;
    let automatic = Outbound { by_person: false, ..text("Welcome!") };
    assert_eq!(refused(&automatic, &late), Class::WindowClosed);
    assert_eq!(render(&automatic, &talk(Some(DAY - 1), None)).unwrap()[0].way, Way::Usual);
    assert_eq!(refused(&text("Too late."), &talk(Some(7 * DAY), None)), Class::WindowClosed);
    assert_eq!(refused(&text("Hello?"), &Talk { gone: true, ..late }), Class::Unavailable);
}

#[test]
fn what_it_has_no_form_for_is_refused_beforehand() {
    let template = outbound(Said::Template { name: "a".to_owned(), language: "en".to_owned(), filled: Vec::new() });
    for message in [template, text(" \n ")] {
        assert_eq!(render(&message, &talk(Some(0), None)).unwrap_err().0.class, Class::Permanent);
    }
}

#[test]
fn what_was_sent_has_an_id() {
    let part = Part {
        pieces: vec![Piece::Text { text: "a".to_owned() }],
        quotes: None,
        way: Way::Usual,
        message: String::new(),
    };
    let read = |status, body| Messenger.read_sent(&part, &response(status, body));
    let ok = r#"{"recipient_id":"7300000000000001","message_id":"m_BBB900"}"#;
    assert_eq!(read(200, ok), Ok(vec!["m_BBB900".to_owned()]));
    let ok = r#"{"recipient_id":"7300000000000001","message_id":"m_BBB901","attachment_id":"880000000000011"}"#;
    assert_eq!(read(200, ok), Ok(vec!["m_BBB901".to_owned()]));
    assert_eq!(read(200, "<html>").unwrap_err().class, Class::UnknownOutcome);
    assert_eq!(read(200, r#"{"error":{"code":190,"message":"x"}}"#).unwrap_err().class, Class::Credentials);
}

#[test]
fn every_error_of_the_table_says_what_is_to_be_done() {
    let part = Part { pieces: vec![], quotes: None, way: Way::Usual, message: String::new() };
    let read = |status, error: Value| {
        Messenger.read_sent(&part, &response(status, &json!({ "error": error }).to_string())).unwrap_err()
    };
    for (codes, subcode, class) in [
        (vec![10], Some(2_018_278), Class::WindowClosed),
        (vec![10], Some(2_534_022), Class::WindowClosed),
        (vec![10], Some(2_018_065), Class::WindowClosed),
        (vec![10], Some(2_018_108), Class::Unavailable),
        (vec![551], Some(1_545_041), Class::Unavailable),
        (vec![551], None, Class::Unavailable),
        (vec![100], Some(2_018_001), Class::Permanent),
        (vec![100], Some(2_018_218), Class::Permanent),
        (vec![100], Some(2_018_034), Class::Permanent),
        (vec![100], Some(2_018_074), Class::Permanent),
        (vec![100], Some(2_018_008), RETRY),
        (vec![100], Some(2_018_047), Class::Permanent),
        (vec![100], Some(2_018_294), Class::Permanent),
        (vec![100, 230, 368], None, Class::Permanent),
        (vec![190], Some(463), Class::Credentials),
        (vec![190, 200, 299, 10], None, Class::Credentials),
        (vec![10], Some(1), Class::Credentials),
        (vec![4, 32, 80_004, 613], None, RETRY),
        (vec![1, 2, 99, 1_200], None, RETRY),
        // Nobody knows it.
        (vec![77, 300], None, Class::Permanent),
    ] {
        for code in codes {
            let problem = read(400, json!({ "code": code, "error_subcode": subcode, "message": "Said so." }));
            assert_eq!(problem.class, class, "{code}/{subcode:?}");
            assert_eq!(problem.code, subcode.map_or(code.to_string(), |subcode| format!("{code}/{subcode}")));
            assert_eq!(problem.words, "Said so.");
        }
    }
    assert_eq!(read(500, json!({ "code": 77 })).class, RETRY);
    assert_eq!(read(400, json!({ "code": 77, "is_transient": true })).class, RETRY);
    assert_eq!(read(500, json!({ "code": 190 })).class, Class::Credentials);
    let example = r#"{"error":{"message":"(#10) This message is sent outside of allowed window.","type":"OAuthException","code":10,"error_subcode":2018278,"fbtrace_id":"AbCdEf123"}}"#;
    let problem = Messenger.read_sent(&part, &response(400, example)).unwrap_err();
    assert_eq!((problem.class, problem.code.as_str()), (Class::WindowClosed, "10/2018278"));
}

#[test]
fn an_error_of_something_in_between_leaves_open_what_became_of_a_message() {
    let part = Part { pieces: vec![], quotes: None, way: Way::Usual, message: String::new() };
    for (status, body, class) in [
        (502, "<html>Bad gateway", Class::UnknownOutcome),
        (503, "", Class::UnknownOutcome),
        (500, r#"{"error":"oops"}"#, Class::UnknownOutcome),
        (500, r#"{"error":{"message":"oops"}}"#, Class::UnknownOutcome),
        (429, "", RETRY),
        (404, "", Class::Permanent),
    ] {
        assert_eq!(Messenger.read_sent(&part, &response(status, body)).unwrap_err().class, class, "{status} {body}");
    }
}
