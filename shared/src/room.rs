//! The rules of one room: the order of what is said in it, who got how far, and how it ends. No I/O, no clock: commands
//! come in, events and effects go out. Store the events, then [`Room::apply`] them, then carry out the effects.
//!
//! A room holds no history. Whether a message was sent before, the shell looks up, and hands what it found to the
//! command.

mod book;
#[cfg(test)]
mod call_stories;
mod calling;
mod card;
#[cfg(test)]
mod channel_stories;
mod clocks;
mod decide;
#[cfg(test)]
mod file_stories;
#[cfg(test)]
mod onlooker_stories;
#[cfg(test)]
mod random;
mod recording;
#[cfg(test)]
mod recording_stories;
mod revise;
#[cfg(test)]
mod revise_stories;
mod space;
#[cfg(test)]
mod space_stories;
mod stored;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod story;
#[cfg(test)]
mod talkative;
#[cfg(test)]
mod transfer_stories;

pub use decide::{Decision, Effect};
pub use recording::{HAND_IN_MS, Recording};
pub use space::{SpaceOpened, StoredMember};
pub use stored::{Stored, StoredOpened};

use std::collections::BTreeSet;

use book::Book;
use clocks::{Clocks, Due};
use recording::Recorded;
use space::Space;

use crate::{
    api::{ErrorBody, ErrorCode},
    call::{Act, Call, CallRules},
    card::{ContactDetails, EntryCard, PageView, Phase, Side, StaffCard},
    channel::ChannelCard,
    file::FileCard,
    form::Filled,
    id::{CallId, EnquiryId, MessageId, PeerId, StaffId, VisitorId},
    owed::RoomOrder,
    script::Script,
    value::{DisplayName, MessageBody, Seq, Timestamp},
    wire::{Author, LogEntry, Logged, Marks, RoomCard},
};

/// An engaged room in which nothing was said for so long is closed, unless its owner set another time: whoever comes back a
/// day later has something new to ask, and a staff member's list shouldn't fill with rooms that both sides have left.
pub const IDLE_CLOSE_MS: i64 = 24 * 60 * 60 * 1_000;

/// The Desk hears of a room at most this often, for it hears of all rooms of a service, and each report costs both a few
/// commits. A preview in a list may be two seconds old.
pub const REPORT_EVERY_MS: i64 = 2_000;

/// How much later than due a report is made by [`Room::wake_at`]. A room that is awake has a timer in its memory for
/// [`Room::report_due_at`], which costs no commit; the alarm is for one that was lost meanwhile.
pub const REPORT_LATE_MS: i64 = 10_000;

/// Most entries in one room: 100,000 of the largest messages are 1.6 GB, and an object holds 10 GB. Nobody talks as much;
/// a script might.
pub const MAX_ENTRIES: u32 = 100_000;

/// Most offline forms in one room. Each is told to the Desk at once, and read anew whenever the room wakes.
pub const MAX_FORMS: u32 = 10;

/// What a room was opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// Who may be seated as its visitor.
    pub visitor: VisitorId,
    /// Their handle or name then.
    pub visitor_name: DisplayName,
    /// What was pressed.
    pub entry: EntryCard,
    /// The enquiry before this one.
    pub former: Option<EnquiryId>,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// The social account that the visitor writes to.
    pub channel: Option<Box<ChannelCard>>,
}

/// Who does something in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Who asked.
    Visitor,
    /// One of those who answer.
    Staff(StaffCard),
    /// One of them who may only read yet: the enquiry is offered to them.
    Reader(StaffCard),
    /// One of them who looks on, unseen by the visitor until they say something.
    Onlooker(StaffCard),
    /// The business, in the application of the messaging service that the visitor writes to: it was said there already.
    Elsewhere(StaffCard),
}

impl Speaker {
    /// As in the log.
    #[must_use]
    pub fn author(&self) -> Author {
        match self {
            Self::Visitor => Author::Visitor,
            Self::Staff(card) | Self::Reader(card) | Self::Onlooker(card) | Self::Elsewhere(card) => {
                Author::Staff { staff: card.id }
            }
        }
    }

    /// Which side.
    #[must_use]
    pub fn side(&self) -> Side {
        self.author().side()
    }
}

