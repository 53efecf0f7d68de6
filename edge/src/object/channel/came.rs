//! What is kept of something that came: the thing itself, in the lane in which it waits, and what follows from it for what may be sent.

use channel::{
    inbound::{Inbound, What},
    window::Talk,
};
use shared::{
    id::{FileId, MessageId, VisitorId},
    value::Timestamp,
};

use super::Inner;
use crate::{
    clock,
    error::EdgeError,
    store::channel::{
        event::{self, Came},
        old::REPLAY_MS,
        person::{self, Known},
    },
};

impl Inner {
    /// Keeps one thing that came, and what follows from it for what may be sent. The lane in which it waits, if it is new and anything
    /// is to be done with it.
    pub(super) fn keep(&self, now: Timestamp, inbound: &Inbound) -> Result<Option<String>, EdgeError> {
        let sql = self.storage.sql();
        let Some(who) = &inbound.person else {
            event::note_unread(&sql, now, inbound)?;
            return Ok(None);
        };
        if matches!(inbound.what, What::Ignored { .. }) {
            return Ok(None);
        }
        let known = person::find(&sql, &who.id)?;
        let known = match known {
            Some(known) => Some(known),
            None => who.aliases.iter().find_map(|alias| person::find(&sql, alias).transpose()).transpose()?,
        };
        // What the business writes to somebody who never wrote is no enquiry, and what comes after somebody was erased makes nobody
        // of them again.
        if known.is_none() && !begins(&inbound.what) {
            return Ok(None);
        }
        let mut known = known.unwrap_or_else(|| Known {
            id: who.id.clone(),
            address: None,
            visitor: VisitorId::new(now, clock::random()),
            name: None,
            language: None,
            asked_at: None,
            wish: None,
            enquiry: None,
            former: None,
            talk: Talk::default(),
            photo: false,
        });
        let parts = if let What::Message { content, .. } | What::Echo { content, .. } = &inbound.what {
            content.len().max(1)
        } else {
            1
        };
        let ids = (0..parts).map(|_| (MessageId::new(now, clock::random()), FileId::new(now, clock::random())));
        let came = Came { inbound: inbound.clone(), ids: ids.collect() };
        // What says how far something came, or changes it, waits for that; nothing else is to wait with it.
        let lane = if matches!(inbound.what, What::Receipt { .. } | What::Echo { ours: Some(_), .. }) {
            format!("receipts {}", known.id)
        } else if matches!(inbound.what, What::Edited { .. } | What::Deleted { .. }) {
            format!("changes {}", known.id)
        } else {
            known.id.clone()
        };
        if !event::note(&sql, now, &lane, &came)? {
            return Ok(None);
        }
        if let Some(name) = who.name.as_ref().filter(|name| !name.trim().is_empty()) {
            known.name = Some(name.clone());
        }
        let newest = if let What::IdentityChanged { now, .. } = &inbound.what {
            Some(now)
        } else {
            Some(&who.id).filter(|_| begins(&inbound.what))
        };
        // One that comes late has the id from before.
        let before = known.talk.wrote_at_ms.max(known.talk.acted_at_ms);
        if let Some(newest) = newest.filter(|_| before.is_none_or(|before| inbound.at_ms >= before)) {
            known.address = Some(newest.clone()).filter(|newest| *newest != known.id);
        }
        hear(&mut known.talk, now, inbound);
        person::keep(&sql, &known)?;
        person::alias(&sql, &known, who.aliases.iter().chain([&who.id]).chain(newest))?;
        Ok(Some(lane))
    }
}

/// Whether something may have come before without our knowing: its key would be forgotten by now. Who replays an old call that
/// was genuine once isn't heard. What is older than the account wasn't here before.
pub(super) fn is_forgotten(at: Timestamp, since: Timestamp, now: Timestamp) -> bool {
    at >= since && now.ms_since(at) > REPLAY_MS
}

/// What something that came changes of what may be sent.
fn hear(talk: &mut Talk, now: Timestamp, inbound: &Inbound) {
    let at = inbound.at_ms.min(now);
    match &inbound.what {
        What::Message { id, .. } => {
            // One that comes late changes nothing of what is newer.
            if talk.wrote_at_ms.is_none_or(|wrote| at >= wrote) {
                talk.last_message = Some(id.clone());
                (talk.wrote_at_ms, talk.sent_since, talk.gone) = (Some(at), 0, false);
            }
        }
        What::Unsupported { .. } => {
            (talk.wrote_at_ms, talk.sent_since, talk.gone) = (talk.wrote_at_ms.max(Some(at)), 0, false);
        }
        What::Action { .. } | What::Followed { .. } | What::Referral { .. } | What::Reaction { .. } => {
            if talk.wrote_at_ms.max(talk.acted_at_ms).is_none_or(|before| at >= before) {
                talk.sent_since = 0;
            }
            (talk.acted_at_ms, talk.gone) = (talk.acted_at_ms.max(Some(at)), false);
        }
        What::Unfollowed => talk.gone = true,
        What::Edited { .. }
        | What::Deleted { .. }
        | What::Receipt { .. }
        | What::Echo { .. }
        | What::IdentityChanged { .. }
        | What::Control { .. }
        | What::Ignored { .. } => {}
    }
    if let Some(reply) = &inbound.reply
        && talk.reply.as_ref().is_none_or(|known| reply.until_ms >= known.until_ms)
    {
        talk.reply = Some(reply.clone());
    }
    if let Some(token) = &inbound.read_token {
        talk.read_token = Some(token.clone());
    }
}

/// Whether it is something that a person does, so that somebody who isn't known is met by it.
fn begins(what: &What) -> bool {
    match what {
        What::Message { .. }
        | What::Unsupported { .. }
        | What::Action { .. }
        | What::Reaction { .. }
        | What::Followed { .. }
        | What::Referral { .. } => true,
        What::Edited { .. }
        | What::Deleted { .. }
        | What::Unfollowed
        | What::Receipt { .. }
        | What::Echo { .. }
        | What::IdentityChanged { .. }
        | What::Control { .. }
        | What::Ignored { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_so_long_ago_that_its_key_is_forgotten_is_taken_for_a_replay() {
        let now = Timestamp::from_ms(1_790_000_000_000);
        let ago = |ms: i64| now.plus_ms(-ms);
        let year = 365 * 24 * 60 * 60_000;
        assert!(!is_forgotten(ago(REPLAY_MS), ago(year), now), "it is sent again for so long");
        assert!(is_forgotten(ago(REPLAY_MS + 1), ago(year), now));
        assert!(!is_forgotten(ago(year), ago(REPLAY_MS), now), "it was written before the account was connected here");
        assert!(!is_forgotten(now.plus_ms(year), ago(year), now), "its clock is ahead");
    }
}
