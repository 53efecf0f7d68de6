//! Ids that can't be mixed up: one type for each thing, and the text form says which.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::value::Timestamp;

/// A text that isn't an id of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected `{prefix}` and 32 lower-case hexadecimal digits")]
pub struct InvalidId {
    prefix: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[doc = concat!("\n\nText form, the same everywhere: `", $prefix, "` and 32 hexadecimal digits.")]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// A new id (`UUIDv7`): ids made later sort later. `random` must be fresh random bytes.
            #[must_use]
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(Builder::from_unix_timestamp_millis(now.as_ms().unsigned_abs(), &random).into_uuid())
            }

            /// When it was made, by the clock of who made it.
            #[must_use]
            pub fn made_at(self) -> Timestamp {
                // Its first 48 bits (RFC 9562, 5.7).
                Timestamp::from_ms(i64::try_from(self.0.as_u128() >> 80).unwrap_or_default())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0.as_simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse($prefix, text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        /// Its digits, by which a list tells its rows apart.
        impl From<$name> for u128 {
            fn from(id: $name) -> Self {
                id.0.as_u128()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": concat!("^", $prefix, "[0-9a-f]{32}$") })
            }
        }
    };
}

fn parse(prefix: &'static str, text: &str) -> Result<Uuid, InvalidId> {
    let invalid = InvalidId { prefix };
    let Some(digits) = text.strip_prefix(prefix) else { return Err(invalid) };
    // One text form per id, or two spellings of one id would be two keys in a table.
    if digits.len() != 32 || !digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(invalid);
    }
    Uuid::try_parse(digits).map_err(|_| invalid)
}

id! {
    /// One enquiry; its room has the same id. Made by whoever raises it, so that a repeat raises nothing new.
    EnquiryId, "enq_"
}
id! {
    /// A group chat of staff; its room has the same id. Made by whoever makes it, so that one made twice is made once.
    SpaceId, "spc_"
}
id! {
    /// One message. Made by its sender, so that a message sent twice is kept once.
    MessageId, "msg_"
}
id! {
    /// A file that somebody sends. Made by its sender, so that one sent twice is kept once.
    FileId, "fil_"
}
id! {
    /// A call. Made by whoever offers it, so that one offered twice is offered once.
    CallId, "cal_"
}
impl From<EnquiryId> for CallId {
    /// The call that an enquiry begins with: it is made once, like the enquiry.
    fn from(enquiry: EnquiryId) -> Self {
        Self(enquiry.0)
    }
}

id! {
    /// A browser that is in a call. Made by it, anew for each page.
    PeerId, "per_"
}
id! {
    /// A person who answers for a service.
    StaffId, "stf_"
}
id! {
    /// A topic that a visitor picks.
    TagId, "tag_"
}
id! {
    /// Words that staff use again and again.
    CannedId, "can_"
}
id! {
    /// A mark that staff put on enquiries.
    LabelId, "lbl_"
}
id! {
    /// A named set of weblinks.
    CampaignId, "cmp_"
}
id! {
    /// A list of staff that serves an entry point, with its wait.
    DestinationId, "dst_"
}
id! {
    /// One thing that a form asks.
    FieldId, "fld_"
}
id! {
    /// When somebody is there: hours, holidays, and days of their own.
    ScheduleId, "sch_"
}
id! {
    /// Who asks, as a connection: one browser's storage on one site.
    VisitorId, "vis_"
}
id! {
    /// The record that the service keeps of a person who asks.
    ContactId, "con_"
}
id! {
    /// What staff noted of a contact.
    NoteId, "not_"
}
id! {
    /// That somebody is to come back to an enquiry. Made by who sets it, so that one set twice is set once.
    ReminderId, "rem_"
}
id! {
    /// That a visitor isn't heard.
    BlockId, "blk_"
}
id! {
    /// That somebody was erased: the receipt.
    ErasureId, "ers_"
}
id! {
    /// One sign-in of a member of staff on one device.
    SessionId, "ses_"
}
id! {
    /// An invitation to become staff, good once.
    InvitationId, "inv_"
}
id! {
    /// What lets a program of the owner's in.
    TokenId, "tok_"
}
id! {
    /// An address of the owner's that is told what happens.
    HookId, "hok_"
}
id! {
    /// Something that happened, as hooks are told of it: the same in each, and however often it is told.
    EventId, "evt_"
}

