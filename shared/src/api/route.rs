//! Every address of the HTTP interface with who may call it. The worker's router, the OpenAPI document and the test
//! that tries every route as everybody all read this one table.

use crate::card::Role;

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

/// One address with one method.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// With `{name}` where it varies.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    /// Name of the request body's type, if it has one.
    pub body: Option<&'static str>,
    /// Name of the answer's type; `[Name]` for a list; none for 204, or 101 on a socket.
    pub answer: Option<&'static str>,
    /// One line for the OpenAPI document.
    pub summary: &'static str,
}

const fn route(
    method: &'static str,
    path: &'static str,
    caller: Caller,
    body: Option<&'static str>,
    answer: Option<&'static str>,
    summary: &'static str,
) -> Route {
    Route { method, path, caller, body, answer, summary }
}

use Caller::{Anyone, SetUpKey, Staff, Visitor};
use Role::{Admin, Agent};

/// The table.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    route("GET",    "/api/v1/openapi.json", Anyone, None, None, "This document."),
    route("POST",   "/api/v1/services", SetUpKey, Some("SetUp"), Some("ServiceMade"), "Makes a service and its owner."),

    route("GET",    "/api/v1/services/{service}/directory", Anyone, None, Some("Directory"), "The public directory of tags and people."),
    route("POST",   "/api/v1/services/{service}/visitors", Anyone, None, Some("VisitorToken"), "Makes this client a visitor, or renews its token."),
    route("GET",    "/api/v1/services/{service}/visitor/enquiries", Visitor, None, Some("VisitorEnquiries"), "The visitor's own enquiries."),
    route("POST",   "/api/v1/services/{service}/visitor/enquiries", Visitor, Some("RaiseEnquiry"), Some("VisitorEnquiry"), "Raises an enquiry, or gives the running one."),
    route("GET",    "/api/v1/services/{service}/visitor/rooms/{enquiry}/socket", Visitor, None, None, "The room's socket, for the visitor."),

    route("POST",   "/api/v1/services/{service}/session", Anyone, Some("SignIn"), Some("Me"), "Signs in."),
    route("GET",    "/api/v1/services/{service}/session", Staff(Agent), None, Some("Me"), "Who is signed in."),
    route("DELETE", "/api/v1/services/{service}/session", Staff(Agent), None, None, "Signs out."),
    route("PUT",    "/api/v1/services/{service}/session/password", Staff(Agent), Some("ChangePassword"), None, "Changes the password; ends all other sessions."),
    route("GET",    "/api/v1/services/{service}/sessions", Staff(Agent), None, Some("[Session]"), "Where this account is signed in."),
    route("DELETE", "/api/v1/services/{service}/sessions/{session}", Staff(Agent), None, None, "Ends one of this account's sessions."),

    route("GET",    "/api/v1/services/{service}/desk/socket", Staff(Agent), None, None, "The dashboard's socket."),
    route("GET",    "/api/v1/services/{service}/enquiries", Staff(Agent), None, Some("EnquiryList"), "Missed or closed enquiries, a page at a time."),
    route("GET",    "/api/v1/services/{service}/enquiries/{enquiry}", Staff(Agent), None, Some("EnquiryDetails"), "One enquiry with its routing trace."),
    route("POST",   "/api/v1/services/{service}/enquiries/{enquiry}/answer", Staff(Agent), None, Some("AnsweredEnquiry"), "Answers an open enquiry: one wins."),
    route("POST",   "/api/v1/services/{service}/enquiries/{enquiry}/follow-up", Staff(Agent), None, Some("AnsweredEnquiry"), "Takes up a missed enquiry: one wins."),
    route("GET",    "/api/v1/services/{service}/rooms/{enquiry}/socket", Staff(Agent), None, None, "The room's socket, for staff."),

    route("GET",    "/api/v1/services/{service}/settings", Staff(Admin), None, Some("ServiceSettings"), "The service's settings."),
    route("PUT",    "/api/v1/services/{service}/settings", Staff(Admin), Some("ServiceSettings"), Some("ServiceSettings"), "Changes them."),
    route("GET",    "/api/v1/services/{service}/tags", Staff(Admin), None, Some("[Tag]"), "Tags with their destinations."),
    route("POST",   "/api/v1/services/{service}/tags", Staff(Admin), Some("TagWithDestinations"), Some("Tag"), "Makes a tag."),
    route("PUT",    "/api/v1/services/{service}/tags/order", Staff(Admin), Some("Reorder"), None, "Puts the tags in another order."),
    route("PUT",    "/api/v1/services/{service}/tags/{tag}", Staff(Admin), Some("TagWithDestinations"), Some("Tag"), "Changes a tag and its destinations."),
    route("DELETE", "/api/v1/services/{service}/tags/{tag}", Staff(Admin), None, None, "Removes a tag; its running enquiries go on."),
    route("GET",    "/api/v1/services/{service}/staff", Staff(Admin), None, Some("[StaffSettings]"), "Everybody with their roles."),
    route("PUT",    "/api/v1/services/{service}/staff/{staff}", Staff(Admin), Some("StaffUpdate"), Some("StaffSettings"), "Changes a member of staff."),
    route("DELETE", "/api/v1/services/{service}/staff/{staff}", Staff(Admin), None, None, "Removes a member of staff and ends their sessions."),
    route("GET",    "/api/v1/services/{service}/invitations", Staff(Admin), None, Some("[Invitation]"), "Invitations that nobody has used yet."),
    route("POST",   "/api/v1/services/{service}/invitations", Staff(Admin), Some("Invite"), Some("InvitationMade"), "Invites somebody."),
    route("POST",   "/api/v1/services/{service}/invitations/accept", Anyone, Some("AcceptInvitation"), Some("Me"), "Becomes staff by an invitation, and signs in."),
    route("DELETE", "/api/v1/services/{service}/invitations/{invitation}", Staff(Admin), None, None, "Takes an invitation back."),
];
