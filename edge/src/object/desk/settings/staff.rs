//! Staff as admins see and change them.

use shared::{
    account::{is_reserved, may_change},
    api::{ChangePhoto, ErrorBody, ErrorCode, StaffSettings, StaffUpdate, Update},
    card::Role,
    id::StaffId,
    setup::{Command, ONE_CHANGE_MS, Refusal, Step, joined},
};

use super::{
    super::{
        accounts::{me, withdraw_those_of},
        call::{Call, Change, Handled, Signed},
    },
    changed, decide, id, perform, setup, store,
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
    let Update { revision, settings: update } = serde_json::from_str::<Update<StaffUpdate>>(call.body)?;
    let staff = accounts_store::accounts(call.sql)?;
    let person = found(&staff, id(call.found, "staff")?)?;
    allow(signed, person, Some(update.role))?;
    if revision.is_some_and(|revision| revision != person.revision) {
        return Err(ErrorBody::from(Refusal::Changed).into());
    }
    let after = note_other(call, signed, &staff, person, update)?;
    changed(&shown(&after))
}

/// Changes what everybody may of themselves.
pub(super) fn change_photo(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let ChangePhoto { photo } = serde_json::from_str(call.body)?;
    let staff = accounts_store::accounts(call.sql)?;
    let person = found(&staff, signed.staff)?;
    let before = as_update(person);
    if before.photo == photo {
        return Ok(Handled::answer(answer::json(&me(call.sql, signed)?)?));
    }
    let after = StaffUpdate { photo, ..before.clone() };
    make_other(call, &staff, person, &after)?;
    let command = Command::ChangeStaff { staff: person.id, before: Box::new(before), after: Box::new(after) };
    let steps = decide(call, &setup(call.sql)?, command)?;
    if !goes_on(call, person.id, &steps)? {
        perform(call, signed, &steps, None)?;
    }
    changed(&me(call.sql, signed)?)
}

/// Whether that went into the last change that the person made of themselves.
fn goes_on(call: &Call<'_>, person: StaffId, steps: &[Step]) -> Result<bool, EdgeError> {
    let since = call.now.plus_ms(-ONE_CHANGE_MS);
    let Some(last) = store::last_of(call.sql, person, since)? else { return Ok(false) };
    let Some(step) = joined(&last.steps, last.at, steps, call.now) else { return Ok(false) };
    store::rewrite(call.sql, last.number, &[step])?;
    Ok(true)
}

/// Makes somebody other, and notes who did.
fn note_other(
    call: &Call<'_>,
    signed: &Signed,
    staff: &[Account],
    person: &Account,
    update: StaffUpdate,
) -> Result<Account, EdgeError> {
    let before = as_update(person);
    // What was so already is no change, and makes no form out of date.
    if before != update {
        make_other(call, staff, person, &update)?;
        let command = Command::ChangeStaff { staff: person.id, before: Box::new(before), after: Box::new(update) };
        perform(call, signed, &decide(call, &setup(call.sql)?, command)?, None)?;
    }
    accounts_store::account(call.sql, person.id)?.ok_or_else(EdgeError::not_found)
}

/// Makes somebody as they were, unless they were changed again since: `now` is what they must be.
pub(super) fn put_back(
    call: &Call<'_>,
    signed: &Signed,
    person: StaffId,
    now: &StaffUpdate,
    then: &StaffUpdate,
) -> Result<(), EdgeError> {
    let staff = accounts_store::accounts(call.sql)?;
    let person = found(&staff, person).map_err(|_| ErrorBody::from(Refusal::NotUndoable))?;
    if as_update(person) != *now {
        return Err(ErrorBody::from(Refusal::NotUndoable).into());
    }
    allow(signed, person, Some(then.role))?;
    make_other(call, &staff, person, then)
}

fn make_other(call: &Call<'_>, staff: &[Account], person: &Account, update: &StaffUpdate) -> Result<(), EdgeError> {
    keep_an_owner(staff, person, Some(update.role))?;
    let taken = |handle: &_| is_reserved(handle) || staff.iter().any(|it| it.id != person.id && it.handle == *handle);
    update.check(taken)?;
    accounts_store::change(call.sql, person.id, update)?;
    withdraw_those_of(call.sql, person.id, Some(update.role))
}

/// Removes somebody; their sessions end, and nobody comes in any more by their invitations.
pub(super) fn remove(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let staff = accounts_store::accounts(call.sql)?;
    let person = found(&staff, id(call.found, "staff")?)?;
    allow(signed, person, None)?;
    keep_an_owner(&staff, person, None)?;
    let command = Command::RemoveStaff { staff: person.id, before: Box::new(as_update(person)) };
    perform(call, signed, &decide(call, &setup(call.sql)?, command)?, None)?;
    accounts_store::remove(call.sql, call.now, person.id)?;
    withdraw_those_of(call.sql, person.id, None)?;
    Ok(Handled { answer: answer::done(), changes: vec![Change::Directory, Change::StaffRemoved { staff: person.id }] })
}

fn found(staff: &[Account], id: StaffId) -> Result<&Account, EdgeError> {
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

fn as_update(account: &Account) -> StaffUpdate {
    let (listed, calls) = (account.is_listed(), account.is_called());
    let languages = account.languages();
    let Account { handle, name, title, role, max_rooms, photo, reach, .. } = account.clone();
    StaffUpdate { handle, name, title, role, listed, max_rooms, photo, languages, reach, calls }
}

fn shown(account: &Account) -> StaffSettings {
    StaffSettings {
        card: account.card(),
        email: account.email.clone(),
        role: account.role,
        listed: account.is_listed(),
        max_rooms: account.max_rooms,
        languages: account.languages(),
        reach: account.reach,
        calls: account.is_called(),
        revision: account.revision,
    }
}
