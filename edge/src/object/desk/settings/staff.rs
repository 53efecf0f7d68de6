//! Staff as admins see and change them.

use shared::{
    account::may_change,
    api::{ErrorCode, StaffSettings, StaffUpdate},
    card::Role,
    id::StaffId,
    settings::without,
    value::DisplayName,
};

use super::{
    super::{
        accounts::withdraw_those_of,
        call::{Call, Change, Handled, Signed},
    },
    changed, id, store,
};
use crate::{
    answer,
    error::EdgeError,
    store::desk::account::{self as accounts_store, Account},
};

/// Everybody.
pub(super) fn list(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let staff: Vec<StaffSettings> = accounts_store::accounts(call.sql)?.iter().map(shown).collect();
    Ok(Handled::answer(answer::json(&staff)?))
}

/// Changes somebody.
pub(super) fn change(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let update: StaffUpdate = serde_json::from_str(call.body)?;
    let staff = accounts_store::accounts(call.sql)?;
    let person = found(call, &staff)?;
    allow(signed, person, Some(update.role))?;
    keep_an_owner(&staff, person, Some(update.role))?;
    if staff.iter().any(|other| other.id != person.id && other.handle == update.handle) {
        return Err(EdgeError::refused(ErrorCode::Taken, "Somebody else has this handle. Choose another one."));
    }
    accounts_store::change(call.sql, person.id, &update)?;
    withdraw_those_of(call.sql, person.id, Some(update.role))?;
    let after = accounts_store::account(call.sql, person.id)?.ok_or_else(EdgeError::not_found)?;
    changed(&shown(&after))
}

/// Removes somebody; their sessions end, and nobody comes in any more by their invitations.
pub(super) fn remove(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let staff = accounts_store::accounts(call.sql)?;
    let person = found(call, &staff)?;
    allow(signed, person, None)?;
    keep_an_owner(&staff, person, None)?;
    let tags = without(&store::tags(call.sql)?, person.id).map_err(|names| stranded(&names))?;
    for tag in tags {
        store::put_tag(call.sql, &tag)?;
    }
    accounts_store::remove(call.sql, call.now, person.id)?;
    withdraw_those_of(call.sql, person.id, None)?;
    Ok(Handled { answer: answer::done(), changes: vec![Change::Directory, Change::StaffRemoved { staff: person.id }] })
}

fn found<'a>(call: &Call<'_>, staff: &'a [Account]) -> Result<&'a Account, EdgeError> {
    let id: StaffId = id(call.found, "staff")?;
    staff.iter().find(|account| account.id == id).ok_or_else(EdgeError::not_found)
}

fn allow(signed: &Signed, person: &Account, to: Option<Role>) -> Result<(), EdgeError> {
    if may_change(signed.role, signed.staff == person.id, Some(person.role), to) {
        return Ok(());
    }
    Err(EdgeError::refused(ErrorCode::Forbidden, "Only an owner can change admins and owners, or make them."))
}

fn keep_an_owner(staff: &[Account], person: &Account, to: Option<Role>) -> Result<(), EdgeError> {
    let others = staff.iter().any(|other| other.id != person.id && other.role == Role::Owner);
    if person.role != Role::Owner || to == Some(Role::Owner) || others {
        return Ok(());
    }
    Err(EdgeError::refused(ErrorCode::WouldStrand, "A service needs an owner. Make somebody else an owner first."))
}

fn stranded(names: &[DisplayName]) -> EdgeError {
    let names: Vec<&str> = names.iter().map(DisplayName::as_str).collect();
    let words = format!("Nobody would serve {} any more. Put somebody else there first.", names.join(", "));
    EdgeError::refused(ErrorCode::WouldStrand, words)
}

fn shown(account: &Account) -> StaffSettings {
    StaffSettings {
        card: account.card(),
        email: account.email.clone(),
        role: account.role,
        listed: account.is_listed(),
    }
}
