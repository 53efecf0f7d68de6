//! Reminders: at a time that somebody set, they or a colleague are to come back to an enquiry, whether or not its room is
//! still open. Each is due once for each time that it is set to: what falls due says so by its state, which is stored with the
//! alert, so that nobody hears of it twice and nobody never.
//!
//! Knows no clock and no directory: who may be reminded of an enquiry comes in as a question.

#[cfg(test)]
mod random;
#[cfg(test)]
mod stories;

use serde::{Deserialize, Serialize};

use crate::{
    api::{ErrorBody, ErrorCode},
    id::{EnquiryId, ReminderId, StaffId},
    value::{DisplayName, Note, Timestamp},
};

/// Most that aren't over for one person, and of one enquiry: a list that nobody can work off reminds of nothing.
pub const MAX_UNDONE: usize = 200;

/// Most of them in one answer.
pub const REMINDERS_PAGE: usize = 50;

/// How far ahead one can be set, in milliseconds: two years. What is meant for later belongs in a calendar.
pub const MAX_AHEAD_MS: i64 = 2 * 365 * 86_400_000;

/// How long what is over is still listed, in milliseconds.
pub const KEPT_MS: i64 = 90 * 86_400_000;

/// Body of `POST …/enquiries/{enquiry}/reminders`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetReminder {
    /// Made by who sets it, once, however often it is sent.
    pub reminder: ReminderId,
    /// What it is to be.
    #[serde(flatten)]
    pub change: ChangeReminder,
}

/// Body of `PUT …/reminders/{reminder}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeReminder {
    /// Whom to remind; who sets it, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// When; still to come, within two years.
    pub due_ms: Timestamp,
    /// Of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
}

/// How it stands with a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReminderState {
    /// Its time is still to come.
    Waiting,
    /// Its time came, and the person was told.
    Due,
    /// What it reminds of is done.
    Done,
    /// Its time came, and neither the person nor who set it could be reminded of that enquiry any more.
    Lapsed,
    /// Something from a newer server.
    #[serde(other)]
    Unknown,
}

impl ReminderState {
    /// Whether somebody still has to do something.
    #[must_use]
    pub const fn is_undone(self) -> bool {
        match self {
            Self::Waiting | Self::Due => true,
            Self::Done | Self::Lapsed | Self::Unknown => false,
        }
    }

    /// As in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Due => "due",
            Self::Done => "done",
            Self::Lapsed => "lapsed",
            Self::Unknown => "unknown",
        }
    }
}

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reminder {
    /// Which.
    pub reminder: ReminderId,
    /// Of which enquiry.
    pub enquiry: EnquiryId,
    /// Who set it.
    pub setter: StaffId,
    /// Whom it reminds.
    pub staff: StaffId,
    /// When.
    pub due_ms: Timestamp,
    /// Of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// How it stands.
    pub state: ReminderState,
    /// Since when.
    pub since_ms: Timestamp,
    /// It was for somebody else who can't be reminded of the enquiry any more, and came back to who set it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returned: bool,
}

/// A reminder with the names in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReminderView {
    /// What it is.
    #[serde(flatten)]
    pub reminder: Reminder,
    /// Who set it; absent if they are gone for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setter_name: Option<DisplayName>,
    /// Whom it reminds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_name: Option<DisplayName>,
    /// Who asks; absent if the reader may not read the enquiry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor: Option<DisplayName>,
}

/// Answers `GET …/reminders`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReminderList {
    /// In the order of when they are due; what is over, last first.
    pub reminders: Vec<ReminderView>,
    /// `after` of the next page; none if this was all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One that has just fallen due, as its person's dashboard says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FiredReminder {
    /// Of which enquiry.
    pub enquiry: EnquiryId,
    /// Who asks there.
    pub visitor: DisplayName,
    /// Of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Whether it came back, as in [`Reminder::returned`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returned: bool,
}

/// Why something isn't done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none, it is others', or the enquiry is none that they may be reminded of.
    NotFound,
    /// Another one has this id.
    Taken,
    /// The time is over.
    Past,
    /// The time is more than [`MAX_AHEAD_MS`] ahead.
    TooFar,
    /// Whom it is for can't be reminded of that enquiry.
    NotForThem,
    /// [`MAX_UNDONE`] are there.
    Full,
}

