//! What a command leads to. Everything is worked out from the room as it stands, and nothing in it is changed.

use super::{Command, Event, MAX_ENTRIES, Opened, Refusal, Room, Speaker, book::first_words, clocks::Due};
use crate::{
    call::{Call, Ended},
    card::{ClosedBy, EntryCard, Mode, PageView, Phase, Side, StaffCard, TagCard},
    channel,
    form::Filled,
    id::{MessageId, SessionId, StaffId, VisitorId},
    mention,
    owed::{NoteNews, Order, RoomOrder, RoomReport, SpaceReport},
    script::{Slot, Words},
    setup::form::MAX_FIELDS,
    value::{MessageBody, Seq, Timestamp},
    wire::{LogEntry, Logged, Mark},
};

/// What a command leads to: events to store and apply, then effects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// In this order.
    pub events: Vec<Event>,
    /// In this order.
    pub effects: Vec<Effect>,
}

/// What the shell does once the events are stored. Doing it twice does no harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Show a new entry to everybody seated. May be lost: whoever comes back reads the log.
    Broadcast(Seq),
    /// Show an entry again to the one who sent it again.
    AnswerAgain(Seq),
    /// Show how far both sides got to everybody seated. May be lost: `welcome` says it too.
    ShowMarks,
    /// Show how far this member of a Space got, to them alone. May be lost, too.
    ShowMarksOf(StaffId),
    /// Owed to the Desk: store it with the events.
    Report(Box<RoomReport>),
    /// Owed to the Channel of the account that the visitor writes to: bring them this entry.
    Deliver(Seq),
    /// The same of a Space.
    ReportSpace(Box<SpaceReport>),
    /// Owed to the Desk: colleagues may have to know of a note.
    TellNote(Box<NoteNews>),
    /// Show the call as it stands, and which one has just ended. May be lost: `welcome` is followed by it.
    ShowCall {
        /// To everybody seated who is of this side.
        to: Side,
        /// The one that has ended.
        ended: Option<Ended>,
    },
    /// Owed to the Desk: the visitor looks elsewhere, and has something new to read.
    CallVisitor(VisitorId),
    /// End the sockets of these people: they come back for other seats.
    ComeBack(Vec<StaffId>),
    /// End these sockets.
    Unseat {
        /// Whose.
        staff: StaffId,
        /// Only that session's.
        session: Option<SessionId>,
    },
}

/// How soon the Desk has to hear of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    None,
    /// Within [`super::REPORT_EVERY_MS`].
    Soon,
    /// Somebody's waiting or a list depends on it.
    AtOnce,
}

impl Room {
    /// Says what `command` leads to at `now`. Changes nothing: store the events, then [`Room::apply`] them.
    ///
    /// # Errors
    /// See [`Refusal`]; nothing is to be stored then.
    pub fn decide(&self, now: Timestamp, command: Command) -> Result<Decision, Refusal> {
        if let Some(space) = &self.space {
            return self.decide_in_space(now, space, command);
        }
        match command {
            Command::Take { order, looks } => self.take(now, order, looks),
            Command::Say { speaker, message, body, quote, known, looks } => {
                let quote = self.quoted(quote);
                let said = Logged::Said { message, author: speaker.author(), body, quote, revised: None };
                self.utter(now, &speaker, said, known.as_ref(), looks)
            }
            Command::Note { speaker, message, body, quote, known } => {
                self.note(now, speaker, (message, body, self.quoted(quote)), known.as_ref())
            }
            Command::Revise { speaker, message, of, body, known, target } => {
                let revised = Logged::Revised { message, of, author: speaker.author(), note: false, body };
                self.revise(now, &speaker, revised, known.as_ref(), target.as_ref())
            }
            Command::Share { speaker, message, file, of, known, looks } => {
                let shared = Logged::Shared { message, author: speaker.author(), file: *file };
                let said = self.utter(now, &speaker, shared.clone(), known.as_ref(), looks);
                said.or_else(|refusal| self.hand_in(now, &speaker, shared, (of, known.as_ref()), refusal))
            }
            Command::DeleteFile { staff, message, known } => self.delete_file(now, staff, message, known.as_ref()),
            Command::Mark { speaker: Speaker::Reader(_), .. } => Ok(Decision::default()),
            // The visitor would see that somebody has read it.
            Command::Mark { speaker: Speaker::Onlooker(card), .. } if !self.here.contains(&card.id) => {
                Ok(Decision::default())
            }
            Command::Mark { speaker, delivered, read } => Ok(self.mark(now, speaker.side(), delivered, read)),
            Command::LeaveDetails { speaker, message, details, form, known } => {
                self.leave_details(now, &speaker, Logged::DetailsLeft { message, details, form }, known.as_ref())
            }
            Command::Close { speaker } => self.close(now, &speaker),
            Command::Page { speaker, page } => self.page(now, &speaker, page),
            Command::Call { speaker, rules, act, looks } => self.act(now, &speaker, rules, act, looks),
            Command::Peers { here } => Ok(self.look_at_peers(now, &here)),
            Command::Tick => Ok(self.tick(now)),
        }
    }

