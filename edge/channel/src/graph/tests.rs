use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::*;
use crate::{
    Adapter,
    account::Words,
    inbound::Inbound,
    outbound::{Part, Way},
    window::Talk,
};

/// The moment of every story.
pub(crate) const NOW: shared::value::Timestamp = shared::value::Timestamp::from_ms(1_790_000_500_000);

/// What an owner filled in.
pub(crate) struct Filled(BTreeMap<String, String>);

impl Filled {
    pub(crate) fn with(fields: &[(&str, &str)]) -> Self {
        Self(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    pub(crate) fn account(&self) -> Account<'_> {
        Account::new(&self.0, &none)
    }
}

pub(crate) fn none(_: &str) -> Option<String> {
    None
}

pub(crate) fn response(status: u16, body: &str) -> Response<'_> {
    Response { status, header: &none, body: body.as_bytes() }
}

/// The values of a file that holds one after the other.
pub(crate) fn values(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().unwrap()
}

/// What a request carries.
pub(crate) fn sent(request: &Request) -> Value {
    match &request.body {
        crate::http::Body::Text(_, text) => serde_json::from_str(text).unwrap(),
        crate::http::Body::Empty | crate::http::Body::Upload { .. } => Value::Null,
    }
}

/// That a body of a vector is what it was.
pub(crate) fn is_copy(body: &[u8], bytes: usize, sha256: &str) -> bool {
    body.len() == bytes && proof::hex(&Sha256::digest(body)) == sha256
}

/// What a call with a body and a signature proves.
pub(crate) fn posted(
    adapter: &dyn Adapter,
    filled: &Filled,
    body: &[u8],
    name: &str,
    signature: Option<&str>,
) -> Proof {
    let header = |asked: &str| signature.filter(|_| asked == name).map(str::to_owned);
    adapter.verify(&filled.account(), &Call { is_post: true, query: "", header: &header, body, now: NOW })
}

/// What a look whether we are there proves.
pub(crate) fn looked(adapter: &dyn Adapter, filled: &Filled, query: &str) -> Proof {
    adapter.verify(&filled.account(), &Call { is_post: false, query, header: &none, body: b"", now: NOW })
}

/// That Meta's look whether we are there is answered with the challenge, to who knows our token alone.
pub(crate) fn answers_the_handshake(adapter: &dyn Adapter, filled: &Filled) {
    let answer = Answer { status: 200, content_type: "text/plain; charset=utf-8", body: "1158201444".to_owned() };
    for query in [
        "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=our-verify-token",
        "hub.mode=subscribe&hub.verify_token=our-verify-token&hub.challenge=1158201444",
        "hub.mode=subscribe&hub.verify_token=our%2Dverify%2dtoken&hub%2Echallenge=1158201444",
    ] {
        assert_eq!(looked(adapter, filled, query), Proof::Handshake(answer.clone()), "{query}");
    }
    for query in [
        "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444",
        "hub.mode=unsubscribe&hub.verify_token=our-verify-token&hub.challenge=1158201444",
        "hub.mode=subscribe&hub.verify_token=our-verify-token",
        "hub.mode=subscribe&hub.challenge=1158201444",
        "",
    ] {
        assert_eq!(looked(adapter, filled, query), Proof::Refused, "{query}");
    }
}

/// Whether a text can be what a field is for.
pub(crate) fn accepts(adapter: &dyn Adapter, name: &str, text: &str) -> bool {
    (adapter.facts().fields.iter().find(|it| it.name == name).unwrap().accepts)(text)
}

/// What is known of somebody who wrote, and did something else, so long ago.
pub(crate) fn talk(wrote_ms: Option<i64>, acted_ms: Option<i64>) -> Talk {
    let ago = |ms: Option<i64>| ms.map(|ms| NOW.plus_ms(-ms));
    Talk { wrote_at_ms: ago(wrote_ms), acted_at_ms: ago(acted_ms), ..Talk::default() }
}

