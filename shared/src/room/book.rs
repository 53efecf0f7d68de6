//! What the Desk is told of a room: the latest state, at most one report in [`REPORT_EVERY_MS`], but at once where people wait.

use std::collections::BTreeSet;

use super::{Opened, REPORT_EVERY_MS};
use crate::{
    card::{ContactDetails, PageView, Preview, Side},
    file::FileKind,
    form::Filled,
    owed::{Closing, RoomReport},
    value::{MessageBody, Seq, ShortText, Timestamp},
    wire::{LogEntry, Logged, RECALLED},
};

/// A line of a panel shows no more.
const PREVIEW_CHARS: usize = 120;

/// What goes into a report, and the reports so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    /// The visitor's messages that no member of staff has read.
    unread: BTreeSet<Seq>,
    /// The visitor's last message, and when it was said.
    visitor_said: Option<(Seq, Timestamp)>,
    /// When staff said something last.
    staff_said_at: Option<Timestamp>,
    missed: Option<Seq>,
    preview: Option<Preview>,
    pub(super) page: Option<PageView>,
    details: Option<ContactDetails>,
    form: Option<Filled>,
    /// How often they were left.
    pub(super) forms: u32,
    closed: Option<Closing>,
    /// The last report, and when it was made.
    pub(super) report: u32,
    pub(super) reported_at: Option<Timestamp>,
    /// When the next one is to be made, if there is something to tell.
    pub(super) due_at: Option<Timestamp>,
}

impl Book {
    pub(super) fn log(&mut self, entry: &LogEntry) {
        match &entry.logged {
            Logged::Said { author, body, .. } => self.say(entry, author.side(), body.as_str(), None),
            Logged::Shared { author, file, .. } => {
                self.say(entry, author.side(), file.name.as_str(), Some(file.kind));
            }
            Logged::Revised { of, body, note: false, .. } => self.revise(*of, body.as_ref()),
            Logged::Missed => self.missed = Some(entry.seq),
            Logged::DetailsLeft { details, form, .. } => {
                self.details = Some(details.clone());
                self.form.clone_from(form);
                self.forms = self.forms.saturating_add(1);
            }
            Logged::Closed { by, staff } => {
                self.closed = Some(Closing { by: *by, staff: *staff, at_ms: entry.at_ms });
            }
            // A note is nobody's word to the other side: it is in no preview and no list.
            Logged::Raised
            | Logged::Noted { .. }
            | Logged::Revised { note: true, .. }
            | Logged::Hidden
            | Logged::FileDeleted { .. }
            | Logged::Answered { .. }
            | Logged::Joined { .. }
            | Logged::Left { .. }
            | Logged::Passing { .. }
            | Logged::Returned { .. }
            | Logged::Reopened
            | Logged::Automatic { .. }
            | Logged::Closing { .. }
            | Logged::Call(_)
            | Logged::Unknown => {}
        }
    }

    fn say(&mut self, entry: &LogEntry, side: Side, words: &str, file: Option<FileKind>) {
        match side {
            Side::Visitor => {
                self.unread.insert(entry.seq);
                self.visitor_said = Some((entry.seq, entry.at_ms));
            }
            Side::Staff => self.staff_said_at = Some(entry.at_ms),
        }
        if let Some(text) = first_words(words) {
            self.preview = Some(Preview { seq: entry.seq, side, text, file, at_ms: entry.at_ms });
        }
    }

    /// The words of an entry are others now. What was unread stays so: that it is gone is news, too.
    fn revise(&mut self, of: Seq, body: Option<&MessageBody>) {
        if let Some(preview) = self.preview.as_mut().filter(|preview| preview.seq == of)
            && let Some(text) = first_words(body.map_or(RECALLED, MessageBody::as_str))
        {
            preview.text = text;
        }
    }

    /// Whether the lists show the words of this entry.
    pub(super) fn shows(&self, seq: Seq) -> bool {
        self.preview.as_ref().is_some_and(|preview| preview.seq == seq)
    }

    pub(super) fn read(&mut self, upto: Seq) {
        self.unread = self.unread.split_off(&upto.next());
    }

    pub(super) fn reported(&mut self, report: u32, at: Timestamp) {
        self.report = report;
        self.reported_at = Some(at);
        self.due_at = None;
    }

    pub(super) fn set_unread(&mut self, unread: Vec<Seq>) {
        self.unread = unread.into_iter().collect();
    }

    pub(super) fn unread(&self) -> usize {
        self.unread.len()
    }

    /// Whether the visitor wrote since the room was missed.
    pub(super) fn wrote_since_missed(&self) -> bool {
        self.visitor_said.map(|(seq, _)| seq) > self.missed
    }

    /// When the Desk may hear of a change that is made now.
    pub(super) fn may_report_at(&self) -> Option<Timestamp> {
        self.reported_at.map(|at| at.plus_ms(REPORT_EVERY_MS))
    }

    /// The next report; whether it asks how many people can take the enquiry.
    pub(super) fn write(&self, opened: &Opened, asks_for_people: bool) -> RoomReport {
        RoomReport {
            enquiry: opened.enquiry,
            report: self.report.saturating_add(1),
            visitor_said_at_ms: self.visitor_said.map(|(_, at)| at),
            staff_said_at_ms: self.staff_said_at,
            asks_for_people,
            preview: self.preview.clone(),
            unread: u32::try_from(self.unread.len()).unwrap_or(u32::MAX),
            page: self.page.clone(),
            details: self.details.clone(),
            form: self.form.clone(),
            forms: self.forms,
            closed: self.closed,
            call: None,
        }
    }
}

pub(super) fn first_words(words: &str) -> Option<ShortText> {
    let cut: String = words.chars().take(PREVIEW_CHARS).collect();
    // A message of nothing but invisible characters has no words to show.
    ShortText::try_from(cut).or_else(|_| ShortText::try_from("…")).ok()
}