    fn take(&self, now: Timestamp, order: RoomOrder, looks: bool) -> Result<Decision, Refusal> {
        let Some(opened) = &self.opened else {
            if let Some(decision) = self.open_space(&order) {
                return Ok(decision);
            }
            let RoomOrder { room, revision, at_ms, order } = order;
            return match (order, room.enquiry()) {
                (Order::Open { visitor, visitor_name, entry, mode, former, script, channel }, Some(enquiry)) => {
                    let goes_out = channel.is_some();
                    let opened = Opened { enquiry, visitor, visitor_name, entry, former, raised_at: at_ms, channel };
                    let mut events = vec![Event::Opened(Box::new(opened)), Event::OrderTaken { revision }];
                    let welcome = script.welcome.as_ref().map(|words| automatic(Slot::Welcome, words));
                    if script != self.script {
                        events.push(Event::Scripted(script));
                    }
                    let call = (mode == Mode::Call).then(|| Call::of_enquiry(at_ms, enquiry.into()));
                    let offered = call.as_ref().map(Call::offered);
                    events.extend(call.map(|call| Event::CallKept(Some(Box::new(call)))));
                    Ok(self.log_as(goes_out, at_ms, events, [Logged::Raised].into_iter().chain(offered).chain(welcome)))
                }
                (_, _) => Err(Refusal::NotOpened),
            };
        };
        let RoomOrder { room, revision, at_ms: _, order } = order;
        if room.enquiry() != Some(opened.enquiry) {
            return Err(Refusal::Forbidden);
        }
        if revision <= self.revision {
            return Ok(Decision::default());
        }
        let mut taken = vec![Event::OrderTaken { revision }];
        let phase = self.phase();
        let calls_visitor = matches!(order, Order::Answered { .. } | Order::Returned { .. });
        let is_passing = self.card().is_some_and(|card| card.passing.is_some());
        let failed =
            is_passing.then(|| self.says(Slot::TransferFailed, self.script.transfer_failed.as_ref())).flatten();
        // A close is final: an order that crossed it on the way changes nothing any more.
        let entries = match order {
            Order::Unseat { staff, session } => {
                let mut decision = match session {
                    None => self.send_out(now, staff, taken),
                    Some(_) => Decision { events: taken, effects: Vec::new() },
                };
                decision.effects.push(Effect::Unseat { staff, session });
                return Ok(decision);
            }
            Order::ComeBack { staff } => {
                return Ok(Decision { events: taken, effects: vec![Effect::ComeBack(staff)] });
            }
            _ if phase == Some(Phase::Closed) => [None, None],
            // Without the words that are said at a close: they wouldn't be meant.
            Order::Close { staff } => {
                let closed = Logged::Closed { by: ClosedBy::Staff, staff: Some(staff) };
                return Ok(self.tell(now, Urgency::AtOnce, self.log(now, taken, [closed])));
            }
            Order::Open { .. } | Order::OpenSpace { .. } | Order::Joined { .. } => [None, None],
            Order::Answered { staff } => [Some(Logged::Answered { staff: in_the_log(staff) }), None],
            Order::Missed if phase == Some(Phase::Missed) => [None, None],
            Order::Missed => {
                [Some(Logged::Missed), failed.or_else(|| self.says(Slot::Away, self.script.away.as_ref()))]
            }
            Order::Passing { to } => {
                [(phase == Some(Phase::Engaged)).then(|| Logged::Passing { to: entry_in_the_log(to) }), None]
            }
            Order::Returned { staff, failed: in_vain } => {
                [Some(Logged::Returned { staff: in_the_log(staff), failed: in_vain }), failed.filter(|_| in_vain)]
            }
            Order::Left { staff } => [self.left(staff), None],
            Order::Reopened => {
                let was_ended = matches!(phase, Some(Phase::Missed | Phase::Engaged));
                [was_ended.then_some(Logged::Reopened), failed]
            }
            Order::Label { wanted } => {
                taken.push(Event::LabelWanted(wanted));
                [None, None]
            }
            Order::Script(script) => {
                if script != self.script {
                    taken.push(Event::Scripted(script));
                }
                [None, None]
            }
            Order::People { count } => [self.says_people(count), None],
        };
        let decision = self.log(now, taken, entries.into_iter().flatten());
        // Lists show the call, and it may have ended by this.
        let is_news = Self::call_sign(&decision.events, self.call()) != self.call().map(Call::sign);
        let decision = self.tell(now, if is_news { Urgency::AtOnce } else { Urgency::None }, decision);
        Ok(if calls_visitor { self.call_visitor(looks, decision) } else { decision })
    }

