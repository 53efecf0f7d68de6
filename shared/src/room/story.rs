//! What the stories of a room are told with: a room with its clock, which checks after every step what must always hold.

use super::{
    Command, Decision, Effect, Event, HAND_IN_MS, Opened, Recording, Refusal, Room, Speaker, Stored, StoredOpened,
};
use crate::{
    call::{Call, CallCard, CallMark, CallStep},
    card::{ContactDetails, EntryCard, Mode, Side, StaffCard, TagCard},
    channel::ChannelCard,
    file::{FileCard, FileKind},
    form::Filled,
    id::{CallId, EnquiryId, FileId, MessageId, StaffId, TagId, VisitorId},
    owed::{Order, RoomOrder, RoomReport},
    script::{Script, Words},
    setup::messages::AutoClose,
    value::{DisplayName, EmailAddress, FileName, Handle, LanguageTag, MediaType, MessageBody, Seq, Timestamp},
    wire::{Author, LogEntry, Logged},
};

pub(super) fn id(number: u8) -> [u8; 10] {
    [number; 10]
}

pub(super) fn staff(name: &str) -> StaffCard {
    let number = name.bytes().next().unwrap_or(0);
    StaffCard {
        id: StaffId::new(Timestamp::from_ms(1), id(number)),
        handle: Handle::try_from(name).expect("a handle"),
        name: DisplayName::try_from(name).expect("a name"),
        title: None,
        photo: None,
        online: None,
        integration: false,
        calls: false,
    }
}

pub(super) fn message(number: u8) -> MessageId {
    MessageId::new(Timestamp::from_ms(i64::from(number)), id(number))
}

pub(super) fn body(words: &str) -> MessageBody {
    MessageBody::try_from(words).expect("words")
}

pub(super) fn photo(number: u8) -> FileCard {
    FileCard {
        file: FileId::new(Timestamp::from_ms(i64::from(number)), id(number)),
        name: FileName::try_from("tent.jpg").expect("a name"),
        bytes: 5_000,
        media_type: MediaType::try_from("image/jpeg").expect("a type"),
        kind: FileKind::Image,
        width: Some(40),
        height: Some(30),
        duration_ms: None,
        voice: false,
        deleted: false,
    }
}

/// What was recorded of a call.
pub(super) fn sound(number: u8) -> FileCard {
    FileCard {
        name: FileName::try_from("Call.webm").expect("a name"),
        media_type: MediaType::try_from("audio/webm").expect("a type"),
        kind: FileKind::Audio,
        width: None,
        height: None,
        ..photo(number)
    }
}

pub(super) fn visitor() -> VisitorId {
    VisitorId::new(Timestamp::from_ms(1), id(1))
}

pub(super) fn enquiry() -> EnquiryId {
    EnquiryId::new(Timestamp::from_ms(1), id(1))
}

pub(super) fn sales() -> EntryCard {
    EntryCard::Tag(TagCard {
        id: TagId::new(Timestamp::from_ms(1), id(1)),
        handle: Handle::try_from("sales").expect("a handle"),
        name: DisplayName::try_from("Sales").expect("a name"),
        description: None,
        icon: None,
        picture: None,
        online: None,
        opening: None,
        calls: false,
    })
}

/// A room with its clock, and all that was ever stored of it.
pub(super) struct Story {
    pub(super) now: Timestamp,
    pub(super) room: Room,
    pub(super) events: Vec<Event>,
    pub(super) revision: u32,
    pub(super) reports: Vec<RoomReport>,
    pub(super) last: Result<Decision, Refusal>,
    /// Whether the visitor has the chat in front of them.
    pub(super) looks: bool,
    /// How often they were called so far.
    pub(super) calls: usize,
    /// Who was shown the call by the last step.
    pub(super) shown: Vec<Side>,
    /// What was brought to their account so far.
    pub(super) delivered: Vec<Seq>,
}

impl Story {
    pub(super) fn unopened() -> Self {
        Self {
            now: Timestamp::from_ms(1_700_000_000_000),
            room: Room::default(),
            events: Vec::new(),
            revision: 0,
            reports: Vec::new(),
            last: Ok(Decision::default()),
            looks: true,
            calls: 0,
            shown: Vec::new(),
            delivered: Vec::new(),
        }
    }

    pub(super) fn raised() -> Self {
        Self::raised_with(Script::default())
    }

    /// One in a room that says these things by itself.
    pub(super) fn raised_with(script: Script) -> Self {
        Self::raised_by(None, script)
    }

