//! The room of a Space: everybody in it is staff, each reads for themselves, and nobody asked, so it has no phases, no clocks
//! and no end. Its log, its files and its order are those of any room.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Command, Decision, Effect, Event, Refusal, Room, Speaker,
    book::first_words,
    decide::{Urgency, again, in_the_log},
};
use crate::{
    card::{Phase, StaffCard},
    id::{MessageId, SpaceId, StaffId},
    mention,
    owed::{MemberState, Order, RoomOrder, SpaceReport},
    space::{MAX_MENTIONS, SpaceSaid},
    value::{Handle, Seq, Timestamp},
    wire::{LogEntry, Logged, Mark, Marks, RECALLED, RoomCard},
};

/// What a Space's room was opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpaceOpened {
    /// Which.
    pub space: SpaceId,
    /// Whether it is a direct chat: each message in it is for the other one.
    pub direct: bool,
    /// When it was made.
    pub made_at: Timestamp,
}

impl SpaceOpened {
    /// Its face to clients, before anybody came in.
    pub(super) fn card(&self) -> RoomCard {
        RoomCard {
            enquiry: None,
            space: Some(self.space),
            phase: Phase::Engaged,
            entry: None,
            owner: None,
            people: Vec::new(),
            visitor_name: None,
            raised_at_ms: self.made_at,
            passing: None,
            former: None,
            channel: None,
        }
    }
}

/// What a Space's room knows beside its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Space {
    opened: SpaceOpened,
    members: BTreeMap<StaffId, Member>,
    said: Option<SpaceSaid>,
    /// The message that it was.
    said_message: Option<MessageId>,
}

/// One of those in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Member {
    handle: Handle,
    read: Seq,
    /// Messages for them by name that they haven't read.
    mentions: BTreeSet<Seq>,
    /// Whether the Desk is to hear of them.
    changed: bool,
}

/// One of those in a Space, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMember {
    /// Who.
    pub card: StaffCard,
    /// How far they read.
    pub read: Seq,
    /// Messages above it that are for them.
    pub mentions: Vec<Seq>,
}

impl Space {
    pub(super) fn new(opened: SpaceOpened) -> Self {
        Self { opened, members: BTreeMap::new(), said: None, said_message: None }
    }

    pub(super) fn restore(opened: SpaceOpened, members: Vec<StoredMember>) -> Self {
        let mut space = Self::new(opened);
        for StoredMember { card, read, mentions } in members {
            // What the Desk heard of before a sleep, nobody knows: it hears it again, with the next report.
            let member = Member { handle: card.handle, read, mentions: mentions.into_iter().collect(), changed: true };
            space.members.insert(card.id, member);
        }
        space
    }

    pub(super) fn log(&mut self, entry: &LogEntry) {
        let (author, words, file) = match &entry.logged {
            Logged::Said { author, body, .. } => (author, body.as_str(), None),
            Logged::Shared { author, file, .. } => {
                (author, if file.deleted { RECALLED } else { file.name.as_str() }, Some(file.kind))
            }
            Logged::Revised { of, body, .. } => {
                let words = body.as_ref().map_or(RECALLED, |body| body.as_str());
                if let (Some(said), Some(text)) =
                    (self.said.as_mut().filter(|said| said.seq == *of), first_words(words))
                {
                    said.text = text;
                }
                return;
            }
            Logged::FileDeleted { message, .. } => {
                let last = self.said.as_mut().filter(|_| self.said_message == Some(*message));
                if let (Some(said), Some(text)) = (last, first_words(RECALLED)) {
                    said.text = text;
                }
                return;
            }
            Logged::Raised
            | Logged::Noted { .. }
            | Logged::Hidden
            | Logged::Answered { .. }
            | Logged::Joined { .. }
            | Logged::Left { .. }
            | Logged::Passing { .. }
            | Logged::Returned { .. }
            | Logged::Missed
            | Logged::Reopened
            | Logged::Automatic { .. }
            | Logged::Closing { .. }
            | Logged::DetailsLeft { .. }
            | Logged::Closed { .. }
            | Logged::Call(_)
            | Logged::Unknown => return,
        };
        if let (Some(staff), Some(text)) = (author.staff(), first_words(words)) {
            self.said = Some(SpaceSaid { seq: entry.seq, staff, text, file, at_ms: entry.at_ms });
            self.said_message = entry.logged.message();
        }
    }