/// What happens to a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The Desk decided something.
    Take {
        /// What.
        order: RoomOrder,
        /// Whether the visitor has the chat in front of them.
        looks: bool,
    },
    /// Somebody says something.
    Say {
        /// Who.
        speaker: Speaker,
        /// Their id of it.
        message: MessageId,
        /// What.
        body: MessageBody,
        /// The entry that it quotes.
        quote: Option<Seq>,
        /// The entry with that id, if there is one.
        known: Option<LogEntry>,
        /// Whether the visitor has the chat in front of them.
        looks: bool,
    },
    /// A member of staff notes something beside the talk.
    Note {
        /// Who; visitors are refused.
        speaker: Speaker,
        /// Their id of it.
        message: MessageId,
        /// What.
        body: MessageBody,
        /// The entry that it quotes.
        quote: Option<Seq>,
        /// The entry with that id, if there is one.
        known: Option<LogEntry>,
    },
    /// Somebody edits or recalls what they wrote.
    Revise {
        /// Who.
        speaker: Speaker,
        /// Their id of the change.
        message: MessageId,
        /// The entry that is changed.
        of: Seq,
        /// The new words; without them it is recalled.
        body: Option<MessageBody>,
        /// The entry with that id, if there is one.
        known: Option<LogEntry>,
        /// The entry that is changed, if there is one.
        target: Option<LogEntry>,
    },
    /// Somebody shares a file, all of which is there.
    Share {
        /// Who.
        speaker: Speaker,
        /// Their id of the entry.
        message: MessageId,
        /// Which file.
        file: Box<FileCard>,
        /// That it is the recording of a call, if its sender says so.
        of: Option<Recording>,
        /// The entry with that id, if there is one.
        known: Option<LogEntry>,
        /// Whether the visitor has the chat in front of them.
        looks: bool,
    },
    /// A shared file goes: staff want it so (whether they may is settled before), or it was kept long enough.
    DeleteFile {
        /// Who of the staff.
        staff: Option<StaffId>,
        /// Of the entry in which it was shared.
        message: MessageId,
        /// That entry, if there is one.
        known: Option<LogEntry>,
    },
    /// A side got this far.
    Mark {
        /// Who; what is read by who may only read stays unread for who gets it.
        speaker: Speaker,
        /// The last entry that arrived.
        delivered: Seq,
        /// The last entry that was looked at.
        read: Seq,
    },
    /// The visitor leaves how to be reached.
    LeaveDetails {
        /// Who; staff are refused.
        speaker: Speaker,
        /// Their id of it.
        message: MessageId,
        /// What was typed.
        details: ContactDetails,
        /// The service's own form, if it was that.
        form: Option<Filled>,
        /// The entry with that id, if there is one.
        known: Option<LogEntry>,
    },
    /// Somebody ends it.
    Close {
        /// Who.
        speaker: Speaker,
    },
    /// The visitor is on this page now.
    Page {
        /// Who; staff are refused.
        speaker: Speaker,
        /// Where.
        page: PageView,
    },
    /// Somebody does something about a call.
    Call {
        /// Who.
        speaker: Speaker,
        /// What may be done in calls.
        rules: CallRules,
        /// What.
        act: Act,
        /// Whether the visitor has the chat in front of them.
        looks: bool,
    },
    /// These of the browsers in a call have a socket now.
    Peers {
        /// Which.
        here: Vec<PeerId>,
    },
    /// Time has passed: see [`Room::wake_at`] and [`Room::report_due_at`]. Sent too early, it does nothing.
    Tick,
}

