//! Frames between a room and those seated in it.

use serde::{Deserialize, Serialize};

use crate::{
    api::ErrorBody,
    call::CallMark,
    card::{ClosedBy, ContactDetails, EntryCard, PageView, Phase, Side, StaffCard},
    channel::{ChannelCard, DeliveryCard},
    file::FileCard,
    form::Filled,
    id::{EnquiryId, MessageId, SpaceId, StaffId},
    script::{Button, Slot},
    value::{DisplayName, MessageBody, Seq, Timestamp},
    wire::ProtocolVersion,
};

/// Largest frame that a client may send: a message of 4,000 characters of four bytes, escaped, with room to spare.
pub const MAX_CLIENT_FRAME_BYTES: usize = 32 * 1024;

/// Most log entries that a `hello` gets one after the other: a client that missed more is better off with the newest page.
pub const MAX_RESUME: u32 = 200;

/// Most log entries in one `welcome`, `entries` or `history` frame. Fewer than this to go means: that was all.
pub const HISTORY_PAGE: usize = 50;

/// For so long may a message be edited or recalled: time enough to see a slip, and too short to rewrite what was agreed on.
pub const REVISE_MS: i64 = 5 * 60_000;

/// What a client says in a room. Who it is was settled when the socket was accepted, and is in no frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RoomClientFrame {
    /// First on every socket, and again whenever the client finds that entries are missing. Answered by `welcome`.
    Hello {
        /// What the client speaks.
        protocol: ProtocolVersion,
        /// The last entry that it has, without gaps before it; absent if it has none, then the newest page is sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Seq>,
    },
    /// Says something. Answered by the `entry` with the same message id, also when it is a repeat, or by `refused`.
    Say {
        /// Made by the sender, once for each message, however often it is sent.
        message: MessageId,
        /// What is said.
        body: MessageBody,
        /// The entry that it answers, if it quotes one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Seq>,
    },
    /// Staff only: a note beside the talk, that the visitor never sees. Answered like `say`.
    Note {
        /// Made by the sender, once, like that of a message.
        message: MessageId,
        /// What is noted.
        body: MessageBody,
        /// The entry that it is about, if it quotes one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Seq>,
    },
    /// Changes the words of a message or note of one's own, or recalls it, within [`REVISE_MS`]. Answered like `say`.
    Revise {
        /// Made by the sender, once, like that of a message.
        message: MessageId,
        /// The entry that is changed.
        of: Seq,
        /// The new words; without them it is recalled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<MessageBody>,
    },
    /// How far this side got. Only ever rises; send at most one a second.
    Mark {
        /// The last entry that arrived.
        delivered: Seq,
        /// The last entry that was on a screen that somebody looked at.
        read: Seq,
    },
    /// The person is writing. Send at most one every 3 seconds; it fades after 5.
    Typing,
    /// Asks for the entries before one, newest page first. Answered by `history`.
    History {
        /// The oldest entry that the client has.
        before: Seq,
    },
    /// Visitor only: the page that they are on now.
    Page {
        /// Where.
        page: PageView,
    },
    /// Visitor only: how to be reached, from the offline form. Answered like `say`.
    LeaveDetails {
        /// Made by the sender, once, like that of a message.
        message: MessageId,
        /// All that was typed. With a form of the service's own: what of it fills the contact.
        details: ContactDetails,
        /// The service's own form, if there is one in the place of the usual one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<Filled>,
    },
    /// Visitor only: whether the page is in front of them. Who didn't say so is taken to look; who looks elsewhere, and asked
    /// for it, is notified of what is said.
    Looking {
        /// Whether it is.
        looking: bool,
    },
    /// Ends the enquiry. Answered by the `entry` that says so.
    Close,
}

