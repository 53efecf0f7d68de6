//! Signing in and changing a password, each in two steps: the router asks for the hash, checks the password against it,
//! and comes back. Which accounts there are shows in no answer: an unknown one is throttled and answered like any other.

use serde::{Deserialize, Serialize};
use shared::{
    account::{MAX_SESSIONS, PasswordTries, SESSION_IDLE_MS, SESSION_LIFETIME_MS, TRIES_FORGOTTEN_MS},
    api::{Device, ErrorCode, route},
    card::Role,
    id::{SessionId, StaffId},
    value::{EmailAddress, ShortText, Timestamp},
};
use worker::SqlStorage;

use super::{
    super::call::{Change, Handled, Signed, Who},
    Internal, authorize, me,
};
use crate::{access::secret_hash, answer, clock, error::EdgeError, store::desk::account as store};

/// Body of `/internal/account/sign-in`.
#[derive(Serialize, Deserialize)]
pub(crate) struct SignInRequest {
    pub(crate) email: EmailAddress,
}

/// What the router checks a password against; nothing in it for an account that isn't there.
#[derive(Serialize, Deserialize)]
pub(crate) struct Challenge {
    pub(crate) staff: Option<StaffId>,
    pub(crate) password_hash: Option<String>,
}

/// Body of `/internal/account/signed-in`: the password was the right one.
#[derive(Serialize, Deserialize)]
pub(crate) struct SignedInRequest {
    pub(crate) staff: StaffId,
    pub(crate) email: EmailAddress,
    /// What it was checked against: it may have changed meanwhile.
    pub(crate) password_hash: Option<String>,
    /// Of the new session.
    pub(crate) secret_hash: String,
}

/// Body of `/internal/account/password-changed`: the present password was the right one.
#[derive(Serialize, Deserialize)]
pub(crate) struct ChangePasswordRequest {
    pub(crate) before: Option<String>,
    pub(crate) after: String,
}

/// Counts the try, and gives out what to check it against.
pub(super) fn begin(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    let SignInRequest { email } = serde_json::from_str(call.body)?;
    count(call, &email)?;
    let account = store::account_of(call.sql, &email)?;
    challenge(call.sql, account.map(|account| account.id))
}

/// Begins the session.
pub(super) fn finish(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    let SignedInRequest { staff, email, password_hash, secret_hash } = serde_json::from_str(call.body)?;
    if password_hash.is_none() || store::password_hash(call.sql, staff)? != password_hash {
        return Err(changed_meanwhile());
    }
    succeeded(call, &email)?;
    begin_session(call, staff, &secret_hash, Vec::new())
}

/// As [`begin`], for who is signed in already.
pub(super) fn begin_change(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    let signed = signed(call)?;
    count(call, &me(call.sql, &signed)?.email)?;
    challenge(call.sql, Some(signed.staff))
}

/// Changes the password, and ends every other session: who knew the old one is out.
pub(super) fn finish_change(call: &Internal<'_>) -> Result<Handled, EdgeError> {
    let signed = signed(call)?;
    let ChangePasswordRequest { before, after } = serde_json::from_str(call.body)?;
    if before.is_none() || store::password_hash(call.sql, signed.staff)? != before {
        return Err(changed_meanwhile());
    }
    succeeded(call, &me(call.sql, &signed)?.email)?;
    store::change_password(call.sql, signed.staff, &after)?;
    let mut changes = Vec::new();
    for session in store::sessions(call.sql, signed.staff)?.into_iter().filter(|session| session.id != signed.session) {
        store::end_session(call.sql, session.id)?;
        changes.push(Change::SessionEnded { staff: signed.staff, session: session.id });
    }
    Ok(Handled { answer: answer::done(), changes })
}

/// What was checked isn't the password any more.
fn changed_meanwhile() -> EdgeError {
    EdgeError::refused(ErrorCode::SignInFailed, "Your password was changed just now. Please try again.")
}

fn signed(call: &Internal<'_>) -> Result<Signed, EdgeError> {
    match authorize(call.sql, call.now, route::Caller::Staff(Role::Agent), call.caller)? {
        Who::Staff(signed) => Ok(signed),
        Who::Anyone | Who::SetUpKey | Who::Visitor(_) => Err(EdgeError::Broken("a session of nobody")),
    }
}

