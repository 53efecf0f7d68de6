use serde_json::json;

use super::*;
use crate::{
    graph::{
        RETRY,
        tests::{response, sent},
    },
    http::Body,
    inbound::MediaKind,
};

#[test]
fn connecting_finds_out_whose_token_it_is_and_subscribes_the_page() {
    let filled = filled();
    let account = filled.account();
    let check = |name: &str| Messenger.check(&account, "PAGE_TOKEN", name, "https://desk.example/hook");
    let read = |name: &str, status, body| Messenger.read_check(&account, name, &response(status, body));
    assert_eq!(check("token").url, "https://graph.facebook.com/v25.0/me?fields=id,name");
    assert_eq!(read("token", 200, r#"{"id":"104200000000001","name":"Kettles"}"#), Ok(Some("Kettles".to_owned())));
    let problem = read("token", 200, r#"{"id":"104200000000002","name":"Pots"}"#).unwrap_err();
    assert_eq!((problem.class, problem.code.as_str()), (Class::Credentials, "another page"));
    let problem = read("token", 401, r#"{"error":{"code":190,"error_subcode":463,"message":"Expired"}}"#).unwrap_err();
    assert_eq!((problem.class, problem.code.as_str()), (Class::Credentials, "190/463"));
    assert_eq!(read("token", 502, "").unwrap_err().class, RETRY);

    let secret = check("secret");
    // HMAC-SHA256 of the token under the app's secret.
    let proof = crate::proof::hex(&crate::proof::hmac_sha256(b"7c1e5f0ab94d4f62a3d8e6b1904c27fd", b"PAGE_TOKEN"));
    assert!(secret.url.ends_with(&format!("/me?fields=id&appsecret_proof={proof}")), "{secret:?}");
    assert_eq!(read("secret", 200, r#"{"id":"104200000000001"}"#), Ok(None));
    assert_eq!(
        read("secret", 400, r#"{"error":{"code":100,"message":"Invalid"}}"#).unwrap_err().class,
        Class::Credentials
    );

    let subscription = check("subscription");
    assert!(subscription.method == "POST" && subscription.body == Body::Empty);
    assert_eq!(
        subscription.url,
        "https://graph.facebook.com/v25.0/104200000000001/subscribed_apps?subscribed_fields=messages,messaging_postbacks,\
         message_echoes,message_deliveries,message_reads,message_reactions,message_edits,messaging_referrals,\
         messaging_handovers,standby,messaging_policy_enforcement"
    );
    assert_eq!(read("subscription", 200, r#"{"success":true}"#), Ok(None));
    assert_eq!(read("subscription", 200, r#"{"success":false}"#).unwrap_err().class, Class::Credentials);
    assert_eq!(
        read("subscription", 403, r#"{"error":{"code":200,"message":"No"}}"#).unwrap_err().class,
        Class::Credentials
    );
}

#[test]
fn a_person_has_a_name_and_a_picture_if_they_let_us_know() {
    let filled = filled();
    let request = Messenger.profile(&filled.account(), "PAGE_TOKEN", ANA).unwrap();
    let fields = "fields=id,name,first_name,last_name,profile_pic";
    assert_eq!(request.url, format!("https://graph.facebook.com/v25.0/{ANA}?{fields}"));
    let read = |status, body: &str| Messenger.read_profile(&response(status, body));
    let picture = "https://platform-lookaside.example/pic?psid=7300000000000001&ext=1792592000";
    let body = format!(
        r#"{{"id":"{ANA}","name":"Ana Chan","first_name":"Ana","last_name":"Chan","profile_pic":"{picture}"}}"#
    );
    let ana = Profile { name: Some("Ana Chan".to_owned()), picture: Some(picture.to_owned()), language: None };
    assert_eq!(read(200, &body), ana);
    let parts = read(200, r#"{"first_name":"Ana","last_name":"Chan"}"#);
    assert_eq!((parts.name.as_deref(), parts.picture), (Some("Ana Chan"), None));
    for (status, nothing) in [
        (200, "{}"),
        (200, r#"{"id":"7300000000000001"}"#),
        (400, r#"{"error":{"code":100,"error_subcode":2018218}}"#),
        (400, r#"{"error":{"code":230,"message":"User consent is required"}}"#),
        (502, "<html>"),
    ] {
        assert_eq!(read(status, nothing), Profile::default(), "{nothing}");
    }
}

#[test]
fn a_file_is_fetched_as_it_was_handed_out_without_the_token() {
    let filled = filled();
    let account = filled.account();
    let at = MediaAt::Link("https://cdn.example/order%2042.pdf?x=1".to_owned());
    let media = Media { kind: MediaKind::File, at, name: None, media_type: None };
    let request = Messenger.media(&account, "PAGE_TOKEN", &media);
    assert_eq!(request, Request::get("https://cdn.example/order%2042.pdf?x=1".to_owned()));
    let read = |status| Messenger.read_media(&account, "PAGE_TOKEN", &response(status, "..."));
    assert_eq!(read(200), Fetched::Bytes);
    let failed = |status| {
        let Fetched::Failed(problem) = read(status) else { panic!("{status}") };
        problem.class
    };
    assert_eq!([failed(403), failed(404), failed(503)], [Class::Permanent, Class::Permanent, RETRY]);
}

#[test]
fn signs_of_life_go_alone() {
    let filled = filled();
    let account = filled.account();
    let typing = Messenger.typing(&account, "PAGE_TOKEN", ANA, &Talk::default()).unwrap();
    assert_eq!(typing.url, "https://graph.facebook.com/v25.0/104200000000001/messages");
    assert_eq!(sent(&typing), json!({ "recipient": { "id": ANA }, "sender_action": "typing_on" }));
    let seen = Messenger.seen(&account, "PAGE_TOKEN", ANA, &Talk::default()).unwrap();
    assert_eq!(sent(&seen), json!({ "recipient": { "id": ANA }, "sender_action": "mark_seen" }));
    let gone = Talk { gone: true, ..Talk::default() };
    assert_eq!(Messenger.typing(&account, "PAGE_TOKEN", ANA, &gone), None);
    assert_eq!(Messenger.token(&account), None);
}
