//! The files of one room: which are coming, which are there, and which are gone. No I/O, no clock, as everywhere: commands
//! come in, events go out; store them, then [`Shelf::apply`] them. What is in the bucket follows from it: an [`Event::Gone`]
//! owes that it is deleted there.
//!
//! A file that is gone may still be on its way into the bucket, by a request that was slow: so its place is swept once more
//! later ([`SWEEP_MS`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{PART_BYTES, part_bytes, parts};
use crate::{
    api::{ErrorBody, ErrorCode, FileUpload, StartFile},
    id::{FileId, MessageId},
    value::Timestamp,
    wire::Author,
};

/// What isn't finished by then is thrown away: whoever lost the connection comes back within a day, or not at all.
pub const UPLOAD_MS: i64 = 24 * 60 * 60 * 1_000;

/// How long after a file is gone its place is swept once more. No request takes as long.
pub const SWEEP_MS: i64 = 60 * 60 * 1_000;

/// Most files that one side of a room sends at the same time. A client sends a few together; the others wait their turn there.
pub const MAX_COMING: usize = 20;

/// Most files that a room has, and most that were ever begun in it: each is a row that is read with the others.
pub const MAX_FILES: usize = 500;
/// See [`MAX_FILES`].
pub const MAX_BEGUN: usize = 2_000;

/// Most bytes in one room: fifty of the largest files, or thousands of photos.
pub const MAX_ROOM_BYTES: u64 = 50 * super::MAX_FILE_BYTES as u64;

/// Most bytes that a visitor begins to send in an hour, to one room: ten of the largest files. Staff are known, and send more.
pub const MAX_HOUR_BYTES: u64 = 10 * super::MAX_FILE_BYTES as u64;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Where a file is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its sender sends it.
    Coming,
    /// It stands in the log.
    Shared,
    /// It was given up, refused, or deleted.
    Gone,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// As its sender told.
    pub asked: StartFile,
    /// Who.
    pub author: Author,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Where it is in its life.
    pub state: State,
    /// The bucket's name of the upload, if it comes in several parts and the bucket was asked for one.
    pub upload: Option<String>,
    /// The parts that are there, with the bucket's mark of each. Of a file that isn't coming any more, none.
    pub parts: BTreeMap<u32, String>,
    /// When something is to be done about it.
    pub due_at: Option<Timestamp>,
}

impl Held {
    /// How far it is, for its sender.
    #[must_use]
    pub fn view(&self) -> FileUpload {
        FileUpload {
            file: self.asked.file,
            part_bytes: PART_BYTES,
            parts: parts(self.asked.bytes),
            received: self.parts.keys().copied().collect(),
            expires_at_ms: self.begun_at.plus_ms(UPLOAD_MS),
            shared: self.state == State::Shared,
        }
    }

    /// Whether the bucket has to be asked for an upload of several parts.
    #[must_use]
    pub fn needs_upload(&self) -> bool {
        self.state == State::Coming && self.upload.is_none() && parts(self.asked.bytes) > 1
    }
}

/// What happens to a file. Whether somebody may do so at all is settled before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Somebody begins to send one; of those that they send as recordings of its call they may begin so many, if that is limited.
    Start(StartFile, Author, Option<usize>),
    /// The bucket gave a name to its upload.
    MakeUpload(FileId, Author, String),
    /// A part is in the bucket.
    Keep(FileId, Author, u32, String),
    /// The bucket doesn't know the parts any more: they have to be sent again.
    Lose(FileId, Author),
    /// It stands in the log from now on.
    Share(FileId, Author),
    /// Its sender gives it up, or it can't be shared.
    GiveUp(FileId, Author),
    /// One that stood in the log is deleted.
    Delete(MessageId),
    /// Time has passed.
    Tick,
}

