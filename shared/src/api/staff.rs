//! What a dashboard asks for.

use serde::{Deserialize, Serialize};

use crate::{
    card::{ClosedBy, EnquiryCard, Entry, IfNobody, Mode, Role, StaffCard},
    form::Told,
    id::{DestinationId, EnquiryId, LabelId, SessionId, StaffId},
    rating::Scale,
    reminder::ReminderView,
    routing::Why,
    value::{DisplayName, EmailAddress, LanguageTag, Note, PageAddress, Password, ShortText, Timestamp},
};

/// Body of `POST …/session`. Its answer is [`Me`] and the session's cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignIn {
    /// Of the account.
    pub email: EmailAddress,
    /// As typed; not checked for length here, so that the refusal is the same for every wrong one.
    pub password: String,
}

/// Who is signed in. Answers `GET …/session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// As visitors see them.
    #[serde(flatten)]
    pub card: StaffCard,
    /// Their account.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
    /// This sign-in.
    pub session: SessionId,
}

/// Body of `PUT …/session/password`. Every other session of the account ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangePassword {
    /// The one until now.
    pub current: String,
    /// The one from now on.
    pub new: Password,
}

/// Body of `PUT …/session/photo`. Answers [`Me`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePhoto {
    /// Path of a picture that was uploaded; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
}

/// One sign-in. Answers `GET …/sessions` as a list of the account's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// For `DELETE …/sessions/{session}`.
    pub id: SessionId,
    /// "Chrome on Linux".
    pub device: ShortText,
    /// When it began.
    pub since_ms: Timestamp,
    /// When it was used last, to some minutes.
    pub used_at_ms: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Answers `POST …/enquiries/{enquiry}/answer` and `…/follow-up`, and what else changes one enquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnsweredEnquiry {
    /// As it is now.
    pub card: EnquiryCard,
}

/// Most enquiries in one answer.
pub const LIST_PAGE: usize = 30;

