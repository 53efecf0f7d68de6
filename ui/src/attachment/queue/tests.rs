//! Stories of a queue: a service that keeps parts, a line that breaks, a page that is loaded anew.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;
use shared::{
    api::{ErrorBody, ErrorCode, FileUpload},
    file::{PART_BYTES, parts},
    id::{FileId, MessageId},
    value::Timestamp,
};

use super::*;

/// A service, a browser's storage, and what is under way between them.
struct Story {
    queue: Queue,
    now: i64,
    stored: Vec<Chosen>,
    under_way: VecDeque<Doing>,
    there: BTreeMap<FileId, Vec<u32>>,
    log: Vec<String>,
    wake: Option<Timestamp>,
    most_at_once: usize,
}

fn file(number: u8) -> FileId {
    FileId::new(Timestamp::from_ms(1), [number; 10])
}

fn message(number: u8) -> MessageId {
    MessageId::new(Timestamp::from_ms(1), [number; 10])
}

fn chosen(number: u8, bytes: u32) -> Chosen {
    Chosen {
        file: file(number),
        message: message(number),
        name: number.to_string(),
        bytes,
        media_type: "image/png".into(),
        width: None,
        height: None,
        duration_ms: None,
        voice: false,
        sent: false,
        words: None,
        call: None,
    }
}

impl Story {
    fn new() -> Self {
        Self {
            queue: Queue::default(),
            now: 0,
            stored: Vec::new(),
            under_way: VecDeque::new(),
            there: BTreeMap::new(),
            log: Vec::new(),
            wake: None,
            most_at_once: 0,
        }
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.now)
    }

    fn take(&mut self, doing: Vec<Doing>) {
        for one in doing {
            match one {
                Doing::Keep(chosen) => {
                    self.stored.retain(|other| other.file != chosen.file);
                    self.stored.push(chosen);
                }
                Doing::Forget(file) => self.stored.retain(|other| other.file != file),
                Doing::WakeAt(at) => self.wake = Some(at),
                Doing::Start(_) | Doing::Part { .. } | Doing::Finish(_) | Doing::Say(..) | Doing::GiveUp(_) => {
                    self.under_way.push_back(one);
                }
            }
        }
        let moving = self.queue.items().iter().filter(|item| item.is_moving()).count();
        self.most_at_once = self.most_at_once.max(moving);
    }

    fn chooses(&mut self, number: u8, bytes: u32) {
        let doing = self.queue.add(chosen(number, bytes));
        self.take(doing);
    }

    fn sends(&mut self, words: &str) {
        let words = (!words.is_empty()).then(|| (file(99), message(99), words.to_owned()));
        let doing = self.queue.send(words, self.now());
        self.take(doing);
    }

    fn upload(&self, file: FileId, bytes: u32) -> FileUpload {
        let received = self.there.get(&file).cloned().unwrap_or_default();
        let shared = self.log.contains(&self.name(file));
        FileUpload { file, part_bytes: PART_BYTES, parts: parts(bytes), received, expires_at_ms: self.now(), shared }
    }

    fn name(&self, file: FileId) -> String {
        self.stored.iter().find(|one| one.file == file).map(|one| one.name.clone()).unwrap_or_default()
    }

    /// One request is answered, or lost on the way.
    fn answers(&mut self, lost: bool) -> bool {
        let Some(one) = self.under_way.pop_front() else { return false };
        let now = self.now();
        let doing = match one {
            Doing::Start(chosen) if lost => self.queue.failed(chosen.file, &Fault::Offline, now),
            Doing::Part { file, .. } | Doing::Finish(file) if lost => self.queue.failed(file, &Fault::Offline, now),
            Doing::Start(chosen) => {
                self.there.entry(chosen.file).or_default();
                self.queue.heard(self.upload(chosen.file, chosen.bytes), now)
            }
            Doing::Part { file, part, bytes, .. } => {
                self.queue.progressed(file, bytes / 2);
                let there = self.there.get_mut(&file).expect("it was started");
                there.push(part);
                let bytes = self.stored.iter().find(|one| one.file == file).map_or(0, |one| one.bytes);
                self.queue.heard(self.upload(file, bytes), now)
            }
            Doing::Finish(file) => {
                let name = self.name(file);
                if !self.log.contains(&name) {
                    self.log.push(name);
                }
                self.queue.finished(file, now)
            }
            Doing::Say(_, words) => {
                self.log.push(words);
                self.queue.finished(file(99), now)
            }
            Doing::GiveUp(file) => {
                self.there.remove(&file);
                Vec::new()
            }
            Doing::Keep(_) | Doing::Forget(_) | Doing::WakeAt(_) => Vec::new(),
        };
        self.take(doing);
        true
    }

    fn later(&mut self, ms: i64) {
        self.now += ms;
        let doing = self.queue.tick(self.now());
        self.take(doing);
    }

    /// The page is loaded anew: what is stored is all there is.
    fn reloads(&mut self) {
        self.queue = Queue::default();
        self.under_way.clear();
        for chosen in self.stored.clone() {
            let doing = self.queue.add(chosen);
            self.take(doing);
        }
        self.later(0);
    }

    fn runs(&mut self) {
        while self.answers(false) {}
    }
}

