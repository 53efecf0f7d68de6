//! What is shown of people, tags and enquiries, to visitors and to staff. Both see [`StaffCard`], [`TagCard`] and
//! [`EntryCard`], so nothing stands in these that a visitor may not know; of enquiries a visitor sees [`VisitorEnquiry`]
//! and staff the larger [`EnquiryCard`].

use serde::{Deserialize, Serialize};

use crate::{
    call::CallSign,
    channel::ChannelCard,
    file::FileKind,
    id::{ContactId, DestinationId, EnquiryId, LabelId, StaffId, TagId, VisitorId},
    rating::{Rated, RatingCard},
    schedule::Opening,
    setup::appearance::Icon,
    value::{
        DisplayName, EmailAddress, Handle, LanguageTag, MessageBody, Note, PageAddress, PhoneNumber, Seq, ShortText,
        Timestamp,
    },
};

/// Whether a member of staff can be given work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// There and free: enquiries are offered.
    Active,
    /// There, but not to be given more.
    Busy,
    /// No input for 10 minutes.
    Idle,
    /// Not connected, or chose to be away.
    Offline,
}

/// What a member of staff may do; each role may do all that the next one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers enquiries.
    Agent,
    /// Also sees every enquiry and may close any.
    Supervisor,
    /// Also changes staff, tags, destinations and sites.
    Admin,
    /// Also makes and unmakes owners and admins.
    Owner,
}

/// Which enquiries a member of staff may see beside what waits for them. Admins and owners see all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Their own: what they have or had, were guests of, and what was asked of them by name.
    Own,
    /// Also those of the tags that they serve.
    Team,
    /// All.
    All,
}

impl Reach {
    /// All, least first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Team, Self::All];

    /// As in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::All => "all",
        }
    }

    /// The one that is called so.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.as_str() == word)
    }
}

/// Who is on which side of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Who asked.
    Visitor,
    /// Whoever answers for the service.
    Staff,
}

/// Where an enquiry is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Raised, and offered to staff.
    Open,
    /// One member of staff has it.
    Engaged,
    /// Nobody answered in time; waits to be followed up.
    Missed,
    /// Over.
    Closed,
}

/// Who ended an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// Who asked.
    Visitor,
    /// A member of staff.
    Staff,
    /// Nobody: nothing was said for a long time.
    Idle,
    /// Nobody: the room was full, and what they say next is in another one.
    Full,
}

/// Which entry a visitor pressed. Broadcast to those who serve a tag, or direct to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// A broadcast enquiry.
    Tag {
        /// The topic.
        tag: TagId,
    },
    /// A direct enquiry.
    Staff {
        /// The person.
        staff: StaffId,
    },
}

/// What a visitor sees of a member of staff: this and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffCard {
    /// Who.
    pub id: StaffId,
    /// In addresses and `data-frontdesk="staff:…"`.
    pub handle: Handle,
    /// As the person wants to be called.
    pub name: DisplayName,
    /// "Sales engineer".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<ShortText>,
    /// Path of a picture on this deployment; without one, initials are drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// Whether the person is Active now; absent if the service doesn't show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// It is no person, but a program of the service's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub integration: bool,
    /// Whether they can be called; where visitors choose whom to ask.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calls: bool,
}

/// How somebody wants to be served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In writing.
    #[default]
    Chat,
    /// By a call; the chat is there beside it.
    Call,
}

impl Mode {
    /// Whether it is the usual one.
    #[must_use]
    pub fn is_chat(&self) -> bool {
        *self == Self::Chat
    }
}

/// What a visitor sees of a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagCard {
    /// Which.
    pub id: TagId,
    /// In addresses and `data-frontdesk="tag:…"`.
    pub handle: Handle,
    /// "Sales".
    pub name: DisplayName,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ShortText>,
    /// Its sign; that of every topic, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<Icon>,
    /// Path of a picture in the place of the sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Whether anyone who serves it is Active now; absent if the service doesn't show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// Whether it is open, and when it opens; absent if it is open always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Opening>,
    /// Whether it can be called; where visitors choose whom to ask.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calls: bool,
}

/// The entry that was pressed, as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryCard {
    /// A tag.
    Tag(TagCard),
    /// A person.
    Staff(StaffCard),
}

impl EntryCard {
    /// The tag's or person's name.
    #[must_use]
    pub fn name(&self) -> &DisplayName {
        match self {
            Self::Tag(tag) => &tag.name,
            Self::Staff(staff) => &staff.name,
        }
    }

    /// Whether somebody is there now; none if the service doesn't show it.
    #[must_use]
    pub fn online(&self) -> Option<bool> {
        match self {
            Self::Tag(tag) => tag.online,
            Self::Staff(staff) => staff.online,
        }
    }

    /// Whether they can be called, as far as this card tells.
    #[must_use]
    pub fn calls(&self) -> bool {
        match self {
            Self::Tag(tag) => tag.calls,
            Self::Staff(staff) => staff.calls,
        }
    }

    /// Which entry it draws.
    #[must_use]
    pub fn entry(&self) -> Entry {
        match self {
            Self::Tag(tag) => Entry::Tag { tag: tag.id },
            Self::Staff(staff) => Entry::Staff { staff: staff.id },
        }
    }
}

