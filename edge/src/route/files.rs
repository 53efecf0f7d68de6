//! Files on their way: who may send them, and their bytes, which go from the request into the bucket as they come. What is held
//! of them meanwhile is the runtime's; none of it gets into our memory but the first bytes of one that is whole.

use serde::{Deserialize, Serialize};
use shared::{
    api::{
        ErrorCode, StartFile,
        route::{FileStep, Match},
    },
    call::CallRules,
    file::{FileKind, MAX_FILE_BYTES, name::is_executable, sniff},
    id::{FileId, RoomId},
    owed::Seat,
    value::ServiceSlug,
};
use worker::{Bucket, Method, Range, Response, UploadedPart, console_error};

use super::{
    Incoming, api, body,
    desk::Desk,
    limit::{self, Counted},
};
use crate::{
    access::Caller,
    answer,
    error::EdgeError,
    object::{
        desk::files::FileComes,
        room::files::{FileAsk, FileState},
    },
    owed::shared_key,
    token,
};

/// What the Desk lets somebody do with the files of a room.
#[derive(Serialize, Deserialize)]
pub(crate) struct FilePass {
    pub(crate) seat: Seat,
    pub(crate) may_delete: bool,
}

/// Where a room is asked about files.
const DOOR: &str = "/internal/file";

/// One request about the files of a room.
struct Way {
    incoming: Incoming,
    desk: Desk,
    room: RoomId,
    pass: FilePass,
}

/// Answers one.
///
/// # Errors
/// Every refusal.
pub(super) async fn serve(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
    step: FileStep,
) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    let start: Option<Result<StartFile, EdgeError>> = match step {
        FileStep::Start => Some(body::json(&mut incoming.request).await),
        FileStep::Read | FileStep::Part | FileStep::Finish | FileStep::Address | FileStep::Remove => None,
    };
    let room = api::room(found);
    let pass = match (&caller, &room, step) {
        (
            Caller::Visitor { visitor, .. },
            Ok(_),
            FileStep::Read | FileStep::Part | FileStep::Finish | FileStep::Address | FileStep::Remove,
        ) => {
            // The room knows its visitor.
            desk.admit(&caller).await?;
            FilePass { seat: Seat::Visitor { visitor: *visitor, calls: CallRules::NONE }, may_delete: false }
        }
        (_, room, _) => {
            let room = room.as_ref().map_or_else(|_| "none".to_owned(), ToString::to_string);
            let comes = match &start {
                // One that is refused for its size takes no place.
                Some(Ok(StartFile { file, bytes, .. })) if *bytes <= MAX_FILE_BYTES => {
                    serde_json::to_string(&FileComes { file: *file, bytes: *bytes }).ok()
                }
                Some(_) | None => None,
            };
            let door = format!("/internal/file-pass/{room}");
            let asked = desk.ask_json(Method::Post, &door, &caller, comes.as_deref()).await;
            limit::count_strangers(&desk, asked).await?
        }
    };
    let way = Way { incoming, desk, room: room?, pass };
    if let Some(start) = start {
        return way.start(start?).await;
    }
    let file: FileId = found.value("file").and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)?;
    match step {
        FileStep::Start | FileStep::Read => answer::json(&way.ask(&FileAsk::Read { file }).await?.view),
        FileStep::Part => {
            let part = found.value("part").and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)?;
            way.part(file, part).await
        }
        FileStep::Finish => way.finish(file).await,
        FileStep::Address => way.address(file).await,
        FileStep::Remove => way.remove(file).await,
    }
}

impl Way {
    async fn start(&self, start: StartFile) -> Result<Response, EdgeError> {
        limit::count(&self.incoming.env, &self.desk.facts, Counted::Upload).await?;
        if is_executable(&start.name) {
            return Err(refused(ErrorCode::Executable));
        }
        let rules = self.incoming.public(&self.desk.service).await?.directory.service.files.clone();
        if start.bytes > rules.max_bytes.min(MAX_FILE_BYTES) {
            return Err(refused(ErrorCode::TooLarge));
        }
        let told = start.media_type.as_ref().map(|told| sniff::kind_of(told.as_str()));
        if told.is_some_and(|told| told != FileKind::Document && !rules.kinds.contains(&told)) || rules.kinds.is_empty()
        {
            return Err(refused(ErrorCode::KindNotAllowed));
        }
        let file = start.file;
        let mut state = self.ask(&FileAsk::Start { start: Box::new(start) }).await?;
        if state.needs_upload {
            let upload =
                self.bucket()?.create_multipart_upload(self.key(file)).execute().await.map_err(|error| lost(&error))?;
            let made = upload.upload_id().await;
            state = self.ask(&FileAsk::MakeUpload { file, upload: made.clone() }).await?;
            if state.upload.as_deref() != Some(&made) {
                let _ = upload.abort().await;
            }
        }
        answer::json(&state.view)
    }

