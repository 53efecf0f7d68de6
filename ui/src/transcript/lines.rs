//! From the log and what is on its way to the lines that are drawn: days, groups, states.

use std::sync::Arc;

use shared::{
    call::CallStep,
    card::{Phase, Side, StaffCard},
    id::MessageId,
    value::{DisplayName, MessageBody, Seq, Timestamp},
    wire::{Author, LogEntry, Logged, Mark, Revision, recalled},
};

use crate::calls::text;

use super::{
    AutomaticLine, Content, EventLine, Line, LineKey, LineKind, MessageLine, MessageState, Pending, Quote, Told,
    Transcript, Viewer, What,
};

/// Messages of one author closer than this belong together. A habit of chats: long enough for a train of thought.
const GROUP_MS: i64 = 5 * 60_000;

impl Transcript {
    /// The lines, oldest first; what is on its way comes last. `day_of` counts days where the reader is.
    #[must_use]
    pub fn lines(&self, day_of: impl Fn(Timestamp) -> i32) -> Vec<Line> {
        let mut lines = Lines { lines: Vec::new(), day: None };
        let answerable = self.answerable();
        for entry in &self.entries {
            if self.first_unread == Some(entry.seq) {
                lines.push(Line { key: LineKey::FirstUnread, kind: LineKind::FirstUnread }, entry.at_ms, &day_of);
            }
            if let Some(mut line) = self.entry_line(entry) {
                if let LineKind::Automatic(line) = &mut line.kind {
                    line.answerable = answerable == Some(entry.seq);
                }
                lines.push(line, entry.at_ms, &day_of);
            }
        }
        for pending in self.pending.iter().filter(|pending| !is_in_place(pending)) {
            lines.push(self.pending_line(pending), pending.at_ms, &day_of);
        }
        group(&mut lines.lines);
        lines.lines
    }

    /// The newest message, for a preview.
    #[must_use]
    pub fn newest_message(&self) -> Option<MessageLine> {
        self.newest(|_| true)
    }

    /// The newest message of who looks.
    #[must_use]
    pub fn newest_own_message(&self) -> Option<MessageLine> {
        self.newest(|message| message.mine)
    }

    fn newest(&self, which: impl Fn(&MessageLine) -> bool) -> Option<MessageLine> {
        let own = self.pending.iter().rev().filter(|pending| !is_in_place(pending));
        let pending = own.map(|pending| Some(self.pending_line(pending)));
        let entries = self.entries.iter().rev().map(|entry| self.entry_line(entry));
        pending.chain(entries).filter_map(|line| line.and_then(message_of)).find(which)
    }

    fn entry_line(&self, entry: &LogEntry) -> Option<Line> {
        let event = |what| Some(self.event_line(entry, what));
        match &entry.logged {
            Logged::Said { quote, .. } | Logged::Noted { quote, .. } => {
                let line = MessageLine { quote: self.quoted(*quote), ..self.entry_message(entry)? };
                Some(message_line(self.on_its_way(line)))
            }
            Logged::Shared { .. } => self.entry_message(entry).map(message_line),
            Logged::Raised => event(What::Raised),
            Logged::Answered { staff } => event(What::Answered(Arc::new(staff.clone()))),
            Logged::Joined { staff } => event(What::Joined(Arc::new(staff.clone()))),
            Logged::Left { staff } => event(What::Left(Arc::new(staff.clone()))),
            Logged::Passing { to } => event(What::Passing(to.name().clone())),
            Logged::Returned { staff, failed } => {
                event(What::Returned { staff: Arc::new(staff.clone()), failed: *failed })
            }
            Logged::Missed => event(What::Missed),
            Logged::Reopened => event(What::Reopened),
            Logged::DetailsLeft { details, .. } => event(What::DetailsLeft(details.clone())),
            Logged::Automatic { slot: _, body, buttons } => Some(Line {
                key: LineKey::Entry(entry.seq),
                kind: LineKind::Automatic(AutomaticLine {
                    at: entry.at_ms,
                    body: body.clone(),
                    buttons: buttons.clone(),
                    answerable: false,
                }),
            }),
            Logged::Closing { closes_at_ms } => event(What::Closing(*closes_at_ms)),
            Logged::Closed { by, .. } => event(What::Closed(*by)),
            Logged::Call(mark) => event(self.of_call(&mark.step)?),
            // What was said before tells what these changed of it.
            Logged::FileDeleted { .. } | Logged::Revised { .. } | Logged::Hidden | Logged::Unknown => None,
        }
    }

    /// A message of this side that is on its way.
    fn blank(&self, message: MessageId, body: MessageBody) -> MessageLine {
        MessageLine {
            message,
            seq: None,
            at: Timestamp::default(),
            body,
            note: false,
            to: None,
            quote: None,
            revised: None,
            file: None,
            mine: true,
            side: self.viewer.side(),
            staff: None,
            first: true,
            last: true,
            state: MessageState::Sending,
        }
    }

