//! Webhooks in the Desk. What hooks are told of is kept in the turn in which it happened; what rooms know is read from their
//! logs after they reported. Both wait in tables, and go out from here: a lane for each hook, in the order in which things
//! happened, and one for each room that is read. The alarm goes on where an object was lost.

mod manage;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use futures_util::future::join_all;
use shared::{
    api::{EntryList, ErrorCode},
    desk::{Contact, Desk as Rules, Event},
    enquiry::{self, Enquiry},
    hook::{DeliveryState, GIVE_UP_MS, Happened, MOST_WAITING, Next, Tries, after, gives_up, happened, written},
    id::{EnquiryId, EventId, HookId},
    value::{ServiceSlug, Timestamp},
};
use worker::{Env, SqlStorage, State, Storage, console_error};

pub(super) use self::manage::handle;
use crate::{
    alarm::Alarm,
    clock,
    error::EdgeError,
    hook,
    owed::wait_ms,
    route::object,
    store::desk::{
        enquiry as enquiry_store,
        hook::{self as store, Due, Kept, Unread},
    },
    turn::atomically,
};

/// How long a lane is left alone. Longer than a receiver may take: the object may have been lost with it.
const LEASE_MS: i64 = 15_000;

/// What goes on beside others, and within itself one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    Hook(HookId),
    Room(EnquiryId),
}

/// See the module.
pub(super) struct Hooks {
    storage: Storage,
    sql: SqlStorage,
    env: Env,
    alarm: Rc<Alarm>,
    /// The hooks as they are stored; none before they are read.
    kept: RefCell<Option<Rc<Vec<Kept>>>>,
    /// Which lanes are being worked off, and until when they are left alone.
    busy: RefCell<BTreeMap<Lane, Timestamp>>,
}

impl Hooks {
    pub(super) fn new(storage: Storage, env: Env, alarm: Rc<Alarm>) -> Rc<Self> {
        let sql = storage.sql();
        Rc::new(Self { storage, sql, env, alarm, kept: RefCell::default(), busy: RefCell::default() })
    }

    fn kept(&self) -> Result<Rc<Vec<Kept>>, EdgeError> {
        if let Some(kept) = self.kept.borrow().as_ref() {
            return Ok(kept.clone());
        }
        let kept = Rc::new(store::all(&self.sql).map_err(EdgeError::Storage)?);
        self.kept.replace(Some(kept.clone()));
        Ok(kept)
    }

    /// The hooks are other ones now.
    fn forget(&self) {
        self.kept.replace(None);
    }

