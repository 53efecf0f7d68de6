//! Requests and answers of the HTTP interface under `/api/v1`. The OpenAPI document is made from these types and from
//! [`route::ROUTES`].

mod channel;
mod contact;
mod cta;
mod error;
mod file;
mod files;
mod guide;
mod link;
#[cfg(feature = "schema")]
pub mod openapi;
mod picture;
mod push;
mod room;
pub mod route;
mod settings;
mod setup;
mod staff;
mod transfer;
mod trial;
mod visitor;

pub use channel::{
    ChannelAccount, ChannelCheck, ChannelField, ChannelKind, ChannelMade, MAX_CHANNELS, MAX_FIELD_CHARS, SendTemplate,
    WriteChannel,
};
pub use contact::{
    CONTACTS_PAGE, Consent, ContactList, ContactNote, ContactPage, ContactRow, EnquiryRow, FormerSecret,
    IdentityOutcome, IdentityProof, IdentitySecret, IdentityState, MergeWith, MergedContact, NoteContact,
    RotateIdentity, Suggestion, WriteContact,
};
pub use cta::{CtaLink, CtaSeen, MAX_CTAS_SEEN, SeenCtas};
pub use error::{ErrorAnswer, ErrorBody, ErrorCode};
pub use file::{FileAddress, FileUpload, StartFile};
pub use files::{FILES_PAGE, FileUse, StoredFile, StoredFiles};
pub use guide::{Guide, GuideStep, SiteSeen};
pub use link::{CampaignCounts, Counts, LinkCounts, MAX_CAMPAIGNS_PER_LINK};
pub use picture::UploadedPicture;
pub use push::{
    PushDevice, PushKeys, PushOutcome, PushState, PushSubscription, PushTest, QuietState, VisitorPush,
    VisitorSubscription,
};
pub use room::{Draft, EntryList, MAX_PINS, MailTranscript, Pin, QuickLink, RoomState, SayMessage, SeenMentions};
pub use settings::{
    AcceptInvitation, CALL_WAIT_S, Destination, DestinationSettings, DestinationUpdate, Invitation, InvitationMade,
    Invite, MAX_DESTINATIONS, MAX_STAFF_PER_DESTINATION, ServiceMade, ServiceSettings, SetUp, StaffSettings,
    StaffUpdate, Supervision, Tag, TagSettings, TagWithDestinations,
};
pub use setup::{CHANGES_PAGE, Change, ChangeList, Imported, MAX_CHANGES, Reorder, Saved, Update};
pub use staff::{
    AnsweredEnquiry, ChangePassword, ChangePhoto, Device, EnquiryDetails, EnquiryList, LIST_PAGE, Me, PersonView,
    Session, SignIn, TraceEntry, TraceStep,
};
pub use transfer::{Former, TakeOver, TransferEnquiry};
pub use trial::{Present, RoutingTrial, TrialOutcome};
pub use visitor::{BecameVisitor, Directory, RaiseEnquiry, ServiceView, VisitorEnquiries, VisitorToken};
