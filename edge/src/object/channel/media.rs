//! Files that people send at a messaging service: fetched at once, for their addresses end, and shared in the room as one that its
//! visitor sends. Never whole in memory: a part of it at a time.

use std::rc::Rc;

use channel::{
    inbound::{Media, MediaAt},
    outbound::Fetched,
    problem::Class,
};
use shared::{
    api::{ErrorCode, StartFile},
    file::{MAX_FILE_BYTES, PART_BYTES, name::is_executable, sniff},
    id::{EnquiryId, FileId, MessageId},
    owed::Seat,
    value::{FileName, ShortText},
    wire::LogEntry,
};
use worker::{ByteStream, Headers, Range, Response, Url};

use super::{Inner, carry::passes, load::UNTOLD_BYTES, send};
use crate::{
    access::{self, SEAT_HEADER},
    clock,
    error::EdgeError,
    object::room::files::{FileAsk, FileState},
    owed::shared_key,
    route::object,
};

/// Requests that lead to a file: WhatsApp has two.
const MOST_STEPS: usize = 2;

/// What became of a file.
pub(super) enum Shared {
    /// It stands in the log.
    Done(Box<LogEntry>),
    /// The room was closed meanwhile.
    Closed,
    /// The room has no place for another entry.
    Full,
    /// To be tried again.
    Later,
    /// It can't be had, or not be kept: what it was called.
    Never(String),
}

impl Inner {
    /// Fetches a file and shares it from a seat. `is_late`: it was tried for so long that what can't be had now never can.
    pub(super) async fn share(
        self: &Rc<Self>,
        seat: Seat,
        enquiry: EnquiryId,
        media: &Media,
        (message, file): (MessageId, FileId),
        is_late: bool,
    ) -> Result<Shared, EdgeError> {
        let called = media.name.clone().unwrap_or_else(|| format!("{:?}", media.kind).to_lowercase());
        let (mut answer, head_name) = match self.reach(media).await? {
            Reach::Got(answer, name) => (answer, name),
            Reach::Later if is_late => return Ok(Shared::Never(called)),
            Reach::Later => return Ok(Shared::Later),
            Reach::Never => return Ok(Shared::Never(called)),
        };
        let media_type = answer.headers().get("Content-Type")?.or_else(|| media.media_type.clone());
        let name = file_name(media.name.as_deref().or(head_name.as_deref()), media, media_type.as_deref())?;
        let told = told(&answer)?;
        if is_executable(&name) || told.is_some_and(|bytes| bytes > MAX_FILE_BYTES) {
            return Ok(Shared::Never(called));
        }
        let _load = self.load(told).await;
        let (bytes, whole) = if let Some(bytes) = told {
            (bytes, None)
        } else {
            let reading = send::read_body(&mut answer, UNTOLD_BYTES);
            let whole = clock::within(send::patience(UNTOLD_BYTES as u64), reading).await.flatten();
            let Some(whole) = whole.filter(|it| !it.is_empty()) else { return Ok(Shared::Never(called)) };
            (u32::try_from(whole.len()).unwrap_or(u32::MAX), Some(whole))
        };
        let media_type =
            media_type.and_then(|it| ShortText::try_from(it.split(';').next().unwrap_or_default().trim()).ok());
        let start = StartFile {
            file,
            message,
            name,
            bytes,
            media_type,
            width: None,
            height: None,
            duration_ms: None,
            voice: false,
            call: None,
        };
        let bringing = Bringing { inner: self.clone(), enquiry, seat, file };
        // Who sends it may be slow on purpose: others want their files meanwhile.
        let brought = clock::within(send::patience(u64::from(bytes)), bringing.bring(start, answer, whole)).await;
        match brought.unwrap_or_else(|| Err(EdgeError::unavailable("The file is too slow."))) {
            Ok(entry) => Ok(Shared::Done(Box::new(entry))),
            Err(error) => {
                error.log("A file that came to a Channel");
                let code = error.body().code;
                let waits = passes(code) || code == ErrorCode::Incomplete;
                Ok(if code == ErrorCode::EnquiryClosed {
                    Shared::Closed
                } else if code == ErrorCode::TooLarge {
                    // The size of the file was looked at before.
                    Shared::Full
                } else if waits && !is_late {
                    Shared::Later
                } else {
                    Shared::Never(called)
                })
            }
        }
    }

