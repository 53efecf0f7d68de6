//! What is drawn of a room, a line each. Views match on these; they work nothing out.

use std::sync::Arc;

use shared::{
    api::ErrorCode,
    card::{ClosedBy, ContactDetails, Side, StaffCard},
    file::FileCard,
    id::MessageId,
    script::Button,
    value::{DisplayName, MessageBody, Seq, Timestamp},
    wire::Revision,
};

/// One line of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Stays the same as long as it is the same thing, whatever becomes of it.
    pub key: LineKey,
    /// What it is.
    pub kind: LineKind,
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
    /// Whom a note is whispered to.
    pub to: Option<Arc<StaffCard>>,
    /// What it quotes.
    pub quote: Option<Quote>,
    /// What became of its words afterwards.
    pub revised: Option<Revision>,
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

/// What a message quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Which entry.
    pub seq: Seq,
    /// What it says; none while it isn't loaded, or if it has no words that the reader may see.
    pub told: Option<Told>,
}

/// What a quoted message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Written by the very person who looks at it.
    pub mine: bool,
    /// Who wrote it, if known.
    pub name: Option<DisplayName>,
    /// Its words, or the name of its file.
    pub words: MessageBody,
    /// What became of them.
    pub revised: Option<Revision>,
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
    /// Something about a call, in words.
    Call(String),
    /// It is over.
    Closed(ClosedBy),
}
