//! An enquiry that is passed on, and colleagues in its room: what may be asked for, and what is offered meanwhile. While it
//! is passed on it is open again, for those it is passed on to; whose it was may take it back, and has it again if nobody
//! accepts, unless they chose otherwise.

use std::collections::BTreeSet;

use super::{Coming, Enquiry, Event, Refusal, State};
use crate::{
    api::{Former, TakeOver, TransferEnquiry},
    card::{Entry, EntryCard, IfNobody, StaffCard, TagCard, TransferCard},
    directory::Directory,
    id::{LabelId, StaffId},
    permission::{Rights, may},
    routing::Scene,
    value::{Note, Timestamp},
};

/// Most guests in one room: more are a meeting, and the visitor sees each who speaks.
pub const MAX_GUESTS: usize = 10;

/// What somebody does with an enquiry beside answering it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Its owner passes it on.
    Transfer(Box<TransferEnquiry>),
    /// Whose it was takes it back while it is offered.
    TakeBack,
    /// Who supervises makes it theirs.
    TakeOver(TakeOver),
    /// Who it is offered to doesn't want it.
    Decline,
    /// Its owner invites somebody into the room.
    Invite(StaffId),
    /// A guest leaves the room, or its owner sends them out.
    Leave(StaffId),
    /// Somebody in the room puts a label on it.
    Label(LabelId),
    /// Somebody in the room takes one off.
    Unlabel(LabelId),
}

/// That it was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Who did it.
    pub by: StaffId,
    /// Whose it was.
    pub from: StaffCard,
    /// To whom, as it was drawn then.
    pub to: EntryCard,
    /// For who gets it.
    pub note: Option<Note>,
    /// Where it goes if nobody accepts.
    pub if_nobody: IfNobody,
    /// Whether whose it was stays in the room as a guest.
    pub keep_sight: bool,
}

/// A transfer that nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// What was wished.
    pub transfer: Transfer,
    /// Since when.
    pub since: Timestamp,
    /// Who isn't asked: whose it was, and who declined.
    out: BTreeSet<StaffId>,
    /// It couldn't come back, for whose it was had gone.
    pub(super) sender_gone: bool,
    /// What it had been passed on to before.
    pub(super) before: Option<Entry>,
}

impl Passing {
    pub(super) fn new(at: Timestamp, transfer: Transfer, before: Option<Entry>) -> Self {
        let out = BTreeSet::from([transfer.from.id]);
        Self { transfer, since: at, out, sender_gone: false, before }
    }

    pub(super) fn decline(&mut self, staff: StaffId) {
        self.out.insert(staff);
    }

    pub(super) fn lose_sender(&mut self) {
        self.sender_gone = true;
        self.out.remove(&self.transfer.from.id);
    }

    /// Whose it was, and is again if nobody accepts.
    #[must_use]
    pub fn sender(&self) -> Option<&StaffCard> {
        (!self.sender_gone).then_some(&self.transfer.from)
    }

    /// Who isn't asked.
    #[must_use]
    pub fn out(&self) -> &BTreeSet<StaffId> {
        &self.out
    }

    /// As staff see it.
    #[must_use]
    pub fn card(&self) -> TransferCard {
        let Transfer { by, from, to, note, if_nobody, keep_sight } = self.transfer.clone();
        let Self { since, sender_gone, .. } = self;
        TransferCard { from, by, to, note, if_nobody, keep_sight, since_ms: *since, sender_gone: *sender_gone }
    }
}

impl Enquiry {
    /// Says what `act` of `by` leads to.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] to who may not, [`Refusal::AlreadyAnswered`] to who takes back too late,
    /// [`Refusal::NobodyThere`] where it would come back at once, and what is said of each in [`Refusal`].
    pub(super) fn act(&self, scene: &Scene<'_>, by: StaffId, act: Act) -> Result<Vec<Event>, Refusal> {
        let rights = may(scene.directory, self, by);
        match act {
            Act::Transfer(wish) => self.passed_on(scene, by, rights, *wish),
            Act::TakeBack => self.called_back(scene.directory, by, rights),
            Act::TakeOver(wish) => self.taken_over(scene.directory, by, rights, wish),
            Act::Decline => self.declined(scene, by, rights),
            Act::Invite(staff) => self.invited(scene.directory, by, rights, staff),
            Act::Leave(staff) if by == staff || rights.lead => {
                Ok(self.guests.contains(&staff).then_some(Event::Left { staff, by }).into_iter().collect())
            }
            Act::Label(label) => self.labelled(scene.directory, by, label, true),
            Act::Unlabel(label) => self.labelled(scene.directory, by, label, false),
            Act::Leave(_) => Err(Refusal::NotFound),
        }
    }

