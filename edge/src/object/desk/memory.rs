//! The Desk's rules with their database: one turn decides, writes and only then changes what is held in memory. So a turn
//! that fails leaves nothing, neither here nor there.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use shared::{
    api::{ServiceSettings, ServiceView},
    availability::{self, Sockets},
    desk::{Command, Decision, Desk as Rules, Effect, Event},
    id::{RoomId, StaffId},
    owed::{Order, RoomOrder},
    setup::Setup,
    value::{ServiceSlug, Timestamp},
};
use worker::{SqlStorage, Storage};

use super::{
    audit,
    call::{Change, Handled},
    hooks::Hooks,
    listing::Listing,
    pictures, push, settings, spaces,
};
use crate::{
    alarm::Alarm,
    error::EdgeError,
    fault::Fault,
    owed::{Outbox, Target},
    store::{
        self,
        desk::{
            MIGRATIONS, availability as availability_store,
            counter::{self, Counter},
            enquiry, erasure, file, person, picture, reminder, seat, settings as settings_store, token,
        },
    },
    turn::atomically,
};

/// What is held of the database.
pub(super) struct Known {
    pub(super) slug: ServiceSlug,
    /// Everything that the owner set up.
    pub(super) setup: Setup,
    pub(super) rules: Rules,
    settings: ServiceSettings,
}

impl Known {
    /// What the service as a whole is set to.
    pub(super) const fn settings(&self) -> &ServiceSettings {
        &self.settings
    }

    /// What anybody may know of the service.
    pub(super) fn service(&self) -> ServiceView {
        let ServiceSettings { name, languages, calls, .. } = self.settings.clone();
        ServiceView { slug: self.slug.clone(), name, languages, files: self.setup.keeping().files(), calls }
    }
}

/// See the module.
pub(super) struct Memory {
    storage: Storage,
    pub(super) sql: SqlStorage,
    outbox: Rc<Outbox>,
    hooks: Rc<Hooks>,
    listing: Rc<Listing>,
    /// Whether hooks are to be told something since it was last asked.
    tells_hooks: Cell<bool>,
    alarm: Rc<Alarm>,
    /// None before it is read: nothing is, before the first event after a wake.
    known: RefCell<Option<Known>>,
}

impl Memory {
    pub(super) fn new(
        storage: Storage,
        outbox: Rc<Outbox>,
        hooks: Rc<Hooks>,
        listing: Rc<Listing>,
        alarm: Rc<Alarm>,
    ) -> Self {
        let (sql, tells_hooks, known) = (storage.sql(), Cell::default(), RefCell::default());
        Self { storage, sql, outbox, hooks, listing, tells_hooks, alarm, known }
    }

    /// Whether hooks are to be told something since this was asked last.
    pub(super) fn tells_hooks(&self) -> bool {
        self.tells_hooks.take()
    }

    /// Looks at the service as it stands.
    ///
    /// # Errors
    /// `not_found` before [`Memory::wake`] found a service.
    pub(super) fn look<T>(&self, at: impl FnOnce(&Known) -> T) -> Result<T, EdgeError> {
        self.known.borrow().as_ref().map(at).ok_or_else(EdgeError::not_found)
    }

    /// Reads the service if that wasn't done yet; whether it was done now. `sockets` says what each person's open ones
    /// know.
    ///
    /// # Errors
    /// `not_found` if there is no service: anybody can make up a name, and must not make tables by it.
    pub(super) fn wake(
        &self,
        now: Timestamp,
        sockets: impl FnOnce() -> BTreeMap<StaffId, Sockets>,
    ) -> Result<bool, EdgeError> {
        if self.known.borrow().is_some() {
            return Ok(false);
        }
        if !store::exists(&self.sql).map_err(EdgeError::Storage)? {
            return Err(EdgeError::not_found());
        }
        atomically(&self.storage, || store::migrate(&self.sql, MIGRATIONS)).map_err(EdgeError::Storage)?;
        let slug = settings_store::slug(&self.sql)?.ok_or_else(EdgeError::not_found)?;
        let (setup, settings) = set_up(&self.sql)?;
        let sockets = sockets();
        let kept = availability_store::all(&self.sql).map_err(EdgeError::Storage)?;
        let lost: Vec<_> = kept
            .iter()
            .filter(|(staff, kept)| kept.connected && !sockets.contains_key(staff))
            .map(|(staff, _)| (*staff, availability::Command::Lose))
            .collect();
        let people =
            kept.into_iter().map(|(staff, kept)| (staff, kept, sockets.get(&staff).copied().unwrap_or_default()));
        let running = enquiry::running(&self.sql).map_err(EdgeError::Storage)?;
        let changes = counter::read(&self.sql, Counter::DirectoryChanges).map_err(EdgeError::Storage)?;
        let directory = settings::directory(&self.sql, &setup)?;
        let rules = Rules::wake(now, directory, changes, people, running);
        self.known.replace(Some(Known { slug, setup, rules, settings }));
        self.turn(now, Command::Staff(lost), None)?;
        Ok(true)
    }