/// What happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is being sent.
    Begun(Box<Held>),
    /// The bucket's name of its upload.
    UploadMade(FileId, String),
    /// A part arrived, perhaps again.
    Kept(FileId, u32, String),
    /// All its parts are lost.
    Lost(FileId),
    /// It stands in the log.
    Shared(FileId),
    /// It is gone: the bucket has to delete it, and whatever came of its upload.
    Gone {
        /// Which.
        file: FileId,
        /// Its upload, if there was one.
        upload: Option<String>,
        /// When its place is swept once more.
        sweep_at: Timestamp,
    },
    /// Its place is swept once more, now.
    Swept(FileId),
}

/// Why something was refused; nothing is to be stored then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is none, or it is gone, or somebody else's.
    #[error("no such file")]
    NoSuchFile,
    /// The id belongs to another file, or the message id to that of another one.
    #[error("the file id is taken")]
    Taken,
    /// As many recordings of that call were sent as there are.
    #[error("recorded already")]
    Recorded,
    /// Empty.
    #[error("an empty file")]
    Empty,
    /// [`super::MAX_FILE_BYTES`].
    #[error("too large")]
    TooLarge,
    /// [`MAX_COMING`].
    #[error("too many at once")]
    TooManyComing,
    /// [`MAX_FILES`], [`MAX_BEGUN`], [`MAX_ROOM_BYTES`].
    #[error("too many files")]
    TooManyFiles,
    /// [`MAX_HOUR_BYTES`]; the milliseconds to wait.
    #[error("too much in an hour")]
    TooMuch(u32),
    /// There is no such part.
    #[error("no such part")]
    NoSuchPart,
    /// The part has so many bytes.
    #[error("a part of {0} bytes")]
    WrongLength(u32),
    /// Parts are missing.
    #[error("incomplete")]
    Incomplete,
}

impl Refusal {
    /// What the one who asked is told.
    #[must_use]
    pub fn body(self) -> ErrorBody {
        let (code, words) = match self {
            Self::NoSuchFile => (ErrorCode::NotFound, "There is no such file."),
            Self::Taken => (ErrorCode::Taken, "Something else was sent with this id. Use a new one."),
            Self::Recorded => (ErrorCode::Taken, "The recording of this call was sent already."),
            Self::Empty => (ErrorCode::Malformed, "This file is empty."),
            Self::TooLarge => (ErrorCode::TooLarge, "A file has at most 100 MB."),
            Self::TooManyComing => (ErrorCode::TooManyFiles, "Too many files are on their way. Finish some first."),
            Self::TooManyFiles => (ErrorCode::TooManyFiles, "This chat has as many files as it can have."),
            Self::TooMuch(ms) => {
                let words = "That is as much as you can send in an hour. Send the rest later.";
                return ErrorBody { retry_after_ms: Some(ms), ..ErrorBody::new(ErrorCode::TooFast, words) };
            }
            Self::NoSuchPart => (ErrorCode::Malformed, "The file has no such part."),
            Self::WrongLength(bytes) => {
                return ErrorBody::new(ErrorCode::Malformed, format!("This part has {bytes} bytes."));
            }
            Self::Incomplete => (ErrorCode::Incomplete, "Parts of the file are missing. Send them first."),
        };
        ErrorBody::new(code, words)
    }
}

/// All files of a room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    files: BTreeMap<FileId, Held>,
}

impl Shelf {
    /// Of what was stored.
    #[must_use]
    pub fn restore(files: impl IntoIterator<Item = Held>) -> Self {
        Self { files: files.into_iter().map(|held| (held.asked.file, held)).collect() }
    }

    /// Every one, also those that are gone.
    pub fn all(&self) -> impl Iterator<Item = &Held> {
        self.files.values()
    }

    /// One of `author`'s that isn't gone.
    ///
    /// # Errors
    /// [`Refusal::NoSuchFile`].
    pub fn of(&self, file: FileId, author: Author) -> Result<&Held, Refusal> {
        self.files
            .get(&file)
            .filter(|held| held.author == author && held.state != State::Gone)
            .ok_or(Refusal::NoSuchFile)
    }

