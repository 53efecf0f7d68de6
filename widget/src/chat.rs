//! One enquiry of the visitor's, with its room's socket while that is open.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Promise;
use leptos::prelude::*;
use serde::Serialize;
use shared::{
    card::{EntryCard, Mode, Phase, Side, StaffCard, VisitorEnquiry},
    form::Filled,
    id::{EnquiryId, FieldId},
    value::{ServiceSlug, Timestamp},
};
use ui::{
    connection::{Access, RoomConnection},
    live::Live,
    storage,
    task::promise,
    transcript::{Content, Pending, Viewer},
};

use wasm_bindgen::JsValue;

use crate::{
    gate::Gate,
    session::Session,
    stage::{Raise, Stage},
};

/// A chat in the list. Its signals live until [`Chat::end`].
#[derive(Clone)]
pub(crate) struct Chat {
    /// Its id, made here.
    pub(crate) enquiry: EnquiryId,
    /// What was pressed.
    pub(crate) entry: EntryCard,
    /// The closed one that it goes on from.
    pub(crate) former: Option<EnquiryId>,
    /// When it was pressed, or raised.
    pub(crate) since: Timestamp,
    /// Whether the service knows of it.
    pub(crate) raise: Live<Raise>,
    /// What the service said of it last.
    pub(crate) card: Live<Option<VisitorEnquiry>>,
    /// Its room, once opened.
    pub(crate) room: Live<Option<RoomConnection>>,
    told: Live<Gate>,
    asked: Live<Rc<Asked>>,
    owner: Owner,
}

/// What goes with telling the service of it: what became of the form that is asked first, and whether it is a call.
#[derive(Default)]
pub(crate) struct Asked {
    /// As it was filled in.
    pub(crate) form: RefCell<Option<Filled>>,
    /// The field whose answer the service refused; then the form is shown again.
    pub(crate) refused: Cell<Option<FieldId>>,
    /// How the visitor wants to be served; one that is told only after a reload is a chat.
    pub(crate) mode: Cell<Mode>,
}

/// A chat that the service wasn't told of yet, as it is kept over a reload.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Untold {
    pub(crate) enquiry: EnquiryId,
    pub(crate) entry: EntryCard,
    pub(crate) former: Option<EnquiryId>,
    pub(crate) since_ms: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) form: Option<Filled>,
}

ui::read_struct!(Untold { enquiry, entry, former, since_ms, form });

impl Chat {
    /// One that was just pressed, or was pressed before a reload.
    pub(crate) fn pressed(owner: &Owner, untold: Untold, raise: Raise) -> Self {
        let Untold { enquiry, entry, former, since_ms, form } = untold;
        let chat = Self::new(owner, (enquiry, entry, former, since_ms), raise, None);
        chat.asked().form.replace(form);
        chat
    }

    /// What became of the form that is asked first.
    pub(crate) fn asked(&self) -> Rc<Asked> {
        // A chat that has ended has none any more.
        self.asked.try_get_untracked().unwrap_or_default()
    }

    /// As it is kept over a reload.
    pub(crate) fn untold(&self) -> Untold {
        let (entry, form) = (self.entry.clone(), self.asked().form.borrow().clone());
        Untold { enquiry: self.enquiry, entry, former: self.former, since_ms: self.since, form }
    }

    /// One that the service knows.
    pub(crate) fn known(owner: &Owner, card: VisitorEnquiry) -> Self {
        let parts = (card.enquiry, card.entry.clone(), None, card.raised_at_ms);
        Self::new(owner, parts, Raise::Raised, Some(card))
    }

    fn new(
        owner: &Owner,
        (enquiry, entry, former, since): (EnquiryId, EntryCard, Option<EnquiryId>, Timestamp),
        raise: Raise,
        card: Option<VisitorEnquiry>,
    ) -> Self {
        let owner = owner.child();
        owner.clone().with(|| {
            let told = Gate::default();
            if raise == Raise::Raised {
                told.open();
            }
            Self {
                enquiry,
                entry,
                former,
                since,
                raise: Live::new(raise),
                asked: Live::new(Rc::default()),
                card: Live::new(card),
                room: Live::new(None),
                told: Live::new(told),
                owner,
            }
        })
    }

    /// The room's socket; opened, if it wasn't. It waits until the service knows of the enquiry, and takes what is
    /// said until then.
    pub(crate) fn open(&self, service: &ServiceSlug, session: &Rc<Session>) -> RoomConnection {
        if let Some(room) = self.room.get_untracked() {
            return room;
        }
        let (session, told) = (session.clone(), self.told.get_untracked());
        let access = Access::Token(Rc::new(move |refused| {
            let (session, told) = (session.clone(), told.clone());
            Box::pin(async move {
                told.passed().await;
                session.token(refused).await.ok()
            })
        }));
        let room = self.owner.with(|| RoomConnection::open(service, self.enquiry.into(), Viewer::Visitor, access));
        self.room.set(Some(room));
        room
    }

