//! Every address of the HTTP interface with who may call it. The worker's router, the OpenAPI document and the test
//! that tries every route as everybody all read this one table.

use crate::{audit::Deed, card::Role, picture::Format, setup::Kind};

/// Who may call a route. What they may see there of one enquiry is decided by `permission.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody.
    Anyone,
    /// Who holds the deployment's set-up key.
    SetUpKey,
    /// A visitor of the service, by bearer token (sockets: by subprotocol).
    Visitor,
    /// Staff of the service with at least this role, by session cookie and from our own pages.
    Staff(Role),
}

/// What a route does. Whoever serves routes matches on this in full, so a new one does not compile until it is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table says it of each in a line of its own")]
pub enum Operation {
    ReadOpenApi,
    MakeService,
    ReadDirectory,
    BecomeVisitor,
    ListOwnEnquiries,
    NoteSeenCtas,
    ListSeenCtas,
    CheckInstall,
    ReadGuide,
    RaiseEnquiry,
    RateEnquiry,
    OpenVisitorRoom,
    ReadVisitorIce,
    ReadVisitorPush,
    SubscribeVisitor,
    EndVisitorPush,
    SignIn,
    ReadSession,
    SignOut,
    ChangePassword,
    ChangePhoto,
    ListSessions,
    EndSession,
    ReadPush,
    SubscribePush,
    EndPush,
    TestPush,
    ReadQuiet,
    ChangeQuiet,
    ListCanned,
    MakeCanned,
    ChangeCanned,
    RemoveCanned,
    OpenDesk,
    Search,
    ListEnquiries,
    ReadEnquiry,
    AnswerEnquiry,
    FollowUpEnquiry,
    TransferEnquiry,
    TakeBackEnquiry,
    TakeOverEnquiry,
    DeclineEnquiry,
    InviteGuest,
    RemoveGuest,
    PutLabel,
    TakeLabelOff,
    SetReminder,
    ListReminders,
    ChangeReminder,
    FinishReminder,
    DropReminder,
    OpenStaffRoom,
    ReadIce,
    CloseEnquiry,
    ReadRoom,
    ListEntries,
    SayInRoom,
    NoteInRoom,
    MarkRoom,
    ReadTranscript,
    MailTranscript,
    ListPins,
    PinEntry,
    UnpinEntry,
    ReadPreview,
    ReadDraft,
    KeepDraft,
    ListMentions,
    SeeMentions,
    ListQuickLinks,
    ListSpaces,
    MakeSpace,
    ReadSpace,
    ChangeSpace,
    PutSpaceMember,
    TakeSpaceMember,
    MuteSpace,
    ListContacts,
    ReadContact,
    ReadPhoto,
    ChangeContact,
    NoteContact,
    RemoveContactNote,
    MergeContact,
    PartContact,
    KeepContactApart,
    ReadIdentity,
    RotateIdentity,
    EndIdentity,
    ListAudit,
    BlockVisitor,
    ListBlocks,
    LiftBlock,
    EraseContact,
    ExportContact,
    ListErasures,
    ReadErasure,
    ListFiles,
    ListTokens,
    MakeToken,
    RevokeToken,
    ListChannelKinds,
    ListChannels,
    MakeChannel,
    ChangeChannel,
    RemoveChannel,
    CheckChannel,
    ReadChannel,
    ListTemplates,
    SendTemplate,
    SendAgain,
    ListHooks,
    MakeHook,
    ChangeHook,
    RemoveHook,
    RotateHook,
    TestHook,
    ListDeliveries,
    Resend,
    /// The items of a kind that has many.
    List(Kind),
    Make(Kind),
    Order(Kind),
    Remove(Kind),
    /// The item of a kind that has one.
    Read(Kind),
    /// An item, of a kind that has one or many.
    Change(Kind),
    CountLinks,
    ReadReport,
    ListReported,
    ReadStaffReport,
    ListChanges,
    UndoChange,
    ExportSetup,
    ImportSetup,
    TryRouting,
    ListStaff,
    ChangeStaff,
    RemoveStaff,
    ListInvitations,
    Invite,
    AcceptInvitation,
    WithdrawInvitation,
    UploadPicture,
    /// Of the visitor.
    VisitorFile(FileStep),
    /// Of staff.
    StaffFile(FileStep),
}

/// What is done with a file of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table says it of each in a line of its own")]
pub enum FileStep {
    Start,
    Read,
    Part,
    Finish,
    Address,
    Remove,
}

/// One address with one method.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// What it does.
    pub operation: Operation,
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// With `{name}` where it varies.
    pub path: &'static str,
    /// What may stand behind the path's question mark.
    pub query: &'static [Parameter],
    /// Who may call it.
    pub caller: Caller,
    /// Name of the request body's type, if it has one.
    pub body: Option<&'static str>,
    /// What the request body is if it isn't JSON: bytes of one of these media types.
    pub bytes: &'static [&'static str],
    /// Name of the answer's type; `[Name]` for a list; none for 204, or 101 on a socket.
    pub answer: Option<&'static str>,
    /// One line for the OpenAPI document.
    pub summary: &'static str,
}

/// A value behind the question mark.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Whether the route refuses a request without it.
    pub required: bool,
    /// All that it can be; none if any text may be one.
    pub values: &'static [&'static str],
    /// One line for the OpenAPI document.
    pub summary: &'static str,
}

impl Route {
    const fn asking(mut self, query: &'static [Parameter]) -> Self {
        self.query = query;
        self
    }

    const fn taking(mut self, bytes: &'static [&'static str]) -> Self {
        self.bytes = bytes;
        self
    }
}

/// Of an upload.
const PICTURES: &[&str] = &[Format::WebP.media_type(), Format::Png.media_type(), Format::Jpeg.media_type()];

/// Of a part of a file.
const PARTS: &[&str] = &["application/octet-stream"];

/// Of a list that comes in pages.
const PAGE: &[Parameter] = &[
    Parameter {
        name: "phase",
        required: true,
        values: &["open", "engaged", "missed", "closed"],
        summary: "Which enquiries.",
    },
    Parameter { name: "label", required: false, values: &[], summary: "Only those with this label." },
    Parameter { name: "staff", required: false, values: &[], summary: "Of open and engaged ones, only this person's." },
    Parameter {
        name: "before",
        required: false,
        values: &[],
        summary: "`next` of the page before; none for the first.",
    },
];

/// Of the list of reminders.
const REMINDERS: &[Parameter] = &[
    Parameter {
        name: "state",
        required: false,
        values: &["undone", "over"],
        summary: "Those that wait or are due, the next first, if absent; or what is done or has lapsed, the last first.",
    },
    Parameter {
        name: "after",
        required: false,
        values: &[],
        summary: "`next` of the page before; none for the first.",
    },
];

/// Of a room's log.
const ENTRIES: &[Parameter] = &[
    Parameter {
        name: "before",
        required: false,
        values: &[],
        summary: "Only entries with a lower `seq`: the page that ends just before it.",
    },
    Parameter {
        name: "after",
        required: false,
        values: &[],
        summary: "Only entries with a higher `seq`: the page that begins right after it.",
    },
    Parameter {
        name: "at",
        required: false,
        values: &[],
        summary: "Only entries of this moment or later, in milliseconds since 1970: the page that begins with the first.",
    },
];

