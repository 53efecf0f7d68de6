//! Waking a browser whose dashboard is closed: which push services are let in, and what a message says.

use serde::{Deserialize, Serialize};

use crate::{
    card::Mode,
    id::{EnquiryId, RoomId},
    value::{DisplayName, Timestamp},
};

/// The push services of today's browsers, by the ends of their hosts: Chrome and the like, Firefox, Edge, Safari. A
/// subscription's address comes from the browser; anywhere else we'd be sent to knock at other people's doors.
const SERVICES: [&str; 5] =
    ["fcm.googleapis.com", "push.services.mozilla.com", "notify.windows.com", "push.apple.com", "wns.windows.com"];

/// Longest address of a subscription; those of today have 200 to 500 characters.
pub const MAX_ENDPOINT: usize = 2_000;

/// The origin of a subscription's address, if it is at a known push service, or at one of `others`, which are origins.
#[must_use]
pub fn origin<'a>(endpoint: &'a str, others: &[&str]) -> Option<&'a str> {
    let rest = endpoint.get(endpoint.find("://")? + 3..)?;
    let host = rest.get(..rest.find('/')?)?;
    let origin = endpoint.get(..endpoint.len() - rest.len() + host.len())?;
    let plain = host.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'));
    let known = SERVICES
        .iter()
        .any(|service| host.strip_suffix(service).is_some_and(|before| before.is_empty() || before.ends_with('.')));
    let let_in = (endpoint.starts_with("https://") && plain && known) || others.contains(&origin);
    (let_in && endpoint.len() <= MAX_ENDPOINT).then_some(origin)
}

/// What a browser is woken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Alert {
    /// An enquiry is offered to the person.
    Offered(Box<Asking>),
    /// Nobody was there for one that they may serve.
    Missed(Box<Asking>),
    /// The person is a guest in a colleague's room now.
    Invited(Box<Asking>),
    /// What the person passed on is theirs again: nobody accepted.
    Returned(Box<Asking>),
    /// The visitor rings in the person's room.
    Called(Box<Asking>),
    /// The person is to come back to it now.
    Reminder(Box<Asking>),
    /// Colleagues wrote to the person by name, in a Space or in a note.
    Mentioned(Box<Naming>),
    /// The visitor's: somebody of the service wrote to them, or is there for them now.
    Answered(Box<Answer>),
    /// The person asked to see how it is.
    Test,
}

impl Alert {
    /// Of which enquiry it tells.
    #[must_use]
    pub fn enquiry(&self) -> Option<EnquiryId> {
        match self {
            Self::Offered(asking)
            | Self::Missed(asking)
            | Self::Invited(asking)
            | Self::Returned(asking)
            | Self::Called(asking)
            | Self::Reminder(asking) => Some(asking.enquiry),
            Self::Mentioned(naming) => naming.room.enquiry(),
            Self::Answered(answer) => Some(answer.enquiry),
            Self::Test => None,
        }
    }

    /// When there is no use in it any more, if that is known.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::Offered(asking)
            | Self::Missed(asking)
            | Self::Invited(asking)
            | Self::Returned(asking)
            | Self::Called(asking)
            | Self::Reminder(asking) => Some(asking.until_ms),
            Self::Mentioned(naming) => Some(naming.until_ms),
            Self::Answered(answer) => Some(answer.until_ms),
            Self::Test => None,
        }
    }
}

/// Who answered. No word of what they wrote, either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which.
    pub enquiry: EnquiryId,
    /// The business.
    pub service: DisplayName,
    /// When there is no use in it any more.
    pub until_ms: Timestamp,
}

/// Who names somebody, and where. No word of what they wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// In which room.
    pub room: RoomId,
    /// What it is called: the Space, or who asks.
    pub place: DisplayName,
    /// Who.
    pub by: DisplayName,
    /// When there is no use in it any more.
    pub until_ms: Timestamp,
}

/// Who asks about what. No word of what they wrote: it would stand on a locked screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Which.
    pub enquiry: EnquiryId,
    /// The tag's name, or the person's.
    pub entry: DisplayName,
    /// Their handle or name.
    pub visitor: DisplayName,
    /// How they want to be served.
    #[serde(default, skip_serializing_if = "Mode::is_chat")]
    pub mode: Mode,
    /// When there is no use in it any more.
    pub until_ms: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_are_knocked_at() {
        for (endpoint, at) in [
            ("https://fcm.googleapis.com/fcm/send/abc:def", Some("https://fcm.googleapis.com")),
            (
                "https://updates.push.services.mozilla.com/wpush/v2/gAA",
                Some("https://updates.push.services.mozilla.com"),
            ),
            ("https://wns2-by3p.notify.windows.com/w/?token=x", Some("https://wns2-by3p.notify.windows.com")),
            ("https://web.push.apple.com/QGu", Some("https://web.push.apple.com")),
            ("http://fcm.googleapis.com/fcm/send/abc", None),
            ("https://evilfcm.googleapis.com/x", None),
            ("https://fcm.googleapis.com.evil.example/x", None),
            ("https://fcm.googleapis.com@evil.example/x", None),
            ("https://evil.example#@fcm.googleapis.com/x", None),
            ("https://fcm.googleapis.com:8080/x", None),
            ("https://169.254.169.254/latest", None),
            ("https://fcm.googleapis.com", None),
            ("", None),
        ] {
            assert_eq!(origin(endpoint, &[]), at, "{endpoint}");
        }
        assert_eq!(origin("http://127.0.0.1:9/x", &["http://127.0.0.1:9"]), Some("http://127.0.0.1:9"));
        assert_eq!(origin(&format!("https://web.push.apple.com/{}", "x".repeat(MAX_ENDPOINT)), &[]), None);
    }
}