    /// That a guest has left, if the visitor knows that they were here.
    fn left(&self, staff: StaffId) -> Option<Logged> {
        let people = self.card().map(|card| card.people.as_slice()).unwrap_or_default();
        let card = people.iter().find(|known| known.id == staff).filter(|_| self.here.contains(&staff))?;
        Some(Logged::Left { staff: card.clone() })
    }

    /// An automatic message, if there is one and there is place for it.
    fn says(&self, slot: Slot, words: Option<&Words>) -> Option<Logged> {
        words.filter(|_| self.has_place()).map(|words| automatic(slot, words))
    }

    /// The waiting message, which was due when the Desk was asked for the number: unless somebody answered since, or it was
    /// said already.
    fn says_people(&self, count: u32) -> Option<Logged> {
        let is_due = self.phase() == Some(Phase::Open) && self.clocks.awaits_people();
        let words = self.script.waiting.as_ref().filter(|_| is_due && self.has_place())?;
        let Words { language: _, text: _, buttons } = words.clone();
        Some(Logged::Automatic { slot: Slot::Waiting, body: words.for_people(count), buttons })
    }

    /// Somebody says something, or shares a file, which is the same to everybody but the eye.
    fn utter(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        said: Logged,
        known: Option<&LogEntry>,
        looks: bool,
    ) -> Result<Decision, Refusal> {
        if matches!(speaker, Speaker::Reader(_)) {
            return Err(Refusal::NotAnswered);
        }
        if let Some(known) = known {
            return again(known, &said);
        }
        let phase = self.room_for_more()?;
        // The clock of whoever was given the enquiry without being asked stops at their first word.
        let is_first = speaker.side() == Side::Staff && self.clocks.awaits_first_word();
        let joined = match speaker {
            Speaker::Visitor => None,
            Speaker::Reader(_) => return Err(Refusal::NotAnswered),
            Speaker::Staff(_) | Speaker::Onlooker(_) if phase != Phase::Engaged => return Err(Refusal::NotAnswered),
            // It is said already, whoever has the enquiry here.
            Speaker::Staff(card) | Speaker::Onlooker(card) | Speaker::Elsewhere(card) => {
                (!self.here.contains(&card.id)).then(|| Logged::Joined { staff: in_the_log(card.clone()) })
            }
        };
        let visitors = said_by_visitor(&said);
        let urgent = is_first || (visitors && phase == Phase::Missed && !self.book.wrote_since_missed());
        // What was said elsewhere is there.
        let goes_out = self.channel().is_some() && !matches!(speaker, Speaker::Elsewhere(_));
        let decision = self.log_as(goes_out, now, Vec::new(), joined.into_iter().chain([said]));
        let decision = if visitors { decision } else { self.call_visitor(looks, decision) };
        Ok(self.tell(now, if urgent { Urgency::AtOnce } else { Urgency::Soon }, decision))
    }

