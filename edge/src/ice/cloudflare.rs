//! Credentials of Cloudflare Realtime's TURN servers: how they are asked for, what is taken of the answer, and how long it is kept.
//! <https://developers.cloudflare.com/realtime/turn/generate-credentials/>

use serde::Deserialize;
use shared::{api::IceServer, value::Timestamp};

use super::{LIFETIME_S, TURN, is_address};

/// Where they are asked for, unless a deployment says otherwise.
const BASE: &str = "https://rtc.live.cloudflare.com";

/// Longest key or token, and longest name or password in an answer.
const LONGEST: usize = 512;

/// Largest answer; a usual one has 900 bytes.
pub(crate) const MOST_BYTES: usize = 16 * 1024;

/// For so long the same credentials are given to all who ask, so that a busy deployment asks a few times an hour. What is left of them
/// is still three hours.
const KEPT_MS: i64 = 60 * 60_000;

/// For so long nobody asks again who was not answered: else each call would wait for it.
const REST_MS: i64 = 30_000;

/// Credentials that are good for less than this are given to nobody, even if there are no newer ones.
const LEAST_MS: i64 = 60 * 60_000;

/// Browsers refuse to connect to it, and wait for it.
const DNS_PORT: &str = ":53";

/// A key of an account there.
pub(crate) struct Cloudflare {
    base: String,
    key: String,
    token: String,
}

impl Cloudflare {
    /// None if it can't be one. `base`: where to ask, instead of Cloudflare's own address; for tests.
    pub(super) fn new(base: Option<String>, key: String, token: String) -> Option<Self> {
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let is_token = token.bytes().all(|byte| byte.is_ascii_graphic());
        let fit = is_key && is_token && key.len().max(token.len()) <= LONGEST;
        fit.then(|| Self { base: base.unwrap_or_else(|| BASE.to_owned()), key, token })
    }

    /// Where to ask.
    pub(crate) fn address(&self) -> String {
        let Self { base, key, .. } = self;
        format!("{}/v1/turn/keys/{key}/credentials/generate-ice-servers", base.trim_end_matches('/'))
    }

    /// The value of `Authorization`.
    pub(crate) fn authorization(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// What is asked.
    pub(crate) fn question() -> String {
        format!("{{\"ttl\":{LIFETIME_S}}}")
    }
}

/// Why there are no credentials. The words are for the log, and hold nothing of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Silence {
    #[error("nobody answered within 3 seconds")]
    Late,
    #[error("it can't be reached")]
    Unreachable,
    #[error("it refuses TURN_KEY_TOKEN (status {0}): make another key, and set both values")]
    Refused(u16),
    #[error("it knows no such TURN_KEY_ID (status 404)")]
    Unknown,
    #[error("it answered with status {0}")]
    Failed(u16),
    #[error("its answer was larger than 16 KB")]
    TooLarge,
    #[error("its answer had no TURN servers with credentials in it")]
    Unreadable,
}

/// Servers with credentials, and when these end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relays {
    pub(crate) servers: Vec<IceServer>,
    pub(crate) until: Timestamp,
}

impl Relays {
    /// What is taken of an answer to what was asked at `asked`.
    ///
    /// # Errors
    /// When there is nothing to be had of it.
    pub(crate) fn read(asked: Timestamp, status: u16, body: &[u8]) -> Result<Self, Silence> {
        match status {
            200..=299 => {}
            401 | 403 => return Err(Silence::Refused(status)),
            404 => return Err(Silence::Unknown),
            _ => return Err(Silence::Failed(status)),
        }
        let Answer { ice_servers } = serde_json::from_slice(body).map_err(|_| Silence::Unreadable)?;
        let servers: Vec<IceServer> = ice_servers.into_iter().filter_map(relay).take(4).collect();
        let until = asked.plus_ms(i64::from(LIFETIME_S) * 1_000);
        if servers.is_empty() { Err(Silence::Unreadable) } else { Ok(Self { servers, until }) }
    }
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "iceServers")]
    ice_servers: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    urls: Vec<String>,
    username: Option<String>,
    credential: Option<String>,
}

/// Of a server what browsers can use as a relay. Whom they ask for their own address is a setting by itself.
fn relay(Told { urls, username, credential }: Told) -> Option<IceServer> {
    let is_good = |text: &String| !text.is_empty() && text.len() <= LONGEST;
    let (username, credential) = (username.filter(is_good)?, credential.filter(is_good)?);
    let for_browsers = |url: &String| {
        let place = url.split('?').next().unwrap_or_default();
        is_address(url, TURN) && !place.ends_with(DNS_PORT)
    };
    let urls: Vec<String> = urls.into_iter().filter(for_browsers).take(8).collect();
    (!urls.is_empty()).then_some(IceServer { urls, username: Some(username), credential: Some(credential) })
}

/// What an isolate keeps of the answers.
#[derive(Default)]
pub(crate) struct Kept {
    relays: Option<Relays>,
    ask_at: Timestamp,
}

impl Kept {
    /// Whether it is time to ask.
    pub(crate) fn is_due(&self, now: Timestamp) -> bool {
        now >= self.ask_at
    }

