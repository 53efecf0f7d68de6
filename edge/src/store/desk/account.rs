//! Rows of staff, their sessions, invitations, and tries of passwords.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    account::Tries,
    card::{Reach, Role, StaffCard},
    id::{InvitationId, SessionId, StaffId},
    pace::Bucket,
    value::{DisplayName, EmailAddress, Handle, LanguageTag, ShortText, Timestamp},
};
use worker::{Result, SqlStorage};

use super::{canned, draft, mention, reminder};
use crate::store::{row, rows};

/// A member of staff who wasn't removed.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: StaffId,
    pub(crate) handle: Handle,
    pub(crate) name: DisplayName,
    pub(crate) title: Option<ShortText>,
    pub(crate) photo: Option<String>,
    pub(crate) role: Role,
    listed: u8,
    pub(crate) email: EmailAddress,
    pub(crate) max_rooms: Option<u32>,
    /// JSON.
    languages: Option<String>,
    pub(crate) reach: Option<Reach>,
    calls: u8,
    pub(crate) revision: u32,
}

impl Account {
    /// As visitors see them, without `online`.
    pub(crate) fn card(&self) -> StaffCard {
        let Self { id, handle, name, title, photo, .. } = self.clone();
        StaffCard { id, handle, name, title, photo, online: None, integration: false, calls: false }
    }

    /// Whether the public directory lists them.
    pub(crate) const fn is_listed(&self) -> bool {
        self.listed != 0
    }

    /// Whether they can be called.
    pub(crate) const fn is_called(&self) -> bool {
        self.calls != 0
    }

    /// What they speak, as far as anybody said.
    pub(crate) fn languages(&self) -> Vec<LanguageTag> {
        self.languages.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

const ACCOUNT: &str = "SELECT id, handle, name, title, photo, role, listed, email, max_rooms, languages, reach, calls, \
                       revision FROM staff WHERE removed_at_ms IS NULL";

/// Everybody, longest there first.
pub(crate) fn accounts(sql: &SqlStorage) -> Result<Vec<Account>> {
    rows(sql, &format!("{ACCOUNT} ORDER BY id LIMIT 1000"), Vec::new())
}

const NAMES: &str = "SELECT id, name FROM staff UNION ALL SELECT staff_id AS id, name FROM token LIMIT 10000";

/// What everybody is called, programs and those who were removed too.
pub(crate) fn names(sql: &SqlStorage) -> Result<BTreeMap<StaffId, DisplayName>> {
    #[derive(Deserialize)]
    struct Row {
        id: StaffId,
        name: DisplayName,
    }
    let found: Vec<Row> = rows(sql, NAMES, Vec::new())?;
    Ok(found.into_iter().map(|Row { id, name }| (id, name)).collect())
}

/// One of them.
pub(crate) fn account(sql: &SqlStorage, id: StaffId) -> Result<Option<Account>> {
    row(sql, &format!("{ACCOUNT} AND id = ?"), vec![id.to_string().into()])
}

/// The one with this account.
pub(crate) fn account_of(sql: &SqlStorage, email: &EmailAddress) -> Result<Option<Account>> {
    row(sql, &format!("{ACCOUNT} AND email = ?"), vec![email.as_str().into()])
}

/// The hash of an account's password.
pub(crate) fn password_hash(sql: &SqlStorage, id: StaffId) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        password_hash: String,
    }
    let query = "SELECT password_hash FROM staff WHERE id = ? AND password_hash IS NOT NULL";
    Ok(row::<Row>(sql, query, vec![id.to_string().into()])?.map(|row| row.password_hash))
}

/// Adds somebody.
pub(crate) fn add(sql: &SqlStorage, now: Timestamp, account: &NewAccount) -> Result<()> {
    let NewAccount { id, handle, name, role, email, password_hash } = account;
    sql.exec(
        "INSERT INTO staff (id, handle, name, role, listed, email, password_hash, made_at_ms) \
         VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
        vec![
            id.to_string().into(),
            handle.as_str().into(),
            name.as_str().into(),
            role_word(*role).into(),
            email.as_str().into(),
            password_hash.as_str().into(),
            now.as_ms().into(),
        ],
    )?;
    Ok(())
}

/// Somebody who becomes staff. The public directory lists them until somebody says otherwise.
pub(crate) struct NewAccount {
    pub(crate) id: StaffId,
    pub(crate) handle: Handle,
    pub(crate) name: DisplayName,
    pub(crate) role: Role,
    pub(crate) email: EmailAddress,
    pub(crate) password_hash: String,
}

