//! What staff pinned in a room: entries that everybody of them is to see at once. It is no part of the log.

use std::collections::BTreeMap;

use shared::{
    api::{ErrorCode, MAX_PINS, Pin},
    room::Speaker,
    value::{Seq, Timestamp},
    wire::{LogEntry, Logged, RoomServerFrame},
};
use worker::Response;

use super::{Chat, frame};
use crate::{answer, error::EdgeError};

impl Chat {
    /// Answers with what is pinned.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn pins(&self) -> Result<Response, EdgeError> {
        let store = self.memory()?.store();
        let entries = store.pinned().map_err(EdgeError::Storage)?;
        let mut entries: BTreeMap<Seq, LogEntry> = entries.into_iter().map(|entry| (entry.seq, entry)).collect();
        let pins = store.pins().map_err(EdgeError::Storage)?.into_iter();
        let pins = pins.filter_map(|(seq, by, at_ms)| Some(Pin { entry: entries.remove(&seq)?, by, at_ms }));
        answer::json(&pins.collect::<Vec<Pin>>())
    }

    /// Pins something that was said; again, it stays as it is.
    ///
    /// # Errors
    /// `not_found` where nothing was said, `too_large` if enough is pinned, `forbidden` for who only reads.
    pub(super) fn pin(&self, now: Timestamp, speaker: &Speaker, seq: Seq) -> Result<Response, EdgeError> {
        let by = pins_here(speaker)?;
        let store = self.memory()?.store();
        let entry = store.entry(seq).map_err(EdgeError::Storage)?;
        let is_said = entry.is_some_and(|entry| {
            matches!(entry.logged, Logged::Said { .. } | Logged::Noted { .. } | Logged::Shared { .. })
        });
        if !is_said {
            return Err(EdgeError::not_found());
        }
        let pinned = store.pins().map_err(EdgeError::Storage)?;
        if pinned.iter().any(|(known, ..)| *known == seq) {
            return Ok(answer::done());
        }
        if pinned.len() >= MAX_PINS {
            let words = format!("At most {MAX_PINS} messages can be pinned. Take one away first.");
            return Err(EdgeError::refused(ErrorCode::TooLarge, words));
        }
        store.pin(now, seq, by).map_err(EdgeError::Storage)?;
        self.tell_pinned()
    }

    /// Takes a pin away; one that isn't there is.
    ///
    /// # Errors
    /// `forbidden` for who only reads.
    pub(super) fn unpin(&self, speaker: &Speaker, seq: Seq) -> Result<Response, EdgeError> {
        pins_here(speaker)?;
        let store = self.memory()?.store();
        if !store.pins().map_err(EdgeError::Storage)?.iter().any(|(known, ..)| *known == seq) {
            return Ok(answer::done());
        }
        store.unpin(seq).map_err(EdgeError::Storage)?;
        self.tell_pinned()
    }

    fn tell_pinned(&self) -> Result<Response, EdgeError> {
        let text = frame::write(&RoomServerFrame::Pinned)?;
        self.seats(|seats| seats.tell_staff(|_| true, &text));
        Ok(answer::done())
    }
}

fn pins_here(speaker: &Speaker) -> Result<shared::id::StaffId, EdgeError> {
    match speaker {
        Speaker::Staff(card) | Speaker::Onlooker(card) => Ok(card.id),
        Speaker::Visitor | Speaker::Reader(_) | Speaker::Elsewhere(_) => {
            Err(EdgeError::refused(ErrorCode::Forbidden, "Only who may write here can pin something."))
        }
    }
}
