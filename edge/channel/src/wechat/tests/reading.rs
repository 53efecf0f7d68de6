//! What a body holds.

use proptest::prelude::*;
use shared::value::Timestamp;

use super::{
    NOW, PERSON, US, WeChat,
    examples::{
        CLICK, FILE, IMAGE, LINK, LOCATION, MENU_ANSWER, SCAN, SHORT_VIDEO, SUBSCRIBE, SUBSCRIBE_BY_CODE,
        TEMPLATE_SENT, TEXT, UNSUBSCRIBE, VIDEO, VIEW, VOICE, WHEREABOUTS,
    },
    in_plaintext,
};
use crate::{
    Adapter,
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, RAW_CHARS, Reached, ReplyToken, What},
    problem::{Class, Problem},
};

fn read(body: &[u8]) -> Vec<Inbound> {
    in_plaintext(|account| WeChat.parse(account, body, NOW))
}

/// A body with the fields that all have.
fn body(fields: &str) -> String {
    format!(
        "<xml><ToUserName><![CDATA[{US}]]></ToUserName><FromUserName><![CDATA[{PERSON}]]></FromUserName>\
         <CreateTime>1790000300</CreateTime>{fields}</xml>"
    )
}

fn all(fields: &str) -> Vec<Inbound> {
    let events = read(body(fields).as_bytes());
    for event in &events {
        assert_eq!(event.person.as_ref().map(|person| &*person.id), Some(PERSON));
        assert_eq!(event.at_ms, Timestamp::from_ms(1_790_000_300_000));
        let until_ms = Timestamp::from_ms(1_790_000_306_000);
        assert_eq!(event.reply, Some(ReplyToken { token: US.to_owned(), until_ms }));
    }
    events
}

fn one(fields: &str) -> Inbound {
    let [event] = all(fields).try_into().expect("one event");
    event
}

fn content(fields: &str) -> Vec<Content> {
    let event = one(fields);
    let What::Message { content, quotes: None, .. } = event.what else { panic!("no message: {event:?}") };
    content
}

fn text(text: &str) -> Content {
    Content::Text { text: text.to_owned() }
}

fn media(kind: MediaKind, at: MediaAt, media_type: Option<&str>) -> Content {
    Content::Media(Media { kind, at, name: None, media_type: media_type.map(str::to_owned) })
}

fn by_id(id: &str) -> MediaAt {
    MediaAt::Id(id.to_owned())
}

#[test]
fn a_text_is_a_message_of_its_writer() {
    let [event] = read(TEXT.as_bytes()).try_into().expect("one event");
    assert_eq!(event.key, "message:24800000000000001");
    assert_eq!(event.person.unwrap().id, PERSON);
    assert_eq!(event.at_ms, Timestamp::from_ms(1_790_000_300_000));
    let content = vec![text("你好，请问有货吗？")];
    assert_eq!(event.what, What::Message { id: "24800000000000001".to_owned(), content, quotes: None });
}

#[test]
fn files_come_as_what_they_are_and_where_they_are() {
    let picture = MediaAt::Link("http://mmbiz.qpic.cn/mmbiz_jpg/x/0".to_owned());
    assert_eq!(content(IMAGE), [media(MediaKind::Image, picture, None)]);
    let odd = IMAGE.replace("http://", "file:///");
    assert_eq!(content(&odd), [media(MediaKind::Image, by_id("media_img_1"), None)]);
    let sound = || media(MediaKind::Audio, by_id("media_voi_1"), Some("audio/amr"));
    assert_eq!(content(VOICE), [sound()]);
    let heard = VOICE.replace("<Recognition><![CDATA[]]>", "<Recognition><![CDATA[有货吗]]>");
    assert_eq!(content(&heard), [sound(), text("有货吗")]);
    assert_eq!(content(VIDEO), [media(MediaKind::Video, by_id("media_vid_1"), Some("video/mp4"))]);
    assert_eq!(content(SHORT_VIDEO), [media(MediaKind::Video, by_id("media_vid_2"), Some("video/mp4"))]);
}

#[test]
fn the_first_number_of_a_place_is_its_latitude() {
    let (latitude, longitude) = ("22.2819".to_owned(), "114.1581".to_owned());
    let label = Some("中环".to_owned());
    assert_eq!(content(LOCATION), [Content::Location { latitude, longitude, label }]);
    let what = one(&LOCATION.replace("22.2819", "north")).what;
    assert!(matches!(what, What::Unsupported { name, .. } if name == "location"));
}

#[test]
fn a_link_keeps_its_title() {
    let (title, url) = (Some("A page".to_owned()), Some("https://example.com/p".to_owned()));
    assert_eq!(content(LINK), [Content::Link { title, url }]);
}

