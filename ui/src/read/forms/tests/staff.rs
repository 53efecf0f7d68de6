//! What only a dashboard reads.

use shared::{
    api::{
        Draft, EnquiryDetails, EnquiryList, EntryList, Guide, Me, Pin, PushState, QuickLink, TraceStep, TrialOutcome,
    },
    canned::Canned,
    channel::ChannelView,
    routing::Why,
    space::{SpaceCard, SpaceView},
    wire::DeskServerFrame,
};

use super::*;

fn card() -> Value {
    json!({
        "enquiry": id("enq_", 1), "revision": 3, "phase": "open", "entry": tag(),
        "contact": { "id": id("con_", 1), "handle": "Calm Otter 42", "name": "Eve", "email": "eve@example.com" },
        "country": "AT", "language": "de", "link": "summer",
        "page": { "url": "https://acme.example/tents", "title": "Tents" },
        "preview": { "seq": 2, "side": "visitor", "text": "tent.png", "file": "image", "at_ms": 6 },
        "unread": 2, "raised_at_ms": 5,
        "offer": { "destination": id("dst_", 1), "staff": [id("stf_", 1)], "since_ms": 5, "until_ms": 9 },
        "transfer": { "from": ada(), "by": id("stf_", 1), "to": tag(), "note": "Be quick", "if_nobody": "blind",
            "keep_sight": true, "since_ms": 6, "sender_gone": true },
        "guests": [ada()], "labels": [id("lbl_", 1)],
        "rated": { "scale": "faces", "grade": 4, "comment": "Good", "staff": id("stf_", 1), "at_ms": 8 },
        "owner": ada(), "changed_at_ms": 7, "closed_by": "idle",
    })
}

fn least() -> Value {
    let contact = json!({ "id": id("con_", 1), "handle": "Calm Otter 42" });
    json!({ "enquiry": id("enq_", 1), "revision": 0, "phase": "missed", "entry": tag(), "contact": contact, "unread": 0,
        "raised_at_ms": 5, "changed_at_ms": 5 })
}

fn me() -> Value {
    let mut me = ada();
    me["email"] = json!("ada@acme.example");
    me["role"] = json!("owner");
    me["session"] = json!(id("ses_", 1));
    me
}

fn colleague() -> Value {
    let mut colleague = ada();
    colleague["role"] = json!("supervisor");
    colleague["availability"] = json!("idle");
    colleague
}

/// A Space with all that there may be about it.
fn space() -> Value {
    json!({
        "space": id("spc_", 1), "access": "private", "name": "Night shift", "description": "Who is on", "archived": true,
        "members": 3, "said": { "seq": 4, "staff": id("stf_", 1), "text": "plan.pdf", "file": "document", "at_ms": 6 },
        "made_at_ms": 5, "membership": { "manages": true, "muted": true, "read": 3, "mentions": 1 },
    })
}

/// A Space with as little as there may be.
fn direct() -> Value {
    json!({ "space": id("spc_", 2), "access": "direct", "members": 2, "with": id("stf_", 2), "made_at_ms": 5,
        "membership": { "read": 0, "mentions": 0 } })
}

fn mention() -> Value {
    json!({ "enquiry": id("enq_", 1), "seq": 4, "by": id("stf_", 2), "named": true, "words": "@ada look", "at_ms": 6 })
}

#[test]
fn spaces_and_what_goes_with_writing_are_read_back() {
    agrees::<DeskServerFrame>(&json!({ "type": "space_changed", "space": space() }));
    agrees::<DeskServerFrame>(&json!({ "type": "cards", "cards": [], "more": true }));
    agrees::<DeskServerFrame>(&json!({ "type": "space_gone", "space": id("spc_", 1) }));
    agrees::<DeskServerFrame>(&json!({ "type": "mentioned", "mention": mention() }));
    agrees::<DeskServerFrame>(&json!({ "type": "mentions_seen" }));
    agrees::<DeskServerFrame>(&json!({ "type": "mentions_seen", "enquiry": id("enq_", 1) }));
    agrees::<Vec<SpaceCard>>(&json!([space(), direct(), { "space": id("spc_", 3), "access": "public", "name": "All",
        "members": 0, "made_at_ms": 5 }]));
    let mut view = space();
    view["people"] = json!([{ "staff": id("stf_", 1), "manages": true }, { "staff": id("stf_", 2), "manages": false }]);
    view["may_manage"] = json!(true);
    agrees::<SpaceView>(&view);
    agrees::<Pin>(&json!({ "entry": entries()[1], "by": id("stf_", 1), "at_ms": 5 }));
    agrees::<Draft>(&json!({ "reply": "Hello", "note": "" }));
    agrees::<QuickLink>(&json!({ "key": "spring", "name": "Spring", "url": "https://acme.example/l/spring" }));
}

