//! What proves that a browser is a visitor: signed, not stored, so that visitors who never write cost nothing.
//!
//! `v1.` and the claims as JSON in base64url, `.`, and the HMAC-SHA256 of what stands before, in base64url. Pure Rust and
//! not `WebCrypto`, which would make every check an `await` and can't be tested natively.

pub(crate) mod file_address;

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use shared::{
    api::{ErrorCode, VisitorToken},
    id::VisitorId,
    identity::LONGEST_MS,
    value::{ServiceSlug, Timestamp},
};
use worker::Env;

use crate::error::EdgeError;

/// How long a token lasts. Long enough for who comes back after a season's pause; a client renews it when it opens.
const LIFETIME_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// Fewer characters than this could be guessed by trying.
const SHORTEST_SECRET: usize = 32;

/// Longer than any token that we make: nothing longer is worth looking at.
const LONGEST_TOKEN: usize = 400;

/// How long a token lasts that a signed identity was shown for: as long as the longest proof of one.
const SIGNED_LIFETIME_MS: i64 = LONGEST_MS;

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Claims {
    service: ServiceSlug,
    pub(crate) visitor: VisitorId,
    expires_at_ms: Timestamp,
    /// When the owner's backend had signed who this is; none for who is nobody's in particular. The Desk refuses those from
    /// before an end of signed identities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) identity: Option<Timestamp>,
}

impl Claims {
    /// Of a visitor who is nobody in particular.
    pub(crate) fn anonymous(service: &ServiceSlug, visitor: VisitorId, now: Timestamp) -> Self {
        Self { service: service.clone(), visitor, expires_at_ms: now.plus_ms(LIFETIME_MS), identity: None }
    }

    /// Of the visitor whom the owner's backend signed just now.
    pub(crate) fn signed(service: &ServiceSlug, visitor: VisitorId, now: Timestamp) -> Self {
        let expires_at_ms = now.plus_ms(SIGNED_LIFETIME_MS);
        Self { service: service.clone(), visitor, expires_at_ms, identity: Some(now) }
    }

    /// The same for longer; what was signed ends when it was to, unless it is signed again.
    pub(crate) fn renewed(self, now: Timestamp) -> Self {
        match self.identity {
            Some(_) => self,
            None => Self { expires_at_ms: now.plus_ms(LIFETIME_MS), ..self },
        }
    }
}

/// The deployment's secret for tokens.
///
/// # Errors
/// When it is missing or too short: nothing can be proved without it.
pub(crate) fn secret(env: &Env) -> Result<String, EdgeError> {
    let secret = env.secret("TOKEN_SECRET").map(|secret| secret.to_string()).unwrap_or_default();
    if secret.len() < SHORTEST_SECRET {
        return Err(EdgeError::Broken("the secret TOKEN_SECRET is missing or shorter than 32 characters"));
    }
    Ok(secret)
}

/// A token that says so.
///
/// # Errors
/// Never in practice: the claims always have a JSON form.
pub(crate) fn issue(secret: &str, claims: &Claims) -> Result<VisitorToken, EdgeError> {
    let Claims { visitor, expires_at_ms, .. } = *claims;
    let claims = serde_json::to_vec(claims).map_err(|_| EdgeError::Broken("a token has no JSON form"))?;
    let signed = format!("v1.{}", Base64UrlUnpadded::encode_string(&claims));
    let signature = Base64UrlUnpadded::encode_string(&mac(secret, &signed)?.finalize().into_bytes());
    Ok(VisitorToken { visitor, token: format!("{signed}.{signature}"), expires_at_ms })
}

/// Whose token it is.
///
/// # Errors
/// `unauthenticated`, with the same words for every reason.
pub(crate) fn check(secret: &str, service: &ServiceSlug, now: Timestamp, token: &str) -> Result<Claims, EdgeError> {
    claims(secret, token)
        .filter(|claims| claims.service == *service && claims.expires_at_ms > now)
        .ok_or_else(|| EdgeError::refused(ErrorCode::Unauthenticated, "This token isn't valid any more."))
}