    async fn part(&self, file: FileId, part: u32) -> Result<Response, EdgeError> {
        let told = self.incoming.request.headers().get("Content-Length")?;
        let bytes = told.and_then(|told| told.parse().ok());
        let bytes = bytes.ok_or_else(|| malformed("Send the part with its `Content-Length`."))?;
        let state = self.ask(&FileAsk::Place { file, part, bytes }).await?;
        let stream = self.incoming.request.inner().body().ok_or_else(|| malformed("Send the part as the body."))?;
        let mark = match state.upload {
            Some(upload) => {
                let upload = self.bucket()?.resume_multipart_upload(self.key(file), upload)?;
                let number = u16::try_from(part).map_err(|_| EdgeError::not_found())?;
                upload.upload_part(number, stream).await.map_err(|error| lost(&error))?.etag()
            }
            None if state.needs_upload => return Err(EdgeError::unavailable("Say once more that this file comes.")),
            None => {
                let kept = self.bucket()?.put(self.key(file), stream).execute().await.map_err(|error| lost(&error))?;
                kept.map(|kept| kept.http_etag()).unwrap_or_default()
            }
        };
        answer::json(&self.ask(&FileAsk::Keep { file, part, mark }).await?.view)
    }

    async fn finish(&self, file: FileId) -> Result<Response, EdgeError> {
        let state = self.ask(&FileAsk::Whole { file }).await?;
        if let Some(entry) = state.entry {
            return answer::json(&entry);
        }
        let bucket = self.bucket()?;
        if !self.is_there(&bucket, file, state.start.bytes).await? {
            // Another request may be completing it just now, or did and its answer was lost.
            if let Some(upload) = &state.upload {
                let parts = state
                    .parts
                    .iter()
                    .map(|(part, mark)| UploadedPart::new(u16::try_from(*part).unwrap_or(u16::MAX), mark.clone()));
                let completed = bucket.resume_multipart_upload(self.key(file), upload.clone())?.complete(parts).await;
                if let Err(error) = completed {
                    console_error!("a file of {} could not be completed: {error}", self.room);
                }
            }
            if !self.is_there(&bucket, file, state.start.bytes).await? {
                self.ask(&FileAsk::Lose { file }).await?;
                return Err(refused(ErrorCode::Incomplete));
            }
        }
        let length = u64::from(sniff::HEAD_BYTES.min(state.start.bytes));
        let found =
            bucket.get(self.key(file)).range(Range::Prefix { length }).execute().await.map_err(|error| lost(&error))?;
        let head = match found.as_ref().and_then(worker::Object::body) {
            Some(body) => body.bytes().await.map_err(|error| lost(&error))?,
            None => return Err(EdgeError::not_found()),
        };
        let kinds = self.incoming.public(&self.desk.service).await?.directory.service.files.kinds.clone();
        let card = sniff::card(&state.start, &head);
        let card =
            card.and_then(|card| if kinds.contains(&card.kind) { Ok(card) } else { Err(ErrorCode::KindNotAllowed) });
        match card {
            Ok(card) => {
                let shared = self.ask(&FileAsk::Share { file, card: Box::new(card) }).await?;
                answer::json(&shared.entry.ok_or(EdgeError::Broken("a file was shared and isn't in the log"))?)
            }
            Err(code) => {
                self.send(&FileAsk::GiveUp { file }).await?;
                Err(refused(code))
            }
        }
    }

    async fn address(&self, file: FileId) -> Result<Response, EdgeError> {
        let state = self.ask(&FileAsk::Look { file }).await?;
        let Some(shared::wire::Logged::Shared { file: card, .. }) = state.entry.map(|entry| entry.logged) else {
            return Err(EdgeError::not_found());
        };
        let secret = token::secret(&self.incoming.env)?;
        answer::json(&token::file_address::sign(&secret, self.incoming.now, (&self.desk.service, self.room), &card)?)
    }

    /// What one sends oneself is given up; what was shared, staff delete who may.
    async fn remove(&self, file: FileId) -> Result<Response, EdgeError> {
        match self.send(&FileAsk::GiveUp { file }).await {
            Err(error) if error.body().code == ErrorCode::NotFound && self.pass.may_delete => {
                self.send(&FileAsk::Delete { file }).await
            }
            given_up => given_up,
        }
    }

    async fn is_there(&self, bucket: &Bucket, file: FileId, bytes: u32) -> Result<bool, EdgeError> {
        let found = bucket.head(self.key(file)).await.map_err(|error| lost(&error))?;
        Ok(found.is_some_and(|object| object.size() == u64::from(bytes)))
    }

    fn bucket(&self) -> Result<Bucket, EdgeError> {
        Ok(self.incoming.env.bucket("FILES")?)
    }

    fn key(&self, file: FileId) -> String {
        shared_key(&self.desk.service, self.room, file)
    }

    async fn ask(&self, ask: &FileAsk) -> Result<FileState, EdgeError> {
        self.desk.ask_room_json(self.room, DOOR, &self.pass.seat, ask).await
    }

    async fn send(&self, ask: &FileAsk) -> Result<Response, EdgeError> {
        self.desk.post_to_room(self.room, DOOR, &self.pass.seat, ask).await
    }
}

/// The bucket failed, or the body ended too early: it may be sent again.
fn lost(error: &worker::Error) -> EdgeError {
    console_error!("the bucket refused: {error}");
    EdgeError::unavailable("The file could not be kept. Please try again.")
}

fn malformed(words: &str) -> EdgeError {
    EdgeError::refused(ErrorCode::Malformed, words)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "those are all that a file is refused with here")]
fn refused(code: ErrorCode) -> EdgeError {
    let words = match code {
        ErrorCode::TooLarge => "This file is larger than this service takes.",
        ErrorCode::KindNotAllowed => "This service takes no files of this kind.",
        ErrorCode::Executable => "Files that a machine would run can't be sent.",
        ErrorCode::Incomplete => "Parts of the file are missing. Send them first.",
        _ => "This file can't be sent.",
    };
    EdgeError::refused(code, words)
}
