//! Tokens of programs in the Desk: who shows one, and what admins do with them. The token itself is only ever seen by the
//! router, and once by who makes it; here is its hash.

use std::collections::BTreeMap;

use shared::{
    account::handle_for,
    api::{ErrorBody, ErrorCode, route::Operation},
    card::{Role, StaffCard},
    id::{SessionId, StaffId, TokenId},
    pace::Bucket,
    permission::ByToken,
    token::{self as rules, MAX_TOKENS, MakeToken, Token, TokenMade},
    value::{DisplayName, Timestamp},
};
use worker::SqlStorage;

use super::{
    Desk,
    call::{Call, Change, Handled, Signed, Who},
};
use crate::{
    access::{new_secret, same_secret, secret_hash},
    answer, clock,
    error::EdgeError,
    store::desk::{account, token as store},
};

/// The last characters that are shown of one.
const HINT: usize = 4;

/// What each token has asked lately. In memory only: an object sleeps when nobody asks, and by then a bucket is full.
pub(super) type Paces = BTreeMap<TokenId, Bucket>;

/// Who shows a token, if it lets them in here.
///
/// # Errors
/// `unauthenticated`, `forbidden` without the scope, `too_fast`.
pub(super) fn admit(
    desk: &Desk,
    now: Timestamp,
    wanted: ByToken,
    id: TokenId,
    shown_hash: &str,
) -> Result<Who, EdgeError> {
    let sql = &desk.memory.sql;
    let unknown = || EdgeError::refused(ErrorCode::Unauthenticated, "This token was revoked, or there never was one.");
    let (token, kept_hash) = store::one(sql, id)?.ok_or_else(unknown)?;
    if !same_secret(&kept_hash, shown_hash) {
        return Err(unknown());
    }
    rules::admit(now, token.ends_at_ms, &token.scopes, wanted).map_err(ErrorBody::from)?;
    if desk.limits {
        let mut paces = desk.token_paces.borrow_mut();
        paces.retain(|_, bucket| bucket.is_full_at() > now);
        let counted = paces.entry(id).or_default().take(now, rules::PACE);
        counted.map_err(|ms| EdgeError::too_fast("This token asks too often. Wait a moment.", i64::from(ms)))?;
    }
    let day = rules::day(now);
    if token.used_at_ms != Some(day) {
        store::note_use(sql, id, day)?;
    }
    // No browser has this session: what is of one isn't for tokens.
    let session = SessionId::new(token.made_at_ms, [0; 10]);
    Ok(Who::Staff(Signed { staff: token.acts_as, role: Role::Admin, session }))
}

/// What admins do with tokens.
///
/// # Errors
/// Every refusal; nothing is to be kept then.
pub(super) fn handle(call: &Call<'_>) -> Result<Handled, EdgeError> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ListTokens => Ok(Handled::answer(answer::json(&store::all(call.sql)?)?)),
        Operation::MakeToken => make(call),
        Operation::RevokeToken => revoke(call),
        _ => Err(EdgeError::Broken("an operation that isn't of tokens")),
    }
}

fn make(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let wish: MakeToken = serde_json::from_str(call.body)?;
    let MakeToken { name, scopes, ends_at_ms } = wish.check(call.now)?;
    if store::all(call.sql)?.len() >= MAX_TOKENS {
        let words = format!("A service has at most {MAX_TOKENS} tokens. Revoke one first.");
        return Err(EdgeError::refused(ErrorCode::TooLarge, words));
    }
    let maker = account::account(call.sql, call.who.staff()?.staff)?.ok_or_else(EdgeError::not_found)?;
    let secret = new_secret();
    let id = TokenId::new(call.now, clock::random());
    let text = rules::text(id, &secret);
    let hint = text.get(text.len().saturating_sub(HINT)..).unwrap_or_default().to_owned();
    let token = Token {
        token: id,
        acts_as: StaffId::new(call.now, clock::random()),
        name,
        scopes,
        hint,
        made_by: maker.name,
        made_at_ms: call.now,
        ends_at_ms,
        used_at_ms: None,
    };
    store::add(call.sql, &token, &secret_hash(&secret))?;
    Ok(Handled { answer: answer::json(&TokenMade { token, secret: text })?, changes: vec![Change::Directory] })
}

fn revoke(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let id = call.found.value("token").and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)?;
    if !store::revoke(call.sql, id)? {
        return Err(EdgeError::not_found());
    }
    Ok(Handled { answer: answer::done(), changes: vec![Change::Directory] })
}

/// Ends tokens whose time is over: what was theirs is others' then.
///
/// # Errors
/// That of the database.
pub(super) fn end_due(desk: &Desk, now: Timestamp) -> Result<(), EdgeError> {
    let sql = &desk.memory.sql;
    if store::next_end(sql)?.is_none_or(|end| end > now) {
        return Ok(());
    }
    desk.change(now, || {
        store::end_due(sql, now)?;
        Ok(Handled { answer: answer::done(), changes: vec![Change::Directory] })
    })?;
    Ok(())
}

/// Programs as the rules see them.
///
/// # Errors
/// That of the database.
pub(super) fn integrations(sql: &SqlStorage) -> Result<BTreeMap<StaffId, StaffCard>, EdgeError> {
    let card = |(id, name): (StaffId, DisplayName)| {
        let handle = handle_for(&name, |_| false)?;
        Some((
            id,
            StaffCard { id, handle, name, title: None, photo: None, online: None, integration: true, calls: false },
        ))
    };
    Ok(store::acting(sql)?.into_iter().filter_map(card).collect())
}
