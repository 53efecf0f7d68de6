//! Brings people what was said to them: in order for each, at the service's pace, again where that can't double anything, and with
//! each end told to the room.

use std::{rc::Rc, time::Duration};

use channel::{
    Adapter,
    delivery::{Next, after, told},
    outbound::{Part, Refused, Way},
    pace::Pace,
    problem::{Class, Problem},
};
use serde::{Deserialize, Serialize};
use shared::{
    channel::{DeliveryProblem, DeliveryState, Quota, ToDeliver, Window},
    id::EnquiryId,
    value::{Seq, Timestamp},
};
use worker::{Delay, Response};

use super::{
    Inner,
    account::{OfRoom, off},
    done,
    send::silence,
};
use crate::{
    access::hex,
    answer, clock,
    error::EdgeError,
    owed::wait_ms,
    store::channel::{
        self as rows,
        delivery::{self, Delivery},
        person::{self, Known},
        said::{self as places, By, Place},
    },
};

/// What somebody wants sent again.
#[derive(Serialize, Deserialize)]
pub(crate) struct SendAgainAsked {
    pub(crate) enquiry: EnquiryId,
    pub(crate) seq: Seq,
}

/// What may be sent to the person of a room now, for the Desk to show.
#[derive(Serialize, Deserialize)]
pub(crate) struct MayBeSent {
    pub(crate) window: Window,
    pub(crate) quota: Option<Quota>,
    pub(crate) paused: bool,
}

/// What an attempt led to.
enum Went {
    /// To the next part, or to the next message.
    On,
    /// Something is tried again later.
    Later,
}

impl Inner {
    /// Takes what a room wants brought.
    pub(super) fn take(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let to: ToDeliver = serde_json::from_str(body)?;
        let sql = self.storage.sql();
        let now = clock::now();
        let person = self.note(|| {
            // A room says its welcome before the Desk's answer is here.
            let known = person::of_room(&sql, to.enquiry)?.or(person::of_wish(&sql, to.enquiry)?);
            let Some(known) = known else {
                // The account was disconnected meanwhile, or they are erased: nobody is there to bring it to.
                let is_off = rows::account(&sql)?.is_none();
                let problem = if is_off { off()? } else { told(&gone()) };
                self.tell(to.enquiry, to.seq, (DeliveryState::Failed, None), Some(problem))?;
                return Ok(None);
            };
            delivery::note(&sql, now, &known.id, &to, &hex(&clock::random::<16>()))?;
            self.arm()?;
            Ok(Some(known.id))
        })?;
        self.outbox.send(&self.state);
        if let Some(person) = person {
            self.deliver_lane(person);
        }
        done(self)
    }

    /// Sends something again that was settled, at somebody's wish.
    pub(super) fn again(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let SendAgainAsked { enquiry, seq } = serde_json::from_str(body)?;
        let found = self.note(|| {
            let found = delivery::again(&self.storage.sql(), clock::now(), enquiry, seq, &hex(&clock::random::<16>()))?;
            if found {
                self.tell(enquiry, seq, (DeliveryState::Waiting, None), None)?;
            }
            self.arm()?;
            Ok(found)
        })?;
        if !found {
            return Err(EdgeError::not_found());
        }
        self.outbox.send(&self.state);
        self.carry_on();
        Ok(answer::done())
    }

    /// What may be sent to the person of a room now.
    pub(super) async fn view(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let OfRoom { enquiry } = serde_json::from_str(body)?;
        let (kept, adapter) = self.known()?;
        let known = person::of_room(&self.storage.sql(), enquiry)?.ok_or_else(EdgeError::not_found)?;
        let window = self.with_account(&kept, |account| adapter.window(account, &known.talk, clock::now()))?;
        let paused = self.paused(&kept).is_some();
        let quota = if paused { None } else { self.quota_before(window.open).await };
        answer::json(&MayBeSent { window, quota, paused })
    }

    /// Brings somebody what waits for them, unless that is done already.
    pub(super) fn deliver_lane(self: &Rc<Self>, person: String) {
        let Some(hold) = self.hold(&format!("out {person}")) else { return };
        let inner = self.clone();
        self.state.wait_until(async move {
            let _hold = hold;
            if let Err(error) = inner.deliver_all(&person).await {
                error.log("What a Channel is to bring");
            }
        });
    }

