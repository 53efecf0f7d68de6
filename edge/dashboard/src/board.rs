//! What the panels show, in plain Rust: frames of the desk and answers of its HTTP interface come in, panels and notices
//! come out. It knows no socket, no clock and no screen, so that every race between a frame and an answer is a test.

mod labels;
mod panels;
mod spaces;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{AnsweredEnquiry, EnquiryList, ErrorBody, ErrorCode, Me, ServiceView},
    call::CallSign,
    card::{Availability, EnquiryCard, Phase, Side, StaffCard, TagCard},
    id::{EnquiryId, LabelId, SpaceId, StaffId, TagId},
    label::LabelCard,
    mention::Mention,
    reminder::FiredReminder,
    space::SpaceCard,
    value::{DisplayName, Timestamp},
    wire::{Colleague, DeskServerFrame, GoneReason},
};

pub(crate) use panels::{is_direct, visitor_name};
pub(crate) use spaces::name_of;

/// Most cards kept of enquiries that are over or somebody else's: some days' worth of one person's looking around.
const MOST_PAST: usize = 400;

/// Everything that a person's dashboard knows of the desk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Board {
    me: Option<Me>,
    service: Option<ServiceView>,
    staff: BTreeMap<StaffId, Colleague>,
    tags: Vec<TagCard>,
    /// Who serves each of them.
    serving: BTreeMap<TagId, Vec<StaffId>>,
    /// What staff may put on enquiries, and whether they have to before they close one.
    labels: Vec<LabelCard>,
    label_required: bool,
    /// Whether what people link to can be asked for as previews.
    link_previews: bool,
    /// Open, missed, and this person's engaged ones.
    live: BTreeMap<EnquiryId, EnquiryCard>,
    /// What came of the desk's picture, until it is whole.
    picture: Picture,
    /// Closed ones, and what was last seen of those that left the panels.
    past: BTreeMap<EnquiryId, EnquiryCard>,
    /// The revision with which each left.
    gone: BTreeMap<EnquiryId, u32>,
    /// Those that this person asked for and has no answer about yet.
    tried: BTreeSet<EnquiryId>,
    /// Those that this person takes back: that they have them again is no news to them.
    recalled: BTreeSet<EnquiryId>,
    /// Those of this person in which the visitor calls.
    called: BTreeSet<EnquiryId>,
    missed: Listing,
    closed: Listing,
    wish: Option<Availability>,
    quiet_until: Option<Timestamp>,
    /// How many of this person's reminders are due.
    reminders_due: u32,
    /// The Spaces and direct chats that this person is in.
    spaces: BTreeMap<SpaceId, SpaceCard>,
    /// Notes for this person that they haven't seen, oldest first.
    mentions: Vec<Mention>,
}

/// The desk's picture, which may come in parts.
#[derive(Clone, Debug, Default)]
struct Picture {
    came: BTreeSet<EnquiryId>,
    /// Whether this person has just opened the dashboard: all of it is old then.
    first: bool,
}

/// How much of a long list was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// Whether its first page is here.
    pub(crate) loaded: bool,
    /// For `before` of the page after the last one.
    pub(crate) next: Option<String>,
    /// Only those with this label are listed.
    label: Option<LabelId>,
    listed: BTreeSet<EnquiryId>,
}

