//! What happened in a room, to read without us: as a page (no script, nothing from elsewhere, every word escaped), as plain text,
//! or as the entries are. It is written as it goes out, a page of the log at a time; or e-mailed, as the visitor sees it.

mod words;

use std::{collections::BTreeMap, rc::Rc};

use futures_util::stream;
use shared::{
    api::{EntryList, ErrorCode, MailTranscript, RoomState, route::Match},
    call::{CallEnd, CallMark, CallStep},
    id::{RoomId, StaffId},
    owed::Seat,
    value::{DisplayName, Seq, ServiceSlug, Timestamp},
    wire::{Author, LogEntry, Logged, Revision, RoomCard},
};
use worker::{Method, Response, ResponseBuilder, console_error};

use self::words::Words;
use super::{Incoming, api, body, desk::Desk, limit};
use crate::{
    access::Caller,
    answer,
    error::EdgeError,
    mail::{self, Mail, Mailer},
    object::{desk::rooms::Mailing, room::RoomCall},
    page::escape,
};

/// Where a room is asked.
const DOOR: &str = "/internal/call";

/// Most bytes of a transcript in an e-mail, as text and as a page together: the service takes 5 MiB (its documentation, limits), and
/// a byte takes three in the worst encoding. Some five thousand messages.
const MAX_MAIL_BYTES: usize = 1_500_000;