    /// One whose visitor writes to a social account.
    pub(super) fn raised_on_a_channel(script: Script) -> Self {
        let of = |text: &str| Handle::try_from(text).expect("a handle");
        let name = DisplayName::try_from("Acme on LINE").expect("a name");
        let card = ChannelCard { account: of("acme-line"), kind: of("line"), name, service: None };
        Self::raised_by(Some(Box::new(card)), script)
    }

    /// One that its visitor raised by a call.
    pub(super) fn called() -> Self {
        Self::called_with(Script::default())
    }

    pub(super) fn called_with(script: Script) -> Self {
        Self::raised_as(Mode::Call, None, script)
    }

    fn raised_by(channel: Option<Box<ChannelCard>>, script: Script) -> Self {
        Self::raised_as(Mode::Chat, channel, script)
    }

    fn raised_as(mode: Mode, channel: Option<Box<ChannelCard>>, script: Script) -> Self {
        let mut story = Self::unopened();
        story.order(Order::Open {
            visitor: visitor(),
            visitor_name: DisplayName::try_from("Calm Otter 42").expect("a name"),
            entry: sales(),
            former: None,
            script: Box::new(script),
            channel,
            mode,
        });
        story
    }

    pub(super) fn answered() -> Self {
        let mut story = Self::raised();
        story.order(Order::Answered { staff: staff("ada") });
        story
    }

    pub(super) fn log(&self) -> Vec<&LogEntry> {
        fn entry(event: &Event) -> Option<&LogEntry> {
            if let Event::Logged(entry) = event { Some(entry) } else { None }
        }
        self.events.iter().filter_map(entry).collect()
    }

    /// The log as a store keeps it: an entry shows what later ones changed of it.
    pub(super) fn kept(&self) -> Vec<LogEntry> {
        let mut kept: Vec<LogEntry> = Vec::new();
        for entry in self.log() {
            for earlier in &mut kept {
                earlier.learn(&entry.logged);
            }
            kept.push(entry.clone());
        }
        kept
    }

    pub(super) fn known(&self, message: MessageId) -> Option<LogEntry> {
        self.kept().into_iter().find(|entry| entry.logged.message() == Some(message))
    }

    /// Does what the shell does, and checks what must hold after every step.
    pub(super) fn step(&mut self, command: Command) -> &mut Self {
        let before = self.room.clone();
        self.last = self.room.decide(self.now, command);
        assert_eq!(self.room, before, "to decide changes nothing");
        self.shown.clear();
        if let Ok(decision) = &self.last {
            for event in &decision.events {
                self.room.apply(event);
                self.events.push(event.clone());
            }
            for effect in &decision.effects {
                match effect {
                    Effect::Report(report) => self.reports.push(report.as_ref().clone()),
                    Effect::CallVisitor(called) => {
                        assert_eq!(*called, visitor());
                        self.calls += 1;
                    }
                    Effect::ShowCall { to, .. } => self.shown.push(*to),
                    Effect::Deliver(seq) => self.delivered.push(*seq),
                    Effect::Broadcast(_)
                    | Effect::AnswerAgain(_)
                    | Effect::ShowMarks
                    | Effect::TellNote(_)
                    | Effect::ComeBack(_)
                    | Effect::Unseat { .. } => {}
                    Effect::ShowMarksOf(_) | Effect::ReportSpace(_) => panic!("it is no Space"),
                }
            }
        }
        self.check(&before);
        self
    }

    pub(super) fn check(&self, before: &Room) {
        let mut replayed = Room::default();
        self.events.iter().for_each(|event| replayed.apply(event));
        assert_eq!(self.room, replayed, "replaying the events gives the same room");
        if let Some(stored) = self.stored() {
            assert_eq!(self.room, Room::restore(stored), "what is read on a wake gives the same room");
        }
        let seqs: Vec<u32> = self.log().iter().map(|entry| entry.seq.0).collect();
        let expected: Vec<u32> = (1..).take(seqs.len()).collect();
        assert_eq!(seqs, expected, "the log has no gaps");
        assert!(self.log().is_sorted_by_key(|entry| entry.at_ms), "no entry is older than the one before it");
        let (was, is) = (before.marks(), self.room.marks());
        for (was, is) in [(was.visitor, is.visitor), (was.staff, is.staff)] {
            assert!(was.delivered <= is.delivered && was.read <= is.read, "marks only rise");
            assert!(is.read <= is.delivered && is.delivered <= self.room.last(), "nothing unseen is marked");
        }
        let after_close = |entry: &&LogEntry| !matches!(entry.logged, Logged::Closed { .. });
        let after = self.log().into_iter().skip_while(after_close).skip(1);
        let goes = |logged: &Logged| matches!(logged, Logged::FileDeleted { .. } | Logged::Revised { body: None, .. });
        assert!(
            after.into_iter().all(|entry| goes(&entry.logged) || self.is_handed_in(entry)),
            "nothing comes after a close but that something is gone, and what was recorded"
        );
        self.check_calls();
        self.check_shown(before);
        assert!(self.reports.iter().zip(1..).all(|(report, number)| report.report == number));
    }

