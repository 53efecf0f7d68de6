//! Signed identity in the Desk: the secret that admins make, and who a browser becomes by a token that the owner's backend
//! signed with it. The rules are in [`shared::identity`].

use serde::{Deserialize, Serialize};
use shared::{
    api::{FormerSecret, IdentityOutcome, IdentitySecret, RotateIdentity, route::Operation},
    contact::Verified,
    id::{ContactId, VisitorId},
    identity::{Becomes, IdentityRefusal, OVERLAP_MS, becomes},
    value::{ShortText, Timestamp},
};
use worker::{Response, SqlStorage};

use super::{Desk, call::Call, contacts};
use crate::{
    access::{Facts, new_secret},
    answer, clock,
    error::EdgeError,
    identity::{prove, secret},
    store::desk::{contact, identity as store, person},
};

/// The last characters that are shown of the secret.
const HINT: usize = 4;

/// Body of `/internal/identify`: who a browser is so far, and what it shows.
#[derive(Serialize, Deserialize)]
pub(crate) struct Identify {
    pub(crate) visitor: VisitorId,
    pub(crate) identity: String,
}

/// Answers it: who the browser is from now on, if it is another.
#[derive(Serialize, Deserialize)]
pub(crate) struct Identified {
    /// The visitor of the person that was proved; none if nothing was, or the browser stays who it is for now.
    pub(crate) home: Option<VisitorId>,
    pub(crate) outcome: IdentityOutcome,
}

/// What admins do with the secret.
///
/// # Errors
/// That of the database, and when the deployment lacks its secret.
pub(super) fn handle(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ReadIdentity => answer::json(&state(desk, call.now)?),
        Operation::RotateIdentity => {
            let RotateIdentity { former } = serde_json::from_str(call.body)?;
            let by = contacts::own_name(call)?;
            let salt = new_secret();
            desk.memory.note(|| {
                if former == FormerSecret::Ends {
                    store::end(call.sql, call.now)?;
                }
                Ok(store::rotate(call.sql, &salt, call.now, &by, call.now.plus_ms(OVERLAP_MS))?)
            })?;
            answer::json(&IdentitySecret { secret: secret(&desk.env, &salt)?, state: state(desk, call.now)? })
        }
        Operation::EndIdentity => {
            desk.memory.note(|| Ok(store::end(call.sql, call.now)?))?;
            Ok(answer::done())
        }
        _ => Err(EdgeError::Broken("an operation that isn't of identities")),
    }
}

fn state(desk: &Desk, now: Timestamp) -> Result<shared::api::IdentityState, EdgeError> {
    let kept = store::read(&desk.memory.sql)?;
    let hint = match &kept.salt {
        Some(salt) => {
            let text = secret(&desk.env, salt)?;
            text.get(text.len().saturating_sub(HINT)..).and_then(|end| ShortText::try_from(end).ok())
        }
        None => None,
    };
    Ok(shared::api::IdentityState { hint, ..kept.state(now) })
}

/// Who a browser is by what it shows. What proves nothing changes nothing, and an admin sees why.
///
/// # Errors
/// That of the database.
pub(super) fn identify(desk: &Desk, now: Timestamp, facts: &Facts, body: &str) -> Result<Response, EdgeError> {
    let Identify { visitor, identity } = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    let kept = store::read(sql)?;
    let secrets = kept.salts(now).map(|salt| secret(&desk.env, salt)).collect::<Result<Vec<_>, _>>()?;
    let slug = desk.memory.look(|known| known.slug.clone())?;
    let verified = match prove(&secrets, &slug, now, &identity) {
        Ok(verified) => verified,
        Err(why) => {
            // Without a secret there is nothing to look after.
            if why != IdentityRefusal::Off {
                desk.memory.note(|| Ok(store::note(sql, now, Some(why))?))?;
            }
            return answer::json(&Identified { home: None, outcome: IdentityOutcome::Refused });
        }
    };
    let home = desk.memory.note(|| {
        store::note(sql, now, None)?;
        if secrets.get(..1).is_some_and(|newest| prove(newest, &slug, now, &identity).is_ok()) {
            store::note_use(sql, now)?;
        }
        bind(desk, now, facts, visitor, &verified)
    })?;
    answer::json(&Identified { home, outcome: IdentityOutcome::Verified })
}