/// Something to tell the person at once, wherever they look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// An enquiry that they may serve was just offered to them, or the visitor of one of theirs calls.
    Offered(EnquiryId),
    /// The visitor of one of their rooms said something.
    Said(EnquiryId),
    /// Somebody else was quicker.
    Lost {
        /// Whose enquiry it was about, if its card was ever here.
        visitor: Option<DisplayName>,
        /// Who won; unknown if it went another way.
        by: Option<StaffCard>,
    },
    /// A colleague invited them into a room.
    Invited(EnquiryId),
    /// Somebody has what they passed on.
    Accepted {
        /// Which.
        enquiry: EnquiryId,
        /// Who.
        by: StaffCard,
    },
    /// Who supervises made one of theirs their own.
    TakenOver {
        /// Who asks there.
        visitor: DisplayName,
        /// Who has it now.
        by: StaffCard,
    },
    /// Nobody took what they passed on: it is theirs again.
    Returned(EnquiryId),
    /// Nobody took what they passed on: it is missed.
    NotAccepted(EnquiryId),
    /// They are to come back to something now.
    Reminded(Box<FiredReminder>),
    /// Somebody wrote to them by name: in a Space, or directly.
    Named(SpaceId),
    /// A colleague noted something for them.
    Noted(Box<Mention>),
    /// One of their rooms was closed, and not by this dashboard.
    Over(EnquiryId),
    /// Something was refused.
    Refused(ErrorBody),
}

impl Board {
    /// Takes a frame of the desk in.
    pub(crate) fn take(&mut self, frame: DeskServerFrame) -> Vec<Notice> {
        match frame {
            DeskServerFrame::Welcome {
                me,
                service,
                staff,
                tags,
                serving,
                labels,
                label_required,
                link_previews,
                cards,
                more,
                spaces,
                mentions,
                protocol: _,
                now_ms: _,
            } => {
                // Who was here before is told what came while the line was down.
                let was_here = self.my_id() == Some(me.card.id);
                self.welcome(*me, *service, staff, tags);
                let mut notices = self.pictured(cards, more);
                notices.extend(self.welcome_spaces(was_here, spaces, mentions));
                // Whoever signed in before may have been somebody else.
                self.serving = serving;
                (self.labels, self.label_required) = (labels, label_required);
                self.link_previews = link_previews;
                notices
            }
            DeskServerFrame::Cards { cards, more } => self.pictured(cards, more),
            DeskServerFrame::EnquiryChanged { card } => self.changed(*card),
            DeskServerFrame::EnquiryGone { enquiry, revision, reason } => self.left(enquiry, revision, reason),
            DeskServerFrame::ColleagueChanged { colleague } => {
                if let Some(me) = self.me.as_mut().filter(|me| me.card.id == colleague.card.id) {
                    self.wish = None;
                    // Their own name or photo may be another one, too.
                    me.card = StaffCard { online: me.card.online, ..colleague.card.clone() };
                    me.role = colleague.role;
                }
                self.staff.insert(colleague.card.id, colleague);
                Vec::new()
            }
            DeskServerFrame::ColleagueGone { staff } => {
                self.staff.remove(&staff);
                Vec::new()
            }
            DeskServerFrame::ServiceChanged { service, tags, serving, labels, label_required, link_previews } => {
                (self.labels, self.label_required) = (labels, label_required);
                self.link_previews = link_previews;
                self.serving = serving;
                self.service = Some(*service);
                self.tags = tags;
                Vec::new()
            }
            DeskServerFrame::QuietChanged { until_ms } => {
                self.quiet_until = until_ms;
                Vec::new()
            }
            DeskServerFrame::Reminders { due, fired } => {
                self.reminders_due = due;
                fired.map(Notice::Reminded).into_iter().collect()
            }
            DeskServerFrame::SpaceChanged { space } => self.space_changed(*space),
            DeskServerFrame::SpaceGone { space } => {
                self.spaces.remove(&space);
                Vec::new()
            }
            DeskServerFrame::Mentioned { mention } => self.mentioned(*mention),
            DeskServerFrame::MentionsSeen { enquiry } => {
                self.seen(enquiry);
                Vec::new()
            }
            DeskServerFrame::Refused { error } => {
                self.wish = None;
                vec![Notice::Refused(error)]
            }
            DeskServerFrame::Unknown => Vec::new(),
        }
    }

