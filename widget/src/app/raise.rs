//! Raising enquiries: shown at once, told to the service until it has answered.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use shared::{
    api::{ErrorCode, RaiseEnquiry},
    card::{EntryCard, Mode, Phase, VisitorEnquiry},
    form::Filled,
    id::{EnquiryId, FieldId},
    value::{LanguageTag, ShortText},
};
use ui::{
    clock,
    http::{self, Auth, Fault},
    read::from_text,
    task::spawn,
    view::dom,
    write::to_text,
};

use super::App;
use crate::{
    chat::{self, Chat, Untold},
    frame::{self, Early, Pressed, ToPage},
    look,
    place::Place,
    stage::{self, Raise},
};

impl App {
    /// A tag or person was pressed, to be served in this way.
    pub(crate) fn press_as(self, entry: EntryCard, mode: Mode) {
        if mode == Mode::Call && entry.calls() {
            self.check(entry);
        } else {
            self.press(entry);
        }
    }

    /// A tag or person was pressed: the running chat with them, or a new one.
    pub(crate) fn press(self, entry: EntryCard) {
        match self.running(&entry) {
            Some(chat) => {
                self.go(Place::Room(chat.enquiry));
                if matches!(chat.raise.get_untracked(), Raise::Refused(_)) {
                    self.try_again(&chat);
                }
            }
            None => drop(self.raise(entry, None, Mode::Chat)),
        }
    }

    /// Goes on after the end: a new enquiry that links the old one. What was not sent there comes along.
    pub(crate) fn start_again(self, old: &Chat, text: Option<&str>) {
        let chat =
            self.running(&old.entry).unwrap_or_else(|| self.raise(old.entry.clone(), Some(old.enquiry), Mode::Chat));
        let room = self.room(&chat);
        chat::carry_over(self.room(old), room);
        if let Some(text) = text {
            // The composer lets nothing through that is no message.
            let _ = room.say(text);
        }
        self.go(Place::Room(chat.enquiry));
    }

    /// Goes on with what was written in the page before this module was there.
    pub(crate) fn adopt(self, early: &Early) {
        let Place::Room(enquiry) = self.place.get_untracked() else { return };
        let Some(room) = untrack(|| self.chat(enquiry)).map(|chat| self.room(&chat)) else { return };
        for text in &early.said {
            // The box there takes nothing that is no message.
            let _ = room.say(text);
        }
        if !early.text.is_empty() {
            room.keep_draft(&(room.draft() + &early.text));
        }
    }

    /// Tells the service again of an enquiry that it refused.
    pub(crate) fn try_again(self, chat: &Chat) {
        // Calls may be what it was refused for.
        chat.asked().mode.set(Mode::Chat);
        chat.raise.set(Raise::Raising);
        self.tell(chat.clone());
    }

    pub(super) fn running(self, entry: &EntryCard) -> Option<Chat> {
        let runs = |chat: &&Chat| chat.entry.entry() == entry.entry() && untrack(|| chat.phase()) != Phase::Closed;
        self.chats.with_untracked(|chats| chats.iter().rev().find(runs).cloned())
    }

    pub(super) fn raise(self, entry: EntryCard, former: Option<EnquiryId>, mode: Mode) -> Chat {
        let untold = Untold { enquiry: clock::enquiry_id(), entry, former, since_ms: clock::now(), form: None };
        chat::keep_untold(&self.world().service, untold.clone());
        let chat = self.add_pressed(untold);
        // It is told in a later turn of the browser.
        chat.asked().mode.set(mode);
        self.go(Place::Room(chat.enquiry));
        chat
    }

    pub(super) fn add_pressed(self, untold: Untold) -> Chat {
        let asks = untold.form.is_none() && untrack(|| self.asks_first(&untold.entry));
        let chat = Chat::pressed(&self.world().owner, untold, if asks { Raise::Asking } else { Raise::Raising });
        self.chats.update(|chats| chats.push(chat.clone()));
        self.room(&chat);
        if !asks {
            self.tell(chat.clone());
        }
        chat
    }