#[test]
fn an_answer_on_a_menu_is_its_words_once() {
    let [said] = all(MENU_ANSWER).try_into().expect("one event");
    assert_eq!(said.key, "message:24800000000000008");
    assert!(matches!(said.what, What::Message { content, .. } if content == [text("满意")]));
}

#[test]
fn what_cannot_be_read_is_said_to_be_so_and_keeps_how_it_began() {
    let What::Unsupported { id, name, raw } = one(FILE).what else { panic!("a file is read") };
    assert_eq!((id.as_deref(), &*name), (Some("24800000000000009"), "file"));
    assert!(raw.contains("order.pdf"));
    let long = format!("<MsgType>hologram</MsgType><MsgId>1</MsgId><Data>{}</Data>", "光".repeat(5_000));
    let What::Unsupported { name, raw, .. } = one(&long).what else { panic!("a hologram is read") };
    assert_eq!((&*name, raw.chars().count()), ("hologram", RAW_CHARS));
    // Nothing in it, or not the field that matters.
    for fields in ["<MsgType>text</MsgType><Content></Content><MsgId>1</MsgId>", "<MsgType>image</MsgType>", ""] {
        assert!(matches!(one(fields).what, What::Unsupported { .. }), "{fields}");
    }
}

#[test]
fn events_become_what_they_mean() {
    let followed = |source: Option<&str>| What::Followed { source: source.map(str::to_owned) };
    let referral = |source: &str| What::Referral { source: source.to_owned() };
    assert_eq!(one(SUBSCRIBE).what, followed(None));
    assert_eq!(one(SUBSCRIBE_BY_CODE).what, followed(Some("shelf7")));
    assert_eq!(one(UNSUBSCRIBE).what, What::Unfollowed);
    assert_eq!(one(SCAN).what, referral("shelf7"));
    assert_eq!(one(VIEW).what, referral("https://example.com/"));
    assert_eq!(one(CLICK).what, What::Action { title: None, payload: "MENU_HELP".to_owned() });
    assert_eq!(one(WHEREABOUTS).what, What::Ignored { name: "LOCATION".to_owned() });
    for name in [
        "scancode_push",
        "pic_weixin",
        "location_select",
        "MASSSENDJOBFINISH",
        "kf_create_session",
        "user_info_modified",
    ] {
        let fields = format!("<MsgType>event</MsgType><Event>{name}</Event><EventKey>k</EventKey>");
        assert_eq!(one(&fields).what, What::Ignored { name: name.to_owned() });
    }
    // Their names are written in either case.
    assert_eq!(one(&UNSUBSCRIBE.replace("unsubscribe", "UnSubscribe")).what, What::Unfollowed);
    assert_eq!(one(&CLICK.replace("CLICK", "click")).what, one(CLICK).what);
}

#[test]
fn a_template_message_tells_how_far_it_came() {
    let receipt =
        |state| What::Receipt { ids: vec!["24800000000000100".to_owned()], up_to_ms: None, state, ours: None };
    let failed = |class, code| Reached::Failed(Problem::new(class, code, ""));
    let blocked = failed(Class::Unavailable, "failed:user block");
    assert_eq!(one(TEMPLATE_SENT).what, receipt(blocked));
    assert_eq!(one(&TEMPLATE_SENT.replace("failed:user block", "success")).what, receipt(Reached::Delivered));
    let system = failed(Class::Permanent, "failed: system failed");
    assert_eq!(one(&TEMPLATE_SENT.replace("failed:user block", "failed: system failed")).what, receipt(system));
}

