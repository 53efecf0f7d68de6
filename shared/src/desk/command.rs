//! What the Desk is told, what it stores, and what others have to know of it.

use crate::{
    api::{Device, RaiseEnquiry},
    availability,
    card::{ContactCard, EnquiryCard},
    channel::ChannelCard,
    directory::Directory,
    enquiry::{self, Act, News},
    form::{Known, Told},
    id::{ContactId, EnquiryId, StaffId, VisitorId},
    owed::{Order, RoomReport},
    push::Alert,
    routing::Served,
    value::{DisplayName, LanguageTag, Timestamp},
    wire::GoneReason,
};

/// What the Desk is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A visitor pressed an entry. The enquiry is then the one with the id, or else [`super::Desk::running`].
    Raise(Box<Raise>),
    /// A member of staff answers an open enquiry, or follows up a missed one.
    Take {
        /// Which.
        enquiry: EnquiryId,
        /// Who.
        staff: StaffId,
    },
    /// A member of staff does something else with an enquiry: passes it on, takes it back, invites somebody.
    Act {
        /// Which.
        enquiry: EnquiryId,
        /// Who.
        staff: StaffId,
        /// What.
        act: Act,
    },
    /// A visitor isn't heard any more: their rooms are to be over.
    Shut {
        /// Who.
        visitor: VisitorId,
        /// By whom.
        staff: StaffId,
    },
    /// A visitor is forgotten: whatever of theirs runs is over at once, and their rooms are others' to see to.
    Forget {
        /// Who.
        visitor: VisitorId,
        /// By whom; none if time did it.
        staff: Option<StaffId>,
    },
    /// A room told how it stands.
    TakeReport(Box<RoomReport>),
    /// Something happened to some people: they came, went, touched something, or chose.
    Staff(Vec<(StaffId, availability::Command)>),
    /// Staff, tags or destinations are other ones now.
    DirectoryChanged(Box<Directory>),
    /// Time went by.
    Tick,
}

/// A visitor pressed an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// What their client sent. Its `former` must be a closed enquiry of theirs.
    pub request: RaiseEnquiry,
    /// Who.
    pub visitor: VisitorId,
    /// Their record, or a new one.
    pub contact: Contact,
    /// What they told in forms before.
    pub known: Known,
    /// ISO 3166 code, as the network tells it.
    pub country: Option<String>,
    /// What they use.
    pub device: Option<Device>,
    /// The social account that they wrote to: nothing is asked of them first.
    pub channel: Option<Box<ChannelCard>>,
}

/// The record of a person who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// As staff see it.
    pub card: ContactCard,
    /// Rises with every change: part of the revision of their enquiries' cards.
    pub revision: u32,
    /// Of their browser, when they came first.
    pub language: Option<LanguageTag>,
    /// ISO 3166 code, when they came first.
    pub country: Option<String>,
    /// Who served them last.
    pub served: Option<Served>,
}

impl Contact {
    /// As staff call them: by the name that they gave, or else by their handle.
    #[must_use]
    pub fn name(&self) -> &DisplayName {
        self.card.details.name.as_ref().unwrap_or(&self.card.handle)
    }
}

/// What is so from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A contact is new or has changed.
    Contact {
        /// Whose record it is.
        visitor: VisitorId,
        /// As it is now.
        contact: Contact,
    },
    /// Somebody filled in a form.
    Told {
        /// Who.
        contact: ContactId,
        /// For which enquiry.
        enquiry: EnquiryId,
        /// What.
        told: Vec<Told>,
    },
    /// A step in the life of an enquiry.
    Enquiry {
        /// Which.
        enquiry: EnquiryId,
        /// When.
        at: Timestamp,
        /// What.
        event: enquiry::Event,
    },
    /// What an enquiry's room told last; it replaces what it told before.
    News {
        /// Which.
        enquiry: EnquiryId,
        /// What.
        news: News,
    },
    /// Something about somebody's being there; see [`availability::Event::is_kept`].
    Availability {
        /// Who.
        staff: StaffId,
        /// What.
        event: availability::Event,
    },
    /// Who answers, and what for. Stored where it was changed; here it only counts.
    Directory(Box<Directory>),
}

/// What others have to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Owed: store it with the events, and send it until the room has taken it.
    OrderRoom {
        /// Whose room.
        enquiry: EnquiryId,
        /// What to do.
        order: Order,
    },
    /// Show a card to these people. May be lost: a dashboard that comes back gets the whole picture.
    ShowCard {
        /// As it is now.
        card: Box<EnquiryCard>,
        /// To whom.
        to: Vec<StaffId>,
    },
    /// Take a card out of these people's panels. May be lost.
    CardGone {
        /// Which.
        enquiry: EnquiryId,
        /// The card's revision now.
        revision: u32,
        /// Whose panels.
        from: Vec<StaffId>,
        /// Why.
        reason: GoneReason,
    },
    /// Owed, with the events: wake those browsers of this person that want it.
    Alert {
        /// Whose.
        to: StaffId,
        /// What for.
        alert: Alert,
    },
    /// Ask this person's dashboards whether they are still there. May be lost.
    Probe(StaffId),
    /// Tell this person's dashboards how it stands with their quiet hours. May be lost.
    QuietChanged(StaffId),
    /// Tell everybody how this person is now. May be lost.
    ColleagueChanged(StaffId),
    /// Tell everybody that this person was removed. May be lost.
    ColleagueGone(StaffId),
}

/// What a command leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Store these together, then apply them in order.
    pub events: Vec<Event>,
    /// See to these afterwards.
    pub effects: Vec<Effect>,
}
