//! Everything that is held of one person, as one archive. It is written as it goes out: a page of a room's log or a piece of a
//! file at a time, asked for when the one before it has gone. What breaks in between breaks the download off, so that nobody
//! takes half of it for all.

use std::{collections::VecDeque, rc::Rc};

use futures_util::{StreamExt, stream};
use serde::Serialize;
use shared::{
    api::{EnquiryDetails, EntryList, ErrorCode, route::Match},
    file::FileCard,
    id::{EnquiryId, FileId, VisitorId},
    picture::Format,
    value::{Seq, ServiceSlug},
    wire::{LogEntry, Logged},
};
use worker::{ByteStream, Method, Response, ResponseBuilder, console_error};

use super::{
    Incoming,
    desk::Desk,
    limit,
    transcript::{self, Form},
};
use crate::{
    access::Caller,
    error::EdgeError,
    object::desk::export::Manifest,
    owed::{photo_key, shared_key},
    token,
    zip::Zip,
};

/// Most bytes of files in one archive: what one downloads in a few minutes, and the sum of which costs a worker seconds. The rest
/// is listed with addresses that are good for an hour.
const MAX_FILE_BYTES: u64 = 500 * 1_048_576;

/// What the archive says of itself.
const ABOUT: &str = "\
Everything that is held of one person.