    pub(super) fn join(&mut self, card: &StaffCard, last: Seq) {
        // Who comes in has nothing to catch up with but what is said from now on. Who is in may be called otherwise now.
        let fresh = || Member { handle: card.handle.clone(), read: last, mentions: BTreeSet::new(), changed: true };
        let handle = || card.handle.clone();
        self.members.entry(card.id).and_modify(|known| known.handle = handle()).or_insert_with(fresh);
    }

    pub(super) fn leave(&mut self, staff: StaffId) {
        self.members.remove(&staff);
    }

    pub(super) fn read(&mut self, staff: StaffId, upto: Seq) {
        if let Some(member) = self.members.get_mut(&staff) {
            member.read = upto;
            member.mentions = member.mentions.split_off(&upto.next());
            member.changed = true;
        }
    }

    pub(super) fn mention(&mut self, seq: Seq, staff: &[StaffId]) {
        for one in staff {
            if let Some(member) = self.members.get_mut(one) {
                member.mentions.insert(seq);
                while member.mentions.len() > MAX_MENTIONS {
                    member.mentions.pop_first();
                }
                member.changed = true;
            }
        }
    }

    /// The Desk heard of all.
    pub(super) fn reported(&mut self) {
        self.members.values_mut().for_each(|member| member.changed = false);
    }

    /// The Desk has to hear of all: as after a wake.
    #[cfg(test)]
    pub(super) fn changed_all(&mut self) {
        self.members.values_mut().for_each(|member| member.changed = true);
    }

    /// Whom a message is for by name.
    fn named_in(&self, words: &str, by: StaffId) -> Vec<StaffId> {
        let handles = mention::handles(words);
        let all = self.opened.direct || handles.iter().any(|handle| handle.as_str() == mention::ALL);
        let named =
            self.members.iter().filter(|(staff, member)| **staff != by && (all || handles.contains(&member.handle)));
        named.map(|(staff, _)| *staff).collect()
    }

    fn report(&self, report: u32) -> SpaceReport {
        let changed = self.members.iter().filter(|(_, member)| member.changed);
        let state = |(staff, member): (&StaffId, &Member)| MemberState {
            staff: *staff,
            read: member.read,
            mentions: u32::try_from(member.mentions.len()).unwrap_or(u32::MAX),
        };
        SpaceReport { space: self.opened.space, report, said: self.said.clone(), members: changed.map(state).collect() }
    }
}

impl Room {
    /// How far somebody got, as they see it: in a Space, each for themselves.
    #[must_use]
    pub fn marks_of(&self, staff: Option<StaffId>) -> Marks {
        let member = self.space.as_ref().and_then(|space| space.members.get(&staff?));
        match (&self.space, member) {
            (None, _) => self.marks,
            (Some(_), None) => Marks { staff: Mark { delivered: self.last, read: self.last }, ..Marks::default() },
            (Some(_), Some(member)) => {
                Marks { staff: Mark { delivered: member.read, read: member.read }, ..Marks::default() }
            }
        }
    }

    /// Whether somebody may write here, as far as the room knows: in a Space, who is in it, and programs, which are in none.
    #[must_use]
    pub fn seats(&self, card: &StaffCard) -> bool {
        self.space.as_ref().is_none_or(|space| card.integration || space.members.contains_key(&card.id))
    }

