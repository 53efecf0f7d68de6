//! What is seen of a seat.

use shared::{
    api::ErrorCode,
    call::{CallCard, CallEnd},
};
use ui::calls::CallState;

use super::Seat;

/// A call that is over, for who was in it or was rung.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "any of them may go with any other")]
pub(crate) struct Over {
    pub(crate) why: Why,
    /// How long it was; 0 if it was never answered.
    pub(crate) length_ms: i64,
    /// Whether it was this person who ended it.
    pub(crate) by_me: bool,
    /// Whether it rang here, and nobody came.
    pub(crate) missed: bool,
    /// Whether it was offered by this person.
    pub(crate) offered: bool,
    /// Whether nobody has their enquiry: then there is nobody to call again.
    pub(crate) open: bool,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    Ended(CallEnd),
    Refused(ErrorCode),
}

/// What is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing.
    Quiet,
    /// Somebody rings us.
    Rings {
        /// With a camera.
        video: bool,
    },
    /// We ring somebody.
    Calling,
    /// We are in it, or about to be.
    Ongoing,
    /// We are in it in another page.
    Elsewhere,
    /// It goes on without us.
    Others,
    /// It is over.
    Over,
}

impl Seat {
    /// What is seen now.
    pub(crate) fn stage(&self) -> Stage {
        let card = self.card.as_ref();
        if let Some(mine) = self.mine {
            let rings = card.is_none_or(|card| card.started_at_ms.is_none() && self.is_alone(card));
            return if rings && !mine.listens { Stage::Calling } else { Stage::Ongoing };
        }
        if self.over.is_some() {
            return Stage::Over;
        }
        let Some(card) = card else { return Stage::Quiet };
        match card {
            _ if self.is_in_elsewhere(card) => Stage::Elsewhere,
            _ if self.left != Some(card.call) && self.is_rung(card) => Stage::Rings { video: card.video },
            _ if card.started_at_ms.is_some() => Stage::Others,
            _ => Stage::Quiet,
        }
    }

    /// Whether nobody else is in it who talks.
    fn is_alone(&self, card: &CallCard) -> bool {
        card.peers.iter().all(|peer| peer.peer == self.me.peer || peer.listens)
    }

    /// The same for the application.
    pub(crate) fn state(&self) -> CallState {
        match self.stage() {
            Stage::Rings { .. } => CallState::Rings,
            Stage::Calling => CallState::Calling,
            Stage::Ongoing => CallState::Ongoing,
            Stage::Quiet | Stage::Elsewhere | Stage::Others | Stage::Over => CallState::None,
        }
    }
}