/// Every step, with all that it may say, and with as little as it may.
fn steps() -> Vec<Value> {
    let (ada, ben, name) = (id("stf_", 1), id("stf_", 2), "Sales");
    vec![
        json!({ "step": "raised", "entry": { "kind": "tag", "tag": id("tag_", 1) } }),
        json!({ "step": "raised", "entry": { "kind": "staff", "staff": ada } }),
        json!({ "step": "out_of_hours", "schedule": name, "opens_ms": 9 }),
        json!({ "step": "out_of_hours", "schedule": name }),
        json!({ "step": "drawn", "destination": id("dst_", 1), "name": name, "share": 40 }),
        json!({ "step": "skipped", "name": name }),
        json!({ "step": "skipped", "destination": id("dst_", 1), "name": name, "why": "full", "turn": ada }),
        json!({ "step": "offered", "destination": id("dst_", 1), "name": name, "eligible": [ada, ben], "until_ms": 9 }),
        json!({ "step": "wait_over" }),
        json!({ "step": "everybody_left" }),
        json!({ "step": "picked_up", "name": name, "staff": ada, "language": "ja", "until_ms": 9 }),
        json!({ "step": "taken_back", "staff": ada }),
        json!({ "step": "transferred", "by": ada, "from": ben, "to": { "kind": "staff", "staff": ben }, "name": name,
            "note": "Be quick", "if_nobody": "loopback", "keep_sight": false }),
        json!({ "step": "declined", "staff": ada }),
        json!({ "step": "returned", "staff": ada, "by": ben }),
        json!({ "step": "sender_away", "staff": ada }),
        json!({ "step": "taken_over", "staff": ada, "from": ben }),
        json!({ "step": "invited", "staff": ada, "by": ben }),
        json!({ "step": "left", "staff": ada, "by": ada }),
        json!({ "step": "labelled", "label": id("lbl_", 1), "name": name, "by": ada }),
        json!({ "step": "unlabelled", "label": id("lbl_", 1), "by": ada }),
        json!({ "step": "rated", "scale": "stars", "grade": 5 }),
        json!({ "step": "answered", "staff": ada }),
        json!({ "step": "missed" }),
        json!({ "step": "reopened" }),
        json!({ "step": "followed_up", "staff": ada }),
        json!({ "step": "closed", "by": "staff" }),
    ]
}

#[test]
fn what_serde_writes_for_a_dashboard_is_read_back() {
    let service = json!({ "slug": "acme", "name": "Acme", "languages": ["en"] });
    let label =
        json!({ "id": id("lbl_", 1), "name": "Bug", "color": "teal", "description": "It broke", "archived": true });
    let plain_tag = json!({ "id": id("tag_", 2), "handle": "sales", "name": "Sales" });
    agrees::<DeskServerFrame>(&json!({
        "type": "welcome", "protocol": 1, "now_ms": 9, "me": me(), "service": service, "staff": [colleague()],
        "tags": [plain_tag], "serving": { id("tag_", 2): [id("stf_", 1), id("stf_", 2)] }, "labels": [label],
        "label_required": true, "link_previews": true, "cards": [card(), least()], "spaces": [space(), direct()], "mentions": [mention()],
    }));
    agrees::<DeskServerFrame>(&json!({
        "type": "welcome", "protocol": 1, "now_ms": 9, "me": me(), "service": service, "staff": [], "tags": [], "cards": [],
    }));
    agrees::<DeskServerFrame>(&json!({ "type": "service_changed", "service": service, "tags": [plain_tag] }));
    agrees::<DeskServerFrame>(&json!({ "type": "enquiry_changed", "card": card() }));
    for reason in
        [json!({ "kind": "answered", "by": ada() }), json!({ "kind": "moved_on" }), json!({ "kind": "closed" })]
    {
        agrees::<DeskServerFrame>(
            &json!({ "type": "enquiry_gone", "enquiry": id("enq_", 1), "revision": 4, "reason": reason }),
        );
    }
    agrees::<DeskServerFrame>(&json!({ "type": "colleague_changed", "colleague": colleague() }));
    agrees::<DeskServerFrame>(&json!({ "type": "colleague_gone", "staff": id("stf_", 1) }));
    agrees::<DeskServerFrame>(&json!({ "type": "quiet_changed" }));
    agrees::<DeskServerFrame>(&json!({ "type": "quiet_changed", "until_ms": 9 }));
    agrees::<DeskServerFrame>(&json!({ "type": "reminders", "due": 2, "fired": { "enquiry": id("enq_", 1),
        "visitor": "Eve", "note": "Call", "returned": true } }));
    agrees::<DeskServerFrame>(&json!({ "type": "reminders", "due": 0 }));
    agrees::<DeskServerFrame>(&json!({ "type": "refused", "error": { "code": "malformed", "message": "No" } }));
    agrees::<Me>(&me());
    agrees::<EnquiryList>(&json!({ "cards": [card()], "next": "9.x" }));
    agrees::<Canned>(&json!({ "id": id("can_", 1), "shared": true, "key": "hello", "body": "Hello {visitor}" }));
    agrees::<Canned>(&json!({ "id": id("can_", 1), "key": "hello", "body": "Hello" }));
    agrees::<PushState>(&json!({ "key": "k", "device": { "stays_available": true, "since_ms": 5, "last_at_ms": 6,
        "last": "not_subscribed", "last_status": 410 } }));
    let channel = json!({ "account": "acme", "kind": "line", "name": "Acme" });
    agrees::<ChannelView>(&json!({ "channel": channel, "window": { "open": "free_reply", "until_ms": 9, "left": 4 },
        "quota": { "used": 3, "of": 200 }, "paused": true }));
    let named = json!({ "account": "acme", "kind": "line", "name": "Acme", "service": "LINE" });
    agrees::<ChannelView>(&json!({ "channel": named, "window": { "open": "free", "charged": true } }));
    for open in ["free", "quota", "person_only", "templates_only", "closed", "gone"] {
        agrees::<ChannelView>(&json!({ "channel": channel, "window": { "open": open }, "quota": { "used": 3 } }));
    }
    agrees::<Guide>(&json!({ "settled": true, "tags": ["sales"], "styled": false,
        "site": { "site": "https://acme.example", "at_ms": 5 }, "visits": 2, "first": id("enq_", 1), "colleagues": 3 }));
    agrees::<Guide>(&json!({ "settled": false, "tags": [], "styled": false }));
}