    /// Whether an entry is sound from somebody who recorded a call here that was over at most so long before.
    fn is_handed_in(&self, entry: &LogEntry) -> bool {
        let Logged::Shared { author, file, .. } = &entry.logged else { return false };
        let before = || self.log().into_iter().filter(|before| before.seq < entry.seq);
        let of_calls =
            || before().filter_map(|at| if let Logged::Call(mark) = &at.logged { Some((at, mark)) } else { None });
        let recorded =
            |id: CallId| of_calls().any(|(_, mark)| mark.call == id && mark.step == CallStep::Recorded { by: *author });
        let over = of_calls().filter(|(_, mark)| matches!(mark.step, CallStep::Ended { .. }) && recorded(mark.call));
        let in_time = over.into_iter().any(|(at, _)| entry.at_ms <= at.at_ms.plus_ms(HAND_IN_MS));
        file.kind == FileKind::Audio && in_time
    }

    /// Each side is shown what it sees change, with a higher revision, and has no sign of anything else.
    fn check_shown(&self, before: &Room) {
        for side in [Side::Visitor, Side::Staff] {
            let [was, is] = [before, &self.room].map(|room| room.call().map(|call| call.seen_by(side)));
            // Nobody is seated in a room that isn't open.
            let is_shown = before.card().is_none() || self.shown.contains(&side);
            assert!(was == is || is_shown, "{side:?} is shown what changed");
            if let (Some(was), Some(is)) = (was, is)
                && was.call == is.call
            {
                let unrevised = CallCard { revision: was.revision, ..is.clone() };
                assert_eq!(is.revision > was.revision, unrevised != was, "{side:?}: a revision counts what is seen");
            }
        }
    }

    /// One call after the other, each with one beginning and one end; and none without somebody who talks or is on their way.
    fn check_calls(&self) {
        let mut running = None;
        for entry in self.log() {
            let Logged::Call(CallMark { call, step }) = &entry.logged else { continue };
            match step {
                CallStep::Offered { .. } => assert_eq!(running.replace(*call), None, "never two calls"),
                CallStep::Ended { .. } => assert_eq!(running.take(), Some(*call), "it ends once"),
                CallStep::Joined { .. } | CallStep::Recorded { .. } | CallStep::Unknown => {
                    assert_eq!(running, Some(*call), "only in a call");
                }
            }
        }
        let call = self.room.call();
        assert_eq!(running, call.map(|call| call.id), "the log tells of the call that runs");
        assert!(call.is_none_or(Call::goes_on), "no call without anybody to talk to");
        assert!(call.is_none() || self.room.wake_at().is_some(), "it is looked after");
    }

