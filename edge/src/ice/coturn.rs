//! Credentials of a TURN server of one's own, by a secret that it shares with us: coturn's `use-auth-secret`, the "TURN REST API" of
//! draft-uberti-behave-turn-rest-00. Nothing is asked of anybody: the server works out the same.

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use shared::{api::IceServer, id::RoomId, value::Timestamp};

use super::LIFETIME_S;
use crate::access::hex;

/// A server of one's own.
pub(crate) struct Coturn {
    pub(super) urls: Vec<String>,
    pub(super) secret: String,
}

impl Coturn {
    /// It with credentials for now, and when they end. Servers count what each name does, but for the moment in front of it (coturn's
    /// `user-quota`): so it is the same for all who ask in one room within an hour, and says nothing of which room that is.
    pub(crate) fn server(&self, now: Timestamp, room: RoomId) -> (IceServer, Timestamp) {
        let now_s = now.as_ms().div_euclid(1_000);
        let end_s = now_s + i64::from(LIFETIME_S);
        let name = mac(&self.secret, &format!("{room} {}", now_s.div_euclid(3_600)));
        let username = format!("{end_s}:{}", hex(name.get(..8).unwrap_or_default()));
        let credential = Base64::encode_string(&mac(&self.secret, &username));
        let server = IceServer { urls: self.urls.clone(), username: Some(username), credential: Some(credential) };
        (server, Timestamp::from_ms(end_s * 1_000))
    }
}

/// HMAC-SHA1. A key may have any length.
fn mac(secret: &str, text: &str) -> Vec<u8> {
    let Ok(mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else { return Vec::new() };
    mac.chain_update(text).finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_what_the_server_works_out() {
        let password = |secret: &str, username: &str| Base64::encode_string(&mac(secret, username));
        // RFC 2202, test case 2: effcdf6ae5eb2fa2d27416d5f184df9c259a7c79.
        assert_eq!(password("Jefe", "what do ya want for nothing?"), "7/zfauXrL6LSdBbV8YTfnCWafHk=");
        // printf 1800014400:0707070707070707 | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(password("north", "1800014400:0707070707070707"), "JarUHndDEHN24gqz1CX0i6qAoFg=");
    }

    #[test]
    fn credentials_end_after_four_hours_and_their_name_is_one_for_a_room_and_an_hour() {
        let coturn = Coturn { urls: vec!["turn:turn.example.com".to_owned()], secret: "north".to_owned() };
        let [one, another]: [RoomId; 2] =
            ["enq_01a204dd38cd729187edc197d345595f", "enq_01a204dd38cd729187edc197d3455960"]
                .map(|room| room.parse().expect("a room"));
        let name = |room, ms: i64| {
            let (server, until) = coturn.server(Timestamp::from_ms(1_800_000_000_000 + ms), room);
            let username = server.username.expect("a name");
            let (end, name) = username.split_once(':').expect("both parts");
            assert_eq!(end, (until.as_ms() / 1_000).to_string());
            assert!(name.len() == 16 && !room.to_string().contains(name), "{name}");
            (until.as_ms() - 1_800_000_000_000, name.to_owned())
        };
        let (until, first) = name(one, 999);
        assert_eq!(until, 14_400_000);
        assert_eq!(name(one, 3_599_000).1, first, "its quota is for all who are in it");
        assert_ne!(name(one, 3_600_000).1, first);
        assert_ne!(name(another, 999).1, first);
    }
}
