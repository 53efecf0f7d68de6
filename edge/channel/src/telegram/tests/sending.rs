//! What goes to Telegram, and what it answers.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NOW, PERSON, SECRET, TOKEN, Telegram, account, answered};
use crate::{
    Adapter,
    account::{Account, Words},
    http::{Body, Request},
    inbound::{Media, MediaAt, MediaKind},
    outbound::{Fetched, OutFile, Outbound, Part, Piece, Profile, Quoted, Refused, Said},
    problem::{Class, Problem},
    window::{Open, Talk, Window},
};

const JSON: &str = "application/json";
const MB: u64 = 1_000_000;

fn message(content: Said) -> Outbound {
    Outbound { message: "msg_1".to_owned(), content, quotes: None, by_person: true }
}

fn words(text: &str) -> Outbound {
    message(Said::Text { text: text.to_owned() })
}

fn parts(message: &Outbound) -> Vec<Part> {
    account(|account| Telegram.render(account, message, &Talk::default(), NOW)).unwrap()
}

fn sent(part: &Part) -> Request {
    account(|account| Telegram.send(account, "", PERSON, part, None, "key"))
}

fn address(path: &str) -> String {
    format!("https://api.telegram.org/bot{TOKEN}/{path}")
}

fn file(kind: MediaKind, media_type: &str, bytes: u64) -> OutFile {
    OutFile {
        kind,
        name: "a.bin".to_owned(),
        media_type: media_type.to_owned(),
        bytes,
        link: "https://files.example.org/i/42".to_owned(),
        duration_ms: None,
    }
}

#[test]
fn a_text_goes_out_as_it_is_and_may_quote() {
    let mut message = words("It is <b>in</b> stock: 有货");
    message.quotes = Some(Quoted { id: format!("{PERSON}:42"), token: None });
    let [part] = parts(&message).try_into().expect("one part");
    let body = json!({
        "chat_id": PERSON,
        "text": "It is <b>in</b> stock: 有货",
        "reply_parameters": {"message_id": 42, "allow_sending_without_reply": true},
    });
    assert!(sent(&part) == Request::post(address("sendMessage"), &body));
    let [part] = parts(&words("hello")).try_into().expect("one part");
    assert!(sent(&part) == Request::post(address("sendMessage"), &json!({"chat_id": PERSON, "text": "hello"})));
}