    /// Tells the service of an enquiry until it has answered.
    pub(super) fn tell(self, chat: Chat) {
        spawn(async move {
            for tries in 0.. {
                match self.raised(&chat).await {
                    Ok(card) => return self.taken(&chat, card),
                    Err(fault) => {
                        if let Some(field) = refused_answer(&fault) {
                            return self.ask_again(&chat, field);
                        }
                        let raise = Raise::after(&fault);
                        let is_still_there = chat.raise.try_set(raise).is_none();
                        if is_still_there && raise == Raise::Refused(ErrorCode::NotFound) {
                            self.is_gone(&chat);
                        }
                        if !is_still_there || raise != Raise::Raising {
                            return;
                        }
                        TimeoutFuture::new(stage::again_after_ms(tries, &fault)).await;
                    }
                }
            }
        });
    }

    pub(super) async fn raised(self, chat: &Chat) -> Result<VisitorEnquiry, Fault> {
        let request = {
            let world = self.world();
            let page = world.page.borrow();
            RaiseEnquiry {
                enquiry: chat.enquiry,
                entry: chat.entry.entry(),
                mode: chat.asked().mode.get(),
                page: page.view(),
                embedder: frame::embedder(),
                referrer: page.referrer(),
                language: dom::browser_languages().into_iter().find_map(|tag| LanguageTag::try_from(tag).ok()),
                time_zone: ui::text::format::time_zone().and_then(|zone| ShortText::try_from(zone).ok()),
                former: chat.former,
                link: world.link.borrow().clone(),
                form: chat.asked().form.borrow().clone(),
            }
        };
        let body = Some(to_text(&request));
        from_text(&self.ask("POST", "", body).await?).ok_or(Fault::Unreadable)
    }

    /// Goes on when a form is filled in.
    pub(crate) fn submit(self, chat: &Chat, form: Filled) {
        chat.asked().form.replace(Some(form));
        chat.asked().refused.set(None);
        chat::keep_untold(&self.world().service, chat.untold());
        self.try_again(chat);
    }

    /// The form is another one now, or what is known of the visitor: what was typed stays.
    fn ask_again(self, chat: &Chat, field: FieldId) {
        chat.asked().form.take();
        chat.asked().refused.set(Some(field));
        if chat.raise.try_set(Raise::Asking).is_some() {
            return;
        }
        chat::keep_untold(&self.world().service, chat.untold());
        self.fetch_directory();
        self.fetch_chats();
    }

    /// Asks the service about the visitor's own enquiries, with a token that it takes. Not where the owner only tries the
    /// chat: nobody is to be called by that.
    pub(super) async fn ask(self, method: &'static str, below: &str, body: Option<String>) -> Result<String, Fault> {
        if look::is_draft() {
            return Err(Fault::Offline);
        }
        let world = self.world();
        let address = format!("/api/v1/services/{}/visitor/enquiries{below}", world.service);
        let mut refused = false;
        loop {
            let token = world.session.token(refused).await?;
            match http::text(method, &address, body.clone(), Auth::Bearer(&token)).await {
                Err(Fault::Refused(error)) if error.code == ErrorCode::Unauthenticated && !refused => refused = true,
                answer => return answer,
            }
        }
    }

    pub(super) fn taken(self, chat: &Chat, card: VisitorEnquiry) {
        let world = self.world();
        chat::forget_untold(&world.service, chat.enquiry);
        if let Some(form) = &*chat.asked().form.borrow() {
            self.answered_now(form);
        }
        let target = match &chat.entry {
            EntryCard::Tag(tag) => Pressed::Tag(tag.handle.as_str()),
            EntryCard::Staff(staff) => Pressed::Staff(staff.handle.as_str()),
        };
        frame::say(&ToPage::Enquiry { id: card.enquiry, target });
        if card.enquiry == chat.enquiry {
            chat.tell(card);
        } else {
            // Another tab, or another device, talks with them already: this is the same chat.
            let enquiry = card.enquiry;
            let other = self.put(card);
            chat::carry_over(self.room(chat), self.room(&other));
            if self.place.get_untracked() == Place::Room(chat.enquiry) {
                self.go(Place::Room(enquiry));
            }
            self.remove(chat.enquiry);
        }
        if let Some(tabs) = &*world.tabs.borrow() {
            tabs.tell();
        }
    }
}

/// The field whose answer the service doesn't take, if that is what it says.
fn refused_answer(fault: &Fault) -> Option<FieldId> {
    let Fault::Refused(error) = fault else { return None };
    error.field.as_deref()?.strip_prefix("answers.")?.parse().ok()
}