impl RoomClientFrame {
    /// The sender's id, of a message or form.
    #[must_use]
    pub fn message(&self) -> Option<MessageId> {
        match self {
            Self::Say { message, .. }
            | Self::Note { message, .. }
            | Self::Revise { message, .. }
            | Self::LeaveDetails { message, .. } => Some(*message),
            Self::Hello { .. }
            | Self::Mark { .. }
            | Self::Typing
            | Self::History { .. }
            | Self::Page { .. }
            | Self::Looking { .. }
            | Self::Close => None,
        }
    }
}

/// What a room tells those seated in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RoomServerFrame {
    /// Answers `hello`.
    Welcome {
        /// What the server speaks.
        protocol: ProtocolVersion,
        /// Its clock, for a client to correct its own by.
        now_ms: Timestamp,
        /// The room as of the last entry in the log.
        room: Box<RoomCard>,
        /// How far both sides got.
        marks: Marks,
        /// With `seen`: what came after it, oldest first, at most [`HISTORY_PAGE`]; more follow at once as `entries`
        /// frames. Without, or if more than [`MAX_RESUME`] came after it: the newest page, oldest first. If it doesn't
        /// begin right after `seen`, the client forgets what it had.
        entries: Vec<LogEntry>,
        /// The last entry in the log: the client is up to date when it has it.
        last: Seq,
    },
    /// Several at once, oldest first: more of what `hello` asked for, or new ones that were stored together, as in `entry`.
    Entries {
        /// At most [`HISTORY_PAGE`].
        entries: Vec<LogEntry>,
    },
    /// Something new in the log; also the answer to `say`, `leave_details` and `close`.
    Entry {
        /// The entry.
        entry: LogEntry,
    },
    /// How far both sides got.
    Marks {
        /// Both sides.
        marks: Marks,
    },
    /// Somebody on the other side is writing; fades after 5 seconds.
    Typing {
        /// Which side.
        side: Side,
        /// Who, if staff.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
    /// Staff only: who looks on, unseen by the visitor; comes when that changes, and after `welcome` if there is anybody.
    Lookers {
        /// All of them.
        staff: Vec<StaffCard>,
    },
    /// Staff only: other entries are pinned than before; ask for them.
    Pinned,
    /// Staff only, where the visitor writes to a social account: how far these entries came. Comes after `welcome`, `entries` and
    /// `history` for what is in them, and when something changes.
    Deliveries {
        /// The later one of an entry counts.
        deliveries: Vec<DeliveryCard>,
    },
    /// Answers `history`.
    History {
        /// Oldest first; the page that ends just before what was asked for.
        entries: Vec<LogEntry>,
    },
    /// A frame was not accepted; nothing of it was done.
    Refused {
        /// Which message, if it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<MessageId>,
        /// Why.
        error: ErrorBody,
    },
    /// A frame from a newer server; skip it.
    #[serde(other)]
    Unknown,
}

/// The room as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoomCard {
    /// Whose, if an enquiry's; the room has the same id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
    /// Whose, if a Space's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space: Option<SpaceId>,
    /// Where the enquiry is in its life; a Space is always engaged.
    pub phase: Phase,
    /// What was pressed; in a Space nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryCard>,
    /// Whose it is, or was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffCard>,
    /// Every member of staff who was ever in the talk, for names and photos.
    pub people: Vec<StaffCard>,
    /// Name of the visitor, as staff see it; a Space has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor_name: Option<DisplayName>,
    /// When it was raised, or made.
    pub raised_at_ms: Timestamp,
    /// What it is being passed on to; its owner has it until somebody accepts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passing: Option<EntryCard>,
    /// The enquiry before this one, if it was closed and the same visitor wrote again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<EnquiryId>,
    /// The social account that its visitor writes to: they are nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Box<ChannelCard>>,
}

/// How far one side got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mark {
    /// The last entry that arrived on a device of this side.
    pub delivered: Seq,
    /// The last entry that somebody of this side looked at.
    pub read: Seq,
}

/// How far both sides got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Marks {
    /// The one who asked.
    pub visitor: Mark,
    /// All staff of the room together.
    pub staff: Mark,
}

