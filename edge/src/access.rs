//! Every check of who asks, at the edge. What a caller may do is decided in the Desk (`accounts::authorize`), which is
//! told from here who it is.

mod device;
mod facts;

use std::fmt::Write as _;

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use shared::{
    api::{ErrorCode, route},
    id::{TokenId, VisitorId},
    token as program_token,
    value::{ServiceSlug, Timestamp},
    wire::{SUBPROTOCOL, TOKEN_PREFIX},
};
use worker::{Env, Request, Url};

use crate::{clock, error::EdgeError, token};

pub(crate) use facts::Facts;

/// Header with the [`Caller`] of a request, from the router to an object. Requests to objects are made anew with our
/// own headers only, so none of these can come from outside.
pub(crate) const CALLER_HEADER: &str = "x-frontdesk-caller";

/// Header with the [`Facts`] of a request, from the router to an object.
pub(crate) const REQUEST_HEADER: &str = "x-frontdesk-request";

/// Header with the [`shared::owed::Seat`] of a socket, from the router to a Room.
pub(crate) const SEAT_HEADER: &str = "x-frontdesk-seat";

/// Header that makes an object fail in a way of its choice, where the deployment allows it (`FAULTS`).
pub(crate) const FAULT_HEADER: &str = "x-frontdesk-fault";

/// Who asks, as far as the router can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Caller {
    /// Nobody who showed anything.
    Anyone,
    /// Who holds the set-up key; proved.
    SetUp {
        /// SHA-256 of the key, in hexadecimal digits, by which it is known whether it was used; none where it may be used
        /// again and again.
        once: Option<String>,
    },
    /// A visitor of the service; proved.
    Visitor {
        /// Who.
        visitor: VisitorId,
        /// When the owner's backend had signed who that is; the Desk knows whether that still counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        identity: Option<Timestamp>,
    },
    /// Who holds a session's secret; the Desk knows whose it is.
    Session {
        /// SHA-256 of the secret, in hexadecimal digits.
        secret_hash: String,
    },
    /// Who shows a token of a program; the Desk knows whether it is one.
    Token {
        /// Which.
        token: TokenId,
        /// SHA-256 of what is to prove it, in hexadecimal digits.
        secret_hash: String,
    },
}

impl Caller {
    /// From the header of a request to an object.
    ///
    /// # Errors
    /// When the header is missing or broken: then the request isn't from our router.
    pub(crate) fn of(request: &Request) -> Result<Self, EdgeError> {
        internal(request, CALLER_HEADER)
    }

    /// Who asks, by what a route of this kind wants to see: nothing else that was sent along counts.
    ///
    /// # Errors
    /// `unauthenticated` when it wasn't shown or isn't valid.
    pub(crate) fn identify(
        request: &Request,
        env: &Env,
        now: Timestamp,
        wanted: route::Caller,
        service: &ServiceSlug,
    ) -> Result<Self, EdgeError> {
        match wanted {
            route::Caller::Anyone => Ok(Self::Anyone),
            route::Caller::SetUpKey => {
                let shown = bearer(request)?.ok_or_else(|| nobody("Send the set-up key as bearer token."))?;
                if !is_set_up_key(env, &shown) {
                    return Err(nobody("This isn't the set-up key."));
                }
                // Tests make many services by one key.
                let many = env.var("SETUP").is_ok_and(|setup| setup.to_string() == "many");
                Ok(Self::SetUp { once: (!many).then(|| secret_hash(&shown)) })
            }
            route::Caller::Visitor => {
                let shown = match bearer(request)? {
                    Some(token) => Some(token),
                    None => protocols(request)?
                        .into_iter()
                        .find_map(|word| Some(word.strip_prefix(TOKEN_PREFIX)?.to_owned())),
                };
                let shown = shown.ok_or_else(|| nobody("Send the visitor's token."))?;
                let token::Claims { visitor, identity, .. } = token::check(&token::secret(env)?, service, now, &shown)?;
                Ok(Self::Visitor { visitor, identity })
            }
            // A token counts alone: whatever cookie a browser sends along is not looked at.
            route::Caller::Staff(_) if let Some(text) = token_shown(request)? => {
                let (token, secret) = program_token::read(&text).ok_or_else(|| nobody("This is no token of ours."))?;
                Ok(Self::Token { token, secret_hash: secret_hash(secret) })
            }
            route::Caller::Staff(_) => {
                let secret = session_secret(request, service)?.ok_or_else(|| nobody("Sign in first."))?;
                Ok(Self::Session { secret_hash: secret_hash(&secret) })
            }
        }
    }
}

