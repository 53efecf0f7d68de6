//! What happens to an enquiry, as it is stored.

use super::transfer::Transfer;
use crate::{
    api::Device,
    call::CallSign,
    card::{ClosedBy, EntryCard, Mode, PageView, Preview, StaffCard},
    channel::ChannelCard,
    id::{ContactId, DestinationId, EnquiryId, LabelId, StaffId, VisitorId},
    rating::Rated,
    routing::{Served, Stop, Why},
    value::{DisplayName, Handle, LanguageTag, PageAddress, ShortText, Timestamp},
};

/// What is known of an enquiry from its first moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// Who asks, as a connection.
    pub visitor: VisitorId,
    /// Who asks, as a record.
    pub contact: ContactId,
    /// What was pressed, as it was drawn then.
    pub entry: EntryCard,
    /// How they want to be served.
    pub mode: Mode,
    /// The enquiry before this one.
    pub former: Option<EnquiryId>,
    /// The weblink that they came by.
    pub link: Option<Handle>,
    /// Where they were.
    pub page: Option<PageView>,
    /// Where they came from to that site.
    pub referrer: Option<PageAddress>,
    /// Of the browser.
    pub language: Option<LanguageTag>,
    /// IANA name, of the browser.
    pub time_zone: Option<ShortText>,
    /// ISO 3166 code, as the network tells it.
    pub country: Option<String>,
    /// What they use.
    pub device: Option<Device>,
    /// Who served this contact last.
    pub served: Option<Served>,
    /// The social account that they wrote to.
    pub channel: Option<Box<ChannelCard>>,
}

/// What happened to an enquiry. All of it is stored, and none of it is ever changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The visitor pressed an entry; always the first.
    Raised(Box<Raised>),
    /// Its tag is closed.
    OutOfHours {
        /// The name of its schedule.
        schedule: DisplayName,
        /// When it opens, if it does within a year.
        opens: Option<Timestamp>,
    },
    /// Of neighbours with shares, this place comes first.
    Drawn {
        /// Which.
        destination: Option<DestinationId>,
        /// Its name then.
        name: DisplayName,
        /// In percent.
        share: u8,
    },
    /// A place was passed over.
    Skipped {
        /// Which; none for the person of a direct enquiry.
        destination: Option<DestinationId>,
        /// Its name then.
        name: DisplayName,
        /// Whose turn it would have been.
        turn: Option<StaffId>,
        /// Why.
        why: Why,
    },
    /// It was offered.
    Offered(Box<Offered>),
    /// Nobody answered within the wait.
    WaitOver,
    /// Everybody it was offered to went away, or has as many rooms as they take; or its owner was removed.
    EverybodyLeft,
    /// It was given to somebody without asking.
    PickedUp {
        /// Where.
        stop: Box<Stop>,
        /// To whom.
        staff: Box<StaffCard>,
        /// Because they speak this language, which others who were free don't.
        language: Option<LanguageTag>,
        /// Until when they have to say something. None where that was not asked of them yet.
        until: Option<Timestamp>,
    },
    /// Whoever was given it said nothing in time.
    TakenBack {
        /// Who.
        staff: StaffId,
    },
    /// Whose it was passed it on. Where to follows.
    Transferred(Box<Transfer>),
    /// Who it was passed on to doesn't want it.
    Declined {
        /// Who.
        staff: StaffId,
    },
    /// It is the sender's again.
    Returned {
        /// Whose.
        staff: Box<StaffCard>,
        /// Who took it back; none if nobody accepted.
        by: Option<StaffId>,
    },
    /// Who supervises made it theirs.
    TakenOver {
        /// Who.
        staff: Box<StaffCard>,
        /// Whose it was.
        from: StaffId,
    },
    /// Nobody accepted, and whose it was has gone meanwhile.
    SenderAway {
        /// Who.
        staff: StaffId,
    },
    /// Somebody is a guest in the room.
    Invited {
        /// Who.
        staff: StaffId,
        /// Who invited them; they themselves, if they passed it on and stayed.
        by: StaffId,
    },
    /// A guest is gone.
    Left {
        /// Who.
        staff: StaffId,
        /// Who sent them out, or they themselves.
        by: StaffId,
    },
    /// Somebody put a label on it; also after the close.
    Labelled {
        /// Which.
        label: LabelId,
        /// Its name then.
        name: DisplayName,
        /// Who.
        by: StaffId,
    },
    /// Somebody took a label off.
    Unlabelled {
        /// Which.
        label: LabelId,
        /// Its name then; none if it was removed before.
        name: Option<DisplayName>,
        /// Who.
        by: StaffId,
    },
    /// Its visitor rated it after the close, or changed that: the last one counts.
    Rated(Box<Rated>),
    /// Somebody won it.
    Answered(Box<StaffCard>),
    /// No place was left.
    Missed,
    /// It is offered again, from the first place on: the visitor wrote again, or the owner was removed.
    Reopened,
    /// Somebody took it up after it was missed.
    FollowedUp(Box<StaffCard>),
    /// It ended.
    Closed {
        /// Who ended it.
        by: ClosedBy,
        /// Who, if staff.
        staff: Option<StaffId>,
    },
}

/// To whom it is offered, and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Where.
    pub stop: Stop,
    /// Who could be given work then.
    pub eligible: Vec<StaffId>,
    /// When the wait ends.
    pub until: Timestamp,
}

/// What the room told last. Not part of the trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Number of the report.
    pub report: u32,
    /// When the visitor last said something.
    pub visitor_said_at: Option<Timestamp>,
    /// When staff last said something.
    pub staff_said_at: Option<Timestamp>,
    /// What was said last.
    pub preview: Option<Preview>,
    /// Messages of the visitor that no member of staff has read.
    pub unread: u32,
    /// The page that the visitor is on.
    pub page: Option<PageView>,
    /// How often the visitor left the offline form: what was left is taken once, for the contact may change elsewhere.
    pub forms: u32,
    /// How it stands with its call.
    pub call: Option<CallSign>,
    /// When whose it is was last woken for such a call: ringing over and over wakes nobody more often than it rings.
    pub woken_at: Option<Timestamp>,
}

impl News {
    /// What is known before the room tells anything.
    #[must_use]
    pub fn of(raised: &Raised) -> Self {
        let call = (raised.mode == Mode::Call).then_some(CallSign::Rings);
        Self { page: raised.page.clone(), call, ..Self::default() }
    }
}
