//! The Desk as people see it: cards, lists, the public directory.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contact, Desk};
use crate::{
    api::Tag,
    card::{Availability, EnquiryCard, Entry, Offer, Phase, StaffCard, TagCard, VisitorEnquiry},
    directory::Directory,
    enquiry::{Enquiry, State},
    id::{EnquiryId, StaffId, TagId},
    permission::may,
    value::Timestamp,
    wire::Colleague,
};

/// Most missed cards in a dashboard's first picture: more than fit on a screen; the rest comes in pages.
const MISSED_IN_PICTURE: usize = 100;

/// A place in a list that is sorted by the last change.
pub type Standing = (Timestamp, EnquiryId);

/// The card of an enquiry, as it is after so many changes of the directory.
pub(super) fn card_of(directory: &Directory, changes: u32, enquiry: &Enquiry, contact: &Contact) -> EnquiryCard {
    let (offer, closed_by) = match &enquiry.state {
        State::Open { stop, since, until } => {
            let staff = enquiry.asked(directory);
            (Some(Offer { destination: stop.destination, staff, since_ms: *since, until_ms: *until }), None)
        }
        State::Engaged { .. } | State::Missed => (None, None),
        State::Closed { by, .. } => (None, Some(*by)),
    };
    EnquiryCard {
        enquiry: enquiry.id,
        // Each of the four only ever rises, and whatever changes a card or moves it makes one of them rise.
        revision: [enquiry.news.report, contact.revision, changes].into_iter().fold(enquiry.steps, u32::saturating_add),
        phase: enquiry.phase(),
        entry: enquiry.raised.entry.clone(),
        contact: contact.card.clone(),
        country: enquiry.raised.country.clone(),
        language: enquiry.raised.language.clone(),
        link: enquiry.raised.link.clone(),
        channel: enquiry.raised.channel.clone(),
        page: enquiry.news.page.clone(),
        preview: enquiry.news.preview.clone(),
        unread: enquiry.news.unread,
        raised_at_ms: enquiry.raised_at,
        mode: enquiry.mode(),
        call: enquiry.news.call,
        offer,
        transfer: enquiry.passing().map(|passing| Box::new(passing.card())),
        guests: enquiry.guests.iter().filter_map(|guest| Some(directory.staff.get(guest)?.card.clone())).collect(),
        labels: enquiry.labels.clone(),
        rated: enquiry.rated.clone(),
        owner: enquiry.owner().cloned(),
        changed_at_ms: enquiry.changed_at,
        closed_by,
    }
}

/// The same for the visitor who raised it.
#[must_use]
pub fn visitor_card_of(enquiry: &Enquiry) -> VisitorEnquiry {
    let (phase, owner) = enquiry.seen_by_visitor();
    VisitorEnquiry {
        enquiry: enquiry.id,
        visitor: enquiry.raised.visitor,
        phase,
        entry: enquiry.raised.entry.clone(),
        owner: owner.cloned(),
        preview: enquiry.news.preview.clone(),
        raised_at_ms: enquiry.raised_at,
        rating: None,
    }
}

impl Desk {
    /// The card of a running enquiry.
    #[must_use]
    pub fn card(&self, enquiry: EnquiryId) -> Option<EnquiryCard> {
        let enquiry = self.enquiry(enquiry)?;
        Some(self.card_of(enquiry, self.contact(enquiry.raised.visitor)?))
    }

    /// The card of any enquiry, a closed one too.
    #[must_use]
    pub fn card_of(&self, enquiry: &Enquiry, contact: &Contact) -> EnquiryCard {
        card_of(&self.directory, self.directory_changes, enquiry, contact)
    }

    /// The same for the visitor who raised it, with what is asked of it.
    #[must_use]
    pub fn visitor_card_of(&self, now: Timestamp, enquiry: &Enquiry) -> VisitorEnquiry {
        VisitorEnquiry { rating: enquiry.rating_card(now, &self.directory.rating), ..visitor_card_of(enquiry) }
    }

