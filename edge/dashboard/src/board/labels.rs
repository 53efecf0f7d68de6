//! Labels on the board: what the service has, what is on a card, and which of them a list is narrowed to.

use shared::{
    card::{EnquiryCard, Phase, Role},
    id::LabelId,
    label::LabelCard,
};

use super::{Board, Listing};

impl Board {
    /// The service's labels, in the owner's order; also those that are archived.
    pub(crate) fn labels(&self) -> &[LabelCard] {
        &self.labels
    }

    /// What is on a card, in the owner's order.
    pub(crate) fn labels_of(&self, card: &EnquiryCard) -> Vec<LabelCard> {
        self.labels.iter().filter(|label| card.labels.contains(&label.id)).cloned().collect()
    }

    /// Those that can be put on a card or taken off it.
    pub(crate) fn labels_for(&self, card: &EnquiryCard) -> Vec<LabelCard> {
        let fits = |label: &&LabelCard| !label.label.archived || card.labels.contains(&label.id);
        self.labels.iter().filter(fits).cloned().collect()
    }

    /// Whether it can't be closed before it has a label.
    pub(crate) fn wants_label(&self, card: &EnquiryCard) -> bool {
        self.label_required && self.labels_of(card).is_empty()
    }

    /// Whether this person may put labels on it.
    pub(crate) fn may_label(&self, card: &EnquiryCard) -> bool {
        let supervises = self.me.as_ref().is_some_and(|me| me.role >= Role::Supervisor);
        match card.phase {
            Phase::Open | Phase::Engaged => supervises || self.is_with_me(card),
            Phase::Missed | Phase::Closed => true,
        }
    }

    /// Which label a list is narrowed to.
    pub(crate) fn filter(&self, phase: Phase) -> Option<LabelId> {
        if phase == Phase::Missed { self.missed.label } else { self.closed.label }
    }

    /// Narrows a list; what was fetched of it before is of another one.
    pub(crate) fn narrow(&mut self, phase: Phase, label: Option<LabelId>) {
        let listing = if phase == Phase::Missed { &mut self.missed } else { &mut self.closed };
        *listing = Listing { label, ..Listing::default() };
    }

    /// Whether a list that is narrowed shows a card.
    pub(crate) fn shows(&self, phase: Phase, card: &EnquiryCard) -> bool {
        self.filter(phase).is_none_or(|label| card.labels.contains(&label))
    }
}
