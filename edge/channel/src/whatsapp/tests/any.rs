//! Whatever comes: nothing panics, and what is broken loses nothing else.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{parse::parse, *};
use crate::graph::tests::{any_json, bears, reads, spoil, values};

const WORDS: &[&str] = &[
    "whatsapp_business_account",
    "object",
    "entry",
    "id",
    "changes",
    "field",
    "value",
    "messages",
    "statuses",
    "errors",
    "metadata",
    "phone_number_id",
    "contacts",
    "profile",
    "name",
    "username",
    "wa_id",
    "user_id",
    "from",
    "from_user_id",
    "timestamp",
    "type",
    "text",
    "body",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "mime_type",
    "caption",
    "filename",
    "location",
    "latitude",
    "longitude",
    "formatted_name",
    "phones",
    "phone",
    "interactive",
    "button_reply",
    "list_reply",
    "nfm_reply",
    "title",
    "button",
    "payload",
    "reaction",
    "message_id",
    "emoji",
    "context",
    "forwarded",
    "referral",
    "source_id",
    "edit",
    "revoke",
    "original_message_id",
    "message",
    "order",
    "product_items",
    "product_retailer_id",
    "quantity",
    "unsupported",
    "system",
    "user_changed_number",
    "customer_identity_changed",
    "group_id",
    "status",
    "sent",
    "failed",
    "recipient_id",
    "code",
    "error",
    "smb_message_echoes",
    "message_echoes",
    "user_id_update",
    "previous",
    "current",
    "data",
    "components",
    "url",
    "messaging_product",
    "whatsapp",
    "wamid.A",
    "85291234567",
    "HK.90000000000000001",
    "1790000100",
];

/// Everything that the documentation shows: all messages and receipts in one change, and the other changes.
fn everything() -> Value {
    let mut first = values(include_str!("text.txt")).remove(0)["entry"][0]["changes"][0].take();
    let sender = first["value"]["messages"][0].take();
    let whole = |item: Value| {
        let mut whole = sender.clone();
        whole.as_object_mut().unwrap().extend(item.as_object().unwrap().clone());
        whole
    };
    first["value"]["messages"] = values(include_str!("messages.txt")).into_iter().map(whole).collect();
    first["value"]["statuses"] = values(include_str!("statuses.txt")).into();
    let changes: Vec<_> = [first].into_iter().chain(values(include_str!("changes.txt"))).collect();
    body(&changes)
}

fn body(changes: &[Value]) -> Value {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": BUSINESS, "changes": changes }] })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        bears(&WhatsApp, &filled(), &body);
    }

    #[test]
    fn nothing_made_of_its_own_words_makes_it_panic(value in any_json(WORDS)) {
        bears(&WhatsApp, &filled(), value.to_string().as_bytes());
        let change = json!({ "field": "messages", "value": { "messages": [value], "statuses": [value], "errors": [value] } });
        bears(&WhatsApp, &filled(), body(&[change]).to_string().as_bytes());
    }

    #[test]
    fn one_broken_thing_loses_no_other(at in 0_usize..32, mut place in 0_usize..12, other in any_json(WORDS)) {
        // 24 messages and 5 receipts in one change, and 3 changes.
        let (list, at) = match at {
            0..24 => ("/entry/0/changes/0/value/messages", at),
            24..29 => ("/entry/0/changes/0/value/statuses", at - 24),
            _ => ("/entry/0/changes", at - 28),
        };
        let mut spoilt = everything();
        spoil(&mut spoilt.pointer_mut(list).unwrap()[at], &mut place, &other);
        let mut rest = everything();
        rest.pointer_mut(list).unwrap().as_array_mut().unwrap().remove(at);
        let kept = reads(&WhatsApp, &filled(), spoilt.to_string().as_bytes());
        for event in parse(&rest) {
            prop_assert!(kept.contains(&event));
        }
    }
}
