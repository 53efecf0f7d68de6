//! The row of what signs identities.

use serde::Deserialize;
use shared::{
    api::IdentityState,
    id::VisitorId,
    identity::IdentityRefusal,
    value::{DisplayName, ShortText, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::row;

/// As it is kept.
#[derive(Default, Deserialize)]
pub(crate) struct Kept {
    pub(crate) salt: Option<String>,
    made_at_ms: Option<Timestamp>,
    made_by: Option<DisplayName>,
    pub(crate) former_salt: Option<String>,
    pub(crate) former_until_ms: Option<Timestamp>,
    verified_at_ms: Option<Timestamp>,
    refused_at_ms: Option<Timestamp>,
    refused_for: Option<String>,
}

impl Kept {
    /// Salts of the secrets that count now, the newest first.
    pub(crate) fn salts(&self, now: Timestamp) -> impl Iterator<Item = &str> {
        let former = self.former_salt.as_deref().filter(|_| self.former_until_ms.is_some_and(|until| until > now));
        self.salt.as_deref().into_iter().chain(former)
    }

    /// As admins see it, without the secret's hint.
    pub(crate) fn state(self, now: Timestamp) -> IdentityState {
        IdentityState {
            made_at_ms: self.made_at_ms,
            made_by: self.made_by,
            hint: None,
            former_until_ms: self.former_until_ms.filter(|until| *until > now),
            verified_at_ms: self.verified_at_ms,
            refused_at_ms: self.refused_at_ms,
            refused_for: self.refused_for.and_then(|why| serde_json::from_str(&why).ok()),
        }
    }
}

/// What is kept now.
pub(crate) fn read(sql: &SqlStorage) -> Result<Kept> {
    let query = "SELECT salt, made_at_ms, made_by, former_salt, former_until_ms, verified_at_ms, refused_at_ms, refused_for \
                 FROM identity";
    Ok(row(sql, query, Vec::new())?.unwrap_or_default())
}

/// A new secret takes the place of the one before, which counts until then. One that was never used makes room without
/// counting on, while the one before it does: its maker may not have seen it, and pages still have tokens by the older one.
pub(crate) fn rotate(
    sql: &SqlStorage,
    salt: &str,
    now: Timestamp,
    by: &DisplayName,
    former_until: Timestamp,
) -> Result<()> {
    sql.exec(
        "UPDATE identity SET former_salt = CASE WHEN used_at_ms IS NULL AND former_until_ms > ?2 THEN former_salt ELSE salt END, \
         former_until_ms = CASE WHEN used_at_ms IS NULL AND former_until_ms > ?2 THEN former_until_ms \
         WHEN salt IS NULL THEN NULL ELSE ?4 END, salt = ?1, made_at_ms = ?2, made_by = ?3, used_at_ms = NULL, \
         refused_at_ms = NULL, refused_for = NULL",
        vec![salt.into(), now.as_ms().into(), by.as_str().into(), former_until.as_ms().into()],
    )?;
    Ok(())
}

/// No secret counts any more, and nobody whom one proved is signed in.
pub(crate) fn end(sql: &SqlStorage, now: Timestamp) -> Result<()> {
    let all = "salt = NULL, made_at_ms = NULL, made_by = NULL, former_salt = NULL, former_until_ms = NULL, \
               used_at_ms = NULL, refused_at_ms = NULL, refused_for = NULL";
    sql.exec(&format!("UPDATE identity SET {all}, ended_at_ms = ?"), vec![now.as_ms().into()])?;
    Ok(())
}

/// So long a refusal that only the owner's backend can bring about stays in sight.
const TOLD_MS: i64 = 3_600_000;

/// Notes how a token was. What anybody can send hides nothing that says more.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, refused: Option<IdentityRefusal>) -> Result<()> {
    match refused {
        None => sql.exec("UPDATE identity SET verified_at_ms = ?", vec![now.as_ms().into()])?,
        Some(why) => sql.exec(
            "UPDATE identity SET refused_at_ms = ?1, refused_for = ?2 WHERE ?3 OR refused_at_ms IS NULL \
             OR refused_at_ms <= ?4 OR refused_for IN ('\"malformed\"', '\"algorithm\"', '\"signature\"')",
            vec![
                now.as_ms().into(),
                serde_json::to_string(&why)?.into(),
                i64::from(!why.is_anybodys()).into(),
                now.plus_ms(-TOLD_MS).as_ms().into(),
            ],
        )?,
    };
    Ok(())
}

/// The visitor that was made for a person.
pub(crate) fn home(sql: &SqlStorage, sub: &ShortText) -> Result<Option<VisitorId>> {
    #[derive(Deserialize)]
    struct Home {
        visitor_id: VisitorId,
    }
    let query = "SELECT visitor_id FROM identity_home WHERE sub = ?";
    Ok(row::<Home>(sql, query, vec![sub.as_str().into()])?.map(|home| home.visitor_id))
}

/// Keeps it.
pub(crate) fn put_home(sql: &SqlStorage, sub: &ShortText, visitor: VisitorId) -> Result<()> {
    sql.exec(
        "INSERT INTO identity_home (sub, visitor_id) VALUES (?, ?)",
        vec![sub.as_str().into(), visitor.to_string().into()],
    )?;
    Ok(())
}

/// Notes that a token by the newest secret was found right.
pub(crate) fn note_use(sql: &SqlStorage, now: Timestamp) -> Result<()> {
    sql.exec("UPDATE identity SET used_at_ms = ?", vec![now.as_ms().into()])?;
    Ok(())
}

/// Whether what was proved then still counts.
pub(crate) fn counts(sql: &SqlStorage, since: Timestamp) -> Result<bool> {
    #[derive(Deserialize)]
    struct Ended {
        ended_at_ms: Option<Timestamp>,
    }
    let ended: Option<Ended> = row(sql, "SELECT ended_at_ms FROM identity", Vec::new())?;
    Ok(ended.and_then(|row| row.ended_at_ms).is_none_or(|ended| since > ended))
}
