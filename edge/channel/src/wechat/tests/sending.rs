//! What is sent.

use serde_json::{Value, json};

use super::{JSON, PERSON, WeChat, answered, in_plaintext, message, part, render, with, words, wrote_just_now};
use crate::{
    Adapter,
    http::{Body, Request},
    inbound::MediaKind,
    outbound::{OutFile, Part, Piece, Said, Way},
    problem::Class,
    window::Talk,
};

fn file(kind: MediaKind, name: &str, media_type: &str, bytes: u64) -> OutFile {
    OutFile {
        kind,
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes,
        link: "https://files.example.org/i/42".to_owned(),
        duration_ms: Some(60_000),
    }
}

fn sent(part: &Part, uploaded: Option<&str>) -> (String, Value) {
    let request = in_plaintext(|account| WeChat.send(account, "ACCESS_TOKEN", PERSON, part, uploaded, "key"));
    let Body::Text(JSON, body) = request.body else { panic!("no JSON") };
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["touser"], PERSON);
    assert_eq!(request.url, "https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=ACCESS_TOKEN");
    (request.method.to_owned(), body)
}

#[test]
fn a_text_goes_out_in_its_own_characters() {
    let part = part(Said::Text { text: "有货，六件。".to_owned() });
    let request = in_plaintext(|account| WeChat.send(account, "ACCESS_TOKEN", PERSON, &part, None, "key"));
    let Body::Text(media_type, body) = request.body else { panic!("no text") };
    assert_eq!(media_type, JSON);
    let documented =
        json!({"touser":"oAbCdEfGhIjKlMnOpQrStUvWxYz0","msgtype":"text","text":{"content":"有货，六件。"}});
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), documented);
    assert!(body.contains("有货，六件。") && !body.contains("\\u"));
}

#[test]
fn a_text_is_cut_at_2048_bytes_and_not_needlessly() {
    let parts = |text: &str| render(&words(text), &wrote_just_now()).unwrap().len();
    assert_eq!(parts(&"a".repeat(2_048)), 1);
    assert_eq!(parts(&"a".repeat(2_049)), 2);
    assert_eq!(parts(&"有".repeat(682)), 1);
    assert_eq!(parts(&"有".repeat(683)), 2);
    for part in render(&words(&"有货吗\n".repeat(500)), &wrote_just_now()).unwrap() {
        assert!(matches!(&part.pieces[..], [Piece::Text { text }] if text.len() <= 2_048));
        assert_eq!((part.way, part.quotes, &*part.message), (Way::Usual, None, "msg_1"));
    }
}

#[test]
fn a_text_that_needs_more_messages_than_are_left_is_not_begun() {
    let five = "a".repeat(2_048 * 5);
    assert_eq!(render(&words(&five), &wrote_just_now()).unwrap().len(), 5);
    let code = |text: &str, sent_since| {
        let problem = render(&words(text), &Talk { sent_since, ..wrote_just_now() }).unwrap_err();
        (problem.class, problem.code)
    };
    assert_eq!(code(&five, 1), (Class::WindowClosed, "45047".to_owned()));
    // Waiting for the visitor would not help.
    assert_eq!(code(&format!("{five}a"), 0), (Class::Permanent, "45002".to_owned()));
    assert_eq!(code(" ", 0), (Class::Permanent, "44004".to_owned()));
}