    /// What an entry says, as the room has it; without what it quotes, for a chain of quotes is as long as a talk.
    fn entry_message(&self, entry: &LogEntry) -> Option<MessageLine> {
        let by = |author: Author, line: MessageLine| MessageLine {
            seq: Some(entry.seq),
            at: entry.at_ms,
            mine: self.wrote(author),
            side: author.side(),
            staff: self.card_of(author),
            state: self.state_of(author, entry.seq),
            ..line
        };
        Some(match &entry.logged {
            Logged::Said { message, author, body, quote: _, revised } => {
                by(*author, MessageLine { revised: *revised, ..self.blank(*message, body.clone()) })
            }
            Logged::Noted { message, staff, to, body, quote: _, revised } => {
                let line = MessageLine { note: true, revised: *revised, ..self.blank(*message, body.clone()) };
                let line = by(Author::Staff { staff: staff.id }, line);
                let to = to.and_then(|staff| self.card_of(Author::Staff { staff }));
                // Its writer is not among the room's people, perhaps; and what the visitor has read says nothing of it.
                MessageLine { staff: Some(Arc::new(staff.clone())), to, state: MessageState::Sent, ..line }
            }
            Logged::Shared { message, author, file } => {
                // A name is always short enough for a message.
                let name = MessageBody::try_from(file.name.as_str()).ok()?;
                by(*author, MessageLine { file: Some(Arc::new(file.clone())), ..self.blank(*message, name) })
            }
            Logged::Raised
            | Logged::Revised { .. }
            | Logged::Hidden
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
            | Logged::DetailsLeft { .. }
            | Logged::Closed { .. }
            | Logged::Call(_)
            | Logged::Unknown => return None,
        })
    }

    /// With what its writer changed here, and the room doesn't know yet.
    fn on_its_way(&self, line: MessageLine) -> MessageLine {
        let changed = self.pending.iter().rev().find_map(|pending| match &pending.content {
            Content::Revise { of, body } if Some(*of) == line.seq && pending.failed.is_none() => Some(body),
            Content::Revise { .. }
            | Content::Say(_)
            | Content::Note(_)
            | Content::Details(_)
            | Content::Form { .. } => None,
        });
        match changed {
            None => line,
            Some(Some(body)) => {
                let (body, revised) = (body.clone(), Some(Revision::Edited));
                MessageLine { body, revised, state: MessageState::Sending, ..line }
            }
            Some(None) => MessageLine { revised: Some(Revision::Recalled), state: MessageState::Sending, ..line },
        }
    }

    /// The message in one place of the log, if it is loaded.
    #[must_use]
    pub fn message_at(&self, seq: Seq) -> Option<MessageLine> {
        message_of(self.entry_line(self.at(seq)?)?)
    }

    /// Who wrote a message, as far as the reader knows; for their own, nothing has to be known.
    #[must_use]
    pub fn name_of(&self, message: &MessageLine) -> Option<DisplayName> {
        let visitor = || self.room.as_ref().filter(|_| message.side == Side::Visitor);
        let staff = message.staff.as_ref().map(|staff| staff.name.clone());
        staff.or_else(|| visitor()?.visitor_name.clone())
    }

    fn quoted(&self, quote: Option<Seq>) -> Option<Quote> {
        let seq = quote?;
        let told = self.at(seq).and_then(|entry| self.entry_message(entry)).map(|message| Told {
            mine: message.mine,
            name: self.name_of(&message),
            words: message.body,
            revised: message.revised,
        });
        Some(Quote { seq, told })
    }

    /// What happened in a call; nothing where it is not known who did it.
    fn of_call(&self, step: &CallStep) -> Option<What> {
        let (by, listener) = match step {
            CallStep::Offered { by, .. } | CallStep::Recorded { by } => (Some(*by), None),
            CallStep::Joined { who, listens } => (Some(*who), listens.as_ref()),
            CallStep::Ended { .. } => (None, None),
            CallStep::Unknown => return None,
        };
        let who = match by.filter(|by| !self.wrote(*by)) {
            None => None,
            Some(Author::Visitor) => self.room.as_ref()?.visitor_name.as_ref(),
            Some(Author::Staff { staff }) => {
                let known = || self.room.as_ref()?.people.iter().find(|person| person.id == staff);
                Some(&listener.or_else(known)?.name)
            }
        };
        Some(What::Call(text::line(step, who.map(DisplayName::as_str))))
    }

    /// The automatic message whose quick replies the visitor may still press.
    fn answerable(&self) -> Option<Seq> {
        let is_over = self.phase() == Some(Phase::Closed) || !self.pending.is_empty();
        if is_over || self.viewer != Viewer::Visitor {
            return None;
        }
        let is_said = |entry: &&LogEntry| {
            let (Logged::Said { author, .. } | Logged::Shared { author, .. }) = entry.logged else { return false };
            author == Author::Visitor
        };
        let since = self.entries.iter().rev().take_while(|entry| !is_said(entry));
        let asks = |entry: &&LogEntry| matches!(&entry.logged, Logged::Automatic { buttons, .. } if buttons.iter().any(|one| one.link.is_none()));
        since.into_iter().find(asks).map(|entry| entry.seq)
    }