/// The token of a program that a request shows, or what looks like one; sockets by subprotocol.
///
/// # Errors
/// When the runtime can't read the headers.
fn token_shown(request: &Request) -> Result<Option<String>, EdgeError> {
    let by_protocol =
        protocols(request)?.into_iter().filter_map(|word| word.strip_prefix(TOKEN_PREFIX).map(str::to_owned));
    let shown = bearer(request)?.into_iter().chain(by_protocol);
    Ok(shown.into_iter().find(|text| text.starts_with(program_token::PREFIX)))
}

fn nobody(message: &str) -> EdgeError {
    EdgeError::refused(ErrorCode::Unauthenticated, message)
}

/// Refuses what another site makes a visitor's or member's browser send: every request that may change something, and
/// every socket. A browser always says where such a request comes from, so one without `Origin` is none of a browser,
/// and carries nothing that its sender does not hold.
///
/// # Errors
/// `forbidden`.
pub(crate) fn refuse_foreign_sites(request: &Request) -> Result<(), EdgeError> {
    let method = request.inner().method();
    if matches!(method.as_str(), "GET" | "HEAD") && !is_upgrade(request)? {
        return Ok(());
    }
    // No browser adds a token by itself, and beside one no cookie counts.
    if token_shown(request)?.is_some() {
        return Ok(());
    }
    match request.headers().get("Origin")? {
        Some(origin) if !is_own(&origin, &request.url()?) => {
            Err(EdgeError::refused(ErrorCode::Forbidden, "This request comes from another site."))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether `origin` is where `own` is. Behind a proxy that ends TLS we are reached by `http` though the page was not.
fn is_own(origin: &str, own: &Url) -> bool {
    let Ok(origin) = origin.parse::<Url>() else { return false };
    let same_scheme = origin.scheme() == own.scheme();
    let same_host = origin.host_str() == own.host_str();
    let same_port = origin.port() == own.port();
    same_host && same_port && (same_scheme || (origin.scheme() == "https" && own.scheme() == "http"))
}

/// Whether the request asks for a socket.
///
/// # Errors
/// When the runtime can't read the header.
pub(crate) fn is_upgrade(request: &Request) -> Result<bool, EdgeError> {
    Ok(request.headers().get("Upgrade")?.is_some_and(|value| value.eq_ignore_ascii_case("websocket")))
}

/// Refuses a socket that doesn't offer the protocol: its client would drop the connection over our answer.
///
/// # Errors
/// `malformed`.
pub(crate) fn require_protocol(request: &Request) -> Result<(), EdgeError> {
    if !is_upgrade(request)? {
        return Err(EdgeError::refused(ErrorCode::Malformed, "This is the address of a WebSocket."));
    }
    if protocols(request)?.iter().any(|word| word == SUBPROTOCOL) {
        return Ok(());
    }
    Err(EdgeError::refused(ErrorCode::Malformed, format!("Offer the WebSocket protocol `{SUBPROTOCOL}`.")))
}

fn protocols(request: &Request) -> Result<Vec<String>, EdgeError> {
    let value = request.headers().get("Sec-WebSocket-Protocol")?.unwrap_or_default();
    Ok(value.split(',').map(|word| word.trim().to_owned()).collect())
}

/// The token of `Authorization: Bearer …`.
///
/// # Errors
/// When the runtime can't read the header.
pub(crate) fn bearer(request: &Request) -> Result<Option<String>, EdgeError> {
    let value = request.headers().get("Authorization")?;
    let token = value
        .as_deref()
        .and_then(|value| value.split_once(' '))
        .filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"));
    Ok(token.map(|(_, token)| token.trim().to_owned()).filter(|token| !token.is_empty()))
}

/// One cookie for each service, so that one browser can be signed in to two.
fn cookie_name(service: &ServiceSlug) -> String {
    format!("__Host-frontdesk-{service}")
}

/// What `Set-Cookie` says for a session that lasts `max_age_s` seconds at most; 0 forgets it. Not `SameSite=Strict`:
/// links to an enquiry in a message to staff must arrive signed in, and unsafe requests check `Origin` anyway.
pub(crate) fn cookie(service: &ServiceSlug, secret: &str, max_age_s: i64) -> String {
    format!("{}={secret}; Path=/; Max-Age={max_age_s}; HttpOnly; Secure; SameSite=Lax", cookie_name(service))
}

fn session_secret(request: &Request, service: &ServiceSlug) -> Result<Option<String>, EdgeError> {
    let cookies = request.headers().get("Cookie")?.unwrap_or_default();
    let name = cookie_name(service);
    let value = cookies.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(known, _)| *known == name);
    Ok(value.map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty()))
}

/// A new secret of a session or an invitation: 256 random bits.
pub(crate) fn new_secret() -> String {
    Base64UrlUnpadded::encode_string(&clock::random::<32>())
}

/// How secrets that only have to be recognised are kept. They are 256 random bits, so a fast hash without salt is enough.
pub(crate) fn secret_hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |half: u8| DIGITS.get(usize::from(half & 15)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// In constant time: MACs of both are compared, not the keys.
fn is_set_up_key(env: &Env, shown: &str) -> bool {
    let key = env.secret("SETUP_KEY").map(|key| key.to_string()).unwrap_or_default();
    // No key: a deployment that is closed to set-up.
    !key.is_empty() && same_secret(&key, shown)
}

/// Whether two secrets, or two hashes of some, are the same; in constant time.
pub(crate) fn same_secret(one: &str, other: &str) -> bool {
    let mac = |key: &str| Hmac::<Sha256>::new_from_slice(key.as_bytes()).map(|mac| mac.chain_update(b"same?"));
    match (mac(one), mac(other)) {
        (Ok(one), Ok(other)) => one.verify(&other.finalize().into_bytes()).is_ok(),
        _ => false,
    }
}

/// Reads what the router wrote with [`ascii`].
///
/// # Errors
/// When the header is missing or broken.
pub(crate) fn internal<T: DeserializeOwned>(request: &Request, header: &str) -> Result<T, EdgeError> {
    let text = request.headers().get(header)?.ok_or(EdgeError::Broken("a request to an object lacks a header"))?;
    serde_json::from_str(&text).map_err(|_| EdgeError::Broken("a request to an object has a broken header"))
}

/// JSON in ASCII, as headers want it: other characters as `\u` escapes.
///
/// # Errors
/// When the value has no JSON form.
pub(crate) fn ascii(value: &impl Serialize) -> Result<String, EdgeError> {
    const CANNOT: EdgeError = EdgeError::Broken("a header could not be written");
    let mut text = String::new();
    for character in serde_json::to_string(value).map_err(|_| CANNOT)?.chars() {
        if character.is_ascii() && character != '\u{7f}' {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(text, "\\u{unit:04x}").map_err(|_| CANNOT)?;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_change_things() {
        let own = Url::parse("https://desk.example.com/api/v1/services").expect("an address");
        assert!(is_own("https://desk.example.com", &own));
        for foreign in ["https://example.com", "http://desk.example.com", "https://desk.example.com:8443", "null", ""] {
            assert!(!is_own(foreign, &own), "{foreign}");
        }
        let local = Url::parse("http://127.0.0.1:8787/api/v1/services").expect("an address");
        assert!(is_own("http://127.0.0.1:8787", &local));
        assert!(!is_own("http://127.0.0.1:8788", &local));
        let behind_proxy = Url::parse("http://desk.example.com/").expect("an address");
        assert!(is_own("https://desk.example.com", &behind_proxy));
    }

    #[test]
    fn a_header_carries_any_name() {
        let text = ascii(&"Zoë 😀 \"\n").expect("it is a string");
        assert!(text.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&text).expect("it reads back"), "Zoë 😀 \"\n");
    }

    #[test]
    fn a_key_is_only_the_same_as_itself() {
        assert!(same_secret("abc", "abc"));
        assert!(!same_secret("abc", "abd"));
        assert!(!same_secret("abc", ""));
    }

    #[test]
    fn a_secret_is_kept_as_its_hash() {
        assert_eq!(secret_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
