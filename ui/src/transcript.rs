//! One room as a client knows it: frames in, lines out. It knows no socket, no clock and no screen, so a week of talk
//! over a bad network replays in a test at once.
//!
//! It never holds a gap: what it has of the log is one run up to [`Transcript::last`], and an entry that lies beyond it
//! is not taken but reported as [`Took::Gap`], upon which the connection says `hello` again.

mod line;
mod lines;
#[cfg(test)]
mod tests;

use std::{collections::VecDeque, sync::Arc};

pub use line::{AutomaticLine, EventLine, Line, LineKey, LineKind, MessageLine, MessageState, Quote, Told, What};
use serde::{Deserialize, Serialize};
use shared::{
    api::ErrorCode,
    card::{ContactDetails, Phase, Side, StaffCard},
    channel::{DeliveryCard, DeliveryState},
    form::Filled,
    id::{MessageId, StaffId},
    value::{MessageBody, Seq, Timestamp},
    wire::{Author, LogEntry, Logged, Mark, Marks, RoomCard},
};

use crate::read::{Json, Read, field};

/// Who looks at the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Who asked.
    Visitor,
    /// Somebody who answers.
    Staff(StaffId),
}

impl Viewer {
    /// The viewer's side.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::Visitor => Side::Visitor,
            Self::Staff(_) => Side::Staff,
        }
    }
}

/// Who is writing on the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Who asked.
    Visitor,
    /// Somebody who answers; none if their card isn't known yet.
    Staff(Option<Arc<StaffCard>>),
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Took {
    /// It is in its place.
    Fine,
    /// Entries before it are missing: ask for them.
    Gap,
}

/// Something written here that the room has not taken yet. It is kept in storage as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The id that it is sent with, however often.
    pub message: MessageId,
    /// When it was written, by this machine's clock.
    pub at_ms: Timestamp,
    /// What it is.
    pub content: Content,
    /// The entry that it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Seq>,
    /// Why the room refused it; none while there is hope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<ErrorCode>,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A message.
    Say(MessageBody),
    /// A note, for staff only.
    Note(MessageBody),
    /// The usual offline form.
    Details(ContactDetails),
    /// The service's own.
    Form {
        /// What of it fills the contact.
        details: ContactDetails,
        /// All of it.
        form: Filled,
    },
    /// A message of before is edited, or recalled.
    Revise {
        /// Which entry.
        of: Seq,
        /// The words of now; without them it is recalled.
        body: Option<MessageBody>,
    },
}

crate::read_struct!(Pending { message, at_ms, content, quote, failed });

impl Read for Content {
    fn read(json: &Json) -> Option<Self> {
        let said = field::<Option<MessageBody>>(json, "say")?.map(Self::Say);
        let noted = || field::<Option<MessageBody>>(json, "note")?.map(Self::Note);
        let left = || field::<Option<ContactDetails>>(json, "details")?.map(Self::Details);
        let form = json.get("form");
        let filled = || Some(Self::Form { details: field(form, "details")?, form: field(form, "form")? });
        let change = json.get("revise");
        let revised = || Some(Self::Revise { of: field(change, "of")?, body: field(change, "body")? });
        said.or_else(noted).or_else(left).or_else(filled).or_else(revised)
    }
}

/// One room as a client knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    viewer: Viewer,
    room: Option<RoomCard>,
    /// The room card holds all up to this entry; later ones are applied to it.
    card_as_of: Seq,
    entries: VecDeque<LogEntry>,
    marks: Marks,
    pending: Vec<Pending>,
    typing: Option<Typing>,
    lookers: Vec<StaffCard>,
    /// How far what was brought to the visitor's account came, where they have one.
    deliveries: Vec<DeliveryCard>,
    looking: bool,
    first_unread: Option<Seq>,
}

