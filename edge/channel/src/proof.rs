//! Signatures that the services have in common.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::http::Answer;

/// Whether a call is the service's.
#[derive(Debug, PartialEq, Eq)]
pub enum Proof {
    /// The service looks whether we are there: answer this, and nothing else is to be done.
    Handshake(Answer),
    /// It is. Its body, decrypted.
    Genuine(Vec<u8>),
    /// It is not. Nothing is kept of it.
    Refused,
}

/// HMAC-SHA256. A key may have any length.
#[must_use]
pub fn hmac_sha256(key: &[u8], body: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

/// Whether two values are equal, in a time that says nothing of where they differ. Empty ones never are: a secret that isn't
/// set proves nothing.
#[must_use]
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    !one.is_empty() && bool::from(one.ct_eq(other))
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
