//! Signs of life: that somebody of the staff types, and that what a person wrote was read. They are shown if that is easy: nothing
//! waits for one, none is tried again, and none is kept.

use std::rc::Rc;

use channel::{Adapter, window::Talk};
use serde::{Deserialize, Serialize};
use shared::{channel::Open, id::EnquiryId, value::Timestamp};
use worker::Response;

use super::Inner;
use crate::{
    answer, clock,
    error::EdgeError,
    store::channel::{self as rows, person},
};

/// So many people are remembered; of others a sign may be sent once more.
const MOST_PEOPLE: usize = 1_000;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sign {
    /// Somebody types.
    Typing,
    /// All that the person wrote was read.
    Seen,
}

/// What a room wants shown.
#[derive(Serialize, Deserialize)]
pub(crate) struct SignAsked {
    pub(crate) enquiry: EnquiryId,
    pub(crate) sign: Sign,
}

/// What somebody is shown.
#[derive(Default)]
pub(super) struct Shown {
    typing_until: Timestamp,
    /// The service's id, or its token, of the last that was marked as read.
    seen: Option<String>,
}

impl Inner {
    /// Shows something, after the answer.
    pub(super) fn sign(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let SignAsked { enquiry, sign } = serde_json::from_str(body)?;
        let inner = self.clone();
        self.state.wait_until(async move {
            if let Err(error) = inner.show_sign(enquiry, sign).await {
                error.log("A sign of typing or reading");
            }
        });
        Ok(answer::done())
    }

    async fn show_sign(&self, enquiry: EnquiryId, sign: Sign) -> Result<(), EdgeError> {
        let (kept, adapter) = self.known()?;
        let Some(known) = person::of_room(&self.storage.sql(), enquiry)? else { return Ok(()) };
        // What is read of a talk that is over says nothing of the one that runs.
        let is_theirs = known.enquiry == Some(enquiry) && self.paused(&kept).is_none();
        if !is_theirs || !self.is_due(&kept, adapter, (&known.id, &known.talk), sign)? {
            return Ok(());
        }
        let Ok(token) = self.token(None).await? else { return Ok(()) };
        let request = self.with_account(&kept, |account| match sign {
            Sign::Typing => adapter.typing(account, &token, known.address(), &known.talk),
            Sign::Seen => adapter.seen(account, &token, known.address(), &known.talk),
        })?;
        // Whatever is answered, there is nothing to be done about it.
        if let Some(request) = request
            && self.may_call_now()
        {
            self.fetch(&request, None).await?;
        }
        Ok(())
    }

    /// Whether it isn't shown yet, and its messaging service lets it be. Takes it for shown from here on.
    fn is_due(
        &self,
        kept: &rows::Kept,
        adapter: &'static dyn Adapter,
        (person, talk): (&str, &Talk),
        sign: Sign,
    ) -> Result<bool, EdgeError> {
        let now = clock::now();
        let abilities = adapter.facts().abilities;
        let open = self.with_account(kept, |account| adapter.window(account, talk, now).open)?;
        let mut shown = self.shown.borrow_mut();
        if shown.len() >= MOST_PEOPLE && !shown.contains_key(person) {
            shown.clear();
        }
        let theirs = shown.entry(person.to_owned()).or_default();
        Ok(match sign {
            Sign::Typing => {
                let ends = |within_s: u32| talk.wrote_at_ms.unwrap_or_default().plus_ms(i64::from(within_s) * 1_000);
                let may = matches!(open, Open::Free | Open::FreeReply | Open::Quota)
                    && abilities.typing_within_s.is_none_or(|within_s| now < ends(within_s));
                let is_due = may && now >= theirs.typing_until;
                if let (true, Some(for_s)) = (is_due, abilities.typing_s) {
                    theirs.typing_until = now.plus_ms(i64::from(for_s) * 1_000);
                }
                is_due
            }
            Sign::Seen => {
                let last = talk.read_token.as_ref().or(talk.last_message.as_ref());
                let is_due = last.is_some() && theirs.seen.as_ref() != last;
                theirs.seen = last.cloned();
                is_due
            }
        })
    }

    /// A message ends what was shown of typing.
    pub(super) fn end_typing(&self, person: &str) {
        if let Some(theirs) = self.shown.borrow_mut().get_mut(person) {
            theirs.typing_until = Timestamp::default();
        }
    }
}
