//! Setting up a service, its staff, tags and destinations.

use serde::{Deserialize, Serialize};

use crate::{
    call::CallRules,
    card::{Reach, Role, StaffCard},
    id::{DestinationId, InvitationId, ScheduleId, StaffId, TagId},
    setup::{
        appearance::Icon,
        destination::{Conditions, Manner},
        schedule::TagHours,
    },
    texts::Texts,
    value::{DisplayName, EmailAddress, Handle, LanguageTag, Password, ServiceSlug, ShortText, SitePattern, Timestamp},
};

/// Most destinations of a tag: with the usual wait, a visitor has waited five minutes then.
pub const MAX_DESTINATIONS: usize = 5;

/// How long the staff of a destination have to take a call, if nothing else is set, in seconds: who calls hears it ring.
pub const CALL_WAIT_S: u32 = 30;

/// Most staff on one destination: one after another, the last of ten is asked when a visitor has waited for minutes.
pub const MAX_STAFF_PER_DESTINATION: usize = 10;

/// Body of `POST /api/v1/services`, with the set-up key as bearer token. Makes a service and its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetUp {
    /// In addresses, for ever.
    pub slug: ServiceSlug,
    /// Of the business and its settings.
    #[serde(flatten)]
    pub settings: ServiceSettings,
    /// The owner's name.
    pub owner_name: DisplayName,
    /// The owner's account.
    pub owner_email: EmailAddress,
    /// The owner's password.
    pub owner_password: Password,
}

/// Answers `POST /api/v1/services`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceMade {
    /// Path of the dashboard.
    pub desk: String,
    /// The owner.
    pub owner: StaffId,
}

/// What a service can set. Answers `GET …/settings`; body of `PUT …/settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceSettings {
    /// "Acme Outdoor".
    pub name: DisplayName,
    /// IANA name, like `Asia/Hong_Kong`.
    pub time_zone: ShortText,
    /// The languages that it answers in, the first one by default. At least one, at most 20.
    pub languages: Vec<LanguageTag>,
    /// Who may carry the widget; the browser enforces it. At most 50. None: no site may.
    pub sites: Vec<SitePattern>,
    /// Whether visitors see who is online.
    #[serde(default = "yes")]
    pub show_online: bool,
    /// When the tags are open that have no hours of their own. Always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<ScheduleId>,
    /// With so many rooms a person is given no more, 1 to 100; they may take more, and may have a limit of their own. No
    /// limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rooms: Option<u32>,
    /// Who may see what, and whether looking on is shown.
    #[serde(default, skip_serializing_if = "Supervision::is_usual")]
    pub supervision: Supervision,
    /// Whether pages that people link to are fetched, to show staff what they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub link_previews: bool,
    /// What may be done in calls.
    #[serde(default, skip_serializing_if = "CallRules::are_usual")]
    pub calls: CallRules,
}

/// Who may see which enquiries, and whether those are told whose chats are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Supervision {
    /// What agents see who have no reach of their own.
    pub agents: Reach,
    /// What supervisors see, and so may look at, take over and report on, who have none of their own.
    pub supervisors: Reach,
    /// Whether an agent sees who looks on in a chat of theirs.
    pub shows_lookers: bool,
}

impl Default for Supervision {
    fn default() -> Self {
        Self { agents: Reach::Team, supervisors: Reach::All, shows_lookers: false }
    }
}

impl Supervision {
    /// Whether nobody changed it.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// What somebody of this role may see, who may have a reach of their own.
    #[must_use]
    pub fn reach(&self, role: Role, own: Option<Reach>) -> Reach {
        match role {
            Role::Agent => own.unwrap_or(self.agents),
            Role::Supervisor => own.unwrap_or(self.supervisors),
            Role::Admin | Role::Owner => Reach::All,
        }
    }
}

fn yes() -> bool {
    true
}

/// A topic and who serves it. Answers `GET …/tags` as a list, in the owner's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// Which.
    pub id: TagId,
    /// Its handle and name.
    #[serde(flatten)]
    pub settings: TagSettings,
    /// Who serves it, in order.
    pub destinations: Vec<Destination>,
}

/// What can be set of a tag beside its destinations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagSettings {
    /// In addresses and `data-frontdesk="tag:…"`.
    pub handle: Handle,
    /// "Sales".
    pub name: DisplayName,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ShortText>,
    /// Its name in other languages than the service's first one, in which `name` is.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub names: Texts<DisplayName>,
    /// What it is for, in these.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub descriptions: Texts<ShortText>,
    /// Its sign; that of every topic, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<Icon>,
    /// Path of a picture in the place of the sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Outside of these an enquiry is missed at once.
    #[serde(default, skip_serializing_if = "TagHours::is_default")]
    pub hours: TagHours,
    /// Whether it can be called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calls: bool,
}

