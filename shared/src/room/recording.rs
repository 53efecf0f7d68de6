//! What is left to who recorded a call: the recording comes when the call is over, and by then the enquiry may be closed, or
//! theirs no more. So whoever recorded may hand it in all the same, for a while, and nothing else.

use super::{
    Decision, Refusal, Room, Speaker,
    decide::{Urgency, again},
};
use crate::{
    call::{CallMark, CallStep},
    file::FileKind,
    id::{CallId, StaffId},
    value::Timestamp,
    wire::{Author, LogEntry, Logged},
};

/// So long after a call may who recorded it begin to hand that in: a page is loaded anew, or a network comes back, within it.
/// What was begun in time has a day to arrive, as any file.
pub const HAND_IN_MS: i64 = 10 * 60 * 1_000;

/// That a file is a call's recording, as its sender says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Which call.
    pub call: CallId,
    /// When the file was begun to be sent.
    pub begun_at: Timestamp,
}

/// Who recorded which calls, as the log tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recorded(Vec<Made>);

/// A recording that began.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    call: CallId,
    by: StaffId,
    /// When its call was over.
    ended_at: Option<Timestamp>,
}

impl Recorded {
    pub(super) fn log(&mut self, entry: &LogEntry) {
        let Logged::Call(CallMark { call, step }) = &entry.logged else { return };
        match step {
            CallStep::Recorded { by: Author::Staff { staff } } => {
                self.0.push(Made { call: *call, by: *staff, ended_at: None });
            }
            CallStep::Ended { .. } => {
                for made in self.0.iter_mut().filter(|made| made.call == *call) {
                    made.ended_at = Some(entry.at_ms);
                }
            }
            CallStep::Recorded { by: Author::Visitor }
            | CallStep::Offered { .. }
            | CallStep::Joined { .. }
            | CallStep::Unknown => {}
        }
    }

    fn count(&self, by: StaffId, of: Recording) -> usize {
        let in_time = |made: &&Made| made.ended_at.is_none_or(|at| of.begun_at <= at.plus_ms(HAND_IN_MS));
        self.0.iter().filter(|made| made.call == of.call && made.by == by).filter(in_time).count()
    }
}

impl Room {
    /// How many files this speaker may hand in as recordings of that call, all in all: one for each time that they recorded
    /// there.
    pub(super) fn hands_in(&self, speaker: &Speaker, of: Option<Recording>) -> usize {
        speaker.author().staff().zip(of).map_or(0, |(staff, of)| self.recorded.count(staff, of))
    }

    /// Puts a recording into the log where nothing else may be shared, for the reason `refusal`.
    ///
    /// # Errors
    /// `refusal` to everybody who didn't record that call, or comes too late; [`Refusal::OnlyRecording`] for another kind of file.
    pub(super) fn hand_in(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        shared: Logged,
        (of, known): (Option<Recording>, Option<&LogEntry>),
        refusal: Refusal,
    ) -> Result<Decision, Refusal> {
        if !is_about_the_room(&refusal) || self.hands_in(speaker, of) == 0 {
            return Err(refusal);
        }
        if !matches!(&shared, Logged::Shared { file, .. } if file.kind == FileKind::Audio) {
            return Err(Refusal::OnlyRecording);
        }
        if let Some(known) = known {
            return again(known, &shared);
        }
        if !self.has_place() {
            return Err(Refusal::RoomFull);
        }
        // Nobody comes in by it, and nobody is called: what it tells of is over.
        Ok(self.tell(now, Urgency::Soon, self.log(now, Vec::new(), [shared])))
    }

    /// How somebody may share a file now: without a limit of its own, or only so many, as recordings of the call that they say.
    ///
    /// # Errors
    /// As when something is said.
    pub fn may_share(&self, speaker: &Speaker, of: Option<Recording>) -> Result<Option<usize>, Refusal> {
        let Err(refusal) = self.may_share_any(speaker) else { return Ok(None) };
        match self.hands_in(speaker, of) {
            most @ 1.. if is_about_the_room(&refusal) => Ok(Some(most)),
            _ => Err(refusal),
        }
    }
}

/// Whether somebody is refused for how it stands with the room and with them in it, rather than for what they bring.
fn is_about_the_room(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::EnquiryClosed | Refusal::NotAnswered)
}
