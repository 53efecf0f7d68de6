//! The settings as they are typed: a draft for each form, and the request that it stands for.

mod destination;
mod link;
mod schedule;
mod service;
mod tag;
mod texts;

use kit::form::{Problems, Reader};
use shared::{
    api::{ChangePassword, Invite, StaffSettings, StaffUpdate},
    card::Role,
    value::{DisplayName, EmailAddress, Handle, Password, ShortText},
};

use crate::text;

pub(crate) use destination::ConditionsDraft;
pub(crate) use link::{CampaignDraft, LinkDraft, LookDraft};
pub(crate) use schedule::{DayDraft, HoursDraft, Of, ScheduleDraft};
pub(crate) use service::{MOST_SITES, ServiceDraft};
pub(crate) use tag::TagDraft;
pub(crate) use texts::TextsDraft;

/// Another password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PasswordDraft {
    pub(crate) current: String,
    pub(crate) new: String,
}

impl PasswordDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<ChangePassword, Problems> {
        let mut reader = Reader::default();
        reader.present("current", &self.current);
        let new = reader.read::<Password>("password", &self.new, text::problem_password());
        reader.done(new.map(|new| ChangePassword { current: self.current.clone(), new }))
    }
}

/// Inviting somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InviteDraft {
    pub(crate) email: String,
    pub(crate) role: Role,
}

impl Default for InviteDraft {
    fn default() -> Self {
        Self { email: String::new(), role: Role::Agent }
    }
}

impl InviteDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Invite, Problems> {
        let mut reader = Reader::default();
        let email = reader.read::<EmailAddress>("email", &self.email, text::problem_email());
        reader.done(email.map(|email| Invite { email, role: self.role }))
    }
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StaffDraft {
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) title: String,
    pub(crate) role: Role,
    pub(crate) listed: bool,
    pub(crate) max_rooms: Option<u32>,
}

impl From<&StaffSettings> for StaffDraft {
    fn from(staff: &StaffSettings) -> Self {
        Self {
            name: staff.card.name.to_string(),
            handle: staff.card.handle.to_string(),
            title: staff.card.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            role: staff.role,
            listed: staff.listed,
            max_rooms: staff.max_rooms,
        }
    }
}

impl StaffDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<StaffUpdate, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let title = reader.optional::<ShortText>("title", &self.title, text::problem_line());
        let handle = reader.read::<Handle>("handle", &self.handle, text::problem_handle());
        let made = name.zip(handle);
        let (role, listed, max_rooms) = (self.role, self.listed, self.max_rooms);
        reader.done(made.map(|(name, handle)| StaffUpdate { handle, name, title, role, listed, max_rooms }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_be_left_empty() {
        let draft = StaffDraft {
            name: "Ada".into(),
            handle: "ada".into(),
            title: " ".into(),
            role: Role::Owner,
            listed: false,
            max_rooms: None,
        };
        assert_eq!(draft.check().expect("nothing is wrong").title, None);
    }
}
