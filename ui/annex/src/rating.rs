//! A rating in the page: what is asked, what was said, and where that is sent.

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use leptos::prelude::*;
use shared::{
    id::EnquiryId,
    rating::{RateEnquiry, RatingCard},
    value::ServiceSlug,
};
use ui::{annex::RatingNews, storage, write::to_text};
use wasm_bindgen::JsValue;

/// A handle to be copied around.
#[derive(Clone)]
pub(crate) struct Rating {
    /// What does not change: where it is.
    service: ServiceSlug,
    enquiry: EnquiryId,
    /// What does.
    pub(crate) card: ArcRwSignal<RatingCard>,
    /// Why the service didn't take it; none if it did, or wasn't told yet.
    pub(crate) refused: ArcRwSignal<Option<String>>,
    /// Whether something was sent from here, so that thanks are said.
    pub(crate) sent: ArcRwSignal<bool>,
    /// As the service told it last: what was sent since stands until it tells something else.
    heard: Rc<RefCell<RatingCard>>,
    tell: Rc<Function>,
}

impl Rating {
    pub(crate) fn new(service: ServiceSlug, enquiry: EnquiryId, news: RatingNews, tell: Function) -> Self {
        let RatingNews { card, refused } = news;
        Self {
            service,
            enquiry,
            heard: Rc::new(RefCell::new(card.clone())),
            card: ArcRwSignal::new(card),
            refused: ArcRwSignal::new(refused),
            sent: ArcRwSignal::new(false),
            tell: Rc::new(tell),
        }
    }

    pub(crate) fn hear(&self, news: RatingNews) {
        let RatingNews { card, refused } = news;
        let is_new = *self.heard.borrow() != card || refused.is_some();
        if is_new && self.card.with_untracked(|known| *known != card) {
            self.card.set(card.clone());
        }
        self.heard.replace(card);
        self.refused.set(refused);
    }

    /// Sends it; it shows at once.
    pub(crate) fn send(&self, asked: RateEnquiry) {
        self.refused.set(None);
        self.sent.set(true);
        let _ = self.tell.call1(&JsValue::UNDEFINED, &to_text(&asked).into());
        self.card.update(|card| card.given = Some(asked));
    }

    /// What is typed and not sent yet.
    pub(crate) fn typed(&self) -> Option<String> {
        storage::find(&self.key())
    }

    /// Keeps what is typed; empty forgets it.
    pub(crate) fn keep_typed(&self, typed: &str) {
        if typed.is_empty() { storage::forget(&self.key()) } else { storage::keep(&self.key(), &typed) }
    }

    fn key(&self) -> String {
        format!("frontdesk.{}.{}.comment", self.service, self.enquiry)
    }
}