/// One entry of a room's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LogEntry {
    /// Its place, without gaps.
    pub seq: Seq,
    /// When it was stored. For show: the order is that of `seq`.
    pub at_ms: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub logged: Logged,
}

impl LogEntry {
    /// As `side` may see it. Applied wherever an entry leaves its room: nothing of a note reaches a visitor.
    #[must_use]
    pub fn seen_by(self, side: Side) -> Self {
        match side {
            Side::Visitor if self.is_for_staff() => Self { logged: Logged::Hidden, ..self },
            Side::Visitor | Side::Staff => self,
        }
    }

    /// Takes in what a later entry changed of this one: a file that is gone, words that were edited or recalled.
    pub fn learn(&mut self, later: &Logged) {
        match (&mut self.logged, later) {
            (Logged::Shared { message, file, .. }, Logged::FileDeleted { message: gone, .. }) if message == gone => {
                file.deleted = true;
            }
            (
                Logged::Said { body, revised, .. } | Logged::Noted { body, revised, .. },
                Logged::Revised { of, body: now, .. },
            ) if *of == self.seq => {
                *revised = Some(if now.is_some() { Revision::Edited } else { Revision::Recalled });
                *body = now.clone().unwrap_or_else(recalled);
            }
            _ => {}
        }
    }

    /// Whether only staff may see it.
    #[must_use]
    pub fn is_for_staff(&self) -> bool {
        match &self.logged {
            Logged::Noted { .. } | Logged::Revised { note: true, .. } => true,
            Logged::Raised
            | Logged::Said { .. }
            | Logged::Revised { note: false, .. }
            | Logged::Shared { .. }
            | Logged::FileDeleted { .. }
            | Logged::Hidden
            | Logged::Answered { .. }
            | Logged::Joined { .. }
            | Logged::Left { .. }
            | Logged::Passing { .. }
            | Logged::Returned { .. }
            | Logged::Missed
            | Logged::Reopened
            | Logged::Automatic { .. }
            | Logged::Closing { .. }
            | Logged::DetailsLeft { .. }
            | Logged::Call(_)
            | Logged::Closed { .. }
            | Logged::Unknown => false,
        }
    }
}

/// What became of words afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Revision {
    /// They are others than at first.
    Edited,
    /// They are gone, for everybody; [`RECALLED`] stands in their place.
    Recalled,
}

/// What stands where the words of a recalled message were. Clients say it in the reader's language.
pub const RECALLED: &str = "…";

/// The same as a value.
///
/// # Panics
/// Never: a character is a message.
#[must_use]
pub fn recalled() -> MessageBody {
    MessageBody::try_from(RECALLED).expect("a body of one character")
}

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "side", rename_all = "snake_case")]
pub enum Author {
    /// Who asked.
    Visitor,
    /// One of the room's `people`.
    Staff {
        /// Which.
        staff: StaffId,
    },
}

impl Author {
    /// The author's side.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::Visitor => Side::Visitor,
            Self::Staff { .. } => Side::Staff,
        }
    }

    /// Who, if staff.
    #[must_use]
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Visitor => None,
            Self::Staff { staff } => Some(staff),
        }
    }
}