/// Of a transcript.
const TRANSCRIPT: &[Parameter] = &[Parameter {
    name: "format",
    required: false,
    values: &["html", "text", "json"],
    summary: "A page to read and print, if absent; or plain text; or the entries as they are.",
}];

/// Of the list of contacts.
const CONTACTS: &[Parameter] = &[
    Parameter {
        name: "search",
        required: false,
        values: &[],
        summary: "Only those one of whose names, words of a name, e-mail addresses or phone numbers begins so.",
    },
    Parameter { name: "label", required: false, values: &[], summary: "Only those with this label." },
    Parameter {
        name: "sort",
        required: false,
        values: &["last_seen", "name"],
        summary: "Last seen first, if absent; or by name.",
    },
    Parameter {
        name: "after",
        required: false,
        values: &[],
        summary: "`next` of the page before; none for the first.",
    },
];

/// Of the log of a webhook.
const DELIVERIES: &[Parameter] = &[Parameter {
    name: "before",
    required: false,
    values: &[],
    summary: "`next` of the page before; none for the first.",
}];

/// Of the audit log.
const AUDIT: &[Parameter] = &[
    Parameter { name: "deed", required: false, values: Deed::WORDS, summary: "Only this." },
    Parameter { name: "by", required: false, values: &[], summary: "Only what this person did." },
    Parameter { name: "enquiry", required: false, values: &[], summary: "Only what was about this enquiry." },
    Parameter { name: "contact", required: false, values: &[], summary: "Only what was about this contact." },
    Parameter {
        name: "before",
        required: false,
        values: &[],
        summary: "`next` of the page before; none for the first.",
    },
];

/// Of the list of blocks.
const BLOCKS: &[Parameter] = &[
    Parameter {
        name: "before",
        required: false,
        values: &[],
        summary: "`next` of the page before; none for the first.",
    },
    Parameter { name: "enquiry", required: false, values: &[], summary: "Only those of who raised this enquiry." },
];

/// Of the list of files.
const FILES: &[Parameter] = &[
    Parameter {
        name: "before",
        required: false,
        values: &[],
        summary: "`next` of the page before; none for the first.",
    },
    Parameter { name: "name", required: false, values: &[], summary: "Only those whose name has this in it." },
    Parameter {
        name: "kind",
        required: false,
        values: &["image", "video", "audio", "document"],
        summary: "Only those of this kind.",
    },
    Parameter { name: "enquiry", required: false, values: &[], summary: "Only those in the room of this enquiry." },
    Parameter {
        name: "side",
        required: false,
        values: &["visitor", "staff"],
        summary: "Only those that visitors sent, or that staff did.",
    },
    Parameter {
        name: "sender",
        required: false,
        values: &[],
        summary: "Only those whose sender's name has this in it.",
    },
    Parameter { name: "from_ms", required: false, values: &[], summary: "Only those of this moment or later." },
    Parameter { name: "until_ms", required: false, values: &[], summary: "Only those before this moment." },
];

/// Of the list of receipts.
const ERASURES: &[Parameter] = &[Parameter {
    name: "before",
    required: false,
    values: &[],
    summary: "`next` of the page before; none for the first.",
}];

/// Of what is written in the reader's language.
const LANGUAGE: &[Parameter] = &[Parameter {
    name: "lang",
    required: false,
    values: &[],
    summary: "The reader's language; else `Accept-Language` says it.",
}];

/// Of the log of changes.
const CHANGES: &[Parameter] = &[Parameter {
    name: "before",
    required: false,
    values: &[],
    summary: "`next` of the page before; none for the first.",
}];

macro_rules! reported {
    ($($more:expr),* $(,)?) => {
        &[
            Parameter { name: "from", required: true, values: &[], summary: "The first day, like `2026-12-01`, in the service's time zone." },
            Parameter { name: "to", required: true, values: &[], summary: "The last day; at most 400 in all." },
            Parameter { name: "tag", required: false, values: &[], summary: "Only what was asked of this tag." },
            Parameter { name: "staff", required: false, values: &[], summary: "Only what this person answered first." },
            Parameter { name: "contact_point", required: false, values: &[], summary: "Only what came in here: `link:…`, `site:…` or `unknown`." },
            Parameter { name: "date", required: false, values: &[], summary: "Only what was raised on this day." },
            Parameter { name: "hour", required: false, values: &[], summary: "Only what was raised in this hour of a day, 0 to 23." },
            Parameter { name: "weekday", required: false, values: &["mon", "tue", "wed", "thu", "fri", "sat", "sun"], summary: "Only what was raised on this day of a week." },
            $($more),*
        ]
    };
}

/// Of figures.
#[rustfmt::skip]
const REPORT: &[Parameter] = reported![];

/// Of what is behind one of them.
#[rustfmt::skip]
const REPORTED: &[Parameter] = reported![
    Parameter { name: "figure", required: true, values: &["raised", "answered", "missed", "followed_up", "left", "waiting", "first_word", "handled", "rated", "rated_1", "rated_2", "rated_3", "rated_4", "rated_5"], summary: "Behind which figure." },
    Parameter { name: "before", required: false, values: &[], summary: "`next` of the page before; none for the first." },
];

/// Of how staff spent their days.
const DAYS: &[Parameter] = &[
    Parameter {
        name: "from",
        required: true,
        values: &[],
        summary: "The first day, like `2026-12-01`, in the service's time zone.",
    },
    Parameter { name: "to", required: true, values: &[], summary: "The last day; at most 31 in all." },
];

const fn route(
    operation: Operation,
    method: &'static str,
    path: &'static str,
    caller: Caller,
    body: Option<&'static str>,
    answer: Option<&'static str>,
    summary: &'static str,
) -> Route {
    Route { operation, method, path, query: &[], caller, body, bytes: &[], answer, summary }
}