/// Changes somebody.
pub(crate) fn change(sql: &SqlStorage, id: StaffId, update: &shared::api::StaffUpdate) -> Result<()> {
    let shared::api::StaffUpdate { handle, name, title, role, listed, max_rooms, photo, languages, reach, calls } =
        update;
    let languages = Some(languages).filter(|languages| !languages.is_empty()).map(serde_json::to_string);
    sql.exec(
        "UPDATE staff SET handle = ?, name = ?, title = ?, role = ?, listed = ?, max_rooms = ?, photo = ?, languages = ?, \
         reach = ?, calls = ?, revision = revision + 1 WHERE id = ?",
        vec![
            handle.as_str().into(),
            name.as_str().into(),
            title.as_ref().map(ShortText::as_str).into(),
            role_word(*role).into(),
            i32::from(*listed).into(),
            max_rooms.map(i64::from).into(),
            photo.as_deref().into(),
            languages.transpose()?.into(),
            reach.map(Reach::as_str).into(),
            i32::from(*calls).into(),
            id.to_string().into(),
        ],
    )?;
    Ok(())
}

/// Changes a password.
pub(crate) fn change_password(sql: &SqlStorage, id: StaffId, hash: &str) -> Result<()> {
    sql.exec("UPDATE staff SET password_hash = ? WHERE id = ?", vec![hash.into(), id.to_string().into()])?;
    Ok(())
}

/// Takes somebody's account and sessions away.
pub(crate) fn remove(sql: &SqlStorage, now: Timestamp, id: StaffId) -> Result<()> {
    sql.exec("DELETE FROM session WHERE staff_id = ?", vec![id.to_string().into()])?;
    sql.exec("DELETE FROM quiet_hours WHERE staff_id = ?", vec![id.to_string().into()])?;
    canned::forget(sql, id)?;
    draft::forget(sql, id)?;
    mention::seen(sql, id, None)?;
    reminder::leave(sql, now, id)?;
    sql.exec(
        "UPDATE staff SET handle = NULL, email = NULL, password_hash = NULL, listed = 0, removed_at_ms = ? WHERE id = ?",
        vec![now.as_ms().into(), id.to_string().into()],
    )?;
    Ok(())
}

/// A sign-in with whose it is.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SessionRow {
    pub(crate) id: SessionId,
    pub(crate) staff_id: StaffId,
    pub(crate) role: Role,
    pub(crate) device: ShortText,
    pub(crate) since_ms: Timestamp,
    pub(crate) used_at_ms: Timestamp,
}

const SESSION: &str = "SELECT session.id, staff_id, role, device, since_ms, used_at_ms \
                       FROM session JOIN staff ON staff.id = staff_id WHERE removed_at_ms IS NULL";

/// The session with this secret.
pub(crate) fn session_of_secret(sql: &SqlStorage, secret_hash: &str) -> Result<Option<SessionRow>> {
    row(sql, &format!("{SESSION} AND secret_hash = ?"), vec![secret_hash.into()])
}

/// One session.
pub(crate) fn session(sql: &SqlStorage, id: SessionId) -> Result<Option<SessionRow>> {
    row(sql, &format!("{SESSION} AND session.id = ?"), vec![id.to_string().into()])
}

/// Somebody's sessions, used last first.
pub(crate) fn sessions(sql: &SqlStorage, staff: StaffId) -> Result<Vec<SessionRow>> {
    let query = format!("{SESSION} AND staff_id = ? ORDER BY used_at_ms DESC, session.id DESC LIMIT 1000");
    rows(sql, &query, vec![staff.to_string().into()])
}

/// Begins a session.
pub(crate) fn add_session(
    sql: &SqlStorage,
    now: Timestamp,
    id: SessionId,
    staff: StaffId,
    secret_hash: &str,
    device: &ShortText,
) -> Result<()> {
    sql.exec(
        "INSERT INTO session (id, secret_hash, staff_id, device, since_ms, used_at_ms) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            id.to_string().into(),
            secret_hash.into(),
            staff.to_string().into(),
            device.as_str().into(),
            now.as_ms().into(),
            now.as_ms().into(),
        ],
    )?;
    Ok(())
}

/// Notes that a session was used.
pub(crate) fn note_use(sql: &SqlStorage, now: Timestamp, id: SessionId) -> Result<()> {
    sql.exec("UPDATE session SET used_at_ms = ? WHERE id = ?", vec![now.as_ms().into(), id.to_string().into()])?;
    Ok(())
}

/// Ends a session.
pub(crate) fn end_session(sql: &SqlStorage, id: SessionId) -> Result<()> {
    sql.exec("DELETE FROM session WHERE id = ?", vec![id.to_string().into()])?;
    Ok(())
}

/// Invitations that nobody has used yet, ended ones too.
pub(crate) fn invitations(sql: &SqlStorage) -> Result<Vec<InvitationRow>> {
    rows(sql, &format!("{INVITATION} ORDER BY id LIMIT 1000"), Vec::new())
}

/// An invitation.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct InvitationRow {
    pub(crate) id: InvitationId,
    pub(crate) email: EmailAddress,
    pub(crate) role: Role,
    pub(crate) invited_by: StaffId,
    pub(crate) expires_at_ms: Timestamp,
}

