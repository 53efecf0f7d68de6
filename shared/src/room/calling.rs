//! A room's call: what is done about it, and what becomes of it when something else happens in the room. The rules of the
//! call itself are in `call.rs`.

use super::{
    Decision, Effect, Event, Refusal, Room, Speaker,
    decide::{Urgency, in_the_log},
};
use crate::{
    call::{
        Act, Call, CallEnd, CallMark, CallRules, CallSign, CallStep, Ended, Joining, Over, RING_MS, RecordStep, Rung,
        Shut,
    },
    card::{Phase, Side},
    id::{CallId, PeerId, StaffId},
    value::Timestamp,
    wire::{Author, LogEntry, Logged},
};

/// A call that is being changed: as it will be, and what the log says of it.
struct Change {
    call: Call,
    /// That somebody of the staff came into the room by it.
    joined: Option<Logged>,
    steps: Vec<CallStep>,
    over: Option<Over>,
    /// The side that asked for it, and is answered though nothing is another.
    asked: Option<Side>,
}

impl Change {
    fn of(call: Call) -> Self {
        Self { call, joined: None, steps: Vec::new(), over: None, asked: None }
    }

    /// It ends for this reason, unless it goes on.
    fn unless_it_goes_on(mut self, why: CallEnd, by: Option<Author>) -> Self {
        if !self.call.goes_on() {
            self.over = Some(Over { why, by });
        }
        self
    }
}

impl Room {
    /// The call, if there is one.
    #[must_use]
    pub fn call(&self) -> Option<&Call> {
        self.call.as_deref()
    }

    /// How lists show it.
    pub(super) fn call_sign(events: &[Event], before: Option<&Call>) -> Option<CallSign> {
        let kept =
            events.iter().rev().find_map(|event| if let Event::CallKept(call) = event { Some(call) } else { None });
        match kept {
            Some(call) => call.as_deref().map(Call::sign),
            None => before.map(Call::sign),
        }
    }

    /// Somebody does something about a call.
    ///
    /// # Errors
    /// [`Refusal::NoCalls`], [`Refusal::NotAnswered`], [`Refusal::OnlyListen`], [`Refusal::CallOver`], [`Refusal::CallFull`],
    /// [`Refusal::Taken`] of a browser that is somebody else's, [`Refusal::NoRecording`], [`Refusal::StaffOnly`] to visitors who
    /// want to listen, and those of a room in which nothing more may be said.
    pub(super) fn act(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        rules: CallRules,
        act: Act,
        looks: bool,
    ) -> Result<Decision, Refusal> {
        let running = |id: CallId| self.call.as_deref().filter(|call| call.id == id).cloned().ok_or(Refusal::CallOver);
        let who = speaker.author();
        let change = match act {
            Act::Offer { call, peer, video } => {
                let Some(running) = self.call.as_deref() else {
                    let decision = self.offer(now, speaker, rules, (call, peer, video && rules.video))?;
                    let is_staffs = speaker.side() == Side::Staff;
                    return Ok(if is_staffs { self.call_visitor(looks, decision) } else { decision });
                };
                // Both sides wanted one, or it is theirs, sent again.
                self.join(now, running.clone(), speaker, rules, (peer, false))?
            }
            Act::Join { call, peer, listens } => self.join(now, running(call)?, speaker, rules, (peer, listens))?,
            // Whatever of these comes late is done already.
            Act::Decline { call } | Act::Leave { call, .. } if self.call.as_deref().is_none_or(|it| it.id != call) => {
                let answer = Effect::ShowCall { to: speaker.side(), ended: None };
                return Ok(Decision { events: Vec::new(), effects: vec![answer] });
            }
            Act::Decline { call } => {
                let mut change = Change::of(running(call)?);
                change.call.decline(who, self.is_owners(who));
                change.unless_it_goes_on(CallEnd::Declined, Some(who))
            }
            Act::Leave { call, peer } => {
                let mut change = Change::of(running(call)?);
                let why = change.call.hung_up_by(who);
                change.call.leave(who, peer);
                change.unless_it_goes_on(why, Some(who))
            }
            Act::Record { call, peer, step } => {
                let mut change = Change::of(running(call)?);
                // A seat's rules are those of when it was taken: what runs by another's is everybody's to agree to, and to end.
                let is_asked = step != RecordStep::Ask && change.call.has_recording();
                let may = rules.record || is_asked;
                if !(may && peer.is_some_and(|peer| change.call.record(who, peer, step))) {
                    return Err(Refusal::NoRecording);
                }
                change
            }
        };
        Ok(self.keep(now, Change { asked: Some(speaker.side()), ..change }, Vec::new()))
    }

    fn is_owners(&self, who: Author) -> bool {
        let owner = self.card().and_then(|card| card.owner.as_ref());
        owner.is_none_or(|owner| who.staff() == Some(owner.id))
    }

    fn offer(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        rules: CallRules,
        (id, peer, video): (CallId, PeerId, bool),
    ) -> Result<Decision, Refusal> {
        let phase = self.room_for_more()?;
        if !rules.voice || self.channel().is_some() {
            return Err(Refusal::NoCalls);
        }
        if phase != Phase::Engaged {
            return Err(Refusal::NotAnswered);
        }
        if self.last_call == Some(id) {
            return Err(Refusal::CallOver);
        }
        let rung = match speaker {
            Speaker::Visitor => Rung::Staff,
            Speaker::Staff(_) => Rung::Visitor,
            Speaker::Reader(_) | Speaker::Onlooker(_) | Speaker::Elsewhere(_) => return Err(Refusal::OnlyListen),
        };
        let by = speaker.author();
        let mut call = Call::new(now, id, by, video);
        call.ring(rung, Some(now.plus_ms(RING_MS)));
        let mut change = self.join(now, call, speaker, rules, (peer, false))?;
        change.steps.insert(0, CallStep::Offered { by, video });
        Ok(self.keep(now, change, Vec::new()))
    }