use Caller::{Anyone, SetUpKey, Staff, Visitor};
use FileStep::{Address, Finish, Part, Start};
use Kind::{
    Appearance, Campaign, Closing, ContactFields, Cta, Form, Keeping, Label, Link, Messages, Schedule, Service, Tag,
};
use Operation::{
    AcceptInvitation, AnswerEnquiry, BecomeVisitor, BlockVisitor, Change, ChangeCanned, ChangeChannel, ChangeContact,
    ChangeHook, ChangePassword, ChangePhoto, ChangeQuiet, ChangeReminder, ChangeSpace, ChangeStaff, CheckChannel,
    CheckInstall, CloseEnquiry, CountLinks, DeclineEnquiry, DropReminder, EndIdentity, EndPush, EndSession,
    EndVisitorPush, EraseContact, ExportContact, ExportSetup, FinishReminder, FollowUpEnquiry, ImportSetup, Invite,
    InviteGuest, KeepContactApart, KeepDraft, LiftBlock, List, ListAudit, ListBlocks, ListCanned, ListChanges,
    ListChannelKinds, ListChannels, ListContacts, ListDeliveries, ListEnquiries, ListEntries, ListErasures, ListFiles,
    ListHooks, ListInvitations, ListMentions, ListOwnEnquiries, ListPins, ListQuickLinks, ListReminders, ListReported,
    ListSeenCtas, ListSessions, ListSpaces, ListStaff, ListTemplates, ListTokens, MailTranscript, Make, MakeCanned,
    MakeChannel, MakeHook, MakeService, MakeSpace, MakeToken, MarkRoom, MergeContact, MuteSpace, NoteContact,
    NoteInRoom, NoteSeenCtas, OpenDesk, OpenStaffRoom, OpenVisitorRoom, Order, PartContact, PinEntry, PutLabel,
    PutSpaceMember, RaiseEnquiry, RateEnquiry, Read, ReadChannel, ReadContact, ReadDirectory, ReadDraft, ReadEnquiry,
    ReadErasure, ReadGuide, ReadIce, ReadIdentity, ReadOpenApi, ReadPhoto, ReadPreview, ReadPush, ReadQuiet,
    ReadReport, ReadRoom, ReadSession, ReadSpace, ReadStaffReport, ReadTranscript, ReadVisitorIce, ReadVisitorPush,
    Remove, RemoveCanned, RemoveChannel, RemoveContactNote, RemoveGuest, RemoveHook, RemoveStaff, Resend, RevokeToken,
    RotateHook, RotateIdentity, SayInRoom, Search, SeeMentions, SendAgain, SendTemplate, SetReminder, SignIn, SignOut,
    StaffFile, SubscribePush, SubscribeVisitor, TakeBackEnquiry, TakeLabelOff, TakeOverEnquiry, TakeSpaceMember,
    TestHook, TestPush, TransferEnquiry, TryRouting, UndoChange, UnpinEntry, UploadPicture, VisitorFile,
    WithdrawInvitation,
};
use Role::{Admin, Agent, Supervisor};

