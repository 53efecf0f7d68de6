//! Secrets of an account at rest: AES-256-GCM with a key that follows from the deployment's secret and the account's name, so
//! that a copy of the database is of no use by itself.

use aes_gcm::{Aes256Gcm, KeyInit, aead::Aead};
use base64ct::{Base64, Encoding};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::error::EdgeError;

const BROKEN: EdgeError = EdgeError::Broken("a secret of an account could not be sealed or opened");

fn cipher(deployment: &str, account: &str) -> Result<Aes256Gcm, EdgeError> {
    let mut key = [0; 32];
    let derived = Hkdf::<Sha256>::new(None, deployment.as_bytes());
    derived
        .expand_multi_info(&[b"secrets of a channel account\n", account.as_bytes()], &mut key)
        .map_err(|_| BROKEN)?;
    Ok(Aes256Gcm::new(&key.into()))
}

/// Seals a text. `nonce` must be fresh random bytes.
///
/// # Errors
/// Never in practice.
pub(super) fn seal(deployment: &str, account: &str, text: &str, nonce: [u8; 12]) -> Result<String, EdgeError> {
    let sealed = cipher(deployment, account)?.encrypt(&nonce.into(), text.as_bytes()).map_err(|_| BROKEN)?;
    Ok(Base64::encode_string(&[nonce.as_slice(), &sealed].concat()))
}

/// Opens what was sealed.
///
/// # Errors
/// When it isn't what was sealed for this account, or the deployment has another secret since.
pub(super) fn open(deployment: &str, account: &str, sealed: &str) -> Result<String, EdgeError> {
    let bytes = Base64::decode_vec(sealed).map_err(|_| BROKEN)?;
    let (nonce, sealed) = bytes.split_at_checked(12).ok_or(BROKEN)?;
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| BROKEN)?;
    let text = cipher(deployment, account)?.decrypt(&nonce.into(), sealed).map_err(|_| BROKEN)?;
    String::from_utf8(text).map_err(|_| BROKEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPLOYMENT: &str = "an example of a secret, 32 or more";

    #[test]
    fn what_is_sealed_is_opened_by_the_same_deployment_for_the_same_account_alone() {
        let sealed = seal(DEPLOYMENT, "acme/line", "s3cret", [7; 12]).expect("it can be sealed");
        assert!(!sealed.contains("s3cret"));
        assert_eq!(open(DEPLOYMENT, "acme/line", &sealed).expect("it is ours"), "s3cret");
        assert!(open(DEPLOYMENT, "acme/other", &sealed).is_err());
        assert!(open("another secret of 32 characters…", "acme/line", &sealed).is_err());
        for broken in ["", "AAAA", "!", &sealed[..sealed.len() - 4]] {
            assert!(open(DEPLOYMENT, "acme/line", broken).is_err());
        }
    }
}