/// That a service says everything there is to say of itself, in every language.
pub(crate) fn says_everything(adapter: &dyn Adapter, filled: &Filled) {
    let facts = adapter.facts();
    let mut words = vec![facts.visitor];
    words.extend(facts.steps);
    words.extend(facts.fields.iter().flat_map(|it| [it.label, it.help]));
    words.extend(facts.checks.iter().flat_map(|it| [it.label, it.remedy]));
    for Words { en, zh_hant, zh_hans, ja } in words {
        for text in [en, zh_hant, zh_hans, ja] {
            assert!(!text.trim().is_empty() && !text.contains("  "), "{text}");
            assert_eq!(text.contains("{webhook}"), en.contains("{webhook}"), "{text}");
        }
    }
    assert_eq!(facts.steps.iter().filter(|it| it.en.contains("{webhook}")).count(), 1);
    assert!(facts.icon.len() <= 700 && facts.icon.contains(r#"viewBox="0 0 24 24""#) && facts.icon.ends_with("</svg>"));
    for check in facts.checks {
        let request = adapter.check(&filled.account(), "TOKEN", check.name, "https://desk.example/hook");
        assert!(!request.url.contains("TOKEN"), "{request:?}");
        assert!(request.headers.contains(&("authorization", "Bearer TOKEN".to_owned())));
    }
}

/// Values built from a service's own keys and words.
pub(crate) fn any_json(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(words).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(words), inner), 0..5)
                .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Value>()),
        ]
    })
}