/// What happened in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Logged {
    /// The enquiry was raised; always the first entry.
    Raised,
    /// Somebody said something.
    Said {
        /// The sender's id of it.
        message: MessageId,
        /// Who.
        author: Author,
        /// What.
        body: MessageBody,
        /// The entry that it quotes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Seq>,
        /// What became of it later; the words are those of now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revised: Option<Revision>,
    },
    /// A member of staff noted something beside the talk. Visitors get [`Logged::Hidden`] in its place.
    Noted {
        /// The sender's id of it.
        message: MessageId,
        /// Who. In full: who only notes something is not among the room's `people`, whom the visitor sees.
        staff: StaffCard,
        /// Whom it is whispered to: of who looked on, whose chat it was then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<StaffId>,
        /// What.
        body: MessageBody,
        /// The entry that it quotes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Seq>,
        /// What became of it later; the words are those of now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revised: Option<Revision>,
    },
    /// A message or note was edited or recalled. That entry says so by itself from now on, to whoever reads it later.
    Revised {
        /// The sender's id of the change.
        message: MessageId,
        /// Which entry.
        of: Seq,
        /// Who wrote it, and changed it.
        author: Author,
        /// Whether it is a note: then visitors get [`Logged::Hidden`] in the place of this, too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        note: bool,
        /// The words of now; without them it was recalled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<MessageBody>,
    },
    /// Something that is not for this side: it keeps its place in the order, and nothing is drawn.
    Hidden,
    /// Somebody shared a file. It counts as said.
    Shared {
        /// The sender's id of it.
        message: MessageId,
        /// Who.
        author: Author,
        /// Which file.
        file: FileCard,
    },
    /// A file is gone. Its place in the log stays; this may come after the close.
    FileDeleted {
        /// That of the entry in which it was shared.
        message: MessageId,
        /// Who deleted it; absent if the service keeps files no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
    /// A member of staff won the enquiry, or follows it up after it was missed.
    Answered {
        /// Who.
        staff: StaffCard,
    },
    /// A member of staff who isn't the owner spoke for the first time.
    Joined {
        /// Who.
        staff: StaffCard,
    },
    /// A member of staff who isn't the owner, and spoke, has left.
    Left {
        /// Who.
        staff: StaffCard,
    },
    /// It is passed on: offered to others, while its owner still has it.
    Passing {
        /// To a tag, or to a person.
        to: EntryCard,
    },
    /// It isn't passed on after all: its owner has it as before.
    Returned {
        /// The owner.
        staff: StaffCard,
        /// Whether nobody accepted; else the owner took it back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        failed: bool,
    },
    /// Nobody answered in time, or nobody was there.
    Missed,
    /// It is offered again: the visitor wrote again after it was missed, or whoever had it is gone or said nothing.
    Reopened,
    /// The room said something by itself, as its owner set it up. It is nobody's word: neither an answer nor unread.
    Automatic {
        /// Which of the automatic messages.
        slot: Slot,
        /// What.
        body: MessageBody,
        /// What can be pressed below it. Quick replies are of use until the visitor says something.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        buttons: Vec<Button>,
    },
    /// The room will be closed at that time, unless somebody says something.
    Closing {
        /// When.
        closes_at_ms: Timestamp,
    },
    /// The visitor left how to be reached.
    DetailsLeft {
        /// The sender's id of it.
        message: MessageId,
        /// All that was typed. With a form of the service's own: what of it fills the contact.
        details: ContactDetails,
        /// The service's own form, if it was that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<Filled>,
    },
    /// Something about a call.
    Call(CallMark),
    /// It is over.
    Closed {
        /// Which side ended it.
        by: ClosedBy,
        /// Who, if staff.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
    /// Something from a newer server; it keeps its place in the order, and nothing is drawn.
    #[serde(other)]
    Unknown,
}

impl Logged {
    /// The sender's id, of a message, file or form.
    #[must_use]
    pub fn message(&self) -> Option<MessageId> {
        match self {
            Self::Said { message, .. }
            | Self::Noted { message, .. }
            | Self::Revised { message, .. }
            | Self::Shared { message, .. }
            | Self::DetailsLeft { message, .. } => Some(*message),
            // It names that of another one.
            Self::FileDeleted { .. }
            | Self::Raised
            | Self::Hidden
            | Self::Answered { .. }
            | Self::Joined { .. }
            | Self::Left { .. }
            | Self::Passing { .. }
            | Self::Returned { .. }
            | Self::Missed
            | Self::Reopened
            | Self::Automatic { .. }
            | Self::Closing { .. }
            | Self::Call(_)
            | Self::Closed { .. }
            | Self::Unknown => None,
        }
    }
}
