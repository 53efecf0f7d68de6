//! What two browsers say to each other through the room. What comes is from somebody else's browser: it is read, or left.

use serde::Serialize;
use shared::call::MAX_SIGNAL_BYTES;
use ui::read::{Json, Read, field, field_or_default, from_text};

/// One signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Signal {
    /// What one side sends and takes.
    Description(Description),
    /// A way to reach it.
    Candidate(Candidate),
    /// How it stands with what is sent.
    State(Notes),
}

/// A description of a session (RFC 8829).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Description {
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    pub(crate) sdp: String,
}

/// Which half of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Offer,
    Answer,
}

impl Kind {
    /// As browsers have it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Answer => "answer",
        }
    }

    /// From the same.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        [Self::Offer, Self::Answer].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A candidate, with the fields of `RTCIceCandidateInit`; an empty one ends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Candidate {
    #[serde(rename = "candidate")]
    pub(crate) line: String,
    pub(crate) sdp_mid: Option<String>,
    #[serde(rename = "sdpMLineIndex")]
    pub(crate) sdp_m_line_index: Option<u16>,
    pub(crate) username_fragment: Option<String>,
}

/// What somebody does with what they send, for the others to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Notes {
    /// Says nothing for now.
    pub(crate) muted: bool,
    /// Says and hears nothing for now.
    pub(crate) held: bool,
    /// Shows themselves.
    pub(crate) camera: bool,
    /// Shows their screen, in the place of themselves.
    pub(crate) screen: bool,
}

impl Notes {
    /// Whether something is to be seen of them.
    pub(crate) const fn shows(self) -> bool {
        (self.camera || self.screen) && !self.held
    }
}

impl Signal {
    /// Reads one; none of what is too large, or no signal that we know.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.len() > MAX_SIGNAL_BYTES { None } else { from_text(text) }
    }
}

impl Read for Signal {
    fn read(json: &Json) -> Option<Self> {
        let Json::Object(fields) = json else { return None };
        let (name, json) = fields.first()?;
        Some(match name.as_str() {
            "description" => {
                let kind = Kind::from_text(json.get("type").text()?)?;
                Self::Description(Description { kind, sdp: field(json, "sdp")? })
            }
            "candidate" => Self::Candidate(Candidate {
                line: field_or_default(json, "candidate")?,
                sdp_mid: field(json, "sdpMid")?,
                sdp_m_line_index: field(json, "sdpMLineIndex")?,
                username_fragment: field(json, "usernameFragment")?,
            }),
            "state" => Self::State(Notes {
                muted: field_or_default(json, "muted")?,
                held: field_or_default(json, "held")?,
                camera: field_or_default(json, "camera")?,
                screen: field_or_default(json, "screen")?,
            }),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use ui::write::to_text;

    use super::*;

    #[test]
    fn what_is_said_is_read_as_it_was() {
        let candidate = Candidate {
            line: "candidate:1 1 udp 1 192.0.2.1 5 typ host".to_owned(),
            sdp_mid: Some("0".to_owned()),
            sdp_m_line_index: Some(0),
            username_fragment: None,
        };
        for signal in [
            Signal::Description(Description { kind: Kind::Offer, sdp: "v=0\r\n".to_owned() }),
            Signal::Description(Description { kind: Kind::Answer, sdp: String::new() }),
            Signal::Candidate(candidate),
            Signal::State(Notes { muted: true, held: false, camera: true, screen: false }),
        ] {
            assert_eq!(Signal::read(&to_text(&signal)), Some(signal));
        }
        assert_eq!(
            to_text(&Signal::State(Notes::default())),
            r#"{"state":{"muted":false,"held":false,"camera":false,"screen":false}}"#
        );
    }

    #[test]
    fn what_cannot_be_read_is_left() {
        let huge = format!(r#"{{"description":{{"type":"offer","sdp":"{}"}}}}"#, "a".repeat(MAX_SIGNAL_BYTES));
        for text in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"wave":1}"#,
            r#"{"description":"offer"}"#,
            r#"{"description":{"type":"rollback","sdp":""}}"#,
            r#"{"candidate":{"sdpMLineIndex":70000}}"#,
            r#"{"state":{"muted":"yes"}}"#,
            &huge,
        ] {
            assert_eq!(Signal::read(text), None, "{text:.60}");
        }
        let newer = r#"{"state":{"muted":true,"dances":true}}"#;
        assert_eq!(Signal::read(newer), Some(Signal::State(Notes { muted: true, ..Notes::default() })));
        assert_eq!(Signal::read(r#"{"candidate":null}"#), Some(Signal::Candidate(Candidate::default())));
    }
}
