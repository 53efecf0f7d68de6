//! The recording that this browser makes, while the room says that it is recorded by it.

use js_sys::Function;
use shared::{
    call::CallCard,
    id::{CallId, PeerId},
};
use ui::clock;
use web_sys::MediaStreamTrack;

use crate::browser::{Recorder, recorder};

/// What of a call's recording is this browser's to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Nothing, or no more.
    None,
    /// Not for now: somebody new has come in who hasn't agreed, or this person holds.
    Rests,
    /// Record.
    Runs,
}

/// Says what is to be done; `held`: whether this person holds the call.
pub(crate) fn task(card: Option<&CallCard>, me: PeerId, held: bool) -> Task {
    match card.and_then(|card| card.recording.as_ref()).filter(|recording| recording.by == me) {
        Some(recording) if recording.on && !held => Task::Runs,
        Some(_) => Task::Rests,
        None => Task::None,
    }
}

/// A recording under way.
pub(crate) struct Recording {
    recorder: Recorder,
}

impl Recording {
    /// Begins one of what `track` brings of a call; `keep` gets the file when it ends. `whose` names the person it belongs to.
    ///
    /// # Errors
    /// None where the browser can't record.
    pub(crate) fn begin(
        track: &MediaStreamTrack,
        call: CallId,
        (room, whose): (&str, &str),
        keep: &Function,
    ) -> Option<Self> {
        let id = clock::message_id().to_string();
        let name = crate::text::recording_name(clock::now());
        let recorder = recorder(track, &id, room, whose, &name, &call.to_string(), keep).ok()?;
        Some(Self { recorder })
    }

    pub(crate) fn follow(&self, task: Task) {
        match task {
            Task::Runs => self.recorder.resume(),
            Task::Rests => self.recorder.pause(),
            Task::None => self.recorder.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::call::RecordingCard;

    use super::*;
    use crate::core::cards::{call, peer};

    #[test]
    fn only_who_asked_records_and_only_while_all_agree() {
        let mut card = call(1);
        let task = |card: Option<&CallCard>, me| super::task(card, me, false);
        assert_eq!(task(Some(&card), peer(1)), Task::None);
        card.recording = Some(RecordingCard { by: peer(1), agreed: vec![peer(1)], on: false });
        assert_eq!(task(Some(&card), peer(1)), Task::Rests);
        card.recording = Some(RecordingCard { by: peer(1), agreed: vec![peer(1), peer(2)], on: true });
        assert_eq!((task(Some(&card), peer(1)), task(Some(&card), peer(2))), (Task::Runs, Task::None));
        assert_eq!(task(None, peer(1)), Task::None);
        // What is said while who records is on hold isn't for their ears.
        assert_eq!(super::task(Some(&card), peer(1), true), Task::Rests);
    }
}
