//! Ratings: when the service asks for one, and sending it. The annex draws it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::prelude::*;
use shared::{
    api::ErrorCode,
    card::{Phase, VisitorEnquiry},
    id::EnquiryId,
};
use ui::{http::Fault, live::Live, read::from_text, task::spawn};

use super::App;
use crate::{chat::Chat, stage::Stage};

/// The room tells the desk of a close within moments; it is asked so often whether it has heard.
const MOST_LOOKS: u32 = 5;

/// What waits to be sent of one rating, and what became of the last.
#[derive(Clone, Default)]
pub(crate) struct Sending {
    next: Rc<RefCell<Option<String>>>,
    is_busy: Rc<Cell<bool>>,
    /// The code of a refusal.
    pub(crate) refused: Live<Option<String>>,
}

impl App {
    /// Once a chat has ended, the desk is asked what it asks of it.
    pub(super) fn watch_end(self, chat: &Chat) {
        let chat = chat.clone();
        ui::view::element::again(Box::new(move || {
            if chat.stage() == Stage::Closed {
                untrack(|| self.look_at_end(&chat, 0));
            }
        }));
    }

    fn look_at_end(self, chat: &Chat, looks: u32) {
        let known = chat.card.try_with_untracked(|card| card.as_ref().is_none_or(|card| card.phase == Phase::Closed));
        if known != Some(false) || looks >= MOST_LOOKS {
            return;
        }
        self.fetch_chats();
        let chat = chat.clone();
        let again = Duration::from_millis(u64::from(400_u32 << looks));
        set_timeout(move || self.look_at_end(&chat, looks + 1), again);
    }

    /// Sends a rating; of several in a row, the last one.
    pub(crate) fn rate(self, enquiry: EnquiryId, wish: String, sending: &Sending) {
        sending.next.replace(Some(wish));
        let _ = sending.refused.try_set(None);
        if sending.is_busy.replace(true) {
            return;
        }
        let sending = sending.clone();
        spawn(async move {
            let below = format!("/{enquiry}/rating");
            while let Some(wish) = sending.next.take() {
                let answer = self.ask("PUT", &below, Some(wish)).await;
                match answer.and_then(|text| from_text::<VisitorEnquiry>(&text).ok_or(Fault::Unreadable)) {
                    // What was pressed meanwhile is what is shown.
                    Ok(card) if sending.next.borrow().is_none() => drop(self.put(card)),
                    Ok(_) => {}
                    Err(fault) => {
                        let code = match fault {
                            Fault::Refused(error) => error.code,
                            Fault::Offline | Fault::Unreadable => ErrorCode::Unavailable,
                        };
                        let _ = sending.refused.try_set(Some(code.as_str().to_owned()));
                    }
                }
            }
            sending.is_busy.set(false);
        });
    }
}