    /// The answer that is the file, and what it is called there.
    async fn reach(self: &Rc<Self>, media: &Media) -> Result<Reach, EdgeError> {
        let (kept, adapter) = self.known()?;
        let Ok(token) = self.token(None).await? else { return Ok(Reach::Later) };
        let mut request = self.with_account(&kept, |account| adapter.media(account, &token, media))?;
        // The service's own interface is where the deployment says; who wrote a link may lead us anywhere.
        let own = if matches!(media.at, MediaAt::Link(_)) { None } else { Url::parse(&request.url).ok() };
        for step in 0..MOST_STEPS {
            let is_own = |own: &Url| Url::parse(&request.url).is_ok_and(|url| url.origin() == own.origin());
            if !own.as_ref().is_some_and(is_own) && !self.may_fetch(&kept.origin, &request.url) {
                return Ok(Reach::Never);
            }
            let Some(mut answer) = self.fetch(&request, None).await? else { return Ok(Reach::Later) };
            let status = answer.status_code();
            if status == 202 || status == 429 || status >= 500 {
                return Ok(Reach::Later);
            }
            let is_json = answer.headers().get("Content-Type")?.is_some_and(|it| it.contains("json"));
            let is_good = (200..300).contains(&status);
            if step > 0 || (!is_json && is_good) {
                let name = answer.headers().get("Content-Disposition")?.and_then(|it| disposition_name(&it));
                return Ok(if is_good { Reach::Got(answer, name) } else { Reach::Never });
            }
            let headers = answer.headers().clone();
            let _load = self.load(told(&answer)?).await;
            let Some(body) = send::read_body(&mut answer, UNTOLD_BYTES).await else { return Ok(Reach::Later) };
            let answered = send::Answered { status, headers, body };
            match self.with_account(&kept, |account| answered.read(|it| adapter.read_media(account, &token, it)))? {
                Fetched::Next(next) => request = next,
                // A file of JSON.
                Fetched::Bytes => return Ok(Reach::Got(Response::from_bytes(answered.body)?, None)),
                Fetched::Later => return Ok(Reach::Later),
                Fetched::Failed(problem) => {
                    if problem.class == Class::RenewToken {
                        self.token(Some(&token)).await?.ok();
                    }
                    let again =
                        matches!(problem.class, Class::Retry { .. } | Class::RenewToken | Class::UnknownOutcome);
                    return Ok(if again { Reach::Later } else { Reach::Never });
                }
            }
        }
        Ok(Reach::Never)
    }
}

/// How large an answer's body is, if it says so.
fn told(answer: &Response) -> worker::Result<Option<u32>> {
    Ok(answer.headers().get("Content-Length")?.and_then(|told| told.parse().ok()).filter(|bytes| *bytes > 0))
}

/// How far one got to a file.
enum Reach {
    /// Its answer, and what it is called there.
    Got(Response, Option<String>),
    /// It isn't ready, or nobody answered.
    Later,
    /// It can't be had.
    Never,
}

/// One file on its way into a room.
struct Bringing {
    inner: Rc<Inner>,
    enquiry: EnquiryId,
    seat: Seat,
    file: FileId,
}

