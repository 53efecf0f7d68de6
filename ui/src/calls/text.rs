//! What a talk says of its calls, to visitors and staff alike; only applications that host calls have these words.

use shared::call::{CallEnd, CallStep};

use crate::text::{format, you};

crate::texts! {
    /// On the button that calls; tests and screen readers know it by this name.
    call { en: "Call", zh_hant: "通話", zh_hans: "通话", ja: "通話" }
    /// A line of the talk, with who offered it.
    called(name: &str) { en: "{name} called", zh_hant: "{name} 發起通話", zh_hans: "{name} 发起通话", ja: "発信：{name}" }
    /// A line of the talk, with who came in.
    joined_call(name: &str) { en: "{name} joined the call", zh_hant: "{name} 加入通話", zh_hans: "{name} 加入通话", ja: "通話に参加：{name}" }
    /// A line of the talk, with who only listens.
    listens(name: &str) { en: "{name} listens in", zh_hant: "{name} 正在監聽", zh_hans: "{name} 正在监听", ja: "モニタリング：{name}" }
    /// A line of the talk.
    recorded { en: "The call is recorded", zh_hant: "通話錄音中", zh_hans: "通话录音中", ja: "通話を録音中" }
    /// A line of the talk; how long it was may follow.
    call_ended { en: "Call ended", zh_hant: "通話結束", zh_hans: "通话结束", ja: "通話終了" }
    /// A line of the talk: who was rung didn't want it.
    call_declined { en: "Call declined", zh_hant: "通話被拒絕", zh_hans: "通话被拒绝", ja: "通話を拒否" }
    /// A line of the talk: who rang gave up.
    call_cancelled { en: "Call cancelled", zh_hant: "通話已取消", zh_hans: "通话已取消", ja: "通話をキャンセル" }
    /// A line of the talk: nobody came in.
    call_missed { en: "Missed call", zh_hant: "未接來電", zh_hans: "未接来电", ja: "不在着信" }
    /// A line of the talk: the network failed those in it.
    call_lost { en: "Call lost", zh_hant: "通話中斷", zh_hans: "通话中断", ja: "通話が切れました" }
}

/// What happened in a call, in a line; `who` did it, or nobody but the reader.
#[must_use]
pub(crate) fn line(step: &CallStep, who: Option<&str>) -> String {
    let who = who.unwrap_or_else(|| you());
    let (words, length_s) = match step {
        CallStep::Offered { .. } => return called(who),
        CallStep::Joined { listens: None, .. } => return joined_call(who),
        CallStep::Joined { .. } => return listens(who),
        CallStep::Recorded { .. } => (recorded(), 0),
        CallStep::Ended { why, length_s, .. } => {
            let words = match why {
                CallEnd::HungUp | CallEnd::Closed => call_ended(),
                CallEnd::Cancelled => call_cancelled(),
                CallEnd::Declined => call_declined(),
                CallEnd::Unanswered => call_missed(),
                CallEnd::Lost => call_lost(),
            };
            (words, *length_s)
        }
        CallStep::Unknown => ("", 0),
    };
    let mut line = words.to_owned();
    if length_s > 0 {
        line.push_str(" · ");
        line.push_str(&format::clock(i64::from(length_s) * 1_000));
    }
    line
}
