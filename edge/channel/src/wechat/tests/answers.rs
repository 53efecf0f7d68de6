//! What WeChat is asked besides, and what it answers.

use proptest::prelude::*;
use serde_json::json;

use super::{super::rules::ERRORS, APP_ID, JSON, KEY, US, WeChat, answered, in_plaintext, part};
use crate::{
    Adapter,
    account::{Account, Words},
    http::{Request, Response},
    inbound::{Media, MediaAt, MediaKind},
    outbound::{Fetched, Profile, Said, Token},
    problem::{Class, Problem},
};

fn sending(status: u16, body: &str) -> Result<Vec<String>, Problem> {
    let part = part(Said::Text { text: "hello".to_owned() });
    answered(status, JSON, body, |answer| WeChat.read_sent(&part, answer))
}

#[test]
fn a_status_of_200_says_nothing_and_the_code_everything() {
    assert_eq!(sending(200, r#"{"errcode":0,"errmsg":"ok"}"#), Ok(vec![]));
    assert_eq!(sending(200, r#"{"errmsg":"ok"}"#), Ok(vec![]));
    let documented =
        r#"{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest rid: 6a-1"}"#;
    let problem = sending(200, documented).unwrap_err();
    assert_eq!((problem.class, &*problem.code), (Class::RenewToken, "40001"));
    assert!(problem.words.starts_with("invalid credential") && !format!("{problem:?}").contains("invalid"));
    assert_eq!(sending(200, r#"{"errcode":"45015"}"#).unwrap_err().class, Class::WindowClosed);
}

#[test]
fn every_code_has_its_class() {
    let retry = Class::Retry { after_ms: None };
    for (codes, class) in [
        (vec![-1], retry),
        (vec![45_011], Class::Retry { after_ms: Some(60_000) }),
        (vec![40_001, 40_014, 41_001, 42_001], Class::RenewToken),
        (vec![40_013, 40_125, 40_164, 48_001, 48_004, 50_002], Class::Credentials),
        (vec![45_015, 45_047], Class::WindowClosed),
        (vec![45_009], Class::QuotaUsed),
        (vec![40_003, 43_004, 43_019, 46_004, 48_002, 50_005], Class::Unavailable),
        ((40_004..=40_009).chain(44_001..=44_004).chain(45_001..=45_008).chain([47_001]).collect(), Class::Permanent),
        (vec![45_072, 45_080, 45_081], Class::Accepted),
        // One that we don't know.
        (vec![99_999, 40_002], Class::Permanent),
    ] {
        for code in codes {
            let problem = sending(200, &format!("{{\"errcode\":{code},\"errmsg\":\"\"}}")).unwrap_err();
            assert_eq!((problem.class, problem.code), (class, code.to_string()));
        }
    }
    assert!(ERRORS.value.windows(2).all(|pair| pair[0].0.end() < pair[1].0.start()));
}

#[test]
fn what_the_relay_answers_is_not_what_wechat_answers() {
    let uploading = |status, body| answered(status, JSON, body, |answer| WeChat.read_upload(answer)).unwrap_err().class;
    let retry = Class::Retry { after_ms: None };
    for (status, body, sent, uploaded) in [
        (502, "<html>", Class::UnknownOutcome, retry),
        (504, "", Class::UnknownOutcome, retry),
        (200, "<html>", Class::UnknownOutcome, retry),
        (200, "[]", Class::UnknownOutcome, retry),
        (429, "", retry, retry),
        (403, "{}", Class::Permanent, Class::Permanent),
    ] {
        assert_eq!(
            (sending(status, body).unwrap_err().class, uploading(status, body)),
            (sent, uploaded),
            "{status} {body}"
        );
    }
    assert_eq!(sending(502, "").unwrap_err().code, "status 502");
}

#[test]
fn a_token_is_asked_for_without_ending_the_one_before() {
    let request = in_plaintext(|account| WeChat.token(account)).unwrap();
    let documented =
        json!({"grant_type":"client_credential","appid":APP_ID,"secret":"APPSECRET","force_refresh":false});
    assert!(request == Request::post("https://api.weixin.qq.com/cgi-bin/stable_token".to_owned(), &documented));
    assert_eq!(format!("{request:?}"), "POST https://api.weixin.qq.com/cgi-bin/stable_token");
    let read = |body: &str| answered(200, JSON, body, |answer| WeChat.read_token(answer));
    let token = read(r#"{"access_token":"ACCESS_TOKEN","expires_in":7200}"#);
    assert!(token == Ok(Token { value: "ACCESS_TOKEN".to_owned(), good_for_s: 7_200 }));
    let class = |body: &str| read(body).err().unwrap().class;
    // There is no newer token that would help.
    for code in [40_001, 40_013, 40_125, 40_164, 41_001] {
        assert_eq!(class(&format!("{{\"errcode\":{code}}}")), Class::Credentials);
    }
    assert_eq!(class("{\"errcode\":-1}"), Class::Retry { after_ms: None });
    for odd in ["{}", r#"{"access_token":"","expires_in":7200}"#, r#"{"access_token":"A","expires_in":-1}"#, "<html>"] {
        assert_eq!(class(odd), Class::Retry { after_ms: None }, "{odd}");
    }
}

#[test]
fn a_relay_takes_the_place_of_wechats_address() {
    let fields = [("app_id".to_owned(), APP_ID.to_owned())].into();
    let relay = |name: &str| (name == "WECHAT_API_BASE").then(|| "http://relay.internal:8080/wx/".to_owned());
    let account = Account::new(&fields, &relay);
    let request = WeChat.token(&account).unwrap();
    assert_eq!(request.url, "http://relay.internal:8080/wx/cgi-bin/stable_token");
}

#[test]
fn what_is_wrong_with_an_account_shows_at_the_check_that_says_what_to_do() {
    let names: Vec<_> = WeChat.facts().checks.iter().map(|check| check.name).collect();
    assert_eq!(names, ["address", "token", "permissions"]);
    let asked = |check: &str| in_plaintext(|account| WeChat.check(account, "A B", check, "https://desk.example/w").url);
    assert_eq!(asked("address"), "https://api.weixin.qq.com/cgi-bin/stable_token");
    assert_eq!(asked("token"), asked("address"));
    assert_eq!(asked("permissions"), "https://api.weixin.qq.com/cgi-bin/getcallbackip?access_token=A%20B");

    let read = |check: &str, body: &str| {
        let read = |answer: &Response| in_plaintext(|account| WeChat.read_check(account, check, answer));
        answered(200, JSON, body, read).map_err(|problem| problem.code)
    };
    let (good, address, secret) = (
        r#"{"access_token":"ACCESS_TOKEN","expires_in":7200}"#,
        r#"{"errcode":40164,"errmsg":"invalid ip 203.0.113.9, not in whitelist"}"#,
        r#"{"errcode":40125,"errmsg":"invalid appsecret"}"#,
    );
    // The token itself is shown to nobody.
    assert_eq!((read("address", good), read("token", good)), (Ok(None), Ok(None)));
    assert_eq!((read("address", address), read("token", address)), (Err("40164".to_owned()), Err("40164".to_owned())));
    assert_eq!((read("address", secret), read("token", secret)), (Ok(None), Err("40125".to_owned())));
    assert_eq!(read("address", "<html>"), Err("status 200".to_owned()));
    assert_eq!(read("permissions", r#"{"ip_list":["101.226.103.0/25"]}"#), Ok(None));
    assert_eq!(read("permissions", r#"{"errcode":48001}"#), Err("48001".to_owned()));
    let remedy = WeChat.facts().checks[0].remedy;
    for words in [remedy.en, remedy.zh_hant, remedy.zh_hans, remedy.ja] {
        assert!(words.contains("WECHAT_API_BASE"));
    }
}

#[test]
fn a_visitor_has_the_name_that_staff_gave_them() {
    let url = "https://api.weixin.qq.com/cgi-bin/user/info?access_token=T&openid=o%26x&lang=zh_CN";
    assert_eq!(in_plaintext(|account| WeChat.profile(account, "T", "o&x")).unwrap().url, url);
    let read = |body: &str| answered(200, JSON, body, |answer| WeChat.read_profile(answer));
    let known = read(r#"{"subscribe":1,"openid":"o","nickname":"","headimgurl":"","remark":"Mei","language":"zh_CN"}"#);
    assert_eq!(known, Profile { name: Some("Mei".to_owned()), picture: None, language: Some("zh_CN".to_owned()) });
    for nothing in [r#"{"subscribe":0,"openid":"o"}"#, r#"{"errcode":40003}"#, "<html>", r#"{"remark":7}"#] {
        assert_eq!(read(nothing), Profile::default());
    }
}

#[test]
fn a_file_is_fetched_by_its_link_or_by_its_id() {
    let media = |at| Media { kind: MediaKind::Image, at, name: None, media_type: None };
    in_plaintext(|account| {
        let by_link = WeChat.media(account, "T", &media(MediaAt::Link("http://mmbiz.qpic.cn/x/0".to_owned())));
        assert!(by_link == Request::get("http://mmbiz.qpic.cn/x/0".to_owned()));
        let by_id = WeChat.media(account, "T", &media(MediaAt::Id("a&b".to_owned())));
        let url = "https://api.weixin.qq.com/cgi-bin/media/get?access_token=T&media_id=a%26b".to_owned();
        assert!(by_id == Request::get(url));
    });
}

#[test]
fn what_comes_for_a_file_is_the_file_or_says_where_it_is_or_what_is_wrong() {
    let fetched = |status, media_type: &str, body: &str| {
        answered(status, media_type, body, |answer| in_plaintext(|account| WeChat.read_media(account, "T", answer)))
    };
    assert_eq!(fetched(200, "image/jpeg", "\u{ff}\u{d8}"), Fetched::Bytes);
    assert_eq!(fetched(200, "", "#!AMR"), Fetched::Bytes);
    let link = "http://vweixinp.tc.qq.com/1007.f10.mp4";
    let answer = format!("{{\"video_url\":\"{link}\"}}");
    for media_type in ["text/plain", "application/json"] {
        assert_eq!(fetched(200, media_type, &answer), Fetched::Next(Request::get(link.to_owned())));
    }
    let class = |status, media_type: &str, body: &str| {
        let Fetched::Failed(problem) = fetched(status, media_type, body) else { panic!("{body} is fetched") };
        problem.class
    };
    let retry = Class::Retry { after_ms: None };
    assert_eq!(class(200, "text/plain", r#"{"errcode":40007,"errmsg":"invalid media_id"}"#), Class::Permanent);
    assert_eq!(class(200, "image/jpeg", r#"{"errcode":40001}"#), Class::RenewToken);
    assert_eq!(class(200, "application/json", r#"{"video_url":"javascript:x"}"#), Class::Permanent);
    assert_eq!(class(200, "text/html", "<html>"), retry);
    assert_eq!(class(502, "image/jpeg", "\u{ff}\u{d8}"), retry);
    assert_eq!(class(404, "text/html", ""), Class::Permanent);
}

#[test]
fn what_an_owner_fills_in_is_looked_at() {
    let accepts = |name: &str, text: &str| {
        let fields = WeChat.facts().fields;
        (fields.iter().find(|field| field.name == name).unwrap().accepts)(text)
    };
    assert!(accepts("app_id", APP_ID) && !accepts("app_id", US) && !accepts("app_id", "wx0123456789abcdeg"));
    assert!(accepts("app_secret", &"0af".repeat(11)[..32]) && !accepts("app_secret", "0af"));
    assert!(accepts("token", "abc") && accepts("token", &"a1".repeat(16)));
    assert!(!accepts("token", "ab") && !accepts("token", &"a".repeat(33)) && !accepts("token", "a b c"));
    assert!(accepts("aes_key", KEY) && !accepts("aes_key", &KEY[1..]));
    assert!(!accepts("aes_key", &KEY.replace('a', "+")));
}

#[test]
fn the_owner_is_told_where_the_address_goes_in_every_language() {
    let facts = WeChat.facts();
    assert!(facts.icon.len() <= 700, "{}", facts.icon.len());
    for words in [|it: &Words| it.en, |it: &Words| it.zh_hant, |it: &Words| it.zh_hans, |it: &Words| it.ja] {
        assert_eq!(facts.steps.iter().filter(|step| words(step).contains("{webhook}")).count(), 1);
        assert!(facts.checks.iter().all(|check| !words(&check.label).is_empty() && !words(&check.remedy).is_empty()));
    }
    assert!(WeChat.welcomes_in_answer());
}

proptest! {
    #[test]
    fn no_answer_does_harm(
        status in 100_u16..600,
        bytes in "\\PC{0,80}",
        name in "errcode|errmsg|access_token|expires_in|media_id|video_url|remark",
        value in "-?[0-9]{1,24}|\"\\w{0,20}\"|null|\\[\\]|\\{\\}|1e400",
    ) {
        for body in [bytes, format!("{{\"{name}\":{value}}}"), format!("{{\"errcode\":{value}}}")] {
            let _ = sending(status, &body);
            answered(status, JSON, &body, |answer| in_plaintext(|account| {
                let _ = (WeChat.read_token(answer), WeChat.read_upload(answer), WeChat.read_profile(answer));
                let _ = WeChat.read_media(account, "T", answer);
                for check in WeChat.facts().checks {
                    let _ = WeChat.read_check(account, check.name, answer);
                }
            }));
        }
    }
}
