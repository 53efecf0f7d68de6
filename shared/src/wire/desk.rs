//! Frames between the service's desk and the dashboards of its staff. The desk sends the whole picture once, in
//! `welcome`, and then changes only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    api::{ErrorBody, Me, ServiceView},
    card::{Availability, EnquiryCard, Role, StaffCard, TagCard},
    id::{EnquiryId, SpaceId, StaffId, TagId},
    label::LabelCard,
    mention::Mention,
    reminder::FiredReminder,
    space::SpaceCard,
    value::Timestamp,
    wire::ProtocolVersion,
};

/// What a dashboard tells the desk. Answering and settings go over HTTP, where each has an answer of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeskClientFrame {
    /// First on every socket. Answered by `welcome`.
    Hello {
        /// What the client speaks.
        protocol: ProtocolVersion,
        /// Whether the picture may come in parts: thousands of cards at once are more than a slow machine takes between two
        /// strokes of a key.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        in_parts: bool,
    },
    /// The person touched mouse, keyboard or screen. Send at most one a minute; after 10 minutes without, they are Idle.
    Input,
    /// The page is hidden, or another window is in front of it: what comes has to ring elsewhere, too. Until the next `input`.
    Away,
    /// For who supervises: from now on tell how it all stands, as [`crate::overview::OverviewFrame`]s; or no more.
    Watch {
        /// Whether to tell.
        on: bool,
    },
    /// What the person wants to be: Active, Busy or Offline (Idle can't be chosen). Kept over sign-out.
    SetAvailability {
        /// The wish.
        availability: Availability,
    },
}

/// What the desk tells a dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeskServerFrame {
    /// Answers `hello`: everything this person may see now.
    Welcome {
        /// What the server speaks.
        protocol: ProtocolVersion,
        /// Its clock, for a client to correct its own by.
        now_ms: Timestamp,
        /// Who is signed in.
        me: Box<Me>,
        /// The business.
        service: Box<ServiceView>,
        /// Everybody who answers, this person too.
        staff: Vec<Colleague>,
        /// Every topic.
        tags: Vec<TagCard>,
        /// Who serves each.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        serving: BTreeMap<TagId, Vec<StaffId>>,
        /// The service's labels, in the owner's order; also those that are archived.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        labels: Vec<LabelCard>,
        /// Whether staff can close an enquiry only once it has one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        label_required: bool,
        /// Whether what people link to can be asked for as previews.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        link_previews: bool,
        /// Open ones that this person may serve, the engaged ones that are theirs, and missed ones.
        cards: Vec<EnquiryCard>,
        /// Whether there are more of them, which follow in `cards`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        more: bool,
        /// The Spaces and direct chats that this person is in.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        spaces: Vec<SpaceCard>,
        /// Notes for this person that they haven't seen, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<Mention>,
    },
    /// More cards of the picture, for who wants it in parts. All of them come before anything else.
    Cards {
        /// Those that come now.
        cards: Vec<EnquiryCard>,
        /// Whether there are still more.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        more: bool,
    },
    /// A Space that this person is in is new or has changed, or they got further in it.
    SpaceChanged {
        /// As they see it now.
        space: Box<SpaceCard>,
    },
    /// This person is in a Space no more.
    SpaceGone {
        /// Which.
        space: SpaceId,
    },
    /// A colleague noted something for this person.
    Mentioned {
        /// What.
        mention: Box<Mention>,
    },
    /// This person has seen notes, here or on another device.
    MentionsSeen {
        /// Of which enquiry; all, if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        enquiry: Option<EnquiryId>,
    },
    /// An enquiry that this person may see is new or has changed.
    EnquiryChanged {
        /// As it is now.
        card: Box<EnquiryCard>,
    },
    /// An enquiry left this person's panels.
    EnquiryGone {
        /// Which.
        enquiry: EnquiryId,
        /// The card's revision when it left: an older `enquiry_changed` that comes later is stale.
        revision: u32,
        /// Why.
        reason: GoneReason,
    },
    /// Somebody's availability, name or role changed, or they are new.
    ColleagueChanged {
        /// As they are now.
        colleague: Colleague,
    },
    /// Somebody was removed.
    ColleagueGone {
        /// Who.
        staff: StaffId,
    },
    /// It became quiet, or the quiet hours are over. Also follows `welcome` if it is quiet.
    QuietChanged {
        /// Until when it is quiet; absent if it isn't. Nothing has to sound until then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_ms: Option<Timestamp>,
    },
    /// Another number of this person's reminders is due, or one has just fallen due. Also follows `welcome` if any is due.
    Reminders {
        /// How many are due.
        due: u32,
        /// The one that has just fallen due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fired: Option<Box<FiredReminder>>,
    },
    /// Tags or the service's settings changed.
    ServiceChanged {
        /// The business.
        service: Box<ServiceView>,
        /// Every topic.
        tags: Vec<TagCard>,
        /// Who serves each.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        serving: BTreeMap<TagId, Vec<StaffId>>,
        /// The service's labels.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        labels: Vec<LabelCard>,
        /// Whether staff can close an enquiry only once it has one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        label_required: bool,
        /// Whether what people link to can be asked for as previews.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        link_previews: bool,
    },
    /// A frame was not accepted; nothing of it was done.
    Refused {
        /// Why.
        error: ErrorBody,
    },
    /// A frame from a newer server; skip it.
    #[serde(other)]
    Unknown,
}

impl DeskServerFrame {
    /// Whether the picture is whole with it: changes follow.
    #[must_use]
    pub fn completes_picture(&self) -> bool {
        matches!(self, Self::Welcome { more: false, .. } | Self::Cards { more: false, .. })
    }
}

/// Why a card left a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GoneReason {
    /// Somebody else won it.
    Answered {
        /// Who.
        by: StaffCard,
    },
    /// It is now offered to others.
    MovedOn,
    /// It is over.
    Closed,
    /// Something from a newer server.
    #[serde(other)]
    Unknown,
}

/// What staff see of each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Colleague {
    /// As visitors see them.
    #[serde(flatten)]
    pub card: StaffCard,
    /// What they may do.
    pub role: Role,
    /// Whether they can be given work.
    pub availability: Availability,
}