fn challenge(sql: &SqlStorage, staff: Option<StaffId>) -> Result<Handled, EdgeError> {
    let password_hash = staff.map(|staff| store::password_hash(sql, staff)).transpose()?.flatten();
    Ok(Handled::answer(answer::json(&Challenge { staff, password_hash })?))
}

/// Counts a try before anybody knows how it ends.
fn count(call: &Internal<'_>, email: &EmailAddress) -> Result<(), EdgeError> {
    sweep(call.sql, call.now)?;
    let counted = Counted::of(call, email);
    let tries = counted.tries(call.sql)?.count(call.now);
    counted.keep(call.sql, tries.map_err(|wait| EdgeError::too_fast("Too many tries. Please wait a little.", wait))?)
}

fn succeeded(call: &Internal<'_>, email: &EmailAddress) -> Result<(), EdgeError> {
    let counted = Counted::of(call, email);
    counted.keep(call.sql, counted.tries(call.sql)?.succeeded())
}

/// Under what the tries are kept.
struct Counted {
    account: String,
    account_and_address: String,
    address: String,
}

impl Counted {
    fn of(call: &Internal<'_>, email: &EmailAddress) -> Self {
        let (email, address) = (email.as_str(), &call.facts.address_hash);
        Self {
            account: secret_hash(&format!("account {email}")),
            account_and_address: secret_hash(&format!("account {email} address {address}")),
            address: format!("address {address}"),
        }
    }

    fn tries(&self, sql: &SqlStorage) -> Result<PasswordTries, EdgeError> {
        Ok(PasswordTries {
            account_and_address: store::tries(sql, &self.account_and_address)?,
            account: store::account_tries(sql, &self.account)?,
            address: store::tries(sql, &self.address)?,
        })
    }

    fn keep(&self, sql: &SqlStorage, tries: PasswordTries) -> Result<(), EdgeError> {
        let PasswordTries { account_and_address, account, address } = tries;
        store::keep_tries(sql, &self.account_and_address, account_and_address)?;
        store::keep_account_tries(sql, &self.account, account)?;
        store::keep_tries(sql, &self.address, address)?;
        Ok(())
    }
}

fn sweep(sql: &SqlStorage, now: Timestamp) -> Result<(), EdgeError> {
    let before = |ms: i64| now.plus_ms(-ms);
    store::sweep(sql, before(SESSION_IDLE_MS), before(SESSION_LIFETIME_MS), now, before(TRIES_FORGOTTEN_MS))?;
    Ok(())
}

/// Begins a session; the one used longest ago ends when there are too many. The caller's own ends: nobody else at this browser
/// is to be woken for who used it before.
pub(super) fn begin_session(
    call: &Internal<'_>,
    staff: StaffId,
    secret_hash: &str,
    mut changes: Vec<Change>,
) -> Result<Handled, EdgeError> {
    let former = authorize(call.sql, call.now, route::Caller::Staff(Role::Agent), call.caller);
    if let Ok(Who::Staff(Signed { staff, session, .. })) = former {
        store::end_session(call.sql, session)?;
        changes.push(Change::SessionEnded { staff, session });
    }
    for session in store::sessions(call.sql, staff)?.into_iter().skip(MAX_SESSIONS - 1) {
        store::end_session(call.sql, session.id)?;
        changes.push(Change::SessionEnded { staff, session: session.id });
    }
    let session = SessionId::new(call.now, clock::random());
    store::add_session(call.sql, call.now, session, staff, secret_hash, &device(call.facts.device.as_ref())?)?;
    let account = store::account(call.sql, staff)?.ok_or(EdgeError::Broken("a session of nobody"))?;
    let me = me(call.sql, &Signed { staff, role: account.role, session })?;
    Ok(Handled { answer: answer::json(&me)?, changes })
}

fn device(device: Option<&Device>) -> Result<ShortText, EdgeError> {
    let text = match device {
        Some(device) => format!("{} on {}", device.browser, device.system),
        None => "Unknown device".to_owned(),
    };
    ShortText::try_from(text).map_err(|_| EdgeError::Broken("a device without a name"))
}
