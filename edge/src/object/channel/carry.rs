//! Carries on what came: to the Desk, which says whose room it is in, and into that room. Whatever is carried on twice is there
//! once: its ids were made when it came.

use std::rc::Rc;

use channel::{
    delivery::told,
    inbound::{Content, Inbound, Reached, What},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{
    api::ErrorCode,
    channel::{DeliveryCard, DeliveryNews, DeliveryState},
    id::{EnquiryId, FileId, MessageId, VisitorId},
    value::{DisplayName, Handle, LanguageTag, MessageBody, Seq, Timestamp},
    wire::{LogEntry, RoomClientFrame},
};
use worker::{Headers, console_error};

use super::{Inner, media::Shared, said};
use crate::{
    clock,
    error::EdgeError,
    object::room::channel::ChannelCall,
    owed::{Target, wait_ms},
    route::object,
    store::channel::{
        event::{self, Came, Waiting},
        person::{self, Known},
        said::{self as places, Place},
    },
};

/// A receipt for something that isn't known waits so long: the answer to the send may be later than the receipt.
const RECEIPT_WAITS_MS: i64 = 60_000;

/// A file that can't be had is waited for so long; what else its sender says waits behind it.
const FILE_WAITS_MS: i64 = 10 * 60_000;

/// The messaging service is asked again who somebody is after so long, at their next message.
const ASK_AGAIN_MS: i64 = 24 * 60 * 60_000;

/// What the Desk is asked: whose room is it?
#[derive(Serialize, Deserialize)]
pub(crate) struct RaiseByChannel {
    pub(crate) account: Handle,
    pub(crate) enquiry: EnquiryId,
    pub(crate) visitor: VisitorId,
    pub(crate) name: Option<DisplayName>,
    pub(crate) language: Option<LanguageTag>,
    pub(crate) former: Option<EnquiryId>,
}

/// What it answers.
#[derive(Serialize, Deserialize)]
pub(crate) struct RaisedByChannel {
    pub(crate) enquiry: EnquiryId,
}

/// What became of a step.
enum Step {
    /// It is done, or can't ever be.
    Done,
    /// It is to be tried again.
    Later,
}

/// What goes with something that is said.
#[derive(Clone, Copy, Default)]
struct About<'a> {
    /// What it quotes.
    quote: Option<Place>,
    /// The service's id of it.
    external: Option<&'a str>,
    /// How the service quotes it.
    quote_token: Option<&'a str>,
    /// Whether a file of it was waited for long enough.
    is_late: bool,
}

/// Whether it may be another time.
pub(super) const fn passes(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::Unavailable | ErrorCode::Internal | ErrorCode::TooFast)
}

impl Inner {
    /// Carries on a lane, unless somebody does already.
    pub(super) fn carry_lane(self: &Rc<Self>, lane: String) {
        let Some(hold) = self.hold(&format!("in {lane}")) else { return };
        let inner = self.clone();
        self.state.wait_until(async move {
            let _hold = hold;
            if let Err(error) = inner.carry_all(&lane).await {
                error.log("What came to a Channel");
            }
        });
    }

    async fn carry_all(self: &Rc<Self>, lane: &str) -> Result<(), EdgeError> {
        let sql = self.storage.sql();
        while let Some(waiting) = event::first(&sql, lane)? {
            if waiting.next_at > clock::now() {
                break;
            }
            let step = match self.carry(&waiting).await {
                Ok(step) => step,
                Err(error) => {
                    error.log("Something that came to a Channel");
                    Step::Later
                }
            };
            self.note(|| {
                match step {
                    Step::Done => event::done(&sql, waiting.id)?,
                    Step::Later => event::later(&sql, waiting.id, clock::now().plus_ms(wait_ms(waiting.attempts)))?,
                }
                Ok(self.arm()?)
            })?;
            self.outbox.send(&self.state);
            if matches!(step, Step::Later) {
                break;
            }
        }
        Ok(())
    }

