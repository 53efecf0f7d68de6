//! The types of `shared` that a client reads. Where a form is more than its fields, it is that of serde's attributes on
//! the type.

use std::collections::BTreeMap;

use shared::{
    api::{CtaLink, Directory, ErrorAnswer, ErrorBody, ErrorCode, ServiceView, VisitorEnquiries, VisitorToken},
    card::{ClosedBy, ContactDetails, EntryCard, Phase, Preview, Side, StaffCard, TagCard, VisitorEnquiry},
    form::{Answer, Filled},
    id::{EnquiryId, FieldId, MessageId, StaffId, TagId, VisitorId},
    schedule::Opening,
    script::{Button, Slot},
    setup::{
        appearance::Icon,
        form::{ChoiceOption, Field, FieldKind, Fills, Moment, Questions},
    },
    texts::Texts,
    value::{
        DisplayName, EmailAddress, Handle, LanguageTag, MessageBody, PageAddress, PhoneNumber, Seq, ServiceSlug,
        ShortText, Timestamp,
    },
    wire::{Author, LogEntry, Logged, Mark, Marks, ProtocolVersion, RoomCard, RoomServerFrame},
};

use super::{Json, Read, field, field_or_default};
use crate::read_struct;

macro_rules! read_text {
    ($($type:ty),+ $(,)?) => {$(
        impl Read for $type {
            fn read(json: &Json) -> Option<Self> {
                Self::try_from(json.text()?.to_owned()).ok()
            }
        }
    )+};
}

read_text!(
    DisplayName,
    EmailAddress,
    Handle,
    LanguageTag,
    MessageBody,
    PageAddress,
    PhoneNumber,
    ServiceSlug,
    ShortText,
    EnquiryId,
    FieldId,
    MessageId,
    StaffId,
    TagId,
    VisitorId,
);

impl Read for Timestamp {
    fn read(json: &Json) -> Option<Self> {
        i64::read(json).map(Self::from_ms)
    }
}

impl Read for Seq {
    fn read(json: &Json) -> Option<Self> {
        u32::read(json).map(Self)
    }
}

impl Read for ProtocolVersion {
    fn read(json: &Json) -> Option<Self> {
        u16::read(json).map(Self)
    }
}

/// An enum without fields: each variant beside its text.
macro_rules! read_words {
    ($type:ty { $($word:literal => $variant:ident),+ $(,)? }) => {
        impl Read for $type {
            fn read(json: &Json) -> Option<Self> {
                match json.text()? {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

read_words!(Side { "visitor" => Visitor, "staff" => Staff });
read_words!(Phase { "open" => Open, "engaged" => Engaged, "missed" => Missed, "closed" => Closed });
read_words!(Moment { "pre_chat" => PreChat, "offline" => Offline });
read_words!(Fills { "own" => Own, "name" => Name, "email" => Email, "phone" => Phone });
read_words!(ClosedBy { "visitor" => Visitor, "staff" => Staff, "idle" => Idle });

impl Read for Slot {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.text()? {
            "welcome" => Self::Welcome,
            "waiting" => Self::Waiting,
            "idle" => Self::Idle,
            "close" => Self::Close,
            "away" => Self::Away,
            _ => Self::Unknown,
        })
    }
}

impl Read for Icon {
    /// One of a newer server is drawn as the usual one.
    fn read(json: &Json) -> Option<Self> {
        Some(match json.text()? {
            "question" => Self::Question,
            "letter" => Self::Letter,
            "phone" => Self::Phone,
            "heart" => Self::Heart,
            "star" => Self::Star,
            _ => Self::Chat,
        })
    }
}

impl Read for ErrorCode {
    fn read(json: &Json) -> Option<Self> {
        json.text().map(Self::from_text)
    }
}

read_struct!(ErrorAnswer { error });
read_struct!(ErrorBody { code, message, retry_after_ms, field, by });
read_struct!(StaffCard { id, handle, name, title, photo, online });
read_struct!(TagCard { id, handle, name, description, icon, picture, online, opening });
read_struct!(Preview { seq, side, text, at_ms });
read_struct!(ContactDetails { name, email, phone, message });
read_struct!(VisitorEnquiry { enquiry, visitor, phase, entry, owner, preview, raised_at_ms });

impl Read for VisitorEnquiries {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { enquiries: field(json, "enquiries")?, answered: field_or_default(json, "answered")? })
    }
}

read_struct!(VisitorToken { visitor, token, expires_at_ms });
read_struct!(ServiceView { slug, name, languages });
read_struct!(CtaLink { id, handle, tag, staff });

impl Read for Directory {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            service: field(json, "service")?,
            tags: field(json, "tags")?,
            staff: field(json, "staff")?,
            ctas: field_or_default(json, "ctas")?,
            forms: field_or_default(json, "forms")?,
        })
    }
}
read_struct!(Button { text, link });