    /// One turn: what others have to know of it. The alarm is the caller's to set after it; see [`Memory::arm`].
    ///
    /// # Errors
    /// A refusal, or that of the database: nothing was done then.
    pub(super) fn turn(
        &self,
        now: Timestamp,
        command: Command,
        fault: Option<Fault>,
    ) -> Result<Vec<Effect>, EdgeError> {
        let decision = self.look(|known| {
            let decision = known.rules.decide(now, command)?;
            if has_rows(&decision) {
                atomically(&self.storage, || self.write(now, known, &decision, fault))?;
            }
            Ok::<_, EdgeError>(decision)
        })??;
        Ok(self.apply(decision))
    }

    /// One turn that changes accounts or settings, and whatever follows from that for enquiries and seats.
    ///
    /// # Errors
    /// As for [`Memory::turn`].
    pub(super) fn turn_of_settings(
        &self,
        now: Timestamp,
        fault: Option<Fault>,
        change: impl FnOnce() -> Result<Handled, EdgeError>,
    ) -> Result<(Handled, Vec<Effect>), EdgeError> {
        let (handled, follows) = self.look(|known| {
            atomically(&self.storage, || {
                let handled = change()?;
                let follows = self.follow(now, known, &handled.changes, fault)?;
                Ok::<_, EdgeError>((handled, follows))
            })
        })??;
        let Some(((setup, settings), decision)) = follows else { return Ok((handled, Vec::new())) };
        if let Some(known) = self.known.borrow_mut().as_mut() {
            known.setup = setup;
            known.settings = settings;
        }
        Ok((handled, self.apply(decision)))
    }

    /// What follows from changes of accounts and settings. None if there were none.
    fn follow(
        &self,
        now: Timestamp,
        known: &Known,
        changes: &[Change],
        fault: Option<Fault>,
    ) -> Result<Option<(SetUp, Decision)>, EdgeError> {
        if changes.is_empty() {
            return Ok(None);
        }
        for change in changes {
            let (staff, session) = match change {
                Change::Directory | Change::Quiet => continue,
                Change::SessionEnded { staff, session } => (*staff, Some(*session)),
                Change::StaffRemoved { staff } => {
                    spaces::leave(self, now, known, *staff)?;
                    (*staff, None)
                }
            };
            for room in seat::take_back(&self.sql, now, staff, session).map_err(EdgeError::Storage)? {
                self.order(now, &known.slug, room, Order::Unseat { staff, session })?;
            }
        }
        let set_up = set_up(&self.sql)?;
        let directory = Box::new(settings::directory(&self.sql, &set_up.0)?);
        pictures::settle(&self.sql, now, known, changes, (&set_up.0, &directory))?;
        if *directory == *known.rules.directory() {
            return Ok(Some((set_up, Decision::default())));
        }
        // Who may see less from now on, or does so in another role, takes their seats in rooms anew.
        let before = &known.rules.directory().staff;
        for (staff, member) in &directory.staff {
            let same = before.get(staff).is_none_or(|was| (was.role, was.reach) == (member.role, member.reach));
            let seated = if same { vec![] } else { seat::of(&self.sql, now, *staff).map_err(EdgeError::Storage)? };
            for room in seated {
                self.order(now, &known.slug, room, Order::ComeBack { staff: vec![*staff] })?;
            }
        }
        spaces::rename(self, now, known, &directory)?;
        let decision = known.rules.decide(now, Command::DirectoryChanged(directory))?;
        self.write(now, known, &decision, fault)?;
        Ok(Some((set_up, decision)))
    }

    /// Makes the tables and the service in them.
    ///
    /// # Errors
    /// As for [`Memory::turn`]; nothing is left then, not even tables.
    pub(super) fn begin(&self, make: impl FnOnce() -> Result<Handled, EdgeError>) -> Result<Handled, EdgeError> {
        atomically(&self.storage, || {
            store::migrate(&self.sql, MIGRATIONS).map_err(EdgeError::Storage)?;
            make()
        })
    }

    /// One turn that only notes something.
    ///
    /// # Errors
    /// That of `note`; nothing was done then.
    pub(super) fn note<T>(&self, note: impl FnOnce() -> Result<T, EdgeError>) -> Result<T, EdgeError> {
        atomically(&self.storage, note)
    }

