//! A room from what was stored of it, without reading its whole log: an object that wakes has to be quick, however long
//! the talk.

use super::{
    Opened, Room, card,
    space::{Space, SpaceOpened, StoredMember},
};
use crate::{
    call::Call,
    card::PageView,
    script::Script,
    value::{Seq, Timestamp},
    wire::{LogEntry, Marks},
};

/// What has to be read of a room when its object wakes.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What it was opened with.
    pub opened: StoredOpened,
    /// Of the last `OrderTaken`.
    pub revision: u32,
    /// Of the last `Marked`.
    pub marks: Marks,
    /// Of the last `Called`; 0 if there was none.
    pub called: Seq,
    /// Of the last `Paged`.
    pub page: Option<PageView>,
    /// Of the last `Reported`: its number and when.
    pub reported: Option<(u32, Timestamp)>,
    /// Of the last `ReportDue`, unless a `Reported` came after it.
    pub report_due_at: Option<Timestamp>,
    /// Of the last `LabelWanted`.
    pub label_wanted: bool,
    /// Of the last `Scripted`.
    pub script: Script,
    /// Of the last `CallKept`.
    pub call: Option<Box<Call>>,
    /// Of the last `Asked`; 0 if there was none.
    pub asked: Seq,
    /// All entries that are neither messages nor notes nor changes of either, oldest first.
    pub milestones: Vec<LogEntry>,
    /// The last message of staff, if any.
    pub staff_said: Option<LogEntry>,
    /// The last message of the visitor, if any.
    pub visitor_said: Option<LogEntry>,
    /// The last note or change of words, if any: what a room that wakes need not read all of.
    pub beside: Option<LogEntry>,
    /// The visitor's messages above the staff's read mark.
    pub unread: Vec<Seq>,
}

/// What a room was opened with.
#[derive(Clone, Debug)]
pub enum StoredOpened {
    /// That of an enquiry.
    Enquiry(Box<Opened>),
    /// That of a Space, and who is in it.
    Space(SpaceOpened, Vec<StoredMember>),
}

impl Room {
    /// The room that all its events would give.
    #[must_use]
    pub fn restore(stored: Stored) -> Self {
        let Stored {
            opened,
            revision,
            marks,
            called,
            page,
            reported,
            report_due_at,
            label_wanted,
            script,
            call,
            asked,
            milestones,
            staff_said,
            visitor_said,
            beside,
            unread,
        } = stored;
        let mut room =
            Self { revision, marks, called, label_wanted, script: Box::new(script), call, ..Self::default() };
        let mut people = Vec::new();
        match opened {
            StoredOpened::Enquiry(opened) => {
                room.card = Some(card::of(&opened));
                room.opened = Some(opened);
            }
            StoredOpened::Space(opened, members) => {
                room.card = Some(opened.card());
                people.extend(members.iter().map(|member| member.card.clone()));
                room.space = Some(Box::new(Space::restore(opened, members)));
            }
        }
        let mut entries: Vec<LogEntry> =
            milestones.into_iter().chain(visitor_said).chain(staff_said).chain(beside).collect();
        entries.sort_by_key(|entry| entry.seq);
        for entry in &entries {
            room.take_in(entry);
            if let Some(space) = &mut room.space {
                space.log(entry);
            }
        }
        // Those of a direct chat came in without a word.
        if let Some(card) = &mut room.card {
            for one in &people {
                card.meet(one);
            }
        }
        if let Some((report, at)) = reported {
            room.book.reported(report, at);
        }
        room.clocks.asked(asked);
        room.book.page = page;
        room.book.due_at = report_due_at;
        room.book.set_unread(unread);
        room
    }
}
