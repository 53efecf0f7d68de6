//! What the messaging service sends: proved, stored, answered. Everything else comes after the answer.

use std::{collections::BTreeSet, rc::Rc, time::Duration};

use channel::{delivery::told, http::Call, inbound::What, proof::Proof};
use futures_util::TryStreamExt;
use shared::value::Timestamp;
use worker::{Method, Request, Response, ResponseBuilder};

use super::{Inner, came::is_forgotten};
use crate::{
    clock,
    error::EdgeError,
    store::channel::{self as rows, event},
};

/// Most bytes of a body: Meta sends up to 3 MB.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Most bytes of calls that are read at once. Anybody can make one, and it has to be read before it is proved.
const MOST_UNPROVED: usize = 16 * 1024 * 1024;

/// Services send a body in one go.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// That calls come is noted so often.
const HEARD_EVERY_MS: i64 = 60 * 60_000;

impl Inner {
    /// Answers a call to the webhook.
    pub(super) async fn hook(self: &Rc<Self>, mut request: Request) -> Result<Response, EdgeError> {
        let (kept, adapter) = self.known()?;
        let is_post = request.method() == Method::Post;
        let read = clock::within(BODY_PATIENCE, self.body_of(&mut request, is_post)).await;
        let body = match read.unwrap_or(Ok(Body::Slow))? {
            Body::Whole(body) => body,
            Body::Large => return Ok(status(413)),
            Body::Slow => return Ok(status(408)),
            // The service is to try again; a stranger needn't.
            Body::Crowded => return Ok(status(503)),
        };
        let url = request.url()?;
        let headers = request.headers().clone();
        let header = |name: &str| headers.get(name).ok().flatten();
        let now = clock::now();
        let call = Call { is_post, query: url.query().unwrap_or_default(), header: &header, body: &body, now };
        // Until its secrets are entered anew nothing can be proved, and the service is to try again.
        let Ok(mut proof) = self.with_account(&kept, |account| adapter.verify(account, &call)) else {
            return Ok(status(503));
        };
        let mut before = None;
        // What is under way when a secret is changed on both sides has the one from before.
        if let Some((former, _)) = kept.former.clone().filter(|(_, until)| *until > now)
            && matches!(proof, Proof::Refused)
        {
            let used = before.insert(rows::Kept { sealed: former, ..kept.clone() });
            proof = self.with_account(used, |account| adapter.verify(account, &call)).unwrap_or(Proof::Refused);
        }
        let used = before.as_ref().unwrap_or(&kept);
        if !matches!(proof, Proof::Refused) {
            self.note_heard(&kept, now)?;
        }
        let body = match proof {
            Proof::Handshake(answer) => return answered(&answer),
            // Not one line for each: a stranger could fill the log.
            Proof::Refused => return Ok(status(403)),
            Proof::Genuine(body) => body,
        };
        let events = self.with_account(used, |account| adapter.parse(account, &body, now))?;
        let lanes = self.note(|| {
            let mut lanes = BTreeSet::new();
            for inbound in events.iter().filter(|inbound| !is_forgotten(inbound.at_ms, kept.since, now)) {
                if let What::Control { name, raw } = &inbound.what {
                    // Told again, it may be seen to by now.
                    if let Some(problem) = adapter.trouble(name, raw)
                        && event::note_unread(&self.storage.sql(), now, inbound)?
                    {
                        self.note_problem(&kept, &told(&problem))?;
                    }
                } else {
                    lanes.extend(self.keep(now, inbound)?);
                }
            }
            self.arm()?;
            Ok(lanes)
        })?;
        let welcome = if adapter.welcomes_in_answer() { self.welcome(&kept, adapter, &events).await? } else { None };
        let said = welcome.as_deref();
        let answer =
            self.with_account(used, |account| adapter.acknowledge(account, &events, said, now, clock::random()))?;
        for lane in lanes.into_iter().filter(|_| kept.on) {
            self.carry_lane(lane);
        }
        answered(&answer)
    }

    /// Notes that the service finds its way here, so that an owner sees it, and throws away secrets that prove nothing any more.
    fn note_heard(&self, kept: &rows::Kept, now: Timestamp) -> Result<(), EdgeError> {
        if kept.heard_at.is_some_and(|at| now.ms_since(at) < HEARD_EVERY_MS) {
            return Ok(());
        }
        self.note(|| {
            let sql = self.storage.sql();
            match rows::account(&sql)? {
                Some(kept) => {
                    let former = kept.former.clone().filter(|(_, until)| *until > now);
                    Ok(rows::keep(&sql, &rows::Kept { former, heard_at: Some(now), ..kept })?)
                }
                None => Ok(()),
            }
        })
    }

    /// The body, read no further than the longest may be, and while not too much is in memory that nothing proves yet.
    async fn body_of(self: &Rc<Self>, request: &mut Request, is_post: bool) -> Result<Body, EdgeError> {
        if !is_post || request.inner().body().is_none() {
            return Ok(Body::Whole(Vec::new()));
        }
        let told = request.headers().get("Content-Length")?.and_then(|told| told.parse::<usize>().ok());
        if told.is_some_and(|told| told > MAX_BODY) {
            return Ok(Body::Large);
        }
        let mut held = Unproved { inner: self.clone(), bytes: 0 };
        let mut stream = request.stream()?;
        let mut body = Vec::new();
        while let Some(chunk) = stream.try_next().await? {
            if body.len() + chunk.len() > MAX_BODY {
                return Ok(Body::Large);
            }
            if !held.takes(chunk.len()) {
                return Ok(Body::Crowded);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Body::Whole(body))
    }
}

/// What was read of a call.
enum Body {
    Whole(Vec<u8>),
    /// Longer than any that a service sends.
    Large,
    /// It took too long.
    Slow,
    /// Others have all the memory that there is for it.
    Crowded,
}

/// What a call has in memory; given back however it ends.
struct Unproved {
    inner: Rc<Inner>,
    bytes: usize,
}

impl Unproved {
    /// Takes more, if there is place for it.
    fn takes(&mut self, bytes: usize) -> bool {
        let all = self.inner.unproved.get() + bytes;
        if all > MOST_UNPROVED {
            return false;
        }
        self.inner.unproved.set(all);
        self.bytes += bytes;
        true
    }
}

impl Drop for Unproved {
    fn drop(&mut self) {
        self.inner.unproved.set(self.inner.unproved.get() - self.bytes);
    }
}

fn status(status: u16) -> Response {
    ResponseBuilder::new().with_status(status).empty()
}

fn answered(answer: &channel::http::Answer) -> Result<Response, EdgeError> {
    let builder = ResponseBuilder::new().with_status(answer.status).with_header("Content-Type", answer.content_type)?;
    Ok(builder.fixed(answer.body.clone().into_bytes()))
}
