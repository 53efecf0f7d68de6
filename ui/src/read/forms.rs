//! The types of `shared` that a client reads. Where a form is more than its fields, it is that of serde's attributes on
//! the type.

use std::collections::BTreeMap;

use shared::{
    api::{
        CtaLink, Directory, ErrorAnswer, ErrorBody, ErrorCode, FileAddress, FileUpload, IceServer, IceServers,
        ServiceView, VisitorEnquiries, VisitorToken,
    },
    card::{ClosedBy, ContactDetails, EntryCard, Mode, Phase, Preview, Side, StaffCard, TagCard, VisitorEnquiry},
    channel::ChannelCard,
    file::{FileCard, FileKind, FileRules},
    form::{Answer, Filled},
    id::{EnquiryId, FieldId, FileId, MessageId, RoomId, SpaceId, StaffId, TagId, VisitorId},
    rating::{RateEnquiry, RatingCard, Scale},
    schedule::Opening,
    script::{Button, Slot},
    setup::{
        appearance::Icon,
        form::{ChoiceOption, Field, FieldKind, Fills, Moment, Questions},
    },
    texts::Texts,
    value::{
        DisplayName, EmailAddress, FileName, Handle, LanguageTag, MediaType, MessageBody, Note, PageAddress,
        PhoneNumber, Seq, ServiceSlug, ShortText, Timestamp,
    },
    wire::{Author, LogEntry, Logged, Mark, Marks, ProtocolVersion, Revision, RoomCard, RoomServerFrame},
};

use super::{Json, Read, field, field_or_default};
use crate::read_struct;

macro_rules! read_id {
    ($($type:ty),+ $(,)?) => {$(
        impl Read for $type {
            fn read(json: &Json) -> Option<Self> {
                Self::try_from(json.text()?.to_owned()).ok()
            }
        }
    )+};
}