/// What happened. All that a room is follows from these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The room was opened. Its first entry follows.
    Opened(Box<Opened>),
    /// The room of a Space was opened.
    SpaceOpened(SpaceOpened),
    /// Somebody came into the Space.
    MemberJoined(Box<StaffCard>),
    /// Somebody isn't in it any more.
    MemberLeft(StaffId),
    /// A member got further.
    MemberRead {
        /// Who.
        staff: StaffId,
        /// The last entry that they looked at.
        read: Seq,
    },
    /// A message is for these by name.
    Mentioned {
        /// Which.
        seq: Seq,
        /// Whom.
        staff: Vec<StaffId>,
    },
    /// An order of the Desk was taken; one with the same number or a lower one is a repeat.
    OrderTaken {
        /// Its number.
        revision: u32,
    },
    /// Whether staff can close it only once it has a label.
    LabelWanted(bool),
    /// What the room says by itself from now on.
    Scripted(Box<Script>),
    /// The Desk was asked how many people can take the enquiry.
    Asked {
        /// The last entry then.
        last: Seq,
    },
    /// The log grew by one entry.
    Logged(Box<LogEntry>),
    /// A side got further.
    Marked(Marks),
    /// The visitor went to another page.
    Paged(Box<PageView>),
    /// The visitor was called, for they looked elsewhere.
    Called {
        /// What they have not read.
        seq: Seq,
    },
    /// The call is this from now on; none if it is over.
    CallKept(Option<Box<Call>>),
    /// The Desk is to hear of the room, but not yet.
    ReportDue {
        /// When.
        at: Timestamp,
    },
    /// The Desk was told.
    Reported {
        /// The number of the report.
        report: u32,
        /// When.
        at: Timestamp,
    },
}

/// Why a command was refused. Nothing is to be stored then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such room, or not yet.
    #[error("the room is not open yet")]
    NotOpened,
    /// The enquiry is over.
    #[error("the enquiry is closed")]
    EnquiryClosed,
    /// Staff speak once one of them has answered.
    #[error("nobody has answered the enquiry")]
    NotAnswered,
    /// The message id belongs to something else that was said.
    #[error("the message id is taken")]
    Taken,
    /// The visitor's alone to do.
    #[error("not for this side")]
    Forbidden,
    /// A label is required at the close, and there is none.
    #[error("a label is wanted")]
    LabelWanted,
    /// Staff's alone to do.
    #[error("for staff only")]
    StaffOnly,
    /// The offline form is of no use like this.
    #[error("neither an e-mail address nor a phone number")]
    NoWayBack,
    /// It was written too long ago to be changed, or is recalled.
    #[error("too late to change it")]
    TooLate,
    /// Who isn't in the Space only reads, and nobody writes in one that is archived.
    #[error("only read")]
    OnlyRead,
    /// Everybody in a Space is staff, and it has no end.
    #[error("not in a Space")]
    NotInSpaces,
    /// Somebody else wrote it, or nobody did.
    #[error("not what the speaker wrote")]
    NotTheirs,
    /// It was sent to a social account, where it stays as it is.
    #[error("sent to a social account")]
    SentAway,
    /// More of them than a form has fields.
    #[error("too many answers in one form")]
    TooManyAnswers,
    /// [`MAX_ENTRIES`] are there.
    #[error("the room is full")]
    RoomFull,
    /// [`MAX_FORMS`] are there.
    #[error("too many forms")]
    TooManyForms,
    /// No file was shared there.
    #[error("no such file")]
    NoSuchFile,
    /// The service has none, or the visitor isn't where one can be.
    #[error("no calls here")]
    NoCalls,
    /// Who isn't in the room to talk comes into no call to talk, and who is doesn't only listen.
    #[error("not like this into a call")]
    OnlyListen,
    /// It isn't the call that runs.
    #[error("the call is over")]
    CallOver,
    /// As many are in it as can be.
    #[error("the call is full")]
    CallFull,
    /// The service has none, or who asks isn't in the call.
    #[error("no recording")]
    NoRecording,
    /// All that is left to them here is to hand in what they recorded, and that is sound.
    #[error("only a recording")]
    OnlyRecording,
}

