use serde_json::{Value, json};
use shared::channel::template::{Filled, Part as In, Place};

use super::*;
use crate::{
    graph::{
        RETRY,
        tests::{response, sent, values},
    },
    inbound::MediaKind,
    outbound::{OutFile, Quoted, Said},
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
        name: "invoice.pdf".to_owned(),
        media_type: media_type.to_owned(),
        bytes,
        link: "https://files.example.org/a.jpg".to_owned(),
        duration_ms: None,
    }))
}

fn template(texts: &[&str]) -> Outbound {
    filled_in(texts.iter().map(|text| (None, In::Body, *text)))
}

fn filled_in<'a>(places: impl IntoIterator<Item = (Option<&'a str>, In, &'a str)>) -> Outbound {
    let filled = places.into_iter().map(|(name, part, text)| Filled {
        place: Place { name: name.map(str::to_owned), part },
        text: text.to_owned(),
    });
    outbound(Said::Template { name: "we_are_back".to_owned(), language: "en".to_owned(), filled: filled.collect() })
}

fn render(message: &Outbound, talk: &Talk) -> Result<Vec<Part>, Refused> {
    WhatsApp.render(&filled().account(), message, talk, NOW)
}

/// The parts of a message to somebody who wrote an hour ago.
fn parts(message: &Outbound) -> Vec<Part> {
    render(message, &talk(Some(HOUR), None)).unwrap()
}

fn body(person: &str, part: &Part, uploaded: Option<&str>) -> Value {
    sent(&WhatsApp.send(&filled().account(), "TOKEN", person, part, uploaded, "key"))
}

/// The documented message of this kind, and which of them.
fn documented(kind: &str, at: usize) -> Value {
    values(include_str!("sends.txt")).into_iter().filter(|it| it["type"] == kind).nth(at).unwrap()
}

#[test]
fn a_text_goes_as_the_documentation_writes_it() {
    let mut message = text("Yes, 3 days.");
    message.quotes = Some(Quoted { id: "wamid.AAA111".to_owned(), token: None });
    let request = WhatsApp.send(&filled().account(), "TOKEN", PHONE, &parts(&message)[0], None, "key");
    assert_eq!(
        (request.method, request.url.as_str()),
        ("POST", "https://graph.facebook.com/v25.0/310600000000003/messages")
    );
    assert_eq!(request.headers, [("authorization", "Bearer TOKEN".to_owned())]);
    let body = r#"{"messaging_product":"whatsapp","recipient_type":"individual","to":"85291234567","type":"text",
 "text":{"preview_url":false,"body":"Yes, 3 days."},"context":{"message_id":"wamid.AAA111"},"biz_opaque_callback_data":"enq-7f/msg-31"}"#;
    assert_eq!(sent(&request), serde_json::from_str::<Value>(body).unwrap());
}

#[test]
fn an_id_without_a_phone_number_goes_where_it_is_not_lost() {
    let part = &parts(&text("Yes."))[0];
    for (person, field, other) in
        [(PHONE, "to", "recipient"), ("+85291234567", "to", "recipient"), (ANA, "recipient", "to")]
    {
        let body = body(person, part, None);
        assert_eq!((&body[field], body.get(other)), (&json!(person), None));
    }
}

#[test]
fn a_long_text_goes_in_parts_of_which_the_first_quotes() {
    assert_eq!(parts(&text(&"字".repeat(4_096))).len(), 1);
    let mut message = text(&"字".repeat(4_097));
    message.quotes = Some(Quoted { id: "wamid.AAA111".to_owned(), token: None });
    let [first, second] = &parts(&message)[..] else { panic!() };
    let [first, second] = [first, second].map(|part| body(PHONE, part, None));
    assert_eq!((first["context"]["message_id"].as_str(), second.get("context")), (Some("wamid.AAA111"), None));
    assert_eq!(second["text"]["body"], "字");
    assert_eq!(second["biz_opaque_callback_data"], "enq-7f/msg-31");
}

#[test]
fn a_files_kind_and_size_decide_how_it_goes() {
    for (kind, media_type, bytes, goes) in [
        (MediaKind::Image, "image/jpeg", 5_000_000, Some("image")),
        (MediaKind::Image, "image/png", 5_000_001, Some("document")),
        (MediaKind::Image, "image/gif", 1_000, Some("document")),
        (MediaKind::Image, "image/webp", 1_000, Some("document")),
        (MediaKind::Image, "image/heic", 1_000, Some("document")),
        (MediaKind::Video, "video/mp4", 16_000_000, Some("video")),
        (MediaKind::Video, "video/3gpp", 16_000_001, Some("document")),
        (MediaKind::Video, "video/quicktime", 1_000, Some("document")),
        (MediaKind::Audio, "audio/ogg; codecs=opus", 16_000_000, Some("audio")),
        (MediaKind::Audio, "audio/mpeg", 16_000_001, Some("document")),
        (MediaKind::Audio, "audio/wav", 1_000, Some("document")),
        (MediaKind::File, "application/pdf", 100_000_000, Some("document")),
        (MediaKind::File, "application/pdf", 100_000_001, None),
        (MediaKind::Video, "video/mp4", 100_000_001, None),
    ] {
        let [part] = &parts(&file(kind, media_type, bytes))[..] else { panic!() };
        let upload = WhatsApp.upload(&filled().account(), "TOKEN", part);
        let body = body(PHONE, part, upload.as_ref().map(|_| "51"));
        assert_eq!(body["type"], goes.unwrap_or("text"), "{media_type} {bytes}");
        match goes {
            Some(goes) => assert_eq!(body[goes]["id"], "51"),
            None => assert_eq!(body["text"]["body"], "invoice.pdf\nhttps://files.example.org/a.jpg"),
        }
        assert_eq!(upload.is_some(), goes.is_some());
    }
}

