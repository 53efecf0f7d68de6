//! What is drawn of a room, a line each. Views match on these; they work nothing out.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use shared::{
    api::ErrorCode,
    card::{ClosedBy, ContactDetails, Side, StaffCard},
    file::FileCard,
    id::MessageId,
    script::Button,
    value::{DisplayName, MessageBody, Seq, Timestamp},
};

/// One line of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Stays the same as long as it is the same thing, whatever becomes of it.
    pub key: LineKey,
    /// What it is.
    pub kind: LineKind,
}

impl Line {
    /// For `<For key=…>`: changes whenever something that is drawn changes.
    #[must_use]
    pub fn draw_key(&self) -> (LineKey, u64) {
        let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
        match &self.kind {
            LineKind::Day(_) | LineKind::FirstUnread => {}
            LineKind::Message(line) => {
                line.state.hash(&mut hasher);
                (line.first, line.last, line.at, line.staff.is_some()).hash(&mut hasher);
                line.file.as_ref().is_some_and(|file| file.deleted).hash(&mut hasher);
            }
            LineKind::Event(line) => (line.state, line.at).hash(&mut hasher),
            LineKind::Automatic(line) => line.answerable.hash(&mut hasher),
        }
        (self.key, hasher.0)
    }
}

/// 32 bits would do; the standard library's hasher costs more in WebAssembly.
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What tells one line from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKey {
    /// The line above a day, by the day's number.
    Day(i32),
    /// An entry of the log.
    Entry(Seq),
    /// A message, also before it is in the log.
    Message(MessageId),
    /// The line above what is new.
    FirstUnread,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A new day begins; some moment of it.
    Day(Timestamp),
    /// What follows is new.
    FirstUnread,
    /// Somebody said something.
    Message(MessageLine),
    /// Something happened.
    Event(EventLine),
    /// The room said something by itself.
    Automatic(AutomaticLine),
}

/// A message as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that are true or not by themselves; each is drawn on its own")]
pub struct MessageLine {
    /// Its sender's id of it.
    pub message: MessageId,
    /// Its place; none before the room has taken it.
    pub seq: Option<Seq>,
    /// When.
    pub at: Timestamp,
    /// What; of a file, what it is called.
    pub body: MessageBody,
    /// Whether it is a note, for staff only.
    pub note: bool,
    /// The file, if it is one.
    pub file: Option<Arc<FileCard>>,
    /// Written by the very person who looks at it.
    pub mine: bool,
    /// Which side wrote it.
    pub side: Side,
    /// Who of the staff; none for a visitor, or if the card isn't known.
    pub staff: Option<Arc<StaffCard>>,
    /// The first of a group: name and photo go here.
    pub first: bool,
    /// The last of a group: time and state go here.
    pub last: bool,
    /// What became of it.
    pub state: MessageState,
}

/// An automatic message as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticLine {
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: MessageBody,
    /// What can be pressed below it.
    pub buttons: Vec<Button>,
    /// Whether its quick replies are still to be pressed: it is the newest with some, and its visitor has said nothing since.
    pub answerable: bool,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// The other side wrote it.
    Theirs,
    /// On its way.
    Sending,
    /// Stored.
    Sent,
    /// On a device of the other side.
    Delivered,
    /// Seen by the other side.
    Read,
    /// Refused; the writer may try again or give it up.
    Failed {
        /// Why.
        code: ErrorCode,
    },
}

impl Hash for MessageState {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let number: u8 = match self {
            Self::Theirs => 0,
            Self::Sending => 1,
            Self::Sent => 2,
            Self::Delivered => 3,
            Self::Read => 4,
            Self::Failed { .. } => 5,
        };
        number.hash(state);
    }
}

/// Something that happened, as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// Its place; none before the room has taken it.
    pub seq: Option<Seq>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// What became of a form that was left here; [`MessageState::Theirs`] for everything else.
    pub state: MessageState,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The enquiry was raised.
    Raised,
    /// Somebody won it.
    Answered(Arc<StaffCard>),
    /// Somebody else came in.
    Joined(Arc<StaffCard>),
    /// Somebody who came in has left.
    Left(Arc<StaffCard>),
    /// Whose it is passes it on: to this tag or person.
    Passing(DisplayName),
    /// Whose it was has it again.
    Returned {
        /// Who.
        staff: Arc<StaffCard>,
        /// Because nobody accepted.
        failed: bool,
    },
    /// Nobody answered.
    Missed,
    /// It is offered again.
    Reopened,
    /// The visitor left how to be reached.
    DetailsLeft(ContactDetails),
    /// It will be closed then, unless somebody says something.
    Closing(Timestamp),
    /// It is over.
    Closed(ClosedBy),
}