/// Answers `GET …/enquiries?phase=missed|closed&before=…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnquiryList {
    /// Last changed first, at most [`LIST_PAGE`].
    pub cards: Vec<EnquiryCard>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Answers `GET …/enquiries/{enquiry}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnquiryDetails {
    /// As in the lists.
    pub card: EnquiryCard,
    /// Where they came from to the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer: Option<PageAddress>,
    /// `utm_…` values of the first page, by name.
    pub utm: Vec<(ShortText, ShortText)>,
    /// What they use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// Of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// IANA name, of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<ShortText>,
    /// The enquiry before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<EnquiryId>,
    /// What they answered in forms, in the forms' order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// Who asks, beyond what they say in this enquiry.
    #[serde(default, skip_serializing_if = "PersonView::is_empty")]
    pub person: PersonView,
    /// Whether the reader may have its transcript e-mailed to the visitor: they may write there, and the deployment sends mail.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mails: bool,
    /// Reminders of it that aren't over, the next first; whoever set them, and for whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<ReminderView>,
    /// Why it went where it went, oldest first.
    pub trace: Vec<TraceEntry>,
}

/// What is known of a person, beside one of their enquiries; all of it is on the contact's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PersonView {
    /// What staff call them, or the owner's backend who is in this chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Where to write to them, as staff wrote it, or as the owner's backend signed it in this chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Whether the owner's backend signed who is in this very chat.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
    /// Their last other enquiries that the reader may read, at most 5, and when each was raised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<(EnquiryId, Timestamp)>,
}

impl PersonView {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a visitor uses, as coarse as their browser's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Device {
    /// "Chrome".
    pub browser: ShortText,
    /// "Windows".
    pub system: ShortText,
    /// Whether it is held in a hand.
    pub mobile: bool,
}

/// One step of an enquiry's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TraceEntry {
    /// When.
    pub at_ms: Timestamp,
    /// What and why.
    #[serde(flatten)]
    pub step: TraceStep,
}

/// What happened to an enquiry, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum TraceStep {
    /// The visitor pressed an entry.
    Raised {
        /// Which.
        entry: Entry,
        /// How they want to be served.
        #[serde(default, skip_serializing_if = "Mode::is_chat")]
        mode: Mode,
    },
    /// Its tag is closed.
    OutOfHours {
        /// The name of its schedule.
        schedule: DisplayName,
        /// When it opens, if it does within a year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opens_ms: Option<Timestamp>,
    },
    /// Of neighbours with shares, this destination comes first.
    Drawn {
        /// Which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        /// Its name then.
        name: DisplayName,
        /// Of a hundred enquiries, how many.
        share: u8,
    },
    /// A destination was passed over.
    Skipped {
        /// Which; absent for the person of a direct enquiry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        /// Its name then.
        name: DisplayName,
        /// Why.
        #[serde(default)]
        why: Why,
        /// Whose turn it would have been, where the people on it aren't asked all at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        turn: Option<StaffId>,
    },
    /// It was offered.
    Offered {
        /// To which destination; absent for the person of a direct enquiry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        /// Its name then.
        name: DisplayName,
        /// Who could be given work then.
        eligible: Vec<StaffId>,
        /// When the wait ends.
        until_ms: Timestamp,
    },
    /// Nobody answered within the wait.
    WaitOver,
    /// Everybody it was offered to went away, or has as many rooms as they take.
    EverybodyLeft,
    /// It was given to somebody without asking.
    PickedUp {
        /// From which destination.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        /// Its name then.
        name: DisplayName,
        /// Who.
        staff: StaffId,
        /// Because they speak this language, which others who were free don't; absent if the rooms alone decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<LanguageTag>,
        /// Until when they have to say something.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_ms: Option<Timestamp>,
    },
    /// Whoever was given it said nothing in time.
    TakenBack {
        /// Who.
        staff: StaffId,
    },
    /// Whose it was passed it on. Where to follows.
    Transferred {
        /// Who passed it on.
        by: StaffId,
        /// Whose it was.
        from: StaffId,
        /// To whom.
        to: Entry,
        /// The tag's or person's name then.
        name: DisplayName,
        /// For who gets it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Note>,
        /// What becomes of it if nobody accepts.
        if_nobody: IfNobody,
        /// Whether whose it was wished to stay in the room.
        keep_sight: bool,
    },
    /// Somebody whom it was passed on to didn't want it.
    Declined {
        /// Who.
        staff: StaffId,
    },
    /// It went back to whose it was.
    Returned {
        /// Who.
        staff: StaffId,
        /// Who took it back; absent if nobody accepted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<StaffId>,
    },
    /// Nobody accepted, and whose it was had gone.
    SenderAway {
        /// Who.
        staff: StaffId,
    },
    /// Who supervises made it theirs.
    TakenOver {
        /// Who.
        staff: StaffId,
        /// Whose it was.
        from: StaffId,
    },
    /// Somebody came into the room beside its owner.
    Invited {
        /// Who.
        staff: StaffId,
        /// Who invited them; they themselves, if they passed it on and stayed.
        by: StaffId,
    },
    /// Somebody left the room.
    Left {
        /// Who.
        staff: StaffId,
        /// Who sent them out, or they themselves.
        by: StaffId,
    },
    /// Somebody put a label on it.
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
        /// Its name then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<DisplayName>,
        /// Who.
        by: StaffId,
    },
    /// Its visitor rated it, or changed that.
    Rated {
        /// On which scale.
        scale: Scale,
        /// 1 is worst, 5 is best.
        grade: u8,
    },
    /// Somebody won it.
    Answered {
        /// Who.
        staff: StaffId,
    },
    /// No destination was left.
    Missed,
    /// The visitor wrote again.
    Reopened,
    /// Somebody took it up after it was missed.
    FollowedUp {
        /// Who.
        staff: StaffId,
    },
    /// It ended.
    Closed {
        /// Who ended it.
        by: ClosedBy,
    },
    /// Something from a newer server.
    #[serde(other)]
    Unknown,
}
