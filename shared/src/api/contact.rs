//! Contacts, as staff see and change them, and signed identities.

use serde::{Deserialize, Serialize};

use crate::{
    card::{Entry, Phase, Preview},
    contact::{Fact, Person, Why, Written},
    form::Told,
    id::{ContactId, EnquiryId, LabelId, NoteId, StaffId},
    identity::IdentityRefusal,
    label::LabelCard,
    report::ContactPoint,
    setup::contact_fields::ContactField,
    value::{DisplayName, Note, ShortText, Timestamp},
};

/// Most contacts in one answer.
pub const CONTACTS_PAGE: usize = 50;

/// Answers `GET …/contacts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactList {
    /// In the order that was asked for.
    pub contacts: Vec<ContactRow>,
    /// The service's labels.
    pub labels: Vec<LabelCard>,
    /// For the page after this one; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A contact in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactRow {
    /// Which.
    pub contact: ContactId,
    /// What they are called: their handle where nobody has a name for them.
    pub name: String,
    /// Whether there is a picture of them, at `…/contacts/{contact}/photo`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub photo: bool,
    /// Where to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Fact>,
    /// Where to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Fact>,
    /// Whether the name is what the owner's backend signed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
    /// What staff put on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelId>,
    /// When they last said or asked something; absent if they never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen_ms: Option<Timestamp>,
}

/// Answers `GET …/contacts/{contact}`: all that is kept of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactPage {
    /// What is known of them.
    #[serde(flatten)]
    pub person: Person,
    /// Rises with every change of what staff wrote or merged; goes back with `PUT`.
    pub revision: u32,
    /// When they first came.
    pub first_seen_ms: Timestamp,
    /// When they last said or asked something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen_ms: Option<Timestamp>,
    /// The service's labels.
    pub service_labels: Vec<LabelCard>,
    /// The service's own fields.
    pub fields: Vec<ContactField>,
    /// What staff noted, newest first.
    pub notes: Vec<ContactNote>,
    /// What they agreed to in enquiries that the reader may read, newest first.
    pub consents: Vec<Consent>,
    /// Their enquiries that the reader may read, last raised first, at most 200.
    pub enquiries: Vec<EnquiryRow>,
    /// How many more of these there are.
    pub more_enquiries: u32,
    /// What was merged into it.
    pub merged: Vec<MergedContact>,
    /// Who may be the same person; only for who may merge them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Suggestion>,
}

/// What a member of staff noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactNote {
    /// Which.
    pub id: NoteId,
    /// When.
    pub at_ms: Timestamp,
    /// Who.
    pub by: StaffId,
    /// Their name then.
    pub by_name: DisplayName,
    /// What.
    pub body: Note,
}

/// What somebody agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// What was asked, in which words, and when they agreed.
    #[serde(flatten)]
    pub told: Told,
    /// In the form of which enquiry.
    pub enquiry: EnquiryId,
    /// By which way they came.
    pub contact_point: ContactPoint,
}

/// An enquiry in the list of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnquiryRow {
    /// Which; its room has the same id.
    pub enquiry: EnquiryId,
    /// What was pressed.
    pub entry: Entry,
    /// Its name; absent if there is no such tag or person any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_name: Option<DisplayName>,
    /// Where it is in its life.
    pub phase: Phase,
    /// Whose it is, or was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_name: Option<DisplayName>,
    /// By which way it came.
    pub contact_point: ContactPoint,
    /// When it was raised.
    pub raised_at_ms: Timestamp,
    /// What was said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<Preview>,
}

/// A contact that was merged into another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergedContact {
    /// Which.
    pub contact: ContactId,
    /// What it is called by itself.
    pub name: String,
    /// When.
    pub at_ms: Timestamp,
    /// By whom; absent if it was merged by a signed identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_name: Option<DisplayName>,
    /// Why.
    pub why: Why,
}

/// A contact that may be the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    /// Which, with what is known of them.
    #[serde(flatten)]
    pub row: ContactRow,
    /// Why; never `hand`.
    pub why: Why,
}

/// Body of `PUT …/contacts/{contact}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WriteContact {
    /// The one that was read; `changed_meanwhile` if there is another one now. Absent: whatever it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// What staff write of them; what isn't in it goes.
    #[serde(flatten)]
    pub written: Written,
}

/// Body of `POST …/contacts/{contact}/notes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoteContact {
    /// Made by the client, so that one that is sent twice is kept once.
    pub note: NoteId,
    /// What.
    pub body: Note,
}

/// Body of `POST …/contacts/{contact}/merged`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergeWith {
    /// Which becomes part of the one in the address.
    pub contact: ContactId,
}

/// Body of `POST …/visitors`; may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentityProof {
    /// A JWT, signed by the owner's backend with the service's secret (HS256): `sub` says who it is, `aud` is the service's name
    /// in addresses, `exp` at most a day away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
}

/// What became of a JWT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityOutcome {
    /// It counts.
    Verified,
    /// It doesn't; the service's admins see why.
    Refused,
}

/// Answers `GET …/identity`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentityState {
    /// When the secret was made; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at_ms: Option<Timestamp>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<DisplayName>,
    /// Its last characters, to tell it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<ShortText>,
    /// Until when the one before it counts, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_until_ms: Option<Timestamp>,
    /// When a token was last found right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at_ms: Option<Timestamp>,
    /// When one was last refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_at_ms: Option<Timestamp>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_for: Option<IdentityRefusal>,
}

/// Body of `POST …/identity`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RotateIdentity {
    /// What becomes of the secret before it.
    #[serde(default)]
    pub former: FormerSecret,
}

/// What becomes of a secret that is replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormerSecret {
    /// It counts for a day, for pages that are open.
    #[default]
    ADay,
    /// It ends at once, and so does every visitor's token that was had by it: others may know it.
    Ends,
}

/// Answers `POST …/identity`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentitySecret {
    /// Shown this once.
    pub secret: String,
    /// The rest.
    pub state: IdentityState,
}