impl Refusal {
    /// What the one who asks is told.
    #[must_use]
    pub fn body(self) -> ErrorBody {
        match self {
            Self::NotFound => ErrorBody::new(ErrorCode::NotFound, "There is no such reminder, or no such enquiry."),
            Self::Taken => ErrorBody::new(ErrorCode::Taken, "There is another reminder with this id."),
            Self::Past => ErrorBody::at("due_ms", "Choose a time that is still to come."),
            Self::TooFar => ErrorBody::at("due_ms", "Choose a time within two years."),
            Self::NotForThem => ErrorBody::at("staff", "They can't serve this enquiry. Choose somebody else."),
            Self::Full => ErrorBody::new(
                ErrorCode::TooLarge,
                format!("At most {MAX_UNDONE} reminders can wait, of a person and of an enquiry. Finish some first."),
            ),
        }
    }
}

impl Reminder {
    /// A new one. `may` says who may be reminded of the enquiry.
    ///
    /// # Errors
    /// See [`Refusal`]: all but `Taken` and `Full`.
    pub fn set(
        now: Timestamp,
        by: StaffId,
        enquiry: EnquiryId,
        set: SetReminder,
        may: impl Fn(StaffId) -> bool,
    ) -> Result<Self, Refusal> {
        let SetReminder { reminder, change } = set;
        let blank = Self {
            reminder,
            enquiry,
            setter: by,
            staff: by,
            due_ms: change.due_ms,
            note: None,
            state: ReminderState::Waiting,
            since_ms: now,
            returned: false,
        };
        blank.changed(now, by, change, may)
    }

    /// Whether somebody may see, change and drop it.
    #[must_use]
    pub fn is_of(&self, staff: StaffId) -> bool {
        self.staff == staff || self.setter == staff
    }

    /// As it is once it was changed: it waits again, whatever it was.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn changed(
        &self,
        now: Timestamp,
        by: StaffId,
        change: ChangeReminder,
        may: impl Fn(StaffId) -> bool,
    ) -> Result<Self, Refusal> {
        let ChangeReminder { staff, due_ms, note } = change;
        if !self.is_of(by) {
            return Err(Refusal::NotFound);
        }
        if due_ms <= now {
            return Err(Refusal::Past);
        }
        if due_ms.ms_since(now) > MAX_AHEAD_MS {
            return Err(Refusal::TooFar);
        }
        let staff = staff.unwrap_or(by);
        if !may(staff) {
            return Err(Refusal::NotForThem);
        }
        let state = ReminderState::Waiting;
        Ok(Self { staff, due_ms, note, state, since_ms: now, returned: false, ..self.clone() })
    }

    /// As it is once it is done; done again, it stays as it is.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for whom it isn't.
    pub fn done(&self, now: Timestamp, by: StaffId) -> Result<Self, Refusal> {
        if !self.is_of(by) {
            return Err(Refusal::NotFound);
        }
        let is_over = !self.state.is_undone();
        Ok(if is_over { self.clone() } else { Self { state: ReminderState::Done, since_ms: now, ..self.clone() } })
    }

    /// As it is once its time has come; none if there is nothing to do. Who is told of it then is its `staff`.
    #[must_use]
    pub fn fired(&self, now: Timestamp, may: impl Fn(StaffId) -> bool) -> Option<Self> {
        if self.state != ReminderState::Waiting || self.due_ms > now {
            return None;
        }
        let to = [self.staff, self.setter].into_iter().find(|staff| may(*staff));
        let state = if to.is_some() { ReminderState::Due } else { ReminderState::Lapsed };
        let staff = to.unwrap_or(self.staff);
        Some(Self { staff, state, since_ms: now, returned: self.returned || staff != self.staff, ..self.clone() })
    }

    /// As it is once the person was removed: it goes to who set it, and who was told of it before is somebody else.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Self {
        let returned = self.staff != self.setter;
        let state = ReminderState::Waiting;
        Self { staff: self.setter, state, since_ms: now, returned, ..self.clone() }
    }
}