    /// One that stands in the log, for whoever may read that.
    ///
    /// # Errors
    /// [`Refusal::NoSuchFile`].
    pub fn shared(&self, file: FileId) -> Result<&Held, Refusal> {
        self.files.get(&file).filter(|held| held.state == State::Shared).ok_or(Refusal::NoSuchFile)
    }

    /// One, wherever it is in its life.
    #[must_use]
    pub fn any(&self, file: FileId) -> Option<&Held> {
        self.files.get(&file)
    }

    /// One that is being sent, for a part of so many bytes.
    ///
    /// # Errors
    /// [`Refusal::NoSuchFile`], [`Refusal::NoSuchPart`], [`Refusal::WrongLength`].
    pub fn place(&self, file: FileId, author: Author, part: u32, bytes: u32) -> Result<&Held, Refusal> {
        let held = self.coming(file, author)?;
        let expected = part_bytes(held.asked.bytes, part).ok_or(Refusal::NoSuchPart)?;
        if bytes == expected { Ok(held) } else { Err(Refusal::WrongLength(expected)) }
    }

    /// One of which all parts are there.
    ///
    /// # Errors
    /// [`Refusal::NoSuchFile`], [`Refusal::Incomplete`].
    pub fn whole(&self, file: FileId, author: Author) -> Result<&Held, Refusal> {
        let held = self.of(file, author)?;
        let is_whole = held.state == State::Shared || held.parts.len() == parts(held.asked.bytes) as usize;
        if is_whole { Ok(held) } else { Err(Refusal::Incomplete) }
    }

