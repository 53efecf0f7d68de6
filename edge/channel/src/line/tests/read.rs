//! What LINE answers.

use super::{L1, Line, NOW, OWN_TOKEN, SECRET, SENT, account, body_of, header, owned_account, parse, response};
use crate::{
    Adapter,
    http::{Body, Request},
    inbound::{Media, MediaAt, MediaKind},
    outbound::{Fetched, Part, Piece, Profile, Token, Way},
    problem::{Class, Problem},
};

const WEBHOOK: &str = "https://desk.example/hook/line/1";
const RETRY: Class = Class::Retry { after_ms: None };

fn part(way: Way) -> Part {
    Part { pieces: vec![Piece::Text { text: "Hi".into() }], quotes: None, way, message: "m".into() }
}

fn pushed(status: u16, body: &str) -> Result<Vec<String>, Problem> {
    Line.read_sent(&part(Way::Usual), &response(status, body))
}

fn replied(status: u16, body: &str) -> Result<Vec<String>, Problem> {
    Line.read_sent(&part(Way::Reply { token: "rt".into() }), &response(status, body))
}

fn said(message: &str) -> String {
    serde_json::json!({ "message": message }).to_string()
}

fn check(name: &str, status: u16, body: &str) -> Result<Option<String>, Problem> {
    account(|account| Line.read_check(account, name, &response(status, body)))
}

fn check_request(name: &str) -> Request {
    account(|account| Line.check(account, "TOKEN", name, WEBHOOK))
}

fn media(at: MediaAt) -> Request {
    let media = Media { kind: MediaKind::Image, at, name: None, media_type: None };
    account(|account| Line.media(account, "TOKEN", &media))
}

fn fetched(status: u16, body: &str) -> Fetched {
    account(|account| Line.read_media(account, "TOKEN", &response(status, body)))
}

#[test]
fn what_was_sent_has_an_id_for_each_object() {
    assert_eq!(replied(200, SENT).unwrap(), ["571000000000000001"]);
    let two = r#"{"sentMessages":[{"id":571000000000000001},{"id":"2"},{}]}"#;
    assert_eq!(pushed(200, two).unwrap(), ["571000000000000001", "2"]);
    // It was sent, whatever the body is.
    assert_eq!(pushed(200, "").unwrap(), [""; 0]);
}

#[test]
fn every_error_of_the_table_says_what_is_to_be_done() {
    for (status, message, class) in [
        (400, "Invalid reply token", Class::ReplyTokenSpent),
        (400, "Failed to send messages", Class::Unavailable),
        (400, "The request body has 1 error(s)", Class::Permanent),
        (401, "Authentication failed", Class::RenewToken),
        (403, "Not available for your plan", Class::Credentials),
        (404, "Not found", Class::Permanent),
        (409, "The retry key is already accepted", Class::Accepted),
        (410, "Gone", Class::Permanent),
        (413, "Too large", Class::Permanent),
        (415, "Unsupported media type", Class::Permanent),
        (429, "The API rate limit has been exceeded. Try again later.", RETRY),
        (429, "You have reached your monthly limit.", Class::QuotaUsed),
        (429, "You have used up your MONTHLY LIMIT of messages", Class::QuotaUsed),
        (429, "Something else", RETRY),
        (429, "", RETRY),
        (500, "Internal server error", RETRY),
        (418, "Something else", Class::Permanent),
        (503, "Something else", RETRY),
    ] {
        assert_eq!(pushed(status, &said(message)).unwrap_err().class, class, "{status} {message}");
        assert_eq!(replied(status, &said(message)).unwrap_err().class, if message.is_empty() { RETRY } else { class });
    }
}

#[test]
fn an_error_keeps_lines_words_and_which_part_they_blame() {
    let body = r#"{"message":"The request body has 1 error(s)","details":[{"message":"May not be empty","property":"messages[0].text"}]}"#;
    let problem = pushed(400, body).unwrap_err();
    assert_eq!(problem.code, "400");
    assert_eq!(problem.words, "The request body has 1 error(s); messages[0].text: May not be empty");
    assert_eq!(pushed(400, "<html>").unwrap_err().code, "status 400");
}

#[test]
fn what_was_accepted_before_is_sent_and_its_ids_are_read() {
    let body = r#"{"message":"The retry key is already accepted","sentMessages":[{"id":"571000000000000001"}]}"#;
    assert_eq!(pushed(409, body).unwrap(), ["571000000000000001"]);
    assert_eq!(pushed(409, "").unwrap_err().class, Class::Accepted);
}

#[test]
fn a_push_is_repeated_after_any_failure_and_a_reply_only_if_line_says_that_it_failed() {
    assert_eq!(pushed(502, "<html>").unwrap_err().class, RETRY);
    assert_eq!(replied(502, "<html>").unwrap_err().class, Class::UnknownOutcome);
    assert_eq!(replied(500, &said("Internal server error")).unwrap_err().class, RETRY);
}