    fn welcome(&mut self, me: Me, service: ServiceView, staff: Vec<Colleague>, tags: Vec<TagCard>) {
        // Who has just opened the dashboard looks at it: only what came while the line was down is news.
        let first = self.me.as_ref().map(|me| me.card.id) != Some(me.card.id);
        if first {
            *self = Self::default();
        }
        self.me = Some(me);
        self.quiet_until = None;
        self.reminders_due = 0;
        self.service = Some(service);
        self.staff = staff.into_iter().map(|colleague| (colleague.card.id, colleague)).collect();
        self.tags = tags;
        self.missed = Listing { label: self.missed.label, ..Listing::default() };
        self.picture = Picture { first, ..Picture::default() };
    }

    /// Takes a part of the picture; after the last one, what is in none of them has left.
    fn pictured(&mut self, cards: Vec<EnquiryCard>, more: bool) -> Vec<Notice> {
        self.picture.came.extend(cards.iter().map(|card| card.enquiry));
        let notices: Vec<Notice> = cards.into_iter().flat_map(|card| self.changed(card)).collect();
        if more {
            return if self.picture.first { Vec::new() } else { notices };
        }
        let Picture { came, first } = std::mem::take(&mut self.picture);
        let left: Vec<EnquiryId> = self.live.keys().filter(|enquiry| !came.contains(enquiry)).copied().collect();
        for enquiry in left {
            if let Some(card) = self.live.remove(&enquiry) {
                // A missed one may just be further down the list than the picture goes.
                if card.phase != Phase::Missed {
                    self.gone.insert(enquiry, card.revision);
                }
                self.keep(card);
            }
        }
        if first { Vec::new() } else { notices }
    }

    fn changed(&mut self, card: EnquiryCard) -> Vec<Notice> {
        if self.is_stale(&card) {
            return Vec::new();
        }
        let enquiry = card.enquiry;
        let before = self.live.get(&enquiry).cloned();
        match card.phase {
            Phase::Closed => {
                let was_mine = before.is_some_and(|before| self.is_with_me(&before));
                self.live.remove(&enquiry);
                self.listed_as_closed(enquiry);
                self.keep(card);
                return self.over(enquiry, was_mine);
            }
            Phase::Engaged if !self.is_with_me(&card) => {
                self.live.remove(&enquiry);
                let by = card.owner.clone();
                self.keep(card);
                return match (before.filter(|before| self.is_passed_on(before)), by) {
                    (Some(_), Some(by)) => vec![Notice::Accepted { enquiry, by }],
                    (_, by) => self.lost(enquiry, by),
                };
            }
            Phase::Open | Phase::Engaged | Phase::Missed => {}
        }
        let mut notices = Vec::new();
        if self.offered_since(&card).is_some_and(|since| {
            self.may_be_disturbed() && before.as_ref().and_then(|before| self.offered_since(before)) != Some(since)
        }) {
            notices.push(Notice::Offered(enquiry));
        }
        let heard = |card: &EnquiryCard| card.preview.as_ref().filter(|said| said.side == Side::Visitor).map(|p| p.seq);
        if before.as_ref().is_some_and(|before| self.is_mine(before) && heard(&card) > heard(before))
            && self.is_mine(&card)
        {
            notices.push(Notice::Said(enquiry));
        }
        // What they answered a moment ago rings until they have come in, and that is no news to them.
        let was_quiet = |before: &EnquiryCard| self.is_with_me(before) && before.call.is_none();
        if !(self.is_with_me(&card) && card.call == Some(CallSign::Rings)) {
            self.called.remove(&enquiry);
        } else if before.as_ref().is_none_or(was_quiet) && self.called.insert(enquiry) {
            notices.push(Notice::Offered(enquiry));
        }
        match (&card.owner, before.as_ref().filter(|before| self.is_mine(before))) {
            (Some(by), Some(before)) if !self.is_mine(&card) => {
                notices.push(Notice::TakenOver { visitor: visitor_name(before).clone(), by: by.clone() });
            }
            _ => notices.extend(self.news_of_passing(before.as_ref(), &card)),
        }
        if self.is_mine(&card) {
            self.tried.remove(&enquiry);
        }
        self.past.remove(&enquiry);
        self.live.insert(enquiry, card);
        notices
    }

