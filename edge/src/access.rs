//! Every check of who asks, at the edge. What a caller may do is decided in the Desk, which gets who it is from here.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{api::Device, id::VisitorId};
use worker::Request;

use crate::error::EdgeError;

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
    SetUp,
    /// A visitor of the service; proved.
    Visitor {
        /// Who.
        visitor: VisitorId,
    },
    /// Who holds a session's secret; the Desk knows whose it is.
    Session {
        /// SHA-256 of the secret, in hexadecimal digits.
        secret_hash: String,
    },
}

/// What the router knows of a request beside its caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// The network address, hashed with a secret and the day: good for limits, no use for tracking.
    pub address_hash: String,
    /// ISO 3166 code, as the network tells it.
    #[serde(default)]
    pub country: Option<String>,
    /// What the browser says it is.
    #[serde(default)]
    pub device: Option<Device>,
}

impl Caller {
    /// From the header of a request to an object.
    ///
    /// # Errors
    /// When the header is missing or broken: then the request isn't from our router.
    pub(crate) fn of(request: &Request) -> Result<Self, EdgeError> {
        internal(request, CALLER_HEADER)
    }
}

impl Facts {
    /// From the header of a request to an object.
    ///
    /// # Errors
    /// As for [`Caller::of`].
    pub(crate) fn of(request: &Request) -> Result<Self, EdgeError> {
        internal(request, REQUEST_HEADER)
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
    let mut text = String::new();
    for character in serde_json::to_string(value)?.chars() {
        if character.is_ascii() && character != '\u{7f}' {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(text, "\\u{unit:04x}").map_err(|_| EdgeError::Broken("a header could not be written"))?;
        }
    }
    Ok(text)
}
