use serde_json::json;
use shared::channel::template::Part as In;

use super::*;
use crate::{
    graph::{
        RETRY,
        tests::{response, sent},
    },
    inbound::MediaKind,
};

#[test]
fn connecting_looks_at_number_and_business_and_sends_what_comes_here() {
    let filled = filled();
    let account = filled.account();
    let check = |name: &str| WhatsApp.check(&account, "TOKEN", name, "https://desk.example/hook");
    let read = |name: &str, status, body| WhatsApp.read_check(&account, name, &response(status, body));
    let class = |name: &str, status, body| read(name, status, body).unwrap_err().class;
    let at = |path: &str| format!("https://graph.facebook.com/v25.0/{path}");

    assert_eq!(check("token").url, at("310600000000003?fields=verified_name,display_phone_number"));
    let named = r#"{"verified_name":"Kettles","display_phone_number":"+852 5550 1234","id":"310600000000003"}"#;
    assert_eq!(read("token", 200, named), Ok(Some("Kettles · +852 5550 1234".to_owned())));
    assert_eq!(class("token", 200, r#"{"id":"310600000000003"}"#), Class::Credentials);
    assert_eq!(class("token", 401, r#"{"error":{"code":190,"message":"x"}}"#), Class::Credentials);

    assert!(check("secret").url.starts_with(&at("310600000000003?fields=id&appsecret_proof=")));
    assert_eq!(class("secret", 400, r#"{"error":{"code":100,"message":"Invalid"}}"#), Class::Credentials);

    assert_eq!(check("permissions").url, at("210500000000002/phone_numbers?fields=id&limit=100"));
    assert_eq!(read("permissions", 200, r#"{"data":[{"id":"1"},{"id":"310600000000003"}]}"#), Ok(None));
    assert_eq!(class("permissions", 200, r#"{"data":[{"id":"1"}]}"#), Class::Credentials);

    assert_eq!(
        (check("subscription").method, check("subscription").url),
        ("POST", at("210500000000002/subscribed_apps"))
    );
    assert_eq!(read("subscription", 200, r#"{"success":true}"#), Ok(None));
    assert_eq!(class("subscription", 200, "{}"), Class::Credentials);

    let here = json!({ "override_callback_uri": "https://desk.example/hook", "verify_token": "our-verify-token" });
    assert_eq!((check("webhook").method, check("webhook").url), ("POST", at("310600000000003")));
    assert_eq!(sent(&check("webhook")), json!({ "webhook_configuration": here }));
    assert_eq!(read("webhook", 200, r#"{"success":true}"#), Ok(None));
}

#[test]
fn a_file_is_fetched_in_two_steps_and_only_meta_sees_the_token() {
    let filled = filled();
    let account = filled.account();
    let at = MediaAt::Id("410700000000001".to_owned());
    let media = Media { kind: MediaKind::Image, at, name: None, media_type: None };
    let lookup = WhatsApp.media(&account, "TOKEN", &media);
    assert_eq!(lookup.url, "https://graph.facebook.com/v25.0/410700000000001?phone_number_id=310600000000003");
    assert_eq!(lookup.headers, [("authorization", "Bearer TOKEN".to_owned())]);
    let next = |url: &str| {
        let body =
            json!({ "messaging_product": "whatsapp", "url": url, "mime_type": "image/jpeg", "file_size": "48213" });
        let Fetched::Next(request) = WhatsApp.read_media(&account, "TOKEN", &response(200, &body.to_string())) else {
            panic!("{url}")
        };
        request
    };
    let agent = ("user-agent", "Frontdesk".to_owned());
    let url = "https://lookaside.example/wa?mid=410700000000001&ext=1790000900";
    assert_eq!((next(url).url.as_str(), next(url).headers), (url, vec![agent.clone()]));
    let headers = next("https://lookaside.fbsbx.com/wa?mid=1").headers;
    assert_eq!(headers, [agent, ("authorization", "Bearer TOKEN".to_owned())]);
}

#[test]
fn a_file_that_is_not_to_be_had_is_asked_for_again_or_given_up() {
    let filled = filled();
    let read = |status, body| WhatsApp.read_media(&filled.account(), "TOKEN", &response(status, body));
    let class = |status, body| {
        let Fetched::Failed(problem) = read(status, body) else { panic!("{status}") };
        problem.class
    };
    assert_eq!(read(200, "\u{fffd}PNG"), Fetched::Bytes);
    assert_eq!(read(404, "<html>"), Fetched::Later);
    assert_eq!(class(400, r#"{"error":{"code":100,"error_subcode":33}}"#), Class::Permanent);
    assert_eq!(class(404, r#"{"error":{"code":100}}"#), Class::Permanent);
    assert_eq!(class(401, r#"{"error":{"code":190}}"#), Class::Credentials);
    assert_eq!([class(500, r#"{"error":{"code":131000}}"#), class(503, "")], [RETRY, RETRY]);
}

#[test]
fn a_name_comes_with_the_message_and_a_picture_never() {
    assert_eq!(WhatsApp.profile(&filled().account(), "TOKEN", ANA), None);
    assert_eq!(WhatsApp.read_profile(&response(200, r#"{"name":"x"}"#)), Profile::default());
}

#[test]
fn typing_and_reading_name_what_came_last() {
    let filled = filled();
    let account = filled.account();
    let talk = Talk { last_message: Some("wamid.AAA111".to_owned()), ..Talk::default() };
    let seen = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.AAA111" });
    let typing = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.AAA111", "typing_indicator": { "type": "text" } });
    assert_eq!(sent(&WhatsApp.seen(&account, "TOKEN", ANA, &talk).unwrap()), seen);
    assert_eq!(sent(&WhatsApp.typing(&account, "TOKEN", ANA, &talk).unwrap()), typing);
    let pressed = Talk { read_token: Some("wamid.A13".to_owned()), ..talk };
    assert_eq!(sent(&WhatsApp.seen(&account, "TOKEN", ANA, &pressed).unwrap())["message_id"], "wamid.A13");
    assert_eq!(WhatsApp.seen(&account, "TOKEN", ANA, &Talk::default()), None);
    assert_eq!(WhatsApp.typing(&account, "TOKEN", ANA, &Talk { gone: true, ..pressed }), None);
}

#[test]
fn templates_are_those_that_are_approved_and_can_be_filled_in() {
    let request = WhatsApp.templates(&filled().account(), "TOKEN", None).unwrap();
    assert!(request.url.starts_with("https://graph.facebook.com/v25.0/210500000000002/message_templates?"));
    let template = |name: &str, status: &str, components: serde_json::Value| json!({ "name": name, "language": "en", "status": status, "components": components });
    let body = |text: &str| json!({ "type": "BODY", "text": text });
    let answer = json!({ "data": [
        template("we_are_back", "APPROVED", json!([body("Hello {{1}}, we are back."), { "type": "FOOTER", "text": "Kettles" }])),
        template("twice", "APPROVED", json!([{ "type": "HEADER", "format": "TEXT", "text": "Order" }, body("{{1}}: {{2}}. Thank you, {{1}}.")])),
        template("plain", "APPROVED", json!([body("Hello."), { "type": "BUTTONS", "buttons": [{ "type": "QUICK_REPLY", "text": "Stop" }] }])),
        template("waiting", "PENDING", json!([body("Hello.")])),
        template("refused", "REJECTED", json!([body("Hello.")])),
        template("named", "APPROVED", json!([{ "type": "HEADER", "text": "{{ sale }}!" }, body("Hello {{first_name}}, {{sale}} ends, {{first_name}}.")])),
        template("picture", "APPROVED", json!([{ "type": "HEADER", "format": "IMAGE" }, body("Hello {{1}}.")])),
        template("track", "APPROVED", json!([
            { "type": "HEADER", "format": "TEXT", "text": "For {{1}}" },
            body("{{2}} and {{1}}"),
            { "type": "BUTTONS", "buttons": [{ "type": "PHONE_NUMBER", "text": "Call", "phone_number": "+852" }, { "type": "URL", "text": "Track", "url": "https://x.example/{{1}}" }] },
        ])),
        template("place", "APPROVED", json!([{ "type": "HEADER", "format": "LOCATION" }, body("Hello.")])),
        template("code", "APPROVED", json!([body("{{1}}"), { "type": "BUTTONS", "buttons": [{ "type": "OTP", "text": "Copy" }] }])),
        template("cards", "APPROVED", json!([body("Hello."), { "type": "CAROUSEL", "cards": [] }])),
        template("endless", "APPROVED", json!([body("{{18446744073709551615}}")])),
        template("nought", "APPROVED", json!([body("{{0}}")])),
        template("bodiless", "APPROVED", json!([])),
        "odd",
    ] });
    let (read, after) = WhatsApp.read_templates(&response(200, &answer.to_string())).unwrap();
    assert_eq!(after, None);
    let shown: Vec<_> = read.iter().map(|it| (it.name.as_str(), it.text.as_str(), it.places.len())).collect();
    assert_eq!(
        shown,
        [
            ("we_are_back", "Hello {{1}}, we are back.\n\nKettles", 1),
            ("twice", "Order\n\n{{1}}: {{2}}. Thank you, {{1}}.", 2),
            ("plain", "Hello.\n\n[Stop]", 0),
            ("named", "{{1}}!\n\nHello {{2}}, {{3}} ends, {{2}}.", 3),
            ("picture", "{{1}}\n\nHello {{2}}.", 2),
            ("track", "For {{1}}\n\n{{3}} and {{2}}\n\n[Call]\n[Track] https://x.example/{{4}}", 4),
        ]
    );
    assert_eq!(read[0].language, "en");
    let places = |at: usize| read[at].places.iter().map(|it| (it.name.as_deref(), it.part)).collect::<Vec<_>>();
    assert_eq!(places(3), [(Some("sale"), In::Head), (Some("first_name"), In::Body), (Some("sale"), In::Body)]);
    assert_eq!(places(4), [(None, In::Picture), (None, In::Body)]);
    assert_eq!(places(5), [(None, In::Head), (None, In::Body), (None, In::Body), (None, In::Button { button: 1 })]);
    let paging =
        json!({ "data": [], "paging": { "cursors": { "after": "QVFI/" }, "next": "https://graph.facebook.com/…" } });
    let (_, after) = WhatsApp.read_templates(&response(200, &paging.to_string())).unwrap();
    let next = WhatsApp.templates(&filled().account(), "TOKEN", after.as_deref()).unwrap();
    assert!(next.url.ends_with("&after=QVFI%2F"), "{}", next.url);
    let wrong = |status, body| WhatsApp.read_templates(&response(status, body)).unwrap_err().class;
    assert_eq!(wrong(400, r#"{"error":{"code":190}}"#), Class::Credentials);
    assert_eq!([wrong(503, ""), wrong(200, "<html>")], [RETRY, RETRY]);
}
