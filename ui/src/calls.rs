//! How an application and its calls talk. Calls (`ui/calls`) are a module of their own, which comes into the page when there is
//! a call. The two have a memory each, so what passes between them is text, in the words of this file, which both compile;
//! and elements, which are the page's.

pub mod host;
pub mod text;

use serde::Serialize;
use shared::{
    call::CallRules,
    id::{RoomId, StaffId},
    value::ServiceSlug,
};

use crate::read::{Json, Read, field};

/// Before a call: whom it is with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckStart {
    /// Whose.
    pub service: ServiceSlug,
    /// Name of the tag or person.
    pub with: String,
    /// With a camera.
    pub video: bool,
}

crate::read_struct!(CheckStart { service, with, video });

/// What somebody chose before a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CheckWish {
    /// Call now.
    Call,
    /// Go on in writing.
    Chat,
    /// Neither.
    Close,
}

impl Read for CheckWish {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "call" => Self::Call,
            "chat" => Self::Chat,
            "close" => Self::Close,
            _ => return None,
        })
    }
}

/// Whose calls are drawn, and who looks at them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallStart {
    /// Whose room.
    pub service: ServiceSlug,
    /// Which.
    pub room: RoomId,
    /// A visitor is in it, rather than staff.
    pub visitor: bool,
    /// Which member of staff, if it is one.
    pub me: Option<StaffId>,
    /// What may be done.
    pub rules: CallRules,
    /// Name of the other side.
    pub with: String,
    /// What its face has its colour from, if that isn't the room.
    pub face: Option<String>,
}

crate::read_struct!(CallStart { service, room, visitor, me, rules, with, face });

/// What the calls of a room ask of the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CallWish {
    /// Send this over the room's socket.
    Frame {
        /// A [`shared::wire::RoomClientFrame`], as it is sent.
        text: String,
    },
    /// How it stands has changed.
    State {
        /// To what.
        state: CallState,
    },
    /// Nobody answered, and the visitor would leave a voice message.
    VoiceMessage,
    /// Go on in writing.
    Chat,
}

impl Read for CallWish {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "frame" => Self::Frame { text: field(json, "text")? },
            "state" => Self::State { state: field(json, "state")? },
            "voice_message" => Self::VoiceMessage,
            "chat" => Self::Chat,
            _ => return None,
        })
    }
}

/// How it stands with a call, for who looks at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// There is none that is theirs.
    #[default]
    None,
    /// They are rung.
    Rings,
    /// They ring somebody.
    Calling,
    /// They are in it.
    Ongoing,
}

impl Read for CallState {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.text()? {
            "none" => Self::None,
            "rings" => Self::Rings,
            "calling" => Self::Calling,
            "ongoing" => Self::Ongoing,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{read::from_text, write::to_text};

    fn comes_back<T: Read + Serialize + PartialEq + std::fmt::Debug>(value: T) {
        assert_eq!(from_text(&to_text(&value)), Some(value));
    }

    #[test]
    fn what_one_says_the_other_reads() {
        let service = ServiceSlug::try_from("acme").expect("a slug");
        comes_back(CheckStart { service: service.clone(), with: "Sales".to_owned(), video: true });
        for wish in [CheckWish::Call, CheckWish::Chat, CheckWish::Close] {
            comes_back(wish);
        }
        let room = RoomId::try_from("enq_00000000000000000000000000000001".to_owned()).expect("an id");
        let me = Some(StaffId::new(shared::value::Timestamp::from_ms(1), [2; 10]));
        for me in [None, me] {
            let with = "Ada".to_owned();
            let rules = CallRules::default();
            let (visitor, face) = (me.is_none(), me.map(|_| "con_1".to_owned()));
            comes_back(CallStart { service: service.clone(), room, visitor, me, rules, with, face });
        }
        comes_back(CallWish::Frame { text: r#"{"type":"call_leave"}"#.to_owned() });
        for wish in [CallWish::VoiceMessage, CallWish::Chat] {
            comes_back(wish);
        }
        for state in [CallState::None, CallState::Rings, CallState::Calling, CallState::Ongoing] {
            comes_back(CallWish::State { state });
        }
        assert_eq!(to_text(&CheckWish::Call), r#"{"kind":"call"}"#);
        assert_eq!(to_text(&CallWish::State { state: CallState::Rings }), r#"{"kind":"state","state":"rings"}"#);
        assert_eq!(to_text(&CallWish::VoiceMessage), r#"{"kind":"voice_message"}"#);
    }
}