    async fn deliver_all(self: &Rc<Self>, person: &str) -> Result<(), EdgeError> {
        let sql = self.storage.sql();
        while let Some(next) = delivery::first(&sql, person)? {
            if next.next_at > clock::now() {
                break;
            }
            let tried = next.clone();
            match self.deliver(person, next).await {
                Ok(Went::On) => {}
                Ok(Went::Later) => break,
                Err(error) => {
                    error.log("Something that a Channel is to bring");
                    let attempts = tried.attempts + 1;
                    let next_at = clock::now().plus_ms(wait_ms(attempts));
                    let state = if tried.is_sending { "sending" } else { "waiting" };
                    let later = Delivery { attempts, next_at, ..tried };
                    self.note(|| {
                        delivery::keep(&sql, &later, state)?;
                        Ok(self.arm_at(next_at)?)
                    })?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// One attempt.
    async fn deliver(self: &Rc<Self>, person: &str, mut next: Delivery) -> Result<Went, EdgeError> {
        let (kept, adapter) = self.known()?;
        let Some(known) = person::find(&self.storage.sql(), person)? else { return self.fail(next, &gone()) };
        let now = clock::now();
        if next.is_sending {
            // The object was lost while it was on its way.
            next.is_sending = false;
            let has_key = next.next_part().is_some_and(|part| is_known_again(adapter, part));
            let what = after(now, next.tried(now, has_key), Err(silence()), noise());
            return self.settle(&kept, &known, next, now, what).await;
        }
        if let Some(problem) = self.paused(&kept) {
            return self.end(next, DeliveryState::Failed, Some(problem));
        }
        if next.parts.is_none() {
            match self.render(&kept, adapter, &known, &next.to)? {
                Ok(parts) => next.parts = Some(parts),
                Err(Refused(problem)) => return self.fail(next, &problem),
            }
        }
        if next.next_part().is_none() {
            return self.end(next, DeliveryState::Accepted, None);
        }
        self.attempt((&kept, adapter), &known, next).await
    }

    /// Brings the next part, which there is.
    async fn attempt(
        self: &Rc<Self>,
        (kept, adapter): (&rows::Kept, &'static dyn Adapter),
        known: &Known,
        mut next: Delivery,
    ) -> Result<Went, EdgeError> {
        let now = clock::now();
        let Some(part) = next.next_part().cloned() else { return Ok(Went::On) };
        let part = &part;
        let token = match self.token(None).await? {
            Ok(token) => token,
            Err(problem) => {
                next.attempts += 1;
                let what = after(now, next.tried(now, false), Err(problem), noise());
                return self.settle(kept, known, next, now, what).await;
            }
        };
        let file = match self.upload(kept, adapter, &token, part, &mut next).await? {
            Ok(file) => file,
            Err(problem) => {
                next.attempts += 1;
                // Nothing was sent yet: a lost upload is made again.
                let is_lost = problem.class == Class::UnknownOutcome;
                let class = if is_lost { Class::Retry { after_ms: None } } else { problem.class };
                let problem = self.renew_after(Problem { class, ..problem }, &token, &next).await?;
                let what = after(now, next.tried(now, false), Err(problem), noise());
                return self.settle(kept, known, next, now, what).await;
            }
        };
        // What waits for its turn isn't on its way yet: if the object is lost now, it is known not to have been sent.
        self.wait_turn(adapter.facts().abilities.pace.per_second).await;
        let paused = |(now, _): (rows::Kept, _)| if now.on && now.problem.is_none() { None } else { self.paused(&now) };
        if let Some(problem) = self.known().ok().and_then(paused) {
            return self.end(next, DeliveryState::Failed, Some(problem));
        }
        next.attempts += 1;
        next.first_at = next.first_at.or(Some(now));
        // Whoever it was for may have been erased meanwhile, or the account disconnected.
        if !self.note(|| Ok(delivery::keep(&self.storage.sql(), &next, "sending")?))? {
            return Ok(Went::On);
        }
        let key = part_key(&next.key, next.part);
        let request = self.with_account(kept, |account| {
            adapter.send(account, &token, known.address(), part, next.uploaded.as_deref(), &key)
        })?;
        let begun = clock::now();
        let answered = self.call_in_turn(&request, file).await?;
        let outcome = match &answered {
            Some(answered) => answered.read(|response| adapter.read_sent(part, response)),
            None => Err(silence()),
        };
        let outcome = match outcome {
            Ok(ids) => Ok(ids),
            Err(problem) => Err(self.renew_after(problem, &token, &next).await?),
        };
        let now = clock::now();
        let tried = next.tried(now, is_known_again(adapter, part));
        self.settle(kept, known, next, begun, after(now, tried, outcome, noise())).await
    }

    /// Has another token made if the service refused this one, once for each part: what refuses the next as well is the owner's to
    /// see to. What stands in the way of the part then: that, or what stood in the way of a token.
    async fn renew_after(&self, problem: Problem, spent: &str, next: &Delivery) -> Result<Problem, EdgeError> {
        if problem.class != Class::RenewToken || next.renewed {
            return Ok(problem);
        }
        Ok(self.token(Some(spent)).await?.err().unwrap_or(problem))
    }

    /// Writes what an attempt led to that began then, and tells the room.
    async fn settle(
        self: &Rc<Self>,
        kept: &rows::Kept,
        known: &Known,
        mut next: Delivery,
        begun: Timestamp,
        what: Next,
    ) -> Result<Went, EdgeError> {
        match what {
            Next::Sent(ids) => {
                self.note_sent(known, &next, begun, &ids)?;
                next.part += 1;
                if next.next_part().is_none() {
                    self.end(next, DeliveryState::Accepted, None)?;
                } else {
                    (next.attempts, next.renewed, next.first_at, next.uploaded) = (0, false, None, None);
                    self.note(|| Ok(delivery::keep(&self.storage.sql(), &next, "waiting")?))?;
                }
                let wait =
                    channel::adapter(&kept.kind).map_or(0, |it| self.rest(&it.facts().abilities.pace, &known.id));
                if let Some(wait) = u64::try_from(wait).ok().filter(|wait| *wait > 0) {
                    Delay::from(Duration::from_millis(wait)).await;
                }
                Ok(Went::On)
            }
            Next::Again(at) => {
                next.next_at = at;
                self.note(|| {
                    delivery::keep(&self.storage.sql(), &next, "waiting")?;
                    Ok(self.arm_at(at)?)
                })?;
                Ok(Went::Later)
            }
            Next::Renewed => {
                next.renewed = true;
                self.note(|| Ok(delivery::keep(&self.storage.sql(), &next, "waiting")?))?;
                Ok(Went::On)
            }
            Next::Usual => {
                if let Some(part) = next.next_part_mut() {
                    part.way = Way::Usual;
                }
                self.note(|| {
                    // As they are now: a newer token may have come.
                    if let Some(mut now) = person::find(&self.storage.sql(), &known.id)?
                        && now.talk.reply == known.talk.reply
                    {
                        now.talk.reply = None;
                        person::keep(&self.storage.sql(), &now)?;
                    }
                    Ok(delivery::keep(&self.storage.sql(), &next, "waiting")?)
                })?;
                Ok(Went::On)
            }
            Next::Unclear(problem) => self.end(next, DeliveryState::Unclear, Some(told(&problem))),
            Next::Failed(problem) => {
                if problem.class == Class::QuotaUsed {
                    self.forget_quota();
                }
                if problem.class == Class::Credentials || problem.class == Class::RenewToken {
                    self.note(|| self.note_problem(kept, &told(&problem)))?;
                }
                self.fail(next, &problem)
            }
        }
    }

    /// Notes that something went to somebody; for how many ms they are to be left alone now.
    fn rest(&self, pace: &Pace, person: &str) -> i64 {
        let now = clock::now();
        let mut rested = self.rested_at.borrow_mut();
        let (at, wait) = pace.after_one(rested.get(person).copied(), now);
        rested.insert(person.to_owned(), at);
        rested.retain(|_, at| *at > now);
        wait
    }

    /// Keeps where what was sent stands, with the time of the attempt: services tell up to which time of theirs somebody read, and
    /// they have a message a little before we hear that they have it.
    fn note_sent(&self, sent_by: &Known, next: &Delivery, begun: Timestamp, ids: &[String]) -> Result<(), EdgeError> {
        let sql = self.storage.sql();
        let was_reply = next.next_part().is_some_and(|part| matches!(part.way, Way::Reply { .. }));
        if !was_reply {
            self.count_sent();
        }
        self.end_typing(&sent_by.id);
        self.note(|| {
            let place = Place { enquiry: next.to.enquiry, seq: next.to.seq, message: next.to.message, by: By::Us };
            // As it is now: something may have come meanwhile, and of somebody who was erased nothing is noted.
            if let Some(mut known) = person::find(&sql, &sent_by.id)?.filter(|now| now.visitor == sent_by.visitor) {
                for id in ids {
                    places::note(&sql, begun, id, &known.id, &place, None)?;
                }
                known.talk.sent_since = known.talk.sent_since.saturating_add(1);
                if was_reply && known.talk.reply == sent_by.talk.reply {
                    known.talk.reply = None;
                }
                person::keep(&sql, &known)?;
            }
            Ok(())
        })
    }

    fn fail(&self, next: Delivery, problem: &Problem) -> Result<Went, EdgeError> {
        self.end(next, DeliveryState::Failed, Some(told(problem)))
    }

    /// Settles it, and tells the room how it ended.
    fn end(&self, next: Delivery, state: DeliveryState, problem: Option<DeliveryProblem>) -> Result<Went, EdgeError> {
        self.note(|| {
            let (enquiry, seq) = (next.to.enquiry, next.to.seq);
            delivery::settle(&self.storage.sql(), clock::now(), next)?;
            self.tell(enquiry, seq, (state, None), problem)
        })?;
        self.outbox.send(&self.state);
        Ok(Went::On)
    }

    fn arm_at(&self, at: Timestamp) -> worker::Result<()> {
        let earliest = self.outbox.next_at()?.into_iter().chain([at]).min();
        if self.alarm.is_known() { self.alarm.wake_at(&self.storage, earliest) } else { self.arm() }
    }
}

/// Whether the service knows a part again by its key, and takes it once.
fn is_known_again(adapter: &dyn Adapter, part: &Part) -> bool {
    adapter.facts().abilities.retry_key && part.way == Way::Usual
}

fn gone() -> Problem {
    Problem::new(Class::Unavailable, "forgotten", "")
}

fn noise() -> u8 {
    let [noise] = clock::random::<1>();
    noise
}

/// A UUID for each part of a message, the same at each attempt.
fn part_key(key: &str, part: u32) -> String {
    let bits = u128::from_str_radix(key, 16).unwrap_or_default().wrapping_add(u128::from(part));
    // Version 4, variant 1 (RFC 9562, 5.4).
    let bits = (bits & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let text = format!("{bits:032x}");
    format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}
