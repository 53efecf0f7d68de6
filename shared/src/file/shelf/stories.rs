//! Files that come in parts, get lost, and go.

use proptest::prelude::*;

use super::*;
use crate::{
    id::{CallId, StaffId},
    value::FileName,
};

const VISITOR: Author = Author::Visitor;

fn ada() -> Author {
    Author::Staff { staff: StaffId::new(Timestamp::from_ms(1), [1; 10]) }
}

fn file(number: u8) -> FileId {
    FileId::new(Timestamp::from_ms(i64::from(number)), [number; 10])
}

fn asked(number: u8, bytes: u32) -> StartFile {
    StartFile {
        file: file(number),
        message: MessageId::new(Timestamp::from_ms(i64::from(number)), [number; 10]),
        name: FileName::try_from("tent.mp4").expect("a name"),
        bytes,
        media_type: None,
        width: None,
        height: None,
        duration_ms: None,
        voice: false,
        call: None,
    }
}

struct Story {
    now: Timestamp,
    shelf: Shelf,
    events: Vec<Event>,
    last: Result<Vec<Event>, Refusal>,
}

impl Story {
    fn begins() -> Self {
        Self { now: Timestamp::from_ms(1_000), shelf: Shelf::default(), events: Vec::new(), last: Ok(Vec::new()) }
    }

    fn does(&mut self, command: Command) -> &mut Self {
        let before = self.shelf.clone();
        self.last = self.shelf.decide(self.now, command);
        assert_eq!(self.shelf, before, "to decide changes nothing");
        for event in self.last.iter().flatten() {
            self.shelf.apply(event);
            self.events.push(event.clone());
        }
        let mut replayed = Shelf::default();
        self.events.iter().for_each(|event| replayed.apply(event));
        assert_eq!(replayed, self.shelf, "replaying gives the same shelf");
        assert_eq!(Shelf::restore(self.shelf.files.values().cloned()), self.shelf);
        self
    }

    fn starts(&mut self, number: u8, bytes: u32) -> &mut Self {
        self.does(Command::Start(asked(number, bytes), VISITOR, None))
    }

    fn sends(&mut self, number: u8, part: u32) -> &mut Self {
        self.does(Command::Keep(file(number), VISITOR, part, format!("mark {part}")))
    }

    fn shares(&mut self, number: u8) -> &mut Self {
        self.does(Command::Share(file(number), VISITOR))
    }

    fn later(&mut self, ms: i64) -> &mut Self {
        self.now = self.now.plus_ms(ms);
        self
    }

    fn is_refused(&mut self, refusal: Refusal) -> &mut Self {
        assert_eq!(self.last, Err(refusal));
        self
    }

    fn changes_nothing(&mut self) -> &mut Self {
        assert_eq!(self.last, Ok(Vec::new()));
        self
    }

    fn received(&self, number: u8) -> Vec<u32> {
        self.shelf.of(file(number), VISITOR).expect("it is coming").view().received
    }
}

#[test]
fn a_file_comes_in_parts_in_any_order_and_more_than_once() {
    let mut story = Story::begins();
    story.starts(1, 2 * PART_BYTES + 1).sends(1, 3).sends(1, 1).sends(1, 3);
    assert_eq!(story.received(1), [1, 3]);
    story.shares(1).is_refused(Refusal::Incomplete).sends(1, 2).shares(1).shares(1).changes_nothing();
    assert!(story.shelf.shared(file(1)).expect("it is there").view().shared);
    assert_eq!(story.shelf.wake_at(), None, "nothing is left to do");
    story.sends(1, 1).is_refused(Refusal::NoSuchFile);
}