impl Refusal {
    /// What the one who asked is told.
    #[must_use]
    pub fn body(&self) -> ErrorBody {
        let (code, words) = match self {
            Self::NotOpened => (ErrorCode::Unavailable, "This chat is not ready yet. Try again in a moment."),
            Self::EnquiryClosed => (ErrorCode::EnquiryClosed, "This chat is closed. Start a new one."),
            Self::NotAnswered => {
                (ErrorCode::Unavailable, "Answer the enquiry first. If you just did, try again in a moment.")
            }
            Self::Taken => (ErrorCode::Taken, "Something else was said with this message id. Use a new one."),
            Self::Forbidden => (ErrorCode::Forbidden, "Only the visitor can do this."),
            Self::LabelWanted => (ErrorCode::LabelWanted, "Put a label on this enquiry first, then close it."),
            Self::StaffOnly => (ErrorCode::Forbidden, "Only staff can do this."),
            Self::OnlyRead => (ErrorCode::Forbidden, "Join this Space first. If it is archived, it can only be read."),
            Self::NotInSpaces => (ErrorCode::Forbidden, "A Space has no notes, and isn't closed. Archive it."),
            Self::TooLate => (ErrorCode::TooLate, "A message can be changed for 5 minutes. Write a new one."),
            Self::NotTheirs => (ErrorCode::Forbidden, "You can only change what you wrote."),
            Self::SentAway => (ErrorCode::TooLate, "This was sent to their account and stays there. Write a new one."),
            Self::NoWayBack => (ErrorCode::Malformed, "Enter an e-mail address or a phone number."),
            Self::TooManyAnswers => (ErrorCode::Malformed, "This form isn't one that was asked. Reload the page."),
            Self::RoomFull => (ErrorCode::TooLarge, "This chat has reached its limit. Start a new one."),
            Self::TooManyForms => {
                (ErrorCode::TooLarge, "Your details were left often enough. Write a message instead.")
            }
            Self::NoSuchFile => (ErrorCode::NotFound, "There is no such file."),
            Self::NoCalls => (ErrorCode::NoCalls, "There are no calls in this chat. Write instead."),
            Self::OnlyListen => (
                ErrorCode::Forbidden,
                "Only who has the enquiry and guests talk in its call. Supervisors who look on listen, where that is allowed.",
            ),
            Self::CallOver => (ErrorCode::NotFound, "This call is over. Call again."),
            Self::CallFull => (ErrorCode::TooLarge, "This call is full. Somebody has to leave it first."),
            Self::NoRecording => (ErrorCode::Forbidden, "Calls aren't recorded here, or you aren't in this one."),
            Self::OnlyRecording => (
                ErrorCode::KindNotAllowed,
                "Only the recording of your call can be shared here now, and that is sound.",
            ),
        };
        let retry_after_ms = (code == ErrorCode::Unavailable).then_some(1_000);
        ErrorBody { retry_after_ms, ..ErrorBody::new(code, words) }
    }
}

/// One room as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// What it was opened with, if it is an enquiry's.
    opened: Option<Box<Opened>>,
    /// What it knows beside its log, if it is a Space's.
    space: Option<Box<Space>>,
    /// Its face to clients.
    card: Option<RoomCard>,
    /// The last order that was taken.
    revision: u32,
    /// The newest entry, and when it was stored.
    last: Seq,
    last_at: Timestamp,
    /// The entry that says that it is over.
    closed: Option<Seq>,
    marks: Marks,
    /// Those of the staff of whom the visitor was told that they are here.
    here: BTreeSet<StaffId>,
    /// Whether staff can close it only once it has a label.
    label_wanted: bool,
    /// What it says by itself, and when.
    script: Box<Script>,
    clocks: Clocks,
    /// What the visitor was called for last.
    called: Seq,
    /// What the Desk is told, and when.
    book: Book,
    /// The call that runs.
    call: Option<Box<Call>>,
    /// The one that ended last: offered again, it is over all the same.
    last_call: Option<CallId>,
    recorded: Recorded,
}

