//! What can be read from a [`Board`]: the panels in their order, and who and what is in them.

use std::cmp::Reverse;

use shared::{
    api::{Me, ServiceView},
    card::{Availability, EnquiryCard, EntryCard, Mode, Phase, Role, StaffCard, TagCard},
    id::{DestinationId, EnquiryId, StaffId, TagId},
    value::{DisplayName, Timestamp},
    wire::Colleague,
};

use super::{Board, Listing};

impl Board {
    /// The person chose an availability; it is shown at once. To be sent now, and again after each `welcome` while
    /// [`Self::wish`] has it.
    pub(crate) fn wish_for(&mut self, availability: Availability) {
        self.wish = Some(availability);
    }

    /// See [`Self::wish_for`].
    pub(crate) fn wish(&self) -> Option<Availability> {
        self.wish
    }

    /// Until when the person is not to be disturbed, as the desk said last.
    pub(crate) fn quiet_until(&self) -> Option<Timestamp> {
        self.quiet_until
    }

    /// Those that nobody has answered, sorted.
    pub(crate) fn unanswered(&self) -> Vec<EnquiryId> {
        let waits = |card: &&EnquiryCard| matches!(card.phase, Phase::Open | Phase::Missed);
        self.live.values().filter(waits).map(|card| card.enquiry).collect()
    }

    /// An enquiry wherever it is.
    pub(crate) fn card(&self, enquiry: EnquiryId) -> Option<&EnquiryCard> {
        self.live.get(&enquiry).or_else(|| self.past.get(&enquiry))
    }

    /// Whether somebody calls this person by it.
    pub(crate) fn rings(&self, card: &EnquiryCard) -> bool {
        let is_offered = card.mode == Mode::Call && self.may_be_disturbed() && self.is_offered(card);
        is_offered || self.called.contains(&card.enquiry)
    }

    /// Whether its visitor calls in a room where this person is.
    pub(crate) fn is_called(&self, enquiry: EnquiryId) -> bool {
        self.called.contains(&enquiry)
    }

    /// One by which somebody calls them.
    pub(crate) fn ringing(&self) -> Option<&EnquiryCard> {
        self.live.values().find(|card| self.rings(card))
    }

    /// The one who has waited longest first, so that a new one never moves what a pointer is just above.
    pub(crate) fn open(&self) -> Vec<&EnquiryCard> {
        sorted(self.all_open(), |card| (card.raised_at_ms, card.enquiry))
    }

    /// The same in no order: for who counts them.
    pub(crate) fn all_open(&self) -> impl Iterator<Item = &EnquiryCard> {
        let waits =
            |card: &&EnquiryCard| card.phase == Phase::Open && (self.is_offered(card) || !self.is_with_me(card));
        self.live.values().filter(waits)
    }

    /// This person's, what they pass on, and the rooms where they are guests: taken up last first. What is said in them does not move them, so that a shortcut leads where it did before.
    pub(crate) fn mine(&self) -> Vec<&EnquiryCard> {
        sorted(self.all_mine(), |card| (Reverse(card.changed_at_ms), card.enquiry))
    }

    /// The same in no order: for who counts them.
    pub(crate) fn all_mine(&self) -> impl Iterator<Item = &EnquiryCard> {
        self.live.values().filter(|card| self.is_with_me(card) && !self.is_offered(card))
    }

    /// Missed last first.
    pub(crate) fn missed(&self) -> Vec<&EnquiryCard> {
        sorted(self.all_missed(), |card| (Reverse(card.changed_at_ms), card.enquiry))
    }

    /// The same in no order: for who counts them.
    pub(crate) fn all_missed(&self) -> impl Iterator<Item = &EnquiryCard> {
        self.live.values().filter(|card| card.phase == Phase::Missed)
    }

    /// Closed last first.
    pub(crate) fn closed(&self) -> Vec<&EnquiryCard> {
        let mut cards: Vec<&EnquiryCard> =
            self.closed.listed.iter().filter_map(|id| self.past.get(id)).filter(|c| c.phase == Phase::Closed).collect();
        cards.sort_by_key(|card| (Reverse(card.changed_at_ms), card.enquiry));
        cards
    }

    /// How much of the missed or closed ones was fetched.
    pub(crate) fn listing(&self, phase: Phase) -> &Listing {
        if phase == Phase::Missed { &self.missed } else { &self.closed }
    }

    /// How many things wait for this person: offers, and rooms of theirs where something `is_unread`.
    pub(crate) fn waiting(&self, is_unread: impl Fn(&EnquiryCard) -> bool) -> usize {
        let waits = |card: &EnquiryCard| self.is_offered(card) || (self.is_mine(card) && is_unread(card));
        self.live.values().filter(|card| waits(card)).count() + self.named(None) as usize
    }

    /// Whether this person has the enquiry.
    pub(crate) fn is_mine(&self, card: &EnquiryCard) -> bool {
        card.phase == Phase::Engaged && card.owner.as_ref().map(|owner| owner.id) == self.my_id()
    }