impl<T: Read> Read for Texts<T> {
    fn read(json: &Json) -> Option<Self> {
        let Json::Object(fields) = json else { return None };
        // One by one: collected, they are sorted first by code that nothing else needs.
        let mut texts = BTreeMap::new();
        for (tag, text) in fields {
            texts.insert(LanguageTag::try_from(tag.as_str()).ok()?, T::read(text)?);
        }
        Some(Self(texts))
    }
}

impl Read for Questions {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            moment: field(json, "moment")?,
            tags: field_or_default(json, "tags")?,
            introduction: field_or_default(json, "introduction")?,
            fields: field_or_default(json, "fields")?,
        })
    }
}

impl Read for Field {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            id: field(json, "id")?,
            label: field(json, "label")?,
            hint: field_or_default(json, "hint")?,
            required: field_or_default(json, "required")?,
            kind: FieldKind::read(json)?,
            fills: field_or_default(json, "fills")?,
        })
    }
}

impl Read for FieldKind {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "text" => Self::Text,
            "lines" => Self::Lines,
            "email" => Self::Email,
            "phone" => Self::Phone,
            "choice" => Self::Choice { options: field(json, "options")? },
            "consent" => Self::Consent { text: field(json, "text")?, link: field(json, "link")? },
            _ => return None,
        })
    }
}

read_struct!(ChoiceOption { id, words });
read_struct!(Answer { field, value });
read_struct!(Filled { language, answers });
read_struct!(Mark { delivered, read });
read_struct!(Marks { visitor, staff });
read_struct!(RoomCard { enquiry, phase, entry, owner, people, visitor_name, raised_at_ms, former });

impl Read for Opening {
    fn read(json: &Json) -> Option<Self> {
        match json.get("state").text()? {
            "open" => Some(Self::Open),
            "closed_until" => field(json, "opens_ms").map(|opens_ms| Self::ClosedUntil { opens_ms }),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

impl Read for EntryCard {
    fn read(json: &Json) -> Option<Self> {
        match json.get("kind").text()? {
            "tag" => Read::read(json).map(Self::Tag),
            "staff" => Read::read(json).map(Self::Staff),
            _ => None,
        }
    }
}

impl Read for Author {
    fn read(json: &Json) -> Option<Self> {
        Some(match Side::read(json.get("side"))? {
            Side::Visitor => Self::Visitor,
            Side::Staff => Self::Staff { staff: field(json, "staff")? },
        })
    }
}

impl Read for LogEntry {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { seq: field(json, "seq")?, at_ms: field(json, "at_ms")?, logged: Logged::read(json)? })
    }
}

impl Read for Logged {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "raised" => Self::Raised,
            "said" => Self::Said {
                message: field(json, "message")?,
                author: field(json, "author")?,
                body: field(json, "body")?,
            },
            "answered" => Self::Answered { staff: field(json, "staff")? },
            "joined" => Self::Joined { staff: field(json, "staff")? },
            "missed" => Self::Missed,
            "reopened" => Self::Reopened,
            "details_left" => Self::DetailsLeft {
                message: field(json, "message")?,
                details: field(json, "details")?,
                form: field(json, "form")?,
            },
            "automatic" => Self::Automatic {
                slot: field(json, "slot")?,
                body: field(json, "body")?,
                buttons: field_or_default(json, "buttons")?,
            },
            "closing" => Self::Closing { closes_at_ms: field(json, "closes_at_ms")? },
            "closed" => Self::Closed { by: field(json, "by")?, staff: field(json, "staff")? },
            _ => Self::Unknown,
        })
    }
}