    /// A note is no word to the visitor: it answers nothing, moves no clock, brings nobody in, and the Desk hears nothing of it.
    fn note(
        &self,
        now: Timestamp,
        speaker: Speaker,
        (message, body, quote): (MessageId, MessageBody, Option<Seq>),
        known: Option<&LogEntry>,
    ) -> Result<Decision, Refusal> {
        // Who looks on whispers: what they note is for whose chat it is.
        let (card, to) = match speaker {
            Speaker::Staff(card) => (card, None),
            Speaker::Onlooker(card) => (card, self.card().and_then(|card| Some(card.owner.as_ref()?.id))),
            Speaker::Visitor | Speaker::Reader(_) | Speaker::Elsewhere(_) => return Err(Refusal::StaffOnly),
        };
        if let Some(known) = known {
            // The writer's name may have changed since; who it is has not.
            let same = matches!(&known.logged, Logged::Noted { staff, body: noted, revised, .. }
                if staff.id == card.id && (*noted == body || revised.is_some()));
            let effects = vec![Effect::AnswerAgain(known.seq)];
            return if same { Ok(Decision { events: Vec::new(), effects }) } else { Err(Refusal::Taken) };
        }
        self.room_for_more()?;
        let news = self.news_of_note(self.last.next(), card.id, body.as_str(), now.max(self.last_at), false);
        // Nothing in the report is another: but the Desk may have programs to tell of it.
        let noted = Logged::Noted { message, staff: in_the_log(card), to, body, quote, revised: None };
        let mut decision = self.log(now, Vec::new(), [noted]);
        decision.effects.extend(news);
        Ok(self.tell(now, Urgency::Soon, decision))
    }

    /// What the Desk hears of a note, or of what its words are now.
    pub(super) fn news_of_note(
        &self,
        seq: Seq,
        by: StaffId,
        words: &str,
        at_ms: Timestamp,
        revised: bool,
    ) -> Option<Effect> {
        let (enquiry, first) = self.card().and_then(|room| room.enquiry).zip(first_words(words))?;
        let handles = mention::handles(words).into_iter().take(mention::MAX_MENTIONED).collect();
        Some(Effect::TellNote(Box::new(NoteNews { enquiry, seq, by, handles, words: first, at_ms, revised })))
    }

    /// Also after the close, and in a room that is full: what has to go has to go.
    pub(super) fn delete_file(
        &self,
        now: Timestamp,
        staff: Option<StaffId>,
        message: MessageId,
        known: Option<&LogEntry>,
    ) -> Result<Decision, Refusal> {
        match known.map(|entry| &entry.logged) {
            Some(Logged::Shared { file, .. }) if file.deleted => Ok(Decision::default()),
            Some(Logged::Shared { .. }) => Ok(self.log(now, Vec::new(), [Logged::FileDeleted { message, staff }])),
            Some(_) | None => Err(Refusal::NoSuchFile),
        }
    }

    fn mark(&self, now: Timestamp, side: Side, delivered: Seq, read: Seq) -> Decision {
        let mut marks = self.marks;
        let mark = match side {
            Side::Visitor => &mut marks.visitor,
            Side::Staff => &mut marks.staff,
        };
        // Nobody can have seen what isn't there, and what was read has arrived.
        let read = read.min(self.last).max(mark.read);
        let delivered = delivered.min(self.last).max(mark.delivered).max(read);
        *mark = Mark { delivered, read };
        if marks == self.marks {
            return Decision::default();
        }
        let decision = Decision { events: vec![Event::Marked(marks)], effects: vec![Effect::ShowMarks] };
        let unread = self.book.unread();
        let urgency =
            if unread > 0 && marks.staff.read != self.marks.staff.read { Urgency::Soon } else { Urgency::None };
        self.tell(now, urgency, decision)
    }

