//! The welcome in the answer to a webhook, where the messaging service takes one there (WeChat): it costs nothing then, and counts
//! against no window. It is there if the room says it in time; else it goes as everything else does.

use std::{rc::Rc, time::Duration};

use channel::{
    Adapter,
    inbound::{Inbound, What},
    outbound::{Part, Piece},
};
use shared::channel::{DeliveryState, ToSay};
use worker::Delay;

use super::Inner;
use crate::{
    clock,
    error::EdgeError,
    store::channel::{
        self as rows,
        delivery::{self, Delivery},
        event,
        person::{self, Known},
    },
};

/// So long the answer waits for the room. A webhook is answered within half a second, however slow the Desk is.
const PATIENCE_MS: i64 = 400;

/// Once the room has what they wrote, its welcome is on the way, or there is none.
const ON_ITS_WAY_MS: i64 = 100;

/// How often it is looked for.
const LOOK_EVERY: Duration = Duration::from_millis(20);

impl Inner {
    /// What is said in the answer to `events`, which are stored.
    pub(super) async fn welcome(
        self: &Rc<Self>,
        kept: &rows::Kept,
        adapter: &'static dyn Adapter,
        events: &[Inbound],
    ) -> Result<Option<String>, EdgeError> {
        let [inbound] = events else { return Ok(None) };
        let (What::Message { .. }, Some(who)) = (&inbound.what, &inbound.person) else { return Ok(None) };
        let sql = self.storage.sql();
        if let Some(before) = event::answer(&sql, &inbound.key)? {
            return Ok(Some(before));
        }
        let begins = |known: &Known| known.enquiry.is_none() && self.paused(kept).is_none();
        let Some(known) = person::find(&sql, &who.id)?.filter(begins) else { return Ok(None) };
        // Nobody else brings it to them meanwhile.
        let Some(hold) = self.hold(&format!("out {}", known.id)) else { return Ok(None) };
        self.carry_lane(known.id.clone());
        let said = self.first_words(kept, adapter, inbound, &known).await;
        drop(hold);
        self.deliver_lane(known.id);
        said
    }

    /// Waits for the first thing that the room says, and takes it out of what is to be brought.
    async fn first_words(
        self: &Rc<Self>,
        kept: &rows::Kept,
        adapter: &'static dyn Adapter,
        inbound: &Inbound,
        known: &Known,
    ) -> Result<Option<String>, EdgeError> {
        let sql = self.storage.sql();
        let mut until = clock::now().plus_ms(PATIENCE_MS);
        let mut is_carried = false;
        while clock::now() < until {
            if let Some(first) = delivery::first(&sql, &known.id)? {
                return self.say_in_answer(kept, adapter, inbound, known, first);
            }
            if !is_carried && event::is_done(&sql, &inbound.key)? {
                is_carried = true;
                until = until.min(clock::now().plus_ms(ON_ITS_WAY_MS));
            }
            Delay::from(LOOK_EVERY).await;
        }
        Ok(None)
    }

    /// Settles it, if the service takes it in the answer.
    fn say_in_answer(
        &self,
        kept: &rows::Kept,
        adapter: &'static dyn Adapter,
        inbound: &Inbound,
        known: &Known,
        first: Delivery,
    ) -> Result<Option<String>, EdgeError> {
        let is_automatic = first.to.by.is_none() && matches!(first.to.said, ToSay::Text { .. });
        if !is_automatic || first.attempts > 0 || first.is_sending {
            return Ok(None);
        }
        let Ok(parts) = self.render(kept, adapter, known, &first.to)? else { return Ok(None) };
        let Some(text) = only_words(&parts).map(str::to_owned) else { return Ok(None) };
        let noise = clock::random();
        let is_said = self.with_account(kept, |account| {
            let answer =
                |welcome| adapter.acknowledge(account, std::slice::from_ref(inbound), welcome, clock::now(), noise);
            answer(Some(&text)) != answer(None)
        })?;
        if !is_said {
            return Ok(None);
        }
        let (sql, to) = (self.storage.sql(), first.to.clone());
        let settled = Delivery { part: 1, parts: Some(parts), ..first };
        self.note(|| {
            event::keep_answer(&sql, &inbound.key, &text)?;
            delivery::settle(&sql, clock::now(), settled)?;
            self.tell(to.enquiry, to.seq, (DeliveryState::Accepted, None), None)?;
            Ok(self.arm()?)
        })?;
        self.outbox.send(&self.state);
        Ok(Some(text))
    }
}

/// The words, if there is nothing else, and they fit into one message.
fn only_words(parts: &[Part]) -> Option<&str> {
    match parts {
        [Part { pieces, .. }] => match pieces.as_slice() {
            [Piece::Text { text }] => Some(text),
            _ => None,
        },
        _ => None,
    }
}