/// Binds what was proved to the browser's contact, and says whose visitor it is from now on, if it is somebody's.
fn bind(
    desk: &Desk,
    now: Timestamp,
    facts: &Facts,
    visitor: VisitorId,
    verified: &Verified,
) -> Result<Option<VisitorId>, EdgeError> {
    let sql = &desk.memory.sql;
    let own = person::of_visitor(sql, visitor)?;
    let own_sub = own.as_ref().and_then(|kept| Some(kept.member.verified.as_ref()?.sub.clone()));
    let home = store::home(sql, &verified.sub)?;
    let talks = person::talks(sql, visitor)?;
    let home = match becomes(&verified.sub, visitor, own_sub.as_ref(), home, talks) {
        Becomes::Stays => {
            sign(desk, now, facts, visitor, verified)?;
            return Ok(home.filter(|home| *home == visitor));
        }
        Becomes::Home(home) => home,
        Becomes::New => {
            let home = VisitorId::new(now, clock::random());
            store::put_home(sql, &verified.sub, home)?;
            home
        }
    };
    sign(desk, now, facts, home, verified)?;
    // What this browser asked before is theirs, too, for staff. It is not verified itself: others may know its token.
    if let Some(own) = own {
        join(sql, now, own.member.id, &verified.sub)?;
    }
    Ok(Some(home))
}

/// Notes what was proved of a visitor, and makes their contact one person with the first of the same id.
fn sign(desk: &Desk, now: Timestamp, facts: &Facts, visitor: VisitorId, verified: &Verified) -> Result<(), EdgeError> {
    let sql = &desk.memory.sql;
    if person::of_visitor(sql, visitor)?.is_none() {
        contact::put(sql, visitor, &super::visitors::new_contact(now, None, facts)?)?;
    }
    let own = person::of_visitor(sql, visitor)?.ok_or(EdgeError::Broken("a contact was made and isn't there"))?;
    if own.member.verified.is_none() && is_another(&person::of_contact(sql, own.member.id)?, &verified.sub) {
        return Ok(());
    }
    if own.member.verified.as_ref() != Some(verified) {
        person::put_verified(sql, now, own.member.id, verified)?;
        person::stamp(sql, &[own.member.id])?;
    }
    join(sql, now, own.member.id, &verified.sub)
}

/// Makes the person of a contact one with the first who was proved to be `sub`.
fn join(sql: &SqlStorage, now: Timestamp, contact: ContactId, sub: &ShortText) -> Result<(), EdgeError> {
    let Some(first) = person::verified(sql, sub)? else { return Ok(()) };
    let into = person::of_contact(sql, first.member.id)?;
    let ours = person::of_contact(sql, contact)?;
    let ids = |members: &[person::Kept]| members.iter().map(|kept| kept.member.id).collect::<Vec<_>>();
    let is_one = ids(&into).contains(&contact);
    // Staff who parted them know better; and a person of very many browsers goes on as several.
    if is_one || is_another(&into, sub) || is_another(&ours, sub) || person::are_apart(sql, &ids(&into), &ids(&ours))? {
        return Ok(());
    }
    match contacts::join(sql, &into, &ours, &contacts::by_identity(now)) {
        Err(EdgeError::Refused(_)) => Ok(()),
        joined => joined,
    }
}

/// Whether any of these was proved to be somebody else.
fn is_another(members: &[person::Kept], sub: &ShortText) -> bool {
    members.iter().any(|kept| kept.member.verified.as_ref().is_some_and(|verified| verified.sub != *sub))
}
