//! Carries on what came: to the Desk, which says whose room it is in, and into that room. Whatever is carried on twice is there
//! once: its ids were made when it came.

use std::rc::Rc;

use channel::inbound::{Content, Inbound, What};
use shared::{
    api::ErrorCode,
    call::CallRules,
    id::{EnquiryId, FileId, MessageId},
    owed::Seat,
    wire::{LogEntry, RoomClientFrame},
};
use worker::{Headers, Response, console_error};

use super::{Hold, Inner, echo, media::Shared, said};
use crate::{
    clock,
    error::EdgeError,
    object::room::channel::ChannelCall,
    owed::wait_ms,
    route::object,
    store::channel::{
        event::{self, Came, Waiting},
        person::{self, Known},
        said::{self as places, By, Place},
    },
};

/// A file that can't be had is waited for so long; what else its sender says waits behind it.
pub(super) const FILE_WAITS_MS: i64 = 10 * 60_000;

/// What became of a step.
pub(super) enum Step {
    /// It is done, or can't ever be.
    Done,
    /// It is to be tried again.
    Later,
}

/// What goes with something that is said.
#[derive(Clone, Copy)]
struct About<'a> {
    /// What the owner reads, for what the room says by itself.
    language: &'a str,
    /// What it quotes.
    quote: Option<Place>,
    /// The service's id of it.
    external: Option<&'a str>,
    /// How the service quotes it.
    quote_token: Option<&'a str>,
    /// Whether a file of it was waited for long enough.
    is_late: bool,
}

impl<'a> About<'a> {
    fn none(language: &'a str) -> Self {
        Self { language, quote: None, external: None, quote_token: None, is_late: false }
    }
}

/// How a lane of what came is called among those that are busy.
const IN: &str = "in ";

/// Most lanes that are carried on at once: a Desk that is back after a while isn't asked by everybody together, and webhooks that
/// come meanwhile are answered in between.
pub(super) const LANES_AT_ONCE: usize = 16;

/// A lane that is carried on.
struct Turn {
    lane: String,
    hold: Hold,
}

/// Whether it may be another time.
pub(super) const fn passes(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::Unavailable | ErrorCode::Internal | ErrorCode::TooFast)
}

impl Inner {
    /// Carries on a lane, unless somebody does already, and then those that wait for their turn.
    pub(super) fn carry_lane(self: &Rc<Self>, lane: String) {
        let Some(mut turn) = self.turn_of(lane) else { return };
        let inner = self.clone();
        self.state.wait_until(async move {
            loop {
                if let Err(error) = inner.carry_all(&turn.lane).await {
                    error.log("What came to a Channel");
                    break;
                }
                drop(turn.hold);
                match inner.next_turn(&turn.lane) {
                    Ok(Some(next)) => turn = next,
                    Ok(None) => break,
                    Err(error) => {
                        error.log("What waits in a Channel");
                        break;
                    }
                }
            }
        });
    }

    /// The turn of a lane. None if it has one already, or too many others have.
    fn turn_of(self: &Rc<Self>, lane: String) -> Option<Turn> {
        let name = format!("{IN}{lane}");
        let under_way = self.busy.borrow().iter().filter(|busy| busy.starts_with(IN)).count();
        let hold = if under_way < LANES_AT_ONCE { self.hold(&name) } else { None };
        hold.map(|hold| Turn { lane, hold })
    }