    fn leave_details(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        left: Logged,
        known: Option<&LogEntry>,
    ) -> Result<Decision, Refusal> {
        if *speaker != Speaker::Visitor {
            return Err(Refusal::Forbidden);
        }
        if let Logged::DetailsLeft { details, form, .. } = &left {
            if form.as_ref().is_some_and(|form| form.answers.len() > MAX_FIELDS) {
                return Err(Refusal::TooManyAnswers);
            }
            // A form of the service's own asks for the way back, unless that is known: what is known here is only whether
            // anything was answered.
            let reaches = details.email.is_some() || details.phone.is_some();
            if !reaches && form.as_ref().is_none_or(Filled::is_blank) {
                return Err(Refusal::NoWayBack);
            }
        }
        if let Some(known) = known {
            return again(known, &left);
        }
        self.room_for_more()?;
        if self.book.forms >= super::MAX_FORMS {
            return Err(Refusal::TooManyForms);
        }
        Ok(self.tell(now, Urgency::AtOnce, self.log(now, Vec::new(), [left])))
    }

    fn close(&self, now: Timestamp, speaker: &Speaker) -> Result<Decision, Refusal> {
        match self.phase() {
            None => Err(Refusal::NotOpened),
            Some(_) if matches!(speaker, Speaker::Reader(_)) => Err(Refusal::NotAnswered),
            // It is what they wanted, whoever did it.
            Some(Phase::Closed) => {
                Ok(Decision { events: Vec::new(), effects: self.closed.map(Effect::AnswerAgain).into_iter().collect() })
            }
            Some(_) if self.label_wanted && speaker.side() == Side::Staff => Err(Refusal::LabelWanted),
            Some(Phase::Open | Phase::Engaged | Phase::Missed) => {
                let closed = match speaker {
                    Speaker::Visitor => {
                        let by = if self.has_place() { ClosedBy::Visitor } else { ClosedBy::Full };
                        Logged::Closed { by, staff: None }
                    }
                    Speaker::Staff(card)
                    | Speaker::Reader(card)
                    | Speaker::Onlooker(card)
                    | Speaker::Elsewhere(card) => Logged::Closed { by: ClosedBy::Staff, staff: Some(card.id) },
                };
                Ok(self.end(now, closed))
            }
        }
    }

    /// The last entries: what is said at the close, and the close.
    fn end(&self, now: Timestamp, closed: Logged) -> Decision {
        let last_words = self.says(Slot::Close, self.script.close.as_ref());
        self.tell(now, Urgency::AtOnce, self.log(now, Vec::new(), last_words.into_iter().chain([closed])))
    }

    fn page(&self, now: Timestamp, speaker: &Speaker, page: PageView) -> Result<Decision, Refusal> {
        if *speaker != Speaker::Visitor {
            return Err(Refusal::Forbidden);
        }
        match self.phase() {
            None => Err(Refusal::NotOpened),
            // Of no use to anybody any more; the visitor needn't know.
            Some(Phase::Closed) => Ok(Decision::default()),
            Some(Phase::Open | Phase::Engaged | Phase::Missed) if self.book.page.as_ref() == Some(&page) => {
                Ok(Decision::default())
            }
            Some(Phase::Open | Phase::Engaged | Phase::Missed) => {
                let decision = Decision { events: vec![Event::Paged(Box::new(page))], effects: Vec::new() };
                Ok(self.tell(now, Urgency::Soon, decision))
            }
        }
    }