#[test]
fn a_text_is_cut_at_4096_units_and_quotes_once() {
    assert_eq!(parts(&words(&"a".repeat(4_096))).len(), 1);
    assert_eq!(parts(&words(&"🍵".repeat(2_048))).len(), 1);
    let mut long = words(&"🍵".repeat(2_049));
    long.quotes = Some(Quoted { id: "1:2".to_owned(), token: None });
    let parts = parts(&long);
    assert_eq!(parts.iter().map(|part| part.quotes.is_some()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_file_is_sent_by_the_method_of_its_kind() {
    for (file, method, field) in [
        (file(MediaKind::Image, "image/jpeg", 10 * MB), "sendPhoto", "photo"),
        (file(MediaKind::Image, "image/jpeg", 10 * MB + 1), "sendDocument", "document"),
        (file(MediaKind::Image, "image/tiff", 1), "sendDocument", "document"),
        (file(MediaKind::Video, "video/mp4", 50 * MB), "sendVideo", "video"),
        (file(MediaKind::Video, "video/webm", 1), "sendDocument", "document"),
        (file(MediaKind::Audio, "audio/ogg", 50 * MB), "sendVoice", "voice"),
        (file(MediaKind::Audio, "audio/wav", 1), "sendDocument", "document"),
        (file(MediaKind::File, "application/pdf", 50 * MB), "sendDocument", "document"),
    ] {
        let mut message = message(Said::File(file.clone()));
        message.quotes = Some(Quoted { id: "1:2".to_owned(), token: None });
        let [part] = parts(&message).try_into().expect("one part");
        assert_eq!(part.pieces, [Piece::File(file.clone())]);
        assert!(account(|account| Telegram.upload(account, "", &part)).is_none());
        let request = sent(&part);
        assert_eq!((request.method, request.url), ("POST", address(method)));
        let quote = r#"{"allow_sending_without_reply":true,"message_id":2}"#.to_owned();
        let fields = vec![("chat_id", PERSON.to_owned()), ("reply_parameters", quote)];
        let (file_name, media_type) = (file.name, file.media_type);
        assert!(request.body == Body::Upload { fields, field, file_name, media_type });
    }
}

#[test]
fn a_file_that_is_too_large_goes_as_a_link() {
    for kind in [MediaKind::Image, MediaKind::Video, MediaKind::Audio, MediaKind::File] {
        let large = file(kind, "video/mp4", 50 * MB + 1);
        let [part] = parts(&message(Said::File(large.clone()))).try_into().expect("one part");
        assert_eq!(part.pieces, [Piece::Link(large)]);
        let body = json!({"chat_id": PERSON, "text": "a.bin\nhttps://files.example.org/i/42"});
        assert!(sent(&part) == Request::post(address("sendMessage"), &body));
    }
}

#[test]
fn there_is_no_window_but_for_who_blocked_the_bot() {
    let (here, gone) = (Talk::default(), Talk { gone: true, ..Talk::default() });
    account(|account| {
        assert_eq!(Telegram.window(account, &here, NOW), Window::of(Open::Free));
        assert_eq!(Telegram.window(account, &gone, NOW), Window::of(Open::Gone));
        let refused = |message: &Outbound, talk: &Talk| match Telegram.render(account, message, talk, NOW) {
            Err(Refused(problem)) => problem.class,
            Ok(parts) => panic!("{parts:?}"),
        };
        assert_eq!(refused(&words("hello"), &gone), Class::Unavailable);
        assert_eq!(refused(&words(" "), &here), Class::Permanent);
        let form = Said::Template { name: "late".to_owned(), language: "en".to_owned(), filled: vec![] };
        assert_eq!(refused(&message(form), &here), Class::Permanent);
        let typing = Request::post(address("sendChatAction"), &json!({"chat_id": PERSON, "action": "typing"}));
        assert!(Telegram.typing(account, "", PERSON, &here) == Some(typing));
        assert!(Telegram.typing(account, "", PERSON, &gone).is_none());
    });
}

fn sending(status: u16, body: &str) -> Result<Vec<String>, Problem> {
    let [part] = parts(&words("hello")).try_into().expect("one part");
    answered(status, JSON, body, |_, answer| Telegram.read_sent(&part, answer))
}

#[test]
fn what_was_sent_has_an_id_with_its_chat() {
    let body = r#"{"ok":true,"result":{"message_id":43,"chat":{"id":5550000000001,"type":"private"},"date":1790000302,"text":"hello"}}"#;
    assert_eq!(sending(200, body), Ok(vec!["5550000000001:43".to_owned()]));
    assert_eq!(sending(200, r#"{"ok":true,"result":true}"#), Ok(vec![]));
}

#[test]
fn every_error_has_its_class() {
    let retry = |after_ms| Class::Retry { after_ms };
    for (status, description, class) in [
        (400, "Bad Request: chat not found", Class::Unavailable),
        (400, "Bad Request: user not found", Class::Unavailable),
        (400, "Bad Request: message is too long", Class::Permanent),
        (401, "Unauthorized", Class::Credentials),
        (403, "Forbidden: bot was blocked by the user", Class::Unavailable),
        (403, "Forbidden: user is deactivated", Class::Unavailable),
        (403, "Forbidden: bot can't initiate conversation with a user", Class::Unavailable),
        (404, "Not Found", Class::Credentials),
        (409, "Conflict: terminated by other getUpdates request", Class::Permanent),
        (413, "Request Entity Too Large", Class::Permanent),
        (429, "Too Many Requests", retry(None)),
        // Nobody says that it wasn't sent.
        (500, "Internal Server Error", Class::UnknownOutcome),
        (502, "Bad Gateway", Class::UnknownOutcome),
    ] {
        let body = json!({"ok": false, "error_code": status, "description": description}).to_string();
        let problem = sending(status, &body).unwrap_err();
        assert_eq!((problem.class, problem.code), (class, status.to_string()), "{description}");
        assert_eq!(problem.words, description);
    }
    let wait = |seconds: u64| {
        let parameters = json!({ "retry_after": seconds });
        let body =
            json!({"ok": false, "error_code": 429, "description": "Too Many Requests", "parameters": parameters});
        sending(429, &body.to_string()).unwrap_err().class
    };
    assert_eq!((wait(5), wait(u64::MAX)), (retry(Some(5_000)), retry(Some(u32::MAX))));
    for (status, body, class) in [
        (502, "<html>", Class::UnknownOutcome),
        (200, "<html>", Class::UnknownOutcome),
        (429, "", retry(None)),
        (404, "<html>", Class::Permanent),
    ] {
        let problem = sending(status, body).unwrap_err();
        assert_eq!((problem.class, problem.code), (class, format!("status {status}")));
    }
}

#[test]
fn a_file_is_fetched_in_two_steps() {
    let media = |at| Media { kind: MediaKind::File, at, name: None, media_type: None };
    let asked = account(|account| Telegram.media(account, "", &media(MediaAt::Id("A-b_c&d".to_owned()))));
    assert!(asked == Request::get(address("getFile?file_id=A-b_c%26d")));
    let fetched = |status, media_type: &str, body: &str| {
        answered(status, media_type, body, |account, answer| Telegram.read_media(account, "", answer))
    };
    let found =
        r#"{"ok":true,"result":{"file_id":"A","file_unique_id":"u","file_size":9,"file_path":"photos/file_1.jpg"}}"#;
    let next = Request::get(format!("https://api.telegram.org/file/bot{TOKEN}/photos/file_1.jpg"));
    assert_eq!(fetched(200, JSON, found), Fetched::Next(next));
    assert_eq!(fetched(200, "application/octet-stream", "%PDF-1.7"), Fetched::Bytes);
    // Somebody sent a file that looks like an answer of Telegram's.
    assert_eq!(fetched(200, "application/octet-stream", found), Fetched::Bytes);
    let error = r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#;
    assert_eq!(fetched(200, JSON, error), Fetched::Bytes);
    let class = |status, body: &str| match fetched(status, JSON, body) {
        Fetched::Failed(problem) => Some(problem.class),
        Fetched::Bytes | Fetched::Next(_) | Fetched::Later => None,
    };
    for path in ["../../bot1:x/getMe", "/etc/passwd", "a//b", "photos/a?b", ""] {
        assert_eq!(class(200, &found.replace("photos/file_1.jpg", path)), Some(Class::Permanent), "{path}");
    }
    let too_big = r#"{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}"#;
    assert_eq!(class(400, too_big), Some(Class::Permanent));
    assert_eq!(class(401, error), Some(Class::Credentials));
    // The link to a file ends; the account is as good as before.
    assert_eq!(class(404, r#"{"ok":false,"error_code":404,"description":"Not Found"}"#), Some(Class::Permanent));
    assert_eq!(class(502, ""), Some(Class::Retry { after_ms: None }));
}

#[test]
fn connecting_names_the_bot_and_sets_the_webhook_with_its_secret() {
    let names: Vec<_> = Telegram.facts().checks.iter().map(|check| check.name).collect();
    assert_eq!(names, ["token", "webhook", "delivery"]);
    let asked = |check: &str| account(|account| Telegram.check(account, "", check, "https://desk.example/w"));
    assert!(asked("token") == Request::get(address("getMe")));
    assert!(asked("delivery") == Request::get(address("getWebhookInfo")));
    let body = json!({
        "url": "https://desk.example/w",
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    });
    assert!(asked("webhook") == Request::post(address("setWebhook"), &body));

    let read = |check: &str, status: u16, body: Value| {
        let read =
            answered(status, JSON, &body.to_string(), |account, answer| Telegram.read_check(account, check, answer));
        read.map_err(|problem| problem.class)
    };
    let ok = |result: Value| json!({"ok": true, "result": result});
    let bot = json!({"id": 123_456_789, "is_bot": true, "first_name": "Shop", "username": "shop_bot"});
    assert_eq!(read("token", 200, ok(bot)), Ok(Some("@shop_bot".to_owned())));
    let refused = json!({"ok": false, "error_code": 401, "description": "Unauthorized"});
    assert_eq!(read("token", 401, refused), Err(Class::Credentials));
    assert_eq!(read("webhook", 200, ok(json!(true))), Ok(None));
    let refused =
        json!({"ok": false, "error_code": 400, "description": "Bad Request: bad webhook: HTTPS url must be provided"});
    assert_eq!(read("webhook", 400, refused), Err(Class::Permanent));
    let info = json!({"url": "https://desk.example/w", "pending_update_count": 0});
    assert_eq!(read("delivery", 200, ok(info)), Ok(None));
    let info = json!({"url": "https://desk.example/w", "last_error_message": "Connection timed out"});
    assert_eq!(read("delivery", 200, ok(info)), Ok(Some("Connection timed out".to_owned())));
    assert_eq!(read("delivery", 200, ok(json!({"url": ""}))), Err(Class::Permanent));
    account(|account| {
        assert!(Telegram.token(account).is_none() && Telegram.profile(account, "", PERSON).is_none());
    });
    assert_eq!(answered(200, JSON, "{}", |_, answer| Telegram.read_profile(answer)), Profile::default());
}

#[test]
fn no_log_sees_the_token_in_an_address() {
    let [part] = parts(&words("hello")).try_into().expect("one part");
    assert_eq!(format!("{:?}", sent(&part)), "POST https://api.telegram.org/…/sendMessage");
    let fields = [("bot_token".to_owned(), TOKEN.to_owned())].into();
    let base = |name: &str| (name == "TELEGRAM_API_BASE").then(|| "http://127.0.0.1:8081/".to_owned());
    let own = Account::new(&fields, &base);
    let request = Telegram.check(&own, "", "token", "");
    assert_eq!(request.url, format!("http://127.0.0.1:8081/bot{TOKEN}/getMe"));
    assert_eq!(format!("{request:?}"), "GET http://127.0.0.1:8081/…/getMe");
    let found = r#"{"ok":true,"result":{"file_path":"photos/file_1.jpg"}}"#;
    let next = answered(200, JSON, found, |account, answer| Telegram.read_media(account, "", answer));
    assert_eq!(format!("{next:?}"), "Next(GET https://api.telegram.org/file/…/photos/file_1.jpg)");
}

#[test]
fn what_an_owner_fills_in_is_looked_at() {
    let facts = Telegram.facts();
    let accepts =
        |name: &str, text: &str| (facts.fields.iter().find(|field| field.name == name).unwrap().accepts)(text);
    assert!(accepts("bot_token", TOKEN));
    for wrong in ["", ":", "123456789", &TOKEN[10..], &TOKEN.replace(':', "/"), &format!("{TOKEN}/../x"), "shop:AAA"] {
        assert!(!accepts("bot_token", wrong), "{wrong}");
    }
    assert!(accepts("secret_token", SECRET) && accepts("secret_token", &"a".repeat(256)));
    assert!(
        !accepts("secret_token", "") && !accepts("secret_token", &"a".repeat(257)) && !accepts("secret_token", "a b")
    );
    assert!(facts.icon.len() <= 700, "{}", facts.icon.len());
    for words in [|it: &Words| it.en, |it: &Words| it.zh_hant, |it: &Words| it.zh_hans, |it: &Words| it.ja] {
        assert_eq!(facts.steps.iter().filter(|step| words(step).contains("{webhook}")).count(), 1);
    }
}

proptest! {
    #[test]
    fn no_answer_does_harm(
        status in 100_u16..600,
        bytes in "\\PC{0,80}",
        name in "ok|result|error_code|description|parameters",
        value in "-?[0-9]{1,24}|true|\"\\w{0,20}\"|null|\\[\\]|\\{\\}|\\{\"file_path\":\"[a-z./]{0,9}\"\\}|1e400",
    ) {
        for body in [bytes, format!("{{\"{name}\":{value}}}"), format!("{{\"ok\":true,\"{name}\":{value}}}")] {
            let _ = sending(status, &body);
            answered(status, JSON, &body, |account, answer| {
                let _ = Telegram.read_media(account, "", answer);
                for check in Telegram.facts().checks {
                    let _ = Telegram.read_check(account, check.name, answer);
                }
            });
        }
    }
}
