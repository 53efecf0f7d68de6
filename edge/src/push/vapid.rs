//! Who sends a push message, proved to the push service: RFC 8292. One key for the deployment, made of its secret for tokens,
//! so that there is nothing more to keep; with another secret browsers are asked to subscribe anew.

use std::{cell::RefCell, rc::Rc};

use base64ct::{Base64UrlUnpadded, Encoding};
use hkdf::Hkdf;
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    elliptic_curve::sec1::ToSec1Point,
};
use serde::Serialize;
use sha2::Sha256;
use shared::value::Timestamp;

use crate::error::EdgeError;

/// How long a proof is good for. Push services take up to 24 hours; clocks differ by minutes.
const LIFETIME_S: i64 = 12 * 60 * 60;

/// The deployment as push services know it.
pub(crate) struct Vapid {
    key: SigningKey,
    /// As browsers need it to subscribe (`applicationServerKey`): the uncompressed point in base64url.
    pub(crate) public: String,
}

thread_local! {
    /// The last one with its secret: making one multiplies a point of the curve, and anybody may ask for its public half.
    static LAST: RefCell<Option<(String, Rc<Vapid>)>> = const { RefCell::new(None) };
}

#[derive(Serialize)]
struct Claims<'a> {
    /// Origin of the push service.
    aud: &'a str,
    /// Seconds since 1970.
    exp: i64,
    /// Whom its operator can turn to.
    sub: &'a str,
}

impl Vapid {
    /// The one that belongs to a deployment's secret; made once in an isolate.
    ///
    /// # Errors
    /// Never in practice.
    pub(crate) fn of(secret: &str) -> Result<Rc<Self>, EdgeError> {
        let known = |(of, vapid): &(String, Rc<Self>)| (of == secret).then(|| vapid.clone());
        if let Some(known) = LAST.with_borrow(|last| last.as_ref().and_then(known)) {
            return Ok(known);
        }
        let made = Rc::new(Self::make(secret)?);
        LAST.set(Some((secret.to_owned(), made.clone())));
        Ok(made)
    }

    fn make(secret: &str) -> Result<Self, EdgeError> {
        let derived = Hkdf::<Sha256>::new(None, secret.as_bytes());
        // Nearly every 32 bytes are a key: the first try fails for one secret in four thousand million.
        for attempt in 0..4_u8 {
            let mut bytes = [0; 32];
            derived
                .expand_multi_info(&[b"frontdesk vapid", &[attempt]], &mut bytes)
                .map_err(|_| EdgeError::Broken("no key for push messages"))?;
            if let Ok(key) = SecretKey::from_slice(&bytes) {
                let public = Base64UrlUnpadded::encode_string(key.public_key().to_sec1_point(false).as_bytes());
                return Ok(Self { key: key.into(), public });
            }
        }
        Err(EdgeError::Broken("no key for push messages"))
    }

    /// The header `Authorization` for the push service at `audience`, an origin. `contact` is an address of ours, `https:`
    /// or `mailto:`.
    ///
    /// # Errors
    /// Never in practice: claims always have a JSON form.
    pub(crate) fn authorization(&self, audience: &str, contact: &str, now: Timestamp) -> Result<String, EdgeError> {
        let claims = Claims { aud: audience, exp: now.as_ms() / 1_000 + LIFETIME_S, sub: contact };
        let claims = serde_json::to_vec(&claims)?;
        let header = Base64UrlUnpadded::encode_string(br#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{header}.{}", Base64UrlUnpadded::encode_string(&claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = Base64UrlUnpadded::encode_string(&signature.to_bytes());
        Ok(format!("vapid t={signed}.{signature}, k={}", self.public))
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    use super::*;

    const SECRET: &str = "an example of a secret, 32 or more";

    #[test]
    fn a_proof_is_signed_by_the_key_that_browsers_were_given() {
        let vapid = Vapid::of(SECRET).expect("a key");
        let header = vapid.authorization("https://push.example", "https://desk.example", Timestamp::from_ms(5_000));
        let header = header.expect("a proof");
        let (token, public) = header.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k=")).expect("both");
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let bytes = |text| Base64UrlUnpadded::decode_vec(text).expect("base64url");
        let key = VerifyingKey::from_sec1_bytes(&bytes(public)).expect("a key");
        let signature = Signature::from_slice(&bytes(signature)).expect("a signature");
        key.verify(signed.as_bytes(), &signature).expect("it is right");
        let claims = bytes(signed.split_once('.').expect("claims").1);
        assert_eq!(
            String::from_utf8(claims).expect("JSON"),
            r#"{"aud":"https://push.example","exp":43205,"sub":"https://desk.example"}"#
        );
    }

    #[test]
    fn a_key_is_made_once_for_a_secret() {
        let of = |secret| Vapid::of(secret).expect("a key");
        let first = of(SECRET);
        assert!(Rc::ptr_eq(&first, &of(SECRET)));
        assert!(!Rc::ptr_eq(&first, &of("another secret with 32 characters")));
    }

    #[test]
    fn a_secret_has_one_key_and_another_one_another() {
        let public = |secret| Vapid::of(secret).expect("a key").public.clone();
        assert_eq!(public(SECRET), public(SECRET));
        assert_ne!(public(SECRET), public("another secret with 32 characters"));
    }
}