    fn join(
        &self,
        now: Timestamp,
        call: Call,
        speaker: &Speaker,
        rules: CallRules,
        (peer, listens): (PeerId, bool),
    ) -> Result<Change, Refusal> {
        let staff = match speaker {
            Speaker::Visitor if listens => return Err(Refusal::StaffOnly),
            Speaker::Visitor => None,
            Speaker::Staff(card) if !listens => Some(card.clone()),
            Speaker::Onlooker(card) if listens && rules.listen => Some(card.clone()),
            Speaker::Staff(_) | Speaker::Reader(_) | Speaker::Onlooker(_) | Speaker::Elsewhere(_) => {
                return Err(Refusal::OnlyListen);
            }
        };
        self.room_for_more()?;
        let mut change = Change::of(call);
        let unseen = listens && !rules.shows_listeners;
        let comes_in = staff.as_ref().filter(|card| !listens && !self.here.contains(&card.id));
        change.joined = comes_in.map(|card| Logged::Joined { staff: in_the_log(card.clone()) });
        let steps = change.call.join(now, Joining { peer, staff, listens, unseen });
        change.steps = steps.map_err(|shut| match shut {
            Shut::Full => Refusal::CallFull,
            Shut::Taken => Refusal::Taken,
        })?;
        Ok(change)
    }

    /// Which browsers of the call have a socket now.
    pub(super) fn look_at_peers(&self, now: Timestamp, here: &[PeerId]) -> Decision {
        let Some(call) = self.call.as_deref() else { return Decision::default() };
        let mut change = Change::of(call.clone());
        change.call.look(now, here);
        if change.call == *call { Decision::default() } else { self.keep(now, change, Vec::new()) }
    }

    /// What time does to the call.
    pub(super) fn tick_call(&self, now: Timestamp) -> Option<Decision> {
        let call = self.call.as_deref().filter(|call| call.wake_at() <= now)?;
        let mut change = Change::of(call.clone());
        let change = match change.call.tick(now) {
            Some(why) => change.unless_it_goes_on(why, None),
            None => change,
        };
        Some(self.keep(now, change, Vec::new()))
    }

    /// These of the staff are sent out, whatever they do here.
    pub(super) fn send_out(&self, now: Timestamp, staff: StaffId, events: Vec<Event>) -> Decision {
        let Some(call) = self.call.as_deref() else { return Decision { events, effects: Vec::new() } };
        let mut change = Change::of(call.clone());
        change.call.leave(Author::Staff { staff }, None);
        self.keep(now, change.unless_it_goes_on(CallEnd::HungUp, None), events)
    }

    /// The events and effects of a change, after `events`.
    fn keep(&self, now: Timestamp, change: Change, events: Vec<Event>) -> Decision {
        let Change { mut call, joined, mut steps, over, asked } = change;
        if over.is_none() {
            steps.extend(call.recorded());
        }
        let ended = over.map(|over| Ended { call: call.id, why: over.why });
        steps.extend(over.map(|over| call.end(now, over)));
        let before = self.call.as_deref();
        call.revise(before);
        let id = call.id;
        let kept = if ended.is_some() { None } else { Some(Box::new(call)) };
        let is_news = kept.as_deref().map(Call::sign) != before.map(Call::sign);
        let urgency = if is_news || self.is_report_due(now) { Urgency::AtOnce } else { Urgency::None };
        let marks = steps.into_iter().map(|step| Logged::Call(CallMark { call: id, step }));
        let mut decision = self.log(now, events, joined.into_iter().chain(marks));
        decision.effects.extend(Self::shown(before, kept.as_deref(), ended, asked));
        if kept.as_deref() != before {
            decision.events.push(Event::CallKept(kept));
        }
        self.tell(now, urgency, decision)
    }

    /// Shows the call to the sides that see another one than before, and to the one that `asked`.
    pub(super) fn shown(
        before: Option<&Call>,
        after: Option<&Call>,
        ended: Option<Ended>,
        asked: Option<Side>,
    ) -> impl Iterator<Item = Effect> {
        let sees = move |side: &Side| {
            ended.is_some() || asked == Some(*side) || after.is_some_and(|after| after.is_news_to(*side, before))
        };
        [Side::Visitor, Side::Staff].into_iter().filter(sees).map(move |to| Effect::ShowCall { to, ended })
    }

    /// What `logged` does to the call as it stands after `call`: the call then, and what is logged before `logged`.
    pub(super) fn follow(now: Timestamp, call: &mut Option<Box<Call>>, logged: &Logged) -> Option<(CallMark, Ended)> {
        let running = call.as_deref_mut()?;
        let why = running.follow(now, logged)?;
        if running.goes_on() && why != CallEnd::Closed {
            return None;
        }
        let mark = CallMark { call: running.id, step: running.end(now, Over { why, by: None }) };
        let ended = Ended { call: running.id, why };
        *call = None;
        Some((mark, ended))
    }
}

/// Whether an entry of the log says that a call is over, and which.
pub(super) fn ended(entry: &LogEntry) -> Option<CallId> {
    if let Logged::Call(CallMark { call, step: CallStep::Ended { .. } }) = &entry.logged { Some(*call) } else { None }
}