    /// The turn of whoever waits for longest, but for the lane that just had one.
    fn next_turn(self: &Rc<Self>, had: &str) -> Result<Option<Turn>, EdgeError> {
        let waiting = event::lanes(&self.storage.sql(), clock::now(), LANES_AT_ONCE + 1)?;
        Ok(waiting.into_iter().filter(|lane| lane != had).find_map(|lane| self.turn_of(lane)))
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
                    Step::Done => event::done(&sql, waiting.id, &waiting.came.inbound)?,
                    Step::Later => {
                        let next_at = clock::now().plus_ms(wait_ms(waiting.attempts));
                        event::later(&sql, waiting.id, lane, next_at)?;
                    }
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
        let Inbound { person: Some(who), what, at_ms, quote_token, .. } = inbound else { return Ok(Step::Done) };
        let sql = self.storage.sql();
        let Some(mut known) = person::find(&sql, &who.id)? else { return Ok(Step::Done) };
        let (kept, _) = self.known()?;
        let plain = About::none(&kept.language);
        match what {
            What::Message { id, content, quotes } => {
                let quote = self.place_of(quotes.as_deref())?;
                let is_late = clock::now().ms_since(waiting.came_at) > FILE_WAITS_MS;
                for (number, (part, made)) in content.iter().zip(ids).enumerate() {
                    let external = places::part(id, number);
                    let about = About {
                        quote,
                        external: Some(&external),
                        quote_token: quote_token.as_deref(),
                        is_late,
                        ..plain
                    };
                    let step = self.say(&mut known, part, *made, about).await?;
                    if matches!(step, Step::Later) {
                        return Ok(step);
                    }
                }
                Ok(Step::Done)
            }
            What::Action { title, payload } => {
                let text = title.clone().unwrap_or_else(|| said::pressed(payload, plain.language));
                self.say_text(&mut known, &text, ids, plain).await
            }
            What::Unsupported { id, name, .. } => {
                let text = said::note(name, plain.language);
                self.say_text(&mut known, &text, ids, About { external: id.as_deref(), ..plain }).await
            }
            What::Reaction { id, emoji } => self.react(&known, id, emoji.as_deref(), ids).await,
            What::Edited { .. } | What::Deleted { .. } => self.change(&known, waiting).await,
            What::Receipt { ids: which, up_to_ms, state, .. } => {
                self.receipt(&known, which, *up_to_ms, state, (*at_ms, waiting.came_at))
            }
            What::Echo { id, ours, content } => {
                let said = echo::Echo { id, ours: ours.as_deref(), content, ids, came_at: waiting.came_at };
                self.echo(&known, said).await
            }
            // All that these change was noted when they came.
            What::IdentityChanged { .. }
            | What::Followed { .. }
            | What::Unfollowed
            | What::Referral { .. }
            | What::Control { .. }
            | What::Ignored { .. } => Ok(Step::Done),
        }
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
        let (Content::Media(media) | Content::Sticker { media: Some(media), .. }) = part else {
            return match said::words(part, about.language) {
                Some(text) => self.say_words(known, &text, message, about).await,
                None => Ok(Step::Done),
            };
        };
        let enquiry = match self.room_of(known).await? {
            Ok(enquiry) => enquiry,
            Err(step) => return Ok(step),
        };
        let seat = Seat::Visitor { visitor: known.visitor, calls: CallRules::NONE };
        match self.share(seat, enquiry, media, (message, file), about.is_late).await? {
            Shared::Done(entry) => {
                self.note_said(known, enquiry, &entry, about)?;
                Ok(Step::Done)
            }
            Shared::Closed => {
                self.leave(known, enquiry)?;
                Ok(Step::Later)
            }
            Shared::Full => {
                self.end_full(known, enquiry).await?;
                Ok(Step::Later)
            }
            Shared::Later => Ok(Step::Later),
            Shared::Never(name) => self.say_words(known, &said::note(&name, about.language), message, about).await,
        }
    }

    async fn say_text(
        self: &Rc<Self>,
        known: &mut Known,
        text: &str,
        ids: &[(MessageId, FileId)],
        about: About<'_>,
    ) -> Result<Step, EdgeError> {
        let Some((message, _)) = ids.first() else { return Ok(Step::Done) };
        self.say_words(known, text, *message, about).await
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
            let external = about.external.map(|external| places::piece(external, number));
            let about = if number == 0 {
                about
            } else {
                About { external: external.as_deref(), ..About::none(about.language) }
            };
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
        // Over or full while it was on its way, once; then there is a new room.
        for _ in 0..2 {
            let enquiry = match self.room_of(known).await? {
                Ok(enquiry) => enquiry,
                Err(step) => return Ok(step),
            };
            let call = ChannelCall::Frame(known.visitor, frame.clone());
            let error = match self.ask_room(enquiry, &call).await {
                Ok(entry) => {
                    self.note_said(known, enquiry, &entry, about)?;
                    return Ok(Step::Done);
                }
                Err(error) => error,
            };
            let code = error.body().code;
            if passes(code) {
                return Ok(Step::Later);
            }
            if matches!(code, ErrorCode::EnquiryClosed | ErrorCode::NotFound) {
                // It is over, or was erased.
                self.leave(known, enquiry)?;
            } else if code == ErrorCode::TooLarge {
                self.end_full(known, enquiry).await?;
            } else {
                // Nothing that trying again could help.
                console_error!("A message to {enquiry} was refused: {code:?}");
                return Ok(Step::Done);
            }
        }
        Ok(Step::Later)
    }

    /// A room that is full ends, as its visitor would end it in the chat, where they are told to start a new one: what they say next
    /// isn't to wait for staff to close it.
    pub(super) async fn end_full(&self, known: &mut Known, enquiry: EnquiryId) -> Result<(), EdgeError> {
        let call = ChannelCall::Frame(known.visitor, RoomClientFrame::Close);
        self.call_room(enquiry, &call).await?;
        self.leave(known, enquiry)
    }

    fn note_said(
        &self,
        known: &Known,
        enquiry: EnquiryId,
        entry: &LogEntry,
        about: About<'_>,
    ) -> Result<(), EdgeError> {
        let Some(external) = about.external else { return Ok(()) };
        let place = Place { enquiry, seq: entry.seq, message: entry.logged.message(), by: By::Them };
        let sql = self.storage.sql();
        if !person::is_there(&sql, known)? {
            return Ok(());
        }
        Ok(places::note(&sql, clock::now(), external, &known.id, &place, about.quote_token)?)
    }

    pub(super) async fn ask_room(&self, enquiry: EnquiryId, call: &ChannelCall) -> Result<LogEntry, EdgeError> {
        object::read(self.call_room(enquiry, call).await?).await
    }

    pub(super) async fn call_room(&self, enquiry: EnquiryId, call: &ChannelCall) -> Result<Response, EdgeError> {
        let (service, _) = self.name()?;
        let room = format!("{service}/{enquiry}");
        object::post(&self.env, ("ROOM", &room), "/internal/channel-call", Headers::new(), call).await
    }
}
