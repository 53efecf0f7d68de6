//! The files of a room: which may come, how far they are, and the turn in which one comes into the log or goes from it. Their
//! bytes are the router's and the bucket's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::{
    api::{FileUpload, StartFile},
    file::{
        FileCard,
        shelf::{Command, Event, Held, Refusal as Unfit, Shelf},
    },
    id::{FileId, MessageId, StaffId},
    owed::{ExpireFile, FileNews, Seat, SharedFile},
    room::{Recording, Refusal, Speaker},
    value::{Seq, Timestamp},
    wire::{LogEntry, Logged},
};
use worker::{Request, Response};

use super::{Chat, plan::Ask, seats::speaker_of};
use crate::{
    access::{self, SEAT_HEADER},
    answer, clock,
    error::EdgeError,
};

/// What the router asks, for whoever has the seat.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(crate) enum FileAsk {
    /// Somebody begins to send one.
    Start { start: Box<StartFile> },
    /// The bucket gave a name to its upload.
    MakeUpload { file: FileId, upload: String },
    /// How far is it?
    Read { file: FileId },
    /// May a part of so many bytes come?
    Place { file: FileId, part: u32, bytes: u32 },
    /// It is in the bucket.
    Keep { file: FileId, part: u32, mark: String },
    /// Are all parts there?
    Whole { file: FileId },
    /// The bucket doesn't know its parts any more.
    Lose { file: FileId },
    /// All of it is in the bucket, and this is what it is.
    Share { file: FileId, card: Box<FileCard> },
    /// It doesn't come, or it can't be shared.
    GiveUp { file: FileId },
    /// Staff who may delete what was shared want it so; or its sender gives it up.
    Delete { file: FileId },
    /// May it be looked at?
    Look { file: FileId },
}

/// What the router hears of a file.
#[derive(Serialize, Deserialize)]
pub(crate) struct FileState {
    pub(crate) view: FileUpload,
    pub(crate) start: StartFile,
    pub(crate) upload: Option<String>,
    pub(crate) parts: BTreeMap<u32, String>,
    pub(crate) needs_upload: bool,
    /// Where it stands in the log.
    pub(crate) entry: Option<LogEntry>,
}

impl Chat {
    /// Answers the router.
    ///
    /// # Errors
    /// Every refusal, of the room and of its files.
    pub(super) async fn file(&self, request: &mut Request) -> Result<Response, EdgeError> {
        let seat: Seat = access::internal(request, SEAT_HEADER)?;
        let ask: FileAsk = serde_json::from_str(&request.text().await?)?;
        // What was said before it stands before it.
        self.run_waiting();
        let speaker = self.seated(&seat, matches!(ask, FileAsk::Start { .. }))?;
        let (now, author) = (clock::now(), speaker.author());
        let shelved = self.memory()?.shelf()?;
        let of = |file: FileId| shelved.of(file, author).map_err(unfit);
        if let Seat::Recorder { .. } = seat {
            self.require_recording(now, &speaker, &shelved, &ask)?;
        }
        match ask {
            FileAsk::Start { start } => {
                let (file, recording) = (start.file, recording(&start, now));
                let most = self.memory()?.look(|room| room.may_share(&speaker, recording))?;
                let most = most.map_err(|refusal| refused(&refusal))?;
                self.note(now, &shelved, Command::Start(*start, author, most), file)
            }
            FileAsk::MakeUpload { file, upload } => {
                self.note(now, &shelved, Command::MakeUpload(file, author, upload), file)
            }
            FileAsk::Keep { file, part, mark } => {
                self.note(now, &shelved, Command::Keep(file, author, part, mark), file)
            }
            FileAsk::Lose { file } => self.note(now, &shelved, Command::Lose(file, author), file),
            FileAsk::Read { file } => self.tell_of(of(file)?),
            FileAsk::Place { file, part, bytes } => {
                self.tell_of(shelved.place(file, author, part, bytes).map_err(unfit)?)
            }
            FileAsk::Whole { file } => self.tell_of(shelved.whole(file, author).map_err(unfit)?),
            FileAsk::Look { file } => self.tell_of(shelved.shared(file).map_err(unfit)?),
            FileAsk::Share { file, card } => {
                let held = of(file)?;
                let (message, recording) = (held.asked.message, recording(&held.asked, held.begun_at));
                let events = shelved.decide(now, Command::Share(file, author)).map_err(unfit)?;
                let staff = match &speaker {
                    Speaker::Visitor => None,
                    Speaker::Staff(card)
                    | Speaker::Reader(card)
                    | Speaker::Onlooker(card)
                    | Speaker::Elsewhere(card) => Some(card.id),
                };
                let shared = Some(SharedFile { card: *card.clone(), staff, at_ms: now });
                let news = FileNews { room: self.memory()?.room, file, shared, by: None };
                self.file_turn(
                    now,
                    (events.as_slice(), Some(&news)),
                    &[Ask::Share(speaker, message, card, recording)],
                )?;
                self.tell_after(&shelved, &events, file)
            }
            FileAsk::GiveUp { file } => {
                let events = shelved.decide(now, Command::GiveUp(file, author)).map_err(unfit)?;
                self.file_turn(now, (events.as_slice(), None), &[])?;
                Ok(answer::done())
            }
            FileAsk::Delete { file } => {
                let message = shelved.shared(file).map_err(unfit)?.asked.message;
                // Who supervises looks on in what others have, and may delete there.
                let (Speaker::Staff(card) | Speaker::Onlooker(card)) = speaker else {
                    return Err(unfit(Unfit::NoSuchFile));
                };
                self.delete_file(now, &shelved, (file, message), Some(card.id))
            }
        }
    }