    /// When a [`Command::Tick`] has something to do.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        self.files.values().filter_map(|held| held.due_at).min()
    }

    fn coming(&self, file: FileId, author: Author) -> Result<&Held, Refusal> {
        self.of(file, author)
            .and_then(|held| if held.state == State::Coming { Ok(held) } else { Err(Refusal::NoSuchFile) })
    }

    /// Says what `command` leads to at `now`. Changes nothing.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn decide(&self, now: Timestamp, command: Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Start(asked, author, most) => self.start(now, asked, author, most),
            Command::MakeUpload(file, author, upload) => {
                let held = self.coming(file, author)?;
                // Two asked at once: the first one's counts, and the other throws its own away.
                Ok(if held.upload.is_none() { vec![Event::UploadMade(file, upload)] } else { Vec::new() })
            }
            Command::Keep(file, author, part, mark) => {
                let held = self.coming(file, author)?;
                part_bytes(held.asked.bytes, part).ok_or(Refusal::NoSuchPart)?;
                Ok(vec![Event::Kept(file, part, mark)])
            }
            Command::Lose(file, author) => {
                let held = self.coming(file, author)?;
                Ok(if held.parts.is_empty() { Vec::new() } else { vec![Event::Lost(file)] })
            }
            Command::Share(file, author) => {
                let held = self.whole(file, author)?;
                Ok(if held.state == State::Shared { Vec::new() } else { vec![Event::Shared(file)] })
            }
            Command::GiveUp(file, author) => Ok(vec![gone(now, self.coming(file, author)?)]),
            Command::Delete(message) => {
                let is_it = |held: &&Held| held.asked.message == message && held.state == State::Shared;
                Ok(self.files.values().filter(is_it).map(|held| gone(now, held)).collect())
            }
            Command::Tick => Ok(self.tick(now)),
        }
    }

    fn start(
        &self,
        now: Timestamp,
        asked: StartFile,
        author: Author,
        most: Option<usize>,
    ) -> Result<Vec<Event>, Refusal> {
        if let Some(held) = self.files.get(&asked.file) {
            return match held.state {
                _ if held.author != author || held.asked != asked => Err(Refusal::Taken),
                State::Coming | State::Shared => Ok(Vec::new()),
                State::Gone => Err(Refusal::NoSuchFile),
            };
        }
        // What was given up counts too: else there could be one after the other.
        let as_this = self.files.values().filter(|held| held.author == author && held.asked.call == asked.call);
        if most.is_some_and(|most| as_this.count() >= most) {
            return Err(Refusal::Recorded);
        }
        let known: BTreeSet<MessageId> = self.files.values().map(|held| held.asked.message).collect();
        if known.contains(&asked.message) {
            return Err(Refusal::Taken);
        }
        match asked.bytes {
            0 => return Err(Refusal::Empty),
            bytes if bytes > super::MAX_FILE_BYTES => return Err(Refusal::TooLarge),
            _ => {}
        }
        let there = || self.files.values().filter(|held| held.state != State::Gone);
        let coming = there().filter(|held| held.state == State::Coming && held.author.side() == author.side()).count();
        if coming >= MAX_COMING {
            return Err(Refusal::TooManyComing);
        }
        let bytes: u64 = there().map(|held| u64::from(held.asked.bytes)).sum();
        let is_full = self.files.len() >= MAX_BEGUN || there().count() >= MAX_FILES;
        if is_full || bytes + u64::from(asked.bytes) > MAX_ROOM_BYTES {
            return Err(Refusal::TooManyFiles);
        }
        self.pace(now, author, asked.bytes)?;
        Ok(vec![Event::Begun(Box::new(Held {
            asked,
            author,
            begun_at: now,
            state: State::Coming,
            upload: None,
            parts: BTreeMap::new(),
            due_at: Some(now.plus_ms(UPLOAD_MS)),
        }))])
    }

    /// What a visitor gave up counts too, or it would cost a script nothing.
    fn pace(&self, now: Timestamp, author: Author, bytes: u32) -> Result<(), Refusal> {
        let since = now.plus_ms(-HOUR_MS);
        let recent = || self.files.values().filter(|held| held.author == author && held.begun_at > since);
        let sent: u64 = recent().map(|held| u64::from(held.asked.bytes)).sum();
        if author != Author::Visitor || sent + u64::from(bytes) <= MAX_HOUR_BYTES {
            return Ok(());
        }
        let first = recent().map(|held| held.begun_at).min().unwrap_or(now);
        let wait_ms = first.plus_ms(HOUR_MS).ms_since(now).max(1);
        Err(Refusal::TooMuch(u32::try_from(wait_ms).unwrap_or(u32::MAX)))
    }

    fn tick(&self, now: Timestamp) -> Vec<Event> {
        let due = self.files.values().filter(|held| held.due_at.is_some_and(|at| at <= now));
        due.filter_map(|held| match held.state {
            State::Coming => Some(gone(now, held)),
            State::Gone => Some(Event::Swept(held.asked.file)),
            State::Shared => None,
        })
        .collect()
    }

    /// Changes the shelf by what happened.
    pub fn apply(&mut self, event: &Event) {
        let file = match event {
            Event::Begun(held) => {
                self.files.insert(held.asked.file, held.as_ref().clone());
                return;
            }
            Event::UploadMade(file, _)
            | Event::Kept(file, ..)
            | Event::Lost(file)
            | Event::Shared(file)
            | Event::Gone { file, .. }
            | Event::Swept(file) => file,
        };
        let Some(held) = self.files.get_mut(file) else { return };
        match event {
            Event::Begun(_) => {}
            Event::UploadMade(_, upload) => held.upload = Some(upload.clone()),
            Event::Kept(_, part, mark) => drop(held.parts.insert(*part, mark.clone())),
            Event::Lost(_) => held.parts.clear(),
            Event::Shared(_) => {
                (held.state, held.due_at) = (State::Shared, None);
                held.parts.clear();
            }
            Event::Gone { sweep_at, .. } => {
                (held.state, held.due_at) = (State::Gone, Some(*sweep_at));
                held.parts.clear();
            }
            Event::Swept(_) => held.due_at = None,
        }
    }
}

fn gone(now: Timestamp, held: &Held) -> Event {
    Event::Gone { file: held.asked.file, upload: held.upload.clone(), sweep_at: now.plus_ms(SWEEP_MS) }
}

#[cfg(test)]
mod stories;
