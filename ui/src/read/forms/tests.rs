//! What serde writes is read back, by our readers, as what it was.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::*;
use crate::read::from_text;

mod calls;
mod channels;
mod staff;

fn id(prefix: &str, number: u32) -> String {
    format!("{prefix}{number:032x}")
}

fn ada() -> Value {
    json!({ "id": id("stf_", 1), "handle": "ada", "name": "Ada", "title": "Sales", "photo": "/p", "online": true })
}

fn tag() -> Value {
    json!({ "kind": "tag", "id": id("tag_", 2), "handle": "sales", "name": "Sales", "description": "Prices" })
}

fn details() -> Value {
    json!({ "name": "Eve", "email": "eve@example.com", "phone": "12345", "message": "Call me" })
}

fn marks() -> Value {
    json!({ "visitor": { "delivered": 3, "read": 2 }, "staff": { "delivered": 1, "read": 0 } })
}

fn entries() -> Value {
    let logged = [
        json!({ "kind": "raised" }),
        json!({ "kind": "said", "message": id("msg_", 1), "author": { "side": "visitor" }, "body": "Hello" }),
        json!({ "kind": "said", "message": id("msg_", 2), "author": { "side": "staff", "staff": id("stf_", 1) }, "body": "Hi" }),
        json!({ "kind": "answered", "staff": ada() }),
        json!({ "kind": "joined", "staff": { "id": id("stf_", 3), "handle": "b", "name": "Ben" } }),
        json!({ "kind": "left", "staff": { "id": id("stf_", 3), "handle": "b", "name": "Ben" } }),
        json!({ "kind": "passing", "to": { "kind": "tag", "id": id("tag_", 2), "handle": "sales", "name": "Sales" } }),
        json!({ "kind": "returned", "staff": { "id": id("stf_", 3), "handle": "b", "name": "Ben" } }),
        json!({ "kind": "returned", "staff": { "id": id("stf_", 3), "handle": "b", "name": "Ben" }, "failed": true }),
        json!({ "kind": "missed" }),
        json!({ "kind": "reopened" }),
        json!({ "kind": "details_left", "message": id("msg_", 3), "details": details() }),
        json!({ "kind": "details_left", "message": id("msg_", 4), "details": {},
            "form": { "language": "ja", "answers": [{ "field": id("fld_", 1), "value": "7" }] } }),
        json!({ "kind": "closed", "by": "staff", "staff": id("stf_", 1) }),
        json!({ "kind": "automatic", "slot": "waiting", "body": "One moment" }),
        json!({ "kind": "automatic", "slot": "transfer_failed", "body": "Nobody was free" }),
        json!({ "kind": "automatic", "slot": "of tomorrow", "body": "Hi", "buttons": [
            { "text": "Prices" }, { "text": "Help", "link": "https://acme.example/help" },
        ] }),
        json!({ "kind": "closing", "closes_at_ms": 1_700_000_060_000_i64 }),
        json!({ "kind": "closed", "by": "idle" }),
        json!({ "kind": "shared", "message": id("msg_", 5), "author": { "side": "visitor" }, "file": {
            "file": id("fil_", 1), "name": "tent.png", "bytes": 7, "media_type": "image/png", "kind": "image",
            "width": 3, "height": 2,
        } }),
        json!({ "kind": "shared", "message": id("msg_", 6), "author": { "side": "visitor" }, "file": {
            "file": id("fil_", 2), "name": "voice.webm", "bytes": 7, "media_type": "audio/webm", "kind": "audio",
            "duration_ms": 900, "voice": true, "deleted": true,
        } }),
        json!({ "kind": "file_deleted", "message": id("msg_", 5), "staff": id("stf_", 1) }),
        json!({ "kind": "file_deleted", "message": id("msg_", 6) }),
        json!({ "kind": "called" }),
    ];
    let numbered = logged.into_iter().zip(1..).map(|(mut entry, seq)| {
        entry["seq"] = json!(seq);
        entry["at_ms"] = json!(1_700_000_000_000_i64);
        entry
    });
    numbered.collect()
}

/// Our reader and serde's must agree on the value.
fn agrees<T: Read + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(json: &Value) {
    let by_serde: T = serde_json::from_value(json.clone()).expect("serde reads it");
    assert_eq!(from_text::<T>(&json.to_string()).as_ref(), Some(&by_serde), "{json}");
    // And once more from what serde writes, with what it leaves out.
    let written = serde_json::to_string(&by_serde).expect("serde writes it");
    assert_eq!(crate::write::to_text(&by_serde), written);
    if !json.to_string().contains("called") {
        assert_eq!(from_text::<T>(&written), Some(by_serde), "{written}");
    }
}