    /// Whether this person passed it on, and nobody has accepted yet.
    pub(crate) fn is_passed_on(&self, card: &EnquiryCard) -> bool {
        let sender = card.transfer.as_ref().filter(|transfer| card.phase == Phase::Open && !transfer.sender_gone);
        sender.is_some_and(|transfer| Some(transfer.from.id) == self.my_id())
    }

    /// Whether this person is in the room beside its owner.
    pub(crate) fn is_guest(&self, card: &EnquiryCard) -> bool {
        let runs = matches!(card.phase, Phase::Open | Phase::Engaged);
        runs && card.guests.iter().any(|guest| Some(guest.id) == self.my_id())
    }

    /// Whether this person is in the room: it is theirs, or they pass it on, or they are a guest.
    pub(crate) fn is_with_me(&self, card: &EnquiryCard) -> bool {
        self.is_mine(card) || self.is_passed_on(card) || self.is_guest(card)
    }

    /// Whether this person may pass it on, and say who is in the room beside its owner.
    pub(crate) fn leads(&self, card: &EnquiryCard) -> bool {
        let supervises = self.me.as_ref().is_some_and(|me| me.role >= Role::Supervisor);
        let runs = card.phase == Phase::Engaged || card.transfer.as_ref().is_some_and(|transfer| !transfer.sender_gone);
        self.is_mine(card) || self.is_passed_on(card) || (supervises && runs)
    }

    /// How many of those who serve a tag can be given work now.
    pub(crate) fn active_on(&self, tag: TagId) -> usize {
        let serving = self.serving.get(&tag).into_iter().flatten();
        let active =
            |staff: &&StaffId| self.staff.get(staff).is_some_and(|one| one.availability == Availability::Active);
        serving.filter(|staff| Some(**staff) != self.my_id()).filter(active).count()
    }

    /// Who is signed in, once the desk has said so.
    pub(crate) fn me(&self) -> Option<&Me> {
        self.me.as_ref()
    }

    /// The business.
    pub(crate) fn service(&self) -> Option<&ServiceView> {
        self.service.as_ref()
    }

    /// Whether what people link to can be asked for as previews.
    pub(crate) fn shows_previews(&self) -> bool {
        self.link_previews
    }

    /// Every topic, in the owner's order.
    pub(crate) fn tags(&self) -> &[TagCard] {
        &self.tags
    }

    /// Somebody who answers.
    pub(crate) fn colleague(&self, staff: StaffId) -> Option<&Colleague> {
        self.staff.get(&staff)
    }

    /// Everybody but this person: who can be given work first, then by name.
    pub(crate) fn colleagues(&self) -> Vec<&Colleague> {
        let mut all: Vec<&Colleague> = self.staff.values().filter(|one| Some(one.card.id) != self.my_id()).collect();
        all.sort_by_key(|one| (one.availability, one.card.name.as_str().to_lowercase(), one.card.id));
        all
    }

    /// Colleagues whose names have these words in them.
    pub(crate) fn called(&self, words: &str) -> impl Iterator<Item = &StaffCard> + use<'_> {
        let wanted = words.trim().to_lowercase();
        let all = self.colleagues().into_iter().map(|one| &one.card);
        all.filter(move |one| one.name.as_str().to_lowercase().contains(&wanted))
    }

    /// What this person is, or has just chosen to be.
    pub(crate) fn availability(&self) -> Option<Availability> {
        self.wish.or_else(|| Some(self.staff.get(&self.my_id()?)?.availability))
    }

    pub(super) fn my_id(&self) -> Option<StaffId> {
        self.me.as_ref().map(|me| me.card.id)
    }

    /// Whether it is offered to this person, so that they may answer it.
    pub(crate) fn is_offered(&self, card: &EnquiryCard) -> bool {
        self.offered_since(card).is_some()
    }

    /// Since when it has been offered to this person.
    pub(super) fn offered_since(&self, card: &EnquiryCard) -> Option<(Option<DestinationId>, Timestamp)> {
        let me = self.my_id()?;
        let offer = card.offer.as_ref().filter(|offer| card.phase == Phase::Open && offer.staff.contains(&me))?;
        Some((offer.destination, offer.since_ms))
    }

    /// Who is Busy or Offline asked not to be; who is Idle may come back for it.
    pub(super) fn may_be_disturbed(&self) -> bool {
        matches!(self.availability(), Some(Availability::Active | Availability::Idle))
    }
}

fn sorted<'a, K: Ord>(
    cards: impl Iterator<Item = &'a EnquiryCard>,
    key: impl Fn(&EnquiryCard) -> K,
) -> Vec<&'a EnquiryCard> {
    let mut cards: Vec<&EnquiryCard> = cards.collect();
    cards.sort_by_key(|card| key(card));
    cards
}

/// What staff call a visitor: the name they gave, else their handle.
pub(crate) fn visitor_name(card: &EnquiryCard) -> &DisplayName {
    card.contact.details.name.as_ref().unwrap_or(&card.contact.handle)
}

/// Whether the visitor asked for one person.
pub(crate) fn is_direct(card: &EnquiryCard) -> bool {
    matches!(card.entry, EntryCard::Staff(_))
}
