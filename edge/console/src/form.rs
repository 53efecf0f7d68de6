//! The settings as they are typed: a draft for each form, and the request that it stands for.

mod appearance;
mod asking;
mod channel;
mod check;
mod contacts;
mod crop;
mod cta;
mod destination;
mod keeping;
mod label;
mod link;
mod messages;
mod program;
mod quiet;
mod schedule;
mod service;
mod tag;
mod target;
mod texts;
mod trial;

use kit::form::{Problems, Reader};
use shared::{
    api::{ChangePassword, Invite, StaffUpdate},
    card::{Reach, Role},
    setup::MAX_ROOMS,
    value::{DisplayName, EmailAddress, Handle, LanguageTag, Password, ShortText},
};

use crate::text;

pub(crate) use appearance::{AppearanceDraft, Around, OrderDraft, on_device};
pub(crate) use asking::{Asks, FieldDraft, FormDraft, Words};
pub(crate) use channel::{ChannelDraft, FilledDraft};
pub(crate) use check::page_to_check;
pub(crate) use contacts::ContactFieldsDraft;
pub(crate) use crop::{Crop, MAX_ZOOM, Part};
pub(crate) use cta::{CtaDraft, FLOATING, Trial, Where};
pub(crate) use destination::ConditionsDraft;
pub(crate) use keeping::KeepingDraft;
pub(crate) use label::{ClosingDraft, LabelDraft};
pub(crate) use link::{CampaignDraft, LinkDraft, LookDraft};
pub(crate) use messages::{ButtonDraft, MessagesDraft, SLOTS, SlotDraft};
pub(crate) use program::{ENDS, HookDraft, TokenDraft};
pub(crate) use schedule::{DayDraft, HoursDraft, Of, ScheduleDraft};
pub(crate) use service::{MOST_SITES, ServiceDraft};
pub(crate) use tag::{DestinationDraft, TagDraft};
pub(crate) use target::{entry_of, id_of};
pub(crate) use texts::TextsDraft;
pub(crate) use trial::TrialDraft;

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
    pub(crate) max_rooms: String,
    pub(crate) photo: Option<String>,
    pub(crate) languages: Vec<LanguageTag>,
    pub(crate) reach: Option<Reach>,
    pub(crate) calls: bool,
}

impl From<&StaffUpdate> for StaffDraft {
    fn from(staff: &StaffUpdate) -> Self {
        let StaffUpdate { handle, name, title, role, listed, max_rooms, photo, languages, reach, calls } =
            staff.clone();
        Self {
            name: name.into(),
            handle: handle.into(),
            title: title.map(String::from).unwrap_or_default(),
            role,
            listed,
            max_rooms: rooms_text(max_rooms),
            photo,
            languages,
            reach,
            calls,
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
        let max_rooms = read_rooms(&mut reader, &self.max_rooms);
        let Self { role, listed, photo, languages, reach, calls, .. } = self.clone();
        let made = name.zip(handle);
        reader.done(made.map(|(name, handle)| StaffUpdate {
            handle,
            name,
            title,
            role,
            listed,
            max_rooms,
            photo,
            languages,
            reach,
            calls,
        }))
    }
}

/// A limit of rooms as it is typed; none is an empty field.
fn rooms_text(most: Option<u32>) -> String {
    most.map(|most| most.to_string()).unwrap_or_default()
}

fn read_rooms(reader: &mut Reader, typed: &str) -> Option<u32> {
    let most = typed.trim().parse().ok().filter(|most| MAX_ROOMS.contains(most));
    if most.is_none() && !typed.trim().is_empty() {
        reader.blame("max_rooms", text::problem_rooms());
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_be_left_empty_and_a_limit_is_a_number() {
        let draft = StaffDraft {
            name: "Ada".into(),
            handle: "ada".into(),
            title: " ".into(),
            role: Role::Owner,
            listed: false,
            max_rooms: String::new(),
            photo: None,
            languages: Vec::new(),
            reach: None,
            calls: false,
        };
        assert_eq!(draft.check().expect("nothing is wrong").title, None);
        for (rooms, fits) in [("1", true), (" 100 ", true), ("0", false), ("101", false), ("many", false)] {
            let draft = StaffDraft { max_rooms: rooms.into(), ..draft.clone() };
            assert_eq!(draft.check().is_ok(), fits, "{rooms}");
        }
    }
}
