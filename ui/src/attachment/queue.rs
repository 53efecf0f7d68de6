//! The files that somebody sends in one room, in their order: two are on their way at once, each stands in the log after
//! those before it, and what was written with them comes last. A state machine: what happened comes in, what is to be done
//! goes out, and time is told.

use serde::{Deserialize, Serialize};
use shared::{
    api::{ErrorBody, ErrorCode, FileUpload},
    file::part_bytes,
    id::{CallId, FileId, MessageId},
    value::Timestamp,
};

use crate::http::Fault;

/// So many are on their way at once: a slow uplink is full with two, and the first one is there sooner.
const AT_ONCE: usize = 2;

/// As it was chosen. It is kept in the browser like this until it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Of the file; of words, one that no file has.
    pub file: FileId,
    /// Of the entry in the log.
    pub message: MessageId,
    /// What it is called.
    pub name: String,
    /// Its size.
    pub bytes: u32,
    /// What the browser takes it for.
    pub media_type: String,
    /// As it is drawn, of a picture or video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// The same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Of what is played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u32>,
    /// A voice note.
    #[serde(default)]
    pub voice: bool,
    /// Whether its sender pressed "Send": without, it waits beside the box.
    #[serde(default)]
    pub sent: bool,
    /// No file at all, but what was written with the files before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The call that it is the recording of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallId>,
}

crate::read_struct!(Chosen {
    file,
    message,
    name,
    bytes,
    media_type,
    width,
    height,
    duration_ms,
    voice,
    sent,
    words,
    call
});

/// How it stands with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Beside the box, until its sender presses "Send".
    Tray,
    /// Its turn will come.
    Waiting,
    /// The service is being told of it.
    Starting,
    /// Its parts go out, one by one.
    Sending {
        /// How far the service has it.
        upload: FileUpload,
        /// The part under way.
        part: u32,
        /// Bytes of that part that have gone.
        gone: u32,
    },
    /// All of it is there; it stands in the log when those before it do.
    Arrived,
    /// It is being put there.
    Finishing,
    /// The line broke; it goes on by itself.
    Broken {
        /// At this time, or when the network is back.
        again_at: Timestamp,
    },
    /// The service said no; its sender may try again or give it up.
    Failed(ErrorCode),
}

/// One of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub chosen: Chosen,
    /// How it stands.
    pub stage: Stage,
    /// The service knows of it.
    told: bool,
    /// Breaks in a row.
    tries: u32,
    /// Most bytes that were ever there: what is shown never goes back.
    best: u32,
}

impl Item {
    /// How many of its bytes have gone.
    #[must_use]
    pub fn gone_bytes(&self) -> u32 {
        self.best
    }

    fn is_moving(&self) -> bool {
        match self.stage {
            Stage::Starting | Stage::Sending { .. } => true,
            Stage::Tray
            | Stage::Waiting
            | Stage::Arrived
            | Stage::Finishing
            | Stage::Broken { .. }
            | Stage::Failed(_) => false,
        }
    }

    fn measure(&mut self) {
        let bytes = self.chosen.bytes;
        let there = match &self.stage {
            Stage::Sending { upload, gone, .. } => {
                upload.received.iter().filter_map(|part| part_bytes(bytes, *part)).sum::<u32>().saturating_add(*gone)
            }
            Stage::Arrived | Stage::Finishing => bytes,
            Stage::Tray | Stage::Waiting | Stage::Starting | Stage::Broken { .. } | Stage::Failed(_) => 0,
        };
        self.best = self.best.max(there.min(bytes));
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Tell the service what comes.
    Start(Chosen),
    /// Send a part: from this byte on, so many.
    Part {
        /// Of which.
        file: FileId,
        /// Counted from 1.
        part: u32,
        /// Where it begins.
        from: u32,
        /// How many bytes it has.
        bytes: u32,
    },
    /// Put it into the log.
    Finish(FileId),
    /// Say what was written with the files.
    Say(MessageId, String),
    /// Tell the service that it won't come.
    GiveUp(FileId),
    /// Keep it in the browser as it is now.
    Keep(Chosen),
    /// Keep it no longer.
    Forget(FileId),
    /// Look again then.
    WakeAt(Timestamp),
}

/// The files of one room on their way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    items: Vec<Item>,
}