#[test]
fn a_part_has_its_own_length_and_no_other() {
    let mut story = Story::begins();
    story.starts(1, PART_BYTES + 7);
    let place = |part, bytes| story.shelf.place(file(1), VISITOR, part, bytes).map(|_| ());
    assert_eq!((place(1, PART_BYTES), place(2, 7)), (Ok(()), Ok(())));
    assert_eq!(place(1, PART_BYTES - 1), Err(Refusal::WrongLength(PART_BYTES)));
    assert_eq!(place(2, 8), Err(Refusal::WrongLength(7)));
    assert_eq!((place(0, 7), place(3, 7)), (Err(Refusal::NoSuchPart), Err(Refusal::NoSuchPart)));
}

#[test]
fn starting_again_changes_nothing_and_an_id_is_one_files() {
    let mut story = Story::begins();
    story.starts(1, 5).starts(1, 5).changes_nothing().starts(1, 6).is_refused(Refusal::Taken);
    story.does(Command::Start(asked(1, 5), ada(), None)).is_refused(Refusal::Taken);
    let other = StartFile { file: file(2), ..asked(1, 5) };
    story.does(Command::Start(other, VISITOR, None)).is_refused(Refusal::Taken);
    story.sends(1, 1).shares(1).starts(1, 5).changes_nothing();
}

#[test]
fn of_a_recording_as_many_come_as_were_made_and_what_was_given_up_counts() {
    let mut story = Story::begins();
    let call = |number: u8| Some(CallId::new(Timestamp::from_ms(1), [number; 10]));
    let starts = |story: &mut Story, number: u8, of: u8, author: Author, most: Option<usize>| {
        story.does(Command::Start(StartFile { call: call(of), ..asked(number, 5) }, author, most));
    };
    starts(&mut story, 1, 1, ada(), Some(1));
    starts(&mut story, 1, 1, ada(), Some(1));
    story.changes_nothing();
    starts(&mut story, 2, 1, ada(), Some(1));
    story.is_refused(Refusal::Recorded).does(Command::GiveUp(file(1), ada()));
    starts(&mut story, 2, 1, ada(), Some(1));
    story.is_refused(Refusal::Recorded);
    // Another time that they recorded, another call, and another person.
    starts(&mut story, 2, 1, ada(), Some(2));
    starts(&mut story, 3, 2, ada(), Some(1));
    starts(&mut story, 4, 1, VISITOR, Some(1));
    // Who may share whatever they like may share this, too.
    starts(&mut story, 5, 1, ada(), None);
    assert_eq!(story.shelf.all().count(), 5);
}

#[test]
fn nobody_touches_what_another_one_sends() {
    let mut story = Story::begins();
    story.starts(1, 5);
    for command in [
        Command::Keep(file(1), ada(), 1, String::new()),
        Command::Share(file(1), ada()),
        Command::GiveUp(file(1), ada()),
        Command::Lose(file(1), ada()),
        Command::MakeUpload(file(1), ada(), String::new()),
    ] {
        story.does(command).is_refused(Refusal::NoSuchFile);
    }
    assert!(story.shelf.shared(file(1)).is_err(), "what isn't finished is for nobody");
}

#[test]
fn what_is_given_up_goes_and_its_place_is_swept_once_more() {
    let mut story = Story::begins();
    story.starts(1, 2 * PART_BYTES).does(Command::MakeUpload(file(1), VISITOR, "up".into()));
    story.does(Command::MakeUpload(file(1), VISITOR, "later".into())).changes_nothing();
    story.does(Command::GiveUp(file(1), VISITOR));
    assert!(matches!(&story.last.as_deref(), Ok([Event::Gone { upload: Some(upload), .. }]) if upload == "up"));
    story.starts(1, 2 * PART_BYTES).is_refused(Refusal::NoSuchFile);
    story.does(Command::Tick).changes_nothing().later(SWEEP_MS).does(Command::Tick);
    assert_eq!(story.last, Ok(vec![Event::Swept(file(1))]));
    story.does(Command::Tick).changes_nothing();
    assert_eq!(story.shelf.wake_at(), None);
}

