//! What a visitor's client asks for.

use serde::{Deserialize, Serialize};

use crate::{
    api::{CtaLink, IdentityOutcome},
    call::CallRules,
    card::{Entry, Mode, PageView, StaffCard, TagCard, VisitorEnquiry},
    file::FileRules,
    form::Filled,
    id::{EnquiryId, FieldId, VisitorId},
    setup::form::Questions,
    value::{DisplayName, Handle, LanguageTag, PageAddress, ServiceSlug, ShortText, Timestamp},
};

/// What anybody may know of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceView {
    /// In addresses.
    pub slug: ServiceSlug,
    /// "Acme Outdoor".
    pub name: DisplayName,
    /// The languages that it answers in, the first one by default.
    pub languages: Vec<LanguageTag>,
    /// Which files it takes.
    #[serde(default, skip_serializing_if = "FileRules::are_usual")]
    pub files: FileRules,
    /// What may be done in calls.
    #[serde(default, skip_serializing_if = "CallRules::are_usual")]
    pub calls: CallRules,
}

/// The public directory. Answers `GET …/directory`; cached for some seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Directory {
    /// The business.
    pub service: ServiceView,
    /// Topics, in the owner's order.
    pub tags: Vec<TagCard>,
    /// People, in the owner's order.
    pub staff: Vec<StaffCard>,
    /// Where the CTAs on the owner's pages lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ctas: Vec<CtaLink>,
    /// What visitors are asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Questions>,
}

/// Who this browser is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorToken {
    /// Who.
    pub visitor: VisitorId,
    /// Proof of it, for `Authorization: Bearer …` and the sockets. Secret; keep it out of addresses.
    pub token: String,
    /// When it ends; a client asks for a new one, with the old one, before that.
    pub expires_at_ms: Timestamp,
}

/// Answers `POST …/visitors`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BecameVisitor {
    /// Who.
    #[serde(flatten)]
    pub token: VisitorToken,
    /// What became of the JWT that was sent along; absent without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityOutcome>,
}

/// Body of `POST …/visitor/enquiries`. The same entry pressed again while its enquiry runs gives that enquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RaiseEnquiry {
    /// Made by the client; a repeat with the same id raises nothing new.
    pub enquiry: EnquiryId,
    /// What was pressed.
    pub entry: Entry,
    /// How they want to be served. By a call only where the tag or person can be called; else it is refused with `no_calls`.
    #[serde(default, skip_serializing_if = "Mode::is_chat")]
    pub mode: Mode,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageView>,
    /// The site that the chat is framed by, as the browser told the frame; none if it is a page of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedder: Option<PageAddress>,
    /// Where they came from to that site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer: Option<PageAddress>,
    /// Of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// IANA name, of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<ShortText>,
    /// The visitor's closed enquiry that this one goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<EnquiryId>,
    /// The weblink that they came by, as in its address. One that doesn't exist counts as none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Handle>,
    /// The form that is asked first, if there is one. Without a required answer that isn't known yet, the enquiry is refused
    /// with `malformed`, and `field` says `answers.` and which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Filled>,
}

/// Answers `GET …/visitor/enquiries`: all that run, and the last 10 closed ones, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorEnquiries {
    /// Newest first.
    pub enquiries: Vec<VisitorEnquiry>,
    /// Fields of forms that the visitor isn't asked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<FieldId>,
}