    fn event_line(&self, entry: &LogEntry, what: What) -> Line {
        let state = match what {
            What::DetailsLeft(_) => self.state_of(Author::Visitor, entry.seq),
            What::Raised
            | What::Answered(_)
            | What::Joined(_)
            | What::Left(_)
            | What::Passing(_)
            | What::Returned { .. }
            | What::Missed
            | What::Reopened
            | What::Closing(_)
            | What::Call(_)
            | What::Closed(_) => MessageState::Theirs,
        };
        let key = entry.logged.message().map_or(LineKey::Entry(entry.seq), LineKey::Message);
        Line { key, kind: LineKind::Event(EventLine { seq: Some(entry.seq), at: entry.at_ms, what, state }) }
    }

    fn pending_line(&self, pending: &Pending) -> Line {
        let state = match pending.failed {
            Some(code) => MessageState::Failed { code },
            None => MessageState::Sending,
        };
        let author = match self.viewer {
            Viewer::Visitor => Author::Visitor,
            Viewer::Staff(staff) => Author::Staff { staff },
        };
        let written = |body: MessageBody| MessageLine {
            at: pending.at_ms,
            staff: self.card_of(author),
            state,
            ..self.blank(pending.message, body)
        };
        let kind = match &pending.content {
            Content::Say(body) | Content::Note(body) => {
                let note = matches!(pending.content, Content::Note(_));
                LineKind::Message(MessageLine { note, quote: self.quoted(pending.quote), ..written(body.clone()) })
            }
            // It was refused: what was written has a line of its own, for its writer to decide.
            Content::Revise { of, body } => {
                let before = self.message_at(*of);
                let note = before.as_ref().is_some_and(|before| before.note);
                let revised = if body.is_some() { Revision::Edited } else { Revision::Recalled };
                let body = body.clone().or(before.map(|before| before.body));
                let body = body.unwrap_or_else(recalled);
                LineKind::Message(MessageLine { note, revised: Some(revised), ..written(body) })
            }
            Content::Details(details) | Content::Form { details, .. } => LineKind::Event(EventLine {
                seq: None,
                at: pending.at_ms,
                what: What::DetailsLeft(details.clone()),
                state,
            }),
        };
        Line { key: LineKey::Message(pending.message), kind }
    }

    pub(super) fn wrote(&self, author: Author) -> bool {
        match (self.viewer, author) {
            (Viewer::Visitor, Author::Visitor) => true,
            (Viewer::Staff(me), Author::Staff { staff }) => me == staff,
            (Viewer::Visitor, Author::Staff { .. }) | (Viewer::Staff(_), Author::Visitor) => false,
        }
    }

    fn card_of(&self, author: Author) -> Option<Arc<StaffCard>> {
        match author {
            Author::Visitor => None,
            Author::Staff { staff } => self.person(staff),
        }
    }

    fn state_of(&self, author: Author, seq: Seq) -> MessageState {
        if self.is_of_others(author) {
            return MessageState::Theirs;
        }
        let Mark { delivered, read } = match author.side() {
            Side::Visitor => self.marks.staff,
            Side::Staff => self.marks.visitor,
        };
        if seq <= read {
            MessageState::Read
        } else if seq <= delivered {
            MessageState::Delivered
        } else {
            MessageState::Sent
        }
    }
}

/// Whether it shows in the line of what it changes.
fn is_in_place(pending: &Pending) -> bool {
    matches!(pending.content, Content::Revise { .. }) && pending.failed.is_none()
}

fn message_line(message: MessageLine) -> Line {
    Line { key: LineKey::Message(message.message), kind: LineKind::Message(message) }
}

fn message_of(line: Line) -> Option<MessageLine> {
    match line.kind {
        LineKind::Message(message) => Some(message),
        LineKind::Day(_) | LineKind::FirstUnread | LineKind::Event(_) | LineKind::Automatic(_) => None,
    }
}

struct Lines {
    lines: Vec<Line>,
    day: Option<i32>,
}

impl Lines {
    fn push(&mut self, line: Line, at: Timestamp, day_of: &impl Fn(Timestamp) -> i32) {
        // Clocks of client and server differ a little: a pending message never opens a day that is over.
        let day = day_of(at).max(self.day.unwrap_or(i32::MIN));
        if self.day != Some(day) {
            self.day = Some(day);
            self.lines.push(Line { key: LineKey::Day(day), kind: LineKind::Day(at) });
        }
        self.lines.push(line);
    }
}

fn group(lines: &mut [Line]) {
    for after in 1..lines.len() {
        let (before, rest) = lines.split_at_mut(after);
        let (Some(before), Some(line)) = (before.last_mut(), rest.first_mut()) else { continue };
        if let (LineKind::Message(before), LineKind::Message(line)) = (&mut before.kind, &mut line.kind) {
            let one_author = before.side == line.side
                && before.note == line.note
                && before.staff.as_ref().map(|card| card.id) == line.staff.as_ref().map(|card| card.id);
            if one_author && line.at.ms_since(before.at) < GROUP_MS {
                before.last = matches!(before.state, MessageState::Failed { .. });
                line.first = false;
            }
        }
    }
}