    async fn carry(self: &Rc<Self>, waiting: &Waiting) -> Result<Step, EdgeError> {
        let Came { inbound, ids } = &waiting.came;
        let Inbound { person: Some(who), what, quote_token, .. } = inbound else { return Ok(Step::Done) };
        let sql = self.storage.sql();
        let Some(mut known) = person::find(&sql, &who.id)? else { return Ok(Step::Done) };
        match what {
            What::Message { id, content, quotes } => {
                let quote = self.place_of(quotes.as_deref())?;
                let is_late = clock::now().ms_since(waiting.came_at) > FILE_WAITS_MS;
                for (number, (part, made)) in content.iter().zip(ids).enumerate() {
                    // What quotes it later quotes its first part.
                    let external = Some(id.as_str()).filter(|_| number == 0);
                    let about = About { quote, external, quote_token: quote_token.as_deref(), is_late };
                    let step = self.say(&mut known, part, *made, about).await?;
                    if matches!(step, Step::Later) {
                        return Ok(step);
                    }
                }
                Ok(Step::Done)
            }
            What::Action { title: Some(title), .. } => self.say_text(&mut known, title, ids, None).await,
            What::Unsupported { id, name, .. } => {
                let text = said::note(name, &self.language()?);
                self.say_text(&mut known, &text, ids, id.as_deref()).await
            }
            What::Reaction { id, emoji: Some(emoji) } if known.enquiry.is_some() => {
                let (Some(place), Some((message, _))) = (places::find(&sql, id)?, ids.first()) else {
                    return Ok(Step::Done);
                };
                let Ok(body) = MessageBody::try_from(emoji.as_str()) else { return Ok(Step::Done) };
                let quote = Some(place.seq).filter(|_| known.enquiry == Some(place.enquiry));
                let frame = RoomClientFrame::Say { message: *message, body, quote };
                self.frame(&mut known, &frame, About::default()).await
            }
            What::Edited { id, text } => {
                let body = MessageBody::try_from(text.trim()).ok();
                match body {
                    Some(body) => self.revise(&known, id, ids, Some(body)).await,
                    None => Ok(Step::Done),
                }
            }
            What::Deleted { id } => self.revise(&known, id, ids, None).await,
            What::Receipt { ids: which, up_to_ms, state, .. } => {
                self.receipt(&known, which, *up_to_ms, state, waiting.came_at)
            }
            What::IdentityChanged { former, now } => {
                self.rename(former, now)?;
                Ok(Step::Done)
            }
            What::Action { title: None, .. }
            | What::Reaction { .. }
            | What::Followed { .. }
            | What::Unfollowed
            | What::Referral { .. }
            | What::Echo { .. }
            | What::Control { .. }
            | What::Ignored { .. } => Ok(Step::Done),
        }
    }

    fn language(&self) -> Result<String, EdgeError> {
        Ok(self.known()?.0.language)
    }

    fn place_of(&self, external: Option<&str>) -> Result<Option<Place>, EdgeError> {
        Ok(external.map(|external| places::find(&self.storage.sql(), external)).transpose()?.flatten())
    }

    async fn say(
        self: &Rc<Self>,
        known: &mut Known,
        part: &Content,
        (message, file): (MessageId, FileId),
        about: About<'_>,
    ) -> Result<Step, EdgeError> {
        let language = self.language()?;
        let (Content::Media(media) | Content::Sticker { media: Some(media), .. }) = part else {
            return match said::words(part, &language) {
                Some(text) => self.say_words(known, &text, message, about).await,
                None => Ok(Step::Done),
            };
        };
        let enquiry = match self.room_of(known).await? {
            Ok(enquiry) => enquiry,
            Err(step) => return Ok(step),
        };
        match self.share(known, enquiry, media, (message, file), about.is_late).await? {
            Shared::Done(entry) => {
                self.note_said(known, enquiry, &entry, about)?;
                Ok(Step::Done)
            }
            Shared::Closed => {
                self.leave(known, enquiry)?;
                Ok(Step::Later)
            }
            Shared::Later => Ok(Step::Later),
            Shared::Never(name) => self.say_words(known, &said::note(&name, &language), message, about).await,
        }
    }

    async fn say_text(
        self: &Rc<Self>,
        known: &mut Known,
        text: &str,
        ids: &[(MessageId, FileId)],
        external: Option<&str>,
    ) -> Result<Step, EdgeError> {
        let Some((message, _)) = ids.first() else { return Ok(Step::Done) };
        self.say_words(known, text, *message, About { external, ..About::default() }).await
    }

    /// Says a text; one above the limit of a message in several, of which the first has the id.
    async fn say_words(
        self: &Rc<Self>,
        known: &mut Known,
        text: &str,
        message: MessageId,
        about: About<'_>,
    ) -> Result<Step, EdgeError> {
        for (number, body) in said::bodies(text).into_iter().enumerate() {
            let message = message.part(u16::try_from(number).unwrap_or(u16::MAX));
            let about = if number == 0 { about } else { About::default() };
            let quote = about.quote.filter(|place| known.enquiry == Some(place.enquiry)).map(|place| place.seq);
            let step = self.frame(known, &RoomClientFrame::Say { message, body, quote }, about).await?;
            if matches!(step, Step::Later) {
                return Ok(step);
            }
        }
        Ok(Step::Done)
    }