fn claims(secret: &str, token: &str) -> Option<Claims> {
    if token.len() > LONGEST_TOKEN {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let signature = Base64UrlUnpadded::decode_vec(signature).ok()?;
    // In constant time, and before anything in it is looked at.
    mac(secret, signed).ok()?.verify_slice(&signature).ok()?;
    let claims = Base64UrlUnpadded::decode_vec(signed.strip_prefix("v1.")?).ok()?;
    serde_json::from_slice(&claims).ok()
}

fn mac(secret: &str, signed: &str) -> Result<Hmac<Sha256>, EdgeError> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| EdgeError::Broken("a key of no length"))?;
    Ok(mac.chain_update(signed))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "an example of a secret, 32 or more";

    fn acme() -> ServiceSlug {
        ServiceSlug::try_from("acme").expect("a slug")
    }

    fn token(now: Timestamp) -> VisitorToken {
        issue(SECRET, &Claims::anonymous(&acme(), VisitorId::new(now, [7; 10]), now)).expect("a token")
    }

    #[test]
    fn a_token_proves_its_visitor_until_it_ends() {
        let now = Timestamp::from_ms(1_000);
        let token = token(now);
        assert_eq!(check(SECRET, &acme(), now, &token.token).expect("it is valid").visitor, token.visitor);
        assert!(check(SECRET, &acme(), token.expires_at_ms.plus_ms(-1), &token.token).is_ok());
        assert!(check(SECRET, &acme(), token.expires_at_ms, &token.token).is_err());
    }

    #[test]
    fn what_was_signed_lasts_a_day_however_often_it_is_renewed() {
        let now = Timestamp::from_ms(1_000);
        let signed = Claims::signed(&acme(), VisitorId::new(now, [7; 10]), now);
        let token = issue(SECRET, &signed).expect("a token");
        assert!(token.token.len() < LONGEST_TOKEN);
        let later = now.plus_ms(SIGNED_LIFETIME_MS - 1);
        let known = check(SECRET, &acme(), later, &token.token).expect("it is valid");
        assert_eq!(known.identity, Some(now));
        let renewed = issue(SECRET, &known.renewed(later)).expect("a token");
        assert_eq!(renewed.expires_at_ms, token.expires_at_ms);
        assert!(check(SECRET, &acme(), later.plus_ms(1), &renewed.token).is_err());
        let anonymous = Claims::anonymous(&acme(), signed.visitor, now).renewed(later);
        assert_eq!(anonymous.expires_at_ms, later.plus_ms(LIFETIME_MS));
    }

    #[test]
    fn a_token_of_before_there_were_identities_is_nobodys_in_particular() {
        let (service, visitor) = (acme(), VisitorId::new(Timestamp::from_ms(1), [7; 10]));
        let old = format!(r#"{{"service":"{service}","visitor":"{visitor}","expires_at_ms":5}}"#);
        assert_eq!(serde_json::from_str::<Claims>(&old).expect("it reads").identity, None);
    }

    #[test]
    fn a_token_is_good_for_one_service_and_one_secret() {
        let now = Timestamp::from_ms(1_000);
        let token = token(now).token;
        assert!(check(SECRET, &ServiceSlug::try_from("other").expect("a slug"), now, &token).is_err());
        assert!(check("another secret with 32 characters", &acme(), now, &token).is_err());
    }

    #[test]
    fn a_changed_token_proves_nothing() {
        let now = Timestamp::from_ms(1_000);
        let token = token(now).token;
        for place in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            if let Some(byte) = changed.get_mut(place) {
                *byte = if *byte == b'A' { b'B' } else { b'A' };
            }
            let changed = String::from_utf8(changed).expect("it stays ASCII");
            assert!(check(SECRET, &acme(), now, &changed).is_err(), "{place}");
        }
        for bad in ["", ".", "v1.", "v1..", &"x".repeat(100_000), &token[1..], &token[..token.len() - 1]] {
            assert!(check(SECRET, &acme(), now, bad).is_err());
        }
    }

    #[test]
    fn a_token_fits_into_a_subprotocol() {
        let token = token(Timestamp::from_ms(1_000)).token;
        assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
        assert!(token.len() < LONGEST_TOKEN);
    }
}
