//! How the chat was, which the annex asks.

use ui::{
    annex::{self, RatingNews, RatingStart},
    view::El,
};

use super::room::Talk;
use crate::app::Sending;

/// The question, the grades, and a box for more.
pub(super) fn rating(talk: &Talk) -> El {
    let Talk { app, chat, .. } = talk.clone();
    let start = RatingStart { service: app.service(), enquiry: chat.enquiry };
    let sending = Sending::default();
    let (refused, enquiry) = (sending.refused, chat.enquiry);
    let news = move || {
        let card = chat.card.with(|card| card.as_ref()?.rating.clone())?;
        Some(RatingNews { card, refused: refused.get() })
    };
    annex::rating(&start, news, move |wish| app.rate(enquiry, wish, &sending))
}