    /// What became of something that this person passed on, or that a colleague asked them into a room.
    fn news_of_passing(&mut self, before: Option<&EnquiryCard>, card: &EnquiryCard) -> Option<Notice> {
        let enquiry = card.enquiry;
        if !before.is_some_and(|before| self.is_passed_on(before)) {
            let was_in = before.is_some_and(|before| self.is_with_me(before));
            return (self.is_guest(card) && !was_in).then_some(Notice::Invited(enquiry));
        }
        if self.is_passed_on(card) {
            return None;
        }
        let was_recalled = self.recalled.remove(&enquiry);
        match (card.phase, card.owner.clone()) {
            (Phase::Engaged, _) if self.is_mine(card) => (!was_recalled).then_some(Notice::Returned(enquiry)),
            (Phase::Engaged, Some(by)) => Some(Notice::Accepted { enquiry, by }),
            (Phase::Missed, _) => Some(Notice::NotAccepted(enquiry)),
            (Phase::Engaged | Phase::Open | Phase::Closed, _) => None,
        }
    }

    /// How many of this person's reminders are due.
    pub(crate) fn reminders_due(&self) -> u32 {
        self.reminders_due
    }

    /// This person takes something back.
    pub(crate) fn recall(&mut self, enquiry: EnquiryId) {
        self.recalled.insert(enquiry);
    }

    /// The desk's answer to what this person did with an enquiry.
    pub(crate) fn answered(&mut self, enquiry: EnquiryId, answer: Result<EnquiryCard, ErrorBody>) -> Vec<Notice> {
        let error = match answer {
            Ok(card) => return self.changed(card),
            Err(error) => error,
        };
        self.recalled.remove(&enquiry);
        match (error.code, error.by) {
            // It went another way a moment before: the frame that says so is on its way.
            (ErrorCode::AlreadyAnswered, Some(by)) => vec![Notice::Accepted { enquiry, by: *by }],
            (_, by) => vec![Notice::Refused(ErrorBody { by, ..error })],
        }
    }

    fn left(&mut self, enquiry: EnquiryId, revision: u32, reason: GoneReason) -> Vec<Notice> {
        if self.live.get(&enquiry).is_some_and(|card| card.revision > revision) {
            return Vec::new();
        }
        self.gone.insert(enquiry, revision);
        let Some(mut card) = self.live.remove(&enquiry) else {
            return match reason {
                GoneReason::Answered { by } => self.lost(enquiry, Some(by)),
                GoneReason::MovedOn | GoneReason::Closed | GoneReason::Unknown => self.lost(enquiry, None),
            };
        };
        let was_mine = self.is_with_me(&card);
        let was_passed_on = self.is_passed_on(&card);
        let was_owned = self.is_mine(&card);
        card.offer = None;
        card.transfer = None;
        match reason {
            GoneReason::Answered { by } => {
                card.phase = Phase::Engaged;
                card.owner = Some(by.clone());
                let taken =
                    was_owned.then(|| Notice::TakenOver { visitor: visitor_name(&card).clone(), by: by.clone() });
                self.keep(card);
                if let Some(taken) = taken {
                    vec![taken]
                } else if was_passed_on {
                    vec![Notice::Accepted { enquiry, by }]
                } else {
                    self.lost(enquiry, Some(by))
                }
            }
            GoneReason::Closed => {
                card.phase = Phase::Closed;
                self.listed_as_closed(enquiry);
                self.keep(card);
                self.over(enquiry, was_mine)
            }
            GoneReason::MovedOn | GoneReason::Unknown => {
                self.keep(card);
                if was_passed_on { vec![Notice::NotAccepted(enquiry)] } else { self.lost(enquiry, None) }
            }
        }
    }