impl Queue {
    /// All, in order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Whether something waits beside the box for "Send".
    #[must_use]
    pub fn has_tray(&self) -> bool {
        self.items.iter().any(|item| item.stage == Stage::Tray)
    }

    /// Takes what was chosen, now or before a reload.
    pub fn add(&mut self, chosen: Chosen) -> Vec<Doing> {
        if self.item(chosen.file).is_some() {
            return Vec::new();
        }
        let stage = if chosen.sent { Stage::Waiting } else { Stage::Tray };
        let keep = Doing::Keep(chosen.clone());
        self.items.push(Item { chosen, stage, told: false, tries: 0, best: 0 });
        vec![keep]
    }

    /// Whether words that are sent now belong behind files.
    #[must_use]
    pub fn holds_words(&self) -> bool {
        self.items.iter().any(|item| !matches!(item.stage, Stage::Failed(_)))
    }

    /// Takes another form of what waits beside the box.
    pub fn replace(&mut self, chosen: Chosen) -> Vec<Doing> {
        let Some(item) = self.item_mut(chosen.file).filter(|item| item.stage == Stage::Tray) else { return Vec::new() };
        item.chosen = chosen.clone();
        vec![Doing::Keep(chosen)]
    }

    /// "Send" was pressed: what waits goes, and then the words, which have ids of their own.
    pub fn send(&mut self, words: Option<(FileId, MessageId, String)>, now: Timestamp) -> Vec<Doing> {
        let mut doing = Vec::new();
        for item in self.items.iter_mut().filter(|item| item.stage == Stage::Tray) {
            item.stage = Stage::Waiting;
            item.chosen.sent = true;
            doing.push(Doing::Keep(item.chosen.clone()));
        }
        if let Some((file, message, words)) = words {
            let (name, media_type) = (String::new(), String::new());
            let (width, height, duration_ms) = (None, None, None);
            let words = Some(words);
            let chosen = Chosen {
                file,
                message,
                name,
                bytes: 0,
                media_type,
                width,
                height,
                duration_ms,
                voice: false,
                sent: true,
                words,
                call: None,
            };
            doing.extend(self.add(chosen));
        }
        doing.extend(self.go_on(now));
        doing
    }

    /// The service knows of it; and how far it has it.
    pub fn heard(&mut self, upload: FileUpload, now: Timestamp) -> Vec<Doing> {
        let file = upload.file;
        let Some(item) = self.item_mut(file) else {
            // It was given up meanwhile.
            return if upload.shared { Vec::new() } else { vec![Doing::GiveUp(file)] };
        };
        item.told = true;
        item.tries = 0;
        if upload.shared {
            return self.finished(file, now);
        }
        let bytes = item.chosen.bytes;
        let missing = (1..=upload.parts).find(|part| !upload.received.contains(part));
        let mut doing = Vec::new();
        item.stage = match missing {
            Some(part) => {
                let from = (part - 1).saturating_mul(upload.part_bytes);
                doing.push(Doing::Part { file, part, from, bytes: upload.part_bytes.min(bytes.saturating_sub(from)) });
                Stage::Sending { upload, part, gone: 0 }
            }
            None => Stage::Arrived,
        };
        item.measure();
        doing.extend(self.go_on(now));
        doing
    }

    /// So many bytes of the part under way have gone.
    pub fn progressed(&mut self, file: FileId, bytes: u32) {
        if let Some(item) = self.item_mut(file) {
            if let Stage::Sending { gone, .. } = &mut item.stage {
                *gone = bytes;
            }
            item.measure();
        }
    }

    /// It stands in the log.
    pub fn finished(&mut self, file: FileId, now: Timestamp) -> Vec<Doing> {
        self.items.retain(|item| item.chosen.file != file);
        let mut doing = vec![Doing::Forget(file)];
        doing.extend(self.go_on(now));
        doing
    }