/// Puts something else in the place of a value's part, counted in its order.
pub(crate) fn spoil(value: &mut Value, countdown: &mut usize, other: &Value) {
    if *countdown == 0 {
        *value = other.clone();
    }
    *countdown = countdown.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| spoil(it, countdown, other)),
        Value::Object(fields) => fields.values_mut().for_each(|it| spoil(it, countdown, other)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What a body brings, which is never much more than came.
pub(crate) fn reads(adapter: &dyn Adapter, filled: &Filled, body: &[u8]) -> Vec<Inbound> {
    let events = adapter.parse(&filled.account(), body, NOW);
    assert!(events.len() <= body.len().max(1));
    for event in &events {
        assert!(!event.key.is_empty() && event.key.len() <= 1_200);
        assert!(serde_json::to_string(event).unwrap().len() <= 20_000 + 10 * body.len());
    }
    events
}

/// That nothing that comes makes an adapter panic, whatever it was thought to be.
pub(crate) fn bears(adapter: &dyn Adapter, filled: &Filled, body: &[u8]) {
    let account = filled.account();
    let text = String::from_utf8_lossy(body);
    reads(adapter, filled, body);
    let part = Part { pieces: Vec::new(), quotes: None, way: Way::Usual, message: String::new() };
    for status in [200, 400, 404, 429, 502] {
        let response = response(status, &text);
        let _ = adapter.read_sent(&part, &response);
        let _ = adapter.read_upload(&response);
        let _ = adapter.read_profile(&response);
        let _ = adapter.read_media(&account, "TOKEN", &response);
        let _ = adapter.read_templates(&response);
        for check in adapter.facts().checks {
            let _ = adapter.read_check(&account, check.name, &response);
        }
    }
    let _ = looked(adapter, filled, &text);
    assert_eq!(posted(adapter, filled, body, "x-hub-signature-256", Some(&text)), Proof::Refused);
}

#[test]
fn addresses_are_the_deployments_own_where_it_says_so() {
    let fields = BTreeMap::new();
    let bases = |name: &str| match name {
        "META_GRAPH_BASE" => Some("http://127.0.0.1:9000/meta/".to_owned()),
        "META_GRAPH_VERSION" => Some("v26.0".to_owned()),
        _ => None,
    };
    assert_eq!(address(&Account::new(&fields, &bases), "1/messages"), "http://127.0.0.1:9000/meta/v26.0/1/messages");
    assert_eq!(address(&Account::new(&fields, &none), "/1/messages"), "https://graph.facebook.com/v25.0/1/messages");
}

#[test]
fn a_token_goes_to_metas_hosts_and_the_deployments_alone() {
    let fields = BTreeMap::new();
    let bases = |name: &str| (name == "META_GRAPH_BASE").then(|| "http://127.0.0.1:9000/meta".to_owned());
    let account = Account::new(&fields, &bases);
    for url in [
        "https://lookaside.fbsbx.com/whatsapp?mid=1",
        "https://graph.facebook.com/v25.0/1",
        "https://MMG.whatsapp.net/x",
        "http://127.0.0.1:9000/file/1",
    ] {
        assert!(may_have_token(&account, url), "{url}");
    }
    for url in [
        "https://lookaside.example/wa?mid=1",
        "http://lookaside.fbsbx.com/plain",
        "https://notfbsbx.com/x",
        "https://a.fbsbx.com.evil.example/x",
        "https://a.fbsbx.com@evil.example/x",
        "https://evil.example\\@a.fbsbx.com/x",
        "https://evil.example/@a.fbsbx.com",
        "https://evil.example?.facebook.com",
        "https://evil.example#.facebook.com",
        "https://evil.example\t/.facebook.com",
        "http://127.0.0.1:9001/file/1",
        "ftp://a.fbsbx.com/x",
        "",
    ] {
        assert!(!may_have_token(&account, url), "{url}");
    }
}

#[test]
fn the_token_is_the_one_given_or_else_the_owners() {
    let filled = Filled::with(&[("page_access_token", "PAGE_TOKEN")]);
    let token = |given| get(&filled.account(), given, "me").headers.remove(0).1;
    assert_eq!([token(""), token("NEW")], ["Bearer PAGE_TOKEN", "Bearer NEW"]);
    let filled = Filled::with(&[("access_token", "TOKEN")]);
    assert_eq!(get(&filled.account(), "", "me").headers, [("authorization", "Bearer TOKEN".to_owned())]);
}

#[test]
fn nothing_is_proven_by_a_secret_that_is_not_set() {
    let signature = format!("sha256={}", proof::hex(&proof::hmac_sha256(b"", b"{}")));
    let adapter = &crate::messenger::Messenger;
    let filled = Filled::with(&[]);
    assert_eq!(posted(adapter, &filled, b"{}", "x-hub-signature-256", Some(&signature)), Proof::Refused);
    assert_eq!(looked(adapter, &filled, "hub.mode=subscribe&hub.challenge=1&hub.verify_token="), Proof::Refused);
}

#[test]
fn half_an_emoji_does_not_lose_the_body() {
    let read = |text: &str| read::json(text.as_bytes());
    assert_eq!(
        read(r#"{"a":"x\ud83d","b":"\ude00y\ud83d\ude00"}"#),
        Some(json!({ "a": "x\u{fffd}", "b": "\u{fffd}y😀" }))
    );
    assert_eq!(read(r#"["\\ud83d", "\ud83d\n\"\ud83d\u4f60"]"#), Some(json!(["\\ud83d", "\u{fffd}\n\"\u{fffd}你"])));
    assert_eq!(read::json(b"[\"\xff\"]"), Some(json!(["\u{fffd}"])));
    assert_eq!(read(r#"{"a":"#), None);
}

#[test]
fn an_id_is_text_or_a_whole_number_and_never_a_rounded_one() {
    assert_eq!(read::id(&json!("m_1")).as_deref(), Some("m_1"));
    assert_eq!(read::id(&json!(369_239_263_222_822_u64)).as_deref(), Some("369239263222822"));
    assert_eq!(read::id(&json!(u64::MAX)).as_deref(), Some("18446744073709551615"));
    let rounded: Value = serde_json::from_str("36893488147419103233").unwrap();
    for none in [rounded, json!(1.0), json!(""), json!(null), json!([1]), json!("x".repeat(1_001))] {
        assert_eq!(read::id(&none), None, "{none}");
    }
}

#[test]
fn a_time_is_in_seconds_or_in_milliseconds() {
    let at = |value: Value| read::at(&value).map(shared::value::Timestamp::as_ms);
    assert_eq!(at(json!("1790000100")), Some(1_790_000_100_000));
    assert_eq!(at(json!(1_790_000_100)), Some(1_790_000_100_000));
    assert_eq!(at(json!("1790000100123")), Some(1_790_000_100_123));
    assert_eq!(at(json!(999_999_999_999_i64)), Some(999_999_999_999_000));
    assert_eq!(at(json!(1_000_000_000_000_i64)), Some(1_000_000_000_000));
    assert_eq!([at(json!(0)), at(json!(-5)), at(json!("soon")), at(json!(null))], [None; 4]);
}

#[test]
fn words_of_an_error_hold_no_token_and_its_debug_no_words() {
    let token = format!("EAA{}", "x1".repeat(60));
    let error = json!({ "code": 190, "message": format!("Malformed access token {token}") });
    let problem = problem_of(&[], &error, 401);
    assert_eq!((problem.code.as_str(), problem.words.as_str()), ("190", "Malformed access token …"));
    assert_eq!(format!("{problem:?}"), "Permanent (190)");
}