#[test]
fn what_serde_writes_is_read_back() {
    let room = json!({
        "enquiry": id("enq_", 1), "phase": "engaged", "entry": tag(), "owner": ada(), "people": [ada()],
        "visitor_name": "Calm Otter", "raised_at_ms": 5, "former": id("enq_", 2),
    });
    let mut staff_entry = ada();
    staff_entry["kind"] = json!("staff");
    agrees::<EntryCard>(&staff_entry);
    agrees::<RoomServerFrame>(&json!({
        "type": "welcome", "protocol": 1, "now_ms": 9, "room": room, "marks": marks(), "entries": entries(), "last": 12,
    }));
    let space = json!({ "space": id("spc_", 1), "phase": "engaged", "people": [ada()], "raised_at_ms": 5 });
    agrees::<RoomServerFrame>(&json!({
        "type": "welcome", "protocol": 1, "now_ms": 9, "room": space, "marks": marks(), "entries": [], "last": 0,
    }));
    agrees::<RoomServerFrame>(&json!({ "type": "pinned" }));
    agrees::<RoomServerFrame>(&json!({ "type": "entries", "entries": entries() }));
    agrees::<RoomServerFrame>(&json!({ "type": "history", "entries": [] }));
    agrees::<RoomServerFrame>(&json!({ "type": "entry", "entry": entries()[1] }));
    agrees::<RoomServerFrame>(&json!({ "type": "marks", "marks": marks() }));
    agrees::<RoomServerFrame>(&json!({ "type": "typing", "side": "staff", "staff": id("stf_", 1) }));
    agrees::<RoomServerFrame>(&json!({ "type": "typing", "side": "visitor" }));
    let error = json!({ "code": "already_answered", "message": "No", "retry_after_ms": 5, "by": ada() });
    agrees::<RoomServerFrame>(&json!({ "type": "refused", "message": id("msg_", 1), "error": error }));
    agrees::<ErrorAnswer>(&json!({ "error": { "code": "of tomorrow", "message": "No" } }));
    agrees::<Directory>(&json!({
        "service": { "slug": "acme", "name": "Acme", "languages": ["en", "zh-Hant"],
            "files": { "kinds": ["image", "document"], "max_bytes": 1_000_000 } },
        "tags": [{ "id": id("tag_", 2), "handle": "sales", "name": "Sales", "icon": "heart", "online": false, "opening": { "state": "open" } },
            { "id": id("tag_", 3), "handle": "b", "name": "B", "picture": "/files/a/b.png", "opening": { "state": "closed_until", "opens_ms": 5 } },
            { "id": id("tag_", 4), "handle": "c", "name": "C", "opening": { "state": "closed" } }],
        "staff": [ada()],
        "ctas": [{ "id": id("cta_", 3), "handle": "summer", "tag": "sales" }],
    }));
    agrees::<Vec<Questions>>(&json!([
            { "moment": "pre_chat", "tags": [id("tag_", 2)], "introduction": { "en": "Hello", "zh-Hant": "您好" }, "fields": [
                { "id": id("fld_", 1), "label": { "en": "Name" }, "hint": { "en": "In full" }, "required": true, "kind": "text", "fills": "name" },
                { "id": id("fld_", 2), "label": { "en": "About" }, "kind": "lines" },
                { "id": id("fld_", 3), "label": { "en": "E-mail" }, "kind": "email", "fills": "email" },
                { "id": id("fld_", 4), "label": { "en": "Phone" }, "kind": "phone", "fills": "phone" },
                { "id": id("fld_", 5), "label": { "en": "Size" }, "kind": "choice", "options": [{ "id": 7, "words": { "en": "Small" } }] },
                { "id": id("fld_", 6), "label": { "en": "Privacy" }, "kind": "consent", "text": { "en": "I agree." }, "link": "https://a.example/" },
            ] },
            { "moment": "offline" },
    ]));
    agrees::<VisitorToken>(&json!({ "visitor": id("vis_", 1), "token": "t", "expires_at_ms": 7 }));
    agrees::<IceServers>(&json!({ "servers": [] }));
    agrees::<IceServers>(&json!({ "servers": [
        { "urls": ["stun:a.example"] },
        { "urls": ["turn:b.example", "turns:b.example"], "username": "7:x", "credential": "y" },
    ], "until_ms": 7, "relay_only": true }));
    agrees::<VisitorEnquiries>(&json!({ "enquiries": [{
        "enquiry": id("enq_", 1), "visitor": id("vis_", 1), "phase": "missed", "entry": tag(), "owner": ada(),
        "preview": { "seq": 2, "side": "visitor", "text": "tent.png", "file": "image", "at_ms": 6 }, "raised_at_ms": 5,
    }], "answered": [id("fld_", 1)] }));
}

#[test]
fn every_sign_is_read_as_what_it_is() {
    for icon in Icon::ALL {
        agrees::<Icon>(&json!(icon));
    }
    assert_eq!(from_text::<Icon>(r#""kite""#), Some(Icon::Chat));
}

#[test]
fn what_is_newer_is_skipped_and_what_is_wrong_refused() {
    assert_eq!(from_text::<RoomServerFrame>(r#"{"type":"call","x":[1]}"#), Some(RoomServerFrame::Unknown));
    assert_eq!(from_text::<RoomServerFrame>(r#"{"type":"entry"}"#), None);
    assert_eq!(from_text::<RoomServerFrame>(r#"{"type":"entry","entry":{"seq":-1}}"#), None);
    assert_eq!(from_text::<Phase>(r#""sleeping""#), None);
}
