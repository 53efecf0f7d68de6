//! Inviting people: a link with a secret, good once, for some days, and as long as who made it may still make it.

use serde::{Deserialize, Serialize};
use shared::{
    account::{INVITATION_LIFETIME_MS, MAX_INVITATIONS, MAX_STAFF, handle_for, may_change},
    api::{ErrorCode, Invitation, InvitationMade, Invite},
    card::Role,
    id::{InvitationId, StaffId},
    value::{DisplayName, EmailAddress, Handle},
};
use worker::SqlStorage;

use super::{
    super::call::{Call, Change, Handled, Signed},
    Internal, sign_in,
};
use crate::{
    access::{new_secret, secret_hash},
    answer, clock,
    error::EdgeError,
    store::desk::{
        account::{self as store, InvitationRow, NewAccount},
        token,
    },
};

/// Body of `/internal/account/invitation`.
#[derive(Serialize, Deserialize)]
pub(crate) struct InvitationRequest {
    pub(crate) invitation_hash: String,
}

/// Body of `/internal/account/invitation-accepted`.
#[derive(Serialize, Deserialize)]
pub(crate) struct AcceptInvitationRequest {
    pub(crate) invitation_hash: String,
    pub(crate) name: DisplayName,
    pub(crate) password_hash: String,
    /// Of the new session.
    pub(crate) secret_hash: String,
}

/// Those that can still be used.
pub(super) fn list(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let rows = store::invitations(call.sql)?.into_iter().filter(|row| row.expires_at_ms > call.now);
    let invitations: Vec<Invitation> = rows.map(shown).collect();
    Ok(Handled::answer(answer::json(&invitations)?))
}

/// Makes one. Inviting the same person again gives a new link and ends the old one.
pub(super) fn invite(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let Invite { email, role } = serde_json::from_str(call.body)?;
    if !may_invite(Some(signed.role), role) {
        return Err(EdgeError::refused(ErrorCode::Forbidden, "Only an owner can invite admins and owners."));
    }
    if store::account_of(call.sql, &email)?.is_some() {
        return Err(EdgeError::refused(ErrorCode::Taken, "This person is staff already."));
    }
    let before = store::invitations(call.sql)?;
    // Otherwise an admin could end an owner's invitation by putting their own in its place.
    let replaced = before.iter().find(|row| row.email == email);
    if replaced.is_some_and(|row| !may_invite(Some(signed.role), row.role)) {
        return Err(EdgeError::refused(ErrorCode::Forbidden, "An owner has invited this person already."));
    }
    if before.iter().filter(|row| row.expires_at_ms > call.now).count() >= MAX_INVITATIONS {
        return Err(EdgeError::refused(ErrorCode::TooLarge, "Too many invitations are waiting. Take some back first."));
    }
    let secret = new_secret();
    let id = InvitationId::new(call.now, clock::random());
    let expires_at_ms = call.now.plus_ms(INVITATION_LIFETIME_MS);
    let row = InvitationRow { id, email, role, invited_by: signed.staff, expires_at_ms };
    store::add_invitation(call.sql, &row, &secret_hash(&secret))?;
    Ok(Handled::answer(answer::json(&InvitationMade { invitation: shown(row), secret })?))
}

/// Takes one back.
pub(super) fn withdraw(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let id: Option<InvitationId> = call.found.value("invitation").and_then(|text| text.parse().ok());
    let row = store::invitations(call.sql)?.into_iter().find(|row| Some(row.id) == id);
    let row = row.ok_or_else(EdgeError::not_found)?;
    if !may_change(signed.role, false, Some(row.role), None) {
        return Err(EdgeError::refused(ErrorCode::Forbidden, "Only an owner can take this invitation back."));
    }
    store::remove_invitation(call.sql, row.id)?;
    Ok(Handled::answer(answer::done()))
}

/// Takes back what somebody who has another role now, or none, may not give any more.
pub(crate) fn withdraw_those_of(sql: &SqlStorage, staff: StaffId, role: Option<Role>) -> Result<(), EdgeError> {
    for row in store::invitations(sql)?.into_iter().filter(|row| row.invited_by == staff) {
        if !may_invite(role, row.role) {
            store::remove_invitation(sql, row.id)?;
        }
    }
    Ok(())
}

fn may_invite(inviter: Option<Role>, role: Role) -> bool {
    inviter.is_some_and(|inviter| may_change(inviter, false, None, Some(role)))
}

/// Whether it can be used; asked before the work of hashing a password.
pub(super) fn check(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    let InvitationRequest { invitation_hash } = serde_json::from_str(call.body)?;
    usable(call, &invitation_hash)?;
    Ok(Handled::answer(answer::json(&true)?))
}

/// Uses it up: makes the account, and signs in.
pub(super) fn accept(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    let AcceptInvitationRequest { invitation_hash, name, password_hash, secret_hash } =
        serde_json::from_str(call.body)?;
    let InvitationRow { email, role, .. } = usable(call, &invitation_hash)?;
    let staff = make_account(call.sql, call.now, NewStaff { name, role, email, password_hash })?;
    sign_in::begin_session(call, staff, &secret_hash, vec![Change::Directory])
}

/// Somebody who becomes staff.
pub(crate) struct NewStaff {
    pub(crate) name: DisplayName,
    pub(crate) role: Role,
    pub(crate) email: EmailAddress,
    pub(crate) password_hash: String,
}

/// Makes an account, with a handle of its own; an invitation of the same person ends.
///
/// # Errors
/// `taken` when they are staff already, `too_large` when the service is full.
pub(crate) fn make_account(
    sql: &SqlStorage,
    now: shared::value::Timestamp,
    new: NewStaff,
) -> Result<StaffId, EdgeError> {
    let NewStaff { name, role, email, password_hash } = new;
    let staff = store::accounts(sql)?;
    if staff.iter().any(|account| account.email == email) {
        return Err(EdgeError::refused(ErrorCode::Taken, "This person is staff already."));
    }
    if staff.len() >= MAX_STAFF {
        return Err(EdgeError::refused(ErrorCode::TooLarge, format!("A service has at most {MAX_STAFF} staff.")));
    }
    let taken = |handle: &Handle| staff.iter().any(|account| account.handle == *handle);
    let handle = handle_for(&name, taken).ok_or(EdgeError::Broken("no handle is free"))?;
    let id = StaffId::new(now, clock::random());
    store::remove_invitation_of(sql, &email)?;
    store::add(sql, now, &NewAccount { id, handle, name, role, email, password_hash })?;
    Ok(id)
}

fn usable(call: &Internal<'_>, invitation_hash: &str) -> Result<InvitationRow, EdgeError> {
    const EXPIRED: &str = "This invitation was used or taken back, or it has expired. Ask for a new one.";
    let expired = || EdgeError::refused(ErrorCode::Expired, EXPIRED);
    let row = store::invitation_of_secret(call.sql, invitation_hash)?;
    let row = row.filter(|row| row.expires_at_ms > call.now).ok_or_else(expired)?;
    // Also taken back when that changes; but nobody should become an owner by what was forgotten to be taken back.
    let inviter = store::account(call.sql, row.invited_by)?.map(|inviter| inviter.role);
    let program = token::acts(call.sql, row.invited_by)?.then_some(Role::Admin);
    if !may_invite(inviter.or(program), row.role) {
        return Err(expired());
    }
    Ok(row)
}

fn shown(row: InvitationRow) -> Invitation {
    let InvitationRow { id, email, role, invited_by: _, expires_at_ms } = row;
    Invitation { id, invite: Invite { email, role }, expires_at_ms }
}