#[test]
fn details_are_read_back_with_every_step_of_the_way() {
    let mut trace = steps();
    for step in &mut trace {
        step["at_ms"] = json!(5);
    }
    agrees::<EnquiryDetails>(&json!({
        "card": card(), "referrer": "https://search.example/", "utm": [["utm_source", "mail"]],
        "device": { "browser": "Chrome", "system": "Windows", "mobile": false }, "language": "de",
        "time_zone": "Europe/Vienna", "former": id("enq_", 2),
        "told": [
            { "field": id("fld_", 1), "label": { "en": "Name" }, "at_ms": 5, "kind": "empty" },
            { "field": id("fld_", 2), "label": { "en": "About" }, "at_ms": 5, "kind": "text", "text": "Tents" },
            { "field": id("fld_", 3), "label": { "en": "Size" }, "at_ms": 5, "kind": "option", "option": 7, "words": { "en": "S" } },
            { "field": id("fld_", 4), "label": { "en": "Rules" }, "at_ms": 5, "kind": "agreed", "words": "I agree.", "link": "https://a.example/" },
        ],
        "person": { "name": "Eve", "verified": true, "others": [[id("enq_", 3), 4]] }, "trace": trace,
        "reminders": [{ "reminder": id("rem_", 1), "enquiry": id("enq_", 1), "setter": id("stf_", 1), "staff": id("stf_", 2),
            "due_ms": 9, "note": "Call", "state": "due", "since_ms": 5, "returned": true, "setter_name": "Ada",
            "staff_name": "Ben", "visitor": "Eve" }],
    }));
    agrees::<EnquiryDetails>(&json!({ "card": least(), "utm": [], "trace": [] }));
    agrees::<TrialOutcome>(&json!({ "opening": { "state": "closed_until", "opens_ms": 5 }, "trace": trace }));
    agrees::<EntryList>(&json!({ "entries": entries(), "last": 40, "next": 20 }));
}

#[test]
fn every_step_is_known() {
    // The document of the interface is made from the type, so it has them all.
    let document: Value =
        serde_json::from_str(include_str!("../../../../../edge/src/openapi.json")).expect("it is JSON");
    let known = document["components"]["schemas"]["TraceEntry"]["oneOf"].as_array().expect("steps").iter();
    let known = known.filter_map(|step| step["properties"]["step"]["const"].as_str());
    for word in known {
        let named = steps().iter().any(|step| step["step"] == word);
        assert!(named || word == "unknown", "{word}");
    }
}

#[test]
fn what_a_newer_server_says_to_a_dashboard_is_skipped() {
    assert_eq!(from_text::<DeskServerFrame>(r#"{"type":"call"}"#), Some(DeskServerFrame::Unknown));
    assert_eq!(from_text::<TraceStep>(r#"{"step":"called"}"#), Some(TraceStep::Unknown));
    assert_eq!(from_text::<Why>(r#""asleep""#), Some(Why::Unknown));
    assert_eq!(from_text::<DeskServerFrame>(r#"{"type":"enquiry_changed"}"#), None);
}