/// The table.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    route(ReadOpenApi, "GET",    "/api/v1/openapi.json", Anyone, None, None, "This document."),
    route(MakeService, "POST",   "/api/v1/services", SetUpKey, Some("SetUp"), Some("ServiceMade"), "Makes a service and its owner."),

    route(ReadDirectory, "GET",    "/api/v1/services/{service}/directory", Anyone, None, Some("Directory"), "The public directory of tags and people.").asking(LANGUAGE),
    route(BecomeVisitor, "POST",   "/api/v1/services/{service}/visitors", Anyone, Some("IdentityProof"), Some("BecameVisitor"), "Makes this client a visitor, or renews its token; with a JWT, the person whom the owner's backend signed it for."),
    route(ListOwnEnquiries, "GET",    "/api/v1/services/{service}/visitor/enquiries", Visitor, None, Some("VisitorEnquiries"), "The visitor's own enquiries."),
    route(RaiseEnquiry, "POST",   "/api/v1/services/{service}/visitor/enquiries", Visitor, Some("RaiseEnquiry"), Some("VisitorEnquiry"), "Raises an enquiry, or gives the running one."),
    route(RateEnquiry, "PUT",    "/api/v1/services/{service}/visitor/enquiries/{enquiry}/rating", Visitor, Some("RateEnquiry"), Some("VisitorEnquiry"), "Rates a chat that has ended, or changes that, within 24 hours."),
    route(OpenVisitorRoom, "GET",    "/api/v1/services/{service}/visitor/rooms/{enquiry}/socket", Visitor, None, None, "The room's socket, for the visitor."),
    route(ReadVisitorIce, "GET",    "/api/v1/services/{service}/visitor/rooms/{enquiry}/ice", Visitor, None, Some("IceServers"), "By which servers the visitor's browser finds the others of a call."),
    route(ReadVisitorPush, "GET",    "/api/v1/services/{service}/visitor/push", Visitor, None, Some("VisitorPush"), "Whether the visitor is notified while they look elsewhere."),
    route(SubscribeVisitor, "PUT",    "/api/v1/services/{service}/visitor/push", Visitor, Some("VisitorSubscription"), Some("VisitorPush"), "Notifies the visitor in this browser, too, for 30 days."),
    route(EndVisitorPush, "DELETE", "/api/v1/services/{service}/visitor/push", Visitor, None, None, "Notifies the visitor no more, in no browser."),

    route(NoteSeenCtas, "POST",   "/api/v1/services/{service}/ctas/seen", Anyone, Some("SeenCtas"), None, "Notes that a page of the owner's has these CTAs."),

    route(SignIn, "POST",   "/api/v1/services/{service}/session", Anyone, Some("SignIn"), Some("Me"), "Signs in."),
    route(ReadSession, "GET",    "/api/v1/services/{service}/session", Staff(Agent), None, Some("Me"), "Who is signed in."),
    route(SignOut, "DELETE", "/api/v1/services/{service}/session", Staff(Agent), None, None, "Signs out."),
    route(ChangePassword, "PUT",    "/api/v1/services/{service}/session/password", Staff(Agent), Some("ChangePassword"), None, "Changes the password; ends all other sessions."),
    route(ChangePhoto, "PUT",    "/api/v1/services/{service}/session/photo", Staff(Agent), Some("ChangePhoto"), Some("Me"), "Changes one's own photo."),
    route(ListSessions, "GET",    "/api/v1/services/{service}/sessions", Staff(Agent), None, Some("[Session]"), "Where this account is signed in."),
    route(EndSession, "DELETE", "/api/v1/services/{service}/sessions/{session}", Staff(Agent), None, None, "Ends one of this account's sessions."),

    route(ReadPush, "GET",    "/api/v1/services/{service}/session/push", Staff(Agent), None, Some("PushState"), "Whether this browser is woken while the dashboard is closed."),
    route(SubscribePush, "PUT",    "/api/v1/services/{service}/session/push", Staff(Agent), Some("PushSubscription"), Some("PushState"), "Wakes this browser from now on; it ends with the session."),
    route(EndPush, "DELETE", "/api/v1/services/{service}/session/push", Staff(Agent), None, None, "Wakes it no more."),
    route(TestPush, "POST",   "/api/v1/services/{service}/session/push/test", Staff(Agent), None, Some("PushTest"), "Wakes it once, and says what became of it."),
    route(ReadQuiet, "GET",    "/api/v1/services/{service}/session/quiet", Staff(Agent), None, Some("QuietState"), "The person's quiet hours."),
    route(ChangeQuiet, "PUT",    "/api/v1/services/{service}/session/quiet", Staff(Agent), Some("QuietHours"), Some("QuietState"), "Changes them: within them none of the person's browsers is woken."),

    route(ListCanned, "GET",    "/api/v1/services/{service}/canned", Staff(Agent), None, Some("[Canned]"), "Canned responses: the service's, and one's own."),
    route(MakeCanned, "POST",   "/api/v1/services/{service}/canned", Staff(Agent), Some("CannedWords"), Some("Canned"), "Keeps one; the service's are for supervisors to keep."),
    route(ChangeCanned, "PUT",    "/api/v1/services/{service}/canned/{canned}", Staff(Agent), Some("CannedWords"), Some("Canned"), "Changes one."),
    route(RemoveCanned, "DELETE", "/api/v1/services/{service}/canned/{canned}", Staff(Agent), None, None, "Removes one."),

    route(OpenDesk, "GET",    "/api/v1/services/{service}/desk/socket", Staff(Agent), None, None, "The dashboard's socket."),
    route(Search, "POST",   "/api/v1/services/{service}/search", Staff(Agent), Some("Search"), Some("Found"), "Finds people, and what was said, in all that the one who asks may read."),
    route(ListEnquiries, "GET",    "/api/v1/services/{service}/enquiries", Staff(Agent), None, Some("EnquiryList"), "Missed or closed enquiries, a page at a time.").asking(PAGE),
    route(ReadEnquiry, "GET",    "/api/v1/services/{service}/enquiries/{enquiry}", Staff(Agent), None, Some("EnquiryDetails"), "One enquiry with its routing trace."),
    route(AnswerEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/answer", Staff(Agent), None, Some("AnsweredEnquiry"), "Answers an open enquiry: one wins."),
    route(FollowUpEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/follow-up", Staff(Agent), None, Some("AnsweredEnquiry"), "Takes up a missed enquiry: one wins."),
    route(TransferEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/transfer", Staff(Agent), Some("TransferEnquiry"), Some("AnsweredEnquiry"), "Passes an enquiry on: it is offered to a tag or a person, with its whole talk."),
    route(TakeBackEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/take-back", Staff(Agent), None, Some("AnsweredEnquiry"), "Takes back what is being passed on."),
    route(TakeOverEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/take-over", Staff(Supervisor), Some("TakeOver"), Some("AnsweredEnquiry"), "Makes a colleague's enquiry one's own at once."),
    route(DeclineEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/decline", Staff(Agent), None, None, "Declines what is passed on: it goes on at once if nobody else there may take it."),
    route(InviteGuest, "PUT",    "/api/v1/services/{service}/enquiries/{enquiry}/guests/{staff}", Staff(Agent), None, None, "Invites a colleague into the room."),
    route(RemoveGuest, "DELETE", "/api/v1/services/{service}/enquiries/{enquiry}/guests/{staff}", Staff(Agent), None, None, "Leaves the room as a guest, or sends a guest out."),
    route(PutLabel, "PUT",    "/api/v1/services/{service}/enquiries/{enquiry}/labels/{label}", Staff(Agent), None, Some("AnsweredEnquiry"), "Puts a label on an enquiry, also after the close."),
    route(TakeLabelOff, "DELETE", "/api/v1/services/{service}/enquiries/{enquiry}/labels/{label}", Staff(Agent), None, Some("AnsweredEnquiry"), "Takes a label off."),
    route(SetReminder, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/reminders", Staff(Agent), Some("SetReminder"), Some("ReminderView"), "Sets a reminder of an enquiry, for oneself or a colleague. Sent again with the same id, it is set once."),
    route(ListReminders, "GET",    "/api/v1/services/{service}/reminders", Staff(Agent), None, Some("ReminderList"), "One's own reminders, and those that one set for others, a page at a time.").asking(REMINDERS),
    route(ChangeReminder, "PUT",    "/api/v1/services/{service}/reminders/{reminder}", Staff(Agent), Some("ChangeReminder"), Some("ReminderView"), "Changes a reminder: what is due, or over, waits again."),
    route(FinishReminder, "POST",   "/api/v1/services/{service}/reminders/{reminder}/done", Staff(Agent), None, Some("ReminderView"), "Says that what it reminds of is done."),
    route(DropReminder, "DELETE", "/api/v1/services/{service}/reminders/{reminder}", Staff(Agent), None, None, "Drops a reminder."),
    route(OpenStaffRoom, "GET",    "/api/v1/services/{service}/rooms/{room}/socket", Staff(Agent), None, None, "The room's socket, for staff."),
    route(ReadIce, "GET",    "/api/v1/services/{service}/rooms/{room}/ice", Staff(Agent), None, Some("IceServers"), "By which servers a browser of the staff's finds the others of a call; for who may open the room's socket."),
    route(CloseEnquiry, "POST",   "/api/v1/services/{service}/enquiries/{enquiry}/close", Staff(Agent), None, None, "Ends an enquiry; it is final."),
    route(BlockVisitor, "PUT",    "/api/v1/services/{service}/enquiries/{enquiry}/block", Staff(Agent), Some("BlockVisitor"), Some("Block"), "Hears the visitor of an enquiry no more; their chats end."),
    route(ListBlocks, "GET",    "/api/v1/services/{service}/blocks", Staff(Admin), None, Some("BlockList"), "Who isn't heard, or wasn't: by whom, and why.").asking(BLOCKS),
    route(LiftBlock, "DELETE", "/api/v1/services/{service}/blocks/{block}", Staff(Admin), None, Some("Block"), "Ends a block; it stays in the list."),
    route(EraseContact, "DELETE", "/api/v1/services/{service}/contacts/{contact}", Staff(Admin), None, Some("Erasure"), "Erases a person with all that is held of them, for good. Again, it answers with the receipt."),
    route(ExportContact, "GET",    "/api/v1/services/{service}/contacts/{contact}/export", Staff(Admin), None, None, "Everything that is held of a person, as one archive."),
    route(ListErasures, "GET",    "/api/v1/services/{service}/erasures", Staff(Admin), None, Some("ErasureList"), "Receipts of what was erased, newest first.").asking(ERASURES),
    route(ReadErasure, "GET",    "/api/v1/services/{service}/erasures/{erasure}", Staff(Admin), None, Some("Erasure"), "One receipt: what was removed, and what can't be reached."),
    route(ListFiles, "GET",    "/api/v1/services/{service}/files", Staff(Admin), None, Some("StoredFiles"), "Every file in any room, newest first, and how much is kept.").asking(FILES),
    route(ReadRoom, "GET",    "/api/v1/services/{service}/rooms/{room}", Staff(Agent), None, Some("RoomState"), "A room as it stands."),
    route(ListEntries, "GET",    "/api/v1/services/{service}/rooms/{room}/entries", Staff(Agent), None, Some("EntryList"), "What happened in a room, oldest first, a page at a time; the newest page, if nothing is said.").asking(ENTRIES),
    route(SayInRoom, "POST",   "/api/v1/services/{service}/rooms/{room}/messages", Staff(Agent), Some("SayMessage"), Some("LogEntry"), "Says something in a room. Sent again with the same id, it is said once."),
    route(NoteInRoom, "POST",   "/api/v1/services/{service}/rooms/{room}/notes", Staff(Agent), Some("SayMessage"), Some("LogEntry"), "Notes something that the visitor never sees; once, like a message."),
    route(MarkRoom, "PUT",    "/api/v1/services/{service}/rooms/{room}/marks", Staff(Agent), Some("Mark"), None, "Says how far staff got: what is read isn't unread in lists."),
    route(ReadTranscript, "GET",    "/api/v1/services/{service}/rooms/{room}/transcript", Staff(Agent), None, None, "All that was said in a room, to read, to print and to keep.").asking(TRANSCRIPT),
    route(MailTranscript, "POST",   "/api/v1/services/{service}/rooms/{room}/transcript/mail", Staff(Agent), Some("MailTranscript"), None, "Has an enquiry's transcript e-mailed, as its visitor sees it."),
    route(ListPins, "GET",    "/api/v1/services/{service}/rooms/{room}/pins", Staff(Agent), None, Some("[Pin]"), "What is pinned in a room, pinned last first."),
    route(PinEntry, "PUT",    "/api/v1/services/{service}/rooms/{room}/pins/{entry}", Staff(Agent), None, None, "Pins what was said, for all staff in the room."),
    route(UnpinEntry, "DELETE", "/api/v1/services/{service}/rooms/{room}/pins/{entry}", Staff(Agent), None, None, "Takes a pin away."),
    route(ReadPreview, "GET",    "/api/v1/services/{service}/rooms/{room}/entries/{entry}/preview", Staff(Agent), None, Some("LinkPreview"), "What the page says of itself that was linked to first in what somebody said; `not_found` unless the service shows such previews."),
    route(ReadDraft, "GET",    "/api/v1/services/{service}/rooms/{room}/draft", Staff(Agent), None, Some("Draft"), "What one wrote in a room and didn't send, on any device."),
    route(KeepDraft, "PUT",    "/api/v1/services/{service}/rooms/{room}/draft", Staff(Agent), Some("Draft"), None, "Keeps it, for one's other devices."),
    route(ListMentions, "GET",    "/api/v1/services/{service}/mentions", Staff(Agent), None, Some("[Mention]"), "Notes of colleagues that name one, or stand in one's chats, and that one hasn't seen; newest first."),
    route(SeeMentions, "POST",   "/api/v1/services/{service}/mentions/seen", Staff(Agent), Some("SeenMentions"), None, "Says that one has seen them."),
    route(ListQuickLinks, "GET",    "/api/v1/services/{service}/quick-links", Staff(Agent), None, Some("[QuickLink]"), "Weblinks, as staff put them into what they write."),
    route(ListSpaces, "GET",    "/api/v1/services/{service}/spaces", Staff(Agent), None, Some("[SpaceCard]"), "Spaces and direct chats: one's own, and all that are public."),
    route(MakeSpace, "POST",   "/api/v1/services/{service}/spaces", Staff(Agent), Some("MakeSpace"), Some("SpaceView"), "Makes a Space, or a direct chat; the one that is there, if two have one already."),
    route(ReadSpace, "GET",    "/api/v1/services/{service}/spaces/{space}", Staff(Agent), None, Some("SpaceView"), "One Space with who is in it."),
    route(ChangeSpace, "PUT",    "/api/v1/services/{service}/spaces/{space}", Staff(Agent), Some("SpaceWords"), Some("SpaceView"), "Changes what a Space is, archives it or restores it."),
    route(PutSpaceMember, "PUT",    "/api/v1/services/{service}/spaces/{space}/members/{staff}", Staff(Agent), Some("SpaceMembership"), Some("SpaceView"), "Joins a Space, brings a colleague in, or says whether they manage it."),
    route(TakeSpaceMember, "DELETE", "/api/v1/services/{service}/spaces/{space}/members/{staff}", Staff(Agent), None, None, "Leaves a Space, or sends somebody out."),
    route(MuteSpace, "PUT",    "/api/v1/services/{service}/spaces/{space}/muted", Staff(Agent), Some("MuteSpace"), None, "Says whether a Space calls for nothing but mentions."),
    route(ListAudit, "GET",    "/api/v1/services/{service}/audit", Staff(Admin), None, Some("AuditList"), "Who did what about whom and when, newest first, a page at a time.").asking(AUDIT),
    route(ListTokens, "GET",    "/api/v1/services/{service}/tokens", Staff(Admin), None, Some("[Token]"), "Tokens of programs that weren't revoked."),
    route(MakeToken, "POST",   "/api/v1/services/{service}/tokens", Staff(Admin), Some("MakeToken"), Some("TokenMade"), "Makes a token, and tells it once."),
    route(RevokeToken, "DELETE", "/api/v1/services/{service}/tokens/{token}", Staff(Admin), None, None, "Ends a token at once."),
    route(ListHooks, "GET",    "/api/v1/services/{service}/hooks", Staff(Admin), None, Some("[Hook]"), "Webhooks: addresses that are told what happens."),
    route(MakeHook, "POST",   "/api/v1/services/{service}/hooks", Staff(Admin), Some("HookSettings"), Some("HookMade"), "Makes a webhook, and tells its secret once."),
    route(ChangeHook, "PUT",    "/api/v1/services/{service}/hooks/{hook}", Staff(Admin), Some("HookSettings"), Some("Hook"), "Changes a webhook."),
    route(RemoveHook, "DELETE", "/api/v1/services/{service}/hooks/{hook}", Staff(Admin), None, None, "Removes a webhook, with what waits for it."),
    route(RotateHook, "POST",   "/api/v1/services/{service}/hooks/{hook}/rotate", Staff(Admin), None, Some("HookMade"), "Gives it another secret; the one before signs for a day beside it."),
    route(TestHook, "POST",   "/api/v1/services/{service}/hooks/{hook}/test", Staff(Admin), None, Some("HookDelivery"), "Sends it a test, and says what came of it."),
    route(ListDeliveries, "GET",    "/api/v1/services/{service}/hooks/{hook}/deliveries", Staff(Admin), None, Some("DeliveryList"), "What it was told, newest first, a page at a time.").asking(DELIVERIES),
    route(Resend, "POST",   "/api/v1/services/{service}/hooks/{hook}/deliveries/{delivery}/resend", Staff(Admin), None, Some("HookDelivery"), "Sends something again at once, and says what came of it."),

    route(ListChannelKinds, "GET",    "/api/v1/services/{service}/channels/kinds", Staff(Admin), None, Some("[ChannelKind]"), "Messaging services whose accounts can be connected, and how.").asking(LANGUAGE),
    route(ListChannels, "GET",    "/api/v1/services/{service}/channels", Staff(Admin), None, Some("[ChannelAccount]"), "Social accounts that are connected."),
    route(MakeChannel, "POST",   "/api/v1/services/{service}/channels/{account}", Staff(Admin), Some("WriteChannel"), Some("ChannelMade"), "Connects a social account, and tells once what is to be pasted at its messaging service."),
    route(ChangeChannel, "PUT",    "/api/v1/services/{service}/channels/{account}", Staff(Admin), Some("WriteChannel"), Some("ChannelMade"), "Changes it; secrets that aren't sent stay as they are."),
    route(RemoveChannel, "DELETE", "/api/v1/services/{service}/channels/{account}", Staff(Admin), None, None, "Disconnects it; what was said stays."),
    route(CheckChannel, "POST",   "/api/v1/services/{service}/channels/{account}/check", Staff(Admin), None, Some("[ChannelCheck]"), "Asks the messaging service whether the account is as it has to be.").asking(LANGUAGE),
    route(ReadChannel, "GET",    "/api/v1/services/{service}/rooms/{room}/channel", Staff(Agent), None, Some("ChannelView"), "What may be sent to the social account of a room's visitor now."),
    route(ListTemplates, "GET",    "/api/v1/services/{service}/rooms/{room}/templates", Staff(Agent), None, Some("[Template]"), "Forms that may be sent to the social account of a room's visitor at any time; none where its messaging service has no such."),
    route(SendTemplate, "POST",   "/api/v1/services/{service}/rooms/{room}/templates", Staff(Agent), Some("SendTemplate"), Some("LogEntry"), "Says what a form becomes, and sends it as that form. Sent again with the same id, it is said once."),
    route(SendAgain, "POST",   "/api/v1/services/{service}/rooms/{room}/deliveries/{entry}/retry", Staff(Agent), None, None, "Sends something again that was refused, or of which nobody knows whether it arrived."),

    route(VisitorFile(Start), "POST",   "/api/v1/services/{service}/visitor/enquiries/{enquiry}/files", Visitor, Some("StartFile"), Some("FileUpload"), "Says that a file comes, the visitor's; or how far it is."),
    route(VisitorFile(FileStep::Read), "GET",    "/api/v1/services/{service}/visitor/enquiries/{enquiry}/files/{file}", Visitor, None, Some("FileUpload"), "How far a file is that one sends oneself."),
    route(VisitorFile(Part), "PUT",    "/api/v1/services/{service}/visitor/enquiries/{enquiry}/files/{file}/parts/{part}", Visitor, None, Some("FileUpload"), "Takes a part of a file.").taking(PARTS),
    route(VisitorFile(Finish), "POST",   "/api/v1/services/{service}/visitor/enquiries/{enquiry}/files/{file}/finish", Visitor, None, Some("LogEntry"), "Shows a file of which all parts are there."),
    route(VisitorFile(Address), "POST",   "/api/v1/services/{service}/visitor/enquiries/{enquiry}/files/{file}/address", Visitor, None, Some("FileAddress"), "Where a shared file can be had for an hour."),
    route(VisitorFile(FileStep::Remove), "DELETE", "/api/v1/services/{service}/visitor/enquiries/{enquiry}/files/{file}", Visitor, None, None, "Gives up a file that one sends oneself."),

    route(StaffFile(Start), "POST",   "/api/v1/services/{service}/enquiries/{room}/files", Staff(Agent), Some("StartFile"), Some("FileUpload"), "Says that a file comes, of staff; or how far it is."),
    route(StaffFile(FileStep::Read), "GET",    "/api/v1/services/{service}/enquiries/{room}/files/{file}", Staff(Agent), None, Some("FileUpload"), "How far a file is that one sends oneself."),
    route(StaffFile(Part), "PUT",    "/api/v1/services/{service}/enquiries/{room}/files/{file}/parts/{part}", Staff(Agent), None, Some("FileUpload"), "Takes a part of a file.").taking(PARTS),
    route(StaffFile(Finish), "POST",   "/api/v1/services/{service}/enquiries/{room}/files/{file}/finish", Staff(Agent), None, Some("LogEntry"), "Shows a file of which all parts are there."),
    route(StaffFile(Address), "POST",   "/api/v1/services/{service}/enquiries/{room}/files/{file}/address", Staff(Agent), None, Some("FileAddress"), "Where a shared file can be had for an hour."),
    route(StaffFile(FileStep::Remove), "DELETE", "/api/v1/services/{service}/enquiries/{room}/files/{file}", Staff(Agent), None, None, "Gives up a file that one sends oneself, or deletes a shared one."),

    route(Read(Service), "GET",    "/api/v1/services/{service}/settings", Staff(Admin), None, Some("Saved<ServiceSettings>"), "The service's settings."),
    route(Change(Service), "PUT",    "/api/v1/services/{service}/settings", Staff(Admin), Some("Update<ServiceSettings>"), Some("Saved<ServiceSettings>"), "Changes them."),
    route(List(Tag), "GET",    "/api/v1/services/{service}/tags", Staff(Admin), None, Some("[Saved<TagWithDestinations>]"), "Tags with their destinations."),
    route(Make(Tag), "POST",   "/api/v1/services/{service}/tags", Staff(Admin), Some("TagWithDestinations"), Some("Saved<TagWithDestinations>"), "Makes a tag."),
    route(Order(Tag), "PUT",    "/api/v1/services/{service}/tags/order", Staff(Admin), Some("Reorder"), None, "Puts the tags in another order."),
    route(Change(Tag), "PUT",    "/api/v1/services/{service}/tags/{item}", Staff(Admin), Some("Update<TagWithDestinations>"), Some("Saved<TagWithDestinations>"), "Changes a tag and its destinations."),
    route(Remove(Tag), "DELETE", "/api/v1/services/{service}/tags/{item}", Staff(Admin), None, None, "Removes a tag; its running enquiries go on."),
    route(List(Schedule), "GET",    "/api/v1/services/{service}/schedules", Staff(Admin), None, Some("[Saved<ScheduleSettings>]"), "When somebody is there: hours, holidays, and days of their own."),
    route(Make(Schedule), "POST",   "/api/v1/services/{service}/schedules", Staff(Admin), Some("ScheduleSettings"), Some("Saved<ScheduleSettings>"), "Makes a schedule."),
    route(Order(Schedule), "PUT",    "/api/v1/services/{service}/schedules/order", Staff(Admin), Some("Reorder"), None, "Puts the schedules in another order."),
    route(Change(Schedule), "PUT",    "/api/v1/services/{service}/schedules/{item}", Staff(Admin), Some("Update<ScheduleSettings>"), Some("Saved<ScheduleSettings>"), "Changes a schedule."),
    route(Remove(Schedule), "DELETE", "/api/v1/services/{service}/schedules/{item}", Staff(Admin), None, None, "Removes a schedule that nothing goes by."),
    route(TryRouting, "POST",   "/api/v1/services/{service}/routing/trial", Staff(Admin), Some("RoutingTrial"), Some("TrialOutcome"), "What happens to an enquiry at some minute; none is raised."),
    route(List(Campaign), "GET",    "/api/v1/services/{service}/campaigns", Staff(Admin), None, Some("[Saved<Campaign>]"), "Named sets of weblinks."),
    route(Make(Campaign), "POST",   "/api/v1/services/{service}/campaigns", Staff(Admin), Some("Campaign"), Some("Saved<Campaign>"), "Makes a campaign."),
    route(Order(Campaign), "PUT",    "/api/v1/services/{service}/campaigns/order", Staff(Admin), Some("Reorder"), None, "Puts the campaigns in another order."),
    route(Change(Campaign), "PUT",    "/api/v1/services/{service}/campaigns/{item}", Staff(Admin), Some("Update<Campaign>"), Some("Saved<Campaign>"), "Changes a campaign."),
    route(Remove(Campaign), "DELETE", "/api/v1/services/{service}/campaigns/{item}", Staff(Admin), None, None, "Removes a campaign that has no links."),
    route(List(Link), "GET",    "/api/v1/services/{service}/links", Staff(Admin), None, Some("[Saved<Link>]"), "Weblinks."),
    route(CountLinks, "GET",    "/api/v1/services/{service}/links/counts", Staff(Admin), None, Some("[LinkCounts]"), "What came by weblinks, in numbers."),
    route(Make(Link), "POST",   "/api/v1/services/{service}/links", Staff(Admin), Some("Link"), Some("Saved<Link>"), "Makes a weblink."),
    route(Order(Link), "PUT",    "/api/v1/services/{service}/links/order", Staff(Admin), Some("Reorder"), None, "Puts the weblinks in another order."),
    route(Change(Link), "PUT",    "/api/v1/services/{service}/links/{item}", Staff(Admin), Some("Update<Link>"), Some("Saved<Link>"), "Changes a weblink; its address stays."),
    route(Remove(Link), "DELETE", "/api/v1/services/{service}/links/{item}", Staff(Admin), None, None, "Removes a weblink: its address leads nowhere."),
    route(Read(Appearance), "GET",    "/api/v1/services/{service}/appearance", Staff(Admin), None, Some("Saved<Appearance>"), "How the chat looks."),
    route(Change(Appearance), "PUT",    "/api/v1/services/{service}/appearance", Staff(Admin), Some("Update<Appearance>"), Some("Saved<Appearance>"), "Changes it."),
    route(List(Cta), "GET",    "/api/v1/services/{service}/ctas", Staff(Admin), None, Some("[Saved<Cta>]"), "What is pressed on the owner's pages."),
    route(Make(Cta), "POST",   "/api/v1/services/{service}/ctas", Staff(Admin), Some("Cta"), Some("Saved<Cta>"), "Makes a CTA."),
    route(Order(Cta), "PUT",    "/api/v1/services/{service}/ctas/order", Staff(Admin), Some("Reorder"), None, "Puts the CTAs in another order: where two want one place, the first has it."),
    route(Change(Cta), "PUT",    "/api/v1/services/{service}/ctas/{item}", Staff(Admin), Some("Update<Cta>"), Some("Saved<Cta>"), "Changes a CTA."),
    route(Remove(Cta), "DELETE", "/api/v1/services/{service}/ctas/{item}", Staff(Admin), None, None, "Removes a CTA; elements with it on a page lead to the directory then."),
    route(List(Messages), "GET",    "/api/v1/services/{service}/messages", Staff(Admin), None, Some("[Saved<Messages>]"), "Automatic messages, and automatic close."),
    route(Make(Messages), "POST",   "/api/v1/services/{service}/messages", Staff(Admin), Some("Messages"), Some("Saved<Messages>"), "Makes a set of messages."),
    route(Order(Messages), "PUT",    "/api/v1/services/{service}/messages/order", Staff(Admin), Some("Reorder"), None, "Puts the sets of messages in another order."),
    route(Change(Messages), "PUT",    "/api/v1/services/{service}/messages/{item}", Staff(Admin), Some("Update<Messages>"), Some("Saved<Messages>"), "Changes a set of messages, in running chats too."),
    route(Remove(Messages), "DELETE", "/api/v1/services/{service}/messages/{item}", Staff(Admin), None, None, "Removes a set of messages: nothing of it is said any more."),
    route(List(Form), "GET",    "/api/v1/services/{service}/forms", Staff(Admin), None, Some("[Saved<Form>]"), "What visitors are asked before a chat, or when nobody could answer."),
    route(Make(Form), "POST",   "/api/v1/services/{service}/forms", Staff(Admin), Some("Form"), Some("Saved<Form>"), "Makes a form."),
    route(Order(Form), "PUT",    "/api/v1/services/{service}/forms/order", Staff(Admin), Some("Reorder"), None, "Puts the forms in another order."),
    route(Change(Form), "PUT",    "/api/v1/services/{service}/forms/{item}", Staff(Admin), Some("Update<Form>"), Some("Saved<Form>"), "Changes a form; fields keep their ids, and answers theirs."),
    route(Remove(Form), "DELETE", "/api/v1/services/{service}/forms/{item}", Staff(Admin), None, None, "Removes a form; what was answered stays."),
    route(List(Label), "GET",    "/api/v1/services/{service}/labels", Staff(Admin), None, Some("[Saved<Label>]"), "What staff can put on enquiries."),
    route(Make(Label), "POST",   "/api/v1/services/{service}/labels", Staff(Admin), Some("Label"), Some("Saved<Label>"), "Makes a label."),
    route(Order(Label), "PUT",    "/api/v1/services/{service}/labels/order", Staff(Admin), Some("Reorder"), None, "Puts the labels in another order."),
    route(Change(Label), "PUT",    "/api/v1/services/{service}/labels/{item}", Staff(Admin), Some("Update<Label>"), Some("Saved<Label>"), "Changes a label, wherever it is; an archived one is put on no more."),
    route(Remove(Label), "DELETE", "/api/v1/services/{service}/labels/{item}", Staff(Admin), None, None, "Removes a label: it is drawn nowhere any more."),
    route(Read(Closing), "GET",    "/api/v1/services/{service}/closing", Staff(Admin), None, Some("Saved<Closing>"), "What is asked when a chat ends."),
    route(Change(Closing), "PUT",    "/api/v1/services/{service}/closing", Staff(Admin), Some("Update<Closing>"), Some("Saved<Closing>"), "Changes it."),
    route(ListContacts, "GET",    "/api/v1/services/{service}/contacts", Staff(Agent), None, Some("ContactList"), "People who asked, a page at a time: all, or for agents those with an enquiry that they may read.").asking(CONTACTS),
    route(ReadPhoto, "GET",    "/api/v1/services/{service}/contacts/{contact}/photo", Staff(Agent), None, None, "A person's picture, as their messaging service gave it."),
    route(ReadContact, "GET",    "/api/v1/services/{service}/contacts/{contact}", Staff(Agent), None, Some("ContactPage"), "All that is kept of a person."),
    route(ChangeContact, "PUT",    "/api/v1/services/{service}/contacts/{contact}", Staff(Agent), Some("WriteContact"), Some("ContactPage"), "Changes what staff wrote of them: what isn't in it goes."),
    route(NoteContact, "POST",   "/api/v1/services/{service}/contacts/{contact}/notes", Staff(Agent), Some("NoteContact"), Some("ContactPage"), "Notes something of them, for staff only."),
    route(RemoveContactNote, "DELETE", "/api/v1/services/{service}/contacts/{contact}/notes/{note}", Staff(Agent), None, Some("ContactPage"), "Removes a note: one's own, or as a supervisor any."),
    route(MergeContact, "POST",   "/api/v1/services/{service}/contacts/{contact}/merged", Staff(Supervisor), Some("MergeWith"), Some("ContactPage"), "Says that another contact is the same person: it becomes part of this one."),
    route(PartContact, "DELETE", "/api/v1/services/{service}/contacts/{contact}/merged/{other}", Staff(Supervisor), None, Some("ContactPage"), "Takes that back: both are as they were, with what came to each since."),
    route(KeepContactApart, "PUT",    "/api/v1/services/{service}/contacts/{contact}/apart/{other}", Staff(Supervisor), None, Some("ContactPage"), "Says that another contact is somebody else: it is suggested no more."),
    route(Read(ContactFields), "GET",    "/api/v1/services/{service}/contact-fields", Staff(Agent), None, Some("Saved<ContactFields>"), "What is kept of contacts, of the service's own."),
    route(Change(ContactFields), "PUT",    "/api/v1/services/{service}/contact-fields", Staff(Admin), Some("Update<ContactFields>"), Some("Saved<ContactFields>"), "Changes it; fields keep their ids, and contacts what was written."),
    route(ReadIdentity, "GET",    "/api/v1/services/{service}/identity", Staff(Admin), None, Some("IdentityState"), "Whether visitors can be signed in by the owner's backend, and how the last tokens were."),
    route(RotateIdentity, "POST",   "/api/v1/services/{service}/identity", Staff(Admin), Some("RotateIdentity"), Some("IdentitySecret"), "Makes the secret that signs identities, shown this once; the one before counts for a day, or ends."),
    route(EndIdentity, "DELETE", "/api/v1/services/{service}/identity", Staff(Admin), None, None, "Ends all secrets at once: no signed identity counts any more, and nobody is signed in by one."),
    route(Read(Keeping), "GET",    "/api/v1/services/{service}/keeping", Staff(Admin), None, Some("Saved<Keeping>"), "What is taken and kept of visitors."),
    route(Change(Keeping), "PUT",    "/api/v1/services/{service}/keeping", Staff(Admin), Some("Update<Keeping>"), Some("Saved<Keeping>"), "Changes it."),
    route(CheckInstall, "POST",   "/api/v1/services/{service}/install/check", Staff(Admin), Some("CheckInstall"), Some("InstallCheck"), "Says whether a page carries the widget rightly."),
    route(ReadGuide, "GET",    "/api/v1/services/{service}/guide", Staff(Admin), None, Some("Guide"), "How far the service is on its way to its first enquiry."),
    route(ListSeenCtas, "GET",    "/api/v1/services/{service}/ctas/seen", Staff(Admin), None, Some("[CtaSeen]"), "Where CTAs were seen last."),
    route(ReadReport, "GET",    "/api/v1/services/{service}/reports/enquiries", Staff(Supervisor), None, Some("Report"), "Figures of the enquiries that were raised in a period.").asking(REPORT),
    route(ListReported, "GET",    "/api/v1/services/{service}/reports/enquiries/behind", Staff(Supervisor), None, Some("EnquiryList"), "The enquiries behind a figure, last raised first.").asking(REPORTED),
    route(ReadStaffReport, "GET",    "/api/v1/services/{service}/reports/staff", Staff(Supervisor), None, Some("StaffReport"), "How staff spent their days.").asking(DAYS),
    route(ListChanges, "GET",    "/api/v1/services/{service}/changes", Staff(Admin), None, Some("ChangeList"), "What was changed of all this, newest first, a page at a time.").asking(CHANGES),
    route(UndoChange, "POST",   "/api/v1/services/{service}/changes/{change}/undo", Staff(Admin), None, Some("Imported"), "Takes a change back, unless it was changed again since."),
    route(ExportSetup, "GET",    "/api/v1/services/{service}/setup", Staff(Admin), None, Some("Export"), "Everything that is set up, as one document."),
    route(ImportSetup, "PUT",    "/api/v1/services/{service}/setup", Staff(Admin), Some("Import"), Some("Imported"), "Makes everything as in such a document, or says what would change."),
    route(ListStaff, "GET",    "/api/v1/services/{service}/staff", Staff(Admin), None, Some("[StaffSettings]"), "Everybody with their roles."),
    route(ChangeStaff, "PUT",    "/api/v1/services/{service}/staff/{staff}", Staff(Admin), Some("Update<StaffUpdate>"), Some("StaffSettings"), "Changes a member of staff."),
    route(RemoveStaff, "DELETE", "/api/v1/services/{service}/staff/{staff}", Staff(Admin), None, None, "Removes a member of staff and ends their sessions."),
    route(ListInvitations, "GET",    "/api/v1/services/{service}/invitations", Staff(Admin), None, Some("[Invitation]"), "Invitations that nobody has used yet."),
    route(Invite, "POST",   "/api/v1/services/{service}/invitations", Staff(Admin), Some("Invite"), Some("InvitationMade"), "Invites somebody."),
    route(AcceptInvitation, "POST",   "/api/v1/services/{service}/invitations/accept", Anyone, Some("AcceptInvitation"), Some("Me"), "Becomes staff by an invitation, and signs in."),
    route(UploadPicture, "POST",   "/api/v1/services/{service}/pictures", Staff(Agent), None, Some("UploadedPicture"), "Keeps a picture: at most 256 KB, and 1,024 pixels on each side.").taking(PICTURES),
    route(WithdrawInvitation, "DELETE", "/api/v1/services/{service}/invitations/{invitation}", Staff(Admin), None, None, "Takes an invitation back."),
];

/// A route and what stands in the places of its `{names}`.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// Which.
    pub route: &'static Route,
    values: Vec<(&'static str, &'a str)>,
}

impl<'a> Match<'a> {
    /// What stands in the place of `{name}`, as it was in the path.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// Why no route was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// No route has this path.
    NoPath,
    /// These methods exist there, for the header `Allow`.
    NoMethod(Vec<&'static str>),
}

/// The route for a request. Where a fixed word and a `{name}` fit both, the one that stands first in the table wins, with all of its
/// methods and no others.
///
/// # Errors
/// When there is none.
pub fn find<'a>(method: &str, path: &'a str) -> Result<Match<'a>, Miss> {
    let mut others = Vec::new();
    let mut template = None;
    for route in ROUTES {
        if template.is_some_and(|template| template != route.path) {
            continue;
        }
        let Some(values) = values(route.path, path) else { continue };
        template = Some(route.path);
        if route.method == method {
            return Ok(Match { route, values });
        }
        others.push(route.method);
    }
    if others.is_empty() { Err(Miss::NoPath) } else { Err(Miss::NoMethod(others)) }
}

fn values<'a>(template: &'static str, path: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
    let mut values = Vec::new();
    let mut parts = path.split('/');
    for expected in template.split('/') {
        let part = parts.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if !part.is_empty() => values.push((name, part)),
            None if expected == part => {}
            _ => return None,
        }
    }
    if parts.next().is_some() { None } else { Some(values) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_finds_its_route_and_values() {
        let found = find("PUT", "/api/v1/services/acme/tags/tag_1").expect("it is in the table");
        assert_eq!(found.route.operation, Change(Tag));
        assert_eq!((found.value("service"), found.value("item")), (Some("acme"), Some("tag_1")));
        let order = find("PUT", "/api/v1/services/acme/tags/order").expect("it is in the table");
        assert_eq!(order.route.operation, Order(Tag));
    }

    #[test]
    fn a_path_that_is_not_quite_one_finds_nothing() {
        for path in ["/", "", "/api/v1/services/", "/api/v1/services//tags", "/api/v1/services/acme/tags/", "/api/v1"] {
            assert_eq!(find("GET", path).err(), Some(Miss::NoPath), "{path}");
        }
        for (path, methods) in
            [("tags/order", vec!["PUT"]), ("ctas/seen", vec!["POST", "GET"]), ("links/counts", vec!["GET"])]
        {
            let found = find("DELETE", &format!("/api/v1/services/acme/{path}")).map(|_| ());
            assert_eq!(found, Err(Miss::NoMethod(methods)), "{path}");
        }
        let methods = Miss::NoMethod(vec!["POST", "GET", "DELETE"]);
        assert_eq!(find("PATCH", "/api/v1/services/acme/session").map(|_| ()), Err(methods));
    }

    #[test]
    fn every_operation_has_one_route() {
        for route in ROUTES {
            assert_eq!(ROUTES.iter().filter(|other| other.operation == route.operation).count(), 1, "{}", route.path);
        }
    }
}