    /// Every card in somebody's panels, but of missed ones the newest only.
    #[must_use]
    pub fn picture(&self, staff: StaffId) -> Vec<EnquiryCard> {
        let mine = self.hands.get(&staff).into_iter().flatten().filter_map(|enquiry| self.card(*enquiry));
        mine.chain(self.missed(staff, None).take(MISSED_IN_PICTURE)).collect()
    }

    /// The missed enquiries in somebody's panels before a place in the list, newest first.
    pub fn missed(&self, staff: StaffId, before: Option<Standing>) -> impl Iterator<Item = EnquiryCard> {
        let newest_first = match before {
            Some(before) => self.missed.range(..before).rev(),
            None => self.missed.range(..).rev(),
        };
        newest_first
            .filter_map(|(_, enquiry)| self.enquiry(*enquiry))
            .filter(move |enquiry| may(&self.directory, enquiry, staff).panel)
            .filter_map(|enquiry| self.card(enquiry.id))
    }

    /// The running enquiries of a phase that somebody may read, only one person's if one is named, before a place in the list, last changed first.
    #[must_use]
    pub fn running_in(
        &self,
        staff: StaffId,
        phase: Phase,
        before: Option<Standing>,
        of: Option<StaffId>,
        most: usize,
    ) -> Vec<EnquiryCard> {
        let place = |enquiry: &Enquiry| (enquiry.changed_at, enquiry.id);
        let comes = |enquiry: &&Enquiry| before.is_none_or(|before| place(enquiry) < before);
        let mut found: Vec<&Enquiry> =
            self.enquiries.values().filter(|enquiry| enquiry.phase() == phase).filter(comes).collect();
        found.sort_unstable_by_key(|enquiry| std::cmp::Reverse(place(enquiry)));
        let found = found.into_iter().filter(|enquiry| of.is_none_or(|of| enquiry.holder() == Some(of)));
        let theirs = found.filter(|enquiry| may(&self.directory, enquiry, staff).read);
        theirs.take(most).filter_map(|enquiry| self.card(enquiry.id)).collect()
    }

    /// Everybody who answers, as their colleagues see them.
    pub fn colleagues(&self) -> impl Iterator<Item = Colleague> {
        self.directory.staff.keys().filter_map(|staff| self.colleague(*staff))
    }

    /// Somebody as their colleagues see them.
    #[must_use]
    pub fn colleague(&self, staff: StaffId) -> Option<Colleague> {
        let member = self.directory.staff.get(&staff)?;
        Some(Colleague { card: member.card.clone(), role: member.role, availability: self.availability(staff) })
    }

    /// The tags as visitors see them.
    pub fn tag_cards(&self, now: Timestamp, show_online: bool) -> impl Iterator<Item = TagCard> {
        self.directory.tags.iter().map(move |tag| {
            let mut serving = tag.destinations.iter().flat_map(|destination| &destination.settings.staff);
            let online = serving.any(|staff| self.active.contains(staff));
            let opening = self.directory.hours_of(tag).map(|schedule| schedule.opening(now));
            let calls = self.directory.can_be_called(Entry::Tag { tag: tag.id });
            TagCard { online: show_online.then_some(online), opening, calls, ..TagCard::from(tag) }
        })
    }

    /// Who serves each tag, on whichever of its destinations.
    #[must_use]
    pub fn serving(&self) -> BTreeMap<TagId, Vec<StaffId>> {
        let of = |tag: &Tag| {
            let staff = tag.destinations.iter().flat_map(|destination| destination.settings.staff.iter().copied());
            let staff: BTreeSet<StaffId> = staff.filter(|staff| self.directory.staff.contains_key(staff)).collect();
            (tag.id, staff.into_iter().collect())
        };
        self.directory.tags.iter().map(of).collect()
    }

    /// The listed people as visitors see them.
    pub fn staff_cards(&self, show_online: bool) -> impl Iterator<Item = StaffCard> {
        let listed = self.directory.staff.values().filter(|member| member.listed);
        listed.map(move |member| {
            let online = self.availability(member.card.id) == Availability::Active;
            let calls = self.directory.can_be_called(Entry::Staff { staff: member.card.id });
            StaffCard { online: show_online.then_some(online), calls, ..member.card.clone() }
        })
    }
}