#[test]
fn a_second_try_has_the_same_key_and_nothing_else_has() {
    let mut keys: Vec<_> = [
        TEXT.to_owned(),
        body(IMAGE),
        body(SUBSCRIBE),
        body(SUBSCRIBE_BY_CODE),
        body(UNSUBSCRIBE),
        body(SCAN),
        body(CLICK),
        body(&CLICK.replace("HELP", "HOURS")),
        body(CLICK).replace("1790000300", "1790000301"),
        body(CLICK).replace(PERSON, "oZ"),
        body(&format!("<MsgType>event</MsgType><Event>VIEW</Event><EventKey>{}a</EventKey>", "x".repeat(3_000))),
        body(&format!("<MsgType>event</MsgType><Event>VIEW</Event><EventKey>{}b</EventKey>", "x".repeat(3_000))),
        body("<MsgType>text</MsgType><Content>without an id</Content>"),
        body("<MsgType>text</MsgType><Content>nor here</Content>"),
        "no XML".to_owned(),
        "none either".to_owned(),
    ]
    .iter()
    .map(|body| {
        let key = read(body.as_bytes())[0].key.clone();
        assert_eq!(read(body.as_bytes())[0].key, key);
        assert!(key.len() <= 210);
        key
    })
    .collect();
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn a_number_of_64_bits_keeps_its_last_digits() {
    let event = one(&IMAGE.replace("24800000000000002", "18446744073709551615"));
    assert_eq!(event.key, "message:18446744073709551615");
}

#[test]
fn fields_may_be_plain_or_escaped_and_come_in_any_order() {
    let fields = "<Content>a &lt;b&gt; &amp; &quot;c&apos; &#x6709;&#36135;</Content> <New><MsgType>x</MsgType></New>\n\
                  <MsgType>text</MsgType><Empty/><MsgId>7</MsgId><!-- and so on -->";
    assert_eq!(content(fields), [text("a <b> & \"c' 有货")]);
    let odd = "<CreateTime></CreateTime>";
    let [event] = read(TEXT.replace("<CreateTime>1790000300</CreateTime>", odd).as_bytes()).try_into().expect("one");
    assert_eq!(event.at_ms, NOW);
    let far = read(TEXT.replace("1790000300", "9223372036854775807").as_bytes());
    assert_eq!(far[0].at_ms, NOW);
    let marked = format!("\u{feff}<?xml version=\"1.0\"?>\n{TEXT}\n");
    assert_eq!(read(marked.as_bytes())[0].key, "message:24800000000000001");
}

#[test]
fn a_character_that_is_none_costs_that_character_alone() {
    let mut bytes = body("<MsgType>text</MsgType><Content>caf?</Content><MsgId>7</MsgId>").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xe9;
    assert!(matches!(&read(&bytes)[0].what, What::Message { content, .. } if *content == [text("caf\u{fffd}")]));
}

#[test]
fn an_entity_bomb_and_a_tower_of_elements_are_not_read() {
    let bomb = "<!DOCTYPE xml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    let within = |text: &str| TEXT.replace("你好", text);
    let tower = |height: usize| format!("{}{}", "<a>".repeat(height), "</a>".repeat(height));
    for body in [
        format!("{bomb}{TEXT}"),
        format!("{bomb}{}", within("]]>&b;<![CDATA[")),
        within("]]>&b;<![CDATA["),
        within("]]>&#x110000;<![CDATA["),
        format!("<!DOCTYPE xml SYSTEM \"file:///etc/passwd\">{TEXT}"),
        body(&tower(8)),
        body(&tower(50_000)),
        body(&format!("<Content>{}</Content>", "a".repeat(256 * 1024))),
        TEXT.replace("</xml>", ""),
        TEXT.replace("</MsgId>", "</MsgIt>"),
        "<xml>".to_owned(),
        "{\"MsgType\":\"text\"}".to_owned(),
        String::new(),
    ] {
        let [event] = read(body.as_bytes()).try_into().expect("one event");
        assert_eq!(event.person, None);
        let What::Unsupported { id: None, name, raw } = event.what else { panic!("it is read: {body}") };
        assert!(name == "not XML" && raw.chars().count() <= RAW_CHARS);
    }
    assert_eq!(all(&format!("{}{IMAGE}", tower(7))).len(), 1);
}

#[test]
fn an_encrypted_body_without_a_key_is_told_to_the_owner() {
    let body = format!("<xml><ToUserName>{US}</ToUserName><Encrypt>QUJD</Encrypt></xml>");
    let What::Control { name, raw } = &read(body.as_bytes())[0].what else { panic!("it is read") };
    assert_eq!(WeChat.trouble(name, raw).map(|problem| problem.class), Some(Class::Credentials));
}

proptest! {
    #[test]
    fn nothing_that_comes_does_harm(
        bytes: Vec<u8>,
        name in "MsgType|Event|EventKey|CreateTime|MsgId|FromUserName|Location_X|PicUrl|MediaId|Status|Encrypt",
        value in "\\PC{0,40}|[0-9.e+-]{0,24}|<a>|</xml>|<!\\[CDATA\\[",
        kind in "text|image|voice|video|location|link|event|file",
        event in "subscribe|SCAN|CLICK|VIEW|TEMPLATESENDJOBFINISH|other",
    ) {
        let all = [TEXT, &body(IMAGE), &body(LOCATION), &body(TEMPLATE_SENT)].concat();
        let fields = format!("<{name}>{value}</{name}><MsgType>{kind}</MsgType><Event>{event}</Event>");
        for body in [&bytes[..], body(&fields).as_bytes(), &all.as_bytes()[..bytes.len().min(all.len())]] {
            let events = read(body);
            prop_assert!((1..=2).contains(&events.len()));
            prop_assert!(events.iter().all(|event| event.key.len() <= 210));
        }
    }
}