impl Read for RoomServerFrame {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("type").text()? {
            "welcome" => Self::Welcome {
                protocol: field(json, "protocol")?,
                now_ms: field(json, "now_ms")?,
                room: field(json, "room")?,
                marks: field(json, "marks")?,
                entries: field(json, "entries")?,
                last: field(json, "last")?,
            },
            "entries" => Self::Entries { entries: field(json, "entries")? },
            "entry" => Self::Entry { entry: field(json, "entry")? },
            "marks" => Self::Marks { marks: field(json, "marks")? },
            "typing" => Self::Typing { side: field(json, "side")?, staff: field(json, "staff")? },
            "history" => Self::History { entries: field(json, "entries")? },
            "refused" => Self::Refused { message: field(json, "message")?, error: field(json, "error")? },
            _ => Self::Unknown,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde::{Serialize, de::DeserializeOwned};
    use serde_json::{Value, json};

    use super::*;
    use crate::read::from_text;

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
            json!({ "kind": "missed" }),
            json!({ "kind": "reopened" }),
            json!({ "kind": "details_left", "message": id("msg_", 3), "details": details() }),
            json!({ "kind": "details_left", "message": id("msg_", 4), "details": {},
                "form": { "language": "ja", "answers": [{ "field": id("fld_", 1), "value": "7" }] } }),
            json!({ "kind": "closed", "by": "staff", "staff": id("stf_", 1) }),
            json!({ "kind": "automatic", "slot": "waiting", "body": "One moment" }),
            json!({ "kind": "automatic", "slot": "of tomorrow", "body": "Hi", "buttons": [
                { "text": "Prices" }, { "text": "Help", "link": "https://acme.example/help" },
            ] }),
            json!({ "kind": "closing", "closes_at_ms": 1_700_000_060_000_i64 }),
            json!({ "kind": "closed", "by": "idle" }),
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
            "service": { "slug": "acme", "name": "Acme", "languages": ["en", "zh-Hant"] },
            "tags": [{ "id": id("tag_", 2), "handle": "sales", "name": "Sales", "icon": "heart", "online": false, "opening": { "state": "open" } },
                { "id": id("tag_", 3), "handle": "b", "name": "B", "picture": "/files/a/b.png", "opening": { "state": "closed_until", "opens_ms": 5 } },
                { "id": id("tag_", 4), "handle": "c", "name": "C", "opening": { "state": "closed" } }],
            "staff": [ada()],
            "ctas": [{ "id": id("cta_", 3), "handle": "summer", "tag": "sales" }],
            "forms": [
                { "moment": "pre_chat", "tags": [id("tag_", 2)], "introduction": { "en": "Hello", "zh-Hant": "您好" }, "fields": [
                    { "id": id("fld_", 1), "label": { "en": "Name" }, "hint": { "en": "In full" }, "required": true, "kind": "text", "fills": "name" },
                    { "id": id("fld_", 2), "label": { "en": "About" }, "kind": "lines" },
                    { "id": id("fld_", 3), "label": { "en": "E-mail" }, "kind": "email", "fills": "email" },
                    { "id": id("fld_", 4), "label": { "en": "Phone" }, "kind": "phone", "fills": "phone" },
                    { "id": id("fld_", 5), "label": { "en": "Size" }, "kind": "choice", "options": [{ "id": 7, "words": { "en": "Small" } }] },
                    { "id": id("fld_", 6), "label": { "en": "Privacy" }, "kind": "consent", "text": { "en": "I agree." }, "link": "https://a.example/" },
                ] },
                { "moment": "offline" },
            ],
        }));
        agrees::<VisitorToken>(&json!({ "visitor": id("vis_", 1), "token": "t", "expires_at_ms": 7 }));
        agrees::<VisitorEnquiries>(&json!({ "enquiries": [{
            "enquiry": id("enq_", 1), "visitor": id("vis_", 1), "phase": "missed", "entry": tag(), "owner": ada(),
            "preview": { "seq": 2, "side": "visitor", "text": "Hello", "at_ms": 6 }, "raised_at_ms": 5,
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
}
