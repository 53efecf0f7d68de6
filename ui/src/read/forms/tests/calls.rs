//! What is read of calls.

use shared::{
    call::{CallCard, CallEnd, CallMark, CallRules, CallSign, Ended, RecordStep, Ring},
    wire::CallServerFrame,
};

use super::*;

fn full() -> Value {
    json!({
        "call": id("cal_", 1), "revision": 7, "by": { "side": "staff", "staff": id("stf_", 1) }, "video": true,
        "offered_at_ms": 5, "started_at_ms": 6,
        "peers": [
            { "peer": id("per_", 1), "staff": ada(), "joins": 2 },
            { "peer": id("per_", 2), "away": true, "joins": 1 },
            { "peer": id("per_", 3), "staff": ada(), "listens": true, "unseen": true, "joins": 1 },
        ],
        "rings": [{ "who": { "kind": "visitor" }, "until_ms": 9 }],
        "recording": { "by": id("per_", 1), "agreed": [id("per_", 1)], "on": false },
    })
}

#[test]
fn a_call_is_read_back() {
    agrees::<CallCard>(&full());
    agrees::<CallCard>(&json!({
        "call": id("cal_", 1), "revision": 0, "by": { "side": "visitor" }, "offered_at_ms": 5, "peers": [],
    }));
    for who in [
        json!({ "kind": "visitor" }),
        json!({ "kind": "staff" }),
        json!({ "kind": "offered" }),
        json!({ "kind": "member", "staff": id("stf_", 1) }),
    ] {
        agrees::<Ring>(&json!({ "who": who }));
    }
    for why in ["hung_up", "cancelled", "declined", "unanswered", "lost", "closed"] {
        agrees::<CallEnd>(&json!(why));
        agrees::<Ended>(&json!({ "call": id("cal_", 1), "why": why }));
    }
    for sign in ["rings", "ongoing"] {
        agrees::<CallSign>(&json!(sign));
    }
    for step in ["ask", "agree", "stop"] {
        agrees::<RecordStep>(&json!(step));
    }
    agrees::<CallRules>(&json!(CallRules::NONE));
    assert_eq!(from_text::<CallRules>("{}"), Some(CallRules::default()));
}

#[test]
fn what_a_log_says_of_a_call_is_read_back() {
    let visitor = json!({ "side": "visitor" });
    for mut step in [
        json!({ "step": "offered", "by": visitor }),
        json!({ "step": "offered", "by": visitor, "video": true }),
        json!({ "step": "joined", "who": visitor }),
        json!({ "step": "joined", "who": { "side": "staff", "staff": id("stf_", 1) }, "listens": ada() }),
        json!({ "step": "recorded", "by": { "side": "staff", "staff": id("stf_", 1) } }),
        json!({ "step": "ended", "why": "hung_up", "length_s": 61, "by": visitor }),
        json!({ "step": "ended", "why": "unanswered", "length_s": 0 }),
    ] {
        step["call"] = json!(id("cal_", 1));
        agrees::<CallMark>(&step);
        step["kind"] = json!("call");
        step["seq"] = json!(1);
        step["at_ms"] = json!(5);
        agrees::<LogEntry>(&step);
    }
    let newer = json!({ "call": id("cal_", 1), "step": "waved" });
    assert_eq!(from_text::<CallMark>(&newer.to_string()).map(|mark| mark.step), Some(shared::call::CallStep::Unknown));
}

#[test]
fn frames_of_calls_are_read_as_the_room_writes_them() {
    let frames = [
        json!({ "type": "call", "call": full(), "ended": { "call": id("cal_", 2), "why": "lost" } }),
        json!({ "type": "signal", "call": id("cal_", 1), "from": id("per_", 1), "signal": "{}" }),
        json!({ "type": "call_refused", "call": id("cal_", 1), "error": { "code": "forbidden", "message": "No" } }),
    ];
    for frame in frames {
        agrees::<CallServerFrame>(&frame);
    }
    assert_eq!(
        from_text::<CallServerFrame>(r#"{"type":"call"}"#),
        Some(CallServerFrame::Call { call: None, ended: None })
    );
    assert_eq!(from_text::<CallServerFrame>(r#"{"type":"pinned"}"#), None);
    assert_eq!(from_text::<CallServerFrame>(r#"{"type":"signal","call":"x"}"#), None);
}
