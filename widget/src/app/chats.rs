//! The visitor's chats: what the service knows of them, and how they come and go.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use shared::{
    api::VisitorEnquiries,
    card::{Phase, VisitorEnquiry},
    id::EnquiryId,
};
use ui::{http::Fault, read::from_text, storage, task::spawn};

use super::App;
use crate::{
    chat::{self, Chat},
    place::Place,
    stage::{self, Raise},
};

impl App {
    /// The chat with this id.
    pub(crate) fn chat(self, enquiry: EnquiryId) -> Option<Chat> {
        self.chats.with(|chats| chats.iter().find(|chat| chat.enquiry == enquiry).cloned())
    }

    pub(super) fn fetch_chats(self) {
        let world = self.world();
        if !world.session.is_known() || world.fetching.replace(world.fetching.get() + 1) > 0 {
            return;
        }
        spawn(async move {
            for tries in 0..6 {
                let answer = self.ask("GET", "", None).await;
                let answer = answer.and_then(|text| from_text::<VisitorEnquiries>(&text).ok_or(Fault::Unreadable));
                match answer {
                    Ok(answer) => {
                        self.learn(&answer.answered);
                        self.merge(answer.enquiries);
                        break;
                    }
                    Err(fault) => TimeoutFuture::new(stage::again_after_ms(tries, &fault)).await,
                }
            }
            // Asked for meanwhile: somebody else may have signed in.
            if world.fetching.replace(0) > 1 {
                self.fetch_chats();
            }
        });
    }

    pub(super) fn merge(self, mut enquiries: Vec<VisitorEnquiry>) {
        let is_gone = |chat: &Chat| {
            chat.raise.get_untracked() == Raise::Raised && !enquiries.iter().any(|card| card.enquiry == chat.enquiry)
        };
        let gone: Vec<_> =
            self.chats.with_untracked(|all| all.iter().filter(|it| is_gone(it)).map(|it| it.enquiry).collect());
        // Newest first there, oldest first here.
        enquiries.reverse();
        for card in enquiries {
            let runs = card.phase != Phase::Closed;
            let chat = self.put(card);
            if runs {
                self.room(&chat);
            }
        }
        if let Some(sought) = self.world().sought.take().filter(|sought| untrack(|| self.chat(*sought)).is_some()) {
            self.go(Place::Room(sought));
        }
        for enquiry in gone {
            // What one looks at stays until one leaves.
            if self.place.get_untracked() != Place::Room(enquiry) {
                self.remove(enquiry);
            }
        }
    }

    pub(super) fn put(self, card: VisitorEnquiry) -> Chat {
        if let Some(chat) = untrack(|| self.chat(card.enquiry)) {
            chat::forget_untold(&self.world().service, chat.enquiry);
            chat.tell(card);
            return chat;
        }
        let chat = Chat::known(&self.world().owner, card);
        self.chats.update(|chats| chats.push(chat.clone()));
        chat
    }

    pub(super) fn remove(self, enquiry: EnquiryId) {
        let Some(chat) = untrack(|| self.chat(enquiry)) else { return };
        self.chats.update(|chats| chats.retain(|chat| chat.enquiry != enquiry));
        // Views that show it are told first.
        request_animation_frame(move || chat.end());
    }

    /// An enquiry that was refused or not even begun, and in which nothing was written, goes when one leaves it.
    pub(super) fn tidy(self, enquiry: EnquiryId) {
        let Some(chat) = untrack(|| self.chat(enquiry)) else { return };
        let unraised = matches!(chat.raise.get_untracked(), Raise::Asking | Raise::Refused(_));
        if unraised && self.is_untouched(&chat) {
            chat::forget_untold(&self.world().service, enquiry);
            self.remove(enquiry);
        }
    }

    /// Whether nothing was written in it.
    pub(super) fn is_untouched(self, chat: &Chat) -> bool {
        let room = self.room(chat);
        room.draft().is_empty() && room.transcript.with_untracked(|it| it.pending().is_empty())
    }

    pub(crate) fn forget_me(self) {
        let session = self.session();
        let token = session.known();
        session.forget();
        self.forget_theirs(token);
    }

    /// Forgets what is somebody's who had this token.
    pub(super) fn forget_theirs(self, token: Option<String>) {
        let world = self.world();
        self.forget_notify(token);
        self.forget_answers();
        // What was pressed just now, and holds nothing yet, is whose this browser is from now on.
        let is_new = |chat: &Chat| {
            world.session.known().is_some() && chat.raise.get_untracked() != Raise::Raised && self.is_untouched(chat)
        };
        let (new, theirs): (Vec<Chat>, Vec<Chat>) = untrack(|| self.chats.get()).into_iter().partition(is_new);
        let place = self.place.get_untracked();
        if !new.iter().any(|chat| place == Place::Room(chat.enquiry)) {
            self.go(Place::Home);
        }
        for chat in theirs {
            chat::forget_untold(&world.service, chat.enquiry);
            storage::forget(&self.key(chat.enquiry, "form"));
            self.room(&chat).forget();
            self.remove(chat.enquiry);
        }
    }
}