#[test]
fn files_go_as_the_documentation_writes_them() {
    // Captions are messages of their own here.
    let bare = |mut value: Value, kind: &str| {
        value[kind].as_object_mut().unwrap().remove("caption");
        value[kind].clone()
    };
    for (kind, media_type, name, id, at) in [
        (MediaKind::Image, "image/jpeg", "image", Some("510800000000001"), 0),
        (MediaKind::Image, "image/jpeg", "image", None, 1),
        (MediaKind::Video, "video/mp4", "video", Some("510800000000002"), 0),
        (MediaKind::Audio, "audio/mpeg", "audio", Some("510800000000003"), 0),
        (MediaKind::File, "application/pdf", "document", Some("510800000000004"), 0),
    ] {
        let body = body(PHONE, &parts(&file(kind, media_type, 1_000))[0], id);
        assert_eq!(body[name], bare(documented(name, at), name));
    }
}

#[test]
fn a_file_is_brought_before_it_is_sent() {
    let part = &parts(&file(MediaKind::File, "application/pdf", 1_000))[0];
    let request = WhatsApp.upload(&filled().account(), "TOKEN", part).unwrap();
    assert_eq!(
        (request.method, request.url.as_str()),
        ("POST", "https://graph.facebook.com/v25.0/310600000000003/media")
    );
    assert_eq!(request.headers, [("authorization", "Bearer TOKEN".to_owned())]);
    let body = crate::http::Body::Upload {
        fields: vec![("messaging_product", "whatsapp".to_owned()), ("type", "application/pdf".to_owned())],
        field: "file",
        file_name: "invoice.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
    };
    assert!(request.body == body);
    let read = |status, body| WhatsApp.read_upload(&response(status, body));
    assert_eq!(read(200, r#"{"id":"510800000000004"}"#), Ok("510800000000004".to_owned()));
    assert_eq!(read(400, r#"{"error":{"code":131053}}"#).unwrap_err().class, RETRY);
    assert_eq!(read(502, "").unwrap_err().class, RETRY, "nobody gets it twice");
}

#[test]
fn everything_goes_for_a_day_and_templates_always_and_each_is_charged() {
    let until = |ms: i64| Some(NOW.plus_ms(ms));
    for (wrote, acted, open, until_ms) in [
        (Some(0), None, Open::Free, until(DAY)),
        (Some(DAY - 1), None, Open::Free, until(1)),
        (Some(DAY), None, Open::TemplatesOnly, None),
        (None, None, Open::TemplatesOnly, None),
        (Some(2 * DAY), Some(DAY - 1), Open::Free, until(1)),
    ] {
        let talk = talk(wrote, acted);
        assert_eq!(
            WhatsApp.window(&filled().account(), &talk, NOW),
            Window { until_ms, charged: true, ..Window::of(open) }
        );
        assert!(render(&template(&["Ana"]), &talk).is_ok());
        let refused = render(&text("Hello?"), &talk).err().map(|it| it.0.class);
        assert_eq!(refused, (open == Open::TemplatesOnly).then_some(Class::WindowClosed));
    }
    let gone = Talk { gone: true, ..talk(Some(0), None) };
    assert_eq!(WhatsApp.window(&filled().account(), &gone, NOW), Window::of(Open::Gone));
    assert_eq!(render(&template(&[]), &gone).unwrap_err().0.class, Class::Unavailable);
    assert_eq!(render(&text(" "), &talk(Some(0), None)).unwrap_err().0.class, Class::Permanent);
}

#[test]
fn a_template_goes_as_the_documentation_writes_it() {
    let part = &parts(&template(&["Ana"]))[0];
    assert_eq!(body(PHONE, part, None)["template"], documented("template", 0)["template"]);
    let part = &parts(&template(&[]))[0];
    assert_eq!(body(PHONE, part, None)["template"], json!({ "name": "we_are_back", "language": { "code": "en" } }));
}

#[test]
fn each_part_of_a_template_has_what_goes_there_by_name_where_it_has_one() {
    let message = filled_in([
        (None, In::Picture, "https://a.example/kettle.png"),
        (Some("first_name"), In::Body, "Ana"),
        (Some("order"), In::Body, "42"),
        (None, In::Button { button: 1 }, "42?lang=en"),
    ]);
    let words = |name: &str, text: &str| json!({ "type": "text", "text": text, "parameter_name": name });
    assert_eq!(
        body(PHONE, &parts(&message)[0], None)["template"]["components"],
        json!([
            { "type": "header", "parameters": [{ "type": "image", "image": { "link": "https://a.example/kettle.png" } }] },
            { "type": "body", "parameters": [words("first_name", "Ana"), words("order", "42")] },
            { "type": "button", "sub_type": "url", "index": "1", "parameters": [{ "type": "text", "text": "42?lang=en" }] },
        ])
    );
    for (part, kind) in [(In::Video, "video"), (In::Document, "document")] {
        let message = filled_in([(None, part, "https://a.example/a")]);
        let head = &body(PHONE, &parts(&message)[0], None)["template"]["components"][0];
        assert_eq!(
            *head,
            json!({ "type": "header", "parameters": [{ "type": kind, kind: { "link": "https://a.example/a" } }] })
        );
    }
    let message = filled_in([(None, In::Head, "42")]);
    let head = &body(PHONE, &parts(&message)[0], None)["template"]["components"][0];
    assert_eq!(*head, json!({ "type": "header", "parameters": [{ "type": "text", "text": "42" }] }));
}

#[test]
fn what_was_sent_has_an_id() {
    let part = &parts(&text("a"))[0];
    let read = |status, body| WhatsApp.read_sent(part, &response(status, body));
    let ok = r#"{"messaging_product":"whatsapp","contacts":[{"input":"85291234567","wa_id":"85291234567"}],"messages":[{"id":"wamid.OUT1"}]}"#;
    assert_eq!(read(200, ok), Ok(vec!["wamid.OUT1".to_owned()]));
    let held = r#"{"messages":[{"id":"wamid.OUT1","message_status":"held_for_quality_assessment"}]}"#;
    assert_eq!(read(200, held), Ok(vec!["wamid.OUT1".to_owned()]));
    assert_eq!(read(200, "{}").unwrap_err().class, Class::UnknownOutcome);
    for status in [500, 502, 503, 504] {
        assert_eq!(read(status, "<html>").unwrap_err().class, Class::UnknownOutcome);
    }
    assert_eq!(read(429, "").unwrap_err().class, RETRY);
}

#[test]
fn every_error_of_the_table_says_what_is_to_be_done() {
    let part = &parts(&text("a"))[0];
    let read = |status, code: i64| {
        WhatsApp.read_sent(part, &response(status, &json!({ "error": { "code": code } }).to_string())).unwrap_err()
    };
    for (codes, class) in [
        (vec![131_047], Class::WindowClosed),
        (vec![130_429, 80_007, 4], RETRY),
        (vec![131_056], Class::Retry { after_ms: Some(4_000) }),
        (vec![131_048], Class::Retry { after_ms: Some(3_600_000) }),
        (vec![131_026], Class::Unavailable),
        (vec![131_064], Class::QuotaUsed),
        (vec![131_049, 131_050, 130_472, 131_037], Class::Permanent),
        (vec![131_021, 131_030, 131_062], Class::Permanent),
        (vec![100, 131_008, 131_009, 131_051, 33], Class::Permanent),
        (vec![131_052], Class::Permanent),
        (vec![131_053], RETRY),
        (vec![132_000, 132_001, 132_007, 132_016], Class::Permanent),
        (vec![0, 190], Class::Credentials),
        (vec![3, 10, 200, 299, 131_005], Class::Credentials),
        (vec![131_042, 131_031, 368, 131_045, 133_010, 130_497], Class::Credentials),
        (vec![1, 2, 131_000, 131_016, 131_057, 133_016, 135_000], RETRY),
    ] {
        for code in codes {
            for status in [400, 429, 500] {
                let problem = read(status, code);
                assert_eq!((problem.class, problem.code), (class, code.to_string()));
            }
        }
    }
    assert_eq!((read(400, 139_999).class, read(500, 139_999).class), (Class::Permanent, RETRY));
    let example = r#"{"error":{"message":"(#131047) Re-engagement message","type":"OAuthException","code":131047,"error_data":{"messaging_product":"whatsapp","details":"Message failed to send because more than 24 hours have passed since the customer last replied to this number."},"fbtrace_id":"AbC"}}"#;
    let problem = WhatsApp.read_sent(part, &response(400, example)).unwrap_err();
    assert_eq!((problem.class, problem.code.as_str()), (Class::WindowClosed, "131047"));
    assert!(problem.words.starts_with("Message failed to send"));
    let rate = json!({ "error": { "code": 130_429, "error_subcode": 2_494_055 } }).to_string();
    assert_eq!(WhatsApp.read_sent(part, &response(429, &rate)).unwrap_err().code, "130429/2494055");
}
