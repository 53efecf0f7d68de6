//! Credentials of a TURN server of one's own, by a secret that it shares with us: coturn's `use-auth-secret`, the "TURN REST API" of
//! draft-uberti-behave-turn-rest-00. Nothing is asked of anybody: the server works out the same.

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use shared::{api::IceServer, value::Timestamp};

use super::LIFETIME_S;
use crate::access::hex;

/// A server of one's own.
pub(crate) struct Coturn {
    pub(super) urls: Vec<String>,
    pub(super) secret: String,
}

impl Coturn {
    /// It with credentials for now, and when they end. `random` makes the name one that no other browser has: servers count what each
    /// name does.
    pub(crate) fn server(&self, now: Timestamp, random: [u8; 8]) -> (IceServer, Timestamp) {
        let end_s = now.as_ms().div_euclid(1_000) + i64::from(LIFETIME_S);
        let username = format!("{end_s}:{}", hex(&random));
        let credential = password(&self.secret, &username);
        let server = IceServer { urls: self.urls.clone(), username: Some(username), credential: Some(credential) };
        (server, Timestamp::from_ms(end_s * 1_000))
    }
}

/// HMAC-SHA1 in base64. A key may have any length.
fn password(secret: &str, username: &str) -> String {
    let Ok(mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else { return String::new() };
    Base64::encode_string(&mac.chain_update(username).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_what_the_server_works_out() {
        // RFC 2202, test case 2: effcdf6ae5eb2fa2d27416d5f184df9c259a7c79.
        assert_eq!(password("Jefe", "what do ya want for nothing?"), "7/zfauXrL6LSdBbV8YTfnCWafHk=");
        // printf 1800014400:0707070707070707 | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(password("north", "1800014400:0707070707070707"), "JarUHndDEHN24gqz1CX0i6qAoFg=");
    }

    #[test]
    fn credentials_end_after_four_hours() {
        let coturn = Coturn { urls: vec!["turn:turn.example.com".to_owned()], secret: "north".to_owned() };
        let (server, until) = coturn.server(Timestamp::from_ms(1_800_000_000_999), [7; 8]);
        assert_eq!(server.username.as_deref(), Some("1800014400:0707070707070707"));
        assert_eq!(until, Timestamp::from_ms(1_800_014_400_000));
        let (other, _) = coturn.server(Timestamp::from_ms(1_800_000_000_999), [8; 8]);
        assert_ne!(server.credential, other.credential);
    }
}