#[test]
fn a_token_is_asked_for_unless_the_owner_filled_one_in() {
    let request = account(|account| Line.token(account)).unwrap();
    assert_eq!((request.method, request.url.as_str()), ("POST", "https://api.line.me/oauth2/v3/token"));
    let form = "grant_type=client_credentials&client_id=2000000001&client_secret=5d0e8c2b7f4149a6b3c1d2e4f5061728";
    assert!(request.body == Body::Text("application/x-www-form-urlencoded", form.into()));
    assert!(owned_account(|account| Line.token(account)).is_none());
}

#[test]
fn a_token_is_good_for_as_long_as_line_says() {
    let body = r#"{"token_type":"Bearer","access_token":"ey…","expires_in":900}"#;
    let token = Line.read_token(&response(200, body)).ok().unwrap();
    assert!(token == Token { value: "ey…".into(), good_for_s: 900 });
}

#[test]
fn a_token_that_isnt_given_says_whose_doing_it_is() {
    let problem = |status, body| Line.read_token(&response(status, body)).err().unwrap();
    let invalid = r#"{"error":"invalid_client","error_description":"invalid client_secret"}"#;
    for status in [400, 401] {
        let problem = problem(status, invalid);
        assert_eq!((problem.class, problem.code.as_str()), (Class::Credentials, "invalid_client"));
        assert_eq!(problem.words, "invalid client_secret");
    }
    assert_eq!(problem(429, "").class, RETRY);
    assert_eq!(problem(503, "").class, RETRY);
    for body in ["", "[]", r#"{"access_token":"","expires_in":900}"#, r#"{"access_token":"a","expires_in":-1}"#] {
        assert_eq!(problem(200, body).code, "status 200");
    }
}

#[test]
fn a_refused_token_is_renewed_where_it_can_be_and_else_the_owners_to_see_to() {
    let refused = said("Authentication failed due to the following reason: invalid token.");
    let read = |account: &crate::account::Account| Line.read_check(account, "token", &response(401, &refused));
    assert_eq!(account(read).unwrap_err().class, Class::RenewToken);
    assert_eq!(owned_account(read).unwrap_err().class, Class::Credentials);
    let file = owned_account(|account| Line.read_media(account, "", &response(401, &refused)));
    assert!(matches!(file, Fetched::Failed(problem) if problem.class == Class::Credentials));
}

#[test]
fn every_check_is_one_call_with_the_token() {
    for (name, method, path) in [
        ("token", "GET", "v2/bot/info"),
        ("webhook", "PUT", "v2/bot/channel/webhook/endpoint"),
        ("webhook_on", "GET", "v2/bot/channel/webhook/endpoint"),
        ("webhook_test", "POST", "v2/bot/channel/webhook/test"),
        ("quota", "GET", "v2/bot/message/quota"),
        ("quota_used", "GET", "v2/bot/message/quota/consumption"),
    ] {
        let request = check_request(name);
        assert_eq!((request.method, request.url), (method, format!("https://api.line.me/{path}")));
        let request = owned_account(|account| Line.check(account, "", name, WEBHOOK));
        assert_eq!(header(&request, "authorization"), Some(format!("Bearer {OWN_TOKEN}").as_str()));
    }
    let names: Vec<_> = Line.facts().checks.iter().map(|check| check.name).collect();
    assert_eq!(names, ["token", "webhook", "webhook_on", "webhook_test", "quota", "quota_used"]);
}

#[test]
fn our_address_is_told_and_tried() {
    for name in ["webhook", "webhook_test"] {
        assert_eq!(body_of(&check_request(name)), serde_json::json!({ "endpoint": WEBHOOK }));
    }
    assert_eq!(check("webhook", 200, "{}"), Ok(None));
    let reached =
        r#"{"success":true,"timestamp":"2026-11-01T00:00:00Z","statusCode":200,"reason":"OK","detail":"200"}"#;
    assert_eq!(check("webhook_test", 200, reached), Ok(None));
}

#[test]
fn a_test_call_that_we_refused_means_another_secret_and_other_failures_pass() {
    let refused = r#"{"success":false,"statusCode":401,"reason":"ERROR_STATUS_CODE","detail":"401"}"#;
    let problem = check("webhook_test", 200, refused).unwrap_err();
    assert_eq!(
        (problem.class, problem.code.as_str(), problem.words.as_str()),
        (Class::Credentials, "ERROR_STATUS_CODE", "401")
    );
    for reason in ["COULD_NOT_CONNECT", "REQUEST_TIMEOUT", "ERROR_STATUS_CODE", "UNCLASSIFIED"] {
        let body = serde_json::json!({ "success": false, "statusCode": 0, "reason": reason, "detail": "" }).to_string();
        let problem = check("webhook_test", 200, &body).unwrap_err();
        assert_eq!((problem.class, problem.code.as_str()), (RETRY, reason));
    }
    assert_eq!(check("webhook_test", 200, "").unwrap_err().code, "UNCLASSIFIED");
}