    /// Does something in the room of somebody, raising an enquiry if they have none.
    async fn frame(
        self: &Rc<Self>,
        known: &mut Known,
        frame: &RoomClientFrame,
        about: About<'_>,
    ) -> Result<Step, EdgeError> {
        // Closed while it was on its way, once; then there is a new room.
        for _ in 0..2 {
            let enquiry = match self.room_of(known).await? {
                Ok(enquiry) => enquiry,
                Err(step) => return Ok(step),
            };
            let call = ChannelCall::Frame(known.visitor, frame.clone());
            let error = match self.ask_room::<LogEntry>(enquiry, &call).await {
                Ok(entry) => {
                    self.note_said(known, enquiry, &entry, about)?;
                    return Ok(Step::Done);
                }
                Err(error) => error,
            };
            let code = error.body().code;
            if matches!(code, ErrorCode::EnquiryClosed | ErrorCode::NotFound) {
                // It is over, or was erased.
                self.leave(known, enquiry)?;
            } else if passes(code) || code == ErrorCode::TooLarge {
                // One that is full takes nothing until its staff close it.
                return Ok(Step::Later);
            } else {
                // Nothing that trying again could help.
                console_error!("A message to {enquiry} was refused: {code:?}");
                return Ok(Step::Done);
            }
        }
        Ok(Step::Later)
    }

    fn note_said(
        &self,
        known: &Known,
        enquiry: EnquiryId,
        entry: &LogEntry,
        about: About<'_>,
    ) -> Result<(), EdgeError> {
        let Some(external) = about.external else { return Ok(()) };
        let place = Place { enquiry, seq: entry.seq, message: entry.logged.message(), ours: false };
        let sql = self.storage.sql();
        if !person::is_there(&sql, known)? {
            return Ok(());
        }
        Ok(places::note(&sql, clock::now(), external, &known.id, &place, about.quote_token)?)
    }

    /// The room in which somebody is heard; one that the Desk makes, if there is none.
    async fn room_of(self: &Rc<Self>, known: &mut Known) -> Result<Result<EnquiryId, Step>, EdgeError> {
        if let Some(enquiry) = known.enquiry {
            return Ok(Ok(enquiry));
        }
        self.ask_who(known).await?;
        let sql = self.storage.sql();
        if !person::is_there(&sql, known)? {
            return Ok(Err(Step::Done));
        }
        let wish = known.wish.unwrap_or_else(|| EnquiryId::new(clock::now(), clock::random()));
        known.wish = Some(wish);
        person::keep_room(&sql, known)?;
        let (_, account) = self.name()?;
        let name = known.name.as_deref().map(|name| name.trim().chars().take(60).collect::<String>());
        let raise = RaiseByChannel {
            account: account.clone(),
            enquiry: wish,
            visitor: known.visitor,
            name: name.and_then(|name| DisplayName::try_from(name).ok()),
            language: known.language.clone().and_then(|language| LanguageTag::try_from(language).ok()),
            former: known.former,
        };
        match self.ask_desk::<RaisedByChannel>("/internal/channel-raise", &raise).await {
            Ok(RaisedByChannel { enquiry }) => {
                (known.enquiry, known.wish) = (Some(enquiry), None);
                person::keep_room(&sql, known)?;
                Ok(Ok(enquiry))
            }
            Err(error) if error.body().code == ErrorCode::Blocked => Ok(Err(Step::Done)),
            Err(error) => {
                // The wish was used for an enquiry that is over, or was erased.
                if error.body().code == ErrorCode::Taken {
                    known.wish = None;
                    person::keep_room(&sql, known)?;
                }
                Ok(Err(Step::Later))
            }
        }
    }

    /// The room is over for them: what they say next is in another one.
    fn leave(&self, known: &mut Known, enquiry: EnquiryId) -> Result<(), EdgeError> {
        (known.former, known.enquiry, known.wish) = (Some(enquiry), None, None);
        Ok(person::keep_room(&self.storage.sql(), known)?)
    }

