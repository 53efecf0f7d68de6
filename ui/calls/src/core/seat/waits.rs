//! What becomes of it when this browser asks to come in and isn't shown in it, or is refused.

use shared::{api::ErrorCode, call::CallEnd, id::CallId, value::Timestamp};

use super::{Asks, Seat, Why};

/// So long does a page ask to come into a call that the same person is in by another one, before it gives way.
const GIVES_WAY_MS: i64 = 5_000;

impl Seat {
    /// Whether this page asks to come in while the same person is in by another one.
    pub(crate) fn asks_in_vain(&self) -> bool {
        let Some(mine) = self.mine.filter(|mine| mine.asks != Asks::Not) else { return false };
        let card = self.card.as_ref().filter(|card| card.call == mine.call);
        card.is_some_and(|card| !self.is_in(card) && self.is_in_elsewhere(card))
    }

    /// Time goes by. Of two pages of a person that come in at once, the room keeps one, and may have shown nothing of the other:
    /// that one lets go.
    pub(crate) fn wait(&mut self, now: Timestamp) {
        self.vain = self.asks_in_vain().then(|| self.vain.unwrap_or(now));
        if self.vain.is_some_and(|since| now.ms_since(since) >= GIVES_WAY_MS) {
            (self.mine, self.vain) = (None, None);
        }
    }

    /// Something about a call was not accepted. It isn't said what: most that is sent are signals, which may come too late or
    /// too fast, and are made up for by their connection.
    pub(crate) fn refused(&mut self, call: CallId, code: ErrorCode, now: Timestamp) {
        let Some(mine) = self.mine.as_mut().filter(|mine| mine.call == call) else { return };
        if mine.asks != Asks::Not && !mine.seen {
            // There was nothing to be signalled yet.
            self.gone(Why::Refused(code), now);
        } else if code == ErrorCode::TooFast {
            // The next card shows whether we are to ask again.
            mine.asks = Asks::Not;
        } else if code == ErrorCode::NotFound && mine.asks != Asks::Blindly {
            // Of a signal, for the call is there.
        } else if mine.asks != Asks::Not {
            // It was over when we came back.
            self.gone(Why::Ended(CallEnd::Lost), now);
        } else if std::mem::take(&mut self.recorded) {
            self.refused = Some(code);
        }
    }
}
