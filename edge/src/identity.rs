//! Proofs of who somebody is: JWTs that an owner's backend signed (RFC 7515, HS256). Only the signature is looked at here;
//! what a token must say is in [`shared::identity`].

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use sha2::Sha256;
use shared::{
    contact::Verified,
    identity::{Claims, Header, IdentityRefusal, MAX_TOKEN_BYTES},
    value::{ServiceSlug, Timestamp},
};
use worker::Env;

use crate::{error::EdgeError, token};

/// How every secret begins, so that one is known for what it is wherever it turns up.
const PREFIX: &str = "fdi_";

/// The text of a secret. It follows from the deployment's own and a salt, so that the database holds none.
///
/// # Errors
/// When the deployment lacks its secret.
pub(crate) fn secret(env: &Env, salt: &str) -> Result<String, EdgeError> {
    Ok(secret_of(&token::secret(env)?, salt))
}

fn secret_of(deployment: &str, salt: &str) -> String {
    let mac = mac(deployment, &format!("secret of identities\n{salt}"));
    let bytes = mac.map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default();
    format!("{PREFIX}{}", Base64UrlUnpadded::encode_string(&bytes))
}

/// Who it is that a JWT was signed for with one of these secrets.
///
/// # Errors
/// See [`IdentityRefusal`].
pub(crate) fn prove(
    secrets: &[String],
    service: &ServiceSlug,
    now: Timestamp,
    jwt: &str,
) -> Result<Verified, IdentityRefusal> {
    if secrets.is_empty() {
        return Err(IdentityRefusal::Off);
    }
    if jwt.len() > MAX_TOKEN_BYTES {
        return Err(IdentityRefusal::Malformed);
    }
    let (signed, signature) = jwt.rsplit_once('.').ok_or(IdentityRefusal::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(IdentityRefusal::Malformed)?;
    part::<Header>(header)?.check()?;
    let signature = Base64UrlUnpadded::decode_vec(signature).map_err(|_| IdentityRefusal::Malformed)?;
    // In constant time, with all of them, and before anything that the token claims is looked at.
    let right =
        secrets.iter().filter(|secret| mac(secret, signed).is_some_and(|mac| mac.verify_slice(&signature).is_ok()));
    if right.count() == 0 {
        return Err(IdentityRefusal::Signature);
    }
    part::<Claims>(claims)?.check(service, now)
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, IdentityRefusal> {
    let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| IdentityRefusal::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| IdentityRefusal::Malformed)
}

fn mac(key: &str, text: &str) -> Option<Hmac<Sha256>> {
    Some(Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?.chain_update(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);

    fn encoded(text: &str) -> String {
        Base64UrlUnpadded::encode_string(text.as_bytes())
    }

    fn jwt(secret: &str, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", encoded(header), encoded(claims));
        let signature = mac(secret, &signed).expect("a key").finalize().into_bytes();
        format!("{signed}.{}", Base64UrlUnpadded::encode_string(&signature))
    }

    fn proved(secrets: &[&str], jwt: &str) -> Result<String, IdentityRefusal> {
        let secrets: Vec<String> = secrets.iter().map(|&secret| secret.to_owned()).collect();
        let acme = ServiceSlug::try_from("acme").expect("a slug");
        prove(&secrets, &acme, NOW, jwt).map(|verified| verified.sub.as_str().to_owned())
    }

    #[test]
    fn a_token_by_the_secret_or_the_one_before_it_proves_who_it_is_and_no_other_does() {
        let claims = r#"{"sub":"42","aud":"acme","exp":1800000060}"#;
        let header = r#"{"alg":"HS256","typ":"JWT"}"#;
        let right = jwt("new", header, claims);
        assert_eq!(proved(&["new"], &right), Ok("42".into()));
        assert_eq!(proved(&["newer", "new"], &right), Ok("42".into()));
        assert_eq!(proved(&["newer"], &right), Err(IdentityRefusal::Signature));
        assert_eq!(proved(&[], &right), Err(IdentityRefusal::Off));
        let none = format!("{}.{}.", encoded(r#"{"alg":"none"}"#), encoded(claims));
        assert_eq!(proved(&["new"], &none), Err(IdentityRefusal::Algorithm));
        let unsigned = format!("{}.{}.", encoded(header), encoded(claims));
        assert_eq!(proved(&["new"], &unsigned), Err(IdentityRefusal::Signature));
        let other = right.replacen(&encoded(claims), &encoded(&claims.replace("42", "43")), 1);
        assert_eq!(proved(&["new"], &other), Err(IdentityRefusal::Signature));
        for broken in ["", "..", "a.b.c", "a.b", &right[1..], &"a.".repeat(3_000)] {
            assert!(proved(&["new"], broken).is_err(), "{broken}");
        }
        assert_eq!(proved(&["new"], &jwt("new", header, "7")), Err(IdentityRefusal::Malformed));
    }

    #[test]
    fn a_secret_follows_from_the_deployments_and_its_salt() {
        let secret = secret_of("deployment", "salt");
        assert!(secret.starts_with(PREFIX) && secret.len() == PREFIX.len() + 43);
        assert_eq!(secret, secret_of("deployment", "salt"));
        assert_ne!(secret, secret_of("deployment", "salz"));
    }
}