    /// Whether it is a Space's.
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.space.is_some()
    }

    /// What a command leads to in a Space.
    pub(super) fn decide_in_space(&self, now: Timestamp, space: &Space, command: Command) -> Result<Decision, Refusal> {
        match command {
            Command::Take { order, looks: _ } => self.take_in_space(now, space, order),
            Command::Say { speaker, message, body, quote, known, looks: _ } => {
                let named = author_of(&speaker).map(|by| space.named_in(body.as_str(), by)).unwrap_or_default();
                let quote = self.quoted(quote);
                let said = Logged::Said { message, author: speaker.author(), body, quote, revised: None };
                self.utter_in_space(now, &speaker, said, known.as_ref(), named)
            }
            Command::Share { speaker, message, file, of: _, known, looks: _ } => {
                let named = author_of(&speaker).map(|by| space.named_in("", by)).unwrap_or_default();
                let shared = Logged::Shared { message, author: speaker.author(), file: *file };
                self.utter_in_space(now, &speaker, shared, known.as_ref(), named)
            }
            Command::Revise { speaker, message, of, body, known, target } => {
                let revised = Logged::Revised { message, of, author: speaker.author(), note: false, body };
                self.revise(now, &speaker, revised, known.as_ref(), target.as_ref())
            }
            Command::DeleteFile { staff, message, known } => {
                let decision = self.delete_file(now, staff, message, known.as_ref())?;
                Ok(if decision.events.is_empty() { decision } else { self.tell(now, Urgency::Soon, decision) })
            }
            Command::Mark { speaker, delivered: _, read } => Ok(self.mark_in_space(now, space, &speaker, read)),
            Command::Note { .. } | Command::Close { .. } => Err(Refusal::NotInSpaces),
            Command::Call { .. } => Err(Refusal::NoCalls),
            Command::LeaveDetails { .. } | Command::Page { .. } => Err(Refusal::Forbidden),
            Command::Tick if self.book.due_at.is_some_and(|at| at <= now) => {
                Ok(self.tell(now, Urgency::AtOnce, Decision::default()))
            }
            Command::Tick | Command::Peers { .. } => Ok(Decision::default()),
        }
    }

    /// The first order of a Space's room.
    pub(super) fn open_space(&self, order: &RoomOrder) -> Option<Decision> {
        let RoomOrder { room, revision, at_ms, order } = order;
        let (Order::OpenSpace { direct, members }, Some(space)) = (order, room.space()) else { return None };
        let opened = SpaceOpened { space, direct: *direct, made_at: *at_ms };
        let mut events = vec![Event::SpaceOpened(opened), Event::OrderTaken { revision: *revision }];
        events.extend(members.iter().map(|card| Event::MemberJoined(Box::new(card.clone()))));
        // In a direct chat nobody comes in: it is between those two.
        let joined = members.iter().filter(|_| !direct);
        let joined = joined.map(|card| Logged::Joined { staff: in_the_log(card.clone()) });
        Some(self.log(*at_ms, events, joined))
    }

    fn take_in_space(&self, now: Timestamp, space: &Space, order: RoomOrder) -> Result<Decision, Refusal> {
        let RoomOrder { room, revision, at_ms: _, order } = order;
        if room.space() != Some(space.opened.space) {
            return Err(Refusal::Forbidden);
        }
        if revision <= self.revision {
            return Ok(Decision::default());
        }
        let mut taken = vec![Event::OrderTaken { revision }];
        match order {
            Order::Unseat { staff, session } => {
                Ok(Decision { events: taken, effects: vec![Effect::Unseat { staff, session }] })
            }
            Order::ComeBack { staff } => Ok(Decision { events: taken, effects: vec![Effect::ComeBack(staff)] }),
            Order::Joined { members } => {
                taken.extend(members.iter().map(|card| Event::MemberJoined(Box::new(card.clone()))));
                let new = members.into_iter().filter(|card| !space.members.contains_key(&card.id));
                let entries = new.map(|card| Logged::Joined { staff: in_the_log(card) });
                Ok(self.tell(now, Urgency::Soon, self.log(now, taken, entries)))
            }
            Order::Left { staff } => {
                if !space.members.contains_key(&staff) {
                    return Ok(Decision { events: taken, effects: Vec::new() });
                }
                taken.push(Event::MemberLeft(staff));
                let people = self.card().map(|card| card.people.as_slice()).unwrap_or_default();
                let left = people.iter().find(|known| known.id == staff).filter(|_| !space.opened.direct);
                let mut decision = self.log(now, taken, left.map(|card| Logged::Left { staff: card.clone() }));
                // Who sits there sits elsewhere from now on, if anywhere.
                decision.effects.push(Effect::ComeBack(vec![staff]));
                Ok(decision)
            }
            // An order of before is none of a Space's.
            Order::Open { .. }
            | Order::OpenSpace { .. }
            | Order::Answered { .. }
            | Order::Missed
            | Order::Reopened
            | Order::Passing { .. }
            | Order::Returned { .. }
            | Order::Script(_)
            | Order::Label { .. }
            | Order::Close { .. }
            | Order::People { .. } => Ok(Decision { events: taken, effects: Vec::new() }),
        }
    }

    fn utter_in_space(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        said: Logged,
        known: Option<&LogEntry>,
        named: Vec<StaffId>,
    ) -> Result<Decision, Refusal> {
        let card = match speaker {
            Speaker::Staff(card) => card,
            Speaker::Visitor | Speaker::Reader(_) | Speaker::Onlooker(_) | Speaker::Elsewhere(_) => {
                return Err(Refusal::OnlyRead);
            }
        };
        if !self.seats(card) {
            return Err(Refusal::OnlyRead);
        }
        if let Some(known) = known {
            return again(known, &said);
        }
        self.room_for_more()?;
        let by = card.id;
        let is_member = self.space.as_ref().is_some_and(|space| space.members.contains_key(&by));
        let is_known = self.card().is_some_and(|room| room.people.iter().any(|one| one.id == by));
        // A program is no member. Whose words they are stands in the log before its first.
        let enters = (!is_member && !is_known).then(|| Logged::Joined { staff: in_the_log(card.clone()) });
        let seq = if enters.is_some() { self.last.next().next() } else { self.last.next() };
        let mut decision = self.log(now, Vec::new(), enters.into_iter().chain([said]));
        // Who says something has seen what was said before.
        decision.events.extend(is_member.then_some(Event::MemberRead { staff: by, read: seq }));
        let urgency = if named.is_empty() { Urgency::Soon } else { Urgency::AtOnce };
        if !named.is_empty() {
            decision.events.push(Event::Mentioned { seq, staff: named });
        }
        decision.effects.extend(is_member.then_some(Effect::ShowMarksOf(by)));
        Ok(self.tell(now, urgency, decision))
    }

    fn mark_in_space(&self, now: Timestamp, space: &Space, speaker: &Speaker, read: Seq) -> Decision {
        let known = author_of(speaker).and_then(|staff| Some((staff, space.members.get(&staff)?.read)));
        let Some((staff, before)) = known else { return Decision::default() };
        let read = read.min(self.last);
        if read <= before {
            return Decision::default();
        }
        let events = vec![Event::MemberRead { staff, read }];
        self.tell(now, Urgency::Soon, Decision { events, effects: vec![Effect::ShowMarksOf(staff)] })
    }

    /// What the Desk hears once `events` have happened.
    pub(super) fn report_of_space(&self, space: &Space, events: &[Event]) -> SpaceReport {
        let mut after = space.clone();
        let mut last = self.last;
        for event in events {
            if let Event::Logged(entry) = event {
                last = entry.seq;
            }
            after.take(event, last);
        }
        after.report(self.book.report.saturating_add(1))
    }
}

impl Space {
    /// Changes it by what happened; `last` is the newest entry then.
    pub(super) fn take(&mut self, event: &Event, last: Seq) {
        match event {
            Event::Logged(entry) => self.log(entry),
            Event::MemberJoined(card) => self.join(card, last),
            Event::MemberLeft(staff) => self.leave(*staff),
            Event::MemberRead { staff, read } => self.read(*staff, *read),
            Event::Mentioned { seq, staff } => self.mention(*seq, staff),
            Event::Reported { .. } => self.reported(),
            Event::Opened(_)
            | Event::SpaceOpened(_)
            | Event::OrderTaken { .. }
            | Event::LabelWanted(_)
            | Event::Scripted(_)
            | Event::Asked { .. }
            | Event::Marked(_)
            | Event::Paged(_)
            | Event::Called { .. }
            | Event::CallKept(_)
            | Event::ReportDue { .. } => {}
        }
    }
}

fn author_of(speaker: &Speaker) -> Option<StaffId> {
    speaker.author().staff()
}
