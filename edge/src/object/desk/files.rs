//! The files of all rooms: how much there is, which, and whether one more may come. What is in a room is that room's to say; it
//! tells here what comes and goes.

use serde::{Deserialize, Serialize};
use shared::{
    api::{ErrorCode, FILES_PAGE, StoredFiles},
    audit::{About, Deed},
    file::{FileKind, place::Place},
    id::{EnquiryId, FileId, RoomId},
    owed::FileNews,
    value::Timestamp,
};
use worker::Response;

use super::{
    Desk, audit,
    call::{Call, Who},
    serve::{asked_for, asked_place, place},
    spaces, visitors,
};
use crate::{
    answer,
    error::EdgeError,
    owed::Target,
    store::desk::{
        account,
        file::{self as store, Asked},
    },
};

const DAY_MS: i64 = 86_400_000;

/// What the router says of a file that is about to come.
#[derive(Serialize, Deserialize)]
pub(crate) struct FileComes {
    pub(crate) file: FileId,
    pub(crate) bytes: u32,
}

/// Whether one more may come, as far as the whole service is concerned.
///
/// # Errors
/// `storage_full`, `too_fast`; `not_found` for who has nothing to do with the enquiry, before anything is noted.
pub(super) fn admit(desk: &Desk, now: Timestamp, who: &Who, room: RoomId, body: &str) -> Result<(), EdgeError> {
    let FileComes { file, bytes } = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    let visitor = match who {
        Who::Visitor(visitor) => {
            let enquiry = room.enquiry().ok_or_else(EdgeError::not_found)?;
            let known = visitors::known(desk, enquiry)?.filter(|enquiry| enquiry.raised.visitor == *visitor);
            known.ok_or_else(EdgeError::not_found)?;
            Some(*visitor)
        }
        Who::Staff(_) | Who::Anyone | Who::SetUpKey => None,
    };
    let used = store::used(sql).map_err(EdgeError::Storage)?.iter().map(|used| used.bytes).sum();
    let sent = visitor.map(|visitor| store::sent(sql, now, visitor, file)).transpose().map_err(EdgeError::Storage)?;
    let most = desk.memory.look(|known| known.setup.keeping().max_storage_bytes)?;
    let place = Place { used, most, sent: sent.unwrap_or_default() };
    place.admit(now, bytes).map_err(|no_place| EdgeError::from(no_place.body()))?;
    if let Some(visitor) = visitor {
        desk.memory.note(|| store::note_sent(sql, now, visitor, file, bytes).map_err(EdgeError::Storage))?;
    }
    Ok(())
}

/// What a room tells of a file.
///
/// # Errors
/// That of the database: the room tells again.
pub(super) fn note(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let news: FileNews = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    // Of a room whose visitor was erased, nothing is kept.
    let is_known = match news.room {
        RoomId::Enquiry(enquiry) => visitors::known(desk, enquiry)?.is_some(),
        RoomId::Space(space) => spaces::is_known(sql, space)?,
    };
    if news.shared.is_some() && !is_known {
        return Ok(answer::done());
    }
    desk.memory.note(|| {
        // Told twice, it was deleted once.
        if let Some(by) = news.by.filter(|_| news.shared.is_none())
            && store::is_known(sql, news.file)?
        {
            let about = news.room.enquiry().map_or_else(About::default, About::enquiry);
            audit::note(sql, now, by, Deed::FileDeleted, &about)?;
        }
        Ok(store::note(sql, &news)?)
    })?;
    desk.memory.arm(true)?;
    Ok(answer::done())
}

/// Most files that go in one turn: others want theirs, and the alarm fires again at once.
const MOST_TOGETHER: i64 = 100;

/// Has rooms delete what the service keeps no longer. It is out of the list at once, and each room is owed that it follows.
///
/// # Errors
/// That of the database.
pub(super) fn expire_due(desk: &Desk, now: Timestamp) -> Result<(), EdgeError> {
    let (keeping, slug) = desk.memory.look(|known| (known.setup.keeping(), known.slug.clone()))?;
    let Some(days) = keeping.delete_files_after_days else { return Ok(()) };
    let sql = &desk.memory.sql;
    let due = store::until(sql, now.plus_ms(-i64::from(days) * DAY_MS), MOST_TOGETHER)?;
    if due.is_empty() {
        return Ok(());
    }
    desk.memory.note(|| {
        for expire in due {
            let target = Target::Room(slug.clone(), expire.room);
            desk.outbox.owe(now, &target, "/internal/file-expire", &expire)?;
            store::remove(sql, expire.file)?;
        }
        Ok(())
    })
}

/// Every file, newest first, a page at a time, and how much there is.
///
/// # Errors
/// `malformed` for a question that can't be one.
pub(super) fn list(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let asked = Asked {
        before: call.query("before").map(|text| asked_place("before", text)).transpose()?,
        name: call.query("name").map(str::to_owned).filter(|name| !name.is_empty()),
        kind: call.query("kind").map(kind).transpose()?,
        enquiry: call.query("enquiry").map(asked_for::<EnquiryId>).transpose()?,
        is_staff: call.query("side").map(side).transpose()?,
        sender: call.query("sender").map(str::to_owned).filter(|sender| !sender.is_empty()),
        from: call.query("from_ms").map(moment).transpose()?,
        until: call.query("until_ms").map(moment).transpose()?,
    };
    let names = account::names(call.sql).map_err(EdgeError::Storage)?;
    let mut files = store::page(call.sql, &asked, &names).map_err(EdgeError::Storage)?;
    let next = answer::cut(&mut files, FILES_PAGE, |last| place(last.at_ms, last.card.file));
    let used = store::used(call.sql).map_err(EdgeError::Storage)?;
    let max_bytes = desk.memory.look(|known| known.setup.keeping().max_storage_bytes)?;
    answer::json(&StoredFiles { files, next, used, max_bytes })
}

fn moment(text: &str) -> Result<Timestamp, EdgeError> {
    text.parse().map(Timestamp::from_ms).map_err(|_| malformed("A moment is a number: milliseconds since 1970."))
}

fn kind(text: &str) -> Result<FileKind, EdgeError> {
    let found = FileKind::ALL.into_iter().find(|kind| kind.as_str() == text);
    found.ok_or_else(|| malformed("A kind is `image`, `video`, `audio` or `document`."))
}

fn side(text: &str) -> Result<bool, EdgeError> {
    match text {
        "staff" => Ok(true),
        "visitor" => Ok(false),
        _ => Err(malformed("A side is `visitor` or `staff`.")),
    }
}

fn malformed(words: &str) -> EdgeError {
    EdgeError::refused(ErrorCode::Malformed, words)
}
