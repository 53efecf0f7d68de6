//! What objects owe each other. A row of an outbox holds one of these until the other object has taken it: it is
//! written in the same turn as the decision that led to it, sent in order, sent again until taken, and taken twice
//! without harm.

use serde::{Deserialize, Serialize};

use crate::{
    call::{CallRules, CallSign},
    card::{ClosedBy, ContactCard, ContactDetails, Entry, EntryCard, Mode, PageView, Preview, StaffCard},
    channel::ChannelCard,
    file::FileCard,
    form::Filled,
    id::{EnquiryId, FileId, LabelId, RoomId, SessionId, SpaceId, StaffId, VisitorId},
    report::ContactPoint,
    script::Script,
    space::SpaceSaid,
    value::{DisplayName, Handle, Seq, ShortText, Timestamp},
};

/// From the Desk, the judge of who owns an enquiry, to its Room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomOrder {
    /// Which. Its name on the wire is that of before Spaces had rooms: rows of an outbox may be old.
    #[serde(rename = "enquiry")]
    pub room: RoomId,
    /// Rises from order to order of one room; the room leaves out what is not above the last that it took.
    pub revision: u32,
    /// When the Desk decided it.
    pub at_ms: Timestamp,
    /// What to do.
    pub order: Order,
}

/// What a Room is told to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Order {
    /// The enquiry was raised: open the room. Always the first order.
    Open {
        /// Who may be seated as its visitor.
        visitor: VisitorId,
        /// Their handle or name.
        visitor_name: DisplayName,
        /// What was pressed.
        entry: EntryCard,
        /// How they want to be served: by a call, it begins with one.
        #[serde(default, skip_serializing_if = "Mode::is_chat")]
        mode: Mode,
        /// The enquiry before this one.
        former: Option<EnquiryId>,
        /// What it says by itself.
        #[serde(default)]
        script: Box<Script>,
        /// The social account that its visitor writes to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Box<ChannelCard>>,
    },
    /// A Space was made: open its room. Always the first order.
    OpenSpace {
        /// Whether it is a direct chat.
        direct: bool,
        /// Who is in it.
        members: Vec<StaffCard>,
    },
    /// These are in the Space from now on.
    Joined {
        /// Who.
        members: Vec<StaffCard>,
    },
    /// A member of staff won it, or follows it up.
    Answered {
        /// The owner from now on.
        staff: StaffCard,
    },
    /// Nobody answered in time, or nobody was there.
    Missed,
    /// It is offered again: the visitor wrote again while it was missed, or whoever had it is gone or said nothing.
    Reopened,
    /// Its owner passes it on; they have the room until somebody accepts.
    Passing {
        /// To a tag, or to a person.
        to: EntryCard,
    },
    /// It is the sender's again.
    Returned {
        /// Whose.
        staff: StaffCard,
        /// Because nobody accepted.
        failed: bool,
    },
    /// A guest is gone, or a member of a Space.
    Left {
        /// Who.
        staff: StaffId,
    },
    /// These take their seats anew: what they may do there is something else now.
    ComeBack {
        /// Who.
        staff: Vec<StaffId>,
    },
    /// What it says by itself from now on: its owner changed it.
    Script(Box<Script>),
    /// Staff can close it only once it has a label, or that is over.
    Label {
        /// Whether one is wanted.
        wanted: bool,
    },
    /// It is over: its visitor isn't heard any more.
    Close {
        /// Who saw to it.
        staff: StaffId,
    },
    /// So many people can take it now: the answer to [`RoomReport::asks_for_people`].
    People {
        /// At least one.
        count: u32,
    },
    /// End these sockets: the person was removed, or a session was ended.
    Unseat {
        /// Who.
        staff: StaffId,
        /// Only that session of theirs.
        session: Option<SessionId>,
    },
}

/// From a Room, the judge of what was said and when, to the Desk: how it stands now. The latest one wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomReport {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// Rises from report to report of one room; the Desk leaves out what is not above the last that it took.
    pub report: u32,
    /// When the visitor last said something. Later than the miss: the enquiry opens again.
    pub visitor_said_at_ms: Option<Timestamp>,
    /// When staff last said something.
    #[serde(default)]
    pub staff_said_at_ms: Option<Timestamp>,
    /// It wants to say how many people can take it: [`Order::People`].
    #[serde(default)]
    pub asks_for_people: bool,
    /// What was said last.
    pub preview: Option<Preview>,
    /// Messages of the visitor that no member of staff has read.
    pub unread: u32,
    /// The page that the visitor is on.
    pub page: Option<PageView>,
    /// What the visitor left in the offline form.
    pub details: Option<ContactDetails>,
    /// The service's own form, if it was that.
    #[serde(default)]
    pub form: Option<Filled>,
    /// How often one was left.
    #[serde(default)]
    pub forms: u32,
    /// That it is over.
    pub closed: Option<Closing>,
    /// How it stands with its call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallSign>,
}