    fn write(&self, now: Timestamp, known: &Known, decision: &Decision, fault: Option<Fault>) -> Result<(), EdgeError> {
        let slug = &known.slug;
        if self.hooks.note(now, slug, &known.rules, &decision.events)? {
            self.tells_hooks.set(true);
        }
        for event in &decision.events {
            enquiry::append(&self.sql, now, event).map_err(EdgeError::Storage)?;
            audit::note_event(&self.sql, now, event)?;
            if fault == Some(Fault::HalfTurn) {
                return Err(EdgeError::Broken("half a turn was asked for"));
            }
        }
        for effect in &decision.effects {
            if let Effect::OrderRoom { enquiry, order } = effect {
                self.order(now, slug, (*enquiry).into(), order.clone())?;
            }
            if let Effect::Alert { to, alert } = effect {
                push::owe(&self.sql, &self.outbox, now, *to, alert)?;
            }
        }
        Ok(())
    }

    /// Owes an order to a room. Within a turn.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn order(
        &self,
        now: Timestamp,
        slug: &ServiceSlug,
        room: RoomId,
        order: Order,
    ) -> Result<(), EdgeError> {
        let revision = counter::next(&self.sql, Counter::OrdersToRooms).map_err(EdgeError::Storage)?;
        let order = RoomOrder { room, revision, at_ms: now, order };
        let target = Target::Room(slug.clone(), room);
        self.outbox.owe(now, &target, "/internal/order", &order).map_err(EdgeError::Storage)
    }

    /// Nothing between the commit and this awaits anything, so nobody ever sees one without the other.
    fn apply(&self, decision: Decision) -> Vec<Effect> {
        let Decision { events, effects } = decision;
        if let Some(known) = self.known.borrow_mut().as_mut() {
            for event in &events {
                known.rules.apply(event);
            }
        }
        effects
    }

    /// When the enquiry that was closed first has been kept as long as the service keeps any.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn kept_until(&self) -> Result<Option<Timestamp>, EdgeError> {
        let keeping = self.look(|known| known.setup.keeping())?;
        if keeping.erase_after_days.is_none() {
            return Ok(None);
        }
        let first = erasure::closed_first(&self.sql).map_err(EdgeError::Storage)?;
        Ok(first.and_then(|at| keeping.erases_at(at)))
    }

    /// When the file that was shared first has been kept as long as the service keeps any.
    ///
    /// # Errors
    /// That of the database.
    fn file_until(&self) -> Result<Option<Timestamp>, EdgeError> {
        let keeping = self.look(|known| known.setup.keeping())?;
        if keeping.delete_files_after_days.is_none() {
            return Ok(None);
        }
        Ok(file::first_at(&self.sql)?.and_then(|at| keeping.deletes_file_at(at)))
    }

    /// Sees to it that the alarm fires in time. What is owed, and which pictures go, is looked at only when that may have changed.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn arm(&self, owing: bool) -> Result<(), EdgeError> {
        let own = self.look(|known| known.rules.wake_at())?;
        let (mut owed, mut goes, mut ends, mut told) = (None, None, None, None);
        let (mut listed, mut kept, mut unkeyed, mut reminds, mut expires) = (None, None, None, None, None);
        if owing || !self.alarm.is_known() {
            owed = self.outbox.next_at().map_err(EdgeError::Storage)?;
            goes = picture::next_at(&self.sql).map_err(EdgeError::Storage)?;
            ends = token::next_end(&self.sql).map_err(EdgeError::Storage)?;
            told = self.hooks.next_at()?;
            listed = self.listing.next_at()?;
            kept = self.kept_until()?;
            reminds = reminder::next_at(&self.sql)?;
            expires = self.file_until()?;
            unkeyed = person::has_unkeyed(&self.sql)?.then_some(Timestamp::from_ms(1));
        }
        let earliest =
            [own, owed, goes, ends, told, listed, kept, unkeyed, reminds, expires].into_iter().flatten().min();
        self.alarm.wake_at(&self.storage, earliest).map_err(EdgeError::Storage)
    }
}

/// Everything that is set up, and of it what the service as a whole is set to.
type SetUp = (Setup, ServiceSettings);

fn set_up(sql: &SqlStorage) -> Result<SetUp, EdgeError> {
    let setup = settings::setup(sql)?;
    let settings = setup.service().cloned().ok_or(EdgeError::Broken("the service is gone"))?;
    Ok((setup, settings))
}

/// Pings and input change nothing that is stored: no transaction for them.
fn has_rows(decision: &Decision) -> bool {
    let kept = decision.events.iter().any(|event| match event {
        Event::Availability { event, .. } => event.is_kept(),
        Event::Contact { .. }
        | Event::Told { .. }
        | Event::Enquiry { .. }
        | Event::News { .. }
        | Event::Directory(_) => true,
    });
    kept || decision.effects.iter().any(|effect| matches!(effect, Effect::OrderRoom { .. } | Effect::Alert { .. }))
}