/// Which room: that of an enquiry, or that of a Space. Text form: that of the enquiry's or the Space's own id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RoomId {
    /// Of an enquiry.
    Enquiry(EnquiryId),
    /// Of a Space.
    Space(SpaceId),
}

impl RoomId {
    /// Whose room it is, if an enquiry's.
    #[must_use]
    pub const fn enquiry(self) -> Option<EnquiryId> {
        match self {
            Self::Enquiry(enquiry) => Some(enquiry),
            Self::Space(_) => None,
        }
    }

    /// The same of a Space.
    #[must_use]
    pub const fn space(self) -> Option<SpaceId> {
        match self {
            Self::Enquiry(_) => None,
            Self::Space(space) => Some(space),
        }
    }
}

impl From<EnquiryId> for RoomId {
    fn from(enquiry: EnquiryId) -> Self {
        Self::Enquiry(enquiry)
    }
}

impl From<SpaceId> for RoomId {
    fn from(space: SpaceId) -> Self {
        Self::Space(space)
    }
}

impl fmt::Display for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enquiry(enquiry) => enquiry.fmt(f),
            Self::Space(space) => space.fmt(f),
        }
    }
}

impl fmt::Debug for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for RoomId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        text.parse().map(Self::Space).or_else(|_: InvalidId| text.parse().map(Self::Enquiry))
    }
}

impl TryFrom<String> for RoomId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<RoomId> for String {
    fn from(id: RoomId) -> String {
        id.to_string()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RoomId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RoomId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(enq|spc)_[0-9a-f]{32}$" })
    }
}

impl MessageId {
    /// The id of another part of the same message: the same for the same number, and later than the ones before.
    #[must_use]
    pub fn part(self, number: u16) -> Self {
        // Within the last 62 bits, which are random (RFC 9562, 5.7).
        let bits = self.0.as_u128();
        let low = (bits & RANDOM_BITS).wrapping_add(u128::from(number)) & RANDOM_BITS;
        Self(Uuid::from_u128((bits & !RANDOM_BITS) | low))
    }
}

/// See [`MessageId::part`].
const RANDOM_BITS: u128 = (1 << 62) - 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_named_as_what_it_is_the_room_of() {
        let at = Timestamp::from_ms(1_700_000_000_000);
        for room in [RoomId::from(EnquiryId::new(at, [7; 10])), RoomId::from(SpaceId::new(at, [7; 10]))] {
            assert_eq!(room.to_string().parse(), Ok(room));
            assert!(room.enquiry().is_some() != room.space().is_some());
        }
        assert!(MessageId::new(at, [7; 10]).to_string().parse::<RoomId>().is_err());
    }

    #[test]
    fn an_id_reads_back_from_its_text_form() {
        let id = EnquiryId::new(Timestamp::from_ms(1_700_000_000_000), [7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(serde_json::to_string(&id).expect("an id is a string"), format!("\"{id}\""));
    }

    #[test]
    fn an_id_has_one_spelling_only() {
        let id = EnquiryId::new(Timestamp::from_ms(1_700_000_000_000), [0xab; 10]).to_string();
        assert!(id.to_uppercase().parse::<EnquiryId>().is_err());
        assert!(id.replace("enq_", "msg_").parse::<EnquiryId>().is_err());
        assert!(id[..id.len() - 1].parse::<EnquiryId>().is_err());
        assert!(format!("{id}0").parse::<EnquiryId>().is_err());
        assert!("enq_é".parse::<EnquiryId>().is_err());
    }

    #[test]
    fn ids_made_later_sort_later() {
        let early = MessageId::new(Timestamp::from_ms(1), [0xff; 10]);
        let late = MessageId::new(Timestamp::from_ms(2), [0; 10]);
        assert!(early < late);
    }
}