    /// What a store would read back.
    pub(super) fn stored(&self) -> Option<Stored> {
        let mut opened: Option<Opened> = None;
        let (mut revision, mut called, mut page, mut reported, mut report_due_at) = (0, Seq(0), None, None, None);
        let (mut script, mut asked, mut label_wanted, mut call) = (Script::default(), Seq(0), false, None);
        for event in &self.events {
            match event {
                Event::Opened(facts) => opened = Some(facts.as_ref().clone()),
                Event::OrderTaken { revision: taken } => revision = *taken,
                Event::Called { seq } => called = *seq,
                Event::Paged(view) => page = Some(view.as_ref().clone()),
                Event::ReportDue { at } => report_due_at = Some(*at),
                Event::Reported { report, at } => (reported, report_due_at) = (Some((*report, *at)), None),
                Event::Scripted(words) => script = words.as_ref().clone(),
                Event::Asked { last } => asked = *last,
                Event::LabelWanted(wanted) => label_wanted = *wanted,
                Event::CallKept(kept) => call.clone_from(kept),
                Event::Logged(_) | Event::Marked(_) => {}
                Event::SpaceOpened(_)
                | Event::MemberJoined(_)
                | Event::MemberLeft(_)
                | Event::MemberRead { .. }
                | Event::Mentioned { .. } => panic!("it is no Space"),
            }
        }
        let author = |entry: &LogEntry| {
            let (Logged::Said { author, .. } | Logged::Shared { author, .. }) = entry.logged else { return None };
            Some(author)
        };
        let staffs = |entry: &&LogEntry| matches!(author(entry), Some(Author::Staff { .. }));
        let visitors = |entry: &&LogEntry| author(entry) == Some(Author::Visitor);
        let is_beside = |entry: &LogEntry| entry.is_for_staff() || matches!(entry.logged, Logged::Revised { .. });
        let log = self.kept();
        let read = self.room.marks().staff.read;
        Some(Stored {
            opened: StoredOpened::Enquiry(Box::new(opened?)),
            revision,
            marks: self.room.marks(),
            called,
            page,
            reported,
            report_due_at,
            milestones: log.iter().filter(|entry| author(entry).is_none() && !is_beside(entry)).cloned().collect(),
            label_wanted,
            script,
            call,
            asked,
            staff_said: log.iter().rfind(staffs).cloned(),
            visitor_said: log.iter().rfind(visitors).cloned(),
            beside: log.iter().rfind(|entry| is_beside(entry)).cloned(),
            unread: log.iter().filter(visitors).map(|entry| entry.seq).filter(|seq| *seq > read).collect(),
        })
    }

    pub(super) fn note(&mut self, speaker: Speaker, number: u8, words: &str) -> &mut Self {
        let (message, body) = (message(number), body(words));
        self.step(Command::Note { speaker, message, body, quote: None, known: self.known(message) })
    }

    pub(super) fn revises(&mut self, speaker: Speaker, number: u8, of: u32, words: Option<&str>) -> &mut Self {
        let (message, of) = (message(number), Seq(of));
        let target = self.kept().into_iter().find(|entry| entry.seq == of);
        self.step(Command::Revise { speaker, message, of, body: words.map(body), known: self.known(message), target })
    }

    pub(super) fn later(&mut self, ms: i64) -> &mut Self {
        self.now = self.now.plus_ms(ms);
        self
    }

    pub(super) fn order(&mut self, order: Order) -> &mut Self {
        self.revision += 1;
        self.order_again(order)
    }

    pub(super) fn order_again(&mut self, order: Order) -> &mut Self {
        let order = RoomOrder { room: enquiry().into(), revision: self.revision, at_ms: self.now, order };
        self.step(Command::Take { order, looks: self.looks })
    }

    pub(super) fn say(&mut self, speaker: Speaker, number: u8, words: &str) -> &mut Self {
        let message = message(number);
        let known = self.known(message);
        self.step(Command::Say { speaker, message, body: body(words), quote: None, known, looks: self.looks })
    }

    pub(super) fn shares(&mut self, speaker: Speaker, number: u8, file: FileCard) -> &mut Self {
        self.shares_as(None, speaker, number, file)
    }

    pub(super) fn shares_as(
        &mut self,
        of: Option<Recording>,
        speaker: Speaker,
        number: u8,
        file: FileCard,
    ) -> &mut Self {
        let message = message(number);
        let known = self.known(message);
        self.step(Command::Share { speaker, message, file: Box::new(file), of, known, looks: self.looks })
    }

    pub(super) fn deletes_file(&mut self, name: Option<&str>, number: u8) -> &mut Self {
        let message = message(number);
        let known = self.known(message);
        self.step(Command::DeleteFile { staff: name.map(|name| staff(name).id), message, known })
    }

    pub(super) fn visitor_says(&mut self, number: u8, words: &str) -> &mut Self {
        self.say(Speaker::Visitor, number, words)
    }

    pub(super) fn says(&mut self, name: &str, number: u8, words: &str) -> &mut Self {
        self.say(Speaker::Staff(staff(name)), number, words)
    }

    pub(super) fn leaves(&mut self, number: u8, details: ContactDetails) -> &mut Self {
        self.leaves_form(number, details, None)
    }

    pub(super) fn leaves_form(&mut self, number: u8, details: ContactDetails, form: Option<Filled>) -> &mut Self {
        let message = message(number);
        let known = self.known(message);
        self.step(Command::LeaveDetails { speaker: Speaker::Visitor, message, details, form, known })
    }

