//! The audit log: what members of staff did that somebody may ask about later. It is only ever added to. Who did what, about
//! whom and when stand in it, by id, and never what anybody wrote: so an erasure needs to change nothing here.

use serde::{Deserialize, Serialize};

use crate::{
    api::{Supervision, route::Operation},
    id::{ContactId, EnquiryId, StaffId},
    setup::{Item, Step},
    value::{DisplayName, ShortText, Timestamp},
};

/// Most entries in one answer.
pub const AUDIT_PAGE: usize = 50;

macro_rules! deeds {
    ($($(#[$doc:meta])* $deed:ident = $word:literal),+ $(,)?) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Deed {
            $($(#[$doc])* $deed,)+
            /// Something from a newer server.
            #[serde(other)]
            Unknown,
        }

        impl Deed {
            /// All that are known.
            pub const ALL: &[Self] = &[$(Self::$deed),+];

            /// As [`Deed::as_str`] of each.
            pub const WORDS: &[&str] = &[$($word),+];

            /// As in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$deed => $word,)+
                    Self::Unknown => "unknown",
                }
            }
        }
    };
}

deeds! {
    /// Read a colleague's chat while it went on, unseen by its visitor.
    LookedOn = "looked_on",
    /// Took an enquiry over from a colleague.
    TookOver = "took_over",
    /// Gave somebody another role.
    RoleChanged = "role_changed",
    /// Changed which enquiries somebody, or a role, may see.
    ReachChanged = "reach_changed",
    /// Changed something else of somebody.
    StaffChanged = "staff_changed",
    /// Removed somebody.
    StaffRemoved = "staff_removed",
    /// Invited somebody.
    StaffInvited = "staff_invited",
    /// Took an invitation back.
    InvitationWithdrawn = "invitation_withdrawn",
    /// Changed what the service is set to.
    SettingsChanged = "settings_changed",
    /// Saved all that is set up as a file.
    SetupExported = "setup_exported",
    /// Made a token for a program.
    TokenMade = "token_made",
    /// Ended one.
    TokenRevoked = "token_revoked",
    /// Connected a social account.
    ChannelMade = "channel_made",
    /// Changed one, or what proves that it is theirs.
    ChannelChanged = "channel_changed",
    /// Disconnected one.
    ChannelRemoved = "channel_removed",
    /// Made a webhook.
    HookMade = "hook_made",
    /// Changed one, or its secret.
    HookChanged = "hook_changed",
    /// Removed one.
    HookRemoved = "hook_removed",
    /// Deleted a file from a room.
    FileDeleted = "file_deleted",
    /// Took a talk, or the talks of a contact, out of the service.
    DataExported = "data_exported",
    /// Had a transcript e-mailed to whoever they said, or tried to.
    TranscriptMailed = "transcript_mailed",
    /// Erased a contact with all that is held of them.
    ContactErased = "contact_erased",
    /// Made one contact of two.
    ContactsMerged = "contacts_merged",
    /// Took that back.
    MergeUndone = "merge_undone",
    /// Blocked a visitor.
    VisitorBlocked = "visitor_blocked",
    /// Took that back.
    VisitorUnblocked = "visitor_unblocked",
    /// Changed or ended the secret by which visitors' identities are signed.
    IdentityChanged = "identity_changed",
    /// Changed how long what is kept.
    RetentionChanged = "retention_changed",
    /// Made a Space; direct chats aren't noted.
    SpaceMade = "space_made",
    /// Changed what a Space is, or who manages it, or put somebody in or out.
    SpaceChanged = "space_changed",
    /// Saved this log as a file.
    AuditExported = "audit_exported",
}

impl Deed {
    /// What calling this route does, if that stands in the log. What is changed of settings and staff is told by each
    /// [`Step`], what is done with enquiries by their events.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "most routes only read, or do what the log of changes keeps")]
    pub const fn of_operation(operation: Operation) -> Option<Self> {
        Some(match operation {
            Operation::Invite => Self::StaffInvited,
            Operation::WithdrawInvitation => Self::InvitationWithdrawn,
            Operation::ExportSetup => Self::SetupExported,
            Operation::MakeToken => Self::TokenMade,
            Operation::RevokeToken => Self::TokenRevoked,
            Operation::MakeChannel => Self::ChannelMade,
            Operation::ChangeChannel => Self::ChannelChanged,
            Operation::RemoveChannel => Self::ChannelRemoved,
            Operation::MakeHook => Self::HookMade,
            Operation::ChangeHook | Operation::RotateHook => Self::HookChanged,
            Operation::RemoveHook => Self::HookRemoved,
            Operation::MergeContact => Self::ContactsMerged,
            Operation::PartContact => Self::MergeUndone,
            Operation::BlockVisitor => Self::VisitorBlocked,
            Operation::LiftBlock => Self::VisitorUnblocked,
            Operation::EraseContact => Self::ContactErased,
            Operation::ExportContact => Self::DataExported,
            Operation::ChangeSpace | Operation::PutSpaceMember | Operation::TakeSpaceMember => Self::SpaceChanged,
            Operation::MailTranscript => Self::TranscriptMailed,
            Operation::RotateIdentity | Operation::EndIdentity => Self::IdentityChanged,
            _ => return None,
        })
    }

    /// What a step of a change does, and about what.
    #[must_use]
    pub fn of_step(step: &Step) -> (Self, About) {
        let of = |kind: &str| About { detail: ShortText::try_from(kind).ok(), ..About::default() };
        match step {
            Step::Put { before: Some(before), after, .. } if supervision(before) != supervision(after) => {
                (Self::ReachChanged, of("service"))
            }
            Step::Put { after, .. } => (Self::SettingsChanged, of(after.kind().as_str())),
            Step::Remove { before, .. } => (Self::SettingsChanged, of(before.kind().as_str())),
            Step::Order { kind, .. } => (Self::SettingsChanged, of(kind.as_str())),
            Step::Staff { staff, after: None, .. } => (Self::StaffRemoved, About::staff(*staff)),
            Step::Staff { staff, before, after: Some(after) } if before.role != after.role => {
                (Self::RoleChanged, About::staff(*staff))
            }
            Step::Staff { staff, before, after: Some(after) } if before.reach != after.reach => {
                (Self::ReachChanged, About::staff(*staff))
            }
            Step::Staff { staff, .. } => (Self::StaffChanged, About::staff(*staff)),
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "it is a setting of the service as a whole")]
fn supervision(item: &Item) -> Option<Supervision> {
    match item {
        Item::Service(service) => Some(service.supervision),
        _ => None,
    }
}

/// About what it was done: ids, and a word or two that name nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// An enquiry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
    /// Somebody of the staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// A contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// What of it, in a word: the kind of settings, the id of a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<ShortText>,
}

impl About {
    /// About an enquiry.
    #[must_use]
    pub fn enquiry(enquiry: EnquiryId) -> Self {
        Self { enquiry: Some(enquiry), ..Self::default() }
    }

    /// About somebody of the staff.
    #[must_use]
    pub fn staff(staff: StaffId) -> Self {
        Self { staff: Some(staff), ..Self::default() }
    }

    /// About a contact.
    #[must_use]
    pub fn contact(contact: ContactId) -> Self {
        Self { contact: Some(contact), ..Self::default() }
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditEntry {
    /// Counts up.
    pub number: u32,
    /// When.
    pub at_ms: Timestamp,
    /// Who; a program by the person that it acts as.
    pub by: StaffId,
    /// What they are called, or were when they were removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_name: Option<DisplayName>,
    /// What.
    pub deed: Deed,
    /// About what.
    #[serde(flatten)]
    pub about: About,
    /// What the member of staff is called whom it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_name: Option<DisplayName>,
}

/// Answers `GET …/audit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditList {
    /// Newest first, at most [`AUDIT_PAGE`].
    pub entries: Vec<AuditEntry>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_called_the_same_everywhere() {
        for (deed, word) in Deed::ALL.iter().zip(Deed::WORDS) {
            assert_eq!(serde_json::to_string(deed).expect("it is a word"), format!("\"{word}\""));
            assert_eq!(deed.as_str(), *word);
        }
        assert_eq!(serde_json::from_str::<Deed>("\"painted\"").expect("a newer server's"), Deed::Unknown);
    }
}