#[test]
fn a_webhook_that_isnt_in_use_is_the_owners_to_turn_on() {
    assert_eq!(check("webhook_on", 200, r#"{"endpoint":"https://desk.example","active":true}"#), Ok(None));
    let off = check("webhook_on", 200, r#"{"endpoint":"https://desk.example","active":false}"#).unwrap_err();
    assert_eq!((off.class, off.code.as_str()), (Class::Credentials, "webhook off"));
}

#[test]
fn the_accounts_name_and_its_quota_are_shown() {
    let shown = |name, body| check(name, 200, body).unwrap();
    let info =
        r#"{"userId":"U1","basicId":"@216ru","displayName":"Tea Shop","chatMode":"chat","markAsReadMode":"manual"}"#;
    assert_eq!(shown("token", info).as_deref(), Some("Tea Shop"));
    assert_eq!(shown("token", r#"{"basicId":"@216ru"}"#).as_deref(), Some("@216ru"));
    assert_eq!(shown("quota", r#"{"type":"limited","value":200}"#).as_deref(), Some("200"));
    assert_eq!(shown("quota", r#"{"type":"none"}"#).as_deref(), Some("∞"));
    assert_eq!(shown("quota_used", r#"{"totalUsage":57}"#).as_deref(), Some("57"));
    assert_eq!(shown("token", "<html>"), None);
    for name in ["token", "webhook", "webhook_on", "webhook_test", "quota", "quota_used"] {
        assert_eq!(check(name, 403, &said("No")).unwrap_err().class, Class::Credentials);
    }
}

#[test]
fn files_are_on_another_host_and_links_are_nothing_for_our_token() {
    let request = media(MediaAt::Id("570000000000000002".into()));
    assert_eq!(
        (request.method, request.url.as_str()),
        ("GET", "https://api-data.line.me/v2/bot/message/570000000000000002/content")
    );
    assert_eq!(header(&request, "authorization"), Some("Bearer TOKEN"));
    let request = media(MediaAt::Link("https://example.com/o.jpg".into()));
    assert_eq!(request.url, "https://example.com/o.jpg");
    assert!(request.headers.is_empty());
}

#[test]
fn a_file_is_there_or_being_made_or_gone() {
    assert_eq!(fetched(200, "bytes"), Fetched::Bytes);
    assert_eq!(fetched(202, "{}"), Fetched::Later);
    for (status, class) in
        [(404, Class::Permanent), (410, Class::Permanent), (429, RETRY), (500, RETRY), (401, Class::RenewToken)]
    {
        assert!(matches!(fetched(status, &said("No")), Fetched::Failed(problem) if problem.class == class), "{status}");
    }
}

#[test]
fn a_stranger_who_refuses_a_link_says_nothing_of_the_account() {
    for status in [401, 403] {
        assert!(matches!(fetched(status, "<html>"), Fetched::Failed(problem) if problem.class == Class::Permanent));
    }
}

#[test]
fn a_profile_says_what_it_has() {
    let request = account(|account| Line.profile(account, "TOKEN", "U1/../2")).unwrap();
    assert_eq!(request.url, "https://api.line.me/v2/bot/profile/U1%2F..%2F2");
    let read = |status, body| Line.read_profile(&response(status, body));
    let body = r#"{"userId":"U1","displayName":"あな","pictureUrl":"https://profile.line-scdn.net/0h…","statusMessage":"hello","language":"ja"}"#;
    let picture = Some("https://profile.line-scdn.net/0h…".into());
    let all = Profile { name: Some("あな".into()), picture, language: Some("ja".into()) };
    assert_eq!(read(200, body), all);
    let name = Profile { name: Some("あな".into()), ..Profile::default() };
    assert_eq!(read(200, r#"{"displayName":"あな","pictureUrl":""}"#), name);
    assert_eq!(read(404, r#"{"message":"Not found","displayName":"x"}"#), Profile::default());
    assert_eq!(read(200, "<html>"), Profile::default());
}

#[test]
fn every_webhook_is_answered_with_200() {
    let answer = account(|account| Line.acknowledge(account, &parse(L1), Some("Welcome"), NOW, [0; 16]));
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    assert!(!Line.welcomes_in_answer());
}

#[test]
fn nothing_that_is_logged_holds_a_secret_or_words() {
    let request = account(|account| Line.token(account)).unwrap();
    assert!(!format!("{request:?}").contains(SECRET));
    assert!(!format!("{:?}", super::send(&part(Way::Usual))).contains("TOKEN"));
    let problem = pushed(400, &said("you wrote: something private")).unwrap_err();
    assert_eq!(format!("{problem:?}"), "Permanent (400)");
}