    pub(super) fn reads(&mut self, side: Side, seq: u32) -> &mut Self {
        let speaker = match side {
            Side::Visitor => Speaker::Visitor,
            Side::Staff => Speaker::Staff(staff("ada")),
        };
        self.step(Command::Mark { speaker, delivered: Seq(seq), read: Seq(seq) })
    }

    pub(super) fn wakes(&mut self) -> &mut Self {
        if let Some(at) = self.room.wake_at() {
            self.now = self.now.max(at);
        }
        // The call first, and then what else is due.
        for _ in 0..2 {
            self.step(Command::Tick);
            if self.room.wake_at().is_none_or(|at| at > self.now) {
                return self;
            }
        }
        // The alarm would fire again and again.
        panic!("it wakes for nothing");
    }

    pub(super) fn is_refused(&mut self, refusal: Refusal) -> &mut Self {
        assert_eq!(self.last, Err(refusal));
        self
    }

    pub(super) fn changes_nothing(&mut self) -> &mut Self {
        assert_eq!(self.last.as_ref().map(|decision| decision.events.len()), Ok(0));
        self
    }

    pub(super) fn is_answered_with(&mut self, seq: u32) -> &mut Self {
        self.changes_nothing();
        assert_eq!(
            self.last.as_ref().map(|decision| decision.effects.clone()),
            Ok(vec![Effect::AnswerAgain(Seq(seq))])
        );
        self
    }

    /// The visitor looks elsewhere, or comes back.
    pub(super) fn visitor_looks(&mut self, looks: bool) -> &mut Self {
        self.looks = looks;
        self
    }

    pub(super) fn has_called(&mut self, times: usize) -> &mut Self {
        assert_eq!(self.calls, times);
        self
    }

    pub(super) fn tells(&mut self, reports: usize) -> &mut Self {
        assert_eq!(self.reports.len(), reports);
        self
    }

    /// What it said by itself: "welcome: Hello".
    pub(super) fn automatic(&self) -> Vec<String> {
        let said = |entry: &LogEntry| match &entry.logged {
            Logged::Automatic { slot, body, .. } => Some(format!("{slot:?}: {}", body.as_str()).to_lowercase()),
            Logged::Closing { closes_at_ms } => Some(format!("closing in {}", closes_at_ms.ms_since(entry.at_ms))),
            Logged::Raised
            | Logged::Said { .. }
            | Logged::Noted { .. }
            | Logged::Revised { .. }
            | Logged::Hidden
            | Logged::Shared { .. }
            | Logged::FileDeleted { .. }
            | Logged::Answered { .. }
            | Logged::Joined { .. }
            | Logged::Left { .. }
            | Logged::Passing { .. }
            | Logged::Returned { .. }
            | Logged::Missed
            | Logged::Reopened
            | Logged::DetailsLeft { .. }
            | Logged::Closed { .. }
            | Logged::Call(_)
            | Logged::Unknown => None,
        };
        self.log().into_iter().filter_map(said).collect()
    }

    /// The last one.
    pub(super) fn report(&self) -> RoomReport {
        self.reports.last().expect("the desk was told").clone()
    }

    pub(super) fn kinds(&self) -> Vec<String> {
        let kind = |entry: &LogEntry| {
            let json = serde_json::to_value(&entry.logged).expect("an entry is JSON");
            json["kind"].as_str().expect("a kind").to_owned()
        };
        self.log().into_iter().map(kind).collect()
    }
}

pub(super) fn words(text: &str) -> Words {
    let language = LanguageTag::try_from("en").expect("a language");
    Words { language, text: body(text), buttons: Vec::new() }
}

/// A script with everything in it: waiting after 20 s, idle after 60, a close after 600 with a warning 120 before.
pub(super) fn talkative() -> Script {
    Script {
        welcome: Some(words("Hello")),
        waiting: Some(words("{people} can see this")),
        waiting_after_s: 20,
        idle: Some(words("Still there?")),
        idle_after_s: 60,
        close: Some(words("Bye")),
        away: Some(words("Nobody is here")),
        transfer_failed: Some(words("Nobody took over")),
        auto_close: Some(AutoClose { after_s: 600, warn_s: 120 }),
    }
}

pub(super) fn by_email() -> ContactDetails {
    ContactDetails { email: EmailAddress::try_from("cleo@example.com").ok(), ..ContactDetails::default() }
}