    /// Keeps what happened for every hook that is told of it; whether there is something to send. Within the turn.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn note(
        &self,
        now: Timestamp,
        service: &ServiceSlug,
        rules: &Rules,
        events: &[Event],
    ) -> Result<bool, EdgeError> {
        let kept = self.kept()?;
        if !kept.iter().any(|hook| hook.settings.on) {
            return Ok(false);
        }
        let mut owing = false;
        let mut changed: BTreeMap<EnquiryId, Enquiry> = BTreeMap::new();
        for event in events {
            let Event::Enquiry { enquiry: id, at, event } = event else { continue };
            let before = changed.remove(id).or_else(|| rules.enquiry(*id).cloned());
            let Some(after) = stepped(*id, before, *at, event) else { continue };
            if let Some(contact) = contact(rules, events, &after)
                && let Some(happened) = happened(*at, event, &after, contact)
            {
                owing |= self.tell(now, service, &kept, &happened)?;
            }
            changed.insert(*id, after);
        }
        Ok(owing)
    }

    /// Keeps one thing for every hook that is told of it.
    fn tell(
        &self,
        now: Timestamp,
        service: &ServiceSlug,
        hooks: &[Kept],
        happened: &Happened,
    ) -> Result<bool, EdgeError> {
        let id = EventId::new(happened.at, clock::random());
        let mut told = false;
        for hook in hooks {
            // What a room held before there was a hook for it.
            let is_old = happened.topic.is_of_rooms() && happened.at < hook.since;
            let Some(event) = happened.told(id, service, &hook.settings).filter(|_| !is_old) else { continue };
            if store::waiting(&self.sql, hook.id)? >= MOST_WAITING {
                console_error!("{} of {service} is switched off: too much waits for it", hook.id);
                store::give_up(&self.sql, now, hook.id)?;
                self.forget();
                continue;
            }
            store::add(&self.sql, now, hook.id, &event)?;
            told = true;
        }
        Ok(told)
    }

    /// A room has told something new: it is read, if some hook is told of what rooms know. Whether it is.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn room_reported(&self, now: Timestamp, enquiry: EnquiryId) -> Result<bool, EdgeError> {
        let listens = |hook: &Kept| hook.settings.on && hook.settings.topics.iter().any(|topic| topic.is_of_rooms());
        if !self.kept()?.iter().any(listens) {
            return Ok(false);
        }
        store::want(&self.sql, now, enquiry)?;
        Ok(true)
    }

    /// When the alarm has to call [`Hooks::send`] again, if at all.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn next_at(&self) -> Result<Option<Timestamp>, EdgeError> {
        let busy = self.busy.borrow();
        let at = |(lane, due): (Lane, Timestamp)| busy.get(&lane).map_or(due, |lease| due.max(*lease));
        Ok(self.lanes()?.into_iter().map(at).min())
    }

    fn lanes(&self) -> Result<Vec<(Lane, Timestamp)>, EdgeError> {
        let hooks = store::next(&self.sql)?.into_iter().map(|(hook, at)| (Lane::Hook(hook), at));
        let rooms = store::unread(&self.sql)?.into_iter().map(|(room, at)| (Lane::Room(room), at));
        Ok(hooks.chain(rooms).collect())
    }

    /// Works off what is due, without keeping the caller waiting.
    pub(super) fn send(self: &Rc<Self>, state: &State, service: &ServiceSlug) {
        match self.start(service) {
            Ok(lanes) => lanes.into_iter().for_each(|lane| state.wait_until(lane)),
            // The alarm, set in the turn that wrote the rows, tries again.
            Err(error) => error.log("What hooks are to be told could not be read"),
        }
    }

    fn start(self: &Rc<Self>, service: &ServiceSlug) -> Result<Vec<impl Future<Output = ()> + use<>>, EdgeError> {
        let now = clock::now();
        let free = |lane: &Lane| self.busy.borrow().get(lane).is_none_or(|lease| *lease <= now);
        let due = self.lanes()?.into_iter().filter(|(lane, at)| *at <= now && free(lane));
        let due: Vec<Lane> = due.map(|(lane, _)| lane).collect();
        Ok(due
            .into_iter()
            .map(|lane| self.hold(lane, now))
            .map(|busy| self.clone().work(busy, service.clone()))
            .collect())
    }

    fn hold(self: &Rc<Self>, lane: Lane, now: Timestamp) -> Busy {
        let lease = now.plus_ms(LEASE_MS);
        self.busy.borrow_mut().insert(lane, lease);
        Busy { hooks: self.clone(), lane, lease }
    }

    async fn work(self: Rc<Self>, mut busy: Busy, service: ServiceSlug) {
        let done = match busy.lane {
            Lane::Hook(hook) => self.deliver_all(hook, &mut busy).await,
            Lane::Room(enquiry) => self.read_all(enquiry, &service, &mut busy).await,
        };
        if let Err(error) = done {
            // The alarm goes on after the lease.
            error.log("A hook could not be told");
            return;
        }
        let lane = busy.lane;
        drop(busy);
        if let Lane::Room(_) = lane {
            // What was read goes on to the hooks.
            match self.start(&service) {
                Ok(lanes) => drop(join_all(lanes.into_iter().map(Box::pin)).await),
                Err(error) => error.log("What hooks are to be told could not be read"),
            }
        }
        let set = self.next_at().and_then(|at| self.alarm.wake_at(&self.storage, at).map_err(EdgeError::Storage));
        if let Err(error) = set {
            error.log("An alarm for hooks could not be set");
        }
    }

    async fn deliver_all(&self, id: HookId, busy: &mut Busy) -> Result<(), EdgeError> {
        // Looked at anew each time: it may have been changed, switched off or removed meanwhile.
        while let Some(hook) = store::one(&self.sql, id)?.filter(|hook| hook.settings.on) {
            let Some(due) = store::due(&self.sql, clock::now(), id)? else { break };
            busy.renew();
            self.deliver(&hook, &due).await?;
        }
        Ok(())
    }

    /// Sends one, and notes what came of it.
    async fn deliver(&self, hook: &Kept, due: &Due) -> Result<(), EdgeError> {
        let tried = hook::send(&self.env, hook, due).await?;
        let so_far = Tries { since: due.since_ms, count: due.since_tries.saturating_add(1) };
        let [jitter] = clock::random();
        let next = after(tried.at, so_far, tried.outcome, jitter);
        atomically(&self.storage, || {
            let (state, at) = match next {
                Next::Done => (DeliveryState::Taken, tried.at),
                Next::Again(at) => (DeliveryState::Waiting, at),
                Next::GiveUp => (DeliveryState::GivenUp, tried.at),
            };
            store::note(&self.sql, hook.id, due.delivery, &tried, state, at)?;
            if next != Next::GiveUp {
                return Ok(());
            }
            let last_taken = store::one(&self.sql, hook.id)?.and_then(|hook| hook.taken_at);
            if gives_up(due.since_ms, last_taken) {
                console_error!(
                    "{} is switched off: nothing came through for {} hours",
                    hook.id,
                    GIVE_UP_MS / 3_600_000
                );
                store::give_up(&self.sql, tried.at, hook.id)?;
                self.forget();
            }
            Ok(())
        })
    }

    async fn read_all(&self, enquiry: EnquiryId, service: &ServiceSlug, busy: &mut Busy) -> Result<(), EdgeError> {
        while let Some(unread) = store::unread_of(&self.sql, clock::now(), enquiry)? {
            busy.renew();
            match self.page(service, &unread).await {
                Ok(page) => self.take(service, &unread, page)?,
                Err(error) => {
                    error.log("A room could not be read for hooks");
                    store::read_later(&self.sql, enquiry, clock::now().plus_ms(wait_ms(unread.tries)))?;
                    break;
                }
            }
        }
        Ok(())
    }

    async fn page(&self, service: &ServiceSlug, unread: &Unread) -> Result<EntryList, EdgeError> {
        let path = format!("/internal/entries/{}", unread.seq().0);
        object::get(&self.env, ("ROOM", &format!("{service}/{}", unread.enquiry_id)), &path).await
    }

    /// Keeps what a page of a room's log holds for hooks, and how far it was read, all or none.
    fn take(&self, service: &ServiceSlug, unread: &Unread, page: EntryList) -> Result<(), EdgeError> {
        let EntryList { entries, last: _, next } = page;
        let found = enquiry_store::one(&self.sql, unread.enquiry_id).map_err(EdgeError::Storage)?;
        let now = clock::now();
        atomically(&self.storage, || {
            let kept = self.kept()?;
            if let Some((enquiry, contact)) = &found {
                for happened in entries.iter().filter_map(|entry| written(entry, enquiry, contact)) {
                    self.tell(now, service, &kept, &happened)?;
                }
            }
            let seq = entries.last().map_or(unread.seq(), |entry| entry.seq);
            Ok(store::read_to(&self.sql, unread, seq, next.is_none())?)
        })
    }

    /// Tries one at once, whatever else waits; for who looks on.
    ///
    /// # Errors
    /// That of the database.
    async fn try_now(&self, hook: &Kept, due: &Due) -> Result<(), EdgeError> {
        self.deliver(hook, due).await?;
        let at = self.next_at()?;
        self.alarm.wake_at(&self.storage, at).map_err(EdgeError::Storage)
    }
}

