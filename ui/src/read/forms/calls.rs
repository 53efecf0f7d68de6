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

read_id!(CallId, PeerId);

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

read_struct!(CallCard { call, revision, by, offered_at_ms, started_at_ms, peers, recording } or_default { video, rings });

read_struct!(PeerCard { peer, staff, joins } or_default { listens, unseen, away });

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
        let step = json.get("step").text()?;
        let by = Read::read(json.get(if step == "joined" { "who" } else { "by" }));
        Some(match step {
            "offered" => Self::Offered { by: by?, video: field_or_default(json, "video")? },
            "joined" => Self::Joined { who: by?, listens: field(json, "listens")? },
            "recorded" => Self::Recorded { by: by? },
            "ended" => Self::Ended { why: field(json, "why")?, length_s: field(json, "length_s")?, by },
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