    fn passed_on(
        &self,
        scene: &Scene<'_>,
        by: StaffId,
        rights: Rights,
        wish: TransferEnquiry,
    ) -> Result<Vec<Event>, Refusal> {
        let TransferEnquiry { to, note, if_nobody, keep_sight } = wish;
        if !rights.lead {
            return Err(Refusal::NotFound);
        }
        let State::Engaged { owner } = &self.state else {
            // Their first press, again: the answer was lost on its way.
            let same = self.passing.as_ref().is_some_and(|passing| passing.transfer.to.entry() == to);
            return if same { Ok(vec![]) } else { Err(Refusal::PassedOn) };
        };
        if to == (Entry::Staff { staff: owner.id }) {
            return Err(Refusal::Theirs);
        }
        let to = card_of(scene.directory, to).ok_or(Refusal::NoSuchEntry)?;
        let transfer = Transfer { by, from: owner.clone(), to, note, if_nobody, keep_sight };
        let first = Event::Transferred(Box::new(transfer));
        let mut after = self.clone();
        after.apply(scene.now, &first);
        let onward = after.onward(scene, None);
        let offered = onward.iter().any(|event| matches!(event, Event::Offered(_)));
        if !offered && if_nobody == IfNobody::Loopback {
            return Err(Refusal::NobodyThere);
        }
        Ok(std::iter::once(first).chain(onward).collect())
    }

    pub(super) fn called_back(
        &self,
        directory: &Directory,
        by: StaffId,
        rights: Rights,
    ) -> Result<Vec<Event>, Refusal> {
        match &self.state {
            State::Open { .. } if rights.take_back => {
                let sender = self.passing.as_ref().and_then(|passing| passing.sender()).ok_or(Refusal::NotFound)?;
                let card = directory.card(sender.id).ok_or(Refusal::NotFound)?.clone();
                Ok(vec![Event::Returned { staff: Box::new(card), by: Some(by) }])
            }
            // It is back already.
            State::Engaged { owner } if owner.id == by => Ok(vec![]),
            State::Engaged { owner } if rights.read || rights.lose => {
                Err(Refusal::AlreadyAnswered { by: Box::new(owner.clone()) })
            }
            State::Open { .. } | State::Engaged { .. } | State::Missed | State::Closed { .. } => Err(Refusal::NotFound),
        }
    }

    /// Makes it theirs, unless somebody else had it by then than they thought. What is passed on is over with that.
    fn taken_over(
        &self,
        directory: &Directory,
        by: StaffId,
        rights: Rights,
        TakeOver { from, former }: TakeOver,
    ) -> Result<Vec<Event>, Refusal> {
        let card = || Ok(Box::new(directory.card(by).ok_or(Refusal::NotFound)?.clone()));
        let holder = match &self.state {
            State::Engaged { owner } => Some(owner),
            State::Open { .. } => self.passing.as_ref().and_then(|passing| passing.sender()),
            State::Missed if rights.take => return Ok(vec![Event::FollowedUp(card()?)]),
            State::Closed { .. } if rights.read => return Err(Refusal::EnquiryClosed),
            State::Missed | State::Closed { .. } => return Err(Refusal::NotFound),
        };
        match holder {
            // Their first press, again: the answer was lost on its way.
            Some(owner) if owner.id == by && self.owner().is_some() => Ok(vec![]),
            _ if !rights.take_over => Err(Refusal::NotFound),
            Some(owner) if from != Some(owner.id) => Err(Refusal::AlreadyAnswered { by: Box::new(owner.clone()) }),
            Some(owner) => {
                let others = self.guests.iter().filter(|guest| **guest != by).count();
                let follows = match former {
                    Former::Leaves => Event::Left { staff: owner.id, by },
                    Former::Guest if others >= MAX_GUESTS => return Err(Refusal::TooManyGuests),
                    Former::Guest => Event::Invited { staff: owner.id, by },
                };
                Ok(vec![Event::TakenOver { staff: card()?, from: owner.id }, follows])
            }
            None => Ok(vec![Event::Answered(card()?)]),
        }
    }

    fn declined(&self, scene: &Scene<'_>, staff: StaffId, rights: Rights) -> Result<Vec<Event>, Refusal> {
        let State::Open { stop, .. } = &self.state else { return Err(Refusal::NotFound) };
        if !rights.decline {
            return Err(Refusal::NotFound);
        }
        let declined = Event::Declined { staff };
        let mut after = self.clone();
        after.apply(scene.now, &declined);
        let others = after.free(scene, &after.asked(scene.directory));
        let mut events = vec![declined];
        if others.is_empty() {
            events.extend(after.onward(scene, Some(Coming::Past(stop))));
        }
        Ok(events)
    }