    /// A file goes, and the Desk hears of it.
    fn delete_file(
        &self,
        now: Timestamp,
        shelved: &Shelf,
        (file, message): (FileId, MessageId),
        by: Option<StaffId>,
    ) -> Result<Response, EdgeError> {
        let events = shelved.decide(now, Command::Delete(message)).map_err(unfit)?;
        let news = FileNews { room: self.memory()?.room, file, shared: None, by };
        self.file_turn(now, (events.as_slice(), Some(&news)), &[Ask::DeleteFile(by, message)])?;
        Ok(answer::done())
    }

    /// Whoever shared a file took it back, where they sent it; also after the close. None if there is no file at that place.
    ///
    /// # Errors
    /// `forbidden` if it is another's; that of the database.
    pub(super) fn take_back_file(&self, speaker: &Speaker, seq: Seq) -> Result<Option<Response>, EdgeError> {
        let memory = self.memory()?;
        let entry = memory.store().entry(seq).map_err(EdgeError::Storage)?;
        let Some(Logged::Shared { message, author, file, .. }) = entry.map(|entry| entry.logged) else {
            return Ok(None);
        };
        if author != speaker.author() {
            return Err(refused(&Refusal::NotTheirs));
        }
        let shelved = memory.shelf()?;
        // It is gone already.
        if shelved.shared(file.file).is_err() {
            return Ok(Some(answer::done()));
        }
        self.delete_file(clock::now(), &shelved, (file.file, message), None).map(Some)
    }

    /// The service keeps a file no longer.
    ///
    /// # Errors
    /// That of the room, or of the database: the Desk asks again.
    pub(super) fn expire_file(&self, body: &str) -> Result<Response, EdgeError> {
        let ExpireFile { file, room: _ } = serde_json::from_str(body)?;
        let memory = self.memory()?;
        if !memory.exists()? {
            return Ok(answer::done());
        }
        self.run_waiting();
        let shelved = memory.shelf()?;
        // It is gone already.
        let Ok(held) = shelved.shared(file) else { return Ok(answer::done()) };
        let (message, now) = (held.asked.message, clock::now());
        let events = shelved.decide(now, Command::Delete(message)).map_err(unfit)?;
        self.file_turn(now, (events.as_slice(), None), &[Ask::DeleteFile(None, message)])?;
        Ok(answer::done())
    }