impl Transcript {
    /// Nothing known yet.
    #[must_use]
    pub fn new(viewer: Viewer) -> Self {
        Self {
            viewer,
            room: None,
            card_as_of: Seq(0),
            entries: VecDeque::new(),
            marks: Marks::default(),
            pending: Vec::new(),
            typing: None,
            lookers: Vec::new(),
            deliveries: Vec::new(),
            looking: false,
            first_unread: None,
        }
    }

    /// Who looks at it.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        self.viewer
    }

    /// The room as of the newest entry; none until the first `welcome`.
    #[must_use]
    pub fn room(&self) -> Option<&RoomCard> {
        self.room.as_ref()
    }

    /// Where the enquiry is in its life.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.room.as_ref().map(|room| room.phase)
    }

    /// The last entry that is here: 0 if there is none yet.
    #[must_use]
    pub fn last(&self) -> Seq {
        self.entries.back().map_or(Seq(0), |entry| entry.seq)
    }

    /// The first entry that is here.
    #[must_use]
    pub fn oldest(&self) -> Option<Seq> {
        self.entries.front().map(|entry| entry.seq)
    }

    /// Whether there is more above.
    #[must_use]
    pub fn has_older(&self) -> bool {
        self.oldest().is_some_and(|oldest| oldest > Seq(1))
    }

    /// How far both sides got.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// Who looks on, unseen by the visitor.
    #[must_use]
    pub fn lookers(&self) -> &[StaffCard] {
        &self.lookers
    }

    /// Whether what is said here is brought to a social account: its visitor is nowhere else.
    #[must_use]
    pub fn goes_out(&self) -> bool {
        self.room.as_ref().is_some_and(|room| room.channel.is_some())
    }

    /// What may have changed what can be sent there: the visitor's last words, and how much of ours was settled, or went wrong.
    #[must_use]
    pub fn settled(&self) -> (Option<Seq>, usize) {
        let said = self.entries.iter().rev().find(|entry| self.is_theirs(entry)).map(|entry| entry.seq);
        let steps = self.deliveries.iter().map(|delivery| match delivery.state {
            DeliveryState::Waiting => 0,
            DeliveryState::Accepted | DeliveryState::Sent | DeliveryState::Delivered | DeliveryState::Read => 1,
            DeliveryState::Failed | DeliveryState::Unclear => 2,
        });
        (said, steps.sum())
    }

    /// How far an entry came on its way to the visitor's account.
    #[must_use]
    pub fn delivery(&self, seq: Seq) -> Option<&DeliveryCard> {
        self.deliveries.iter().find(|delivery| delivery.seq == seq)
    }

    /// Takes how far entries came.
    pub fn deliver(&mut self, deliveries: Vec<DeliveryCard>) {
        self.deliveries.retain(|known| deliveries.iter().all(|new| new.seq != known.seq));
        self.deliveries.extend(deliveries);
    }

    /// Others look on from now on.
    pub fn look_on(&mut self, lookers: Vec<StaffCard>) {
        self.lookers = lookers;
    }

    /// Who is writing on the other side.
    #[must_use]
    pub fn typing(&self) -> Option<Typing> {
        self.typing.clone()
    }

    /// Messages of the other side that nobody of this side has read.
    #[must_use]
    pub fn unread(&self) -> u32 {
        let read = self.own_mark().read;
        let unread =
            self.entries.iter().rev().take_while(|entry| entry.seq > read).filter(|entry| self.is_theirs(entry));
        u32::try_from(unread.count()).unwrap_or(u32::MAX)
    }

    /// Where the "new messages" line stands. It stays while the room is looked at.
    #[must_use]
    pub fn first_unread(&self) -> Option<Seq> {
        self.first_unread
    }

    /// What the visitor left in the offline form, newest first, of what is loaded; with all of it if it was the service's own.
    #[must_use]
    pub fn details_left(&self) -> Option<(&ContactDetails, Option<&Filled>)> {
        let sent = self.pending.iter().rev().find_map(|pending| match &pending.content {
            Content::Details(details) => Some((details, None)),
            Content::Form { details, form } => Some((details, Some(form))),
            Content::Say(_) | Content::Note(_) | Content::Revise { .. } => None,
        });
        sent.or_else(|| {
            self.entries.iter().rev().find_map(|entry| match &entry.logged {
                Logged::DetailsLeft { details, form, .. } => Some((details, form.as_ref())),
                Logged::Raised
                | Logged::Said { .. }
                | Logged::Noted { .. }
                | Logged::Revised { .. }
                | Logged::Hidden
                | Logged::Shared { .. }
                | Logged::FileDeleted { .. }
                | Logged::Answered { .. }
                | Logged::Joined { .. }
                | Logged::Left { .. }
                | Logged::Passing { .. }
                | Logged::Returned { .. }
                | Logged::Missed
                | Logged::Reopened
                | Logged::Automatic { .. }
                | Logged::Closing { .. }
                | Logged::Closed { .. }
                | Logged::Call(_)
                | Logged::Unknown => None,
            })
        })
    }

    /// What is written here and not taken yet, in the order of writing.
    #[must_use]
    pub fn pending(&self) -> &[Pending] {
        &self.pending
    }

    /// What this side should tell the room of how far it got, if that is further than the room knows.
    #[must_use]
    pub fn mark_due(&self, seen_now: bool) -> Option<Mark> {
        let last = self.last();
        let known = self.own_mark();
        let due = Mark {
            delivered: last.max(known.delivered),
            read: if seen_now { last.max(known.read) } else { known.read },
        };
        // Nothing of the other side is new: then the room knows all that matters.
        let news =
            |after: Seq| self.entries.iter().rev().take_while(|e| e.seq > after).any(|entry| self.is_theirs(entry));
        (news(known.delivered) || (seen_now && news(known.read))).then_some(due)
    }

    /// Takes a `welcome`. Entries after those that are here go on from them; others replace them.
    pub fn welcome(&mut self, room: RoomCard, marks: Marks, entries: Vec<LogEntry>, last: Seq) -> Took {
        let first_time = self.room.is_none();
        if entries.first().is_some_and(|first| first.seq > self.last().next()) {
            self.entries.clear();
        }
        self.room = Some(room);
        self.card_as_of = last;
        self.marks = marks;
        self.typing = None;
        self.lookers.clear();
        let took = self.entries(entries);
        if first_time {
            let read = self.own_mark().read;
            self.first_unread =
                self.entries.iter().find(|entry| entry.seq > read && self.is_theirs(entry)).map(|e| e.seq);
        }
        took
    }

    /// Takes entries, oldest first; those that are here already change nothing.
    pub fn entries(&mut self, entries: Vec<LogEntry>) -> Took {
        for entry in entries {
            if self.entry(entry) == Took::Gap {
                return Took::Gap;
            }
        }
        Took::Fine
    }

    /// Takes one entry.
    pub fn entry(&mut self, entry: LogEntry) -> Took {
        if entry.seq <= self.last() {
            // A repeat of something that was said here and taken before a break.
            self.acknowledge(&entry);
            return Took::Fine;
        }
        if !self.entries.is_empty() && entry.seq > self.last().next() {
            return Took::Gap;
        }
        self.acknowledge(&entry);
        self.apply(&entry);
        if matches!(entry.logged, Logged::FileDeleted { .. } | Logged::Revised { .. }) {
            self.entries.iter_mut().for_each(|earlier| earlier.learn(&entry.logged));
        }
        if self.is_theirs(&entry) {
            self.typing = None;
            if !self.looking && self.first_unread.is_none() {
                self.first_unread = Some(entry.seq);
            }
        }
        self.entries.push_back(entry);
        Took::Fine
    }

    /// Takes a page of history: the entries just before the oldest one.
    pub fn history(&mut self, entries: Vec<LogEntry>) {
        for entry in entries.into_iter().rev() {
            if self.oldest().is_some_and(|oldest| entry.seq.next() == oldest) {
                self.entries.push_front(entry);
            }
        }
    }

    /// Takes how far both sides got. It only ever rises.
    pub fn mark(&mut self, marks: Marks) {
        let higher = |a: Mark, b: Mark| Mark { delivered: a.delivered.max(b.delivered), read: a.read.max(b.read) };
        self.marks =
            Marks { visitor: higher(self.marks.visitor, marks.visitor), staff: higher(self.marks.staff, marks.staff) };
    }

    /// Somebody on the other side is writing. Whoever holds the clock calls [`Self::quiet`] 5 seconds later.
    pub fn writes(&mut self, side: Side, staff: Option<StaffId>) {
        if side == self.viewer.side() && !self.in_space() {
            return;
        }
        self.typing = Some(match side {
            Side::Visitor => Typing::Visitor,
            Side::Staff => Typing::Staff(staff.and_then(|staff| self.person(staff))),
        });
    }

    /// Nobody is writing any more.
    pub fn quiet(&mut self) {
        self.typing = None;
    }

    /// Whether somebody looks at the end of it now. Looking away forgets where the "new messages" line was, and gives the
    /// mark that has to be told at once: a moment later nobody would look, and what was read would count as unread.
    #[must_use = "what was read is to be told before one leaves"]
    pub fn look(&mut self, looking: bool) -> Option<Mark> {
        let leaves = self.looking && !looking;
        self.looking = looking;
        if !leaves {
            return None;
        }
        self.first_unread = None;
        self.mark_due(true)
    }

    /// Shows something written here, before the room has it. What is shown already changes nothing.
    pub fn pend(&mut self, pending: Pending) {
        let taken = self.entries.iter().any(|entry| entry.logged.message() == Some(pending.message));
        if !taken && !self.pending.iter().any(|other| other.message == pending.message) {
            self.pending.push(pending);
        }
    }

    /// The room refused it for good: it stays, with the reason.
    pub fn refused(&mut self, message: MessageId, code: ErrorCode) {
        if let Some(pending) = self.pending.iter_mut().find(|pending| pending.message == message) {
            pending.failed = Some(code);
        }
    }

    /// There is hope again for something that was refused.
    pub fn retry(&mut self, message: MessageId) {
        if let Some(pending) = self.pending.iter_mut().find(|pending| pending.message == message) {
            pending.failed = None;
        }
    }

    /// Its writer gave it up.
    pub fn discard(&mut self, message: MessageId) {
        self.pending.retain(|pending| pending.message != message);
    }

    fn own_mark(&self) -> Mark {
        match self.viewer.side() {
            Side::Visitor => self.marks.visitor,
            Side::Staff => self.marks.staff,
        }
    }

    fn is_theirs(&self, entry: &LogEntry) -> bool {
        let (Logged::Said { author, .. } | Logged::Shared { author, .. }) = &entry.logged else { return false };
        self.is_of_others(*author)
    }

    /// Whether it is the other side's; in a Space, where all are of one side, somebody else's.
    fn is_of_others(&self, author: Author) -> bool {
        if self.in_space() { !self.wrote(author) } else { author.side() != self.viewer.side() }
    }

    fn in_space(&self) -> bool {
        self.room.as_ref().is_some_and(|room| room.space.is_some())
    }

    fn person(&self, staff: StaffId) -> Option<Arc<StaffCard>> {
        let room = self.room.as_ref()?;
        room.people.iter().find(|person| person.id == staff).cloned().map(Arc::new)
    }

    fn acknowledge(&mut self, entry: &LogEntry) {
        if let Some(message) = entry.logged.message() {
            self.discard(message);
        }
    }

    /// One entry, if it is loaded.
    fn at(&self, seq: Seq) -> Option<&LogEntry> {
        let oldest = self.oldest()?;
        self.entries.get(usize::try_from(seq.0.checked_sub(oldest.0)?).ok()?)
    }

    fn apply(&mut self, entry: &LogEntry) {
        if entry.seq <= self.card_as_of {
            return;
        }
        if let Some(room) = &mut self.room {
            room.take(&entry.logged);
        }
        self.card_as_of = entry.seq;
    }
}
