//! The types about calls.

use shared::{
    call::{
        CallCard, CallEnd, CallMark, CallRules, CallSign, CallStep, Ended, PeerCard, RecordStep, RecordingCard, Ring,
        Rung,
    },
    id::{CallId, PeerId},
    wire::CallServerFrame,
};

use super::super::{Json, Read, field, field_or_default};
use crate::read_struct;

read_text!(CallId, PeerId);

read_words!(CallSign { "rings" => Rings, "ongoing" => Ongoing });
read_words!(RecordStep { "ask" => Ask, "agree" => Agree, "stop" => Stop });
read_words!(CallEnd {
    "hung_up" => HungUp,
    "cancelled" => Cancelled,
    "declined" => Declined,
    "unanswered" => Unanswered,
    "lost" => Lost,
    "closed" => Closed,
});

read_struct!(Ended { call, why });
read_struct!(RecordingCard { by, agreed, on });
read_struct!(Ring { who, until_ms });

impl Read for CallRules {
    fn read(json: &Json) -> Option<Self> {
        let usual = Self::default();
        let rule = |name: &str, usual: bool| Some(field::<Option<bool>>(json, name)?.unwrap_or(usual));
        Some(Self {
            voice: rule("voice", usual.voice)?,
            video: rule("video", usual.video)?,
            screen: rule("screen", usual.screen)?,
            record: rule("record", usual.record)?,
            listen: rule("listen", usual.listen)?,
            shows_listeners: rule("shows_listeners", usual.shows_listeners)?,
        })
    }
}

impl Read for CallCard {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            call: field(json, "call")?,
            revision: field(json, "revision")?,
            by: field(json, "by")?,
            video: field_or_default(json, "video")?,
            offered_at_ms: field(json, "offered_at_ms")?,
            started_at_ms: field(json, "started_at_ms")?,
            peers: field(json, "peers")?,
            rings: field_or_default(json, "rings")?,
            recording: field(json, "recording")?,
        })
    }
}

impl Read for PeerCard {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            peer: field(json, "peer")?,
            staff: field(json, "staff")?,
            listens: field_or_default(json, "listens")?,
            unseen: field_or_default(json, "unseen")?,
            away: field_or_default(json, "away")?,
            joins: field(json, "joins")?,
        })
    }
}

impl Read for Rung {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "visitor" => Self::Visitor,
            "staff" => Self::Staff,
            "member" => Self::Member { staff: field(json, "staff")? },
            "offered" => Self::Offered,
            _ => return None,
        })
    }
}

impl Read for CallMark {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { call: field(json, "call")?, step: CallStep::read(json)? })
    }
}

impl Read for CallStep {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("step").text()? {
            "offered" => Self::Offered { by: field(json, "by")?, video: field_or_default(json, "video")? },
            "joined" => Self::Joined { who: field(json, "who")?, listens: field(json, "listens")? },
            "recorded" => Self::Recorded { by: field(json, "by")? },
            "ended" => {
                Self::Ended { why: field(json, "why")?, length_s: field(json, "length_s")?, by: field(json, "by")? }
            }
            _ => Self::Unknown,
        })
    }
}

/// Other frames of a room's are none of these.
impl Read for CallServerFrame {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("type").text()? {
            "call" => Self::Call { call: field(json, "call")?, ended: field(json, "ended")? },
            "signal" => {
                Self::Signal { call: field(json, "call")?, from: field(json, "from")?, signal: field(json, "signal")? }
            }
            "call_refused" => Self::Refused { call: field(json, "call")?, error: field(json, "error")? },
            _ => return None,
        })
    }
}