    /// Throws away what nobody finished, and sweeps once more where something went.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn tick_files(&self, now: Timestamp) -> Result<(), EdgeError> {
        let memory = self.memory()?;
        if !memory.exists()? || memory.files_due()?.is_none_or(|at| at > now) {
            return Ok(());
        }
        let events = memory.shelf()?.decide(now, Command::Tick).map_err(unfit)?;
        self.file_turn(now, (events.as_slice(), None), &[])
    }

    /// Who asks; for strangers there is no such room. `waits`: one that isn't open yet is about to be.
    fn seated(&self, seat: &Seat, waits: bool) -> Result<Speaker, EdgeError> {
        self.memory()?.look(|room| match seat {
            Seat::Visitor { .. } | Seat::Staff { .. } | Seat::Elsewhere { .. } if room.card().is_none() && waits => {
                Err(refused(&Refusal::NotOpened))
            }
            Seat::Visitor { visitor, .. } if !room.is_of(*visitor) => Err(EdgeError::not_found()),
            Seat::Staff { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } if room.card().is_none() => {
                Err(EdgeError::not_found())
            }
            Seat::Visitor { .. } | Seat::Staff { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } => {
                Ok(speaker_of(seat))
            }
        })?
    }

    /// Refuses whoever is out of the room, but for what they recorded there and hand in. There is no such room for them.
    fn require_recording(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        shelved: &Shelf,
        ask: &FileAsk,
    ) -> Result<(), EdgeError> {
        let theirs = |file: FileId| {
            let held = shelved.of(file, speaker.author()).ok()?;
            recording(&held.asked, held.begun_at)
        };
        let recording = match ask {
            FileAsk::Start { start } => recording(start, now),
            FileAsk::MakeUpload { file, .. }
            | FileAsk::Read { file }
            | FileAsk::Place { file, .. }
            | FileAsk::Keep { file, .. }
            | FileAsk::Whole { file }
            | FileAsk::Lose { file }
            | FileAsk::Share { file, .. }
            | FileAsk::GiveUp { file } => theirs(*file),
            FileAsk::Delete { .. } | FileAsk::Look { .. } => None,
        };
        let may = self.memory()?.look(|room| room.may_share(speaker, recording).is_ok())?;
        may.then_some(()).ok_or_else(EdgeError::not_found)
    }

    fn note(&self, now: Timestamp, shelved: &Shelf, command: Command, file: FileId) -> Result<Response, EdgeError> {
        let events = shelved.decide(now, command).map_err(unfit)?;
        self.file_turn(now, (events.as_slice(), None), &[])?;
        self.tell_after(shelved, &events, file)
    }

    fn file_turn(
        &self,
        now: Timestamp,
        (events, news): (&[Event], Option<&FileNews>),
        asks: &[Ask],
    ) -> Result<(), EdgeError> {
        if events.is_empty() && asks.is_empty() {
            return Ok(());
        }
        let looks = self.seats(|seats| seats.visitor_looks());
        let done = self.memory()?.file_turn(now, asks, looks, self.next_fault.take(), (events, news))?;
        self.show(done);
        self.outbox.send(&self.state);
        Ok(())
    }

    fn tell_after(&self, shelved: &Shelf, events: &[Event], file: FileId) -> Result<Response, EdgeError> {
        let mut shelved = shelved.clone();
        for event in events {
            shelved.apply(event);
        }
        let held = shelved.any(file).ok_or_else(|| unfit(Unfit::NoSuchFile))?;
        self.tell_of(held)
    }

    fn tell_of(&self, held: &Held) -> Result<Response, EdgeError> {
        let entry = if held.view().shared { self.entry_of(held.asked.message)? } else { None };
        answer::json(&FileState {
            view: held.view(),
            start: held.asked.clone(),
            upload: held.upload.clone(),
            parts: held.parts.clone(),
            needs_upload: held.needs_upload(),
            entry,
        })
    }

    fn entry_of(&self, message: MessageId) -> Result<Option<LogEntry>, EdgeError> {
        self.memory()?.store().find(message).map_err(EdgeError::Storage)
    }
}

/// What a file is that its sender calls the recording of a call.
fn recording(start: &StartFile, begun_at: Timestamp) -> Option<Recording> {
    start.call.map(|call| Recording { call, begun_at })
}

fn unfit(refusal: Unfit) -> EdgeError {
    refusal.body().into()
}

fn refused(refusal: &Refusal) -> EdgeError {
    refusal.body().into()
}
