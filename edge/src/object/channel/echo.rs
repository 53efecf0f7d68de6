//! What the business writes in the messaging service's own application: it is told of it, and so is the room, once. What we sent
//! comes back in the same way, and is there already.

use std::rc::Rc;

use channel::inbound::Content;
use shared::{
    api::ErrorCode,
    card::StaffCard,
    channel::elsewhere,
    id::{EnquiryId, FileId, MessageId},
    owed::Seat,
    value::{DisplayName, Handle, Timestamp},
    wire::{LogEntry, RoomClientFrame},
};

use super::{
    Inner,
    carry::{FILE_WAITS_MS, Step, passes},
    media::Shared,
    said,
};
use crate::{
    clock,
    error::EdgeError,
    object::room::channel::ChannelCall,
    store::channel::{
        delivery,
        person::{self, Known},
        said::{self as places, By, Place},
    },
};

/// Something that was sent to somebody by the account.
#[derive(Clone, Copy)]
pub(super) struct Echo<'a> {
    /// The service's id of it.
    pub(super) id: &'a str,
    /// What we said of it when we sent it, if it was we.
    pub(super) ours: Option<&'a str>,
    pub(super) content: &'a [Content],
    /// One for each part of it.
    pub(super) ids: &'a [(MessageId, FileId)],
    pub(super) came_at: Timestamp,
}

impl Inner {
    /// Says it in the room of who it was sent to, unless we sent it.
    pub(super) async fn echo(self: &Rc<Self>, known: &Known, echo: Echo<'_>) -> Result<Step, EdgeError> {
        let sql = self.storage.sql();
        let Some(enquiry) = known.enquiry else { return Ok(Step::Done) };
        if self.is_ours(known, echo.ours)? || places::find(&sql, echo.id)?.is_some() {
            return Ok(Step::Done);
        }
        // It may come before the answer to our own send.
        if delivery::first(&sql, &known.id)?.is_some_and(|first| first.is_sending) {
            return Ok(Step::Later);
        }
        let is_late = clock::now().ms_since(echo.came_at) > FILE_WAITS_MS;
        let (card, language) = (self.card_elsewhere()?, self.known()?.0.language);
        let way = Way { inner: self, enquiry, card, language };
        for (number, (part, ids)) in echo.content.iter().zip(echo.ids).enumerate() {
            let entry = match way.say(part, *ids, is_late).await? {
                Said::Entry(entry) => entry,
                Said::Nothing => continue,
                Said::Later => return Ok(Step::Later),
                Said::Full => {
                    self.end_full(&mut known.clone(), enquiry).await?;
                    return Ok(Step::Done);
                }
            };
            if person::is_there(&sql, known)? {
                let place = Place { enquiry, seq: entry.seq, message: entry.logged.message(), by: By::Elsewhere };
                places::note(&sql, clock::now(), &places::part(echo.id, number), &known.id, &place, None)?;
            }
        }
        Ok(Step::Done)
    }

    /// Whether it names something that a room of theirs had us send.
    fn is_ours(&self, known: &Known, named: Option<&str>) -> Result<bool, EdgeError> {
        let enquiry = named.and_then(|named| named.split_once('/')?.0.parse::<EnquiryId>().ok());
        let Some(enquiry) = enquiry else { return Ok(false) };
        Ok(person::of_room(&self.storage.sql(), enquiry)?.is_some_and(|of| of.id == known.id))
    }

    /// Who speaks there.
    pub(super) fn card_elsewhere(&self) -> Result<StaffCard, EdgeError> {
        let (kept, adapter) = self.known()?;
        let (_, account) = self.name()?;
        let broken = |_| EdgeError::Broken("a messaging service has no name");
        let kind = Handle::try_from(kept.kind).map_err(broken)?;
        let name = DisplayName::try_from(adapter.facts().name).map_err(broken)?;
        Ok(elsewhere(account, &kind, &name))
    }
}

/// What became of a part of it.
enum Said {
    /// It stands in the log.
    Entry(Box<LogEntry>),
    /// There is nothing to be said, or nowhere.
    Nothing,
    Later,
    /// The room has no place for it. What they say next begins another one.
    Full,
}

/// The way into the room.
struct Way<'a> {
    inner: &'a Rc<Inner>,
    enquiry: EnquiryId,
    card: StaffCard,
    language: String,
}

impl Way<'_> {
    async fn say(
        &self,
        part: &Content,
        (message, file): (MessageId, FileId),
        is_late: bool,
    ) -> Result<Said, EdgeError> {
        let words = if let Content::Media(media) | Content::Sticker { media: Some(media), .. } = part {
            let seat = Seat::Elsewhere { card: self.card.clone() };
            match self.inner.share(seat, self.enquiry, media, (message, file), is_late).await? {
                Shared::Done(entry) => return Ok(Said::Entry(entry)),
                Shared::Closed => return Ok(Said::Nothing),
                Shared::Full => return Ok(Said::Full),
                Shared::Later => return Ok(Said::Later),
                Shared::Never(name) => Some(said::note(&name, &self.language)),
            }
        } else {
            said::words(part, &self.language)
        };
        let mut first = None;
        for (number, body) in words.iter().flat_map(|words| said::bodies(words)).enumerate() {
            let message = message.part(u16::try_from(number).unwrap_or(u16::MAX));
            let frame = RoomClientFrame::Say { message, body, quote: None };
            let call = ChannelCall::Elsewhere(Box::new(self.card.clone()), frame);
            match self.inner.ask_room(self.enquiry, &call).await {
                Ok(entry) => first = first.or(Some(Box::new(entry))),
                Err(error) => {
                    let code = error.body().code;
                    return Ok(if code == ErrorCode::TooLarge {
                        Said::Full
                    } else if passes(code) {
                        Said::Later
                    } else {
                        Said::Nothing
                    });
                }
            }
        }
        Ok(first.map_or(Said::Nothing, Said::Entry))
    }
}