impl Room {
    /// Whether `visitor` is the one who asked.
    #[must_use]
    pub fn is_of(&self, visitor: VisitorId) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.visitor == visitor)
    }

    /// The social account that its visitor writes to.
    #[must_use]
    pub fn channel(&self) -> Option<&ChannelCard> {
        self.opened.as_ref()?.channel.as_deref()
    }

    /// Its face to clients, once it is opened.
    #[must_use]
    pub fn card(&self) -> Option<&RoomCard> {
        self.card.as_ref()
    }

    /// The newest entry; 0 before the room is opened.
    #[must_use]
    pub fn last(&self) -> Seq {
        self.last
    }

    /// How far both sides got.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// When the alarm has to send a [`Command::Tick`], if at all.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        let own = self.next_due().map(|(at, _)| at);
        let report = self.book.due_at.map(|at| at.plus_ms(REPORT_LATE_MS));
        let call = self.call().map(Call::wake_at);
        own.into_iter().chain(report).chain(call).min()
    }

    /// When a [`Command::Tick`] makes the next report, if there is something to tell.
    #[must_use]
    pub fn report_due_at(&self) -> Option<Timestamp> {
        self.book.due_at
    }

    fn may_share_any(&self, speaker: &Speaker) -> Result<(), Refusal> {
        let phase = self.room_for_more()?;
        match speaker {
            Speaker::Reader(_) | Speaker::Onlooker(_) | Speaker::Visitor | Speaker::Elsewhere(_) if self.is_space() => {
                Err(Refusal::OnlyRead)
            }
            Speaker::Visitor | Speaker::Elsewhere(_) => Ok(()),
            Speaker::Staff(_) | Speaker::Onlooker(_) if phase == Phase::Engaged => Ok(()),
            Speaker::Staff(_) | Speaker::Reader(_) | Speaker::Onlooker(_) => Err(Refusal::NotAnswered),
        }
    }

    fn phase(&self) -> Option<Phase> {
        self.card().map(|card| card.phase)
    }

    fn next_due(&self) -> Option<(Timestamp, Due)> {
        // What is passed on waits for others: it is neither silent nor unanswered. Who is in a call isn't silent either. And a
        // Space waits for nobody.
        let is_passing = self.is_space() || self.card().is_some_and(|card| card.passing.is_some());
        let is_talking = self.call().is_some() && self.phase() == Some(Phase::Engaged);
        let phase = self.phase().filter(|_| !is_passing && !is_talking);
        self.clocks.next(phase, &self.script, !self.has_place())
    }

    /// Whether it has place for what could be left out: the close must have it.
    fn has_place(&self) -> bool {
        self.last.0 < MAX_ENTRIES
    }

    /// Changes the room by what happened. The only way in which it changes.
    pub fn apply(&mut self, event: &Event) {
        if let Some(space) = &mut self.space {
            let last = if let Event::Logged(entry) = event { entry.seq } else { self.last };
            space.take(event, last);
        }
        match event {
            Event::Opened(opened) => {
                self.card = Some(card::of(opened));
                self.opened = Some(opened.clone());
            }
            Event::SpaceOpened(opened) => {
                self.card = Some(opened.card());
                self.space = Some(Box::new(Space::new(*opened)));
            }
            Event::MemberJoined(card) => {
                if let Some(known) = &mut self.card {
                    known.meet(card);
                }
            }
            Event::MemberLeft(_) | Event::MemberRead { .. } | Event::Mentioned { .. } => {}
            Event::OrderTaken { revision } => self.revision = *revision,
            Event::LabelWanted(wanted) => self.label_wanted = *wanted,
            Event::Scripted(script) => self.script.clone_from(script),
            Event::Asked { last } => self.clocks.asked(*last),
            Event::Logged(entry) => self.take_in(entry),
            Event::Marked(marks) => {
                self.marks = *marks;
                self.book.read(marks.staff.read);
            }
            Event::Paged(page) => self.book.page = Some(page.as_ref().clone()),
            Event::Called { seq } => self.called = *seq,
            Event::CallKept(call) => self.call.clone_from(call),
            Event::ReportDue { at } => self.book.due_at = Some(*at),
            Event::Reported { report, at } => self.book.reported(*report, *at),
        }
    }

    fn note_here(&mut self, logged: &Logged) {
        match logged {
            Logged::Answered { staff } | Logged::Returned { staff, .. } | Logged::Joined { staff } => {
                self.here.insert(staff.id);
            }
            Logged::Left { staff } => drop(self.here.remove(&staff.id)),
            Logged::Raised
            | Logged::Said { .. }
            | Logged::Shared { .. }
            | Logged::FileDeleted { .. }
            | Logged::Noted { .. }
            | Logged::Revised { .. }
            | Logged::Hidden
            | Logged::Passing { .. }
            | Logged::Missed
            | Logged::Reopened
            | Logged::Automatic { .. }
            | Logged::Closing { .. }
            | Logged::DetailsLeft { .. }
            | Logged::Call(_)
            | Logged::Closed { .. }
            | Logged::Unknown => {}
        }
    }

    fn take_in(&mut self, entry: &LogEntry) {
        self.last = entry.seq;
        self.last_at = entry.at_ms;
        if let Logged::Closed { .. } = entry.logged {
            self.closed = Some(entry.seq);
        }
        self.last_call = calling::ended(entry).or(self.last_call);
        self.recorded.log(entry);
        self.clocks.log(entry);
        self.note_here(&entry.logged);
        if let Some(card) = &mut self.card {
            card.take(&entry.logged);
        }
        self.book.log(entry);
    }
}
