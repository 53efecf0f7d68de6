//! What the messaging service sends: proved, stored, answered. Everything else comes after the answer.

use std::{collections::BTreeSet, rc::Rc};

use channel::{
    http::Call,
    inbound::{Inbound, What},
    proof::Proof,
    window::Talk,
};
use shared::{
    id::{FileId, MessageId, VisitorId},
    value::Timestamp,
};
use worker::{Method, Request, Response, ResponseBuilder};

use super::{Inner, send::read_up_to};
use crate::{
    clock,
    error::EdgeError,
    store::channel::{
        event::{self, Came},
        old::REPLAY_MS,
        person::{self, Known},
    },
};

/// Most bytes of a body: Meta sends up to 3 MB.
const MAX_BODY: usize = 4 * 1024 * 1024;

impl Inner {
    /// Answers a call to the webhook.
    pub(super) async fn hook(self: &Rc<Self>, mut request: Request) -> Result<Response, EdgeError> {
        let (kept, adapter) = self.known()?;
        let is_post = request.method() == Method::Post;
        let Some(body) = body_of(&mut request, is_post).await? else { return Ok(status(413)) };
        let url = request.url()?;
        let headers = request.headers().clone();
        let header = |name: &str| headers.get(name).ok().flatten();
        let now = clock::now();
        let call = Call { is_post, query: url.query().unwrap_or_default(), header: &header, body: &body, now };
        // Until its secrets are entered anew nothing can be proved, and the service is to try again.
        let Ok(proof) = self.with_account(&kept, |account| adapter.verify(account, &call)) else {
            return Ok(status(503));
        };
        let body = match proof {
            Proof::Handshake(answer) => return answered(&answer),
            // Not one line for each: a stranger could fill the log.
            Proof::Refused => return Ok(status(403)),
            Proof::Genuine(body) => body,
        };
        let events = self.with_account(&kept, |account| adapter.parse(account, &body, now))?;
        let lanes = self.note(|| {
            let news = events.iter().filter(|inbound| !is_forgotten(inbound.at_ms, kept.since, now));
            let lanes: Result<BTreeSet<_>, _> =
                news.filter_map(|inbound| self.keep(now, inbound).transpose()).collect();
            self.arm()?;
            lanes
        })?;
        let welcome = if adapter.welcomes_in_answer() { self.welcome(&kept, adapter, &events).await? } else { None };
        let said = welcome.as_deref();
        let answer =
            self.with_account(&kept, |account| adapter.acknowledge(account, &events, said, now, clock::random()))?;
        for lane in lanes.into_iter().filter(|_| kept.on) {
            self.carry_lane(lane);
        }
        answered(&answer)
    }

    /// Keeps one thing that came, and what follows from it for what may be sent. The lane in which it waits, if it is new and anything
    /// is to be done with it.
    fn keep(&self, now: Timestamp, inbound: &Inbound) -> Result<Option<String>, EdgeError> {
        let sql = self.storage.sql();
        let Some(who) = &inbound.person else { return Ok(None) };
        if matches!(inbound.what, What::Ignored { .. } | What::Control { .. }) {
            return Ok(None);
        }
        let known = person::find(&sql, &who.id)?;
        let known = match known {
            Some(known) => Some(known),
            None => who.aliases.iter().find_map(|alias| person::find(&sql, alias).transpose()).transpose()?,
        };
        // What the business writes to somebody who never wrote is no enquiry.
        if known.is_none() && matches!(inbound.what, What::Echo { .. }) {
            return Ok(None);
        }
        let mut known = known.unwrap_or_else(|| Known {
            id: who.id.clone(),
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
        // What says how far something came waits for that; nothing else is to wait with it.
        let receipts = matches!(inbound.what, What::Receipt { .. } | What::Echo { ours: Some(_), .. });
        let lane = if receipts { format!("receipts {}", known.id) } else { known.id.clone() };
        if !event::note(&sql, now, &lane, &came)? {
            return Ok(None);
        }
        if let Some(name) = who.name.as_ref().filter(|name| !name.trim().is_empty()) {
            known.name = Some(name.clone());
        }
        hear(&mut known.talk, now, inbound);
        person::keep(&sql, &known)?;
        person::alias(&sql, &known, who)?;
        Ok(Some(lane))
    }
}

/// Whether something may have come before without our knowing: its key would be forgotten by now. Who replays an old call that
/// was genuine once isn't heard. What is older than the account wasn't here before.
fn is_forgotten(at: Timestamp, since: Timestamp, now: Timestamp) -> bool {
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

/// The body, read no further than the longest may be: nothing is proved yet. None if it is longer.
async fn body_of(request: &mut Request, is_post: bool) -> Result<Option<Vec<u8>>, EdgeError> {
    if !is_post || request.inner().body().is_none() {
        return Ok(Some(Vec::new()));
    }
    Ok(read_up_to(&mut request.stream()?, MAX_BODY).await?)
}

fn status(status: u16) -> Response {
    ResponseBuilder::new().with_status(status).empty()
}

fn answered(answer: &channel::http::Answer) -> Result<Response, EdgeError> {
    let builder = ResponseBuilder::new().with_status(answer.status).with_header("Content-Type", answer.content_type)?;
    Ok(builder.fixed(answer.body.clone().into_bytes()))
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