/// What staff are called.
pub(super) type Names = BTreeMap<StaffId, DisplayName>;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:46rem;padding:0 1rem;color:#1b1f29;background:#fff}\
ol{list-style:none;padding:0}li{padding:.5rem 0;border-top:1px solid #d8dce5}time,.small{color:#596275;font-size:.85rem}\
p{margin:.25rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}.note{background:#fff7db;padding-inline:.5rem}.event{color:#596275}\
@media print{body{margin:0;max-width:none}li{break-inside:avoid}}\
@media screen and (prefers-color-scheme:dark){body{color:#e8ebf2;background:#14171f}li{border-color:#333a48}time,.small,.event{color:#a3acbe}.note{background:#3a3213}}";

/// How a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Html,
    Text,
    Json,
}

impl Form {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }
}

/// How the log of one room is written, for one reader.
pub(super) struct Writer {
    form: Form,
    words: &'static Words,
    names: Names,
    /// Who asks there, if anybody does.
    whose: String,
    /// What the visitor asked, if it is they who read it.
    asked: Option<DisplayName>,
}

impl Writer {
    /// For who reads these languages. `whose` is who asks there, if that is known.
    pub(super) fn new(form: Form, accept_language: &str, names: Names, whose: Option<String>) -> Self {
        let words = words::of(accept_language);
        Self { form, words, names, whose: whose.unwrap_or_else(|| words.visitor.to_owned()), asked: None }
    }

    /// The same for the visitor who asked this service.
    fn for_visitor(self, asked: &DisplayName) -> Self {
        Self { asked: Some(asked.clone()), ..self }
    }

    fn title(&self, room: RoomId) -> String {
        match (&self.asked, room) {
            (Some(service), _) => self.words.title_for_visitor.replace("{}", service.as_str()),
            (None, RoomId::Enquiry(_)) => self.words.title.replace("{}", &self.whose),
            (None, RoomId::Space(_)) => self.words.title_of_space.to_owned(),
        }
    }

    /// What it begins with.
    pub(super) fn head(&self, room: RoomId) -> String {
        let title = self.title(room);
        match self.form {
            Form::Json => "[".to_owned(),
            Form::Text => format!("{title}\n{room}\n{}\n\n", self.words.times),
            Form::Html => {
                let (lang, title, times) = (self.words.lang, escape(&title), self.words.times);
                format!(
                    "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
                     content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
                     style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
                     <h1 dir=\"auto\">{title}</h1>\n<p class=\"small\">{room} · {times}</p>\n<ol>\n"
                )
            }
        }
    }

    /// What it ends with.
    pub(super) fn foot(&self) -> &'static str {
        match self.form {
            Form::Json => "\n]\n",
            Form::Text => "",
            Form::Html => "</ol>\n</main>\n</body>\n</html>\n",
        }
    }

    /// One entry; nothing for what isn't drawn.
    ///
    /// # Errors
    /// When it has no JSON form.
    pub(super) fn entry(&self, entry: &LogEntry) -> Result<String, EdgeError> {
        if self.form == Form::Json {
            let start = if entry.seq.0 == 1 { "\n" } else { ",\n" };
            return Ok(format!("{start}{}", serde_json::to_string(entry)?));
        }
        let Some(Told { kind, who, words }) = self.told(entry) else { return Ok(String::new()) };
        let at = written(entry.at_ms);
        // Who isn't to compare logs by it wants no milliseconds.
        let shown = if self.asked.is_some() { at.get(..16).unwrap_or(&at).replace('T', " ") } else { at.clone() };
        let who_and = |between: &str| if who.is_empty() { String::new() } else { format!("{who}{between}") };
        Ok(match self.form {
            Form::Html => {
                let who = if who.is_empty() {
                    String::new()
                } else {
                    format!(" <strong dir=\"auto\">{}</strong>", escape(&who))
                };
                format!(
                    "<li class=\"{kind}\"><time datetime=\"{at}\">{shown}</time>{who}<p dir=\"auto\">{}</p></li>\n",
                    escape(&words)
                )
            }
            Form::Text | Form::Json => format!("[{shown}] {}{}\n", who_and(": "), words.replace('\n', "\n    ")),
        })
    }

    fn name(&self, staff: StaffId) -> String {
        self.names.get(&staff).map_or_else(|| self.words.somebody.to_owned(), ToString::to_string)
    }

    fn author(&self, author: Author) -> String {
        author.staff().map_or_else(|| self.whose.clone(), |staff| self.name(staff))
    }

    fn told(&self, entry: &LogEntry) -> Option<Told> {
        let words = self.words;
        let said = |kind, who, body: &str, revised: Option<Revision>| {
            let words = match revised {
                Some(Revision::Recalled) => words.recalled.to_owned(),
                Some(Revision::Edited) => format!("{body} ({})", words.edited),
                None => body.to_owned(),
            };
            Some(Told { kind, who, words })
        };
        let happened = |template: &str, name: &str| {
            Some(Told { kind: "event", who: String::new(), words: template.replace("{}", name) })
        };
        match &entry.logged {
            Logged::Said { author, body, revised, .. } => said("said", self.author(*author), body.as_str(), *revised),
            Logged::Noted { staff, body, revised, .. } => {
                said("note", format!("{} ({})", staff.name, words.note), body.as_str(), *revised)
            }
            Logged::Shared { author, file, .. } => {
                let gone = if file.deleted { format!(", {}", words.deleted) } else { String::new() };
                let file = format!("{}: {} ({} B{gone})", words.file, file.name.as_str(), file.bytes);
                said("said", self.author(*author), &file, None)
            }
            Logged::Automatic { body, .. } => said("said", words.automatic.to_owned(), body.as_str(), None),
            Logged::DetailsLeft { details, .. } => {
                let left = [
                    details.name.as_ref().map(ToString::to_string),
                    details.email.as_ref().map(|email| email.as_str().to_owned()),
                    details.phone.as_ref().map(|phone| phone.as_str().to_owned()),
                ];
                let left: Vec<String> = left.into_iter().flatten().collect();
                said("said", self.whose.clone(), &format!("{}: {}", words.details, left.join(", ")), None)
            }
            Logged::Raised => happened(words.raised, &self.whose),
            Logged::Answered { staff } => happened(words.answered, staff.name.as_str()),
            Logged::Joined { staff } => happened(words.joined, staff.name.as_str()),
            Logged::Left { staff } => happened(words.left, staff.name.as_str()),
            Logged::Passing { to } => happened(words.passing, to.name().as_str()),
            Logged::Returned { staff, .. } => happened(words.returned, staff.name.as_str()),
            Logged::Missed => happened(words.missed, ""),
            Logged::Reopened => happened(words.reopened, ""),
            Logged::Closed { staff: Some(staff), .. } => happened(words.ended_by, &self.name(*staff)),
            Logged::Closed { staff: None, .. } => happened(words.ended, ""),
            Logged::Call(CallMark { step: CallStep::Joined { listens: Some(card), .. }, .. }) => {
                happened(words.listens, card.name.as_str())
            }
            Logged::Call(mark) => {
                let (template, by, length_s) = self.of_call(&mark.step)?;
                let told = template.replace("{}", &by.map(|by| self.author(by)).unwrap_or_default());
                let length =
                    if length_s == 0 { String::new() } else { format!(" ({}:{:02})", length_s / 60, length_s % 60) };
                Some(Told { kind: "event", who: String::new(), words: format!("{told}{length}") })
            }
            // What they changed says so itself.
            Logged::Revised { .. }
            | Logged::FileDeleted { .. }
            | Logged::Hidden
            | Logged::Closing { .. }
            | Logged::Unknown => None,
        }
    }

    /// What happened in a call: the words, who did it, and how many seconds two were in it.
    fn of_call(&self, step: &CallStep) -> Option<(&'static str, Option<Author>, u32)> {
        let words = self.words;
        Some(match step {
            CallStep::Offered { by, .. } => (words.called, Some(*by), 0),
            CallStep::Joined { who, .. } => (words.joined_call, Some(*who), 0),
            CallStep::Recorded { .. } => (words.recorded, None, 0),
            CallStep::Ended { why, length_s, .. } => {
                let words = match why {
                    CallEnd::HungUp | CallEnd::Closed => words.call_ended,
                    CallEnd::Cancelled => words.call_cancelled,
                    CallEnd::Declined => words.call_declined,
                    CallEnd::Unanswered => words.call_missed,
                    CallEnd::Lost => words.call_lost,
                };
                (words, None, *length_s)
            }
            CallStep::Unknown => return None,
        })
    }
}

/// An entry in words.
struct Told {
    kind: &'static str,
    who: String,
    words: String,
}

/// As ISO 8601 has it, in UTC.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53")]
pub(super) fn written(at: Timestamp) -> String {
    js_sys::Date::new(&(at.as_ms() as f64).into()).to_iso_string().into()
}

/// Answers with the transcript of a room.
///
/// # Errors
/// Every refusal of the Desk's and the room's.
pub(super) async fn serve(incoming: Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    let seat = desk.ask_json(Method::Get, &incoming.path, &caller, None).await;
    let seat: Seat = limit::count_strangers(&desk, seat).await?;
    let format =
        incoming.request.url()?.query_pairs().find(|(name, _)| name == "format").map(|(_, format)| format.into_owned());
    let form = match format.as_deref() {
        None | Some("html") => Form::Html,
        Some("text") => Form::Text,
        Some("json") => Form::Json,
        Some(_) => return Err(EdgeError::refused(ErrorCode::Malformed, "`format` is `html`, `text` or `json`.")),
    };
    let room = api::room(found)?;
    let (names, whose) = people(&desk, &seat, room).await?;
    let languages = incoming.request.headers().get("Accept-Language")?.unwrap_or_default();
    let writer = Writer::new(form, &languages, names, whose);
    let reading = Reading { writer: Rc::new(writer), desk, seat, room, next: Some(Seq(0)) };
    let parts = stream::unfold(reading, |mut reading| async move {
        match reading.next().await {
            Ok(part) => part.map(|part| (Ok(part), reading)),
            Err(error) => {
                console_error!("A transcript broke off: {error}");
                reading.next = None;
                Some((Err(worker::Error::RustError("the transcript broke off".to_owned())), reading))
            }
        }
    });
    // A page is looked at and printed, all else is kept.
    let way = if form == Form::Html { "inline" } else { "attachment" };
    Ok(ResponseBuilder::new()
        .with_header("Content-Type", form.media_type())?
        .with_header("Content-Disposition", &format!("{way}; filename=\"{room}.{}\"", form.ending()))?
        .with_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals")?
        .with_header("Cache-Control", "no-store")?
        .from_stream(parts)?)
}

/// What everybody in a room is called: staff, and who asks there.
async fn people(desk: &Desk, seat: &Seat, room: RoomId) -> Result<(Names, Option<String>), EdgeError> {
    let RoomState { room: card, .. } = desk.ask_room_json(room, DOOR, seat, &RoomCall::State).await?;
    let RoomCard { people, visitor_name, .. } = card;
    Ok((people.into_iter().map(|one| (one.id, one.name)).collect(), visitor_name.map(String::from)))
}

/// E-mails the transcript of an enquiry, as its visitor sees it. Files are named in it: their addresses let anybody in.
///
/// # Errors
/// Every refusal of the Desk's and the room's; `too_large`, `mail_failed`.
pub(super) async fn mail(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let wanted = body::text(&mut incoming.request, body::MAX_BYTES).await?;
    let desk = incoming.desk(service)?;
    let mailing = desk.ask_json(Method::Post, &incoming.path, &caller, Some(&wanted)).await;
    let Mailing { seat, wanted, service } = limit::count_strangers(&desk, mailing).await?;
    let MailTranscript { to, language } = wanted;
    let mailer = Mailer::of(&incoming.env).ok_or_else(mail::not_set_up)?;
    let room = api::room(found)?;
    let (names, whose) = people(&desk, &seat, room).await?;
    let language = language.map(String::from).unwrap_or_default();
    let writer = |form| Writer::new(form, &language, names.clone(), whose.clone()).for_visitor(&service);
    let writers = [writer(Form::Text), writer(Form::Html)];
    let mut written = writers.each_ref().map(|writer| writer.head(room));
    let mut next = Some(Seq(0));
    while let Some(after) = next {
        let page: EntryList = desk.ask_room_json(room, DOOR, &seat, &RoomCall::VisitorsAfter(after)).await?;
        for (writer, written) in writers.iter().zip(&mut written) {
            for entry in &page.entries {
                written.push_str(&writer.entry(entry)?);
            }
        }
        if written.iter().map(String::len).sum::<usize>() > MAX_MAIL_BYTES {
            let words = "This chat is too long for an e-mail. Save it as text, and send that as a file.";
            return Err(EdgeError::refused(ErrorCode::TooLarge, words));
        }
        next = page.next;
    }
    let [text, html] = &mut written;
    html.push_str(writers[1].foot());
    let mail = Mail { to: &to, name: &service, subject: &writers[0].title(room), text, html };
    mailer.send(&mail, &format!("The transcript of {room}")).await?;
    Ok(answer::done())
}

/// A transcript on its way out.
struct Reading {
    writer: Rc<Writer>,
    desk: Desk,
    seat: Seat,
    room: RoomId,
    /// After which entry it goes on; none after the last one.
    next: Option<Seq>,
}

impl Reading {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, EdgeError> {
        let Some(after) = self.next else { return Ok(None) };
        let page: EntryList = self.desk.ask_room_json(self.room, DOOR, &self.seat, &RoomCall::After(after)).await?;
        let mut text = if after == Seq(0) { self.writer.head(self.room) } else { String::new() };
        for entry in &page.entries {
            text.push_str(&self.writer.entry(entry)?);
        }
        self.next = page.next;
        if page.next.is_none() {
            text.push_str(self.writer.foot());
        }
        Ok(Some(text.into_bytes()))
    }
}