impl Bringing {
    async fn bring(
        &self,
        start: StartFile,
        mut answer: Response,
        whole: Option<Vec<u8>>,
    ) -> Result<LogEntry, EdgeError> {
        let bytes = start.bytes;
        let mut state: FileState = self.ask(&FileAsk::Start { start: Box::new(start) }).await?;
        if let Some(entry) = state.entry {
            return Ok(entry);
        }
        let bucket = self.inner.env.bucket("FILES")?;
        let (service, _) = self.inner.name()?;
        let key = shared_key(service, self.enquiry.into(), self.file);
        if state.needs_upload {
            let upload = bucket.create_multipart_upload(key.clone()).execute().await?;
            state = self.ask(&FileAsk::MakeUpload { file: self.file, upload: upload.upload_id().await }).await?;
        }
        let mut parts = Parts::of(&mut answer, whole)?;
        let mut uploaded = Vec::new();
        let mut number = 1_u32;
        while let Some(part) = parts.next().await? {
            let size = u32::try_from(part.len()).unwrap_or(u32::MAX);
            self.ask::<FileState>(&FileAsk::Place { file: self.file, part: number, bytes: size }).await?;
            let mark = match &state.upload {
                Some(upload) => {
                    let upload = bucket.resume_multipart_upload(key.clone(), upload.clone())?;
                    let part = upload.upload_part(u16::try_from(number).unwrap_or(u16::MAX), part).await?;
                    let mark = part.etag();
                    uploaded.push(part);
                    mark
                }
                None => bucket.put(&key, part).execute().await?.map(|kept| kept.http_etag()).unwrap_or_default(),
            };
            self.ask::<FileState>(&FileAsk::Keep { file: self.file, part: number, mark }).await?;
            number += 1;
        }
        if let Some(upload) = &state.upload
            && bucket.resume_multipart_upload(key.clone(), upload.clone())?.complete(uploaded).await.is_err()
            && bucket.head(&key).await?.is_none_or(|there| there.size() != u64::from(bytes))
        {
            // The bucket knows the upload no more: all of it is brought again.
            self.ask::<FileState>(&FileAsk::Lose { file: self.file }).await?;
            return Err(EdgeError::unavailable("The file isn't there yet."));
        }
        let start = self.ask::<FileState>(&FileAsk::Whole { file: self.file }).await?.start;
        let length = u64::from(sniff::HEAD_BYTES.min(bytes));
        let found = bucket.get(&key).range(Range::Prefix { length }).execute().await?;
        let head = match found.as_ref().and_then(worker::Object::body) {
            Some(body) => body.bytes().await?,
            None => return Err(EdgeError::unavailable("The file isn't there yet.")),
        };
        match sniff::card(&start, &head) {
            Ok(card) => {
                let shared: FileState = self.ask(&FileAsk::Share { file: self.file, card: Box::new(card) }).await?;
                shared.entry.ok_or(EdgeError::Broken("a file was shared and isn't in the log"))
            }
            Err(code) => Err(EdgeError::refused(code, "Files of this kind aren't kept.")),
        }
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, ask: &FileAsk) -> Result<T, EdgeError> {
        let (service, _) = self.inner.name()?;
        let headers = Headers::new();
        headers.set(SEAT_HEADER, &access::ascii(&self.seat)?)?;
        let room = format!("{service}/{}", self.enquiry);
        object::ask(&self.inner.env, ("ROOM", &room), "/internal/file", headers, ask).await
    }
}

/// A body in parts of the size that the bucket takes.
struct Parts {
    stream: Option<ByteStream>,
    rest: Vec<u8>,
}

impl Parts {
    fn of(answer: &mut Response, whole: Option<Vec<u8>>) -> Result<Self, EdgeError> {
        let stream = if whole.is_some() { None } else { Some(answer.stream()?) };
        Ok(Self { rest: whole.unwrap_or_default(), stream })
    }

    async fn next(&mut self) -> Result<Option<Vec<u8>>, EdgeError> {
        let size = PART_BYTES as usize;
        if let Some(stream) = &mut self.stream {
            while self.rest.len() < size
                && let Some(chunk) = send::piece(stream).await?
            {
                self.rest.extend_from_slice(&chunk);
            }
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let after = self.rest.split_off(self.rest.len().min(size));
        Ok(Some(std::mem::replace(&mut self.rest, after)))
    }
}

/// What a file is called here: as it was sent, or by its kind.
fn file_name(given: Option<&str>, media: &Media, media_type: Option<&str>) -> Result<FileName, EdgeError> {
    let given = given.map(str::trim).filter(|name| !name.is_empty());
    if let Some(name) = given.and_then(|name| FileName::try_from(name).ok()) {
        return Ok(name);
    }
    let media_type = media_type.or(media.media_type.as_deref()).unwrap_or_default();
    let kind = match media.kind {
        channel::inbound::MediaKind::Image => "picture",
        channel::inbound::MediaKind::Video => "video",
        channel::inbound::MediaKind::Audio => "voice",
        channel::inbound::MediaKind::File => "file",
    };
    let ending = match media_type.split(';').next().unwrap_or_default().trim() {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "video/mp4" => ".mp4",
        "audio/mpeg" => ".mp3",
        "audio/mp4" | "audio/x-m4a" => ".m4a",
        "audio/ogg" => ".ogg",
        "audio/amr" => ".amr",
        "application/pdf" => ".pdf",
        _ => "",
    };
    FileName::try_from(format!("{kind}{ending}")).map_err(|_| EdgeError::Broken("a word and an ending are no name"))
}

/// `attachment; filename="order.pdf"`.
fn disposition_name(header: &str) -> Option<String> {
    let (_, rest) = header.split_once("filename=")?;
    let name = rest.trim_start_matches('"').split('"').next()?.split(';').next()?;
    Some(name.rsplit(['/', '\\']).next()?.to_owned())
}