    fn tick(&self, now: Timestamp) -> Decision {
        if let Some(decision) = self.tick_call(now) {
            return decision;
        }
        let urgency = if self.is_report_due(now) { Urgency::AtOnce } else { Urgency::None };
        let due = self.next_due().filter(|(at, _)| *at <= now);
        let entry = match due.map(|(_, due)| due) {
            None => None,
            Some(Due::Close) => return self.end(now, Logged::Closed { by: ClosedBy::Idle, staff: None }),
            Some(Due::Warn) => {
                self.clocks.closes_at(now, &self.script).map(|closes_at_ms| Logged::Closing { closes_at_ms })
            }
            Some(Due::Idle) => self.says(Slot::Idle, self.script.idle.as_ref()),
            Some(Due::Waiting) => {
                let words = self.script.waiting.as_ref();
                if words.is_some_and(Words::counts_people) {
                    let decision = Decision { events: vec![Event::Asked { last: self.last }], effects: Vec::new() };
                    return self.tell(now, Urgency::AtOnce, decision);
                }
                self.says(Slot::Waiting, words)
            }
        };
        self.tell(now, urgency, self.log(now, Vec::new(), entry))
    }

    pub(super) fn is_report_due(&self, now: Timestamp) -> bool {
        self.book.due_at.is_some_and(|at| at <= now)
    }

    /// The phase, if something may still be said.
    pub(super) fn room_for_more(&self) -> Result<Phase, Refusal> {
        match self.phase() {
            None => Err(Refusal::NotOpened),
            Some(Phase::Closed) => Err(Refusal::EnquiryClosed),
            Some(_) if self.last.0 >= MAX_ENTRIES => Err(Refusal::RoomFull),
            Some(phase @ (Phase::Open | Phase::Engaged | Phase::Missed)) => Ok(phase),
        }
    }

    /// Adds entries to the log, after `events`, and shows them.
    pub(super) fn log(
        &self,
        now: Timestamp,
        events: Vec<Event>,
        entries: impl IntoIterator<Item = Logged>,
    ) -> Decision {
        self.log_as(self.channel().is_some(), now, events, entries)
    }

    /// The same; `goes_out` says whether what is said to the visitor is brought to their account.
    fn log_as(
        &self,
        goes_out: bool,
        now: Timestamp,
        mut events: Vec<Event>,
        entries: impl IntoIterator<Item = Logged>,
    ) -> Decision {
        // A clock that was set back must not make a talk look shuffled.
        let at_ms = now.max(self.last_at);
        let mut seq = self.last;
        let mut effects = Vec::new();
        let mut call = self.call.clone();
        let mut ended = None;
        for logged in entries {
            let over = Self::follow(now, &mut call, &logged);
            ended = over.as_ref().map(|(_, ended)| *ended).or(ended);
            let mark = over.map(|(mark, _)| Logged::Call(mark));
            for logged in mark.into_iter().chain([logged]) {
                seq = seq.next();
                if goes_out && channel::outgoing(&logged).is_some() {
                    effects.push(Effect::Deliver(seq));
                }
                events.push(Event::Logged(Box::new(LogEntry { seq, at_ms, logged })));
                effects.push(Effect::Broadcast(seq));
            }
        }
        if call != self.call {
            if let Some(call) = call.as_deref_mut() {
                call.revise(self.call());
            }
            effects.extend(Self::shown(self.call(), call.as_deref(), ended, None));
            events.push(Event::CallKept(call));
        }
        Decision { events, effects }
    }

    /// Adds a call to the visitor for what `decision` logs, unless they look, or were called for something that they haven't
    /// read yet: one call is enough, however much is said.
    pub(super) fn call_visitor(&self, looks: bool, mut decision: Decision) -> Decision {
        let newest = decision
            .events
            .iter()
            .rev()
            .find_map(|event| if let Event::Logged(entry) = event { Some(entry.seq) } else { None });
        let is_called = self.called > self.marks.visitor.read;
        if let (Some(opened), Some(seq), false, false) = (&self.opened, newest, looks, is_called) {
            decision.events.push(Event::Called { seq });
            decision.effects.push(Effect::CallVisitor(opened.visitor));
        }
        decision
    }

