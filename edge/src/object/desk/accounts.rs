//! Accounts in the Desk: the one place that says who a request is from and whether its route is for them; sessions and
//! invitations. Passwords and secrets are only ever seen by the router; here are their hashes.

mod invitation;
mod sign_in;

use shared::{
    account::{SESSION_IDLE_MS, SESSION_NOTED_MS},
    api::{ErrorCode, Me, Session, route},
    id::{SessionId, StaffId},
    value::Timestamp,
};
use worker::SqlStorage;

pub(crate) use self::{
    invitation::{AcceptInvitationRequest, InvitationRequest, NewStaff, make_account, withdraw_those_of},
    sign_in::{Challenge, ChangePasswordRequest, SignInRequest, SignedInRequest},
};
use super::call::{Call, Change, Handled, Signed, Who};
use crate::{
    access::{Caller, Facts},
    answer,
    error::EdgeError,
    store::desk::{
        account::{self as store, SessionRow},
        identity as identities,
    },
};
pub(crate) use shared::account::SESSION_LIFETIME_MS;

/// Who asks, and that the route is for them. Every request from outside passes here, once.
///
/// # Errors
/// `unauthenticated` when it isn't known who asks, `forbidden` when they may not.
pub(crate) fn authorize(
    sql: &SqlStorage,
    now: Timestamp,
    wanted: route::Caller,
    caller: &Caller,
) -> Result<Who, EdgeError> {
    match (wanted, caller) {
        (route::Caller::Anyone, _) => Ok(Who::Anyone),
        (route::Caller::SetUpKey, Caller::SetUp { .. }) => Ok(Who::SetUpKey),
        (route::Caller::Visitor, Caller::Visitor { visitor, identity }) => {
            if let Some(since) = identity
                && !identities::counts(sql, *since)?
            {
                return Err(sign_in_again());
            }
            Ok(Who::Visitor(*visitor))
        }
        (route::Caller::Staff(least), Caller::Session { secret_hash }) => {
            let found = store::session_of_secret(sql, secret_hash)?.filter(|session| runs(session, now));
            let session = found.ok_or_else(sign_in_again)?;
            if session.role < least {
                return Err(EdgeError::refused(ErrorCode::Forbidden, "Your role doesn't allow this."));
            }
            note_use(sql, now, &session)?;
            Ok(Who::Staff(signed(&session)))
        }
        // Tokens are looked at by who counts them: `tokens::admit`.
        (route::Caller::SetUpKey | route::Caller::Visitor | route::Caller::Staff(_), _) => Err(sign_in_again()),
    }
}

fn sign_in_again() -> EdgeError {
    EdgeError::refused(ErrorCode::Unauthenticated, "Your session has ended. Please sign in again.")
}

fn signed(session: &SessionRow) -> Signed {
    Signed { staff: session.staff_id, role: session.role, session: session.id }
}

fn runs(session: &SessionRow, now: Timestamp) -> bool {
    now.ms_since(session.used_at_ms) < SESSION_IDLE_MS && now.ms_since(session.since_ms) < SESSION_LIFETIME_MS
}

fn note_use(sql: &SqlStorage, now: Timestamp, session: &SessionRow) -> Result<(), EdgeError> {
    if now.ms_since(session.used_at_ms) >= SESSION_NOTED_MS {
        store::note_use(sql, now, session.id)?;
    }
    Ok(())
}

/// Whose session it is, while it runs: for sockets, which outlive the request that opened them.
///
/// # Errors
/// That of the database.
pub(crate) fn still_signed(sql: &SqlStorage, now: Timestamp, id: SessionId) -> Result<Option<Signed>, EdgeError> {
    Ok(store::session(sql, id)?.filter(|session| runs(session, now)).map(|session| signed(&session)))
}

/// Notes that the person behind a session is there: a dashboard may go all day without a request.
///
/// # Errors
/// That of the database.
pub(crate) fn used(sql: &SqlStorage, now: Timestamp, id: SessionId) -> Result<(), EdgeError> {
    match store::session(sql, id)?.filter(|session| runs(session, now)) {
        Some(session) => note_use(sql, now, &session),
        None => Ok(()),
    }
}

/// Who is signed in, as their dashboard is told.
///
/// # Errors
/// `unauthenticated` when they were removed meanwhile.
pub(crate) fn me(sql: &SqlStorage, signed: &Signed) -> Result<Me, EdgeError> {
    let account = store::account(sql, signed.staff)?.ok_or_else(sign_in_again)?;
    Ok(Me { card: account.card(), email: account.email, role: account.role, session: signed.session })
}

/// Sessions and invitations.
///
/// # Errors
/// Every refusal; nothing is to be kept then.
pub(crate) fn handle(call: &Call<'_>) -> Result<Handled, EdgeError> {
    use route::Operation;
    let Who::Staff(signed) = call.who else { return Err(sign_in_again()) };
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ReadSession => Ok(Handled::answer(answer::json(&me(call.sql, signed)?)?)),
        Operation::SignOut => end(call.sql, signed.staff, signed.session),
        Operation::ListSessions => list(call, signed),
        Operation::EndSession => {
            let id = call.found.value("session").and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)?;
            end(call.sql, signed.staff, id)
        }
        Operation::ListInvitations => invitation::list(call),
        Operation::Invite => invitation::invite(call, signed),
        Operation::WithdrawInvitation => invitation::withdraw(call, signed),
        _ => Err(EdgeError::Broken("an operation that isn't of accounts")),
    }
}

fn list(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let sessions: Vec<Session> = store::sessions(call.sql, signed.staff)?
        .into_iter()
        .filter(|session| runs(session, call.now))
        .map(|session| Session {
            id: session.id,
            current: session.id == signed.session,
            device: session.device,
            since_ms: session.since_ms,
            used_at_ms: session.used_at_ms,
        })
        .collect();
    Ok(Handled::answer(answer::json(&sessions)?))
}

/// Ends one of somebody's own sessions; those of others aren't there for them.
fn end(sql: &SqlStorage, staff: StaffId, id: SessionId) -> Result<Handled, EdgeError> {
    let own = store::session(sql, id)?.filter(|session| session.staff_id == staff);
    let session = own.ok_or_else(EdgeError::not_found)?.id;
    store::end_session(sql, session)?;
    Ok(Handled { answer: answer::done(), changes: vec![Change::SessionEnded { staff, session }] })
}

/// A question of the router's about accounts, with what handling it needs.
pub(crate) struct Internal<'a> {
    /// `/internal/account/…`.
    pub(crate) path: &'a str,
    pub(crate) sql: &'a SqlStorage,
    pub(crate) now: Timestamp,
    pub(crate) caller: &'a Caller,
    pub(crate) facts: &'a Facts,
    pub(crate) body: &'a str,
}

/// Answers the router, which has hashed and checked passwords.
///
/// # Errors
/// Every refusal; nothing is to be kept then.
pub(crate) fn internal(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    match call.path {
        "/internal/account/sign-in" => sign_in::begin(call),
        "/internal/account/signed-in" => sign_in::finish(call),
        "/internal/account/password" => sign_in::begin_change(call),
        "/internal/account/password-changed" => sign_in::finish_change(call),
        "/internal/account/invitation" => invitation::check(call),
        "/internal/account/invitation-accepted" => invitation::accept(call),
        _ => Err(EdgeError::not_found()),
    }
}