    /// Takes down that somebody asks now: whoever comes meanwhile doesn't, if there is something to give them.
    pub(crate) fn asks(&mut self, now: Timestamp) {
        if self.usable(now).is_some() {
            self.ask_at = now.plus_ms(REST_MS);
        }
    }

    /// Takes down what came of it.
    pub(crate) fn note(&mut self, now: Timestamp, came: Result<Relays, Silence>) {
        self.ask_at = now.plus_ms(if came.is_ok() { KEPT_MS } else { REST_MS });
        if let Ok(relays) = came {
            self.relays = Some(relays);
        }
    }

    /// What can be given out.
    pub(crate) fn usable(&self, now: Timestamp) -> Option<&Relays> {
        self.relays.as_ref().filter(|relays| relays.until.ms_since(now) >= LEAST_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);
    /// As Cloudflare's documentation shows it.
    const USUAL: &str = r#"{"iceServers":[
        {"urls":["stun:stun.cloudflare.com:3478","stun:stun.cloudflare.com:53"]},
        {"urls":["turn:turn.cloudflare.com:3478?transport=udp","turn:turn.cloudflare.com:53?transport=udp","turns:turn.cloudflare.com:443?transport=tcp"],
         "username":"bc91b63e2b5d759f8eb9f3b58062439e0a0e15893d76317d833265ad08d6631099ce7c7087caabb31ad3e1c386424e3e","credential":"ebd71f1d"}]}"#;

    fn read(body: &str) -> Result<Relays, Silence> {
        Relays::read(NOW, 201, body.as_bytes())
    }

    #[test]
    fn of_an_answer_the_relays_that_browsers_can_use_are_taken() {
        let relays = read(USUAL).expect("it is the usual answer");
        let [server] = relays.servers.as_slice() else { panic!("one server") };
        assert_eq!(
            server.urls,
            ["turn:turn.cloudflare.com:3478?transport=udp", "turns:turn.cloudflare.com:443?transport=tcp"]
        );
        assert_eq!(server.credential.as_deref(), Some("ebd71f1d"));
        assert_eq!(relays.until, NOW.plus_ms(4 * 60 * 60_000));
    }

    #[test]
    fn an_answer_without_relays_says_so() {
        let long = format!(
            r#"{{"iceServers":[{{"urls":["turn:a"],"username":"{}","credential":"y"}}]}}"#,
            "x".repeat(LONGEST + 1)
        );
        for body in [
            "",
            "[]",
            "null",
            r#"{"iceServers":[]}"#,
            r#"{"iceServers":"turn:a"}"#,
            r#"{"iceServers":[{"urls":["turn:a"]}]}"#,
            r#"{"iceServers":[{"urls":["turn:a"],"username":"x","credential":""}]}"#,
            r#"{"iceServers":[{"urls":["https://a.example"],"username":"x","credential":"y"}]}"#,
            long.as_str(),
        ] {
            assert_eq!(read(body), Err(Silence::Unreadable), "{body}");
        }
        for (status, why) in [
            (401, Silence::Refused(401)),
            (403, Silence::Refused(403)),
            (404, Silence::Unknown),
            (302, Silence::Failed(302)),
            (503, Silence::Failed(503)),
        ] {
            assert_eq!(Relays::read(NOW, status, USUAL.as_bytes()), Err(why));
        }
    }

    #[test]
    fn an_answer_is_kept_for_an_hour_and_used_longer_if_no_other_comes() {
        let mut kept = Kept::default();
        assert!(kept.is_due(NOW) && kept.usable(NOW).is_none());
        kept.asks(NOW);
        assert!(kept.is_due(NOW), "who has nothing to give asks");
        kept.note(NOW, read(USUAL));
        let later = |ms: i64| NOW.plus_ms(ms);
        assert!(!kept.is_due(later(KEPT_MS - 1)) && kept.is_due(later(KEPT_MS)));
        kept.asks(later(KEPT_MS));
        assert!(!kept.is_due(later(KEPT_MS + 1)), "one asks, the others have the former ones");
        kept.note(later(KEPT_MS), Err(Silence::Late));
        assert!(kept.usable(later(KEPT_MS)).is_some());
        assert!(!kept.is_due(later(KEPT_MS + REST_MS - 1)) && kept.is_due(later(KEPT_MS + REST_MS)));
        assert!(kept.usable(later(3 * KEPT_MS)).is_some() && kept.usable(later(3 * KEPT_MS + 1)).is_none());
    }

    #[test]
    fn it_is_asked_at_its_own_address_with_the_token_in_a_header() {
        let cloudflare = Cloudflare::new(None, "0f5a".to_owned(), "c0ffee".to_owned()).expect("it could be one");
        assert_eq!(
            cloudflare.address(),
            "https://rtc.live.cloudflare.com/v1/turn/keys/0f5a/credentials/generate-ice-servers"
        );
        assert_eq!(cloudflare.authorization(), "Bearer c0ffee");
        assert_eq!(Cloudflare::question(), r#"{"ttl":14400}"#);
    }
}