const BIG: u32 = 2 * PART_BYTES + 7;

#[test]
fn files_stand_in_the_log_as_they_were_chosen_and_the_words_come_last() {
    let mut story = Story::new();
    (1..=4).for_each(|number| story.chooses(number, if number == 1 { BIG } else { 5 }));
    assert!(story.queue.has_tray());
    story.sends("These ones");
    story.runs();
    assert_eq!(story.log, ["1", "2", "3", "4", "These ones"]);
    assert_eq!((story.most_at_once, story.stored.len()), (2, 0));
}

#[test]
fn a_broken_line_costs_the_part_under_way_and_no_more() {
    let mut story = Story::new();
    story.chooses(1, BIG);
    story.sends("");
    story.answers(false);
    story.answers(false);
    assert_eq!(story.queue.items()[0].gone_bytes(), PART_BYTES);
    story.answers(true);
    assert!(matches!(story.queue.items()[0].stage, Stage::Broken { .. }));
    assert_eq!(story.queue.items()[0].gone_bytes(), PART_BYTES, "the bar stays where it is");
    story.later(999);
    assert!(story.under_way.is_empty());
    story.later(1);
    story.runs();
    assert_eq!(story.there[&file(1)], [1, 2, 3], "no part went twice");
    assert_eq!(story.log, ["1"]);
}

#[test]
fn a_reload_goes_on_by_itself_and_keeps_what_was_not_sent() {
    let mut story = Story::new();
    story.chooses(1, BIG);
    story.sends("Look");
    story.chooses(2, 5);
    story.answers(false);
    story.answers(false);
    story.reloads();
    story.runs();
    assert_eq!(story.log, ["1", "Look"]);
    assert!(story.queue.has_tray());
    assert_eq!(story.stored.len(), 1);
}

#[test]
fn what_is_refused_holds_up_nobody_and_can_be_tried_again() {
    let mut story = Story::new();
    story.chooses(1, 5);
    story.chooses(2, 5);
    story.sends("");
    let refused = Fault::Refused(Box::new(ErrorBody::new(ErrorCode::KindNotAllowed, "")));
    story.under_way.pop_front();
    let doing = story.queue.failed(file(1), &refused, story.now());
    story.take(doing);
    story.runs();
    assert_eq!(story.log, ["2"]);
    assert_eq!(story.queue.items()[0].stage, Stage::Failed(ErrorCode::KindNotAllowed));
    let doing = story.queue.retry(file(1), story.now());
    story.take(doing);
    story.runs();
    assert_eq!(story.log, ["2", "1"]);
}

#[test]
fn what_is_given_up_is_told_to_the_service_once_that_knows_of_it() {
    let mut story = Story::new();
    story.chooses(1, 5);
    assert_eq!(story.queue.cancel(file(1), story.now()), [Doing::Forget(file(1))]);
    story.chooses(2, BIG);
    story.sends("");
    // The answer comes when it is given up already.
    let doing = story.queue.cancel(file(2), story.now());
    story.take(doing);
    story.answers(false);
    assert_eq!(story.under_way, [Doing::GiveUp(file(2))]);
}

#[test]
fn an_upload_that_lay_too_long_begins_again() {
    let mut story = Story::new();
    story.chooses(1, BIG);
    story.sends("");
    story.answers(false);
    story.under_way.clear();
    let gone = Fault::Refused(Box::new(ErrorBody::new(ErrorCode::NotFound, "")));
    let doing = story.queue.failed(file(1), &gone, story.now());
    story.take(doing);
    assert!(matches!(story.under_way[0], Doing::Start(_)));
    // Where there is no such room at all, it isn't tried for ever.
    let doing = story.queue.failed(file(1), &gone, story.now());
    story.take(doing);
    assert_eq!(story.queue.items()[0].stage, Stage::Failed(ErrorCode::NotFound));
}

proptest! {
    #[test]
    fn whatever_breaks_all_of_it_stands_in_the_log_once_and_in_order(
        sizes in prop::collection::vec(1..BIG, 1..6),
        breaks in prop::collection::vec(0..5_u8, 0..60),
    ) {
        let mut story = Story::new();
        for (number, bytes) in (1..).zip(&sizes) {
            story.chooses(number, *bytes);
        }
        story.sends("words");
        for what in breaks {
            match what {
                0 => drop(story.answers(true)),
                1 => story.reloads(),
                2 => story.later(700),
                _ => drop(story.answers(false)),
            }
        }
        for _ in 0..40 {
            story.runs();
            story.later(15_000);
        }
        let mut wanted: Vec<String> = (1..=sizes.len()).map(|number| number.to_string()).collect();
        wanted.push("words".into());
        prop_assert_eq!(story.log, wanted);
        prop_assert!(story.most_at_once <= 2 && story.stored.is_empty());
    }
}