/// The enquiry after a step; none if it isn't known.
fn stepped(id: EnquiryId, before: Option<Enquiry>, at: Timestamp, event: &enquiry::Event) -> Option<Enquiry> {
    if let enquiry::Event::Raised(raised) = event {
        return Some(Enquiry::new(id, at, (**raised).clone()));
    }
    let mut after = before?;
    after.apply(at, event);
    Some(after)
}

/// Who asks: as these events leave them, or as they were.
fn contact<'a>(rules: &'a Rules, events: &'a [Event], enquiry: &Enquiry) -> Option<&'a Contact> {
    let whose = enquiry.raised.visitor;
    let changed = events.iter().rev().find_map(|event| match event {
        Event::Contact { visitor, contact } if *visitor == whose => Some(contact),
        Event::Contact { .. }
        | Event::Told { .. }
        | Event::Enquiry { .. }
        | Event::News { .. }
        | Event::Availability { .. }
        | Event::Directory(_) => None,
    });
    changed.or_else(|| rules.contact(whose))
}

fn not_there() -> EdgeError {
    EdgeError::refused(ErrorCode::NotFound, "There is no such webhook, or nothing like this in its log.")
}

/// A hold on a lane; let go however the work on it ends.
struct Busy {
    hooks: Rc<Hooks>,
    lane: Lane,
    lease: Timestamp,
}

impl Busy {
    fn renew(&mut self) {
        self.lease = clock::now().plus_ms(LEASE_MS);
        self.hooks.busy.borrow_mut().insert(self.lane, self.lease);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let mut busy = self.hooks.busy.borrow_mut();
        // Not if the lease ran out and somebody else holds it now.
        if busy.get(&self.lane) == Some(&self.lease) {
            busy.remove(&self.lane);
        }
    }
}
