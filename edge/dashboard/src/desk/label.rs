//! Putting labels on enquiries.

use kit::lean::memo;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{AnsweredEnquiry, ErrorBody, ErrorCode},
    card::EnquiryCard,
    id::{EnquiryId, LabelId},
    label::LabelCard,
};
use ui::http::Fault;

use super::Desk;
use crate::board::Notice;

impl Desk {
    /// Puts a label on an enquiry, or takes it off.
    pub(crate) fn label(self, enquiry: EnquiryId, label: LabelId, is_on: bool) {
        spawn_local(async move {
            let path = format!("enquiries/{enquiry}/labels/{label}");
            let method = if is_on { "PUT" } else { "DELETE" };
            match self.requests.change::<AnsweredEnquiry>(method, &path, &()).await {
                Ok(AnsweredEnquiry { card }) => self.take(|board| {
                    board.take_seen(card);
                    Vec::new()
                }),
                Err(Fault::Refused(error)) => self.tell(Notice::Refused(*error)),
                Err(Fault::Offline | Fault::Unreadable) => {
                    self.tell(Notice::Refused(ErrorBody::new(ErrorCode::Unavailable, "")));
                }
            }
        });
    }

    /// What is on a card, in the owner's order.
    pub(crate) fn labels_of(self, card: Memo<Option<EnquiryCard>>) -> Memo<Vec<LabelCard>> {
        memo(move || {
            card.with(|card| {
                let marked = card.as_ref().filter(|card| !card.labels.is_empty());
                marked.map(|card| self.board.with(|board| board.labels_of(card))).unwrap_or_default()
            })
        })
    }
}
