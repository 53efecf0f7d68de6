//! How browsers in a call find a way to each other.

use serde::{Deserialize, Serialize};

use crate::value::Timestamp;

/// What a browser's connections of a call are made with. Answers `GET …/rooms/{room}/ice` and `GET …/visitor/rooms/{enquiry}/ice`;
/// a browser asks anew for each call, and again before `until_ms` while it is in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IceServers {
    /// As `iceServers` of an `RTCConfiguration`. None where the deployment has none: browsers of one network still find each other.
    pub servers: Vec<IceServer>,
    /// When the first of the credentials in it ends; absent if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
    /// Whether only relays are to be used (`iceTransportPolicy: "relay"`), so that nobody learns anybody's network address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relay_only: bool,
}

/// A STUN or TURN server, as `RTCIceServer` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IceServer {
    /// Its addresses: `stun:`, `stuns:`, `turn:` or `turns:` ones.
    pub urls: Vec<String>,
    /// Of a TURN server, for this while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The same. Secret, as far as something is that anybody who calls may use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}
