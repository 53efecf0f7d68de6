//! What the router knows of a request beside its caller. Nothing of it is proof of anything.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use shared::{
    api::Device,
    value::{ServiceSlug, Timestamp},
};
use worker::{Env, Request};

use super::{REQUEST_HEADER, device, hex, internal};
use crate::{error::EdgeError, token};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// The network address, hashed with a secret and the day: good for limits, no use for tracking.
    pub(crate) address_hash: String,
    /// The network that it is in (IPv4 /24, IPv6 /48), hashed with a secret and the service: the same every day, for blocks.
    #[serde(default)]
    pub(crate) network_hash: String,
    /// ISO 3166 code, as the network tells it.
    #[serde(default)]
    pub(crate) country: Option<String>,
    /// Of the deployment, as this caller reached it.
    #[serde(default)]
    pub(crate) origin: String,
    /// What the browser says it is.
    #[serde(default)]
    pub(crate) device: Option<Device>,
}

impl Facts {
    /// From the header of a request to an object.
    ///
    /// # Errors
    /// When the header is missing or broken: then the request isn't from our router.
    pub(crate) fn of(request: &Request) -> Result<Self, EdgeError> {
        internal(request, REQUEST_HEADER)
    }

    /// From a request from outside.
    ///
    /// # Errors
    /// When the deployment lacks its secret.
    pub(crate) fn gather(
        request: &Request,
        env: &Env,
        now: Timestamp,
        service: &ServiceSlug,
    ) -> Result<Self, EdgeError> {
        let header = |name: &str| request.headers().get(name).ok().flatten().unwrap_or_default();
        let (secret, address) = (token::secret(env)?, header("CF-Connecting-IP"));
        Ok(Self {
            address_hash: address_hash(&secret, now, &address),
            network_hash: network_hash(&secret, service, &address),
            country: request.cf().and_then(worker::Cf::country).filter(|code| is_country(code)),
            origin: request.url()?.origin().ascii_serialization(),
            device: device::read(&header("User-Agent")),
        })
    }
}

/// Two letters: `T1` stands for Tor, and `XX` for not known.
fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) && code != "XX"
}

/// Other each day, so that nobody can be followed from one day to the next even by who holds the secret's hashes.
fn address_hash(secret: &str, now: Timestamp, address: &str) -> String {
    let day = now.as_ms().div_euclid(DAY_MS);
    keyed(secret, &format!("address {day} {}", coarse(address)))
}

/// The same every day, and other for each service; empty where there is no address.
fn network_hash(secret: &str, service: &ServiceSlug, address: &str) -> String {
    network(address).map(|network| keyed(secret, &format!("network {service} {network}"))).unwrap_or_default()
}

/// What one provider hands out in one place: good enough to keep somebody out, too coarse to be somebody.
fn network(address: &str) -> Option<String> {
    let v4 = |address: Ipv4Addr| Ipv4Addr::from_bits(address.to_bits() >> 8 << 8).to_string();
    Some(match address.parse().ok()? {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => v4(mapped),
            None => Ipv6Addr::from_bits(address.to_bits() >> 80 << 80).to_string(),
        },
    })
}

fn keyed(secret: &str, text: &str) -> String {
    match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mac) => {
            let hash = mac.chain_update(text).finalize().into_bytes();
            hex(hash.get(..16).unwrap_or_default())
        }
        Err(_) => String::new(),
    }
}

/// One household has a whole /56 of IPv6, so its addresses there count as one.
fn coarse(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(address)) => address.to_string(),
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => Ipv6Addr::from_bits(address.to_bits() >> 72 << 72).to_string(),
        },
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_counts_as_its_household_for_a_day() {
        let hash = |day: i64, address: &str| address_hash("secret", Timestamp::from_ms(day * DAY_MS + 5), address);
        assert_eq!(hash(1, "2001:db8::1"), hash(1, "2001:db8::ffff"));
        assert_eq!(hash(1, "2001:db8::1"), hash(1, "2001:db8:0:ff::1"));
        assert_ne!(hash(1, "2001:db8::1"), hash(1, "2001:db8:0:100::1"));
        assert_ne!(hash(1, "192.0.2.1"), hash(1, "192.0.2.2"));
        assert_ne!(hash(1, "192.0.2.1"), hash(2, "192.0.2.1"));
        assert_eq!(hash(1, "::ffff:192.0.2.1"), hash(1, "192.0.2.1"));
        assert!(!hash(1, "192.0.2.1").contains("192"));
    }

    #[test]
    fn a_network_is_the_same_every_day_and_other_for_each_service() {
        let service = |slug: &str| ServiceSlug::try_from(slug).expect("a slug");
        let hash = |address: &str| network_hash("secret", &service("acme"), address);
        assert_eq!(hash("192.0.2.1"), hash("192.0.2.254"));
        assert_eq!(hash("::ffff:192.0.2.1"), hash("192.0.2.9"));
        assert_ne!(hash("192.0.2.1"), hash("192.0.3.1"));
        assert_eq!(hash("2001:db8:1::1"), hash("2001:db8:1:ffff::9"));
        assert_ne!(hash("2001:db8:1::1"), hash("2001:db8:2::1"));
        assert_ne!(hash("192.0.2.1"), network_hash("secret", &service("other"), "192.0.2.1"));
        assert_ne!(hash("192.0.2.1"), network_hash("another", &service("acme"), "192.0.2.1"));
        assert!(hash("").is_empty() && hash("nonsense").is_empty() && !hash("192.0.2.1").contains("192"));
    }

    #[test]
    fn a_country_is_a_country() {
        assert!(is_country("JP"));
        assert!(!is_country("XX") && !is_country("T1") && !is_country("jp") && !is_country(""));
    }
}