macro_rules! read_text {
    ($($type:ty),+ $(,)?) => {$(
        impl Read for $type {
            fn read(json: &Json) -> Option<Self> {
                String::read(json).map(Self::from_server)
            }
        }
    )+};
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

mod calls;
mod channels;
mod staff;

pub(crate) use staff::Deliveries;

read_text!(
    DisplayName,
    EmailAddress,
    Handle,
    LanguageTag,
    MessageBody,
    PhoneNumber,
    ServiceSlug,
    ShortText,
    FileName,
    MediaType,
    Note,
);
// An address becomes a link: whatever sends it, it is no script.
read_id!(PageAddress, EnquiryId, FieldId, FileId, MessageId, RoomId, SpaceId, StaffId, TagId, VisitorId,);

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

read_words!(Scale { "stars" => Stars, "faces" => Faces, "thumbs" => Thumbs });
read_words!(Side { "visitor" => Visitor, "staff" => Staff });
read_words!(Revision { "edited" => Edited, "recalled" => Recalled });
read_words!(Phase { "open" => Open, "engaged" => Engaged, "missed" => Missed, "closed" => Closed });
read_words!(Mode { "chat" => Chat, "call" => Call });
read_words!(Moment { "pre_chat" => PreChat, "offline" => Offline });
read_words!(Fills { "own" => Own, "name" => Name, "email" => Email, "phone" => Phone });
read_words!(ClosedBy { "visitor" => Visitor, "staff" => Staff, "idle" => Idle, "full" => Full });

impl Read for FileKind {
    /// One of a newer server is shown as a file of which nothing is known.
    fn read(json: &Json) -> Option<Self> {
        let word = json.text()?;
        Some(Self::ALL.into_iter().find(|kind| kind.as_str() == word).unwrap_or(Self::Document))
    }
}

impl Read for Slot {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.text()? {
            "welcome" => Self::Welcome,
            "waiting" => Self::Waiting,
            "idle" => Self::Idle,
            "close" => Self::Close,
            "away" => Self::Away,
            "transfer_failed" => Self::TransferFailed,
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

read_struct!(StaffCard { id, handle, name, title, photo, online } or_default { integration, calls });

read_struct!(TagCard { id, handle, name, description, icon, picture, online, opening } or_default { calls });

read_struct!(Preview { seq, side, text, file, at_ms });
read_struct!(ContactDetails { name, email, phone, message });
read_struct!(VisitorEnquiry { enquiry, visitor, phase, entry, owner, preview, raised_at_ms, rating });
read_struct!(RatingCard { scale, question, until_ms, given });
read_struct!(RateEnquiry { scale, grade, comment });

read_struct!(VisitorEnquiries { enquiries } or_default { answered });

read_struct!(VisitorToken { visitor, token, expires_at_ms });
read_struct!(FileAddress { url, until_ms });
read_struct!(IceServer { urls, username, credential });

read_struct!(IceServers { servers, until_ms } or_default { relay_only });

read_struct!(FileUpload { file, part_bytes, parts, received, expires_at_ms } or_default { shared });

read_struct!(FileRules { kinds, max_bytes });

read_struct!(ServiceView { slug, name, languages } or_default { files, calls });

read_struct!(FileCard { file, name, bytes, media_type, kind, width, height, duration_ms } or_default { voice, deleted });

read_struct!(CtaLink { id, handle, tag, staff });

impl Read for Directory {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            service: field(json, "service")?,
            tags: field(json, "tags")?,
            staff: field(json, "staff")?,
            ctas: field_or_default(json, "ctas")?,
            // Who draws forms reads them from the same text; to others they are much code for nothing.
            forms: Vec::new(),
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
            texts.insert(LanguageTag::from_server(tag.clone()), T::read(text)?);
        }
        Some(Self(texts))
    }
}

read_struct!(Questions { moment } or_default { tags, introduction, fields });

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
read_struct!(ChannelCard { account, kind, name, service });
read_struct!(RoomCard {
    enquiry,
    space,
    phase,
    entry,
    owner,
    people,
    visitor_name,
    raised_at_ms,
    passing,
    former,
    channel
});

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

/// What entries of many kinds have in common is read once for all of them: each kind for itself comes to twice the code. What can't
/// be read counts as left out.
impl Read for Logged {
    fn read(json: &Json) -> Option<Self> {
        let message = Read::read(json.get("message"));
        let author = Read::read(json.get("author"));
        let body: Option<MessageBody> = Read::read(json.get("body"));
        let staff: Option<StaffCard> = Read::read(json.get("staff"));
        let (quote, revised) = (Read::read(json.get("quote")), Read::read(json.get("revised")));
        Some(match json.get("kind").text()? {
            "raised" => Self::Raised,
            "said" => Self::Said { message: message?, author: author?, body: body?, quote, revised },
            "noted" => {
                let to = Read::read(json.get("to"));
                Self::Noted { message: message?, staff: staff?, to, body: body?, quote, revised }
            }
            "revised" => {
                let note = field_or_default(json, "note")?;
                Self::Revised { message: message?, of: field(json, "of")?, author: author?, note, body }
            }
            "hidden" => Self::Hidden,
            "shared" => Self::Shared { message: message?, author: author?, file: field(json, "file")? },
            "file_deleted" => Self::FileDeleted { message: message?, staff: Read::read(json.get("staff")) },
            "answered" => Self::Answered { staff: staff? },
            "joined" => Self::Joined { staff: staff? },
            "left" => Self::Left { staff: staff? },
            "passing" => Self::Passing { to: field(json, "to")? },
            "returned" => Self::Returned { staff: staff?, failed: field_or_default(json, "failed")? },
            "missed" => Self::Missed,
            "reopened" => Self::Reopened,
            "details_left" => {
                Self::DetailsLeft { message: message?, details: field(json, "details")?, form: field(json, "form")? }
            }
            "automatic" => {
                Self::Automatic { slot: field(json, "slot")?, body: body?, buttons: field_or_default(json, "buttons")? }
            }
            "closing" => Self::Closing { closes_at_ms: field(json, "closes_at_ms")? },
            "call" => Self::Call(Read::read(json)?),
            "closed" => Self::Closed { by: field(json, "by")?, staff: Read::read(json.get("staff")) },
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
            "lookers" => Self::Lookers { staff: field(json, "staff")? },
            "pinned" => Self::Pinned,
            "history" => Self::History { entries: field(json, "entries")? },
            "refused" => Self::Refused { message: field(json, "message")?, error: field(json, "error")? },
            _ => Self::Unknown,
        })
    }
}

#[cfg(test)]
mod tests;