#[test]
fn a_file_that_wechat_takes_is_uploaded_and_sent_by_its_id() {
    for (file, kind, body) in [
        (
            file(MediaKind::Image, "a.png", "image/png", 10_000_000),
            "image",
            json!({"msgtype":"image","image":{"media_id":"MEDIA_ID"}}),
        ),
        (
            file(MediaKind::Audio, "a.mp3", "audio/mpeg", 2_000_000),
            "voice",
            json!({"msgtype":"voice","voice":{"media_id":"MEDIA_ID"}}),
        ),
        (
            file(MediaKind::Video, "How it pours", "video/mp4", 10_000_000),
            "video",
            json!({"msgtype":"video","video":{"media_id":"MEDIA_ID","title":"How it pours","description":""}}),
        ),
    ] {
        let part = part(Said::File(file.clone()));
        assert_eq!(part.pieces, [Piece::File(file.clone())]);
        let upload = in_plaintext(|account| WeChat.upload(account, "ACCESS_TOKEN", &part)).unwrap();
        let url = format!("https://api.weixin.qq.com/cgi-bin/media/upload?access_token=ACCESS_TOKEN&type={kind}");
        assert_eq!((upload.method, upload.url), ("POST", url));
        let (file_name, media_type) = (file.name, file.media_type);
        assert!(upload.body == Body::Upload { fields: vec![], field: "media", file_name, media_type });
        let (_, mut all) = sent(&part, Some("MEDIA_ID"));
        all.as_object_mut().unwrap().remove("touser");
        assert_eq!(all, body);
    }
    let answer = r#"{"type":"image","media_id":"MEDIA_ID","created_at":1790000500}"#;
    assert_eq!(answered(200, JSON, answer, |answer| WeChat.read_upload(answer)), Ok("MEDIA_ID".to_owned()));
    let failed = answered(200, JSON, r#"{"type":"image"}"#, |answer| WeChat.read_upload(answer)).unwrap_err();
    assert_eq!(failed.class, Class::Retry { after_ms: None });
}

#[test]
fn a_file_that_wechat_does_not_take_goes_as_an_article_with_its_link() {
    let invoice = file(MediaKind::File, "invoice.pdf", "application/pdf", 21_000);
    let linked = part(Said::File(invoice.clone()));
    assert_eq!(linked.pieces, [Piece::Link(invoice)]);
    assert!(in_plaintext(|account| WeChat.upload(account, "ACCESS_TOKEN", &linked)).is_none());
    let documented = json!({
        "touser": PERSON,
        "msgtype": "news",
        "news": {"articles":[{"title":"invoice.pdf","description":"PDF, 21 KB","url":"https://files.example.org/i/42"}]},
    });
    assert_eq!(sent(&linked, None).1, documented);

    let (mut long, mut unknown) =
        (file(MediaKind::Audio, "a.mp3", "audio/mpeg", 1), file(MediaKind::Audio, "a.mp3", "audio/mpeg", 1));
    long.duration_ms = Some(60_001);
    unknown.duration_ms = None;
    for file in [
        file(MediaKind::Image, "a.png", "image/png", 10_000_000 + 1),
        file(MediaKind::Image, "a.webp", "image/webp", 1),
        file(MediaKind::Audio, "a.mp3", "audio/mpeg", 2_000_000 + 1),
        file(MediaKind::Audio, "a.ogg", "audio/ogg", 1),
        file(MediaKind::Video, "a.mp4", "video/mp4", 10_000_000 + 1),
        file(MediaKind::Video, "a.webm", "video/webm", 1),
        long,
        unknown,
    ] {
        let linked = part(Said::File(file.clone()));
        assert_eq!(linked.pieces, [Piece::Link(file)]);
        let article = &sent(&linked, None).1["news"]["articles"][0];
        assert!(article["url"] == "https://files.example.org/i/42" && article.get("picurl").is_none());
    }
    let big = file(MediaKind::File, &"x".repeat(200), "", 123_456_789);
    let article = sent(&part(Said::File(big)), None).1["news"]["articles"][0].clone();
    assert_eq!((article["title"].as_str().unwrap().len(), &article["description"]), (64, &json!("124 MB")));
}

#[test]
fn a_form_of_another_service_is_refused() {
    let form = Said::Template { name: "late".to_owned(), language: "en".to_owned(), filled: vec![] };
    assert_eq!(render(&message(form), &wrote_just_now()).unwrap_err().class, Class::Permanent);
}

#[test]
fn somebody_who_types_is_shown() {
    let request = in_plaintext(|account| WeChat.typing(account, "ACCESS_TOKEN", PERSON, &wrote_just_now())).unwrap();
    let body = json!({"touser": PERSON, "command": "Typing"});
    let url = "https://api.weixin.qq.com/cgi-bin/message/custom/typing?access_token=ACCESS_TOKEN".to_owned();
    assert!(request == Request::post(url, &body));
}

#[test]
fn nothing_that_may_be_a_secret_is_in_what_a_log_would_hold() {
    let part = part(Said::Text { text: "words".to_owned() });
    with(&[("app_secret", "APPSECRET")], |account| {
        let request = WeChat.send(account, "ACCESS_TOKEN", PERSON, &part, None, "key");
        assert_eq!(format!("{request:?}"), "POST https://api.weixin.qq.com/cgi-bin/message/custom/send");
        assert!(!format!("{account:?}").contains("APPSECRET"));
    });
}
