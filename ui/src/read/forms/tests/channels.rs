//! What an owner reads of social accounts.

use shared::api::{ChannelAccount, ChannelCheck, ChannelKind, ChannelMade};

use super::*;

fn account() -> Value {
    json!({
        "account": "shop", "kind": "line", "name": "Shop", "tag": id("tag_", 1), "on": true, "webhook": "/hooks/acme/shop",
        "fields": { "channel_id": "1234567890" }, "secrets": ["channel_secret"],
        "problem": { "remedy": "ask_owner", "code": "401", "words": "Authentication failed" },
    })
}

#[test]
fn what_serde_writes_of_social_accounts_is_read_back() {
    let mut off = account();
    off["on"] = json!(false);
    off["fields"] = json!({});
    off.as_object_mut().expect("an object").remove("problem");
    agrees::<Vec<ChannelAccount>>(&json!([account(), off]));
    agrees::<ChannelMade>(&json!({ "channel": account(), "made": { "verify_token": "abc" } }));
    agrees::<ChannelMade>(&json!({ "channel": off }));
    agrees::<Vec<ChannelKind>>(&json!([{
        "kind": "line", "name": "LINE", "steps": ["Enter {webhook}."], "fields": [{
            "name": "channel_id", "label": "Channel ID", "help": "Ten digits.", "secret": false, "made": false,
            "optional": true,
        }],
    }]));
    agrees::<Vec<ChannelCheck>>(&json!([
        { "label": "Account", "ok": true, "note": "Shop" },
        { "label": "Webhook", "ok": false, "remedy": "Enter it.", "problem": { "remedy": "ask_owner", "code": "403" } },
        { "label": "Quota" },
    ]));
}