    /// A request of it brought nothing.
    pub fn failed(&mut self, file: FileId, fault: &Fault, now: Timestamp) -> Vec<Doing> {
        let Some(item) = self.item_mut(file) else { return Vec::new() };
        item.stage = match fault {
            Fault::Offline | Fault::Unreadable => broken(item, None, now),
            Fault::Refused(error) => match &**error {
                ErrorBody { code: ErrorCode::TooFast | ErrorCode::Unavailable | ErrorCode::Internal, .. } => {
                    broken(item, error.retry_after_ms, now)
                }
                // It lay too long, or parts are missing: it is told of again, and goes on from what is there.
                ErrorBody { code: ErrorCode::NotFound | ErrorCode::Incomplete, .. } if item.told => {
                    item.told = false;
                    broken(item, Some(0), now)
                }
                error => Stage::Failed(error.code),
            },
        };
        self.go_on(now)
    }

    /// The network is back, or so it seems.
    pub fn online(&mut self, now: Timestamp) -> Vec<Doing> {
        for item in &mut self.items {
            if let Stage::Broken { again_at } = &mut item.stage {
                *again_at = now;
            }
        }
        self.go_on(now)
    }

    /// Its sender tries again.
    pub fn retry(&mut self, file: FileId, now: Timestamp) -> Vec<Doing> {
        if let Some(item) = self.item_mut(file)
            && matches!(item.stage, Stage::Failed(_) | Stage::Broken { .. })
        {
            item.stage = Stage::Waiting;
            item.tries = 0;
        }
        self.go_on(now)
    }

    /// Its sender gives it up. What is being put into the log can't be held back any more.
    pub fn cancel(&mut self, file: FileId, now: Timestamp) -> Vec<Doing> {
        let Some(item) = self.item(file).filter(|item| item.stage != Stage::Finishing) else { return Vec::new() };
        let mut doing = Vec::new();
        if item.told {
            doing.push(Doing::GiveUp(file));
        }
        doing.extend(self.finished(file, now));
        doing
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Doing> {
        self.go_on(now)
    }

    /// Whatever can go on, goes on.
    fn go_on(&mut self, now: Timestamp) -> Vec<Doing> {
        let mut doing = Vec::new();
        let mut wake: Option<Timestamp> = None;
        for item in &mut self.items {
            if let Stage::Broken { again_at } = item.stage {
                if again_at <= now {
                    item.stage = Stage::Waiting;
                } else {
                    wake = Some(wake.map_or(again_at, |at| at.min(again_at)));
                }
            }
        }
        let mut moving = self.items.iter().filter(|item| item.is_moving()).count();
        let mut is_first = true;
        for item in &mut self.items {
            if item.stage == Stage::Waiting {
                if let Some(words) = item.chosen.words.clone() {
                    if is_first {
                        item.stage = Stage::Finishing;
                        doing.push(Doing::Say(item.chosen.message, words));
                    }
                } else if moving < AT_ONCE {
                    moving += 1;
                    item.stage = Stage::Starting;
                    doing.push(Doing::Start(item.chosen.clone()));
                }
            } else if item.stage == Stage::Arrived && is_first {
                item.stage = Stage::Finishing;
                doing.push(Doing::Finish(item.chosen.file));
            }
            // What was refused, or not sent yet, holds up nobody.
            is_first &= matches!(item.stage, Stage::Tray | Stage::Failed(_));
        }
        doing.extend(wake.map(Doing::WakeAt));
        doing
    }

    fn item(&self, file: FileId) -> Option<&Item> {
        self.items.iter().find(|item| item.chosen.file == file)
    }

    fn item_mut(&mut self, file: FileId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.chosen.file == file)
    }
}

/// After a break: again after 1, 2, 4, 8, then every 15 seconds, unless the service said how long.
fn broken(item: &mut Item, said: Option<u32>, now: Timestamp) -> Stage {
    let wait = said.map_or(1_000_i64 << item.tries.min(4), i64::from).min(15_000);
    item.tries += 1;
    // Nobody asks in a ring, whatever the service says.
    let wait = if item.tries > 1 { wait.max(1_000) } else { wait };
    Stage::Broken { again_at: now.plus_ms(wait) }
}

#[cfg(test)]
mod tests;