    /// An enquiry ended: news for who had it, or was reaching for it.
    fn over(&mut self, enquiry: EnquiryId, was_mine: bool) -> Vec<Notice> {
        if was_mine { vec![Notice::Over(enquiry)] } else { self.lost(enquiry, None) }
    }

    /// Who reached for it is told, once, that it went to somebody else.
    fn lost(&mut self, enquiry: EnquiryId, by: Option<StaffCard>) -> Vec<Notice> {
        if !self.tried.remove(&enquiry) {
            return Vec::new();
        }
        // Who pressed a notification may come too late to have seen a card at all.
        let visitor = self.card(enquiry).map(|card| visitor_name(card).clone());
        vec![Notice::Lost { visitor, by }]
    }

    /// This person pressed "Answer" or "Follow up". False if they did before: nothing is to be sent then.
    pub(crate) fn reach_for(&mut self, enquiry: EnquiryId) -> bool {
        self.tried.insert(enquiry)
    }

    /// Whether an answer is awaited.
    pub(crate) fn is_reaching_for(&self, enquiry: EnquiryId) -> bool {
        self.tried.contains(&enquiry)
    }

    /// The desk's answer to [`Self::reach_for`].
    pub(crate) fn reached(&mut self, enquiry: EnquiryId, answer: Result<AnsweredEnquiry, ErrorBody>) -> Vec<Notice> {
        let error = match answer {
            Ok(AnsweredEnquiry { card }) => {
                self.tried.remove(&enquiry);
                return self.changed(card);
            }
            Err(error) => error,
        };
        if !matches!(error.code, ErrorCode::AlreadyAnswered | ErrorCode::EnquiryClosed | ErrorCode::NotFound) {
            self.tried.remove(&enquiry);
            return vec![Notice::Refused(error)];
        }
        let by = error.by.map(|by| *by);
        if let Some(mut card) = self.live.remove(&enquiry) {
            self.gone.insert(enquiry, card.revision);
            card.offer = None;
            if let Some(by) = by.clone() {
                card.phase = Phase::Engaged;
                card.owner = Some(by);
            }
            self.keep(card);
        }
        self.lost(enquiry, by)
    }

    /// A page of the missed or closed ones; the first one if `before` is none.
    pub(crate) fn take_page(&mut self, phase: Phase, before: Option<&str>, page: EnquiryList) {
        let EnquiryList { cards, next } = page;
        let listed: Vec<EnquiryId> = cards.iter().map(|card| card.enquiry).collect();
        for card in cards.into_iter().filter(|card| card.phase == phase) {
            self.changed(card);
        }
        let listing = if phase == Phase::Missed { &mut self.missed } else { &mut self.closed };
        if before.is_none() {
            *listing = Listing { label: listing.label, ..Listing::default() };
        }
        listing.loaded = true;
        listing.next = next;
        listing.listed.extend(listed);
    }

    /// A card that came with an enquiry's details. It may not be one of this person's panels.
    pub(crate) fn take_seen(&mut self, card: EnquiryCard) {
        if self.live.contains_key(&card.enquiry) {
            self.changed(card);
        } else if !self.is_stale(&card) || card.phase == Phase::Closed {
            self.keep(card);
        }
    }

    fn is_stale(&self, card: &EnquiryCard) -> bool {
        let known = self.card(card.enquiry).map_or(0, |known| known.revision);
        let left = self.gone.get(&card.enquiry).copied();
        card.revision < known || left.is_some_and(|left| card.phase != Phase::Closed && card.revision <= left)
    }

    fn listed_as_closed(&mut self, enquiry: EnquiryId) {
        if self.closed.loaded {
            self.closed.listed.insert(enquiry);
        }
    }

    fn keep(&mut self, card: EnquiryCard) {
        self.past.insert(card.enquiry, card);
        // Ids made earlier sort earlier, so the first ones are the oldest.
        while self.past.len() > MOST_PAST {
            let Some((oldest, _)) = self.past.pop_first() else { break };
            self.gone.remove(&oldest);
            self.closed.listed.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests;
