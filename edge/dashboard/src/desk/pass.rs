//! Passing enquiries on, and colleagues in rooms.

use kit::focus;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{AnsweredEnquiry, ErrorBody, ErrorCode, Former, TakeOver, TransferEnquiry},
    card::EnquiryCard,
    id::{EnquiryId, StaffId},
};
use ui::http::Fault;

use super::Desk;
use crate::{
    board::Notice,
    place::{List, Place},
};

impl Desk {
    /// Passes an enquiry on.
    ///
    /// # Errors
    /// See [`Fault`]; it is as it was then.
    pub(crate) async fn pass_on(self, enquiry: EnquiryId, wish: TransferEnquiry) -> Result<(), Fault> {
        let path = format!("enquiries/{enquiry}/transfer");
        let AnsweredEnquiry { card } = self.requests.change("POST", &path, &wish).await?;
        self.take(|board| board.answered(enquiry, Ok(card)));
        Ok(())
    }

    /// Takes back what is being passed on.
    pub(crate) fn take_back(self, enquiry: EnquiryId) {
        self.board.update(|board| board.recall(enquiry));
        self.act(enquiry, async move {
            let path = format!("enquiries/{enquiry}/take-back");
            let answer = self.requests.change::<AnsweredEnquiry>("POST", &path, &()).await;
            Some(answer.map(|answer| answer.card))
        });
    }

    /// Makes an enquiry this person's, if it still is whose the card says.
    pub(crate) fn take_over(self, enquiry: EnquiryId, former: Former) {
        let from = self.board.with_untracked(|board| Some(board.card(enquiry)?.holder()?.id));
        self.taking_over.set(None);
        self.act(enquiry, async move {
            let path = format!("enquiries/{enquiry}/take-over");
            let answer = self.requests.change::<AnsweredEnquiry>("POST", &path, &TakeOver { from, former }).await;
            if answer.is_ok() {
                self.navigation.go(Place::of_enquiry(List::Inbox, enquiry));
            }
            Some(answer.map(|answer| answer.card))
        });
    }

    /// Declines what is passed on to this person.
    pub(crate) fn decline(self, enquiry: EnquiryId) {
        self.act(enquiry, async move {
            let path = format!("enquiries/{enquiry}/decline");
            let answer = self.requests.change::<()>("POST", &path, &()).await;
            focus::rescue("#open-title");
            match answer {
                Ok(()) => None,
                // It went on by itself a moment before.
                Err(Fault::Refused(error)) if error.code == ErrorCode::NotFound => None,
                Err(fault) => Some(Err(fault)),
            }
        });
    }

    /// Invites a colleague into a room.
    pub(crate) fn invite(self, enquiry: EnquiryId, guest: StaffId) {
        self.act(enquiry, async move {
            let path = format!("enquiries/{enquiry}/guests/{guest}");
            self.requests.change::<()>("PUT", &path, &()).await.err().map(Err)
        });
    }

    /// Sends a guest out of a room, or leaves it as one.
    pub(crate) fn send_out(self, enquiry: EnquiryId, guest: StaffId) {
        let leaves = self.board.with_untracked(|board| board.me().is_some_and(|me| me.card.id == guest));
        self.act(enquiry, async move {
            let path = format!("enquiries/{enquiry}/guests/{guest}");
            let answer = self.requests.change::<()>("DELETE", &path, &()).await;
            if answer.is_ok() && leaves {
                self.navigation.go(Place::Desk { list: List::Inbox, room: None });
            }
            answer.err().map(Err)
        });
    }

    /// Whether something is being done with it.
    pub(crate) fn is_acting(self, enquiry: EnquiryId) -> bool {
        self.acting.with(|acting| acting.contains(&enquiry))
    }

    /// Does one thing at a time with an enquiry, and takes in what the desk says of it.
    fn act(self, enquiry: EnquiryId, what: impl Future<Output = Option<Result<EnquiryCard, Fault>>> + 'static) {
        if self.acting.try_update(|acting| acting.insert(enquiry)) != Some(true) {
            return;
        }
        spawn_local(async move {
            let answer = what.await;
            self.acting.update(|acting| {
                acting.remove(&enquiry);
            });
            match answer {
                None => {}
                Some(Ok(card)) => self.take(|board| board.answered(enquiry, Ok(card))),
                Some(Err(Fault::Refused(error))) => self.take(|board| board.answered(enquiry, Err(*error))),
                Some(Err(Fault::Offline | Fault::Unreadable)) => {
                    self.tell(Notice::Refused(ErrorBody::new(ErrorCode::Unavailable, "")));
                }
            }
        });
    }
}