const INVITATION: &str = "SELECT id, email, role, invited_by, expires_at_ms FROM invitation";

/// The invitation with this secret.
pub(crate) fn invitation_of_secret(sql: &SqlStorage, secret_hash: &str) -> Result<Option<InvitationRow>> {
    row(sql, &format!("{INVITATION} WHERE secret_hash = ?"), vec![secret_hash.into()])
}

/// Invites somebody; an earlier invitation of theirs ends.
pub(crate) fn add_invitation(sql: &SqlStorage, invitation: &InvitationRow, secret_hash: &str) -> Result<()> {
    let InvitationRow { id, email, role, invited_by, expires_at_ms } = invitation;
    sql.exec("DELETE FROM invitation WHERE email = ?", vec![email.as_str().into()])?;
    sql.exec(
        "INSERT INTO invitation (id, secret_hash, email, role, invited_by, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            id.to_string().into(),
            secret_hash.into(),
            email.as_str().into(),
            role_word(*role).into(),
            invited_by.to_string().into(),
            expires_at_ms.as_ms().into(),
        ],
    )?;
    Ok(())
}

/// Removes an invitation: used, or taken back.
pub(crate) fn remove_invitation(sql: &SqlStorage, id: InvitationId) -> Result<()> {
    sql.exec("DELETE FROM invitation WHERE id = ?", vec![id.to_string().into()])?;
    Ok(())
}

/// Removes the invitation of somebody who is staff now.
pub(crate) fn remove_invitation_of(sql: &SqlStorage, email: &EmailAddress) -> Result<()> {
    sql.exec("DELETE FROM invitation WHERE email = ?", vec![email.as_str().into()])?;
    Ok(())
}

/// Removes what ended before these moments: sessions by their use and their beginning, invitations, and tries.
pub(crate) fn sweep(
    sql: &SqlStorage,
    used: Timestamp,
    begun: Timestamp,
    now: Timestamp,
    tried: Timestamp,
) -> Result<()> {
    sql.exec(
        "DELETE FROM session WHERE used_at_ms <= ? OR since_ms <= ?",
        vec![used.as_ms().into(), begun.as_ms().into()],
    )?;
    sql.exec("DELETE FROM invitation WHERE expires_at_ms <= ?", vec![now.as_ms().into()])?;
    sql.exec("DELETE FROM tries WHERE last_at_ms < ?", vec![tried.as_ms().into()])?;
    sql.exec("DELETE FROM account_tries WHERE full_at_ms <= ?", vec![now.as_ms().into()])?;
    Ok(())
}

/// Tries that did not succeed.
pub(crate) fn tries(sql: &SqlStorage, who: &str) -> Result<Tries> {
    #[derive(Deserialize)]
    struct Row {
        count: u32,
        last_at_ms: Timestamp,
    }
    let found: Option<Row> = row(sql, "SELECT count, last_at_ms FROM tries WHERE who = ?", vec![who.into()])?;
    Ok(found.map_or_else(Tries::default, |row| Tries { count: row.count, last_at: row.last_at_ms }))
}

/// Keeps how many there are now; none are forgotten.
pub(crate) fn keep_tries(sql: &SqlStorage, who: &str, tries: Tries) -> Result<()> {
    if tries.count == 0 {
        sql.exec("DELETE FROM tries WHERE who = ?", vec![who.into()])?;
        return Ok(());
    }
    sql.exec(
        "INSERT INTO tries (who, count, last_at_ms) VALUES (?, ?, ?) \
         ON CONFLICT (who) DO UPDATE SET count = excluded.count, last_at_ms = excluded.last_at_ms",
        vec![who.into(), i64::from(tries.count).into(), tries.last_at.as_ms().into()],
    )?;
    Ok(())
}

/// Tries at an account, from everywhere.
pub(crate) fn account_tries(sql: &SqlStorage, account_hash: &str) -> Result<Bucket> {
    #[derive(Deserialize)]
    struct Row {
        full_at_ms: Timestamp,
    }
    let query = "SELECT full_at_ms FROM account_tries WHERE account_hash = ?";
    let found: Option<Row> = row(sql, query, vec![account_hash.into()])?;
    Ok(found.map_or_else(Bucket::default, |row| Bucket::full_at(row.full_at_ms)))
}

/// Keeps how many there are now.
pub(crate) fn keep_account_tries(sql: &SqlStorage, account_hash: &str, tries: Bucket) -> Result<()> {
    sql.exec(
        "INSERT INTO account_tries (account_hash, full_at_ms) VALUES (?, ?) \
         ON CONFLICT (account_hash) DO UPDATE SET full_at_ms = excluded.full_at_ms",
        vec![account_hash.into(), tries.is_full_at().as_ms().into()],
    )?;
    Ok(())
}

/// As the column `role` has it, and JSON.
const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::Admin => "admin",
        Role::Owner => "owner",
    }
}
