//! How browsers in a call find a way to each other: which STUN and TURN servers a deployment has, and the credentials for them.
//! Pure: the values of its settings in, servers out. What an owner reads of it is in `docs/owners/turn.md`.

mod cloudflare;
mod config;
mod coturn;

use std::net::Ipv6Addr;

pub(crate) use self::{
    cloudflare::{Cloudflare, Kept, MOST_BYTES, Relays, Silence},
    config::Config,
};

/// How long credentials are good for, in seconds: longer than people talk, and what is copied from a browser ends on the same day.
pub(crate) const LIFETIME_S: u32 = 4 * 60 * 60;

/// Longest address of a server.
const LONGEST_ADDRESS: usize = 255;

/// What a TURN server's address begins with (RFC 7065).
const TURN: [&str; 2] = ["turn:", "turns:"];

/// What a STUN server's address begins with (RFC 7064).
const STUN: [&str; 2] = ["stun:", "stuns:"];

/// Whether browsers take it for the address of a server of that kind: one that they don't makes the whole call fail.
fn is_address(text: &str, kind: [&str; 2]) -> bool {
    let Some(rest) = kind.iter().find_map(|scheme| text.strip_prefix(scheme)) else { return false };
    let place = match rest.split_once('?') {
        Some((place, "transport=udp" | "transport=tcp")) if kind == TURN => place,
        Some(_) => return false,
        None => rest,
    };
    // An IPv6 address stands in brackets, for it has colons itself.
    let (is_host, rest) = if let Some(inner) = place.strip_prefix('[') {
        let Some((host, rest)) = inner.split_once(']') else { return false };
        (host.parse::<Ipv6Addr>().is_ok(), rest)
    } else {
        let (host, rest) = place.split_at(place.find(':').unwrap_or(place.len()));
        let in_names = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        (!host.is_empty() && host.bytes().all(in_names), rest)
    };
    let is_port =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0);
    is_host && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port)) && text.len() <= LONGEST_ADDRESS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_browsers_take_for_one() {
        for good in [
            "turn:turn.example.com",
            "turn:turn.example.com:3478",
            "turn:192.0.2.7:3478?transport=udp",
            "turns:turn.example.com:443?transport=tcp",
            "turn:[2001:db8::7]",
            "turn:[2001:db8::7]:3478?transport=tcp",
        ] {
            assert!(is_address(good, TURN), "{good}");
        }
        assert!(is_address("stun:stun.cloudflare.com:3478", STUN) && is_address("stuns:stun.example.com", STUN));
        for bad in [
            "",
            "turn.example.com",
            "turn:",
            "turn::3478",
            "turn://turn.example.com",
            "turn:turn.example.com:",
            "turn:turn.example.com:0",
            "turn:turn.example.com:+80",
            "turn:turn.example.com:65536",
            "turn:turn.example.com?transport=sctp",
            "turn:turn.example.com?",
            "turn:me@turn.example.com",
            "turn:turn.example.com 3478",
            "turn:[2001:db8::7",
            "turn:[2001:db8::7]3478",
            "turn:2001:db8::7",
            "stun:stun.example.com",
            "https://turn.example.com",
        ] {
            assert!(!is_address(bad, TURN), "{bad}");
        }
        assert!(!is_address("stun:stun.example.com?transport=udp", STUN));
        assert!(!is_address(&format!("turn:{}", "a".repeat(LONGEST_ADDRESS)), TURN));
    }
}