contact.json            who they are: records, fields, notes of staff, consents, answers, blocks, reminders
photos/                 pictures of them, as their messaging services gave them
enquiries/*/            one folder for each enquiry, named by when it was raised and its id
  enquiry.json          what is known of it, its labels, its rating, and why it went where it went
  transcript.json       everything that happened in its room, notes of staff too, oldest first
  transcript.html       the same, to read
  files/                what was shared there, each behind its id
files.json              all files, and where each is: in this archive, at an address that ends after an hour, or deleted

Times end in _ms: milliseconds since 1970 in UTC.
";

/// Answers one request.
///
/// # Errors
/// Every refusal of the Desk's.
pub(super) async fn serve(incoming: Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    let asked = desk.ask_json(Method::Get, &incoming.path, &caller, None).await;
    let Manifest { person, enquiries, pictured, names } = limit::count_strangers(&desk, asked).await?;
    let contact = found.value("contact").unwrap_or_default().to_owned();
    let mut steps = VecDeque::from([
        Step::Text("README.txt".to_owned(), ABOUT.to_owned()),
        Step::Text("contact.json".to_owned(), pretty(&person)?),
    ]);
    steps.extend(pictured.into_iter().map(Step::Photo));
    steps.extend(enquiries.into_iter().map(Step::Enquiry));
    steps.push_back(Step::Files);
    steps.push_back(Step::End);
    let secret = token::secret(&incoming.env)?;
    let languages = incoming.request.headers().get("Accept-Language")?.unwrap_or_default();
    let writer = Writer {
        zip: Zip::new(incoming.now),
        steps,
        body: None,
        files: Vec::new(),
        file_bytes: 0,
        names,
        languages,
        secret,
        now: incoming.now,
        desk,
        caller,
    };
    let parts = stream::unfold(Some(writer), |writer| async move {
        let mut writer = writer?;
        loop {
            match writer.next().await {
                // A step that has nothing to write.
                Ok(Some(part)) if part.is_empty() => {}
                Ok(Some(part)) => return Some((Ok(part), Some(writer))),
                Ok(None) => return None,
                Err(error) => {
                    console_error!("An export broke off: {error}");
                    return Some((Err(worker::Error::RustError("the export broke off".to_owned())), None));
                }
            }
        }
    });
    Ok(ResponseBuilder::new()
        .with_header("Content-Type", "application/zip")?
        .with_header("Content-Disposition", &format!("attachment; filename=\"{contact}.zip\""))?
        .with_header("Cache-Control", "no-store")?
        .from_stream(parts)?)
}

/// What is written next.
enum Step {
    /// A short file.
    Text(String, String),
    /// A picture of them.
    Photo(VisitorId),
    /// What is known of an enquiry; its talk and files follow.
    Enquiry(EnquiryId),
    /// A page of its log, from after an entry: the file's beginning, if it is the first.
    Log(Rc<Folder>, Form, Option<Seq>),
    /// A shared file.
    File(Rc<Folder>, Box<FileCard>),
    /// The list of all files.
    Files,
    /// The end.
    End,
}

/// An enquiry's place in the archive.
struct Folder {
    enquiry: EnquiryId,
    name: String,
}

/// Where a file is.
#[derive(Serialize)]
struct Listed {
    file: FileId,
    enquiry: EnquiryId,
    name: String,
    bytes: u32,
    media_type: String,
    /// In the archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// Until an hour after the export.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
}

struct Writer {
    zip: Zip,
    steps: VecDeque<Step>,
    /// The file that is on its way.
    body: Option<ByteStream>,
    files: Vec<Listed>,
    file_bytes: u64,
    names: transcript::Names,
    languages: String,
    secret: String,
    now: shared::value::Timestamp,
    desk: Desk,
    caller: Caller,
}

impl Writer {
    /// The next part; none after the last one.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, EdgeError> {
        if let Some(body) = &mut self.body {
            let Some(part) = body.next().await else {
                self.body = None;
                return Ok(Some(self.zip.end()));
            };
            let part = part?;
            self.zip.add(&part);
            return Ok(Some(part));
        }
        let Some(step) = self.steps.pop_front() else { return Ok(None) };
        Ok(Some(match step {
            Step::Text(name, text) => self.text(name, &text),
            Step::Photo(visitor) => self.photo(visitor).await?,
            Step::Enquiry(enquiry) => self.enquiry(enquiry).await?,
            Step::Log(folder, form, after) => self.log(folder, form, after).await?,
            Step::File(folder, card) => self.file(&folder, *card).await?,
            Step::Files => {
                let list = pretty(&self.files)?;
                self.text("files.json".to_owned(), &list)
            }
            Step::End => self.zip.finish(),
        }))
    }

    fn text(&mut self, name: String, text: &str) -> Vec<u8> {
        let mut part = self.zip.begin(name);
        self.zip.add(text.as_bytes());
        part.extend_from_slice(text.as_bytes());
        part.extend(self.zip.end());
        part
    }

    async fn photo(&mut self, visitor: VisitorId) -> Result<Vec<u8>, EdgeError> {
        let found = self.desk.env.bucket("FILES")?.get(photo_key(&self.desk.service, visitor)).execute().await?;
        // Erased since the export began.
        let Some(photo) = found else { return Ok(Vec::new()) };
        let media_type = photo.http_metadata().content_type.unwrap_or_default();
        let ending = Format::ALL.into_iter().find(|format| format.media_type() == media_type).map(Format::extension);
        let Some(body) = photo.body() else { return Ok(Vec::new()) };
        self.body = Some(body.stream()?);
        Ok(self.zip.begin(format!("photos/{visitor}.{}", ending.unwrap_or("bin"))))
    }

    async fn enquiry(&mut self, enquiry: EnquiryId) -> Result<Vec<u8>, EdgeError> {
        let path = format!("/internal/export/{enquiry}");
        let details = self.desk.ask_json::<EnquiryDetails>(Method::Get, &path, &self.caller, None).await;
        let details = match details {
            // Erased since the export began.
            Err(error) if error.body().code == ErrorCode::NotFound => return Ok(Vec::new()),
            details => details?,
        };
        let day = transcript::written(details.card.raised_at_ms);
        let day = day.get(..10).unwrap_or_default();
        let folder = Rc::new(Folder { enquiry, name: format!("enquiries/{day}-{enquiry}") });
        for form in [Form::Html, Form::Json] {
            self.steps.push_front(Step::Log(folder.clone(), form, None));
        }
        Ok(self.text(format!("{}/enquiry.json", folder.name), &pretty(&details)?))
    }

    async fn log(&mut self, folder: Rc<Folder>, form: Form, after: Option<Seq>) -> Result<Vec<u8>, EdgeError> {
        let page = self.page(folder.enquiry, after.unwrap_or_default()).await?;
        let writer = transcript::Writer::new(form, &self.languages, self.names.clone(), None);
        let (mut part, mut text) = (Vec::new(), String::new());
        if after.is_none() {
            part = self.zip.begin(format!("{}/transcript.{}", folder.name, form.ending()));
            text = writer.head(folder.enquiry.into());
        }
        for entry in &page.entries {
            text.push_str(&writer.entry(entry)?);
            if form == Form::Json {
                self.note_file(&folder, entry);
            }
        }
        if page.next.is_none() {
            text.push_str(writer.foot());
        }
        self.zip.add(text.as_bytes());
        part.extend_from_slice(text.as_bytes());
        match page.next {
            Some(next) => self.steps.push_front(Step::Log(folder, form, Some(next))),
            None => part.extend(self.zip.end()),
        }
        Ok(part)
    }

    async fn page(&self, enquiry: EnquiryId, after: Seq) -> Result<EntryList, EdgeError> {
        let mut answer = self.desk.read_room(enquiry.into(), &format!("/internal/entries/{}", after.0)).await?;
        let text = answer.text().await?;
        if answer.status_code() < 300 {
            return serde_json::from_str(&text).map_err(|_| EdgeError::Broken("a room's page has another shape"));
        }
        let error = super::object::refusal(&text);
        // Never opened: there was no talk.
        if error.body().code == shared::room::Refusal::NotOpened.body().code {
            return Ok(EntryList { entries: Vec::new(), last: Seq::default(), next: None });
        }
        Err(error)
    }

    /// A file that was shared there follows the log, or stands in the list alone.
    fn note_file(&mut self, folder: &Rc<Folder>, entry: &LogEntry) {
        let Logged::Shared { file, .. } = &entry.logged else { return };
        // Behind what is left of this enquiry's log, before the next one.
        let is_next = |step: &Step| !matches!(step, Step::Log(..) | Step::File(..));
        let at = self.steps.iter().position(is_next).unwrap_or(self.steps.len());
        self.steps.insert(at, Step::File(folder.clone(), Box::new(file.clone())));
    }

    async fn file(&mut self, folder: &Folder, card: FileCard) -> Result<Vec<u8>, EdgeError> {
        let mut listed = Listed {
            file: card.file,
            enquiry: folder.enquiry,
            name: card.name.as_str().to_owned(),
            bytes: card.bytes,
            media_type: card.media_type.to_string(),
            path: None,
            address: None,
            deleted: card.deleted,
        };
        if card.deleted {
            self.files.push(listed);
            return Ok(Vec::new());
        }
        let bytes = self.file_bytes + u64::from(card.bytes);
        if bytes > MAX_FILE_BYTES || !self.zip.has_place() {
            let whose = (&self.desk.service, folder.enquiry.into());
            let address = token::file_address::sign(&self.secret, self.now, whose, &card)?;
            listed.address = Some(format!("{}{}", self.desk.facts.origin, address.url));
            self.files.push(listed);
            return Ok(Vec::new());
        }
        let bucket = self.desk.env.bucket("FILES")?;
        let found = bucket.get(shared_key(&self.desk.service, folder.enquiry.into(), card.file)).execute().await?;
        let Some(body) = found.as_ref().and_then(worker::Object::body) else {
            // Deleted since the log was read.
            listed.deleted = true;
            self.files.push(listed);
            return Ok(Vec::new());
        };
        self.body = Some(body.stream()?);
        self.file_bytes = bytes;
        let path = format!("{}/files/{}-{}", folder.name, card.file, plain(card.name.as_str()));
        listed.path = Some(path.clone());
        self.files.push(listed);
        Ok(self.zip.begin(path))
    }
}

/// A name that leads nowhere else, wherever it is unpacked.
fn plain(name: &str) -> String {
    let odd = |letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
    let plain: String = name.chars().map(|letter| if odd(letter) { '_' } else { letter }).take(120).collect();
    // Windows drops these at the end.
    plain.trim_end_matches(['.', ' ']).to_owned()
}

fn pretty(value: &impl Serialize) -> Result<String, EdgeError> {
    serde_json::to_string_pretty(value).map_err(|_| EdgeError::Broken("what is exported has no JSON form"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_archive() {
        for (name, expected) in
            [("a b.txt", "a b.txt"), ("../../etc/passwd", ".._.._etc_passwd"), ("C:\\x. ", "C__x"), ("..", "")]
        {
            assert_eq!(plain(name), expected);
        }
    }
}