    fn invited(
        &self,
        directory: &Directory,
        by: StaffId,
        rights: Rights,
        staff: StaffId,
    ) -> Result<Vec<Event>, Refusal> {
        if !rights.lead {
            return Err(Refusal::NotFound);
        }
        if !directory.staff.contains_key(&staff) {
            return Err(Refusal::NoSuchEntry);
        }
        let is_inside = self.guests.contains(&staff) || self.holder() == Some(staff);
        match self.guests.len() {
            _ if is_inside => Ok(vec![]),
            MAX_GUESTS.. => Err(Refusal::TooManyGuests),
            _ => Ok(vec![Event::Invited { staff, by }]),
        }
    }

    /// Where it goes when no place is left.
    pub(super) fn at_the_end(&self, scene: &Scene<'_>, passed: Option<Entry>) -> Vec<Event> {
        let Some(passing) = &self.passing else {
            // What it was passed on to has nobody: who was asked first may have.
            return if passed.is_some() { self.onward_to(scene, None, None) } else { vec![Event::Missed] };
        };
        match (passing.sender(), passing.transfer.if_nobody) {
            (Some(sender), IfNobody::Loopback) => self.homeward(scene, sender.id),
            (None, _) if passed.is_some() => self.onward_to(scene, None, None),
            (Some(_), IfNobody::Blind) | (None, _) => {
                std::iter::once(Event::Missed).chain(self.stay(scene.directory, None)).collect()
            }
        }
    }

    /// Back to whose it was; if they have gone meanwhile, on to what it was before that.
    fn homeward(&self, scene: &Scene<'_>, staff: StaffId) -> Vec<Event> {
        let there = scene.directory.staff.get(&staff).filter(|_| scene.there.contains(&staff));
        if let Some(member) = there {
            return vec![Event::Returned { staff: Box::new(member.card.clone()), by: None }];
        }
        let away = Event::SenderAway { staff };
        let mut after = self.clone();
        after.apply(scene.now, &away);
        std::iter::once(away).chain(after.onward_to(scene, after.passed, None)).collect()
    }

    /// That whose it was stays in the room, if they wished to, when it goes to `to` or to nobody.
    pub(super) fn stay(&self, directory: &Directory, to: Option<StaffId>) -> Option<Event> {
        let transfer = &self.passing.as_ref()?.transfer;
        let staff = transfer.from.id;
        let stays = transfer.keep_sight && to != Some(staff) && directory.staff.contains_key(&staff);
        (stays && !self.guests.contains(&staff)).then_some(Event::Invited { staff, by: staff })
    }

    /// Who is asked now, whatever their availability; nobody unless it is open.
    #[must_use]
    pub fn asked(&self, directory: &Directory) -> Vec<StaffId> {
        let State::Open { stop, .. } = &self.state else { return vec![] };
        let mut asked = directory.on(self.raised.entry.entry(), stop);
        if let Some(passing) = &self.passing {
            asked.retain(|staff| !passing.out.contains(staff));
        }
        asked
    }

    /// Whose room it is: also while they pass it on, until somebody else has it.
    #[must_use]
    pub fn holder(&self) -> Option<StaffId> {
        match &self.state {
            State::Engaged { owner } => Some(owner.id),
            State::Open { .. } => Some(self.passing.as_ref()?.sender()?.id),
            State::Missed | State::Closed { .. } => None,
        }
    }

    /// Those of the staff who are concerned with it: who has it or is offered it, and the guests.
    #[must_use]
    pub fn hands(&self, directory: &Directory) -> BTreeSet<StaffId> {
        let guests = match self.state {
            State::Open { .. } | State::Engaged { .. } => Some(&self.guests),
            State::Missed | State::Closed { .. } => None,
        };
        let guests = guests.into_iter().flatten().copied();
        self.asked(directory).into_iter().chain(self.holder()).chain(guests).collect()
    }
}

/// What it can be passed on to; somebody whom the public directory doesn't list, too.
fn card_of(directory: &Directory, entry: Entry) -> Option<EntryCard> {
    match entry {
        Entry::Tag { tag } => directory.tag(tag).map(|tag| EntryCard::Tag(TagCard::from(tag))),
        Entry::Staff { staff } => directory.staff.get(&staff).map(|member| EntryCard::Staff(member.card.clone())),
    }
}