    /// Asks the messaging service who somebody is. It never holds up what they said for long, or for good.
    async fn ask_who(&self, known: &mut Known) -> Result<(), EdgeError> {
        let now = clock::now();
        if known.name.is_some() || known.asked_at.is_some_and(|at| now.ms_since(at) < ASK_AGAIN_MS) {
            return Ok(());
        }
        known.asked_at = Some(now);
        let (kept, adapter) = self.known()?;
        let Ok(token) = self.token(false).await? else { return Ok(()) };
        let Some(request) = self.with_account(&kept, |account| adapter.profile(account, &token, &known.id))? else {
            return Ok(());
        };
        if let Some(answered) = self.call(adapter.facts().abilities.pace.per_second, &request, None).await? {
            let profile = answered.read(|response| adapter.read_profile(response));
            known.name = known.name.take().or(profile.name);
            known.language = known.language.take().or(profile.language);
        }
        Ok(person::keep_profile(&self.storage.sql(), known)?)
    }

    /// What was said there has other words now, or is gone.
    async fn revise(
        self: &Rc<Self>,
        known: &Known,
        id: &str,
        ids: &[(MessageId, FileId)],
        body: Option<MessageBody>,
    ) -> Result<Step, EdgeError> {
        let (Some(place), Some((message, _))) = (places::find(&self.storage.sql(), id)?, ids.first()) else {
            return Ok(Step::Done);
        };
        if place.ours {
            return Ok(Step::Done);
        }
        let frame = RoomClientFrame::Revise { message: *message, of: place.seq, body };
        let call = ChannelCall::Frame(known.visitor, frame);
        match self.ask_room::<LogEntry>(place.enquiry, &call).await {
            Err(error) if passes(error.body().code) => Ok(Step::Later),
            Ok(_) | Err(_) => Ok(Step::Done),
        }
    }

    /// How far messages of ours came.
    fn receipt(
        &self,
        known: &Known,
        which: &[String],
        up_to: Option<Timestamp>,
        reached: &Reached,
        came_at: Timestamp,
    ) -> Result<Step, EdgeError> {
        let sql = self.storage.sql();
        let mut found: Vec<Place> = Vec::new();
        for id in which {
            found.extend(places::find(&sql, id)?.filter(|place| place.ours));
        }
        if let Some(until) = up_to {
            found.extend(places::ours_until(&sql, &known.id, until)?);
        }
        if found.is_empty() {
            let waits = !which.is_empty() && clock::now().ms_since(came_at) < RECEIPT_WAITS_MS;
            return Ok(if waits { Step::Later } else { Step::Done });
        }
        let (state, problem) = match reached {
            Reached::Sent => (DeliveryState::Sent, None),
            Reached::Delivered => (DeliveryState::Delivered, None),
            Reached::Read => (DeliveryState::Read, None),
            Reached::Failed(problem) => (DeliveryState::Failed, Some(told(problem))),
        };
        self.note(|| found.iter().try_for_each(|place| self.tell(place.enquiry, place.seq, state, problem.clone())))?;
        Ok(Step::Done)
    }

    /// Owes a room that something came so far. Within a turn.
    pub(super) fn tell(
        &self,
        enquiry: EnquiryId,
        seq: Seq,
        state: DeliveryState,
        problem: Option<shared::channel::DeliveryProblem>,
    ) -> Result<(), EdgeError> {
        let (service, _) = self.name()?;
        let now = clock::now();
        let delivery = DeliveryCard { seq, state, at_ms: now, problem };
        let call = ChannelCall::Delivery(DeliveryNews { enquiry, delivery });
        let target = Target::Room(service.clone(), enquiry.into());
        Ok(self.outbox.owe(now, &target, "/internal/channel-call", &call)?)
    }

    /// Somebody has another id from now on.
    fn rename(&self, former: &str, now: &str) -> Result<(), EdgeError> {
        let sql = self.storage.sql();
        self.note(|| {
            if let Some(known) = person::find(&sql, former)?.filter(|known| known.id != now) {
                let aliases = vec![now.to_owned()];
                person::alias(&sql, &known, &channel::inbound::Person { id: known.id.clone(), aliases, name: None })?;
            }
            Ok(())
        })
    }

    async fn ask_room<T: DeserializeOwned>(&self, enquiry: EnquiryId, call: &impl Serialize) -> Result<T, EdgeError> {
        let (service, _) = self.name()?;
        let room = format!("{service}/{enquiry}");
        object::ask(&self.env, ("ROOM", &room), "/internal/channel-call", Headers::new(), call).await
    }

    async fn ask_desk<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, EdgeError> {
        let (service, _) = self.name()?;
        object::ask(&self.env, ("DESK", service.as_str()), path, Headers::new(), body).await
    }
}