/// The last thing that was said, cut to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preview {
    /// Its place in the log.
    pub seq: Seq,
    /// Who said it.
    pub side: Side,
    /// At most 120 characters, on one line; of a file, what it is called.
    pub text: ShortText,
    /// What kind of file it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileKind>,
    /// When.
    pub at_ms: Timestamp,
}

/// How to reach a person, as left in the offline form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactDetails {
    /// As the person wants to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Where to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Where to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageBody>,
}

impl ContactDetails {
    /// Where the person can be reached, as they wrote it; empty for nowhere.
    #[must_use]
    pub fn reach(&self) -> &str {
        let email = self.email.as_ref().map(EmailAddress::as_str);
        email.or(self.phone.as_ref().map(PhoneNumber::as_str)).unwrap_or_default()
    }

    /// Takes over what `newer` says; what it leaves open stays.
    pub fn take(&mut self, newer: Self) {
        let Self { name, email, phone, message } = newer;
        self.name = name.or_else(|| self.name.take());
        self.email = email.or_else(|| self.email.take());
        self.phone = phone.or_else(|| self.phone.take());
        self.message = message.or_else(|| self.message.take());
    }
}

/// A page of the owner's site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageView {
    /// Its address.
    pub url: PageAddress,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<ShortText>,
}

/// What staff see of a person who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactCard {
    /// The record.
    pub id: ContactId,
    /// A friendly random name ("Calm Otter 42") until the person gives one; never made of their address.
    pub handle: DisplayName,
    /// What they told so far.
    #[serde(flatten)]
    pub details: ContactDetails,
    /// Whether their messaging service gave a picture of them: it is at `…/contacts/{contact}/photo`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub photo: bool,
}

/// The destination that an open enquiry is offered to now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// Which; absent for a direct enquiry, which has just its person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<DestinationId>,
    /// Who is on it.
    pub staff: Vec<StaffId>,
    /// Since when.
    pub since_ms: Timestamp,
    /// When the next one is offered, or the enquiry is missed.
    pub until_ms: Timestamp,
}

/// What becomes of an enquiry that was passed on and that nobody accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IfNobody {
    /// It comes back to whose it was; is that person gone by then, to the destinations of what was pressed.
    #[default]
    Loopback,
    /// It is missed.
    Blind,
}

/// That an open enquiry was passed on by whose it was. Staff alone see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferCard {
    /// Whose it was.
    pub from: StaffCard,
    /// Who passed it on: they, or who supervises.
    pub by: StaffId,
    /// To a tag, or to a person.
    pub to: EntryCard,
    /// What they should know who get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// What becomes of it if nobody accepts.
    pub if_nobody: IfNobody,
    /// Whether whose it was stays in the room when somebody has accepted.
    pub keep_sight: bool,
    /// Since when.
    pub since_ms: Timestamp,
    /// Whether it couldn't come back, for whose it was had gone: it is offered to others now, and missed after them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sender_gone: bool,
}

/// What staff see of an enquiry in the panels and lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnquiryCard {
    /// Which; its room has the same id.
    pub enquiry: EnquiryId,
    /// Rises with every change of the card; a card with a lower one is stale.
    pub revision: u32,
    /// Where it is in its life.
    pub phase: Phase,
    /// What was pressed.
    pub entry: EntryCard,
    /// Who asks.
    pub contact: ContactCard,
    /// ISO 3166 code, as the network tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Of the visitor's browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// The weblink that they came by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Handle>,
    /// The social account that they wrote to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Box<ChannelCard>>,
    /// Where they are now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageView>,
    /// What was said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<Preview>,
    /// Messages of the visitor that no member of staff has read.
    pub unread: u32,
    /// When it was raised.
    pub raised_at_ms: Timestamp,
    /// How they want to be served.
    #[serde(default, skip_serializing_if = "Mode::is_chat")]
    pub mode: Mode,
    /// How it stands with the call in its room, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallSign>,
    /// While open: to whom, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// While it is passed on: by whom, to whom, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Box<TransferCard>>,
    /// Those of the staff who are in the room beside its owner, by invitation or because they passed it on and stayed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<StaffCard>,
    /// What staff put on it, first put first; what isn't among the service's labels any more isn't drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelId>,
    /// How its visitor rated it, once it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rated: Option<Box<Rated>>,
    /// Whose it is (once engaged) or was (once closed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffCard>,
    /// When it was answered, missed or closed last.
    pub changed_at_ms: Timestamp,
    /// Who closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<ClosedBy>,
}

impl EnquiryCard {
    /// Whose it is; also while they pass it on.
    #[must_use]
    pub fn holder(&self) -> Option<&StaffCard> {
        let sender = self.transfer.as_ref().filter(|transfer| !transfer.sender_gone).map(|transfer| &transfer.from);
        self.owner.as_ref().or(sender)
    }
}

/// What a visitor sees of their own enquiry in the list of chats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorEnquiry {
    /// Which; its room has the same id.
    pub enquiry: EnquiryId,
    /// Whose.
    pub visitor: VisitorId,
    /// Where it is in its life.
    pub phase: Phase,
    /// What was pressed.
    pub entry: EntryCard,
    /// Who answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffCard>,
    /// What was said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<Preview>,
    /// When it was raised.
    pub raised_at_ms: Timestamp,
    /// Once it is over: what is asked of it, and what was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<RatingCard>,
}