/// From a Space's Room to the Desk: what was said last, and how far its members got, of whom something changed. Of each member
/// the latest one wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceReport {
    /// Which Space.
    pub space: SpaceId,
    /// Rises from report to report of one room.
    pub report: u32,
    /// What was said last.
    pub said: Option<SpaceSaid>,
    /// Those of whom something changed.
    pub members: Vec<MemberState>,
}

/// How far a member of a Space got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberState {
    /// Who.
    pub staff: StaffId,
    /// The last entry that they looked at.
    pub read: Seq,
    /// How many messages above it are for them by name.
    pub mentions: u32,
}

/// From a Room to the Desk: a colleague noted something. Taken twice, it is told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteNews {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// Its place there.
    pub seq: Seq,
    /// Who.
    pub by: StaffId,
    /// Whom it names.
    pub handles: Vec<Handle>,
    /// How it begins.
    pub words: ShortText,
    /// When.
    pub at_ms: Timestamp,
    /// Whether its words are others now: nobody is called by them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revised: bool,
}

/// From a Room to the Desk: a file came into its log, or went from the bucket. Taken twice without harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNews {
    /// Which room, as in [`RoomOrder`].
    #[serde(rename = "enquiry")]
    pub room: RoomId,
    /// Which.
    pub file: FileId,
    /// What it is; none once it is gone.
    pub shared: Option<SharedFile>,
    /// Who deleted it, if somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<StaffId>,
}

/// From the Desk to a Room: the service keeps this file no longer. Taken twice without harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpireFile {
    /// Which room, as in [`RoomOrder`].
    #[serde(rename = "enquiry")]
    pub room: RoomId,
    /// Which.
    pub file: FileId,
}

/// A file that came into the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedFile {
    /// As it stands there.
    pub card: FileCard,
    /// Who of the staff sent it; none is the visitor.
    pub staff: Option<StaffId>,
    /// When.
    pub at_ms: Timestamp,
}

/// From a Room to the Desk: its visitor looks elsewhere, and has something new to read. Taken twice, it says so twice: their
/// browser shows the second in the place of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorCall {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// Who.
    pub visitor: VisitorId,
}

/// From a Room to the service's Index: there is more in its log. Taken twice, it is read once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// The last entry.
    pub last: Seq,
}

/// From the Desk to the service's Index: what an enquiry is found and left out by, as it is now. The latest one wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Which.
    pub enquiry: EnquiryId,
    /// When it was raised.
    pub raised_at_ms: Timestamp,
    /// Who asks.
    pub contact: ContactCard,
    /// What was pressed.
    pub entry: Entry,
    /// What it was passed on to last.
    pub passed: Option<Entry>,
    /// Whose it is, or was.
    pub owner: Option<StaffId>,
    /// Who else is in its room.
    pub guests: Vec<StaffId>,
    /// What is on it.
    pub labels: Vec<LabelId>,
    /// Where it came in.
    pub contact_point: ContactPoint,
}

/// The same to the Index: nothing of these is found from now on, whatever it hears of them later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// Which.
    pub enquiries: Vec<EnquiryId>,
}

/// How an enquiry ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Which side.
    pub by: ClosedBy,
    /// Who, if staff.
    pub staff: Option<StaffId>,
    /// When.
    pub at_ms: Timestamp,
}

/// Who sits on a room's socket: settled by the router, which asks the Desk for staff, and kept in the attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "side", rename_all = "snake_case")]
pub enum Seat {
    /// Who asked. The room checks that it is its own visitor.
    Visitor {
        /// Proved by the token.
        visitor: VisitorId,
        /// What may be done in calls.
        #[serde(default = "no_calls")]
        calls: CallRules,
    },
    /// Somebody who answers.
    Staff {
        /// Proved by the session.
        card: StaffCard,
        /// Which session.
        session: SessionId,
        /// They may only read: it is offered to them.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        reads_only: bool,
        /// They look on: see `permission::Rights`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        looks_on: bool,
        /// And whose chat it is sees that.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        shown: bool,
        /// What may be done in calls.
        #[serde(default = "no_calls")]
        calls: CallRules,
        /// The seat ends then, and the client comes back for another: so a right that was lost ends in time.
        until_ms: Timestamp,
    },
    /// One of the staff who is out of the room: all that may be left to them there is to hand in what they recorded.
    Recorder {
        /// Proved by the session.
        card: StaffCard,
    },
    /// The business itself, in the messaging service's own application: its Channel brings what was written there.
    Elsewhere {
        /// As the room shows it.
        card: StaffCard,
    },
}

/// On sockets from before there were calls.
fn no_calls() -> CallRules {
    CallRules::NONE
}