impl TagSettings {
    /// With nothing but what it can't be without.
    #[must_use]
    pub fn new(handle: Handle, name: DisplayName) -> Self {
        Self {
            handle,
            name,
            description: None,
            names: Texts::default(),
            descriptions: Texts::default(),
            icon: None,
            picture: None,
            hours: TagHours::default(),
            calls: false,
        }
    }
}

/// A list of staff with its wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Destination {
    /// Which.
    pub id: DestinationId,
    /// Its staff and wait.
    #[serde(flatten)]
    pub settings: DestinationSettings,
}

/// What can be set of a destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DestinationSettings {
    /// "First line".
    pub name: DisplayName,
    /// At most [`MAX_STAFF_PER_DESTINATION`]; none only where `when` has `sticky_days`.
    pub staff: Vec<StaffId>,
    /// How long they have to answer: 5 to 3,600 seconds; 60 by default.
    #[serde(default = "sixty")]
    pub wait_s: u32,
    /// How long, if it is a call: 5 to 3,600 seconds; 30 by default.
    #[serde(default = "call_wait_s")]
    pub call_wait_s: u32,
    /// How they are asked.
    #[serde(default)]
    pub manner: Manner,
    /// Which enquiries it is for.
    #[serde(default, skip_serializing_if = "Conditions::is_empty")]
    pub when: Conditions,
}

fn sixty() -> u32 {
    60
}

fn call_wait_s() -> u32 {
    CALL_WAIT_S
}

/// A member of staff as admins see them. Answers `GET …/staff` as a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffSettings {
    /// As visitors see them.
    #[serde(flatten)]
    pub card: StaffCard,
    /// Their account.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
    /// Whether the public directory lists them.
    pub listed: bool,
    /// With so many rooms they are given no more, 1 to 100; the service's limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rooms: Option<u32>,
    /// What they speak; all that the service answers in, if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Which enquiries they may see; that of their role, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// Whether they can be called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calls: bool,
    /// Goes back with `PUT`, so that nobody overwrites what they haven't seen.
    #[serde(default)]
    pub revision: u32,
}

/// What admins set of a member of staff; in the body of `PUT …/staff/{staff}` with the revision that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffUpdate {
    /// In addresses and `data-frontdesk="staff:…"`.
    pub handle: Handle,
    /// As the person wants to be called.
    pub name: DisplayName,
    /// "Sales engineer".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<ShortText>,
    /// What they may do.
    pub role: Role,
    /// Whether the public directory lists them.
    pub listed: bool,
    /// With so many rooms they are given no more, 1 to 100; the service's limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rooms: Option<u32>,
    /// Path of a picture that was uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// What they speak, at most 20; all that the service answers in, if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Which enquiries they may see; that of their role, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// Whether they can be called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calls: bool,
}

/// Body of `POST …/invitations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invite {
    /// Whose account it becomes.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
}

/// An invitation that nobody has used yet. Answers `GET …/invitations` as a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitation {
    /// For `DELETE …/invitations/{invitation}`.
    pub id: InvitationId,
    /// Whom and as what.
    #[serde(flatten)]
    pub invite: Invite,
    /// When its link ends.
    pub expires_at_ms: Timestamp,
}

/// Answers `POST …/invitations`. The link is shown this once: only a hash of its secret is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationMade {
    /// The invitation.
    pub invitation: Invitation,
    /// The secret. The dashboard makes the link of it: `/desk/{service}#invitation=…`; after `#`, so that no server
    /// and no log ever sees it in an address.
    pub secret: String,
}

/// Body of `POST …/invitations/accept`. Signs in at once: its answer is [`super::Me`] and the session's cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptInvitation {
    /// From the link.
    pub secret: String,
    /// As the person wants to be called.
    pub name: DisplayName,
    /// Their password.
    pub password: Password,
}

/// Body of `POST …/tags` and `PUT …/tags/{tag}`: a tag as it shall be, destinations in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagWithDestinations {
    /// Its handle and name.
    #[serde(flatten)]
    pub settings: TagSettings,
    /// First one first; 1 to [`MAX_DESTINATIONS`].
    pub destinations: Vec<DestinationUpdate>,
}

/// A destination as it shall be; without an id it is a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DestinationUpdate {
    /// Which, if there is one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<DestinationId>,
    /// Its staff and wait.
    #[serde(flatten)]
    pub settings: DestinationSettings,
}