    /// Adds what the Desk hears of `decision`.
    pub(super) fn tell(&self, now: Timestamp, urgency: Urgency, mut decision: Decision) -> Decision {
        let at = self.book.may_report_at().unwrap_or(now);
        match urgency {
            Urgency::None => decision,
            Urgency::Soon if self.book.due_at.is_some() => decision,
            // A clock that was set back must not silence a room.
            Urgency::Soon if at > now && at <= now.plus_ms(super::REPORT_EVERY_MS) => {
                decision.events.push(Event::ReportDue { at });
                decision
            }
            Urgency::Soon | Urgency::AtOnce => {
                if let Some(space) = &self.space {
                    let report = self.report_of_space(space, &decision.events);
                    decision.events.push(Event::Reported { report: report.report, at: now });
                    decision.effects.push(Effect::ReportSpace(Box::new(report)));
                    return decision;
                }
                let Some(opened) = &self.opened else { return decision };
                let mut after = self.book.clone();
                let mut asks = false;
                for event in &decision.events {
                    match event {
                        Event::Logged(entry) => after.log(entry),
                        Event::Marked(marks) => after.read(marks.staff.read),
                        Event::Paged(page) => after.page = Some(page.as_ref().clone()),
                        Event::Asked { .. } => asks = true,
                        Event::Opened(_)
                        | Event::SpaceOpened(_)
                        | Event::MemberJoined(_)
                        | Event::MemberLeft(_)
                        | Event::MemberRead { .. }
                        | Event::Mentioned { .. }
                        | Event::OrderTaken { .. }
                        | Event::LabelWanted(_)
                        | Event::Scripted(_)
                        | Event::Called { .. }
                        | Event::CallKept(_)
                        | Event::ReportDue { .. }
                        | Event::Reported { .. } => {}
                    }
                }
                let sign = Self::call_sign(&decision.events, self.call());
                let report = after.write(opened, asks, sign);
                decision.events.push(Event::Reported { report: report.report, at: now });
                decision.effects.push(Effect::Report(Box::new(report)));
                decision
            }
        }
    }
}

/// The same thing sent again gets the same entry; something else under its id is refused, and learns nothing of it.
pub(super) fn again(known: &LogEntry, sent: &Logged) -> Result<Decision, Refusal> {
    let is_same = match (&known.logged, sent) {
        // What its bytes say is worked out anew each time, by a newer server perhaps; and it may be gone by now.
        (Logged::Shared { file: known, author, .. }, Logged::Shared { file, author: sender, .. }) => {
            known.file == file.file && author == sender
        }
        // Its words may be others by now.
        (Logged::Said { author, revised: Some(_), .. }, Logged::Said { author: sender, .. }) => author == sender,
        (Logged::Revised { of, author, .. }, Logged::Revised { of: sent, author: sender, .. }) => {
            (of, author) == (sent, sender)
        }
        (known, sent) => known == sent,
    };
    if is_same {
        Ok(Decision { events: Vec::new(), effects: vec![Effect::AnswerAgain(known.seq)] })
    } else {
        Err(Refusal::Taken)
    }
}

fn automatic(slot: Slot, words: &Words) -> Logged {
    let Words { language: _, text, buttons } = words.clone();
    Logged::Automatic { slot, body: text, buttons }
}

fn said_by_visitor(logged: &Logged) -> bool {
    matches!(logged, Logged::Said { author, .. } | Logged::Shared { author, .. } if author.side() == Side::Visitor)
}

fn entry_in_the_log(entry: EntryCard) -> EntryCard {
    match entry {
        EntryCard::Tag(tag) => EntryCard::Tag(TagCard { online: None, opening: None, calls: false, ..tag }),
        EntryCard::Staff(staff) => EntryCard::Staff(in_the_log(staff)),
    }
}

/// Whether somebody is online now is of no use in a log that is read for years.
pub(super) fn in_the_log(card: StaffCard) -> StaffCard {
    StaffCard { online: None, calls: false, ..card }
}