#[test]
fn what_nobody_finishes_within_a_day_goes() {
    let mut story = Story::begins();
    story.starts(1, 5).starts(2, 5).sends(2, 1).shares(2).later(UPLOAD_MS - 1).does(Command::Tick).changes_nothing();
    story.later(1).does(Command::Tick);
    assert!(matches!(story.last.as_deref(), Ok([Event::Gone { file: gone, .. }]) if *gone == file(1)));
    assert!(story.shelf.shared(file(2)).is_ok());
}

#[test]
fn a_shared_file_is_deleted_by_its_message_once() {
    let mut story = Story::begins();
    story.starts(1, 5).sends(1, 1);
    let message = asked(1, 5).message;
    story.does(Command::Delete(message)).changes_nothing().shares(1);
    story.does(Command::GiveUp(file(1), VISITOR)).is_refused(Refusal::NoSuchFile);
    story.does(Command::Delete(message)).does(Command::Delete(message)).changes_nothing();
    assert!(story.shelf.shared(file(1)).is_err());
}

#[test]
fn a_room_has_bounds() {
    let mut story = Story::begins();
    story.starts(1, 0).is_refused(Refusal::Empty);
    story.starts(1, super::super::MAX_FILE_BYTES + 1).is_refused(Refusal::TooLarge);
    for number in 0..20 {
        story.starts(number, 5);
    }
    story.starts(100, 5).is_refused(Refusal::TooManyComing);
    story.does(Command::Start(asked(100, 5), ada(), None));
    assert!(story.last.is_ok(), "the other side has its own");
    let mut story = Story::begins();
    for number in 0..50 {
        story.starts(number, super::super::MAX_FILE_BYTES);
        for part in 1..=20 {
            story.sends(number, part);
        }
        story.shares(number).later(HOUR_MS / 10);
    }
    story.later(HOUR_MS).starts(100, 1).is_refused(Refusal::TooManyFiles);
}

#[test]
fn a_visitor_sends_so_much_in_an_hour_and_then_waits() {
    let mut story = Story::begins();
    for number in 0..10 {
        story.starts(number, super::super::MAX_FILE_BYTES).does(Command::GiveUp(file(number), VISITOR)).later(1_000);
    }
    story.starts(100, 1).is_refused(Refusal::TooMuch(3_590_000));
    story.does(Command::Start(asked(101, 1), ada(), None));
    assert!(story.last.is_ok(), "staff are known");
    story.later(3_590_000).starts(100, 1);
    assert!(story.last.is_ok());
}

proptest! {
    /// Whatever is sent in whatever order: `Story::does` checks replay after every move, and nothing that is gone comes back.
    #[test]
    fn random_stories_hold_together(moves in prop::collection::vec((0..8_u8, 0..4_u8, 0..4_u32, any::<bool>()), 0..60)) {
        let mut story = Story::begins();
        let mut gone = BTreeSet::new();
        for (what, number, part, ours) in moves {
            let author = if ours { VISITOR } else { ada() };
            story.does(match what {
                0 => Command::Start(asked(number, 2 * PART_BYTES + u32::from(number)), author, None),
                1 | 2 => Command::Keep(file(number), author, part, format!("{part}")),
                3 => Command::Share(file(number), author),
                4 => Command::GiveUp(file(number), author),
                5 => Command::Delete(asked(number, 5).message),
                6 => Command::Lose(file(number), author),
                _ => Command::Tick,
            });
            for event in story.last.iter().flatten() {
                match event {
                    Event::Gone { file, .. } => prop_assert!(gone.insert(*file), "gone once"),
                    Event::Begun(held) => prop_assert!(!gone.contains(&held.asked.file)),
                    Event::UploadMade(file, _) | Event::Kept(file, ..) | Event::Lost(file) | Event::Shared(file) => {
                        prop_assert!(!gone.contains(file));
                    }
                    Event::Swept(file) => prop_assert!(gone.contains(file)),
                }
            }
            story.later(i64::from(part) * UPLOAD_MS / 8);
        }
    }
}