    /// A promise of a token, once the service knows of the enquiry.
    pub(crate) fn token(&self, session: Rc<Session>, refused: bool) -> Promise {
        let told = self.told.try_get_untracked().unwrap_or_default();
        promise(async move {
            told.passed().await;
            session.token(refused).await.map(JsValue::from).map_err(|_| JsValue::UNDEFINED)
        })
    }

    /// Does it in the owner of this chat: it ends with it.
    pub(crate) fn with_owner<T>(&self, what: impl FnOnce() -> T) -> T {
        self.owner.with(what)
    }

    /// The service knows of it now.
    pub(crate) fn tell(&self, card: VisitorEnquiry) {
        self.card.set(Some(card));
        self.raise.set(Raise::Raised);
        self.told.with_untracked(Gate::open);
    }

    /// Where it is in its life, as far as known.
    pub(crate) fn phase(&self) -> Phase {
        let room = self.room.get().and_then(|room| room.transcript.with(ui::transcript::Transcript::phase));
        room.or_else(|| self.card.with(|card| card.as_ref().map(|card| card.phase))).unwrap_or(Phase::Open)
    }

    /// What its room shows.
    pub(crate) fn stage(&self) -> Stage {
        Stage::of(self.raise.get(), self.phase())
    }

    /// Who answers, or answered.
    pub(crate) fn owner_card(&self) -> Option<StaffCard> {
        let of_room = |room: RoomConnection| room.transcript.with(|it| it.room().map(|room| room.owner.clone()));
        let known = self.room.get().and_then(of_room);
        known.unwrap_or_else(|| self.card.with(|card| card.as_ref().and_then(|card| card.owner.clone())))
    }

    /// Who answers; until then, what was pressed.
    pub(crate) fn with_whom(&self) -> EntryCard {
        self.owner_card().map_or_else(|| self.entry.clone(), EntryCard::Staff)
    }

    /// Messages of staff that were not read.
    pub(crate) fn unread(&self) -> u32 {
        self.room.get().map_or(0, |room| room.transcript.with(ui::transcript::Transcript::unread))
    }

    /// What was said last, by whom and when.
    pub(crate) fn preview(&self) -> Option<(Side, String, Timestamp)> {
        let of_room = |room: RoomConnection| room.transcript.with(ui::transcript::Transcript::newest_message);
        let said = self.room.get().and_then(of_room).map(|line| (line.side, line.body.as_str().to_owned(), line.at));
        said.or_else(|| {
            self.card.with(|card| {
                let preview = card.as_ref()?.preview.as_ref()?;
                Some((preview.side, preview.text.to_string(), preview.at_ms))
            })
        })
    }

    /// Lets go of everything.
    pub(crate) fn end(&self) {
        self.owner.cleanup();
    }
}

/// Brings what was written in one room and did not get through into another: unsent messages, a form, a draft.
pub(crate) fn carry_over(from: RoomConnection, to: RoomConnection) {
    let pending = from.transcript.with_untracked(|transcript| transcript.pending().to_vec());
    for Pending { message, content, .. } in pending {
        match content {
            // It was a valid message there, so it is one here; and what was to change one stands in a room that is over.
            Content::Say(body) | Content::Revise { of: _, body: Some(body) } => drop(to.say(body.as_str())),
            // Visitors write no notes, and there is nothing here to recall.
            Content::Note(_) | Content::Revise { of: _, body: None } => {}
            Content::Details(details) => to.leave_details(details, None),
            Content::Form { details, form } => to.leave_details(details, Some(form)),
        }
        from.discard(message);
    }
    let draft = from.draft();
    if !draft.is_empty() {
        to.keep_draft(&draft);
        from.keep_draft("");
    }
}

fn untold_key(service: &ServiceSlug) -> String {
    format!("frontdesk.{service}.untold")
}

/// Chats that were pressed before a reload and that the service was not told of.
pub(crate) fn untold(service: &ServiceSlug) -> Vec<Untold> {
    storage::find(&untold_key(service)).unwrap_or_default()
}

/// Keeps one of them, as it is now.
pub(crate) fn keep_untold(service: &ServiceSlug, untold: Untold) {
    let mut all = self::untold(service);
    all.retain(|other| other.enquiry != untold.enquiry);
    all.push(untold);
    storage::keep(&untold_key(service), &all);
}

/// It is told now, or given up.
pub(crate) fn forget_untold(service: &ServiceSlug, enquiry: EnquiryId) {
    let mut all = untold(service);
    all.retain(|untold| untold.enquiry != enquiry);
    if all.is_empty() { storage::forget(&untold_key(service)) } else { storage::keep(&untold_key(service), &all) }
}
