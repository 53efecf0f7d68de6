//! From the log and what is on its way to the lines that are drawn: days, groups, states.

use std::sync::Arc;

use shared::{
    card::{Phase, Side},
    file::FileCard,
    id::MessageId,
    value::{MessageBody, Seq, Timestamp},
    wire::{Author, LogEntry, Logged, Mark},
};

use super::{
    AutomaticLine, Content, EventLine, Line, LineKey, LineKind, MessageLine, MessageState, Pending, Transcript, Viewer,
    What,
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
        for pending in &self.pending {
            lines.push(self.pending_line(pending), pending.at_ms, &day_of);
        }
        group(&mut lines.lines);
        lines.lines
    }

    /// The newest message, for a preview.
    #[must_use]
    pub fn newest_message(&self) -> Option<MessageLine> {
        let message = |line: Line| match line.kind {
            LineKind::Message(message) => Some(message),
            LineKind::Day(_) | LineKind::FirstUnread | LineKind::Event(_) | LineKind::Automatic(_) => None,
        };
        let pending = self.pending.iter().rev().find_map(|pending| message(self.pending_line(pending)));
        pending.or_else(|| self.entries.iter().rev().find_map(|entry| self.entry_line(entry).and_then(message)))
    }

    fn entry_line(&self, entry: &LogEntry) -> Option<Line> {
        let event = |what| Some(self.event_line(entry, what));
        match &entry.logged {
            Logged::Said { message, author, body } => {
                Some(self.said_line(entry, *message, *author, body.clone(), None))
            }
            Logged::Shared { message, author, file } => {
                // A name is always short enough for a message.
                let name = MessageBody::try_from(file.name.as_str()).ok()?;
                Some(self.said_line(entry, *message, *author, name, Some(Arc::new(file.clone()))))
            }
            Logged::Noted { message, staff, body } => Some(Line {
                key: LineKey::Message(*message),
                kind: LineKind::Message(MessageLine {
                    message: *message,
                    seq: Some(entry.seq),
                    at: entry.at_ms,
                    body: body.clone(),
                    note: true,
                    file: None,
                    mine: self.wrote(Author::Staff { staff: staff.id }),
                    side: Side::Staff,
                    staff: Some(Arc::new(staff.clone())),
                    first: true,
                    last: true,
                    // What the visitor has read says nothing of a note.
                    state: MessageState::Sent,
                }),
            }),
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
            // A deletion changed the line of its file.
            Logged::FileDeleted { .. } | Logged::Hidden | Logged::Unknown => None,
        }
    }

    fn said_line(
        &self,
        entry: &LogEntry,
        message: MessageId,
        author: Author,
        body: MessageBody,
        file: Option<Arc<FileCard>>,
    ) -> Line {
        Line {
            key: LineKey::Message(message),
            kind: LineKind::Message(MessageLine {
                message,
                seq: Some(entry.seq),
                at: entry.at_ms,
                body,
                note: false,
                file,
                mine: self.wrote(author),
                side: author.side(),
                staff: self.card_of(author),
                first: true,
                last: true,
                state: self.state_of(author.side(), entry.seq),
            }),
        }
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
            What::DetailsLeft(_) => self.state_of(Side::Visitor, entry.seq),
            What::Raised
            | What::Answered(_)
            | What::Joined(_)
            | What::Left(_)
            | What::Passing(_)
            | What::Returned { .. }
            | What::Missed
            | What::Reopened
            | What::Closing(_)
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
        let kind = match &pending.content {
            Content::Say(body) | Content::Note(body) => LineKind::Message(MessageLine {
                message: pending.message,
                seq: None,
                at: pending.at_ms,
                body: body.clone(),
                note: matches!(pending.content, Content::Note(_)),
                file: None,
                mine: true,
                side: author.side(),
                staff: self.card_of(author),
                first: true,
                last: true,
                state,
            }),
            Content::Details(details) | Content::Form { details, .. } => LineKind::Event(EventLine {
                seq: None,
                at: pending.at_ms,
                what: What::DetailsLeft(details.clone()),
                state,
            }),
        };
        Line { key: LineKey::Message(pending.message), kind }
    }

    fn wrote(&self, author: Author) -> bool {
        match (self.viewer, author) {
            (Viewer::Visitor, Author::Visitor) => true,
            (Viewer::Staff(me), Author::Staff { staff }) => me == staff,
            (Viewer::Visitor, Author::Staff { .. }) | (Viewer::Staff(_), Author::Visitor) => false,
        }
    }

    fn card_of(&self, author: Author) -> Option<Arc<shared::card::StaffCard>> {
        match author {
            Author::Visitor => None,
            Author::Staff { staff } => self.person(staff),
        }
    }

    fn state_of(&self, author: Side, seq: Seq) -> MessageState {
        if author != self.viewer.side() {
            return MessageState::Theirs;
        }
        let Mark { delivered, read } = match author {
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
